/** The symbol file of an image (formats.md §3): every function, variable, label and instruction at its final address. */
import {
  type LineRow,
  labelKey,
  type ObjectSymbol,
  type SymFile,
  type SymFunction,
  type SymInstruction,
  type SymRegion,
  type SymVariable,
} from '@hsx/image';
import { BY_OPCODE, LAYOUTS } from '@hsx/isa';
import { type CodeSpace, ISLAND_SIZES, type Island } from './code-space.js';
import { DebugOut } from './debug-out.js';
import { addressOf, relaxedSize } from './offset-map.js';
import type { DataPlacement } from './placement.js';
import { definitionsBySection, type LinkSection, type LinkUnit, WORD } from './program.js';

/** Labels that compilers make for themselves; no user ever sees them. */
const PRIVATE_PREFIX = '.L';

/** A place in a source. */
interface SourcePlace {
  file: string;
  line: number;
  column: number;
}

const NOWHERE: SourcePlace = { file: '', line: 0, column: 0 };

/** Rows of a table, ascending by offset; of several at one offset the last counts. */
function rowAt<T extends { offset: number }>(rows: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as T).offset <= offset) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}

/** The line tables of one unit, by section. */
class UnitLines {
  private readonly lines = new Map<string, LineRow[]>();
  private readonly mvasm = new Map<string, { offset: number; line: number }[]>();

  constructor(private readonly unit: LinkUnit) {
    const { debug } = unit.object;
    for (const row of debug?.lines ?? []) push(this.lines, row.section, row);
    for (const row of debug?.mvasm ?? []) push(this.mvasm, row.section, row);
    for (const table of [this.lines, this.mvasm])
      for (const rows of table.values()) rows.sort((a, b) => a.offset - b.offset);
  }

  /** Place of an offset as read; line 0 where the table says nothing. */
  place(section: string, offset: number): SourcePlace {
    const row = rowAt(this.lines.get(section) ?? [], offset);
    const file = row === undefined ? undefined : this.unit.object.debug?.files[row.file];
    return row === undefined || file === undefined ? NOWHERE : { file, line: row.line, column: row.column };
  }

  /** Line in the MVASM source, 0 for unknown. */
  mvasmLine(section: string, offset: number): number {
    return rowAt(this.mvasm.get(section) ?? [], offset)?.line ?? 0;
  }
}

function push<T>(table: Map<string, T[]>, key: string, row: T): void {
  const rows = table.get(key);
  if (rows === undefined) table.set(key, [row]);
  else rows.push(row);
}

/** Facts of an image for debuggers. `hxe_crc` is 0 and to be filled in once the image is written. */
export function symbolFile(
  path: string,
  units: readonly LinkUnit[],
  space: CodeSpace,
  data: DataPlacement,
  code: Uint8Array,
): SymFile {
  const functions: SymFunction[] = [];
  const variables: SymVariable[] = [];
  const instructions: SymInstruction[] = [];
  const labels = new Map<string, string[]>();
  const debug = new DebugOut(space);
  for (const unit of units) {
    const lines = new UnitLines(unit);
    debug.addUnit(unit);
    const symbols = definitionsBySection(unit);
    for (const section of unit.sections.values()) {
      if (!section.live) continue;
      const own = (symbols.get(section.name) ?? []).filter(({ name }) => !name.startsWith(PRIVATE_PREFIX));
      if (section.kind !== 'text') {
        for (const symbol of own) {
          const made = variable(section, symbol);
          debug.describeVariable(unit, made);
          variables.push(made);
        }
        continue;
      }
      const inside = functionsOf(section, own, lines);
      for (const fn of inside) {
        debug.describeFunction(unit, fn);
        functions.push(fn);
      }
      for (const symbol of own) push(labels, labelKey(addressOf(section, symbol.value)), symbol.name);
      addInstructions(section, inside, lines, code, instructions);
    }
  }
  for (const pool of space.pools) {
    for (const island of pool.islands) addIsland(island, code, functions, labels, instructions);
  }
  const byAddress = (a: { address: number; name: string }, b: { address: number; name: string }) =>
    a.address - b.address || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  return {
    version: 1,
    hxe_path: path,
    hxe_crc: 0,
    symbols: {
      functions: functions.sort(byAddress),
      variables: variables.sort(byAddress),
      labels: Object.fromEntries(labels),
    },
    instructions: instructions.sort((a, b) => a.pc - b.pc),
    memory_regions: regions(code.length, data),
    ...debug.finish(functions, code),
  };
}

function variable(section: LinkSection, symbol: ObjectSymbol): SymVariable {
  const scope = symbol.bind === 'local' ? section.unit.object.source : 'global';
  return { name: symbol.name, address: addressOf(section, symbol.value), size: symbol.size, scope, type: '' };
}

/** The functions of a section. One without a size reaches to the next one, or to the section's end. */
function functionsOf(section: LinkSection, symbols: readonly ObjectSymbol[], lines: UnitLines): SymFunction[] {
  const found = symbols.filter((symbol) => symbol.kind === 'func');
  // The offset of the next function that starts later, for each one.
  const ends = new Array<number>(found.length).fill(section.size);
  for (let i = found.length - 2; i >= 0; i--) {
    const next = (found[i + 1] as ObjectSymbol).value;
    ends[i] = next > (found[i] as ObjectSymbol).value ? next : (ends[i + 1] as number);
  }
  return found.map((symbol, i) => {
    const start = addressOf(section, symbol.value);
    const end = symbol.size > 0 ? symbol.value + symbol.size : (ends[i] as number);
    const place = lines.place(section.name, symbol.value);
    const known = place.line > 0;
    return {
      name: symbol.name,
      linkage_name: symbol.name,
      address: start,
      size: addressOf(section, Math.min(end, section.size)) - start,
      file: known ? place.file : section.unit.object.source,
      line: known ? place.line : (symbol.line ?? 0),
    };
  });
}

function wordSize(word: number): number {
  const row = BY_OPCODE[word >>> 24];
  return row !== undefined && LAYOUTS[row.form].imm?.bits === 32 ? 2 * WORD : WORD;
}

/** One row for each instruction, found by its offset as read. */
function addInstructions(
  section: LinkSection,
  functions: readonly SymFunction[],
  lines: UnitLines,
  code: Uint8Array,
  instructions: SymInstruction[],
): void {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const removed = new Set(section.removed);
  const starts = functions.map((fn) => ({ offset: fn.address, fn }));
  const end = section.address + relaxedSize(section);
  for (let pc = section.address, offset = 0; pc < end; ) {
    const word = view.getUint32(pc);
    const inside = rowAt(starts, pc)?.fn;
    instructions.push({
      pc,
      word,
      function: inside !== undefined && pc < inside.address + inside.size ? inside.linkage_name : '',
      ...lines.place(section.name, offset),
      mvasm_line: lines.mvasmLine(section.name, offset),
    });
    const size = wordSize(word);
    pc += size;
    offset += size;
    if (removed.has(offset)) offset += WORD;
  }
}

/** An island is a function of its own, so that a pc inside it has a name. */
function addIsland(
  island: Island,
  code: Uint8Array,
  functions: SymFunction[],
  labels: Map<string, string[]>,
  instructions: SymInstruction[],
): void {
  const { kind, target, address } = island;
  const to = target.kind === 'defined' ? target.definition.symbol.name : target.kind;
  const name = `__island_${to}`;
  const size = ISLAND_SIZES[kind];
  functions.push({ name, linkage_name: name, address, size, file: '', line: 0 });
  push(labels, labelKey(address), name);
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  for (let pc = address; pc < address + size; ) {
    const word = view.getUint32(pc);
    instructions.push({ pc, word, function: name, ...NOWHERE, mvasm_line: 0 });
    pc += wordSize(word);
  }
}

/** The regions that are not empty. */
function regions(codeLength: number, { layout }: DataPlacement): SymRegion[] {
  const all: SymRegion[] = [
    { name: 'code', type: 'code', start: 0, end: codeLength },
    { name: 'rodata', type: 'rodata', start: layout.roBase, end: layout.roEnd },
    { name: 'data', type: 'data', start: layout.dataBase, end: layout.dataEnd },
    { name: 'bss', type: 'bss', start: layout.bssBase, end: layout.bssEnd },
    { name: 'heap', type: 'heap', start: layout.heapBase, end: layout.heapEnd },
    { name: 'stack', type: 'stack', start: layout.stackBase, end: layout.stackLimit },
  ];
  return all.filter(({ start, end }) => end > start);
}
