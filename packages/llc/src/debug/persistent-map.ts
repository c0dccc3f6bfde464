/**
 * Maps from small whole numbers that share what they have in common: a changed copy costs a few nodes, and what two maps differ in is
 * found without looking at the rest. Following variables through a function takes a copy for every block, and a comparison for every edge.
 */

const BITS = 4;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

/** A node has `WIDTH` children: nodes, or values at height 0. */
type Node<V> = readonly (Node<V> | V | undefined)[];

/** An unchangeable map; undefined is no value. */
export class PersistentMap<V> {
  private constructor(
    private readonly root: Node<V> | undefined,
    private readonly height: number,
  ) {}

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(undefined, 0);
  }

  get(key: number): V | undefined {
    if (key >> (BITS * (this.height + 1)) !== 0) return undefined;
    let node = this.root;
    for (let height = this.height; height > 0 && node !== undefined; height--)
      node = node[(key >> (BITS * height)) & MASK] as Node<V> | undefined;
    return node?.[key & MASK] as V | undefined;
  }

  /** The map with another value for a key; undefined takes it away. */
  with(key: number, value: V | undefined): PersistentMap<V> {
    let { root, height } = this;
    while (key >> (BITS * (height + 1)) !== 0) {
      if (root !== undefined) root = [root];
      height++;
    }
    const changed = change(root, height, key, value);
    return changed === this.root && height === this.height ? this : new PersistentMap(changed, height);
  }

  /** Calls `each` for every key that has not the very same value in both maps, in their order. */
  differences(other: PersistentMap<V>, each: (key: number, mine: V | undefined, others: V | undefined) => void): void {
    const height = Math.max(this.height, other.height);
    compare(this.raised(height), other.raised(height), height, 0, each);
  }

  private raised(height: number): Node<V> | undefined {
    let { root } = this;
    for (let at = this.height; at < height && root !== undefined; at++) root = [root];
    return root;
  }
}

function change<V>(node: Node<V> | undefined, height: number, key: number, value: V | undefined): Node<V> | undefined {
  const index = (key >> (BITS * height)) & MASK;
  const old = node?.[index];
  const made = height === 0 ? value : change(old as Node<V> | undefined, height - 1, key, value);
  if (made === old) return node;
  const copy: (Node<V> | V | undefined)[] = new Array(Math.max(node?.length ?? 0, index + 1));
  let empty = true;
  for (let i = 0; i < copy.length; i++) {
    copy[i] = i === index ? made : node?.[i];
    if (copy[i] !== undefined) empty = false;
  }
  return empty ? undefined : copy;
}

function compare<V>(
  a: Node<V> | undefined,
  b: Node<V> | undefined,
  height: number,
  base: number,
  each: (key: number, mine: V | undefined, others: V | undefined) => void,
): void {
  if (a === b) return;
  for (let i = 0; i < WIDTH; i++) {
    const x = a?.[i];
    const y = b?.[i];
    if (x === y) continue;
    const key = base + (i << (BITS * height));
    if (height === 0) each(key, x as V | undefined, y as V | undefined);
    else compare(x as Node<V> | undefined, y as Node<V> | undefined, height - 1, key, each);
  }
}
