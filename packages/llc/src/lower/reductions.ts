/** `llvm.vector.reduce.*`: a vector's elements combined to one, from the first to the last. */
import type { BinaryOp } from '../ir/model.js';
import { integerBinary, integerBits } from './arithmetic.js';
import { partCount } from './data-layout.js';
import { lowerFloatIntrinsic } from './float-intrinsics.js';
import { floatBinary } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { operandAt } from './operands.js';
import { lowerOrder } from './order.js';
import type { Element } from './vectors.js';

const PREFIX = 'vector.reduce.';
const INTEGER = new Set(['add', 'mul', 'and', 'or', 'xor']);
/** The intrinsic that chooses one of two floating elements. */
const CHOICE: Record<string, string> = {
  fmax: 'maxnum',
  fmin: 'minnum',
  fmaximum: 'maximum',
  fminimum: 'minimum',
};

/** The intrinsic's words, or undefined when `base` is none of these. */
export function lowerReduction(
  f: FunctionLowering,
  base: string,
  operands: readonly Element[],
): LirValue[] | undefined {
  if (!base.startsWith(PREFIX)) return undefined;
  const operation = base.slice(PREFIX.length);
  const sum = operation === 'fadd' || operation === 'fmul';
  // Floating sums and products begin with a value of their own.
  const { type, words } = operandAt(operands, sum ? 1 : 0);
  if (type.kind !== 'vector') return undefined;
  const { element, count } = type;
  const size = partCount(element);
  const at = (i: number): Element => ({ type: element, words: words.slice(i * size, (i + 1) * size) });
  let result = sum ? operandAt(operands, 0).words : at(0).words;
  for (let i = sum ? 0 : 1; i < count; i++) {
    const next = at(i);
    const pair = [{ type: element, words: result }, next];
    const choice = CHOICE[operation];
    const combined = sum
      ? floatBinary(f, operation, element, result, next.words)
      : choice !== undefined
        ? lowerFloatIntrinsic(f, choice, element, pair)
        : INTEGER.has(operation)
          ? integerBinary(f, operation as BinaryOp, integerBits(element), result, next.words)
          : lowerOrder(f, operation, element, pair);
    if (combined === undefined) return undefined;
    result = combined;
  }
  return result;
}
