import { describe, expect, it } from 'vitest';
import { randomFunction } from '../mir/testing/random-function.js';
import { buildIntervals } from './build-intervals.js';
import { coalesce } from './coalesce.js';
import { CostModel } from './cost.js';
import { LinearScan } from './linear-scan.js';
import { allocationOrder, numberInstructions } from './numbering.js';
import { prepareForAllocation } from './prepare.js';
import { ALLOCATABLE_MASK } from './registers.js';
import { resolve } from './resolve.js';
import { newRewriteLog, rewriteFunction } from './rewrite.js';
import { verifyAllocation } from './verify.js';

function allocated(seed: number) {
  const fn = randomFunction(seed, { level: 'ext', blocks: 6, length: 10, pressure: 25 });
  const prepared = prepareForAllocation(fn);
  const numbering = numberInstructions(allocationOrder(fn));
  const intervals = buildIntervals(fn, numbering);
  const bundles = coalesce(fn, numbering, intervals, prepared);
  const costs = new CostModel(numbering);
  new LinearScan({
    intervals: bundles.intervals,
    fixed: intervals.fixed,
    allocatable: ALLOCATABLE_MASK,
    costs,
    calleeSavedCost: 2,
    frameCost: 2,
  }).run();
  const resolution = resolve(numbering, bundles, intervals.liveness);
  const log = newRewriteLog();
  rewriteFunction({ fn, numbering, intervals, bundles, resolution, allocatable: ALLOCATABLE_MASK }, log);
  return { fn, log };
}

describe('allocation verifier', () => {
  it('accepts what the allocator makes', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { fn, log } = allocated(seed);
      verifyAllocation(fn, log);
    }
  });

  it('notices a wrong operand', () => {
    let changed = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { fn, log } = allocated(seed);
      const victim = [...log.events.values()]
        .flat()
        .find(
          ({ inst, original }) =>
            inst !== undefined && original !== undefined && ['ADD', 'MUL', 'XOR'].includes(original.op),
        );
      if (victim?.inst === undefined) continue;
      victim.inst.uses[0] = 13;
      changed++;
      expect(() => verifyAllocation(fn, log)).toThrow(/wrong allocation/);
    }
    expect(changed).toBeGreaterThan(10);
  });

  it('notices a reload that is missing', () => {
    let changed = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { fn, log } = allocated(seed);
      for (const events of log.events.values()) {
        const at = events.findIndex(({ inst, original }) => original === undefined && inst?.op === 'LD');
        if (at < 0) continue;
        events.splice(at, 1);
        changed++;
        expect(() => verifyAllocation(fn, log)).toThrow(/wrong allocation/);
        break;
      }
    }
    expect(changed).toBeGreaterThan(10);
  });
});
