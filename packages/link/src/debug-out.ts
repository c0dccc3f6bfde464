/**
 * The compiler's facts at their final addresses (formats.md §3): types, where variables are, inlined bodies, call frames. Facts about
 * sections that are not in the image are left out; ranges follow what relaxation moved.
 */
import type {
  DebugFunction,
  DebugVariable,
  LocationExpression,
  ObjectExpression,
  SymFile,
  SymFrame,
  SymFunction,
  SymLocal,
  SymLocation,
  SymVariable,
} from '@hsx/image';
import { type CodeSpace, ISLAND_SIZES } from './code-space.js';
import { TypePool } from './debug-types.js';
import { deriveFrames } from './derived-frames.js';
import { addressOf } from './offset-map.js';
import { type LinkUnit, WORD } from './program.js';

/** Distance of the return address from the frame address. */
const RETURN_OFFSET = -WORD;

/** What a unit's facts say about its symbols. */
interface NamedFacts {
  readonly functions: ReadonlyMap<string, DebugFunction>;
  readonly variables: ReadonlyMap<string, DebugVariable>;
}

/** Collects the facts of all units. */
export class DebugOut {
  private readonly types = new TypePool();
  private readonly named = new Map<LinkUnit, NamedFacts>();
  private readonly typeIds = new Map<LinkUnit, (id: number | undefined) => number | undefined>();
  private readonly locals: NonNullable<SymFile['locals']> = [];
  private readonly frames: SymFrame[] = [];
  private readonly inlines: NonNullable<SymFile['inlines']> = [];
  private instances = 0;
  private any = false;

  constructor(private readonly space: CodeSpace) {}

  /** Takes a unit's facts; its functions and variables are described afterwards. */
  addUnit(unit: LinkUnit): void {
    const { debug } = unit.object;
    if (debug === undefined) return;
    const byName = <T extends { symbol: string }>(list: readonly T[] | undefined) =>
      new Map((list ?? []).map((entry) => [entry.symbol, entry]));
    this.named.set(unit, { functions: byName(debug.functions), variables: byName(debug.variables) });
    const typeId = this.types.add(debug.types ?? []);
    this.typeIds.set(unit, typeId);
    if (debug.types !== undefined || debug.frames !== undefined) this.any = true;
    const instance = this.addInlines(unit);
    for (const local of debug.locals ?? []) {
      const { function: fn, name, parameter, line, depth, inline } = local;
      const locations: SymLocation[] = [];
      for (const { section, start, end, symbol, expression, ...place } of local.locations) {
        const at = this.range(unit, section, start, end);
        if (at === undefined) continue;
        const location: SymLocation = { ...at, ...place };
        if (expression !== undefined) {
          const placed = this.expression(unit, expression);
          if (placed === undefined) continue;
          location.expression = placed;
        }
        if (symbol !== undefined) {
          const target = this.space.table.resolve(unit, symbol);
          if (target === undefined) continue;
          location.value = this.space.addressOfTarget(target, place.value ?? 0);
        }
        locations.push(location);
      }
      // A function that is not in the image has no place anywhere; a variable that was optimised away is worth knowing.
      if (locations.length === 0 && !this.isLive(unit, fn)) continue;
      const made: SymLocal = {
        function: fn,
        name,
        ...(parameter === undefined ? {} : { parameter }),
        line,
        ...(depth === undefined ? {} : { depth }),
        ...(inline === undefined ? {} : { inline: instance(inline) }),
        locations: locations.sort((a, b) => a.start - b.start || a.end - b.end),
      };
      this.types.refer(made, typeId(local.type_id));
      this.locals.push(made);
    }
    for (const { section, start, end, ...rule } of debug.frames ?? []) {
      const at = this.range(unit, section, start, end);
      if (at !== undefined) this.frames.push({ ...at, ...rule });
    }
  }

  /** Adds the inlined bodies of a unit; gives the numbers that stand for its instances. */
  private addInlines(unit: LinkUnit): (instance: number) => number {
    const { debug } = unit.object;
    const base = this.instances;
    const indices: (number | undefined)[] = [];
    for (const { section, start, end, function: fn, file, line, column, parent, instance } of debug?.inlines ?? []) {
      this.instances = Math.max(this.instances, base + instance + 1);
      const at = this.range(unit, section, start, end);
      if (at === undefined) {
        indices.push(undefined);
        continue;
      }
      const around = parent === undefined ? undefined : indices[parent];
      indices.push(this.inlines.length);
      this.inlines.push({
        ...at,
        function: fn,
        call_file: debug?.files[file] ?? '',
        call_line: line,
        call_column: column,
        ...(around === undefined ? {} : { parent: around }),
        instance: base + instance,
      });
    }
    for (const { inline } of debug?.locals ?? [])
      if (inline !== undefined) this.instances = Math.max(this.instances, base + inline + 1);
    return (instance) => base + instance;
  }

  /** An expression with addresses for symbols; undefined when one is not in the image. */
  private expression(unit: LinkUnit, items: ObjectExpression): SymLocation['expression'] {
    const placed: LocationExpression = [];
    for (const item of items) {
      if (typeof item !== 'object') {
        placed.push(item);
        continue;
      }
      const target = this.space.table.resolve(unit, item.symbol);
      if (target === undefined) return undefined;
      placed.push(this.space.addressOfTarget(target, item.value));
    }
    return placed;
  }

  private isLive(unit: LinkUnit, symbol: string): boolean {
    const home = unit.symbols.get(symbol);
    return home !== undefined && unit.sections.get(home.section)?.live === true;
  }

  /** A range of a live text section; undefined when nothing of it is left. */
  private range(unit: LinkUnit, name: string, start: number, end: number): { start: number; end: number } | undefined {
    const section = unit.sections.get(name);
    if (section === undefined || !section.live || section.kind !== 'text') return undefined;
    const at = { start: addressOf(section, start), end: addressOf(section, end) };
    return at.start < at.end ? at : undefined;
  }

  /** Fills in what is known of a function beside its symbol. */
  describeFunction(unit: LinkUnit, fn: SymFunction): void {
    const fact = this.named.get(unit)?.functions.get(fn.linkage_name);
    if (fact === undefined) return;
    fn.name = fact.name;
    fn.file = unit.object.debug?.files[fact.file] ?? fn.file;
    fn.line = fact.line;
    this.types.refer(fn, this.typeIds.get(unit)?.(fact.type_id));
  }

  /** Fills in what is known of a variable beside its symbol. */
  describeVariable(unit: LinkUnit, variable: SymVariable): void {
    const fact = this.named.get(unit)?.variables.get(variable.name);
    if (fact === undefined) return;
    variable.name = fact.name;
    variable.scope = fact.scope;
    this.types.refer(variable, this.typeIds.get(unit)?.(fact.type_id));
  }

  /** The lists of the symbol file; nothing when no object has facts. */
  finish(
    functions: readonly SymFunction[],
    code: Uint8Array,
  ): Pick<SymFile, 'types' | 'locals' | 'frames' | 'inlines'> {
    if (!this.any) return {};
    this.frames.sort((a, b) => a.start - b.start || a.end - b.end);
    this.addUndescribed(functions, code);
    this.addIslands();
    return { types: this.types.finish(), locals: this.locals, frames: this.frames, inlines: this.inlines };
  }

  /** A stack has callers that nobody described, too: the library's, hand-written ones. */
  private addUndescribed(functions: readonly SymFunction[], code: Uint8Array): void {
    const described = this.frames.map(({ start }) => start);
    const ends = this.frames.map(({ end }) => end);
    let row = 0;
    let reached = 0;
    const made: SymFrame[] = [];
    for (const { address, size } of functions) {
      while (row < described.length && (ends[row] as number) <= address) row++;
      const end = address + size;
      const next = described[row] ?? Number.POSITIVE_INFINITY;
      // Two names of one function, and functions without a size, may overlap.
      if (next < end || address < reached || size === 0) continue;
      for (const frame of deriveFrames(code, { start: address, end })) made.push(frame);
      reached = end;
    }
    for (const frame of made) this.frames.push(frame);
    this.frames.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Islands are code of the linker: `LDI32 R15, t; PUSH R15; RET`, or a JMP inside a function. */
  private addIslands(): void {
    const made: SymFrame[] = [];
    for (const pool of this.space.pools)
      for (const { kind, target, addend, address } of pool.islands) {
        const end = address + ISLAND_SIZES[kind];
        if (kind === 'call') {
          const rule = { cfa: 'sp' as const, return_offset: RETURN_OFFSET, saved: [] };
          made.push(
            { start: address, end: end - WORD, ...rule, cfa_offset: WORD },
            { start: end - WORD, end, ...rule, cfa_offset: 2 * WORD },
          );
          continue;
        }
        // The jump changes nothing: its target's rule holds.
        const to = this.space.addressOfTarget(target, addend);
        const rule = this.frames.find(({ start, end }) => start <= to && to < end);
        if (rule !== undefined) made.push({ ...rule, start: address, end });
      }
    if (made.length === 0) return;
    this.frames.push(...made);
    this.frames.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
