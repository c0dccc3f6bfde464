/** What every name means: definitions, archive members, weak and common symbols, duplicates (formats.md §1). */
import { type ObjectSymbol, sectionKind } from '@hsx/image';
import { intake } from './intake.js';
import type { LinkInput } from './link.js';
import { isLinkerSymbol } from './linker-symbols.js';
import { type Messages, note, symbolPlace, usePlace } from './places.js';
import { type Definition, isUndefined, type LinkUnit, type Target } from './program.js';

/** The units of a link and the names they share. */
export class SymbolTable {
  constructor(
    /** In the order of the image. */
    readonly units: readonly LinkUnit[],
    /** The winning definition of each global or weak name. */
    readonly globals: ReadonlyMap<string, Definition>,
  ) {}

  /** What `name` means inside `unit`; `undefined` when nothing defines it. */
  resolve(unit: LinkUnit, name: string): Target | undefined {
    const own = unit.symbols.get(name);
    if (own !== undefined && !isUndefined(own) && own.bind === 'local')
      return { kind: 'defined', definition: definitionOf(unit, own) };
    const definition = this.globals.get(name);
    if (definition !== undefined) return { kind: 'defined', definition };
    if (isLinkerSymbol(name)) return { kind: 'linker', name };
    if (own !== undefined && own.bind === 'weak') return { kind: 'zero' };
    return undefined;
  }
}

function definitionOf(unit: LinkUnit, symbol: ObjectSymbol): Definition {
  const section = unit.sections.get(symbol.section);
  return section === undefined ? { unit, symbol } : { unit, symbol, section };
}

/** Whether a definition is a common symbol: weak bss. */
function isCommon(symbol: ObjectSymbol): boolean {
  return symbol.bind === 'weak' && sectionKind(symbol.section) === 'bss';
}

/** Names that `unit` needs from elsewhere: what its relocations and command handlers name, weak references left out. */
export function strongReferences(unit: LinkUnit): Set<string> {
  const names = new Set<string>();
  const add = (name: string | undefined) => {
    if (name === undefined) return;
    const own = unit.symbols.get(name);
    if (own === undefined || (isUndefined(own) && own.bind !== 'weak')) names.add(name);
  };
  for (const section of unit.sections.values()) {
    for (const reloc of section.relocs) {
      add(reloc.symbol);
      add(reloc.minus);
    }
  }
  for (const command of unit.object.metadata.commands) {
    if (typeof command.handler === 'string') add(command.handler);
  }
  // An import that nothing here uses still wants its definition in the program: weak references elsewhere find it then.
  for (const symbol of unit.symbols.values()) if (isUndefined(symbol) && symbol.bind !== 'weak') add(symbol.name);
  return names;
}

interface Member {
  input: number;
  member: number;
  /** How messages name it. */
  label: string;
}

/** The units of a link, and what the archives would have had to offer. */
export interface Collection {
  /** In the order of the image. */
  readonly units: LinkUnit[];
  /** The member that defines a name, by name, whether it was taken or not. */
  readonly offered: ReadonlyMap<string, { readonly label: string }>;
}

/**
 * Takes the objects of the command line and, from all archives, the members that define a name which a taken object or
 * `wanted` needs. Archives are searched as one group: neither their order nor cycles between them matter, and where several
 * members define a name the first on the command line is taken.
 * @param wanted names needed by the command line itself, such as the entry, once its objects are known.
 */
export function collectUnits(
  inputs: readonly LinkInput[],
  wanted: (defines: (name: string) => boolean) => string[],
  messages: Messages,
): Collection {
  const units: LinkUnit[] = [];
  const defined = new Set<string>();
  const index = new Map<string, Member>();
  const queue: string[] = [];
  const take = (unit: LinkUnit) => {
    units.push(unit);
    for (const symbol of unit.symbols.values()) {
      if (!isUndefined(symbol) && symbol.bind !== 'local') defined.add(symbol.name);
    }
    for (const name of strongReferences(unit)) queue.push(name);
  };
  inputs.forEach((input, position) => {
    if (input.kind === 'object') {
      take(intake(input.object, input.name, [position, 0], messages));
      return;
    }
    input.archive.members.forEach((member, place) => {
      for (const symbol of member.object.symbols) {
        if (isUndefined(symbol) || symbol.bind === 'local' || index.has(symbol.name)) continue;
        index.set(symbol.name, { input: position, member: place, label: `${input.name}(${member.name})` });
      }
    });
  });
  queue.push(...wanted((name) => defined.has(name)));
  for (let next = 0; next < queue.length; next++) {
    const name = queue[next] as string;
    const found = index.get(name);
    if (defined.has(name) || isLinkerSymbol(name) || found === undefined) continue;
    const input = inputs[found.input];
    const member = input?.kind === 'archive' ? input.archive.members[found.member] : undefined;
    if (input === undefined || member === undefined) continue;
    // A member whose definition was refused must not be taken again and again.
    defined.add(name);
    const origin = { takenFor: name, yields: input.kind === 'archive' && input.system === true };
    take(intake(member.object, found.label, [found.input, found.member], messages, origin));
  }
  units.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1]);
  return { units, offered: index };
}

/** Decides which definition of each name wins and reports names defined twice and calls of the wrong convention. */
export function buildSymbolTable(units: readonly LinkUnit[], messages: Messages): SymbolTable {
  const globals = new Map<string, Definition>();
  for (const unit of units) {
    for (const symbol of unit.symbols.values()) {
      if (isUndefined(symbol) || symbol.bind === 'local') continue;
      const definition = definitionOf(unit, symbol);
      const earlier = globals.get(symbol.name);
      if (earlier === undefined || wins(definition, earlier)) {
        globals.set(symbol.name, definition);
      } else if (symbol.bind === 'global' && earlier.symbol.bind === 'global' && unit.yields === earlier.unit.yields) {
        messages.error(
          symbolPlace(unit, symbol),
          `duplicate symbol '${symbol.name}': defined in ${earlier.unit.name} and in ${unit.name}`,
          {
            hint: 'rename one, keep it local (static in C), or declare one of them weak',
            notes: [note(symbolPlace(earlier.unit, earlier.symbol), `first definition of '${symbol.name}'`)],
          },
        );
      }
    }
  }
  checkConventions(units, globals, messages);
  return new SymbolTable(units, globals);
}

/** Whether a later definition takes the place of an earlier one. */
function wins(later: Definition, earlier: Definition): boolean {
  if (later.unit.yields !== earlier.unit.yields) return earlier.unit.yields;
  if (earlier.symbol.bind === 'global') return false;
  if (later.symbol.bind === 'global') return true;
  return isCommon(later.symbol) && isCommon(earlier.symbol) && later.symbol.size > earlier.symbol.size;
}

/** Variadic callees find their arguments elsewhere than fixed ones (abi-and-memory.md §2): a mixed call cannot work. */
function checkConventions(
  units: readonly LinkUnit[],
  globals: ReadonlyMap<string, Definition>,
  messages: Messages,
): void {
  for (const unit of units) {
    for (const symbol of unit.symbols.values()) {
      const definition = isUndefined(symbol) ? globals.get(symbol.name) : undefined;
      if (definition === undefined || definition.unit === unit) continue;
      const called = symbol.convention;
      const expected = definition.symbol.convention;
      if (called === undefined || expected === undefined || called === expected) continue;
      const words = { variadic: 'a variadic function (...)', fixed: 'a function with fixed parameters' } as const;
      messages.error(
        usePlace(unit, symbol),
        `${unit.name} calls '${symbol.name}' as ${words[called]}, but ${definition.unit.name} defines it as ${words[expected]}`,
        {
          hint: 'give both files the same prototype',
          notes: [note(symbolPlace(definition.unit, definition.symbol), `definition of '${symbol.name}'`)],
        },
      );
    }
  }
}
