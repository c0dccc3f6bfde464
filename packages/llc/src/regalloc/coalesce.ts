/**
 * Coalescing: virtual registers joined by COPYs and PHIs share one bundle when they never live at the same time, the most
 * frequent copies first. What cannot be joined becomes a hint.
 */
import { isPhysical, type MachineFunction, type MInst } from '../mir/machine.js';
import type { Intervals } from './build-intervals.js';
import { Bundle, firstIntersection, Interval } from './interval.js';
import type { Numbering } from './numbering.js';
import type { Prepared } from './prepare.js';

/** The bundles of a function. */
export interface Bundles {
  readonly all: readonly Bundle[];
  /** The whole interval of each bundle, in the same order. */
  readonly intervals: readonly Interval[];
  /** By virtual register. */
  readonly of: readonly (Bundle | undefined)[];
}

interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** Merging interval lists is linear in their length; beyond this many ranges a copy costs less than the compiler's time. */
const MAX_RANGES = 4000;

/** Forms bundles. */
export function coalesce(fn: MachineFunction, numbering: Numbering, intervals: Intervals, prepared: Prepared): Bundles {
  const whole = intervals.byRegister.slice();
  const leader = new Int32Array(fn.nextVirtual);
  for (let reg = 0; reg < leader.length; reg++) leader[reg] = reg;
  const find = (reg: number): number => {
    let root = reg;
    while (leader[root] !== root) root = leader[root] as number;
    for (let at = reg; at !== root; ) {
      const up = leader[at] as number;
      leader[at] = root;
      at = up;
    }
    return root;
  };
  const definitions = definingInstructions(fn, numbering);

  const join = (x: number, y: number): boolean => {
    const a = find(x);
    const b = find(y);
    if (a === b) return true;
    const first = whole[a];
    const second = whole[b];
    if (first === undefined || second === undefined) return false;
    if (first.ranges.length + second.ranges.length > MAX_RANGES) return false;
    if (firstIntersection(first.ranges, second.ranges) !== Number.POSITIVE_INFINITY) return false;
    leader[b] = a;
    whole[a] = merge(first, second);
    whole[b] = undefined;
    return true;
  };

  for (const [a, b] of prepared.joined) join(a, b);
  for (const [a, b] of prepared.tied) join(a, b);
  // A value may come back to life where setjmp returns again: nothing else may have been in its slot meanwhile.
  const candidates = fn.returnsTwice ? [] : copyCandidates(numbering);
  candidates.sort((x, y) => y.weight - x.weight);
  // A constant is better made where it is wanted than kept.
  for (const { a, b } of candidates) if (definitions[a] === undefined && definitions[b] === undefined) join(a, b);

  const all: Bundle[] = [];
  const list: Interval[] = [];
  const of: (Bundle | undefined)[] = new Array(fn.nextVirtual);
  for (let reg = 0; reg < leader.length; reg++) {
    const root = find(reg);
    if (root === reg && whole[reg] !== undefined) {
      const bundle = (whole[reg] as Interval).bundle;
      all.push(bundle);
      list.push(whole[reg] as Interval);
      for (const member of bundle.members) of[member] = bundle;
      if (bundle.members.length === 1) bundle.remat = definitions[reg];
    }
  }
  noteCosts(numbering, of);
  return { all, intervals: list, of };
}

/** CONSTs and FRAMEADDRs by the virtual register they define. */
function definingInstructions(fn: MachineFunction, numbering: Numbering): (MInst | undefined)[] {
  const definitions: (MInst | undefined)[] = new Array(fn.nextVirtual);
  for (const inst of numbering.insts)
    if (inst.op === 'CONST' || inst.op === 'FRAMEADDR') {
      const def = inst.defs[0];
      if (def !== undefined && !isPhysical(def)) definitions[def] = inst;
    }
  return definitions;
}

function copyCandidates(numbering: Numbering): Candidate[] {
  const candidates: Candidate[] = [];
  numbering.order.forEach((block, index) => {
    for (const inst of block.insts) {
      const def = inst.defs[0];
      if (def === undefined || isPhysical(def)) continue;
      if (inst.op === 'PHI')
        inst.uses.forEach((use, i) => {
          const pred = inst.targets?.[i];
          if (pred === undefined || isPhysical(use)) return;
          candidates.push({ a: def, b: use, weight: numbering.weight[numbering.indexOf[pred.id] as number] as number });
        });
      else if (inst.op === 'COPY') {
        const use = inst.uses[0] as number;
        if (!isPhysical(use)) candidates.push({ a: def, b: use, weight: numbering.weight[index] as number });
      }
    }
  });
  return candidates;
}

function merge(a: Interval, b: Interval): Interval {
  const ranges: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.ranges.length || j < b.ranges.length) {
    const takeA = j >= b.ranges.length || (i < a.ranges.length && (a.ranges[i] as number) < (b.ranges[j] as number));
    const source = takeA ? a.ranges : b.ranges;
    const at = takeA ? i : j;
    const from = source[at] as number;
    const to = source[at + 1] as number;
    if (takeA) i += 2;
    else j += 2;
    if (ranges.length > 0 && ranges[ranges.length - 1] === from) ranges[ranges.length - 1] = to;
    else ranges.push(from, to);
  }
  const positions: number[] = [];
  const kinds: number[] = [];
  i = 0;
  j = 0;
  while (i < a.usePositions.length || j < b.usePositions.length) {
    const takeA =
      j >= b.usePositions.length ||
      (i < a.usePositions.length && (a.usePositions[i] as number) <= (b.usePositions[j] as number));
    const source = takeA ? a : b;
    const at = takeA ? i++ : j++;
    positions.push(source.usePositions[at] as number);
    kinds.push(source.useKinds[at] as number);
  }
  return new Interval(new Bundle(a.bundle.id, [...a.bundle.members, ...b.bundle.members]), ranges, positions, kinds);
}

/** Definition weights and hints of all bundles. */
function noteCosts(numbering: Numbering, of: readonly (Bundle | undefined)[]): void {
  let position = 0;
  numbering.order.forEach((block, index) => {
    const weight = numbering.weight[index] as number;
    const start = numbering.from[index] as number;
    for (const inst of block.insts) {
      if (inst.op === 'PHI') {
        const bundle = of[inst.defs[0] as number];
        if (bundle === undefined) continue;
        inst.uses.forEach((use, i) => {
          const other = of[use];
          const pred = inst.targets?.[i];
          const from = pred === undefined ? -1 : (numbering.indexOf[pred.id] as number);
          if (other === undefined || other === bundle || from < 0) return;
          const edgeWeight = numbering.weight[from] as number;
          bundle.defWeight += edgeWeight;
          bundle.addHint({ position: start, weight: edgeWeight, other });
          other.addHint({ position: (numbering.to[from] as number) - 1, weight: edgeWeight, other: bundle });
        });
        continue;
      }
      for (const def of inst.defs) {
        const bundle = of[def];
        if (bundle !== undefined && !(inst.op === 'COPY' && of[inst.uses[0] as number] === bundle))
          bundle.defWeight += weight;
      }
      if (inst.op === 'COPY') {
        const def = inst.defs[0] as number;
        const use = inst.uses[0] as number;
        const target = of[def];
        const source = of[use];
        if (target !== source) {
          target?.addHint({ position: position + 2, weight, other: source ?? use });
          source?.addHint({ position, weight, other: target ?? def });
        }
      }
      position += 4;
    }
  });
}
