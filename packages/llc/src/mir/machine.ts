/**
 * Machine functions: what instruction selection makes, register allocation rewrites and emission prints.
 *
 * Before allocation a function is in SSA form over virtual registers: each has one definition, PHIs stand first in a block.
 * Physical registers appear only in short, explicit places: COPYs from them at the entry, the argument and result copies
 * around a call, before a return, around an SVC or inline asm. Between such a definition and its use there is no other
 * definition of the same physical register.
 *
 * Flags (Z N C V) are not registers. An instruction that writes them and the one that reads them may stand apart, but
 * **nothing that a pass inserts may write flags**; copies, reloads, spills, constants and frame addresses
 * (MOV LD ST LDI LDI20 LDI32 LDSP STSP GETSP) do not.
 */

import type { MachineRecord, PlacedVariable, PlacedVariables } from '../debug/records.js';

/** 0..15 are R0..R15; from FIRST_VIRTUAL on, virtual registers. */
export type Reg = number;
export const FIRST_VIRTUAL = 16;

/** A symbol with an addend, as an immediate. */
export interface SymbolRef {
  readonly symbol: string;
  readonly addend: number;
}

/** The function's own frame, as the base of a memory access or a FRAMEADDR. */
export type FrameRef =
  /** An object of `MachineFunction.frame.objects`. */
  | number
  /** Words of the arguments passed on the stack: offset 0 is argument word 4's place, `sp + 16` at entry. */
  | 'incoming'
  /** The outgoing argument area: offset 0 is the callee's word at its `sp + 16`, this function's `sp + 12`. */
  | 'outgoing';

/** Where an instruction came from. */
export interface SourceLocation {
  /** Index in the module's file list. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
  /** Index in `ModuleContext.scopes`: the block and the inlined calls it belongs to. */
  readonly scope?: number;
}

/**
 * Pseudo operations beside the mnemonics of the instruction table:
 * - `COPY` defs[0] = uses[0];
 * - `PHI` defs[0] = uses[i] when coming from `targets[i]` (the predecessors);
 * - `CONST` defs[0] = imm (number 0..2^32-1 or SymbolRef): becomes LDI, LDI20 or LDI32; may be rematerialised anywhere;
 * - `FRAMEADDR` defs[0] = address of `frame` + imm; may be rematerialised anywhere;
 * - `CALL` to `imm` (SymbolRef), or to the address in uses[0] when imm is absent; further uses are the physical argument
 *   registers, defs the physical result registers that are read afterwards; `clobbers` lists what else it destroys;
 * - `ALLOCA` defs[0] = new block of uses[0] bytes (already a multiple of 8): lowers sp, result above the outgoing area;
 * - `ASM` inline assembly: `asm` text with `$0…` operands numbered defs first, then uses; `clobbers`;
 * - terminators: `BR` to targets[0]; `BRCC` compares uses[0] with uses[1], or with `imm` when there is one use, and goes to
 *   targets[0] if `cc` holds, else to targets[1]; `BRF` the same by the flags as they are; `JTAB` jumps to
 *   targets[uses[0]] (uses[0] is in range; the table is emitted with the function); `JIND` jumps to the address in uses[0],
 *   one of `targets`; `RET` (uses: physical result registers); `TRAP` is BRK imm and ends the block; `TAILCALL` as CALL, after the epilogue.
 */
export type PseudoOp =
  | 'COPY'
  | 'PHI'
  | 'CONST'
  | 'FRAMEADDR'
  | 'CALL'
  | 'ALLOCA'
  | 'ASM'
  | 'BR'
  | 'BRCC'
  | 'BRF'
  | 'JTAB'
  | 'JIND'
  | 'RET'
  | 'TRAP'
  | 'TAILCALL';

/**
 * One machine instruction.
 *
 * Real instructions keep their operands in the table's order: defs = [rd], uses = [rs1, rs2].
 * - MOVC, FADD/FSUB/FMUL/FDIV and I2F keep (part of) rd: `tied` is set and uses[0] is the old value of rd, which must be
 *   allocated to the register of defs[0]; the form's own sources follow.
 * - Loads and stores with `frame` set have no base register in uses; `imm` is the offset in that frame object. Only
 *   LD and ST (words) take `frame`; for others selection makes a FRAMEADDR.
 * - `SVC` imm = mod<<8|fn: uses and defs are physical, `clobbers` as given.
 */
export interface MInst {
  op: string;
  defs: Reg[];
  uses: Reg[];
  imm: number | SymbolRef | undefined;
  cc: number | undefined;
  /** CBI's constant never appears here: BRCC has it as imm. */
  frame: FrameRef | undefined;
  /** uses[0] must be the same register as defs[0]. */
  tied: boolean;
  /** Definitions written before all uses are read (bit i = defs[i]): they may not share a register with any use. */
  early: number | undefined;
  /** Physical registers destroyed besides defs. */
  clobbers: readonly Reg[] | undefined;
  /** Successors of a terminator; predecessors of a PHI. */
  targets: MBlock[] | undefined;
  /** ASM only. */
  asm: string | undefined;
  /** A call to a function declared to take `...`: for the object's convention mark. */
  convention: 'variadic' | 'fixed' | undefined;
  /** A memory access that must stay as it is: volatile or atomic. */
  volatile: boolean;
  loc: SourceLocation | undefined;
  /** What variables of the source are from here on, while registers are virtual. */
  records: readonly MachineRecord[] | undefined;
  /** The same once they have places: changes, or everything at the start of a block. */
  places: readonly (PlacedVariable | PlacedVariables)[] | undefined;
  /** Lines that stand before it in the assembly: labels and directives of debug data. */
  before: string[] | undefined;
}

/** What only some instructions have. */
export type RareFields = {
  readonly [K in
    | 'cc'
    | 'frame'
    | 'tied'
    | 'early'
    | 'clobbers'
    | 'targets'
    | 'asm'
    | 'convention'
    | 'volatile'
    | 'loc']?: MInst[K] | undefined;
};

/**
 * Makes an instruction. All are made here or by `copyInst`, with every field in one order: the passes, which read fields of
 * millions of them, are several times as fast when the engine sees objects of one shape.
 */
export function machineInst(op: string, defs: Reg[], uses: Reg[], imm?: number | SymbolRef, rare?: RareFields): MInst {
  return {
    op,
    defs,
    uses,
    imm,
    cc: rare?.cc,
    frame: rare?.frame,
    tied: rare?.tied === true,
    early: rare?.early,
    clobbers: rare?.clobbers,
    targets: rare?.targets,
    asm: rare?.asm,
    convention: rare?.convention,
    volatile: rare?.volatile === true,
    loc: rare?.loc,
    records: undefined,
    places: undefined,
    before: undefined,
  };
}

/** The same instruction again, with operand lists of its own. */
export function copyInst(inst: MInst): MInst {
  const copy = machineInst(inst.op, [...inst.defs], [...inst.uses], inst.imm, inst);
  copy.records = inst.records;
  copy.places = inst.places;
  copy.before = inst.before;
  return copy;
}

export interface MBlock {
  /** Unique in the function; 0 is the entry. */
  id: number;
  /** The IR's name, for comments in the output. */
  name: string;
  /** PHIs first, one terminator last. */
  insts: MInst[];
  succs: MBlock[];
  preds: MBlock[];
  /** Estimated executions per call of the function: 10^loop depth, 0 for cold. */
  frequency: number;
  /** Its address is taken (blockaddress): it needs this label and is kept. */
  addressLabel: string | undefined;
}

/** A block without code or edges. */
export function machineBlock(id: number, name: string, frequency: number): MBlock {
  return { id, name, insts: [], succs: [], preds: [], frequency, addressLabel: undefined };
}

/** An object in the stack frame. */
export interface FrameObject {
  /** Bytes. */
  size: number;
  /** A power of two; above 8 the function realigns sp. */
  align: number;
  /** Name of the variable, for debug data and traces. */
  name: string;
  /** A spill slot, made by register allocation. */
  spill?: boolean;
  /** Allocated dynamically at the start: bytes from the top of the dynamic blocks (a negative number) to its place before rounding down. */
  block?: number;
}

export interface MachineFunction {
  name: string;
  level: 'core' | 'ext';
  /** Instructions that are switched off (instruction-set.ts). */
  without?: ReadonlySet<string>;
  /** Size is wanted more than speed. */
  optimiseSize?: boolean;
  /** Code of different lines stays apart, for those who step through it. */
  asWritten?: boolean;
  blocks: MBlock[];
  /** The next virtual register to be given out. */
  nextVirtual: Reg;
  frame: {
    objects: FrameObject[];
    /** Bytes of outgoing argument words (without the 12-byte linkage area), the largest over all calls. */
    outgoingBytes: number;
    /** Some call passes arguments on the stack, so the linkage area is reserved. */
    hasOutgoing: boolean;
    /** `ALLOCA` or a change of sp is used: needs R14 as frame pointer. */
    dynamic: boolean;
    /** `__builtin_frame_address`, or the IR asks for it: keep R14. */
    framePointer: boolean;
  };
  /** Contains a call: sp must be 8-aligned there. */
  hasCalls: boolean;
  /** A function that calls setjmp: no value may live in a register across that call (returns_twice). */
  returnsTwice: boolean;
  /** Variables of the source that lie in the frame all the time. */
  declared?: readonly PlacedVariable[];
  /** Where it is declared: the place of its prologue. */
  loc?: SourceLocation;
}

/** A fresh virtual register. */
export function newVirtual(fn: MachineFunction): Reg {
  return fn.nextVirtual++;
}

/** Whether a register is physical. */
export function isPhysical(reg: Reg): boolean {
  return reg < FIRST_VIRTUAL;
}
