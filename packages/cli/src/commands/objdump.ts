/** `hsx objdump`: what is inside images, objects and archives. */
import { disassemble } from '@hsx/asm';
import { EXIT } from '@hsx/cc';
import type { ObjectFile, ObjectSection, Relocation } from '@hsx/image';
import { type Artefact, readArtefact, warnings } from '../artefact.js';
import { CodeSymbols } from '../code-symbols.js';
import { newCommand, parseArguments } from '../command-line.js';
import { CommandLineEnd } from '../command-line-end.js';
import type { CommandRunner } from '../context.js';
import { disassemblyLines, hexDump } from '../disassembly-view.js';
import { showError } from '../messages.js';
import { printable } from '../printable.js';
import { imageSymbols, type NamedSymbol, objectSymbols } from './nm.js';

interface Options {
  disassemble?: true;
  headers?: true;
  syms?: true;
  reloc?: true;
  fullContents?: true;
  lineNumbers?: true;
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
    .option('-l, --line-numbers', 'with -d: source lines')
    .option('-x, --all-headers', 'sections, symbols and relocations')
    .option('--json', 'as JSON')
    .helpOption('--help', 'show this help');
  parseArguments(command, args);
  const options = command.opts<Options>();
  if (options.allHeaders) Object.assign(options, { headers: true, syms: true, reloc: true });
  const { disassemble: code, headers, syms, reloc, fullContents } = options;
  if (![code, headers, syms, reloc, fullContents].includes(true)) {
    showError(
      context.terminal,
      context.program,
      'nothing to show',
      'ask for -d, -h, -t, -r or -s; `--help` explains them',
    );
    throw new CommandLineEnd(EXIT.usage);
  }
  const units = command.args.flatMap((path) => unitsOf(readArtefact(path, warnings(context))));
  const text = options.json
    ? `${JSON.stringify(
        units.map((unit) => unitJson(unit, options)),
        null,
        2,
      )}\n`
    : printable(units.map((unit) => unitText(unit, options)).join(''));
  context.terminal.out(text);
  return EXIT.ok;
};

/** A part of a file that is shown on its own; images and objects look the same from here on. */
interface Unit {
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
  nameAt(address: number): string | undefined;
  lineAt(address: number): string | undefined;
}

function unitsOf(artefact: Artefact): Unit[] {
  switch (artefact.kind) {
    case 'object':
      return [objectUnit(artefact.path, artefact.object)];
    case 'archive':
      return artefact.archive.members.map(({ name, object }) => objectUnit(`${artefact.path}(${name})`, object));
    case 'image':
      return [imageUnit(artefact)];
  }
}

function objectUnit(file: string, object: ObjectFile): Unit {
  const lineAt = (section: string) => (address: number) => {
    const row = object.debug?.lines.findLast((line) => line.section === section && line.offset <= address);
    return row === undefined ? undefined : `${object.debug?.files[row.file] ?? '?'}:${row.line}`;
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
      lineAt: lineAt(section.name),
    }),
  );
  const format = `HXO object, level ${object.isa}`;
  return { file, format, sections, symbols: objectSymbols(object), relocations: object.relocs };
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
    nameAt: () => undefined,
    lineAt: () => undefined,
  });
  const code: UnitSection = {
    ...data('code', 0, image.code),
    align: 4,
    isCode: true,
    nameAt: (address) => symbols.nameAt(address) ?? (address === header.entry ? 'entry' : undefined),
    lineAt: (address) => {
      const line = symbols.line(address);
      return line && `${line.file}:${line.line}`;
    },
  };
  const sections = [
    code,
    data('rodata', layout.roBase, image.rodata),
    data('data', layout.dataBase, image.data),
    data('bss', layout.bssBase, new Uint8Array(), header.bssSize),
  ].filter(({ size }) => size > 0);
  return {
    file: path,
    format: `HXE image, version ${header.version}`,
    sections,
    symbols: imageSymbols(sym),
    relocations: [],
  };
}

function unitText(unit: Unit, options: Options): string {
  const lines = ['', `${unit.file}:     ${unit.format}`];
  if (options.headers) lines.push('', 'Sections:', ...headerLines(unit));
  if (options.syms) lines.push('', 'Symbols:', ...symbolLines(unit));
  if (options.reloc) lines.push(...relocationLines(unit));
  if (options.fullContents) {
    for (const { name, bytes, address } of unit.sections) {
      if (bytes.length > 0) lines.push('', `Contents of section ${name}:`, ...hexDump(bytes, address));
    }
  }
  if (options.disassemble) {
    for (const section of unit.sections.filter(({ isCode }) => isCode)) {
      lines.push('', `Disassembly of section ${section.name}:`, '', ...codeLines(unit, section, options));
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

function relocationLines({ sections, relocations }: Unit): string[] {
  return sections.flatMap(({ name }) => {
    const own = relocations.filter(({ section }) => section === name);
    if (own.length === 0) return [];
    const rows = own.map(
      (relocation) => `${relocation.offset.toString(16).padStart(8, '0')} ${relocationText(relocation)}`,
    );
    return ['', `Relocations of section ${name}:`, ...rows];
  });
}

function codeLines(unit: Unit, section: UnitSection, options: Options): string[] {
  const own = unit.relocations.filter((relocation) => relocation.section === section.name);
  return disassemblyLines({
    code: section.bytes,
    nameAt: section.nameAt,
    ...(options.lineNumbers ? { lineAt: section.lineAt } : {}),
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
