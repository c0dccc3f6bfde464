/** What one run of the assembler knows: the state that directives and instructions work on. */
import type { LineRow, ObjectMetadata } from '@hsx/image';
import type { Capability, Level } from '@hsx/isa';
import { DebugStore } from './debug-directives.js';
import { evaluate, type Knowledge, REPORTED } from './evaluate.js';
import { type Names, type Node, parseExpression, type Value } from './expression.js';
import { LIMITS } from './limits.js';
import type { Reader } from './reader.js';
import { type Report, StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import { contentKind, type Field, Section } from './section.js';
import type { Line, Place } from './source.js';
import { type AsmSymbol, type Position, SymbolTable } from './symbols.js';

/** A line that became something, with its place before and after. */
export interface Row {
  readonly line: Line;
  /** `undefined` for lines that belong to no section. */
  readonly start: Position | undefined;
  readonly end: Position | undefined;
  readonly labelled: boolean;
}

/** A `.loc`. */
export interface LocRow {
  readonly position: Position;
  readonly row: Pick<LineRow, 'file' | 'line' | 'column'>;
}

export class Assembly implements Names {
  readonly symbols = new SymbolTable();
  readonly sections = new Map<string, Section>();
  section: Section;
  readonly sectionStack: Section[] = [];
  /** Where the statement under way began. */
  start: Position | undefined;
  /** Labels so far, numeric ones included. */
  labels = 0;
  usesExtended = false;
  entry: { symbol: AsmSymbol; place: Place } | undefined;
  /** `.entry` without a symbol: the next label is it. */
  entryPending: Place | undefined;
  readonly keep = new Map<string, Place>();
  readonly caps = new Set<Capability>();
  readonly metadata: ObjectMetadata = { values: [], commands: [], mailboxes: [] };
  /** What has been declared in metadata, for the message about duplicates. */
  readonly declared = new Map<string, Place>();
  /** Symbols that something other than a fixup needs: handlers. */
  readonly needed: { symbol: AsmSymbol; place: Place }[] = [];
  readonly files: string[] = [];
  readonly fileNumbers = new Map<number, number>();
  readonly locs: LocRow[] = [];
  readonly debug = new DebugStore();
  readonly rows: Row[] = [];
  /** Bytes of contents in all sections. */
  private total = 0;

  /** What is known while lines are still being read. */
  private readonly knowledge: Knowledge = {
    complete: false,
    settled: false,
    steps: 0,
    difference(a, b) {
      const x = a.position;
      const y = b.position;
      if (x === undefined || y === undefined || x.section !== y.section || x.elastics !== y.elastics) return undefined;
      return x.offset - y.offset;
    },
    undefinedSymbol() {},
  };

  constructor(
    readonly level: Level,
    readonly report: Report,
  ) {
    this.section = new Section('text', 'text');
    this.sections.set('text', this.section);
  }

  /** Set when the source is opened; the reader in turn asks this for conditions. */
  reader!: Reader;

  resolve(name: string, place: Place): Node {
    const symbol = this.symbols.get(name);
    symbol.mentioned ??= place;
    return typeof symbol.equals === 'number' && symbol.linkage !== 'weak'
      ? symbol.equals
      : { kind: 'symbol', symbol, place };
  }

  numeric(n: number, direction: 'b' | 'f', place: Place): Node {
    const symbol = this.symbols.numericReference(n, direction, place);
    if (symbol === undefined)
      throw new StatementError(place, `there is no label ${n}: before this line`, `${n}f is the next one after it`);
    return { kind: 'symbol', symbol, place };
  }

  here(place: Place): Node {
    return { kind: 'symbol', symbol: this.symbols.at(this.start ?? this.section.here, place), place };
  }

  /** Reads an expression; constants that are known now come as a number. */
  expression(scanner: Scanner): Node {
    const node = parseExpression(scanner, this);
    if (typeof node === 'number' || node.kind === 'symbol') return node;
    const value = this.valueNow(node);
    return typeof value === 'number' ? value : node;
  }

  /** What an expression is worth, as far as it is known now. */
  valueNow(node: Node): Value | undefined {
    const value = evaluate(node, this.knowledge);
    return value === REPORTED ? undefined : value;
  }

  /** Reads an expression that must be a known number here. */
  constant(scanner: Scanner): number {
    scanner.peek();
    const place = scanner.place();
    const value = this.valueNow(parseExpression(scanner, this));
    if (value === undefined)
      throw new StatementError(place, 'this value must be known here', 'define its names before this line');
    if (typeof value !== 'number') throw new StatementError(place, 'this must be a number, not an address');
    return value;
  }

  /** Reads a known number within bounds. */
  constantIn(scanner: Scanner, what: string, min: number, max: number): number {
    scanner.peek();
    const place = scanner.place();
    const value = this.constant(scanner);
    if (value < min || value > max) throw new StatementError(place, `${what} is ${value}, expected ${min}..${max}`);
    return value;
  }

  isDefined(name: string): boolean {
    return this.symbols.find(name)?.isDefined === true;
  }

  /** Makes room for `count` bytes, or ends the statement. */
  room(count: number, place: Place): void {
    if (!this.section.hasRoom(count))
      throw new StatementError(place, `section ${this.section.name} becomes larger than ${LIMITS.sectionBytes} bytes`);
    if (this.section.kind === 'bss') return;
    this.total += count;
    if (this.total > LIMITS.totalBytes)
      this.report.fatal(place, `the object becomes larger than ${LIMITS.totalBytes} bytes`);
  }

  /** The section of this name, made when it is new. */
  openSection(name: string, place: Place): Section {
    const known = this.sections.get(name);
    if (known !== undefined) return known;
    const kind = contentKind(name);
    if (kind === undefined)
      throw new StatementError(
        place,
        `'${name.slice(0, 60)}' is no section`,
        'sections are text, rodata, data or bss, perhaps with a suffix as in text.main, and init_array, fini_array',
      );
    if (this.sections.size >= LIMITS.sections)
      this.report.fatal(place, `there are more than ${LIMITS.sections} sections`);
    const section = new Section(name, kind);
    this.sections.set(name, section);
    return section;
  }

  /** Remembers that a field or a datum just written has to be filled. `back` is how far behind the end it begins. */
  fixup(back: number, field: Field, node: Node, place: Place): void {
    const { section } = this;
    section.fixups.push({ offset: section.length - back, elastics: section.elastics.length, field, node, place });
  }
}
