/**
 * Flags that are computed when somebody asks. The interpreter keeps the last flag-writing instruction as four numbers:
 * - `result`: Z is `result === 0`, N is `result < 0`;
 * - `kind` with `a` and `b`: where C and V come from. EXPLICIT: `a` holds C and V at their psw places, and bit N of `a` forces N
 *   (SETPSW can set Z and N together, which no result does); ADD: `a` is one addend; SUB: `a` is the minuend; MUL: both factors.
 */
import { CONDITIONS, conditionHolds, PSW_C, PSW_N, PSW_V, PSW_Z } from '@hsx/isa';

export const EXPLICIT = 0;
export const ADD = 1;
export const SUB = 2;
export const MUL = 3;

/** Z C N V of lazy flags, as in the psw. */
export function flagsOf(result: number, kind: number, a: number, b: number): number {
  let flags = (result === 0 ? PSW_Z : 0) | (result < 0 ? PSW_N : 0);
  switch (kind) {
    case ADD:
      // The other addend's sign follows from result and `a`: overflow when both addends differ in sign from the result.
      if (result >>> 0 < a >>> 0) flags |= PSW_C;
      if ((a ^ result) < 0 && ((result - a) ^ result) < 0) flags |= PSW_V;
      return flags;
    case SUB: {
      const subtrahend = (a - result) | 0;
      if (a >>> 0 >= subtrahend >>> 0) flags |= PSW_C;
      if (((a ^ subtrahend) & (a ^ result)) < 0) flags |= PSW_V;
      return flags;
    }
    case MUL:
      if ((a >>> 0) * (b >>> 0) > 0xffffffff) flags |= PSW_C;
      // Beyond 2^53 the double is inexact, but then the product is far outside 32 bits anyway.
      if (a * b !== result) flags |= PSW_V;
      return flags;
    default:
      return flags | (a & (PSW_C | PSW_V | PSW_N));
  }
}

/** For each condition code a set of the psw's flag values (bit number = Z C N V) for which it holds. */
const HOLDS: readonly number[] = CONDITIONS.map((_, cc) => {
  let set = 0;
  for (let flags = 0; flags < 16; flags++) if (conditionHolds(cc, flags)) set |= 1 << flags;
  return set;
});

/** Whether condition `cc` (0..13) holds for flag bits. */
export function conditionInFlags(cc: number, flags: number): boolean {
  return (((HOLDS[cc] as number) >>> (flags & 15)) & 1) !== 0;
}

/** Whether `a - b` meets condition `cc` (0..13), as CB and CBI ask. */
export function compareMeets(cc: number, a: number, b: number): boolean {
  switch (cc) {
    case 0:
      return a === b;
    case 1:
      return a !== b;
    case 2:
      return a >>> 0 >= b >>> 0;
    case 3:
      return a >>> 0 < b >>> 0;
    case 8:
      return a >>> 0 > b >>> 0;
    case 9:
      return a >>> 0 <= b >>> 0;
    case 10:
      return a >= b;
    case 11:
      return a < b;
    case 12:
      return a > b;
    case 13:
      return a <= b;
    default: {
      const result = (a - b) | 0;
      return conditionInFlags(cc, flagsOf(result, SUB, a, b));
    }
  }
}
