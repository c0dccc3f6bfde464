/** Atomics as plain operations: one task, and no preemption inside an instruction sequence that another task could see. */
import type { AtomicRmwInstruction, CmpXchgInstruction } from '../ir/model.js';
import { integerBinary, integerBits } from './arithmetic.js';
import { compareWords } from './compare.js';
import { alignOf } from './data-layout.js';
import { floatBinary, floatCompare } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { loadParts, storeParts } from './memory.js';
import { saturated } from './overflow.js';
import { UnsupportedError } from './unsupported.js';

export function lowerCmpXchg(f: FunctionLowering, inst: CmpXchgInstruction): LirValue[] {
  const [pointer, expected, replacement] = inst.operands;
  const address = f.word(pointer);
  const type = expected.type;
  const align = Math.max(inst.align, alignOf(type));
  const bits = integerBits(type);
  const old = loadParts(f, type, address, align, true);
  const equal = compareWords(f, 'eq', bits, old, f.parts(expected));
  const stored = f.parts(replacement).map((word, i) => f.build.select(equal, word, old[i] as LirValue));
  storeParts(f, type, stored, address, align, true);
  return [...old, equal];
}

export function lowerAtomicRmw(f: FunctionLowering, inst: AtomicRmwInstruction): LirValue[] {
  const [pointer, operand] = inst.operands;
  const type = operand.type;
  const address = f.word(pointer);
  const align = Math.max(inst.align, alignOf(type));
  const old = loadParts(f, type, address, align, true);
  storeParts(f, type, combine(f, inst, old, f.parts(operand)), address, align, true);
  return old;
}

function combine(f: FunctionLowering, inst: AtomicRmwInstruction, old: LirValue[], operand: LirValue[]): LirValue[] {
  const type = inst.operands[1].type;
  switch (inst.operation) {
    case 'xchg':
      return operand;
    case 'add':
    case 'sub':
    case 'and':
    case 'or':
    case 'xor':
      return integerBinary(f, inst.operation, integerBits(type), old, operand);
    case 'nand':
      return old.map((word, i) => f.build.not(f.build.and(word, operand[i] as LirValue)));
    case 'max':
    case 'min':
    case 'umax':
    case 'umin': {
      const predicate = { max: 'sgt', min: 'slt', umax: 'ugt', umin: 'ult' }[inst.operation];
      const keep = compareWords(f, predicate, integerBits(type), old, operand);
      return old.map((word, i) => f.build.select(keep, word, operand[i] as LirValue));
    }
    case 'uinc_wrap': {
      const one = f.build.constWords(1n, old.length);
      const wraps = compareWords(f, 'uge', integerBits(type), old, operand);
      const next = integerBinary(f, 'add', integerBits(type), old, one);
      return next.map((word) => f.build.select(wraps, f.build.const(0), word));
    }
    case 'udec_wrap': {
      const bits = integerBits(type);
      const one = f.build.constWords(1n, old.length);
      const next = integerBinary(f, 'sub', bits, old, one);
      const wraps = f.build.binary(
        'or',
        compareWords(f, 'ugt', bits, old, operand),
        compareWords(f, 'eq', bits, old, f.build.constWords(0n, old.length)),
      );
      return next.map((word, i) => f.build.select(wraps, operand[i] as LirValue, word));
    }
    case 'usub_cond': {
      const enough = compareWords(f, 'uge', integerBits(type), old, operand);
      const less = integerBinary(f, 'sub', integerBits(type), old, operand);
      return less.map((word, i) => f.build.select(enough, word, old[i] as LirValue));
    }
    case 'usub_sat':
      return saturated(f, 'sub', false, integerBits(type), old, operand);
    case 'fadd':
    case 'fsub':
      return floatBinary(f, inst.operation, type, old, operand);
    case 'fmax':
    case 'fmin': {
      const keep = floatCompare(f, inst.operation === 'fmax' ? 'ogt' : 'olt', type, old, operand);
      return old.map((word, i) => f.build.select(keep, word, operand[i] as LirValue));
    }
    default:
      throw new UnsupportedError(`atomicrmw ${inst.operation}`);
  }
}
