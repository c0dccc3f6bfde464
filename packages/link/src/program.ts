/**
 * What the linker works on: the objects that take part (units), their sections, and what a symbol name means.
 * `intake.ts` builds it, `resolve.ts` and `gc.ts` decide who takes part, `relax.ts` and `placement.ts` give addresses.
 */
import { type ObjectFile, type ObjectSymbol, type Relocation, type SectionKind, UNDEFINED_SECTION } from '@hsx/image';

/** All kinds of section, code first, then in the order of data space. */
export const SECTION_KINDS: readonly SectionKind[] = ['text', 'rodata', 'init_array', 'fini_array', 'data', 'bss'];

/** Alignment of the smallest unit of code: an instruction word (isa.md §2). */
export const WORD = 4;

/** One section of a unit: the unit of garbage collection and of placement. */
export interface LinkSection {
  readonly unit: LinkUnit;
  readonly name: string;
  readonly kind: SectionKind;
  /** Power of two, at least 4 for text. */
  readonly align: number;
  /** Contents as read; empty for bss. */
  readonly bytes: Uint8Array;
  /** Bytes before relaxation. */
  readonly size: number;
  /** In the order of the object. */
  readonly relocs: Relocation[];
  /** Whether it goes into the image (gc.ts). */
  live: boolean;
  /** Byte address in code space (text) or data space (all others); set by placement. */
  address: number;
  /** Offsets, as read and ascending, of the literal words that relaxation took out. */
  removed: readonly number[];
}

/** An object that takes part in the link. */
export interface LinkUnit {
  /** How messages name it: the input's name, or `archive(member)`. */
  readonly name: string;
  readonly object: ObjectFile;
  /** For an archive member: the name it was taken for. */
  readonly takenFor?: string;
  /** Whether its definitions give way to those of other units. */
  readonly yields: boolean;
  /** Place on the command line, then place in the archive: the order of everything in the image. */
  readonly order: readonly [input: number, member: number];
  readonly sections: Map<string, LinkSection>;
  /** First entry of each name in the object's symbol table. */
  readonly symbols: Map<string, ObjectSymbol>;
}

/** A definition that a name stands for. */
export interface Definition {
  readonly unit: LinkUnit;
  readonly symbol: ObjectSymbol;
  /** Absent for an absolute symbol. */
  readonly section?: LinkSection;
}

/** What a name means in a unit. */
export type Target =
  | { readonly kind: 'defined'; readonly definition: Definition }
  /** A name that the linker defines, such as `__heap_start`. */
  | { readonly kind: 'linker'; readonly name: string }
  /** A weak reference that nothing defines: 0 (formats.md §1). */
  | { readonly kind: 'zero' };

/** Whether an entry of a symbol table is a reference, not a definition. */
export function isUndefined(symbol: ObjectSymbol): boolean {
  return symbol.section === UNDEFINED_SECTION;
}

/** Sections of all units in the order of the image. */
export function* allSections(units: readonly LinkUnit[]): Generator<LinkSection> {
  for (const unit of units) yield* unit.sections.values();
}

/** The live sections of one kind in the order of the image. */
export function liveSections(units: readonly LinkUnit[], kind: SectionKind): LinkSection[] {
  return [...allSections(units)].filter((section) => section.live && section.kind === kind);
}

/** How messages name a section: `main.hxo(text.main)`. */
export function sectionLabel(section: LinkSection): string {
  return `${section.unit.name}(${section.name})`;
}

/** The definitions of a unit by section name, ascending by offset, then by name. */
export function definitionsBySection(unit: LinkUnit): Map<string, ObjectSymbol[]> {
  const table = new Map<string, ObjectSymbol[]>();
  for (const symbol of unit.symbols.values()) {
    if (isUndefined(symbol)) continue;
    const list = table.get(symbol.section);
    if (list === undefined) table.set(symbol.section, [symbol]);
    else list.push(symbol);
  }
  for (const list of table.values()) list.sort((a, b) => a.value - b.value || (a.name < b.name ? -1 : 1));
  return table;
}
