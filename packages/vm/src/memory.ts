/** Data space of a task and the arena that all guest-sized memory of a VM comes from (abi-and-memory.md §4). */
import { HsxError } from '@hsx/isa';
import type { AllocHooks, AllocPurpose } from './mem-config.js';

/** What an arena has given out. */
export interface ArenaStats {
  /** Bytes given out and not given back. */
  bytesInUse: number;
  /** Buffers given out and not given back. */
  buffersInUse: number;
  /** The most bytes that were in use at one time. */
  peakBytes: number;
}

/** Hands out zeroed buffers through the host's hooks and keeps account of them. */
export class Arena {
  private readonly held = new Map<ArrayBuffer, AllocPurpose>();
  private bytes = 0;
  private peak = 0;

  constructor(private readonly hooks: AllocHooks) {}

  /**
   * A zeroed buffer.
   * @throws HsxError ENOSPC when the host has none.
   */
  alloc(bytes: number, purpose: AllocPurpose): ArrayBuffer {
    const buffer = this.hooks.alloc(bytes, purpose);
    if (buffer === undefined)
      throw new HsxError(
        'ENOSPC',
        `no memory for ${bytes} bytes of ${purpose}`,
        'unload a task or use a smaller stack',
      );
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== bytes || this.held.has(buffer))
      throw new HsxError('EINVAL', `memCfg.allocHooks.alloc did not return a fresh ArrayBuffer of ${bytes} bytes`);
    // A host may hand out what another task has used.
    new Uint8Array(buffer).fill(0);
    this.held.set(buffer, purpose);
    this.bytes += bytes;
    if (this.bytes > this.peak) this.peak = this.bytes;
    return buffer;
  }

  /** Gives a buffer back; one that is not held is ignored. */
  free(buffer: ArrayBuffer): void {
    const purpose = this.held.get(buffer);
    if (purpose === undefined) return;
    this.held.delete(buffer);
    this.bytes -= buffer.byteLength;
    this.hooks.free(buffer, purpose);
  }

  /** Gives everything back. */
  freeAll(): void {
    for (const buffer of [...this.held.keys()]) this.free(buffer);
  }

  stats(): ArenaStats {
    return { bytesInUse: this.bytes, buffersInUse: this.held.size, peakBytes: this.peak };
  }
}

/** The bytes of a task's data space; an index is an address. What lies below `readBase` is allocated but out of reach. */
export class DataSpace {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;

  constructor(readonly buffer: ArrayBuffer) {
    this.u8 = new Uint8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.i32 = new Int32Array(buffer);
  }
}
