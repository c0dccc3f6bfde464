/** What `.cfi` and `.debug` said, with offsets instead of labels. */
import { badPlace, type DebugFacts, type ObjectExpression, type ObjectSymbol } from '@hsx/image';
import type { Assembly } from './assembly.js';
import type { CfiRow } from './debug-directives.js';
import { StatementError } from './report.js';
import type { Section } from './section.js';
import type { Place } from './source.js';
import type { Position } from './symbols.js';

/** The facts of a source with their places, once all sizes are settled. Errors are reported. */
export function finishFacts(assembly: Assembly, symbols: readonly ObjectSymbol[]): DebugFacts {
  const { debug, report } = assembly;
  const facts: DebugFacts = {};
  const known = new Set(symbols.map(({ name }) => name));
  const frames = frameRows(assembly);
  const fileIndex = (n: number, place: Place): number => {
    const index = assembly.fileNumbers.get(n);
    if (index === undefined) throw new StatementError(place, `there is no .file ${n}`);
    return index;
  };
  const typeId = (id: number | undefined, place: Place): void => {
    if (id !== undefined && id >= debug.facts.types.length)
      throw new StatementError(
        place,
        `there is no type ${id}`,
        `the source has ${debug.facts.types.length} .debug type lines`,
      );
  };
  const each = <T, R>(
    list: readonly T[],
    placeOf: (entry: T) => Place,
    make: (entry: T, place: Place) => R | undefined,
  ): R[] => {
    const out: R[] = [];
    for (const entry of list) {
      report.guard(() => {
        const made = make(entry, placeOf(entry));
        if (made !== undefined) out.push(made);
      });
    }
    return out;
  };
  const stored = (entry: object): Place => debug.places.get(entry) as Place;
  const types = each(debug.facts.types, stored, (type, place) => {
    typeId(type.of, place);
    for (const member of type.members ?? []) typeId(member.type, place);
    for (const parameter of type.parameters ?? []) typeId(parameter, place);
    return type;
  });
  // Facts about what this object does not hold are of no use to anybody.
  const functions = each(debug.facts.functions, stored, (fn, place) => {
    typeId(fn.type_id, place);
    const file = fileIndex(fn.file, place);
    return known.has(fn.symbol) ? { ...fn, file } : undefined;
  });
  const variables = each(debug.facts.variables, stored, (variable, place) => {
    typeId(variable.type_id, place);
    const file = fileIndex(variable.file, place);
    return known.has(variable.symbol) ? { ...variable, file } : undefined;
  });
  const placeOf = ({ place }: { place: Place }): Place => place;
  let count = -1;
  const inlines = each(debug.inlines, placeOf, ({ fact }, place) => {
    count++;
    const { range, file, ...rest } = fact;
    if (rest.parent !== undefined && rest.parent >= count)
      throw new StatementError(place, `the parent ${rest.parent} is not an earlier .debug inline`);
    return { ...rangeOf(assembly, range, place), ...rest, file: fileIndex(file, place) };
  });
  const locals = each(debug.locals, placeOf, ({ fact }, place) => {
    typeId(fact.type_id, place);
    const locations = fact.locations.map(({ range, ...rest }) => {
      const at = rangeOf(assembly, range, place);
      const bad = badPlace(rest);
      if (bad !== undefined) throw new StatementError(place, `bad location: ${bad.key}: ${bad.problem}`);
      return { ...at, ...rest };
    });
    const kept = locations.filter(
      ({ start, end, symbol, expression }) =>
        start < end &&
        [...(symbol === undefined ? [] : [symbol]), ...symbolsOf(expression)].every((it) => known.has(it)),
    );
    return { ...fact, locations: kept };
  });
  if (types.length > 0) facts.types = types;
  if (functions.length > 0) facts.functions = functions;
  if (variables.length > 0) facts.variables = variables;
  if (locals.length > 0) facts.locals = locals;
  if (frames.length > 0) facts.frames = frames;
  if (inlines.length > 0) facts.inlines = inlines;
  return facts;
}

function symbolsOf(expression: ObjectExpression | undefined): string[] {
  return (expression ?? []).flatMap((item) => (typeof item === 'object' ? [item.symbol] : []));
}

/** The code between two labels. */
function rangeOf(
  assembly: Assembly,
  [from, to]: readonly [string, string],
  place: Place,
): { section: string; start: number; end: number } {
  const find = (name: string): Position => {
    const position = assembly.symbols.find(name)?.position;
    if (position === undefined) throw new StatementError(place, `'${name.slice(0, 60)}' is no label of this source`);
    return position;
  };
  const a = find(from);
  const b = find(to);
  if (a.section !== b.section || a.section.kind !== 'text')
    throw new StatementError(place, `'${from}' and '${to}' are not in one text section`);
  const start = offsetOf(a);
  const end = offsetOf(b);
  if (start > end) throw new StatementError(place, `'${to}' stands before '${from}'`);
  return { section: a.section.name, start, end };
}

function offsetOf({ section, offset, elastics }: Position): number {
  return section.offsetOf(offset, elastics);
}

/** Each row holds up to the next one of its section, or the section's end. */
function frameRows(assembly: Assembly): NonNullable<DebugFacts['frames']> {
  const bySection = new Map<Section, CfiRow[]>();
  for (const row of assembly.debug.rows) {
    const { section } = row.position;
    const list = bySection.get(section);
    if (list === undefined) bySection.set(section, [row]);
    else list.push(row);
  }
  const frames: NonNullable<DebugFacts['frames']> = [];
  for (const [section, rows] of bySection) {
    const size = section.offsetOf(section.length, section.elastics.length);
    rows.forEach(({ position, rule }, i) => {
      const next = rows[i + 1];
      const start = offsetOf(position);
      const end = next === undefined ? size : offsetOf(next.position);
      if (rule === undefined || start >= end) return;
      frames.push({ section: section.name, start, end, ...rule });
    });
  }
  return frames;
}
