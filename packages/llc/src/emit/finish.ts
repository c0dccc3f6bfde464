/** From a selected machine function to MVASM: the back-end's passes in their order. */
import { HsxError } from '@hsx/isa';
import { keepAnchors } from '../debug/anchors.js';
import type { FrameOffsets } from '../debug/locations.js';
import { hasStackAccess } from '../instruction-set.js';
import type { MachineFunction } from '../mir/machine.js';
import { verifyMachine } from '../mir/verify.js';
import { allocateRegisters } from '../regalloc/allocate.js';
import { prepareForAllocation } from '../regalloc/prepare.js';
import { ALLOCATABLE_MASK, FRAME_POINTER, LINK_REGISTER } from '../regalloc/registers.js';
import { lowerBranches } from './branches.js';
import { removeDeadCode } from './dead-code.js';
import { lengthenCalls } from './far-calls.js';
import { outgoingBytes } from './frame-layout.js';
import { layOutBlocks, recomputeEdges, returnDirectly, threadBranches } from './layout.js';
import { frameReferences, lowerFrame } from './lower-frame.js';
import { mergeTails } from './merge-tails.js';
import { removeRedundantMoves } from './redundant-moves.js';
import { shrinkWrap } from './shrink-wrap.js';
import { functionText } from './text.js';

export interface FinishOptions {
  /** Called after each pass with its name: `prepare`, `regalloc`, `frame`, `moves`, `tails`, `layout`, `branches`. */
  readonly trace?: (pass: string, fn: MachineFunction) => void;
  /** Check the function before and after register allocation. */
  readonly verify?: boolean;
  /** Adds labels and directives of debug data to the final instructions; gives the lines that follow the function. */
  readonly describe?: (fn: MachineFunction, frame: FrameOffsets) => string[];
}

/** Beyond this many bytes a frame may not be reachable from sp by GETSP, and R14 is needed too. */
const NEAR_FRAME = 2040;

/**
 * Allocates registers, lays out the frame and prints the function, which is changed in place and used up.
 * The text begins with the function's label and ends with its size and jump tables (in a section of their own).
 */
export function finishFunction(fn: MachineFunction, options: FinishOptions = {}): string[] {
  const trace = options.trace ?? (() => {});
  if (options.verify) verifyMachine(fn);
  /** Passes know nothing of what is said about variables: it must not get lost when they move and drop instructions. */
  const keeping = <T>(key: 'records' | 'places', pass: () => T): T =>
    options.describe === undefined ? pass() : keepAnchors(() => fn.blocks, key, pass, key === 'places');
  const prepared = keeping('records', () => prepareForAllocation(fn));
  trace('prepare', fn);
  if (options.verify) verifyMachine(fn);
  const framePointer = allocate(fn, () => prepared, {
    verify: options.verify === true,
    places: options.describe !== undefined,
  });
  trace('regalloc', fn);
  recomputeEdges(fn);
  const region = keeping('places', () => shrinkWrap(fn, framePointer));
  const layout = keeping('places', () => lowerFrame(fn, framePointer, region));
  trace('frame', fn);
  keeping('places', () => {
    removeRedundantMoves(fn);
    removeDeadCode(fn);
    threadBranches(fn);
  });
  trace('moves', fn);
  if (fn.asWritten !== true) mergeTails(fn);
  trace('tails', fn);
  keeping('places', () => {
    threadBranches(fn);
    returnDirectly(fn);
    layOutBlocks(fn);
    trace('layout', fn);
    lowerBranches(fn);
    lengthenCalls(fn);
  });
  trace('branches', fn);
  return functionText(
    fn,
    options.describe?.(fn, {
      at: (ref) => layout.fromFrameAddress(ref),
      block: (object) => layout.blockFromFrameAddress(fn, object),
    }),
  );
}

/** Allocates registers, with R14 as frame pointer if the frame needs one; whether it does. */
function allocate(
  fn: MachineFunction,
  prepared: () => ReturnType<typeof prepareForAllocation>,
  options: { readonly verify: boolean; readonly places: boolean },
): boolean {
  let framePointer = needsFramePointer(fn);
  for (;;) {
    let allocatable = ALLOCATABLE_MASK;
    if (framePointer) allocatable &= ~(1 << FRAME_POINTER);
    // A store to the outgoing area needs a base register where there is no STSP and sp moves.
    if (!hasStackAccess(fn) && fn.frame.dynamic && fn.frame.hasOutgoing) allocatable &= ~(1 << LINK_REGISTER);
    const allocation = allocateRegisters(fn, prepared(), { allocatable, ...options });
    const spillBytes = 4 * allocation.spilledBundles + 8;
    const tooFar =
      (!framePointer && !hasStackAccess(fn) && allocation.spills()) || nearBytes(fn) + spillBytes > NEAR_FRAME;
    if (framePointer || !tooFar) {
      allocation.apply();
      if (framePointer) return true;
      if (!hasStackAccess(fn) && frameReferences(fn).size > 0)
        throw new HsxError('EINVAL', `internal: ${fn.name} got a frame without a frame pointer`);
      return false;
    }
    framePointer = true;
  }
}

/** Bytes of the frame that are known before allocation, and of what lies beyond it. */
function nearBytes(fn: MachineFunction): number {
  let bytes = outgoingBytes(fn) + 32;
  for (const { size, align } of fn.frame.objects) bytes += size + align;
  return bytes + incomingBytes(fn);
}

/** Bytes of the arguments on the stack, up to the last one that is read. */
function incomingBytes(fn: MachineFunction): number {
  let bytes = 0;
  for (const { insts } of fn.blocks)
    for (const { frame, imm } of insts)
      if (frame === 'incoming') bytes = Math.max(bytes, (typeof imm === 'number' ? imm : 0) + 4);
  return bytes;
}

function needsFramePointer(fn: MachineFunction): boolean {
  const { frame } = fn;
  if (frame.dynamic || frame.framePointer) return true;
  return !hasStackAccess(fn) && (frame.hasOutgoing || frameReferences(fn).size > 0);
}
