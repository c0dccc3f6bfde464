/** Live ranges and uses of all virtual registers, and the times when physical registers are taken. */
import { FIRST_VIRTUAL, isPhysical, type MachineFunction, type MInst } from '../mir/machine.js';
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

/**
 * Ranges and uses of all registers, collected backwards: lists linked through arrays, the lowest position first. There are
 * as many lists as registers, most of them short, so that an array for each would cost more than what is in it.
 */
class RangesAndUses {
  private readonly firstRange: Int32Array;
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly nextRange: number[] = [];
  private readonly firstUse: Int32Array;
  private readonly position: number[] = [];
  private readonly kind: number[] = [];
  private readonly nextUse: number[] = [];

  constructor(registers: number) {
    this.firstRange = new Int32Array(registers).fill(-1);
    this.firstUse = new Int32Array(registers).fill(-1);
  }

  occurs(reg: number): boolean {
    return (this.firstRange[reg] as number) >= 0;
  }

  add(reg: number, from: number, to: number): void {
    const first = this.firstRange[reg] as number;
    if (first >= 0 && (this.from[first] as number) <= to) {
      // Touches or overlaps the range found before, which starts no earlier than this one's end or within it.
      if (from < (this.from[first] as number)) this.from[first] = from;
      if (to > (this.to[first] as number)) this.to[first] = to;
      return;
    }
    this.firstRange[reg] = this.from.length;
    this.from.push(from);
    this.to.push(to);
    this.nextRange.push(first);
  }

  /** The value is defined at `position`: the range that reaches it starts here. */
  define(reg: number, position: number, deadEnd: number): void {
    const first = this.firstRange[reg] as number;
    if (first >= 0 && (this.from[first] as number) <= position && (this.to[first] as number) > position)
      this.from[first] = position;
    else this.add(reg, position, deadEnd);
  }

  use(reg: number, position: number, kind: number): void {
    this.nextUse.push(this.firstUse[reg] as number);
    this.firstUse[reg] = this.position.length;
    this.position.push(position);
    this.kind.push(kind);
  }

  /** from, to, from, to, … ascending. */
  rangesOf(reg: number): number[] {
    const ranges: number[] = new Array(2 * lengthOf(this.firstRange[reg] as number, this.nextRange));
    let i = 0;
    for (let at = this.firstRange[reg] as number; at >= 0; at = this.nextRange[at] as number) {
      ranges[i++] = this.from[at] as number;
      ranges[i++] = this.to[at] as number;
    }
    return ranges;
  }

  interval(reg: number): Interval {
    const count = lengthOf(this.firstUse[reg] as number, this.nextUse);
    const positions: number[] = new Array(count);
    const kinds: number[] = new Array(count);
    let i = 0;
    for (let at = this.firstUse[reg] as number; at >= 0; at = this.nextUse[at] as number) {
      positions[i] = this.position[at] as number;
      kinds[i++] = this.kind[at] as number;
    }
    return new Interval(new Bundle(reg, [reg]), this.rangesOf(reg), positions, kinds);
  }
}

function lengthOf(first: number, next: readonly number[]): number {
  let length = 0;
  for (let at = first; at >= 0; at = next[at] as number) length++;
  return length;
}

/** Builds all intervals of a prepared function. */
export function buildIntervals(fn: MachineFunction, numbering: Numbering): Intervals {
  const { order, from, to } = numbering;
  const liveness = computeLiveness(fn, numbering);
  const found = new RangesAndUses(fn.nextVirtual);
  const fixedEnd = new Int32Array(16);

  for (let index = order.length - 1; index >= 0; index--) {
    const block = order[index] as (typeof order)[number];
    const start = from[index] as number;
    const end = to[index] as number;
    for (const reg of liveness.liveOut[index] as number[]) found.add(reg, start, end);
    fixedEnd.fill(-1);
    let p = end;
    for (let i = block.insts.length - 1; i >= 0; i--) {
      const inst = block.insts[i] as MInst;
      if (inst.op === 'PHI') {
        const def = inst.defs[0];
        if (def !== undefined && found.occurs(def)) found.define(def, start, start + 2);
        continue;
      }
      p -= 4;
      const copies = inst.op === 'COPY';
      const rematerialised = inst.op === 'CONST' || inst.op === 'FRAMEADDR';
      for (let d = inst.defs.length - 1; d >= 0; d--) {
        const def = inst.defs[d] as number;
        const at = ((inst.early ?? 0) >>> d) & 1 ? p : p + 2;
        if (isPhysical(def)) {
          found.add(def, at, Math.max(fixedEnd[def] as number, p + 4));
          fixedEnd[def] = -1;
        } else {
          found.define(def, at, p + 4);
          found.use(def, at, copies || rematerialised ? UseKind.WriteAny : UseKind.Write);
        }
      }
      for (const reg of clobbersOf(inst, fn)) {
        if (inst.op === 'LANDING') found.add(reg, p, p + 4);
        else if (inst.op === 'JIND') found.add(reg, p + 1, p + 4);
        // Inline assembly may write what it destroys before it reads its inputs.
        else found.add(reg, inst.op === 'ASM' ? p : p + 1, p + 3);
      }
      for (let u = inst.uses.length - 1; u >= 0; u--) {
        const use = inst.uses[u] as number;
        if (isPhysical(use)) {
          if ((fixedEnd[use] as number) < 0) fixedEnd[use] = p + 1;
        } else {
          found.add(use, start, p + 1);
          found.use(use, p, copies ? UseKind.ReadAny : inst.tied && u === 0 ? UseKind.ReadTied : UseKind.Read);
        }
      }
      if (inst.op === 'CALL' && inst.imm === undefined) found.add(0, p, p + 1);
      if (inst.op === 'TAILCALL' && inst.imm === undefined)
        // The epilogue stands between the last use of the address and the jump: only R4–R7 and R15 survive it.
        for (const reg of [0, 1, 2, 3, 8, 9, 10, 11, 12, 14]) found.add(reg, p, p + 1);
    }
    for (let reg = 0; reg < 16; reg++)
      if ((fixedEnd[reg] as number) >= 0) found.add(reg, start, fixedEnd[reg] as number);
  }

  const byRegister: (Interval | undefined)[] = new Array(fn.nextVirtual);
  for (let reg = FIRST_VIRTUAL; reg < fn.nextVirtual; reg++)
    if (found.occurs(reg)) byRegister[reg] = found.interval(reg);
  return { byRegister, fixed: ALL_REGISTERS.map((reg) => found.rangesOf(reg)), liveness };
}
