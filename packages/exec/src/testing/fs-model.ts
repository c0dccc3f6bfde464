/** The FS module as simply as it can be said, for comparison: a map from paths to files, nothing nested, nothing shared. */
import { FS_FLAGS } from '@hsx/isa';

interface ModelFile {
  bytes: string;
}

interface ModelHandle {
  file: ModelFile;
  flags: number;
  position: number;
}

const FOLDER = 'folder';
type Entry = ModelFile | typeof FOLDER;
type Result = string | number;

/** Every method gives what the guest of the same name gives in fs-guest.ts. */
export class FsModel {
  readonly #entries = new Map<string, Entry>([['', FOLDER]]);
  readonly #handles: (ModelHandle | undefined)[] = [];

  constructor(private readonly maxOpen: number) {}

  /** `/a/b` for whatever means it, or an error. */
  static path(text: string): { path: string } | { error: string } {
    if (text === '') return { error: 'ENOENT' };
    let path = '';
    for (const name of text.split('/')) {
      if (name === '..') {
        if (path === '') return { error: 'EPERM' };
        path = path.slice(0, path.lastIndexOf('/'));
      } else if (name !== '' && name !== '.') path += `/${name}`;
    }
    return { path };
  }

  /** What is wrong with the folders above a path; nothing when they are there. */
  #above(path: string): string | undefined {
    for (let at = path.indexOf('/', 1); at !== -1; at = path.indexOf('/', at + 1)) {
      const entry = this.#entries.get(path.slice(0, at));
      if (entry === undefined) return 'ENOENT';
      if (entry !== FOLDER) return 'ENOENT/NOTDIR';
    }
    return undefined;
  }

  #names(path: string): string[] {
    const below = [...this.#entries.keys()].filter((key) => key.startsWith(`${path}/`));
    return below.map((key) => key.slice(path.length + 1)).filter((name) => !name.includes('/'));
  }

  open(text: string, flags: number): Result {
    const has = (flag: keyof typeof FS_FLAGS) => (flags & FS_FLAGS[flag]) !== 0;
    if (!has('RD') && !has('WR')) return 'EINVAL';
    if (!has('WR') && (has('TRUNC') || has('APPEND'))) return 'EINVAL';
    if (has('EXCL') && !has('CREATE')) return 'EINVAL';
    const parsed = FsModel.path(text);
    if ('error' in parsed) return parsed.error;
    const { path } = parsed;
    if (this.#handles.filter((handle) => handle !== undefined).length === this.maxOpen) return 'ENOSPC/MFILE';
    if (path === '') return 'EINVAL/ISDIR';
    const above = this.#above(path);
    if (above !== undefined) return above;
    let file = this.#entries.get(path);
    if (file !== undefined && has('EXCL')) return 'EEXIST';
    if (file === FOLDER) return 'EINVAL/ISDIR';
    if (file === undefined) {
      if (!has('CREATE')) return 'ENOENT';
      file = { bytes: '' };
      this.#entries.set(path, file);
    }
    if (has('TRUNC')) file.bytes = '';
    let slot = 0;
    while (this.#handles[slot] !== undefined) slot++;
    this.#handles[slot] = { file, flags, position: 0 };
    return slot + 3;
  }

  read(fd: number, length: number): string | { failed: string } {
    const handle = this.#handles[fd - 3];
    if (handle === undefined || (handle.flags & FS_FLAGS.RD) === 0) return { failed: 'EBADF' };
    const bytes = handle.file.bytes.slice(handle.position, handle.position + length);
    handle.position += bytes.length;
    return bytes;
  }

  write(fd: number, text: string): Result {
    const handle = this.#handles[fd - 3];
    if (handle === undefined || (handle.flags & FS_FLAGS.WR) === 0) return 'EBADF';
    const { file } = handle;
    if (text === '') return 0;
    if ((handle.flags & FS_FLAGS.APPEND) !== 0) handle.position = file.bytes.length;
    const before = file.bytes.slice(0, handle.position).padEnd(handle.position, '\0');
    file.bytes = before + text + file.bytes.slice(handle.position + text.length);
    handle.position += text.length;
    return text.length;
  }

  seek(fd: number, offset: number, whence: number): Result {
    const handle = this.#handles[fd - 3];
    if (handle === undefined) return 'EBADF';
    const from = [0, handle.position, handle.file.bytes.length][whence];
    if (from === undefined || from + offset < 0) return 'EINVAL';
    handle.position = from + offset;
    return handle.position;
  }

  close(fd: number): Result {
    if (this.#handles[fd - 3] === undefined) return 'EBADF';
    this.#handles[fd - 3] = undefined;
    return 0;
  }

  #look(text: string): { path: string; entry: Entry | undefined } | { error: string } {
    const parsed = FsModel.path(text);
    if ('error' in parsed) return parsed;
    const error = this.#above(parsed.path);
    return error === undefined ? { path: parsed.path, entry: this.#entries.get(parsed.path) } : { error };
  }

  stat(text: string): string {
    const found = this.#look(text);
    if ('error' in found) return found.error;
    if (found.entry === undefined) return 'ENOENT';
    return found.entry === FOLDER ? FOLDER : `file ${found.entry.bytes.length}`;
  }

  list(text: string): string | { failed: string } {
    const found = this.#look(text);
    if ('error' in found) return { failed: found.error };
    if (found.entry === undefined) return { failed: 'ENOENT' };
    return found.entry === FOLDER ? this.#names(found.path).sort().join(' ') : { failed: 'ENOENT/NOTDIR' };
  }

  remove(text: string): Result {
    const found = this.#look(text);
    if ('error' in found) return found.error;
    if (found.path === '') return 'EBUSY';
    if (found.entry === undefined) return 'ENOENT';
    if (found.entry === FOLDER && this.#names(found.path).length > 0) return 'EEXIST/NOTEMPTY';
    this.#entries.delete(found.path);
    return 0;
  }

  mkdir(text: string): Result {
    const found = this.#look(text);
    if ('error' in found) return found.error;
    if (found.entry !== undefined) return 'EEXIST';
    this.#entries.set(found.path, FOLDER);
    return 0;
  }

  rename(from: string, to: string): Result {
    for (const text of [from, to]) {
      const parsed = FsModel.path(text);
      if ('error' in parsed) return parsed.error;
      if (parsed.path === '') return 'EBUSY';
    }
    const source = this.#look(from);
    if ('error' in source) return source.error;
    if (source.entry === undefined) return 'ENOENT';
    const target = this.#look(to);
    if ('error' in target) return target.error;
    if (source.path === target.path) return 0;
    const isFolder = source.entry === FOLDER;
    if (isFolder && target.path.startsWith(`${source.path}/`)) return 'EINVAL';
    if (target.entry !== undefined) {
      if (!isFolder && target.entry === FOLDER) return 'EINVAL/ISDIR';
      if (isFolder && target.entry !== FOLDER) return 'ENOENT/NOTDIR';
      if (isFolder && this.#names(target.path).length > 0) return 'EEXIST/NOTEMPTY';
    }
    for (const [path, entry] of [...this.#entries]) {
      if (path !== source.path && !path.startsWith(`${source.path}/`)) continue;
      this.#entries.delete(path);
      this.#entries.set(target.path + path.slice(source.path.length), entry);
    }
    return 0;
  }
}
