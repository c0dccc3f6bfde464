/**
 * Which instructions generated code may use: those of its level, without any that are switched off. Switching one off makes
 * every pass take the way around it, which is how its worth is measured.
 */
import { BY_MNEMONIC, type Level } from '@hsx/isa';

export interface InstructionSet {
  readonly level: Level;
  /** Mnemonics of level ext that may not be used. */
  readonly without?: ReadonlySet<string>;
}

/** Whether words of the frame can be read and written relative to sp; else a frame pointer is needed. */
export function hasStackAccess(set: InstructionSet): boolean {
  return hasInstruction(set, 'LDSP') && hasInstruction(set, 'STSP');
}

/** Whether an instruction may be used. */
export function hasInstruction(set: InstructionSet, mnemonic: string): boolean {
  if (BY_MNEMONIC.get(mnemonic)?.level === 'core') return true;
  return set.level === 'ext' && set.without?.has(mnemonic) !== true;
}
