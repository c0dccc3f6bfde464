/** Reads and checks the header of an HXE image, byte by byte (formats.md §2). */
import { ALL_CAPABILITIES, capabilityNames, HsxError } from '@hsx/isa';
import { badImage, hex, truncatedImage } from './bad-image.js';
import {
  ABI_VERSION,
  APP_NAME_PATTERN,
  emptyHeader,
  HXE_FIELDS,
  HXE_FLAGS,
  HXE_HEADER_MAX,
  HXE_HEADER_SIZES,
  HXE_MAGIC,
  HXE_VERSIONS,
  type HxeField,
  type HxeHeader,
  hxeField,
  MANIFEST_LENGTH_SIZE,
  MANIFEST_SIZE_MAX,
  META_COUNT_MAX,
  payloadEnd,
  SECTION_ENTRY_SIZE,
  SECTION_SIZE_MAX,
} from './hxe-header.js';
import {
  ADDRESS_SPACE_MAX,
  DEFAULT_SPACE_LIMIT,
  type LayoutOptions,
  layoutOf,
  REGION_ALIGN,
  RO_BASE_MIN,
} from './layout.js';

/** What the reading host allows. */
export interface HxeLimits extends LayoutOptions {
  /** Limit of the code space, in bytes (default 64 KiB, at most 16 MiB). */
  codeMax?: number;
  /** Capability bits this host has (default: all that exist). */
  caps?: number;
}

function readUnsigned(bytes: Uint8Array, offset: number, size: number): number {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + (bytes[offset + i] ?? 0);
  return value;
}

/**
 * Reads a header whose bytes arrive in pieces and refuses it at the first byte (of a name or the magic) or the first complete
 * field that cannot belong to an acceptable image.
 */
export class HxeHeaderReader {
  readonly #bytes = new Uint8Array(HXE_HEADER_MAX);
  readonly #limits: HxeLimits;
  #length = 0;
  #nextField = 0;
  #size = HXE_HEADER_MAX;
  readonly #header: HxeHeader = emptyHeader(1);

  /** @throws HsxError EINVAL when a limit is out of range. */
  constructor(limits: HxeLimits = {}) {
    const codeMax = limits.codeMax ?? DEFAULT_SPACE_LIMIT;
    const dataMax = limits.dataMax ?? DEFAULT_SPACE_LIMIT;
    for (const limit of [codeMax, dataMax]) {
      if (!Number.isInteger(limit) || limit < 0 || limit > ADDRESS_SPACE_MAX) {
        throw new HsxError(
          'EINVAL',
          `a code or data limit must be a whole number from 0 to ${ADDRESS_SPACE_MAX}, not ${limit}`,
        );
      }
    }
    this.#limits = { ...limits, codeMax, dataMax };
  }

  /** Bytes taken so far. */
  get length(): number {
    return this.#length;
  }

  /** The header once it is complete and valid. */
  get header(): HxeHeader | undefined {
    return this.#length === this.#size ? this.#header : undefined;
  }

  /** The raw bytes taken so far. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** The field that is being read, for messages about a truncated image. */
  get fieldLabel(): string {
    return HXE_FIELDS[this.#nextField]?.label ?? 'header';
  }

  /**
   * Takes header bytes from `chunk` at `start`; returns how many it took (less than offered once the header is complete).
   * @throws HsxError EBADMSG for an invalid header, ENOSPC for one that exceeds the host's limits.
   */
  write(chunk: Uint8Array, start = 0): number {
    let taken = 0;
    while (this.#length < this.#size && start + taken < chunk.length) {
      this.#bytes[this.#length] = chunk[start + taken] as number;
      this.#length++;
      taken++;
      this.#advance();
    }
    return taken;
  }

  #advance(): void {
    const field = HXE_FIELDS[this.#nextField];
    if (field === undefined) return;
    const last = this.#length - 1;
    if (field.name === 'magic') this.#checkMagicByte(last);
    if (field.name === 'appName') this.#checkNameByte(field, last);
    if (this.#length < field.offset + field.size) return;
    this.#nextField++;
    this.#complete(field);
    if (this.#length === this.#size) this.#checkWhole();
  }

  #checkMagicByte(at: number): void {
    const found = this.#bytes[at] as number;
    if (found !== HXE_MAGIC[at]) {
      throw badImage(
        at,
        'magic',
        `byte ${hex(found)}`,
        `${hex(HXE_MAGIC[at] ?? 0)} of "HSXE"`,
        'this is no HXE file; link one with `hsx ld`',
      );
    }
  }

  #checkNameByte(field: HxeField, at: number): void {
    const byte = this.#bytes[at] as number;
    const name = this.#header.appName;
    const index = at - field.offset;
    if (name.length < index) {
      if (byte !== 0) throw badImage(at, 'app_name', `byte ${hex(byte)} after its end`, 'NUL padding');
      return;
    }
    if (byte === 0 && index > 0) return;
    const longer = name + String.fromCharCode(byte);
    if (!APP_NAME_PATTERN.test(longer)) {
      const expected = 'a letter or digit, then up to 30 of A-Z a-z 0-9 . _ -, padded with NUL';
      throw badImage(at, 'app_name', byte === 0 ? 'empty' : `byte ${hex(byte)}`, expected);
    }
    this.#header.appName = longer;
  }

  /** A field's bytes are all here: store it and check what can be checked with what came before. */
  #complete(field: HxeField): void {
    const { name, offset, label, size } = field;
    if (name === 'magic' || name === 'appName') return;
    const value = readUnsigned(this.#bytes, offset, size);
    const header = this.#header;
    const { codeMax = 0, dataMax = 0, caps = ALL_CAPABILITIES } = this.#limits;
    if (name === 'version') {
      const version = HXE_VERSIONS.find((known) => known === value);
      if (version === undefined) {
        throw new HsxError(
          'EBADMSG',
          `unsupported_version:${value}: an HXE image of version ${value} (offset ${hex(offset)}); supported versions are ${HXE_VERSIONS.join(', ')}`,
          'link the program again with this tool chain',
        );
      }
      Object.assign(header, emptyHeader(version));
      this.#size = HXE_HEADER_SIZES[version];
      return;
    }
    if (field.since > header.version) {
      if (value !== 0) throw badImage(offset, label, hex(value), `0 in a version ${header.version} image`);
      return;
    }
    header[name] = value;
    const refuse = (expected: string, hint?: string): HsxError => badImage(offset, label, hex(value), expected, hint);
    const tooBig = (limit: number, what: string): HsxError =>
      value > ADDRESS_SPACE_MAX
        ? refuse(`at most ${hex(ADDRESS_SPACE_MAX)}`)
        : new HsxError(
            'ENOSPC',
            `HXE image too big: ${label} at offset ${hex(offset)} is ${value} bytes, this host allows ${limit} bytes of ${what}`,
            `raise the ${what} limit (up to 16 MiB) or make the program smaller`,
          );
    switch (name) {
      case 'flags': {
        const known =
          header.version === 1 ? HXE_FLAGS.multiple : HXE_FLAGS.manifest | HXE_FLAGS.multiple | HXE_FLAGS.symbols;
        if ((value & ~known) !== 0) throw refuse(`no bits outside ${hex(known)}`);
        break;
      }
      case 'entry':
        if (value % 4 !== 0) throw refuse('a multiple of 4');
        if (value === 0 && header.version === 3) throw refuse('an address behind the illegal word 0');
        if (value >= ADDRESS_SPACE_MAX) throw refuse(`less than ${hex(ADDRESS_SPACE_MAX)}`);
        break;
      case 'codeLen':
        if (value % 4 !== 0) throw refuse('a multiple of 4');
        if (value > codeMax) throw tooBig(codeMax, 'code');
        if (header.entry >= value) {
          throw badImage(
            hxeField('entry').offset,
            'entry',
            hex(header.entry),
            `an offset inside the ${hex(value)} bytes of code`,
          );
        }
        break;
      case 'roLen':
      case 'bssSize':
      case 'dataLen':
      case 'stackSize':
      case 'heapSize':
        if (value > dataMax && !(name === 'stackSize' && this.#limits.stackSize !== undefined))
          throw tooBig(dataMax, 'data space');
        break;
      case 'reqCaps': {
        const unknown = (value & ~ALL_CAPABILITIES) >>> 0;
        if (unknown !== 0)
          throw refuse(`only bits of ${hex(ALL_CAPABILITIES)} (unknown: ${capabilityNames(unknown).join(', ')})`);
        const missing = (value & ~caps) >>> 0;
        if (missing !== 0) {
          const names = capabilityNames(missing).join(', ');
          throw refuse(
            `nothing this host lacks (unsupported capability: ${names})`,
            'run it on a host that has them, or build without',
          );
        }
        break;
      }
      case 'roBase':
        if (value % REGION_ALIGN !== 0 || value < RO_BASE_MIN)
          throw refuse(`a multiple of 8, at least ${hex(RO_BASE_MIN)}`);
        if (value > dataMax) throw tooBig(dataMax, 'data space');
        break;
      case 'metaCount':
        this.#checkTable(header.metaOffset, value);
        break;
      case 'abi':
        if (value >> 8 !== ABI_VERSION >> 8)
          throw refuse(`major version ${ABI_VERSION >> 8}`, 'link the program again with this tool chain');
        break;
    }
  }

  #checkTable(metaOffset: number, metaCount: number): void {
    const header = this.#header;
    const at = hxeField('metaOffset').offset;
    if (metaCount > META_COUNT_MAX)
      throw badImage(hxeField('metaCount').offset, 'meta_count', `${metaCount}`, `at most ${META_COUNT_MAX}`);
    if ((metaOffset === 0) !== (metaCount === 0)) {
      throw badImage(
        at,
        'meta_offset',
        hex(metaOffset),
        `${metaCount === 0 ? '0' : 'an offset'}, as meta_count is ${metaCount}`,
      );
    }
    if (header.version === 3 || metaOffset === 0) return;
    const first = payloadEnd(header);
    const last = first + META_COUNT_MAX * SECTION_SIZE_MAX;
    if (metaOffset < first || metaOffset > last) {
      throw badImage(at, 'meta_offset', hex(metaOffset), `${hex(first)} to ${hex(last)}, behind code and rodata`);
    }
  }

  /** What needs the whole header. */
  #checkWhole(): void {
    const header = this.#header;
    const manifest = (header.flags & HXE_FLAGS.manifest) !== 0;
    const end = payloadEnd(header);
    if (header.version === 3) {
      if (header.metaOffset !== 0 && header.metaOffset !== end) {
        throw badImage(
          hxeField('metaOffset').offset,
          'meta_offset',
          hex(header.metaOffset),
          `${hex(end)}, right behind code, rodata and data`,
        );
      }
      const least = end + header.metaCount * SECTION_ENTRY_SIZE + (manifest ? MANIFEST_LENGTH_SIZE : 0);
      const most = least + header.metaCount * SECTION_SIZE_MAX + (manifest ? MANIFEST_SIZE_MAX : 0);
      if (header.fileLen < least || header.fileLen > most) {
        const expected = least === most ? hex(least) : `${hex(least)} to ${hex(most)}`;
        throw badImage(
          hxeField('fileLen').offset,
          'file_len',
          hex(header.fileLen),
          `${expected} by the lengths before it`,
        );
      }
    }
    layoutOf(header, this.#limits);
  }
}

/**
 * Reads and checks the header at the start of `bytes`.
 * @throws HsxError EBADMSG for a truncated or invalid header, ENOSPC for one that exceeds the host's limits.
 */
export function readHeader(bytes: Uint8Array, limits: HxeLimits = {}): HxeHeader {
  const reader = new HxeHeaderReader(limits);
  reader.write(bytes);
  if (reader.header === undefined) {
    throw truncatedImage(bytes.length, `the header (${reader.fieldLabel})`);
  }
  return reader.header;
}
