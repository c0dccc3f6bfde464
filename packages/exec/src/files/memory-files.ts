/** Files in memory: for tests, and where there is no disk. */
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
} from './file-system.js';
import { parseGuestPath } from './guest-path.js';

/** What a file or folder costs beside its contents. */
const ENTRY_BYTES = 64;
const DEFAULT_CAPACITY = 16 * 1024 * 1024;

/** Bytes that are left. */
interface Space {
  left: number;
}

class File {
  #bytes = new Uint8Array(0);
  #size = 0;
  #opened = 0;
  #named = true;
  mtimeMs: number;

  constructor(
    private readonly space: Space,
    private readonly now: () => number,
  ) {
    this.mtimeMs = now();
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  /** @returns how many bytes fitted. */
  write(position: number, bytes: Uint8Array): number {
    const most = this.#size + this.space.left;
    const count = Math.min(bytes.length, most - position);
    if (count <= 0) throw new HsxError('ENOSPC', 'no space left');
    const end = position + count;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, Math.min(2 * this.#bytes.length, most)));
      grown.set(this.bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes.subarray(0, count), position);
    this.space.left -= Math.max(0, end - this.#size);
    this.#size = Math.max(this.#size, end);
    this.mtimeMs = this.now();
    return count;
  }

  empty(): void {
    this.space.left += this.#size;
    this.#bytes = new Uint8Array(0);
    this.#size = 0;
    this.mtimeMs = this.now();
  }

  opened(): void {
    this.#opened++;
  }

  closed(): void {
    this.#opened--;
    this.#dropUnused();
  }

  deleted(): void {
    this.#named = false;
    this.#dropUnused();
  }

  /** A deleted file keeps its bytes as long as it is open. */
  #dropUnused(): void {
    if (!this.#named && this.#opened === 0) this.empty();
  }
}

class Folder {
  readonly entries = new Map<string, File | Folder>();
  constructor(public mtimeMs: number) {}
}

/** How a memory file system is made. */
export interface MemoryFilesOptions {
  /** Bytes of all files, names and entries together; default 16 MiB. */
  capacity?: number;
  /** Milliseconds since 1970; default: always 0. */
  now?: () => number;
}

export class MemoryFiles implements FileSystem {
  readonly #root: Folder;
  readonly #space: Space;
  readonly #now: () => number;

  /**
   * @param contents what is there from the start: text or bytes by path; a path that ends in `/` is a folder. Folders on the way are made.
   * @throws HsxError ENOSPC when it does not fit.
   */
  constructor(contents: Readonly<Record<string, string | Uint8Array>> = {}, options: MemoryFilesOptions = {}) {
    this.#space = { left: options.capacity ?? DEFAULT_CAPACITY };
    this.#now = options.now ?? (() => 0);
    this.#root = new Folder(this.#now());
    for (const [text, content] of Object.entries(contents)) {
      const path = parseGuestPath(text);
      const folders = text.endsWith('/') ? path : path.slice(0, -1);
      for (let length = 1; length <= folders.length; length++)
        if (this.stat(folders.slice(0, length)) === undefined) this.mkdir(folders.slice(0, length));
      if (text.endsWith('/')) continue;
      const mode = { read: false, write: true, create: true, truncate: true, append: false, exclusive: false };
      const file = this.open(path, mode);
      let bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      for (let at = 0; bytes.length > 0; ) {
        const count = file.write(at, bytes);
        at += count;
        bytes = bytes.subarray(count);
      }
      file.close();
    }
  }

  /** Everything there is: a copy of each file's bytes by its path, and of each folder that is empty its path with a `/` at the end. */
  contents(): Record<string, Uint8Array> {
    const all: Record<string, Uint8Array> = {};
    const collect = (folder: Folder, prefix: string) => {
      for (const [name, entry] of folder.entries) {
        if (entry instanceof File) all[prefix + name] = entry.bytes.slice();
        else if (entry.entries.size === 0) all[`${prefix + name}/`] = new Uint8Array(0);
        else collect(entry, `${prefix + name}/`);
      }
    };
    collect(this.#root, '');
    return all;
  }

  open(path: FilePath, mode: OpenMode): OpenFile {
    const entry = this.#find(path);
    if (entry !== undefined && mode.create && mode.exclusive) throw exists(path);
    if (entry instanceof Folder) throw fileError('ISDIR', `${pathText(path)} is a folder`);
    if (entry === undefined && !mode.create) throw missing(path);
    let file = entry;
    if (file === undefined) {
      file = new File(this.#space, this.#now);
      this.#add(path, file);
    }
    if (mode.truncate) file.empty();
    return openFile(file, mode.append);
  }

  stat(path: FilePath): FileStat | undefined {
    const entry = this.#find(path);
    if (entry === undefined) return undefined;
    const { mtimeMs } = entry;
    return entry instanceof File ? { type: 'file', size: entry.size, mtimeMs } : { type: 'folder', size: 0, mtimeMs };
  }

  list(path: FilePath): string[] {
    const entry = this.#find(path);
    if (entry === undefined) throw missing(path);
    if (entry instanceof File) throw fileError('NOTDIR', `${pathText(path)} is a file`);
    if (entry.entries.size > LISTED_NAMES_MAX) throw tooManyNames(path);
    return [...entry.entries.keys()];
  }

  remove(path: FilePath): void {
    const entry = this.#find(path);
    if (entry === undefined) throw missing(path);
    this.#refuseFull(entry, path);
    this.#take(path);
    if (entry instanceof File) entry.deleted();
  }

  rename(from: FilePath, to: FilePath): void {
    const replaced = this.#find(to);
    this.#refuseFull(replaced, to);
    const entry = this.#find(from);
    if (entry === undefined) throw missing(from);
    // A longer name may not fit; the place of what is replaced is free by then.
    if (nameBytes(to) - nameBytes(from) > this.#space.left + (replaced === undefined ? 0 : entryBytes(to)))
      throw new HsxError('ENOSPC', 'no space left');
    const folder = this.#parent(to);
    if (replaced !== undefined) this.#take(to);
    this.#take(from);
    if (replaced instanceof File) replaced.deleted();
    this.#space.left -= entryBytes(to);
    folder.entries.set(lastName(to), entry);
    folder.mtimeMs = this.#now();
  }

  mkdir(path: FilePath): void {
    if (this.#find(path) !== undefined) throw exists(path);
    this.#add(path, new Folder(this.#now()));
  }

  #find(path: FilePath): File | Folder | undefined {
    return path.length === 0 ? this.#root : this.#parent(path).entries.get(lastName(path));
  }

  /** The folder that holds the last name. */
  #parent(path: FilePath): Folder {
    let folder = this.#root;
    for (const [index, name] of path.slice(0, -1).entries()) {
      const next = folder.entries.get(name);
      if (next === undefined) throw missing(path.slice(0, index + 1));
      if (next instanceof File) throw fileError('NOTDIR', `${pathText(path.slice(0, index + 1))} is a file`);
      folder = next;
    }
    return folder;
  }

  #add(path: FilePath, entry: File | Folder): void {
    const folder = this.#parent(path);
    if (entryBytes(path) > this.#space.left) throw new HsxError('ENOSPC', 'no space left');
    this.#space.left -= entryBytes(path);
    folder.entries.set(lastName(path), entry);
    folder.mtimeMs = this.#now();
  }

  #take(path: FilePath): void {
    const folder = this.#parent(path);
    folder.entries.delete(lastName(path));
    folder.mtimeMs = this.#now();
    this.#space.left += entryBytes(path);
  }

  #refuseFull(entry: File | Folder | undefined, path: FilePath): void {
    if (entry instanceof Folder && entry.entries.size > 0)
      throw fileError('NOTEMPTY', `${pathText(path)} is not empty`);
  }
}

function openFile(file: File, append: boolean): OpenFile {
  file.opened();
  return {
    read: (position, max) => file.bytes.slice(position, position + max),
    write: (position, bytes) => file.write(append ? file.size : position, bytes),
    size: () => file.size,
    sync() {},
    close: () => file.closed(),
  };
}

function lastName(path: FilePath): string {
  return path[path.length - 1] ?? '';
}

function nameBytes(path: FilePath): number {
  return new TextEncoder().encode(lastName(path)).length;
}

function entryBytes(path: FilePath): number {
  return ENTRY_BYTES + nameBytes(path);
}

function missing(path: FilePath): HsxError {
  return new HsxError('ENOENT', `${pathText(path)} does not exist`);
}

function exists(path: FilePath): HsxError {
  return new HsxError('EEXIST', `${pathText(path)} exists already`);
}
