/**
 * Drops instructions whose results nobody reads. Selection makes none; copies and constants that allocation put at the ends of blocks
 * and the passes after it leave some.
 */
import { forgetRemoved } from '../debug/stale-places.js';
import { hasSideEffects, writesFlags } from '../mir/effects.js';
import type { MachineFunction, MInst } from '../mir/machine.js';
import { CALLEE_SAVED_MASK, FRAME_POINTER } from '../regalloc/registers.js';
import { LiveFlags } from './flags.js';

/** Rewrites the function, whose operands are physical registers, in place. */
export function removeDeadCode(fn: MachineFunction): void {
  const removed = findDead(fn);
  if (removed.size === 0) return;
  forgetRemoved(fn, removed);
  for (const block of fn.blocks) block.insts = block.insts.filter((inst) => !removed.has(inst));
}

function findDead(fn: MachineFunction): Set<MInst> {
  const dead = new Set<MInst>();
  const liveOut = liveRegisters(fn);
  const flags = new LiveFlags(fn);
  for (const block of fn.blocks) {
    let live = liveOut[block.id] as number;
    for (let i = block.insts.length - 1; i >= 0; i--) {
      const inst = block.insts[i] as MInst;
      if ((defined(inst) & live) === 0 && isPure(inst) && !(writesFlags(inst) && flags.areLiveBehind(block, i))) {
        dead.add(inst);
        continue;
      }
      live = liveBefore(fn, inst, live);
    }
  }
  return dead;
}

/** Whether an instruction does nothing but write registers and flags. */
function isPure(inst: MInst): boolean {
  return inst.defs.length > 0 && !hasSideEffects(inst) && (inst.clobbers?.length ?? 0) === 0;
}

function defined({ defs }: MInst): number {
  let mask = 0;
  for (const def of defs) mask |= 1 << def;
  return mask;
}

function liveBefore(fn: MachineFunction, inst: MInst, after: number): number {
  let live = after & ~defined(inst);
  for (const use of inst.uses) live |= 1 << use;
  // Where the program asks for frame addresses, text reads R14, and what is called follows it.
  if (fn.frame.framePointer && (inst.op === 'ASM' || inst.op === 'CALL')) live |= 1 << FRAME_POINTER;
  // A caller finds R8–R12 and R14 as they were.
  if (inst.op === 'RET' || inst.op === 'TAILCALL') live |= CALLEE_SAVED_MASK;
  return live;
}

/** Registers that are read behind each block, as masks, by block id. */
function liveRegisters(fn: MachineFunction): Int32Array {
  const ids = fn.blocks.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const liveIn = new Int32Array(ids);
  const liveOut = new Int32Array(ids);
  const waiting = new Uint8Array(ids).fill(1);
  const work = [...fn.blocks];
  for (let block = work.pop(); block !== undefined; block = work.pop()) {
    waiting[block.id] = 0;
    let live = 0;
    for (const succ of block.succs) live |= liveIn[succ.id] as number;
    liveOut[block.id] = live;
    for (let i = block.insts.length - 1; i >= 0; i--) live = liveBefore(fn, block.insts[i] as MInst, live);
    if (liveIn[block.id] === live) continue;
    liveIn[block.id] = live;
    for (const pred of block.preds) {
      if (waiting[pred.id] === 1) continue;
      waiting[pred.id] = 1;
      work.push(pred);
    }
  }
  return liveOut;
}
