/** HXE images as a whole: read any version, write version 3 (formats.md §2). */
import { HsxError } from '@hsx/isa';
import { Crc32 } from './crc32.js';
import {
  emptyHeader,
  HXE_FLAGS,
  HXE_HEADER_SIZES,
  type HxeHeader,
  hxeField,
  MANIFEST_LENGTH_SIZE,
  payloadEnd,
  SECTION_ENTRY_SIZE,
  writeHeader,
} from './hxe-header.js';
import type { HxeLimits } from './hxe-header-reader.js';
import { HxeStream, type HxeSummary } from './hxe-stream.js';
import { ADDRESS_SPACE_MAX, RO_BASE_MIN } from './layout.js';
import { type Manifest, writeManifest } from './manifest.js';
import { SECTION_TYPES, type SectionContent } from './sections.js';

/** An image with its payload. */
export interface HxeImage extends HxeSummary {
  /** Instruction words, big-endian. */
  code: Uint8Array;
  /** Guest memory from `header.roBase` on. */
  rodata: Uint8Array;
  /** Guest memory from `layout.dataBase` on. */
  data: Uint8Array;
}

/** Limits for tools that only look: whatever the format itself allows. */
export const FORMAT_LIMITS: HxeLimits = { codeMax: ADDRESS_SPACE_MAX, dataMax: ADDRESS_SPACE_MAX };

/**
 * Reads a whole image of version 1, 2 or 3. The result shares nothing with `bytes`.
 * @throws HsxError EBADMSG for an invalid image, with offset, field, what was found and what was expected; ENOSPC for one over the
 * limits (by default 64 KiB of code and of data space).
 */
export function readHxe(bytes: Uint8Array, limits: HxeLimits = {}): HxeImage {
  const stream = new HxeStream({}, limits);
  stream.write(bytes);
  const summary = stream.end();
  const { codeLen, roLen, dataLen, version } = summary.header;
  const start = HXE_HEADER_SIZES[version];
  return {
    ...summary,
    code: bytes.slice(start, start + codeLen),
    rodata: bytes.slice(start + codeLen, start + codeLen + roLen),
    data: bytes.slice(start + codeLen + roLen, start + codeLen + roLen + dataLen),
  };
}

/** What a v3 image is made of. Sizes in bytes. */
export interface HxeContent {
  /** Byte offset in code where the program starts. */
  entry: number;
  /** Instruction words, big-endian; the first is the illegal word 0. */
  code: Uint8Array;
  rodata?: Uint8Array;
  data?: Uint8Array;
  bssSize?: number;
  heapSize?: number;
  /** 0 = the host's default. */
  stackSize?: number;
  /** Default 0x100. */
  roBase?: number;
  reqCaps?: number;
  appName: string;
  /** Several instances may run at once. */
  multiple?: boolean;
  /** How many mailboxes it needs. */
  mailboxes?: number;
  /** In the order of the table; `encodeMetadata` and `encodeSym` make them. */
  sections?: readonly SectionContent[];
  manifest?: Manifest;
}

/**
 * Writes a version 3 image; the same content gives the same bytes.
 * @throws HsxError EBADMSG or EINVAL for content that no reader would accept, ENOSPC when it is over `limits`.
 */
export function writeHxe(content: HxeContent, limits: HxeLimits = {}): Uint8Array {
  const { code, rodata = new Uint8Array(0), data = new Uint8Array(0), sections = [], manifest } = content;
  const header: HxeHeader = {
    ...emptyHeader(3),
    flags: flagsOf(content),
    entry: content.entry,
    codeLen: code.length,
    roLen: rodata.length,
    dataLen: data.length,
    bssSize: content.bssSize ?? 0,
    heapSize: content.heapSize ?? 0,
    stackSize: content.stackSize ?? 0,
    roBase: content.roBase ?? RO_BASE_MIN,
    reqCaps: (content.reqCaps ?? 0) >>> 0,
    appName: content.appName,
    mailboxes: content.mailboxes ?? 0,
    metaCount: sections.length,
  };
  refuseUnrepresentable(header);
  const end = payloadEnd(header);
  if (sections.length > 0) header.metaOffset = end;
  const tail = [...tableAndSections(sections, end), ...manifestParts(manifest)];
  header.fileLen = end + tail.reduce((sum, part) => sum + part.length, 0);
  const image = new Uint8Array(header.fileLen);
  let at = 0;
  for (const part of [writeHeader(header), code, rodata, data, ...tail]) {
    image.set(part, at);
    at += part.length;
  }
  const crcField = hxeField('crc32');
  new DataView(image.buffer).setUint32(crcField.offset, new Crc32().update(image).value);
  // One truth about what is valid: the reader's.
  const stream = new HxeStream({}, limits);
  stream.write(image);
  stream.end();
  return image;
}

/** A number or name that its field would cut silently, so that the reader could not see it. */
function refuseUnrepresentable(header: HxeHeader): void {
  const { size } = hxeField('appName');
  if (header.appName.length > size || /[^ -~]/.test(header.appName)) {
    throw new HsxError(
      'EINVAL',
      `app name ${JSON.stringify(header.appName)} does not fit: expected at most ${size - 1} ASCII characters`,
    );
  }
  for (const name of ['entry', 'bssSize', 'heapSize', 'stackSize', 'roBase', 'mailboxes'] as const) {
    const most = 256 ** hxeField(name).size - 1;
    const value = header[name];
    if (!Number.isInteger(value) || value < 0 || value > most) {
      throw new HsxError('EINVAL', `${hxeField(name).label} is ${value}, expected a whole number from 0 to ${most}`);
    }
  }
}

function flagsOf({ manifest, multiple, sections = [] }: HxeContent): number {
  let flags = 0;
  if (manifest !== undefined) flags |= HXE_FLAGS.manifest;
  if (multiple === true) flags |= HXE_FLAGS.multiple;
  if (sections.some((section) => section.type === SECTION_TYPES.symbols)) flags |= HXE_FLAGS.symbols;
  return flags;
}

/** The section table at file offset `at`, and the sections behind it. */
function tableAndSections(sections: readonly SectionContent[], at: number): Uint8Array[] {
  const table = new Uint8Array(sections.length * SECTION_ENTRY_SIZE);
  const view = new DataView(table.buffer);
  let offset = at + table.length;
  for (const [index, { type, bytes, count }] of sections.entries()) {
    for (const [i, field] of [type, offset, bytes.length, count].entries())
      view.setUint32(index * SECTION_ENTRY_SIZE + 4 * i, field);
    offset += bytes.length;
  }
  return [table, ...sections.map((section) => section.bytes)];
}

function manifestParts(manifest: Manifest | undefined): Uint8Array[] {
  if (manifest === undefined) return [];
  const bytes = new TextEncoder().encode(writeManifest(manifest));
  const length = new Uint8Array(MANIFEST_LENGTH_SIZE);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return [length, bytes];
}
