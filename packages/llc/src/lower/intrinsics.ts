/** The `llvm.*` intrinsics that C programs reach. */
import type { CallInstruction, Value } from '../ir/model.js';
import { type Type, typeText } from '../ir/types.js';
import { integerBits } from './arithmetic.js';
import { lowerBitIntrinsic } from './bits.js';
import { CONSTRAINED_PREFIX, lowerConstrained } from './constrained.js';
import { lowerFloatIntrinsic } from './float-intrinsics.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { copyInline, knownAlignment } from './memory.js';
import { operandAt } from './operands.js';
import { lowerOrder } from './order.js';
import { lowerCheckedArithmetic } from './overflow.js';
import { lowerReduction } from './reductions.js';
import { UnsupportedError } from './unsupported.js';
import { type Element, elementOf, elements, elementwise } from './vectors.js';

/** `llvm.memcpy.p0.p0.i32` → `memcpy`: the name without prefix and type suffixes. */
function baseName(name: string): string {
  const words = name.slice('llvm.'.length).split('.');
  while (
    words.length > 1 &&
    /^(p\d+\w*|[iv]\d+\w*|f\d+|a\d+\w*|isVoid|sl_\w*)$/.test(words[words.length - 1] as string)
  )
    words.pop();
  return words.join('.');
}

/** Emits an intrinsic; gives its result words. */
export function lowerIntrinsic(f: FunctionLowering, inst: CallInstruction, name: string): LirValue[] {
  const { build } = f;
  const base = baseName(name);
  const x = () => operandAt(inst.operands, 0);
  const y = () => operandAt(inst.operands, 1);
  switch (base) {
    case 'lifetime.start':
    case 'lifetime.end':
    case 'invariant.end':
    case 'assume':
    case 'donothing':
    case 'sideeffect':
    case 'experimental.noalias.scope.decl':
    case 'prefetch':
    case 'va_end':
    case 'var.annotation':
    // There are no caches.
    case 'clear_cache':
    case 'pseudoprobe':
    case 'fake.use':
      return [];
    case 'invariant.start':
      return [build.const(0)];
    case 'expect':
    case 'expect.with.probability':
    case 'launder.invariant.group':
    case 'strip.invariant.group':
    case 'ssa.copy':
    case 'threadlocal.address':
    case 'arithmetic.fence':
    case 'annotation':
    case 'ptr.annotation':
      return f.parts(x());
    case 'memcpy':
    case 'memcpy.inline':
    case 'memmove':
      return lowerCopy(f, inst, base);
    case 'memset':
    case 'memset.inline':
      return lowerFill(f, inst);
    case 'va_start':
      build.store(4, build.frame('incoming', 4 * f.namedWords), f.word(x()), 0);
      return [];
    case 'va_copy':
      build.store(4, build.load(4, f.word(y()), 0), f.word(x()), 0);
      return [];
    case 'trap':
    case 'ubsantrap':
      build.trap(0xfe);
      return [];
    case 'debugtrap':
      return build.asm([], { template: 'BRK 0', outputs: 0, registers: [], tied: new Map(), clobbers: [] });
    case 'stacksave':
      return [build.stackSave()];
    case 'stackrestore':
      build.stackRestore(f.word(x()));
      return [];
    case 'frameaddress':
      return frameAddress(f, x());
    case 'returnaddress':
      f.lir.framePointer = true;
      return [build.load(4, frameAddress(f, x())[0] as LirValue, 4)];
    case 'objectsize': {
      // Unknown unless the front-end folded it: the largest value, or the smallest when it asks for a minimum.
      const minimum = f.word(y());
      return extendedConstant(f, inst, minimum.op === 'const' && (minimum.imm & 1) !== 0 ? 0 : -1);
    }
    case 'is.constant':
      return [build.const(f.parts(x()).every((word) => word.op === 'const') ? 1 : 0)];
    case 'ptrmask':
      return [build.and(f.word(x()), f.word(y()))];
    case 'flt.rounds':
    case 'get.rounding':
      // To nearest, always.
      return [build.const(1)];
    default: {
      const result = numeric(f, inst, base);
      if (result === undefined) throw new UnsupportedError(`intrinsic ${name} of type ${typeText(inst.type)}`);
      return result;
    }
  }
}

/** Intrinsics that compute words from words, element by element on vectors. */
function numeric(f: FunctionLowering, inst: CallInstruction, base: string): LirValue[] | undefined {
  if (base.startsWith(CONSTRAINED_PREFIX)) {
    const operation = base.slice(CONSTRAINED_PREFIX.length);
    return lowerConstrained(f, inst, operation) ?? numeric(f, inst, operation);
  }
  // Rounding modes and the like are metadata.
  const operands = elements(f, ...inst.operands.filter(({ kind }) => kind !== 'metadata'));
  const reduced = lowerReduction(f, base, operands);
  if (reduced !== undefined) return reduced;
  const each = (type: Type, of: Element[]) =>
    lowerOrder(f, base, type, of) ??
    lowerBitIntrinsic(f, base, type, of) ??
    lowerCheckedArithmetic(f, base, of) ??
    lowerFloatIntrinsic(f, base, type, of);
  // Of vectors too, checked arithmetic gives a struct: the results and, behind them, the flags.
  const pair = inst.type.kind === 'struct' && operands[0]?.type.kind === 'vector';
  if (inst.type.kind !== 'vector' && !pair) return each(inst.type, operands);
  const type = elementOf(inst.type);
  let missing = false;
  const flags: LirValue[] = [];
  const words = elementwise(operands, (of) => {
    const result = each(type, of);
    if (result === undefined) missing = true;
    else if (pair) flags.push(...result.splice(-1));
    return result ?? [];
  });
  return missing ? undefined : [...words, ...flags];
}

function extendedConstant(f: FunctionLowering, inst: CallInstruction, value: number): LirValue[] {
  return Array.from({ length: Math.ceil(integerBits(inst.type) / 32) }, () => f.build.const(value));
}

/** The frame pointer of the caller `depth` levels up: [R14] holds the caller's R14. */
function frameAddress(f: FunctionLowering, depth: Value): LirValue[] {
  const { build } = f;
  const levels = f.word(depth);
  if (levels.op !== 'const') throw new UnsupportedError('frame address of a computed depth');
  f.lir.framePointer = true;
  let [frame] = build.asm([], {
    template: 'MOV $0, R14',
    outputs: 1,
    registers: [-1],
    tied: new Map(),
    clobbers: [],
  }) as [LirValue];
  for (let level = 0; level < Math.min(levels.imm >>> 0, 1000); level++) frame = build.load(4, frame, 0);
  return [frame];
}

function alignmentOf(f: FunctionLowering, inst: CallInstruction, argument: number): number {
  const align = inst.argAttributes[argument]?.get('align');
  return knownAlignment(f, f.word(operandAt(inst.operands, argument)), typeof align === 'number' ? align : 1);
}

function lowerCopy(f: FunctionLowering, inst: CallInstruction, base: string): LirValue[] {
  const [to, from] = [0, 1].map((i) => f.word(operandAt(inst.operands, i))) as [LirValue, LirValue];
  const size = f.parts(operandAt(inst.operands, 2))[0] as LirValue;
  const volatile = inst.operands[3] === undefined ? undefined : f.word(inst.operands[3]);
  if (size.op === 'const') {
    const bytes = size.imm >>> 0;
    if (bytes === 0) return [];
    const align = Math.min(4, alignmentOf(f, inst, 0), alignmentOf(f, inst, 1));
    const pieces = Math.floor(bytes / align) + (bytes % align);
    const limit = base === 'memcpy.inline' ? 64 : f.optimiseSize ? 4 : 8;
    if (pieces <= limit) {
      copyInline(f, to, from, bytes, align, volatile?.op === 'const' && volatile.imm === 1);
      return [];
    }
  }
  f.module.runtimeCall(f, base === 'memmove' ? 'memmove' : 'memcpy', [to, from, size], 0);
  return [];
}

function lowerFill(f: FunctionLowering, inst: CallInstruction): LirValue[] {
  const { build } = f;
  const to = f.word(operandAt(inst.operands, 0));
  const byte = build.zext(f.word(operandAt(inst.operands, 1)), 8);
  const size = f.parts(operandAt(inst.operands, 2))[0] as LirValue;
  if (size.op === 'const') {
    const bytes = size.imm >>> 0;
    if (bytes === 0) return [];
    const align = Math.min(4, alignmentOf(f, inst, 0));
    const pieces = Math.floor(bytes / align) + (bytes % align);
    if (pieces <= (f.optimiseSize ? 5 : 12) && (byte.op === 'const' || align === 1)) {
      const word = byte.op === 'const' ? build.const(Math.imul(byte.imm & 0xff, 0x01010101)) : byte;
      for (let offset = 0; offset < bytes; ) {
        const left = bytes - offset;
        const width = left >= 4 && align >= 4 ? 4 : left >= 2 && align >= 2 ? 2 : 1;
        build.store(width, word, to, offset);
        offset += width;
      }
      return [];
    }
  }
  f.module.runtimeCall(f, 'memset', [to, byte, size], 0);
  return [];
}
