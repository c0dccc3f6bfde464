/**
 * IEEE 754 binary32 on bit patterns (isa.md §4, opcodes 61–6C): round to nearest even, subnormals kept, NaN results are the
 * canonical NaN. Any integer is taken as its low 32 bits; results are signed 32-bit integers (`>>> 0` shows the pattern),
 * which an engine can pass on without allocating. JavaScript does not keep a NaN's payload, so none is ever relied on.
 */
import { compareNumbers, f16FromNumber, f16ToNumber } from './binary16.js';

/** The only NaN that an operation gives. */
export const F32_NAN = 0x7fc00000;
export const F32_INFINITY = 0x7f800000;

const f32 = new Float32Array(1);
const i32 = new Int32Array(f32.buffer);

/** The value of a binary32; exact. */
export function f32ToNumber(bits: number): number {
  i32[0] = bits;
  return f32[0] as number;
}

/** The binary32 nearest to a double: one rounding, ties to even, overflow to infinity. */
export function f32FromNumber(value: number): number {
  if (Number.isNaN(value)) return F32_NAN;
  f32[0] = value;
  return i32[0] as number;
}

// A double has more than twice a binary32's precision and two bits: rounding the double result of one + - * / or square
// root once more gives what a single rounding would.

/** FADDS. */
export function f32Add(a: number, b: number): number {
  return f32FromNumber(f32ToNumber(a) + f32ToNumber(b));
}

/** FSUBS. */
export function f32Sub(a: number, b: number): number {
  return f32FromNumber(f32ToNumber(a) - f32ToNumber(b));
}

/** FMULS. */
export function f32Mul(a: number, b: number): number {
  return f32FromNumber(f32ToNumber(a) * f32ToNumber(b));
}

/** FDIVS: x/0 is an infinity, 0/0 the NaN. */
export function f32Div(a: number, b: number): number {
  return f32FromNumber(f32ToNumber(a) / f32ToNumber(b));
}

/** FSQRTS: of -0 it is -0, of any other negative number the NaN. */
export function f32Sqrt(a: number): number {
  return f32FromNumber(Math.sqrt(f32ToNumber(a)));
}

/** FCMPS: Z C N V as psw bits, as `f16Compare`. */
export function f32Compare(a: number, b: number): number {
  return compareNumbers(f32ToNumber(a), f32ToNumber(b));
}

/** I2FS: from a signed 32-bit integer. */
export function f32FromInt(value: number): number {
  return f32FromNumber(value | 0);
}

/** U2FS: from an unsigned 32-bit integer. */
export function f32FromUint(value: number): number {
  return f32FromNumber(value >>> 0);
}

/** FS2I: to a signed 32-bit integer, truncated and saturated; NaN gives 0. */
export function f32ToInt(bits: number): number {
  const value = f32ToNumber(bits);
  if (value >= 0x80000000) return 0x7fffffff;
  if (value <= -0x80000000) return -0x80000000;
  return value | 0;
}

/** FS2U: to an unsigned 32-bit integer (as a signed pattern), truncated and saturated; NaN and negative numbers give 0. */
export function f32ToUint(bits: number): number {
  const value = f32ToNumber(bits);
  if (value >= 0x100000000) return -1;
  return value > 0 ? (value >>> 0) | 0 : 0;
}

/** FS2H: binary32 to binary16, one rounding, zero-extended. */
export function f32ToF16(bits: number): number {
  return f16FromNumber(f32ToNumber(bits));
}

/** H2FS: binary16 (bits 15:0) to binary32; exact. */
export function f16ToF32(bits: number): number {
  return f32FromNumber(f16ToNumber(bits));
}
