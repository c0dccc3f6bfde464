/** What a system call module is to the dispatcher, and what it may do to the task that called it. */
import type { MaybePromise } from '../host.js';

/** A call as its service sees it: the task's registers and memory, checked. */
export interface Call {
  readonly pid: number;
  /** Function number, 0..255. */
  readonly fn: number;
  /** Parameter `index` (register R`index`), unsigned. */
  arg(index: number): number;
  /** A copy of guest memory. @throws HsxError EFAULT. */
  read(address: number, length: number): Uint8Array;
  /**
   * The NUL-terminated text at an address, `undefined` when it has more than `max` bytes.
   * @throws HsxError EFAULT when it leaves the task's memory, EINVAL when it is not UTF-8.
   */
  readString(address: number, max: number): string | undefined;
  /** Refuses a guest buffer that the task itself could not write. @throws HsxError EFAULT. */
  checkWritable(address: number, length: number): void;
  /** Writes guest memory that the task itself could write. @throws HsxError EFAULT. */
  write(address: number, bytes: Uint8Array): void;
  /** Instructions the task has retired, this SVC included. */
  retired(): number;
}

/** Registers that a successful call returns: numbers of any 32 bits; R0 must be 0..0x7FFFFFFF and is 0 when absent. */
export interface CallResult {
  r0?: number;
  r1?: number;
  r2?: number;
}

/** A call that does not return. */
export type TaskEnd = { end: 'exit'; status: number } | { end: 'abort'; code: number };

export type Outcome = CallResult | TaskEnd;

/**
 * One SVC module. A failure is an HsxError whose code becomes the guest's error; whatever else is thrown comes from the host and
 * becomes EIO. A function that is not here answers ENOSYS.
 */
export interface Service {
  /** 0..15 */
  readonly module: number;
  /** ABI version, major << 8 | minor. */
  readonly abi: number;
  /** Feature bits of GET_VERSION. */
  readonly features: number;
  call(call: Call): MaybePromise<Outcome>;
  /** A task has ended, however it did: what it held is freed. */
  taskEnded?(pid: number): void;
}

/** A number's two words for a result in R1:R2, low word first. */
export function wordPair(value: number): { r1: number; r2: number } {
  const whole = Math.floor(value);
  return { r1: whole >>> 0, r2: Math.floor(whole / 2 ** 32) >>> 0 };
}
