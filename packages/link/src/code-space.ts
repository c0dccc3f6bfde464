/**
 * Code while its size is still in motion: sections, the islands between them, and the value of a relocation under the
 * present placement. `relax.ts` drives it, `relocate.ts` reads the result.
 */
import type { Relocation } from '@hsx/image';
import { type DataSpace, linkerSymbolAddress } from './linker-symbols.js';
import { addressOf, mapOffset, relaxedSize } from './offset-map.js';
import { alignUp } from './placement.js';
import { type LinkSection, type Target, WORD } from './program.js';
import type { SymbolTable } from './resolve.js';

/** What an island does: pass a CALL on (any level), or a compare-and-branch (ext). */
export type IslandKind = 'call' | 'branch';

/** Bytes of each kind: `LDI32 R15, t; PUSH R15; RET` (formats.md §1), and `JMP t`. */
export const ISLAND_SIZES: Readonly<Record<IslandKind, number>> = { call: 16, branch: 4 };

/** A stepping stone for a branch whose target is out of its reach. */
export interface Island {
  readonly kind: IslandKind;
  /** The section that it was first made for. */
  readonly section: LinkSection;
  /** Where it passes control to. */
  readonly target: Target;
  readonly addend: number;
  address: number;
}

/** The place between two sections (or before the first) where islands stand; it only grows, at its end. */
export interface Pool {
  readonly islands: Island[];
  address: number;
}

/** Code space and the values it gives. */
export class CodeSpace {
  /** Live text sections in the order of the image. */
  readonly sections: readonly LinkSection[];
  /** `pools[i]` lies before `sections[i]`; the last lies behind all. */
  readonly pools: readonly Pool[];
  /** End of code, in bytes: `code_len`. */
  end = 0;
  private readonly positions: ReadonlyMap<LinkSection, number>;
  private readonly islands = new Map<unknown, Island[]>();

  constructor(
    sections: readonly LinkSection[],
    readonly table: SymbolTable,
    readonly data: DataSpace,
  ) {
    this.sections = sections;
    this.pools = Array.from({ length: sections.length + 1 }, () => ({ islands: [], address: 0 }));
    this.positions = new Map(sections.map((section, i) => [section, i]));
    this.place();
  }

  /** The pools next to a section, the one behind it first. */
  poolsAround(section: LinkSection): Pool[] {
    const index = this.positions.get(section) ?? 0;
    return [this.pools[index + 1], this.pools[index]].filter((pool) => pool !== undefined);
  }

  /** All islands to a target, whatever their addend, for the caller to add to. */
  islandsTo(target: Target): Island[] {
    const key =
      target.kind === 'defined' ? target.definition.symbol : target.kind === 'linker' ? target.name : target.kind;
    let list = this.islands.get(key);
    if (list === undefined) {
      list = [];
      this.islands.set(key, list);
    }
    return list;
  }

  /** Gives every section and island its address. Address 0 holds the illegal word (formats.md §2). */
  place(): void {
    let address = WORD;
    this.pools.forEach((pool, i) => {
      pool.address = address;
      for (const island of pool.islands) {
        island.address = address;
        address += ISLAND_SIZES[island.kind];
      }
      const section = this.sections[i];
      if (section === undefined) return;
      section.address = alignUp(address, section.align);
      address = section.address + relaxedSize(section);
    });
    this.end = address;
  }

  /** What a relocation's symbol means; `undefined` only for names that have been reported. */
  target(section: LinkSection, name: string): Target | undefined {
    return this.table.resolve(section.unit, name);
  }

  /**
   * Address of a target plus an addend. An addend that stays inside the symbol's section counts bytes as the object had
   * them, so it follows what relaxation moved.
   */
  addressOfTarget(target: Target, addend: number): number {
    if (target.kind === 'zero') return addend;
    if (target.kind === 'linker') return linkerSymbolAddress(target.name, this.data) + addend;
    const { section, symbol } = target.definition;
    if (section === undefined) return symbol.value + addend;
    return addressOf(section, symbol.value + addend);
  }

  /** The address that a relocation's symbol and addend stand for. */
  value(section: LinkSection, reloc: Relocation): number {
    const target = this.target(section, reloc.symbol);
    return target === undefined ? 0 : this.addressOfTarget(target, reloc.addend);
  }

  /** Address of an offset, as read, of a section. */
  addressAt(section: LinkSection, offset: number): number {
    return section.address + mapOffset(section, offset);
  }
}
