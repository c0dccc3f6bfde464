/** Ends a run: settles sizes, fills every place, and makes the object. */
import {
  didYouMean,
  emptyObject,
  type LineRow,
  type ObjectDebug,
  type ObjectFile,
  type ObjectSymbol,
  sectionKind,
} from '@hsx/image';
import { encode, invertCondition } from '@hsx/isa';
import type { Assembly } from './assembly.js';
import { finishFacts } from './debug-finish.js';
import { evaluate, type Knowledge, REPORTED } from './evaluate.js';
import { definitionsKnown, settle } from './layout.js';
import { encodeLoad, instruction } from './loads.js';
import { immediateField } from './operands.js';
import { type Finished, placeAddress, placeNumber, relocation } from './relocations.js';
import { StatementError } from './report.js';
import { type ElasticBranch, type ElasticLoad, type Field, putDatum, type Section } from './section.js';
import type { Place } from './source.js';
import type { AsmSymbol, Position } from './symbols.js';

/** The sections' final bytes, for the listing, and the object when there was no error. */
export interface Outcome {
  readonly finished: ReadonlyMap<Section, Finished>;
  readonly object: ObjectFile;
}

export function finish(assembly: Assembly, source: string): Outcome {
  const finisher = new Finisher(assembly);
  return finisher.run(source);
}

class Finisher {
  private readonly reported = new Set<AsmSymbol>();
  private readonly settled: Knowledge;

  constructor(private readonly assembly: Assembly) {
    this.settled = {
      ...this.knowledge(),
      complete: true,
      settled: true,
      difference: (a, b) => this.distance(a, b, true),
    };
  }

  run(source: string): Outcome {
    const { assembly } = this;
    const { report } = assembly;
    this.checkNames();
    const known = this.knowledge();
    for (const section of assembly.sections.values()) settle(section, known, assembly.level, report);
    const finished = new Map<Section, Finished>();
    for (const section of assembly.sections.values()) finished.set(section, this.fill(section));
    const object = emptyObject(source, assembly.usesExtended ? 'ext' : 'core');
    for (const { relocs } of finished.values()) {
      relocs.sort((a, b) => a.offset - b.offset);
      for (const reloc of relocs) object.relocs.push(reloc);
    }
    this.references();
    object.symbols = this.symbols();
    const used = new Set(object.symbols.map((symbol) => symbol.section));
    for (const { section, bytes } of finished.values()) {
      const size = section.kind === 'bss' ? section.length : bytes.length;
      this.checkWhole(section, size);
      if (size === 0 && !used.has(section.name)) continue;
      object.sections.set(section.name, { name: section.name, bytes, size, align: section.align });
    }
    if (assembly.entry !== undefined) object.entry = assembly.entry.symbol.name;
    object.keep = [...assembly.keep.keys()];
    object.caps = [...assembly.caps];
    object.metadata = assembly.metadata;
    const debug = this.debug(object.symbols);
    if (debug !== undefined) object.debug = debug;
    return { finished, object };
  }

  private knowledge(): Knowledge {
    return definitionsKnown((symbol, place) => this.undefinedSymbol(symbol, place));
  }

  /** Distance between two labels of a section; `undefined` when the linker may change it. */
  private distance(a: AsmSymbol, b: AsmSymbol, heedLinker: boolean): number | undefined {
    const x = a.position;
    const y = b.position;
    if (x === undefined || y === undefined || x.section !== y.section) return undefined;
    const { section } = x;
    if (heedLinker && section.relaxable[x.elastics] !== section.relaxable[y.elastics]) return undefined;
    return section.offsetOf(x.offset, x.elastics) - section.offsetOf(y.offset, y.elastics);
  }

  private undefinedSymbol(symbol: AsmSymbol, place: Place): void {
    // A numeric label that never came has been reported by checkNames.
    if (symbol.name === '' || this.reported.has(symbol)) return;
    this.reported.add(symbol);
    const defined = function* (symbols: Iterable<AsmSymbol>) {
      for (const other of symbols) if (other.isDefined || other.mayBeExternal) yield other.name;
    };
    const near = didYouMean(symbol.name, defined(this.assembly.symbols.named()));
    this.assembly.report.error(
      place,
      `'${symbol.name}' is not defined`,
      near ?? `when another file defines it, write .import ${symbol.name}`,
    );
  }

  private checkNames(): void {
    const { report, symbols, entryPending } = this.assembly;
    for (const { n, place } of symbols.missingNumeric()) report.error(place, `there is no label ${n}: after this line`);
    if (entryPending !== undefined) report.error(entryPending, '.entry is followed by no label');
    for (const symbol of symbols.named())
      if (symbol.linkage === 'export' && !symbol.isDefined && symbol.linkagePlace !== undefined) {
        this.reported.add(symbol);
        report.error(
          symbol.linkagePlace,
          `'${symbol.name}' is exported but not defined`,
          `use .import for a name of another file, .extern when either may define it`,
        );
      }
  }

  /** Lays out a section's bytes and fills its fields. */
  private fill(section: Section): Finished {
    const { report } = this.assembly;
    const raw = section.collected();
    const { elastics } = section;
    const bytes =
      elastics.length === 0 ? raw.slice() : new Uint8Array(section.offsetOf(section.length, elastics.length));
    const out: Finished = { section, bytes, relocs: [] };
    let done = 0;
    for (const [index, item] of elastics.entries()) {
      const at = section.offsetOf(item.at, index);
      bytes.set(raw.subarray(done, item.at), at - (item.at - done));
      done = item.at;
      try {
        if (item.kind !== 'align' && item.broken) continue;
        if (item.kind === 'align') this.fillNops(out, at, item.size);
        else if (item.kind === 'load') this.fillLoad(out, item, at);
        else this.fillBranch(out, item, at, index);
      } catch (error) {
        report.take(error);
      }
    }
    if (elastics.length > 0) bytes.set(raw.subarray(done), bytes.length - (raw.length - done));
    for (const { offset, elastics: count, field, node, place } of section.fixups) {
      try {
        const value = evaluate(node, this.settled);
        if (value === REPORTED || value === undefined) continue;
        const at = section.offsetOf(offset, count);
        if (typeof value === 'number') placeNumber(out, field, at, value, place);
        else placeAddress(out, this.assembly.symbols, field, at, value, place);
      } catch (error) {
        report.take(error);
      }
    }
    return out;
  }

  private fillNops(out: Finished, at: number, size: number): void {
    const word = encode(instruction('MOV'), { rd: 0, rs1: 0 })[0] ?? 0;
    for (let i = 0; i < size; i += 4) putDatum(out.bytes, at + i, word, 4, true);
  }

  private fillLoad(out: Finished, item: ElasticLoad, at: number): void {
    const { assembly } = this;
    if (typeof item.value === 'number') {
      const words = encodeLoad(item.rd, item.value, item.size === 8 ? 'core' : assembly.level);
      for (const [i, word] of words.entries()) putDatum(out.bytes, at + 4 * i, word, 4, true);
      if (words.length === 1 && (words[0] ?? 0) >>> 24 === instruction('LDI20').op) assembly.usesExtended = true;
      return;
    }
    const insn = instruction('LDI32');
    for (const [i, word] of encode(insn, { rd: item.rd, imm: 0 }).entries())
      putDatum(out.bytes, at + 4 * i, word, 4, true);
    const value = evaluate(item.node, this.settled);
    if (value === REPORTED || value === undefined) return;
    const field = immediateField(insn);
    if (typeof value === 'number') {
      placeNumber(out, field, at + 4, value, item.place);
      return;
    }
    placeAddress(out, assembly.symbols, field, at + 4, value, item.place);
    const reloc = out.relocs.at(-1);
    if (item.relax && reloc !== undefined) reloc.relax = true;
  }

  /** CB or CBI, or its inverted form over a JMP. */
  private fillBranch(out: Finished, item: ElasticBranch, at: number, index: number): void {
    const { symbols } = this.assembly;
    const { insn, operands, size } = item;
    const { bytes, section, relocs } = out;
    const put = (offset: number, imm: number, cc = operands.cc ?? 0): void =>
      putDatum(bytes, offset, encode(insn, { ...operands, cc, imm })[0] ?? 0, 4, true);
    put(at, 0);
    const value = evaluate(item.target, this.settled);
    if (value === REPORTED || value === undefined) return;
    const field: Field = { ...immediateField(insn), what: `${insn.mnemonic}'s distance in words` };
    if (typeof value === 'number') {
      placeNumber(out, { ...field, relocation: 'PCREL12W' }, at, value, item.place);
      return;
    }
    if (size === 8) {
      put(at, 2, invertCondition(operands.cc ?? 0));
      const jump = instruction('JMP');
      putDatum(bytes, at + 4, encode(jump, { imm: 0 })[0] ?? 0, 4, true);
      relocs.push(relocation(symbols, section, at + 4, 'ABS24', value, item.place));
      return;
    }
    const { position } = value.symbol;
    if (position === undefined || position.section !== section) return;
    if (section.relaxable[index] === section.relaxable[position.elastics]) {
      put(at, (section.offsetOf(position.offset, position.elastics) + value.addend - at) / 4);
      return;
    }
    relocs.push(relocation(symbols, section, at, 'PCREL12B', value, item.place));
  }

  /** Marks what entry, handlers and `.keep` need, and reports what is not there. */
  private references(): void {
    const { assembly } = this;
    const check = (symbol: AsmSymbol, place: Place): void => {
      symbol.referenced = true;
      if (!symbol.isDefined && !symbol.mayBeExternal) this.undefinedSymbol(symbol, place);
    };
    if (assembly.entry !== undefined) check(assembly.entry.symbol, assembly.entry.place);
    for (const { symbol, place } of assembly.needed) check(symbol, place);
    for (const [name, place] of assembly.keep) {
      const symbol = assembly.symbols.get(name);
      if (!assembly.sections.has(name) || symbol.isDefined) check(symbol, place);
    }
  }

  private symbols(): ObjectSymbol[] {
    const list: ObjectSymbol[] = [];
    for (const symbol of this.assembly.symbols.named()) {
      try {
        const made = this.symbol(symbol);
        if (made !== undefined) list.push(made);
      } catch (error) {
        this.assembly.report.take(error);
      }
    }
    return list;
  }

  /** A symbol as the object has it; `undefined` for one that nobody outside can need. */
  private symbol(symbol: AsmSymbol): ObjectSymbol | undefined {
    const { name, referenced, linkage } = symbol;
    const declared = linkage !== undefined && linkage !== 'local';
    let section = 'undef';
    let value = 0;
    let position: Position | undefined = symbol.position;
    let addend = 0;
    let aliased: AsmSymbol | undefined;
    if (position === undefined && symbol.equals !== undefined) {
      if (!declared && !referenced) return undefined;
      const target = evaluate(symbol.equals, this.settled);
      const place = symbol.defined;
      if (target === REPORTED || target === undefined || place === undefined) return undefined;
      if (typeof target === 'number') {
        section = 'abs';
        value = target;
      } else {
        aliased = target.symbol;
        position = aliased.position;
        addend = target.addend;
        if (position === undefined || target.minus !== undefined || target.part !== undefined)
          throw new StatementError(place, `'${name}' must be a number or a place in this file to be used by others`);
      }
    }
    if (position !== undefined) {
      if (name.startsWith('.L') && !referenced && !declared) return undefined;
      section = position.section.name;
      value = position.section.offsetOf(position.offset, position.elastics) + addend;
    } else if (section === 'undef' && ((!referenced && linkage !== 'import') || !symbol.mayBeExternal))
      return undefined;
    const made: ObjectSymbol = {
      name,
      section,
      value,
      size: this.size(symbol) ?? (aliased === undefined ? 0 : (this.size(aliased) ?? 0)),
      bind: section === 'undef' && linkage !== 'weak' ? 'global' : symbol.binding,
      kind: symbol.kind ?? aliased?.kind ?? 'notype',
    };
    this.checkPlacement(symbol, made, position);
    const convention = symbol.convention ?? aliased?.convention;
    if (convention !== undefined) made.convention = convention;
    const place = symbol.defined ?? symbol.linkagePlace ?? symbol.mentioned;
    if (place !== undefined) made.line = place.line.top;
    return made;
  }

  /** What an object file requires of a symbol (hxo.ts reads no other). */
  private checkPlacement(symbol: AsmSymbol, made: ObjectSymbol, position: Position | undefined): void {
    const place = symbol.size?.place ?? symbol.defined;
    if (place === undefined) return;
    const { name, value, size, kind } = made;
    if (made.section === 'abs' && (value < -(2 ** 31) || value >= 2 ** 32))
      throw new StatementError(place, `the value of '${name}' does not fit 32 bits`);
    if (position === undefined) {
      made.size = 0;
      return;
    }
    const { section } = position;
    const end = section.offsetOf(section.length, section.elastics.length);
    if (value < 0 || value + size > end)
      throw new StatementError(place, `'${name}' reaches beyond section ${section.name}`, 'its .size is too large');
    if (kind === 'func' && value % 4 !== 0)
      throw new StatementError(symbol.defined ?? place, `the function '${name}' is not at a multiple of 4`);
  }

  private size(symbol: AsmSymbol): number | undefined {
    if (symbol.size === undefined) return undefined;
    const { node, place } = symbol.size;
    // The linker shrinks sizes together with the code, so it need not be heeded here.
    const value = evaluate(node, { ...this.settled, difference: (a, b) => this.distance(a, b, false) });
    if (value === REPORTED || value === undefined) return undefined;
    if (typeof value !== 'number' || value < 0)
      throw new StatementError(place, 'a size must be a number, not negative');
    return value;
  }

  private checkWhole(section: Section, size: number): void {
    const kind = sectionKind(section.name);
    if ((kind !== 'init_array' && kind !== 'fini_array') || size % 4 === 0) return;
    const last = this.assembly.rows.findLast(({ end }) => end?.section === section);
    if (last !== undefined)
      this.assembly.report.error({ line: last.line, column: 1 }, `${section.name} must consist of whole words`);
  }

  private debug(symbols: readonly ObjectSymbol[]): ObjectDebug | undefined {
    const { assembly } = this;
    const mvasm: ObjectDebug['mvasm'] = [];
    for (const { line, start, end } of assembly.rows) {
      if (start === undefined || end === undefined || start.section !== end.section) continue;
      const { section } = start;
      if (section.kind !== 'text') continue;
      const offset = section.offsetOf(start.offset, start.elastics);
      if (offset === section.offsetOf(end.offset, end.elastics)) continue;
      const last = mvasm.at(-1);
      if (last?.section === section.name && last.line === line.top) continue;
      mvasm.push({ section: section.name, offset, line: line.top });
    }
    const lines: LineRow[] = [];
    for (const { position, row } of assembly.locs) {
      const { section } = position;
      const offset = section.offsetOf(position.offset, position.elastics);
      // A row behind the last instruction would describe nothing.
      if (offset === section.offsetOf(section.length, section.elastics.length)) continue;
      const last = lines.at(-1);
      if (last?.section === section.name && last.offset === offset) lines.pop();
      lines.push({ section: section.name, offset, ...row });
    }
    const facts = finishFacts(assembly, symbols);
    const empty = mvasm.length === 0 && lines.length === 0 && assembly.files.length === 0;
    if (empty && Object.keys(facts).length === 0) return undefined;
    return { files: [...assembly.files], lines, mvasm, ...facts };
  }
}
