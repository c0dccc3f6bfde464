/** What C11 7.21.6.1 prints for a conversion, with exact integers. */
import { exponential, fixed, fractionOf, parts, roundHalfEven } from './exact-doubles.js';

export interface Conversion {
  flags: string;
  width: number;
  /** -1: none. */
  precision: number;
  length: string;
  letter: string;
}

/** Bits of an integer's argument by its length. */
export const BITS: Record<string, number> = { hh: 8, h: 16, '': 32, l: 32, ll: 64, j: 64, z: 32, t: 32 };

function field({ flags, width }: Conversion, prefix: string, body: string, zeros: boolean): string {
  if (zeros && flags.includes('0') && !flags.includes('-')) return prefix + body.padStart(width - prefix.length, '0');
  return flags.includes('-') ? (prefix + body).padEnd(width) : (prefix + body).padStart(width);
}

function signOf(flags: string, negative: boolean): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

export function formatText(how: Conversion, text: string | null): string {
  const body = text ?? '(null)';
  return field(how, '', how.precision >= 0 ? body.slice(0, how.precision) : body, false);
}

export function formatInteger(how: Conversion, argument: number | bigint): string {
  const { flags, precision, length, letter } = how;
  if (letter === 'c') return field(how, '', String.fromCharCode(Number(argument) & 0xff), false);
  const bits = BITS[length] ?? 32;
  const signed = letter === 'd' || letter === 'i';
  const value = signed ? BigInt.asIntN(bits, BigInt(argument)) : BigInt.asUintN(bits, BigInt(argument));
  const base = { o: 8, x: 16, X: 16, p: 16 }[letter] ?? 10;
  let body = (value < 0n ? -value : value).toString(base);
  if (letter === 'X') body = body.toUpperCase();
  if (value === 0n && precision === 0) body = '';
  if (precision > body.length) body = body.padStart(precision, '0');
  if (letter === 'o' && flags.includes('#') && !body.startsWith('0')) body = `0${body}`;
  const marked = letter === 'p' || (base === 16 && flags.includes('#') && value !== 0n);
  const prefix = signed ? signOf(flags, value < 0n) : marked ? (letter === 'X' ? '0X' : '0x') : '';
  return field(how, prefix, body, precision < 0);
}

/** A double by its bit pattern. */
export function formatDouble(how: Conversion, bits: bigint): string {
  const { flags, letter } = how;
  const style = letter.toLowerCase();
  const sign = signOf(flags, bits >> 63n === 1n);
  const magnitude = bits & ((1n << 63n) - 1n);
  let prefix = sign;
  let body: string;
  const finite = magnitude < 0x7ffn << 52n;
  if (!finite) body = magnitude === 0x7ffn << 52n ? 'inf' : 'nan';
  else if (style === 'a') {
    prefix += '0x';
    body = hexadecimal(how, magnitude);
  } else body = decimal(how, style, magnitude);
  const text = field(how, prefix, body, finite);
  return letter === style ? text : text.toUpperCase();
}

function decimal({ flags, precision }: Conversion, style: string, magnitude: bigint): string {
  const { significand, exponent } = parts(magnitude);
  const value = fractionOf(significand, exponent);
  const digits = precision < 0 ? 6 : precision;
  const alternate = flags.includes('#');
  const pointed = (text: string) => (alternate && !text.includes('.') ? `${text}.` : text);
  const powered = (text: string, power: number) =>
    `${pointed(text)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  if (style === 'f') return pointed(fixed(value, digits));
  if (style === 'e') {
    const { text, exponent } = exponential(value, digits);
    return powered(text, exponent);
  }
  const significant = Math.max(digits, 1);
  const { text, exponent: power } = exponential(value, significant - 1);
  const stripped = (text: string) => (alternate || !text.includes('.') ? text : text.replace(/\.?0*$/, ''));
  if (power < -4 || power >= significant) return powered(stripped(text), power);
  return pointed(stripped(fixed(value, significant - 1 - power)));
}

function hexadecimal({ flags, precision }: Conversion, magnitude: bigint): string {
  const { significand, exponent } = parts(magnitude);
  const digits = precision < 0 ? 13 : precision;
  const kept =
    digits >= 13
      ? significand << BigInt(4 * (digits - 13))
      : roundHalfEven(significand, 1n << BigInt(4 * (13 - digits)));
  const text = kept.toString(16).padStart(digits + 1, '0');
  let fraction = text.slice(1);
  if (precision < 0) fraction = fraction.replace(/0+$/, '');
  const power = magnitude === 0n ? 0 : exponent + 52;
  const point = fraction !== '' || flags.includes('#') ? '.' : '';
  return `${text[0]}${point}${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}
