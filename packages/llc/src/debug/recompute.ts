/**
 * From LIR values to virtual registers. Selection gives a register only to values that an instruction needs as they are; what was folded
 * into an address, a comparison or nothing at all is computed again, in the debugger, from values that do have registers.
 */
import { CONDITIONS } from '@hsx/isa';
import type { LirValue } from '../lower/lir.js';
import type { Reg } from '../mir/machine.js';
import {
  type LirRecord,
  type LirWhere,
  type MachineRecord,
  type MachineWhere,
  type Piece,
  splitSum,
} from './records.js';
import { type Computed, mapLeaves, type Term } from './terms.js';

type RegisterOf = (value: LirValue) => Reg | undefined;
type MachineTerm = Term<MachineWhere>;

/** How many operations deep a value is computed again. */
const DEPTH = 5;
const WORD_BITS = 32;
const SHIFT_MASK = 31;

/** Puts registers for values; what cannot be had is not known. */
export function withRegisters(record: LirRecord, registerOf: RegisterOf): MachineRecord {
  const pieces = record.pieces.flatMap((piece): Piece<MachineWhere>[] => {
    const size = piece.size ?? record.variable.size;
    const where = mapLeaves<LirWhere, MachineWhere>(piece.where, (leaf) =>
      leaf.kind === 'value' ? termOf(leaf.value, registerOf, DEPTH) : leaf,
    );
    if (where === undefined) return [];
    if (where.kind !== 'computed') return [{ ...piece, where }];
    // Cutting a word off and sums have forms of their own.
    const narrow = size !== undefined && size <= 4;
    if (piece.deref === undefined && !narrow) return [{ ...piece, where }];
    const sum = splitSum(withoutCut(where));
    if (piece.deref !== undefined) return [{ ...piece, where: sum.where, deref: (piece.deref + sum.add) | 0 }];
    const add = ((piece.add ?? 0) + sum.add) | 0;
    const { add: _add, ...rest } = piece;
    return [{ ...rest, where: sum.where, ...(add === 0 ? {} : { add }) }];
  });
  return { ...record, pieces };
}

/** A term of which only the low word counts. */
function withoutCut(term: MachineTerm): MachineTerm {
  if (term.kind !== 'computed' || term.operation !== 'zext') return term;
  const [inner, bits] = term.args as [MachineTerm, MachineTerm];
  return bits.kind === 'constant' && bits.value === WORD_BITS ? inner : term;
}

function computed(operation: Computed<MachineWhere>['operation'], ...args: MachineTerm[]): MachineTerm {
  return { kind: 'computed', operation, args };
}
function constant(value: number): MachineTerm {
  return { kind: 'constant', value };
}
const word = (term: MachineTerm): MachineTerm => computed('zext', term, constant(WORD_BITS));
const signed = (term: MachineTerm, bits = WORD_BITS): MachineTerm => computed('sext', term, constant(bits));

/** A value as a word without anything above it. */
function termOf(value: LirValue, registerOf: RegisterOf, depth: number): MachineTerm | undefined {
  const { op, imm, args } = value;
  if (op === 'const') return constant(imm >>> 0);
  if (op === 'sym' && value.sym !== undefined) return { kind: 'symbol', symbol: value.sym, value: imm };
  if (op === 'frame' && value.frame !== undefined) return { kind: 'frame', frame: value.frame, offset: imm };
  const register = registerOf(value);
  if (register !== undefined) return { kind: 'register', register };
  if (depth === 0) return undefined;
  const operand = (i: number): MachineTerm | undefined => {
    const arg = args[i];
    return arg === undefined ? undefined : termOf(arg, registerOf, depth - 1);
  };
  switch (op) {
    case 'not': {
      const a = operand(0);
      return a === undefined ? undefined : word(computed('not', a));
    }
    case 'sxb':
    case 'sxh': {
      const a = operand(0);
      return a === undefined ? undefined : word(signed(a, op === 'sxb' ? 8 : 16));
    }
    case 'add':
    case 'sub':
    case 'mul':
    case 'and':
    case 'or':
    case 'xor':
    case 'shl':
    case 'lshr':
    case 'ashr':
    case 'icmp':
      break;
    default:
      return undefined;
  }
  const [a, b] = [operand(0), operand(1)];
  if (a === undefined || b === undefined) return undefined;
  const amount = (): MachineTerm =>
    b.kind === 'constant' ? constant(b.value & SHIFT_MASK) : computed('and', b, constant(SHIFT_MASK));
  switch (op) {
    case 'and':
    case 'or':
    case 'xor':
      return computed(op, a, b);
    case 'shl':
      return word(computed('shl', a, amount()));
    case 'lshr':
      return computed('shr', a, amount());
    case 'ashr':
      return word(computed('sar', signed(a), amount()));
    case 'icmp':
      return comparison(imm, a, b);
    default:
      return word(computed(op, a, b));
  }
}

/** 1 if a condition holds, else 0. */
function comparison(code: number, a: MachineTerm, b: MachineTerm): MachineTerm | undefined {
  switch (CONDITIONS[code]) {
    case 'EQ':
      return computed('eq', a, b);
    case 'NE':
      return computed('ne', a, b);
    case 'LO':
      return computed('lt', a, b);
    case 'LS':
      return computed('le', a, b);
    case 'HI':
      return computed('lt', b, a);
    case 'HS':
      return computed('le', b, a);
    case 'LT':
      return computed('lt', signed(a), signed(b));
    case 'LE':
      return computed('le', signed(a), signed(b));
    case 'GT':
      return computed('lt', signed(b), signed(a));
    case 'GE':
      return computed('le', signed(b), signed(a));
    default:
      return undefined;
  }
}
