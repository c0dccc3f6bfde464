/** Between an instruction with its operands and its words (isa.md §2). */
import { HsxError } from './errors.js';
import { BY_OPCODE, type Form, type Instruction } from './table.js';

/**
 * The operands of one instruction, as its form names them. Which fields are used depends on the form:
 * - `imm`: the form's immediate: simm12, uimm12, imm5, simm20, imm32 (unsigned or signed), the byte address of `target24`,
 *   the signed word offset of CALL, CB and CBI, `mod << 8 | fn` of SVC, BRK's code;
 * - `k`: CBI's constant, -8..7; - `cc`: a condition code 0..13.
 */
export interface Operands {
  rd?: number;
  rs1?: number;
  rs2?: number;
  imm?: number;
  k?: number;
  cc?: number;
}

/** A decoded instruction: its table row and every operand its form has. */
export interface Decoded {
  readonly insn: Instruction;
  readonly rd: number;
  readonly rs1: number;
  readonly rs2: number;
  readonly imm: number;
  readonly k: number;
  readonly cc: number;
  /** 4, or 8 for LDI32. */
  readonly size: 4 | 8;
}

/** An immediate's place and reach: `scale` divides nothing here, values are field values. */
interface ImmediateField {
  readonly bits: number;
  readonly signed: boolean;
}

const SIMM12: ImmediateField = { bits: 12, signed: true };
const UIMM12: ImmediateField = { bits: 12, signed: false };

interface Layout {
  readonly rd?: true;
  readonly rs1?: true;
  readonly rs2?: true;
  /** The field that holds a condition code. */
  readonly cc?: 'rd' | 'rs1' | 'rs2';
  /** CBI: a signed constant in the rs2 field. */
  readonly k?: true;
  readonly imm?: ImmediateField;
}

/** Where each form keeps its operands. */
export const LAYOUTS: Readonly<Record<Form, Layout>> = {
  none: {},
  rd: { rd: true },
  rs1: { rs1: true },
  'rd,rs1': { rd: true, rs1: true },
  'rs1,rs2': { rs1: true, rs2: true },
  'rd,rs1,rs2': { rd: true, rs1: true, rs2: true },
  'rd,simm12': { rd: true, imm: SIMM12 },
  'rs1,simm12': { rs1: true, imm: SIMM12 },
  'rd,rs1,simm12': { rd: true, rs1: true, imm: SIMM12 },
  'rd,rs1,imm5': { rd: true, rs1: true, imm: { bits: 5, signed: false } },
  'rd,[rs1+simm12]': { rd: true, rs1: true, imm: SIMM12 },
  '[rs1+simm12],rs2': { rs1: true, rs2: true, imm: SIMM12 },
  'rd,[sp+uimm12]': { rd: true, imm: UIMM12 },
  '[sp+uimm12],rs2': { rs2: true, imm: UIMM12 },
  simm12: { imm: SIMM12 },
  target24: { imm: { bits: 24, signed: false } },
  call: { rs1: true, imm: SIMM12 },
  svc: { imm: UIMM12 },
  code8: { imm: { bits: 8, signed: false } },
  'rd,imm32': { rd: true, imm: { bits: 32, signed: false } },
  'rd,simm20': { rd: true, imm: { bits: 20, signed: true } },
  'rd,cc': { rd: true, cc: 'rs1' },
  'rd,rs1,cc': { rd: true, rs1: true, cc: 'rs2' },
  'cc,rs1,rs2,rel12': { cc: 'rd', rs1: true, rs2: true, imm: SIMM12 },
  'cc,rs1,simm4,rel12': { cc: 'rd', rs1: true, k: true, imm: SIMM12 },
};

/** Smallest and largest value an immediate of `bits` bits can hold. */
export function immediateRange(bits: number, signed: boolean): { min: number; max: number } {
  return signed ? { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 } : { min: 0, max: 2 ** bits - 1 };
}

function check(value: number | undefined, what: string, insn: Instruction, min: number, max: number): number {
  if (value === undefined) throw new HsxError('EINVAL', `${insn.mnemonic}: operand ${what} is missing`);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new HsxError('EINVAL', `${insn.mnemonic}: ${what} = ${value} is outside ${min}..${max}`);
  return value;
}

/**
 * The words of an instruction, most significant byte first in images.
 * @throws HsxError EINVAL for an operand that is missing or does not fit.
 */
export function encode(insn: Instruction, operands: Operands): number[] {
  const layout = LAYOUTS[insn.form];
  let word = insn.op << 24;
  if (layout.rd) word |= check(operands.rd, 'rd', insn, 0, 15) << 20;
  if (layout.rs1) word |= check(operands.rs1, 'rs1', insn, 0, 15) << 16;
  if (layout.rs2) word |= check(operands.rs2, 'rs2', insn, 0, 15) << 12;
  if (layout.k) word |= (check(operands.k, 'constant', insn, -8, 7) & 15) << 12;
  if (layout.cc) {
    const shift = layout.cc === 'rd' ? 20 : layout.cc === 'rs1' ? 16 : 12;
    word |= check(operands.cc, 'condition', insn, 0, 13) << shift;
  }
  if (layout.imm === undefined) return [word >>> 0];
  const { bits, signed } = layout.imm;
  const { max } = immediateRange(bits, signed);
  // A 32-bit literal may be written signed or unsigned.
  const min = bits === 32 ? -(2 ** 31) : immediateRange(bits, signed).min;
  const imm = check(operands.imm, 'immediate', insn, min, max);
  if (bits === 32) return [word >>> 0, imm >>> 0];
  return [(word | (imm & (2 ** bits - 1))) >>> 0];
}

/**
 * Decodes the instruction at `word`; `literal` is the word after it, which only LDI32 uses.
 * Unused fields are ignored. `undefined` for an undefined opcode or a condition code above 13.
 */
export function decode(word: number, literal = 0): Decoded | undefined {
  const insn = BY_OPCODE[word >>> 24];
  if (insn === undefined) return undefined;
  const layout = LAYOUTS[insn.form];
  const f20 = (word >>> 20) & 15;
  const f16 = (word >>> 16) & 15;
  const f12 = (word >>> 12) & 15;
  const cc = layout.cc === 'rd' ? f20 : layout.cc === 'rs1' ? f16 : layout.cc === 'rs2' ? f12 : 0;
  if (cc > 13) return undefined;
  let imm = 0;
  if (layout.imm !== undefined) {
    const { bits, signed } = layout.imm;
    if (bits === 32) imm = literal >>> 0;
    else if (signed) imm = (word << (32 - bits)) >> (32 - bits);
    else imm = word & (2 ** bits - 1);
  }
  return {
    insn,
    rd: layout.rd ? f20 : 0,
    rs1: layout.rs1 ? f16 : 0,
    rs2: layout.rs2 ? f12 : 0,
    imm,
    k: layout.k ? (f12 << 28) >> 28 : 0,
    cc,
    size: insn.form === 'rd,imm32' ? 8 : 4,
  };
}
