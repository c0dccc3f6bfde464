/**
 * Where variables are after register allocation. The instructions with their virtual registers, and what became of them, are followed
 * along all paths: which registers and slots hold which values, and which value each variable has. Nothing of live ranges is needed:
 * a value is known for as long as something happens to hold it.
 *
 * The work is in proportion to what changes, not to variables times blocks: states share what they have in common.
 */
import { isPhysical, type MachineFunction, type MBlock, type MInst, type Reg } from '../mir/machine.js';
import { clobbersOf } from '../regalloc/build-intervals.js';
import { allocationOrder } from '../regalloc/numbering.js';
import type { RewriteEvent, RewriteLog } from '../regalloc/rewrite.js';
import { PersistentMap } from './persistent-map.js';
import {
  applyRecord,
  type FunctionVariable,
  isFixed,
  type MachineRecord,
  type MachineWhere,
  type Piece,
  type PlacedVariable,
  type PlacedVariables,
  type PlacedWhere,
  type ShownVariables,
} from './records.js';
import { isComputed, leavesOf, mapLeaves, type Term } from './terms.js';

type PlacedPieces = readonly Piece<PlacedWhere>[];
type Pieces = readonly Piece<MachineWhere>[];

/** Places are registers 0..15, and frame objects from here on. */
const SLOTS = 16;

/**
 * Says at every instruction of an allocated function what is known of its variables (`MInst.places`), and which lie in the frame
 * all the time (`MachineFunction.declared`).
 */
export function placeVariables(fn: MachineFunction, log: RewriteLog): void {
  const records: MachineRecord[] = [];
  for (const events of log.events.values())
    for (const { original } of events) for (const record of original?.records ?? []) records.push(record);
  if (records.length === 0) return;
  const changing = new Set<FunctionVariable>();
  const declared = new Map<FunctionVariable, MachineRecord>();
  for (const record of records) {
    const fixed = record.pieces.length > 0 && record.pieces.every((piece) => isFixed(piece));
    const known = declared.get(record.variable);
    if (!fixed || (known !== undefined && !samePieces(known.pieces, record.pieces))) changing.add(record.variable);
    else if (known === undefined) declared.set(record.variable, record);
  }
  for (const variable of changing) declared.delete(variable);
  // Variables of unoptimised code: there is nothing to be followed.
  fn.declared = [...declared].map(([variable, { pieces }]) => ({
    variable,
    pieces: pieces as readonly Piece<PlacedWhere>[],
  }));
  if (changing.size === 0) return;
  const numbers = new Map([...changing].map((variable, i) => [variable, i]));
  const users = new Map<Reg, Set<number>>();
  for (const { variable, pieces } of records)
    for (const piece of pieces)
      for (const register of registersOf(piece)) {
        const number = numbers.get(variable);
        if (number === undefined) continue;
        const known = users.get(register);
        if (known === undefined) users.set(register, new Set([number]));
        else known.add(number);
      }
  const wanted = new Set(users.keys());
  addSources(wanted, log);
  new Placer(fn, log, wanted, users, numbers).run();
}

/** The values that a piece needs. */
function registersOf({ where }: Piece<MachineWhere>): Reg[] {
  if (!isComputed(where)) return where.kind === 'register' ? [where.register] : [];
  return leavesOf(where).flatMap((leaf) => (leaf.kind === 'register' ? [leaf.register] : []));
}

/** Copies and PHIs have the values of their sources, so those must be followed too. */
function addSources(wanted: Set<Reg>, log: RewriteLog): void {
  const sources = new Map<Reg, readonly Reg[]>();
  for (const events of log.events.values())
    for (const { original } of events) if (original?.op === 'COPY') sources.set(original.defs[0] as Reg, original.uses);
  for (const phis of log.phis.values()) for (const phi of phis) sources.set(phi.defs[0] as Reg, phi.uses);
  // The set grows while it is walked.
  for (const reg of wanted) for (const source of sources.get(reg) ?? []) if (!isPhysical(source)) wanted.add(source);
}

/** What a CONST or FRAMEADDR makes, wherever it is made again. */
function constantKey({ op, imm, frame }: MInst): string {
  const value = typeof imm === 'object' ? `${imm.symbol}+${imm.addend}` : String((imm ?? 0) | 0);
  return `${op} ${frame ?? ''} ${value}`;
}

/** What is known before an instruction. */
class State {
  private constructor(
    /** Values (virtual registers) by place, and places by value, lowest first. */
    private held: PersistentMap<readonly Reg[]>,
    private found: PersistentMap<readonly number[]>,
    /** What each variable is, by its number. */
    private known: PersistentMap<Pieces>,
  ) {}

  static empty(): State {
    return new State(PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty());
  }

  copy(): State {
    return new State(this.held, this.found, this.known);
  }

  valuesIn(place: number): readonly Reg[] {
    return this.held.get(place) ?? [];
  }

  placesOf(value: Reg): readonly number[] {
    return this.found.get(value) ?? [];
  }

  pieces(variable: number): Pieces {
    return this.known.get(variable) ?? [];
  }

  setPieces(variable: number, pieces: Pieces | undefined): void {
    this.known = this.known.with(variable, pieces);
  }

  add(place: number, value: Reg): void {
    const values = this.valuesIn(place);
    if (values.includes(value)) return;
    this.held = this.held.with(place, [...values, value]);
    this.found = this.found.with(value, inserted(this.placesOf(value), place));
  }

  remove(place: number, value: Reg): void {
    this.held = this.held.with(place, without(this.valuesIn(place), value));
    this.found = this.found.with(value, without(this.placesOf(value), place));
  }

  /** Keeps what also holds in another state; whether anything went. */
  meet(other: State): boolean {
    let changed = false;
    const { held, known } = this;
    held.differences(other.held, (place, mine, others) => {
      for (const value of mine ?? []) {
        if (others?.includes(value) === true) continue;
        this.remove(place, value);
        changed = true;
      }
    });
    known.differences(other.known, (variable, mine, others) => {
      if (mine === undefined || (others !== undefined && samePieces(mine, others))) return;
      this.setPieces(variable, undefined);
      changed = true;
    });
    return changed;
  }

  /** The variables that are something else in another state, or whose values are elsewhere. */
  differences(other: State, variable: (number: number) => void, value: (reg: Reg) => void): void {
    this.known.differences(other.known, variable);
    this.found.differences(other.found, value);
  }
}

/** A list of ascending numbers with another one in its place. */
function inserted(list: readonly number[], item: number): readonly number[] {
  let at = 0;
  while (at < list.length && (list[at] as number) < item) at++;
  return [...list.slice(0, at), item, ...list.slice(at)];
}

function without(list: readonly number[], item: number): readonly number[] | undefined {
  const left = list.filter((other) => other !== item);
  return left.length === 0 ? undefined : left;
}

class Placer {
  private readonly atEntry = new Map<MBlock, State>();
  /** Values whose places the last event changed, or wrote again. */
  private readonly touched = new Set<Reg>();
  /** Values that are constants, by what makes them. */
  private readonly constants = new Map<string, Reg[]>();
  private readonly variables: readonly FunctionVariable[];

  constructor(
    private readonly fn: MachineFunction,
    private readonly log: RewriteLog,
    private readonly wanted: ReadonlySet<Reg>,
    /** Variables that are this value somewhere, by number. */
    private readonly users: ReadonlyMap<Reg, ReadonlySet<number>>,
    /** Of the variables that are followed. */
    private readonly numbers: ReadonlyMap<FunctionVariable, number>,
  ) {
    this.variables = [...numbers.keys()];
    for (const events of log.events.values())
      for (const { original } of events) {
        const def = original?.defs[0];
        if (original === undefined || def === undefined || !wanted.has(def)) continue;
        if (original.op !== 'CONST' && original.op !== 'FRAMEADDR') continue;
        const key = constantKey(original);
        const known = this.constants.get(key);
        if (known === undefined) this.constants.set(key, [def]);
        else known.push(def);
      }
  }

  run(): void {
    const entry = this.fn.blocks[0];
    if (entry === undefined) return;
    this.atEntry.set(entry, State.empty());
    const order = allocationOrder(this.fn);
    const waiting = new Set([entry]);
    // Predecessors come first in the order, so that few blocks are looked at twice.
    while (waiting.size > 0)
      for (const block of order) {
        if (!waiting.delete(block)) continue;
        const state = (this.atEntry.get(block) as State).copy();
        for (const event of this.eventsOf(block)) {
          this.records(event, state);
          this.transfer(event, state);
        }
        for (const succ of block.succs) if (this.enter(block, succ, state)) waiting.add(succ);
      }
    let before = { state: State.empty(), shown: PersistentMap.empty<PlacedPieces>() };
    for (const block of order) {
      const state = this.atEntry.get(block);
      if (state !== undefined) before = this.write(block, state, before);
    }
  }

  private eventsOf(block: MBlock): readonly RewriteEvent[] {
    return this.log.events.get(block) ?? [];
  }

  /** Merges the state at a block's end into a successor's; whether that changed it. */
  private enter(pred: MBlock, succ: MBlock, out: State): boolean {
    let state = out;
    const phis = this.log.edgeOf.has(succ) ? [] : (this.log.phis.get(succ) ?? []);
    if (phis.length > 0) {
      // At once: inputs become the PHIs' values, whose old ones are gone.
      state = out.copy();
      const from = this.log.edgeOf.get(pred) ?? pred;
      const made: { def: Reg; places: readonly number[] }[] = [];
      for (const phi of phis) {
        const def = phi.defs[0] as Reg;
        const input = phi.uses[phi.targets?.indexOf(from) ?? -1];
        if (!this.wanted.has(def)) continue;
        made.push({ def, places: input === undefined ? [] : out.placesOf(input) });
      }
      for (const { def } of made) {
        for (const place of state.placesOf(def)) state.remove(place, def);
        this.dropValue(state, def);
      }
      for (const { def, places } of made) for (const place of places) state.add(place, def);
    }
    const old = this.atEntry.get(succ);
    if (old === undefined) {
      this.atEntry.set(succ, state.copy());
      return true;
    }
    return old.meet(state);
  }

  private records({ original }: RewriteEvent, state: State): void {
    for (const record of original?.records ?? []) {
      const variable = this.numbers.get(record.variable);
      if (variable === undefined) continue;
      const pieces = applyRecord(state.pieces(variable), record);
      state.setPieces(variable, pieces.length === 0 ? undefined : pieces);
    }
  }

  /** What an instruction does to the places. */
  private transfer({ inst, original }: RewriteEvent, state: State): void {
    if (original === undefined) {
      if (inst !== undefined) this.move(inst, state, undefined);
      return;
    }
    switch (original.op) {
      case 'COPY': {
        const def = original.defs[0] as Reg;
        const use = original.uses[0] as Reg;
        if (inst !== undefined) return this.move(inst, state, def);
        if (isPhysical(def)) return;
        // What holds the source holds the copy too.
        this.define(def, state);
        for (const place of isPhysical(use) ? [use] : state.placesOf(use)) this.add(place, def, state);
        return;
      }
      case 'CONST':
      case 'FRAMEADDR':
        if (inst !== undefined) this.move(inst, state, original.defs[0]);
        else this.define(original.defs[0] as Reg, state);
        return;
    }
    if (inst === undefined) return;
    for (const reg of clobbersOf(original, this.fn)) this.clear(reg, state);
    for (const def of original.defs) if (!isPhysical(def)) this.define(def, state);
    original.defs.forEach((def, i) => {
      const place = inst.defs[i] as number;
      this.clear(place, state);
      if (!isPhysical(def)) this.add(place, def, state);
    });
  }

  /** A copy between registers and slots, or a constant; `def` is the value that the target has from now on. */
  private move(inst: MInst, state: State, def: Reg | undefined): void {
    const slot = SLOTS + (typeof inst.frame === 'number' ? inst.frame : 0);
    const source = inst.op === 'LD' ? slot : inst.uses[0];
    const copies = inst.op === 'COPY' || inst.op === 'LD' || inst.op === 'ST';
    const values =
      copies && source !== undefined ? state.valuesIn(source) : (this.constants.get(constantKey(inst)) ?? []);
    const target = inst.op === 'ST' ? slot : (inst.defs[0] as number);
    if (def !== undefined && !isPhysical(def)) this.define(def, state);
    this.clear(target, state);
    for (const value of values) if (value !== def) this.add(target, value, state);
    if (def !== undefined && !isPhysical(def)) {
      this.add(target, def, state);
      if (copies && source !== undefined) this.add(source, def, state);
    }
  }

  /** A value comes into being: what had its name before, in the last round of a loop, is another one. */
  private define(def: Reg, state: State): void {
    if (!this.wanted.has(def)) return;
    for (const place of state.placesOf(def)) state.remove(place, def);
    this.dropValue(state, def);
    this.touched.add(def);
  }

  /** Variables that had this value have none that is known. */
  private dropValue(state: State, reg: Reg): void {
    for (const variable of this.users.get(reg) ?? []) {
      const pieces = state.pieces(variable);
      const left = pieces.filter((piece) => !registersOf(piece).includes(reg));
      if (left.length < pieces.length) state.setPieces(variable, left.length === 0 ? undefined : left);
    }
  }

  private clear(place: number, state: State): void {
    for (const value of state.valuesIn(place)) {
      this.touched.add(value);
      state.remove(place, value);
    }
  }

  private add(place: number, reg: Reg, state: State): void {
    if (!this.wanted.has(reg)) return;
    this.touched.add(reg);
    state.add(place, reg);
  }

  /**
   * Hangs on a block's instructions what is known of variables: all of it before the first, then what changes. `before` is what was
   * known and shown somewhere else, from which the difference is taken; gives the same for the block's end.
   */
  private write(
    block: MBlock,
    entry: State,
    before: { state: State; shown: ShownVariables },
  ): { state: State; shown: ShownVariables } {
    const state = entry.copy();
    let { shown } = before;
    /** What a variable is shown as from here on; whether that is another thing than before. */
    const update = (variable: number): PlacedPieces | undefined => {
      const last = shown.get(variable);
      const pieces = locate(state, state.pieces(variable), last ?? []);
      if (pieces.length === 0 && last === undefined) return undefined;
      shown = shown.with(variable, pieces.length === 0 ? undefined : pieces);
      return pieces;
    };
    const dirty = new Set<number>();
    const touch = (value: Reg): void => {
      for (const variable of this.users.get(value) ?? []) dirty.add(variable);
    };
    before.state.differences(state, (variable) => dirty.add(variable), touch);
    for (const variable of dirty) update(variable);
    dirty.clear();
    let changes: (PlacedVariable | PlacedVariables)[] = [{ shown, variables: this.variables }];
    let first = true;
    for (const event of this.eventsOf(block)) {
      for (const { variable } of event.original?.records ?? []) {
        const number = this.numbers.get(variable);
        if (number !== undefined) dirty.add(number);
      }
      this.records(event, state);
      for (const number of dirty) {
        const pieces = update(number);
        if (pieces === undefined) continue;
        changes.push({ variable: this.variables[number] as FunctionVariable, pieces });
      }
      dirty.clear();
      if (event.inst !== undefined && (first || changes.length > 0)) {
        event.inst.places = changes;
        changes = [];
        first = false;
      }
      this.touched.clear();
      this.transfer(event, state);
      // A variable is said again where its register was written, so that nobody takes it for overwritten.
      for (const reg of this.touched) touch(reg);
    }
    for (const number of dirty) update(number);
    return { state, shown };
  }
}

/** The places of a variable's pieces, those that were shown before if they still hold; then, the very list that was shown. */
function locate(state: State, pieces: Pieces, shown: PlacedPieces): PlacedPieces {
  const located: Piece<PlacedWhere>[] = [];
  let isShown = true;
  for (const piece of pieces) {
    const before = shown.find(({ offset }) => offset === piece.offset);
    const where = placedWhere(state, piece.where, before?.where);
    if (where === undefined) continue;
    if (before !== undefined && before.where === where && sameExtent(before, piece)) {
      isShown &&= shown[located.length] === before;
      located.push(before);
    } else {
      isShown = false;
      located.push({ ...piece, where });
    }
  }
  return isShown && located.length === shown.length ? shown : located;
}

function sameExtent(a: Piece<unknown>, b: Piece<unknown>): boolean {
  return a.offset === b.offset && a.size === b.size && a.add === b.add && a.deref === b.deref;
}

/** Where a term's values are, preferably where they were shown before; undefined when one of them is nowhere. */
function placedWhere(
  state: State,
  where: Term<MachineWhere>,
  before: Term<PlacedWhere> | undefined,
): Term<PlacedWhere> | undefined {
  const old = before === undefined || !isComputed(before) ? [before] : leavesOf(before);
  let position = -1;
  return mapLeaves<MachineWhere, PlacedWhere>(where, (leaf) => {
    position++;
    if (leaf.kind !== 'register') return leaf;
    const places = state.placesOf(leaf.register);
    const last = old[position];
    const shown = last?.kind === 'register' ? last.register : last?.kind === 'slot' ? SLOTS + last.slot : undefined;
    if (shown !== undefined && places.includes(shown)) return last as PlacedWhere;
    const [place] = places;
    if (place === undefined) return undefined;
    return place < SLOTS ? { kind: 'register', register: place } : { kind: 'slot', slot: place - SLOTS };
  });
}

function samePieces(a: Pieces, b: Pieces): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}
