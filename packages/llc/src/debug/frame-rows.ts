/**
 * How the stack is walked at every instruction of a finished function. What each instruction does to sp and to the callee-saved
 * registers is followed along all paths, so that it does not matter how prologues and epilogues look or where they stand.
 *
 * All places are distances from the frame address, which is sp before the CALL: the return address lies at -4, sp is there at entry.
 */
import type { MachineFunction, MBlock, MInst } from '../mir/machine.js';
import { CALLEE_SAVED, FRAME_POINTER } from '../regalloc/registers.js';

const WORD = 4;
const ENTRY_SP = -WORD;
const REGISTERS = 16;

/** What a register holds: a place in the frame, a number, or what the caller had in it. */
type Held = { readonly kind: 'place' | 'number'; readonly value: number } | { readonly kind: 'callers' };

/** What is known before an instruction. */
interface State {
  /** sp, as far as it is known. */
  sp: number | undefined;
  /** By register. */
  readonly registers: (Held | undefined)[];
  /** The caller's registers on the stack: place to register. Another map when it changes, which is seldom. */
  saved: ReadonlyMap<number, number>;
}

/** The operand of `.cfi` for a state; undefined where the stack cannot be walked. */
function ruleText({ sp, registers, saved }: State): string | undefined {
  const fp = registers[FRAME_POINTER];
  let base: string;
  if (sp !== undefined) base = `sp + ${-sp}`;
  else if (fp?.kind === 'place') base = `R${FRAME_POINTER} + ${-fp.value}`;
  else return undefined;
  const places = [...saved].sort(([, a], [, b]) => a - b);
  return [base, ...places.map(([at, reg]) => `R${reg} @ ${at}`)].join(', ');
}

/**
 * Puts `.cfi` lines before the instructions where the rule changes; the last line of the function ends them.
 * Gives for every instruction the mask of the registers that have the caller's values before it.
 */
export function addFrameRows(fn: MachineFunction): number[] {
  const callers: number[] = [];
  const states = flow(fn);
  let last: string | undefined;
  for (const block of fn.blocks) {
    const state = copy(states.get(block) ?? { sp: undefined, registers: [], saved: new Map() });
    let before: { sp: number | undefined; fp: Held | undefined; saved: ReadonlyMap<number, number> } | undefined;
    for (const inst of block.insts) {
      const { sp, registers, saved } = state;
      const fp = registers[FRAME_POINTER];
      if (before === undefined || before.sp !== sp || before.fp !== fp || before.saved !== saved) {
        before = { sp, fp, saved };
        const rule = ruleText(state) ?? 'end';
        if (rule !== last) {
          inst.before = [...(inst.before ?? []), `  .cfi ${rule}`];
          last = rule;
        }
      }
      let mask = 0;
      for (const reg of CALLEE_SAVED) if (registers[reg]?.kind === 'callers') mask |= 1 << reg;
      if (fp?.kind === 'callers') mask |= 1 << FRAME_POINTER;
      callers.push(mask);
      step(state, inst);
    }
  }
  return callers;
}

/** The states at the starts of all blocks that are reached. */
function flow(fn: MachineFunction): Map<MBlock, State> {
  const states = new Map<MBlock, State>();
  const entry = fn.blocks[0];
  if (entry === undefined) return states;
  const callers: Held = { kind: 'callers' };
  const registers: (Held | undefined)[] = new Array(REGISTERS).fill(undefined);
  for (const reg of CALLEE_SAVED) registers[reg] = callers;
  states.set(entry, { sp: ENTRY_SP, registers, saved: new Map() });
  const work = new Set([entry]);
  for (const block of work) {
    work.delete(block);
    const state = copy(states.get(block) as State);
    for (const inst of block.insts) step(state, inst);
    for (const succ of block.succs) {
      const known = states.get(succ);
      if (known === undefined) states.set(succ, copy(state));
      else if (!meet(known, state)) continue;
      work.add(succ);
    }
  }
  return states;
}

function copy({ sp, registers, saved }: State): State {
  return { sp, registers: registers.slice(), saved };
}

function same(a: Held | undefined, b: Held | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.kind === 'callers' || b.kind === 'callers') return a.kind === b.kind;
  return a.kind === b.kind && a.value === b.value;
}

/** Keeps in `into` what also holds in `from`; whether anything went. */
function meet(into: State, from: State): boolean {
  let changed = false;
  if (into.sp !== undefined && into.sp !== from.sp) {
    into.sp = undefined;
    changed = true;
  }
  into.registers.forEach((held, reg) => {
    if (held === undefined || same(held, from.registers[reg])) return;
    into.registers[reg] = undefined;
    changed = true;
  });
  if (into.saved !== from.saved)
    for (const [at, reg] of into.saved) {
      if (from.saved.get(at) === reg) continue;
      forget(into, at);
      changed = true;
    }
  return changed;
}

function number(inst: MInst): number | undefined {
  return inst.imm === undefined ? 0 : typeof inst.imm === 'number' ? inst.imm | 0 : undefined;
}

/** Changes a state as an instruction does. */
function step(state: State, inst: MInst): void {
  const { registers } = state;
  const imm = number(inst);
  const [a, b] = inst.uses;
  const rd = inst.defs[0];
  switch (inst.op) {
    case 'PUSH':
      if (state.sp !== undefined) {
        state.sp -= WORD;
        store(state, state.sp, a);
      }
      return;
    case 'POP':
      load(state, state.sp, rd);
      moveSp(state, state.sp === undefined ? undefined : state.sp + WORD);
      return;
    case 'RET':
      // As a jump at core it takes its target from the stack; as a return nothing follows.
      moveSp(state, state.sp === undefined ? undefined : state.sp + WORD);
      return;
    case 'ADDSP':
      moveSp(state, state.sp === undefined || imm === undefined ? undefined : state.sp + imm);
      return;
    case 'SETSP': {
      const held = a === undefined ? undefined : registers[a];
      moveSp(state, held?.kind === 'place' && imm !== undefined ? held.value + imm : undefined);
      return;
    }
    case 'GETSP':
      set(
        state,
        rd,
        state.sp === undefined || imm === undefined ? undefined : { kind: 'place', value: state.sp + imm },
      );
      return;
    case 'STSP':
      if (state.sp !== undefined && imm !== undefined) store(state, state.sp + imm, a);
      return;
    case 'LDSP':
      load(state, state.sp === undefined || imm === undefined ? undefined : state.sp + imm, rd);
      return;
    case 'ST': {
      const base = a === undefined ? undefined : registers[a];
      if (base?.kind === 'place' && imm !== undefined) store(state, base.value + imm, b);
      return;
    }
    case 'LD': {
      const base = a === undefined ? undefined : registers[a];
      load(state, base?.kind === 'place' && imm !== undefined ? base.value + imm : undefined, rd);
      return;
    }
    case 'CONST':
    case 'LDI':
    case 'LDI20':
    case 'LDI32':
      set(state, rd, imm === undefined ? undefined : { kind: 'number', value: imm });
      return;
    case 'COPY':
    case 'MOV': {
      const held = a === undefined ? undefined : registers[a];
      set(state, rd, held?.kind === 'callers' ? undefined : held);
      return;
    }
    case 'ADD':
    case 'ADDI': {
      const x = a === undefined ? undefined : registers[a];
      const y: Held | undefined =
        inst.op === 'ADD'
          ? b === undefined
            ? undefined
            : registers[b]
          : imm === undefined
            ? undefined
            : { kind: 'number', value: imm };
      set(state, rd, sum(x, y));
      return;
    }
    case 'ASM':
      assembly(state, inst);
      break;
  }
  for (const reg of inst.defs) registers[reg] = undefined;
  for (const reg of inst.clobbers ?? []) registers[reg] = undefined;
}

function sum(x: Held | undefined, y: Held | undefined): Held | undefined {
  if (x === undefined || y === undefined || x.kind === 'callers' || y.kind === 'callers') return undefined;
  if (x.kind === 'place' && y.kind === 'place') return undefined;
  return { kind: x.kind === 'place' || y.kind === 'place' ? 'place' : 'number', value: (x.value + y.value) | 0 };
}

function set({ registers }: State, rd: number | undefined, held: Held | undefined): void {
  if (rd !== undefined) registers[rd] = held;
}

/** A callee-saved register that still has the caller's value is saved where it is stored. */
function store(state: State, at: number, reg: number | undefined): void {
  if (reg !== undefined && state.registers[reg]?.kind === 'callers') state.saved = new Map(state.saved).set(at, reg);
  else forget(state, at);
}

/** Nothing is known to be saved at a place. */
function forget(state: State, at: number): void {
  if (!state.saved.has(at)) return;
  const saved = new Map(state.saved);
  saved.delete(at);
  state.saved = saved;
}

function load(state: State, at: number | undefined, rd: number | undefined): void {
  const back = at !== undefined && rd !== undefined && state.saved.get(at) === rd;
  set(state, rd, back ? { kind: 'callers' } : undefined);
}

/** What lies below sp is lost. */
function moveSp(state: State, sp: number | undefined): void {
  state.sp = sp;
  if (sp === undefined) return;
  for (const at of state.saved.keys()) if (at < sp) forget(state, at);
}

const PUSH_OR_POP = /^\s*(?:\w+:\s*)?(push|pop)\b/i;
const CHANGES_SP = /^\s*(?:\w+:\s*)?(addsp|setsp)\b/i;

/** Inline assembly may push and pop; what it does to sp otherwise is not followed. */
function assembly(state: State, inst: MInst): void {
  for (const line of (inst.asm ?? '').split('\n')) {
    const word = PUSH_OR_POP.exec(line)?.[1]?.toLowerCase();
    if (word !== undefined && state.sp !== undefined) moveSp(state, state.sp + (word === 'pop' ? WORD : -WORD));
    if (CHANGES_SP.test(line)) state.sp = undefined;
  }
}
