/** Who called whom: the frames of a stopped program (debug.md, Who called me?). */
import type { SymFile, SymFrame } from '@hsx/image';
import { decode } from '@hsx/isa';
import { deriveFrames } from '@hsx/link';

/** A program as it stands. */
export interface StoppedProgram {
  pc: number;
  sp: number;
  /** R0..R15. */
  regs: ArrayLike<number>;
  /** What lies on the stack, from sp on. */
  stack: Uint8Array;
  /** Where the program began. */
  entry: number;
  code: Uint8Array;
}

export interface CallChain {
  /** Addresses of the calls, innermost first; those of the start-up code `_start` are left out. */
  calls: number[];
  /** Why the chain ends: at the program's start, where a frame is not described, or at a word that is no return address. */
  end: 'start' | 'unknown' | { damaged: number };
}

/** Return addresses from here on end the program (isa.md §6). */
const EXIT = 0xffff_fff8;
const WORD = 4;
/** A frame as it is before the first instruction of a function. */
const AT_ENTRY: Pick<SymFrame, 'cfa' | 'cfa_offset' | 'return_offset' | 'saved'> = {
  cfa: 'sp',
  cfa_offset: WORD,
  return_offset: -WORD,
  saved: [],
};

export function callChain(program: StoppedProgram, sym: SymFile | undefined): CallChain {
  const rows = sym?.frames ?? framesOf(program.code, sym);
  const view = new DataView(program.stack.buffer, program.stack.byteOffset, program.stack.byteLength);
  const load = (address: number): number | undefined => {
    const at = address - program.sp;
    return at >= 0 && at + WORD <= view.byteLength ? view.getUint32(at, true) : undefined;
  };
  // Start-up code may leave things on the stack that its own frame does not tell of (argv).
  const outermost = sym?.symbols.functions.find(({ address }) => address === program.entry);
  const isOutermost = (at: number) =>
    outermost !== undefined && outermost.address <= at && at < outermost.address + outermost.size;
  const registers = Array.from(program.regs);
  const calls: number[] = [];
  let { pc, sp } = program;
  // Code address 0 holds nothing: it was reached by a call through a null pointer.
  let row = pc === 0 ? AT_ENTRY : rowAt(rows, pc);
  if (isOutermost(pc)) return { calls, end: 'start' };
  while (row !== undefined) {
    const cfa = (row.cfa === 'sp' ? sp : (registers[row.cfa] ?? 0)) + row.cfa_offset;
    const back = load(cfa + row.return_offset);
    if (back === undefined) return { calls, end: 'unknown' };
    if (back >= EXIT) return { calls, end: 'start' };
    if (!isBehindCall(back, program)) return { calls, end: { damaged: back } };
    // Frames only grow; one that does not would repeat for ever.
    if (calls.length > 0 && cfa <= sp) return { calls, end: 'unknown' };
    for (const { register, offset } of row.saved) registers[register] = load(cfa + offset) ?? 0;
    sp = cfa;
    pc = back - WORD;
    if (!isOutermost(pc) || outermost?.name !== '_start') calls.push(pc);
    if (isOutermost(pc)) return { calls, end: 'start' };
    row = rowAt(rows, pc);
  }
  return { calls, end: 'unknown' };
}

/** Without debug data the code itself says what its frames are, where symbols say where functions begin. */
function framesOf(code: Uint8Array, sym: SymFile | undefined): SymFrame[] {
  const rows: SymFrame[] = [];
  let reached = 0;
  for (const { address, size } of [...(sym?.symbols.functions ?? [])].sort((a, b) => a.address - b.address)) {
    if (address < reached) continue;
    rows.push(...deriveFrames(code, { start: address, end: Math.min(address + size, code.length) }));
    reached = address + size;
  }
  return rows;
}

function isBehindCall(address: number, { code }: StoppedProgram): boolean {
  if (address % WORD !== 0 || address < WORD || address > code.length) return false;
  const before = new DataView(code.buffer, code.byteOffset, code.byteLength).getUint32(address - WORD);
  const mnemonic = decode(before)?.insn.mnemonic;
  return mnemonic === 'CALL' || mnemonic === 'CALLA';
}

/** The row of an address; rows are sorted and do not overlap. */
function rowAt(rows: readonly SymFrame[], pc: number): SymFrame | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as SymFrame).end <= pc) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  return row !== undefined && row.start <= pc ? row : undefined;
}
