/** Liveness of virtual registers in SSA form: walks from each use up to the definition. Any control flow will do. */
import { isPhysical, type MachineFunction } from '../mir/machine.js';
import type { Numbering } from './numbering.js';

/** Virtual registers live at block boundaries, by order index. A PHI's inputs are live out of the predecessors. */
export interface Liveness {
  readonly liveIn: readonly number[][];
  readonly liveOut: readonly number[][];
}

/** Computes liveness in time proportional to the size of its result. */
export function computeLiveness(fn: MachineFunction, numbering: Numbering): Liveness {
  const { order, indexOf } = numbering;
  const liveIn: number[][] = order.map(() => []);
  const liveOut: number[][] = order.map(() => []);
  const defBlock = new Int32Array(fn.nextVirtual).fill(-1);
  // Uses as linked lists: of an upward-exposed use the block itself, of a PHI input -(predecessor) - 1.
  const head = new Int32Array(fn.nextVirtual).fill(-1);
  const next: number[] = [];
  const place: number[] = [];
  const note = (reg: number, where: number) => {
    const first = head[reg] as number;
    if (first >= 0 && place[first] === where) return;
    head[reg] = next.length;
    next.push(first);
    place.push(where);
  };
  order.forEach((block, index) => {
    for (const inst of block.insts) {
      if (inst.op === 'PHI') {
        inst.uses.forEach((use, i) => {
          const pred = inst.targets?.[i];
          const from = pred === undefined ? -1 : (indexOf[pred.id] ?? -1);
          if (from >= 0 && !isPhysical(use)) note(use, -from - 1);
        });
      } else {
        for (const use of inst.uses) if (!isPhysical(use) && defBlock[use] !== index) note(use, index);
      }
      for (const def of inst.defs) if (!isPhysical(def)) defBlock[def] = index;
    }
  });
  const stamp = new Int32Array(order.length).fill(-1);
  const outStamp = new Int32Array(order.length).fill(-1);
  const work: number[] = [];
  let reg = 0;
  const enter = (index: number) => {
    if (index === defBlock[reg] || stamp[index] === reg) return;
    stamp[index] = reg;
    (liveIn[index] as number[]).push(reg);
    work.push(index);
  };
  const leave = (index: number) => {
    if (outStamp[index] === reg) return;
    outStamp[index] = reg;
    (liveOut[index] as number[]).push(reg);
    enter(index);
  };
  for (; reg < head.length; reg++) {
    for (let at = head[reg] as number; at >= 0; at = next[at] as number) {
      const where = place[at] as number;
      if (where < 0) leave(-where - 1);
      else {
        // An upward-exposed use in the defining block can only be seen before the definition in a malformed function.
        enter(where);
      }
      for (let index = work.pop(); index !== undefined; index = work.pop())
        for (const pred of (order[index] as (typeof order)[number]).preds) {
          const from = indexOf[pred.id] ?? -1;
          if (from >= 0) leave(from);
        }
    }
  }
  return { liveIn, liveOut };
}
