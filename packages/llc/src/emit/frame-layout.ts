/**
 * The stack frame (abi-and-memory.md §2), from high addresses to low:
 *
 * ```
 *   arguments on the stack      'incoming': entry sp + 16
 *   return address              entry sp; [R14+4] with a frame pointer
 *   saved R14                   [R14], only with a frame pointer
 *   saved callee-saved registers
 *   objects, spill slots        small ones next to the base register they are reached from
 *   outgoing arguments          'outgoing': sp + 12, above the linkage area; only where a call needs them
 *   sp
 * ```
 *
 * Offsets are relative to sp where it does not change in the body, else to R14, which then holds the frame.
 */
import { hasStackAccess } from '../instruction-set.js';
import type { FrameObject, FrameRef, MachineFunction } from '../mir/machine.js';

/** Bytes between sp and the first outgoing argument word. */
export const LINKAGE_BYTES = 12;
/** Bytes between the entry's sp and the first incoming stack argument. */
const INCOMING_OFFSET = 16;

/** Where everything in a frame lies. */
export interface FrameLayout {
  /** R14 is pushed first and points to its saved value. */
  readonly framePointer: boolean;
  /** Pushed after R14, in this order. */
  readonly saved: readonly number[];
  /** Bytes by which sp is lowered after the pushes. */
  readonly localBytes: number;
  /** sp stays as the prologue leaves it. */
  readonly fixedSp: boolean;
  /** Bytes of the outgoing area, linkage included, as a multiple of 8. */
  readonly outgoingArea: number;
  /** Offset of a reference from sp; only where `fixedSp`, or for 'outgoing'. */
  fromSp(ref: FrameRef): number;
  /** Offset of a reference from R14; only with a frame pointer. */
  fromFramePointer(ref: FrameRef): number;
  /** Offset of a reference from the frame address, the sp before the CALL; undefined for an object that has no place. */
  fromFrameAddress(ref: FrameRef): number | undefined;
  /** Place of an object that is allocated dynamically at the start, before it is rounded down to its alignment. */
  blockFromFrameAddress(fn: MachineFunction, object: number): { offset: number; align: number } | undefined;
}

function alignUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

/** Bytes of the outgoing area with its linkage words. */
export function outgoingBytes(fn: MachineFunction): number {
  return fn.frame.hasOutgoing ? LINKAGE_BYTES + fn.frame.outgoingBytes : 0;
}

/**
 * Lays out the frame.
 * @param used which frame objects are referenced at all
 * @param saved callee-saved registers that the body writes, without R14 when it is the frame pointer
 */
export function layOutFrame(
  fn: MachineFunction,
  used: ReadonlySet<FrameRef>,
  saved: readonly number[],
  framePointer: boolean,
): FrameLayout {
  const { frame } = fn;
  const offsets = new Map<number, number>();
  const outgoing = outgoingBytes(fn);
  const placed = frame.objects
    .map((object, index) => ({ object, index }))
    .filter(({ index }) => used.has(index))
    .sort((a, b) => rank(a.object) - rank(b.object) || a.index - b.index);
  // Reached from R14, the frame's top is the near end; from sp, its bottom.
  const nearTop = framePointer && (frame.dynamic || !hasStackAccess(fn));
  if (nearTop) placed.reverse();
  const wide = placed.some(({ object }) => object.align > 4);
  // Dynamic blocks start above the outgoing area rounded up: nothing else may lie in the rest of it.
  let at = frame.dynamic ? alignUp(outgoing, 8) : outgoing;
  for (const { object, index } of placed) {
    at = alignUp(at, Math.max(4, Math.min(8, object.align)));
    offsets.set(index, at);
    at += alignUp(object.size, 4);
  }
  // At entry sp is 4 below a multiple of 8 and the return address is on the stack.
  const pushed = 4 * saved.length + (framePointer ? 4 : 0);
  let localBytes = alignUp(at, 4);
  if ((fn.hasCalls || wide || frame.dynamic) && (pushed + localBytes) % 8 !== 4) localBytes += 4;
  // With R14 pushed the frame starts at a multiple of 8, which keeps the pieces aligned from either end.
  const belowFp = 4 * saved.length + localBytes;
  return {
    framePointer,
    saved,
    localBytes,
    fixedSp: !frame.dynamic,
    outgoingArea: alignUp(outgoing, 8),
    fromSp(ref) {
      if (ref === 'outgoing') return LINKAGE_BYTES;
      if (ref === 'incoming') return localBytes + pushed + INCOMING_OFFSET;
      return offsets.get(ref) ?? 0;
    },
    fromFramePointer(ref) {
      if (ref === 'outgoing') return LINKAGE_BYTES - belowFp;
      if (ref === 'incoming') return 4 + INCOMING_OFFSET;
      return (offsets.get(ref) ?? 0) - belowFp;
    },
    fromFrameAddress(ref) {
      // Stack arguments lie above the return address, everything else below what was pushed.
      if (ref === 'incoming') return INCOMING_OFFSET - 4;
      const at = ref === 'outgoing' ? LINKAGE_BYTES : offsets.get(ref);
      return at === undefined ? undefined : at - localBytes - pushed - 4;
    },
    blockFromFrameAddress({ frame }, object) {
      const { align = 0, block } = frame.objects[object] ?? {};
      if (block === undefined) return undefined;
      return { offset: alignUp(outgoing, 8) - localBytes - pushed - 4 + block, align };
    },
  };
}

/** Order of objects from sp upwards: spill slots, then small objects before large ones. */
function rank(object: FrameObject): number {
  return object.spill ? -1 : object.size;
}
