/** Switches: a binary tree over clusters of cases, each found by comparison, by a bit test or through a jump table. */
import { hasInstruction } from '../instruction-set.js';
import type { SwitchInstruction } from '../ir/model.js';
import { extended, integerBits } from './arithmetic.js';
import type { FunctionLowering } from './function.js';
import type { LirBlock, LirValue } from './lir.js';
import { baseOf, type CaseRange, CHAIN, type Cluster, clusterCases, switchCosts } from './switch-clusters.js';

/** Condition codes (isa.md §4). */
const EQ = 0;
const NE = 1;
const LS = 9;
const GE = 10;
const LT = 11;
const LE = 13;

/** A search for the case of a value. */
interface Search {
  readonly f: FunctionLowering;
  readonly value: LirValue;
  readonly fallback: LirBlock;
}

export function lowerSwitch(f: FunctionLowering, inst: SwitchInstruction): void {
  const bits = integerBits(inst.operands[0].type);
  const fallback = f.blocks.get(inst.defaultTarget) as LirBlock;
  const [only, ...more] = f.parts(inst.operands[0]) as [LirValue, ...LirValue[]];
  if (more.length > 0) return wideSwitch(f, inst, extended(f, [only, ...more], bits, true), fallback);
  // A narrow value may be taken as signed or not: as it is, if it is extended already.
  const signed = bits >= 32 || (only.sbits <= bits && only.zbits > bits);
  const [value] = extended(f, [only], bits, signed) as [LirValue];
  const shift = Math.max(0, 32 - bits);
  const cases = inst.cases
    .map(({ value, target }) => {
      const top = Number(value & 0xffffffffn) << shift;
      const word = signed ? top >> shift : top >>> shift;
      return { low: word, high: word, target: f.blocks.get(target) as LirBlock };
    })
    .filter(({ target }) => target !== fallback)
    .sort((a, b) => a.low - b.low);
  const ranges: { low: number; high: number; target: LirBlock }[] = [];
  for (const entry of cases) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && last.target === entry.target && last.high + 1 === entry.low) last.high = entry.high;
    else ranges.push({ ...entry });
  }
  const clusters = clusterCases(ranges, switchCosts(f.module.level, f.optimiseSize));
  const { zbits, sbits } = value;
  const least = zbits < 32 ? 0 : -(2 ** (sbits - 1));
  const most = zbits < 32 ? 2 ** zbits - 1 : 2 ** (sbits - 1) - 1;
  dispatch({ f, value, fallback }, clusters, least, most);
}

function lowOf({ ranges }: Cluster<LirBlock>): number {
  return (ranges[0] as CaseRange<LirBlock>).low;
}

function highOf({ ranges }: Cluster<LirBlock>): number {
  return (ranges[ranges.length - 1] as CaseRange<LirBlock>).high;
}

/** Branches to the cluster that holds the value, which is known to lie in [min, max]. */
function dispatch(search: Search, clusters: readonly Cluster<LirBlock>[], min: number, max: number): void {
  const { f, value, fallback } = search;
  const { build } = f;
  // A case that the value cannot be is never asked for.
  const possible = clusters.filter((cluster) => lowOf(cluster) <= max && highOf(cluster) >= min);
  if (possible.length === 0) return build.br(fallback);
  if (possible.length > CHAIN) {
    const middle = possible.length >> 1;
    const pivot = lowOf(possible[middle] as Cluster<LirBlock>);
    const below = f.continuation('switch.low');
    const above = f.continuation('switch.high');
    build.condbr(build.icmp(LT, value, build.const(pivot)), below, above);
    build.at(below);
    dispatch(search, possible.slice(0, middle), min, pivot - 1);
    build.at(above);
    dispatch(search, possible.slice(middle), pivot, max);
    return;
  }
  let low = min;
  let high = max;
  for (const [i, cluster] of possible.entries()) {
    const outside = i === possible.length - 1 ? fallback : f.continuation('switch');
    // Values next to the known limits need no test on that side.
    if (!branchInto(search, cluster, outside, low, high)) return;
    if (lowOf(cluster) <= low) low = highOf(cluster) + 1;
    else if (highOf(cluster) >= high) high = lowOf(cluster) - 1;
    if (outside !== fallback) build.at(outside);
  }
}

/** Branches to a case of the cluster or, with a value outside it, to `outside`; whether that can be. */
function branchInto(search: Search, cluster: Cluster<LirBlock>, outside: LirBlock, min: number, max: number): boolean {
  const { f, value } = search;
  const { build } = f;
  const low = lowOf(cluster);
  const high = highOf(cluster);
  if (cluster.kind === 'range') {
    const { target } = cluster.ranges[0] as CaseRange<LirBlock>;
    if (low <= min && high >= max) {
      build.br(target);
      return false;
    }
    build.condbr(inRange(search, low, high, min, max), target, outside);
    return true;
  }
  const base = baseOf(cluster.kind, low, high);
  const offset = build.add(value, build.const(-base));
  const bounded = min < base || max > high;
  if (bounded) {
    const inside = f.continuation(`switch.${cluster.kind}`);
    build.condbr(build.icmp(LS, offset, build.const(high - base)), inside, outside);
    build.at(inside);
  }
  if (cluster.kind === 'table') jumpTable(search, cluster, base, offset);
  else testBits(search, cluster, base, offset);
  return bounded;
}

function inRange({ f, value }: Search, low: number, high: number, min: number, max: number): LirValue {
  const { build } = f;
  if (low === high) return build.icmp(EQ, value, build.const(low));
  if (low <= min) return build.icmp(LE, value, build.const(high));
  if (high >= max) return build.icmp(GE, value, build.const(low));
  return build.icmp(LS, build.add(value, build.const(-low)), build.const(high - low));
}

function jumpTable({ f, fallback }: Search, { ranges }: Cluster<LirBlock>, base: number, index: LirValue): void {
  const targets: LirBlock[] = [];
  for (const range of ranges) {
    while (targets.length < range.low - base) targets.push(fallback);
    for (let entry = range.low; entry <= range.high; entry++) targets.push(range.target);
  }
  f.build.jumpTable(index, targets);
}

/** Looks the value up in one mask for each target. */
function testBits({ f, fallback }: Search, { ranges }: Cluster<LirBlock>, base: number, offset: LirValue): void {
  const { build } = f;
  const masks = new Map<LirBlock, number>();
  let left = 0;
  for (const { low, high, target } of ranges)
    for (let value = low; value <= high; value++) {
      masks.set(target, ((masks.get(target) ?? 0) | (1 << (value - base))) >>> 0);
      left++;
    }
  const last = (ranges[ranges.length - 1] as CaseRange<LirBlock>).high;
  const complete = left === last - base + 1;
  const targets = [...masks].sort(([, a], [, b]) => bitCount(b) - bitCount(a));
  for (const [i, [target, mask]] of targets.entries()) {
    const isLast = i === targets.length - 1;
    if (isLast && complete) {
      build.br(target);
      return;
    }
    const next = isLast ? fallback : f.continuation('switch.bits');
    build.condbr(bitTest(f, mask, offset), target, next);
    if (!isLast) build.at(next);
  }
}

/** Whether bit `at` of the mask is set: moved up to the sign, where one comparison finds it, or else down to bit 0. */
function bitTest(f: FunctionLowering, mask: number, at: LirValue): LirValue {
  const { build } = f;
  if (hasInstruction(f.module, 'CBI'))
    return build.icmp(LT, build.binary('shl', build.const(reversed(mask)), at), build.const(0));
  const bit = build.and(build.binary('lshr', build.const(mask), at), build.const(1));
  return build.icmp(NE, bit, build.const(0));
}

/** The word with its bits in the opposite order. */
function reversed(word: number): number {
  let result = 0;
  for (let bit = 0; bit < 32; bit++) if (((word >>> bit) & 1) !== 0) result |= 1 << (31 - bit);
  return result;
}

function bitCount(word: number): number {
  let count = 0;
  for (let left = word >>> 0; left !== 0; left &= left - 1) count++;
  return count;
}

/** A switch on more than 32 bits: one comparison for each case. */
function wideSwitch(f: FunctionLowering, inst: SwitchInstruction, words: LirValue[], fallback: LirBlock): void {
  const { build } = f;
  const bits = integerBits(inst.operands[0].type);
  for (const { value, target } of inst.cases) {
    const constant = build.constWords(BigInt.asIntN(bits, value), words.length);
    const next = f.continuation('switch');
    build.condbr(build.icmpWide(EQ, words, constant), f.blocks.get(target) as LirBlock, next);
    build.at(next);
  }
  build.br(fallback);
}
