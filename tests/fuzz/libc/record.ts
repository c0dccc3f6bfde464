/** A call of a library function: what driver.c reads, and how a report shows it. */

/** Numbers of the operations in driver.c. */
export const OPERATION = {
  strings: 0,
  wideStrings: 1,
  print: 2,
  scan: 3,
  integers: 4,
  floats: 5,
  arithmetic: 6,
  sorting: 7,
  characters: 8,
  multibyte: 9,
  fromWide: 10,
  dates: 11,
  heap: 12,
  files: 13,
} as const;

/** The definition that leaves driver.c with what a call needs. */
export function partOf({ record }: Call): Part {
  return record[2] === OPERATION.files ? 'ONLY_FILES' : 'NO_FILES';
}

export type Part = 'ONLY_FILES' | 'NO_FILES';

export interface Call {
  /** The call in C, as far as it fits a line. */
  text: string;
  record: Uint8Array;
}

/** Writes the operands of a call, little-endian. */
export class RecordWriter {
  readonly #bytes: number[];

  constructor(operation: number) {
    this.#bytes = [operation];
  }

  byte(n: number): this {
    this.#bytes.push(n & 0xff);
    return this;
  }

  half(n: number): this {
    return this.byte(n).byte(n >> 8);
  }

  word(n: number): this {
    return this.half(n).half(n >> 16);
  }

  double(n: bigint): this {
    return this.word(Number(n & 0xffff_ffffn)).word(Number((n >> 32n) & 0xffff_ffffn));
  }

  /** Its length, the bytes, and a NUL. */
  block(bytes: Uint8Array): this {
    this.half(bytes.length);
    this.#bytes.push(...bytes);
    return this.byte(0);
  }

  /** Each character is a byte. */
  text(text: string): this {
    return this.block(Buffer.from(text, 'latin1'));
  }

  /** The record, with its own length in front. */
  finish(): Uint8Array {
    return Uint8Array.from([this.#bytes.length & 0xff, this.#bytes.length >> 8, ...this.#bytes]);
  }
}

/** Text as a C string literal; bytes 1, 2 and 3 of a format are the lengths that driver.c puts there. */
export function quoted(text: string): string {
  const escaped = [...text].map((c) => {
    if (c === '"' || c === '\\') return `\\${c}`;
    if (c >= ' ' && c <= '~') return c;
    return `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `"${escaped.join('')}"`;
}

export function quotedFormat(text: string): string {
  return quoted(text.replaceAll('\x01', 'l').replaceAll('\x02', 'z').replaceAll('\x03', 't'));
}
