/** What runs a task's instructions. The interpreter is the definition; any other engine must agree at every stop (vm-api.md). */
import { CALL_RETURN_ADDRESS, EXIT_ADDRESS } from '@hsx/isa';
import type { Task } from '../task.js';

/** The run used up its budget. */
export const STOP_OK = 0;
/** SVC retired, or RET to an exit address; `detail` is the SVC id. */
export const STOP_SVC = 1;
/** BRK retired; `detail` is its code. */
export const STOP_BREAK = 2;
/** The instruction at pc faulted and did not retire; `detail` is the fault's code. */
export const STOP_FAULT = 3;

/** RET that pops this ends the task (isa.md §6). Signed, as it lies in memory. */
export const EXIT_WORD = EXIT_ADDRESS | 0;
/** RET that pops this ends a pushed call (vm-api.md, pushCall). */
export const CALL_RETURN_WORD = CALL_RETURN_ADDRESS | 0;

/**
 * An engine. After `run` the task's pc, sp, psw and registers are exact; the engine's own fields say how it went and stay until
 * the next run. An engine changes nothing else of a task: states, the E latch and counters are the control plane's.
 */
export interface Engine {
  readonly name: string;
  /** Instructions retired by the last run. */
  retired: number;
  /** SVC id, BRK code or fault code of the last run. */
  detail: number;
  /** pc of the last instruction that the last run began, -1 when it began none. */
  lastPc: number;
  /**
   * Runs up to `budget` instructions.
   * @param budget 0..2^30.
   * @returns one of the STOP_ codes.
   */
  run(task: Task, budget: number): number;
}

/** The greatest budget of one `Engine.run`: it keeps counters in 32 bits. */
export const MAX_BUDGET = 2 ** 30;
