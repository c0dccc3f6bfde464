/**
 * Floating literals as bit patterns of their type: decimal (`1.5e+00`), the bits of a double (`0x3FF8…`), the bits of the type
 * itself (`0xH3C00`, `0xR…`, `0xK…`, `0xL…`, `0xM…`, and since LLVM 23 `f0x…`), C's `0x1.8p3`, and `+inf`, `-qnan`, `+nan(0x…)`.
 */
import type { FloatType } from './types.js';

/** Exponent and fraction widths in bits; x86_fp80 has its integer bit besides. */
const FORMATS: Readonly<Record<FloatType['kind'], { readonly exponent: number; readonly fraction: number }>> = {
  half: { exponent: 5, fraction: 10 },
  bfloat: { exponent: 8, fraction: 7 },
  float: { exponent: 8, fraction: 23 },
  double: { exponent: 11, fraction: 52 },
  x86_fp80: { exponent: 15, fraction: 63 },
  fp128: { exponent: 15, fraction: 112 },
  // A pair of doubles; a literal sets the first.
  ppc_fp128: { exponent: 11, fraction: 52 },
};

const scratch = new DataView(new ArrayBuffer(8));

function doubleBits(value: number): bigint {
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}

interface Converted {
  readonly bits: bigint;
  readonly exact: boolean;
}

function assemble(kind: FloatType['kind'], sign: bigint, exponent: bigint, fraction: bigint): bigint {
  const { exponent: exponentBits, fraction: fractionBits } = FORMATS[kind];
  if (kind === 'x86_fp80') {
    const integerBit = exponent === 0n ? 0n : 1n << 63n;
    return (sign << 79n) | (exponent << 64n) | integerBit | fraction;
  }
  return (sign << BigInt(exponentBits + fractionBits)) + (exponent << BigInt(fractionBits)) + fraction;
}

/** The bits of a double as bits of another format, rounded to nearest even. */
export function convertDoubleBits(bits: bigint, kind: FloatType['kind']): Converted {
  if (kind === 'double' || kind === 'ppc_fp128') return { bits, exact: true };
  const format = FORMATS[kind];
  const bias = (1 << (format.exponent - 1)) - 1;
  const top = (1n << BigInt(format.exponent)) - 1n;
  const sign = bits >> 63n;
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const widen = format.fraction - 52;
  if (exponent === 0x7ff) {
    if (widen >= 0) return { bits: assemble(kind, sign, top, fraction << BigInt(widen)), exact: true };
    let kept = fraction >> BigInt(-widen);
    const exact = kept << BigInt(-widen) === fraction;
    // A NaN stays a NaN when its payload does not fit.
    if (fraction !== 0n && kept === 0n) kept = 1n << BigInt(format.fraction - 1);
    return { bits: assemble(kind, sign, top, kept), exact };
  }
  if (exponent === 0 && fraction === 0n) return { bits: assemble(kind, sign, 0n, 0n), exact: true };
  // value = significand * 2^scale
  let significand = exponent === 0 ? fraction : fraction | (1n << 52n);
  let scale = (exponent === 0 ? 1 : exponent) - 1075;
  const length = significand.toString(2).length;
  const wanted = Math.min(format.fraction + 1, length + scale + bias + format.fraction - 1);
  const drop = length - wanted;
  let exact = true;
  if (drop > 0) {
    const below = significand & ((1n << BigInt(drop)) - 1n);
    const half = 1n << BigInt(drop - 1);
    exact = below === 0n;
    significand >>= BigInt(drop);
    if (below > half || (below === half && (significand & 1n) === 1n)) significand++;
  } else significand <<= BigInt(-drop);
  scale += drop;
  // Rounding up may carry into the exponent, which the addition below does by itself.
  const subnormal = significand < 1n << BigInt(format.fraction);
  if (subnormal) return { bits: assemble(kind, sign, 0n, significand), exact };
  if (significand >> BigInt(format.fraction + 1) !== 0n) {
    significand >>= 1n;
    scale++;
  }
  const biased = BigInt(scale + format.fraction + bias);
  if (biased >= top) return { bits: assemble(kind, sign, top, 0n), exact: false };
  return { bits: assemble(kind, sign, biased, significand - (1n << BigInt(format.fraction))), exact };
}

/** Hex digits that give the type's own bits, by the letter after `0x`. */
const OWN_BITS: Readonly<Record<string, { readonly kind: FloatType['kind']; readonly digits: number }>> = {
  H: { kind: 'half', digits: 4 },
  R: { kind: 'bfloat', digits: 4 },
  K: { kind: 'x86_fp80', digits: 20 },
  L: { kind: 'fp128', digits: 32 },
  M: { kind: 'ppc_fp128', digits: 32 },
};

function typeBits(kind: FloatType['kind']): number {
  if (kind === 'x86_fp80') return 80;
  if (kind === 'ppc_fp128') return 128;
  return 1 + FORMATS[kind].exponent + FORMATS[kind].fraction;
}

/** C's `0x1.8p3` as a number. */
function cHexFloat(text: string): number {
  const match = /^([+-]?)0x([0-9a-fA-F]{0,64})\.?([0-9a-fA-F]{0,64})(?:p([+-]?[0-9]{1,6}))?$/.exec(text);
  if (match === null) return Number.NaN;
  const [, sign, whole = '', part = '', power = '0'] = match;
  if (whole + part === '') return Number.NaN;
  const scaled = Number(BigInt(`0x${whole}${part}`)) * 2 ** (Number(power) - 4 * part.length);
  return sign === '-' ? -scaled : scaled;
}

/** The bits of a literal token for a type, or what is wrong with it. */
export function floatLiteralBits(text: string, kind: FloatType['kind']): bigint | string {
  if (text.startsWith('f0x')) {
    const digits = text.slice(3);
    if (!/^[0-9a-fA-F]{1,32}$/.test(digits)) return 'expected hexadecimal digits after f0x';
    const bits = BigInt(`0x${digits}`);
    return bits >> BigInt(typeBits(kind)) === 0n ? bits : `the literal has more bits than ${kind}`;
  }
  const own = text.startsWith('0x') ? OWN_BITS[text.charAt(2)] : undefined;
  if (own !== undefined) {
    const digits = text.slice(3);
    if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length > own.digits)
      return `expected ${own.digits} hexadecimal digits`;
    if (own.kind !== kind) return `the literal is of type ${own.kind}, not ${kind}`;
    if (own.digits < 32 || digits.length < 32) return BigInt(`0x${digits}`);
    // The two 64-bit words come low one first.
    return BigInt(`0x${digits.slice(16)}${digits.slice(0, 16)}`);
  }
  if (/^0x[0-9a-fA-F]+$/.test(text)) {
    if (text.length > 18) return 'expected at most 16 hexadecimal digits';
    const { bits, exact } = convertDoubleBits(BigInt(text), kind);
    return exact ? bits : `the literal cannot be represented in ${kind}`;
  }
  const value = /^[+-]?0x/.test(text) ? cHexFloat(text) : text.length <= 1100 ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) return 'malformed floating-point literal';
  return convertDoubleBits(doubleBits(value), kind).bits;
}

/** The bits of `+inf`, `-qnan`, `+nan(payload)`, `-snan(payload)`; undefined for another word. */
export function specialFloatBits(word: string, payload: bigint, kind: FloatType['kind']): bigint | undefined {
  const match = /^([+-])(inf|qnan|nan|snan)$/.exec(word);
  if (match === null) return undefined;
  const fractionBits = FORMATS[kind].fraction - (kind === 'x86_fp80' ? 1 : 0);
  const quiet = 1n << BigInt(fractionBits - 1);
  const name = match[2];
  let fraction = name === 'inf' ? 0n : payload & (quiet - 1n);
  if (name === 'qnan' || name === 'nan') fraction |= quiet;
  const top = (1n << BigInt(FORMATS[kind].exponent)) - 1n;
  return assemble(kind, match[1] === '-' ? 1n : 0n, top, fraction);
}
