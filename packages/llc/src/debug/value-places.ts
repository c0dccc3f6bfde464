/**
 * Where variables are after register allocation. The instructions with their virtual registers, and what became of them, are followed
 * along all paths: which registers and slots hold which values, and which value each variable has. Nothing of live ranges is needed:
 * a value is known for as long as something happens to hold it.
 */
import { isPhysical, type MachineFunction, type MBlock, type MInst, type Reg } from '../mir/machine.js';
import { clobbersOf } from '../regalloc/build-intervals.js';
import { allocationOrder } from '../regalloc/numbering.js';
import type { RewriteEvent, RewriteLog } from '../regalloc/rewrite.js';
import {
  applyRecord,
  type FunctionVariable,
  isFixed,
  type MachineRecord,
  type MachineWhere,
  type Piece,
  type PlacedVariable,
  type PlacedWhere,
} from './records.js';
import { leavesOf, mapLeaves } from './terms.js';

type Pieces = readonly Piece<MachineWhere>[];

/** Places are registers 0..15, and frame objects from here on. */
const SLOTS = 16;

interface State {
  /** Values (virtual registers) by place. */
  readonly holds: Map<number, Set<Reg>>;
  readonly variables: Map<FunctionVariable, Pieces>;
}

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
  const users = new Map<Reg, Set<FunctionVariable>>();
  for (const { variable, pieces } of records)
    for (const piece of pieces)
      for (const register of registersOf(piece)) {
        const known = users.get(register);
        if (known === undefined) users.set(register, new Set([variable]));
        else known.add(variable);
      }
  const wanted = new Set(users.keys());
  addSources(wanted, log);
  new Placer(fn, log, wanted, users, declared).run();
}

/** The values that a piece needs. */
function registersOf({ where }: Piece<MachineWhere>): Reg[] {
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

class Placer {
  private readonly atEntry = new Map<MBlock, State>();
  /** Values whose places, and registers whose contents, the last event changed. */
  private readonly touched = new Set<Reg>();
  private readonly written = new Set<number>();
  /** Values that are constants, by what makes them. */
  private readonly constants = new Map<string, readonly Reg[]>();

  constructor(
    private readonly fn: MachineFunction,
    private readonly log: RewriteLog,
    private readonly wanted: ReadonlySet<Reg>,
    /** Variables that are this value somewhere. */
    private readonly users: ReadonlyMap<Reg, ReadonlySet<FunctionVariable>>,
    private readonly declared: ReadonlyMap<FunctionVariable, unknown>,
  ) {
    for (const events of log.events.values())
      for (const { original } of events) {
        const def = original?.defs[0];
        if (original === undefined || def === undefined || !wanted.has(def)) continue;
        if (original.op !== 'CONST' && original.op !== 'FRAMEADDR') continue;
        const key = constantKey(original);
        this.constants.set(key, [...(this.constants.get(key) ?? []), def]);
      }
  }

  run(): void {
    const entry = this.fn.blocks[0];
    if (entry === undefined) return;
    this.atEntry.set(entry, { holds: new Map(), variables: new Map() });
    const order = allocationOrder(this.fn);
    const waiting = new Set([entry]);
    // Predecessors come first in the order, so that few blocks are looked at twice.
    while (waiting.size > 0)
      for (const block of order) {
        if (!waiting.delete(block)) continue;
        const state = copyState(this.atEntry.get(block) as State);
        for (const event of this.eventsOf(block)) {
          this.records(event, state);
          this.transfer(event, state);
        }
        this.forgetLost(state);
        for (const succ of block.succs) if (this.enter(block, succ, state)) waiting.add(succ);
      }
    for (const [block, state] of this.atEntry) this.write(block, state);
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
      state = copyState(out);
      const from = this.log.edgeOf.get(pred) ?? pred;
      const inputs = new Map<Reg, Reg[]>();
      const defs = new Set<Reg>();
      for (const phi of phis) {
        const def = phi.defs[0] as Reg;
        const input = phi.uses[phi.targets?.indexOf(from) ?? -1];
        if (!this.wanted.has(def) && (input === undefined || !this.wanted.has(input))) continue;
        defs.add(def);
        if (input !== undefined) inputs.set(input, [...(inputs.get(input) ?? []), def]);
      }
      for (const held of state.holds.values()) {
        const made = [...held].flatMap((reg) => inputs.get(reg) ?? []);
        for (const def of defs) held.delete(def);
        for (const def of made) held.add(def);
      }
      for (const def of defs) this.dropValue(state, def);
    }
    const old = this.atEntry.get(succ);
    if (old === undefined) {
      this.atEntry.set(succ, copyState(state));
      return true;
    }
    return meet(old, state);
  }

  /** A value that nothing holds does not come back. */
  private forgetLost({ holds, variables }: State): void {
    const held = new Set<Reg>();
    for (const values of holds.values()) for (const reg of values) held.add(reg);
    for (const [variable, pieces] of variables) {
      const left = pieces.filter((piece) => registersOf(piece).every((reg) => held.has(reg)));
      if (left.length === 0) variables.delete(variable);
      else if (left.length < pieces.length) variables.set(variable, left);
    }
  }

  private records({ original }: RewriteEvent, { variables }: State): void {
    for (const record of original?.records ?? [])
      if (!this.declared.has(record.variable))
        variables.set(record.variable, applyRecord(variables.get(record.variable) ?? [], record));
  }

  /** What an instruction does to the places. */
  private transfer({ inst, original }: RewriteEvent, state: State): void {
    const { holds } = state;
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
        if (isPhysical(use)) this.add(use, def, state);
        else for (const [place, held] of holds) if (held.has(use)) this.add(place, def, state);
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
      copies && source !== undefined
        ? [...(state.holds.get(source) ?? [])]
        : (this.constants.get(constantKey(inst)) ?? []);
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
    for (const held of state.holds.values()) held.delete(def);
    this.dropValue(state, def);
    this.touched.add(def);
  }

  /** Variables that had this value have none that is known. */
  private dropValue({ variables }: State, reg: Reg): void {
    for (const variable of this.users.get(reg) ?? []) {
      const pieces = variables.get(variable);
      const left = pieces?.filter((piece) => !registersOf(piece).includes(reg));
      if (pieces !== undefined && left !== undefined && left.length < pieces.length) variables.set(variable, left);
    }
  }

  private clear(place: number, { holds }: State): void {
    this.written.add(place);
    const held = holds.get(place);
    if (held === undefined) return;
    for (const reg of held) this.touched.add(reg);
    holds.delete(place);
  }

  private add(place: number, reg: Reg, { holds }: State): void {
    if (!this.wanted.has(reg)) return;
    this.touched.add(reg);
    const held = holds.get(place);
    if (held === undefined) holds.set(place, new Set([reg]));
    else held.add(reg);
  }

  /** Hangs what changes on the block's instructions. */
  private write(block: MBlock, entry: State): void {
    const state = copyState(entry);
    const shown = new Map<FunctionVariable, readonly Piece<PlacedWhere>[]>();
    /** Variables that were shown in a register at some time. */
    const inRegister = new Map<number, Set<FunctionVariable>>();
    let dirty = new Set(state.variables.keys());
    let changes: PlacedVariable[] = [null];
    let index: Map<Reg, number> | undefined = lowestPlaces(state);
    for (const event of this.eventsOf(block)) {
      for (const { variable } of event.original?.records ?? []) if (!this.declared.has(variable)) dirty.add(variable);
      this.records(event, state);
      for (const variable of dirty) {
        const before = shown.get(variable);
        const pieces = locate(state, state.variables.get(variable) ?? [], before ?? [], index);
        if (pieces.length === 0 && (before === undefined || before.length === 0)) continue;
        shown.set(variable, pieces);
        changes.push({ variable, pieces });
        for (const leaf of pieces.flatMap(({ where }) => leavesOf(where))) {
          if (leaf.kind !== 'register') continue;
          const known = inRegister.get(leaf.register);
          if (known === undefined) inRegister.set(leaf.register, new Set([variable]));
          else known.add(variable);
        }
      }
      index = undefined;
      dirty = new Set();
      if (event.inst !== undefined && changes.length > 0) {
        event.inst.places = changes;
        changes = [];
      }
      this.touched.clear();
      this.written.clear();
      this.transfer(event, state);
      for (const reg of this.touched) for (const variable of this.users.get(reg) ?? []) dirty.add(variable);
      // Said again where its register was written, so that nobody takes it for overwritten.
      for (const place of this.written) {
        for (const variable of inRegister.get(place) ?? []) dirty.add(variable);
        inRegister.delete(place);
      }
    }
  }
}

/** Where each value is, lowest place first. */
function lowestPlaces({ holds }: State): Map<Reg, number> {
  const places = new Map<Reg, number>();
  for (const [place, held] of holds)
    for (const reg of held) if (place < (places.get(reg) ?? Number.POSITIVE_INFINITY)) places.set(reg, place);
  return places;
}

/** The places of a variable's pieces, those that were shown before if they still hold. */
function locate(
  { holds }: State,
  pieces: Pieces,
  shown: readonly Piece<PlacedWhere>[],
  index: ReadonlyMap<Reg, number> | undefined,
): readonly Piece<PlacedWhere>[] {
  return pieces.flatMap((piece): Piece<PlacedWhere>[] => {
    const before = shown.find(({ offset }) => offset === piece.offset)?.where;
    const old = before === undefined ? [] : leavesOf(before);
    let position = -1;
    const where = mapLeaves<MachineWhere, PlacedWhere>(piece.where, (leaf) => {
      position++;
      if (leaf.kind !== 'register') return leaf;
      const { register } = leaf;
      const last = old[position];
      const same = last?.kind === 'register' ? last.register : last?.kind === 'slot' ? SLOTS + last.slot : undefined;
      let place = same !== undefined && holds.get(same)?.has(register) === true ? same : index?.get(register);
      if (place === undefined && index === undefined)
        for (const [at, held] of holds) if (at < (place ?? Number.POSITIVE_INFINITY) && held.has(register)) place = at;
      if (place === undefined) return undefined;
      return place < SLOTS ? { kind: 'register', register: place } : { kind: 'slot', slot: place - SLOTS };
    });
    return where === undefined ? [] : [{ ...piece, where }];
  });
}

function copyState({ holds, variables }: State): State {
  return { holds: new Map([...holds].map(([place, held]) => [place, new Set(held)])), variables: new Map(variables) };
}

function samePieces(a: Pieces, b: Pieces): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b));
}

/** Keeps in `into` what also holds in `from`; whether anything went. */
function meet(into: State, from: State): boolean {
  let changed = false;
  for (const [place, held] of into.holds) {
    const other = from.holds.get(place);
    for (const reg of held) {
      if (other?.has(reg) === true) continue;
      held.delete(reg);
      changed = true;
    }
  }
  for (const [variable, pieces] of into.variables) {
    const other = from.variables.get(variable);
    if (other !== undefined && samePieces(pieces, other)) continue;
    into.variables.delete(variable);
    changed = true;
  }
  return changed;
}
