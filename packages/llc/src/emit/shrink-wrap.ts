/**
 * Finds where a frame is really needed. A path that only tests something and returns should not push and pop for a call it does not
 * make: the prologue moves down to the block that dominates all that needs it, and returns on other paths stay bare.
 * Moves of arguments into callee-saved registers at the entry move along.
 */
import { hasInstruction } from '../instruction-set.js';
import { copyInst, type MachineFunction, type MBlock, type MInst, machineBlock, type Reg } from '../mir/machine.js';
import { CALLEE_SAVED_MASK } from '../regalloc/registers.js';
import { Dominators } from '../select/graph.js';
import { recomputeEdges } from './layout.js';
import { savedRegisters } from './lower-frame.js';

/** Instructions of a block with RET that may be copied to keep two paths apart. */
const SMALL_RETURN = 4;

export interface FrameRegion {
  /** The block whose start gets the prologue. */
  readonly start: MBlock;
  /** Blocks that run with the frame in place: their returns need the epilogue. */
  readonly framed: ReadonlySet<MBlock>;
}

/** The region that needs the frame; the function is changed only where moves sink and small returns are copied. */
export function shrinkWrap(fn: MachineFunction, framePointer: boolean): FrameRegion {
  const entry = fn.blocks[0] as MBlock;
  const whole: FrameRegion = { start: entry, framed: new Set(fn.blocks) };
  const { dynamic, framePointer: asked } = fn.frame;
  if (framePointer || dynamic || asked || fn.returnsTwice || fn.blocks.length < 2) return whole;
  if (fn.blocks.some(({ addressLabel }) => addressLabel !== undefined)) return whole;
  // Without ADDSP sp moves through a register that must be free at the region's start.
  if (fn.level === 'ext' && !hasInstruction(fn, 'ADDSP') && savedRegisters(fn, framePointer).length === 0) return whole;
  const sinking = entryMoves(entry);
  for (;;) {
    const found = findRegion(fn, sinking);
    if (found === undefined) {
      if (sinking.size === 0) return whole;
      sinking.clear();
      continue;
    }
    const stuck = [...sinking].filter(([, move]) => !canSink(fn, found, move));
    if (stuck.length > 0) {
      for (const [reg] of stuck) sinking.delete(reg);
      continue;
    }
    for (const shared of found.shared) copyReturn(fn, shared, found.region);
    for (const move of sinking.values()) sink(fn, found.region, move);
    recomputeEdges(fn);
    return found.region;
  }
}

interface EntryMove {
  readonly inst: MInst;
  /** Callee-saved target and caller-saved source. */
  readonly to: Reg;
  readonly from: Reg;
}

function isCalleeSaved(reg: Reg): boolean {
  return ((CALLEE_SAVED_MASK >>> reg) & 1) !== 0;
}

/** Moves of the entry from a caller-saved to a callee-saved register, by target. */
function entryMoves(entry: MBlock): Map<Reg, EntryMove> {
  const moves = new Map<Reg, EntryMove>();
  for (const inst of entry.insts) {
    const [to, from] = [inst.defs[0], inst.uses[0]];
    if (inst.op === 'COPY' && to !== undefined && from !== undefined && isCalleeSaved(to) && !isCalleeSaved(from))
      moves.set(to, { inst, to, from });
  }
  return moves;
}

/** Operations that change sp, or depend on it or on what is pushed. */
const NEEDS_FRAME = new Set(['CALL', 'ALLOCA', 'ASM', 'GETSP', 'SETSP', 'PUSH', 'POP', 'SVC']);

/** Whether an instruction only works with the frame in place. */
function needsFrame(inst: MInst, sinking: ReadonlyMap<Reg, EntryMove>): boolean {
  if (inst.frame !== undefined) return true;
  if (NEEDS_FRAME.has(inst.op)) return true;
  for (const def of inst.defs) if (isCalleeSaved(def) && sinking.get(def)?.inst !== inst) return true;
  return inst.uses.some((use) => isCalleeSaved(use) && !sinking.has(use));
}

/** A region, and the small returns that both sides share. */
interface Wrapping {
  readonly region: FrameRegion;
  readonly shared: readonly MBlock[];
}

/** The block for the prologue and what lies behind it; undefined when that is the whole function. */
function findRegion(fn: MachineFunction, sinking: ReadonlyMap<Reg, EntryMove>): Wrapping | undefined {
  const entry = fn.blocks[0] as MBlock;
  const users = fn.blocks.filter((block) => block.insts.some((inst) => needsFrame(inst, sinking)));
  if (users.length === 0) return undefined;
  const dominators = new Dominators(entry);
  const common = users.reduce((a, b) => dominators.common(a, b));
  for (let start: MBlock | undefined = common; start !== undefined; start = dominators.of(start)) {
    if (start === entry) return undefined;
    const framed = reachable(start);
    if (start.preds.some((pred) => framed.has(pred))) continue;
    const first = start;
    const shared = [...framed].filter((block) => block !== first && block.preds.some((pred) => !framed.has(pred)));
    if (shared.every(isSmallReturn)) return { region: { start, framed }, shared };
  }
  return undefined;
}

function isSmallReturn(block: MBlock): boolean {
  return block.insts.at(-1)?.op === 'RET' && block.insts.length <= SMALL_RETURN;
}

function reachable(start: MBlock): Set<MBlock> {
  const reached = new Set([start]);
  for (const block of reached) for (const succ of block.succs) reached.add(succ);
  return reached;
}

/** Whether the source is still there wherever it shall serve for the target, and the target is written nowhere before the region. */
function canSink(fn: MachineFunction, { region, shared }: Wrapping, move: EntryMove): boolean {
  const outside = fn.blocks.filter((block) => !region.framed.has(block));
  const uses = (inst: MInst) => inst.uses.includes(move.to);
  const writes = (inst: MInst) => inst.defs.includes(move.from) || inst.clobbers?.includes(move.from) === true;
  // Copies of shared returns belong to the outside too.
  for (const block of [...outside, ...shared]) {
    const start = block === fn.blocks[0] ? block.insts.indexOf(move.inst) + 1 : 0;
    if (block.insts.some((inst) => inst !== move.inst && inst.defs.includes(move.to))) return false;
    const at = block.insts.findIndex((inst, i) => i >= start && writes(inst));
    if (at < 0) continue;
    const after = [...reachable(block)];
    if (!shared.includes(block) && after.includes(region.start)) return false;
    if (block.insts.slice(at + 1).some(uses)) return false;
    if (after.some((later) => later !== block && later.insts.some(uses))) return false;
  }
  return true;
}

/** Gives the paths without a frame a copy of a return that they share with the others. */
function copyReturn(fn: MachineFunction, shared: MBlock, region: FrameRegion): void {
  const id = fn.blocks.reduce((most, block) => Math.max(most, block.id), 0) + 1;
  const copy = machineBlock(id, shared.name, shared.frequency);
  copy.insts = shared.insts.map(copyInst);
  fn.blocks.push(copy);
  for (const pred of shared.preds) {
    const last = pred.insts.at(-1);
    if (region.framed.has(pred) || last?.targets === undefined) continue;
    last.targets = last.targets.map((target) => (target === shared ? copy : target));
  }
}

/** Moves an entry's move to the region's start; before it, the source serves in place of the target. */
function sink(fn: MachineFunction, region: FrameRegion, { inst, to, from }: EntryMove): void {
  for (const block of fn.blocks) {
    if (region.framed.has(block)) continue;
    block.insts = block.insts.filter((other) => other !== inst);
    for (const other of block.insts) other.uses = other.uses.map((use) => (use === to ? from : use));
    block.insts = block.insts.filter(({ op, defs, uses }) => op !== 'COPY' || defs[0] !== uses[0]);
  }
  region.start.insts.unshift(inst);
}
