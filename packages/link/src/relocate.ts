/** Writes the values of all relocations into the sections and joins the sections to code, rodata and data (formats.md §1). */
import { ADDRESS_SPACE_MAX, RELOCATION_SHAPES, type Relocation } from '@hsx/image';
import { encode } from '@hsx/isa';
import type { CodeSpace } from './code-space.js';
import { instruction } from './instruction.js';
import { islandWords } from './islands.js';
import type { DataPlacement } from './placement.js';
import { linePlace, type Messages, note, offsetPlace, symbolPlace } from './places.js';
import { allSections, type LinkSection, type LinkUnit, sectionLabel, type Target, WORD } from './program.js';
import { type BranchSite, type LiteralSite, type Relaxation, wordAt } from './relax.js';
import { FIELDS, type RelocationField } from './relocation-fields.js';

/** Contents of the image. */
export interface LinkedBytes {
  code: Uint8Array;
  rodata: Uint8Array;
  data: Uint8Array;
}

const CALLA = instruction('CALLA');
const LDI = instruction('LDI');
const LDI20 = instruction('LDI20');
/** Largest target of CALLA, JMP and the like. */
const TARGET_MAX = ADDRESS_SPACE_MAX - 1;

/** What there is to say about a type's overflow. */
const HINTS: Partial<Record<Relocation['type'], string>> = {
  ABS12: 'a 12-bit branch reaches the first 4 KiB of code; the 24-bit form (ABS24) reaches all of it',
  PCREL12W: 'the section is too long for an island in reach: split it into several sections, or build it at level ext',
  PCREL12B: 'the section is too long for an island in reach: compare with CMP and use a jump instead',
  SIMM12: 'load the address with LI or LDI32',
  UIMM12: 'load the address with LI or LDI32',
  SIMM20: 'load the address with LI or LDI32',
};

/** Relocates everything. Reports every value that does not fit. */
export function relocateAll(
  units: readonly LinkUnit[],
  space: CodeSpace,
  relaxation: Relaxation,
  data: DataPlacement,
  messages: Messages,
): LinkedBytes {
  const relocator = new Relocator(space, relaxation, data, messages);
  const code = new Uint8Array(space.end);
  for (const section of space.sections) compact(section, relocator.contents(section), code);
  relocator.writeIslands(code);
  const { roBase, dataBase } = data.layout;
  const rodata = new Uint8Array(data.roLen);
  const initialised = new Uint8Array(data.dataLen);
  for (const section of allSections(units)) {
    if (!section.live || section.kind === 'text' || section.kind === 'bss') continue;
    const [into, base] = section.kind === 'data' ? [initialised, dataBase] : [rodata, roBase];
    into.set(relocator.contents(section), section.address - base);
  }
  return { code, rodata, data: initialised };
}

/** Copies relocated contents to their address, without the words that relaxation took out. */
function compact(section: LinkSection, contents: Uint8Array, code: Uint8Array): void {
  let from = 0;
  let to = section.address;
  for (const offset of section.removed) {
    code.set(contents.subarray(from, offset), to);
    to += offset - from;
    from = offset + WORD;
  }
  code.set(contents.subarray(from), to);
}

class Relocator {
  constructor(
    private readonly space: CodeSpace,
    private readonly relaxation: Relaxation,
    private readonly data: DataPlacement,
    private readonly messages: Messages,
  ) {}

  /** The section's bytes with every relocation applied, offsets as read. */
  contents(section: LinkSection): Uint8Array {
    const bytes = section.bytes.slice();
    for (const reloc of section.relocs) this.apply(section, reloc, bytes);
    return bytes;
  }

  /** Writes all islands to their addresses. */
  writeIslands(code: Uint8Array): void {
    const view = new DataView(code.buffer);
    for (const pool of this.space.pools) {
      for (const island of pool.islands) {
        const address = this.space.addressOfTarget(island.target, island.addend);
        // A target outside code space has been reported where the branch is.
        if (address < 0 || address > TARGET_MAX) continue;
        for (const [i, word] of islandWords(island.kind, address).entries())
          view.setUint32(island.address + i * WORD, word);
      }
    }
  }

  private apply(section: LinkSection, reloc: Relocation, bytes: Uint8Array): void {
    const target = this.space.target(section, reloc.symbol);
    if (target === undefined) return;
    const field = FIELDS[reloc.type];
    if (field.branch && !this.checkBranchTarget(section, reloc, target)) return;
    const literal = this.relaxation.literals.get(reloc);
    const branch = this.relaxation.branches.get(reloc);
    const value = this.value(section, reloc, target, branch);
    if (!this.checkReach(section, reloc, target, field, value)) return;
    if (branch?.via === 'CALLA') this.writeCallAbsolute(reloc, target, bytes);
    else if (literal !== undefined && literal.form !== 'LDI32') writeShortLiteral(literal, value, bytes);
    else writeField(section, reloc, fieldValue(reloc, value, field), bytes);
  }

  /** The value before it is scaled and cut: an address, a distance or a difference, in bytes. */
  private value(section: LinkSection, reloc: Relocation, target: Target, branch: BranchSite | undefined): number {
    const { space } = this;
    const { type, addend } = reloc;
    if (reloc.minus !== undefined) {
      const minus = space.target(section, reloc.minus);
      const subtracted = minus === undefined ? 0 : space.addressOfTarget(minus, 0);
      return space.addressOfTarget(target, 0) - subtracted + addend;
    }
    const absolute = space.addressOfTarget(target, addend);
    if (type === 'OFF16') return absolute - this.outputStart(target);
    if (!FIELDS[type].pcRelative) return absolute;
    const from = space.addressAt(section, reloc.offset);
    const via = branch?.via;
    // What CALLA cannot reach does not exist, so its distance always fits.
    if (via === 'CALLA') return 0;
    return (via === undefined || via === 'direct' ? absolute : via.address) - from;
  }

  /** Where the output section of a target starts: 0 in code space, which begins with the illegal word. */
  private outputStart(target: Target): number {
    const kind = target.kind === 'defined' ? target.definition.section?.kind : undefined;
    if (kind === undefined || kind === 'text') return 0;
    const { layout } = this.data;
    return kind === 'data' ? layout.dataBase : kind === 'bss' ? layout.bssBase : layout.roBase;
  }

  private checkBranchTarget(section: LinkSection, reloc: Relocation, target: Target): boolean {
    const address = this.space.addressOfTarget(target, reloc.addend);
    const inside = target.kind === 'defined' ? target.definition.section : undefined;
    let wrong: string | undefined;
    if (target.kind === 'linker' || (inside !== undefined && inside.kind !== 'text'))
      wrong = 'is data, and code cannot jump there';
    else if (address % WORD !== 0) wrong = `is at ${address}, not a multiple of ${WORD}`;
    else if (address < 0 || address > TARGET_MAX) wrong = `is at ${address}, outside code space`;
    if (wrong === undefined) return true;
    this.report(
      section,
      reloc,
      target,
      `the branch to '${reloc.symbol}'${addendText(reloc.addend)} cannot work: its target ${wrong}`,
    );
    return false;
  }

  private checkReach(
    section: LinkSection,
    reloc: Relocation,
    target: Target,
    field: RelocationField,
    value: number,
  ): boolean {
    const { min, max, scale, pcRelative } = field;
    if (value >= min * scale && value <= max * scale) return true;
    const what = pcRelative ? 'distance' : reloc.minus !== undefined ? 'difference' : 'value';
    const name = reloc.minus === undefined ? `'${reloc.symbol}'` : `'${reloc.symbol}' - '${reloc.minus}'`;
    this.report(
      section,
      reloc,
      target,
      `relocation ${reloc.type} against ${name}${addendText(reloc.addend)} overflows: the ${what} ${value} is outside ${min * scale}..${max * scale}`,
      HINTS[reloc.type],
    );
    return false;
  }

  private report(section: LinkSection, reloc: Relocation, target: Target, message: string, hint?: string): void {
    if (this.messages.full) {
      this.messages.error(linePlace(section.unit, reloc.line), message);
      return;
    }
    const where = `${sectionLabel(section)}+0x${reloc.offset.toString(16)}`;
    const place = offsetPlace(section, reloc.offset, reloc.line);
    if (target.kind !== 'defined') {
      const by = target.kind === 'linker' ? 'defined by the linker' : 'weak and not defined';
      this.messages.error(
        place,
        `${message} (in ${where}; '${reloc.symbol}' is ${by})`,
        hint === undefined ? {} : { hint },
      );
      return;
    }
    const { unit, symbol } = target.definition;
    this.messages.error(
      place,
      `${message} (in ${where}; '${reloc.symbol}' is defined in ${unit.name}(${symbol.section}))`,
      {
        ...(hint === undefined ? {} : { hint }),
        notes: [note(symbolPlace(unit, symbol), `definition of '${reloc.symbol}'`)],
      },
    );
  }

  private writeCallAbsolute(reloc: Relocation, target: Target, bytes: Uint8Array): void {
    const [word = 0] = encode(CALLA, { imm: this.space.addressOfTarget(target, reloc.addend) });
    viewOf(bytes).setUint32(reloc.offset, word);
  }
}

function addendText(addend: number): string {
  return addend === 0 ? '' : addend > 0 ? `+${addend}` : `${addend}`;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Replaces the LDI32 in front of the literal; `compact` drops the literal. */
function writeShortLiteral(site: LiteralSite, value: number, bytes: Uint8Array): void {
  const at = site.reloc.offset - WORD;
  const rd = (wordAt(site.section, at) >>> 20) & 15;
  const [word = 0] = encode(site.form === 'LDI' ? LDI : LDI20, { rd, imm: value | 0 });
  viewOf(bytes).setUint32(at, word);
}

/** What is stored of a value. */
function fieldValue(reloc: Relocation, value: number, field: RelocationField): number {
  if (reloc.type === 'HI16') return Math.floor(value / 2 ** 16);
  return value / field.scale;
}

/**
 * Stores the low bits of `value`. Instruction fields and everything in text are big-endian, the rest is guest memory. A datum
 * narrower than a word that stands at a multiple of 4 in text is the low part of that word (`.word lo16(x)`).
 */
function writeField(section: LinkSection, { type, offset }: Relocation, value: number, bytes: Uint8Array): void {
  const view = viewOf(bytes);
  const big = section.kind === 'text';
  const { place, width } = RELOCATION_SHAPES[type];
  if (place === 'instruction') {
    const mask = 2 ** FIELDS[type].bits - 1;
    view.setUint32(offset, (view.getUint32(offset) & ~mask) | (value & mask));
    return;
  }
  const at = big && offset % WORD === 0 ? offset + WORD - width : offset;
  if (width === 1) view.setUint8(at, value & 0xff);
  else if (width === 2) view.setUint16(at, value & 0xffff, !big);
  else view.setUint32(at, value >>> 0, !big);
}
