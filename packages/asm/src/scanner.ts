/** A cursor over one line of source: the lexical rules of MVASM (mvasm.md, Lexical). */
import { NAME_LENGTH_MAX } from '@hsx/image';
import { StatementError } from './report.js';
import type { Line, Place } from './source.js';

enum Class {
  Other = 0,
  Blank = 1,
  IdentifierStart = 2,
  Digit = 4,
}

const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const ch = String.fromCharCode(c);
  if (ch === ' ' || ch === '\t' || ch === '\r' || ch === '\f' || ch === '\v') CLASS[c] = Class.Blank;
  else if (/[A-Za-z_.$]/.test(ch)) CLASS[c] = Class.IdentifierStart;
  else if (/[0-9]/.test(ch)) CLASS[c] = Class.Digit;
}

function classOf(code: number): number {
  return code < 128 ? (CLASS[code] as number) : Class.Other;
}

/** Whether a character may start an identifier. */
export function isIdentifierStart(code: number): boolean {
  return classOf(code) === Class.IdentifierStart;
}

/** Whether a character may be inside an identifier. */
export function isIdentifierPart(code: number): boolean {
  return (classOf(code) & (Class.IdentifierStart | Class.Digit)) !== 0;
}

/** Whether the whole text is one plain identifier. */
export function isIdentifier(text: string): boolean {
  if (text.length === 0 || !isIdentifierStart(text.charCodeAt(0))) return false;
  for (let i = 1; i < text.length; i++) if (!isIdentifierPart(text.charCodeAt(i))) return false;
  return true;
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
};

const UTF8 = new TextEncoder();
const FROM_UTF8 = new TextDecoder('utf-8');

/** Cursor over `line.text`, beginning at `pos`. */
export class Scanner {
  readonly text: string;

  constructor(
    readonly line: Line,
    public pos = 0,
  ) {
    this.text = line.text;
  }

  /** The place of the character at the cursor, or at `pos`. */
  place(pos = this.pos): Place {
    return { line: this.line, column: pos + 1 };
  }

  /** Ends the statement with an error at the cursor, or at `pos`. */
  fail(message: string, hint?: string, pos = this.pos): never {
    throw new StatementError(this.place(pos), message, hint);
  }

  /** Moves over blanks; the code of the character found, or -1 at the end of the statement (a comment ends it). */
  peek(): number {
    const { text } = this;
    let pos = this.pos;
    let code = -1;
    for (; pos < text.length; pos++) {
      code = text.charCodeAt(pos);
      if (classOf(code) !== Class.Blank) break;
    }
    this.pos = pos;
    if (pos >= text.length || code === 0x3b) return -1;
    return code;
  }

  atEnd(): boolean {
    return this.peek() < 0;
  }

  /** Takes the character when it comes next. */
  accept(ch: string): boolean {
    if (this.peek() !== ch.charCodeAt(0)) return false;
    this.pos++;
    return true;
  }

  expect(ch: string, where: string): void {
    if (!this.accept(ch)) this.fail(`expected '${ch}' ${where}, found ${this.found()}`);
  }

  /** What stands at the cursor, for messages. */
  found(): string {
    if (this.peek() < 0) return 'the end of the line';
    const word = this.peekWord();
    if (word !== '') return `'${word.length > 40 ? `${word.slice(0, 40)}...` : word}'`;
    const code = this.text.codePointAt(this.pos) ?? 0;
    return code < 0x20 ? `the character 0x${code.toString(16).padStart(2, '0')}` : `'${String.fromCodePoint(code)}'`;
  }

  /** An error unless the statement ends here. */
  end(what: string): void {
    if (!this.atEnd()) this.fail(`unexpected ${this.found()} after ${what}`);
  }

  /** The identifier or digits at the cursor without taking them; `''` when there are none. */
  peekWord(): string {
    this.peek();
    let pos = this.pos;
    while (pos < this.text.length && isIdentifierPart(this.text.charCodeAt(pos))) pos++;
    return this.text.slice(this.pos, pos);
  }

  /** Takes an identifier; `undefined` when none comes next. */
  identifier(): string | undefined {
    if (!isIdentifierStart(this.peek())) return undefined;
    const start = this.pos;
    const { text } = this;
    let pos = start + 1;
    while (pos < text.length && isIdentifierPart(text.charCodeAt(pos))) pos++;
    this.pos = pos;
    return text.slice(start, pos);
  }

  /** Takes a symbol's name, plain or in quotes. `what` is for the message. */
  symbolName(what: string): string {
    if (this.peek() === 0x22) {
      const start = this.pos;
      const name = this.quoted();
      if (name === '') this.fail('a symbol cannot have an empty name', undefined, start);
      if (name.length > NAME_LENGTH_MAX) this.fail('this name is too long', undefined, start);
      return name;
    }
    const start = this.pos;
    const name = this.identifier();
    if (name === undefined) this.fail(`expected ${what}, found ${this.found()}`);
    if (name.length > NAME_LENGTH_MAX) this.fail('this name is too long', undefined, start);
    return name;
  }

  /** Takes a word or a quoted text, such as a section's or a file's name. */
  name(what: string): string {
    return this.peek() === 0x22 ? this.quoted() : this.bare(what);
  }

  /** Takes characters up to a blank, a comma or a comment. */
  private bare(what: string): string {
    this.peek();
    const start = this.pos;
    while (this.pos < this.text.length) {
      const code = this.text.charCodeAt(this.pos);
      if (classOf(code) === Class.Blank || code === 0x2c || code === 0x3b || code === 0x22) break;
      this.pos++;
    }
    if (this.pos === start) this.fail(`expected ${what}, found ${this.found()}`);
    return this.text.slice(start, this.pos);
  }

  /** Takes a text in quotes and decodes its escapes. */
  quoted(): string {
    const start = this.pos;
    const end = this.plainStringEnd();
    if (end > 0) return this.text.slice(start + 1, end);
    return FROM_UTF8.decode(Uint8Array.from(this.quotedBytes()));
  }

  /** When the string at the cursor has no escapes: takes it and gives the place of its closing quote, else 0. */
  private plainStringEnd(): number {
    for (let pos = this.pos + 1; pos < this.text.length; pos++) {
      const code = this.text.charCodeAt(pos);
      if (code === 0x5c) return 0;
      if (code !== 0x22) continue;
      this.pos = pos + 1;
      return pos;
    }
    return 0;
  }

  /** Takes a text in quotes as UTF-8 bytes, with the C escapes. The cursor must stand on the opening quote. */
  quotedBytes(): number[] {
    const start = this.pos;
    const bytes: number[] = [];
    this.pos++;
    while (this.pos < this.text.length) {
      const code = this.text.charCodeAt(this.pos);
      if (code === 0x22) {
        this.pos++;
        return bytes;
      }
      if (code === 0x5c) {
        const value = this.escape();
        if (typeof value === 'number') bytes.push(value);
        else for (const byte of UTF8.encode(value)) bytes.push(byte);
      } else if (code < 128) {
        bytes.push(code);
        this.pos++;
      } else {
        const ch = String.fromCodePoint(this.text.codePointAt(this.pos) ?? 0xfffd);
        for (const byte of UTF8.encode(ch)) bytes.push(byte);
        this.pos += ch.length;
      }
    }
    return this.fail('this text has no closing quote', undefined, start);
  }

  /** Takes an escape: a byte, or a character for `\u`. The cursor stands on the backslash. */
  private escape(): number | string {
    const start = this.pos;
    this.pos++;
    const ch = this.text[this.pos] ?? '';
    const simple = Object.hasOwn(SIMPLE_ESCAPES, ch) ? SIMPLE_ESCAPES[ch] : undefined;
    if (simple !== undefined) {
      this.pos++;
      return simple;
    }
    if (ch === 'x') {
      this.pos++;
      const value = this.digits(16, 2);
      if (value < 0) this.fail('\\x needs hexadecimal digits', undefined, start);
      return value;
    }
    if (ch === 'u' || ch === 'U') {
      this.pos++;
      const length = ch === 'u' ? 4 : 8;
      const from = this.pos;
      const value = this.digits(16, length);
      if (this.pos - from !== length || value > 0x10ffff)
        this.fail(`\\${ch} needs ${length} hexadecimal digits of a character`, undefined, start);
      return String.fromCodePoint(value);
    }
    const octal = this.digits(8, 3);
    if (octal < 0 || octal > 255) this.fail(`unknown escape '\\${ch}'`, 'a backslash itself is written \\\\', start);
    return octal;
  }

  /** Takes up to `most` digits; -1 when there is none. */
  private digits(base: number, most: number): number {
    let value = -1;
    for (let i = 0; i < most; i++) {
      const digit = digitValue(this.text.charCodeAt(this.pos));
      if (digit < 0 || digit >= base) break;
      value = (value < 0 ? 0 : value) * base + digit;
      this.pos++;
    }
    return value;
  }

  /** Takes `'A'`. The cursor stands on the quote. */
  characterLiteral(): number {
    const start = this.pos;
    this.pos++;
    let value: number;
    if (this.text.charCodeAt(this.pos) === 0x5c) {
      const escaped = this.escape();
      value = typeof escaped === 'number' ? escaped : (escaped.codePointAt(0) ?? 0);
    } else {
      const point = this.text.codePointAt(this.pos);
      if (point === undefined || point === 0x27) this.fail('an empty character literal', undefined, start);
      value = point;
      this.pos += value > 0xffff ? 2 : 1;
    }
    if (this.text.charCodeAt(this.pos) !== 0x27) this.fail("this character has no closing '", undefined, start);
    this.pos++;
    return value;
  }

  /**
   * Takes a number, or a reference to a numeric label (`1b`, `1f`). The cursor stands on a digit.
   * Numbers are integers up to 2^53 - 1.
   */
  number(): number | { local: number; direction: 'b' | 'f' } {
    const start = this.pos;
    const { text } = this;
    let pos = start;
    while (pos < text.length && isIdentifierPart(text.charCodeAt(pos))) pos++;
    const length = pos - start;
    const first = text.charCodeAt(start);
    if (length === 1) {
      this.pos = pos;
      return first - 48;
    }
    const second = text.charCodeAt(start + 1) | 32;
    let base = 10;
    let from = start;
    if (first === 48) {
      if (second === 0x78) base = 16;
      else if (second === 0x62 && length > 2) base = 2;
      else if (second === 0x6f) base = 8;
      if (base !== 10) from = start + 2;
    }
    let value = 0;
    for (let at = from; at < pos; at++) {
      const digit = digitValue(text.charCodeAt(at));
      if (digit < 0 || digit >= base) {
        const tail = text.charCodeAt(at) | 32;
        if (base === 10 && at === pos - 1 && at > from && (tail === 0x62 || tail === 0x66)) {
          if (value > 999_999) this.fail('a numeric label is at most 999999', undefined, start);
          this.pos = pos;
          return { local: value, direction: tail === 0x62 ? 'b' : 'f' };
        }
        this.fail(`'${text.slice(start, Math.min(pos, start + 40))}' is no number`, undefined, start);
      }
      value = value * base + digit;
    }
    if (from === pos) this.fail(`'${text.slice(start, pos)}' is no number`, undefined, start);
    if (value > Number.MAX_SAFE_INTEGER) this.fail('this number is too large', undefined, start);
    this.pos = pos;
    return value;
  }
}

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
