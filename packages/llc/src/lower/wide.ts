/** Integers of more than 32 bits, as lists of words. */
import { hasInstruction } from '../instruction-set.js';
import type { BinaryOp } from '../ir/model.js';
import { extended } from './arithmetic.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { UnsupportedError } from './unsupported.js';
import { divideWide } from './wide-runtime.js';

export function wideBinary(f: FunctionLowering, op: BinaryOp, bits: number, a: LirValue[], b: LirValue[]): LirValue[] {
  const { build } = f;
  switch (op) {
    case 'add':
      return build.addWide('addw', a, b);
    case 'sub':
      return build.addWide('subw', a, b);
    case 'and':
    case 'or':
    case 'xor':
      return a.map((word, i) => build.binary(op, word, b[i] as LirValue));
    case 'mul':
      return a.length === 2 ? multiply64(f, a, b) : multiplyLong(f, a, b);
    case 'shl':
    case 'lshr':
    case 'ashr':
      return shift(f, op, bits, a, b);
    case 'udiv':
    case 'urem':
    case 'sdiv':
    case 'srem': {
      if (a.length !== 2) return divideWide(f, op, bits, a, b);
      const signed = op === 'sdiv' || op === 'srem';
      const args = [...extended(f, a, bits, signed), ...extended(f, b, bits, signed)];
      const routine = { udiv: '__udivdi3', urem: '__umoddi3', sdiv: '__divdi3', srem: '__moddi3' }[op];
      return f.module.runtimeCall(f, routine, args, 2);
    }
    default:
      throw new UnsupportedError(`operation ${op} on i${bits}`);
  }
}

function multiply64(f: FunctionLowering, a: LirValue[], b: LirValue[]): LirValue[] {
  const [a0, a1] = a as [LirValue, LirValue];
  const [b0, b1] = b as [LirValue, LirValue];
  const { build } = f;
  if (!hasInstruction(f.module, 'MULHU')) return f.module.runtimeCall(f, '__muldi3', [a0, a1, b0, b1], 2);
  const cross = build.add(build.binary('mul', a0, b1), build.binary('mul', a1, b0));
  return [build.binary('mul', a0, b0), build.add(build.binary('mulhu', a0, b0), cross)];
}

/** Code grows with the square of the width: front-ends stop at 128 bits, checked multiplication doubles that. */
const MAX_PRODUCT_BITS = 512;

/** Schoolbook multiplication of more than two words. */
function multiplyLong(f: FunctionLowering, a: LirValue[], b: LirValue[]): LirValue[] {
  const { build } = f;
  if (a.length * 32 > MAX_PRODUCT_BITS)
    throw new UnsupportedError(`multiplication of integers of more than ${MAX_PRODUCT_BITS} bits`);
  const zero = build.const(0);
  let sum = a.map(() => zero);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; i + j < a.length; j++) {
      const product = !hasInstruction(f.module, 'MULHU')
        ? f.module.runtimeCall(f, '__muldi3', [a[i] as LirValue, zero, b[j] as LirValue, zero], 2)
        : [
            build.binary('mul', a[i] as LirValue, b[j] as LirValue),
            build.binary('mulhu', a[i] as LirValue, b[j] as LirValue),
          ];
      const addend = a.map((_, k) =>
        k === i + j ? (product[0] as LirValue) : k === i + j + 1 ? (product[1] as LirValue) : zero,
      );
      sum = build.addWide('addw', sum, addend);
    }
  }
  return sum;
}

function shift(
  f: FunctionLowering,
  op: 'shl' | 'lshr' | 'ashr',
  bits: number,
  value: LirValue[],
  amount: LirValue[],
): LirValue[] {
  const { build } = f;
  const words = op === 'shl' ? value : extended(f, value, bits, op === 'ashr');
  const by = amount[0] as LirValue;
  if (by.op === 'const') return shiftByConstant(f, op, words, by.imm >>> 0);
  if (words.length === 2) {
    const routine = { shl: '__ashldi3', lshr: '__lshrdi3', ashr: '__ashrdi3' }[op];
    return f.module.runtimeCall(f, routine, [words[0] as LirValue, words[1] as LirValue, by], 2);
  }
  // One conditional step for each bit of the amount.
  let out = words;
  for (let bit = 0; 2 ** bit < words.length * 32; bit++) {
    const set = build.and(build.binary('lshr', by, build.const(bit)), build.const(1));
    const moved = shiftByConstant(f, op, out, 2 ** bit);
    out = out.map((word, i) => build.select(set, moved[i] as LirValue, word));
  }
  return out;
}

/** Shifts whole words and then bits; `words` are fully extended for right shifts. */
export function shiftByConstant(
  f: FunctionLowering,
  op: 'shl' | 'lshr' | 'ashr',
  words: LirValue[],
  amount: number,
): LirValue[] {
  const { build } = f;
  const count = words.length;
  const whole = Math.floor(amount / 32);
  const part = amount % 32;
  const top = words[count - 1] as LirValue;
  const fill = op === 'ashr' ? build.binary('ashr', top, build.const(31)) : build.const(0);
  const at = (i: number): LirValue => (i < 0 ? build.const(0) : i >= count ? fill : (words[i] as LirValue));
  return words.map((_, i) => {
    const from = op === 'shl' ? i - whole : i + whole;
    if (part === 0) return at(from);
    if (op === 'shl')
      return build.binary(
        'or',
        build.binary('shl', at(from), build.const(part)),
        build.binary('lshr', at(from - 1), build.const(32 - part)),
      );
    const upper = op === 'ashr' && from >= count - 1 ? build.binary('ashr', at(from), build.const(part)) : undefined;
    return (
      upper ??
      build.binary(
        'or',
        build.binary('lshr', at(from), build.const(part)),
        build.binary('shl', at(from + 1), build.const(32 - part)),
      )
    );
  });
}
