/** `hsx asm`: the assembler. */
import { assemble, dumpListingJson, writeListingText } from '@hsx/asm';
import { appNameFor, besideImage, EXIT, readInput, reportAll, writeOutput } from '@hsx/cc';
import { bytesToHex, type ObjectFile, writeHxo, writeListing } from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
import { link } from '@hsx/link';
import { collect, levelOption, newCommand, parseArguments } from '../command-line.js';
import type { CommandRunner } from '../context.js';
import { TerminalReporter } from '../terminal-reporter.js';

interface Options {
  output?: string;
  isa?: Level;
  listing?: string | true;
  dumpJson?: true;
  dumpBytes?: true;
  emitHxe?: string;
  include: string[];
}

export const asm: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description('Assembles MVASM to an object (FILE.hxo).')
    .argument('<file>', 'assembly source; - is standard input')
    .option('-o, --output <file>', 'name of the object')
    .addOption(levelOption().default('ext'))
    .option('-I, --include <dir>', 'folder searched by .include', collect, [])
    .option('--listing [file]', 'write a listing (FILE.lst, or --listing=NAME)')
    .option('--dump-json', 'print instructions and symbols as JSON')
    .option('--dump-bytes', 'print the contents of the sections in hexadecimal')
    .option('--emit-hxe <file>', 'also link the object alone to an image');
  parseArguments(command, args);
  const path = command.args[0] as string;
  const options = command.opts<Options>();
  const reporter = new TerminalReporter(context.terminal);

  const { object, diagnostics, listing } = assemble(readInput(path).toString('utf8'), {
    path,
    isa: options.isa ?? 'ext',
    includeDirs: options.include,
    listing: options.listing !== undefined,
    readFile: readIfPresent,
  });
  if (reportAll(diagnostics, reporter) || object === undefined) return EXIT.failure;

  const onlyPrints = options.dumpJson === true || options.dumpBytes === true;
  if (options.dumpJson) context.terminal.out(writeListing(dumpListingJson(object)));
  if (options.dumpBytes) context.terminal.out(sectionBytes(object));
  if (options.listing !== undefined) {
    const name = options.listing === true ? outputName(path, '.lst') : options.listing;
    writeOutput(name, writeListingText(listing), [path]);
  }
  if (options.emitHxe !== undefined) {
    const result = link([{ kind: 'object', name: path, object }], { appName: appNameFor(options.emitHxe) });
    if (reportAll(result.diagnostics, reporter) || result.image === undefined) return EXIT.failure;
    writeOutput(options.emitHxe, result.image, [path]);
  }
  if (options.output !== undefined || !(onlyPrints || options.emitHxe !== undefined)) {
    writeOutput(options.output ?? outputName(path, '.hxo'), writeHxo(object), [path]);
  }
  return EXIT.ok;
};

/** The name of an output beside the source; standard input has none. */
export function outputName(path: string, ending: string): string {
  if (path === '-') throw new HsxError('EINVAL', 'standard input gives no name for the output', 'name one with -o');
  return besideImage(path, ending);
}

function readIfPresent(path: string): string | undefined {
  try {
    return readInput(path).toString('utf8');
  } catch {
    return undefined;
  }
}

function sectionBytes(object: ObjectFile): string {
  const sections = [...object.sections.values()].filter(({ bytes }) => bytes.length > 0);
  return sections.map(({ name, bytes }) => `${name}: ${bytesToHex(bytes)}\n`).join('');
}
