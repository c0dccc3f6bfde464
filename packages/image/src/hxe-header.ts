/** The header of an HXE image, versions 1 to 3 (formats.md §2). All fields are big-endian. */
import { RO_BASE_MIN } from './layout.js';

export type HxeVersion = 1 | 2 | 3;

/** The versions that are read; the linker writes the last one. */
export const HXE_VERSIONS: readonly HxeVersion[] = [1, 2, 3];

/** `HSXE` */
export const HXE_MAGIC: readonly number[] = [0x48, 0x53, 0x58, 0x45];

/** Bits of the `flags` field. */
export const HXE_FLAGS = { manifest: 1, multiple: 2, symbols: 4 } as const;

/** The ABI that images are built for, `major << 8 | minor`. Another major is refused. */
export const ABI_VERSION = 0x0100;

/** An application's name (`app_name`). */
export const APP_NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,30}$/;

/** An image has at most this many bytes per metadata section and in its manifest. */
export const SECTION_SIZE_MAX = 65_535;
export const MANIFEST_SIZE_MAX = 65_536;
/** `meta_count` is at most this; with one section per type fewer types exist. */
export const META_COUNT_MAX = 16;
/** Bytes of one entry of the section table. */
export const SECTION_ENTRY_SIZE = 16;
/** Bytes of the length before the manifest. */
export const MANIFEST_LENGTH_SIZE = 4;

/** A header, its fields as numbers; sizes and offsets in bytes. What a version does not have is 0 (or an empty name). */
export interface HxeHeader {
  version: HxeVersion;
  /** `HXE_FLAGS`. */
  flags: number;
  /** Byte offset in code, a multiple of 4. */
  entry: number;
  codeLen: number;
  roLen: number;
  bssSize: number;
  /** Capability bits, unsigned. */
  reqCaps: number;
  crc32: number;
  appName: string;
  /** File offset of the section table, 0 = none. */
  metaOffset: number;
  metaCount: number;
  dataLen: number;
  roBase: number;
  /** 0 = the host's default. */
  stackSize: number;
  heapSize: number;
  /** `major << 8 | minor`. */
  abi: number;
  mailboxes: number;
  /** The whole file. */
  fileLen: number;
}

/** A field's place. `since` is the first version whose header holds it; an older header with room for it must hold zero there. */
export interface HxeField {
  readonly name: 'magic' | keyof HxeHeader;
  /** As it is called in messages and documents. */
  readonly label: string;
  readonly offset: number;
  /** In bytes; 2 and 4 are unsigned integers. */
  readonly size: number;
  readonly since: HxeVersion;
}

/** Every field in file order. */
export const HXE_FIELDS: readonly HxeField[] = [
  { name: 'magic', label: 'magic', offset: 0x00, size: 4, since: 1 },
  { name: 'version', label: 'version', offset: 0x04, size: 2, since: 1 },
  { name: 'flags', label: 'flags', offset: 0x06, size: 2, since: 1 },
  { name: 'entry', label: 'entry', offset: 0x08, size: 4, since: 1 },
  { name: 'codeLen', label: 'code_len', offset: 0x0c, size: 4, since: 1 },
  { name: 'roLen', label: 'ro_len', offset: 0x10, size: 4, since: 1 },
  { name: 'bssSize', label: 'bss_size', offset: 0x14, size: 4, since: 1 },
  { name: 'reqCaps', label: 'req_caps', offset: 0x18, size: 4, since: 1 },
  { name: 'crc32', label: 'crc32', offset: 0x1c, size: 4, since: 1 },
  { name: 'appName', label: 'app_name', offset: 0x20, size: 32, since: 2 },
  { name: 'metaOffset', label: 'meta_offset', offset: 0x40, size: 4, since: 2 },
  { name: 'metaCount', label: 'meta_count', offset: 0x44, size: 4, since: 2 },
  { name: 'dataLen', label: 'data_len', offset: 0x48, size: 4, since: 3 },
  { name: 'roBase', label: 'ro_base', offset: 0x4c, size: 4, since: 3 },
  { name: 'stackSize', label: 'stack_size', offset: 0x50, size: 4, since: 3 },
  { name: 'heapSize', label: 'heap_size', offset: 0x54, size: 4, since: 3 },
  { name: 'abi', label: 'abi', offset: 0x58, size: 2, since: 3 },
  { name: 'mailboxes', label: 'mailboxes', offset: 0x5a, size: 2, since: 3 },
  { name: 'fileLen', label: 'file_len', offset: 0x5c, size: 4, since: 3 },
];

/** Bytes of the header per version. */
export const HXE_HEADER_SIZES: Readonly<Record<HxeVersion, number>> = { 1: 32, 2: 96, 3: 96 };

/** The longest header. */
export const HXE_HEADER_MAX = HXE_HEADER_SIZES[3];

/** Where a field of this name lies. */
export function hxeField(name: HxeField['name']): HxeField {
  const field = HXE_FIELDS.find((candidate) => candidate.name === name);
  if (field === undefined) throw new RangeError(`no header field ${name}`);
  return field;
}

/** File offset behind code, rodata and data. */
export function payloadEnd(header: HxeHeader): number {
  return HXE_HEADER_SIZES[header.version] + header.codeLen + header.roLen + header.dataLen;
}

/** A blank header of a version, to be filled in. */
export function emptyHeader(version: HxeVersion): HxeHeader {
  return {
    version,
    flags: 0,
    entry: 0,
    codeLen: 0,
    roLen: 0,
    bssSize: 0,
    reqCaps: 0,
    crc32: 0,
    appName: '',
    metaOffset: 0,
    metaCount: 0,
    dataLen: 0,
    roBase: version === 3 ? RO_BASE_MIN : 0,
    stackSize: 0,
    heapSize: 0,
    abi: version === 3 ? ABI_VERSION : 0,
    mailboxes: 0,
    fileLen: 0,
  };
}

function writeUnsigned(bytes: Uint8Array, offset: number, size: number, value: number): void {
  for (let i = 0; i < size; i++) bytes[offset + i] = Math.floor(value / 256 ** (size - 1 - i)) % 256;
}

/** The header's bytes. Nothing is checked: a writer reads its own image back. */
export function writeHeader(header: HxeHeader): Uint8Array {
  const bytes = new Uint8Array(HXE_HEADER_SIZES[header.version]);
  for (const field of HXE_FIELDS) {
    if (field.since > header.version) continue;
    if (field.name === 'magic') bytes.set(HXE_MAGIC, field.offset);
    else if (field.name === 'appName') {
      for (let i = 0; i < header.appName.length && i < field.size; i++)
        bytes[field.offset + i] = header.appName.charCodeAt(i) & 0x7f;
    } else writeUnsigned(bytes, field.offset, field.size, header[field.name]);
  }
  return bytes;
}
