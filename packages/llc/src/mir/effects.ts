/** What machine operations do beside their operands: flags, side effects, control flow. */
import { BY_MNEMONIC } from '@hsx/isa';
import type { MInst } from './machine.js';

const TERMINATORS = new Set(['BR', 'BRCC', 'BRF', 'JTAB', 'JIND', 'RET', 'TRAP', 'TAILCALL', 'JTABR']);

/** Whether an operation ends a block. */
export function isTerminator(op: string): boolean {
  return TERMINATORS.has(op);
}

const FLAG_READERS = new Set(['ADC', 'SBC', 'SET', 'MOVC', 'BRF', 'GETPSW', 'JZ', 'JNZ', 'ASM']);
/** Writers of no flags among the pseudo operations; a BRCC becomes a CMPI or OR in some forms. */
const PSEUDO_WRITERS = new Set(['CALL', 'TAILCALL', 'ASM', 'BRCC', 'ALLOCA']);

/** Whether an instruction depends on Z, N, C or V. */
export function readsFlags(inst: MInst): boolean {
  return FLAG_READERS.has(inst.op);
}

/** Whether an instruction may change Z, N, C or V. */
export function writesFlags(inst: MInst): boolean {
  return PSEUDO_WRITERS.has(inst.op) || (BY_MNEMONIC.get(inst.op)?.flags ?? '') !== '';
}

/**
 * Whether flags set before an instruction cannot be seen after it. A shift by a register keeps C when the amount is 0
 * (isa.md §3), so it does not count.
 */
export function replacesFlags(inst: MInst): boolean {
  if (inst.op === 'LSL' || inst.op === 'LSR' || inst.op === 'ASR') return false;
  if (inst.op === 'LSLI' || inst.op === 'LSRI' || inst.op === 'ASRI') return inst.imm !== 0;
  if (inst.op === 'BRCC' || inst.op === 'ALLOCA' || inst.op === 'ASM') return false;
  return inst.op === 'RET' || writesFlags(inst);
}

const SIDE_EFFECTS = new Set([
  'ST',
  'STB',
  'STH',
  'STSP',
  'CALL',
  'ASM',
  'ALLOCA',
  'SVC',
  'BRK',
  'PUSH',
  'POP',
  'SETPSW',
  'SETSP',
]);
const TRAPS = new Set(['DIV', 'DIVU', 'REM', 'REMU']);

/** Whether an instruction must stay even when nothing reads its results (flags aside). */
export function hasSideEffects(inst: MInst): boolean {
  return SIDE_EFFECTS.has(inst.op) || TRAPS.has(inst.op) || inst.volatile || isTerminator(inst.op);
}

/** Whether an instruction's result can be made again anywhere at the cost of one instruction and no operand. */
export function isRematerialisable(inst: MInst): boolean {
  return inst.op === 'CONST' || inst.op === 'FRAMEADDR';
}
