/** Random control flow: blocks with any successors, loops with several entries among them, and what dominates what. */
import type { Random } from '../random.js';

export interface Flow {
  /** Successors of each block, 0 the first one; a block may be there more than once. One without any returns. */
  successors: number[][];
  /** One for each edge. */
  predecessors: number[][];
  /** Immediate dominator of each block; -1 for the first. */
  dominator: number[];
  /** The blocks, each behind the one that dominates it. */
  order: number[];
}

/** A graph of at most `count` blocks, all of them reachable. Every cycle has an edge to the same or an earlier block. */
export function randomFlow(random: Random, count: number): Flow {
  const last = count - 1;
  const all = Array.from({ length: count }, (_, block): number[] => {
    if (block === last) return [];
    const ways = random.weighted([
      [3, 1],
      [6, 2],
      [1, 3],
      [1, 5],
    ]);
    // The first block has no predecessors, by the rules of IR.
    const target = () => (random.chance(0.6) ? Math.min(block + 1 + random.below(2), last) : 1 + random.below(last));
    return Array.from({ length: ways }, target);
  });
  const kept = [...reachable(all)].sort((a, b) => a - b);
  const names = new Map(kept.map((block, i) => [block, i]));
  const successors = kept.map((block) => (all[block] as number[]).map((to) => names.get(to) as number));
  const predecessors = successors.map((): number[] => []);
  for (const [from, tos] of successors.entries()) for (const to of tos) predecessors[to]?.push(from);
  return { successors, predecessors, ...dominators(successors) };
}

function reachable(successors: readonly number[][], except = -1): Set<number> {
  const seen = new Set(except === 0 ? [] : [0]);
  // What is added while the set is walked is walked too.
  for (const block of seen) for (const to of successors[block] ?? []) if (to !== except) seen.add(to);
  return seen;
}

/** By the definition, for these graphs are small: a block dominates what cannot be reached without it. */
function dominators(successors: readonly number[][]): { dominator: number[]; order: number[] } {
  const blocks = successors.map((_, block) => block);
  const without = blocks.map((gone) => reachable(successors, gone));
  const above = blocks.map((block) => blocks.filter((other) => other !== block && !without[other]?.has(block)));
  const depth = (block: number) => above[block]?.length ?? 0;
  const dominator = above.map((all) =>
    all.reduce((best, one) => (depth(one) > depth(best) ? one : best), all[0] ?? -1),
  );
  return { dominator, order: blocks.sort((a, b) => depth(a) - depth(b)) };
}
