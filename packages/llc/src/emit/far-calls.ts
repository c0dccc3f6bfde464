/**
 * Calls of long functions at core. A core CALL reaches 8 KiB either way, and the linker lengthens it by an island behind
 * or before the section; from the middle of a function that is longer than that no island is in reach, so the
 * address is loaded into the link register, which the call clobbers anyway.
 */
import { copyInst, type MachineFunction, type MInst, machineInst } from '../mir/machine.js';
import { LINK_REGISTER } from '../regalloc/registers.js';

/** Bytes: within this an island beside the function is in reach of every call, islands of other calls included. */
const NEAR_FUNCTION = 7168;

/** Makes the calls of a long core function reach everything. Runs when the code is final but for its text. */
export function lengthenCalls(fn: MachineFunction): void {
  if (fn.level !== 'core') return;
  let bytes = 0;
  for (const { insts } of fn.blocks) for (const inst of insts) bytes += longestBytes(inst);
  if (bytes <= NEAR_FUNCTION) return;
  for (const block of fn.blocks)
    block.insts = block.insts.flatMap((inst) =>
      inst.op === 'CALL' && typeof inst.imm === 'object' ? farCall(inst) : [inst],
    );
}

/** Bytes that an instruction takes at most. */
function longestBytes(inst: MInst): number {
  if (inst.op === 'CONST') return 8;
  if (inst.op === 'CALL') return 12;
  // A line of inline assembly is an instruction of one or two words, or nothing.
  if (inst.op === 'ASM') return 8 * ((inst.asm ?? '').split('\n').length + 1);
  return 4;
}

function farCall(call: MInst): MInst[] {
  const load = machineInst('CONST', [LINK_REGISTER], [], call.imm, { loc: call.loc });
  const far = copyInst(call);
  far.imm = undefined;
  far.uses.unshift(LINK_REGISTER);
  return [load, far];
}
