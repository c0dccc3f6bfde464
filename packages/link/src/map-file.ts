/** The map file (`--map`): what the image holds, where it lies, why it is there and what was left out. */
import type { CodeSpace } from './code-space.js';
import { ISLAND_SIZES } from './code-space.js';
import { LINKER_SYMBOLS, linkerSymbolAddress } from './linker-symbols.js';
import { addressOf, relaxedSize } from './offset-map.js';
import type { DataPlacement } from './placement.js';
import {
  allSections,
  definitionsBySection,
  type LinkSection,
  type LinkUnit,
  liveSections,
  SECTION_KINDS,
  sectionLabel,
} from './program.js';
import { formatSizes, type LinkSizes } from './sizes.js';

/** Kinds of data space in the order of their addresses. */
const DATA_KINDS = SECTION_KINDS.filter((kind) => kind !== 'text');

const ADDRESS_DIGITS = 6;

function address(value: number): string {
  return `0x${value.toString(16).padStart(ADDRESS_DIGITS, '0')}`;
}

function size(value: number): string {
  return String(value).padStart(7);
}

interface Entry {
  address: number;
  lines: string[];
}

/** Entries of sections, each with the names that other objects can use. */
function sectionEntries(sections: readonly LinkSection[]): Entry[] {
  const symbols = new Map<LinkUnit, ReturnType<typeof definitionsBySection>>();
  return sections.map((section) => {
    const own = symbols.get(section.unit) ?? definitionsBySection(section.unit);
    symbols.set(section.unit, own);
    const lines = [`${address(section.address)} ${size(relaxedSize(section))}  ${sectionLabel(section)}`];
    for (const symbol of own.get(section.name) ?? []) {
      if (symbol.bind === 'local') continue;
      const weak = symbol.bind === 'weak' ? ' (weak)' : '';
      lines.push(`${address(addressOf(section, symbol.value))}          ${symbol.name}${weak}`);
    }
    return { address: section.address, lines };
  });
}

function islandEntries(space: CodeSpace): Entry[] {
  return space.pools.flatMap((pool) =>
    pool.islands.map(({ address: at, kind, target }) => {
      const name =
        target.kind === 'defined' ? target.definition.symbol.name : target.kind === 'linker' ? target.name : '0';
      return { address: at, lines: [`${address(at)} ${size(ISLAND_SIZES[kind])}  island to ${name}`] };
    }),
  );
}

function listing(title: string, entries: Entry[]): string[] {
  if (entries.length === 0) return [];
  const sorted = [...entries].sort((a, b) => a.address - b.address);
  return [title, ...sorted.flatMap((entry) => entry.lines.map((line) => `  ${line}`)), ''];
}

/** The text of the map file. Deterministic. */
export function mapFile(
  appName: string,
  units: readonly LinkUnit[],
  space: CodeSpace,
  data: DataPlacement,
  entry: { name: string; address: number },
  sizes: LinkSizes,
): string {
  const taken = units
    .filter((unit) => unit.takenFor !== undefined)
    .map((unit) => `  ${unit.name} for ${unit.takenFor}`);
  const dropped = [...allSections(units)]
    .filter((section) => !section.live && section.size > 0)
    .map((section) => `  ${size(section.size)}  ${sectionLabel(section)}`);
  const lines = [
    `Map of ${appName}`,
    '',
    `entry ${entry.name} at ${address(entry.address)}`,
    '',
    ...formatSizes(sizes).trimEnd().split('\n'),
    '',
    ...(taken.length > 0 ? ['Archive members taken', ...taken, ''] : []),
    ...listing('Code space', [...sectionEntries(space.sections), ...islandEntries(space)]),
    ...listing('Data space', sectionEntries(DATA_KINDS.flatMap((kind) => liveSections(units, kind)))),
    'Linker symbols',
    ...LINKER_SYMBOLS.map((name) => `  ${address(linkerSymbolAddress(name, data.space))}          ${name}`),
    '',
    ...(dropped.length > 0 ? ['Sections left out', ...dropped, ''] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
