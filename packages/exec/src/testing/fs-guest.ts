/** A guest for tests of the FS service: memory, and its system calls as functions. */
import { errorName, FS_STATUS, HsxError, SVC, type SvcName, svcFailure } from '@hsx/isa';
import { CallError } from '../call-error.js';
import type { FileSystem } from '../files/file-system.js';
import type { HostStdio } from '../host.js';
import { NO_STDIO } from '../host.js';
import { fsService } from '../services/fs.js';
import type { Call, CallResult, Service } from '../services/service.js';

/** Guest memory: unreadable below READABLE, read-only below WRITABLE. */
export const READABLE = 0x100;
export const WRITABLE = 0x1000;
export const MEMORY_END = 0x10000;
const PATH = 0x200;
const PATH_2 = 0x800;
export const BUFFER = 0x2000;

/** What a failed call gives: `ENOENT`, or with the module's status `ENOENT/NOTDIR`. */
export type Failure = string;

export class FsGuest {
  readonly memory = new Uint8Array(MEMORY_END);
  readonly #service: Service;

  constructor(
    files: FileSystem,
    { maxOpen, stdio = NO_STDIO, pid = 1 }: { maxOpen?: number; stdio?: HostStdio; pid?: number } = {},
    service?: Service,
  ) {
    this.#service = service ?? fsService(files, stdio, maxOpen);
    this.pid = pid;
  }

  readonly pid: number;

  /** Another task of the same service. */
  other(pid: number): FsGuest {
    return new FsGuest({} as FileSystem, { pid }, this.#service);
  }

  end(): void {
    this.#service.taskEnded?.(this.pid);
  }

  /** A call with its registers. Where the host answers later, this is not for it. */
  svc(name: SvcName, ...args: number[]): CallResult | Failure {
    const call: Call = {
      pid: this.pid,
      fn: SVC[name] & 0xff,
      arg: (index) => (args[index] ?? 0) >>> 0,
      read: (address, length) => {
        this.#check(address, length, READABLE);
        return this.memory.slice(address, address + length);
      },
      readString: (address, max) => {
        let end = address;
        for (this.#check(end, 1, READABLE); this.memory[end] !== 0; this.#check(++end, 1, READABLE));
        if (end - address > max) return undefined;
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.memory.subarray(address, end));
      },
      checkWritable: (address, length) => this.#check(address, length, WRITABLE),
      write: (address, bytes) => {
        this.#check(address, bytes.length, WRITABLE);
        this.memory.set(bytes, address);
      },
      retired: () => 0,
    };
    try {
      return this.#service.call(call) as CallResult;
    } catch (error) {
      if (!(error instanceof HsxError)) throw error;
      const r0 = svcFailure(error.code, error instanceof CallError ? error.status : 0);
      const status = Object.entries(FS_STATUS).find(([, value]) => value === (r0 & 0xffff))?.[0];
      return (r0 & 0xffff) === 0 ? `${errorName(r0 >>> 16)}` : `${errorName(r0 >>> 16)}/${status}`;
    }
  }

  #check(address: number, length: number, from: number): void {
    if (address < from || address + length > MEMORY_END) throw new HsxError('EFAULT', 'outside');
  }

  #path(text: string, at = PATH): number {
    const bytes = new TextEncoder().encode(`${text}\0`);
    this.memory.set(bytes, at);
    return at;
  }

  #r0(result: CallResult | Failure): number | Failure {
    return typeof result === 'string' ? result : (result.r0 ?? 0);
  }

  open(path: string, flags: number): number | Failure {
    return this.#r0(this.svc('FS_OPEN', this.#path(path), flags));
  }

  /** Bytes as text of one character each. */
  read(fd: number, length: number): string | { failed: Failure } {
    const count = this.svc('FS_READ', fd, BUFFER, length);
    if (typeof count === 'string') return { failed: count };
    return String.fromCharCode(...this.memory.subarray(BUFFER, BUFFER + (count.r0 ?? 0)));
  }

  write(fd: number, text: string): number | Failure {
    for (let i = 0; i < text.length; i++) this.memory[BUFFER + i] = text.charCodeAt(i);
    return this.#r0(this.svc('FS_WRITE', fd, BUFFER, text.length));
  }

  close(fd: number): number | Failure {
    return this.#r0(this.svc('FS_CLOSE', fd));
  }

  seek(fd: number, offset: number, whence: number): number | Failure {
    return this.#r0(this.svc('FS_SEEK', fd, offset, whence));
  }

  /** `file SIZE` or `folder`. */
  stat(path: string): string {
    const result = this.svc('FS_STAT', this.#path(path), BUFFER);
    if (typeof result === 'string') return result;
    const view = new DataView(this.memory.buffer, BUFFER, 12);
    return view.getUint16(8, true) === 1 ? `file ${view.getUint32(0, true)}` : `folder`;
  }

  /** Names separated by spaces. */
  list(path: string): string | { failed: Failure } {
    const result = this.svc('FS_LISTDIR', this.#path(path), BUFFER, MEMORY_END - BUFFER);
    if (typeof result === 'string') return { failed: result };
    const text = new TextDecoder().decode(this.memory.subarray(BUFFER, BUFFER + (result.r1 ?? 0)));
    return text.split('\0').slice(0, -1).join(' ');
  }

  remove(path: string): number | Failure {
    return this.#r0(this.svc('FS_DELETE', this.#path(path)));
  }

  rename(from: string, to: string): number | Failure {
    return this.#r0(this.svc('FS_RENAME', this.#path(from), this.#path(to, PATH_2)));
  }

  mkdir(path: string): number | Failure {
    return this.#r0(this.svc('FS_MKDIR', this.#path(path)));
  }

  /** A whole file, read through a handle. */
  contents(path: string): string {
    const fd = this.open(path, 1);
    if (typeof fd === 'string') return fd;
    let all = '';
    for (let piece = this.read(fd, 1000); piece !== ''; piece = this.read(fd, 1000)) {
      if (typeof piece !== 'string') return piece.failed;
      all += piece;
    }
    this.close(fd);
    return all;
  }
}
