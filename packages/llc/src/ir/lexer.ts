/**
 * Tokens of LLVM IR text, read by character code in one pass and one object: `next()` overwrites the current token.
 * Punctuation has its character code as kind; everything else a number from 256 on.
 */
import { decodeQuoted } from './quoted-text.js';

/** Kinds are plain numbers to the type checker, so that it does not narrow a kind across `next()`. */
function kinds<K extends string>(table: Readonly<Record<K, number>>): Readonly<Record<K, number>> {
  return table;
}

export const Token = kinds({
  End: 256,
  /** A bare word: keyword, type, attribute, `inf`. */
  Word: 257,
  /** `%name`, `%7`, `%"any text"`. */
  Local: 258,
  /** `@name`. */
  Global: 259,
  /** `$name`. */
  Comdat: 260,
  /** `!name`, also `!DILocation`. */
  MetadataName: 261,
  /** `!7`. */
  MetadataId: 262,
  /** `#7`. */
  AttributeGroup: 263,
  /** `#dbg_value`. */
  DebugRecord: 264,
  /** `"text"`; `value` is the raw text between the quotes. */
  String: 265,
  /** `c"text"`; `value` is the raw text between the quotes. */
  Bytes: 266,
  /** Decimal, `s0x…` or `u0x…`. */
  Integer: 267,
  /** Decimal with a point or exponent, `0x…`, `0xH…`, `f0x…`. */
  Float: 268,
  /** `name:`, `7:`, `"any text":`. */
  Label: 269,
  /** `...` */
  Ellipsis: 270,
  /** `^7`. */
  Summary: 271,
});

/** Character codes of the punctuation, which are its token kinds. */
export const Punctuation = kinds({
  Exclaim: 33,
  ParenOpen: 40,
  ParenClose: 41,
  Star: 42,
  Comma: 44,
  Equal: 61,
  Less: 60,
  Greater: 62,
  BracketOpen: 91,
  BracketClose: 93,
  BraceOpen: 123,
  Bar: 124,
  BraceClose: 125,
});

/** A place to which a lexer can be set back. */
export interface LexerPlace {
  readonly offset: number;
  readonly line: number;
  readonly limit: number;
}

/** What went wrong at an offset of the text; caught where a top-level entity is parsed. */
export class ParseFailure {
  constructor(
    readonly offset: number,
    readonly message: string,
    readonly hint?: string,
  ) {}
}

const NAME = 1;
const DIGIT = 2;
const HEX = 4;
const CLASS = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[-a-zA-Z$._0-9]/.test(character)) CLASS[code] = NAME;
  if (/[0-9]/.test(character)) CLASS[code] = NAME | DIGIT | HEX;
  else if (/[a-fA-F]/.test(character)) CLASS[code] = NAME | HEX;
}

/** True for the characters of an unquoted name: `[-a-zA-Z$._0-9]`. */
export function isNameCode(code: number): boolean {
  return code < 128 && ((CLASS[code] as number) & NAME) !== 0;
}
function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}
function isHexCode(code: number): boolean {
  return code < 128 && ((CLASS[code] as number) & HEX) !== 0;
}

export class Lexer {
  readonly text: string;
  /** Kind of the current token. */
  kind: number = Token.End;
  /** Offset of the current token. */
  start = 0;
  /** Line of the current token, from 1. */
  line = 1;
  /** Name without sigil, word, digits, or raw text between quotes. */
  value = '';
  /** Offset after the current token. */
  end = 0;
  private limit: number;

  constructor(text: string) {
    this.text = text;
    this.limit = text.length;
  }

  /** Goes to a place and reads the token there; `limit` is where the entity ends. */
  moveTo(place: LexerPlace): void {
    this.end = place.offset;
    this.line = place.line;
    this.limit = place.limit;
    this.next();
  }

  /** The place of the current token. */
  place(): LexerPlace {
    return { offset: this.start, line: this.line, limit: this.limit };
  }

  fail(message: string, offset = this.start, hint?: string): never {
    throw new ParseFailure(offset, message, hint);
  }

  /** The current token as a message names it. */
  describe(): string {
    if (this.kind === Token.End)
      return this.start >= this.text.length ? 'the end of the file' : 'the end of the entity';
    const raw = this.text.slice(this.start, Math.min(this.end, this.start + 40));
    return `'${raw}'`;
  }

  /** The code of the next character that is neither blank nor comment, -1 at the end. */
  peekCode(): number {
    let p = this.end;
    while (p < this.limit) {
      const c = this.text.charCodeAt(p);
      if (c === 59) {
        const newline = this.text.indexOf('\n', p);
        if (newline < 0) return -1;
        p = newline;
      } else if (c !== 32 && c !== 10 && c !== 9 && c !== 13) return c;
      p++;
    }
    return -1;
  }

  next(): void {
    const text = this.text;
    const limit = this.limit;
    let p = this.end;
    let c = 0;
    for (; ; p++) {
      if (p >= limit) {
        this.kind = Token.End;
        this.start = limit;
        this.end = limit;
        this.value = '';
        return;
      }
      c = text.charCodeAt(p);
      if (c === 32 || c === 9 || c === 13) continue;
      if (c === 10) {
        this.line++;
        continue;
      }
      if (c !== 59) break;
      const newline = text.indexOf('\n', p);
      p = newline < 0 || newline > limit ? limit - 1 : newline - 1;
    }
    this.start = p;
    switch (c) {
      case 37: // %
        this.sigil(p, Token.Local);
        return;
      case 64: // @
        this.sigil(p, Token.Global);
        return;
      case 36: // $
        this.sigil(p, Token.Comdat);
        return;
      case 33: // !
        this.exclaim(p);
        return;
      case 35: // #
      case 94: // ^
        this.hashOrCaret(p, c);
        return;
      case 34: // "
        this.quoted(p, Token.String);
        return;
      case 43: // +
      case 45: // -
        this.number(p);
        return;
      case 46: // .
        if (text.charCodeAt(p + 1) === 46 && text.charCodeAt(p + 2) === 46) {
          this.kind = Token.Ellipsis;
          this.end = p + 3;
          return;
        }
        this.word(p);
        return;
      default:
        if (c >= 48 && c <= 57) this.number(p);
        else if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) this.word(p);
        else {
          this.kind = c < 128 ? c : 127;
          this.end = p + 1;
        }
    }
  }

  private nameEnd(from: number): number {
    const { text, limit } = this;
    let p = from;
    while (p < limit && isNameCode(text.charCodeAt(p))) p++;
    return p;
  }

  private sigil(p: number, kind: number): void {
    if (this.text.charCodeAt(p + 1) === 34) {
      this.quoted(p + 1, kind);
      this.value = decodeQuoted(this.value);
      // `%"7"` is a name and not the unnamed value %7: only the quotes tell them apart.
      if (kind === Token.Local && /^[0-9]+$/.test(this.value)) this.value = `"${this.value}"`;
      return;
    }
    const end = this.nameEnd(p + 1);
    this.end = Math.max(end, p + 1);
    if (end === p + 1) this.fail('expected a name here', p);
    this.kind = kind;
    this.value = this.text.slice(p + 1, end);
  }

  private exclaim(p: number): void {
    const { text, limit } = this;
    const first = text.charCodeAt(p + 1);
    if (isDigitCode(first)) {
      let q = p + 2;
      while (q < limit && isDigitCode(text.charCodeAt(q))) q++;
      this.kind = Token.MetadataId;
      this.value = text.slice(p + 1, q);
      this.end = q;
      return;
    }
    let q = p + 1;
    while (q < limit && (isNameCode(text.charCodeAt(q)) || text.charCodeAt(q) === 92)) q++;
    this.end = q;
    if (q === p + 1) {
      this.kind = Punctuation.Exclaim;
      return;
    }
    this.kind = Token.MetadataName;
    const raw = text.slice(p + 1, q);
    this.value = raw.includes('\\') ? decodeQuoted(raw) : raw;
  }

  private hashOrCaret(p: number, c: number): void {
    const end = this.nameEnd(p + 1);
    this.value = this.text.slice(p + 1, end);
    this.end = Math.max(end, p + 1);
    if (end === p + 1) {
      this.kind = c;
      return;
    }
    if (c === 94) this.kind = Token.Summary;
    else this.kind = isDigitCode(this.text.charCodeAt(p + 1)) ? Token.AttributeGroup : Token.DebugRecord;
  }

  private quoted(p: number, kind: number): void {
    const close = this.text.indexOf('"', p + 1);
    if (close < 0 || close >= this.limit) {
      this.end = this.limit;
      this.fail('this string has no closing quote', p);
    }
    this.kind = kind;
    this.value = this.text.slice(p + 1, close);
    this.end = close + 1;
    for (let q = this.value.indexOf('\n'); q >= 0; q = this.value.indexOf('\n', q + 1)) this.line++;
    if (kind === Token.String && this.end < this.limit && this.text.charCodeAt(this.end) === 58) {
      this.kind = Token.Label;
      this.value = decodeQuoted(this.value);
      if (/^[0-9]+$/.test(this.value)) this.value = `"${this.value}"`;
      this.end++;
    }
  }

  private word(p: number): void {
    const text = this.text;
    const end = this.nameEnd(p + 1);
    const after = end < this.limit ? text.charCodeAt(end) : 0;
    if (after === 58) {
      this.kind = Token.Label;
      this.value = text.slice(p, end);
      this.end = end + 1;
      return;
    }
    if (after === 34 && end === p + 1 && text.charCodeAt(p) === 99) {
      this.quoted(end, Token.Bytes);
      return;
    }
    this.kind = Token.Word;
    this.value = text.slice(p, end);
    this.end = end;
    if (text.charCodeAt(p + 1) === 48 && text.charCodeAt(p + 2) === 120) {
      const c = text.charCodeAt(p);
      if (c === 115 || c === 117) this.kind = Token.Integer;
      else if (c === 102) this.kind = Token.Float;
    }
  }

  private number(p: number): void {
    const { text, limit } = this;
    let q = p + 1;
    while (q < limit && isDigitCode(text.charCodeAt(q))) q++;
    let c = q < limit ? text.charCodeAt(q) : 0;
    this.kind = Token.Integer;
    if (isNameCode(c) || c === 58) {
      const end = this.nameEnd(q);
      if (text.charCodeAt(end) === 58 && end < limit) {
        this.kind = Token.Label;
        this.value = text.slice(p, end);
        this.end = end + 1;
        return;
      }
      const first = text.charCodeAt(p);
      const signed = first === 45 || first === 43;
      if (c === 120 && text.charCodeAt(q - 1) === 48) {
        // 0x…, 0xH…, and C's 0x1.8p3
        this.kind = Token.Float;
        q++;
        if (q < limit && 'HKLMR'.includes(text.charAt(q))) q++;
        while (q < limit && isHexCode(text.charCodeAt(q))) q++;
        if (text.charCodeAt(q) === 46 || text.charCodeAt(q) === 112) {
          while (q < limit && (isHexCode(text.charCodeAt(q)) || text.charCodeAt(q) === 46)) q++;
          if (text.charCodeAt(q) === 112) q = this.exponentEnd(q);
        }
      } else if (signed && q === p + 1) {
        // `-inf`, `+qnan`
        this.kind = Token.Word;
        q = end;
      } else if (c === 46) {
        this.kind = Token.Float;
        q++;
        while (q < limit && isDigitCode(text.charCodeAt(q))) q++;
        c = text.charCodeAt(q);
        if (c === 101 || c === 69) q = this.exponentEnd(q);
      } else if ((c === 101 || c === 69) && isDigitCode(text.charCodeAt(q + 1))) {
        this.kind = Token.Float;
        q = this.exponentEnd(q);
      }
    } else if (q === p + 1 && !isDigitCode(text.charCodeAt(p))) {
      this.kind = text.charCodeAt(p);
    }
    this.value = text.slice(p, q);
    this.end = Math.min(q, limit);
  }

  private exponentEnd(from: number): number {
    let q = from + 1;
    const sign = this.text.charCodeAt(q);
    if (sign === 43 || sign === 45) q++;
    while (q < this.limit && isDigitCode(this.text.charCodeAt(q))) q++;
    return q;
  }

  // ------------------------------------------------------------ what every parser file needs

  /** True and past it when the current token is this punctuation (or token kind). */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  expect(kind: number, what: string): void {
    if (this.kind !== kind) this.fail(`expected ${what}, found ${this.describe()}`);
    this.next();
  }

  isWord(word: string): boolean {
    return this.kind === Token.Word && this.value === word;
  }

  acceptWord(word: string): boolean {
    if (this.kind !== Token.Word || this.value !== word) return false;
    this.next();
    return true;
  }

  expectWord(word: string): void {
    if (!this.acceptWord(word)) this.fail(`expected '${word}', found ${this.describe()}`);
  }

  /** A string constant, escapes resolved. */
  expectString(what: string): string {
    if (this.kind !== Token.String) this.fail(`expected ${what}, found ${this.describe()}`);
    const value = decodeQuoted(this.value);
    this.next();
    return value;
  }

  /** A whole number without sign from 0 to 2^53 - 1. */
  expectUnsigned(what: string): number {
    const value = this.kind === Token.Integer && this.value.length <= 16 ? Number(this.value) : -1;
    if (!Number.isSafeInteger(value) || value < 0) this.fail(`expected ${what}, found ${this.describe()}`);
    this.next();
    return value;
  }
}
