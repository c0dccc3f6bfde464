/** Every example gives its expected output and exit status, at several levels of optimisation. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MemoryFiles } from '@hsx/exec';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../tests/sdk/run-program.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const examples = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** Exit statuses other than 0: the number of lines with errors, and whether there were any. */
const STATUS: Readonly<Record<string, number>> = { calc: 12, forth: 1 };

const VARIANTS = [['-O2'], ['-O0'], ['-Os', '-misa=core']];

beforeAll(async () => {
  // The first link of a level builds the library, which takes longer than a test may.
  for (const options of [[], ['-misa=core']]) await buildProgram(`${folder}hello/hello.c`, ...options);
}, 300_000);

describe.each(examples)('%s', (name) => {
  const file = (part: string) => `${folder}${name}/${part}`;

  it.each(VARIANTS.map((options) => [options.join(' '), options] as const))('%s', async (_, options) => {
    const input = existsSync(file('input.txt')) ? readFileSync(file('input.txt')) : new Uint8Array();
    const program = await buildProgram(file(`${name}.c`), '-Wall', '-Wextra', '-Werror', ...options);
    const { stdout, stderr, end } = await program.run({ input, fileSystem: new MemoryFiles() });
    expect(stdout).toBe(readFileSync(file('expected.txt'), 'utf8'));
    expect(stderr).toBe('');
    expect(end).toMatchObject({ kind: 'exit', status: STATUS[name] ?? 0 });
  });

  it('has its line in the README', () => {
    expect(readFileSync(`${folder}README.md`, 'utf8')).toContain(`[${name}](${name}/${name}.c)`);
  });
});

it('wc counts as wc does when there is nothing to count', async () => {
  const program = await buildProgram(`${folder}wc/wc.c`, '-O1');
  expect((await program.run()).stdout).toBe('0 0 0\n');
});

it('stock finds what it kept the last time', async () => {
  const program = await buildProgram(`${folder}stock/stock.c`, '-O1');
  const fileSystem = new MemoryFiles();
  const say = async (text: string) => (await program.run({ input: Buffer.from(text), fileSystem })).stdout;
  expect(await say('in bolts 5\nin nuts 2\n')).toBe('');
  expect(await say('out bolts 4\n')).toBe('');
  expect(await say('list\n')).toBe('  0.      1 bolts\n  1.      2 nuts\n');
});
