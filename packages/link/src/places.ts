/** Collecting what a link has to say: which place a message is about, and an end to the flood. */
import type { Diagnostic, ObjectSymbol, Severity } from '@hsx/image';
import type { LinkSection, LinkUnit } from './program.js';

/** Messages kept per run; a hostile object could ask for millions. */
export const MAX_DIAGNOSTICS = 200;

/** A place for a message: a source line where one is known, else the object. */
export type Place = Pick<Diagnostic, 'file' | 'line' | 'column'>;

/** The place of a unit as a whole. */
export function unitPlace(unit: LinkUnit): Place {
  return { file: unit.name, line: 0, column: 0 };
}

/** The place of a line of the unit's source, when there is one. */
export function linePlace(unit: LinkUnit, line: number | undefined): Place {
  if (line === undefined || line <= 0) return unitPlace(unit);
  return { file: unit.object.source || unit.name, line, column: 0 };
}

/** The place of an offset (as read) in a section: its row of the line table, else `line`, else the unit. */
export function offsetPlace(section: LinkSection, offset: number, line?: number): Place {
  const debug = section.unit.object.debug;
  let best: { offset: number; file: number; line: number; column: number } | undefined;
  for (const row of debug?.lines ?? []) {
    if (row.section === section.name && row.offset <= offset && (best === undefined || row.offset >= best.offset))
      best = row;
  }
  const file = best === undefined ? undefined : debug?.files[best.file];
  if (best !== undefined && best.line > 0 && file !== undefined) return { file, line: best.line, column: best.column };
  return linePlace(section.unit, line);
}

/** The function whose code holds an offset (as read) in a section. */
export function functionAt({ unit, name }: LinkSection, offset: number): ObjectSymbol | undefined {
  let best: ObjectSymbol | undefined;
  for (const symbol of unit.symbols.values()) {
    if (symbol.kind !== 'func' || symbol.section !== name || symbol.value > offset) continue;
    if (best === undefined || symbol.value >= best.value) best = symbol;
  }
  return best;
}

/** Where a symbol is defined, or declared: what debug data says of it, else its line. */
export function symbolPlace(unit: LinkUnit, symbol: ObjectSymbol): Place {
  const { debug } = unit.object;
  const fact = [...(debug?.functions ?? []), ...(debug?.variables ?? [])].find((one) => one.symbol === symbol.name);
  const file = fact === undefined ? undefined : debug?.files[fact.file];
  if (fact !== undefined && fact.line > 0 && file !== undefined) return { file, line: fact.line, column: 0 };
  const section = unit.sections.get(symbol.section);
  // A row of the line table is an instruction's; of data it says nothing.
  return section?.kind === 'text' ? offsetPlace(section, symbol.value, symbol.line) : linePlace(unit, symbol.line);
}

/** Where a unit first uses a symbol that others define. */
export function usePlace(unit: LinkUnit, symbol: ObjectSymbol): Place {
  for (const section of unit.sections.values()) {
    const use = section.relocs.find((reloc) => reloc.symbol === symbol.name);
    if (use !== undefined) return offsetPlace(section, use.offset, symbol.line ?? use.line);
  }
  return linePlace(unit, symbol.line);
}

/** The messages of one link, in the order they were found. */
export class Messages {
  readonly list: Diagnostic[] = [];
  private suppressed = 0;
  private errors = 0;

  /** Whether the link has failed. */
  get failed(): boolean {
    return this.errors > 0;
  }

  /** Whether further messages are only counted. */
  get full(): boolean {
    return this.list.length >= MAX_DIAGNOSTICS;
  }

  error(place: Place, message: string, extra: Pick<Diagnostic, 'hint' | 'notes'> = {}): void {
    this.errors++;
    this.add('error', place, message, extra);
  }

  warning(place: Place, message: string, extra: Pick<Diagnostic, 'hint' | 'notes'> = {}): void {
    this.add('warning', place, message, extra);
  }

  /** All messages, with a last line that counts those left out. */
  finish(): Diagnostic[] {
    if (this.suppressed === 0) return this.list;
    const more: Diagnostic = {
      severity: 'note',
      file: 'ld',
      line: 0,
      column: 0,
      message: `${this.suppressed} more message${this.suppressed === 1 ? '' : 's'} not shown`,
    };
    return [...this.list, more];
  }

  private add(severity: Severity, place: Place, message: string, extra: Pick<Diagnostic, 'hint' | 'notes'>): void {
    if (this.full) {
      this.suppressed++;
      return;
    }
    this.list.push({ severity, ...place, message, ...extra });
  }
}

/** A further place that belongs to a message. */
export function note(place: Place, message: string): Diagnostic {
  return { severity: 'note', ...place, message };
}
