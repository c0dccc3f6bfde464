/**
 * Dominators of any graph whose nodes are numbered from the entry 0 on. Nothing here is recursive, and the time is near-linear for
 * every graph (Lengauer-Tarjan), so hostile control flow is no danger.
 */

export interface FlowGraph {
  /** Reachable nodes in reverse post-order; the entry first. */
  readonly order: readonly number[];
  /** Position in `order`, -1 for unreachable nodes. */
  readonly position: Int32Array;
  /** Predecessors with one entry per edge; edges from unreachable nodes too. */
  readonly predecessors: readonly (readonly number[])[];
  /** The immediate dominator; -1 for the entry and unreachable nodes. */
  readonly idom: Int32Array;
  /** True when every path to `b` passes `a`; a node dominates itself; false for unreachable nodes. */
  dominates(a: number, b: number): boolean;
}

export function flowGraph(count: number, successorsOf: (node: number) => readonly number[]): FlowGraph {
  const successors: (readonly number[])[] = [];
  const predecessors: number[][] = Array.from({ length: count }, () => []);
  for (let node = 0; node < count; node++) {
    const targets = successorsOf(node);
    successors.push(targets);
    for (const target of targets) predecessors[target]?.push(node);
  }
  const search = depthFirst(count, successors);
  const idom = immediateDominators(count, search, predecessors);
  const { enter, leave } = dominatorIntervals(count, search.order, idom);
  const dominates = (a: number, b: number) => {
    // Array reads are in range for nodes of the graph.
    const enterA = enter[a] as number;
    const enterB = enter[b] as number;
    return enterA >= 0 && enterB >= enterA && enterB < (leave[a] as number);
  };
  const { order, position } = search;
  return { order, position, predecessors, idom, dominates };
}

interface Search {
  readonly order: readonly number[];
  readonly position: Int32Array;
  /** Nodes by depth-first number, and the number of a node (-1 unreachable). */
  readonly vertex: readonly number[];
  readonly number: Int32Array;
  /** Parent in the depth-first tree, by node. */
  readonly parent: Int32Array;
}

function depthFirst(count: number, successors: readonly (readonly number[])[]): Search {
  const number = new Int32Array(count).fill(-1);
  const parent = new Int32Array(count).fill(-1);
  const position = new Int32Array(count).fill(-1);
  const next = new Int32Array(count);
  const vertex: number[] = [];
  const postOrder: number[] = [];
  if (count > 0) {
    const path = [0];
    number[0] = 0;
    vertex.push(0);
    while (path.length > 0) {
      const node = path[path.length - 1] as number;
      const targets = successors[node] as readonly number[];
      const at = next[node] as number;
      const target = targets[at];
      if (target === undefined) {
        postOrder.push(node);
        path.pop();
        continue;
      }
      next[node] = at + 1;
      if (number[target] === -1) {
        number[target] = vertex.length;
        parent[target] = node;
        vertex.push(target);
        path.push(target);
      }
    }
  }
  const order = postOrder.reverse();
  for (let i = 0; i < order.length; i++) position[order[i] as number] = i;
  return { order, position, vertex, number, parent };
}

/** Lengauer and Tarjan's simple version: O(edges · log nodes). Works on depth-first numbers. */
function immediateDominators(
  count: number,
  { vertex, number, parent }: Search,
  predecessors: readonly (readonly number[])[],
): Int32Array {
  const reached = vertex.length;
  const semi = new Int32Array(reached);
  const label = new Int32Array(reached);
  const ancestor = new Int32Array(reached).fill(-1);
  const dominator = new Int32Array(reached);
  const buckets: number[][] = Array.from({ length: reached }, () => []);
  for (let v = 0; v < reached; v++) {
    semi[v] = v;
    label[v] = v;
  }
  const path: number[] = [];
  // The vertex of least semidominator on the forest's path above v. Array reads are in range: all are numbers of reached nodes.
  const evaluate = (v: number): number => {
    if (ancestor[v] === -1) return v;
    for (let u = v; ancestor[ancestor[u] as number] !== -1; u = ancestor[u] as number) path.push(u);
    for (let u = path.pop(); u !== undefined; u = path.pop()) {
      const above = ancestor[u] as number;
      if ((semi[label[above] as number] as number) < (semi[label[u] as number] as number)) {
        label[u] = label[above] as number;
      }
      ancestor[u] = ancestor[above] as number;
    }
    return label[v] as number;
  };
  for (let w = reached - 1; w > 0; w--) {
    const node = vertex[w] as number;
    const p = number[parent[node] as number] as number;
    for (const predecessor of predecessors[node] as readonly number[]) {
      const v = number[predecessor] as number;
      if (v < 0) continue;
      const u = evaluate(v);
      if ((semi[u] as number) < (semi[w] as number)) semi[w] = semi[u] as number;
    }
    (buckets[semi[w] as number] as number[]).push(w);
    ancestor[w] = p;
    for (const v of buckets[p] as number[]) {
      const u = evaluate(v);
      dominator[v] = (semi[u] as number) < (semi[v] as number) ? u : p;
    }
    buckets[p] = [];
  }
  const idom = new Int32Array(count).fill(-1);
  for (let w = 1; w < reached; w++) {
    if (dominator[w] !== semi[w]) dominator[w] = dominator[dominator[w] as number] as number;
    idom[vertex[w] as number] = vertex[dominator[w] as number] as number;
  }
  return idom;
}

/** Numbers of entering and leaving each node in a walk of the dominator tree: an ancestor's interval encloses its descendants'. */
function dominatorIntervals(count: number, order: readonly number[], idom: Int32Array) {
  const size = new Int32Array(count);
  const enter = new Int32Array(count).fill(-1);
  const leave = new Int32Array(count);
  // A dominator comes before what it dominates, so sizes sum up backwards and places are dealt out forwards.
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i] as number;
    size[node] = (size[node] as number) + 1;
    const above = idom[node] as number;
    if (above >= 0) size[above] = (size[above] as number) + (size[node] as number);
  }
  const free = new Int32Array(count);
  for (const node of order) {
    const above = idom[node] as number;
    const at = above < 0 ? 0 : (free[above] as number);
    enter[node] = at;
    leave[node] = at + (size[node] as number);
    free[node] = at + 1;
    if (above >= 0) free[above] = at + (size[node] as number);
  }
  return { enter, leave };
}
