/** Module TASK: the task's life, its standard streams and its arguments (svc.md). */
import { HsxError, SVC, TIMEOUTS } from '@hsx/isa';
import type { HostStdio, MaybePromise, OutputStream } from '../host.js';
import type { Call, CallResult, Outcome, Service } from './service.js';

function then<T, R>(value: MaybePromise<T>, next: (value: T) => R): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function write(stdio: HostStdio, stream: OutputStream, call: Call): MaybePromise<CallResult> {
  const length = call.arg(1);
  if (length === 0) return { r0: 0 };
  const bytes = call.read(call.arg(0), length);
  return then(stdio.write(stream, bytes), (taken) => {
    const count = typeof taken === 'number' ? taken : length;
    if (!Number.isInteger(count) || count < 0 || count > length)
      throw new HsxError('EIO', `the host took ${count} of ${length} bytes`);
    return { r0: count };
  });
}

function read(stdio: HostStdio, call: Call): MaybePromise<CallResult> {
  const buffer = call.arg(0);
  const max = call.arg(1);
  const timeout = call.arg(2);
  // 0 bytes mean the end of the input and nothing else, so a read of nothing has no answer.
  if (max === 0) throw new HsxError('EINVAL', 'READ of 0 bytes');
  call.checkWritable(buffer, max);
  const timeoutMs = timeout > TIMEOUTS.MAX_MS ? Number.POSITIVE_INFINITY : timeout;
  return then(stdio.read(max, timeoutMs), (bytes) => {
    if (bytes === null) throw new HsxError(timeout === TIMEOUTS.POLL ? 'EAGAIN' : 'ETIMEDOUT', 'no input');
    if (bytes.length > max)
      throw new HsxError('EIO', `the host gave ${bytes.length} bytes where ${max} were asked for`);
    call.write(buffer, bytes);
    return { r0: bytes.length };
  });
}

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
          return write(stdio, 1, call);
        case SVC.TASK_WRITE_ERR:
          return write(stdio, 2, call);
        case SVC.TASK_READ:
          return read(stdio, call);
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
