/** What a run reports (vm-api.md). */

/** Why a run stopped, in the order of precedence fault, svc and break, step, ok. */
export type StopReason = 'ok' | 'step' | 'break' | 'fault' | 'svc';

/**
 * The result of `step` and `clock`. A VM has one such object and fills it again on every run: copy what is to be kept.
 */
export interface StepResult {
  reason: StopReason;
  /** Where the task stands now, unsigned: behind an SVC or BRK, at the instruction that faulted. */
  pc: number;
  /** Instructions retired by this run. */
  retired: number;
  /** With reason `svc`: module << 8 | function. */
  svcId: number | undefined;
  /** With reason `break`: 0..255. */
  breakCode: number | undefined;
  /** With reason `fault`: 0xFF02..0xFF08. */
  faultCode: number | undefined;
  /** Events that the run queued inside the VM; 0, as neither paging nor a trace queue exists. */
  eventsEmitted: number;
}

/** A caller's limit in its own time: `clock` ends with ETIMEDOUT when it is spent. The VM has no clock of its own. */
export interface TimeBudget {
  /** The time now, in any unit. */
  now(): number;
  /** The time at which the run must end. */
  until: number;
}
