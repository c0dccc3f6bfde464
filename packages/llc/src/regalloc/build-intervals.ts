/** Live ranges and uses of all virtual registers, and the times when physical registers are taken. */
import { isPhysical, type MachineFunction, type MInst } from '../mir/machine.js';
import { Bundle, Interval, UseKind } from './interval.js';
import { computeLiveness, type Liveness } from './liveness.js';
import type { Numbering } from './numbering.js';

/** The raw material of allocation. */
export interface Intervals {
  /** One whole interval per virtual register that occurs, at its number. */
  readonly byRegister: readonly (Interval | undefined)[];
  /** By physical register: ranges (from, to, …) in which it is taken. */
  readonly fixed: readonly number[][];
  readonly liveness: Liveness;
}

const ALL_REGISTERS: readonly number[] = Array.from({ length: 16 }, (_, reg) => reg);

/** Registers an instruction destroys beside its results, given what the function is. */
export function clobbersOf(inst: MInst, fn: MachineFunction): readonly number[] {
  if (inst.op === 'JIND' || inst.op === 'LANDING') return ALL_REGISTERS;
  if (inst.op === 'CALL' && fn.returnsTwice) return ALL_REGISTERS;
  return inst.clobbers ?? [];
}

/** Ranges are collected backwards, then turned around. */
class ReverseRanges {
  /** to, from, to, from, … descending. */
  readonly list: number[] = [];

  add(from: number, to: number): void {
    const { list } = this;
    const n = list.length;
    if (n > 0 && (list[n - 1] as number) <= to) {
      // Touches or overlaps the range found before, which starts no earlier than this one's end or within it.
      if (from < (list[n - 1] as number)) list[n - 1] = from;
      if (to > (list[n - 2] as number)) list[n - 2] = to;
    } else list.push(to, from);
  }

  /** The value is defined at `position`: the range that reaches it starts here. */
  define(position: number, deadEnd: number): void {
    const { list } = this;
    const n = list.length;
    if (n > 0 && (list[n - 1] as number) <= position && (list[n - 2] as number) > position) list[n - 1] = position;
    else this.add(position, deadEnd);
  }
}

/** Builds all intervals of a prepared function. */
export function buildIntervals(fn: MachineFunction, numbering: Numbering): Intervals {
  const { order, from, to } = numbering;
  const liveness = computeLiveness(fn, numbering);
  const ranges: (ReverseRanges | undefined)[] = new Array(fn.nextVirtual);
  const positions: number[][] = new Array(fn.nextVirtual);
  const kinds: number[][] = new Array(fn.nextVirtual);
  const fixed = ALL_REGISTERS.map(() => new ReverseRanges());
  const fixedEnd = new Int32Array(16);
  const rangesOf = (reg: number): ReverseRanges => {
    let list = ranges[reg];
    if (list === undefined) {
      list = new ReverseRanges();
      ranges[reg] = list;
      positions[reg] = [];
      kinds[reg] = [];
    }
    return list;
  };
  const note = (reg: number, position: number, kind: number) => {
    (positions[reg] as number[]).push(position);
    (kinds[reg] as number[]).push(kind);
  };

  for (let index = order.length - 1; index >= 0; index--) {
    const block = order[index] as (typeof order)[number];
    const start = from[index] as number;
    const end = to[index] as number;
    for (const reg of liveness.liveOut[index] as number[]) rangesOf(reg).add(start, end);
    fixedEnd.fill(-1);
    let p = end;
    for (let i = block.insts.length - 1; i >= 0; i--) {
      const inst = block.insts[i] as MInst;
      if (inst.op === 'PHI') {
        const def = inst.defs[0];
        if (def !== undefined && ranges[def] !== undefined) (ranges[def] as ReverseRanges).define(start, start + 2);
        continue;
      }
      p -= 4;
      const copies = inst.op === 'COPY';
      const rematerialised = inst.op === 'CONST' || inst.op === 'FRAMEADDR';
      for (let d = inst.defs.length - 1; d >= 0; d--) {
        const def = inst.defs[d] as number;
        const at = ((inst.early ?? 0) >>> d) & 1 ? p : p + 2;
        if (isPhysical(def)) {
          (fixed[def] as ReverseRanges).add(at, Math.max(fixedEnd[def] as number, p + 4));
          fixedEnd[def] = -1;
        } else {
          rangesOf(def).define(at, p + 4);
          note(def, at, copies || rematerialised ? UseKind.WriteAny : UseKind.Write);
        }
      }
      for (const reg of clobbersOf(inst, fn)) {
        if (inst.op === 'LANDING') (fixed[reg] as ReverseRanges).add(p, p + 4);
        else if (inst.op === 'JIND') (fixed[reg] as ReverseRanges).add(p + 1, p + 4);
        else (fixed[reg] as ReverseRanges).add(p + 1, p + 3);
      }
      for (let u = inst.uses.length - 1; u >= 0; u--) {
        const use = inst.uses[u] as number;
        if (isPhysical(use)) {
          if ((fixedEnd[use] as number) < 0) fixedEnd[use] = p + 1;
        } else {
          rangesOf(use).add(start, p + 1);
          note(use, p, copies ? UseKind.ReadAny : inst.tied && u === 0 ? UseKind.ReadTied : UseKind.Read);
        }
      }
      if (inst.op === 'CALL' && inst.imm === undefined) (fixed[0] as ReverseRanges).add(p, p + 1);
      if (inst.op === 'TAILCALL' && inst.imm === undefined)
        // The epilogue stands between the last use of the address and the jump: only R4–R7 and R15 survive it.
        for (const reg of [0, 1, 2, 3, 8, 9, 10, 11, 12, 14]) (fixed[reg] as ReverseRanges).add(p, p + 1);
    }
    for (let reg = 0; reg < 16; reg++)
      if ((fixedEnd[reg] as number) >= 0) (fixed[reg] as ReverseRanges).add(start, fixedEnd[reg] as number);
  }

  const byRegister = ranges.map((list, reg) => {
    if (list === undefined) return undefined;
    const bundle = new Bundle(reg, [reg]);
    return new Interval(
      bundle,
      list.list.reverse(),
      (positions[reg] as number[]).reverse(),
      (kinds[reg] as number[]).reverse(),
    );
  });
  return { byRegister, fixed: fixed.map((list) => list.list.reverse()), liveness };
}
