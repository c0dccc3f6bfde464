/** Expressions: their form and their syntax (mvasm.md, Lexical). */
import { compute, computePart, computeUnary } from './arithmetic.js';
import { LIMITS } from './limits.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import type { Place } from './source.js';
import type { AsmSymbol } from './symbols.js';

/** The part of an address that `lo16`, `hi16` or `off16` takes. */
export type Part = 'LO16' | 'HI16' | 'OFF16';

export interface SymbolNode {
  readonly kind: 'symbol';
  readonly symbol: AsmSymbol;
  readonly place: Place;
}

export interface UnaryNode {
  readonly kind: 'unary';
  readonly op: string;
  readonly a: Node;
  readonly place: Place;
}

export interface BinaryNode {
  readonly kind: 'binary';
  readonly op: string;
  readonly a: Node;
  readonly b: Node;
  readonly place: Place;
}

export interface PartNode {
  readonly kind: 'part';
  readonly part: Part;
  readonly a: Node;
  readonly place: Place;
}

/** An expression; constants are folded while it is read. */
export type Node = number | SymbolNode | UnaryNode | BinaryNode | PartNode;

/** `symbol + addend - minus`, or a part of `symbol + addend`. */
export interface Address {
  readonly symbol: AsmSymbol;
  readonly addend: number;
  readonly minus?: AsmSymbol;
  readonly part?: Part;
}

export type Value = number | Address;

/** What the parser needs to know about names. */
export interface Names {
  /** The node of a name: a number when its constant is known. */
  resolve(name: string, place: Place): Node;
  /** The node of `1b` or `1f`. */
  numeric(n: number, direction: 'b' | 'f', place: Place): Node;
  /** The node of `.`. */
  here(place: Place): Node;
}

const PARTS: Readonly<Record<string, Part>> = { lo16: 'LO16', hi16: 'HI16', off16: 'OFF16' };

/** Binding strength, as in C. */
const STRENGTH: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

const REGISTER = /^(?:r(?:[0-9]|1[0-5])|sp)$/i;

/** Whether a plain word is a register's name, which no unquoted symbol can have. */
export function isRegisterName(word: string): boolean {
  return word.length <= 3 && REGISTER.test(word);
}

class Parser {
  private nodes = 0;
  private depth = 0;

  constructor(
    private readonly scanner: Scanner,
    private readonly names: Names,
  ) {}

  parse(weakest: number): Node {
    let left = this.unary();
    for (;;) {
      const op = this.operator();
      if (op === '') return left;
      const strength = STRENGTH[op] ?? 0;
      if (strength < weakest) return left;
      const place = this.scanner.place();
      this.scanner.pos += op.length;
      left = this.binary(op, left, this.parse(strength + 1), place);
    }
  }

  private operator(): string {
    const { scanner } = this;
    const code = scanner.peek();
    if (code < 0 || code > 0x7c) return '';
    const ch = String.fromCharCode(code);
    const two = ch + (scanner.text[scanner.pos + 1] ?? '');
    if (Object.hasOwn(STRENGTH, two)) return two;
    return Object.hasOwn(STRENGTH, ch) ? ch : '';
  }

  private binary(op: string, a: Node, b: Node, place: Place): Node {
    if (typeof a === 'number' && typeof b === 'number') return compute(op, a, b, place);
    if (++this.nodes > LIMITS.expressionNodes)
      throw new StatementError(place, 'this expression has too many operators');
    return { kind: 'binary', op, a, b, place };
  }

  private unary(): Node {
    const { scanner } = this;
    const code = scanner.peek();
    const place = scanner.place();
    if (++this.depth > LIMITS.expressionDepth) throw new StatementError(place, 'this expression is nested too deeply');
    try {
      if (code === 0x2d || code === 0x7e || code === 0x21 || code === 0x2b) {
        scanner.pos++;
        const op = String.fromCharCode(code);
        const a = this.unary();
        if (op === '+') return a;
        return typeof a === 'number' ? computeUnary(op, a) : { kind: 'unary', op, a, place };
      }
      return this.primary(code);
    } finally {
      this.depth--;
    }
  }

  private primary(code: number): Node {
    const { scanner } = this;
    if (code >= 48 && code <= 57) {
      const place = scanner.place();
      const number = scanner.number();
      return typeof number === 'number' ? number : this.names.numeric(number.local, number.direction, place);
    }
    if (code === 0x28) {
      scanner.pos++;
      const inner = this.parse(1);
      scanner.expect(')', 'to close the parenthesis');
      return inner;
    }
    if (code === 0x27) return scanner.characterLiteral();
    const place = scanner.place();
    if (code === 0x22) return this.names.resolve(scanner.symbolName('a symbol'), place);
    const word = scanner.identifier();
    if (word === undefined) return scanner.fail(`expected a value, found ${scanner.found()}`);
    if (word === '.') return this.names.here(place);
    if (scanner.text.charCodeAt(scanner.pos) === 0x28) {
      const lower = word.toLowerCase();
      const part = Object.hasOwn(PARTS, lower) ? PARTS[lower] : undefined;
      if (part === undefined)
        throw new StatementError(place, `unknown function '${word}'`, 'there are lo16, hi16 and off16');
      scanner.pos++;
      const a = this.parse(1);
      scanner.expect(')', `after the argument of ${word}`);
      if (typeof a === 'number') return computePart(part, a, place);
      return { kind: 'part', part, a, place };
    }
    if (isRegisterName(word))
      throw new StatementError(
        place,
        `expected a value, found the register ${word}`,
        `a symbol of that name is written "${word}"`,
      );
    return this.names.resolve(word, place);
  }
}

/** Reads one expression. @throws StatementError where it is malformed. */
export function parseExpression(scanner: Scanner, names: Names): Node {
  return new Parser(scanner, names).parse(1);
}
