/** Control flow of an IR function: order, predecessors, dominators, loops. */
import { flowGraph } from './flow-graph.js';
import { type BasicBlock, type Function as IRFunction, successors } from './model.js';

export interface ControlFlow {
  /** Reachable blocks in reverse post-order; the entry first. */
  readonly order: readonly BasicBlock[];
  isReachable(block: BasicBlock): boolean;
  /** One entry per edge: a switch with two cases to a block gives two. Edges from unreachable blocks too. */
  predecessors(block: BasicBlock): readonly BasicBlock[];
  /** The immediate dominator; undefined for the entry and unreachable blocks. */
  immediateDominator(block: BasicBlock): BasicBlock | undefined;
  /** True when every path to `b` passes `a`; a block dominates itself; false for unreachable ones. */
  dominates(a: BasicBlock, b: BasicBlock): boolean;
  /** Loops around a block, 0 for none. Each is worth a factor in an estimate of how often the block runs. */
  loopDepth(block: BasicBlock): number;
  /** The header of the innermost loop around a block. */
  loopHeader(block: BasicBlock): BasicBlock | undefined;
}

/** Analyses a function that has blocks. Nothing of it is updated when blocks change. */
export function controlFlow(fn: IRFunction): ControlFlow {
  const { blocks } = fn;
  const numbers = new Map<BasicBlock, number>();
  for (let i = 0; i < blocks.length; i++) numbers.set(blocks[i] as BasicBlock, i);
  const graph = flowGraph(blocks.length, (node) => {
    const last = blocks[node]?.instructions.at(-1);
    const targets: number[] = [];
    for (const target of last === undefined ? [] : successors(last)) {
      const number = numbers.get(target);
      if (number !== undefined) targets.push(number);
    }
    return targets;
  });
  const blockAt = (node: number): BasicBlock => blocks[node] as BasicBlock;
  const numberOf = (block: BasicBlock): number => {
    const number = numbers.get(block);
    if (number === undefined) throw new RangeError(`the block %${block.name} is not of @${fn.name}`);
    return number;
  };
  const predecessors = graph.predecessors.map((nodes) => nodes.map(blockAt));
  const optional = (node: number | undefined) => (node === undefined || node < 0 ? undefined : blockAt(node));
  return {
    order: graph.order.map(blockAt),
    isReachable: (block) => (graph.position[numberOf(block)] ?? -1) >= 0,
    predecessors: (block) => predecessors[numberOf(block)] ?? [],
    immediateDominator: (block) => optional(graph.idom[numberOf(block)]),
    dominates: (a, b) => graph.dominates(numberOf(a), numberOf(b)),
    loopDepth: (block) => graph.loopDepth[numberOf(block)] ?? 0,
    loopHeader: (block) => optional(graph.loopHeader[numberOf(block)]),
  };
}
