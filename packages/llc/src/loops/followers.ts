/**
 * Followers: a loop variable that always is what another one was a round before, `x = y; y += s`, is y - s if it starts so. Then it
 * needs no register and no move of its own; in an address the difference costs nothing at all.
 */
import { knownBits } from '../lower/known-bits.js';
import { type LirBlock, type LirFunction, type LirValue, newValue } from '../lower/lir.js';

/** Replaces the followers of a function. `constant` gives the leaf of a number. */
export function replaceFollowers(fn: LirFunction, constant: (value: number) => LirValue): void {
  const replaced = new Map<LirValue, LirValue>();
  for (const block of fn.blocks) {
    const phis = block.insts.filter(({ op }) => op === 'phi');
    if (phis.length < 2) continue;
    for (const phi of phis) {
      const found = leaderOf(phi, block);
      // Of two that follow each other in a ring neither does.
      if (found === undefined || replaced.has(found.leader)) continue;
      const by = constant(-found.step);
      const made = newValue(fn, 'add', [found.leader, by], 0, block, phi.loc);
      knownBits(made);
      block.insts.splice(phis.length, 0, made);
      replaced.set(phi, made);
    }
  }
  if (replaced.size === 0) return;
  for (const block of fn.blocks) {
    block.insts = block.insts.filter((value) => !replaced.has(value));
    for (const value of block.insts) value.args = value.args.map((arg) => replaced.get(arg) ?? arg);
  }
}

/** The PHI of the block that `phi` is always `step` behind, and that step. */
function leaderOf(phi: LirValue, block: LirBlock): { leader: LirValue; step: number } | undefined {
  const leader = phi.args.find((arg) => arg !== phi && arg.op === 'phi' && arg.block === block);
  if (leader === undefined) return undefined;
  let step: number | undefined;
  for (const [i, arg] of phi.args.entries()) {
    const of = leader.args[leader.blocks?.indexOf(phi.blocks?.[i] as LirBlock) ?? -1];
    if (of === undefined) return undefined;
    // In each way the leader must become what the follower becomes, plus the step.
    const distance = difference(of, arg);
    if (distance === undefined || (step !== undefined && distance !== step)) return undefined;
    step = distance;
  }
  return step === undefined ? undefined : { leader, step };
}

/** The number a - b, if it is one. */
function difference(a: LirValue, b: LirValue): number | undefined {
  if (a.op === 'const' && b.op === 'const') return (a.imm - b.imm) | 0;
  if (a === b) return 0;
  const [x, c] = a.args;
  if (a.op === 'add' && x === b && c?.op === 'const') return c.imm;
  return undefined;
}
