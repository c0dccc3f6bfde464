/** Which sections go into the image (formats.md §1), and which names they need that nobody defines. */
import { nearestName } from '@hsx/image';
import { functionAt, type Messages, note, offsetPlace, type Place, unitPlace } from './places.js';
import { allSections, type Definition, isUndefined, type LinkSection, type LinkUnit } from './program.js';
import type { Collection, SymbolTable } from './resolve.js';

/** Further places of one undefined name that are listed. */
const MAX_REFERENCES = 3;

/** Names that get a hint: the search for the nearest name looks at every other one. */
const MAX_HINTS = 20;

/**
 * Marks the live sections: all of them, or with `collect` those that the entry, init and fini arrays, command handlers and
 * `keep` reach through relocations.
 */
export function markLive(table: SymbolTable, entry: Definition | undefined, collect: boolean): void {
  const work: LinkSection[] = [];
  const mark = (section: LinkSection | undefined) => {
    if (section === undefined || section.live) return;
    section.live = true;
    work.push(section);
  };
  const markName = (unit: LinkUnit, name: string) => {
    const target = table.resolve(unit, name);
    if (target?.kind === 'defined') mark(target.definition.section);
  };
  mark(entry?.section);
  for (const section of allSections(table.units)) {
    if (!collect || section.kind.endsWith('_array')) mark(section);
  }
  for (const unit of table.units) {
    for (const command of unit.object.metadata.commands) {
      if (typeof command.handler === 'string') markName(unit, command.handler);
    }
    for (const name of unit.object.keep) {
      mark(unit.sections.get(name));
      markName(unit, name);
    }
  }
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    for (const reloc of next.relocs) {
      markName(next.unit, reloc.symbol);
      if (reloc.minus !== undefined) markName(next.unit, reloc.minus);
    }
  }
}

interface Use {
  unit: LinkUnit;
  /** Absent for a command's handler. */
  at?: { section: LinkSection; offset: number; line: number | undefined };
}

interface Missing extends Use {
  others: Use[];
  count: number;
}

/** Looked up only when a message is written: it searches the line table. */
function placeOf({ unit, at }: Use): Place {
  return at === undefined ? unitPlace(unit) : offsetPlace(at.section, at.offset, at.line);
}

function userOf({ unit, at }: Use): string {
  const fn = at && functionAt(at.section, at.offset);
  return fn === undefined ? unit.name : `function '${fn.name}' of ${unit.name}`;
}

/** Reports every name that live sections or command handlers use and nothing defines: once, with the places that use it. */
export function reportUndefined(table: SymbolTable, offered: Collection['offered'], messages: Messages): void {
  const missing = new Map<string, Missing>();
  const use = (name: string, by: Use) => {
    if (table.resolve(by.unit, name) !== undefined) return;
    const known = missing.get(name);
    if (known === undefined) {
      missing.set(name, { ...by, others: [], count: 1 });
      return;
    }
    known.count++;
    if (known.others.length < MAX_REFERENCES) known.others.push(by);
  };
  for (const section of allSections(table.units)) {
    if (!section.live) continue;
    for (const { symbol, minus, offset, line } of section.relocs) {
      const by = { unit: section.unit, at: { section, offset, line } };
      use(symbol, by);
      if (minus !== undefined) use(minus, by);
    }
  }
  for (const unit of table.units) {
    for (const { handler } of unit.object.metadata.commands) {
      if (typeof handler === 'string') use(handler, { unit });
    }
  }
  let hints = 0;
  for (const [name, first] of missing) {
    if (messages.full) break;
    const { others, count } = first;
    const notes = others.map((other) => note(placeOf(other), `also used in ${userOf(other)}`));
    if (count > others.length + 1) notes.push(note(placeOf(first), `and in ${count - others.length - 1} more places`));
    const hint = hints++ < MAX_HINTS ? undefinedHint(table, offered, name) : undefined;
    messages.error(placeOf(first), `undefined symbol '${name}', used in ${userOf(first)}`, {
      ...(hint === undefined ? {} : { hint }),
      ...(notes.length === 0 ? {} : { notes }),
    });
  }
}

function undefinedHint(table: SymbolTable, offered: Collection['offered'], name: string): string | undefined {
  for (const unit of table.units) {
    const own = unit.symbols.get(name);
    if (own !== undefined && !isUndefined(own))
      return `'${name}' is local to ${unit.name}: export it there (.export ${name}, or no static in C)`;
  }
  const near = nearestName(name, new Set([...table.globals.keys(), ...offered.keys()]));
  if (near === undefined) return name === 'main' ? 'a C program begins with a function main' : undefined;
  return `did you mean '${near}', defined in ${table.globals.get(near)?.unit.name ?? offered.get(near)?.label}?`;
}
