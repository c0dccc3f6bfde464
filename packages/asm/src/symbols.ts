/** The symbols of a source: labels, constants, imports. */
import type { SymbolBinding, SymbolKind } from '@hsx/image';
import type { Node } from './expression.js';
import { StatementError } from './report.js';
import type { Section } from './section.js';
import { noteAt, type Place } from './source.js';

/** A place in a section: bytes before it, and the number of elastic items before it (see section.ts). */
export interface Position {
  readonly section: Section;
  readonly offset: number;
  readonly elastics: number;
}

/** How a symbol was declared to the outside. */
export type Linkage = 'export' | 'global' | 'weak' | 'import' | 'extern' | 'local';

export class AsmSymbol {
  /** Where it is a label. */
  position: Position | undefined;
  /** What it stands for, when `.equ` defines it; a number as soon as that is known. */
  equals: Node | undefined;
  /** Where it was defined. */
  defined: Place | undefined;
  /** Where it was first used or declared. */
  mentioned: Place | undefined;
  linkage: Linkage | undefined;
  linkagePlace: Place | undefined;
  kind: SymbolKind | undefined;
  size: { node: Node; place: Place } | undefined;
  convention: 'variadic' | 'fixed' | undefined;
  /** A relocation or a declaration needs it in the object. */
  referenced = false;
  /** Its constant is being evaluated: meeting it again is a cycle. */
  evaluating = false;

  constructor(
    /** Empty for a place that has no name, such as `.`; one is given when an object needs it. */
    public name: string,
  ) {}

  get isDefined(): boolean {
    return this.position !== undefined || this.equals !== undefined;
  }

  get binding(): SymbolBinding {
    if (this.linkage === 'weak') return 'weak';
    return this.linkage === undefined || this.linkage === 'local' ? 'local' : 'global';
  }

  /** Whether a reference may be left to the linker. */
  get mayBeExternal(): boolean {
    const { linkage } = this;
    return linkage === 'import' || linkage === 'extern' || linkage === 'weak' || linkage === 'global';
  }
}

interface NumericLabel {
  last: AsmSymbol | undefined;
  next: AsmSymbol | undefined;
}

export class SymbolTable {
  private readonly byName = new Map<string, AsmSymbol>();
  private readonly numeric = new Map<number, NumericLabel>();
  private readonly unnamed: AsmSymbol[] = [];

  /** The symbol of this name, made when it is new. */
  get(name: string): AsmSymbol {
    let symbol = this.byName.get(name);
    if (symbol === undefined) {
      symbol = new AsmSymbol(name);
      this.byName.set(name, symbol);
    }
    return symbol;
  }

  find(name: string): AsmSymbol | undefined {
    return this.byName.get(name);
  }

  /** Named symbols in the order of their first mention. */
  named(): Iterable<AsmSymbol> {
    return this.byName.values();
  }

  /** Symbols without a name of their own: places, numeric labels. */
  anonymous(): readonly AsmSymbol[] {
    return this.unnamed;
  }

  /** A symbol for a place, without a name. */
  at(position: Position, place: Place): AsmSymbol {
    const symbol = new AsmSymbol('');
    symbol.position = position;
    symbol.defined = place;
    this.unnamed.push(symbol);
    return symbol;
  }

  /** Names a symbol that has none: `.L.N`, which no other symbol of the file is called. */
  giveName(symbol: AsmSymbol): void {
    if (symbol.name !== '') return;
    let n = this.byName.size;
    let name: string;
    do name = `.L.${n++}`;
    while (this.byName.has(name));
    symbol.name = name;
    this.byName.set(name, symbol);
  }

  /** Defines a label. @throws StatementError when the name is taken; it shows both places. */
  defineLabel(name: string, position: Position, place: Place): AsmSymbol {
    const symbol = this.get(name);
    this.checkFree(symbol, place);
    symbol.position = position;
    symbol.defined = place;
    return symbol;
  }

  /** Defines or redefines a constant. @throws StatementError when the name is a label. */
  defineConstant(name: string, value: Node, place: Place): AsmSymbol {
    const symbol = this.get(name);
    if (symbol.position !== undefined || symbol.linkage === 'import') this.checkFree(symbol, place);
    symbol.equals = value;
    symbol.defined = place;
    return symbol;
  }

  /** Defines the numeric label `n:` once more. */
  defineNumeric(n: number, position: Position, place: Place): AsmSymbol {
    const entry = this.numericEntry(n);
    const symbol = entry.next ?? this.newNumeric();
    symbol.position = position;
    symbol.defined = place;
    entry.last = symbol;
    entry.next = undefined;
    return symbol;
  }

  /** The symbol of `1b` or `1f`; `undefined` for a backward reference to nothing. */
  numericReference(n: number, direction: 'b' | 'f', place: Place): AsmSymbol | undefined {
    const entry = this.numericEntry(n);
    if (direction === 'b') return entry.last;
    if (entry.next === undefined) {
      entry.next = this.newNumeric();
      entry.next.mentioned = place;
    }
    return entry.next;
  }

  /** Forward references to numeric labels that never came. */
  *missingNumeric(): Iterable<{ n: number; place: Place }> {
    for (const [n, entry] of this.numeric) {
      const place = entry.next?.mentioned;
      if (place !== undefined) yield { n, place };
    }
  }

  private numericEntry(n: number): NumericLabel {
    let entry = this.numeric.get(n);
    if (entry === undefined) {
      entry = { last: undefined, next: undefined };
      this.numeric.set(n, entry);
    }
    return entry;
  }

  private newNumeric(): AsmSymbol {
    const symbol = new AsmSymbol('');
    this.unnamed.push(symbol);
    return symbol;
  }

  private checkFree(symbol: AsmSymbol, place: Place): void {
    const { name } = symbol;
    if (symbol.defined !== undefined)
      throw new StatementError(place, `'${name}' is defined twice`, undefined, [
        noteAt(symbol.defined, `'${name}' is first defined here`),
      ]);
    if (symbol.linkage === 'import' && symbol.linkagePlace !== undefined)
      throw new StatementError(
        place,
        `'${name}' is defined here but was imported`,
        'use .extern for a name that may be defined in either file',
        [noteAt(symbol.linkagePlace, `'${name}' is imported here`)],
      );
  }
}
