/** The `\xx` escapes of quoted names and strings. */

const utf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

/** The bytes that the raw text between quotes stands for; characters beyond ASCII count as their UTF-8 form. */
export function quotedBytes(raw: string): Uint8Array {
  const source = encoder.encode(raw);
  const first = source.indexOf(92);
  if (first < 0) return source;
  let out = first;
  for (let i = first; i < source.length; i++) {
    const byte = source[i] as number;
    if (byte === 92) {
      if (source[i + 1] === 92) {
        source[out++] = 92;
        i++;
        continue;
      }
      const high = hexDigit(source[i + 1] ?? 0);
      const low = hexDigit(source[i + 2] ?? 0);
      if (high >= 0 && low >= 0) {
        source[out++] = high * 16 + low;
        i += 2;
        continue;
      }
    }
    source[out++] = byte;
  }
  return source.slice(0, out);
}

/** The text that the raw text between quotes stands for: UTF-8, or Latin-1 when the bytes are no UTF-8. */
export function decodeQuoted(raw: string): string {
  if (!raw.includes('\\')) return raw;
  const bytes = quotedBytes(raw);
  try {
    return utf8.decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  }
}
