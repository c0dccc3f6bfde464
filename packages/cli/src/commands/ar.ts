/** `hsx ar`: archives of objects, with ar's letters. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { EXIT, readInput, writeOutput } from '@hsx/cc';
import { type Archive, nearestName, readArchive, writeArchive, writeHxo } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { readArtefact, withName } from '../artefact.js';
import { newCommand, parseArguments } from '../command-line.js';
import { CommandLineEnd } from '../command-line-end.js';
import type { CommandContext, CommandRunner } from '../context.js';
import { showError } from '../messages.js';
import { printableLine } from '../printable.js';

export const ar: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description(
      'Archives of objects. The operation is one of\n  r  put objects in, replacing those of the same name (rcs is the usual spelling)\n  t  list the members\n  x  unpack members (all when none is named)\n  d  delete members\n  p  print members\nWith v it says what it does; t with v shows the bytes of code and data of each.',
    )
    .argument('<operation>', 'r, t, x, d or p; the letters c, s, u and v may be added')
    .argument('<archive>', 'the archive (.hxa)')
    .argument('[members...]', 'objects (.hxo) or names of members')
    .option('--json', 'with t: as JSON');
  // `-rcs` is an old habit too.
  parseArguments(
    command,
    args.map((arg, index) => (index === 0 ? arg.replace(/^-(?=[rtxdpcsuvq]+$)/, '') : arg)),
  );
  const [operation = '', path = '', ...members] = command.args;
  const letter = /^[csuv]*([rqtxdp])[csuv]*$/.exec(operation)?.[1];
  const has = (modifier: string) => operation.includes(modifier);
  const say = (text: string) => {
    if (has('v')) context.terminal.out(`${printableLine(text)}\n`);
  };
  switch (letter) {
    case 'r':
    case 'q':
      return replace(path, members, has('c'), say, context);
    case 't':
      return list(path, members, { json: command.opts<{ json?: true }>().json === true, verbose: has('v') }, context);
    case 'x':
      return extract(path, members, say);
    case 'd':
      return remove(path, members, say);
    case 'p':
      for (const { object } of selected(read(path), members, path)) context.terminal.out(writeHxo(object));
      return EXIT.ok;
    default:
      showError(
        context.terminal,
        context.program,
        `unknown operation '${operation}'`,
        'it is r, t, x, d or p, as in `rcs`',
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
  say: (text: string) => void,
  { terminal, program }: CommandContext,
): number {
  const fresh = !existsSync(path);
  if (fresh && !quiet) terminal.err(`${program}: creating ${path}\n`);
  const members = new Map(fresh ? [] : read(path).members.map((member) => [member.name, member]));
  for (const file of files) {
    const name = basename(file);
    const added = readArtefact(file, () => undefined);
    if (added.kind !== 'object')
      throw new HsxError('EINVAL', `${file}: an archive holds objects, and this is an ${added.kind}`);
    say(`${members.has(name) ? 'r' : 'a'} - ${name}`);
    members.set(name, { name, object: added.object });
  }
  writeOutput(path, writeArchive({ version: 1, members: [...members.values()] }));
  return EXIT.ok;
}

function list(
  path: string,
  names: readonly string[],
  { json, verbose }: { json: boolean; verbose: boolean },
  { terminal }: CommandContext,
): number {
  const members = selected(read(path), names, path);
  if (json) {
    terminal.out(
      `${JSON.stringify(
        members.map(({ name }) => name),
        null,
        2,
      )}\n`,
    );
    return EXIT.ok;
  }
  for (const { name, object } of members) {
    const bytes = [...object.sections.values()].reduce((sum, { size }) => sum + size, 0);
    terminal.out(`${verbose ? `${String(bytes).padStart(8)} ` : ''}${printableLine(name)}\n`);
  }
  return EXIT.ok;
}

function extract(path: string, names: readonly string[], say: (text: string) => void): number {
  const archive = read(path);
  for (const { name, object } of selected(archive, names, path)) {
    // A member's name comes from the file: only its last part may decide where it goes.
    const target = basename(name);
    if (target === '' || target === '.' || target === '..') {
      throw new HsxError('EINVAL', `${path}: the member name ${JSON.stringify(name)} is no file name`);
    }
    say(`x - ${name}`);
    writeOutput(target, writeHxo(object));
  }
  return EXIT.ok;
}

function remove(path: string, names: readonly string[], say: (text: string) => void): number {
  const archive = read(path);
  const gone = new Set(selected(archive, names, path, true));
  for (const { name } of gone) say(`d - ${name}`);
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
