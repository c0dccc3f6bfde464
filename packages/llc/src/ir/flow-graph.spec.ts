import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlFlow } from './dominators.js';
import { flowGraph } from './flow-graph.js';
import { functionOf } from './testing/one-function.js';

/** Nodes reachable from the entry without passing one. */
function reachable(successors: readonly (readonly number[])[], without: number): Set<number> {
  const seen = new Set<number>();
  const work = without === 0 ? [] : [0];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const target of successors[node] ?? []) if (target !== without) work.push(target);
  }
  return seen;
}

describe('flowGraph', () => {
  it('agrees with the definitions on random graphs', () => {
    const graphs = fc
      .integer({ min: 1, max: 12 })
      .chain((n) => fc.array(fc.array(fc.nat(n - 1), { maxLength: 3 }), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(graphs, (successors) => {
        const count = successors.length;
        const graph = flowGraph(count, (node) => successors[node] ?? []);
        const reached = reachable(successors, -1);
        expect(new Set(graph.order)).toEqual(reached);
        const dominates = (a: number, b: number) =>
          reached.has(a) && reached.has(b) && (a === b || !reachable(successors, a).has(b));
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++) expect(graph.dominates(a, b)).toBe(dominates(a, b));
          const idom = graph.idom[a] ?? -1;
          if (!reached.has(a) || a === 0) expect(idom).toBe(-1);
          else {
            const strict = [...reached].filter((d) => d !== a && dominates(d, a));
            expect(strict.every((d) => dominates(d, idom)) && strict.includes(idom)).toBe(true);
          }
        }
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  it('takes a hundred thousand nested loops without recursion or quadratic time', () => {
    const n = 100_000;
    const started = performance.now();
    // i → i + 1 on the way in; the way out goes back over every header.
    const graph = flowGraph(2 * n, (node) =>
      node < n ? [node + 1] : node + 1 < 2 * n ? [node + 1, 2 * n - 1 - node] : [0],
    );
    expect(graph.idom[2 * n - 1]).toBe(n - 1 + n - 1);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('gives blocks of a function their predecessors and dominators', () => {
    const fn = functionOf(`define void @f(i1 %c) {
e: br label %h
h: br i1 %c, label %b, label %x
b: br i1 %c, label %b, label %h
x: ret void
dead: br label %x
}`);
    const [e, h, b, x, dead] = fn.blocks;
    if (!e || !h || !b || !x || !dead) throw new Error('blocks are missing');
    const flow = controlFlow(fn);
    expect(flow.isReachable(dead)).toBe(false);
    expect(flow.predecessors(x)).toEqual([h, dead]);
    expect([e, h, b, x, dead].map((block) => flow.dominates(h, block))).toEqual([false, true, true, true, false]);
    expect(flow.dominates(b, x)).toBe(false);
  });
});
