/** Counting, reversing and funnel-shifting bits. */
import type { Type } from '../ir/types.js';
import { extended, extendTo, integerBinary, integerBits } from './arithmetic.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { operandAt } from './operands.js';
import type { Element } from './vectors.js';
import { shiftByConstant, wideBinary } from './wide.js';

/** The intrinsic's words, or undefined when `base` is none of these. */
export function lowerBitIntrinsic(
  f: FunctionLowering,
  base: string,
  type: Type,
  operands: readonly Element[],
): LirValue[] | undefined {
  const x = () => operandAt(operands, 0).words;
  switch (base) {
    case 'ctpop':
    case 'ctlz':
    case 'cttz':
      return count(f, base, integerBits(type), x());
    case 'bswap':
      return byteSwap(f, integerBits(type), x());
    case 'bitreverse':
      return reverseBits(f, integerBits(type), x());
    case 'fshl':
    case 'fshr':
      return funnel(f, base, integerBits(type), x(), operandAt(operands, 1).words, operandAt(operands, 2).words);
    default:
      return undefined;
  }
}

function call(f: FunctionLowering, routine: string, word: LirValue): LirValue {
  const [result] = f.module.runtimeCall(f, routine, [word], 1) as [LirValue];
  result.zbits = 6;
  result.sbits = 7;
  return result;
}

/** The result as the words of an integer of `bits` bits. */
function asWords(f: FunctionLowering, word: LirValue, bits: number): LirValue[] {
  return Array.from({ length: Math.ceil(bits / 32) }, (_, i) => (i === 0 ? word : f.build.const(0)));
}

function count(f: FunctionLowering, base: 'ctpop' | 'ctlz' | 'cttz', bits: number, value: LirValue[]): LirValue[] {
  const { build } = f;
  const words = extended(f, value, bits, false);
  if (base === 'ctpop') {
    const sum = words.map((word) => call(f, '__popcountsi2', word)).reduce((a, b) => build.add(a, b));
    return asWords(f, sum, bits);
  }
  if (base === 'cttz') {
    const guard = bits % 32;
    // A bit just above the top makes zero count as `bits`.
    if (guard !== 0)
      words[words.length - 1] = build.binary('or', words[words.length - 1] as LirValue, build.const(1 << guard));
    let result = call(f, '__ctzsi2', words[words.length - 1] as LirValue);
    for (let i = words.length - 2; i >= 0; i--) {
      const word = words[i] as LirValue;
      result = build.select(
        build.icmp(0, word, build.const(0)),
        build.add(result, build.const(32)),
        call(f, '__ctzsi2', word),
      );
    }
    return asWords(f, result, bits);
  }
  let result = call(f, '__clzsi2', words[0] as LirValue);
  for (let i = 1; i < words.length; i++) {
    const word = words[i] as LirValue;
    result = build.select(
      build.icmp(0, word, build.const(0)),
      build.add(result, build.const(32)),
      call(f, '__clzsi2', word),
    );
  }
  return asWords(f, build.add(result, build.const(bits - 32 * words.length)), bits);
}

function swapWord(f: FunctionLowering, word: LirValue): LirValue {
  const { build } = f;
  const c = (n: number) => build.const(n);
  const mask = c(0x00ff00ff);
  // Halves of pairs, then pairs of halves.
  const bytes = build.binary(
    'or',
    build.and(build.binary('lshr', word, c(8)), mask),
    build.binary('shl', build.and(word, mask), c(8)),
  );
  return build.binary('or', build.binary('lshr', bytes, c(16)), build.binary('shl', bytes, c(16)));
}

function byteSwap(f: FunctionLowering, bits: number, words: LirValue[]): LirValue[] {
  const { build } = f;
  if (bits === 16) {
    const [word] = extended(f, words, 16, false) as [LirValue];
    return [build.binary('or', build.binary('shl', word, build.const(8)), build.binary('lshr', word, build.const(8)))];
  }
  const swapped = [...words].reverse().map((word) => swapWord(f, word));
  const spare = 32 * words.length - bits;
  return spare === 0 ? swapped : shiftByConstant(f, 'lshr', swapped, spare);
}

function reverseBits(f: FunctionLowering, bits: number, words: LirValue[]): LirValue[] {
  const { build } = f;
  const exchange = (word: LirValue, mask: number, by: number): LirValue =>
    build.binary(
      'or',
      build.and(build.binary('lshr', word, build.const(by)), build.const(mask)),
      build.binary('shl', build.and(word, build.const(mask)), build.const(by)),
    );
  const reversed = [...words].reverse().map((word) => {
    const pairs = exchange(exchange(exchange(word, 0x55555555, 1), 0x33333333, 2), 0x0f0f0f0f, 4);
    return swapWord(f, pairs);
  });
  const spare = 32 * words.length - bits;
  return spare === 0 ? reversed : shiftByConstant(f, 'lshr', reversed, spare);
}

/** The unsigned number that words are, when all of them are constants. */
function constantOf(words: readonly LirValue[], bits: number): bigint | undefined {
  let value = 0n;
  for (const [i, { op, imm }] of words.entries()) {
    if (op !== 'const') return undefined;
    value |= BigInt(imm >>> 0) << BigInt(32 * i);
  }
  return BigInt.asUintN(bits, value);
}

/** A funnel shift of any width as a shift in twice the width. */
function funnelInDouble(
  f: FunctionLowering,
  base: 'fshl' | 'fshr',
  bits: number,
  a: LirValue[],
  b: LirValue[],
  c: LirValue[],
): LirValue[] {
  const { build } = f;
  const double = 2 * bits;
  const high = shiftByConstant(f, 'shl', extendTo(f, a, bits, double, false), bits);
  const both = extendTo(f, b, bits, double, false).map((word, i) => build.binary('or', word, high[i] as LirValue));
  const powerOfTwo = (bits & (bits - 1)) === 0;
  const operand = build.constWords(BigInt(powerOfTwo ? bits - 1 : bits), a.length);
  const amount = extendTo(f, integerBinary(f, powerOfTwo ? 'and' : 'urem', bits, c, operand), bits, double, false);
  if (base === 'fshr') return integerBinary(f, 'lshr', double, both, amount).slice(0, a.length);
  return shiftByConstant(f, 'lshr', integerBinary(f, 'shl', double, both, amount), bits).slice(0, a.length);
}

/** fshl: the high `bits` bits of (a:b) << c; fshr: the low ones of (a:b) >> c. c counts modulo `bits`. */
function funnel(
  f: FunctionLowering,
  base: 'fshl' | 'fshr',
  bits: number,
  a: LirValue[],
  b: LirValue[],
  c: LirValue[],
): LirValue[] {
  const { build } = f;
  const amount = c[0] as LirValue;
  const words = Math.ceil(bits / 32);
  const known = constantOf(c, bits);
  if (known === undefined && ((bits & (bits - 1)) !== 0 || bits > 64)) return funnelInDouble(f, base, bits, a, b, c);
  const low = extended(f, b, bits, false);
  if (known !== undefined) {
    const by = Number(known % BigInt(bits));
    if (by === 0) return base === 'fshl' ? a : b;
    const left = base === 'fshl' ? by : bits - by;
    const upper = shiftByConstant(f, 'shl', a, left);
    const lower = shiftByConstant(f, 'lshr', low, bits - left);
    return upper.map((word, i) => build.binary('or', word, lower[i] as LirValue));
  }
  // The opposite shift is split in two so that an amount of 0 shifts everything out.
  const by = build.and(amount, build.const(bits - 1));
  const rest = build.binary('xor', by, build.const(bits - 1));
  const shift = (op: 'shl' | 'lshr', value: LirValue[], n: LirValue): LirValue[] =>
    words === 1 ? [build.binary(op, value[0] as LirValue, n)] : wideBinary(f, op, bits, value, [n, build.const(0)]);
  const upper = base === 'fshl' ? shift('shl', a, by) : shift('shl', shiftByConstant(f, 'shl', a, 1), rest);
  const lower = base === 'fshl' ? shift('lshr', shiftByConstant(f, 'lshr', low, 1), rest) : shift('lshr', low, by);
  return upper.map((word, i) => build.binary('or', word, lower[i] as LirValue));
}
