/** Standalone mode: one task and no executive, for development and tests of the machine itself (vm-api.md). */
import { ERROR_CODES, HsxError, PSW_E, SVC, svcFailure } from '@hsx/isa';
import type { MiniVM } from './mini-vm.js';
import { REG_PSW, REG_R0 } from './registers.js';
import type { StepResult } from './step-result.js';

/** Asked after every slice: true ends the run. */
export type RunUntilStop = (result: StepResult) => boolean;

export interface RunUntilOptions {
  /** Serves an SVC: it changes registers and memory through the VM and returns true, or false for ENOSYS. */
  shim?: (svcId: number, vm: MiniVM, pid: number) => boolean;
  /** Instructions between two questions to `stop`, at least 1. Default: one `step()`'s worth is asked for. */
  slice?: number;
}

/**
 * Drives the current task until `stop` says so, it ends (TASK EXIT that the shim does not take), breaks or faults.
 * @returns the VM's reused result object.
 */
export function runUntil(vm: MiniVM, stop: RunUntilStop, options: RunUntilOptions): StepResult {
  if (vm.attached)
    throw new HsxError('EBUSY', 'an executive drives this VM', 'standalone mode is for a VM without one');
  const { shim, slice } = options;
  for (;;) {
    const result = slice === undefined ? vm.step() : vm.clock(slice);
    const pid = vm.context() as number;
    if (result.reason === 'svc' && result.svcId !== undefined) {
      const served = shim?.(result.svcId, vm, pid) ?? false;
      if (!served) {
        if (result.svcId === SVC.TASK_EXIT) return result;
        refuse(vm, pid);
      }
    } else if (result.reason === 'fault' || result.reason === 'break') return result;
    if (stop(result)) return result;
  }
}

/** ENOSYS, as the task's convention has it (formats.md §2 for legacy images). */
function refuse(vm: MiniVM, pid: number): void {
  const legacy = vm.taskInfo(pid).legacy;
  vm.regSetFor(pid, REG_R0, legacy ? (0xffff0000 | ERROR_CODES.ENOSYS) >>> 0 : svcFailure('ENOSYS') >>> 0);
  if (!legacy) vm.regSetFor(pid, REG_PSW, vm.regGetFor(pid, REG_PSW) | PSW_E);
}
