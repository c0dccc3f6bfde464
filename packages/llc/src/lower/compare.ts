/** Comparisons and selects. */
import type { Value } from '../ir/model.js';
import { extended, integerBits } from './arithmetic.js';
import { floatCompare } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { UnsupportedError } from './unsupported.js';
import { type Element, elements, elementwise } from './vectors.js';

const CONDITION: Record<string, number> = {
  eq: 0,
  ne: 1,
  uge: 2,
  ult: 3,
  ugt: 8,
  ule: 9,
  sge: 10,
  slt: 11,
  sgt: 12,
  sle: 13,
};

export function lowerIntegerCompare(f: FunctionLowering, predicate: string, left: Value, right: Value): LirValue[] {
  if (left.type.kind === 'int') return [compareWords(f, predicate, left.type.bits, f.parts(left), f.parts(right))];
  return elementwise(elements(f, left, right), (operands) => {
    const [a, b] = operands as [Element, Element];
    return [compareWords(f, predicate, integerBits(a.type), a.words, b.words)];
  });
}

/** Compares integers of `bits` bits given as words. */
export function compareWords(
  f: FunctionLowering,
  predicate: string,
  bits: number,
  left: LirValue[],
  right: LirValue[],
): LirValue {
  const cc = CONDITION[predicate];
  if (cc === undefined) throw new UnsupportedError(`comparison icmp ${predicate}`);
  const signed = cc >= 10 || (cc < 2 && bits < 32 && prefersSigned(left[0], right[0], bits));
  const a = extended(f, left, bits, signed);
  const b = extended(f, right, bits, signed);
  if (a.length === 1) return f.build.icmp(cc, a[0] as LirValue, b[0] as LirValue);
  return f.build.icmpWide(cc, a, b);
}

/** For equality either extension serves: the one that costs less. */
function prefersSigned(a: LirValue | undefined, b: LirValue | undefined, bits: number): boolean {
  const cost = (value: LirValue | undefined, signed: boolean) =>
    value === undefined || value.op === 'const' || (signed ? value.sbits : value.zbits) <= bits ? 0 : 1;
  return cost(a, true) + cost(b, true) < cost(a, false) + cost(b, false);
}

export function lowerFloatCompare(f: FunctionLowering, predicate: string, left: Value, right: Value): LirValue[] {
  return elementwise(elements(f, left, right), (operands) => {
    const [a, b] = operands as [Element, Element];
    return [floatCompare(f, predicate, a.type, a.words, b.words)];
  });
}

export function lowerSelect(f: FunctionLowering, condition: Value, whenTrue: Value, whenFalse: Value): LirValue[] {
  if (condition.type.kind !== 'vector') {
    const test = f.word(condition);
    const no = f.parts(whenFalse);
    return f.parts(whenTrue).map((word, i) => f.build.select(test, word, no[i] as LirValue));
  }
  return elementwise(elements(f, condition, whenTrue, whenFalse), (operands) => {
    const [test, yes, no] = operands as [Element, Element, Element];
    return yes.words.map((word, i) => f.build.select(test.words[0] as LirValue, word, no.words[i] as LirValue));
  });
}
