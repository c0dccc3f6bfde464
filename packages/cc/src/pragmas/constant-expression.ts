/** Constant expressions of C over numbers and characters. Integers do not wrap; `/` and `%` truncate. */
import { type Constant, charValue, numberValue } from './literals.js';
import { PragmaError } from './pragma-error.js';
import type { Token } from './token.js';

const DEPTH_MAX = 100;
const SHIFT_MAX = 63n;
/** Longer numbers and larger integers are refused: no key takes them, and they cost time. */
const NUMBER_LENGTH_MAX = 130;
const INTEGER_MAX = 1n << 128n;

/** Binary operators by rising precedence. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** The value of the tokens, which must be one expression. `unknownName` explains a name, none of which has a value. */
export function evaluate(tokens: readonly Token[], unknownName: (token: Token) => PragmaError): Constant {
  let next = 0;
  let depth = 0;
  const last = tokens.at(-1);
  const peek = (): string | undefined => tokens[next]?.text;

  function operand(): Constant {
    const token = tokens[next];
    if (token === undefined) throw new PragmaError(last?.index ?? 0, 'expected a value after this');
    if (++depth > DEPTH_MAX) throw new PragmaError(token.index, 'the expression is nested too deeply');
    next++;
    const value = operandFrom(token);
    depth--;
    return value;
  }

  function operandFrom(token: Token): Constant {
    if (token.kind === 'number') {
      const value = token.text.length > NUMBER_LENGTH_MAX ? undefined : numberValue(token.text);
      if (value === undefined) throw new PragmaError(token.index, `'${token.text.slice(0, 60)}' is no number`);
      return value;
    }
    if (token.kind === 'char') {
      const value = charValue(token.text);
      if (typeof value === 'string') throw new PragmaError(token.index, value);
      return value;
    }
    if (token.kind === 'name') throw unknownName(token);
    switch (token.text) {
      case '(': {
        const value = binary(0);
        if (peek() !== ')') throw new PragmaError(token.index, "this '(' is not closed");
        next++;
        return value;
      }
      case '-':
        return -operand();
      case '+':
        return operand();
      case '!':
        return operand() ? 0n : 1n;
      case '~': {
        const value = operand();
        if (typeof value === 'number') throw new PragmaError(token.index, "'~' takes an integer");
        return ~value;
      }
      default:
        throw new PragmaError(token.index, `expected a value, found '${token.text.slice(0, 60)}'`);
    }
  }

  function binary(level: number): Constant {
    const operators = LEVELS[level];
    if (operators === undefined) return operand();
    let value = binary(level + 1);
    for (let token = tokens[next]; token !== undefined && operators.includes(token.text); token = tokens[next]) {
      next++;
      value = apply(token, value, binary(level + 1));
      if (typeof value === 'bigint' && (value > INTEGER_MAX || value < -INTEGER_MAX)) {
        throw new PragmaError(token.index, 'the result is too large');
      }
    }
    return value;
  }

  const value = binary(0);
  const rest = tokens[next];
  if (rest !== undefined) throw new PragmaError(rest.index, `unexpected '${rest.text.slice(0, 60)}' after the value`);
  return value;
}

function apply(operator: Token, left: Constant, right: Constant): Constant {
  const { text, index } = operator;
  switch (text) {
    case '||':
      return left || right ? 1n : 0n;
    case '&&':
      return left && right ? 1n : 0n;
    // `==` of the language would compare types too; `<=` compares an integer with a double exactly.
    case '==':
      return left <= right && left >= right ? 1n : 0n;
    case '!=':
      return left < right || left > right ? 1n : 0n;
    case '<':
      return left < right ? 1n : 0n;
    case '>':
      return left > right ? 1n : 0n;
    case '<=':
      return left <= right ? 1n : 0n;
    case '>=':
      return left >= right ? 1n : 0n;
  }
  if ((text === '/' || text === '%') && !right) throw new PragmaError(index, 'division by zero');
  if (typeof left === 'bigint' && typeof right === 'bigint') return applyToIntegers(operator, left, right);
  const [a, b] = [Number(left), Number(right)];
  if (text === '+') return a + b;
  if (text === '-') return a - b;
  if (text === '*') return a * b;
  if (text === '/') return a / b;
  throw new PragmaError(index, `'${text}' takes integers`);
}

function applyToIntegers({ text, index }: Token, left: bigint, right: bigint): bigint {
  if ((text === '<<' || text === '>>') && (right < 0n || right > SHIFT_MAX)) {
    throw new PragmaError(index, `a shift by ${right} is outside 0..${SHIFT_MAX}`);
  }
  switch (text) {
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}
