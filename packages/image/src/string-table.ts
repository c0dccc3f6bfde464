/** The strings at the end of a metadata section while it is written (formats.md §2). */

/** Collects strings, each once, in the order of their first use. */
export class StringTable {
  readonly #offsets = new Map<string, number>();
  readonly #parts: Uint8Array[] = [];
  readonly #start: number;
  #end: number;

  /** `start` is the section offset where the table will lie. */
  constructor(start: number) {
    this.#start = start;
    this.#end = start;
  }

  /** The section offset of `text`, 0 for the empty string. Beyond 0xFFFF the section is too big, which its writer says. */
  offsetOf(text: string): number {
    if (text === '') return 0;
    const known = this.#offsets.get(text);
    if (known !== undefined) return known;
    const offset = this.#end;
    const bytes = new TextEncoder().encode(`${text}\0`);
    this.#offsets.set(text, offset);
    this.#parts.push(bytes);
    this.#end += bytes.length;
    return offset;
  }

  /** The table. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#end - this.#start);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
