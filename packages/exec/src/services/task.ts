/** Module TASK: the task's life, its standard streams and its arguments (svc.md). */
import { HsxError, SVC } from '@hsx/isa';
import type { HostStdio, MaybePromise } from '../host.js';
import type { Call, Outcome, Service } from './service.js';
import { readInput, writeOutput } from './standard-streams.js';

/** The argument strings back to back, each with its NUL. */
export function packArguments(args: readonly string[]): Uint8Array {
  return new TextEncoder().encode(args.map((arg) => `${arg}\0`).join(''));
}

/**
 * @param args what ARGS gives, the program's name first by custom.
 * @throws HsxError EINVAL for an argument that holds a NUL.
 */
export function taskService(stdio: HostStdio, args: readonly string[]): Service {
  const bad = args.find((arg) => arg.includes('\0'));
  if (bad !== undefined) throw new HsxError('EINVAL', `the argument ${JSON.stringify(bad)} holds a NUL`);
  const packed = packArguments(args);
  return {
    module: SVC.TASK_EXIT >> 8,
    abi: 0x0100,
    features: 0,
    call(call: Call): MaybePromise<Outcome> {
      switch ((this.module << 8) | call.fn) {
        case SVC.TASK_EXIT:
          return { end: 'exit', status: call.arg(0) | 0 };
        case SVC.TASK_WRITE:
          return writeOutput(stdio, 1, call, call.arg(0), call.arg(1));
        case SVC.TASK_WRITE_ERR:
          return writeOutput(stdio, 2, call, call.arg(0), call.arg(1));
        case SVC.TASK_READ:
          return readInput(stdio, call, call.arg(0), call.arg(1), call.arg(2));
        case SVC.TASK_ABORT:
          return { end: 'abort', code: call.arg(0) | 0 };
        case SVC.TASK_ARGS:
          if (call.arg(1) >= packed.length && packed.length > 0) call.write(call.arg(0), packed);
          return { r0: args.length, r1: packed.length };
        default:
          throw new HsxError('ENOSYS', `TASK has no function ${call.fn}`);
      }
    },
  };
}
