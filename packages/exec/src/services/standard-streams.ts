/** The standard streams of a task, as TASK and FS reach them (svc.md, stdio). */
import { HsxError, TIMEOUTS } from '@hsx/isa';
import type { HostStdio, MaybePromise, OutputStream } from '../host.js';
import type { Call, CallResult } from './service.js';

function then<T, R>(value: MaybePromise<T>, next: (value: T) => R): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Writes `length` bytes at `buffer` to a stream. @throws HsxError EFAULT. */
export function writeOutput(
  stdio: HostStdio,
  stream: OutputStream,
  call: Call,
  buffer: number,
  length: number,
): MaybePromise<CallResult> {
  if (length === 0) return { r0: 0 };
  const bytes = call.read(buffer, length);
  return then(stdio.write(stream, bytes), (taken) => {
    const count = typeof taken === 'number' ? taken : length;
    if (!Number.isInteger(count) || count < 0 || count > length)
      throw new HsxError('EIO', `the host took ${count} of ${length} bytes`);
    return { r0: count };
  });
}

/**
 * Reads up to `max` bytes of standard input to `buffer`.
 * @param timeout as the guest gives it, see TIMEOUTS. @throws HsxError EFAULT, EINVAL, EAGAIN, ETIMEDOUT.
 */
export function readInput(
  stdio: HostStdio,
  call: Call,
  buffer: number,
  max: number,
  timeout: number,
): MaybePromise<CallResult> {
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
