/** How far each relocation type reaches and what its value counts (formats.md §1); what it patches is `RELOCATION_SHAPES`. */
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
  /** Whether the value must be the address of an instruction. */
  readonly branch: boolean;
}

function field(bits: number, min: number, max: number, more: Partial<RelocationField> = {}): RelocationField {
  return { bits, min, max, scale: 1, pcRelative: false, branch: false, ...more };
}

function signed(bits: number, more: Partial<RelocationField> = {}): RelocationField {
  return field(bits, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1, more);
}

function unsigned(bits: number, more: Partial<RelocationField> = {}): RelocationField {
  return field(bits, 0, 2 ** bits - 1, more);
}

/** A datum may be read as signed or unsigned, so both reaches are allowed. */
function either(bits: number): RelocationField {
  return field(bits, -(2 ** (bits - 1)), 2 ** bits - 1);
}

const BRANCH = { branch: true } as const;
const RELATIVE = { branch: true, pcRelative: true, scale: 4 } as const;

/** All types. */
export const FIELDS: Readonly<Record<RelocationType, RelocationField>> = {
  ABS12: unsigned(12, BRANCH),
  ABS24: unsigned(24, BRANCH),
  PCREL12W: signed(12, RELATIVE),
  PCREL12B: signed(12, RELATIVE),
  SIMM12: signed(12),
  UIMM12: unsigned(12),
  SIMM20: signed(20),
  ABS32: either(32),
  ABS16: either(16),
  ABS8: either(8),
  LO16: field(16, -Infinity, Infinity),
  HI16: field(16, -Infinity, Infinity),
  OFF16: unsigned(16),
  DIFF8: either(8),
  DIFF16: either(16),
  DIFF32: either(32),
};
