/**
 * `llvm.experimental.constrained.*`: what the front-end makes of floating operations under `#pragma STDC FENV_ACCESS ON`.
 * There is one rounding mode and there are no exception flags, so each is the plain operation.
 */
import type { BinaryOp, CallInstruction, CastOp } from '../ir/model.js';
import { floatBinary, floatCast, floatCompare } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { type Element, elementOf, elements, elementwise } from './vectors.js';

export const CONSTRAINED_PREFIX = 'experimental.constrained.';

const BINARY = new Set(['fadd', 'fsub', 'fmul', 'fdiv', 'frem']);
const CASTS = new Set(['fptosi', 'fptoui', 'sitofp', 'uitofp', 'fptrunc', 'fpext']);

/** The words of the operations that are instructions elsewhere, or undefined when `operation` is none of these. */
export function lowerConstrained(
  f: FunctionLowering,
  inst: CallInstruction,
  operation: string,
): LirValue[] | undefined {
  const operands = elements(f, ...inst.operands.filter(({ kind }) => kind !== 'metadata'));
  if (operation === 'fcmp' || operation === 'fcmps') {
    const predicate = inst.operands[2];
    if (predicate?.kind !== 'metadata') return undefined;
    const { metadata } = predicate;
    if (typeof metadata !== 'object' || metadata === null || metadata.kind !== 'string') return undefined;
    return elementwise(operands, (of) => {
      const [a, b] = of as [Element, Element];
      return [floatCompare(f, metadata.value, a.type, a.words, b.words)];
    });
  }
  if (BINARY.has(operation))
    return elementwise(operands, (of) => {
      const [a, b] = of as [Element, Element];
      return floatBinary(f, operation as BinaryOp, a.type, a.words, b.words);
    });
  if (CASTS.has(operation))
    return elementwise(operands, (of) => {
      const [from] = of as [Element];
      return floatCast(f, operation as CastOp, from.type, elementOf(inst.type), from.words);
    });
  return undefined;
}
