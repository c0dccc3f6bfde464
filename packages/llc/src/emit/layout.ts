/**
 * Order of blocks in the output: empty blocks are bypassed, then chains are joined along the edges where falling through
 * saves most. A block that ends in an unconditional branch saves a jump each time; one that ends in a condition saves only
 * the less frequent of its two jumps. So the test of a loop moves to its end by itself.
 */
import { copyInst, type MachineFunction, type MBlock } from '../mir/machine.js';
import { allocationOrder, blockWeight } from '../regalloc/numbering.js';

/** Sends branches to empty blocks on to where those go, and drops what is no longer reached. Edges are, and stay, up to date. */
export function threadBranches(fn: MachineFunction): void {
  const destination = new Map<MBlock, MBlock>();
  const follow = (block: MBlock): MBlock => {
    const known = destination.get(block);
    if (known !== undefined) return known;
    if (block.insts.length !== 1) return block;
    const path: MBlock[] = [];
    let at = block;
    while (!path.includes(at) && path.length < 64) {
      const only = at.insts.length === 1 ? at.insts[0] : undefined;
      const next = only?.op === 'BR' ? only.targets?.[0] : undefined;
      if (next === undefined) break;
      path.push(at);
      at = next;
    }
    for (const passed of path) destination.set(passed, at);
    return at;
  };
  let changed = false;
  for (const block of fn.blocks) {
    const last = block.insts.at(-1);
    if (last?.targets === undefined || last.op === 'JIND') continue;
    if (last.targets.some((target) => follow(target) !== target)) {
      last.targets = last.targets.map(follow);
      changed = true;
    }
    if ((last.op === 'BRCC' || last.op === 'BRF') && last.targets[0] === last.targets[1]) {
      last.op = 'BR';
      last.uses = [];
      last.targets.length = 1;
      last.cc = undefined;
      last.imm = undefined;
    }
  }
  if (changed) recomputeEdges(fn);
}

/** A branch to a block that only returns becomes that return. */
export function returnDirectly(fn: MachineFunction): void {
  let changed = false;
  for (const block of fn.blocks) {
    const last = block.insts.at(-1);
    const target = last?.op === 'BR' ? last.targets?.[0] : undefined;
    if (target === undefined || target.insts.length !== 1 || target.insts[0]?.op !== 'RET') continue;
    const made = copyInst(target.insts[0]);
    made.loc = last?.loc ?? made.loc;
    block.insts[block.insts.length - 1] = made;
    changed = true;
  }
  if (changed) recomputeEdges(fn);
}

/** Successors from terminators, predecessors from those; unreachable blocks go, those whose address is taken stay. */
export function recomputeEdges(fn: MachineFunction): void {
  const reached: MBlock[] = [];
  /** By block id. */
  const isReached: boolean[] = [];
  const reach = (block: MBlock): void => {
    if (isReached[block.id] === true) return;
    isReached[block.id] = true;
    reached.push(block);
  };
  fn.blocks.forEach((block, i) => {
    if (i === 0 || block.addressLabel !== undefined) reach(block);
  });
  // The list grows while it is walked.
  for (const block of reached) {
    const targets = block.insts[block.insts.length - 1]?.targets ?? [];
    block.succs =
      targets.length < 2 || (targets.length === 2 && targets[0] !== targets[1]) ? [...targets] : [...new Set(targets)];
    block.succs.forEach(reach);
  }
  if (reached.length < fn.blocks.length) fn.blocks = fn.blocks.filter((block) => isReached[block.id] === true);
  for (const block of fn.blocks) block.preds = [];
  for (const block of fn.blocks)
    for (const succ of block.succs) {
      // Most have one: an array that is made with it takes no room for more.
      if (succ.preds.length === 0) succ.preds = [block];
      else succ.preds.push(block);
    }
}

interface Edge {
  readonly from: MBlock;
  readonly to: MBlock;
  readonly saved: number;
  readonly weight: number;
  readonly order: number;
}

/** Puts `fn.blocks` into the order of the output, entry first. */
export function layOutBlocks(fn: MachineFunction): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  const natural = allocationOrder(fn);
  /** Place in `natural`, by block id. */
  const rank: (number | undefined)[] = [];
  natural.forEach((block, i) => {
    rank[block.id] = i;
  });
  // Blocks that only an address reaches come last.
  for (const block of fn.blocks) {
    if (rank[block.id] !== undefined) continue;
    rank[block.id] = natural.length;
    natural.push(block);
  }
  const edges: Edge[] = [];
  for (const block of natural) {
    const last = block.insts.at(-1);
    const targets = last?.targets ?? [];
    const own = blockWeight(block);
    if (last?.op === 'BR' && targets[0] !== undefined)
      edges.push({ from: block, to: targets[0], saved: own, weight: own, order: edges.length });
    else if ((last?.op === 'BRCC' || last?.op === 'BRF') && targets[0] !== undefined && targets[1] !== undefined) {
      const weights = targets.map((target) => Math.min(own, blockWeight(target)));
      const saved = Math.min(...weights);
      targets.forEach((target, i) => {
        edges.push({ from: block, to: target, saved, weight: weights[i] as number, order: edges.length });
      });
    }
  }
  // Of equals the one to a block that others cannot fall into.
  edges.sort(
    (a, b) =>
      b.saved - a.saved ||
      a.from.succs.length - b.from.succs.length ||
      b.weight - a.weight ||
      a.to.preds.length - b.to.preds.length ||
      a.order - b.order,
  );
  /** By block id. */
  const chainOf: MBlock[][] = [];
  for (const block of natural) chainOf[block.id] = [block];
  for (const { from, to } of edges) {
    const head = chainOf[from.id] as MBlock[];
    const tail = chainOf[to.id] as MBlock[];
    if (head === tail || head.at(-1) !== from || tail[0] !== to || to === entry) continue;
    for (const block of tail) {
      head.push(block);
      chainOf[block.id] = head;
    }
  }
  const first = chainOf[entry.id] as MBlock[];
  const chains = [...new Set(natural.map(({ id }) => chainOf[id] as MBlock[]))].filter((chain) => chain !== first);
  const place = (chain: readonly MBlock[]) => Math.min(...chain.slice(0, 256).map((block) => rank[block.id] as number));
  const hot = (chain: readonly MBlock[]) => chain.some((block) => block.frequency > 0);
  const keyed = chains.map((chain) => ({ chain, cold: hot(chain) ? 0 : 1, at: place(chain) }));
  keyed.sort((a, b) => a.cold - b.cold || a.at - b.at);
  fn.blocks = [...first, ...keyed.flatMap(({ chain }) => chain)];
}
