/** Doubles and floats as exact fractions of integers of any length: an independent opinion on decimal conversions. */

/** A binary format of IEEE 754. */
export interface BinaryFormat {
  /** Bits of the significand, the leading one included. */
  precision: number;
  /** The power of two that a subnormal's last bit is worth. */
  least: number;
  /** Bits of the exponent field. */
  exponentBits: number;
}

export const BINARY64: BinaryFormat = { precision: 53, least: -1074, exponentBits: 11 };
export const BINARY32: BinaryFormat = { precision: 24, least: -149, exponentBits: 8 };

export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** The magnitude of a finite pattern as significand * 2^exponent. */
export function parts(bits: bigint, format = BINARY64): { significand: bigint; exponent: number } {
  const fractionBits = BigInt(format.precision - 1);
  const field = Number((bits >> fractionBits) & ((1n << BigInt(format.exponentBits)) - 1n));
  const fraction = bits & ((1n << fractionBits) - 1n);
  return {
    significand: field === 0 ? fraction : fraction | (1n << fractionBits),
    exponent: format.least + Math.max(field, 1) - 1,
  };
}

export function fractionOf(significand: bigint, exponent: number): Fraction {
  return exponent >= 0
    ? { numerator: significand << BigInt(exponent), denominator: 1n }
    : { numerator: significand, denominator: 1n << BigInt(-exponent) };
}

/** The nearest integer to numerator / denominator, ties to even. */
export function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}

/** value * 10^digits, rounded. */
function scaled({ numerator, denominator }: Fraction, digits: number): bigint {
  return digits >= 0
    ? roundHalfEven(numerator * 10n ** BigInt(digits), denominator)
    : roundHalfEven(numerator, denominator * 10n ** BigInt(-digits));
}

/** `digits` digits behind the point. */
export function fixed(value: Fraction, digits: number): string {
  const text = scaled(value, digits)
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** One digit in front of the point and `digits` behind it, with the exponent. */
export function exponential(value: Fraction, digits: number): { text: string; exponent: number } {
  let exponent = 0;
  if (value.numerator !== 0n) {
    exponent = value.numerator.toString().length - value.denominator.toString().length;
    // That is right or one too large.
    if (scaled(value, 400 - exponent) < 10n ** 400n) exponent--;
  }
  let text = scaled(value, digits - exponent)
    .toString()
    .padStart(digits + 1, '0');
  if (text.length > digits + 1) {
    exponent++;
    text = text.slice(0, -1);
  }
  return { text: digits === 0 ? text : `${text[0]}.${text.slice(1)}`, exponent };
}

/** The pattern nearest to a fraction that is not negative: ties to even, infinity from half a unit beyond the largest number. */
export function nearest({ numerator, denominator }: Fraction, format = BINARY64): bigint {
  if (numerator === 0n) return 0n;
  // The exponent at which the significand has all its bits, unless the number is subnormal.
  const length = (n: bigint) => n.toString(2).length;
  let exponent = Math.max(length(numerator) - length(denominator) - format.precision, format.least);
  const at = (e: number) =>
    e >= 0 ? roundHalfEven(numerator, denominator << BigInt(e)) : roundHalfEven(numerator << BigInt(-e), denominator);
  let significand = at(exponent);
  if (significand > 1n << BigInt(format.precision)) significand = at(++exponent);
  if (significand === 1n << BigInt(format.precision)) {
    significand >>= 1n;
    exponent++;
  }
  const leading = 1n << BigInt(format.precision - 1);
  if (significand < leading) return significand;
  const field = exponent - format.least + 1;
  const infinity = (1n << BigInt(format.exponentBits)) - 1n;
  return BigInt(field) >= infinity
    ? infinity << BigInt(format.precision - 1)
    : (BigInt(field) << BigInt(format.precision - 1)) + (significand - leading);
}
