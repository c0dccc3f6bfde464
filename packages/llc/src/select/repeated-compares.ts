/** Drops a comparison that the flags already hold: two selects on one condition need one CMP. */
import type { MachineFunction, MInst } from '../mir/machine.js';
import { writesFlags } from './compare.js';

function sameCompare(a: MInst, b: MInst): boolean {
  return (
    a.op === b.op && a.imm === b.imm && a.uses.length === b.uses.length && a.uses.every((use, i) => use === b.uses[i])
  );
}

/** Before allocation, where registers do not change. */
export function removeRepeatedCompares(fn: MachineFunction): void {
  for (const block of fn.blocks) {
    let last: MInst | undefined;
    block.insts = block.insts.filter((inst) => {
      const compares = inst.op === 'CMP' || inst.op === 'CMPI' || inst.op === 'FCMP' || inst.op === 'FCMPS';
      if (compares) {
        if (last !== undefined && sameCompare(last, inst)) return false;
        last = inst;
      } else if (
        inst.op === 'CALL' ||
        inst.op === 'ASM' ||
        inst.op === 'ALLOCA' ||
        inst.op === 'SVC' ||
        writesFlags(inst.op)
      )
        last = undefined;
      return true;
    });
  }
}
