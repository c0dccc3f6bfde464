/** What each relocation type writes and how far it reaches (formats.md §1). */
import type { RelocationType } from '@hsx/image';

/** The field of one relocation type. */
export interface RelocationField {
  /** Width of the field in bits. */
  readonly bits: number;
  /** Smallest and largest value, in units of `scale`; -Infinity..Infinity where the value is cut, never checked. */
  readonly min: number;
  readonly max: number;
  /** Bytes per unit of the field: 4 where it counts words. */
  readonly scale: 1 | 4;
  /** Whether the value counts from the relocated instruction. */
  readonly pcRelative: boolean;
  /** Whether it is the low bits of an instruction word; text only, at a multiple of 4. */
  readonly instruction: boolean;
  /** Whether the value must be the address of an instruction. */
  readonly branch: boolean;
  /** Whether a second symbol is subtracted. */
  readonly difference: boolean;
}

function field(bits: number, min: number, max: number, more: Partial<RelocationField> = {}): RelocationField {
  return { bits, min, max, scale: 1, pcRelative: false, instruction: false, branch: false, difference: false, ...more };
}

function signed(bits: number, more: Partial<RelocationField> = {}): RelocationField {
  return field(bits, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1, more);
}

function unsigned(bits: number, more: Partial<RelocationField> = {}): RelocationField {
  return field(bits, 0, 2 ** bits - 1, more);
}

/** A datum may be read as signed or unsigned, so both reaches are allowed. */
function either(bits: number, more: Partial<RelocationField> = {}): RelocationField {
  return field(bits, -(2 ** (bits - 1)), 2 ** bits - 1, more);
}

const INSTRUCTION = { instruction: true } as const;
const BRANCH = { instruction: true, branch: true } as const;
const RELATIVE = { instruction: true, branch: true, pcRelative: true, scale: 4 } as const;
const DIFFERENCE = { difference: true } as const;

/** All types. */
export const FIELDS: Readonly<Record<RelocationType, RelocationField>> = {
  ABS12: unsigned(12, BRANCH),
  ABS24: unsigned(24, BRANCH),
  PCREL12W: signed(12, RELATIVE),
  PCREL12B: signed(12, RELATIVE),
  SIMM12: signed(12, INSTRUCTION),
  UIMM12: unsigned(12, INSTRUCTION),
  SIMM20: signed(20, INSTRUCTION),
  ABS32: either(32),
  ABS16: either(16),
  ABS8: either(8),
  LO16: field(16, -Infinity, Infinity),
  HI16: field(16, -Infinity, Infinity),
  OFF16: unsigned(16),
  DIFF8: either(8, DIFFERENCE),
  DIFF16: either(16, DIFFERENCE),
  DIFF32: either(32, DIFFERENCE),
};
