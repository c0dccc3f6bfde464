import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dominators, type GraphNode, Loops, postorder } from './graph.js';

interface Node extends GraphNode<Node> {
  readonly id: number;
}

/** A graph of up to 10 blocks with gaps in their numbers; block 0 is the entry. */
const graphs = fc
  .array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
  .map((targets): Node[] => {
    const nodes = targets.map((_, i): Node => ({ id: 3 * i, succs: [], preds: [] }));
    targets.forEach((list, i) => {
      for (const target of new Set(list)) {
        const [from, to] = [nodes[i] as Node, nodes[target]];
        if (to === undefined) continue;
        from.succs.push(to);
        to.preds.push(from);
      }
    });
    return nodes;
  });

/** What the entry reaches without passing `wall`. */
function reached(entry: Node, wall?: Node): Set<Node> {
  const set = new Set<Node>(entry === wall ? [] : [entry]);
  for (const node of set) for (const succ of node.succs) if (succ !== wall) set.add(succ);
  return set;
}

/** By definition: every way from the entry to `b` passes `a`. */
function dominates(nodes: readonly Node[], a: Node, b: Node): boolean {
  const entry = nodes[0] as Node;
  return reached(entry).has(b) && !reached(entry, a).has(b);
}

describe('dominators and loops', () => {
  it('visits what is reached, each block after its successors but for ways back', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const order = postorder(nodes[0] as Node);
        expect(new Set(order)).toEqual(reached(nodes[0] as Node));
        expect(order).toHaveLength(new Set(order).size);
        for (const [i, node] of order.entries())
          for (const succ of node.succs)
            if (order.indexOf(succ) > i) expect(reached(succ).has(node), 'a way back closes a cycle').toBe(true);
      }),
    );
  });

  it('are what their definitions say', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const entry = nodes[0] as Node;
        const dominators = new Dominators(entry);
        const alive = reached(entry);
        for (const a of nodes)
          for (const b of nodes) {
            expect(dominators.dominates(a, b)).toBe(alive.has(a) && dominates(nodes, a, b));
            if (!alive.has(a) || !alive.has(b)) continue;
            const common = dominators.common(a, b);
            expect(dominates(nodes, common, a) && dominates(nodes, common, b)).toBe(true);
            for (const other of alive)
              if (dominates(nodes, other, a) && dominates(nodes, other, b))
                expect(dominates(nodes, other, common)).toBe(true);
          }
        for (const node of nodes) {
          expect(dominators.isReached(node)).toBe(alive.has(node));
          const parent = dominators.of(node);
          expect(parent === undefined).toBe(node === entry || !alive.has(node));
          if (parent !== undefined) expect(parent !== node && dominates(nodes, parent, node)).toBe(true);
        }
      }),
    );
  });

  it('finds each natural loop, the innermost first', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const entry = nodes[0] as Node;
        const alive = reached(entry);
        const bodies = new Map<Node, Set<Node>>();
        for (const head of alive) {
          const latches = head.preds.filter((pred) => alive.has(pred) && dominates(nodes, head, pred));
          if (latches.length === 0) continue;
          const body = new Set([head]);
          const work = [...latches];
          for (let node = work.pop(); node !== undefined; node = work.pop()) {
            if (body.has(node)) continue;
            body.add(node);
            work.push(...node.preds.filter((pred) => alive.has(pred)));
          }
          bodies.set(head, body);
        }
        const loops = new Loops(entry);
        expect(new Set(loops.headers)).toEqual(new Set(bodies.keys()));
        for (const node of nodes) {
          const around = [...bodies].filter(([, body]) => body.has(node));
          expect(loops.depth(node)).toBe(around.length);
          const header = loops.header(node);
          if (header === undefined) expect(around).toEqual([]);
          else {
            // No other loop around the block lies inside its innermost one.
            expect(bodies.get(header)?.has(node)).toBe(true);
            for (const [head] of around) if (head !== header) expect(dominates(nodes, head, header)).toBe(true);
          }
        }
      }),
    );
  });
});
