/** The instruction that loads a constant in the fewest words. */
import { BY_MNEMONIC, encode, HsxError, type Instruction, type Level } from '@hsx/isa';

/** The table's row of a mnemonic that must be there. @throws HsxError EINVAL when the table lacks it. */
export function instruction(mnemonic: string): Instruction {
  const insn = BY_MNEMONIC.get(mnemonic);
  if (insn === undefined) throw new HsxError('EINVAL', `the instruction table has no ${mnemonic}`);
  return insn;
}

/** LDI, LDI20 (ext) or LDI32, whichever is shortest, for a number of -2^31..2^32-1. */
export function loadInstruction(value: number, level: Level): Instruction {
  const signed = value | 0;
  if (signed >= -2048 && signed <= 2047) return instruction('LDI');
  if (level === 'ext' && signed >= -(1 << 19) && signed < 1 << 19) return instruction('LDI20');
  return instruction('LDI32');
}

/** The words that load `value` into `rd`. */
export function encodeLoad(rd: number, value: number, level: Level): number[] {
  return encode(loadInstruction(value, level), { rd, imm: value | 0 });
}
