/** Data as MVASM directives. */
import { symbolText } from '../emit/names.js';
import type { DataImage } from './image-of.js';

/** Zeros in a row from which `.space` is shorter to read and to assemble. */
const ZERO_RUN = 8;
const BYTES_PER_LINE = 24;
const REFERENCE = { 1: '.byte', 2: '.half', 4: '.word' } as const;

/** The directives for an image. */
export function dataLines(image: DataImage): string[] {
  const lines: string[] = [];
  const references = [...image.references].sort((a, b) => a.offset - b.offset);
  let at = 0;
  for (const { offset, bytes, symbol, addend, minus } of references) {
    byteLines(image.bytes, at, offset, lines);
    const sum = addend === 0 ? '' : addend > 0 ? `+${addend}` : `${addend}`;
    lines.push(
      `  ${REFERENCE[bytes]} ${symbolText(symbol)}${minus === undefined ? '' : `-${symbolText(minus)}`}${sum}`,
    );
    at = offset + bytes;
  }
  byteLines(image.bytes, at, image.bytes.length, lines);
  return lines;
}

function byteLines(bytes: Uint8Array, from: number, to: number, lines: string[]): void {
  let at = from;
  while (at < to) {
    let zeros = at;
    while (zeros < to && bytes[zeros] === 0) zeros++;
    if (zeros - at >= ZERO_RUN || zeros === to) {
      lines.push(`  .space ${zeros - at}`);
      at = zeros;
      continue;
    }
    let end = at;
    // Up to the next long run of zeros.
    let run = 0;
    while (end < to && end - at < BYTES_PER_LINE && run < ZERO_RUN) run = bytes[end++] === 0 ? run + 1 : 0;
    if (run >= ZERO_RUN) end -= run;
    lines.push(
      isText(bytes, at, end) ? `  .ascii ${quoted(bytes, at, end)}` : `  .byte ${bytes.subarray(at, end).join(', ')}`,
    );
    at = end;
  }
}

/** Printable ASCII with the usual escapes, NULs included. */
function isText(bytes: Uint8Array, from: number, to: number): boolean {
  let printable = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte >= 32 && byte < 127) printable++;
    else if (byte !== 0 && byte !== 10 && byte !== 9 && byte !== 13) return false;
  }
  return printable >= 2;
}

const ESCAPES: Record<number, string> = { 0: '\\x00', 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\' };

function quoted(bytes: Uint8Array, from: number, to: number): string {
  let text = '"';
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    text += ESCAPES[byte] ?? String.fromCharCode(byte);
  }
  return `${text}"`;
}
