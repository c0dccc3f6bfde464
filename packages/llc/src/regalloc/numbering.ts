/**
 * Linear order of blocks and positions of instructions.
 *
 * Instruction i of the order stands at position 4i. It reads its operands at 4i, destroys clobbered registers at 4i+1 to 4i+2 and
 * writes results at 4i+2 (early ones at 4i). Values may change their place in the gap before an instruction: at 4i.
 * PHIs have no position of their own; they define their values at the start of the block.
 */
import type { MachineFunction, MBlock, MInst } from '../mir/machine.js';

export interface Numbering {
  readonly order: readonly MBlock[];
  /** Order index by block id. */
  readonly indexOf: Int32Array;
  /** First position and first position after, by order index. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Order index of the block by instruction number (position / 4). */
  readonly blockAt: Int32Array;
  /** Instructions by number. */
  readonly insts: readonly MInst[];
  /** Weight of one execution in each block, by order index: its frequency, but never nothing, as size counts too. */
  readonly weight: Float64Array;
}

const COLD_WEIGHT = 0.1;

/** A block's weight in cost estimates. */
export function blockWeight(block: MBlock): number {
  return Math.max(block.frequency, COLD_WEIGHT);
}

/**
 * Blocks in reverse postorder, where the more frequent successor follows first, so that loops stay together; blocks that
 * never run (frequency 0) come last, out of the way of the live ranges that matter.
 */
export function allocationOrder(fn: MachineFunction): MBlock[] {
  const entry = fn.blocks[0];
  if (entry === undefined) return [];
  /** By block id. */
  const seen: boolean[] = [];
  seen[entry.id] = true;
  const postorder: MBlock[] = [];
  const stack: { block: MBlock; succs: readonly MBlock[]; next: number }[] = [];
  const push = (block: MBlock) => {
    stack.push({ block, succs: leastFrequentFirst(block.succs), next: 0 });
  };
  push(entry);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const succ = top.succs[top.next++];
    if (succ === undefined) {
      postorder.push(top.block);
      stack.pop();
    } else if (seen[succ.id] !== true) {
      seen[succ.id] = true;
      push(succ);
    }
  }
  const order = postorder.reverse();
  const cold = order.filter((block) => block !== entry && block.frequency <= 0);
  return cold.length === 0 ? order : [...order.filter((block) => block === entry || block.frequency > 0), ...cold];
}

function leastFrequentFirst(blocks: readonly MBlock[]): readonly MBlock[] {
  const [a, b] = blocks;
  const isSorted = blocks.length < 2 || (blocks.length === 2 && (a as MBlock).frequency <= (b as MBlock).frequency);
  return isSorted ? blocks : [...blocks].sort((x, y) => x.frequency - y.frequency);
}

/** Numbers the instructions of `order`. */
export function numberInstructions(order: readonly MBlock[]): Numbering {
  let maxId = 0;
  let count = 0;
  for (const block of order) {
    maxId = Math.max(maxId, block.id);
    count += block.insts.length;
  }
  const indexOf = new Int32Array(maxId + 1).fill(-1);
  const from = new Int32Array(order.length);
  const to = new Int32Array(order.length);
  const weight = new Float64Array(order.length);
  const blockAt = new Int32Array(count + 1);
  const insts: MInst[] = [];
  order.forEach((block, index) => {
    indexOf[block.id] = index;
    weight[index] = blockWeight(block);
    from[index] = insts.length * 4;
    for (const inst of block.insts) {
      if (inst.op === 'PHI') continue;
      blockAt[insts.length] = index;
      insts.push(inst);
    }
    to[index] = insts.length * 4;
  });
  blockAt[insts.length] = order.length - 1;
  return { order, indexOf, from, to, blockAt, insts, weight };
}
