/** Register classes of the calling convention (abi-and-memory.md §1), as bit masks and lists. */

export const FRAME_POINTER = 14;
export const THREAD_POINTER = 13;
export const LINK_REGISTER = 15;

/** Registers a call leaves alone; R14 is one of them where it is no frame pointer. */
export const CALLEE_SAVED: readonly number[] = [8, 9, 10, 11, 12, 14];
/** Registers a call may destroy. */
export const CALLER_SAVED: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 15];

export const CALLEE_SAVED_MASK = CALLEE_SAVED.reduce((mask, reg) => mask | (1 << reg), 0);
/** Every register an allocator may ever give out. */
export const ALLOCATABLE_MASK = 0xffff & ~(1 << THREAD_POINTER);

export function isCalleeSaved(reg: number): boolean {
  return ((CALLEE_SAVED_MASK >>> reg) & 1) !== 0;
}
