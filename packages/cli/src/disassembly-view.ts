/** Code as objdump shows it: one heading per symbol, one line per instruction. */
import { disassemble } from '@hsx/asm';

export interface CodeView {
  code: Uint8Array;
  /** Name of exactly this address. */
  nameAt(address: number): string | undefined;
  /** Lines above an instruction that say what it comes from, shown where they change. */
  sourceAt?(address: number): string[];
  /** Leave out the words of the code. */
  withoutWords?: boolean;
  /** Show the instructions of these symbols only. */
  only?: ReadonlySet<string>;
  /** Further lines under an instruction, such as its relocations. */
  notesAt?(address: number): string[];
}

/** Lines without final newlines. */
export function disassemblyLines(view: CodeView): string[] {
  const lines: string[] = [];
  let lastSource = '';
  let shown = view.only === undefined;
  for (const row of disassemble(view.code, { symbolAt: view.nameAt, svcNames: true })) {
    const name = view.nameAt(row.address);
    // Labels inside of a function do not end it.
    if (view.only !== undefined && name !== undefined && !name.startsWith('.L')) shown = view.only.has(name);
    if (!shown) continue;
    if (name !== undefined) {
      if (lines.length > 0) lines.push('');
      lines.push(`${row.address.toString(16).padStart(8, '0')} <${name}>:`);
    }
    const source = view.sourceAt?.(row.address) ?? [];
    if (source.length > 0 && source.join('\n') !== lastSource) {
      lines.push(...source);
      lastSource = source.join('\n');
    }
    const words = row.words.map((word) => word.toString(16).padStart(8, '0')).join(' ');
    // A named target is followed by its address, a number needs no second one.
    const target =
      row.target !== undefined && view.nameAt(row.target) !== undefined ? `  ; ${row.target.toString(16)}` : '';
    const raw = view.withoutWords ? '' : `${words.padEnd(17)}  `;
    lines.push(`${row.address.toString(16).padStart(6)}:  ${raw}${row.text}${target}`);
    for (const note of view.notesAt?.(row.address) ?? []) lines.push(`${' '.repeat(10)}${note}`);
  }
  return lines;
}

/** A hex dump as objdump's: address, four groups of four bytes, the bytes as text. */
export function hexDump(bytes: Uint8Array, base: number): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const groups: string[] = [];
    for (let group = 0; group < 16; group += 4) {
      groups.push(
        row
          .slice(group, group + 4)
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join('')
          .padEnd(8),
      );
    }
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(` ${(base + at).toString(16).padStart(4, '0')} ${groups.join(' ')}  ${text}`);
  }
  return lines;
}
