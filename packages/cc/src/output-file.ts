/**
 * Every file a tool writes goes through here: into a temporary file beside its target, then renamed. So an interrupted
 * or failed tool leaves the old file or the new one, never a half (toolchain.md, Commands).
 */
import {
  closeSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HsxError } from '@hsx/isa';

let serial = 0;

/**
 * Writes a file, or standard output when `path` is `-`. An existing device or pipe is written to directly.
 * @param inputs files that were read to make it: a slip of `-o` must not cost the user a source.
 * @throws HsxError ENOENT, EPERM or EIO with the path and the reason; EINVAL when the file is one of `inputs`.
 */
export function writeOutput(path: string, data: string | Uint8Array, inputs: readonly string[] = []): void {
  if (path === '-') {
    writeAll(1, data);
    return;
  }
  if (inputs.some((input) => sameFile(input, path))) {
    throw new HsxError('EINVAL', `${path}: the output would overwrite an input`, 'give another name with -o');
  }
  try {
    const target = throughLinks(path);
    if (target === undefined) {
      writeFileSync(path, data);
      return;
    }
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${serial++}.tmp`);
    try {
      writeFileSync(temporary, data);
      renameSync(temporary, target);
    } catch (error) {
      removeQuietly(temporary);
      throw error;
    }
  } catch (error) {
    throw fileError('write', path, error);
  }
}

/** Where the bytes belong after following links, or `undefined` for something that is no regular file. */
function throughLinks(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return path;
  if (stat.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
  return stat.isFile() ? realpathSync(path) : undefined;
}

/** Whether two names mean one regular file, links followed. */
function sameFile(one: string, other: string): boolean {
  if (one === '-') return false;
  try {
    const [a, b] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
    return a.isFile() && a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or somebody else removed it.
  }
}

/**
 * Writes all of `data` to standard output (1) or standard error (2), however slowly its reader takes it. EPIPE is thrown
 * as Node reports it.
 * @throws HsxError EIO when nothing can be written, on a full disk for instance.
 */
export function writeAll(fd: number, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(fd, bytes, done, Math.min(bytes.length - done, 1 << 20));
    } catch (error) {
      // A pipe that the shell has made non-blocking: its reader needs a moment.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        throw fileError('write', fd === 1 ? 'standard output' : 'standard error', error);
      }
      pause();
    }
  }
}

/** A millisecond. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
};

/** The error to show when the host's file system refuses something. */
export function fileError(action: 'read' | 'write', path: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code;
  // A broken pipe is no error of ours; the command line ends quietly on it.
  if (!(error instanceof Error) || code === undefined || code === 'EPIPE' || error instanceof HsxError) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const name =
    code === 'ENOENT' || code === 'ENOTDIR' ? 'ENOENT' : code === 'EACCES' || code === 'EPERM' ? 'EPERM' : 'EIO';
  return new HsxError(name, `${path}: cannot ${action}: ${REASONS[code] ?? error.message}`);
}

/** Largest input that any tool reads, in bytes. */
export const INPUT_SIZE_MAX = 512 * 1024 * 1024;

/**
 * Reads a file whole, or standard input when `path` is `-`.
 * @param shown what messages call it.
 * @throws HsxError with the path and the reason.
 */
export function readInput(path: string, shown = path): Buffer {
  try {
    const stat = path === '-' ? undefined : statSync(path);
    if (stat !== undefined && stat.size > INPUT_SIZE_MAX) {
      throw new HsxError('ENOSPC', `${shown}: the file has ${stat.size} bytes; at most ${INPUT_SIZE_MAX} are read`);
    }
    return path === '-' ? readAll(0, shown, 0) : readFile(path, shown, stat?.size ?? 0);
  } catch (error) {
    throw fileError('read', shown, error);
  }
}

function readFile(path: string, shown: string, size: number): Buffer {
  const fd = openSync(path, 'r');
  try {
    return readAll(fd, shown, size);
  } finally {
    closeSync(fd);
  }
}

/** Until the end of what may be a pipe or a device, and so have none; `expected` bytes are likely. */
function readAll(fd: number, shown: string, expected: number): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  // One byte more than expected, so that a file's end shows without a second buffer.
  for (let room = expected + 1; ; room = 1 << 20) {
    const chunk = Buffer.allocUnsafe(Math.max(room, 1 << 16));
    let filled = 0;
    for (let taken = -1; taken !== 0 && filled < chunk.length; filled += taken) taken = readSome(fd, chunk, filled);
    chunks.push(chunk.subarray(0, filled));
    total += filled;
    if (filled < chunk.length) break;
    if (total > INPUT_SIZE_MAX) {
      throw new HsxError('ENOSPC', `${shown}: more than ${INPUT_SIZE_MAX} bytes; no more are read`);
    }
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, total);
}

function readSome(fd: number, chunk: Buffer, at: number): number {
  for (;;) {
    try {
      return readSync(fd, chunk, at, chunk.length - at, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // How some systems tell the end of a pipe.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}
