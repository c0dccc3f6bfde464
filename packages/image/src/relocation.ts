/** What each kind of relocation patches (formats.md §1). */
import type { RelocationType } from './object.js';

/** The part of a relocation's kind that does not depend on the linker's values. */
export interface RelocationShape {
  /** Bytes of the patched place. */
  readonly width: 1 | 2 | 4;
  /** `instruction`: a field of an instruction word, in text only; `datum`: a whole value, big-endian in text, little-endian elsewhere. */
  readonly place: 'instruction' | 'datum';
  /** A difference of two symbols: `minus` is required. */
  readonly difference: boolean;
}

const INSTRUCTION: RelocationShape = { width: 4, place: 'instruction', difference: false };
const datum = (width: 1 | 2 | 4, difference = false): RelocationShape => ({ width, place: 'datum', difference });

export const RELOCATION_SHAPES: Readonly<Record<RelocationType, RelocationShape>> = {
  ABS12: INSTRUCTION,
  ABS24: INSTRUCTION,
  PCREL12W: INSTRUCTION,
  SIMM12: INSTRUCTION,
  UIMM12: INSTRUCTION,
  SIMM20: INSTRUCTION,
  PCREL12B: INSTRUCTION,
  ABS32: datum(4),
  ABS16: datum(2),
  ABS8: datum(1),
  LO16: datum(2),
  HI16: datum(2),
  OFF16: datum(2),
  DIFF8: datum(1, true),
  DIFF16: datum(2, true),
  DIFF32: datum(4, true),
};

/** The kind of a section, which decides how it is laid out. */
export type SectionKind = 'text' | 'rodata' | 'data' | 'bss' | 'init_array' | 'fini_array';

/**
 * The kind that a section's name says, or `undefined` for a name that is none:
 * `text|rodata|data|bss` with or without a `.suffix`, or `init_array|fini_array`.
 */
export function sectionKind(name: string): SectionKind | undefined {
  const match = /^(?:(text|rodata|data|bss)(?:\.[^\p{Cc}]+)?|(init_array|fini_array))$/u.exec(name);
  return (match?.[1] ?? match?.[2]) as SectionKind | undefined;
}

/** Sections of a definition that lie in no section. */
export const UNDEFINED_SECTION = 'undef';
export const ABSOLUTE_SECTION = 'abs';
