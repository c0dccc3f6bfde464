/** `hsx size`: the sizes of code and data in the formats of GNU size. */
import { EXIT } from '@hsx/cc';
import type { ObjectFile } from '@hsx/image';
import { Option } from 'commander';
import { type Artefact, readArtefact, warnings } from '../artefact.js';
import { newCommand, parseArguments } from '../command-line.js';
import type { CommandRunner } from '../context.js';
import { printable } from '../printable.js';

interface Sizes {
  file: string;
  sections: SectionSize[];
  /** Code and read-only data, as gcc counts them. */
  text: number;
  data: number;
  bss: number;
}

interface SectionSize {
  name: string;
  size: number;
  /** First address in its space; 0 in objects. */
  address: number;
}

export const size: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description('Sizes in bytes: text is code and read-only data, data is initialised, bss is zeroed.')
    .argument('<file...>', 'images, objects, archives')
    .option('-A', 'each section by itself (also --format=sysv)')
    .option('-B', 'text, data and bss (also --format=berkeley); the default')
    .addOption(new Option('--format <name>', 'which of the two').choices(['sysv', 'berkeley']))
    .option('-t, --totals', 'with the sum of all')
    .option('--json', 'as JSON');
  parseArguments(command, args);
  const rows = command.args.flatMap((path) => sizesOf(readArtefact(path, warnings(context))));
  const options = command.opts<{ A?: true; format?: string; totals?: true; json?: true }>();
  if (options.json) {
    context.terminal.out(`${JSON.stringify(rows, null, 2)}\n`);
    return EXIT.ok;
  }
  if (options.A || options.format === 'sysv') {
    context.terminal.out(printable(rows.map(sectionTable).join('')));
    return EXIT.ok;
  }
  if (options.totals) {
    const sum = (name: 'text' | 'data' | 'bss') => rows.reduce((total, row) => total + row[name], 0);
    rows.push({ file: '(TOTALS)', sections: [], text: sum('text'), data: sum('data'), bss: sum('bss') });
  }
  const lines = ['   text\t   data\t    bss\t    dec\t    hex\tfilename'];
  for (const { file, text, data, bss } of rows) {
    const total = text + data + bss;
    const columns = [text, data, bss, total].map((value) => String(value).padStart(7));
    lines.push(`${columns.join('\t')}\t${total.toString(16).padStart(7)}\t${file}`);
  }
  context.terminal.out(printable(`${lines.join('\n')}\n`));
  return EXIT.ok;
};

function sectionTable({ file, sections }: Sizes): string {
  const width = Math.max(7, ...sections.map(({ name }) => name.length));
  const row = (name: string, bytes: number | string, address: number | string) =>
    `${name.padEnd(width)}  ${String(bytes).padStart(8)}  ${String(address).padStart(8)}`.trimEnd();
  const total = sections.reduce((sum, { size }) => sum + size, 0);
  const rows = [row('section', 'size', 'addr'), ...sections.map(({ name, size, address }) => row(name, size, address))];
  return `${[`${file}  :`, ...rows, row('Total', total, '')].join('\n')}\n\n`;
}

function sizesOf(artefact: Artefact): Sizes[] {
  switch (artefact.kind) {
    case 'object':
      return [objectSizes(artefact.path, artefact.object)];
    case 'archive':
      return artefact.archive.members.map(({ name, object }) => objectSizes(`${name} (ex ${artefact.path})`, object));
    case 'image': {
      const { codeLen, roLen, dataLen, bssSize } = artefact.image.header;
      const { roBase, dataBase, bssBase } = artefact.image.layout;
      const sections = [
        { name: 'code', size: codeLen, address: 0 },
        { name: 'rodata', size: roLen, address: roBase },
        { name: 'data', size: dataLen, address: dataBase },
        { name: 'bss', size: bssSize, address: bssBase },
      ];
      return [{ file: artefact.path, sections, text: codeLen + roLen, data: dataLen, bss: bssSize }];
    }
  }
}

function objectSizes(file: string, object: ObjectFile): Sizes {
  const sections = [...object.sections.values()].map(({ name, size }) => ({ name, size, address: 0 }));
  const sizes: Sizes = { file, sections, text: 0, data: 0, bss: 0 };
  for (const section of object.sections.values()) {
    const kind = section.name.split('.', 1)[0];
    const column = kind === 'bss' ? 'bss' : kind === 'text' || kind === 'rodata' ? 'text' : 'data';
    sizes[column] += section.size;
  }
  return sizes;
}
