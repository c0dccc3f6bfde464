/** Estimates that guide allocation: what memory would cost a value, and where a split is cheapest. */
import { type Interval, UseKind } from './interval.js';
import type { Numbering } from './numbering.js';

/** Uses looked at for one estimate; values with more are expensive anyway. */
const MAX_USES = 48;
/** Blocks looked at for one split. */
const MAX_BLOCKS = 128;

/** Answers about the costs in one numbered function. */
export class CostModel {
  /** By order index: what a move at the block's start costs, as it is made on the block's incoming edges. */
  private readonly boundary: Float64Array;

  private readonly loops: { readonly head: Int32Array; readonly tail: Int32Array };

  constructor(private readonly numbering: Numbering) {
    this.boundary = boundaryWeights(numbering);
    this.loops = innermostLoops(numbering);
  }

  /** Order index of the block of a position. */
  blockOf(position: number): number {
    return this.numbering.blockAt[position >> 2] as number;
  }

  /** Weight of the block of a position. */
  weightAt(position: number): number {
    return this.numbering.weight[this.blockOf(position)] as number;
  }

  /** Whether a position is where a block starts. */
  isBlockStart(position: number): boolean {
    return this.numbering.from[this.blockOf(position)] === position;
  }

  /** What reloads and stores would cost if the value lived in memory in [from, to). */
  memoryCost(interval: Interval, from: number, to: number): number {
    const { usePositions, useKinds } = interval;
    const remat = interval.bundle.remat !== undefined;
    let cost = 0;
    let lastBlock = -1;
    const first = interval.firstUseIndex(from);
    for (let i = first; i < usePositions.length && i < first + MAX_USES; i++) {
      const position = usePositions[i] as number;
      if (position >= to) break;
      const kind = useKinds[i] as number;
      const block = this.blockOf(position);
      const weight = this.numbering.weight[block] as number;
      if (kind === UseKind.Write || kind === UseKind.WriteAny) {
        if (!remat) cost += weight * (kind === UseKind.WriteAny ? 0.9 : 1);
      } else if (kind === UseKind.ReadAny) {
        // A copy from memory costs no more than one between registers, but it could have been none.
        cost += weight * 0.3;
      } else {
        // Further reads in a block may find the value of the first.
        cost += weight * (block === lastBlock ? 0.6 : 1);
        lastBlock = block;
      }
    }
    return cost;
  }

  /**
   * The cheapest place in (low, high] to move a value from one home to another: `high` itself or the start of a block
   * that runs less often; the latest of equals. `high` is a multiple of 4.
   */
  splitPosition(low: number, high: number): number {
    const { from, weight } = this.numbering;
    const last = this.blockOf(high);
    const first = Math.max(this.blockOf(low), last - MAX_BLOCKS);
    let best = high;
    let bestWeight = from[last] === high && last > 0 ? (this.boundary[last] as number) : (weight[last] as number);
    for (let block = last; block > first; block--) {
      const start = from[block] as number;
      if (start > high || start <= low) continue;
      const cost = this.boundary[block] as number;
      if (cost < bestWeight) {
        best = start;
        bestWeight = cost;
      }
    }
    return best;
  }

  /**
   * What it costs that a value which was in a register is in memory at the end of a block that leads back to where it is
   * used: a reload on the way back. 0 if the interval does not end like that.
   */
  wayBackCost(interval: Interval): number {
    const block = this.blockOf(interval.end - 1);
    if (this.numbering.to[block] !== interval.end) return 0;
    return this.numbering.weight[block] as number;
  }

  /**
   * What it costs that a value leaves its home at `to`, in a loop that it goes round in the home it has had since `from`: the move back
   * at the end of the round. 0 where it does not.
   */
  returnCost(interval: Interval, from: number, to: number): number {
    const { numbering, loops } = this;
    const block = this.blockOf(to);
    const head = loops.head[block] as number;
    const tail = loops.tail[block] as number;
    if (head < 0) return 0;
    const start = numbering.from[head] as number;
    if (start < from || !interval.coversAnywhere(start)) return 0;
    return interval.coversAnywhere((numbering.to[tail] as number) - 1) ? (numbering.weight[tail] as number) : 0;
  }
}

/** The innermost loop of each block by its order index: the indices of its first and last block, or -1. */
function innermostLoops({ order, indexOf }: Numbering): { head: Int32Array; tail: Int32Array } {
  // A loop ends where the last way back to its head does.
  const ends = new Int32Array(order.length).fill(-1);
  order.forEach(({ succs }, tail) => {
    for (const succ of succs) {
      const head = indexOf[succ.id] as number;
      if (head <= tail) ends[head] = tail;
    }
  });
  const loops = { head: new Int32Array(order.length).fill(-1), tail: new Int32Array(order.length).fill(-1) };
  // Inner loops begin later and write over those around them.
  ends.forEach((tail, head) => {
    if (tail < 0) return;
    loops.head.fill(head, head, tail + 1);
    loops.tail.fill(tail, head, tail + 1);
  });
  return loops;
}

/**
 * Weight of the edges that enter each block. Those that lead back to a loop's head count only if there is a call in the
 * loop: without one, the value probably keeps its register all around it.
 */
function boundaryWeights(numbering: Numbering): Float64Array {
  const { order, indexOf, to, from, weight, insts } = numbering;
  const calls = new Int32Array(insts.length + 1);
  insts.forEach((inst, i) => {
    calls[i + 1] = (calls[i] as number) + ((inst.clobbers?.length ?? 0) > 8 ? 1 : 0);
  });
  const result = new Float64Array(order.length);
  order.forEach((block, index) => {
    const own = weight[index] as number;
    for (const pred of block.preds) {
      const other = indexOf[pred.id] as number;
      if (other >= index && calls[(to[other] as number) >> 2] === calls[(from[index] as number) >> 2]) continue;
      result[index] = (result[index] as number) + Math.min(own, weight[other] as number);
    }
  });
  return result;
}
