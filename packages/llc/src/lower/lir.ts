/**
 * The low-level IR between LLVM IR and machine instructions: SSA over 32-bit words, with every wider, narrower or aggregate
 * value already split into words. Lowering builds it through `LirBuilder`; selection reads it.
 *
 * A word that stands for an integer of n < 32 bits has undefined upper bits unless `zbits`/`sbits` say otherwise.
 */
import type { LirRecord } from '../debug/records.js';
import type { FrameRef, Reg, SourceLocation } from '../mir/machine.js';

export type BinaryLirOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'mulhu'
  | 'divs'
  | 'divu'
  | 'rems'
  | 'remu'
  | 'and'
  | 'or'
  | 'xor'
  | 'shl'
  | 'lshr'
  | 'ashr';

/**
 * - leaves, in no block: `const` imm; `sym` sym + imm; `frame` address of frame object + imm;
 * - `arg`: the word that arrives in register imm; `undef`;
 * - binary operations (shift amounts are taken modulo 32); `not`; `sxb`, `sxh` sign-extend the low 8 or 16 bits;
 * - `icmp`: 1 if args[0] imm(condition code) args[1], else 0; `icmpw` the same on wide values: args = a0..an-1, b0..bn-1, low
 *   words first, conditions LO HS LT GE only; `addw`/`subw` wide sums with `proj` imm giving result word imm;
 * - `select` args[0] (0 or 1) ? args[1] : args[2];
 * - `machine`: the instruction `mnemonic` on args; `fcmp`: 1 if the flags after instruction `mnemonic` on args[0..1] meet imm;
 * - `load` width bytes at args[0] + imm; `store` args[1] there;
 * - `phi`: one arg per entry of `blocks`;
 * - `call`: args = register words, then the target when `call.symbol` is absent; `proj` imm: result word imm;
 * - `asm`; `alloca` of args[0] bytes (a multiple of 8); `getsp`, `setsp`; `copyfrom`: physical register imm;
 * - terminators: `br`, `condbr` args[0] (0 or 1) to blocks [true, false], `jtab` index args[0], `jind` address args[0],
 *   `ret` args = result words, `trap`.
 */
export type LirOp =
  | BinaryLirOp
  | 'const'
  | 'sym'
  | 'frame'
  | 'undef'
  | 'arg'
  | 'not'
  | 'sxb'
  | 'sxh'
  | 'icmp'
  | 'icmpw'
  | 'addw'
  | 'subw'
  | 'proj'
  | 'select'
  | 'machine'
  | 'fcmp'
  | 'load'
  | 'store'
  | 'phi'
  | 'call'
  | 'asm'
  | 'alloca'
  | 'getsp'
  | 'setsp'
  | 'br'
  | 'condbr'
  | 'jtab'
  | 'jind'
  | 'ret'
  | 'trap';

/** What a call needs beside its register words. */
export interface CallInfo {
  /** Absent for a call through a pointer, which is then the last argument. */
  symbol?: string;
  /** Number of argument words in R0, R1, … */
  registerWords: number;
  convention: 'variadic' | 'fixed';
  /** The callee may return a second time (setjmp). */
  returnsTwice: boolean;
  noReturn: boolean;
  /** May become a jump: nothing of this frame is passed and the result is returned as it is. */
  tail: boolean;
}

/** Inline assembly: `template` with `$0…` (outputs, then inputs). */
export interface AsmInfo {
  template: string;
  outputs: number;
  /** Physical register each output or input must be in; -1 for any. */
  registers: Reg[];
  /** Inputs that must share the register of output i: input index → output index. */
  tied: Map<number, number>;
  clobbers: Reg[];
}

/** A word, or an instruction that makes none. */
export interface LirValue {
  id: number;
  op: LirOp;
  args: LirValue[];
  /** A signed 32-bit number, an offset, a condition code, an index: see LirOp. */
  imm: number;
  /** The word is below 2^zbits. */
  zbits: number;
  /** The word is the sign extension of its low sbits bits. */
  sbits: number;
  block: LirBlock | null;
  sym: string | undefined;
  frame: FrameRef | undefined;
  width: 1 | 2 | 4 | undefined;
  signed: boolean;
  mnemonic: string | undefined;
  volatile: boolean;
  call: CallInfo | undefined;
  asm: AsmInfo | undefined;
  blocks: LirBlock[] | undefined;
  /** The `proj` values of an operation with several result words, in order. */
  results: LirValue[] | undefined;
  loc: SourceLocation | undefined;
  /** What variables of the source are from here on. */
  records: readonly LirRecord[] | undefined;
}

/** A value by itself; all are made here, with every field in one order, for the sake of speed (see `machineInst`). */
export function lirValue(
  id: number,
  op: LirOp,
  args: LirValue[],
  imm: number,
  block: LirBlock | null,
  loc: SourceLocation | undefined,
): LirValue {
  return {
    id,
    op,
    args,
    imm,
    zbits: 32,
    sbits: 32,
    block,
    sym: undefined,
    frame: undefined,
    width: undefined,
    signed: false,
    mnemonic: undefined,
    volatile: false,
    call: undefined,
    asm: undefined,
    blocks: undefined,
    results: undefined,
    loc,
    records: undefined,
  };
}

/** A new value of a function, for the block it is then put into. */
export function newValue(
  fn: LirFunction,
  op: LirOp,
  args: LirValue[],
  imm: number,
  block: LirBlock | null,
  loc: SourceLocation | undefined,
): LirValue {
  return lirValue(fn.values++, op, args, imm, block, loc);
}

export interface LirBlock {
  id: number;
  name: string;
  insts: LirValue[];
  /** In order of first appearance in the terminator, without repetition. */
  succs: LirBlock[];
  preds: LirBlock[];
  frequency: number;
  addressLabel: string | undefined;
}

export interface LirFunction {
  name: string;
  level: 'core' | 'ext';
  /** Instructions that are switched off (instruction-set.ts). */
  without?: ReadonlySet<string>;
  /** Size is wanted more than speed. */
  optimiseSize: boolean;
  /** Not to be optimised (optnone, clang's -O0): code of different lines stays apart, for those who step through it. */
  asWritten: boolean;
  blocks: LirBlock[];
  /** Numbers given to blocks so far; a dropped block's is not given again. */
  blockIds: number;
  values: number;
  frameObjects: { size: number; align: number; name: string }[];
  outgoingBytes: number;
  hasOutgoing: boolean;
  dynamic: boolean;
  framePointer: boolean;
  hasCalls: boolean;
  returnsTwice: boolean;
}

/** Operations that must stay even when nobody reads their result. */
export function hasSideEffect(value: LirValue): boolean {
  switch (value.op) {
    case 'store':
    case 'call':
    case 'asm':
    case 'alloca':
    case 'setsp':
    case 'getsp':
    case 'br':
    case 'condbr':
    case 'jtab':
    case 'jind':
    case 'ret':
    case 'trap':
      return true;
    case 'load':
      return value.volatile;
    default:
      return false;
  }
}

/** Whether the value is materialised wherever it is needed instead of living in a block. */
export function isLeaf(value: LirValue): boolean {
  return value.op === 'const' || value.op === 'sym' || value.op === 'frame' || value.op === 'undef';
}

/** Makes a block's branches to `to` go to `instead`. What `to` knows of the block, in `preds` and PHIs, is the caller's to mend. */
export function redirect(from: LirBlock, to: LirBlock, instead: LirBlock): void {
  const branch = from.insts.at(-1) as LirValue;
  branch.blocks = (branch.blocks as LirBlock[]).map((target) => (target === to ? instead : target));
  from.succs = [...new Set(branch.blocks)];
  instead.preds.push(from);
}

/** A new block at the end of the function. */
export function newBlock(fn: LirFunction, name: string): LirBlock {
  const block: LirBlock = {
    id: fn.blockIds++,
    name,
    insts: [],
    succs: [],
    preds: [],
    frequency: 1,
    addressLabel: undefined,
  };
  fn.blocks.push(block);
  return block;
}

/**
 * Drops blocks that no path from the entry reaches (branches that folded), and their edges. One whose address is taken
 * stays for its label's sake, with nothing in it.
 */
export function pruneUnreachable(fn: LirFunction): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  const reached = new Set<LirBlock>([entry]);
  const work = [entry];
  for (let block = work.pop(); block !== undefined; block = work.pop()) {
    for (const next of block.succs) {
      if (reached.has(next)) continue;
      reached.add(next);
      work.push(next);
    }
  }
  fn.blocks = fn.blocks.filter((block) => reached.has(block) || block.addressLabel !== undefined);
  for (const block of fn.blocks) {
    block.preds = block.preds.filter((pred) => reached.has(pred));
    if (reached.has(block)) continue;
    block.insts = [];
    block.succs = [];
  }
}
