/** Where the program starts: `--entry`, else `_start`, else the entry that an object declares (toolchain.md). */

import { nearestName } from '@hsx/image';
import type { LinkInput } from './link.js';
import { type Messages, unitPlace } from './places.js';
import { type Definition, isUndefined, type LinkUnit } from './program.js';
import type { SymbolTable } from './resolve.js';

/** The usual name of the start-up code. */
export const DEFAULT_ENTRY = '_start';

/**
 * The names that the choice of an entry needs from archives. Start-up code in an archive is not taken when an object of the
 * command line declares its own entry: that program brings its own start.
 */
export function entryWanted(
  inputs: readonly LinkInput[],
  asked: string | undefined,
  defines: (name: string) => boolean,
): string[] {
  if (asked !== undefined) return [asked];
  if (defines(DEFAULT_ENTRY)) return [];
  for (const input of inputs) {
    if (input.kind !== 'object' || input.object.entry === undefined) continue;
    const { entry, symbols } = input.object;
    // A local name of the object must not bring in a stranger of the same name.
    return symbols.some((symbol) => symbol.name === entry && !isUndefined(symbol)) ? [] : [entry];
  }
  return [DEFAULT_ENTRY];
}

/** Finds the entry's definition; reports when there is none or when it is no code. */
export function chooseEntry(table: SymbolTable, asked: string | undefined, messages: Messages): Definition | undefined {
  const candidate = findEntry(table, asked);
  if (candidate === undefined) {
    messages.error({ file: 'ld', line: 0, column: 0 }, 'no entry: nothing says where the program starts', {
      hint: `define ${DEFAULT_ENTRY}, declare one with .entry, or pass --entry NAME; a C program needs main and the start-up code`,
    });
    return undefined;
  }
  const { name, unit } = candidate;
  const place = unit === undefined ? { file: 'ld', line: 0, column: 0 } : unitPlace(unit);
  const target = unit === undefined ? undefined : table.resolve(unit, name);
  const definition = target?.kind === 'defined' ? target.definition : table.globals.get(name);
  if (definition === undefined) {
    const owner = table.units.find((other) => {
      const own = other.symbols.get(name);
      return own !== undefined && !isUndefined(own);
    });
    const near = nearestName(name, table.globals.keys());
    const hint =
      owner !== undefined
        ? `'${name}' is local to ${owner.name}: export it there with .export ${name}`
        : near !== undefined
          ? `did you mean '${near}'?`
          : undefined;
    messages.error(place, `the entry '${name}' is not defined`, hint === undefined ? {} : { hint });
    return undefined;
  }
  if (definition.section?.kind !== 'text') {
    messages.error(
      place,
      `the entry '${name}' of ${definition.unit.name} is not code but lies in '${definition.symbol.section}'`,
    );
    return undefined;
  }
  if (definition.symbol.value % 4 !== 0) {
    messages.error(
      place,
      `the entry '${name}' of ${definition.unit.name} is at ${definition.symbol.value}, not a multiple of 4`,
    );
    return undefined;
  }
  return definition;
}

/** The entry's name and, where an object declares it, the object whose local names it may mean. */
function findEntry(table: SymbolTable, asked: string | undefined): { name: string; unit?: LinkUnit } | undefined {
  if (asked !== undefined) return { name: asked };
  if (table.globals.has(DEFAULT_ENTRY)) return { name: DEFAULT_ENTRY };
  for (const unit of table.units) {
    if (unit.object.entry !== undefined) return { name: unit.object.entry, unit };
  }
  return undefined;
}
