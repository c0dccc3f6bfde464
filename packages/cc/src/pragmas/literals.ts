/** The values of C's literals: numbers, characters and texts. */

/** Integers are exact and have no size; the rest is a double. */
export type Constant = bigint | number;

const INTEGER =
  /^(?:0[xX](?<hex>[\da-fA-F]+)|0[bB](?<binary>[01]+)|0(?<octal>[0-7]*)|(?<decimal>[1-9]\d*))[uUlL]{0,3}$/;
const DECIMAL = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fFlL]?$/;
const HEX_FLOAT = /^0[xX]([\da-fA-F]*)\.?([\da-fA-F]*)[pP]([-+]?\d+)[fFlL]?$/;

/** The value of a number as C writes it, or `undefined` when it is none. */
export function numberValue(text: string): Constant | undefined {
  const digits = text.replaceAll("'", '');
  const groups = INTEGER.exec(digits)?.groups;
  if (groups !== undefined) {
    const { hex, binary, octal, decimal } = groups;
    if (hex !== undefined) return BigInt(`0x${hex}`);
    if (binary !== undefined) return BigInt(`0b${binary}`);
    if (octal !== undefined) return BigInt(`0o${octal === '' ? '0' : octal}`);
    return BigInt(decimal ?? '0');
  }
  if (DECIMAL.test(digits) && /[.eE]/.test(digits)) return Number(digits.replace(/[fFlL]$/, ''));
  const float = HEX_FLOAT.exec(digits);
  if (float === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = float;
  if (whole === '' && fraction === '') return undefined;
  return Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}

/** The bytes or, after `\u`, the characters of an escape sequence. */
const ESCAPE =
  /\\(?:(?<simple>[abefnrtv\\'"?])|(?<octal>[0-7]{1,3})|x(?<hex>[\da-fA-F]+)|u(?<four>[\da-fA-F]{4})|U(?<eight>[\da-fA-F]{8}))/y;
const SIMPLE: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** What stands between the quotes, as bytes of UTF-8; or what is wrong with it. */
function bytesOf(body: string): Uint8Array | string {
  const parts: Uint8Array[] = [];
  for (let index = 0; index < body.length; ) {
    const escapeAt = body.indexOf('\\', index);
    const end = escapeAt < 0 ? body.length : escapeAt;
    if (end > index) parts.push(Buffer.from(body.slice(index, end), 'utf8'));
    index = end;
    if (escapeAt < 0) break;
    ESCAPE.lastIndex = index;
    const match = ESCAPE.exec(body);
    if (match === null) return `unknown escape sequence '${body.slice(index, index + 2)}'`;
    const { simple, octal, hex, four, eight } = match.groups ?? {};
    const point = four ?? eight;
    if (point !== undefined) {
      const code = Number.parseInt(point, 16);
      if (code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)) return `'${match[0]}' is no character`;
      parts.push(Buffer.from(String.fromCodePoint(code), 'utf8'));
    } else {
      const byte =
        simple !== undefined
          ? (SIMPLE[simple] ?? simple.charCodeAt(0))
          : octal !== undefined
            ? Number.parseInt(octal, 8)
            : Number.parseInt(hex ?? '0', 16);
      if (byte > 0xff) return `'${match[0]}' does not fit a char`;
      parts.push(Uint8Array.of(byte));
    }
    index += match[0].length;
  }
  return Buffer.concat(parts);
}

/** The text of adjacent string literals, or what is wrong with it. */
export function stringValue(literals: readonly string[]): { text: string } | { problem: string } {
  const parts: Uint8Array[] = [];
  for (const literal of literals) {
    if (!/^(?:u8)?"/.test(literal)) return { problem: 'a text must be a plain or u8 string' };
    const bytes = bytesOf(literal.slice(literal.indexOf('"') + 1, -1));
    if (typeof bytes === 'string') return { problem: bytes };
    parts.push(bytes);
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts)) };
  } catch {
    return { problem: 'the text is no valid UTF-8' };
  }
}

/** The value of a character literal, or what is wrong with it. */
export function charValue(literal: string): bigint | string {
  const prefix = literal.slice(0, literal.indexOf("'"));
  const body = literal.slice(prefix.length + 1, -1);
  const bytes = bytesOf(body);
  if (typeof bytes === 'string') return bytes;
  if (bytes.length !== 1) return 'a character constant must hold one character of ASCII';
  // char is unsigned on this machine.
  return BigInt(bytes[0] ?? 0);
}
