/** The headers have what C11 says that they have, of the right types, and nothing else that a program might trip over. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildFailed, CollectingReporter, Compiler, findSdk, selectClang } from '@hsx/cc';
import { beforeAll, describe, expect, it } from 'vitest';
import { C11, type Header, isReserved, prototypes, words } from './c11.js';
import { libraryOf } from './library-guest.js';
import { buildProgram } from './run-program.js';

const sdk = findSdk(undefined, process.env);
const frontEnd = selectClang(undefined, process.env);
const document = readFileSync(fileURLToPath(new URL('../../docs/sdk.md', import.meta.url)), 'utf8');

/** What clang says about a text, or what it gives out. */
async function clang(text: string, ...args: string[]): Promise<{ output: string; said: string[] }> {
  const reporter = new CollectingReporter();
  const settings = { level: 'ext', optimisation: '-Os', debug: false, includeDirs: [], clangArgs: [] } as const;
  const compiler = new Compiler(
    { ...settings, includeDirs: [], sdkIncludes: sdk.includes, sdkFolder: sdk.folder },
    sdk.folder,
    reporter,
    () => frontEnd,
  );
  const source = { path: '-', kind: 'c', bytes: Buffer.from(text) } as const;
  const output = await compiler.runClang(compiler.clangArgs(source, args), source).catch((error: unknown) => {
    if (!(error instanceof BuildFailed)) throw error;
    return undefined;
  });
  return { output: output === undefined ? '' : Buffer.from(output.stdout).toString('utf8'), said: reporter.texts };
}

const STRICT = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];
const CHECK = ['-fsyntax-only', ...STRICT];
const offered = Object.entries(C11).filter(([, { absent }]) => !absent?.startsWith('all'));

/** The header and those whose names it has as well. */
const family = (name: string): Header[] => {
  const header = C11[name] as Header;
  return [header, ...(header.includes ?? []).flatMap(family)];
};

/** All of C11's names in a header. */
function namesOf(name: string): Set<string> {
  return new Set(
    family(name).flatMap((header) => [
      ...prototypes(header).keys(),
      ...words(header.types).flatMap((type) => type.split(' ')),
      ...words(header.members),
      ...words(header.constants),
      ...Object.keys(header.values ?? {}),
      ...words(header.macros),
    ]),
  );
}

/** A translation unit that fails to compile when the header differs from the standard. */
function unit(name: string, header: Header): string {
  const lines = ['extern int x;', `#include <${name}>`, `#include <${name}>`];
  for (const macro of words(header.constants))
    lines.push(`#if !defined ${macro} || (${macro} == 0 && ${macro} != 0)`, `#error "${macro}"`, '#endif');
  for (const macro of [...words(header.macros), ...Object.keys(header.values ?? {})])
    lines.push(`#ifndef ${macro}`, `#error "${macro}"`, '#endif');
  Object.entries(header.values ?? {}).forEach(([macro, type], i) => {
    lines.push(`int value${i} = _Generic((${macro}), ${type}: 1);`);
  });
  const types = (header.types ?? '').match(/struct \w+|\w+/g) ?? [];
  types.forEach((type, i) => {
    lines.push(`typedef int type${i}[sizeof(${type}) != 0 ? 1 : -1];`.replace('sizeof(FILE)', 'sizeof(FILE *)'));
  });
  // va_list is no name of stdio.h.
  if ((header.functions ?? '').includes('va_list')) lines.push('#include <stdarg.h>');
  for (const [function_, prototype] of prototypes(header)) {
    // A macro may hide a function, but not take its place.
    lines.push(`#undef ${function_}`, `${prototype};`);
    lines.push(`extern void *address_of_${function_}; void *address_of_${function_} = (void *)&${function_};`);
  }
  return `${lines.join('\n')}\n`;
}

describe.each(offered)('%s', (name, header) => {
  it('has the names of C11, with their types, usable as the standard has it', async () => {
    expect((await clang(unit(name, header), ...CHECK)).said).toEqual([]);
  });

  // Those of the compiler are its own business.
  if (!existsSync(`${sdk.folder}/include/${name}`)) return;

  it.each([
    ['-std=c11', false],
    ['-std=gnu11', true],
  ])('has no other names that programs may use, with %s', async (standard, extended) => {
    const text = `#include <${name}>\n`;
    const tokens = (await clang(text, '-E', '-P', standard)).output.replaceAll(/^\s*#.*/gm, '');
    const macros = (await clang(text, '-E', '-dM', standard)).output;
    const predefined = new Set((await clang('', '-E', '-dM', standard)).output.split('\n'));
    const allowed = namesOf(name);
    if (extended) for (const { extensions } of family(name)) for (const word of words(extensions)) allowed.add(word);
    // E with a digit or capital letter is reserved for errno.h.
    if (name === 'errno.h') for (const word of words(header.extensions)) allowed.add(word);
    const found = [
      ...(tokens.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []),
      ...macros
        .split('\n')
        .filter((line) => !predefined.has(line))
        .map((line) => /^#define (\w+)/.exec(line)?.[1] ?? ''),
    ];
    const strange = found.filter((one) => one !== '' && !isReserved(one) && !allowed.has(one) && !KEYWORDS.has(one));
    expect([...new Set(strange)].sort()).toEqual([]);
    if (!extended) return;
    const there = new Set(found);
    for (const word of words(header.extensions)) expect(there, word).toContain(word);
    for (const word of words(header.absent)) expect(there, word).not.toContain(word);
  });
});

const KEYWORDS = new Set(
  `auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return
   short signed sizeof static struct switch typedef union unsigned void volatile while`.split(/\s+/),
);

/** The functions of strings.h, which is no header of C11. */
const STRINGS_H = 'bcmp bcopy bzero ffs ffsl ffsll index rindex strcasecmp strncasecmp';

describe('the library', () => {
  let defined: Set<string>;

  beforeAll(async () => {
    const names = offered.flatMap(([, header]) => [...prototypes(header).keys()]);
    const archive = await (await libraryOf('ext')).select(names, () => true);
    defined = new Set(
      archive.members.flatMap(({ object: { symbols } }) =>
        symbols.filter(({ section, bind }) => section !== 'undef' && bind !== 'local').map(({ name }) => name),
      ),
    );
  }, 300_000);

  it('defines every function of the headers', () => {
    // Those of stdatomic.h are made by the compiler.
    const missing = offered
      .filter(([name]) => name !== 'stdatomic.h')
      .flatMap(([, header]) => [...prototypes(header).keys()].filter((name) => !defined.has(name)));
    expect(missing).toEqual([]);
  });

  it('leaves all other names to the program', async () => {
    // All functions of C11, beside functions of the program's own that are called like each extension.
    const extensions = ['string.h', 'math.h', 'time.h'].flatMap((name) => words(C11[name]?.extensions));
    const own = [...extensions.filter((name) => !name.startsWith('M_')), ...STRINGS_H.split(' ')];
    const functions = offered
      .filter(([name]) => name !== 'stdatomic.h')
      .flatMap(([, header]) => [...prototypes(header).keys()]);
    const text = [
      ...own.map((name) => `unsigned ${name}(void) { return __LINE__; }`),
      ...functions.map((name) => `extern char ${name}[];`),
      `void *volatile all[] = {${functions.join(', ')}};`,
      'int main(void) { return 0; }',
    ].join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'hsx-surface-'));
    try {
      const path = join(folder, 'own.c');
      writeFileSync(path, `${text}\n`);
      const { end } = await (await buildProgram(path, '-std=c11', '-fno-builtin', '-w')).run();
      expect(end).toMatchObject({ kind: 'exit', status: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('docs/sdk.md', () => {
  const row = (section: string, name: string) =>
    new RegExp(`^\\|[^|]*\`${name.replace('.', '\\.')}\`[^|]*\\|(.*)\\|$`, 'm').exec(
      document.slice(document.indexOf(`\n## ${section}\n`)),
    )?.[1] ?? '';

  it('says of every header what is not there', () => {
    for (const [name, { absent = '' }] of Object.entries(C11)) {
      const said = row('What is not there', name);
      if (absent.startsWith('all')) expect(said, name).toContain(absent);
      else
        expect(
          said
            .split('|')[0]
            ?.match(/`\w+`/g)
            ?.map((one) => one.slice(1, -1)) ?? [],
          name,
        ).toEqual(words(absent));
    }
  });

  it('names the extensions', () => {
    for (const name of ['string.h', 'time.h', 'math.h'])
      for (const word of words(C11[name]?.extensions))
        if (!/^M_|[fl]$/.test(word) || word === 'strcasestr')
          expect(row('Headers', name), name).toContain(`\`${word}\``);
  });
});
