/** Floating intrinsics: signs by bit operations, the rest by instructions or libm. */
import { hasInstruction } from '../instruction-set.js';
import type { Type } from '../ir/types.js';
import { integerBits } from './arithmetic.js';
import { compareWords } from './compare.js';
import { partCount } from './data-layout.js';
import { floatBinary, floatCast, floatCompare, floatToHalf, halfToFloat, isFloating } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { operandAt } from './operands.js';
import { UnsupportedError } from './unsupported.js';
import type { Element } from './vectors.js';

/** Intrinsics that are calls of the libm function of the same name, `f` appended for float. */
const LIBM = new Set([
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'exp2',
  'exp10',
  'log',
  'log2',
  'log10',
  'pow',
  'floor',
  'ceil',
  'trunc',
  'rint',
  'nearbyint',
  'round',
  'roundeven',
  'fma',
  'ldexp',
  'sqrt',
]);

/** The intrinsic's words, or undefined when `base` is none of these. */
export function lowerFloatIntrinsic(
  f: FunctionLowering,
  base: string,
  result: Type,
  operands: readonly Element[],
): LirValue[] | undefined {
  const { build } = f;
  const type = operands[0]?.type;
  if (type === undefined) return undefined;
  const words = (i: number) => operandAt(operands, i).words;
  const topMask = type.kind === 'half' ? 0x7fff : 0x7fffffff;
  switch (base) {
    case 'fabs':
      return withTop(words(0), build.and(topOf(words(0)), build.const(topMask)));
    case 'copysign': {
      const sign = build.and(topOf(words(1)), build.const(type.kind === 'half' ? 0x8000 : 0x80000000));
      return withTop(words(0), build.binary('or', build.and(topOf(words(0)), build.const(topMask)), sign));
    }
    case 'minnum':
    case 'maxnum':
      return numberOf(f, type, base === 'maxnum', words(0), words(1));
    case 'minimumnum':
    case 'maximumnum':
    case 'minimum':
    case 'maximum':
      return orderedLimit(f, base, type, words(0), words(1));
    case 'canonicalize':
      return floatBinary(f, 'fmul', type, words(0), build.constWords(ONE[type.kind] ?? 0n, words(0).length));
    case 'powi':
      return integerPower(f, type, words(0), topOf(words(1)));
    case 'fmuladd':
      return floatBinary(f, 'fadd', type, floatBinary(f, 'fmul', type, words(0), words(1)), words(2));
    case 'fptosi.sat':
    case 'fptoui.sat':
      return saturatingCast(f, operandAt(operands, 0), result, base === 'fptosi.sat');
    case 'modf':
    case 'frexp':
      return twoResults(f, base, operandAt(operands, 0));
    case 'sincos':
      return sineAndCosine(f, operandAt(operands, 0));
    case 'is.fpclass':
      return isClass(f, operandAt(operands, 0), topOf(words(1)));
    case 'lrint':
    case 'llrint':
    case 'lround':
    case 'llround': {
      const args = type.kind === 'half' ? halfToFloat(f, words(0)) : words(0);
      return f.module.runtimeCall(f, type.kind === 'double' ? base : `${base}f`, args, partCount(result));
    }
  }
  if (!LIBM.has(base) || !isFloating(type)) return undefined;
  if (base === 'sqrt' && type.kind === 'float' && hasInstruction(f.module, 'FSQRTS'))
    return [build.machine('FSQRTS', words(0))];
  const half = type.kind === 'half';
  const args = operands.flatMap((operand) =>
    half && isFloating(operand.type) ? halfToFloat(f, operand.words) : operand.words,
  );
  const made = f.module.runtimeCall(
    f,
    type.kind === 'double' ? base : `${base}f`,
    args,
    type.kind === 'double' ? 2 : 1,
  );
  return half ? floatToHalf(f, made) : made;
}

/** Library functions that give a second result through a pointer: the words of both. */
function twoResults(f: FunctionLowering, base: 'modf' | 'frexp', { type, words }: Element): LirValue[] {
  const { build } = f;
  const half = type.kind === 'half';
  const double = type.kind === 'double';
  const args = half ? halfToFloat(f, words) : words;
  const slot = build.frame(f.frameObject(8, 8, base));
  const first = f.module.runtimeCall(f, double ? base : `${base}f`, [...args, slot], args.length);
  const second = Array.from({ length: base === 'modf' ? args.length : 1 }, (_, i) => build.load(4, slot, 4 * i));
  if (!half) return [...first, ...second];
  return [...floatToHalf(f, first), ...(base === 'modf' ? floatToHalf(f, second) : second)];
}

/** Both through pointers. */
function sineAndCosine(f: FunctionLowering, { type, words }: Element): LirValue[] {
  const { build } = f;
  const half = type.kind === 'half';
  const args = half ? halfToFloat(f, words) : words;
  const bytes = 4 * args.length;
  const slot = build.frame(f.frameObject(2 * bytes, 8, 'sincos'));
  const second = build.add(slot, build.const(bytes));
  f.module.runtimeCall(f, type.kind === 'double' ? 'sincos' : 'sincosf', [...args, slot, second], 0);
  const results = Array.from({ length: 2 * args.length }, (_, i) => build.load(4, slot, 4 * i));
  return half ? results.flatMap((word) => floatToHalf(f, [word])) : results;
}

function topOf(words: readonly LirValue[]): LirValue {
  return words[words.length - 1] as LirValue;
}

function withTop(words: readonly LirValue[], top: LirValue): LirValue[] {
  return [...words.slice(0, -1), top];
}

/** Fraction bits of the top word, by format. */
const FRACTION_BITS: Record<string, number> = { half: 10, float: 23, double: 20 };
const EXPONENT_BITS: Record<string, number> = { half: 5, float: 8, double: 11 };

/** llvm.is.fpclass: whether the value is in one of the classes of the mask, whose bits are in the order of `classes`. */
function isClass(f: FunctionLowering, { type, words }: Element, mask: LirValue): LirValue[] {
  const { build } = f;
  const fraction = FRACTION_BITS[type.kind];
  const exponent = EXPONENT_BITS[type.kind];
  if (mask.op !== 'const' || fraction === undefined || exponent === undefined)
    throw new UnsupportedError('intrinsic llvm.is.fpclass of this form');
  const c = (n: number) => build.const(n);
  const both = (a: LirValue, b: LirValue) => build.and(a, b);
  const not = (a: LirValue) => build.binary('xor', a, c(1));
  const top = type.kind === 'half' ? build.zext(topOf(words), 16) : topOf(words);
  const negative = build.binary('lshr', top, c(fraction + exponent));
  const biased = build.and(build.binary('lshr', top, c(fraction)), c(2 ** exponent - 1));
  let rest = build.and(top, c(2 ** fraction - 1));
  for (const word of words.slice(0, -1)) rest = build.binary('or', rest, word);
  const noFraction = build.icmp(0, rest, c(0));
  const largest = build.icmp(0, biased, c(2 ** exponent - 1));
  const smallest = build.icmp(0, biased, c(0));
  const quiet = build.and(build.binary('lshr', top, c(fraction - 1)), c(1));
  const nan = both(largest, not(noFraction));
  const infinite = both(largest, noFraction);
  const zero = both(smallest, noFraction);
  const subnormal = both(smallest, not(noFraction));
  const normal = both(not(largest), not(smallest));
  const classes = [
    both(nan, not(quiet)),
    both(nan, quiet),
    ...[infinite, normal, subnormal, zero].map((kind) => both(kind, negative)),
    ...[zero, subnormal, normal, infinite].map((kind) => both(kind, not(negative))),
  ];
  const wanted = classes.filter((_, i) => (mask.imm & (1 << i)) !== 0);
  return [wanted.reduce((all, one) => build.binary('or', all, one), c(0))];
}

/** The larger (smaller) number; the other one when one is NaN. */
function numberOf(f: FunctionLowering, type: Type, larger: boolean, a: LirValue[], b: LirValue[]): LirValue[] {
  const first = floatCompare(f, larger ? 'ogt' : 'olt', type, a, b);
  const second = floatCompare(f, 'uno', type, b, b);
  const takeA = f.build.binary('or', first, second);
  return a.map((word, i) => f.build.select(takeA, word, b[i] as LirValue));
}

const ONE: Record<string, bigint> = { half: 0x3c00n, float: 0x3f800000n, double: 0x3ff0000000000000n };
const NOT_A_NUMBER: Record<string, bigint> = { half: 0x7e00n, float: 0x7fc00000n, double: 0x7ff8000000000000n };

/** The larger (smaller) one where -0 is less than +0; a NaN wins, or loses in the forms that end in `num`. */
function orderedLimit(f: FunctionLowering, base: string, type: Type, a: LirValue[], b: LirValue[]): LirValue[] {
  const { build } = f;
  const larger = base.startsWith('max');
  const pick = (test: LirValue, yes: readonly LirValue[], no: readonly LirValue[]): LirValue[] =>
    yes.map((word, i) => build.select(test, word, no[i] as LirValue));
  const nan = build.constWords(NOT_A_NUMBER[type.kind] ?? 0n, a.length);
  // Numbers that compare equal have the same bits, zeros apart: their signs are joined.
  const equal = a.map((word, i) => build.binary(larger ? 'and' : 'or', word, b[i] as LirValue));
  const other = base.endsWith('num') ? pick(floatCompare(f, 'uno', type, a, a), b, a) : nan;
  const apart = pick(floatCompare(f, larger ? 'ogt' : 'olt', type, a, b), a, b);
  const result = pick(floatCompare(f, 'uno', type, a, b), other, apart);
  return pick(floatCompare(f, 'oeq', type, a, b), equal, result);
}

/** x to the power of an integer; of a half as of a float. */
function integerPower(f: FunctionLowering, type: Type, x: LirValue[], n: LirValue): LirValue[] {
  const half = type.kind === 'half';
  const args = half ? halfToFloat(f, x) : x;
  const made = f.module.runtimeCall(f, type.kind === 'double' ? '__powidf2' : '__powisf2', [...args, n], args.length);
  return half ? floatToHalf(f, made) : made;
}

/** Conversions whose out-of-range results are the nearest limit, NaN 0. */
function saturatingCast(f: FunctionLowering, from: Element, to: Type, signed: boolean): LirValue[] {
  const { build } = f;
  const bits = integerBits(to);
  if (bits > 64) throw new UnsupportedError(`saturating conversion to i${bits}`);
  const source: Element =
    from.type.kind === 'half' ? { type: { kind: 'float' }, words: halfToFloat(f, from.words) } : from;
  const op = signed ? 'fptosi' : 'fptoui';
  // The machine's and the runtime's own conversions saturate at 32 and 64 bits.
  const full = bits <= 32 ? 32 : 64;
  const wide = floatCast(f, op, source.type, { kind: 'int', bits: full }, source.words);
  if (bits === full) return wide;
  const count = full / 32;
  const constant = (value: bigint) => build.constWords(value, count);
  const largest = constant((1n << BigInt(signed ? bits - 1 : bits)) - 1n);
  const above = compareWords(f, signed ? 'sgt' : 'ugt', full, wide, largest);
  let result = wide.map((word, i) => build.select(above, largest[i] as LirValue, word));
  if (signed) {
    const smallest = constant(-(1n << BigInt(bits - 1)));
    const below = compareWords(f, 'slt', full, wide, smallest);
    result = result.map((word, i) => build.select(below, smallest[i] as LirValue, word));
  }
  return result.slice(0, Math.ceil(bits / 32));
}
