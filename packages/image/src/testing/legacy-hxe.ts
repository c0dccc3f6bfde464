/** Writers of the older image versions, for tests only: the tool chain writes version 3. */
import { Crc32 } from '../crc32.js';
import {
  emptyHeader,
  HXE_FLAGS,
  HXE_HEADER_SIZES,
  hxeField,
  payloadEnd,
  SECTION_ENTRY_SIZE,
  writeHeader,
} from '../hxe-header.js';
import type { SectionContent } from '../sections.js';

/** What an older image is made of. */
export interface LegacyContent {
  version: 1 | 2;
  entry?: number;
  code: Uint8Array;
  rodata?: Uint8Array;
  bssSize?: number;
  reqCaps?: number;
  /** Version 2. */
  appName?: string;
  multiple?: boolean;
  /** Version 2. */
  sections?: readonly SectionContent[];
  /** Version 2: the sections lie before their table. */
  tableLast?: boolean;
  /** Version 2: the manifest's text. */
  manifest?: string;
}

/** Writes a version 1 or 2 image, its CRC as those versions have it. */
export function writeLegacyHxe(content: LegacyContent): Uint8Array {
  const { version, code, rodata = new Uint8Array(0), sections = [], manifest } = content;
  const header = {
    ...emptyHeader(version),
    flags: (manifest === undefined ? 0 : HXE_FLAGS.manifest) | (content.multiple === true ? HXE_FLAGS.multiple : 0),
    entry: content.entry ?? 0,
    codeLen: code.length,
    roLen: rodata.length,
    bssSize: content.bssSize ?? 0,
    reqCaps: content.reqCaps ?? 0,
    appName: version === 2 ? (content.appName ?? 'app') : '',
    metaCount: sections.length,
  };
  const end = payloadEnd(header);
  const table = new Uint8Array(sections.length * SECTION_ENTRY_SIZE);
  const sectionBytes = sections.reduce((sum, section) => sum + section.bytes.length, 0);
  if (sections.length > 0) header.metaOffset = content.tableLast === true ? end + sectionBytes : end;
  const view = new DataView(table.buffer);
  let offset = content.tableLast === true ? end : end + table.length;
  for (const [index, { type, bytes, count }] of sections.entries()) {
    for (const [i, field] of [type, offset, bytes.length, count].entries())
      view.setUint32(index * SECTION_ENTRY_SIZE + 4 * i, field);
    offset += bytes.length;
  }
  const bodies = sections.map((section) => section.bytes);
  const tail = content.tableLast === true ? [...bodies, table] : [table, ...bodies];
  if (manifest !== undefined) {
    const text = new TextEncoder().encode(manifest);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, text.length);
    tail.push(length, text);
  }
  const parts = [writeHeader(header), code, rodata, ...tail];
  const image = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    image.set(part, at);
    at += part.length;
  }
  return sealLegacyHxe(image);
}

/** Computes the CRC of a version 1 or 2 image anew, in place. */
export function sealLegacyHxe(image: Uint8Array): Uint8Array {
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const size = HXE_HEADER_SIZES[view.getUint16(hxeField('version').offset) === 1 ? 1 : 2];
  const at = hxeField('crc32').offset;
  view.setUint32(at, new Crc32().update(image, 0, at).update(image, size).value);
  return image;
}

/** Computes the CRC of a version 3 image anew, in place, so that a test can reach what lies behind the CRC check. */
export function sealHxe(image: Uint8Array): Uint8Array {
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const at = hxeField('crc32').offset;
  view.setUint32(at, 0);
  view.setUint32(at, new Crc32().update(image).value);
  return image;
}
