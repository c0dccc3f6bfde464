/** Module FS: files (svc.md). Which files there are is the file system's business; handles, positions and pointers are checked here. */
import { FS_FLAGS, FS_HANDLES, FS_MAX, FS_TYPES, FS_WHENCE, HsxError, SVC, TIMEOUTS } from '@hsx/isa';
import {
  type FilePath,
  type FileSystem,
  fileError,
  type OpenFile,
  type OpenMode,
  pathText,
} from '../files/file-system.js';
import { parseGuestPath } from '../files/guest-path.js';
import type { HostStdio, MaybePromise } from '../host.js';
import type { Call, CallResult, Outcome, Service } from './service.js';
import { readInput, writeOutput } from './standard-streams.js';

const ALL_FLAGS = Object.values(FS_FLAGS).reduce((all, flag) => all | flag, 0);

interface Handle {
  readonly file: OpenFile;
  readonly mode: OpenMode;
  position: number;
}

function openMode(flags: number): OpenMode {
  const has = (flag: keyof typeof FS_FLAGS) => (flags & FS_FLAGS[flag]) !== 0;
  const mode = {
    read: has('RD'),
    write: has('WR'),
    create: has('CREATE'),
    truncate: has('TRUNC'),
    append: has('APPEND'),
    exclusive: has('EXCL'),
  };
  if ((flags & ~ALL_FLAGS) !== 0) throw new HsxError('EINVAL', `unknown flags in 0x${flags.toString(16)}`);
  if (!mode.read && !mode.write) throw new HsxError('EINVAL', 'neither RD nor WR');
  if ((mode.truncate || mode.append) && !mode.write) throw new HsxError('EINVAL', 'TRUNC and APPEND go with WR');
  if (mode.exclusive && !mode.create) throw new HsxError('EINVAL', 'EXCL goes with CREATE');
  return mode;
}

function pathArgument(call: Call, index: number): FilePath {
  const text = call.readString(call.arg(index), FS_MAX.PATH);
  if (text === undefined) throw fileError('NAMETOOLONG', `a path of more than ${FS_MAX.PATH} bytes`);
  return parseGuestPath(text);
}

/** @throws HsxError EBUSY for the root, whose place nothing else can take. */
function notRoot(path: FilePath): FilePath {
  if (path.length === 0) throw new HsxError('EBUSY', 'the root can be neither deleted nor renamed');
  return path;
}

class FsService implements Service {
  readonly module = SVC.FS_OPEN >> 8;
  readonly abi = 0x0100;
  readonly features = 0;
  /** Open files by task and handle. */
  readonly #handles = new Map<number, Map<number, Handle>>();

  constructor(
    private readonly files: FileSystem,
    private readonly stdio: HostStdio,
    private readonly maxOpen: number,
  ) {}

  taskEnded(pid: number): void {
    const open = this.#handles.get(pid);
    this.#handles.delete(pid);
    for (const { file } of open?.values() ?? []) {
      try {
        file.close();
      } catch {
        // Nobody is left to be told.
      }
    }
  }

  call(call: Call): MaybePromise<Outcome> {
    switch ((this.module << 8) | call.fn) {
      case SVC.FS_OPEN:
        return this.#open(call);
      case SVC.FS_READ:
        return this.#read(call);
      case SVC.FS_WRITE:
        return this.#write(call);
      case SVC.FS_CLOSE:
        return this.#close(call);
      case SVC.FS_SEEK:
        return this.#seek(call);
      case SVC.FS_STAT:
        return this.#stat(call);
      case SVC.FS_FSYNC:
        // What goes to a standard stream is the host's at once.
        if (call.arg(0) !== FS_HANDLES.STDOUT && call.arg(0) !== FS_HANDLES.STDERR) this.#handle(call).file.sync();
        return {};
      case SVC.FS_LISTDIR:
        return this.#list(call);
      case SVC.FS_DELETE:
        this.files.remove(notRoot(pathArgument(call, 0)));
        return {};
      case SVC.FS_RENAME:
        this.#rename(notRoot(pathArgument(call, 0)), notRoot(pathArgument(call, 1)));
        return {};
      case SVC.FS_MKDIR:
        return this.#mkdir(pathArgument(call, 0));
      default:
        throw new HsxError('ENOSYS', `FS has no function ${call.fn}`);
    }
  }

  #table(call: Call): Map<number, Handle> {
    let table = this.#handles.get(call.pid);
    if (table === undefined) {
      table = new Map();
      this.#handles.set(call.pid, table);
    }
    return table;
  }

  #handle(call: Call): Handle {
    const handle = this.#table(call).get(call.arg(0));
    if (handle === undefined) throw new HsxError('EBADF', `${call.arg(0)} is no open file`);
    return handle;
  }

  #open(call: Call): CallResult {
    const mode = openMode(call.arg(1));
    const path = pathArgument(call, 0);
    const table = this.#table(call);
    if (table.size >= this.maxOpen) throw fileError('MFILE', `${table.size} files are open`);
    if (path.length === 0) throw fileError('ISDIR', 'the root is a folder');
    const file = this.files.open(path, mode);
    if (file.size() > FS_MAX.FILE) {
      file.close();
      throw fileError('FBIG', `${pathText(path)} has more than ${FS_MAX.FILE} bytes`);
    }
    let fd: number = FS_HANDLES.FIRST;
    while (table.has(fd)) fd++;
    table.set(fd, { file, mode, position: 0 });
    return { r0: fd };
  }

  #read(call: Call): MaybePromise<CallResult> {
    const [fd, buffer, length] = [call.arg(0), call.arg(1), call.arg(2)];
    if (fd === FS_HANDLES.STDIN) return readInput(this.stdio, call, buffer, length, TIMEOUTS.FOREVER);
    const handle = this.#handle(call);
    if (!handle.mode.read) throw new HsxError('EBADF', `${fd} is not open for reading`);
    if (length === 0) return { r0: 0 };
    call.checkWritable(buffer, length);
    const bytes = handle.file.read(handle.position, Math.min(length, FS_MAX.FILE - handle.position));
    call.write(buffer, bytes);
    handle.position += bytes.length;
    return { r0: bytes.length };
  }

  #write(call: Call): MaybePromise<CallResult> {
    const [fd, buffer, length] = [call.arg(0), call.arg(1), call.arg(2)];
    if (fd === FS_HANDLES.STDOUT || fd === FS_HANDLES.STDERR)
      return writeOutput(this.stdio, fd === FS_HANDLES.STDOUT ? 1 : 2, call, buffer, length);
    const handle = this.#handle(call);
    if (!handle.mode.write) throw new HsxError('EBADF', `${fd} is not open for writing`);
    if (length === 0) return { r0: 0 };
    const bytes = call.read(buffer, length);
    const at = handle.mode.append ? handle.file.size() : handle.position;
    if (at >= FS_MAX.FILE) throw fileError('FBIG', `a file of more than ${FS_MAX.FILE} bytes`);
    const count = handle.file.write(at, bytes.subarray(0, FS_MAX.FILE - at));
    handle.position = at + count;
    return { r0: count };
  }

  #close(call: Call): CallResult {
    if (call.arg(0) < FS_HANDLES.FIRST) throw new HsxError('EPERM', 'the standard streams stay open');
    const { file } = this.#handle(call);
    // Whatever the host says, the handle is gone.
    this.#table(call).delete(call.arg(0));
    file.close();
    return {};
  }

  #seek(call: Call): CallResult {
    const [fd, offset, whence] = [call.arg(0), call.arg(1) | 0, call.arg(2)];
    if (fd < FS_HANDLES.FIRST) throw fileError('SPIPE', 'a standard stream has no position');
    const handle = this.#handle(call);
    let from: number;
    if (whence === FS_WHENCE.SET) from = 0;
    else if (whence === FS_WHENCE.CUR) from = handle.position;
    else if (whence === FS_WHENCE.END) from = handle.file.size();
    else throw new HsxError('EINVAL', `whence ${whence}`);
    const position = from + offset;
    if (position < 0 || position > FS_MAX.FILE) throw new HsxError('EINVAL', `position ${position}`);
    handle.position = position;
    return { r0: position };
  }

  #stat(call: Call): CallResult {
    const path = pathArgument(call, 0);
    const stat = this.files.stat(path);
    if (stat === undefined) throw new HsxError('ENOENT', `${pathText(path)} does not exist`);
    const out = new DataView(new ArrayBuffer(12));
    out.setUint32(0, Math.min(stat.size, 0xffffffff), true);
    out.setUint32(4, Math.min(Math.max(0, Math.floor(stat.mtimeMs / 1000)), 0xffffffff), true);
    out.setUint16(8, stat.type === 'file' ? FS_TYPES.FILE : FS_TYPES.FOLDER, true);
    call.write(call.arg(1), new Uint8Array(out.buffer));
    return {};
  }

  #list(call: Call): CallResult {
    const names = this.files.list(pathArgument(call, 0)).sort();
    const packed = new TextEncoder().encode(names.map((name) => `${name}\0`).join(''));
    if (call.arg(2) >= packed.length && packed.length > 0) call.write(call.arg(1), packed);
    return { r0: names.length, r1: packed.length };
  }

  #rename(from: FilePath, to: FilePath): void {
    const source = this.files.stat(from);
    if (source === undefined) throw new HsxError('ENOENT', `${pathText(from)} does not exist`);
    const target = this.files.stat(to);
    const begins = from.every((name, index) => to[index] === name);
    if (begins && from.length === to.length) return;
    if (begins && source.type === 'folder')
      throw new HsxError('EINVAL', `${pathText(from)} cannot be moved into itself`);
    if (source.type === 'file' && target?.type === 'folder') throw fileError('ISDIR', `${pathText(to)} is a folder`);
    if (source.type === 'folder' && target?.type === 'file') throw fileError('NOTDIR', `${pathText(to)} is a file`);
    this.files.rename(from, to);
  }

  #mkdir(path: FilePath): CallResult {
    if (path.length === 0) throw new HsxError('EEXIST', 'the root exists');
    this.files.mkdir(path);
    return {};
  }
}

/** Open files that a task may have at once, unless a host says otherwise; a handle's number limits it. */
export const OPEN_FILES_DEFAULT = 64;
const OPEN_FILES_MOST = FS_HANDLES.LAST - FS_HANDLES.FIRST + 1;

/**
 * @param maxOpen open files that a task may have at once, 1..253.
 * @throws HsxError EINVAL for another number.
 */
export function fsService(files: FileSystem, stdio: HostStdio, maxOpen: number = OPEN_FILES_DEFAULT): Service {
  if (!Number.isInteger(maxOpen) || maxOpen < 1 || maxOpen > OPEN_FILES_MOST)
    throw new HsxError('EINVAL', `maxOpenFiles = ${maxOpen}: expected a whole number in 1..${OPEN_FILES_MOST}`);
  return new FsService(files, stdio, maxOpen);
}
