/** Control flow of an IR function: predecessors and dominators. */
import { flowGraph } from './flow-graph.js';
import { type BasicBlock, type Function as IRFunction, successors } from './model.js';

export interface ControlFlow {
  isReachable(block: BasicBlock): boolean;
  /** One entry per edge: a switch with two cases to a block gives two. Edges from unreachable blocks too. */
  predecessors(block: BasicBlock): readonly BasicBlock[];
  /** True when every path to `b` passes `a`; a block dominates itself; false for unreachable ones. */
  dominates(a: BasicBlock, b: BasicBlock): boolean;
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
  const numberOf = (block: BasicBlock): number => {
    const number = numbers.get(block);
    if (number === undefined) throw new RangeError(`the block %${block.name} is not of @${fn.name}`);
    return number;
  };
  return {
    isReachable: (block) => (graph.position[numberOf(block)] ?? -1) >= 0,
    predecessors: (block) => (graph.predecessors[numberOf(block)] ?? []).map((node) => blocks[node] as BasicBlock),
    dominates: (a, b) => graph.dominates(numberOf(a), numberOf(b)),
  };
}
