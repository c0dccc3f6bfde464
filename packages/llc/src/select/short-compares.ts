/**
 * Comparisons with a constant that stayed beside its branch: CB needs it in a register, CMPI does not, and with its jump is as long as
 * the constant with CB. (Where the constant was moved out of a loop, CB is the shorter one.)
 */

import { invertCondition } from '@hsx/isa';
import { conditionalJump } from '../emit/branches.js';
import { hasInstruction } from '../instruction-set.js';
import type { MachineFunction, MInst, Reg } from '../mir/machine.js';

/** Rewrites branches in place; constants that nobody reads any more are dropped when allocation is prepared. */
export function compareWithConstants(fn: MachineFunction): void {
  if (!hasInstruction(fn, 'CMPI') || !hasInstruction(fn, 'CBI') || !hasInstruction(fn, 'CB')) return;
  for (const block of fn.blocks) {
    const last = block.insts.at(-1);
    const [a, b] = last?.uses ?? [];
    if (last?.op !== 'BRCC' || a === undefined || b === undefined || last.cc === undefined) continue;
    const value = constantIn(block.insts, b);
    if (value === undefined || value < -2048 || value > 2047) continue;
    const jumps = [last.cc, invertCondition(last.cc)].map(conditionalJump);
    if (!jumps.every((jump) => hasInstruction(fn, jump))) continue;
    last.uses = [a];
    last.imm = value;
  }
}

/** The number that the register holds, if a constant of the block defines it and only the last instruction reads it. */
function constantIn(insts: readonly MInst[], reg: Reg): number | undefined {
  let value: number | undefined;
  for (const inst of insts) {
    if (inst.op === 'CONST' && inst.defs[0] === reg) value = typeof inst.imm === 'number' ? inst.imm | 0 : undefined;
    else if (inst !== insts.at(-1) && inst.uses.includes(reg)) return undefined;
  }
  return insts.at(-1)?.uses[0] === reg ? undefined : value;
}
