/**
 * Replaces references to the frame by addresses, ALLOCA by arithmetic on sp, and adds prologue and epilogues.
 * An address out of reach of every immediate needs arithmetic that writes flags; where they are live they are kept in a
 * register that is pushed meanwhile (then R14 is the base, which a push does not move).
 */
import { HsxError } from '@hsx/isa';
import { hasInstruction } from '../instruction-set.js';
import {
  type FrameRef,
  type MachineFunction,
  type MInst,
  machineInst,
  type Reg,
  type SourceLocation,
} from '../mir/machine.js';
import { CALLEE_SAVED, CALLEE_SAVED_MASK, FRAME_POINTER } from '../regalloc/registers.js';
import { LiveFlags } from './flags.js';
import { type FrameLayout, layOutFrame } from './frame-layout.js';
import type { FrameRegion } from './shrink-wrap.js';

/** The register that holds parts of sp's arithmetic in the prologue and is dead there (abi-and-memory.md §1). */
const SCRATCH = 15;

function fitsSimm12(value: number): boolean {
  return value >= -2048 && value <= 2047;
}

/** Frame references of a function. */
export function frameReferences(fn: MachineFunction): Set<FrameRef> {
  const used = new Set<FrameRef>();
  for (const block of fn.blocks) for (const { frame } of block.insts) if (frame !== undefined) used.add(frame);
  return used;
}

/** Callee-saved registers that the function writes, in the order they are pushed. */
export function savedRegisters(fn: MachineFunction, framePointer: boolean): number[] {
  let mask = 0;
  for (const block of fn.blocks)
    for (const { op, defs, clobbers } of block.insts) {
      for (const def of defs) mask |= 1 << def;
      if (op === 'ASM') for (const reg of clobbers ?? []) mask |= 1 << reg;
    }
  mask &= CALLEE_SAVED_MASK;
  if (framePointer) mask &= ~(1 << FRAME_POINTER);
  return CALLEE_SAVED.filter((reg) => ((mask >>> reg) & 1) !== 0);
}

/** Lays the frame out and rewrites the function in place; `region` is where the frame is needed. */
export function lowerFrame(fn: MachineFunction, framePointer: boolean, region: FrameRegion): FrameLayout {
  const layout = layOutFrame(fn, frameReferences(fn), savedRegisters(fn, framePointer), framePointer);
  const flags = new LiveFlags(fn);
  for (const block of fn.blocks) {
    if (!block.insts.some(concernsFrame)) continue;
    const framed = region.framed.has(block);
    const out: MInst[] = [];
    block.insts.forEach((old, i) => {
      if (!concernsFrame(old) || (!framed && (old.op === 'RET' || old.op === 'TAILCALL'))) {
        out.push(old);
        return;
      }
      const before = out.length;
      lowerInstruction(fn, layout, old, () => flags.areLiveBehind(block, i), out);
      for (let k = before; k < out.length; k++) if (old.loc !== undefined) (out[k] as MInst).loc ??= old.loc;
      const first = out[before];
      if (old.places !== undefined && first !== undefined && first !== old) {
        first.places = old.places;
        old.places = undefined;
      }
    });
    block.insts = out;
  }
  const start = prologue(fn, layout);
  const atEntry = region.start === fn.blocks[0];
  const loc: SourceLocation | undefined = (atEntry ? fn.loc : undefined) ?? region.start.insts[0]?.loc;
  for (const made of start) if (loc !== undefined) made.loc = loc;
  region.start.insts.unshift(...start);
  return layout;
}

/** Whether lowering the frame makes something else of an instruction. */
function concernsFrame({ op, frame }: MInst): boolean {
  return frame !== undefined || op === 'ALLOCA' || op === 'RET' || op === 'TAILCALL';
}

function prologue(fn: MachineFunction, layout: FrameLayout): MInst[] {
  const out: MInst[] = [];
  if (layout.framePointer)
    out.push(machineInst('PUSH', [], [FRAME_POINTER]), machineInst('GETSP', [FRAME_POINTER], [], 0));
  for (const reg of layout.saved) out.push(machineInst('PUSH', [], [reg]));
  const { localBytes } = layout;
  if (localBytes === 0) return out;
  const below = localBytes + 4 * layout.saved.length;
  if (localBytes === 4) out.push(machineInst('PUSH', [], [SCRATCH]));
  else if (hasInstruction(fn, 'ADDSP') && localBytes <= 3 * 2048)
    for (let left = localBytes; left > 0; left -= 2048) out.push(machineInst('ADDSP', [], [], -Math.min(left, 2048)));
  else if (layout.framePointer && below <= 2048) out.push(machineInst('SETSP', [], [FRAME_POINTER], -below));
  else if (layout.framePointer)
    out.push(
      machineInst('CONST', [SCRATCH], [], -below >>> 0),
      machineInst('ADD', [SCRATCH], [SCRATCH, FRAME_POINTER]),
      machineInst('SETSP', [], [SCRATCH], 0),
    );
  else if (localBytes <= 2048) out.push(...moveSp(layout, -localBytes, SCRATCH));
  else throw new HsxError('EINVAL', `internal: a large frame without frame pointer in ${fn.name}`);
  return out;
}

/** Undoes the prologue, up to the return address. R0–R3 keep their values; R15 does not. */
function epilogue(fn: MachineFunction, layout: FrameLayout, keepsScratch: boolean): MInst[] {
  const out: MInst[] = [];
  const { localBytes } = layout;
  const savedBytes = 4 * layout.saved.length;
  if (!layout.fixedSp) out.push(machineInst('SETSP', [], [FRAME_POINTER], -savedBytes));
  else if (localBytes === 4 && !keepsScratch) out.push(machineInst('POP', [SCRATCH], []));
  else if (localBytes > 0) {
    if (layout.framePointer && (!hasInstruction(fn, 'ADDSP') || localBytes > 2047))
      out.push(machineInst('SETSP', [], [FRAME_POINTER], -savedBytes));
    else if (hasInstruction(fn, 'ADDSP'))
      for (let left = localBytes; left > 0; left -= 2044) out.push(machineInst('ADDSP', [], [], Math.min(left, 2044)));
    else if (localBytes === 4) out.push(machineInst('POP', [layout.saved.at(-1) ?? 4], []));
    else out.push(...moveSp(layout, localBytes, keepsScratch ? 4 : SCRATCH));
  }
  for (const reg of [...layout.saved].reverse()) out.push(machineInst('POP', [reg], []));
  if (layout.framePointer) out.push(machineInst('POP', [FRAME_POINTER], []));
  return out;
}

/** Moves sp where there is no ADDSP, through a saved register, whose value is on the stack, else through `scratch`. */
function moveSp(layout: FrameLayout, bytes: number, scratch: number): MInst[] {
  const through = layout.saved[0] ?? scratch;
  return [machineInst('GETSP', [through], [], bytes), machineInst('SETSP', [], [through], 0)];
}

function lowerInstruction(
  fn: MachineFunction,
  layout: FrameLayout,
  old: MInst,
  flagsLive: () => boolean,
  out: MInst[],
): void {
  switch (old.op) {
    case 'RET':
      out.push(...epilogue(fn, layout, false), old);
      return;
    case 'TAILCALL':
      out.push(...epilogue(fn, layout, old.imm === undefined && old.uses[0] === SCRATCH), old);
      return;
    case 'ALLOCA': {
      const rd = old.defs[0] as number;
      out.push(
        machineInst('GETSP', [rd], [], 0),
        machineInst('SUB', [rd], [rd, old.uses[0] as number]),
        machineInst('SETSP', [], [rd], 0),
      );
      if (layout.outgoingArea > 0) out.push(machineInst('GETSP', [rd], [], layout.outgoingArea));
      return;
    }
    case 'FRAMEADDR':
      lowerAddress(layout, old, flagsLive, fn, out);
      return;
    default:
      lowerAccess(layout, old, flagsLive, fn, out);
  }
}

function lowerAccess(
  layout: FrameLayout,
  old: MInst,
  flagsLive: () => boolean,
  fn: MachineFunction,
  out: MInst[],
): void {
  const ref = old.frame as FrameRef;
  const offset = typeof old.imm === 'number' ? old.imm : 0;
  const load = old.op === 'LD';
  const reg = (load ? old.defs[0] : old.uses[0]) as number;
  const { volatile } = old;
  const access = (base: Reg, imm: number): MInst =>
    load ? machineInst('LD', [reg], [base], imm, { volatile }) : machineInst('ST', [], [base, reg], imm, { volatile });
  const spOffset = layout.fixedSp || ref === 'outgoing' ? layout.fromSp(ref) + offset : -1;
  if (hasInstruction(fn, load ? 'LDSP' : 'STSP') && spOffset >= 0 && spOffset <= 4095) {
    out.push(
      load
        ? machineInst('LDSP', [reg], [], spOffset, { volatile })
        : machineInst('STSP', [], [reg], spOffset, { volatile }),
    );
    return;
  }
  if (!layout.fixedSp && ref === 'outgoing') {
    // Core: R15 is kept free in such functions.
    const base = load ? reg : SCRATCH;
    out.push(machineInst('GETSP', [base], [], spOffset), access(base, 0));
    return;
  }
  if (!layout.framePointer) throw new HsxError('EINVAL', `internal: the frame of ${fn.name} is out of reach`);
  const fpOffset = layout.fromFramePointer(ref) + offset;
  if (fitsSimm12(fpOffset)) {
    out.push(access(FRAME_POINTER, fpOffset));
    return;
  }
  if (load) {
    farAddress(reg, fpOffset, flagsLive, out);
    out.push(access(reg, 0));
    return;
  }
  const through = reg === 0 ? 1 : 0;
  out.push(machineInst('PUSH', [], [through]));
  farAddress(through, fpOffset, flagsLive, out);
  out.push(access(through, 0), machineInst('POP', [through], []));
}

function lowerAddress(
  layout: FrameLayout,
  old: MInst,
  flagsLive: () => boolean,
  fn: MachineFunction,
  out: MInst[],
): void {
  const ref = old.frame as FrameRef;
  const rd = old.defs[0] as number;
  const offset = typeof old.imm === 'number' ? old.imm | 0 : 0;
  if (layout.fixedSp || ref === 'outgoing') {
    const spOffset = layout.fromSp(ref) + offset;
    if (fitsSimm12(spOffset)) {
      out.push(machineInst('GETSP', [rd], [], spOffset));
      return;
    }
  }
  if (!layout.framePointer) throw new HsxError('EINVAL', `internal: the frame of ${fn.name} is out of reach`);
  const fpOffset = layout.fromFramePointer(ref) + offset;
  if (hasInstruction(fn, 'ADDI') && fitsSimm12(fpOffset) && !flagsLive())
    out.push(machineInst('ADDI', [rd], [FRAME_POINTER], fpOffset));
  else farAddress(rd, fpOffset, flagsLive, out);
}

/** rd = R14 + offset. */
function farAddress(rd: number, offset: number, flagsLive: () => boolean, out: MInst[]): void {
  const keeper = rd === 2 ? 3 : 2;
  const keepFlags = flagsLive();
  if (keepFlags) out.push(machineInst('PUSH', [], [keeper]), machineInst('GETPSW', [keeper], []));
  out.push(machineInst('CONST', [rd], [], offset >>> 0), machineInst('ADD', [rd], [rd, FRAME_POINTER]));
  if (keepFlags) out.push(machineInst('SETPSW', [], [keeper]), machineInst('POP', [keeper], []));
}
