/** Absolute values, minima, maxima and three-way comparisons of integers. */
import type { Type } from '../ir/types.js';
import { extended, integerBinary, integerBits } from './arithmetic.js';
import { compareWords } from './compare.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { operandAt } from './operands.js';
import type { Element } from './vectors.js';

/** The intrinsic's words, or undefined when `base` is none of these. */
export function lowerOrder(
  f: FunctionLowering,
  base: string,
  type: Type,
  operands: readonly Element[],
): LirValue[] | undefined {
  const { build } = f;
  switch (base) {
    case 'abs': {
      const bits = integerBits(type);
      const words = extended(f, operandAt(operands, 0).words, bits, true);
      const zero = words.map(() => build.const(0));
      const negative = compareWords(f, 'slt', 32 * words.length, words, zero);
      const negated = integerBinary(f, 'sub', bits, zero, words);
      return words.map((word, i) => build.select(negative, negated[i] as LirValue, word));
    }
    case 'smax':
    case 'smin':
    case 'umax':
    case 'umin': {
      const predicate = { smax: 'sgt', smin: 'slt', umax: 'ugt', umin: 'ult' }[base];
      const bits = integerBits(type);
      const a = extended(f, operandAt(operands, 0).words, bits, base[0] === 's');
      const b = extended(f, operandAt(operands, 1).words, bits, base[0] === 's');
      const first = compareWords(f, predicate, bits, a, b);
      return a.map((word, i) => build.select(first, word, b[i] as LirValue));
    }
    case 'scmp':
    case 'ucmp': {
      const { type: compared, words: a } = operandAt(operands, 0);
      const b = operandAt(operands, 1).words;
      const bits = integerBits(compared);
      const signed = base === 'scmp';
      const greater = compareWords(f, signed ? 'sgt' : 'ugt', bits, a, b);
      const less = compareWords(f, signed ? 'slt' : 'ult', bits, a, b);
      const word = build.binary('sub', greater, less);
      const sign = build.binary('ashr', word, build.const(31));
      return Array.from({ length: Math.ceil(integerBits(type) / 32) }, (_, i) => (i === 0 ? word : sign));
    }
    default:
      return undefined;
  }
}
