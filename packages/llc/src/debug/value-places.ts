/**
 * Where variables are after register allocation. The instructions with their virtual registers, and what became of them, are followed
 * along all paths: which registers and slots hold which values, and which value each variable has. Nothing of live ranges is needed:
 * a value is known for as long as something happens to hold it.
 */
import { isPhysical, type MachineFunction, type MBlock, type MInst, type Reg } from '../mir/machine.js';
import { clobbersOf } from '../regalloc/build-intervals.js';
import type { RewriteEvent, RewriteLog } from '../regalloc/rewrite.js';
import {
  applyRecord,
  type FunctionVariable,
  type MachineWhere,
  type Piece,
  type PlacedVariable,
  type PlacedWhere,
} from './records.js';

type Pieces = readonly Piece<MachineWhere>[];

/** Places are registers 0..15, and frame objects from here on. */
const SLOTS = 16;

interface State {
  /** Values (virtual registers) by place. */
  readonly holds: Map<number, Set<Reg>>;
  readonly variables: Map<FunctionVariable, Pieces>;
}

/** Says at every instruction of an allocated function what is known of its variables (`MInst.places`). */
export function placeVariables(fn: MachineFunction, log: RewriteLog): void {
  const wanted = new Set<Reg>();
  let any = false;
  for (const events of log.events.values())
    for (const { original } of events)
      for (const { pieces } of original?.records ?? []) {
        any = true;
        for (const { where } of pieces) if (where.kind === 'register') wanted.add(where.register);
      }
  if (!any) return;
  addSources(wanted, log);
  new Placer(fn, log, wanted).run();
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
    const work = new Set([entry]);
    for (const block of work) {
      work.delete(block);
      const state = copyState(this.atEntry.get(block) as State);
      for (const event of this.eventsOf(block)) {
        this.records(event, state);
        this.transfer(event, state);
      }
      for (const succ of block.succs) if (this.enter(block, succ, state)) work.add(succ);
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
      for (const def of defs) dropValue(state, def);
    }
    const old = this.atEntry.get(succ);
    if (old === undefined) {
      this.atEntry.set(succ, copyState(state));
      return true;
    }
    return meet(old, state);
  }

  private records({ original }: RewriteEvent, { variables }: State): void {
    for (const record of original?.records ?? [])
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
    dropValue(state, def);
    this.touched.add(def);
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
    let dirty = new Set(state.variables.keys());
    let changes: PlacedVariable[] = [null];
    for (const event of this.eventsOf(block)) {
      for (const { variable } of event.original?.records ?? []) dirty.add(variable);
      this.records(event, state);
      for (const variable of dirty) {
        const pieces = this.locate(state, state.variables.get(variable) ?? [], shown.get(variable) ?? []);
        if (pieces.length === 0 && !shown.has(variable)) continue;
        shown.set(variable, pieces);
        changes.push({ variable, pieces });
      }
      dirty = new Set();
      if (event.inst !== undefined && changes.length > 0) {
        event.inst.places = changes;
        changes = [];
      }
      this.touched.clear();
      this.written.clear();
      const before = new Map(state.variables);
      this.transfer(event, state);
      for (const [variable, pieces] of before) {
        const now = state.variables.get(variable);
        const moved = pieces.some(({ where }) => where.kind === 'register' && this.touched.has(where.register));
        // Said again where its register was written, so that nobody takes it for overwritten.
        const rewritten = (shown.get(variable) ?? []).some(
          ({ where }) => where.kind === 'register' && this.written.has(where.register),
        );
        if (now !== pieces || moved || rewritten) dirty.add(variable);
      }
    }
  }

  /** The places of a variable's pieces, those that were shown before if they still hold. */
  private locate(
    { holds }: State,
    pieces: Pieces,
    shown: readonly Piece<PlacedWhere>[],
  ): readonly Piece<PlacedWhere>[] {
    return pieces.flatMap((piece): Piece<PlacedWhere>[] => {
      const { where } = piece;
      if (where.kind !== 'register') return [{ ...piece, where }];
      const before = shown.find(({ offset }) => offset === piece.offset)?.where;
      const old =
        before?.kind === 'register' ? before.register : before?.kind === 'slot' ? SLOTS + before.slot : undefined;
      let place = old !== undefined && holds.get(old)?.has(where.register) === true ? old : undefined;
      if (place === undefined)
        for (const [at, held] of holds) if (held.has(where.register) && !(at > (place ?? Infinity))) place = at;
      if (place === undefined) return [];
      const found: PlacedWhere =
        place < SLOTS ? { kind: 'register', register: place } : { kind: 'slot', slot: place - SLOTS };
      return [{ ...piece, where: found }];
    });
  }
}

function copyState({ holds, variables }: State): State {
  return { holds: new Map([...holds].map(([place, held]) => [place, new Set(held)])), variables: new Map(variables) };
}

/** Variables that had this value have none that is known. */
function dropValue({ variables }: State, reg: Reg): void {
  for (const [variable, pieces] of variables) {
    const left = pieces.filter(({ where }) => where.kind !== 'register' || where.register !== reg);
    if (left.length < pieces.length) variables.set(variable, left);
  }
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
    if (pieces.length === 0) continue;
    into.variables.set(variable, []);
    changed = true;
  }
  return changed;
}
