/** Objects and archives to an executable image (toolchain.md, formats.md §1 and §2). */
import {
  APP_NAME_PATTERN,
  type Archive,
  DEFAULT_SPACE_LIMIT,
  type Diagnostic,
  encodeMetadata,
  encodeSym,
  type HxeContent,
  type HxeHeader,
  type ImageMetadata,
  type Manifest,
  type ObjectFile,
  readHeader,
  type SymFile,
  writeHxe,
} from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
import { requiredCapabilities } from './capabilities.js';
import { CodeSpace } from './code-space.js';
import { chooseEntry, entryWanted } from './entry.js';
import { markLive, reportUndefined } from './gc.js';
import { linkManifest } from './manifest-check.js';
import { mapFile } from './map-file.js';
import { collectMetadata, placeMetadata } from './metadata.js';
import { contributors, type DataPlacement, placeData } from './placement.js';
import { Messages, type Place } from './places.js';
import { type Definition, type LinkUnit, liveSections } from './program.js';
import { type Relaxation, relaxCode } from './relax.js';
import { type LinkedBytes, relocateAll } from './relocate.js';
import { buildSymbolTable, collectUnits, type SymbolTable } from './resolve.js';
import type { LinkSizes } from './sizes.js';
import { symbolFile } from './symbols-out.js';

/** One input of a link, in command-line order. */
export type LinkInput =
  | { kind: 'object'; name: string; object: ObjectFile }
  /** `system`: the library that every program has; a definition of its own gives way to one of the program. */
  | { kind: 'archive'; name: string; archive: Archive; system?: boolean };

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
  /** What messages call the manifest; default `manifest`. */
  manifestName?: string;
  /** Puts the symbols, deflated, into the image. */
  embedSym?: boolean;
  /**
   * Level of the image: with `core` objects of level ext are refused and the linker makes no ext instruction, with `ext` it may.
   * Default: ext when one of the linked objects is.
   */
  isa?: Level;
  /** Limits of code and of data space in bytes; default 65,536, at most 16 MiB (abi-and-memory.md §4). */
  codeLimit?: number;
  dataLimit?: number;
  /** Base name of the image file, for the `.sym`; default the header name with `.hxe`. */
  outputName?: string;
}

export interface LinkResult {
  /** The HXE bytes; absent when a diagnostic is an error. */
  image?: Uint8Array;
  diagnostics: Diagnostic[];
  /** The image's header, sizes, map file text and symbols; present with `image`. */
  header?: HxeHeader;
  sizes?: LinkSizes;
  map?: string;
  /** What `--emit-sym` writes with `writeSym`. */
  sym?: SymFile;
}

const LINKER: Place = { file: 'ld', line: 0, column: 0 };

/** Links. Never throws for bad input: every error is in `diagnostics`. */
export function link(inputs: LinkInput[], options: LinkOptions): LinkResult {
  const messages = new Messages();
  try {
    const result = linkInto(inputs, options, messages);
    return { ...(messages.failed ? {} : result), diagnostics: messages.finish() };
  } catch (error) {
    if (!(error instanceof HsxError)) throw error;
    messages.error(LINKER, error.message, error.hint === undefined ? {} : { hint: error.hint });
    return { diagnostics: messages.finish() };
  }
}

function linkInto(inputs: LinkInput[], options: LinkOptions, messages: Messages): Omit<LinkResult, 'diagnostics'> {
  checkOptions(options, messages);
  const { units, offered } = collectUnits(inputs, (defines) => entryWanted(inputs, options.entry, defines), messages);
  const table = buildSymbolTable(units, messages);
  const entry = chooseEntry(table, options.entry, messages);
  markLive(table, entry, options.gcSections ?? false);
  reportUndefined(table, offered, messages);
  const declared = collectMetadata(table, messages);
  const manifest = linkManifest(options.manifest, declared.values, messages, options.manifestName);
  const ext = mayUseExt(units, options, messages);
  if (entry === undefined || messages.failed) return {};

  const codeLimit = options.codeLimit ?? DEFAULT_SPACE_LIMIT;
  const dataLimit = options.dataLimit ?? DEFAULT_SPACE_LIMIT;
  const malloc = table.globals.get('malloc')?.section?.live ?? false;
  const data = placeData(units, { stack: options.stack, heap: options.heap, malloc, limit: dataLimit }, messages);
  // Without data placed code is still laid out, with data at 0, to say in the same run when it too is too big.
  const space = new CodeSpace(liveSections(units, 'text'), table, data?.space ?? NOWHERE);
  const relaxation = relaxCode(space, { relax: options.relax ?? true, ext, limit: codeLimit });
  if (space.end > codeLimit) reportCodeTooBig(space, codeLimit, messages);
  if (data === undefined || messages.failed) return {};

  const bytes = relocateAll(units, space, relaxation, data, messages);
  const metadata = placeMetadata(declared, space, messages);
  if (messages.failed) return {};
  return finish({ options, units, table, entry, data, space, relaxation, bytes, metadata, manifest });
}

/** Everything that goes into the image and the files beside it. */
interface Linked {
  options: LinkOptions;
  units: readonly LinkUnit[];
  table: SymbolTable;
  entry: Definition;
  data: DataPlacement;
  space: CodeSpace;
  relaxation: Relaxation;
  bytes: LinkedBytes;
  metadata: ImageMetadata;
  manifest: Manifest | undefined;
}

function finish(linked: Linked): Omit<LinkResult, 'diagnostics'> {
  const { options, units, entry, data, space, bytes, metadata, manifest } = linked;
  const codeLimit = options.codeLimit ?? DEFAULT_SPACE_LIMIT;
  const dataLimit = options.dataLimit ?? DEFAULT_SPACE_LIMIT;
  const entryAddress = space.addressOfTarget({ kind: 'defined', definition: entry }, 0);
  const sym = symbolFile(options.outputName ?? `${options.appName}.hxe`, units, space, data, bytes.code);
  const content: HxeContent = {
    entry: entryAddress,
    code: bytes.code,
    rodata: bytes.rodata,
    data: bytes.data,
    bssSize: data.bssSize,
    heapSize: data.heapSize,
    stackSize: data.stackSize,
    roBase: data.layout.roBase,
    reqCaps: requiredCapabilities(bytes.code, units, metadata, manifest),
    appName: options.appName,
    multiple: options.allowMultiple ?? false,
    mailboxes: mailboxCount(metadata, manifest),
    sections: [...encodeMetadata(metadata), ...(options.embedSym ? [encodeSym({ ...sym, hxe_crc: 0 })] : [])],
    ...(manifest === undefined ? {} : { manifest }),
  };
  const limits = { codeMax: codeLimit, dataMax: dataLimit };
  const image = writeHxe(content, limits);
  const sizes: LinkSizes = {
    code: bytes.code.length,
    rodata: data.roLen,
    data: data.dataLen,
    bss: data.bssSize,
    heap: data.heapSize,
    stack: data.layout.stackLimit - data.layout.stackBase,
    ram: data.layout.stackLimit - data.layout.dataBase,
    dataSpace: data.layout.stackLimit,
    codeLimit,
    dataLimit,
    file: image.length,
  };
  const map = mapFile(options.appName, units, space, data, { name: entry.symbol.name, address: entryAddress }, sizes);
  const header = readHeader(image, limits);
  return { image, header, sizes, map, sym: { ...sym, hxe_crc: header.crc32 } };
}

function checkOptions(options: LinkOptions, messages: Messages): void {
  if (!APP_NAME_PATTERN.test(options.appName)) {
    messages.error(
      LINKER,
      `the app name ${JSON.stringify(options.appName.slice(0, 60))} is not a letter or digit followed by up to 30 of A-Z a-z 0-9 . _ -`,
      { hint: 'give one with --app-name' },
    );
  }
  for (const [name, value] of [
    ['--stack', options.stack],
    ['--heap', options.heap],
  ] as const) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 0))
      messages.error(LINKER, `${name} ${value} is not a number of bytes`);
  }
}

/** Whether the linker may make instructions of level ext; reports objects that a core image must not hold. */
function mayUseExt(units: readonly LinkUnit[], options: LinkOptions, messages: Messages): boolean {
  const extended = units.filter(
    (unit) => unit.object.isa === 'ext' && [...unit.sections.values()].some((section) => section.live),
  );
  if (options.isa === 'core') {
    for (const unit of extended) {
      messages.error(
        { file: unit.name, line: 0, column: 0 },
        `${unit.name} needs level ext, but the image is to be core`,
        {
          hint: 'build it with -misa=core',
        },
      );
    }
    return false;
  }
  return options.isa === 'ext' || extended.length > 0;
}

function mailboxCount(metadata: ImageMetadata, manifest: Manifest | undefined): number {
  const targets = new Set(metadata.mailboxes.map(({ target }) => target));
  for (const mailbox of manifest?.mailboxes ?? []) targets.add(typeof mailbox === 'string' ? mailbox : mailbox.target);
  return targets.size;
}

function reportCodeTooBig(space: CodeSpace, limit: number, messages: Messages): void {
  messages.error(
    LINKER,
    `text is too big: code needs at least ${space.end} bytes, ${space.end - limit} more than the ${limit} there are`,
    {
      hint: 'optimise for size (-Os), drop unused code with --gc-sections, or split the program',
      notes: contributors(space.sections),
    },
  );
}

const NOWHERE = {
  roStart: 0,
  roEnd: 0,
  initArrayStart: 0,
  initArrayEnd: 0,
  finiArrayStart: 0,
  finiArrayEnd: 0,
  dataStart: 0,
  dataEnd: 0,
  bssStart: 0,
  bssEnd: 0,
  heapStart: 0,
  heapEnd: 0,
  stackBase: 0,
  stackLimit: 0,
};
