/**
 * An HXE image read as it arrives, in chunks of any size (formats.md §2, vm-api.md). Whoever loads an image gives a sink that the
 * payload's slices go to; nothing of the payload is kept here. Only the tail (section table, sections, manifest: at most four
 * sections of 65,535 bytes and a manifest of 65,536) is buffered, as it must be parsed. `readHxe` is built on the same class.
 */
import { HsxError } from '@hsx/isa';
import { badImage, hex, truncatedImage } from './bad-image.js';
import { Crc32 } from './crc32.js';
import { HXE_HEADER_SIZES, type HxeHeader, hxeField, payloadEnd } from './hxe-header.js';
import { HxeHeaderReader, type HxeLimits } from './hxe-header-reader.js';
import { HxeTail } from './hxe-tail.js';
import { layoutOf, type MemoryLayout } from './layout.js';
import type { Manifest } from './manifest.js';
import type { ImageMetadata } from './metadata.js';
import type { HxeSection } from './sections.js';

/** Where an image goes. Offsets count from the start of the region; chunks are views that are only valid during the call. */
export interface HxeSink {
  /** The header is complete and valid: allocate here. */
  header?(header: HxeHeader, layout: MemoryLayout): void;
  code?(offset: number, chunk: Uint8Array): void;
  rodata?(offset: number, chunk: Uint8Array): void;
  data?(offset: number, chunk: Uint8Array): void;
  /** A metadata section is complete and valid; its bytes are the sink's to keep. In table order for version 3. */
  section?(section: HxeSection): void;
  /** The manifest is complete and valid. */
  manifest?(manifest: Manifest): void;
}

/** What a whole image amounts to, the payload apart. */
export interface HxeSummary {
  header: HxeHeader;
  layout: MemoryLayout;
  sections: HxeSection[];
  metadata: ImageMetadata;
  manifest: Manifest | undefined;
}

interface Region {
  readonly name: 'code' | 'rodata' | 'data';
  readonly length: number;
}

/** A validator of one image. After an error it is spent: every further call throws the same error. */
export class HxeStream {
  readonly #sink: HxeSink;
  readonly #limits: HxeLimits;
  readonly #headerReader: HxeHeaderReader;
  readonly #crc = new Crc32();
  #received = 0;
  #header: HxeHeader | undefined;
  #layout: MemoryLayout | undefined;
  #regions: Region[] = [];
  #region = 0;
  #regionDone = 0;
  #tail: HxeTail | undefined;
  #complete = false;
  #failure: unknown;

  /** @throws HsxError EINVAL for limits out of range. */
  constructor(sink: HxeSink = {}, limits: HxeLimits = {}) {
    this.#sink = sink;
    this.#limits = { ...limits };
    this.#headerReader = new HxeHeaderReader(limits);
  }

  /** Bytes taken so far. */
  get received(): number {
    return this.#received;
  }

  /** The header once it is complete. */
  get header(): HxeHeader | undefined {
    return this.#header;
  }

  /** Whether the image is complete and its CRC right; every further byte is then refused. */
  get complete(): boolean {
    return this.#complete;
  }

  /**
   * Takes the next bytes of the file.
   * @throws HsxError EBADMSG at the first byte that makes the image invalid, ENOSPC for an image over the limits; what the sink throws.
   */
  write(chunk: Uint8Array): void {
    this.#guard(() => {
      let at = 0;
      while (at < chunk.length) {
        if (this.#complete) throw this.#surplus();
        const taken = this.#take(chunk, at);
        at += taken;
        this.#received += taken;
        this.#settle();
      }
    });
  }

  /**
   * The file has ended.
   * @throws HsxError EBADMSG for a truncated image.
   */
  end(): HxeSummary {
    return this.#guard(() => {
      if (!this.#complete) throw this.#truncated();
      const { header, layout, tail } = this.#parts();
      return { header, layout, sections: tail.sections, metadata: tail.metadata, manifest: tail.manifest };
    });
  }

  #guard<T>(action: () => T): T {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      return action();
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** What exists as soon as the header is complete. */
  #parts(): { header: HxeHeader; layout: MemoryLayout; tail: HxeTail } {
    if (this.#header === undefined || this.#layout === undefined || this.#tail === undefined)
      throw new RangeError('no header yet');
    return { header: this.#header, layout: this.#layout, tail: this.#tail };
  }

  /** Consumes some bytes of `chunk` from `at` on, at least one, never across a region's end. */
  #take(chunk: Uint8Array, at: number): number {
    if (this.#header === undefined) return this.#headerReader.write(chunk, at);
    const region = this.#regions[this.#region];
    if (region === undefined) {
      // The tail checks as it takes; the CRC runs over what it took.
      const taken = this.#parts().tail.write(chunk, at);
      this.#crc.update(chunk, at, at + taken);
      return taken;
    }
    const size = Math.min(chunk.length - at, region.length - this.#regionDone);
    const slice = chunk.subarray(at, at + size);
    if (region.name === 'code' && this.#header.version === 3) this.#checkNullWord(slice);
    this.#crc.update(slice);
    this.#sink[region.name]?.(this.#regionDone, slice);
    this.#regionDone += size;
    return size;
  }

  /** Moves on where something has been completed by the last bytes. */
  #settle(): void {
    if (this.#header === undefined) {
      const header = this.#headerReader.header;
      if (header === undefined) return;
      this.#open(header);
    }
    let region = this.#regions[this.#region];
    while (region !== undefined && this.#regionDone === region.length) {
      this.#region++;
      this.#regionDone = 0;
      region = this.#regions[this.#region];
    }
    if (region === undefined && this.#parts().tail.complete) this.#finish();
  }

  #open(header: HxeHeader): void {
    this.#header = header;
    this.#layout = layoutOf(header, this.#limits);
    const { offset: crcAt, size: crcSize } = hxeField('crc32');
    const bytes = this.#headerReader.bytes;
    this.#crc.update(bytes, 0, crcAt);
    // Version 3 covers the whole header, its own field as zero; older ones stop before the field.
    if (header.version === 3) this.#crc.update(new Uint8Array(crcSize)).update(bytes, crcAt + crcSize);
    this.#regions = [
      { name: 'code', length: header.codeLen },
      { name: 'rodata', length: header.roLen },
      { name: 'data', length: header.dataLen },
    ];
    this.#tail = new HxeTail(header, this.#sink);
    this.#sink.header?.(header, this.#layout);
  }

  /** Address 0 of a v3 image is illegal, so that a call through NULL faults. */
  #checkNullWord(slice: Uint8Array): void {
    for (let i = 0; i < slice.length && this.#regionDone + i < 4; i++) {
      const byte = slice[i] ?? 0;
      if (byte !== 0)
        throw badImage(this.#received + i, 'the word at code address 0', `byte ${hex(byte)}`, 'the illegal word 0');
    }
  }

  #finish(): void {
    const { header } = this.#parts();
    const found = this.#crc.value;
    if (found !== header.crc32) {
      throw badImage(
        hxeField('crc32').offset,
        'crc32',
        hex(header.crc32),
        `${hex(found)}, the CRC of the content`,
        'the file was damaged; transfer or link it again',
      );
    }
    this.#complete = true;
  }

  #surplus(): HsxError {
    return new HsxError(
      'EBADMSG',
      `bad HXE image: the file goes on at offset ${hex(this.#received)}, expected its end there`,
      'the file was damaged or something was appended; transfer or link it again',
    );
  }

  #truncated(): HsxError {
    const header = this.#header;
    if (header === undefined) return truncatedImage(this.#received, `the header (${this.#headerReader.fieldLabel})`);
    const region = this.#regions[this.#region];
    if (region === undefined) return truncatedImage(this.#received, this.#parts().tail.inside);
    const start = this.#received - this.#regionDone;
    return truncatedImage(
      this.#received,
      region.name,
      `${region.name} up to ${hex(start + region.length)} and the whole payload up to ${hex(payloadEnd(header))}`,
    );
  }
}

/** Bytes before the payload of an image of this version. */
export function headerSize(header: HxeHeader): number {
  return HXE_HEADER_SIZES[header.version];
}
