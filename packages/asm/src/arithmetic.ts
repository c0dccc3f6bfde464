/** Arithmetic on numbers in expressions (mvasm.md, Lexical). */
import type { Part } from './expression.js';
import { StatementError } from './report.js';
import type { Place } from './source.js';

/** `-`, `~` or `!` of a number. */
export function computeUnary(op: string, a: number): number {
  if (op === '-') return a === 0 ? 0 : -a;
  if (op === '~') return -1 - a;
  return a === 0 ? 1 : 0;
}

/** `lo16` or `hi16` of a number. @throws StatementError for `off16`, which needs a symbol. */
export function computePart(part: Part, a: number, place: Place): number {
  if (part === 'OFF16') throw new StatementError(place, 'off16 needs a symbol, not a number');
  const low32 = Number(BigInt.asUintN(32, BigInt(a)));
  return part === 'LO16' ? low32 & 0xffff : low32 >>> 16;
}

/** Integers are exact up to 2^53 - 1; a larger result is an error. Bits are those of 64-bit two's complement. */
export function compute(op: string, a: number, b: number, place: Place): number {
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
