/** Arithmetic that reports overflow, and saturating arithmetic. */
import { extended, extendTo, integerBinary, integerBits } from './arithmetic.js';
import { compareWords } from './compare.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { operandAt } from './operands.js';
import type { Element } from './vectors.js';

export type Operation = 'add' | 'sub' | 'mul';

/** The intrinsic's words, or undefined when `base` is none of these. */
export function lowerCheckedArithmetic(
  f: FunctionLowering,
  base: string,
  operands: readonly Element[],
): LirValue[] | undefined {
  const match = /^([su])(add|sub|mul|shl)\.(with\.overflow|sat)$/.exec(base);
  if (match === null) return undefined;
  const signed = match[1] === 's';
  const { type, words: a } = operandAt(operands, 0);
  const bits = integerBits(type);
  const b = operandAt(operands, 1).words;
  if (match[2] === 'shl') return saturatingShift(f, signed, bits, a, b);
  const op = match[2] as Operation;
  if (match[3] === 'sat') return saturated(f, op, signed, bits, a, b);
  const { words, overflow } = checked(f, op, signed, bits, a, b);
  return [...words, overflow];
}

/** The result, or the limit of the range where it is beyond that. */
export function saturated(
  f: FunctionLowering,
  op: Operation,
  signed: boolean,
  bits: number,
  a: LirValue[],
  b: LirValue[],
): LirValue[] {
  const { words, overflow } = checked(f, op, signed, bits, a, b);
  const limit = signed ? signedLimit(f, op, bits, a, b) : unsignedLimit(f, op, bits);
  return words.map((word, i) => f.build.select(overflow, limit[i] as LirValue, word));
}

/** The result modulo 2^bits, and whether it was out of range. */
function checked(
  f: FunctionLowering,
  op: Operation,
  signed: boolean,
  bits: number,
  a: LirValue[],
  b: LirValue[],
): { words: LirValue[]; overflow: LirValue } {
  const { build } = f;
  if (op === 'mul') return checkedMultiply(f, signed, bits, a, b);
  const words = integerBinary(f, op, bits, a, b);
  if (!signed) {
    // Addition wrapped if the sum is below an operand, subtraction if the first is below the second.
    const overflow = op === 'add' ? compareWords(f, 'ult', bits, words, a) : compareWords(f, 'ult', bits, a, b);
    return { words, overflow };
  }
  // Signs: a sum overflows when both operands differ from it; a difference when the operands differ and a differs from it.
  const top = (list: LirValue[]) => list[list.length - 1] as LirValue;
  const change = build.binary('xor', top(a), top(words));
  const other = build.binary('xor', op === 'add' ? top(b) : top(a), op === 'add' ? top(words) : top(b));
  const both = build.and(change, other);
  const signBit = (bits - 1) % 32;
  return { words, overflow: build.and(build.binary('lshr', both, build.const(signBit)), build.const(1)) };
}

/** Multiplies in twice the width and looks at what was lost. */
function checkedMultiply(
  f: FunctionLowering,
  signed: boolean,
  bits: number,
  a: LirValue[],
  b: LirValue[],
): { words: LirValue[]; overflow: LirValue } {
  const wideBits = bits <= 16 ? 32 : bits * 2;
  const product = integerBinary(
    f,
    'mul',
    wideBits,
    extendTo(f, a, bits, wideBits, signed),
    extendTo(f, b, bits, wideBits, signed),
  );
  const words = product.slice(0, Math.ceil(bits / 32));
  const back = extendTo(f, words, bits, wideBits, signed);
  return { words, overflow: compareWords(f, 'ne', wideBits, extended(f, product, wideBits, signed), back) };
}

function constantWords(f: FunctionLowering, value: bigint, bits: number): LirValue[] {
  return f.build.constWords(value, Math.ceil(bits / 32));
}

function unsignedLimit(f: FunctionLowering, op: Operation, bits: number): LirValue[] {
  return constantWords(f, op === 'sub' ? 0n : (1n << BigInt(bits)) - 1n, bits);
}

/** The largest or smallest value, by the sign of the true result. */
function signedLimit(f: FunctionLowering, op: Operation, bits: number, a: LirValue[], b: LirValue[]): LirValue[] {
  const { build } = f;
  const topBits = bits % 32;
  const sign = (list: LirValue[]) =>
    build.binary('ashr', build.sext(list[list.length - 1] as LirValue, topBits === 0 ? 32 : topBits), build.const(31));
  // All ones when the true result is negative.
  const negative = op === 'mul' ? build.binary('xor', sign(a), sign(b)) : sign(a);
  const largest = constantWords(f, (1n << BigInt(bits - 1)) - 1n, bits);
  return largest.map((word) => build.binary('xor', word, negative));
}

function saturatingShift(f: FunctionLowering, signed: boolean, bits: number, a: LirValue[], b: LirValue[]): LirValue[] {
  const words = integerBinary(f, 'shl', bits, a, b);
  const back = integerBinary(f, signed ? 'ashr' : 'lshr', bits, words, b);
  const overflow = compareWords(f, 'ne', bits, back, a);
  const limit = signed ? signedLimit(f, 'add', bits, a, b) : unsignedLimit(f, 'add', bits);
  return words.map((word, i) => f.build.select(overflow, limit[i] as LirValue, word));
}
