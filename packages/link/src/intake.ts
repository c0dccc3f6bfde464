/** From an object to a link unit. The reader of `.hxo` files has checked most of this; objects made in memory come here unchecked. */
import {
  ABSOLUTE_SECTION,
  ALIGN_MAX,
  type ObjectFile,
  type ObjectSection,
  type ObjectSymbol,
  RELOCATION_SHAPES,
  type Relocation,
  type SectionKind,
  sectionKind,
} from '@hsx/image';
import { CAPABILITIES } from '@hsx/isa';
import { linePlace, type Messages, note, symbolPlace, unitPlace } from './places.js';
import { isUndefined, type LinkSection, type LinkUnit, SECTION_KINDS, WORD } from './program.js';

/** Builds the unit and reports what cannot be linked. A section or relocation that is reported is left out of the unit. */
export function intake(
  object: ObjectFile,
  name: string,
  order: [number, number],
  messages: Messages,
  origin: { takenFor?: string; yields?: boolean } = {},
): LinkUnit {
  const unit: LinkUnit = { name, object, order, yields: false, ...origin, sections: new Map(), symbols: new Map() };
  for (const section of object.sections.values()) addSection(unit, section, messages);
  for (const symbol of object.symbols) addSymbol(unit, symbol, messages);
  for (const reloc of object.relocs) addRelocation(unit, reloc, messages);
  for (const cap of object.caps) {
    if (!Object.hasOwn(CAPABILITIES, cap)) messages.error(unitPlace(unit), `unknown capability '${cap}'`);
  }
  return unit;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function addSection(unit: LinkUnit, section: ObjectSection, messages: Messages): void {
  const { name, bytes, size, align } = section;
  const kind = sectionKind(name);
  const problem =
    kind === undefined ? `unknown kind, expected ${SECTION_KINDS.join(', ')}` : sectionProblem(section, kind);
  if (kind === undefined || problem !== undefined) {
    messages.error(unitPlace(unit), `section '${name}': ${problem}`);
    return;
  }
  const words = kind === 'text' || kind.endsWith('_array');
  unit.sections.set(name, {
    unit,
    name,
    kind,
    align: Math.max(align, words ? WORD : 1),
    bytes,
    size,
    relocs: [],
    live: false,
    address: 0,
    removed: [],
  } satisfies LinkSection);
}

function sectionProblem({ bytes, size, align }: ObjectSection, kind: SectionKind): string | undefined {
  if (!isCount(align) || align === 0 || align > ALIGN_MAX || (align & (align - 1)) !== 0)
    return `alignment ${align} is not a power of two up to ${ALIGN_MAX}`;
  if (!isCount(size)) return `size ${size} is not a count of bytes`;
  if (kind === 'bss' ? bytes.length !== 0 : bytes.length !== size)
    return `${bytes.length} bytes of contents do not agree with the size ${size}`;
  if (kind === 'text' && size % WORD !== 0) return `size ${size} of code is not a multiple of ${WORD}`;
  if (kind.endsWith('_array') && size % WORD !== 0)
    return `size ${size} is not a multiple of ${WORD}, the size of an address`;
  return undefined;
}

function addSymbol(unit: LinkUnit, symbol: ObjectSymbol, messages: Messages): void {
  const earlier = unit.symbols.get(symbol.name);
  if (earlier !== undefined && !isUndefined(earlier)) {
    if (isUndefined(symbol)) return;
    messages.error(symbolPlace(unit, symbol), `symbol '${symbol.name}' is defined twice in ${unit.name}`, {
      notes: [note(symbolPlace(unit, earlier), `first definition of '${symbol.name}'`)],
    });
    return;
  }
  if (!isUndefined(symbol)) {
    const section = unit.object.sections.get(symbol.section);
    if (symbol.section !== ABSOLUTE_SECTION && section === undefined) {
      messages.error(
        unitPlace(unit),
        `symbol '${symbol.name}' lies in section '${symbol.section}', which does not exist`,
      );
      return;
    }
    const inside =
      section === undefined
        ? Number.isSafeInteger(symbol.value)
        : isCount(symbol.value) && symbol.value <= section.size;
    if (!inside || !isCount(symbol.size)) {
      messages.error(
        unitPlace(unit),
        `symbol '${symbol.name}' at ${symbol.value}, size ${symbol.size}, lies outside its section`,
      );
      return;
    }
  }
  // A weak and a strong reference to one name make a strong one.
  if (earlier !== undefined && earlier.bind !== 'weak') return;
  unit.symbols.set(symbol.name, symbol);
}

function addRelocation(unit: LinkUnit, reloc: Relocation, messages: Messages): void {
  const section = unit.sections.get(reloc.section);
  // A section that was refused has had its message.
  if (section === undefined && unit.object.sections.has(reloc.section)) return;
  const problem = section === undefined ? 'there is no such section' : relocationProblem(section, reloc);
  if (section === undefined || problem !== undefined) {
    const what = `relocation ${reloc.type} against '${reloc.symbol}' in ${unit.name}(${reloc.section})`;
    messages.error(linePlace(unit, reloc.line), `${what}: ${problem}`);
    return;
  }
  section.relocs.push(reloc);
}

function relocationProblem(section: LinkSection, { type, offset, addend, minus }: Relocation): string | undefined {
  const shape = Object.hasOwn(RELOCATION_SHAPES, type) ? RELOCATION_SHAPES[type] : undefined;
  if (shape === undefined) return 'unknown type of relocation';
  if (section.kind === 'bss') return 'a bss section has no contents to relocate';
  const instruction = shape.place === 'instruction';
  if (instruction && section.kind !== 'text') return 'this type belongs to an instruction, so to a text section';
  if (!isCount(offset)) return `offset ${offset} is not a count of bytes`;
  if (offset + shape.width > section.size) return `offset ${offset} is outside the section of ${section.size} bytes`;
  if (instruction && offset % WORD !== 0) return `offset ${offset} is not a multiple of ${WORD}`;
  if (!Number.isSafeInteger(addend)) return `addend ${addend} is not an integer`;
  if (shape.difference && minus === undefined) return 'the symbol to subtract is missing';
  if (!shape.difference && minus !== undefined) return "'minus' belongs to the DIFF types only";
  return undefined;
}
