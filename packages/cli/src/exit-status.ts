/** Exit statuses of `hsx run`, as a shell shows signals (toolchain.md, Commands). */
import type { RunResult } from '@hsx/exec';
import type { FaultName } from '@hsx/isa';

/** The tool's own failures under `hsx run`, usage errors included: no guest status, so that both can be told apart. */
export const RUN_FAILED = 125;
/** Ctrl-C: 128 + SIGINT. */
export const INTERRUPTED = 130;
/** `--max-steps` reached: 128 + SIGXCPU. */
export const OUT_OF_STEPS = 152;
/** The reader of our output went away: 128 + SIGPIPE. */
export const BROKEN_PIPE = 141;
const BREAK = 133;
const ABORT = 134;

const FAULT_STATUS: Readonly<Record<FaultName, number>> = {
  ILLEGAL: 132,
  ALIGN: 135,
  DIV_ZERO: 136,
  MEM_FAULT: 139,
  STACK_UNDERFLOW: 139,
  STACK_OVERFLOW: 139,
  PC_RANGE: 139,
};

/** What `hsx run` exits with. */
export function runExitStatus(result: RunResult): number {
  switch (result.kind) {
    case 'exit':
      return result.status & 0xff;
    case 'fault':
      return FAULT_STATUS[result.name];
    case 'break':
      return BREAK;
    case 'abort':
      return ABORT;
    case 'max-steps':
      return OUT_OF_STEPS;
    case 'interrupted':
      return INTERRUPTED;
  }
}
