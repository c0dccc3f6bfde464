/** Code back to MVASM: a list of rows for objdump, listings and debuggers. */
import { type Decoded, directTarget, formatWord } from '@hsx/isa';

export interface DisassembleOptions {
  /** Address of the first byte; a multiple of 4, default 0. */
  base?: number;
  /** The name of exactly this code address, unquoted. */
  symbolAt?: (address: number) => string | undefined;
  /** Write `SVC TASK_EXIT` for calls that the system call table knows. */
  svcNames?: boolean;
}

/** One instruction, or one word that is none. */
export interface DisassemblyRow {
  address: number;
  /** One word, or two for LDI32. */
  words: number[];
  /** MVASM that assembles to the same words at the same address; `.word` where no instruction does. */
  text: string;
  /** Where a direct branch or call goes: a byte address. */
  target?: number;
  /** Missing where the word is no instruction. */
  decoded?: Decoded;
}

/**
 * Disassembles big-endian instruction words. Bytes after the last whole word are left out: code is a multiple of 4 long.
 * Never fails: what is no instruction is written as `.word`.
 */
export function disassemble(code: Uint8Array, options: DisassembleOptions = {}): DisassemblyRow[] {
  const { base = 0, symbolAt, svcNames = false } = options;
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const end = code.length - (code.length % 4);
  const rows: DisassemblyRow[] = [];
  const style = symbolAt === undefined ? { svcNames } : { svcNames, symbol: symbolAt };
  for (let at = 0; at < end; ) {
    const word = view.getUint32(at);
    const literal = at + 8 <= end ? view.getUint32(at + 4) : undefined;
    const address = base + at;
    const { text, size, decoded } = formatWord(word, literal, address, style);
    const row: DisassemblyRow = { address, words: size === 8 ? [word, literal as number] : [word], text };
    if (decoded !== undefined) {
      row.decoded = decoded;
      const target = directTarget(decoded, address);
      if (target !== undefined) row.target = target;
    }
    rows.push(row);
    at += size;
  }
  return rows;
}
