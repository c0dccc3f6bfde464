/** Natural loops with one way in, as the loop passes see them. */
import type { LirBlock, LirFunction, LirValue } from '../lower/lir.js';
import { Loops } from '../select/graph.js';

export interface Loop {
  header: LirBlock;
  /** The only block outside from which the loop is entered. */
  front: LirBlock;
  /** The blocks inside that go back to the header; many passes want just one, the latch. */
  latches: readonly LirBlock[];
  latch: LirBlock;
  body: Set<LirBlock>;
  depth: number;
  /** Blocks of the body that are in no inner loop. */
  own: LirBlock[];
  /** Blocks of the body that every iteration passes. */
  always: Set<LirBlock>;
  /** The loops and dominators of the whole function. */
  found: Loops<LirBlock>;
}

/** The loops of a function, innermost first. */
export function loopsOf(fn: LirFunction): Loop[] {
  const entry = fn.blocks[0];
  if (entry === undefined) return [];
  const found = new Loops(entry);
  if (found.headers.length === 0) return [];
  const { dominators } = found;
  const bodies = new Map<LirBlock, Set<LirBlock>>();
  for (const block of fn.blocks) {
    for (let head = found.header(block), guard = 0; head !== undefined && guard < 1000; guard++) {
      const body = bodies.get(head) ?? new Set();
      bodies.set(head, body);
      body.add(block);
      head = outerHeader(head, found);
    }
  }
  const loops: Loop[] = [];
  for (const [head, body] of bodies) {
    const outside = head.preds.filter((pred) => !body.has(pred));
    const back = head.preds.filter((pred) => body.has(pred));
    const [front, latch] = [outside[0], back[0]];
    if (outside.length !== 1 || front === undefined || latch === undefined) continue;
    const always = new Set<LirBlock>();
    const last = back.reduce((a, b) => dominators.common(a, b));
    for (let at: LirBlock | undefined = last; at !== undefined && body.has(at); at = dominators.of(at)) always.add(at);
    loops.push({
      header: head,
      front,
      latches: back,
      latch,
      body,
      depth: found.depth(head),
      own: [...body].filter((block) => found.header(block) === head),
      always,
      found,
    });
  }
  return loops.sort((a, b) => b.depth - a.depth);
}

/** The header of the loop around the loop of `head`. */
function outerHeader(head: LirBlock, loops: Loops<LirBlock>): LirBlock | undefined {
  const wanted = loops.depth(head) - 1;
  if (wanted <= 0) return undefined;
  const { dominators } = loops;
  for (let at = dominators.of(head); at !== undefined; at = dominators.of(at)) {
    if (loops.depth(at) === wanted) {
      const candidate = loops.header(at);
      if (candidate !== undefined && candidate !== head) return candidate;
    }
    if (loops.depth(at) < wanted) return undefined;
  }
  return undefined;
}

/** Whether the value comes from outside the loop. */
export function isInvariant(loop: Loop, value: LirValue): boolean {
  return value.block === null || !loop.body.has(value.block);
}
