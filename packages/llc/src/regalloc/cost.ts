/** Estimates that guide allocation: what memory would cost a value, and where a split is cheapest. */
import { type Interval, UseKind } from './interval.js';
import type { Numbering } from './numbering.js';

/** Uses looked at for one estimate; values with more are expensive anyway. */
const MAX_USES = 48;
/** Blocks looked at for one split. */
const MAX_BLOCKS = 128;

/** Answers about the costs in one numbered function. */
export class CostModel {
  constructor(private readonly numbering: Numbering) {}

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
    let bestWeight = from[last] === high && last > 0 ? this.boundaryWeight(last) : (weight[last] as number);
    for (let block = last; block > first; block--) {
      const start = from[block] as number;
      if (start > high || start <= low) continue;
      const cost = this.boundaryWeight(block);
      if (cost < bestWeight) {
        best = start;
        bestWeight = cost;
      }
    }
    return best;
  }

  /** Moves at a block's start are made on its incoming edges: for a loop's head, hopefully where the loop is entered. */
  private boundaryWeight(block: number): number {
    const { weight } = this.numbering;
    return Math.min(weight[block] as number, weight[block - 1] as number);
  }
}
