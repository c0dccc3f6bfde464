/** `hsx objdump`: what is inside images, objects and archives. */
import { disassemble } from '@hsx/asm';
import { EXIT } from '@hsx/cc';
import { nearestName, type ObjectFile, type ObjectSection, type Relocation } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { Option } from 'commander';
import { type Artefact, readArtefact, warnings } from '../artefact.js';
import { CodeSymbols } from '../code-symbols.js';
import { collect, newCommand, parseArguments } from '../command-line.js';
import { CommandLineEnd } from '../command-line-end.js';
import type { CommandRunner } from '../context.js';
import { disassemblyLines, hexDump } from '../disassembly-view.js';
import { showError, showWarning } from '../messages.js';
import { printable } from '../printable.js';
import { SourceText } from '../source-text.js';
import { imageSymbols, type NamedSymbol, objectSymbols } from './nm.js';

interface Options {
  disassemble?: true;
  headers?: true;
  syms?: true;
  reloc?: true;
  fullContents?: true;
  lineNumbers?: true;
  source?: true;
  disassembleSymbols?: string[];
  section?: string[];
  /** False when words are not wanted. */
  showRawInsn: boolean;
  allHeaders?: true;
  json?: true;
}

export const objdump: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description('Shows what is inside images, objects and archives.')
    .argument('<file...>', 'images, objects, archives')
    .option('-d, --disassemble', 'the instructions')
    .option('-h, --headers', 'the sections')
    .option('-t, --syms', 'the symbols')
    .option('-r, --reloc', 'the relocations of objects')
    .option('-s, --full-contents', 'the bytes of every section')
    .option('-l, --line-numbers', 'with -d: file and line of the source')
    .option('-S, --source', 'the instructions below the lines of the source (needs -g)')
    .addOption(
      new Option('--disassemble-symbols <names>', 'only these functions (also --disassemble=NAME)').argParser(
        (value: string, before: string[] | undefined) => [...(before ?? []), ...value.split(',')],
      ),
    )
    .addOption(new Option('-j, --section <name>', 'only this section').argParser(collect))
    .option('--no-show-raw-insn', 'instructions without the words that they are')
    .option('-x, --all-headers', 'sections, symbols and relocations')
    .option('--json', 'as JSON')
    .helpOption('--help', 'show this help');
  parseArguments(
    command,
    args.map((arg) => arg.replace(/^--disassemble=/, '--disassemble-symbols=')),
  );
  const options = command.opts<Options>();
  if (options.source || options.disassembleSymbols !== undefined) options.disassemble = true;
  if (options.allHeaders) Object.assign(options, { headers: true, syms: true, reloc: true });
  const { disassemble: code, headers, syms, reloc, fullContents } = options;
  if (![code, headers, syms, reloc, fullContents].includes(true)) {
    showError(
      context.terminal,
      context.program,
      'nothing to show',
      'ask for -d, -S, -h, -t, -r or -s; `--help` explains them',
    );
    throw new CommandLineEnd(EXIT.usage);
  }
  const units = command.args.flatMap((path) => unitsOf(readArtefact(path, warnings(context))));
  narrow(units, options);
  if (options.source || options.lineNumbers) {
    for (const { file, sections } of units) {
      if (!sections.some(({ isCode, hasLines }) => isCode && hasLines))
        showWarning(context.terminal, context.program, `${file}: there are no source lines: they come with -g`);
    }
  }
  const text = options.json
    ? `${JSON.stringify(
        units.map((unit) => unitJson(unit, options)),
        null,
        2,
      )}\n`
    : printable(units.map((unit) => unitText(unit, options, context.cwd)).join(''));
  context.terminal.out(text);
  return EXIT.ok;
};

/** Leaves only what `-j` and `--disassemble-symbols` name. @throws HsxError ENOENT for a name that nothing has. */
function narrow(units: Unit[], { section: wanted, disassembleSymbols: names }: Options): void {
  for (const name of wanted ?? []) {
    if (!units.some(({ sections }) => sections.some((section) => section.name === name)))
      throw noSuch(
        'section',
        name,
        units.flatMap(({ sections }) => sections.map((section) => section.name)),
      );
  }
  const symbols = units.flatMap((unit) => unit.symbols.map(({ name }) => name));
  for (const name of names ?? []) if (!symbols.includes(name)) throw noSuch('symbol', name, symbols);
  if (wanted !== undefined)
    for (const unit of units) unit.sections = unit.sections.filter(({ name }) => wanted.includes(name));
}

function noSuch(what: string, name: string, known: readonly string[]): HsxError {
  const near = nearestName(name, new Set(known));
  return new HsxError(
    'ENOENT',
    `there is no ${what} '${name}'`,
    near === undefined ? undefined : `did you mean '${near}'?`,
  );
}

/** A part of a file that is shown on its own; images and objects look the same from here on. */
interface Unit {
  /** The file as the command line names it. */
  path: string;
  /** How it is called in what is shown. */
  file: string;
  format: string;
  sections: UnitSection[];
  symbols: NamedSymbol[];
  relocations: readonly Relocation[];
}

interface UnitSection {
  name: string;
  size: number;
  /** First address: in its space for images, 0 in objects. */
  address: number;
  align: number;
  bytes: Uint8Array;
  isCode: boolean;
  /** Whether source lines are known. */
  hasLines: boolean;
  nameAt(address: number): string | undefined;
  lineAt(address: number): { file: string; line: number } | undefined;
}

function unitsOf(artefact: Artefact): Unit[] {
  switch (artefact.kind) {
    case 'object':
      return [objectUnit(artefact.path, artefact.path, artefact.object)];
    case 'archive':
      return artefact.archive.members.map(({ name, object }) =>
        objectUnit(artefact.path, `${artefact.path}(${name})`, object),
      );
    case 'image':
      return [imageUnit(artefact)];
  }
}

function objectUnit(path: string, file: string, object: ObjectFile): Unit {
  const lineAt = (section: string) => (address: number) => {
    const row = object.debug?.lines.findLast((line) => line.section === section && line.offset <= address);
    return row === undefined ? undefined : { file: object.debug?.files[row.file] ?? '?', line: row.line };
  };
  const sections = [...object.sections.values()].map(
    (section: ObjectSection): UnitSection => ({
      name: section.name,
      size: section.size,
      address: 0,
      align: section.align,
      bytes: section.bytes,
      isCode: section.name === 'text' || section.name.startsWith('text.'),
      nameAt: (address) =>
        object.symbols.find((symbol) => symbol.section === section.name && symbol.value === address)?.name,
      hasLines: object.debug?.lines.some((row) => row.section === section.name) === true,
      lineAt: lineAt(section.name),
    }),
  );
  const format = `HXO object, level ${object.isa}`;
  return { path, file, format, sections, symbols: objectSymbols(object), relocations: object.relocs };
}

function imageUnit({ path, image, sym }: Extract<Artefact, { kind: 'image' }>): Unit {
  const { header, layout } = image;
  const symbols = new CodeSymbols(sym);
  const data = (name: string, address: number, bytes: Uint8Array, size = bytes.length): UnitSection => ({
    name,
    size,
    address,
    align: 8,
    bytes,
    isCode: false,
    hasLines: false,
    nameAt: () => undefined,
    lineAt: () => undefined,
  });
  const code: UnitSection = {
    ...data('code', 0, image.code),
    align: 4,
    isCode: true,
    hasLines: sym?.instructions.some(({ line }) => line > 0) === true,
    nameAt: (address) => symbols.nameAt(address) ?? (address === header.entry ? 'entry' : undefined),
    lineAt: (address) => symbols.line(address),
  };
  const sections = [
    code,
    data('rodata', layout.roBase, image.rodata),
    data('data', layout.dataBase, image.data),
    data('bss', layout.bssBase, new Uint8Array(), header.bssSize),
  ].filter(({ size }) => size > 0);
  return {
    path,
    file: path,
    format: `HXE image, version ${header.version}`,
    sections,
    symbols: imageSymbols(sym),
    relocations: [],
  };
}

function unitText(unit: Unit, options: Options, cwd: string): string {
  const lines = ['', `${unit.file}:     ${unit.format}`];
  if (options.headers) lines.push('', 'Sections:', ...headerLines(unit));
  if (options.syms) lines.push('', 'Symbols:', ...symbolLines(unit));
  // Instructions show their own.
  if (options.reloc) lines.push(...relocationLines(unit, options.disassemble === true));
  if (options.fullContents) {
    for (const { name, bytes, address } of unit.sections) {
      if (bytes.length > 0) lines.push('', `Contents of section ${name}:`, ...hexDump(bytes, address));
    }
  }
  if (options.disassemble) {
    const text = new SourceText(unit.path, cwd);
    for (const section of unit.sections.filter(({ isCode }) => isCode)) {
      const code = codeLines(unit, section, options, text);
      if (code.length > 0) lines.push('', `Disassembly of section ${section.name}:`, '', ...code);
    }
  }
  return `${lines.join('\n')}\n`;
}

function headerLines({ sections }: Unit): string[] {
  const width = Math.max(12, ...sections.map(({ name }) => name.length));
  return [
    `Idx ${'Name'.padEnd(width)}  Size      Address   Align`,
    ...sections.map(({ name, size, address, align }, index) => {
      const numbers = [size, address].map((value) => value.toString(16).padStart(8, '0')).join('  ');
      return `${String(index).padStart(3)} ${name.padEnd(width)}  ${numbers}  ${align}`;
    }),
  ];
}

function symbolLines({ symbols }: Unit): string[] {
  if (symbols.length === 0) return ['no symbols'];
  return symbols.map(({ name, value, size, letter }) => {
    const address = value === undefined ? ' '.repeat(8) : value.toString(16).padStart(8, '0');
    return `${address} ${letter} ${size.toString(16).padStart(8, '0')} ${name}`;
  });
}

function relocationText({ type, symbol, addend, minus, relax }: Relocation): string {
  const offset = addend === 0 ? '' : addend > 0 ? `+${addend}` : String(addend);
  return `${type} ${symbol}${offset}${minus === undefined ? '' : `-${minus}`}${relax ? ' (relaxable)' : ''}`;
}

function relocationLines({ sections, relocations }: Unit, withoutCode: boolean): string[] {
  return sections.flatMap(({ name, isCode }) => {
    if (isCode && withoutCode) return [];
    const own = relocations.filter(({ section }) => section === name);
    if (own.length === 0) return [];
    const rows = own.map(
      (relocation) => `${relocation.offset.toString(16).padStart(8, '0')} ${relocationText(relocation)}`,
    );
    return ['', `Relocations of section ${name}:`, ...rows];
  });
}

/** What `-l` and `-S` show above an instruction. */
function sourceLines(section: UnitSection, options: Options, text: SourceText): (address: number) => string[] {
  return (address) => {
    const place = section.lineAt(address);
    if (place === undefined) return [];
    const line = options.source ? text.line(place.file, place.line) : undefined;
    const name = options.lineNumbers || line === undefined ? [`; ${place.file}:${place.line}`] : [];
    return [...name, ...(line === undefined ? [] : [`; ${line}`])];
  };
}

function codeLines(unit: Unit, section: UnitSection, options: Options, text: SourceText): string[] {
  const own = unit.relocations.filter((relocation) => relocation.section === section.name);
  return disassemblyLines({
    code: section.bytes,
    nameAt: section.nameAt,
    ...(options.lineNumbers || options.source ? { sourceAt: sourceLines(section, options, text) } : {}),
    ...(options.disassembleSymbols === undefined ? {} : { only: new Set(options.disassembleSymbols) }),
    withoutWords: !options.showRawInsn,
    notesAt: (address) =>
      own
        // A two-word instruction's relocation is at its second word.
        .filter(({ offset, type }) => offset === address || (type === 'ABS32' && offset === address + 4))
        .map((relocation) => `${relocation.offset.toString(16)}: ${relocationText(relocation)}`),
  });
}

function unitJson(unit: Unit, options: Options): unknown {
  return {
    file: unit.file,
    format: unit.format,
    ...(options.headers
      ? { sections: unit.sections.map(({ name, size, address, align }) => ({ name, size, address, align })) }
      : {}),
    ...(options.syms ? { symbols: unit.symbols } : {}),
    ...(options.reloc ? { relocations: unit.relocations } : {}),
    ...(options.fullContents
      ? { contents: unit.sections.map(({ name, bytes }) => ({ name, hex: Buffer.from(bytes).toString('hex') })) }
      : {}),
    ...(options.disassemble
      ? {
          code: unit.sections
            .filter(({ isCode }) => isCode)
            .map(({ name, bytes, nameAt }) => ({
              section: name,
              instructions: disassemble(bytes, { symbolAt: nameAt, svcNames: true }).map(
                ({ address, words, text, target }) => ({
                  address,
                  words,
                  text,
                  ...(nameAt(address) === undefined ? {} : { symbol: nameAt(address) }),
                  ...(target === undefined ? {} : { target }),
                }),
              ),
            })),
        }
      : {}),
  };
}
