/** What an expression is worth: a number, an address, or not known yet. */
import { compute, computePart, computeUnary } from './arithmetic.js';
import type { Address, BinaryNode, Node, SymbolNode, Value } from './expression.js';
import { LIMITS } from './limits.js';
import { StatementError } from './report.js';
import type { Place } from './source.js';
import type { AsmSymbol } from './symbols.js';

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
