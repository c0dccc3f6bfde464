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

/** Loops around each node, by the definition: one natural loop per header. */
function depths(successors: readonly (readonly number[])[], dominates: (a: number, b: number) => boolean): number[] {
  const depth = successors.map(() => 0);
  const reached = reachable(successors, -1);
  for (let header = 0; header < successors.length; header++) {
    const body = new Set<number>();
    const work: number[] = [];
    successors.forEach((targets, node) => {
      if (reached.has(node) && targets.includes(header) && dominates(header, node)) work.push(node);
    });
    if (work.length === 0) continue;
    body.add(header);
    for (let node = work.pop(); node !== undefined; node = work.pop()) {
      if (body.has(node)) continue;
      body.add(node);
      successors.forEach((targets, from) => {
        if (reached.has(from) && targets.includes(node as number)) work.push(from);
      });
    }
    for (const node of body) depth[node] = (depth[node] ?? 0) + 1;
  }
  return depth;
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
        expect([...graph.loopDepth]).toEqual(depths(successors, dominates));
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
    expect(graph.loopDepth[n]).toBe(n);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('gives blocks of a function their order, dominators and loops', () => {
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
    expect(flow.order[0]).toBe(e);
    expect(flow.isReachable(dead)).toBe(false);
    expect(flow.immediateDominator(x)).toBe(h);
    expect(flow.predecessors(x)).toEqual([h, dead]);
    expect([e, h, b, x, dead].map((block) => flow.loopDepth(block))).toEqual([0, 1, 2, 0, 0]);
    expect(flow.loopHeader(b)).toBe(b);
    expect(flow.loopHeader(x)).toBeUndefined();
    expect(flow.dominates(h, b) && !flow.dominates(b, x)).toBe(true);
  });
});
