/** What the host's arithmetic does not have, calculated exactly with integers of any length and rounded once. */

export interface Format {
  /** Bits of the significand, the leading one included. */
  readonly precision: number;
  /** Exponent of the last place of a subnormal number. */
  readonly least: number;
  /** Bits of the whole pattern. */
  readonly size: number;
}

export const DOUBLE: Format = { precision: 53, least: -1074, size: 64 };
export const FLOAT: Format = { precision: 24, least: -149, size: 32 };

/** A finite number: (-1)^negative * significand * 2^exponent. */
interface Finite {
  readonly negative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
}

function fractionMask({ precision }: Format): bigint {
  return (1n << BigInt(precision - 1)) - 1n;
}

export function infinityOf({ precision, size }: Format): bigint {
  return ((1n << BigInt(size - precision)) - 1n) << BigInt(precision - 1);
}

export function nanOf(format: Format): bigint {
  return infinityOf(format) | (1n << BigInt(format.precision - 2));
}

function signOf({ size }: Format): bigint {
  return 1n << BigInt(size - 1);
}

/** The number of a pattern that is neither an infinity nor a NaN. */
function unpack(bits: bigint, format: Format): Finite {
  const magnitude = bits & (signOf(format) - 1n);
  const field = Number(magnitude >> BigInt(format.precision - 1));
  const fraction = magnitude & fractionMask(format);
  return {
    negative: (bits & signOf(format)) !== 0n,
    significand: field === 0 ? fraction : fraction | (1n << BigInt(format.precision - 1)),
    exponent: format.least + Math.max(field, 1) - 1,
  };
}

function bitLength(value: bigint): number {
  const digits = value.toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0] as string, 16)) + 28;
}

/** The pattern nearest to a number, of two the even one. */
export function pack({ negative, significand, exponent }: Finite, format: Format): bigint {
  const sign = negative ? signOf(format) : 0n;
  if (significand === 0n) return sign;
  // Exponent of the last place of the result.
  const place = Math.max(exponent + bitLength(significand) - format.precision, format.least);
  const places = place - exponent;
  let rounded: bigint;
  if (places <= 0) rounded = significand << BigInt(-places);
  else {
    rounded = significand >> BigInt(places);
    const rest = significand - (rounded << BigInt(places));
    const half = 1n << BigInt(places - 1);
    if (rest > half || (rest === half && (rounded & 1n) === 1n)) rounded++;
  }
  // A carry out of the significand is one into the exponent, as is the leading bit.
  const pattern = (BigInt(place - format.least) << BigInt(format.precision - 1)) + rounded;
  const infinity = infinityOf(format);
  return sign | (pattern < infinity ? pattern : infinity);
}

/** a * b + c of patterns. */
export function fusedMultiplyAdd(a: bigint, b: bigint, c: bigint, format: Format): bigint {
  const sign = signOf(format);
  const infinity = infinityOf(format);
  const [x, y, z] = [a, b, c].map((bits) => bits & (sign - 1n)) as [bigint, bigint, bigint];
  if (x > infinity || y > infinity || z > infinity) return nanOf(format);
  const negative = ((a ^ b) & sign) !== 0n;
  if (x === infinity || y === infinity) {
    if (x === 0n || y === 0n || (z === infinity && ((c & sign) !== 0n) !== negative)) return nanOf(format);
    return infinity | (negative ? sign : 0n);
  }
  if (z === infinity) return c;
  const [p, q, r] = [unpack(a, format), unpack(b, format), unpack(c, format)];
  const exponent = Math.min(p.exponent + q.exponent, r.exponent);
  const product = (p.significand * q.significand) << BigInt(p.exponent + q.exponent - exponent);
  const addend = r.significand << BigInt(r.exponent - exponent);
  const sum = (negative ? -product : product) + (r.negative ? -addend : addend);
  if (sum === 0n) return negative && r.negative ? sign : 0n;
  return pack({ negative: sum < 0n, significand: sum < 0n ? -sum : sum, exponent }, format);
}

/** The pattern of x * 2^power. */
export function scaled(x: bigint, power: number, format: Format): bigint {
  const magnitude = x & (signOf(format) - 1n);
  if (magnitude > infinityOf(format)) return nanOf(format);
  if (magnitude === infinityOf(format)) return x;
  const { negative, significand, exponent } = unpack(x, format);
  return pack({ negative, significand, exponent: exponent + Math.max(-9999, Math.min(9999, power)) }, format);
}

/** The pattern of the number in [1/2, 1) and the power of two that x is made of. */
export function split(x: bigint, format: Format): { fraction: bigint; power: number } {
  const magnitude = x & (signOf(format) - 1n);
  if (magnitude > infinityOf(format)) return { fraction: nanOf(format), power: 0 };
  if (magnitude === infinityOf(format) || magnitude === 0n) return { fraction: x, power: 0 };
  const { negative, significand, exponent } = unpack(x, format);
  const length = bitLength(significand);
  return { fraction: pack({ negative, significand, exponent: -length }, format), power: exponent + length };
}

/** The pattern nearest to an integer. */
export function fromInteger(value: bigint, format: Format): bigint {
  return pack({ negative: value < 0n, significand: value < 0n ? -value : value, exponent: 0 }, format);
}

/** x - n * y with the nearest integer n, of two the even one, and n's low 31 bits with its sign. */
export function nearestRemainder(x: bigint, y: bigint, format: Format): { rest: bigint; quotient: number } {
  const sign = signOf(format);
  const infinity = infinityOf(format);
  const [a, b] = [x & (sign - 1n), y & (sign - 1n)];
  if (a >= infinity || b > infinity || b === 0n) return { rest: nanOf(format), quotient: 0 };
  if (b === infinity) return { rest: x, quotient: 0 };
  const [p, q] = [unpack(a, format), unpack(b, format)];
  const exponent = Math.min(p.exponent, q.exponent);
  const dividend = p.significand << BigInt(p.exponent - exponent);
  const divisor = q.significand << BigInt(q.exponent - exponent);
  let n = dividend / divisor;
  let rest = dividend - n * divisor;
  if (2n * rest > divisor || (2n * rest === divisor && n % 2n === 1n)) {
    rest -= divisor;
    n++;
  }
  const low = Number(n & 0x7fff_ffffn);
  const negative = (x & sign) !== 0n;
  const result = {
    negative: rest === 0n ? negative : rest < 0n !== negative,
    significand: rest < 0n ? -rest : rest,
    exponent,
  };
  return { rest: pack(result, format), quotient: ((x ^ y) & sign) === 0n || low === 0 ? low : -low };
}

/** The neighbour of x in the direction of y. */
export function neighbour(x: bigint, y: bigint, format: Format): bigint {
  const sign = signOf(format);
  const [a, b] = [x & (sign - 1n), y & (sign - 1n)];
  if (a > infinityOf(format) || b > infinityOf(format)) return nanOf(format);
  const value = (bits: bigint, magnitude: bigint) => ((bits & sign) === 0n ? magnitude : -magnitude);
  const [from, to] = [value(x, a), value(y, b)];
  if (from === to) return y;
  const next = from < to ? from + 1n : from - 1n;
  return next < 0n || (next === 0n && from < 0n) ? sign | -next : next;
}
