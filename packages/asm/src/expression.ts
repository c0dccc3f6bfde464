/** Expressions: their syntax and their values (mvasm.md, Lexical). */
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

function computeUnary(op: string, a: number): number {
  if (op === '-') return a === 0 ? 0 : -a;
  if (op === '~') return -1 - a;
  return a === 0 ? 1 : 0;
}

function computePart(part: Part, a: number, place: Place): number {
  if (part === 'OFF16') throw new StatementError(place, 'off16 needs a symbol, not a number');
  const low32 = Number(BigInt.asUintN(32, BigInt(a)));
  return part === 'LO16' ? low32 & 0xffff : low32 >>> 16;
}

/** Integers are exact up to 2^53 - 1; a larger result is an error. Bits are those of 64-bit two's complement. */
function compute(op: string, a: number, b: number, place: Place): number {
  let result: number;
  switch (op) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b;
      break;
    case '/':
    case '%':
      if (b === 0) throw new StatementError(place, 'division by zero');
      result = op === '/' ? Math.trunc(a / b) : a % b;
      break;
    case '<<':
    case '>>':
      if (b < 0 || b > 63) throw new StatementError(place, `cannot shift by ${b}`, 'amounts are 0..63');
      result = op === '<<' ? a * 2 ** b : Math.floor(a / 2 ** b);
      break;
    case '&':
    case '|':
    case '^':
      return bitwise(op, a, b);
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '<':
      return a < b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '&&':
      return a !== 0 && b !== 0 ? 1 : 0;
    default:
      return a !== 0 || b !== 0 ? 1 : 0;
  }
  if (!Number.isSafeInteger(result)) throw new StatementError(place, `the result of '${op}' is too large`);
  return result === 0 ? 0 : result;
}

function bitwise(op: string, a: number, b: number): number {
  if ((a | 0) === a && (b | 0) === b) return op === '&' ? a & b : op === '|' ? a | b : a ^ b;
  const x = BigInt(a);
  const y = BigInt(b);
  return Number(op === '&' ? x & y : op === '|' ? x | y : x ^ y);
}

/** What is known when an expression is evaluated. */
export interface Knowledge {
  /** All definitions of the source have been read. */
  readonly complete: boolean;
  /** All sizes are settled: a difference that is not known then is left to the linker. */
  readonly settled: boolean;
  /** Distance in bytes from label `b` to label `a` of one section, or `undefined` when it may still change. */
  difference(a: AsmSymbol, b: AsmSymbol): number | undefined;
  /** Steps of the evaluation under way. */
  steps: number;
  /** Called for a symbol that is neither defined nor declared, once `complete`. */
  undefinedSymbol(symbol: AsmSymbol, place: Place): void;
}

/** Marks an operand whose symbol has been reported already. */
export const REPORTED: unique symbol = Symbol('reported');

/**
 * The value of an expression, `undefined` when it is not known yet (never once `settled`), or REPORTED after an undefined symbol.
 * @throws StatementError for what can have no value.
 */
export function evaluate(node: Node, knowledge: Knowledge): Value | undefined | typeof REPORTED {
  if (typeof node === 'number') return node;
  knowledge.steps = 0;
  return nodeValue(node, knowledge, 0);
}

function nodeValue(node: Node, knowledge: Knowledge, depth: number): Value | undefined | typeof REPORTED {
  if (typeof node === 'number') return node;
  if (depth > LIMITS.evaluationDepth || ++knowledge.steps > LIMITS.evaluationSteps)
    throw new StatementError(node.place, 'the constants of this expression refer to each other too deeply');
  if (node.kind === 'symbol') return symbolValue(node, knowledge, depth);
  const a = nodeValue(node.a, knowledge, depth + 1);
  if (a === undefined || a === REPORTED) return a;
  if (node.kind === 'binary') {
    const b = nodeValue(node.b, knowledge, depth + 1);
    if (b === undefined || b === REPORTED) return b;
    return combine(node, a, b, knowledge);
  }
  if (typeof a === 'number')
    return node.kind === 'part' ? computePart(node.part, a, node.place) : computeUnary(node.op, a);
  if (node.kind === 'unary') throw new StatementError(node.place, `'${node.op}' cannot be applied to an address`);
  if (a.minus !== undefined || a.part !== undefined)
    throw new StatementError(node.place, `${node.part.toLowerCase()} needs a symbol, perhaps with a number added`);
  return { ...a, part: node.part };
}

function symbolValue(node: SymbolNode, knowledge: Knowledge, depth: number): Value | undefined | typeof REPORTED {
  const { symbol, place } = node;
  const { equals } = symbol;
  if (equals === undefined) {
    if (symbol.position === undefined && !symbol.mayBeExternal) {
      if (!knowledge.complete) return undefined;
      knowledge.undefinedSymbol(symbol, place);
      return REPORTED;
    }
    if (symbol.position === undefined && !knowledge.complete) return undefined;
    return { symbol, addend: 0 };
  }
  if (typeof equals === 'number') return equals;
  if (symbol.evaluating) throw new StatementError(place, `'${symbol.name}' is defined by itself`);
  symbol.evaluating = true;
  try {
    const value = nodeValue(equals, knowledge, depth + 1);
    // The definition may be overridden by another object, so references stay with the name.
    if (symbol.linkage === 'weak' && value !== undefined && value !== REPORTED) return { symbol, addend: 0 };
    if (typeof value === 'number' && knowledge.complete) symbol.equals = value;
    return value;
  } finally {
    symbol.evaluating = false;
  }
}

function combine(node: BinaryNode, a: Value, b: Value, knowledge: Knowledge): Value | undefined {
  const { op, place } = node;
  if (typeof a === 'number' && typeof b === 'number') return compute(op, a, b, place);
  if (typeof a !== 'number' && a.part === undefined && a.minus === undefined && typeof b === 'number') {
    if (op === '+') return { ...a, addend: compute('+', a.addend, b, place) };
    if (op === '-') return { ...a, addend: compute('-', a.addend, b, place) };
  }
  if (typeof a === 'number' && typeof b !== 'number' && b.part === undefined && op === '+')
    return { ...b, addend: compute('+', b.addend, a, place) };
  if (typeof a !== 'number' && a.minus !== undefined && typeof b === 'number' && (op === '+' || op === '-'))
    return { ...a, addend: compute(op, a.addend, b, place) };
  if (typeof a !== 'number' && typeof b !== 'number') return combineAddresses(node, a, b, knowledge);
  throw new StatementError(place, `'${op}' cannot be applied to an address`);
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);

function combineAddresses(node: BinaryNode, a: Address, b: Address, knowledge: Knowledge): Value | undefined {
  const { op, place } = node;
  const plain = a.part === undefined && b.part === undefined && a.minus === undefined && b.minus === undefined;
  if (!plain || (op !== '-' && !COMPARISONS.has(op)))
    throw new StatementError(
      place,
      `'${op}' cannot be applied to two addresses`,
      op === '+' ? 'only their difference is a number' : undefined,
    );
  const addend = compute('-', a.addend, b.addend, place);
  const first = a.symbol.position;
  const second = b.symbol.position;
  let distance: number | undefined;
  if (a.symbol === b.symbol) distance = 0;
  else if (first === undefined || second === undefined || first.section !== second.section)
    throw new StatementError(
      place,
      `'${describe(a.symbol)}' and '${describe(b.symbol)}' do not lie in one section`,
      'a difference is known only between labels of the same section in this file',
    );
  else distance = knowledge.difference(a.symbol, b.symbol);
  if (distance === undefined) {
    if (!knowledge.settled) return undefined;
    if (op !== '-')
      throw new StatementError(
        place,
        'the linker may still change the distance between these labels, so they cannot be compared',
      );
    return { symbol: a.symbol, addend, minus: b.symbol };
  }
  const difference = distance + addend;
  return op === '-' ? difference : compute(op, difference, 0, place);
}

/** A symbol's name for messages. */
export function describe(symbol: AsmSymbol): string {
  return symbol.name === '' ? '.' : symbol.name;
}
