/**
 * Linear scan over live intervals with holes, with splitting.
 *
 * Intervals are visited by start. Each gets the register where it gains most over memory, which may mean to take the
 * register from an interval that gains less; a register that is free only for a while holds the value for that while.
 * What is displaced lives in memory until its next use that needs a register and then tries again, from a place that runs
 * seldom where possible. A value that finds no register at all borrows one for single instructions, which always works:
 * no instruction needs more registers than there are, and a register that the instruction itself does not use can be taken.
 */
import { HsxError } from '@hsx/isa';
import type { CostModel } from './cost.js';
import { Bundle, firstIntersection, type Hint, Interval, needsRegister, UseKind } from './interval.js';
import { PositionHeap } from './position-heap.js';
import { isCalleeSaved } from './registers.js';

const NEVER = Number.POSITIVE_INFINITY;
/** Hints looked at for one value, and those of a value that is not placed yet. */
const MAX_HINTS = 32;
const MAX_FAR_HINTS = 8;

/** What a scan needs to know. */
export interface ScanInput {
  readonly intervals: readonly Interval[];
  /** Ranges in which physical registers are taken, by register. */
  readonly fixed: readonly (readonly number[])[];
  /** Mask of registers to be given out. */
  readonly allocatable: number;
  readonly costs: CostModel;
  /** Cost of the first use of a callee-saved register: its push and its pop. */
  readonly calleeSavedCost: number;
  /** Cost of the first value in memory: a frame to be made and undone. 0 if there is one anyway. */
  readonly frameCost: number;
}

/** Registers in the order they are tried when nothing else tells them apart: far from arguments first. */
const PREFERENCE: readonly number[] = [4, 5, 6, 7, 15, 3, 2, 1, 0, 12, 11, 10, 9, 8, 14];

/** The position of the instruction that a position belongs to. */
function instructionOf(position: number): number {
  return position & ~3;
}

/** One run of the allocator; `pieces` and `borrowed` of the bundles are its result. */
export class LinearScan {
  private readonly queue = new PositionHeap();
  private active: Interval[] = [];
  private inactive: Interval[] = [];
  /** Active interval by register. */
  private readonly holder: (Interval | undefined)[] = new Array(16).fill(undefined);
  private readonly fixedCursor = new Int32Array(16);
  private readonly limit = new Float64Array(16);
  private readonly hintGains = new Float64Array(16);
  private readonly registers: readonly number[];
  private position = 0;
  /** Some value that cannot be made again lives in memory. */
  private spills = false;
  /** Mask of callee-saved registers given out. */
  usedCalleeSaved = 0;

  constructor(private readonly input: ScanInput) {
    this.registers = PREFERENCE.filter((reg) => ((input.allocatable >>> reg) & 1) !== 0);
  }

  run(): void {
    for (const interval of this.input.intervals) this.queue.push(interval);
    for (let next = this.queue.pop(); next !== undefined; next = this.queue.pop()) {
      this.moveTo(next.start);
      this.allocate(next);
    }
  }

  /** Sorts intervals into active, inactive and finished for a position. */
  private moveTo(position: number): void {
    this.position = position;
    let changed = false;
    for (const interval of this.active) {
      interval.advance(position);
      if (!interval.covers(position)) changed = true;
    }
    if (changed) {
      const still: Interval[] = [];
      for (const interval of this.active) {
        if (interval.covers(position)) still.push(interval);
        else {
          this.holder[interval.reg] = undefined;
          if (interval.end > position) this.inactive.push(interval);
        }
      }
      this.active = still;
    }
    let kept = 0;
    for (const interval of this.inactive) {
      interval.advance(position);
      if (interval.end <= position) continue;
      if (interval.covers(position)) {
        this.active.push(interval);
        this.holder[interval.reg] = interval;
      } else this.inactive[kept++] = interval;
    }
    this.inactive.length = kept;
    for (let reg = 0; reg < 16; reg++) {
      const ranges = this.input.fixed[reg] as number[];
      let at = this.fixedCursor[reg] as number;
      while (at < ranges.length && (ranges[at + 1] as number) <= position) at += 2;
      this.fixedCursor[reg] = at;
    }
  }

  /** Sets `limit[reg]`: how long each register would be free for `cur`, were its present holder gone. */
  private findLimits(cur: Interval): void {
    const { limit } = this;
    for (const reg of this.registers)
      limit[reg] = firstIntersection(this.input.fixed[reg] as number[], cur.ranges, this.fixedCursor[reg]);
    for (const other of this.inactive) {
      const at = firstIntersection(other.ranges, cur.ranges, other.cursor);
      if (at < (limit[other.reg] as number)) limit[other.reg] = at;
    }
  }

  private allocate(cur: Interval): void {
    const { costs } = this.input;
    const { bundle } = cur;
    const start = cur.start;
    const after = instructionOf(start) + 4;
    const urgent = cur.nextRegisterUse(start) < after;
    if (bundle.remat !== undefined && !cur.settled && !urgent) {
      // Made where it is used, not where the program first mentions it.
      this.reloadBeforeNextUse(cur);
      return;
    }
    this.findLimits(cur);
    const needed = urgent ? this.coverageAtStart(cur) : after;
    const wholeEnd = cur.end;
    // What does not depend on the register, while it can be had to the end.
    const memoryCost = costs.memoryCost(cur, start, wholeEnd);
    const wayBack = this.hasRegisterPiece(bundle) ? costs.wayBackCost(cur) : 0;
    this.findHintGains(cur, start, wholeEnd);
    let best = -1;
    let bestNet = 0;
    for (const reg of this.registers) {
      const limit = this.limit[reg] as number;
      if (limit < needed) continue;
      const end = Math.min(limit, wholeEnd);
      const holder = this.holder[reg];
      let gain: number;
      if (end === wholeEnd) {
        gain = memoryCost + (this.hintGains[reg] as number);
        if (bundle.remat === undefined && !this.spills) gain += 0.5 * this.input.frameCost;
        gain += wayBack;
      } else {
        if (cur.nextRegisterUse(start) >= end && !this.hasAnyUse(cur, end)) continue;
        gain = costs.memoryCost(cur, start, end) + this.hintGain(cur, reg, start, end);
        // The rest lives elsewhere: a move there, and one back where a loop goes on with it here.
        if (bundle.remat === undefined) gain -= costs.weightAt(instructionOf(end)) + costs.returnCost(cur, start, end);
      }
      // Costs are never negative.
      if (gain <= bestNet) continue;
      let cost = 0;
      if (holder !== undefined) {
        if (!this.canEvict(holder, start)) continue;
        cost = this.evictionCost(holder, end, gain, bestNet);
      } else if (isCalleeSaved(reg) && ((this.usedCalleeSaved >>> reg) & 1) === 0) cost = this.input.calleeSavedCost;
      const net = gain - cost;
      if (net > bestNet) {
        best = reg;
        bestNet = net;
      }
    }
    if (best >= 0) {
      const holder = this.holder[best];
      if (holder !== undefined) this.evict(holder, start);
      this.assign(cur, best, this.limit[best] as number);
    } else if (urgent) this.allocateMinimal(cur);
    else this.reloadBeforeNextUse(cur);
  }

  private hasRegisterPiece(bundle: Bundle): boolean {
    const { pieces } = bundle;
    for (let i = pieces.length - 1; i >= 0 && i > pieces.length - 4; i--)
      if ((pieces[i] as Interval).reg >= 0) return true;
    return false;
  }

  private hasAnyUse(cur: Interval, end: number): boolean {
    const first = cur.usePositions[0];
    return first !== undefined && first < end;
  }

  /** The position up to which a register must be free to serve the instruction at an interval's start. */
  private coverageAtStart(cur: Interval): number {
    const start = cur.start;
    const instruction = instructionOf(start);
    let needed = start + 1;
    for (let i = 0; i < cur.usePositions.length; i++) {
      const use = cur.usePositions[i] as number;
      if (use >= instruction + 4) break;
      const kind = cur.useKinds[i] as number;
      if (kind === UseKind.ReadTied) needed = instruction + 4;
      else if ((kind === UseKind.Write || kind === UseKind.WriteAny) && use === start) needed = instruction + 4;
    }
    return needed;
  }

  /** Whether an active interval can lose its register at a position (of the interval that wants it). */
  private canEvict(holder: Interval, position: number): boolean {
    const instruction = instructionOf(position);
    if (holder.start > instruction) return false;
    for (let i = holder.firstUseIndex(instruction); i < holder.usePositions.length; i++) {
      const use = holder.usePositions[i] as number;
      if (use >= instruction + 4) break;
      const kind = holder.useKinds[i] as number;
      if (kind === UseKind.ReadTied || kind === UseKind.Write || kind === UseKind.WriteAny) return false;
      if (kind === UseKind.Read && position === instruction) return false;
    }
    return true;
  }

  /** What it costs to take an active interval's register from now until `end`; not counted on when `gain` less it is no more than `least`. */
  private evictionCost(holder: Interval, end: number, gain: number, least: number): number {
    const { costs } = this.input;
    const { bundle } = holder;
    const until = Math.min(end, holder.end);
    let cost = costs.memoryCost(holder, this.position, until);
    if (gain - cost <= least) return cost;
    cost += this.hintGain(holder, holder.reg, this.position, holder.end);
    const next = holder.nextRegisterUse(until);
    if (next !== NEVER) {
      const instruction = instructionOf(next);
      const place = instruction > until ? costs.splitPosition(until, instruction) : instruction;
      cost += costs.weightAt(place);
    } else cost += costs.wayBackCost(holder);
    if (bundle.remat === undefined && !this.spills) cost += this.input.frameCost;
    if (bundle.remat === undefined && !bundle.inMemory)
      cost += Math.min(bundle.defWeight, costs.weightAt(this.position));
    return cost;
  }

  /** Sets `hintGains[reg]` to `hintGain` of every register. */
  private findHintGains(cur: Interval, from: number, end: number): void {
    const gains = this.hintGains.fill(0);
    const { hints } = cur.bundle;
    for (let i = 0; i < hints.length && i < MAX_HINTS; i++) {
      const hint = hints[i] as Hint;
      if (hint.position < from || hint.position > end) continue;
      const { other } = hint;
      if (!(other instanceof Bundle)) gains[other] = (gains[other] as number) + hint.weight;
      else {
        const piece = other.pieceAt(hint.position);
        if (piece === undefined) {
          for (let k = 0; k < other.hints.length && k < MAX_FAR_HINTS; k++) {
            const far = other.hints[k] as Hint;
            if (typeof far.other === 'number')
              gains[far.other] = (gains[far.other] as number) + 0.4 * Math.min(hint.weight, far.weight);
          }
        } else if (piece.reg >= 0) gains[piece.reg] = (gains[piece.reg] as number) + hint.weight;
      }
    }
    const before = cur.bundle.pieces.at(-1);
    if (before !== undefined && before.end === cur.start && before.reg >= 0)
      gains[before.reg] = (gains[before.reg] as number) + this.input.costs.weightAt(cur.start);
  }

  /** Copies saved by a register that the value comes from or goes to. */
  private hintGain(cur: Interval, reg: number, from: number, end: number): number {
    let gain = 0;
    const { hints } = cur.bundle;
    for (let i = 0; i < hints.length && i < MAX_HINTS; i++) {
      const hint = hints[i] as Hint;
      if (hint.position < from || hint.position > end) continue;
      const { other } = hint;
      if (other instanceof Bundle) {
        const piece = other.pieceAt(hint.position);
        if (piece !== undefined && piece.reg >= 0) {
          if (piece.reg === reg) gain += hint.weight;
        } else if (piece === undefined) {
          // Not placed yet: it may itself want this register.
          for (let k = 0; k < other.hints.length && k < MAX_FAR_HINTS; k++) {
            const far = other.hints[k] as Hint;
            if (far.other === reg) gain += 0.4 * Math.min(hint.weight, far.weight);
          }
        }
      } else if (other === reg) gain += hint.weight;
    }
    // Staying where the value already is saves a move.
    const before = cur.bundle.pieces.at(-1);
    if (before !== undefined && before.end === cur.start && before.reg === reg)
      gain += this.input.costs.weightAt(cur.start);
    return gain;
  }

  /** Gives `cur` a register that nobody else wants before `limit`. */
  private assign(cur: Interval, reg: number, limit: number): void {
    if (limit < cur.end) {
      const instruction = instructionOf(limit);
      const last = cur.lastRegisterUse(limit);
      if (last >= instruction) {
        // The instruction that ends the register's time still reads the value.
        const lastKind = cur.useKinds[cur.firstUseIndex(limit) - 1] as number;
        if (lastKind !== UseKind.Read) {
          // It also writes the value: both must be served by another register.
          const rest = cur.splitAt(instruction);
          this.place(cur, reg);
          this.queue.push(rest);
          return;
        }
        if (instruction <= cur.start) {
          this.borrow(cur.bundle, instruction, reg);
          this.dropReads(cur, instruction);
          this.requeue(cur);
          return;
        }
        const rest = cur.splitAt(instruction);
        this.place(cur, reg);
        this.borrow(cur.bundle, instruction, reg);
        this.dropReads(rest, instruction);
        this.requeue(rest);
        return;
      }
      const low = Math.max(last < 0 ? cur.start : last, cur.start);
      const cheapest = this.input.costs.splitPosition(low, instruction);
      // Nothing between the last use and a place in the same block needs this register: it is free for others from there on.
      const soonest = instructionOf(low) + 4;
      const early = soonest < cheapest && this.input.costs.weightAt(soonest) <= this.input.costs.weightAt(cheapest);
      const rest = cur.splitAt(early ? soonest : cheapest);
      rest.settled = rest.bundle.remat === undefined;
      this.place(cur, reg);
      this.queue.push(rest);
      return;
    }
    this.place(cur, reg);
  }

  /** Records `cur` as the active holder of `reg`. */
  private place(cur: Interval, reg: number): void {
    cur.reg = reg;
    cur.cursor = 0;
    cur.bundle.addPiece(cur);
    if (isCalleeSaved(reg)) this.usedCalleeSaved |= 1 << reg;
    if (cur.end <= this.position) return;
    this.active.push(cur);
    this.holder[reg] = cur;
  }

  /** Holds a copy of the value in `reg` while the instruction at `position` reads its operands. */
  private borrow(bundle: Bundle, position: number, reg: number): void {
    bundle.borrow(position, reg);
    if (isCalleeSaved(reg)) this.usedCalleeSaved |= 1 << reg;
    const marker = new Interval(bundle, [position, position + 1], [position], [UseKind.Read]);
    marker.reg = reg;
    if (position > this.position) this.inactive.push(marker);
    else {
      this.active.push(marker);
      this.holder[reg] = marker;
    }
  }

  /** Forgets the reads of the instruction at `position`, which a borrowed register serves. */
  private dropReads(interval: Interval, position: number): void {
    let kept = 0;
    for (let i = 0; i < interval.usePositions.length; i++) {
      const use = interval.usePositions[i] as number;
      const kind = interval.useKinds[i] as number;
      if (use === position && (kind === UseKind.Read || kind === UseKind.ReadAny)) continue;
      interval.usePositions[kept] = use;
      interval.useKinds[kept++] = kind;
    }
    interval.usePositions.length = kept;
    interval.useKinds.length = kept;
  }

  /** Sends what is left of an interval on: nothing of it needs to be in a register before its next use. */
  private requeue(rest: Interval): void {
    const instruction = instructionOf(rest.start);
    // A value that dies in the instruction just served has nothing left but later definitions of its bundle.
    if (rest.ranges[1] === instruction + 1 && rest.start === instruction) {
      rest.ranges.splice(0, 2);
      if (rest.ranges.length === 0) {
        this.leaveInMemory(new Interval(rest.bundle, [instruction, instruction + 1], [], []));
        return;
      }
      const piece = new Interval(rest.bundle, [instruction, instruction + 1], [], []);
      this.leaveInMemory(piece);
    }
    this.reloadBeforeNextUse(rest);
  }

  /** Leaves `rest` in memory up to its next use that needs a register, where it is tried again. */
  private reloadBeforeNextUse(rest: Interval): void {
    const start = rest.start;
    const use = rest.nextRegisterUse(start);
    if (use === NEVER) {
      this.leaveInMemory(rest);
      return;
    }
    const instruction = instructionOf(use);
    const low = Math.max(start, (this.position + 3) & ~3);
    const at = instruction > low ? this.input.costs.splitPosition(low, instruction) : instruction;
    if (at <= start) {
      rest.settled = true;
      this.queue.push(rest);
      return;
    }
    const later = rest.splitAt(at);
    later.settled = true;
    this.leaveInMemory(rest);
    this.queue.push(later);
  }

  private leaveInMemory(piece: Interval): void {
    piece.memory = true;
    piece.bundle.inMemory = true;
    if (piece.bundle.remat === undefined) this.spills = true;
    piece.bundle.addPiece(piece);
  }

  /** Takes an active interval's register away from `position` on. */
  private evict(holder: Interval, position: number): void {
    const instruction = instructionOf(position);
    const { reg } = holder;
    this.active.splice(this.active.indexOf(holder), 1);
    this.holder[reg] = undefined;
    if (holder.start >= instruction) {
      const { pieces } = holder.bundle;
      pieces.splice(pieces.indexOf(holder), 1);
      holder.reg = -1;
      if (this.readsAt(holder, instruction)) {
        holder.bundle.borrow(instruction, reg);
        this.dropReads(holder, instruction);
      }
      this.requeue(holder);
      return;
    }
    if (this.readsAt(holder, instruction)) {
      const rest = holder.splitAt(instruction);
      holder.bundle.borrow(instruction, reg);
      this.dropReads(rest, instruction);
      this.requeue(rest);
      return;
    }
    const low = Math.max(holder.lastRegisterUse(instruction), holder.start);
    const rest = holder.splitAt(this.input.costs.splitPosition(low, instruction));
    this.reloadBeforeNextUse(rest);
  }

  /** Whether the instruction at `position` reads the interval from a register. */
  private readsAt(interval: Interval, position: number): boolean {
    for (let i = interval.firstUseIndex(position); i < interval.usePositions.length; i++) {
      if ((interval.usePositions[i] as number) > position) return false;
      if (needsRegister(interval.useKinds[i] as number)) return true;
    }
    return false;
  }

  /** Serves only the instruction at the interval's start, with whatever register costs least to free. */
  private allocateMinimal(cur: Interval): void {
    const start = cur.start;
    const instruction = instructionOf(start);
    const needed = this.coverageAtStart(cur);
    let best = -1;
    let bestCost = NEVER;
    for (const reg of this.registers) {
      if ((this.limit[reg] as number) < needed) continue;
      const holder = this.holder[reg];
      let cost = 0;
      if (holder !== undefined) {
        if (!this.canEvict(holder, start)) continue;
        cost = 0.01 + this.evictionCost(holder, needed, NEVER, 0);
      } else if (isCalleeSaved(reg) && ((this.usedCalleeSaved >>> reg) & 1) === 0) cost = this.input.calleeSavedCost;
      if (cost < bestCost) {
        best = reg;
        bestCost = cost;
      }
    }
    if (best < 0) throw new HsxError('EINVAL', 'an instruction needs more registers than there are');
    const holder = this.holder[best];
    if (holder !== undefined) this.evict(holder, start);
    if (needed === start + 1) {
      this.borrow(cur.bundle, instruction, best);
      this.dropReads(cur, instruction);
      this.requeue(cur);
      return;
    }
    if (cur.end <= instruction + 4) {
      this.place(cur, best);
      return;
    }
    const rest = cur.splitAt(instruction + 4);
    this.place(cur, best);
    this.reloadBeforeNextUse(rest);
  }
}
