/** The guest's standard streams on this process's: output in blocks, input as it comes. */
import { fstatSync, readSync } from 'node:fs';
import { isatty } from 'node:tty';
import { writeAll } from '@hsx/cc';
import type { HostStdio, MaybePromise, OutputStream } from '@hsx/exec';

/** Output is collected up to this many bytes when nobody watches it. */
const BLOCK = 16 * 1024;

export class StandardStreams implements HostStdio {
  readonly #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  readonly #watched = isatty(1);
  #flushSoon: NodeJS.Immediate | undefined;
  /** Set when the reader of our output went away. */
  broken = false;
  /** Why nothing can be written any more, where it is not that. */
  failure: Error | undefined;
  readonly #onBroken: () => void;
  #input: Input | undefined;

  /** `onBroken` is called once, when output cannot be written any more. */
  constructor(onBroken: () => void) {
    this.#onBroken = onBroken;
  }

  write(fd: OutputStream, bytes: Uint8Array): void {
    if (fd === 2) {
      this.flush();
      this.#put(2, bytes);
      return;
    }
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#watched || this.#pendingBytes >= BLOCK) this.flush();
    else this.#flushSoon ??= setImmediate(() => this.flush());
  }

  flush(): void {
    if (this.#flushSoon !== undefined) clearImmediate(this.#flushSoon);
    this.#flushSoon = undefined;
    if (this.#pendingBytes === 0) return;
    const bytes = this.#pending.length === 1 ? (this.#pending[0] as Uint8Array) : Buffer.concat(this.#pending);
    this.#pending.length = 0;
    this.#pendingBytes = 0;
    this.#put(1, bytes);
  }

  #put(fd: OutputStream, bytes: Uint8Array): void {
    if (this.broken || this.failure !== undefined) return;
    try {
      writeAll(fd, bytes);
    } catch (error) {
      // Writing happens between turns of the event loop as well, where nobody would catch this.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') this.broken = true;
      else this.failure = error as Error;
      this.#onBroken();
    }
  }

  read(max: number, timeoutMs: number): MaybePromise<Uint8Array | null> {
    this.flush();
    this.#input ??= isPlainFile() ? new FileInput() : new StreamInput();
    return this.#input.read(max, timeoutMs);
  }

  /** Lets the process end although input may still come. */
  close(): void {
    this.flush();
    this.#input?.close();
  }
}

interface Input {
  read(max: number, timeoutMs: number): MaybePromise<Uint8Array | null>;
  close(): void;
}

function isPlainFile(): boolean {
  try {
    return fstatSync(0).isFile();
  } catch {
    return false;
  }
}

/** A file never makes anybody wait. */
class FileInput implements Input {
  read(max: number): Uint8Array {
    const buffer = Buffer.alloc(Math.min(max, 1 << 20));
    return buffer.subarray(0, readSync(0, buffer));
  }

  close(): void {}
}

/** A terminal or a pipe: waits in the event loop, so that Ctrl-C and timeouts work. */
class StreamInput implements Input {
  #chunks: Buffer[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  constructor() {
    const { stdin } = process;
    stdin.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      // One chunk at a time: what the guest does not read stays in the pipe.
      stdin.pause();
      this.#wake?.();
    });
    const end = () => {
      this.#ended = true;
      this.#wake?.();
    };
    stdin.on('end', end);
    stdin.on('error', end);
    stdin.resume();
  }

  async read(max: number, timeoutMs: number): Promise<Uint8Array | null> {
    if (this.#chunks.length === 0 && !this.#ended) await this.#wait(timeoutMs);
    const chunk = this.#chunks[0];
    if (chunk === undefined) return this.#ended ? new Uint8Array(0) : null;
    const taken = chunk.subarray(0, max);
    if (taken.length === chunk.length) this.#chunks.shift();
    else this.#chunks[0] = chunk.subarray(max);
    if (this.#chunks.length === 0 && !this.#ended) process.stdin.resume();
    return taken;
  }

  async #wait(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      // Even a poll gives the event loop one turn, or input could never arrive.
      const timer = timeoutMs === Number.POSITIVE_INFINITY ? undefined : setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  close(): void {
    process.stdin.pause();
    process.stdin.removeAllListeners('data');
    process.stdin.unref?.();
  }
}
