/** What the FS service asks of whatever holds the files. Nothing here is Node's: a host or a test hands an implementation in. */
import { FS_STATUS, FS_STATUS_ERRORS, HsxError } from '@hsx/isa';
import { CallError } from '../call-error.js';

/**
 * A place in a file system: the names on the way from its root, which itself is the empty list. No name is empty, `.` or `..`, and none
 * holds a `/`, a NUL or another control character.
 */
export type FilePath = readonly string[];

export interface FileStat {
  readonly type: 'file' | 'folder';
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** Time of the last change in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** Names that one listing may have: more would keep the host busy for nothing, as no guest has the memory for them. */
export const LISTED_NAMES_MAX = 10_000;

/** How a file is opened. At least one of `read` and `write` is set; `truncate` and `append` go with `write`. */
export interface OpenMode {
  readonly read: boolean;
  readonly write: boolean;
  /** Makes the file when there is none. */
  readonly create: boolean;
  /** Empties it. */
  readonly truncate: boolean;
  /** Every write goes to the end. */
  readonly append: boolean;
  /** With `create`: a file that is there already is an error. */
  readonly exclusive: boolean;
}

/** An open file. It stays what it is when its name is deleted, renamed or given to another file. */
export interface OpenFile {
  /** Up to `max` bytes from `position`; none at the end of the file and beyond. The bytes are the caller's. */
  read(position: number, max: number): Uint8Array;
  /**
   * Writes at `position`, where the file may have to grow with zeros first; a file opened for appending is written at its end instead.
   * @param bytes at least one.
   * @returns how many bytes were written, at least 1. @throws HsxError ENOSPC when there is no room for any.
   */
  write(position: number, bytes: Uint8Array): number;
  /** Bytes. */
  size(): number;
  /** Returns when everything written is on the medium. */
  sync(): void;
  close(): void;
}

/**
 * Files and folders. Calls are synchronous: the calls of a task take effect in the order of its instructions, and nothing of
 * the same host comes between.
 *
 * Every method throws HsxError: ENOENT where a folder on the way, or what is to be used, is missing; `fileError` NOTDIR where it
 * is a file; EPERM for what the guest may not reach; EROFS, ENOSPC and EIO as they come.
 */
export interface FileSystem {
  /** @throws also EEXIST with `exclusive`, `fileError` ISDIR for a folder. */
  open(path: FilePath, mode: OpenMode): OpenFile;
  /** `undefined` where the last name does not exist. */
  stat(path: FilePath): FileStat | undefined;
  /** The names in a folder, in any order. @throws also ENOMEM where there are more than LISTED_NAMES_MAX. */
  list(path: FilePath): string[];
  /** Deletes a file or an empty folder, never the root. @throws also `fileError` NOTEMPTY. */
  remove(path: FilePath): void;
  /**
   * Gives a file or folder another place, that of a file or an empty folder included. The service has seen to it that `from`
   * exists, that neither is the root nor a folder inside itself, and that a file replaces a file and a folder a folder.
   * @throws also `fileError` NOTEMPTY.
   */
  rename(from: FilePath, to: FilePath): void;
  /** @throws also EEXIST. */
  mkdir(path: FilePath): void;
}

/** A failure with the FS module's status. */
export function fileError(status: keyof typeof FS_STATUS_ERRORS, message: string): CallError {
  return new CallError(FS_STATUS_ERRORS[status], FS_STATUS[status], message);
}

/** A folder that `list` refuses. */
export function tooManyNames(path: FilePath): HsxError {
  return new HsxError('ENOMEM', `${pathText(path)} has more than ${LISTED_NAMES_MAX} names`);
}

/** As messages show a path. */
export function pathText(path: FilePath): string {
  return `/${path.join('/')}`;
}
