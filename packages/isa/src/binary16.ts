/**
 * IEEE 754 binary16 on bit patterns (isa.md §3, opcodes 50–56): round to nearest even, subnormals kept, one rounding,
 * NaN results are the canonical NaN. Operands are taken from bits 15:0, whatever lies above; results are 0..0xFFFF.
 * Nothing here allocates: the machine's engines call it for every instruction.
 */
import { PSW_C, PSW_N, PSW_V, PSW_Z } from './conditions.js';

/** The only NaN that an operation gives. */
export const F16_NAN = 0x7e00;
export const F16_INFINITY = 0x7c00;

const SIGN = 0x8000;

/** The least magnitude that rounds to infinity: half a unit above the largest finite number, 65504. */
const OVERFLOW = 65520;
const MIN_NORMAL = 2 ** -14;
/** Units of the least subnormal, 2^-24, in 1. */
const SUBNORMAL_UNITS = 2 ** 24;
/** Adding and subtracting 2^52 rounds a non-negative double below 2^52 to an integer, ties to even. */
const ROUND = 2 ** 52;

/** The weight of a significand's last bit by biased exponent; the last entry (infinities, NaN) is not used. */
const UNIT = Float64Array.from({ length: 32 }, (_, e) => 2 ** (Math.max(e, 1) - 25));

const f64 = new Float64Array(1);
const words = new Uint32Array(f64.buffer);
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** The value of a binary16; exact. */
export function f16ToNumber(bits: number): number {
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 0x3ff;
  let magnitude: number;
  if (exponent === 31) magnitude = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  else magnitude = (exponent === 0 ? fraction : fraction | 0x400) * (UNIT[exponent] as number);
  return (bits & SIGN) === 0 ? magnitude : -magnitude;
}

/** The binary16 nearest to a double: one rounding, ties to even, overflow to infinity. */
export function f16FromNumber(value: number): number {
  if (Number.isNaN(value)) return F16_NAN;
  f64[0] = value;
  const high = words[HIGH] as number;
  const low = words[HIGH ^ 1] as number;
  const sign = (high >>> 16) & SIGN;
  const magnitude = Math.abs(value);
  if (magnitude >= OVERFLOW) return sign | F16_INFINITY;
  // The scaling is exact; a result of 1024 units is the least normal number, whose pattern follows the subnormals'.
  if (magnitude < MIN_NORMAL) return sign | (magnitude * SUBNORMAL_UNITS + ROUND - ROUND);
  // 10 of the double's 52 fraction bits are kept: those of `high` above its low 10. A carry runs into the exponent, rightly.
  const kept = ((high & 0x7fffffff) >>> 10) - ((1023 - 15) << 10);
  const rest = high & 0x3ff;
  const up = rest > 0x200 || (rest === 0x200 && (low !== 0 || (kept & 1) !== 0));
  return sign | (up ? kept + 1 : kept);
}

// Sums and products of two binary16 are exact in a double, and a quotient is never so close to a rounding boundary that
// rounding it to 53 bits first matters: every result below is rounded once.

/** FADD. */
export function f16Add(a: number, b: number): number {
  return f16FromNumber(f16ToNumber(a) + f16ToNumber(b));
}

/** FSUB. */
export function f16Sub(a: number, b: number): number {
  return f16FromNumber(f16ToNumber(a) - f16ToNumber(b));
}

/** FMUL. */
export function f16Mul(a: number, b: number): number {
  return f16FromNumber(f16ToNumber(a) * f16ToNumber(b));
}

/** FDIV: x/0 is an infinity, 0/0 the NaN. */
export function f16Div(a: number, b: number): number {
  return f16FromNumber(f16ToNumber(a) / f16ToNumber(b));
}

/** I2F: from a signed 32-bit integer; overflow to infinity. */
export function f16FromInt(value: number): number {
  return f16FromNumber(value | 0);
}

/** F2I: to a signed 32-bit integer, truncated; NaN gives 0, infinities the nearest integer of the range. */
export function f16ToInt(bits: number): number {
  const value = f16ToNumber(bits);
  if (value === Number.POSITIVE_INFINITY) return 0x7fffffff;
  if (value === Number.NEGATIVE_INFINITY) return -0x80000000;
  return value | 0;
}

/** Flags of a comparison (isa.md §4, FCMP): equal Z C, less N, greater C, unordered C V. */
export const COMPARED_EQUAL = PSW_Z | PSW_C;
export const COMPARED_LESS = PSW_N;
export const COMPARED_GREATER = PSW_C;
export const COMPARED_UNORDERED = PSW_C | PSW_V;

/** The flags of comparing two numbers: one of the four `COMPARED_…`. */
export function compareNumbers(a: number, b: number): number {
  if (a < b) return COMPARED_LESS;
  if (a > b) return COMPARED_GREATER;
  return a === b ? COMPARED_EQUAL : COMPARED_UNORDERED;
}

/** FCMP: Z C N V as psw bits. */
export function f16Compare(a: number, b: number): number {
  return compareNumbers(f16ToNumber(a), f16ToNumber(b));
}
