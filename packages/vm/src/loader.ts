/**
 * Loading: the validated slices of an image go straight to the places they will run from; nothing of the payload is kept twice
 * while it streams in (vm-api.md, Streaming). `loadHxe` and `loadWrite` both end here.
 */
import { type HxeHeader, HxeStream, type MemoryLayout } from '@hsx/image';
import { capabilityBit } from '@hsx/isa';
import { CodeSpace, EXT_OPCODES } from './code-space.js';
import { HIDDEN_FROM_CORE_LEGACY, LEGACY_OPCODES } from './engines/legacy.js';
import { dataSpaceEnd, LoadedImage, type LoadOptions, taskLayout } from './loaded-image.js';
import type { MachineConfig } from './mem-config.js';
import { type Arena, DataSpace } from './memory.js';

/** The parts that a complete load is made of. */
export interface Loaded {
  readonly image: LoadedImage;
  readonly data: DataSpace;
  readonly layout: MemoryLayout;
}

/** One image on its way in. */
export class Loader {
  private readonly stream: HxeStream;
  private readonly buffers: ArrayBuffer[] = [];
  private code: CodeSpace | undefined;
  private data: DataSpace | undefined;
  private layout: MemoryLayout | undefined;

  /** @throws HsxError EINVAL for options out of range. */
  constructor(
    private readonly arena: Arena,
    private readonly config: MachineConfig,
    private readonly options: LoadOptions,
  ) {
    this.stream = new HxeStream(
      {
        header: (header) => this.begin(header),
        code: (offset, chunk) => this.code?.write(offset, chunk),
        rodata: (offset, chunk) => this.data?.u8.set(chunk, (this.layout as MemoryLayout).roBase + offset),
        data: (offset, chunk) => this.data?.u8.set(chunk, (this.layout as MemoryLayout).dataBase + offset),
      },
      {
        codeMax: config.limits.codeMax,
        dataMax: config.limits.dataMax,
        caps: config.caps,
        ...(options.stackSize === undefined ? {} : { stackSize: options.stackSize }),
      },
    );
  }

  /** Bytes taken so far. */
  get received(): number {
    return this.stream.received;
  }

  /** Takes the next bytes; after an error the caller aborts. */
  write(chunk: Uint8Array): void {
    this.stream.write(chunk);
  }

  /** The file has ended: what it made. After an error the caller aborts. */
  end(): Loaded {
    const summary = this.stream.end();
    const { code, data, layout } = this;
    if (code === undefined || data === undefined || layout === undefined) throw new RangeError('no header yet');
    const legacy = layout.profile === 'legacy';
    const ext = (summary.header.reqCaps & capabilityBit('ext')) !== 0;
    const hidden = legacy ? (ext ? LEGACY_OPCODES : HIDDEN_FROM_CORE_LEGACY) : ext ? undefined : EXT_OPCODES;
    if (hidden !== undefined && code.holds(hidden)) code.hide(hidden, this.take(code.buffer.byteLength, 'code'));
    const image = new LoadedImage({ ...summary, layout }, code, this.keepInitial(legacy));
    return { image, data, layout };
  }

  /** Gives everything back. */
  abort(): void {
    for (const buffer of this.buffers) this.arena.free(buffer);
    this.buffers.length = 0;
  }

  private take(bytes: number, purpose: 'code' | 'data'): ArrayBuffer {
    const buffer = this.arena.alloc(bytes, purpose);
    this.buffers.push(buffer);
    return buffer;
  }

  private begin(header: HxeHeader): void {
    const layout = taskLayout(header, this.options, this.config);
    this.layout = layout;
    this.code = new CodeSpace(this.take(CodeSpace.bytesFor(header.codeLen), 'code'), header.codeLen);
    this.data = new DataSpace(this.take(dataSpaceEnd(layout), 'data'));
  }

  /** `restart` and `loadInstance` need the initial values of whatever guests can write to. */
  private keepInitial(legacy: boolean): LoadedImage['initial'] {
    const { data, layout } = this;
    if (data === undefined || layout === undefined) return undefined;
    const address = legacy ? layout.roBase : layout.dataBase;
    const length = (legacy ? layout.roEnd : layout.dataEnd) - address;
    if (length === 0) return undefined;
    const bytes = new Uint8Array(this.take(length, 'data'));
    bytes.set(data.u8.subarray(address, address + length));
    return { address, bytes };
  }
}
