/**
 * Brings a machine function into the form that allocation works on:
 * no unreachable blocks; no PHI, COPY, CONST or FRAMEADDR whose result nobody reads; jump tables as a load and a jump
 * through a register (`JTABR`); a COPY of its own for each tied operand; PHIs of blocks that an indirect jump enters
 * fed by COPYs, with `LANDING` in front, because no move can be placed on such an edge.
 */
import { jumpTableLabel } from '../emit/names.js';
import { isPhysical, type MachineFunction, type MBlock, type MInst, newVirtual } from '../mir/machine.js';

/** What later passes must know about the prepared function. */
export interface Prepared {
  /** Pairs of virtual registers that must share one register: the tied use and its definition. */
  readonly tied: readonly (readonly [number, number])[];
  /** Pairs that must share one home (register or slot) because no move can be made between them. */
  readonly joined: readonly (readonly [number, number])[];
}

/** Prepares `fn` in place. */
export function prepareForAllocation(fn: MachineFunction): Prepared {
  removeUnreachable(fn);
  removeDeadDefinitions(fn);
  expandJumpTables(fn);
  const joined = isolateIndirectTargets(fn);
  const tied = copyTiedOperands(fn);
  return { tied, joined };
}

function removeUnreachable(fn: MachineFunction): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  const reached = new Set<MBlock>([entry]);
  for (const block of reached) for (const succ of block.succs) reached.add(succ);
  for (const block of reached) {
    block.succs = [...new Set(block.succs)];
    block.preds = [...new Set(block.preds.filter((pred) => reached.has(pred)))];
    for (const inst of block.insts) {
      if (inst.op !== 'PHI') break;
      const uses: number[] = [];
      const targets: MBlock[] = [];
      inst.targets?.forEach((pred, i) => {
        const use = inst.uses[i];
        if (use === undefined || !reached.has(pred) || targets.includes(pred)) return;
        uses.push(use);
        targets.push(pred);
      });
      inst.uses = uses;
      inst.targets = targets;
    }
  }
  fn.blocks = fn.blocks.filter((block) => reached.has(block));
}

/** PHI, COPY, CONST, FRAMEADDR: nothing but their result. */
function isPureMove(inst: MInst): boolean {
  return inst.op === 'PHI' || inst.op === 'COPY' || inst.op === 'CONST' || inst.op === 'FRAMEADDR';
}

function removeDeadDefinitions(fn: MachineFunction): void {
  const definition: (MInst | undefined)[] = new Array(fn.nextVirtual);
  const live = new Uint8Array(fn.nextVirtual);
  const work: MInst[] = [];
  const needed = (reg: number) => {
    if (isPhysical(reg) || live[reg] === 1) return;
    live[reg] = 1;
    const inst = definition[reg];
    if (inst !== undefined) work.push(inst);
  };
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      const def = inst.defs[0];
      if (isPureMove(inst) && def !== undefined && !isPhysical(def)) definition[def] = inst;
    }
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      const def = inst.defs[0];
      if (isPureMove(inst) && def !== undefined && !isPhysical(def)) continue;
      for (const use of inst.uses) needed(use);
    }
  for (let inst = work.pop(); inst !== undefined; inst = work.pop()) for (const use of inst.uses) needed(use);
  for (const block of fn.blocks)
    block.insts = block.insts.filter((inst) => {
      const def = inst.defs[0];
      return !isPureMove(inst) || def === undefined || isPhysical(def) || live[def] === 1;
    });
}

function expandJumpTables(fn: MachineFunction): void {
  let count = 0;
  for (const block of fn.blocks) {
    const last = block.insts.at(-1);
    const index = last?.uses[0];
    if (last?.op !== 'JTAB' || index === undefined) continue;
    const label = jumpTableLabel(fn.name, count++);
    const loc = last.loc === undefined ? {} : { loc: last.loc };
    const scaled = newVirtual(fn);
    const table = newVirtual(fn);
    const entry = newVirtual(fn);
    const target = newVirtual(fn);
    block.insts.pop();
    if (fn.level === 'ext') block.insts.push({ op: 'LSLI', defs: [scaled], uses: [index], imm: 2, ...loc });
    else {
      const two = newVirtual(fn);
      block.insts.push({ op: 'CONST', defs: [two], uses: [], imm: 2, ...loc });
      block.insts.push({ op: 'LSL', defs: [scaled], uses: [index, two], ...loc });
    }
    block.insts.push(
      { op: 'CONST', defs: [table], uses: [], imm: { symbol: label, addend: 0 }, ...loc },
      { op: 'ADD', defs: [entry], uses: [table, scaled], ...loc },
      { op: 'LD', defs: [target], uses: [entry], imm: 0, ...loc },
      { ...last, op: 'JTABR', uses: [target], imm: { symbol: label, addend: 0 } },
    );
  }
}

/**
 * An edge out of an indirect jump cannot be split, and moves at its end would run for every target. So nothing lives in a
 * register across it (LANDING destroys all), and its PHI inputs are copied before the jump into the PHI's own home.
 */
function isolateIndirectTargets(fn: MachineFunction): [number, number][] {
  const joined: [number, number][] = [];
  const targets = new Set<MBlock>();
  for (const block of fn.blocks)
    if (block.insts.at(-1)?.op === 'JIND') for (const succ of block.succs) targets.add(succ);
  for (const block of targets) {
    const phis = block.insts.filter((inst) => inst.op === 'PHI');
    const copies: MInst[] = [];
    for (const phi of phis) {
      const value = phi.defs[0];
      if (value === undefined) continue;
      const home = newVirtual(fn);
      phi.defs = [home];
      copies.push({ op: 'COPY', defs: [value], uses: [home] });
      phi.targets?.forEach((pred, i) => {
        if (pred.insts.at(-1)?.op !== 'JIND') return;
        const input = newVirtual(fn);
        pred.insts.splice(-1, 0, { op: 'COPY', defs: [input], uses: [phi.uses[i] as number] });
        phi.uses[i] = input;
        joined.push([input, home]);
      });
    }
    block.insts.splice(phis.length, 0, { op: 'LANDING', defs: [], uses: [] }, ...copies);
  }
  return joined;
}

function copyTiedOperands(fn: MachineFunction): [number, number][] {
  const tied: [number, number][] = [];
  for (const block of fn.blocks) {
    if (!block.insts.some((inst) => inst.tied)) continue;
    const insts: MInst[] = [];
    for (const inst of block.insts) {
      const use = inst.uses[0];
      const def = inst.defs[0];
      if (inst.tied && use !== undefined && def !== undefined && !isPhysical(def)) {
        const copy = newVirtual(fn);
        insts.push({ op: 'COPY', defs: [copy], uses: [use], ...(inst.loc === undefined ? {} : { loc: inst.loc }) });
        inst.uses[0] = copy;
        tied.push([copy, def]);
      }
      insts.push(inst);
    }
    block.insts = insts;
  }
  return tied;
}
