/**
 * What lies behind the payload of an image: section table, sections, manifest (formats.md §2). Version 3 has them in this order without
 * gaps; version 2 may have the sections before the table.
 */
import { badImage, hex } from './bad-image.js';
import {
  HXE_FLAGS,
  type HxeHeader,
  hxeField,
  MANIFEST_LENGTH_SIZE,
  MANIFEST_SIZE_MAX,
  payloadEnd,
  SECTION_ENTRY_SIZE,
  SECTION_SIZE_MAX,
} from './hxe-header.js';
import { type Manifest, readManifest } from './manifest.js';
import { emptyMetadata, type ImageMetadata } from './metadata.js';
import { decodeSection } from './section-reader.js';
import { type HxeSection, SECTION_TYPES, sectionName } from './sections.js';

/** Where complete parts go. */
export interface HxeTailSink {
  section?(section: HxeSection): void;
  manifest?(manifest: Manifest): void;
}

/** An entry of the section table. */
interface TableEntry {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly count: number;
  /** File offset of the entry itself. */
  readonly at: number;
}

const TYPE_COUNT = Object.keys(SECTION_TYPES).length;
const FIRST_BUFFER = 256;

/** Buffers the tail as it arrives and checks each part as soon as it is complete. */
export class HxeTail {
  readonly sections: HxeSection[] = [];
  readonly metadata: ImageMetadata = emptyMetadata();
  manifest: Manifest | undefined;

  readonly #header: HxeHeader;
  readonly #sink: HxeTailSink;
  /** File offset of the tail's first byte. */
  readonly #start: number;
  readonly #hasManifest: boolean;
  #buffer = new Uint8Array(FIRST_BUFFER);
  #length = 0;
  #table: TableEntry[] = [];
  /** Entries not yet handed over, by offset. */
  #pending: TableEntry[] = [];
  /** File offset where table and sections end, once the table is known. */
  #metaEnd: number | undefined;
  #manifestEnd: number | undefined;

  constructor(header: HxeHeader, sink: HxeTailSink) {
    this.#header = header;
    this.#sink = sink;
    this.#start = payloadEnd(header);
    this.#hasManifest = (header.flags & HXE_FLAGS.manifest) !== 0;
    if (header.metaCount === 0) this.#closeTable();
  }

  /** Whether everything that belongs to the image has arrived. */
  get complete(): boolean {
    if (this.#metaEnd === undefined || this.#pending.length > 0) return false;
    return this.#start + this.#length === (this.#hasManifest ? this.#manifestEnd : this.#metaEnd);
  }

  /** The part that is being read, for the message about a truncated image. */
  get inside(): string {
    if (this.#metaEnd === undefined) return 'the section table';
    if (this.#pending[0] !== undefined) return `the ${sectionName(this.#pending[0].type)} section`;
    return 'the manifest';
  }

  /** Takes bytes from `chunk` at `start`, up to the end of the part that is being read; returns how many. */
  write(chunk: Uint8Array, start: number): number {
    const taken = Math.min(chunk.length - start, this.#wanted());
    this.#append(chunk.subarray(start, start + taken));
    this.#parse();
    return taken;
  }

  /** Bytes until the next point where something can be checked, at least 1. */
  #wanted(): number {
    const end = this.#start + this.#length;
    let target: number;
    if (this.#metaEnd === undefined) {
      // Entry by entry, so that a bad one is refused as soon as it is there.
      target = this.#header.metaOffset + (this.#table.length + 1) * SECTION_ENTRY_SIZE;
    } else if (end < this.#metaEnd) {
      target = Math.min(
        this.#metaEnd,
        ...this.#pending.map((entry) => entry.offset + entry.size).filter((stop) => stop > end),
      );
    } else target = this.#manifestEnd ?? this.#metaEnd + MANIFEST_LENGTH_SIZE;
    return Math.max(1, target - end);
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  /** The bytes at a file offset. */
  #bytesAt(offset: number, size: number): Uint8Array {
    return this.#buffer.subarray(offset - this.#start, offset - this.#start + size);
  }

  #u32(offset: number): number {
    const bytes = this.#bytesAt(offset, 4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  }

  #parse(): void {
    const end = this.#start + this.#length;
    const { metaOffset, metaCount } = this.#header;
    while (this.#table.length < metaCount) {
      const at = metaOffset + this.#table.length * SECTION_ENTRY_SIZE;
      if (end < at + SECTION_ENTRY_SIZE) return;
      this.#addEntry(at);
    }
    if (this.#metaEnd === undefined) this.#closeTable();
    this.#handOver(end);
    if (this.#hasManifest && this.#metaEnd !== undefined && end > this.#metaEnd)
      this.#parseManifest(end, this.#metaEnd);
  }

  #addEntry(at: number): void {
    const entry: TableEntry = {
      type: this.#u32(at),
      offset: this.#u32(at + 4),
      size: this.#u32(at + 8),
      count: this.#u32(at + 12),
      at,
    };
    const index = this.#table.length;
    const label = (field: string): string => `section table entry ${index}'s ${field}`;
    const name = sectionName(entry.type);
    if (name === undefined) {
      const known = Object.entries(SECTION_TYPES).map(([known, type]) => `${type} .${known}`);
      throw badImage(at, label('type'), `${entry.type}`, `one of ${known.join(', ')}`);
    }
    if (this.#table.some((other) => other.type === entry.type))
      throw badImage(at, label('type'), name, 'one section per type');
    if (entry.size > SECTION_SIZE_MAX)
      throw badImage(at + 8, label('size'), `${entry.size}`, `at most ${SECTION_SIZE_MAX} (${name})`);
    if (entry.count > SECTION_SIZE_MAX)
      throw badImage(at + 12, label('count'), `${entry.count}`, `at most ${SECTION_SIZE_MAX} (${name})`);
    const { metaOffset, metaCount, version } = this.#header;
    const tableEnd = metaOffset + metaCount * SECTION_ENTRY_SIZE;
    if (version === 3) {
      const last = this.#table[index - 1];
      const expected = last === undefined ? tableEnd : last.offset + last.size;
      if (entry.offset !== expected) {
        throw badImage(
          at + 4,
          label('offset'),
          hex(entry.offset),
          `${hex(expected)}, as sections follow the table without gaps (${name})`,
        );
      }
    } else {
      const most = this.#start + metaCount * SECTION_ENTRY_SIZE + TYPE_COUNT * SECTION_SIZE_MAX;
      if (entry.offset < this.#start || entry.offset + entry.size > most) {
        throw badImage(
          at + 4,
          label('offset'),
          hex(entry.offset),
          `behind the payload, ${hex(this.#start)} to ${hex(most)} (${name})`,
        );
      }
    }
    this.#table.push(entry);
  }

  /** The table is complete or there is none: table and sections must cover the file from the payload's end on, each byte once. */
  #closeTable(): void {
    const { metaOffset, metaCount } = this.#header;
    const tableSize = metaCount * SECTION_ENTRY_SIZE;
    const parts = [
      {
        offset: metaOffset || this.#start,
        size: tableSize,
        what: 'the section table',
        at: hxeField('metaOffset').offset,
      },
      ...this.#table.map(({ offset, size, type, at }) => ({
        offset,
        size,
        what: `the ${sectionName(type)} section`,
        at: at + 4,
      })),
    ].sort((a, b) => a.offset - b.offset || a.size - b.size);
    let end = this.#start;
    for (const { offset, size, what, at } of parts) {
      if (offset !== end)
        throw badImage(at, `the offset of ${what}`, hex(offset), `${hex(end)}, as there are no gaps and no overlaps`);
      end += size;
    }
    this.#metaEnd = end;
    this.#checkSymbolsFlag();
    const { version, fileLen } = this.#header;
    if (version === 3 && !this.#hasManifest && end !== fileLen) {
      throw badImage(hxeField('fileLen').offset, 'file_len', hex(fileLen), `${hex(end)}, where the content ends`);
    }
    this.#pending = [...this.#table];
  }

  /** Symbols are announced by a flag, so that a loader knows without reading the table. */
  #checkSymbolsFlag(): void {
    const flag = (this.#header.flags & HXE_FLAGS.symbols) !== 0;
    const present = this.#table.some((entry) => entry.type === SECTION_TYPES.symbols);
    if (flag === present) return;
    const found = `${hex(this.#header.flags)}, with${flag ? '' : 'out'} the symbols bit`;
    throw badImage(
      hxeField('flags').offset,
      'flags',
      found,
      `the bit to say that there is ${present ? 'a' : 'no'} symbol section`,
    );
  }

  /** Hands over, in table order, the sections that are complete. */
  #handOver(end: number): void {
    for (
      let entry = this.#pending[0];
      entry !== undefined && entry.offset + entry.size <= end;
      entry = this.#pending[0]
    ) {
      const { type, offset, size, count } = entry;
      const section: HxeSection = { type, offset, count, bytes: this.#bytesAt(offset, size).slice() };
      decodeSection(section, this.#header, this.metadata);
      this.sections.push(section);
      this.#pending.shift();
      this.#sink.section?.(section);
    }
  }

  #parseManifest(end: number, at: number): void {
    if (this.#manifestEnd === undefined) {
      if (end < at + MANIFEST_LENGTH_SIZE) return;
      const length = this.#u32(at);
      if (length === 0 || length > MANIFEST_SIZE_MAX) {
        throw badImage(at, 'the length of the manifest', `${length}`, `1 to ${MANIFEST_SIZE_MAX}`);
      }
      this.#manifestEnd = at + MANIFEST_LENGTH_SIZE + length;
      const { version, fileLen } = this.#header;
      if (version === 3 && this.#manifestEnd !== fileLen) {
        throw badImage(
          at,
          'the length of the manifest',
          `${length}`,
          `${fileLen - at - MANIFEST_LENGTH_SIZE}, up to the end by file_len`,
        );
      }
    }
    if (end < this.#manifestEnd || this.manifest !== undefined) return;
    const start = at + MANIFEST_LENGTH_SIZE;
    this.manifest = readManifest(
      this.#bytesAt(start, this.#manifestEnd - start),
      `HXE image: manifest at offset ${hex(start)}`,
    );
    this.#sink.manifest?.(this.manifest);
  }
}
