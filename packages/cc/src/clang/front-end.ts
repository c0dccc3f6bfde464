/** What the driver needs of a clang, whichever one it is. */

/** One run of clang. */
export interface ClangRequest {
  /** Arguments of the clang driver, or of the compiler proper behind `-cc1`, without the program's name. */
  args: string[];
  /** Folder that relative paths start from. */
  cwd: string;
  /** What `-` reads. */
  stdin?: Uint8Array;
}

export interface ClangResult {
  /** Exit status; 0 is success. */
  status: number;
  stdout: Uint8Array;
  /** What clang said, unchanged. */
  stderr: string;
  /** Files that clang wrote and that are not on the disk yet, by absolute path. */
  files: Map<string, Uint8Array>;
  /** Files of this machine that clang read, by absolute path; `undefined` where that is not known. */
  read?: readonly string[];
}

export interface FrontEnd {
  /** Which clang this is, for messages and `-v`: its path, or `bundled`. */
  readonly name: string;
  /** Major version: 14, 22 … */
  readonly major: number;
  /** Says everything that changes what the same input compiles to; part of every cache key. */
  readonly identity: string;
  /** Arguments that this clang needs in front of all others. */
  readonly baseArgs: readonly string[];
  run(request: ClangRequest): Promise<ClangResult>;
}
