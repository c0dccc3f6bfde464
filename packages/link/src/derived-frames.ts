/**
 * Call frames of code that nobody described: hand-written routines and objects compiled without `-g`. The code itself says what happens to
 * sp and to the callee-saved registers, as long as it does so by constants. Instructions are followed through branches inside a
 * function; what cannot be followed (a jump through a register, a frame of variable size without R14) is left out.
 *
 * Places are distances from the frame address, sp before the CALL: sp is at -4 at entry.
 */
import type { SymFrame } from '@hsx/image';
import { type Decoded, decode, LAYOUTS } from '@hsx/isa';
import { WORD } from './program.js';

const CALLEE_SAVED = [8, 9, 10, 11, 12, 14];
const FRAME_POINTER = 14;
const ENTRY_SP = -WORD;
const RETURN_OFFSET = -WORD;
/** Most instructions of a function that are followed. */
const MOST = 200_000;

interface State {
  readonly sp: number | undefined;
  /** What is known of registers: a place in the frame; `callers` for what the caller had. */
  readonly registers: ReadonlyMap<number, number | 'callers'>;
  /** Place to register. */
  readonly saved: ReadonlyMap<number, number>;
}

/** A function's code. */
export interface CodeRange {
  readonly start: number;
  readonly end: number;
}

/** The frame rows of a function, from its first instruction. `code` is the whole code space. */
export function deriveFrames(code: Uint8Array, { start, end }: CodeRange): SymFrame[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const states = new Map<number, State>();
  const sizes = new Map<number, number>();
  /** Words that are no instructions. */
  const unknown: number[] = [];
  const entry: State = {
    sp: ENTRY_SP,
    registers: new Map(CALLEE_SAVED.map((reg) => [reg, 'callers' as const])),
    saved: new Map(),
  };
  const work: [number, State][] = [[start, entry]];
  /** At a jump through a register: where it goes is not known, but what is reached in no other way is reached so. */
  let indirect: State | undefined;
  /** Everything before it has a state. */
  let gap = start;
  for (let steps = 0; steps < MOST; steps++) {
    if (work.length === 0) {
      if (indirect === undefined) break;
      while (gap < end && states.has(gap)) gap += sizes.get(gap) ?? WORD;
      if (gap >= end) break;
      work.push([gap, indirect]);
    }
    const [pc, state] = work.pop() as [number, State];
    // The first way to an instruction counts; compilers and people agree on the frame wherever paths meet.
    if (pc < start || pc >= end || states.has(pc)) continue;
    const found = decode(view.getUint32(pc));
    states.set(pc, state);
    sizes.set(pc, found?.size ?? WORD);
    if (found === undefined || pc + found.size > end) {
      unknown.push(pc);
      continue;
    }
    const { next, to } = follow(state, found, pc);
    const { mnemonic } = found.insn;
    if (mnemonic === 'JR') indirect ??= state;
    // At core a RET that does not find the return address goes where was pushed.
    else if (mnemonic === 'RET' && state.sp !== undefined && state.sp !== ENTRY_SP)
      indirect ??= moved(state, state.sp + WORD);
    // The branch is looked at last, so that code is followed in its order first.
    if (to !== undefined) work.push([to, next]);
    if (falls(mnemonic)) work.push([pc + found.size, next]);
  }
  for (const pc of unknown) states.delete(pc);
  return rowsOf(states, sizes);
}

/** Whether control may go on behind an instruction. */
function falls(mnemonic: string): boolean {
  return mnemonic !== 'JMP' && mnemonic !== 'RET' && mnemonic !== 'JR' && mnemonic !== 'BRK';
}

/** The state after an instruction, and where it may branch to. */
function follow(state: State, { insn, rd, rs1, rs2, imm }: Decoded, pc: number): { next: State; to?: number } {
  const { sp } = state;
  const held = (reg: number): number | undefined => {
    const value = state.registers.get(reg);
    return typeof value === 'number' ? value : undefined;
  };
  const { mnemonic } = insn;
  switch (mnemonic) {
    case 'PUSH':
      return { next: sp === undefined ? state : stored({ ...state, sp: sp - WORD }, sp - WORD, rs1) };
    case 'POP':
      return { next: moved(loaded(state, sp, rd), sp === undefined ? undefined : sp + WORD) };
    case 'ADDSP':
      return { next: moved(state, sp === undefined ? undefined : sp + imm) };
    case 'SETSP': {
      const base = held(rs1);
      return { next: moved(state, base === undefined ? undefined : base + imm) };
    }
    case 'GETSP':
      return { next: written(state, rd, sp === undefined ? undefined : sp + imm) };
    case 'STSP':
      return { next: sp === undefined ? state : stored(state, sp + imm, rs2) };
    case 'LDSP':
      return { next: loaded(state, sp === undefined ? undefined : sp + imm, rd) };
    case 'ST': {
      const base = held(rs1);
      return { next: base === undefined ? state : stored(state, base + imm, rs2) };
    }
    case 'LD': {
      const base = held(rs1);
      return { next: loaded(state, base === undefined ? undefined : base + imm, rd) };
    }
    case 'MOV':
      return { next: written(state, rd, held(rs1)) };
    case 'ADDI': {
      const base = held(rs1);
      return { next: written(state, rd, base === undefined ? undefined : base + imm) };
    }
    case 'JMP':
    case 'RET':
    case 'JR':
      return { next: state, ...(mnemonic === 'JMP' ? { to: imm } : {}) };
    case 'CALL':
    case 'CALLA':
      return { next: written(state, 15, undefined) };
    case 'CB':
    case 'CBI':
      return { next: state, to: pc + WORD * imm };
  }
  if (insn.form === 'target24') return { next: state, to: imm };
  return { next: LAYOUTS[insn.form].rd ? written(state, rd, undefined) : state };
}

function written(state: State, reg: number, place: number | undefined): State {
  if (place === undefined && !state.registers.has(reg)) return state;
  const registers = new Map(state.registers);
  if (place === undefined) registers.delete(reg);
  else registers.set(reg, place);
  return { ...state, registers };
}

function stored(state: State, at: number, reg: number): State {
  const callers = state.registers.get(reg) === 'callers';
  if (!callers && !state.saved.has(at)) return state;
  const saved = new Map(state.saved);
  if (callers) saved.set(at, reg);
  else saved.delete(at);
  return { ...state, saved };
}

function loaded(state: State, at: number | undefined, rd: number): State {
  if (at === undefined || state.saved.get(at) !== rd) return written(state, rd, undefined);
  return { ...state, registers: new Map(state.registers).set(rd, 'callers') };
}

function moved(state: State, sp: number | undefined): State {
  if (sp === undefined) return { ...state, sp };
  return { ...state, sp, saved: new Map([...state.saved].filter(([at]) => at >= sp)) };
}

/** Rows of neighbouring instructions with one rule are one. */
function rowsOf(states: ReadonlyMap<number, State>, sizes: ReadonlyMap<number, number>): SymFrame[] {
  const rows: SymFrame[] = [];
  let last = '';
  for (const pc of [...states.keys()].sort((a, b) => a - b)) {
    const { sp, registers, saved } = states.get(pc) as State;
    const fp = registers.get(FRAME_POINTER);
    const end = pc + (sizes.get(pc) as number);
    const rule =
      sp !== undefined
        ? { cfa: 'sp' as const, cfa_offset: -sp }
        : typeof fp === 'number'
          ? { cfa: FRAME_POINTER, cfa_offset: -fp }
          : undefined;
    if (rule === undefined) continue;
    const places = [...saved].map(([offset, register]) => ({ register, offset }));
    places.sort((a, b) => a.register - b.register);
    const made = { ...rule, return_offset: RETURN_OFFSET, saved: places };
    const text = JSON.stringify(made);
    const before = rows.at(-1);
    if (before !== undefined && before.end === pc && text === last) before.end = end;
    else rows.push({ start: pc, end, ...made });
    last = text;
  }
  return rows;
}
