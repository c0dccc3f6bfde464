/** Values into their places: numbers are written, addresses become relocations (formats.md §1). */
import type { Relocation, RelocationType } from '@hsx/image';
import type { Address } from './expression.js';
import { checkRange } from './field-range.js';
import { StatementError } from './report.js';
import { type Field, putDatum, type Section } from './section.js';
import type { Place } from './source.js';
import type { AsmSymbol, SymbolTable } from './symbols.js';

/** A section with its final bytes. */
export interface Finished {
  readonly section: Section;
  readonly bytes: Uint8Array;
  readonly relocs: Relocation[];
}

/** Writes a number into a field at `offset`. @throws StatementError when it does not fit. */
export function placeNumber(out: Finished, field: Field, offset: number, value: number, place: Place): void {
  const { bytes, section } = out;
  if (field.relocation?.startsWith('DATA')) {
    checkRange(field, value, place);
    putDatum(bytes, offset, value, field.bits / 8, section.kind === 'text');
    return;
  }
  let number = value;
  if (field.relocation === 'PCREL12W') {
    number = (value - offset) / 4;
    if (!Number.isInteger(number))
      throw new StatementError(place, `${field.what}: the target ${value} is no multiple of 4 away`);
  }
  checkRange(field, number, place);
  if (field.bits === 32) {
    putDatum(bytes, offset, number, 4, true);
    return;
  }
  const mask = 2 ** field.bits - 1;
  const word =
    ((bytes[offset] as number) << 24) |
    ((bytes[offset + 1] as number) << 16) |
    ((bytes[offset + 2] as number) << 8) |
    (bytes[offset + 3] as number);
  putDatum(bytes, offset, word | ((number & mask) << field.shift), 4, true);
}

/** The relocation of an address in a field. @throws StatementError when there is none for it. */
export function placeAddress(
  out: Finished,
  symbols: SymbolTable,
  field: Field,
  offset: number,
  address: Address,
  place: Place,
): void {
  const type = relocationType(field, address, place);
  const { section } = out;
  // Half a datum in text is its last two bytes, as it is big-endian.
  const half = address.part !== undefined && section.kind === 'text' ? field.bits / 8 - 2 : 0;
  out.relocs.push(relocation(symbols, section, offset + half, type, address, place));
}

function relocationType(field: Field, address: Address, place: Place): RelocationType {
  const { relocation, what } = field;
  if (relocation === undefined) throw new StatementError(place, `${what}: this must be a number, not an address`);
  const { part, minus } = address;
  if (part !== undefined) {
    if (relocation === 'DATA16' || relocation === 'DATA32') return part;
    throw new StatementError(
      place,
      `${part.toLowerCase()} of an address cannot stand in ${what}`,
      'it may in .half and .word; LDI32 and LI load whole addresses',
    );
  }
  if (minus !== undefined) {
    if (relocation === 'DATA8') return 'DIFF8';
    if (relocation === 'DATA16') return 'DIFF16';
    if (relocation === 'DATA32' || relocation === 'ABS32') return 'DIFF32';
    throw new StatementError(
      place,
      `${what}: the linker may still change this difference`,
      'a relaxable LI lies between the labels; write it as LDI32, or put the difference into data',
    );
  }
  if (relocation === 'DATA8') return 'ABS8';
  if (relocation === 'DATA16') return 'ABS16';
  if (relocation === 'DATA32') return 'ABS32';
  return relocation;
}

/** Makes a relocation and marks its symbols as needed. */
export function relocation(
  symbols: SymbolTable,
  section: Section,
  offset: number,
  type: RelocationType,
  address: Address,
  place: Place,
): Relocation {
  const { symbol, addend } = steady(symbols, address, place);
  if (addend < -(2 ** 31) || addend >= 2 ** 31)
    throw new StatementError(place, `${addend} is too far from '${symbol.name || '.'}'`);
  need(symbols, symbol);
  const made: Relocation = { section: section.name, offset, type, symbol: symbol.name, addend, line: place.line.top };
  if (address.minus !== undefined) {
    need(symbols, address.minus);
    made.minus = address.minus.name;
  }
  return made;
}

function need(symbols: SymbolTable, symbol: AsmSymbol): void {
  symbols.giveName(symbol);
  symbol.referenced = true;
}

/**
 * `label+4` in text, where something between the two may shrink, must move with the code at its end: it becomes a symbol of its own.
 */
function steady(symbols: SymbolTable, address: Address, place: Place): { symbol: AsmSymbol; addend: number } {
  const { symbol, addend } = address;
  const { position } = symbol;
  if (addend === 0 || position === undefined || position.section.kind !== 'text' || symbol.linkage === 'weak')
    return address;
  const { section } = position;
  const target = section.offsetOf(position.offset, position.elastics) + addend;
  const found = locate(section, target);
  if (found === undefined || section.relaxable[found.elastics] === section.relaxable[position.elastics]) return address;
  return { symbol: symbols.at({ section, ...found }, place), addend: 0 };
}

/** The position of a final offset, or `undefined` when it lies outside or inside an elastic item. */
function locate(section: Section, target: number): { offset: number; elastics: number } | undefined {
  const { elastics, grown } = section;
  let low = 0;
  let high = elastics.length;
  // The last item count whose items all end at or before the target.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const item = elastics[middle - 1];
    const end = (item?.at ?? 0) + (grown[middle] ?? 0);
    if (end <= target) low = middle;
    else high = middle - 1;
  }
  const offset = target - (grown[low] ?? 0);
  const next = elastics[low];
  const limit = next === undefined ? section.length : next.at;
  return offset < 0 || offset > limit ? undefined : { offset, elastics: low };
}
