/**
 * Variables whose memory was partly optimised away. The IR marks where the source assigns (`#dbg_assign`) and which store does it
 * (the same DIAssignID); stores move and vanish, marks stay. A variable lies in its memory while the last mark and the last store
 * are the same assignment; else its value is what the last mark says. This finds out which, along all paths.
 */

import {
  type AllocaInstruction,
  type BasicBlock,
  type DebugRecord,
  type Instruction,
  type Function as IrFunction,
  type MDNode,
  successors,
  type Value,
} from '../ir/model.js';
import { sizeOf, storeSize, structLayout } from '../lower/data-layout.js';
import { UnsupportedError } from '../lower/unsupported.js';
import { evaluate, type Fragment, fragmentOf } from './expressions.js';
import { nodeOf, variableSize } from './fields.js';

/** What a record says from its place on. */
export interface Statement {
  readonly record: DebugRecord;
  /** The variable lies in memory, at the record's address, or has the record's value; or nothing is known. */
  readonly how: 'memory' | 'value' | 'nothing';
  /** Of these bytes, instead of those that the record is about. */
  readonly part?: Fragment;
}

/** What is to be said around each instruction, in place of the records that stand there. */
export interface Statements {
  readonly before: ReadonlyMap<Instruction, readonly Statement[]>;
  readonly after: ReadonlyMap<Instruction, readonly Statement[]>;
}

/** A variable and the places where its fragments begin and end; its cells are numbered from `first`. */
interface Tracked {
  readonly bounds: number[];
  first: number;
  /** Its only record marks the object itself, so it lies there all the time. */
  settled: boolean;
}

/** Where a variable's memory is: an object of the frame and the distance in it. */
interface Memory {
  readonly alloca: AllocaInstruction;
  readonly offset: number;
}

/** What holds in a cell, by number. */
const KINDS = ['nothing', 'memory', 'value'] as const;
const [NOTHING, MEMORY, VALUE] = [0, 1, 2] as const;
type Kind = typeof NOTHING | typeof MEMORY | typeof VALUE;

/** For each cell: the assignment and the record of the last mark, the assignment of the last store, and what holds. 0 is unknown. */
class Cells {
  readonly marked: Int32Array;
  readonly record: Int32Array;
  readonly stored: Int32Array;
  readonly kind: Uint8Array;

  constructor(readonly count: number) {
    this.marked = new Int32Array(count);
    this.record = new Int32Array(count);
    this.stored = new Int32Array(count);
    this.kind = new Uint8Array(count);
  }

  copy(): Cells {
    const made = new Cells(this.count);
    made.marked.set(this.marked);
    made.record.set(this.record);
    made.stored.set(this.stored);
    made.kind.set(this.kind);
    return made;
  }

  /** Keeps what also holds in another; whether anything went. */
  meet(other: Cells): boolean {
    let changed = false;
    for (const key of ['marked', 'record', 'stored', 'kind'] as const) {
      const [mine, theirs] = [this[key], other[key]];
      for (let i = 0; i < this.count; i++) {
        if (mine[i] === 0 || mine[i] === theirs[i]) continue;
        mine[i] = 0;
        changed = true;
      }
    }
    return changed;
  }
}

const SIZE_MAX = 0x7fff_ffff;
/** Cells times blocks: with more, nothing is said of variables that have marks. */
const WORK_MAX = 1 << 25;
/** Steps from a pointer to the object it points into. */
const POINTER_STEPS = 100;

/** Follows the assignments of a function; undefined when it has no marks. */
export function trackAssignments(fn: IrFunction): Statements | undefined {
  const marked = fn.blocks.some(({ instructions }) =>
    instructions.some(({ records }) => records?.some(({ record }) => record === 'assign') === true),
  );
  return marked ? new Tracker(fn).run() : undefined;
}

class Tracker {
  private readonly variables = new Map<MDNode, Map<MDNode | undefined, Tracked>>();
  private readonly records: DebugRecord[] = [];
  private readonly numbers = new Map<DebugRecord, number>();
  private readonly ids = new Map<MDNode, number>();
  /** Marks of each assignment. */
  private readonly marks = new Map<MDNode, DebugRecord[]>();
  /** What lies in each object: where a variable begins in it. */
  private readonly contents = new Map<AllocaInstruction, Map<Tracked, { at: number; record: DebugRecord }>>();
  private cells = 0;
  private readonly before = new Map<Instruction, Statement[]>();
  private readonly after = new Map<Instruction, Statement[]>();
  private tooMuch = false;

  constructor(private readonly fn: IrFunction) {}

  run(): Statements {
    this.collect();
    const { before, after } = this;
    const entry = this.fn.blocks[0];
    if (entry === undefined) return { before, after };
    this.tooMuch = this.cells * this.fn.blocks.length > WORK_MAX;
    if (this.tooMuch) this.cells = 0;
    const states = new Map<BasicBlock, Cells>([[entry, new Cells(this.cells)]]);
    const work = new Set([entry]);
    for (const block of work) {
      work.delete(block);
      const state = (states.get(block) as Cells).copy();
      this.walk(block, state, false);
      for (const next of successors(block.instructions.at(-1) as Instruction)) {
        const known = states.get(next);
        if (known === undefined) states.set(next, state.copy());
        else if (!known.meet(state)) continue;
        work.add(next);
      }
    }
    for (const [block, state] of states) this.walk(block, state, true);
    return { before, after };
  }

  /** Numbers records and assignments, and divides the variables that have marks into cells. */
  private collect(): void {
    const all = this.fn.blocks.flatMap(({ instructions }) => instructions.flatMap(({ records }) => records ?? []));
    for (const record of all) {
      if (record.record !== 'assign') continue;
      const node = nodeOf(record.variable);
      if (node === undefined) continue;
      const { byCall, call } = this.callsOf(node, record);
      if (!byCall.has(call))
        byCall.set(call, { bounds: [0, variableSize(node) ?? SIZE_MAX], first: 0, settled: false });
    }
    const counts = new Map<Tracked, number>();
    for (const record of all) {
      const tracked = this.trackedOf(record);
      if (tracked !== undefined) counts.set(tracked, (counts.get(tracked) ?? 0) + 1);
    }
    for (const record of all) {
      const tracked = this.trackedOf(record);
      const fragment = fragmentOf(record.expression);
      if (tracked === undefined || fragment === null || record.record === 'label') continue;
      this.numbers.set(record, this.records.push(record));
      if (fragment !== undefined) tracked.bounds.push(fragment.offset, fragment.offset + fragment.size);
      const id = nodeOf(record.assignment?.id);
      if (id === undefined) continue;
      if (!this.ids.has(id)) this.ids.set(id, this.ids.size + 1);
      this.marks.set(id, [...(this.marks.get(id) ?? []), record]);
      const memory = memoryOf(record);
      if (memory === undefined) continue;
      const own = memory.offset === 0 && nodeOf(memory.alloca.metadata?.get('DIAssignID')) === id;
      if (own && fragment === undefined && counts.get(tracked) === 1) {
        tracked.settled = true;
        continue;
      }
      let inside = this.contents.get(memory.alloca);
      if (inside === undefined) {
        inside = new Map();
        this.contents.set(memory.alloca, inside);
      }
      if (!inside.has(tracked)) inside.set(tracked, { at: memory.offset - (fragment?.offset ?? 0), record });
    }
    for (const byCall of this.variables.values())
      for (const tracked of byCall.values()) {
        if (tracked.settled) continue;
        const end = tracked.bounds[1] as number;
        const bounds = [...new Set(tracked.bounds)].filter((at) => at <= end).sort((a, b) => a - b);
        tracked.bounds.splice(0, tracked.bounds.length, ...bounds);
        tracked.first = this.cells;
        this.cells += bounds.length - 1;
      }
  }

  private callsOf(node: MDNode, { location }: DebugRecord) {
    let byCall = this.variables.get(node);
    if (byCall === undefined) {
      byCall = new Map();
      this.variables.set(node, byCall);
    }
    return { byCall, call: location === undefined ? undefined : nodeOf(location.fields.get('inlinedAt')) };
  }

  private trackedOf(record: DebugRecord): Tracked | undefined {
    const node = nodeOf(record.variable);
    const call = record.location === undefined ? undefined : nodeOf(record.location.fields.get('inlinedAt'));
    return node === undefined ? undefined : this.variables.get(node)?.get(call);
  }

  /** The cells that bytes from..to of a variable make up, as numbers of cells. */
  private cellsOf({ bounds, first }: Tracked, from: number, to: number): number[] {
    const cells: number[] = [];
    for (let i = 0; i + 1 < bounds.length; i++)
      if ((bounds[i] as number) < to && (bounds[i + 1] as number) > from) cells.push(first + i);
    return cells;
  }

  private extentOf(record: DebugRecord, tracked: Tracked): { from: number; to: number } {
    const fragment = fragmentOf(record.expression);
    if (fragment === undefined || fragment === null) return { from: 0, to: tracked.bounds.at(-1) as number };
    return { from: fragment.offset, to: fragment.offset + fragment.size };
  }

  private walk(block: BasicBlock, state: Cells, final: boolean): void {
    for (const inst of block.instructions) {
      const before = (inst.records ?? []).flatMap((record) => this.mark(record, state));
      if (final && before.length > 0) this.before.set(inst, before);
      const id = nodeOf(inst.metadata?.get('DIAssignID'));
      const after = id !== undefined && this.marks.has(id) ? this.store(id, state) : this.unknownStore(inst, state);
      if (final && after.length > 0) this.after.set(inst, after);
    }
  }

  /** What is to be said instead of a record. */
  private mark(record: DebugRecord, state: Cells): Statement[] {
    const tracked = this.trackedOf(record);
    const number = this.numbers.get(record);
    if (tracked === undefined || number === undefined || record.record === 'declare') return [{ record, how: 'value' }];
    if (tracked.settled) return [{ record, how: 'memory' }];
    if (this.tooMuch) return [{ record, how: 'nothing' }];
    const { from, to } = this.extentOf(record, tracked);
    const id = this.ids.get(nodeOf(record.assignment?.id) as MDNode) ?? 0;
    const homeless = id !== 0 && !hasAddress(record);
    const kinds = this.cellsOf(tracked, from, to).map((cell): [number, Kind] => {
      state.marked[cell] = id;
      state.record[cell] = id === 0 ? 0 : number;
      const kind = id !== 0 && !homeless && state.stored[cell] === id ? MEMORY : VALUE;
      state.kind[cell] = kind;
      return [cell, kind];
    });
    return this.statements(kinds, tracked, () => record);
  }

  /** A store that belongs to marks. */
  private store(id: MDNode, state: Cells): Statement[] {
    const number = this.ids.get(id) as number;
    return (this.marks.get(id) ?? []).flatMap((record) => {
      const tracked = this.trackedOf(record);
      if (tracked === undefined || tracked.settled || this.tooMuch) return [];
      const { from, to } = this.extentOf(record, tracked);
      const sources = new Map<number, DebugRecord | undefined>();
      const kinds = this.cellsOf(tracked, from, to).flatMap((cell): [number, Kind][] => {
        state.stored[cell] = number;
        if (state.marked[cell] === number) {
          if (!hasAddress(record)) return [];
          state.kind[cell] = MEMORY;
          sources.set(cell, record);
          return [[cell, MEMORY]];
        }
        if (state.kind[cell] !== MEMORY) return [];
        // What lay in memory is overwritten by an assignment that the source has not reached.
        const last = this.records[(state.record[cell] as number) - 1];
        const kind = last === undefined ? NOTHING : VALUE;
        state.kind[cell] = kind;
        sources.set(cell, last ?? record);
        return [[cell, kind]];
      });
      return this.statements(kinds, tracked, (cell) => sources.get(cell) ?? record);
    });
  }

  /** What belongs to no mark and writes assigns to whatever variable lies there, or may do so. */
  private unknownStore(inst: Instruction, state: Cells): Statement[] {
    if (this.tooMuch || this.contents.size === 0) return [];
    return writtenBy(inst).flatMap(({ alloca, offset, size }) =>
      [...(this.contents.get(alloca) ?? [])].flatMap(([tracked, { at, record }]) => {
        const certain = offset !== undefined && size !== undefined;
        const [from, to] = certain ? [offset - at, offset - at + size] : [0, SIZE_MAX];
        const kinds = this.cellsOf(tracked, from, to).flatMap((cell): [number, Kind][] => {
          // What is in memory stays there; a value that was known may be an old one now.
          if (!certain && state.kind[cell] !== VALUE) return [];
          state.marked[cell] = 0;
          state.record[cell] = 0;
          state.stored[cell] = 0;
          const kind = certain ? MEMORY : NOTHING;
          state.kind[cell] = kind;
          return [[cell, kind]];
        });
        return this.statements(kinds, tracked, () => record);
      }),
    );
  }

  /** Neighbouring cells of which the same is said make one statement. */
  private statements(
    kinds: readonly [cell: number, kind: Kind][],
    tracked: Tracked,
    recordOf: (cell: number) => DebugRecord,
  ): Statement[] {
    const { bounds, first } = tracked;
    const made: { record: DebugRecord; kind: Kind; from: number; to: number }[] = [];
    for (const [cell, kind] of kinds) {
      const record = recordOf(cell);
      const [from, to] = [bounds[cell - first] as number, bounds[cell - first + 1] as number];
      const last = made.at(-1);
      if (last !== undefined && last.to === from && last.kind === kind && last.record === record) last.to = to;
      else made.push({ record, kind, from, to });
    }
    return made.map(({ record, kind, from, to }) => {
      const own = this.extentOf(record, tracked);
      const whole = from === own.from && to === own.to;
      return { record, how: KINDS[kind], ...(whole ? {} : { part: { offset: from, size: to - from } }) };
    });
  }
}

/** Whether a mark still knows the memory of its variable. */
function hasAddress({ assignment }: DebugRecord): boolean {
  const { address } = assignment ?? {};
  if (address === undefined || address.kind === 'node') return false;
  return address.kind !== 'undef' && address.kind !== 'poison' && address.kind !== 'null';
}

/** The object and the place in it that a mark's address means. */
function memoryOf({ assignment }: DebugRecord): Memory | undefined {
  const { address, addressExpression } = assignment ?? {};
  if (address?.kind !== 'instruction') return undefined;
  const { alloca, offset } = pointedTo(address) ?? {};
  if (alloca === undefined || offset === undefined) return undefined;
  const memory = { alloca, offset };
  const outcome = evaluate<{ kind: 'base' }>(addressExpression, [{ term: { kind: 'base' }, bits: 32 }]);
  return outcome.kind === 'value' && outcome.plain ? memory : undefined;
}

/** The object that a pointer points into; `offset` is undefined where the distance is not fixed. */
function pointedTo(pointer: Value): { alloca: AllocaInstruction; offset: number | undefined } | undefined {
  let at = pointer;
  let offset: number | undefined = 0;
  for (let step = 0; step < POINTER_STEPS && at.kind === 'instruction'; step++) {
    if (at.op === 'alloca') return { alloca: at, offset };
    if (at.op === 'bitcast') {
      at = at.operands[0];
      continue;
    }
    if (at.op !== 'getelementptr') return undefined;
    const distance = distanceOf(at.elementType, at.operands.slice(1));
    offset = offset === undefined || distance === undefined ? undefined : offset + distance;
    at = at.operands[0] as Value;
  }
  return undefined;
}

/** The distance that constant indices mean. */
function distanceOf(elementType: Type, indices: readonly Value[]): number | undefined {
  try {
    return constantDistance(elementType, indices);
  } catch (error) {
    // A type without a size: the lowering will say so.
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

type Type = AllocaInstruction['allocatedType'];

function constantDistance(elementType: Type, indices: readonly Value[]): number | undefined {
  let type = elementType;
  let distance = 0;
  for (const [i, index] of indices.entries()) {
    if (index.kind !== 'int' && index.kind !== 'zero') return undefined;
    const bits = index.type.kind === 'int' ? index.type.bits : 32;
    const number = index.kind === 'int' ? Number(BigInt.asIntN(bits, index.value)) : 0;
    if (i > 0 && type.kind === 'struct') {
      const [at, next] = [structLayout(type).offsets[number], type.elements?.[number]];
      if (at === undefined || next === undefined) return undefined;
      distance += at;
      type = next;
      continue;
    }
    if (i > 0) {
      if (type.kind !== 'array' && type.kind !== 'vector') return undefined;
      type = type.element;
    }
    distance += number * sizeOf(type);
  }
  return distance;
}

/** What an instruction may write of an object of the frame; without `offset` and `size` any of it. */
interface Written {
  readonly alloca: AllocaInstruction;
  readonly offset: number | undefined;
  readonly size: number | undefined;
}

function writtenBy(inst: Instruction): readonly Written[] {
  if (inst.op === 'store') {
    const memory = pointedTo(inst.operands[1]);
    return memory === undefined ? [] : [{ ...memory, size: storedBytes(inst.operands[0].type) }];
  }
  if (inst.op !== 'call') return [];
  const name = inst.callee.kind === 'function' ? inst.callee.name : '';
  if (/^llvm\.(lifetime|dbg)\./.test(name)) return [];
  const [target, , length] = inst.operands;
  if (/^llvm\.mem(set|cpy|move)\./.test(name)) {
    const memory = target === undefined ? undefined : pointedTo(target);
    return memory === undefined ? [] : [{ ...memory, size: length?.kind === 'int' ? Number(length.value) : undefined }];
  }
  return inst.operands.flatMap((operand) => {
    const memory = pointedTo(operand);
    return memory === undefined ? [] : [{ alloca: memory.alloca, offset: undefined, size: undefined }];
  });
}

function storedBytes(type: Type): number | undefined {
  try {
    return storeSize(type);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
