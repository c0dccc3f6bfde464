/** Register ids of the control plane and the arena that all register windows lie in (abi-and-memory.md §5). */
import { HsxError } from '@hsx/isa';
import type { Arena } from './memory.js';

export const REG_PC = 0;
export const REG_SP = 1;
export const REG_PSW = 2;
/** The window's place: EINVAL but for a debugger, and then read-only. */
export const REG_WP = 3;
export const REG_R0 = 16;
export const REG_R15 = 31;

/** General registers of a task. */
export const REGISTER_COUNT = 16;
const WINDOW_BYTES = 4 * REGISTER_COUNT;

/** Windows of sixteen registers side by side in one buffer; guests cannot address it. */
export class RegisterArena {
  private readonly buffer: ArrayBuffer;
  private readonly free: number[] = [];

  /** @throws HsxError ENOSPC when the host has no memory for `windows` windows. */
  constructor(arena: Arena, windows: number) {
    this.buffer = arena.alloc(windows * WINDOW_BYTES, 'registers');
    for (let i = windows - 1; i >= 0; i--) this.free.push(i * WINDOW_BYTES);
  }

  /**
   * The byte offset of a window that is now taken.
   * @throws HsxError ENOSPC when all are.
   */
  take(): number {
    const wp = this.free.pop();
    if (wp === undefined)
      throw new HsxError('ENOSPC', 'every register window is taken', 'unload a task or raise memCfg.limits.maxPids');
    return wp;
  }

  give(wp: number): void {
    this.free.push(wp);
  }

  /** The registers of a window, zeroed. */
  window(wp: number): Int32Array {
    return new Int32Array(this.buffer, wp, REGISTER_COUNT).fill(0);
  }
}
