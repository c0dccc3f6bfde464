/** Order, dominators and loops of a control-flow graph, for LIR and machine blocks alike. */

/** What the analyses need of a block. */
export interface GraphNode<T> {
  succs: T[];
  preds: T[];
}

/** Blocks reachable from `entry`, each after all its successors except along back edges. */
export function postorder<T extends GraphNode<T>>(entry: T): T[] {
  const order: T[] = [];
  const seen = new Set<T>([entry]);
  const stack: { node: T; next: number }[] = [{ node: entry, next: 0 }];
  for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
    const successor = top.node.succs[top.next++];
    if (successor === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (!seen.has(successor)) {
      seen.add(successor);
      stack.push({ node: successor, next: 0 });
    }
  }
  return order;
}

export interface Loops<T> {
  /** Nesting depth; 0 outside loops. */
  depth: Map<T, number>;
  /** Header of the innermost loop that holds the block. */
  header: Map<T, T>;
  /** Immediate dominator; the entry has none. */
  idom: Map<T, T>;
}

/** Dominators and natural loops. Irreducible cycles are no loops: they only lose an estimate. */
export function findLoops<T extends GraphNode<T>>(entry: T): Loops<T> {
  const order = postorder(entry).reverse();
  const number = new Map<T, number>(order.map((node, i) => [node, i]));
  const idom = immediateDominators(order, number);
  const dominates = (a: T, b: T): boolean => {
    for (let at: T | undefined = b; at !== undefined; at = idom.get(at)) {
      if (at === a) return true;
      if ((number.get(at) as number) < (number.get(a) as number)) return false;
    }
    return false;
  };
  const depth = new Map<T, number>(order.map((node) => [node, 0]));
  const header = new Map<T, T>();
  // Inner loops come later in reverse postorder: visiting headers backwards, the first loop seen is the innermost.
  for (let i = order.length - 1; i >= 0; i--) {
    const head = order[i] as T;
    const latches = head.preds.filter((pred) => number.has(pred) && dominates(head, pred));
    if (latches.length === 0) continue;
    const body = new Set<T>([head]);
    const work = [...latches];
    for (let node = work.pop(); node !== undefined; node = work.pop()) {
      if (body.has(node)) continue;
      body.add(node);
      for (const pred of node.preds) if (number.has(pred)) work.push(pred);
    }
    for (const node of body) {
      depth.set(node, (depth.get(node) ?? 0) + 1);
      if (!header.has(node)) header.set(node, head);
    }
  }
  return { depth, header, idom };
}

/** Cooper, Harvey and Kennedy's iteration over reverse postorder. */
function immediateDominators<T extends GraphNode<T>>(order: readonly T[], number: ReadonlyMap<T, number>): Map<T, T> {
  const idom: number[] = order.map((_, i) => (i === 0 ? 0 : -1));
  const intersect = (first: number, second: number): number => {
    let a = first;
    let b = second;
    while (a !== b) {
      while (a > b) a = idom[a] as number;
      while (b > a) b = idom[b] as number;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < order.length; i++) {
      let best = -1;
      for (const pred of (order[i] as T).preds) {
        const p = number.get(pred);
        if (p === undefined || idom[p] === -1) continue;
        best = best === -1 ? p : intersect(best, p);
      }
      if (best !== -1 && idom[i] !== best) {
        idom[i] = best;
        changed = true;
      }
    }
  }
  return new Map(order.slice(1).map((node, i) => [node, order[idom[i + 1] as number] as T]));
}
