/**
 * What the bundled clang sees as its file system: the host's files where they are, a few mounted folders that exist
 * only in memory, and an overlay that keeps whatever clang writes. So includes, relative paths and the paths in
 * diagnostics are the host's own, and nothing has to be copied or guessed beforehand.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';

/** Facts about one path. `device` and `inode` identify a file, as `#pragma once` needs. */
export interface FileFacts {
  kind: 'file' | 'directory';
  /** Bytes. */
  size: bigint;
  device: bigint;
  inode: bigint;
  /** Nanoseconds since 1970. */
  modified: bigint;
}

/** A read-only source of files, by absolute path with `/` as separator and no trailing `/`. */
export interface FileSource {
  stat(path: string): FileFacts | undefined;
  /** The contents of a file that `stat` knows. */
  read(path: string): Uint8Array;
  /** Names in a folder that `stat` knows. */
  list(path: string): string[];
}

/** The files of this machine. */
export const hostFiles: FileSource = {
  stat(path) {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    return {
      kind: stat.isDirectory() ? 'directory' : 'file',
      // Pipes and devices have no size; clang then reads to the end.
      size: stat.size,
      device: stat.dev,
      inode: stat.ino,
      modified: stat.mtimeNs,
    };
  },
  read: (path) => readFileSync(path),
  list: (path) => readdirSync(path),
};

/** Files that live in memory below one folder; inode numbers count the names. */
export class MemoryFiles implements FileSource {
  readonly #files = new Map<string, { size: number; contents: () => Uint8Array }>();
  readonly #inodes = new Map<string, bigint>();

  constructor(readonly root: string) {}

  /** Adds a file of `size` bytes by its path below the root; its contents are asked for when they are read. */
  add(path: string, size: number, contents: () => Uint8Array): void {
    this.#files.set(`${this.root}/${path}`, { size, contents });
  }

  stat(path: string): FileFacts | undefined {
    const file = this.#files.get(path);
    const isDirectory = file === undefined && this.list(path).length > 0;
    if (file === undefined && !isDirectory) return undefined;
    let inode = this.#inodes.get(path);
    if (inode === undefined) {
      inode = BigInt(this.#inodes.size + 1);
      this.#inodes.set(path, inode);
    }
    const size = BigInt(file?.size ?? 0);
    return { kind: isDirectory ? 'directory' : 'file', size, device: MEMORY_DEVICE, inode, modified: 0n };
  }

  read(path: string): Uint8Array {
    return this.#files.get(path)?.contents() ?? new Uint8Array();
  }

  list(path: string): string[] {
    const names = new Set<string>();
    for (const name of this.#files.keys()) {
      if (!name.startsWith(`${path}/`)) continue;
      const rest = name.slice(path.length + 1);
      names.add(rest.split('/', 1)[0] as string);
    }
    return [...names];
  }
}

/** A device number that no real file has. */
const MEMORY_DEVICE = 0x6873_7800n;

/** The union: mounts first, then the host; plus what was written. */
export class FileView {
  /** Everything that was written or created, by absolute path. */
  readonly written = new Map<string, Uint8Array>();
  /** Host files that were read, by absolute path, in order of first use. */
  readonly read = new Set<string>();
  readonly #mounts: MemoryFiles[];

  constructor(
    mounts: MemoryFiles[],
    readonly host: FileSource = hostFiles,
  ) {
    this.#mounts = mounts;
  }

  #source(path: string): FileSource {
    return this.#mounts.find(({ root }) => path === root || path.startsWith(`${root}/`)) ?? this.host;
  }

  stat(path: string): FileFacts | undefined {
    const own = this.written.get(path);
    if (own !== undefined) {
      const inode = BigInt([...this.written.keys()].indexOf(path) + 1);
      return { kind: 'file', size: BigInt(own.length), device: MEMORY_DEVICE + 1n, inode, modified: 0n };
    }
    return this.#source(path).stat(path);
  }

  contents(path: string): Uint8Array {
    const own = this.written.get(path);
    if (own !== undefined) return own;
    const source = this.#source(path);
    if (source === this.host) this.read.add(path);
    return source.read(path);
  }

  list(path: string): string[] {
    return this.#source(path).list(path);
  }
}

/** An absolute path without `.`, `..`, doubled or trailing separators. Symbolic links are left to the host. */
export function normalisePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}
