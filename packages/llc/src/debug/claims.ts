/** What is claimed of variables at one instruction after another, once they have places. */
import type { MInst } from '../mir/machine.js';
import { PersistentMap } from './persistent-map.js';
import { type FunctionVariable, type Piece, type PlacedWhere, registersIn, type ShownVariables } from './records.js';

type Pieces = readonly Piece<PlacedWhere>[];

const REGISTERS = 16;

/** Numbers of a function's variables, by which claims are kept. */
export class VariableNumbers {
  readonly list: FunctionVariable[] = [];
  private readonly numbers = new Map<FunctionVariable, number>();

  /** Takes over the numbers that the function's own lists have; they come before all others. */
  adopt(variables: readonly FunctionVariable[]): void {
    if (this.list.length === 0) for (const variable of variables) this.of(variable);
  }

  of(variable: FunctionVariable): number {
    let number = this.numbers.get(variable);
    if (number === undefined) {
      number = this.list.push(variable) - 1;
      this.numbers.set(variable, number);
    }
    return number;
  }
}

/** The claims in front of an instruction. Registers that are overwritten end what was said of them. */
export class Claims {
  known: ShownVariables = PersistentMap.empty();
  /** The variables that need each register. */
  private readonly needing = Array.from({ length: REGISTERS }, () => new Set<number>());

  constructor(
    private readonly numbers: VariableNumbers,
    /** Told of each variable of which something else is claimed now. */
    private readonly changed: (number: number) => void = () => {},
  ) {}

  /** Nothing is known any more. */
  clear(): void {
    this.replace(PersistentMap.empty());
  }

  /** Goes in front of `inst`, which follows `before`. */
  advance(before: MInst | undefined, inst: MInst): void {
    let written = 0;
    for (const reg of before?.defs ?? []) written |= 1 << reg;
    for (const reg of before?.clobbers ?? []) written |= 1 << reg;
    this.overwrite(written);
    this.take(inst.places ?? []);
  }

  private take(places: NonNullable<MInst['places']>): void {
    for (const entry of places) {
      if (!('shown' in entry)) {
        this.set(this.numbers.of(entry.variable), entry.pieces);
        continue;
      }
      this.numbers.adopt(entry.variables);
      this.replace(entry.shown);
      this.overwrite(entry.stale ?? 0);
    }
  }

  /** The variables that need one of some registers. */
  needingAny(registers: number): number[] {
    const variables: number[] = [];
    for (let left = registers; left !== 0; left &= left - 1)
      for (const variable of this.needing[lowestBit(left)] ?? []) variables.push(variable);
    return variables;
  }

  private overwrite(written: number): void {
    if (written === 0) return;
    for (const number of this.needingAny(written)) {
      const pieces = this.known.get(number) ?? [];
      const left = pieces.filter((piece) => (registersIn(piece) & written) === 0);
      if (left.length < pieces.length) this.set(number, left);
    }
  }

  private replace(shown: ShownVariables): void {
    this.known.differences(shown, (number, before, after) => {
      this.need(number, before ?? [], after ?? []);
      this.changed(number);
    });
    this.known = shown;
  }

  private set(number: number, pieces: Pieces): void {
    this.need(number, this.known.get(number) ?? [], pieces);
    this.known = this.known.with(number, pieces.length === 0 ? undefined : pieces);
    this.changed(number);
  }

  private need(number: number, before: Pieces, after: Pieces): void {
    const old = registersOf(before);
    const now = registersOf(after);
    for (let left = old ^ now; left !== 0; left &= left - 1) {
      const register = lowestBit(left);
      if (((now >>> register) & 1) !== 0) this.needing[register]?.add(number);
      else this.needing[register]?.delete(number);
    }
  }
}

function registersOf(pieces: Pieces): number {
  let mask = 0;
  for (const piece of pieces) mask |= registersIn(piece);
  return mask;
}

/** The number of the lowest bit that is set. */
function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}
