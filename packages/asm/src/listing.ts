/** The `.lst` text: offset, words, source line (formats.md §3). */
import type { ListingLine } from './assemble.js';

/** Bytes shown for a line that makes many. */
const SHOWN = 8;

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

/** A line's contents: words for text, bytes otherwise. */
function contents(section: string, bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, SHOWN)].map((byte) => hex(byte, 2));
  const more = bytes.length > SHOWN ? ' ..' : '';
  if (section !== 'text' && !section.startsWith('text.')) return shown.join(' ') + more;
  const words: string[] = [];
  for (let i = 0; i < shown.length; i += 4) words.push(shown.slice(i, i + 4).join(''));
  return words.join(' ') + more;
}

/**
 * The listing as text: a heading wherever the section changes, and for each source line its offset in the section (hexadecimal bytes),
 * its contents, its line number and itself.
 */
export function writeListingText(lines: readonly ListingLine[]): string {
  const out: string[] = [];
  let section: string | undefined;
  let file: string | undefined;
  for (const line of lines) {
    if (line.file !== file) {
      file = line.file;
      out.push(`; file ${file}`);
    }
    if (line.section !== undefined && line.section !== section) {
      section = line.section;
      out.push(`; section ${section}`);
    }
    const offset = line.offset === undefined ? '' : hex(line.offset, 6);
    const bytes = line.bytes === undefined ? '' : contents(line.section ?? '', line.bytes);
    out.push(`${offset.padEnd(6)}  ${bytes.padEnd(26)} ${String(line.line).padStart(5)}  ${line.text}`.trimEnd());
  }
  return out.length === 0 ? '' : `${out.join('\n')}\n`;
}
