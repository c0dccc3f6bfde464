/**
 * How the cases of a switch are found, by cost: neighbouring cases become a jump table or a bit test where that is better than
 * comparing with each. What comes out are clusters in ascending order, among which a binary tree decides.
 */

/** Consecutive case values with one target, both ends included; signed words. */
export interface CaseRange<T> {
  readonly low: number;
  readonly high: number;
  readonly target: T;
}

/**
 * - `range`: one comparison, or two as one subtraction;
 * - `table`: a jump through the table of all values from the first to the last;
 * - `bits`: one bit mask for each target, shifted by the value.
 */
export interface Cluster<T> {
  readonly kind: 'range' | 'table' | 'bits';
  /** One for `range`. */
  readonly ranges: readonly CaseRange<T>[];
}

/** What the ways cost on a machine, in words of code and in instructions executed. */
export interface SwitchCosts {
  /** A comparison with one value, short (within -8..7) or long, and with a range of values. */
  readonly short: number;
  readonly long: number;
  readonly range: number;
  /** Deciding between two halves. */
  readonly pivot: number;
  /** A table without its entries. */
  readonly table: number;
  /** The check that a value can be shifted by, and one mask. */
  readonly bitsBound: number;
  readonly bitsMask: number;
  /** Words that one executed instruction less is worth. */
  readonly speed: number;
}

/** Costs for a level and what is optimised for. */
export function switchCosts(level: 'core' | 'ext', forSize: boolean): SwitchCosts {
  const speed = forSize ? 0.25 : 8;
  if (level === 'ext') return { short: 1, long: 2, range: 3, pivot: 2, table: 8, bitsBound: 2.5, bitsMask: 4, speed };
  return { short: 3, long: 3, range: 6, pivot: 6, table: 12, bitsBound: 6, bitsMask: 6, speed };
}

/** Clusters that are compared with one after the other before the list is split in halves. */
export const CHAIN = 3;
const TABLE_ENTRIES = 4096;
const TABLE_RANGES = 4;
/** A mask is a word. */
const BITS = 32;
const BITS_TARGETS = 3;
/** How often a mask is looked at: other values have left at the check of the bounds. */
const BITS_REACHED = 0.5;

/** The values a table or a shift starts counting at: 0 where that saves a subtraction and adds little. */
export function baseOf(kind: 'table' | 'bits', low: number, high: number): number {
  if (kind === 'table') return low > 0 && low <= 4 ? 0 : low;
  return low >= 0 && high < BITS ? 0 : low;
}

/** Partitions cases, which are in ascending order, at the least cost. */
export function clusterCases<T>(ranges: readonly CaseRange<T>[], costs: SwitchCosts): Cluster<T>[] {
  const n = ranges.length;
  /** Least cost of the cases from i on, and how the first cluster of that ends and what it is. */
  const best = new Float64Array(n + 1);
  const end = new Int32Array(n);
  const kind: Cluster<T>['kind'][] = new Array(n);
  /** Cost of a cluster of `count` cases: its own words, its part of the tree, and the steps its cases take. */
  const total = (words: number, steps: number, count: number): number => {
    const search = costs.pivot * Math.max(0, Math.log2(n / count / CHAIN));
    return words + (n > CHAIN ? costs.pivot / CHAIN : 0) + (costs.speed * (steps + search) * count) / n;
  };
  for (let i = n - 1; i >= 0; i--) {
    const first = ranges[i] as CaseRange<T>;
    const { low } = first;
    const single = first.high > low ? costs.range : low >= -8 && low <= 7 ? costs.short : costs.long;
    best[i] = total(single, 2 * single, 1) + (best[i + 1] as number);
    end[i] = i + 1;
    kind[i] = 'range';
    const targets = new Set<T>();
    for (let j = i; j < n; j++) {
      const { high, target } = ranges[j] as CaseRange<T>;
      const count = j - i + 1;
      if (high - low >= TABLE_ENTRIES) break;
      if (high - low < BITS && targets.size <= BITS_TARGETS) targets.add(target);
      if (count < 2) continue;
      const consider = (what: 'table' | 'bits', words: number, steps: number): void => {
        const cost = total(words, steps, count) + (best[j + 1] as number);
        if (cost >= (best[i] as number)) return;
        best[i] = cost;
        end[i] = j + 1;
        kind[i] = what;
      };
      if (count >= TABLE_RANGES) {
        const bias = baseOf('table', low, high) === 0 ? 0 : 1;
        const entries = high - baseOf('table', low, high) + 1;
        consider('table', costs.table - 1 + bias + entries, costs.table - 1 + bias);
      }
      if (high - low < BITS && targets.size <= BITS_TARGETS) {
        const bias = baseOf('bits', low, high) === 0 ? 0 : 1;
        const steps = costs.bitsBound + BITS_REACHED * (costs.bitsMask - 1) * ((targets.size + 1) / 2);
        consider('bits', bias + costs.bitsBound + costs.bitsMask * targets.size, bias + steps);
      }
    }
  }
  const clusters: Cluster<T>[] = [];
  for (let i = 0; i < n; i = end[i] as number)
    clusters.push({ kind: kind[i] as Cluster<T>['kind'], ranges: ranges.slice(i, end[i]) });
  return clusters;
}
