/** Object files as JSON (formats.md §1): read with every check the linker relies on, written the same way every time. */
import { BY_OPCODE } from '@hsx/isa';
import { bytesToHex, hexToBytes } from './hex-bytes.js';
import { checkDebug, debugText } from './hxo-debug.js';
import { type ObjectJson, objectSchema } from './hxo-schema.js';
import { badJson, parseJson, shown, validate } from './json-input.js';
import { ADDRESS_SPACE_MAX } from './layout.js';
import {
  commandsProblem,
  halfToJson,
  mailboxesProblem,
  mailboxFromJson,
  valueFromJson,
  valuesProblem,
} from './metadata.js';
import type { ObjectFile, ObjectMetadata, ObjectSection, ObjectSymbol, Relocation } from './object.js';
import { ABSOLUTE_SECTION, RELOCATION_SHAPES, sectionKind, UNDEFINED_SECTION } from './relocation.js';

/** The largest object file or archive that is read, in characters: a full space as hexadecimal text, and as much again. */
export const HXO_SIZE_MAX = 4 * ADDRESS_SPACE_MAX;

type Path = readonly PropertyKey[];

/** Checks one parsed object; paths start at `base`, so that archives name the member's place. */
class ObjectReader {
  readonly #what: string;
  readonly #base: Path;

  constructor(what: string, base: Path) {
    this.#what = what;
    this.#base = base;
  }

  #bad(path: Path, problem: string): never {
    throw badJson(this.#what, [...this.#base, ...path], problem);
  }

  read(json: ObjectJson): ObjectFile {
    const sections = this.#sections(json);
    const symbols = this.#symbols(json, sections);
    const relocs = this.#relocations(json, sections, symbols);
    const object: ObjectFile = {
      version: 1,
      isa: json.isa,
      source: json.source,
      sections,
      relocs,
      symbols,
      keep: json.keep,
      caps: json.caps,
      metadata: this.#metadata(json),
    };
    if (json.entry !== undefined) object.entry = json.entry;
    if (json.debug !== undefined) {
      checkDebug(json.debug, sections, (path, problem) => this.#bad(['debug', ...path], problem));
      object.debug = json.debug;
    }
    return object;
  }

  #sections(json: ObjectJson): Map<string, ObjectSection> {
    const sections = new Map<string, ObjectSection>();
    let total = 0;
    for (const [name, entry] of Object.entries(json.sections)) {
      const path = ['sections', name];
      const kind = sectionKind(name);
      if (kind === undefined) {
        this.#bad(
          path,
          'no section name, expected text, rodata, data or bss with or without .suffix, or init_array or fini_array',
        );
      }
      const { hex, size, align } = typeof entry === 'string' ? { hex: entry } : { ...entry };
      const alignment = align ?? 4;
      if ((alignment & (alignment - 1)) !== 0) this.#bad([...path, 'align'], `${alignment} is no power of two`);
      if (kind === 'text' && alignment < 4)
        this.#bad([...path, 'align'], `${alignment}, expected at least 4 for instructions`);
      if (kind === 'bss' && hex !== undefined && hex !== '')
        this.#bad([...path, 'hex'], 'a bss section has no contents, expected size');
      if (kind !== 'bss' && hex === undefined) this.#bad(path, 'hex is missing');
      const bytes = hexToBytes(hex ?? '');
      if (typeof bytes === 'string') this.#bad([...path, 'hex'], bytes);
      if (kind !== 'bss' && size !== undefined && size !== bytes.length) {
        this.#bad([...path, 'size'], `${size}, expected the ${bytes.length} bytes of hex`);
      }
      if (bytes.length % 4 !== 0 && (kind === 'text' || kind === 'init_array' || kind === 'fini_array')) {
        this.#bad([...path, 'hex'], `${bytes.length} bytes, expected whole words`);
      }
      const section = { name, bytes, size: kind === 'bss' ? (size ?? 0) : bytes.length, align: alignment };
      total += section.size;
      if (total > 2 * ADDRESS_SPACE_MAX)
        this.#bad(path, `sections of ${total} bytes together, more than any image can hold`);
      sections.set(name, section);
    }
    return sections;
  }

  #symbols(json: ObjectJson, sections: Map<string, ObjectSection>): ObjectSymbol[] {
    const first = new Map<string, number>();
    return json.symbols.map((entry, index) => {
      const path = ['symbols', index];
      const { name, section, value, size, bind, kind, convention, line } = entry;
      const before = first.get(name);
      if (before !== undefined)
        this.#bad([...path, 'name'], `${shown(name)} is listed twice (first as symbols[${before}])`);
      first.set(name, index);
      if (section === UNDEFINED_SECTION) {
        if (bind === 'local')
          this.#bad([...path, 'bind'], `${shown(name)} is undefined and local, expected global or weak`);
        if (value !== 0 || size !== 0) this.#bad(path, `${shown(name)} is undefined, expected value and size 0`);
      } else if (section !== ABSOLUTE_SECTION) {
        const home = sections.get(section);
        if (home === undefined) this.#bad([...path, 'section'], `${shown(section)} is no section of this object`);
        if (value < 0 || value > home.size) {
          this.#bad([...path, 'value'], `${value} lies outside ${shown(section)} (${home.size} bytes)`);
        }
        if (value + size > home.size) {
          this.#bad(
            [...path, 'size'],
            `${shown(name)} ends at ${value + size}, outside ${shown(section)} (${home.size} bytes)`,
          );
        }
        if (kind === 'func' && value % 4 !== 0)
          this.#bad([...path, 'value'], `${value}, expected a multiple of 4 for a function`);
      }
      const symbol: ObjectSymbol = { name, section, value, size, bind, kind };
      if (convention !== undefined) symbol.convention = convention;
      if (line !== undefined) symbol.line = line;
      return symbol;
    });
  }

  /** A name that no symbol is listed for is an undefined reference: the older form lists definitions only. */
  #relocations(json: ObjectJson, sections: Map<string, ObjectSection>, symbols: ObjectSymbol[]): Relocation[] {
    const listed = new Set(symbols.map((symbol) => symbol.name));
    const refer = (name: string): void => {
      if (listed.has(name)) return;
      listed.add(name);
      symbols.push({ name, section: UNDEFINED_SECTION, value: 0, size: 0, bind: 'global', kind: 'notype' });
    };
    return json.relocs.map((entry, index) => {
      const path = ['relocs', index];
      this.#checkPlace(entry, path, sections);
      const { section, offset, type, symbol, addend, minus, relax, line } = entry;
      const relocation: Relocation = { section, offset, type, symbol, addend };
      refer(symbol);
      if (minus !== undefined) {
        relocation.minus = minus;
        refer(minus);
      }
      if (relax !== undefined) relocation.relax = relax;
      if (line !== undefined) relocation.line = line;
      return relocation;
    });
  }

  #checkPlace(entry: ObjectJson['relocs'][number], path: Path, sections: Map<string, ObjectSection>): void {
    const { section, offset, type, minus, relax } = entry;
    const home = sections.get(section);
    const { width, place, difference } = RELOCATION_SHAPES[type];
    if (home === undefined) this.#bad([...path, 'section'], `${shown(section)} is no section of this object`);
    const kind = sectionKind(section);
    if (kind === 'bss') this.#bad([...path, 'section'], `${shown(section)} has no contents to relocate`);
    if (place === 'instruction' && kind !== 'text') {
      this.#bad([...path, 'type'], `${type} patches an instruction, but ${shown(section)} holds none`);
    }
    if (offset + width > home.size) {
      this.#bad(
        [...path, 'offset'],
        `${offset}, the ${width} bytes there lie outside ${shown(section)} (${home.size} bytes)`,
      );
    }
    const unit = place === 'instruction' ? 4 : kind === 'text' ? width : 1;
    if (offset % unit !== 0)
      this.#bad([...path, 'offset'], `${offset}, expected a multiple of ${unit} for ${type} in ${shown(section)}`);
    if (difference !== (minus !== undefined))
      this.#bad([...path, 'minus'], `${difference ? 'missing for' : 'has no meaning for'} ${type}`);
    if (relax === true && !(type === 'ABS32' && kind === 'text' && this.#isLiteral(home, offset))) {
      this.#bad(
        [...path, 'relax'],
        `only the literal of an LDI32 can be relaxed, and there is none at ${shown(section)}+${offset}`,
      );
    }
  }

  /** Whether the word before `offset` is an LDI32, so that `offset` is its literal. */
  #isLiteral(section: ObjectSection, offset: number): boolean {
    return offset >= 4 && BY_OPCODE[section.bytes[offset - 4] ?? 0]?.mnemonic === 'LDI32';
  }

  #metadata(json: ObjectJson): ObjectMetadata {
    const { values: valueJson, commands, mailboxes: mailboxJson } = json.metadata;
    const values = valueJson.map(valueFromJson);
    const mailboxes = mailboxJson.map((entry, index) => {
      const mailbox = mailboxFromJson(entry);
      if (typeof mailbox === 'string') this.#bad(['metadata', 'mailboxes', index], mailbox);
      return mailbox;
    });
    const lists = [
      ['values', valuesProblem(values)],
      ['commands', commandsProblem(commands)],
      ['mailboxes', mailboxesProblem(mailboxes)],
    ] as const;
    for (const [list, problem] of lists) {
      if (problem !== undefined) this.#bad(['metadata', list, problem.index], problem.problem);
    }
    for (const [index, { handler }] of commands.entries()) {
      if (typeof handler === 'number' && handler % 4 !== 0) {
        this.#bad(['metadata', 'commands', index, 'handler'], `${handler}, expected a multiple of 4`);
      }
    }
    return { values, commands, mailboxes };
  }
}

/**
 * Reads an object file. The result satisfies every rule of the format: symbols lie in their sections, relocations too, names are unique.
 * @param what how messages call it, for example its file name.
 * @throws HsxError EBADMSG with the JSON path, what was found and what was expected.
 */
export function readHxo(input: string | Uint8Array, what = 'HXO object'): ObjectFile {
  return objectFromJson(validate(objectSchema, parseJson(input, what, HXO_SIZE_MAX), what), what, []);
}

/** The object of JSON that has the right shape, at a path of its file. Throws as `readHxo` does. */
export function objectFromJson(json: ObjectJson, what: string, base: Path): ObjectFile {
  return new ObjectReader(what, base).read(json);
}

/** A list with one element per line, so that a difference between two objects reads well. */
function list(entries: readonly unknown[]): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n ]`;
}

function sectionsText(sections: ObjectFile['sections']): string {
  const lines = [...sections.values()].map(({ name, bytes, size, align }) => {
    const content = sectionKind(name) === 'bss' ? { size, align } : { hex: bytesToHex(bytes), align };
    return `  ${JSON.stringify(name)}: ${JSON.stringify(content)}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n }`;
}

function metadataText({ values, commands, mailboxes }: ObjectMetadata): string {
  const plain = values.map((value) => ({
    group: value.group,
    id: value.id,
    flags: value.flags,
    auth: value.auth,
    init: halfToJson(value.init),
    name: value.name,
    unit: value.unit,
    group_name: value.group_name,
    epsilon: halfToJson(value.epsilon),
    min: halfToJson(value.min),
    max: halfToJson(value.max),
    persist_key: value.persist_key,
    rate_ms: value.rate_ms,
    debounce_ms: value.debounce_ms,
  }));
  const handlers = commands.map(({ group, id, flags, auth, handler, name, help, group_name }) => ({
    group,
    id,
    flags,
    auth,
    handler,
    name,
    help,
    group_name,
  }));
  const targets = mailboxes.map(({ target, capacity, mode_mask, owner_pid, bindings }) => ({
    target,
    capacity,
    mode_mask,
    owner_pid,
    bindings,
  }));
  return `{ "values": ${list(plain)}, "commands": ${list(handlers)}, "mailboxes": ${list(targets)} }`;
}

/** The JSON text of an object, keys in a fixed order and everything else in the object's: the same object gives the same text. */
export function writeHxo(object: ObjectFile): string {
  const relocs = object.relocs.map(({ section, offset, type, symbol, addend, minus, relax, line }) => ({
    section,
    offset,
    type,
    symbol,
    addend,
    minus,
    relax,
    line,
  }));
  const symbols = object.symbols.map(({ name, section, value, size, bind, kind, convention, line }) => ({
    name,
    section,
    value,
    size,
    bind,
    kind,
    convention,
    line,
  }));
  const members: [string, string | undefined][] = [
    ['version', '1'],
    ['isa', JSON.stringify(object.isa)],
    ['source', JSON.stringify(object.source)],
    ['sections', sectionsText(object.sections)],
    ['relocs', list(relocs)],
    ['symbols', list(symbols)],
    ['entry', object.entry === undefined ? undefined : JSON.stringify(object.entry)],
    ['keep', JSON.stringify(object.keep)],
    ['caps', JSON.stringify(object.caps)],
    ['metadata', metadataText(object.metadata)],
    ['debug', object.debug === undefined ? undefined : debugText(object.debug)],
  ];
  const lines = members.filter(([, text]) => text !== undefined).map(([key, text]) => ` "${key}": ${text}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
