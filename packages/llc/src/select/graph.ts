/** Order, dominators and loops of a control-flow graph, for LIR and machine blocks alike. */

/** What the analyses need of a block. */
export interface GraphNode<T> {
  /** Unique among the blocks of a function, and small: results are kept in lists by it. */
  readonly id: number;
  succs: T[];
  preds: T[];
}

/** Blocks reachable from `entry`, each after all its successors except along back edges. */
export function postorder<T extends GraphNode<T>>(entry: T): T[] {
  const order: T[] = [];
  const seen: boolean[] = [];
  seen[entry.id] = true;
  const stack: T[] = [entry];
  /** Successors visited already, for each block of the stack. */
  const visited: number[] = [0];
  while (stack.length > 0) {
    const top = stack.length - 1;
    const node = stack[top] as T;
    const successor = node.succs[visited[top] as number];
    visited[top] = (visited[top] as number) + 1;
    if (successor === undefined) {
      order.push(node);
      stack.pop();
      visited.pop();
    } else if (seen[successor.id] !== true) {
      seen[successor.id] = true;
      stack.push(successor);
      visited.push(0);
    }
  }
  return order;
}

/** Dominators of the blocks that the entry reaches. */
export class Dominators<T extends GraphNode<T>> {
  /** Reverse postorder; the entry first. */
  readonly order: readonly T[];
  /** One more than the largest id in `order`. */
  readonly ids: number;
  /** Place in `order` by block id; -1 for blocks that are not reached. */
  private readonly place: Int32Array;
  /** Immediate dominator by place, as a place; the entry's is itself. */
  private readonly parent: Int32Array;

  constructor(entry: T) {
    this.order = postorder(entry).reverse();
    this.ids = this.order.reduce((ids, node) => Math.max(ids, node.id + 1), 0);
    this.place = new Int32Array(this.ids).fill(-1);
    for (let i = 0; i < this.order.length; i++) this.place[(this.order[i] as T).id] = i;
    this.parent = immediateDominators(this.order, this.place);
  }

  isReached(node: T): boolean {
    return this.placeOf(node) >= 0;
  }

  /** The immediate dominator; undefined for the entry and for what is not reached. */
  of(node: T): T | undefined {
    const place = this.placeOf(node);
    return place <= 0 ? undefined : this.order[this.parent[place] as number];
  }

  /** Whether every way to `b` leads through `a`; false when `b` is not reached. */
  dominates(a: T, b: T): boolean {
    const target = this.placeOf(a);
    let at = this.placeOf(b);
    if (at < 0 || target < 0) return false;
    // A dominator comes earlier in the order.
    while (at > target) at = this.parent[at] as number;
    return at === target;
  }

  /** The nearest block that dominates both. */
  common(a: T, b: T): T {
    let x = this.placeOf(a);
    let y = this.placeOf(b);
    while (x !== y) {
      while (x > y) x = this.parent[x] as number;
      while (y > x) y = this.parent[y] as number;
    }
    return this.order[x] as T;
  }

  private placeOf(node: T): number {
    return this.place[node.id] ?? -1;
  }
}

/** Natural loops. Irreducible cycles are no loops: they only lose an estimate. */
export class Loops<T extends GraphNode<T>> {
  readonly dominators: Dominators<T>;
  /** Headers, inner loops before those around them. */
  readonly headers: readonly T[];
  private readonly depths: Int32Array;
  private readonly innermost: (T | undefined)[];

  constructor(entry: T) {
    const dominators = new Dominators(entry);
    this.dominators = dominators;
    const { order, ids } = dominators;
    const depths = new Int32Array(ids);
    const innermost: (T | undefined)[] = new Array(ids);
    const headers: T[] = [];
    /** By block id: the header for whose loop the block was visited last. */
    const visited: (T | undefined)[] = new Array(ids);
    // Inner loops come later in reverse postorder: visiting headers backwards, the first loop seen is the innermost.
    for (let i = order.length - 1; i >= 0; i--) {
      const head = order[i] as T;
      const work: T[] = [];
      for (const pred of head.preds) if (dominators.dominates(head, pred)) work.push(pred);
      if (work.length === 0) continue;
      headers.push(head);
      const enter = (node: T) => {
        visited[node.id] = head;
        depths[node.id] = (depths[node.id] as number) + 1;
        innermost[node.id] ??= head;
      };
      enter(head);
      for (let node = work.pop(); node !== undefined; node = work.pop()) {
        if (visited[node.id] === head) continue;
        enter(node);
        for (const pred of node.preds) if (dominators.isReached(pred)) work.push(pred);
      }
    }
    this.headers = headers;
    this.depths = depths;
    this.innermost = innermost;
  }

  /** Nesting depth; 0 outside loops. */
  depth(node: T): number {
    return this.depths[node.id] ?? 0;
  }

  /** Header of the innermost loop that holds the block. */
  header(node: T): T | undefined {
    return this.innermost[node.id];
  }
}

/** Cooper, Harvey and Kennedy's iteration over reverse postorder. */
function immediateDominators<T extends GraphNode<T>>(order: readonly T[], place: Int32Array): Int32Array {
  const idom = new Int32Array(order.length).fill(-1);
  if (order.length > 0) idom[0] = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 1; i < order.length; i++) {
      let best = -1;
      for (const pred of (order[i] as T).preds) {
        let p = place[pred.id] ?? -1;
        if (p < 0 || idom[p] === -1) continue;
        if (best === -1) {
          best = p;
          continue;
        }
        while (p !== best) {
          while (p > best) p = idom[p] as number;
          while (best > p) best = idom[best] as number;
        }
      }
      if (best !== -1 && idom[i] !== best) {
        idom[i] = best;
        changed = true;
      }
    }
  }
  return idom;
}
