/**
 * An independent model of IEEE binary formats for the tests: values are exact fractions of BigInts, and a result is rounded
 * by comparing fractions. It shares no method with binary16.ts and binary32.ts.
 */

export interface Format {
  /** Fraction bits without the hidden one. */
  readonly fraction: number;
  readonly exponent: number;
}

export const BINARY16: Format = { fraction: 10, exponent: 5 };
export const BINARY32: Format = { fraction: 23, exponent: 8 };

/** A finite number, num / den with den > 0; `negative` tells -0 from 0. */
export interface Exact {
  readonly kind: 'finite' | 'infinite' | 'nan';
  readonly negative: boolean;
  readonly num: bigint;
  readonly den: bigint;
}

export const NAN: Exact = { kind: 'nan', negative: false, num: 0n, den: 1n };

export function infinite(negative: boolean): Exact {
  return { kind: 'infinite', negative, num: 0n, den: 1n };
}

/** `num` is the magnitude. */
export function finite(negative: boolean, num: bigint, den = 1n): Exact {
  return { kind: 'finite', negative, num, den };
}

/** The value of a bit pattern. */
export function unpack(bits: number, { fraction, exponent }: Format): Exact {
  const pattern = BigInt(bits >>> 0);
  const f = pattern & ((1n << BigInt(fraction)) - 1n);
  const e = Number((pattern >> BigInt(fraction)) & ((1n << BigInt(exponent)) - 1n));
  const negative = ((pattern >> BigInt(fraction + exponent)) & 1n) === 1n;
  const bias = 2 ** (exponent - 1) - 1;
  if (e === 2 ** exponent - 1) return f === 0n ? infinite(negative) : NAN;
  const significand = e === 0 ? f : f | (1n << BigInt(fraction));
  const power = Math.max(e, 1) - bias - fraction;
  return power >= 0
    ? finite(negative, significand << BigInt(power))
    : finite(negative, significand, 1n << BigInt(-power));
}

/** The pattern nearest to a value, ties to the even pattern: found by bisection over the patterns, which are ordered. */
export function pack(value: Exact, format: Format): number {
  const { fraction, exponent } = format;
  const infinity = (2 ** exponent - 1) * 2 ** fraction;
  const sign = 2 ** (fraction + exponent);
  if (value.kind === 'nan') return infinity + 2 ** (fraction - 1);
  if (value.kind === 'infinite') return value.negative ? sign + infinity : infinity;
  // Treat the infinity's pattern as the next number of the row, 2^(bias + 1): beyond the middle the result overflows.
  const at = (bits: number): Exact =>
    bits === infinity ? finite(false, 1n << BigInt(2 ** (exponent - 1))) : unpack(bits, format);
  let low = 0;
  let high = infinity;
  const below = (bits: number): boolean => {
    const x = at(bits);
    return x.num * value.den <= value.num * x.den;
  };
  if (below(high)) low = high;
  else
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (below(middle)) low = middle;
      else high = middle;
    }
  if (low !== infinity) {
    const a = at(low);
    const b = at(low + 1);
    // Compare value with (a + b) / 2.
    const twice = 2n * value.num * a.den * b.den;
    const sum = (a.num * b.den + b.num * a.den) * value.den;
    if (twice > sum || (twice === sum && low % 2 === 1)) low += 1;
  }
  return value.negative ? sign + low : low;
}

function signed(x: Exact): bigint {
  return x.negative ? -x.num : x.num;
}

function fromSigned(num: bigint, den: bigint, negativeZero: boolean): Exact {
  return num === 0n ? finite(negativeZero, 0n) : finite(num < 0n, num < 0n ? -num : num, den);
}

export function negate(x: Exact): Exact {
  return { ...x, negative: !x.negative };
}

export function add(x: Exact, y: Exact): Exact {
  if (x.kind === 'nan' || y.kind === 'nan') return NAN;
  if (x.kind === 'infinite') return y.kind === 'infinite' && x.negative !== y.negative ? NAN : x;
  if (y.kind === 'infinite') return y;
  return fromSigned(signed(x) * y.den + signed(y) * x.den, x.den * y.den, x.negative && y.negative);
}

export function multiply(x: Exact, y: Exact): Exact {
  if (x.kind === 'nan' || y.kind === 'nan') return NAN;
  const negative = x.negative !== y.negative;
  const zero = (v: Exact) => v.kind === 'finite' && v.num === 0n;
  if (x.kind === 'infinite' || y.kind === 'infinite') return zero(x) || zero(y) ? NAN : infinite(negative);
  return finite(negative, x.num * y.num, x.den * y.den);
}

export function divide(x: Exact, y: Exact): Exact {
  if (x.kind === 'nan' || y.kind === 'nan') return NAN;
  const negative = x.negative !== y.negative;
  if (x.kind === 'infinite') return y.kind === 'infinite' ? NAN : infinite(negative);
  if (y.kind === 'infinite') return finite(negative, 0n);
  if (y.num === 0n) return x.num === 0n ? NAN : infinite(negative);
  return finite(negative, x.num * y.den, x.den * y.num);
}

/** The integer part, saturated to [min, max]; NaN gives 0. */
export function toInteger(x: Exact, min: bigint, max: bigint): bigint {
  if (x.kind === 'nan') return 0n;
  if (x.kind === 'infinite') return x.negative ? min : max;
  const truncated = signed(x) / x.den;
  return truncated < min ? min : truncated > max ? max : truncated;
}

/** -1, 0, 1, or `undefined` when unordered. */
export function compare(x: Exact, y: Exact): number | undefined {
  if (x.kind === 'nan' || y.kind === 'nan') return undefined;
  const rank = (v: Exact) => (v.kind === 'infinite' ? (v.negative ? -1 : 1) : 0);
  if (rank(x) !== rank(y)) return rank(x) < rank(y) ? -1 : 1;
  const d = signed(x) * y.den - signed(y) * x.den;
  return d < 0n ? -1 : d > 0n ? 1 : 0;
}
