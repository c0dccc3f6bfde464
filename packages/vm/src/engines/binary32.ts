/**
 * IEEE 754 binary32 for the interpreter (isa.md §4, opcodes 61–6C). A double is wide enough that rounding an operation's
 * double result to single gives the correctly rounded single for + - * / and the square root.
 */

/** What every NaN result is. */
export const SINGLE_NAN = 0x7fc00000;

const single = new Float32Array(1);
const word = new Int32Array(single.buffer);

/** The number whose binary32 pattern is `bits`. */
export function singleToNumber(bits: number): number {
  word[0] = bits;
  return single[0] as number;
}

/** The binary32 pattern (signed) nearest to a number, ties to even; NaN is canonical. */
export function numberToSingle(value: number): number {
  if (Number.isNaN(value)) return SINGLE_NAN;
  single[0] = value;
  return word[0] as number;
}

/** Truncated to a signed 32-bit number; what does not fit saturates, NaN is 0. */
export function numberToInt32(value: number): number {
  if (value >= 2147483647) return 2147483647;
  if (value <= -2147483648) return -2147483648;
  return value | 0;
}

/** Truncated to an unsigned 32-bit number, given as its signed pattern; what does not fit saturates, NaN is 0. */
export function numberToUint32(value: number): number {
  if (value >= 4294967295) return -1;
  if (value <= 0) return 0;
  return value | 0;
}
