/** Integers of more than 64 bits that only a routine can divide or convert: it works on their words in the frame. */
import { extended } from './arithmetic.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';

/** Room for words in the frame; gives its address. */
function room(f: FunctionLowering, count: number, name: string): LirValue {
  return f.build.frame(f.frameObject(4 * count, 4, name));
}

function storeWords(f: FunctionLowering, words: readonly LirValue[], name: string): LirValue {
  const address = room(f, words.length, name);
  words.forEach((word, i) => {
    f.build.store(4, word, address, 4 * i);
  });
  return address;
}

function loadWords(f: FunctionLowering, address: LirValue, count: number): LirValue[] {
  return Array.from({ length: count }, (_, i) => f.build.load(4, address, 4 * i));
}

/** Quotient or remainder of integers of `bits` bits. */
export function divideWide(
  f: FunctionLowering,
  op: 'udiv' | 'urem' | 'sdiv' | 'srem',
  bits: number,
  a: LirValue[],
  b: LirValue[],
): LirValue[] {
  const signed = op === 'sdiv' || op === 'srem';
  const count = a.length;
  const dividend = storeWords(f, extended(f, a, bits, signed), 'dividend');
  const divisor = storeWords(f, extended(f, b, bits, signed), 'divisor');
  const rest = room(f, count, 'rest');
  const args = [dividend, divisor, rest, f.build.const(count)];
  f.module.runtimeCall(f, signed ? '__hsx_divwide' : '__hsx_udivwide', args, 0);
  return loadWords(f, op === 'udiv' || op === 'sdiv' ? dividend : rest, count);
}

/** An integer of `bits` bits as a float or double. */
export function wideToFloat(
  f: FunctionLowering,
  bits: number,
  format: 'sf' | 'df',
  signed: boolean,
  words: LirValue[],
): LirValue[] {
  const address = storeWords(f, extended(f, words, bits, signed), 'wide');
  const routine = `__hsx_float${signed ? '' : 'un'}wide${format}`;
  return f.module.runtimeCall(f, routine, [address, f.build.const(words.length)], format === 'df' ? 2 : 1);
}

/** A double, truncated, as an integer of `bits` bits. */
export function doubleToWide(f: FunctionLowering, bits: number, double: LirValue[]): LirValue[] {
  const count = Math.ceil(bits / 32);
  const address = room(f, count, 'wide');
  f.module.runtimeCall(f, '__hsx_fixdfwide', [...double, address, f.build.const(count)], 0);
  return loadWords(f, address, count);
}
