/** Files in a folder of the host, for Node. No path, `..` or symbolic link leads a guest out of the folder. */
import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { HsxError } from '@hsx/isa';
import {
  type FilePath,
  type FileStat,
  type FileSystem,
  fileError,
  LISTED_NAMES_MAX,
  type OpenFile,
  type OpenMode,
  pathText,
  tooManyNames,
} from './files/file-system.js';
import { isGuestName } from './files/guest-path.js';
import { hostError, refuseHostName } from './host-names.js';

/** Symbolic links on the way of one path. */
const MAX_LINKS = 40;

/** A name, looked up. */
interface Place {
  /** The host's path of the name itself, all folders on the way resolved; a link, where it is one. */
  readonly entry: string;
  /** Where it leads. */
  readonly target: string;
  /** What is there; `undefined` for a name that is free. */
  readonly stats: BigIntStats | undefined;
}

/**
 * Links are followed by hand, name by name, so that nothing outside the folder is even looked at. They may lead anywhere inside;
 * one that leads out is EPERM, and so is whatever is neither file nor folder: devices, pipes and sockets are never opened.
 *
 * Node has no openat, so another process of the host that swaps a folder for a link between the look and the use could win that
 * race; guests cannot make links. A file is looked up once more after it was opened, and before anything is read, written or cut, so
 * that all it could gain is an empty new file, or a folder made, renamed or deleted.
 */
export class HostFolder implements FileSystem {
  private readonly root: string;

  /** @throws HsxError ENOENT, EINVAL, EPERM when there is no such folder. */
  constructor(
    folder: string,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {
    let isFolder: boolean;
    try {
      this.root = realpathSync.native(folder);
      isFolder = lstatSync(this.root).isDirectory();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new HsxError('ENOENT', `${folder}: no such folder`);
      throw hostError(error, folder);
    }
    if (!isFolder) throw fileError('NOTDIR', `${folder}: is not a folder`);
  }

  open(path: FilePath, mode: OpenMode): OpenFile {
    const { target, stats } = this.find(path);
    if (stats === undefined && !mode.create) throw new HsxError('ENOENT', `${pathText(path)} does not exist`);
    if (stats !== undefined && mode.create && mode.exclusive)
      throw new HsxError('EEXIST', `${pathText(path)} exists already`);
    if (stats !== undefined) refuseSpecial(stats, path);
    if (stats?.isDirectory()) throw fileError('ISDIR', `${pathText(path)} is a folder`);
    return guarded(path, () => {
      const fd = openSync(target, openFlags(mode, stats === undefined), 0o666);
      try {
        this.refuseSwapped(fd, path);
        if (mode.truncate) ftruncateSync(fd);
        return new HostFile(fd, mode, path);
      } catch (error) {
        closeSync(fd);
        throw error;
      }
    });
  }

  stat(path: FilePath): FileStat | undefined {
    const { stats } = this.find(path);
    if (stats === undefined) return undefined;
    refuseSpecial(stats, path);
    const mtimeMs = Number(stats.mtimeMs);
    return stats.isFile() ? { type: 'file', size: Number(stats.size), mtimeMs } : { type: 'folder', size: 0, mtimeMs };
  }

  list(path: FilePath): string[] {
    const { target, stats } = this.find(path);
    if (stats === undefined) throw new HsxError('ENOENT', `${pathText(path)} does not exist`);
    refuseSpecial(stats, path);
    if (stats.isFile()) throw fileError('NOTDIR', `${pathText(path)} is a file`);
    return guarded(path, () => {
      const folder = opendirSync(target);
      try {
        const names: string[] = [];
        let seen = 0;
        for (let found = folder.readSync(); found !== null; found = folder.readSync()) {
          if (++seen > LISTED_NAMES_MAX) throw tooManyNames(path);
          if (this.isListed(path, found)) names.push(found.name);
        }
        return names;
      } finally {
        folder.closeSync();
      }
    });
  }

  /** Whether a guest can use what was found: a name that it can write, with a file or folder behind it. */
  private isListed(path: FilePath, found: Dirent): boolean {
    // Where a name is not UTF-8, Node puts U+FFFD.
    if (!isGuestName(found.name) || found.name.includes('\ufffd')) return false;
    if (found.isFile() || found.isDirectory()) return true;
    try {
      return this.stat([...path, found.name]) !== undefined;
    } catch {
      return false;
    }
  }

  remove(path: FilePath): void {
    const { entry, target, stats } = this.find(path);
    if (stats === undefined) throw new HsxError('ENOENT', `${pathText(path)} does not exist`);
    refuseSpecial(stats, path);
    guarded(path, () => (stats.isDirectory() && entry === target ? rmdirSync(entry) : unlinkSync(entry)));
  }

  rename(from: FilePath, to: FilePath): void {
    const source = this.find(from).entry;
    const target = this.find(to).entry;
    guarded(to, () => renameSync(source, target), { EEXIST: 'ENOTEMPTY' });
  }

  mkdir(path: FilePath): void {
    const { entry, stats } = this.find(path);
    if (stats !== undefined) throw new HsxError('EEXIST', `${pathText(path)} exists already`);
    guarded(path, () => mkdirSync(entry));
  }

  /** Looks a path up. The last name may be free; all before it are folders, or links to some. */
  protected find(path: FilePath): Place {
    const left = [...path].reverse();
    const names: string[] = [];
    let links = 0;
    let entry: string | undefined;
    while (left.length > 0) {
      const name = left.pop() ?? '';
      if (name === '..') {
        if (names.pop() === undefined) throw outside(path);
        continue;
      }
      refuseHostName(name, this.platform);
      const at = join(this.root, ...names, name);
      // The last name of the path is the first one behind which nothing is left; what a link adds comes after it.
      if (left.length === 0) entry ??= at;
      const stats = this.lstat(at, path);
      if (stats === undefined) {
        if (entry === at) return { entry, target: at, stats };
        throw new HsxError('ENOENT', `${pathText(path)} does not exist`);
      }
      if (stats.isSymbolicLink()) {
        if (++links > MAX_LINKS) throw new HsxError('EPERM', `${pathText(path)}: too many symbolic links`);
        const { absolute, steps } = this.linkTarget(at, path);
        if (absolute) names.length = 0;
        left.push(...steps.reverse());
        continue;
      }
      if (left.length > 0 && !stats.isDirectory()) {
        refuseSpecial(stats, path);
        throw fileError('NOTDIR', `${pathText([...names, name])} is a file`);
      }
      names.push(name);
    }
    const target = join(this.root, ...names);
    return { entry: entry ?? target, target, stats: this.lstat(target, path) };
  }

  private lstat(at: string, path: FilePath): BigIntStats | undefined {
    return guarded(path, () => lstatSync(at, { bigint: true, throwIfNoEntry: false }));
  }

  /** Where a link leads: from the root when `absolute`, else from the folder that holds it. From the root it may go up, too. */
  private linkTarget(at: string, path: FilePath): { absolute: boolean; steps: string[] } {
    const text = guarded(path, () => readlinkSync(at));
    const absolute = isAbsolute(text);
    const steps = (absolute ? relative(this.root, text) : text)
      .split(this.platform === 'win32' ? /[/\\]/ : '/')
      .filter((step) => step !== '' && step !== '.');
    return { absolute, steps };
  }

  /** Refuses an open file that is not what the path means by now. */
  private refuseSwapped(fd: number, path: FilePath): void {
    const opened = fstatSync(fd, { bigint: true });
    const { stats } = this.find(path);
    if (!opened.isFile() || stats === undefined || opened.dev !== stats.dev || opened.ino !== stats.ino)
      throw outside(path);
  }
}

class HostFile implements OpenFile {
  constructor(
    private readonly fd: number,
    private readonly mode: OpenMode,
    private readonly path: FilePath,
  ) {}

  read(position: number, max: number): Uint8Array {
    return guarded(this.path, () => {
      const buffer = new Uint8Array(max);
      return buffer.subarray(0, readSync(this.fd, buffer, 0, max, position));
    });
  }

  write(position: number, bytes: Uint8Array): number {
    // O_APPEND places the bytes, also among those of other writers.
    const at = this.mode.append ? null : position;
    return guarded(this.path, () => writeSync(this.fd, bytes, 0, bytes.length, at));
  }

  size(): number {
    return guarded(this.path, () => Number(fstatSync(this.fd, { bigint: true }).size));
  }

  sync(): void {
    if (this.mode.write) guarded(this.path, () => fsyncSync(this.fd));
  }

  close(): void {
    guarded(this.path, () => closeSync(this.fd));
  }
}

/**
 * A file is emptied after the second look, not while it is opened. O_EXCL does not follow a link; the other two are for a file
 * that has become a link or a pipe since it was looked at. Windows has neither.
 */
function openFlags({ read, write, append }: OpenMode, create: boolean): number {
  return (
    (read ? (write ? constants.O_RDWR : constants.O_RDONLY) : constants.O_WRONLY) |
    (append ? constants.O_APPEND : 0) |
    (create ? constants.O_CREAT | constants.O_EXCL : 0) |
    (constants.O_NOFOLLOW ?? 0) |
    (constants.O_NONBLOCK ?? 0)
  );
}

function guarded<T>(path: FilePath, action: () => T, codes?: Readonly<Record<string, string>>): T {
  try {
    return action();
  } catch (error) {
    throw hostError(error, pathText(path), codes);
  }
}

function refuseSpecial(stats: BigIntStats, path: FilePath): void {
  if (!stats.isFile() && !stats.isDirectory())
    throw new HsxError('EPERM', `${pathText(path)} is neither a file nor a folder`);
}

function outside(path: FilePath): HsxError {
  return new HsxError('EPERM', `${pathText(path)} leads out of the folder`);
}
