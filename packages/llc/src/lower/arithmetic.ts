/** Integer and floating arithmetic and casts, for every width. */
import { hasInstruction } from '../instruction-set.js';
import type { BinaryOp, CastOp, Value } from '../ir/model.js';
import { type Type, typeText } from '../ir/types.js';
import { partCount } from './data-layout.js';
import { floatBinary, floatCast, floatNegate, isFloating } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { BinaryLirOp, LirValue } from './lir.js';
import { reinterpret } from './reinterpret.js';
import { UnsupportedError } from './unsupported.js';
import { type Element, elementOf, elements, elementwise } from './vectors.js';
import { wideBinary } from './wide.js';

const WORD_OPS: Partial<Record<BinaryOp, BinaryLirOp>> = {
  add: 'add',
  sub: 'sub',
  mul: 'mul',
  and: 'and',
  or: 'or',
  xor: 'xor',
  shl: 'shl',
  lshr: 'lshr',
  ashr: 'ashr',
  udiv: 'divu',
  sdiv: 'divs',
  urem: 'remu',
  srem: 'rems',
};

/** The width in bits of an integer or pointer type. */
export function integerBits(type: Type): number {
  if (type.kind === 'int') return type.bits;
  if (type.kind === 'ptr') return 32;
  throw new UnsupportedError(`integer operation on type ${typeText(type)}`);
}

/** The words of an integer, its top word zero- or sign-extended to 32 bits. */
export function extended(f: FunctionLowering, words: readonly LirValue[], bits: number, signed: boolean): LirValue[] {
  const topBits = bits % 32;
  if (topBits === 0) return [...words];
  const top = words[words.length - 1] as LirValue;
  return [...words.slice(0, -1), signed ? f.build.sext(top, topBits) : f.build.zext(top, topBits)];
}

/** A binary instruction or constant expression on values. */
export function lowerBinary(f: FunctionLowering, op: BinaryOp, left: Value, right: Value): LirValue[] {
  // Most operands by far are plain integers.
  if (left.type.kind === 'int') return integerBinary(f, op, left.type.bits, f.parts(left), f.parts(right));
  return elementwise(elements(f, left, right), ([a, b]) => elementBinary(f, op, a as Element, b as Element));
}

function elementBinary(f: FunctionLowering, op: BinaryOp, left: Element, right: Element): LirValue[] {
  if (isFloating(left.type)) return floatBinary(f, op, left.type, left.words, right.words);
  return integerBinary(f, op, integerBits(left.type), left.words, right.words);
}

/** An integer operation on words; the result's upper bits are undefined. */
export function integerBinary(
  f: FunctionLowering,
  op: BinaryOp,
  bits: number,
  left: LirValue[],
  right: LirValue[],
): LirValue[] {
  if (bits > 32) return wideBinary(f, op, bits, left, right);
  const word = WORD_OPS[op];
  if (word === undefined) throw new UnsupportedError(`operation ${op} on an integer`);
  let [a] = left as [LirValue];
  let [b] = right as [LirValue];
  switch (op) {
    case 'udiv':
    case 'urem':
    case 'lshr':
      [a] = extended(f, [a], bits, false) as [LirValue];
      [b] = extended(f, [b], bits, false) as [LirValue];
      break;
    case 'sdiv':
    case 'srem':
      [a] = extended(f, [a], bits, true) as [LirValue];
      [b] = extended(f, [b], bits, true) as [LirValue];
      break;
    case 'ashr':
      [a] = extended(f, [a], bits, true) as [LirValue];
      [b] = extended(f, [b], bits, false) as [LirValue];
      break;
    case 'shl':
      [b] = extended(f, [b], bits, false) as [LirValue];
      break;
  }
  return [divideOrSimple(f, word, a, b)];
}

/** Divisions that not every instruction set has. */
const DIVISION: Partial<Record<BinaryLirOp, string>> = { divu: 'DIVU', rems: 'REM', remu: 'REMU' };

/** A word operation; division by other means where there is no instruction. */
function divideOrSimple(f: FunctionLowering, op: BinaryLirOp, a: LirValue, b: LirValue): LirValue {
  const mnemonic = DIVISION[op];
  if (mnemonic === undefined || hasInstruction(f.module, mnemonic)) return f.build.binary(op, a, b);
  const byConstant = b.op === 'const' ? b.imm : undefined;
  const powerOfTwo = byConstant !== undefined && byConstant !== 0 && (byConstant & (byConstant - 1)) === 0;
  switch (op) {
    case 'divu':
    case 'remu':
      if (powerOfTwo) return f.build.binary(op, a, b);
      if (op === 'remu' && hasInstruction(f.module, 'DIVU')) return remainder(f, 'divu', a, b);
      // Words below 2^31 divide as signed ones do.
      if (a.zbits < 32 && b.zbits < 32) return divideOrSimple(f, op === 'divu' ? 'divs' : 'rems', a, b);
      return f.module.runtimeCall(f, op === 'divu' ? '__udivsi3' : '__umodsi3', [a, b], 1)[0] as LirValue;
    case 'rems':
      return remainder(f, 'divs', a, b);
    default:
      return f.build.binary(op, a, b);
  }
}

function remainder(f: FunctionLowering, division: 'divs' | 'divu', a: LirValue, b: LirValue): LirValue {
  const quotient = f.build.binary(division, a, b);
  return f.build.binary('sub', a, f.build.binary('mul', quotient, b));
}

export function lowerNegate(f: FunctionLowering, value: Value): LirValue[] {
  return elementwise(elements(f, value), ([a]) => floatNegate(f, (a as Element).type, (a as Element).words));
}

export function lowerFreeze(f: FunctionLowering, value: Value): LirValue[] {
  // An undefined word must be the same at every use: any constant is one choice.
  return f.parts(value).map((word) => (word.op === 'undef' ? f.build.const(0) : word));
}

/** A cast instruction or constant expression. */
export function lowerCast(f: FunctionLowering, op: CastOp, value: Value, to: Type): LirValue[] {
  if (op === 'bitcast' && (value.type.kind === 'vector' || to.kind === 'vector'))
    return reinterpret(f, value.type, to, f.parts(value));
  if (value.type.kind === 'int') return elementCast(f, op, { type: value.type, words: f.parts(value) }, to);
  return elementwise(elements(f, value), ([from]) => elementCast(f, op, from as Element, elementOf(to)));
}

function elementCast(f: FunctionLowering, op: CastOp, from: Element, to: Type): LirValue[] {
  const { type, words } = from;
  switch (op) {
    case 'trunc':
      return words.slice(0, partCount(to));
    case 'zext':
    case 'sext':
      return extendTo(f, words, integerBits(type), integerBits(to), op === 'sext');
    case 'ptrtoint':
    case 'ptrtoaddr':
    case 'inttoptr':
      return extendTo(f, words, integerBits(type), integerBits(to), false);
    case 'addrspacecast':
      return words;
    case 'bitcast':
      return partCount(type) === partCount(to) ? words : reinterpret(f, type, to, words);
    default:
      return floatCast(f, op, type, to, words);
  }
}

/** Widens (or narrows) an integer's words to `toBits`. */
export function extendTo(
  f: FunctionLowering,
  words: LirValue[],
  fromBits: number,
  toBits: number,
  signed: boolean,
): LirValue[] {
  if (toBits <= fromBits) return words.slice(0, Math.ceil(toBits / 32));
  const out = extended(f, words, fromBits, signed);
  const count = Math.ceil(toBits / 32);
  if (count > out.length) {
    const top = out[out.length - 1] as LirValue;
    const fill = signed ? f.build.binary('ashr', top, f.build.const(31)) : f.build.const(0);
    while (out.length < count) out.push(fill);
  }
  return out;
}
