/** What the executive asks of the machine it runs on. Nothing here is Node's: a host hands these in. */

/** A task's standard streams as the host sees them: 1 is standard output, 2 is standard error. */
export type OutputStream = 1 | 2;

/** `T` now or later: a host that has the answer at hand returns it, so that a run stays synchronous. */
export type MaybePromise<T> = T | Promise<T>;

/** The standard streams of one task (svc.md, stdio). */
export interface HostStdio {
  /**
   * Takes bytes for a stream. The bytes are the host's to keep.
   * @returns how many were taken, 0..bytes.length; nothing means all of them.
   * @throws anything: the guest gets EIO.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a sink such as `(fd, bytes) => { chunks.push(bytes) }` returns nothing
  write(fd: OutputStream, bytes: Uint8Array): MaybePromise<number | void>;
  /**
   * Input for the task: 1..max bytes; an empty array at the end of the input; `null` when nothing came in time.
   * @param max at least 1.
   * @param timeoutMs 0 polls, `Infinity` waits for ever, anything between is milliseconds.
   * @throws anything: the guest gets EIO.
   */
  read(max: number, timeoutMs: number): MaybePromise<Uint8Array | null>;
}

/** Time as the guest may see it. */
export interface HostClock {
  /** Microseconds from any fixed point; never steps back. May have a fraction. */
  nowUs(): number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  wallMs(): number;
  /** Lets 0..2^32-1 milliseconds pass, at once or later; ends early, without failing, when the signal is raised. */
  sleep(ms: number, signal: AbortSignal | undefined): MaybePromise<undefined>;
}

/** A line that a task adds to the executive's log: at most 255 bytes of UTF-8, in which anything may stand. */
export interface LogLine {
  level: 'error' | 'warning' | 'info' | 'debug';
  text: string;
}

/**
 * A clock in which one retired instruction takes one microsecond, sleep takes what it is asked for and no time of the host, and time
 * begins at 0: runs repeat bit for bit.
 */
export function virtualClock(retired: () => number): HostClock {
  let sleptUs = 0;
  const nowUs = () => retired() + sleptUs;
  return {
    nowUs,
    wallMs: () => Math.floor(nowUs() / 1000),
    sleep: (ms) => {
      sleptUs += ms * 1000;
      return undefined;
    },
  };
}

/** The longest time that a timer of the host can be set to. */
const TIMER_MAX_MS = 0x7fff_ffff;

/** A clock made of the sources that every JavaScript host has. */
export const REAL_CLOCK: HostClock = {
  nowUs: () => performance.now() * 1000,
  wallMs: () => Date.now(),
  sleep: async (ms, signal) => {
    for (let left = ms; left > 0 && signal?.aborted !== true; left -= TIMER_MAX_MS) {
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, Math.min(left, TIMER_MAX_MS));
        signal?.addEventListener('abort', end, { once: true });
      });
    }
    return undefined;
  },
};

/** Streams that swallow output and have no input. */
export const NO_STDIO: HostStdio = {
  write() {},
  read: () => new Uint8Array(0),
};
