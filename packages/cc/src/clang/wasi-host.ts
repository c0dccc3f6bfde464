/**
 * The part of WASI preview 1 that a compiler needs: arguments, a file view, output streams, a clock and exit.
 * Everything else answers ENOSYS. The numbers and structure layouts are those of the published WASI interface.
 */
import { type FileFacts, type FileView, normalisePath } from './file-view.js';
import { Instance, Memory, Module, type WasmMemory, type WasmModule } from './webassembly.js';

const ERRNO = {
  SUCCESS: 0,
  BADF: 8,
  EXIST: 20,
  INVAL: 28,
  IO: 29,
  ISDIR: 31,
  NOENT: 44,
  NOSYS: 52,
  NOTDIR: 54,
} as const;

const FILETYPE = { CHARACTER: 2, DIRECTORY: 3, FILE: 4 } as const;
const OPEN = { CREATE: 1, DIRECTORY: 2, EXCLUSIVE: 4, TRUNCATE: 8 } as const;
const RIGHT_WRITE = 1n << 6n;
/** The one folder that is handed to the program: the root. */
const ROOT_FD = 3;

/** Thrown through the WebAssembly frames by `proc_exit`. */
export class WasiExit extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`);
  }
}

interface OpenFile {
  path: string;
  facts: FileFacts;
  /** Contents; for a file being written the part before `length` of a buffer that grows by doubling. */
  data: Uint8Array;
  length: number;
  position: number;
  writable: boolean;
}

export interface WasiProgram {
  args: string[];
  env: Record<string, string>;
  files: FileView;
  /** What `-` and `/dev/stdin` read. */
  stdin: Uint8Array;
}

/** Runs one WASI command; the object is used once. */
export class WasiHost {
  readonly stdout: Uint8Array[] = [];
  readonly stderr: Uint8Array[] = [];
  #memory: WasmMemory | undefined;
  readonly #open = new Map<number, OpenFile>();
  readonly #program: WasiProgram;
  #stdinPosition = 0;
  #random = 1;

  constructor(program: WasiProgram) {
    this.#program = program;
  }

  /** Runs `_start` and gives the exit status. Traps and exhausted stacks are thrown as they come. */
  run(module: WasmModule): number {
    const instance = new Instance(module, { wasi_snapshot_preview1: this.#imports(module) });
    const { memory, _start } = instance.exports;
    if (!(memory instanceof Memory) || typeof _start !== 'function') throw new Error('not a WASI command');
    this.#memory = memory;
    try {
      _start();
      return 0;
    } catch (error) {
      if (error instanceof WasiExit) return error.status;
      throw error;
    } finally {
      // Files that were left open count as written; clang exits without closing on some errors.
      for (const file of this.#open.values()) this.#flush(file);
    }
  }

  #imports(module: WasmModule): Record<string, (...args: never[]) => number> {
    const table: Record<string, (...args: never[]) => number> = {};
    const calls = this.#calls();
    for (const { name } of Module.imports(module)) {
      table[name] = calls[name] ?? (() => ERRNO.NOSYS);
    }
    return table;
  }

  get #view(): DataView {
    // The buffer is replaced whenever the memory grows, so it is never kept.
    return new DataView((this.#memory as WasmMemory).buffer);
  }

  get #bytes(): Uint8Array {
    return new Uint8Array((this.#memory as WasmMemory).buffer);
  }

  #text(pointer: number, length: number): string {
    return new TextDecoder().decode(this.#bytes.subarray(pointer, pointer + length));
  }

  #path(pointer: number, length: number): string {
    return normalisePath(this.#text(pointer, length));
  }

  #flush(file: OpenFile): void {
    if (file.writable) this.#program.files.written.set(file.path, file.data.subarray(0, file.length));
  }

  #strings(list: string[], pointers: number, buffer: number): number {
    const encoder = new TextEncoder();
    for (const [index, text] of list.entries()) {
      const bytes = encoder.encode(`${text}\0`);
      this.#view.setUint32(pointers + 4 * index, buffer, true);
      this.#bytes.set(bytes, buffer);
      buffer += bytes.length;
    }
    return ERRNO.SUCCESS;
  }

  #stringSizes(list: string[], count: number, size: number): number {
    const encoder = new TextEncoder();
    this.#view.setUint32(count, list.length, true);
    this.#view.setUint32(
      size,
      list.reduce((sum, text) => sum + encoder.encode(text).length + 1, 0),
      true,
    );
    return ERRNO.SUCCESS;
  }

  #writeFacts(facts: FileFacts, pointer: number): number {
    const view = this.#view;
    view.setBigUint64(pointer, BigInt.asUintN(64, facts.device), true);
    view.setBigUint64(pointer + 8, BigInt.asUintN(64, facts.inode), true);
    view.setBigUint64(
      pointer + 16,
      facts.kind === 'directory' ? BigInt(FILETYPE.DIRECTORY) : BigInt(FILETYPE.FILE),
      true,
    );
    view.setBigUint64(pointer + 24, 1n, true);
    view.setBigUint64(pointer + 32, facts.size, true);
    for (const field of [40, 48, 56]) view.setBigUint64(pointer + field, BigInt.asUintN(64, facts.modified), true);
    return ERRNO.SUCCESS;
  }

  #stat(path: string): FileFacts | number {
    try {
      return this.#program.files.stat(path) ?? ERRNO.NOENT;
    } catch {
      // Unreadable folders and loops of links: for the compiler the file is not there.
      return ERRNO.NOENT;
    }
  }

  #openPath(path: string, flags: number, rights: bigint): OpenFile | number {
    const writable = (rights & RIGHT_WRITE) !== 0n;
    const found = this.#stat(path);
    if (typeof found !== 'number') {
      if (flags & OPEN.EXCLUSIVE && flags & OPEN.CREATE) return ERRNO.EXIST;
      if (flags & OPEN.DIRECTORY && found.kind !== 'directory') return ERRNO.NOTDIR;
      if (writable && found.kind === 'directory') return ERRNO.ISDIR;
      if (found.kind === 'directory' || (writable && flags & OPEN.TRUNCATE)) {
        return { path, facts: found, data: new Uint8Array(), length: 0, position: 0, writable };
      }
      try {
        const data = this.#program.files.contents(path);
        return { path, facts: found, data, length: data.length, position: 0, writable };
      } catch {
        return ERRNO.IO;
      }
    }
    if (!writable || !(flags & OPEN.CREATE)) return found;
    const parent = this.#stat(normalisePath(`${path}/..`));
    if (typeof parent === 'number' || parent.kind !== 'directory') return ERRNO.NOENT;
    const file: OpenFile = { path, facts: parent, data: new Uint8Array(), length: 0, position: 0, writable };
    this.#flush(file);
    const facts = this.#stat(path);
    if (typeof facts !== 'number') file.facts = facts;
    return file;
  }

  #read(fd: number, vectors: number, count: number, result: number, at?: number): number {
    const file = this.#open.get(fd);
    if (fd !== 0 && file === undefined) return ERRNO.BADF;
    if (file !== undefined && file.facts.kind === 'directory') return ERRNO.ISDIR;
    const data = file === undefined ? this.#program.stdin : file.data.subarray(0, file.length);
    let position = at ?? file?.position ?? this.#stdinPosition;
    const start = position;
    const view = this.#view;
    for (let index = 0; index < count; index++) {
      const pointer = view.getUint32(vectors + 8 * index, true);
      const length = view.getUint32(vectors + 8 * index + 4, true);
      const chunk = data.subarray(position, position + length);
      this.#bytes.set(chunk, pointer);
      position += chunk.length;
      if (chunk.length < length) break;
    }
    if (at === undefined) {
      if (file === undefined) this.#stdinPosition = position;
      else file.position = position;
    }
    view.setUint32(result, position - start, true);
    return ERRNO.SUCCESS;
  }

  #write(fd: number, vectors: number, count: number, result: number): number {
    const file = this.#open.get(fd);
    const stream = fd === 1 ? this.stdout : fd === 2 ? this.stderr : undefined;
    if (stream === undefined && !file?.writable) return ERRNO.BADF;
    const view = this.#view;
    let total = 0;
    for (let index = 0; index < count; index++) {
      const pointer = view.getUint32(vectors + 8 * index, true);
      const length = view.getUint32(vectors + 8 * index + 4, true);
      const chunk = this.#bytes.subarray(pointer, pointer + length);
      total += length;
      if (stream !== undefined) stream.push(chunk.slice());
      else if (file !== undefined) append(file, chunk);
    }
    view.setUint32(result, total, true);
    return ERRNO.SUCCESS;
  }

  #calls(): Record<string, (...args: never[]) => number> {
    const { args, env, files } = this.#program;
    const environment = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return {
      args_get: (pointers: number, buffer: number) => this.#strings(args, pointers, buffer),
      args_sizes_get: (count: number, size: number) => this.#stringSizes(args, count, size),
      environ_get: (pointers: number, buffer: number) => this.#strings(environment, pointers, buffer),
      environ_sizes_get: (count: number, size: number) => this.#stringSizes(environment, count, size),
      clock_time_get: (id: number, _precision: bigint, result: number) => {
        const now = id === 0 ? BigInt(Date.now()) * 1_000_000n : process.hrtime.bigint();
        this.#view.setBigUint64(result, now, true);
        return ERRNO.SUCCESS;
      },
      random_get: (pointer: number, length: number) => {
        // Only names of temporary files come of this; the same names every time are welcome.
        for (let index = 0; index < length; index++) {
          this.#random = (Math.imul(this.#random, 1_103_515_245) + 12_345) >>> 0;
          this.#view.setUint8(pointer + index, this.#random >>> 24);
        }
        return ERRNO.SUCCESS;
      },
      proc_exit: (status: number) => {
        throw new WasiExit(status);
      },
      fd_prestat_get: (fd: number, result: number) => {
        if (fd !== ROOT_FD) return ERRNO.BADF;
        this.#view.setUint32(result, 0, true);
        this.#view.setUint32(result + 4, 1, true);
        return ERRNO.SUCCESS;
      },
      fd_prestat_dir_name: (fd: number, pointer: number) => {
        if (fd !== ROOT_FD) return ERRNO.BADF;
        this.#bytes[pointer] = 0x2f;
        return ERRNO.SUCCESS;
      },
      fd_fdstat_get: (fd: number, result: number) => {
        const file = this.#open.get(fd);
        if (fd > ROOT_FD && file === undefined) return ERRNO.BADF;
        const directory = fd === ROOT_FD || file?.facts.kind === 'directory';
        const type = directory ? FILETYPE.DIRECTORY : fd < ROOT_FD ? FILETYPE.CHARACTER : FILETYPE.FILE;
        const view = this.#view;
        view.setUint8(result, type);
        view.setUint16(result + 2, 0, true);
        view.setBigUint64(result + 8, 0xffff_ffff_ffff_ffffn, true);
        view.setBigUint64(result + 16, 0xffff_ffff_ffff_ffffn, true);
        return ERRNO.SUCCESS;
      },
      fd_filestat_get: (fd: number, result: number) => {
        if (fd < ROOT_FD) {
          this.#bytes.fill(0, result, result + 64);
          this.#view.setUint8(result + 16, FILETYPE.CHARACTER);
          return ERRNO.SUCCESS;
        }
        const facts = fd === ROOT_FD ? this.#stat('/') : this.#open.get(fd)?.facts;
        if (facts === undefined) return ERRNO.BADF;
        return typeof facts === 'number' ? facts : this.#writeFacts(facts, result);
      },
      fd_filestat_set_size: (fd: number, size: bigint) => {
        const file = this.#open.get(fd);
        if (!file?.writable) return ERRNO.BADF;
        file.length = Math.min(file.length, Number(size));
        return ERRNO.SUCCESS;
      },
      fd_filestat_set_times: () => ERRNO.SUCCESS,
      path_filestat_get: (_fd: number, _flags: number, pointer: number, length: number, result: number) => {
        const facts = this.#stat(this.#path(pointer, length));
        return typeof facts === 'number' ? facts : this.#writeFacts(facts, result);
      },
      path_open: (
        _fd: number,
        _lookup: number,
        pointer: number,
        length: number,
        flags: number,
        rights: bigint,
        _inheriting: bigint,
        _fdflags: number,
        result: number,
      ) => {
        const file = this.#openPath(this.#path(pointer, length), flags, rights);
        if (typeof file === 'number') return file;
        let fd = ROOT_FD + 1;
        while (this.#open.has(fd)) fd++;
        this.#open.set(fd, file);
        this.#view.setUint32(result, fd, true);
        return ERRNO.SUCCESS;
      },
      fd_close: (fd: number) => {
        const file = this.#open.get(fd);
        if (file === undefined) return fd <= ROOT_FD ? ERRNO.SUCCESS : ERRNO.BADF;
        this.#flush(file);
        this.#open.delete(fd);
        return ERRNO.SUCCESS;
      },
      fd_read: (fd: number, vectors: number, count: number, result: number) => this.#read(fd, vectors, count, result),
      fd_pread: (fd: number, vectors: number, count: number, offset: bigint, result: number) =>
        this.#read(fd, vectors, count, result, Number(offset)),
      fd_seek: (fd: number, offset: bigint, whence: number, result: number) => {
        const file = this.#open.get(fd);
        if (file === undefined) return ERRNO.BADF;
        const base = whence === 0 ? 0 : whence === 1 ? file.position : file.length;
        const position = base + Number(offset);
        if (position < 0) return ERRNO.INVAL;
        file.position = position;
        this.#view.setBigUint64(result, BigInt(position), true);
        return ERRNO.SUCCESS;
      },
      fd_write: (fd: number, vectors: number, count: number, result: number) => this.#write(fd, vectors, count, result),
      fd_readdir: (fd: number, buffer: number, size: number, cookie: bigint, result: number) => {
        const file = fd === ROOT_FD ? { path: '/' } : this.#open.get(fd);
        if (file === undefined) return ERRNO.BADF;
        return this.#readDirectory(file.path, buffer, size, Number(cookie), result);
      },
      path_rename: (_oldFd: number, from: number, fromLength: number, _newFd: number, to: number, toLength: number) => {
        const source = this.#path(from, fromLength);
        const data = files.written.get(source);
        if (data === undefined) return ERRNO.NOENT;
        files.written.delete(source);
        files.written.set(this.#path(to, toLength), data);
        return ERRNO.SUCCESS;
      },
      path_unlink_file: (_fd: number, pointer: number, length: number) =>
        files.written.delete(this.#path(pointer, length)) ? ERRNO.SUCCESS : ERRNO.NOENT,
      // Links are followed by the host, so no path is a link here.
      path_readlink: () => ERRNO.INVAL,
    };
  }

  #readDirectory(path: string, buffer: number, size: number, cookie: number, result: number): number {
    const encoder = new TextEncoder();
    const view = this.#view;
    let used = 0;
    const names = this.#program.files.list(path);
    for (let index = cookie; index < names.length; index++) {
      const name = names[index] as string;
      const bytes = encoder.encode(name);
      const record = new Uint8Array(24 + bytes.length);
      const fields = new DataView(record.buffer);
      const facts = this.#stat(path === '/' ? `/${name}` : `${path}/${name}`);
      fields.setBigUint64(0, BigInt(index + 1), true);
      fields.setUint32(16, bytes.length, true);
      fields.setUint8(20, typeof facts !== 'number' && facts.kind === 'directory' ? FILETYPE.DIRECTORY : FILETYPE.FILE);
      record.set(bytes, 24);
      const part = record.subarray(0, size - used);
      this.#bytes.set(part, buffer + used);
      used += part.length;
      if (used === size) break;
    }
    view.setUint32(result, used, true);
    return ERRNO.SUCCESS;
  }
}

function append(file: OpenFile, chunk: Uint8Array): void {
  const end = file.position + chunk.length;
  if (end > file.data.length) {
    const grown = new Uint8Array(Math.max(end, 2 * file.data.length, 4096));
    grown.set(file.data.subarray(0, file.length));
    file.data = grown;
  }
  file.data.set(chunk, file.position);
  file.position = end;
  file.length = Math.max(file.length, end);
}
