/** Rows of the instruction table by name, for the few instructions that the linker itself writes. */
import { BY_MNEMONIC, type Instruction } from '@hsx/isa';

/** The row of `mnemonic`, which must exist. */
export function instruction(mnemonic: string): Instruction {
  const row = BY_MNEMONIC.get(mnemonic);
  if (row === undefined) throw new RangeError(`no instruction ${mnemonic} in the table`);
  return row;
}
