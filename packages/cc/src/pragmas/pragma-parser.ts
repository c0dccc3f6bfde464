/**
 * One `hsx_value(…)`, `hsx_command(…)` or `hsx_mailbox(…)`: from tokens to the JSON of its MVASM directive. Which keys there are and
 * what they take is not known here: the assembler's directive decides (check-declarations.ts).
 */
import { AUTH_LEVELS, COMMAND_FLAGS, MAILBOX_MODES, VALUE_FLAGS } from '@hsx/isa';
import { evaluate } from './constant-expression.js';
import { type Constant, stringValue } from './literals.js';
import type { MacroTable } from './macros.js';
import { PragmaError } from './pragma-error.js';
import { type Token, tokenise } from './token.js';

/** The pragmas and the directives that they become. */
export const DIRECTIVES = { hsx_value: '.value', hsx_command: '.cmd', hsx_mailbox: '.mailbox' } as const;
export type PragmaName = keyof typeof DIRECTIVES;

/** A piece of JSON and the place that messages about it point to. */
export interface JsonPart {
  text: string;
  /** Index of a character in the directive's text. */
  index: number;
  /** The name that the user wrote where a value stands, when nothing has replaced it. */
  name?: string;
}

export interface Declaration {
  pragma: PragmaName;
  /** Index of the pragma's name. */
  index: number;
  /** The directive's JSON in order; joined it is one text. */
  parts: JsonPart[];
  /** The function that `handler` names. */
  handler?: { name: string; index: number };
}

/** Keys whose values may be names of bits or levels; those names win over macros, of which `PIN` is a popular one. */
const NAMED_KEYS: ReadonlySet<string> = new Set(['flags', 'auth', 'mode', 'mode_mask']);
const KNOWN_NAMES: ReadonlySet<string> = new Set(
  [VALUE_FLAGS, COMMAND_FLAGS, AUTH_LEVELS, MAILBOX_MODES].flatMap((table) => Object.keys(table)),
);
/** Names that are values of JSON by themselves. */
const JSON_WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'NaN']);
const NESTING_MAX = 30;
/** Longest JSON of one declaration, in characters; the assembler takes a little more in a line. */
const JSON_LENGTH_MAX = 60_000;

/** Whether the pragma's name is one of ours. */
export function isPragmaName(name: string): name is PragmaName {
  return Object.hasOwn(DIRECTIVES, name);
}

/** Parses the tokens that follow `#pragma`, the first of which is the pragma's name. Throws PragmaError. */
export function parsePragma(tokens: readonly Token[], macros: MacroTable): Declaration {
  return new PragmaParser(tokens, macros).parse();
}

class PragmaParser {
  readonly #tokens: readonly Token[];
  readonly #macros: MacroTable;
  readonly #parts: JsonPart[] = [];
  #next = 1;
  #handler: Declaration['handler'];

  constructor(tokens: readonly Token[], macros: MacroTable) {
    this.#tokens = tokens;
    this.#macros = macros;
  }

  parse(): Declaration {
    const name = this.#tokens[0];
    if (name === undefined || !isPragmaName(name.text)) throw new PragmaError(0, 'no hsx_ pragma');
    const pragma = name.text;
    const lone = this.#tokens.find(({ kind }) => kind === 'unterminated');
    if (lone !== undefined) throw new PragmaError(lone.index, `this ${lone.text[0] ?? '"'} is not closed`);
    const open = this.#expect('(', `after ${pragma}`);
    this.#add('{', name.index);
    for (let first = true; this.#peek()?.text !== ')'; first = false) {
      if (this.#peek() === undefined) throw new PragmaError(open.index, "this '(' is not closed");
      // A comma may follow the last item, as in other lists of C.
      if (!first) {
        const comma = this.#expect(',', 'or ) after the value');
        if (this.#peek()?.text === ')') break;
        if (this.#peek() === undefined) throw new PragmaError(open.index, "this '(' is not closed");
        this.#add(',', comma.index);
      }
      this.#item(pragma, first);
    }
    this.#next++;
    const rest = this.#peek();
    if (rest !== undefined) {
      throw new PragmaError(rest.index, `expected the end of the line after ')', found '${rest.text.slice(0, 60)}'`);
    }
    this.#add('}', name.index);
    const length = this.#parts.reduce((sum, { text }) => sum + text.length, 0);
    if (length > JSON_LENGTH_MAX) throw new PragmaError(name.index, `this ${pragma} is too long`);
    return {
      pragma,
      index: name.index,
      parts: this.#parts,
      ...(this.#handler === undefined ? {} : { handler: this.#handler }),
    };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #add(text: string, index: number, name?: string): void {
    this.#parts.push(name === undefined ? { text, index } : { text, index, name });
  }

  /** The next token, which must be `text`. */
  #expect(text: string, where: string): Token {
    const token = this.#peek();
    if (token?.text !== text) throw this.#unexpected(`'${text}' ${where}`);
    this.#next++;
    return token;
  }

  #unexpected(expected: string): PragmaError {
    const token = this.#peek();
    if (token !== undefined) {
      return new PragmaError(token.index, `expected ${expected}, found '${token.text.slice(0, 60)}'`);
    }
    const last = this.#tokens.at(-1);
    const end = last === undefined ? 0 : last.index + last.text.length;
    return new PragmaError(end, `expected ${expected}, found the end of the line`);
  }

  /** `key = value`; the first item of a value or command may be its name alone. */
  #item(pragma: PragmaName, first: boolean): void {
    const key = this.#peek();
    const alone = this.#tokens[this.#next + 1]?.text !== '=';
    if (first && alone && pragma !== 'hsx_mailbox' && (key?.kind === 'name' || key?.kind === 'string')) {
      this.#add('"name"', key.index);
      this.#add(':', key.index);
      this.#value('name');
      return;
    }
    if (key?.kind !== 'name') throw this.#unexpected('a key');
    this.#next++;
    this.#add(JSON.stringify(key.text), key.index);
    this.#add(':', this.#expect('=', `after '${key.text.slice(0, 60)}'`).index);
    this.#value(key.text);
  }

  #value(key: string, depth = 0): void {
    const start = this.#peek();
    if (start === undefined) throw this.#unexpected('a value');
    if (start.text === '[' || start.text === '{') {
      if (depth >= NESTING_MAX) throw new PragmaError(start.index, 'this is nested too deeply');
      this.#next++;
      this.#add(start.text, start.index);
      this.#list(start, depth);
      return;
    }
    const own = this.#ownTokens(start);
    const named = NAMED_KEYS.has(key) && own.every(({ kind, text }) => kind !== 'name' || isKnownName(text));
    const tokens = named && isNames(own) ? own : this.#macros.expand(own);
    if (tokens === undefined) throw new PragmaError(start.index, 'the macros in this value become too long');
    if (tokens.length === 0) throw new PragmaError(start.index, `'${start.text}' is a macro that stands for nothing`);
    const at = start.index;
    if (tokens.every(({ kind }) => kind === 'string')) this.#text(key, tokens, at);
    else if (isNames(tokens)) this.#names(key, tokens, at);
    else this.#add(jsonNumber(this.#constant(tokens), at), at);
  }

  /** The tokens up to the comma or bracket that ends the value. */
  #ownTokens(start: Token): Token[] {
    const own: Token[] = [];
    let depth = 0;
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (depth === 0 && (token.text === ',' || token.text === ']' || token.text === '}')) break;
      if (token.text === '(') depth++;
      else if (token.text === ')' && depth-- === 0) break;
      own.push(token);
      this.#next++;
    }
    if (own.length === 0) throw new PragmaError(start.index, `expected a value, found '${start.text.slice(0, 60)}'`);
    return own;
  }

  #text(key: string, tokens: readonly Token[], index: number): void {
    const value = stringValue(tokens.map(({ text }) => text));
    if ('problem' in value) throw new PragmaError(index, value.problem);
    if (key === 'handler') this.#setHandler(value.text, index);
    this.#add(JSON.stringify(value.text), index);
  }

  #names(key: string, tokens: readonly Token[], index: number): void {
    const text = tokens.map((token) => token.text).join('');
    if (key === 'handler') this.#setHandler(text, index);
    if (JSON_WORDS.has(text)) this.#add(text, index);
    else this.#add(JSON.stringify(text), index, text);
  }

  #setHandler(name: string, index: number): void {
    const [token, ...more] = tokenise(name);
    if (token?.kind !== 'name' || token.text !== name || more.length > 0) {
      throw new PragmaError(index, 'handler must be the name of a function');
    }
    this.#handler = { name, index };
  }

  #constant(tokens: readonly Token[]): Constant {
    return evaluate(tokens, ({ text, index }) => {
      const hint = this.nameHint(text);
      return new PragmaError(index, `'${text.slice(0, 60)}' has no value here`, hint);
    });
  }

  nameHint(name: string): string {
    return nameHint(name, this.#macros);
  }

  /** The rest of `[a, b]` or `{key: value}`, as JSON has them; `=` and names without quotes are taken as well. */
  #list(open: Token, depth: number): void {
    const close = open.text === '[' ? ']' : '}';
    for (let first = true; this.#peek()?.text !== close; first = false) {
      if (this.#peek() === undefined) throw new PragmaError(open.index, `this '${open.text}' is not closed`);
      if (!first) this.#add(',', this.#expect(',', `or ${close} in the list`).index);
      let key = '';
      if (close === '}') {
        const token = this.#peek();
        if (token?.kind !== 'name' && token?.kind !== 'string') throw this.#unexpected('a key');
        this.#next++;
        key = token.kind === 'name' ? token.text : token.text.slice(1, -1);
        this.#add(JSON.stringify(key), token.index);
        const separator = this.#peek();
        if (separator?.text !== ':' && separator?.text !== '=') throw this.#unexpected(`':' after the key`);
        this.#next++;
        this.#add(':', separator.index);
      }
      this.#value(key, depth + 1);
    }
    this.#next++;
    this.#add(close, open.index);
  }
}

/** Why a name has no value. */
export function nameHint(name: string, macros: MacroTable): string {
  return macros.hasParameters(name)
    ? `macros with parameters are not replaced in a #pragma; write the whole pragma with _Pragma`
    : `only macros that are defined before the pragma have a value in it; variables and enum constants have none`;
}

function isKnownName(name: string): boolean {
  return KNOWN_NAMES.has(name.toUpperCase());
}

/** `NAME` or `NAME|NAME|…` */
function isNames(tokens: readonly Token[]): boolean {
  return (
    tokens.length % 2 === 1 &&
    tokens.every(({ kind, text }, index) => (index % 2 === 0 ? kind === 'name' : text === '|'))
  );
}

function jsonNumber(value: Constant, index: number): string {
  if (typeof value === 'bigint') return value.toString();
  if (!Number.isFinite(value)) throw new PragmaError(index, 'the number is too large');
  return Object.is(value, -0) ? '-0' : String(value);
}
