/** Bytes as hexadecimal text and back. */

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal, two digits per byte. */
export function bytesToHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += DIGITS[byte];
  return text;
}

function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The bytes of hexadecimal text, or what is wrong with it. */
export function hexToBytes(text: string): Uint8Array | string {
  if (text.length % 2 !== 0) return `${text.length} hexadecimal digits, expected an even number`;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = digit(text.charCodeAt(2 * i));
    const low = digit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) {
      const at = high < 0 ? 2 * i : 2 * i + 1;
      return `${JSON.stringify(text[at])} at position ${at} is no hexadecimal digit`;
    }
    bytes[i] = high * 16 + low;
  }
  return bytes;
}
