/** `hsx ar`: archives of objects, with ar's letters. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { EXIT, readInput, writeOutput } from '@hsx/cc';
import { type Archive, nearestName, readArchive, readHxo, writeArchive, writeHxo } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { withName } from '../artefact.js';
import { newCommand, parseArguments } from '../command-line.js';
import { CommandLineEnd } from '../command-line-end.js';
import type { CommandContext, CommandRunner } from '../context.js';
import { showError } from '../messages.js';
import { printableLine } from '../printable.js';

export const ar: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description(
      'Archives of objects. The operation is one of\n  r  put objects in, replacing those of the same name (rcs is the usual spelling)\n  t  list the members\n  x  unpack members (all when none is named)\n  d  delete members',
    )
    .argument('<operation>', 'r, t, x or d; the letters c, s, u and v may be added')
    .argument('<archive>', 'the archive (.hxa)')
    .argument('[members...]', 'objects (.hxo) or names of members')
    .option('--json', 'with t: as JSON');
  // `-rcs` is an old habit too.
  parseArguments(
    command,
    args.map((arg, index) => (index === 0 ? arg.replace(/^-(?=[rtxdcsuvq]+$)/, '') : arg)),
  );
  const [operation = '', path = '', ...members] = command.args;
  const letter = /^[csuv]*([rqtxd])[csuv]*$/.exec(operation)?.[1];
  switch (letter) {
    case 'r':
    case 'q':
      return replace(path, members, operation.includes('c'), context);
    case 't':
      return list(path, command.opts<{ json?: true }>().json === true, context);
    case 'x':
      return extract(path, members, operation.includes('v'), context);
    case 'd':
      return remove(path, members);
    default:
      showError(
        context.terminal,
        context.program,
        `unknown operation '${operation}'`,
        'it is r, t, x or d, as in `rcs`',
      );
      throw new CommandLineEnd(EXIT.usage);
  }
};

function read(path: string): Archive {
  return withName(path, () => readArchive(readInput(path)));
}

function replace(
  path: string,
  files: readonly string[],
  quiet: boolean,
  { terminal, program }: CommandContext,
): number {
  const fresh = !existsSync(path);
  if (fresh && !quiet) terminal.err(`${program}: creating ${path}\n`);
  const members = new Map(fresh ? [] : read(path).members.map((member) => [member.name, member]));
  for (const file of files) {
    const name = basename(file);
    members.set(name, { name, object: withName(file, () => readHxo(readInput(file))) });
  }
  writeOutput(path, writeArchive({ version: 1, members: [...members.values()] }));
  return EXIT.ok;
}

function list(path: string, json: boolean, { terminal }: CommandContext): number {
  const names = read(path).members.map(({ name }) => name);
  terminal.out(json ? `${JSON.stringify(names, null, 2)}\n` : names.map((name) => `${printableLine(name)}\n`).join(''));
  return EXIT.ok;
}

function extract(path: string, names: readonly string[], verbose: boolean, { terminal }: CommandContext): number {
  const archive = read(path);
  for (const { name, object } of selected(archive, names, path)) {
    // A member's name comes from the file: only its last part may decide where it goes.
    const target = basename(name);
    if (target === '' || target === '.' || target === '..') {
      throw new HsxError('EINVAL', `${path}: the member name ${JSON.stringify(name)} is no file name`);
    }
    if (verbose) terminal.out(`x - ${name}\n`);
    writeOutput(target, writeHxo(object));
  }
  return EXIT.ok;
}

function remove(path: string, names: readonly string[]): number {
  const archive = read(path);
  const gone = new Set(selected(archive, names, path, true));
  writeOutput(path, writeArchive({ version: 1, members: archive.members.filter((member) => !gone.has(member)) }));
  return EXIT.ok;
}

function selected(archive: Archive, names: readonly string[], path: string, onlyNamed = false): Archive['members'] {
  if (names.length === 0 && !onlyNamed) return archive.members;
  return names.map((wanted) => {
    const member = archive.members.find(({ name }) => name === wanted);
    if (member !== undefined) return member;
    const close = nearestName(
      wanted,
      archive.members.map(({ name }) => name),
    );
    throw new HsxError(
      'ENOENT',
      `${path}: there is no member ${wanted}`,
      close === undefined ? undefined : `did you mean '${close}'?`,
    );
  });
}
