/**
 * Drops comparisons that the flags already answer: two selects on one condition need one CMP, and what an ANDI or ADDI has
 * just computed needs no comparison with 0 where only Z and N are read.
 */
import { CONDITIONS } from '@hsx/isa';
import type { MachineFunction, MInst } from '../mir/machine.js';
import { writesFlags } from './compare.js';

/** Conditions that Z and N alone decide. */
const BY_RESULT = new Set(
  ['EQ', 'NE', 'MI', 'PL'].map((name) => CONDITIONS.indexOf(name as (typeof CONDITIONS)[number])),
);

function sameCompare(a: MInst, b: MInst): boolean {
  return (
    a.op === b.op && a.imm === b.imm && a.uses.length === b.uses.length && a.uses.every((use, i) => use === b.uses[i])
  );
}

function isCompare(inst: MInst): boolean {
  return inst.op === 'CMP' || inst.op === 'CMPI' || inst.op === 'FCMP' || inst.op === 'FCMPS';
}

/** Whether every reader of the flags set at `at` looks at Z and N only. */
function onlyResultRead(insts: readonly MInst[], at: number): boolean {
  for (let i = at + 1; i < insts.length; i++) {
    const inst = insts[i] as MInst;
    if (inst.op === 'SET' || inst.op === 'MOVC' || inst.op === 'BRF') {
      if (!BY_RESULT.has(inst.cc as number)) return false;
    } else if (inst.op === 'ADC' || inst.op === 'SBC' || inst.op === 'GETPSW' || inst.op === 'ASM') return false;
    else if (writesFlags(inst.op) || inst.op === 'CALL' || inst.op === 'BRCC') return true;
  }
  return true;
}

/** Before allocation, where registers do not change. */
export function removeRepeatedCompares(fn: MachineFunction): void {
  for (const block of fn.blocks) {
    /** The comparison whose flags stand. */
    let compare: MInst | undefined;
    /** The operation whose result's Z and N stand. */
    let result: MInst | undefined;
    const insts = block.insts;
    block.insts = insts.filter((inst, at) => {
      if (isCompare(inst)) {
        if (compare !== undefined && sameCompare(compare, inst)) return false;
        const zero = inst.op === 'CMPI' && inst.imm === 0 && result !== undefined && result.defs[0] === inst.uses[0];
        // C and V are not those of the comparison, so it does not stand for later ones.
        if (zero && onlyResultRead(insts, at)) return false;
        compare = inst;
        result = undefined;
      } else if (writesFlags(inst.op)) {
        compare = undefined;
        result = inst;
      } else if (inst.op === 'CALL' || inst.op === 'ASM' || inst.op === 'ALLOCA' || inst.op === 'SVC') {
        compare = undefined;
        result = undefined;
      }
      return true;
    });
  }
}
