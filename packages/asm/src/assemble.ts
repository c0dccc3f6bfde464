/** MVASM text to an object (mvasm.md). */

import type { Diagnostic, ObjectFile } from '@hsx/image';
import type { Level } from '@hsx/isa';

export interface AssembleOptions {
  /** Name of the source, for messages, `.include` and the object's `source`. */
  path: string;
  /** Level that the source may use; default `ext`. */
  isa?: Level;
  /** Folders searched by `.include` after the including file's own. */
  includeDirs?: string[];
  /** Reads an included file; `undefined` when there is none. Without it `.include` is an error. */
  readFile?: (path: string) => string | undefined;
}

/** One line of the listing: what a source line became. */
export interface ListingLine {
  file: string;
  line: number;
  text: string;
  section?: string;
  offset?: number;
  bytes?: Uint8Array;
}

export interface AssembleResult {
  /** Present exactly when no diagnostic is an error. */
  object?: ObjectFile;
  diagnostics: Diagnostic[];
  listing: ListingLine[];
}

/** Assembles one source. Never throws for bad input: every error of the file is in `diagnostics`. */
export function assemble(_text: string, _options: AssembleOptions): AssembleResult {
  return { diagnostics: [], listing: [] };
}
