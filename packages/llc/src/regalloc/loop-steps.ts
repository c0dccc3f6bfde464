/**
 * Lets a loop's variable and its next value share a register: where `next = ADDI variable` stands before other uses of the
 * variable in its block, those uses are rewritten to the next value (address offsets, comparisons with a constant), or the
 * step is moved behind them. Otherwise both are live at once and the loop needs a move.
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
  /** The one block whose instructions read it, if there is only one and no PHI does. */
  readonly readIn: (MBlock | 'several' | undefined)[];
}

/** Rewrites or moves the steps of all loop variables. */
export function arrangeLoopSteps(fn: MachineFunction): void {
  const facts = gather(fn);
  let liveFlags: ReadonlySet<MBlock> | undefined;
  for (const block of fn.blocks) {
    for (let i = 0; i < block.insts.length; i++) {
      const step = block.insts[i] as MInst;
      const next = step.defs[0];
      if (next === undefined || isPhysical(next) || !STEPS.has(step.op)) continue;
      const variable = step.uses.find((use) => {
        const phi = facts.phi[use];
        return phi?.uses.includes(next) === true && facts.readIn[use] === block;
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
    readIn: new Array(fn.nextVirtual),
  };
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      const def = inst.defs[0];
      if (inst.op === 'PHI') {
        if (def !== undefined) facts.phi[def] = inst;
        continue;
      }
      if (inst.op === 'CONST' && def !== undefined && typeof inst.imm === 'number') facts.constant[def] = inst.imm | 0;
      for (const use of inst.uses)
        if (facts.readIn[use] !== block) facts.readIn[use] = facts.readIn[use] === undefined ? block : 'several';
    }
  // A PHI that takes the variable itself keeps it alive beyond the step.
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      if (inst.op !== 'PHI') break;
      for (const use of inst.uses) facts.readIn[use] = 'several';
    }
  return facts;
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
