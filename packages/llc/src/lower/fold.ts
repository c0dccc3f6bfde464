/** Constant folding of 32-bit words, as the machine computes them. */
import type { BinaryLirOp } from './lir.js';

/** The word, or undefined where the operation has no defined result (division by zero). */
export function foldBinary(op: BinaryLirOp, a: number, b: number): number | undefined {
  switch (op) {
    case 'add':
      return (a + b) | 0;
    case 'sub':
      return (a - b) | 0;
    case 'mul':
      return Math.imul(a, b);
    case 'mulhu':
      return Number((BigInt(a >>> 0) * BigInt(b >>> 0)) >> 32n) | 0;
    case 'divs':
      return b === 0 ? undefined : (a / b) | 0;
    case 'divu':
      return b === 0 ? undefined : Math.floor((a >>> 0) / (b >>> 0)) | 0;
    case 'rems':
      return b === 0 ? undefined : (a % b) | 0;
    case 'remu':
      return b === 0 ? undefined : ((a >>> 0) % (b >>> 0)) | 0;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'shl':
      return a << (b & 31);
    case 'lshr':
      return (a >>> (b & 31)) | 0;
    case 'ashr':
      return a >> (b & 31);
  }
}

/** Whether `a cc b` for the conditions that integer comparisons use. */
export function foldCompare(cc: number, a: number, b: number): boolean {
  const [ua, ub] = [a >>> 0, b >>> 0];
  switch (cc) {
    case 0:
      return a === b;
    case 1:
      return a !== b;
    case 2:
      return ua >= ub;
    case 3:
      return ua < ub;
    case 8:
      return ua > ub;
    case 9:
      return ua <= ub;
    case 10:
      return a >= b;
    case 11:
      return a < b;
    case 12:
      return a > b;
    case 13:
      return a <= b;
    default:
      throw new RangeError(`condition ${cc} is no integer comparison`);
  }
}
