/** `hsx nm`: symbols with gcc's letters. */
import { EXIT } from '@hsx/cc';
import type { ObjectFile, SymFile, SymRegion } from '@hsx/image';
import { type Artefact, readArtefact, warnings } from '../artefact.js';
import { newCommand, parseArguments } from '../command-line.js';
import type { CommandRunner } from '../context.js';
import { printableLine } from '../printable.js';

/** One symbol. `value` is a byte offset in its section, in images an address; `undefined` where it has none. */
export interface NamedSymbol {
  name: string;
  value: number | undefined;
  size: number;
  /** gcc's letter: T t text, R r rodata, D d data, B b bss, U undefined, W w V v weak, A a absolute. */
  letter: string;
}

type Options = Partial<
  Record<
    | 'debugSyms'
    | 'numericSort'
    | 'sizeSort'
    | 'reverseSort'
    | 'printSize'
    | 'printFileName'
    | 'undefinedOnly'
    | 'definedOnly'
    | 'externOnly'
    | 'json',
    true
  >
>;

export const nm: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description("Lists the symbols of objects, archives and images, with nm's letters.")
    .argument('<file...>', 'images, objects, archives')
    .option('-n, --numeric-sort', 'by address')
    .option('--size-sort', 'by size, which is shown instead of the address; only what has one')
    .option('-r, --reverse-sort', 'the other way round')
    .option('-S, --print-size', 'with sizes')
    .option('-A, --print-file-name', 'the file in front of each symbol')
    .option('-u, --undefined-only', 'only what is not defined')
    .option('--defined-only', 'only what is defined')
    .option('-a, --debug-syms', "also labels that the compiler made ('.L…')")
    .option('-g, --extern-only', 'only what other objects see')
    .option('--json', 'as JSON');
  parseArguments(command, args);
  const { terminal } = context;
  const options = command.opts<Options>();
  const tables = command.args.flatMap((path) => symbolTables(readArtefact(path, warnings(context))));
  for (const table of tables) {
    table.symbols = table.symbols
      .filter(({ name }) => options.debugSyms || !name.startsWith('.L'))
      .filter(({ value }) => !options.undefinedOnly || value === undefined)
      .filter(({ value }) => !options.definedOnly || value !== undefined)
      .filter(({ size }) => !options.sizeSort || size > 0)
      .filter(({ letter }) => !options.externOnly || letter === letter.toUpperCase())
      .sort((a, b) => difference(a, b, options) || (a.name < b.name ? -1 : 1));
    if (options.reverseSort) table.symbols.reverse();
  }
  if (options.json) {
    const facts = tables.map(({ file, symbols }) => ({ file, symbols }));
    terminal.out(`${JSON.stringify(facts, null, 2)}\n`);
    return EXIT.ok;
  }
  for (const { file, isImage, symbols } of tables) {
    if (tables.length > 1 && !options.printFileName) terminal.out(`\n${file}:\n`);
    if (symbols.length === 0) terminal.err(`${file}: no symbols${isImage ? IMAGE_HINT : ''}\n`);
    for (const symbol of symbols) {
      const name = options.printFileName ? `${printableLine(file)}:` : '';
      terminal.out(`${name}${columns(symbol, options)} ${symbol.letter} ${printableLine(symbol.name)}\n`);
    }
  }
  return EXIT.ok;
};

/** Address, or size, or both. */
function columns({ value, size }: NamedSymbol, { printSize, sizeSort }: Options): string {
  const column = (number: number) => (value === undefined ? ' '.repeat(8) : digits(number));
  if (printSize) return `${column(value ?? 0)} ${column(size)}`;
  return column(sizeSort ? size : (value ?? 0));
}

function difference(a: NamedSymbol, b: NamedSymbol, { sizeSort, numericSort }: Options): number {
  if (sizeSort) return a.size - b.size;
  return numericSort ? (a.value ?? -1) - (b.value ?? -1) : 0;
}

function digits(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** Symbols of images are in a file beside them, or in a section that not all have. */
const IMAGE_HINT = '; an image has some when it is linked with -g, --emit-sym or --embed-sym';

interface SymbolTable {
  file: string;
  isImage: boolean;
  symbols: NamedSymbol[];
}

function symbolTables(artefact: Artefact): SymbolTable[] {
  switch (artefact.kind) {
    case 'object':
      return [{ file: artefact.path, isImage: false, symbols: objectSymbols(artefact.object) }];
    case 'archive':
      return artefact.archive.members.map(({ name, object }) => ({
        file: `${artefact.path}(${name})`,
        isImage: false,
        symbols: objectSymbols(object),
      }));
    case 'image':
      return [{ file: artefact.path, isImage: true, symbols: imageSymbols(artefact.sym) }];
  }
}

const LETTERS: Readonly<Record<string, string>> = {
  text: 't',
  rodata: 'r',
  init_array: 'd',
  fini_array: 'd',
  data: 'd',
  bss: 'b',
  abs: 'a',
};

/** The symbols of an object, as nm shows them. */
export function objectSymbols(object: ObjectFile): NamedSymbol[] {
  return object.symbols.map(({ name, section, value, size, bind, kind }) => {
    const isUndefined = section === 'undef';
    let letter = isUndefined ? 'U' : (LETTERS[section.split('.', 1)[0] as string] ?? '?');
    if (bind === 'weak') {
      letter = kind === 'object' ? 'v' : 'w';
      if (!isUndefined) letter = letter.toUpperCase();
    } else if (bind === 'global') {
      letter = letter.toUpperCase();
    }
    return { name, value: isUndefined ? undefined : value, size, letter };
  });
}

const REGION_LETTERS: Readonly<Record<SymRegion['type'], string>> = {
  code: 'T',
  rodata: 'R',
  data: 'D',
  bss: 'B',
  heap: 'B',
  stack: 'B',
};

/** The symbols of an image, from its `.sym`. */
export function imageSymbols(sym: SymFile | undefined): NamedSymbol[] {
  if (sym === undefined) return [];
  const functions = sym.symbols.functions.map(
    ({ linkage_name: name, address: value, size }): NamedSymbol => ({ name, value, size, letter: 'T' }),
  );
  const known = new Set(functions.map(({ name }) => name));
  const labels = Object.entries(sym.symbols.labels).flatMap(([address, names]) =>
    names
      .filter((name) => !known.has(name))
      .map((name): NamedSymbol => ({ name, value: Number(address), size: 0, letter: 't' })),
  );
  const variables = sym.symbols.variables.map(({ name, address: value, size, scope }): NamedSymbol => {
    const letter = REGION_LETTERS[dataRegion(sym, value)?.type ?? 'data'];
    return { name, value, size, letter: scope === 'global' ? letter : letter.toLowerCase() };
  });
  return [...functions, ...labels, ...variables];
}

/** The region of a data address; a symbol may also stand at the end of one. */
function dataRegion({ memory_regions }: SymFile, address: number): SymRegion | undefined {
  const regions = memory_regions.filter(({ type }) => type !== 'code');
  return (
    regions.find(({ start, end }) => address >= start && address < end) ?? regions.find(({ end }) => address === end)
  );
}
