/**
 * The object file in memory (formats.md §1). `hxo.ts` reads and writes its JSON form.
 * Everything between assembler, linker and inspectors is said in these types.
 */
import type { Capability, Level } from '@hsx/isa';
import type { DebugFacts } from './debug-facts.js';

/** Longest name of a symbol, section or file, in characters. */
export const NAME_LENGTH_MAX = 4096;
/** Sections are aligned to at most this, in bytes: more would be padding for kilobytes of memory. */
export const ALIGN_MAX = 4096;

/** A section: the unit of `--gc-sections`. `text` bytes are big-endian words, all others guest (little-endian) memory. */
export interface ObjectSection {
  /** `text|rodata|data|bss`, optionally with a `.suffix`, or `init_array|fini_array`. */
  name: string;
  /** Contents; empty for bss. */
  bytes: Uint8Array;
  /** Size in bytes: `bytes.length`, or what a bss section reserves. */
  size: number;
  /** A power of two up to `ALIGN_MAX`. */
  align: number;
}

/** The kinds of relocation, formats.md §1. */
export const RELOCATION_TYPES = [
  'ABS12',
  'ABS24',
  'PCREL12W',
  'SIMM12',
  'UIMM12',
  'SIMM20',
  'PCREL12B',
  'ABS32',
  'ABS16',
  'ABS8',
  'LO16',
  'HI16',
  'OFF16',
  'DIFF8',
  'DIFF16',
  'DIFF32',
] as const;

export type RelocationType = (typeof RELOCATION_TYPES)[number];

/** A place whose value the linker computes. */
export interface Relocation {
  section: string;
  /** Byte offset in the section: of the instruction word, of LDI32's *literal word* (ABS32 in text), or of the datum. */
  offset: number;
  type: RelocationType;
  symbol: string;
  addend: number;
  /** DIFF8|16|32: the symbol that is subtracted. */
  minus?: string;
  /** On the ABS32 of an LDI32: the linker may shrink it to LDI20 or LDI. */
  relax?: boolean;
  /** Where it was written, for overflow messages. */
  line?: number;
}

export type SymbolBinding = 'local' | 'global' | 'weak';
export type SymbolKind = 'func' | 'object' | 'notype';

/** A definition, or an undefined reference (`section: 'undef'`), or an absolute value (`section: 'abs'`). */
export interface ObjectSymbol {
  name: string;
  section: string;
  /** Byte offset in the section. */
  value: number;
  size: number;
  bind: SymbolBinding;
  kind: SymbolKind;
  /**
   * How arguments travel (abi-and-memory.md §2), when known: on a definition what it expects, on an undefined reference
   * what the calls in this object do. The linker refuses a mismatch.
   */
  convention?: 'variadic' | 'fixed';
  /** Line of the definition, for messages about duplicates. */
  line?: number;
}

/** A `.value` entry as declared (formats.md §2); numbers are numbers, names are strings. */
export interface ValueDeclaration {
  group: number;
  id: number;
  flags: number;
  auth: number;
  init: number;
  name: string;
  unit: string;
  group_name: string;
  epsilon: number;
  /** NaN with `max` NaN, or both 0: no range. */
  min: number;
  max: number;
  persist_key: number;
  rate_ms: number;
  debounce_ms: number;
}

/** A `.cmd` entry as declared. */
export interface CommandDeclaration {
  group: number;
  id: number;
  flags: number;
  auth: number;
  /** Symbol name, or a byte offset in code. */
  handler: string | number;
  name: string;
  help: string;
  group_name: string;
}

/** A `.mailbox` entry as declared. */
export interface MailboxDeclaration {
  target: string;
  capacity?: number;
  mode_mask?: number;
  owner_pid?: number;
  bindings?: unknown[];
}

export interface ObjectMetadata {
  values: ValueDeclaration[];
  commands: CommandDeclaration[];
  mailboxes: MailboxDeclaration[];
}

/** One row of the line table: from this offset on, until the next row of the section. */
export interface LineRow {
  section: string;
  offset: number;
  /** Index in `files`. */
  file: number;
  line: number;
  column: number;
}

/** Debug data of an object: the line table, and the compiler's further facts beside it. */
export interface ObjectDebug extends DebugFacts {
  files: string[];
  lines: LineRow[];
  /** Line in the MVASM source by text offset. */
  mvasm: { section: string; offset: number; line: number }[];
}

/** An object file. */
export interface ObjectFile {
  version: 1;
  /** The level its code needs. */
  isa: Level;
  /** Base name of the source. */
  source: string;
  sections: Map<string, ObjectSection>;
  relocs: Relocation[];
  symbols: ObjectSymbol[];
  /** Symbol where the program starts, when declared. */
  entry?: string;
  /** Symbols or sections that `--gc-sections` must not drop. */
  keep: string[];
  /** Capabilities asked for by `.cap`. */
  caps: Capability[];
  metadata: ObjectMetadata;
  debug?: ObjectDebug;
}

/** An archive (`.hxa`): only members that resolve something are taken. */
export interface Archive {
  version: 1;
  members: { name: string; object: ObjectFile }[];
}

/** An object with nothing in it. */
export function emptyObject(source: string, isa: Level): ObjectFile {
  return {
    version: 1,
    isa,
    source,
    sections: new Map(),
    relocs: [],
    symbols: [],
    keep: [],
    caps: [],
    metadata: { values: [], commands: [], mailboxes: [] },
  };
}
