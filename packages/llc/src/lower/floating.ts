/** half, float and double: machine instructions where the level has them, runtime routines elsewhere. */
import { hasInstruction } from '../instruction-set.js';
import type { BinaryOp, CastOp } from '../ir/model.js';
import { type Type, typeText } from '../ir/types.js';
import { extended, extendTo, integerBits } from './arithmetic.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { UnsupportedError } from './unsupported.js';
import { doubleToWide, wideToFloat } from './wide-runtime.js';

type FloatKind = 'half' | 'float' | 'double';

/** Whether the type is a floating one (of any format). */
export function isFloating(type: Type): boolean {
  return ['half', 'float', 'double', 'bfloat', 'x86_fp80', 'fp128', 'ppc_fp128'].includes(type.kind);
}

function floatKind(type: Type): FloatKind {
  if (type.kind === 'half' || type.kind === 'float' || type.kind === 'double') return type.kind;
  throw new UnsupportedError(`floating type ${typeText(type)}`);
}

/** Names of the runtime's arithmetic: `__addsf3`, `__adddf3`. */
const ROUTINE: Partial<Record<BinaryOp, string>> = { fadd: 'add', fsub: 'sub', fmul: 'mul', fdiv: 'div' };
const HALF_INSTRUCTION: Partial<Record<BinaryOp, string>> = { fadd: 'FADD', fsub: 'FSUB', fmul: 'FMUL', fdiv: 'FDIV' };
const FLOAT_INSTRUCTION: Partial<Record<BinaryOp, string>> = {
  fadd: 'FADDS',
  fsub: 'FSUBS',
  fmul: 'FMULS',
  fdiv: 'FDIVS',
};

export function floatBinary(f: FunctionLowering, op: BinaryOp, type: Type, a: LirValue[], b: LirValue[]): LirValue[] {
  const kind = floatKind(type);
  if (op === 'frem') {
    if (kind === 'half') {
      const wide = floatBinary(f, op, { kind: 'float' }, halfToFloat(f, a), halfToFloat(f, b));
      return floatToHalf(f, wide);
    }
    return f.module.runtimeCall(f, kind === 'float' ? 'fmodf' : 'fmod', [...a, ...b], a.length);
  }
  const routine = ROUTINE[op];
  if (routine === undefined) throw new UnsupportedError(`operation ${op} on ${typeText(type)}`);
  if (kind === 'half') return [f.build.machine(HALF_INSTRUCTION[op] as string, [...a, ...b])];
  const single = FLOAT_INSTRUCTION[op];
  if (kind === 'float' && single !== undefined && hasInstruction(f.module, single))
    return [f.build.machine(single, [...a, ...b])];
  return f.module.runtimeCall(f, `__${routine}${kind === 'float' ? 'sf' : 'df'}3`, [...a, ...b], a.length);
}

/** The value with its sign changed; NaN included. */
export function floatNegate(f: FunctionLowering, type: Type, words: LirValue[]): LirValue[] {
  const sign = floatKind(type) === 'half' ? 0x8000 : 0x80000000;
  const top = words[words.length - 1] as LirValue;
  return [...words.slice(0, -1), f.build.binary('xor', top, f.build.const(sign))];
}

/** Condition codes after FCMP/FCMPS (isa.md §4). */
const FLAG_CONDITION: Record<string, number> = {
  oeq: 0,
  une: 1,
  uge: 2,
  olt: 3,
  uno: 6,
  ord: 7,
  ugt: 8,
  ole: 9,
  oge: 10,
  ult: 11,
  ogt: 12,
  ule: 13,
};

export function floatCompare(
  f: FunctionLowering,
  predicate: string,
  type: Type,
  a: LirValue[],
  b: LirValue[],
): LirValue {
  const { build } = f;
  if (predicate === 'false') return build.const(0);
  if (predicate === 'true') return build.const(1);
  const kind = floatKind(type);
  const mnemonic = kind === 'half' ? 'FCMP' : 'FCMPS';
  // As a value the flags need one of these two.
  const asValue = hasInstruction(f.module, 'SET') || hasInstruction(f.module, 'MOVC');
  if (kind !== 'double' && asValue && hasInstruction(f.module, mnemonic)) {
    const [x, y] = [a[0] as LirValue, b[0] as LirValue];
    if (predicate === 'one') return build.binary('or', build.fcmp(mnemonic, 3, x, y), build.fcmp(mnemonic, 12, x, y));
    if (predicate === 'ueq') return build.binary('or', build.fcmp(mnemonic, 0, x, y), build.fcmp(mnemonic, 6, x, y));
    return build.fcmp(mnemonic, FLAG_CONDITION[predicate] as number, x, y);
  }
  if (kind === 'half') return floatCompare(f, predicate, { kind: 'float' }, halfToFloat(f, a), halfToFloat(f, b));
  return fromOrdering(
    f,
    predicate,
    f.module.runtimeCall(f, kind === 'float' ? '__hsx_cmpsf' : '__hsx_cmpdf', [...a, ...b], 1)[0] as LirValue,
  );
}

/** `order` is -1 less, 0 equal, 1 greater, 2 unordered: each predicate is one integer comparison. */
function fromOrdering(f: FunctionLowering, predicate: string, order: LirValue): LirValue {
  const { build } = f;
  const c = (n: number) => build.const(n);
  const odd = build.and(order, c(1));
  switch (predicate) {
    case 'oeq':
      return build.icmp(0, order, c(0));
    case 'une':
      return build.icmp(1, order, c(0));
    case 'olt':
      return build.icmp(11, order, c(0));
    case 'ole':
      return build.icmp(13, order, c(0));
    case 'ogt':
      return build.icmp(0, order, c(1));
    case 'oge':
      return build.icmp(3, order, c(2));
    case 'one':
      return odd;
    case 'ueq':
      return build.binary('xor', odd, c(1));
    case 'ult':
      return build.icmp(2, order, c(2));
    case 'ule':
      return build.icmp(1, order, c(1));
    case 'ugt':
      return build.icmp(12, order, c(0));
    case 'uge':
      return build.icmp(10, order, c(0));
    case 'uno':
      return build.icmp(0, order, c(2));
    case 'ord':
      return build.icmp(1, order, c(2));
    default:
      throw new UnsupportedError(`comparison fcmp ${predicate}`);
  }
}

export function halfToFloat(f: FunctionLowering, words: LirValue[]): LirValue[] {
  if (hasInstruction(f.module, 'H2FS')) return [f.build.machine('H2FS', words)];
  return f.module.runtimeCall(f, '__extendhfsf2', [f.build.zext(words[0] as LirValue, 16)], 1);
}

export function floatToHalf(f: FunctionLowering, words: LirValue[]): LirValue[] {
  if (hasInstruction(f.module, 'FS2H')) return [f.build.machine('FS2H', words)];
  return f.module.runtimeCall(f, '__truncsfhf2', words, 1);
}

export function floatCast(f: FunctionLowering, op: CastOp, from: Type, to: Type, words: LirValue[]): LirValue[] {
  switch (op) {
    case 'fpext': {
      const single = floatKind(from) === 'half' ? halfToFloat(f, words) : words;
      return floatKind(to) === 'double' ? f.module.runtimeCall(f, '__extendsfdf2', single, 2) : single;
    }
    case 'fptrunc':
      if (floatKind(from) === 'float') return floatToHalf(f, words);
      return f.module.runtimeCall(f, floatKind(to) === 'half' ? '__truncdfhf2' : '__truncdfsf2', words, 1);
    case 'fptosi':
    case 'fptoui':
      return floatToInteger(f, floatKind(from), integerBits(to), op === 'fptosi', words);
    case 'sitofp':
    case 'uitofp':
      return integerToFloat(f, integerBits(from), floatKind(to), op === 'sitofp', words);
    default:
      throw new UnsupportedError(`cast ${op} from ${typeText(from)} to ${typeText(to)}`);
  }
}

/** Truncates towards zero. Up to 32 bits the conversion saturates at the 32-bit limits, as the machine does. */
function floatToInteger(
  f: FunctionLowering,
  kind: FloatKind,
  bits: number,
  signed: boolean,
  words: LirValue[],
): LirValue[] {
  if (bits > 64) {
    const single = kind === 'half' ? halfToFloat(f, words) : words;
    return doubleToWide(f, bits, kind === 'double' ? words : f.module.runtimeCall(f, '__extendsfdf2', single, 2));
  }
  if (kind === 'half' && bits <= 32) {
    // Every finite half fits a signed word.
    return [f.build.machine('F2I', words)];
  }
  const source = kind === 'half' ? halfToFloat(f, words) : words;
  const format = kind === 'double' ? 'df' : 'sf';
  // A narrower unsigned integer is in range of the signed word.
  const asSigned = signed || bits < 32;
  if (bits > 32) return f.module.runtimeCall(f, `__fix${signed ? '' : 'uns'}${format}di`, source, 2);
  const mnemonic = asSigned ? 'FS2I' : 'FS2U';
  if (format === 'sf' && hasInstruction(f.module, mnemonic)) return [f.build.machine(mnemonic, source)];
  return f.module.runtimeCall(f, `__fix${asSigned ? '' : 'uns'}${format}si`, source, 1);
}

function integerToFloat(
  f: FunctionLowering,
  bits: number,
  kind: FloatKind,
  signed: boolean,
  words: LirValue[],
): LirValue[] {
  if (kind === 'half') {
    if (bits <= 32 && (signed || bits < 32)) return [f.build.machine('I2F', extended(f, words, bits, signed))];
    // Integers that float rounds are far above the largest half, so rounding twice is rounding once.
    return floatToHalf(f, integerToFloat(f, bits, 'float', signed, words));
  }
  const format = kind === 'double' ? 'df' : 'sf';
  const results = kind === 'double' ? 2 : 1;
  if (bits > 64) return wideToFloat(f, bits, format, signed, words);
  if (bits > 32) {
    const wide = extendTo(f, words, bits, 64, signed);
    return f.module.runtimeCall(f, `__float${signed ? '' : 'un'}di${format}`, wide, results);
  }
  const [word] = extended(f, words, bits, signed) as [LirValue];
  const asSigned = signed || bits < 32;
  const mnemonic = asSigned ? 'I2FS' : 'U2FS';
  if (kind === 'float' && hasInstruction(f.module, mnemonic)) return [f.build.machine(mnemonic, [word])];
  return f.module.runtimeCall(f, `__float${asSigned ? '' : 'un'}si${format}`, [word], results);
}
