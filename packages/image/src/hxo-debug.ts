/** The debug data of an object as JSON (formats.md §3): what its schema cannot say, and its text. */
import { badPlace, badTypeReference, type DebugFacts } from './debug-facts.js';
import { shown } from './json-input.js';
import type { ObjectDebug, ObjectSection } from './object.js';
import { sectionKind } from './relocation.js';

type Bad = (path: readonly PropertyKey[], problem: string) => never;

/** Checks every place, file number and id; `bad` is called for the first that is wrong. */
export function checkDebug(debug: ObjectDebug, sections: ReadonlyMap<string, ObjectSection>, bad: Bad): void {
  const sectionOf = (path: readonly PropertyKey[], name: string): ObjectSection => {
    const home = sections.get(name);
    if (home === undefined) return bad([...path, 'section'], `${shown(name)} is no section of this object`);
    return home;
  };
  const place = (list: 'lines' | 'mvasm', index: number, section: string, offset: number): void => {
    const home = sectionOf([list, index], section);
    if (offset > home.size)
      bad([list, index, 'offset'], `${offset} lies outside ${shown(section)} (${home.size} bytes)`);
  };
  const file = (path: readonly PropertyKey[], index: number): void => {
    if (index >= debug.files.length) bad([...path, 'file'], `${index}, but there are ${debug.files.length} files`);
  };
  for (const [index, row] of debug.lines.entries()) {
    place('lines', index, row.section, row.offset);
    file(['lines', index], row.file);
  }
  for (const [index, row] of debug.mvasm.entries()) place('mvasm', index, row.section, row.offset);

  const range = (path: readonly PropertyKey[], at: { section: string; start: number; end: number }): void => {
    const home = sectionOf(path, at.section);
    if (sectionKind(at.section) !== 'text')
      bad([...path, 'section'], `${shown(at.section)} holds no code, expected a text section`);
    if (at.end > home.size) bad([...path, 'end'], `${at.end} lies outside ${shown(at.section)} (${home.size} bytes)`);
    if (at.start > at.end) bad([...path, 'end'], `${at.end} is before start ${at.start}`);
  };
  const types = debug.types ?? [];
  const typeId = (path: readonly PropertyKey[], id: number | undefined): void => {
    if (id !== undefined && id >= types.length) bad([...path, 'type_id'], `${id}, but there are ${types.length} types`);
  };
  const wrong = badTypeReference(types);
  if (wrong !== undefined) bad(['types', ...wrong.path], `${wrong.id}, but there are ${types.length} types`);
  for (const list of ['functions', 'variables'] as const)
    for (const [index, fact] of (debug[list] ?? []).entries()) {
      file([list, index], fact.file);
      typeId([list, index], fact.type_id);
    }
  for (const [index, local] of (debug.locals ?? []).entries()) {
    typeId(['locals', index], local.type_id);
    for (const [i, location] of local.locations.entries()) {
      const path = ['locals', index, 'locations', i];
      range(path, location);
      const wrong = badPlace(location);
      if (wrong !== undefined) bad([...path, wrong.key], wrong.problem);
    }
  }
  for (const [index, frame] of (debug.frames ?? []).entries()) range(['frames', index], frame);
  for (const [index, inline] of (debug.inlines ?? []).entries()) {
    range(['inlines', index], inline);
    file(['inlines', index], inline.file);
    if (inline.parent !== undefined && inline.parent >= index)
      bad(['inlines', index, 'parent'], `${inline.parent}, expected an entry before this one`);
  }
}

/** A list with one element per line, keys in the order given; absent ones are left out. */
function list<T extends object>(entries: readonly T[], keys: readonly (keyof T & string)[]): string {
  // The second argument of stringify would also filter the keys of inner objects.
  const ordered = (entry: T) => Object.fromEntries(keys.map((key) => [key, entry[key]]));
  return entries.length === 0
    ? '[]'
    : `[\n${entries.map((entry) => `  ${JSON.stringify(ordered(entry))}`).join(',\n')}\n ]`;
}

/** The JSON text of an object's debug data, keys in a fixed order. */
export function debugText(debug: ObjectDebug): string {
  const facts: [keyof DebugFacts, string | undefined][] = [
    [
      'types',
      debug.types &&
        list(debug.types, ['kind', 'name', 'size', 'encoding', 'of', 'count', 'members', 'values', 'parameters']),
    ],
    ['functions', debug.functions && list(debug.functions, ['symbol', 'name', 'file', 'line', 'type_id'])],
    ['variables', debug.variables && list(debug.variables, ['symbol', 'name', 'file', 'line', 'scope', 'type_id'])],
    [
      'locals',
      debug.locals &&
        list(debug.locals, ['function', 'name', 'type_id', 'parameter', 'line', 'depth', 'inline', 'locations']),
    ],
    [
      'frames',
      debug.frames && list(debug.frames, ['section', 'start', 'end', 'cfa', 'cfa_offset', 'return_offset', 'saved']),
    ],
    [
      'inlines',
      debug.inlines &&
        list(debug.inlines, ['section', 'start', 'end', 'function', 'file', 'line', 'column', 'parent', 'instance']),
    ],
  ];
  const members = [
    `"files": ${debug.files.length === 0 ? '[]' : `[\n${debug.files.map((file) => `  ${JSON.stringify(file)}`).join(',\n')}\n ]`}`,
    `"lines": ${list(debug.lines, ['section', 'offset', 'file', 'line', 'column'])}`,
    `"mvasm": ${list(debug.mvasm, ['section', 'offset', 'line'])}`,
    ...facts.filter(([, text]) => text !== undefined).map(([key, text]) => `"${key}": ${text}`),
  ];
  return `{ ${members.join(', ')} }`;
}
