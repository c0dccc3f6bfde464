/** Register allocation of one function: analysis, coalescing, linear scan, data-flow resolution, rewriting. */
import { placeVariables } from '../debug/value-places.js';
import type { MachineFunction } from '../mir/machine.js';
import { buildIntervals } from './build-intervals.js';
import { coalesce } from './coalesce.js';
import { CostModel } from './cost.js';
import { LinearScan } from './linear-scan.js';
import { allocationOrder, blockWeight, numberInstructions } from './numbering.js';
import type { Prepared } from './prepare.js';
import { resolve } from './resolve.js';
import { movesNeedMemory, newRewriteLog, rewriteFunction } from './rewrite.js';
import { verifyAllocation } from './verify.js';

export interface AllocationOptions {
  /** Mask of registers that may be given out. */
  readonly allocatable: number;
  /** Check the result. */
  readonly verify?: boolean;
  /** Follow where the variables of the source are. */
  readonly places?: boolean;
}

/**
 * An allocation that has been worked out but not yet written into the function, so that it can be thrown away when the
 * frame turns out to need another register.
 */
export interface Allocation {
  /** Whether some value passes through the stack frame. */
  spills(): boolean;
  /** Number of bundles with a slot, before slots are shared. */
  readonly spilledBundles: number;
  /** Writes it into the function. */
  apply(): void;
}

/** Allocates registers for a prepared function. */
export function allocateRegisters(fn: MachineFunction, prepared: Prepared, options: AllocationOptions): Allocation {
  const numbering = numberInstructions(allocationOrder(fn));
  const intervals = buildIntervals(fn, numbering);
  const bundles = coalesce(fn, numbering, intervals, prepared);
  const entry = fn.blocks[0];
  // A push and a pop, or two changes of sp.
  const pairCost = 2 * (entry === undefined ? 1 : blockWeight(entry));
  const hasFrame = fn.frame.objects.length > 0 || fn.frame.hasOutgoing || fn.frame.dynamic;
  const scan = new LinearScan({
    intervals: bundles.intervals,
    fixed: intervals.fixed,
    allocatable: options.allocatable,
    costs: new CostModel(numbering),
    calleeSavedCost: pairCost,
    frameCost: hasFrame ? 0 : pairCost,
  });
  scan.run();
  const resolution = resolve(numbering, bundles, intervals.liveness);
  const spilledBundles = bundles.all.filter((bundle) => bundle.inMemory && bundle.remat === undefined).length;
  const input = { fn, numbering, intervals, bundles, resolution, allocatable: options.allocatable };
  return {
    spills: () => spilledBundles > 0 || movesNeedMemory(input),
    spilledBundles,
    apply() {
      const log = options.verify || options.places ? newRewriteLog() : undefined;
      rewriteFunction(input, log);
      if (log !== undefined && options.verify) verifyAllocation(fn, log);
      if (log !== undefined && options.places) placeVariables(fn, log);
    },
  };
}
