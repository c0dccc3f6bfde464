/**
 * Live intervals: the positions (numbering.ts) where a value must have a home, as ranges with holes between them, and the
 * places where it is used. A bundle is what coalescing made of several virtual registers that never live at the same
 * time; its interval is split into pieces, each in one register or in memory.
 */
import type { MInst, Reg } from '../mir/machine.js';

/** What an instruction wants of a value. */
export const UseKind = {
  /** Reads it, from a register or from memory: a COPY. */
  ReadAny: 0,
  /** Writes it, to a register or to memory: a COPY, or a constant that can be made again. */
  WriteAny: 1,
  /** Reads it from a register. */
  Read: 2,
  /** Writes it to a register. */
  Write: 3,
  /** Reads it from the register that the same instruction writes. */
  ReadTied: 4,
} as const;

/** Whether a use needs a register. */
export function needsRegister(kind: number): boolean {
  return kind >= UseKind.Read;
}

/** A wish for a physical register: a COPY to or from it, or to or from another bundle. */
export interface Hint {
  readonly position: number;
  readonly weight: number;
  /** A physical register, or the bundle at the other end of the copy. */
  readonly other: number | Bundle;
}

/** A register that holds a copy of a value for the instruction at `position`. */
export interface Borrowed {
  readonly position: number;
  readonly reg: number;
}

// What a bundle begins with: lists that nothing is ever put into.
const NO_HINTS: Hint[] = [];
const NO_PIECES: Interval[] = [];
const NO_BORROWED: Borrowed[] = [];

/** Virtual registers that share a home. */
export class Bundle {
  hints: Hint[] = NO_HINTS;
  /** Pieces with their homes, sorted by start once allocation is done. */
  pieces: Interval[] = NO_PIECES;
  /** Registers that hold a copy for one instruction only, which stands at `position`. */
  borrowed: Borrowed[] = NO_BORROWED;
  /** The CONST or FRAMEADDR that makes the value: memory costs nothing then, as it is made again. */
  remat: MInst | undefined;
  /** Sum of the weights of its definitions: what it costs to keep a copy in memory. */
  defWeight = 0;
  /** Some piece lives in memory. */
  inMemory = false;
  /** Frame object of the spill slot, once one is given out. */
  slot = -1;

  constructor(
    readonly id: number,
    readonly members: Reg[],
  ) {}

  // Most have one piece and few hints: an array that is made with its first element takes no room for more.

  addPiece(piece: Interval): void {
    if (this.pieces.length === 0) this.pieces = [piece];
    else this.pieces.push(piece);
  }

  addHint(hint: Hint): void {
    if (this.hints.length === 0) this.hints = [hint];
    else this.hints.push(hint);
  }

  borrow(position: number, reg: number): void {
    if (this.borrowed.length === 0) this.borrowed = [{ position, reg }];
    else this.borrowed.push({ position, reg });
  }

  /** The piece that covers `position`, or the last one before it. */
  pieceAt(position: number): Interval | undefined {
    const { pieces } = this;
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pieces[middle] as Interval).start <= position) low = middle + 1;
      else high = middle;
    }
    return pieces[low - 1];
  }

  /** The register that holds a copy of the value for the instruction at `position`, or -1. */
  borrowedAt(position: number): number {
    for (const use of this.borrowed) if (use.position === position) return use.reg;
    return -1;
  }
}

/** A piece of a bundle's life. Arrays are read unchecked: every index comes from a loop over the same array. */
export class Interval {
  /** The assigned register, or -1. */
  reg = -1;
  memory = false;
  /** Its start was chosen as the place to reload: do not put that off again. */
  settled = false;
  /** Index of the first range that is not wholly before the scan's position. */
  cursor = 0;

  constructor(
    readonly bundle: Bundle,
    /** Sorted, disjoint, not adjacent: from, to (exclusive), from, to, … */
    public ranges: number[],
    /** Positions of uses, ascending, with their kinds. */
    public usePositions: number[],
    public useKinds: number[],
  ) {}

  get start(): number {
    return this.ranges[0] as number;
  }

  get end(): number {
    return this.ranges[this.ranges.length - 1] as number;
  }

  /** Moves the cursor; positions must not decrease. */
  advance(position: number): void {
    const { ranges } = this;
    let at = this.cursor;
    while (at < ranges.length && (ranges[at + 1] as number) <= position) at += 2;
    this.cursor = at;
  }

  /** Whether the value is live at the position the cursor was moved to. */
  covers(position: number): boolean {
    return this.cursor < this.ranges.length && (this.ranges[this.cursor] as number) <= position;
  }

  /** Whether the value is live at any position. */
  coversAnywhere(position: number): boolean {
    return rangesCover(this.ranges, position);
  }

  /** Index of the first use at or after `position`. */
  firstUseIndex(position: number): number {
    let low = 0;
    let high = this.usePositions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.usePositions[middle] as number) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first use at or after `position` that needs a register, or Infinity. */
  nextRegisterUse(position: number): number {
    for (let i = this.firstUseIndex(position); i < this.usePositions.length; i++)
      if (needsRegister(this.useKinds[i] as number)) return this.usePositions[i] as number;
    return Number.POSITIVE_INFINITY;
  }

  /** The last use before `position` that needs a register, or -1. */
  lastRegisterUse(position: number): number {
    for (let i = this.firstUseIndex(position) - 1; i >= 0; i--)
      if (needsRegister(this.useKinds[i] as number)) return this.usePositions[i] as number;
    return -1;
  }

  /** Cuts at `position` (inside the interval); this keeps what is before, the result is what is after. */
  splitAt(position: number): Interval {
    const { ranges } = this;
    let low = 0;
    let high = ranges.length >> 1;
    // The first range that ends after the position.
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[2 * middle + 1] as number) <= position) low = middle + 1;
      else high = middle;
    }
    const tail = ranges.slice(2 * low);
    const head = ranges.slice(0, 2 * low);
    if ((tail[0] as number) < position) {
      head.push(tail[0] as number, position);
      tail[0] = position;
    }
    const use = this.firstUseIndex(position);
    const rest = new Interval(this.bundle, tail, this.usePositions.slice(use), this.useKinds.slice(use));
    this.ranges = head;
    this.usePositions.length = use;
    this.useKinds.length = use;
    return rest;
  }
}

/** Whether some range holds `position`. */
export function rangesCover(ranges: readonly number[], position: number): boolean {
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[2 * middle + 1] as number) <= position) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length >> 1 && (ranges[2 * low] as number) <= position;
}

/** The first position that two lists of ranges share, from given indices on; Infinity if none. */
export function firstIntersection(a: readonly number[], b: readonly number[], i = 0, j = 0): number {
  while (i < a.length && j < b.length) {
    const aFrom = a[i] as number;
    const bFrom = b[j] as number;
    if ((a[i + 1] as number) <= bFrom) i += 2;
    else if ((b[j + 1] as number) <= aFrom) j += 2;
    else return Math.max(aFrom, bFrom);
  }
  return Number.POSITIVE_INFINITY;
}

/** More than any position: two of them fit the 53 bits of a number that are exact. */
const POSITIONS = 2 ** 26;

/** Collects ranges in any order. */
export class RangeList {
  /** Each range as one number, which sorts fast: from * POSITIONS + to. */
  private readonly packed: number[] = [];

  constructor(ranges: readonly number[]) {
    this.add(ranges);
  }

  add(ranges: readonly number[]): void {
    for (let i = 0; i < ranges.length; i += 2)
      this.packed.push((ranges[i] as number) * POSITIONS + (ranges[i + 1] as number));
  }

  /** All ranges by where they begin: from, to, from, to, … */
  sorted(): number[] {
    const ranges: number[] = [];
    for (const range of Float64Array.from(this.packed).sort()) {
      const from = Math.floor(range / POSITIONS);
      ranges.push(from, range - from * POSITIONS);
    }
    return ranges;
  }
}
