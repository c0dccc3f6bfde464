/** JSON that stands in a source, with the place of everything in it. Numbers may also be written 0x…, 0b…, 0o…. */
import { LIMITS } from './limits.js';
import type { Reader } from './reader.js';
import { StatementError } from './report.js';
import { Scanner } from './scanner.js';
import type { Line, Place } from './source.js';

export interface JsonMember {
  readonly place: Place;
  readonly value: Json;
}

export type Json = { readonly place: Place } & (
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonMember> }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'word'; readonly value: string }
);

const NUMBER = /-?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])/y;

/** Reads one JSON text that begins at the scanner and may go on in the following lines. */
export function readJson(first: Scanner, reader: Reader): Json {
  const lines = collectLines(first, reader);
  return new JsonReader(lines, first.pos).read();
}

/** The lines up to the one where the brackets close. A line that looks like a directive ends the search. */
function collectLines(first: Scanner, reader: Reader): Line[] {
  const open = first.place();
  const lines = [first.line];
  let depth = brackets(first.text, first.pos);
  while (depth > 0) {
    const line = reader.raw();
    if (line === undefined) throw new StatementError(open, 'the brackets of this declaration do not close');
    if (/^\s*\.[A-Za-z]/.test(line.text)) {
      reader.back();
      throw new StatementError(open, 'the brackets of this declaration do not close before the next directive');
    }
    lines.push(line);
    depth += brackets(line.text, 0);
  }
  return lines;
}

/** Opening minus closing brackets from `pos` on, outside texts and comments. */
function brackets(text: string, pos: number): number {
  let depth = 0;
  for (let i = pos; i < text.length; i++) {
    const ch = text[i];
    if (ch === ';') break;
    if (ch === '{' || ch === '[') depth++;
    else if (ch === '}' || ch === ']') depth--;
    else if (ch === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
    }
  }
  return depth;
}

class JsonReader {
  private scanner: Scanner;
  private index = 0;
  private depth = 0;

  constructor(
    private readonly lines: readonly Line[],
    pos: number,
  ) {
    this.scanner = new Scanner(lines[0] as Line, pos);
  }

  read(): Json {
    const value = this.value();
    if (this.next() >= 0) this.scanner.fail(`unexpected ${this.scanner.found()} after the declaration`);
    return value;
  }

  /** The next character, in whatever line; -1 at the end. */
  private next(): number {
    for (;;) {
      const code = this.scanner.peek();
      if (code >= 0) return code;
      const line = this.lines[++this.index];
      if (line === undefined) return -1;
      this.scanner = new Scanner(line);
    }
  }

  private fail(expected: string): never {
    return this.scanner.fail(`expected ${expected}, found ${this.scanner.found()}`);
  }

  private value(): Json {
    const code = this.next();
    const place = this.scanner.place();
    if (code === 0x7b || code === 0x5b) {
      if (++this.depth > LIMITS.jsonDepth) throw new StatementError(place, 'this declaration is nested too deeply');
      const value: Json =
        code === 0x7b
          ? { place, kind: 'object', members: this.members() }
          : { place, kind: 'array', items: this.items() };
      this.depth--;
      return value;
    }
    if (code === 0x22) return { place, kind: 'string', value: this.scanner.quoted() };
    NUMBER.lastIndex = this.scanner.pos;
    const match = NUMBER.exec(this.scanner.text);
    if (match !== null) {
      this.scanner.pos += match[0].length;
      const negative = match[0].startsWith('-');
      const value = Number(negative ? match[0].slice(1) : match[0]);
      return { place, kind: 'number', value: negative ? -value : value };
    }
    const word = this.scanner.identifier();
    if (word === undefined) return this.fail('a value');
    if (word === 'NaN') return { place, kind: 'number', value: Number.NaN };
    if (word === 'true' || word === 'false' || word === 'null') return { place, kind: 'word', value: word };
    throw new StatementError(place, `expected a value, found '${word}'`, 'texts and names stand in double quotes');
  }

  private members(): Map<string, JsonMember> {
    const members = new Map<string, JsonMember>();
    this.scanner.pos++;
    if (this.next() === 0x7d) {
      this.scanner.pos++;
      return members;
    }
    for (;;) {
      if (this.next() !== 0x22) this.fail('a key in double quotes');
      const place = this.scanner.place();
      const key = this.scanner.quoted();
      if (members.has(key)) throw new StatementError(place, `the key '${key}' appears twice`);
      if (this.next() !== 0x3a) this.fail(`':' after the key`);
      this.scanner.pos++;
      members.set(key, { place, value: this.value() });
      if (this.separator(0x7d, "',' or '}'")) return members;
    }
  }

  private items(): Json[] {
    const items: Json[] = [];
    this.scanner.pos++;
    if (this.next() === 0x5d) {
      this.scanner.pos++;
      return items;
    }
    for (;;) {
      items.push(this.value());
      if (this.separator(0x5d, "',' or ']'")) return items;
    }
  }

  /** Takes a comma, or the closing bracket: then true. */
  private separator(close: number, expected: string): boolean {
    const code = this.next();
    if (code !== close && code !== 0x2c) this.fail(expected);
    this.scanner.pos++;
    return code === close;
  }
}
