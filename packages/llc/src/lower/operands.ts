/** Operands of intrinsics, whose signatures the reader does not check. */
import { UnsupportedError } from './unsupported.js';

/** Operand `i`; too few of them is an error of the input. */
export function operandAt<T>(operands: readonly T[], i: number): T {
  const operand = operands[i];
  if (operand === undefined) throw new UnsupportedError('intrinsic with too few operands');
  return operand;
}
