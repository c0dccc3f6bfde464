/**
 * Lets a variable and its next value share a register: where `next = ADDI variable` stands before other uses of the
 * variable in its block, those uses are rewritten to the next value (address offsets, comparisons with a constant), or the
 * step is moved behind them. Otherwise both are live at once, and a loop needs a move.
 */
import { blocksWithLiveFlags, flagsLiveBefore } from '../emit/flags.js';
import { isPhysical, type MachineFunction, type MBlock, type MInst, type Reg } from '../mir/machine.js';

const EQ = 0;
const NE = 1;
const BASE_FIRST = new Set(['LD', 'LDB', 'LDH', 'LDBS', 'LDHS', 'ST', 'STB', 'STH']);
const STEPS = new Set(['ADD', 'ADDI', 'SUB', 'LSLI', 'LSRI', 'ASRI', 'ANDI', 'ORI', 'XORI', 'MUL', 'AND', 'OR', 'XOR']);

/** What is known about virtual registers, by number. */
interface Facts {
  readonly phi: (MInst | undefined)[];
  readonly constant: (number | undefined)[];
  /** The block that defines it. */
  readonly definedIn: (MBlock | undefined)[];
  /** Blocks whose instructions read it, and those from whose end a PHI takes it. */
  readonly readIn: (MBlock[] | undefined)[];
  readonly takenFrom: (MBlock[] | undefined)[];
}

/** Blocks looked at to see whether a value is still wanted; beyond that it is taken to be. */
const MAX_BLOCKS = 64;
/** Instructions of a block beyond which only the variables of its loop are looked at: the search is not linear. */
const MAX_LENGTH = 200;

/** Rewrites or moves the steps of all variables that die in the step's block. */
export function arrangeLoopSteps(fn: MachineFunction): void {
  const facts = gather(fn);
  let liveFlags: ReadonlySet<MBlock> | undefined;
  for (const block of fn.blocks) {
    for (let i = 0; i < block.insts.length; i++) {
      const step = block.insts[i] as MInst;
      const next = step.defs[0];
      if (next === undefined || isPhysical(next) || !STEPS.has(step.op)) continue;
      const variable = step.uses.find((use) => {
        if (isPhysical(use)) return false;
        // A variable of the loop itself, or one that is read after its step and then no more.
        const own = facts.phi[use]?.uses.includes(next) === true;
        return (own || isShortStep(block, i, use)) && !isLiveAfter(block, use, facts);
      });
      if (variable === undefined) continue;
      if (rewriteUses(block, i, variable, next, facts)) continue;
      liveFlags ??= blocksWithLiveFlags(fn);
      moveStep(block, i, variable, next, liveFlags.has(block));
    }
  }
}

function gather(fn: MachineFunction): Facts {
  const facts: Facts = {
    phi: new Array(fn.nextVirtual),
    constant: new Array(fn.nextVirtual),
    definedIn: new Array(fn.nextVirtual),
    readIn: new Array(fn.nextVirtual),
    takenFrom: new Array(fn.nextVirtual),
  };
  const note = (lists: (MBlock[] | undefined)[], reg: Reg, block: MBlock): void => {
    const list = lists[reg];
    if (list === undefined) lists[reg] = [block];
    else if (list.at(-1) !== block) list.push(block);
  };
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      const def = inst.defs[0];
      for (const reg of inst.defs) facts.definedIn[reg] = block;
      if (inst.op === 'PHI') {
        if (def !== undefined) facts.phi[def] = inst;
        inst.uses.forEach((use, k) => {
          const pred = inst.targets?.[k];
          if (pred !== undefined) note(facts.takenFrom, use, pred);
        });
        continue;
      }
      if (inst.op === 'CONST' && def !== undefined && typeof inst.imm === 'number') facts.constant[def] = inst.imm | 0;
      for (const use of inst.uses) if (!isPhysical(use)) note(facts.readIn, use, block);
    }
  return facts;
}

/** Whether a block of ordinary length reads the variable after a step by a constant. */
function isShortStep(block: MBlock, at: number, variable: Reg): boolean {
  if (block.insts.length > MAX_LENGTH || block.insts[at]?.uses.length !== 1) return false;
  for (let i = at + 1; i < block.insts.length; i++) {
    if (block.insts[i]?.uses.includes(variable) === true) return true;
  }
  return false;
}

/** Whether anything reads the value after the end of a block that it reaches. */
function isLiveAfter(block: MBlock, value: Reg, facts: Facts): boolean {
  const { definedIn, readIn, takenFrom } = facts;
  const readers = readIn[value] ?? [];
  const takers = takenFrom[value] ?? [];
  if (takers.includes(block)) return true;
  const home = definedIn[value];
  const seen = new Set<MBlock>(block.succs);
  for (const at of seen) {
    if (at === home) continue;
    if (readers.includes(at) || takers.includes(at) || seen.size > MAX_BLOCKS) return true;
    for (const succ of at.succs) seen.add(succ);
  }
  return false;
}

/** The distance from the variable to its next value, if it is a constant. */
function distance(step: MInst, variable: Reg, facts: Facts): number | undefined {
  if (step.op === 'ADDI' && typeof step.imm === 'number') return step.imm;
  if (step.op !== 'ADD' && step.op !== 'SUB') return undefined;
  const [a, b] = step.uses as [Reg, Reg];
  const other = a === variable ? b : step.op === 'ADD' ? a : undefined;
  const value = other === undefined || other === variable ? undefined : facts.constant[other];
  return value === undefined ? undefined : step.op === 'SUB' ? -value : value;
}

/** Makes every use of the variable after its step one of the next value; whether that was possible. */
function rewriteUses(block: MBlock, at: number, variable: Reg, next: Reg, facts: Facts): boolean {
  const later = block.insts.slice(at + 1).filter(({ uses }) => uses.includes(variable));
  if (later.length === 0) return true;
  const by = distance(block.insts[at] as MInst, variable, facts);
  if (by === undefined) return false;
  const possible = later.every((inst) => {
    const imm = inst.imm ?? 0;
    if (typeof imm !== 'number' || inst.uses.indexOf(variable, 1) >= 0) return false;
    if (BASE_FIRST.has(inst.op)) return inst.frame === undefined && imm - by >= -2048 && imm - by <= 2047;
    if (inst.op !== 'BRCC' || inst.uses.length > 1 || (inst.cc !== EQ && inst.cc !== NE)) return false;
    const moved = ((imm | 0) + by) | 0;
    // Core can only compare with 0; elsewhere a short constant should stay short.
    return moved === 0 || (moved >= -8 && moved <= 7 && by !== 0 && imm !== 0);
  });
  if (!possible) return false;
  for (const inst of later) {
    inst.uses[0] = next;
    const imm = inst.imm as number | undefined;
    inst.imm = inst.op === 'BRCC' ? (((imm ?? 0) | 0) + by) | 0 : (imm ?? 0) - by;
  }
  return true;
}

/** Moves the step behind the last use of the variable, if nothing needs it or its flags' place before. */
function moveStep(block: MBlock, at: number, variable: Reg, next: Reg, flagsLiveOut: boolean): void {
  const { insts } = block;
  let last = insts.length - 1;
  while (last > at && !(insts[last] as MInst).uses.includes(variable)) last--;
  if (last <= at || last === insts.length - 1) return;
  const flags = flagsLiveBefore(block, flagsLiveOut);
  // Its flags are read, or would destroy those that are live at the new place.
  if (flags[at + 1] || flags[last + 1]) return;
  const step = insts[at] as MInst;
  for (let i = at + 1; i <= last; i++) {
    const inst = insts[i] as MInst;
    if (inst.uses.includes(next)) return;
    // A physical operand must keep its place between definition and use; virtual ones are in SSA form.
    if (step.uses.some((use) => isPhysical(use))) return;
  }
  insts.splice(at, 1);
  insts.splice(last, 0, step);
}
