/** Objects and archives to an executable image (toolchain.md, formats.md §1 and §2). */
import type { Archive, Diagnostic, ObjectFile } from '@hsx/image';

/** One input of a link, in command-line order. */
export type LinkInput =
  | { kind: 'object'; name: string; object: ObjectFile }
  | { kind: 'archive'; name: string; archive: Archive };

export interface LinkOptions {
  /** Entry symbol; default `_start`, then the entry that an object declares. */
  entry?: string;
  /** Header name; default derived by the caller from the output's name. */
  appName: string;
  gcSections?: boolean;
  /** Default true. */
  relax?: boolean;
  allowMultiple?: boolean;
  /** Bytes; default 4096. */
  stack?: number;
  /** Bytes; default 0, or 16384 when `malloc` is linked. */
  heap?: number;
  /** Manifest object, already parsed from JSON or TOML. */
  manifest?: unknown;
  embedSym?: boolean;
}

export interface LinkResult {
  /** The HXE bytes; absent when a diagnostic is an error. */
  image?: Uint8Array;
  diagnostics: Diagnostic[];
}

/** Links. Never throws for bad input: every error is in `diagnostics`. */
export function link(_inputs: LinkInput[], _options: LinkOptions): LinkResult {
  return { diagnostics: [] };
}
