/**
 * Brings a machine function into the form that allocation works on:
 * no unreachable blocks; over-aligned objects allocated dynamically; no PHI, COPY, CONST or FRAMEADDR whose result nobody reads; jump tables as a load and a jump
 * through a register (`JTABR`); a COPY of its own for each tied operand; PHIs of blocks that an indirect jump enters
 * fed by COPYs, with `LANDING` in front, because no move can be placed on such an edge.
 */

import { invertCondition } from '@hsx/isa';
import { jumpTableLabel } from '../emit/names.js';
import { hasInstruction } from '../instruction-set.js';
import { isPhysical, type MachineFunction, type MBlock, type MInst, machineInst, newVirtual } from '../mir/machine.js';
import { arrangeLoopSteps } from './loop-steps.js';

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
  allocateOverAligned(fn);
  expandJumpTables(fn);
  arrangeLoopSteps(fn);
  const joined = isolateIndirectTargets(fn);
  const tied = copyTiedOperands(fn);
  return { tied, joined };
}

/** The largest alignment that the stack itself has. */
const STACK_ALIGN = 8;

/**
 * Objects aligned beyond the stack's alignment are allocated like dynamic ones, at the function's start: sp is lowered by
 * enough to round up. Their addresses are then ordinary values, whatever else moves sp.
 */
function allocateOverAligned(fn: MachineFunction): void {
  const entry = fn.blocks[0];
  const bases = new Map<number, number>();
  const addresses = new Map<string, number>();
  const start: MInst[] = [];
  let lowered = 0;
  const constant = (value: number): number => {
    const reg = newVirtual(fn);
    start.push(machineInst('CONST', [reg], [], value >>> 0));
    return reg;
  };
  const binary = (op: string, a: number, b: number): number => {
    const reg = newVirtual(fn);
    start.push(machineInst(op, [reg], [a, b]));
    return reg;
  };
  const baseOf = (index: number): number => {
    const known = bases.get(index);
    if (known !== undefined) return known;
    const object = fn.frame.objects[index] as MachineFunction['frame']['objects'][number];
    const { size, align } = object;
    const block = newVirtual(fn);
    const slack = align - STACK_ALIGN;
    const length = Math.ceil(size / STACK_ALIGN) * STACK_ALIGN + slack;
    const bytes = constant(length);
    lowered += length;
    object.block = slack - lowered;
    start.push(machineInst('ALLOCA', [block], [bytes]));
    const base = binary('AND', binary('ADD', block, constant(slack)), constant(-align));
    bases.set(index, base);
    return base;
  };
  const addressOf = (index: number, offset: number): number => {
    if (offset === 0) return baseOf(index);
    const key = `${index} ${offset}`;
    let reg = addresses.get(key);
    if (reg === undefined) {
      reg = binary('ADD', baseOf(index), constant(offset));
      addresses.set(key, reg);
    }
    return reg;
  };
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      const { frame } = inst;
      if (typeof frame !== 'number' || (fn.frame.objects[frame]?.align ?? 0) <= STACK_ALIGN) continue;
      const offset = typeof inst.imm === 'number' ? inst.imm | 0 : 0;
      inst.frame = undefined;
      if (inst.op === 'FRAMEADDR') {
        inst.op = 'COPY';
        inst.uses = [addressOf(frame, offset)];
        inst.imm = undefined;
      } else {
        const near = offset >= -2048 && offset <= 2047;
        inst.uses.unshift(near ? baseOf(frame) : addressOf(frame, offset));
        inst.imm = near ? offset : 0;
      }
    }
  if (start.length === 0) return;
  fn.frame.dynamic = true;
  entry?.insts.unshift(...start);
}

function removeUnreachable(fn: MachineFunction): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  // Data may hold the address of a block that control never reaches: its label stays.
  const reached = new Set<MBlock>([entry, ...fn.blocks.filter(({ addressLabel }) => addressLabel !== undefined)]);
  for (const block of reached) for (const succ of block.succs) reached.add(succ);
  for (const block of reached) {
    if (block.succs.length > 1) block.succs = [...new Set(block.succs)];
    block.preds = block.preds.filter((pred) => reached.has(pred));
    if (block.preds.length > 1) block.preds = [...new Set(block.preds)];
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
    const { loc } = last;
    const scaled = newVirtual(fn);
    const table = newVirtual(fn);
    const entry = newVirtual(fn);
    const target = newVirtual(fn);
    block.insts.pop();
    last.op = 'JTABR';
    last.uses = [target];
    last.imm = { symbol: label, addend: 0 };
    if (hasInstruction(fn, 'LSLI')) block.insts.push(machineInst('LSLI', [scaled], [index], 2, { loc }));
    else {
      const two = newVirtual(fn);
      block.insts.push(machineInst('CONST', [two], [], 2, { loc }));
      block.insts.push(machineInst('LSL', [scaled], [index, two], undefined, { loc }));
    }
    block.insts.push(
      machineInst('CONST', [table], [], { symbol: label, addend: 0 }, { loc }),
      machineInst('ADD', [entry], [table, scaled], undefined, { loc }),
      machineInst('LD', [target], [entry], 0, { loc }),
      last,
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
      copies.push(machineInst('COPY', [value], [home]));
      phi.targets?.forEach((pred, i) => {
        if (pred.insts.at(-1)?.op !== 'JIND') return;
        const input = newVirtual(fn);
        pred.insts.splice(-1, 0, machineInst('COPY', [input], [phi.uses[i] as number]));
        phi.uses[i] = input;
        joined.push([input, home]);
      });
    }
    block.insts.splice(phis.length, 0, machineInst('LANDING', [], []), ...copies);
  }
  return joined;
}

function copyTiedOperands(fn: MachineFunction): [number, number][] {
  const tied: [number, number][] = [];
  swapConditionalMoves(fn);
  for (const block of fn.blocks) {
    if (!block.insts.some((inst) => inst.tied || inst.op === 'ALLOCA')) continue;
    const insts: MInst[] = [];
    for (const inst of block.insts) {
      const use = inst.uses[0];
      const def = inst.defs[0];
      // ALLOCA writes its result in steps.
      if (inst.op === 'ALLOCA') inst.early = 1;
      if (inst.tied && use !== undefined && def !== undefined && !isPhysical(def)) {
        const copy = newVirtual(fn);
        insts.push(machineInst('COPY', [copy], [use], undefined, { loc: inst.loc }));
        inst.uses[0] = copy;
        tied.push([copy, def]);
      }
      insts.push(inst);
    }
    block.insts = insts;
  }
  return tied;
}

/**
 * MOVC keeps one of its operands in place. Better the one that is not needed afterwards: then nothing is copied.
 */
function swapConditionalMoves(fn: MachineFunction): void {
  const uses = new Uint32Array(fn.nextVirtual);
  const constant = new Uint8Array(fn.nextVirtual);
  let any = false;
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      for (const use of inst.uses) uses[use] = (uses[use] as number) + 1;
      if (inst.op === 'MOVC') any = true;
      if (inst.op === 'CONST' || inst.op === 'FRAMEADDR') constant[inst.defs[0] as number] = 1;
    }
  if (!any) return;
  const dies = (reg: number) => uses[reg] === 1 && constant[reg] === 0;
  for (const block of fn.blocks)
    for (const inst of block.insts) {
      const [kept, moved] = inst.uses;
      if (inst.op !== 'MOVC' || !inst.tied || inst.cc === undefined || kept === undefined || moved === undefined)
        continue;
      if (dies(kept) || !dies(moved)) continue;
      inst.uses = [moved, kept];
      inst.cc = invertCondition(inst.cc);
    }
}
