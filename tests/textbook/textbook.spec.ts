/**
 * Programs that use the library the way textbooks do. What each prints is in `expected/`, as a native C library printed it;
 * where gcc is installed that is checked too, so the two libraries are compared on the same sources.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MemoryFiles } from '@hsx/exec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../sdk/run-program.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const programs = readdirSync(`${folder}programs`)
  .filter((name) => name.endsWith('.c'))
  .map((name) => name.slice(0, -2))
  .sort();

/** Exit statuses other than 0. */
const STATUS: Readonly<Record<string, number>> = { 'failing-on-purpose': 7 };

/** Each program is compiled twice; which two of these it gets changes from one to the next. */
const VARIANTS = [
  [['-O2'], ['-Os', '-misa=core']],
  [['-Os'], ['-O0', '-misa=core']],
  [['-O0'], ['-O2', '-misa=core']],
];

const source = (name: string) => `${folder}programs/${name}.c`;
const expected = (name: string) => readFileSync(`${folder}expected/${name}.txt`, 'utf8');

function inputOf(name: string): Uint8Array {
  const path = `${folder}programs/${name}.in`;
  return existsSync(path) ? readFileSync(path) : new Uint8Array();
}

beforeAll(async () => {
  // The first link of a level builds the library, which takes longer than a test may.
  for (const options of [[], ['-misa=core']]) await buildProgram(source('temperature-table'), ...options);
}, 300_000);

describe.each(programs.map((name, index) => ({ name, variants: VARIANTS[index % VARIANTS.length] ?? [] })))(
  '$name',
  ({ name, variants }) => {
    it.each(variants.map((options) => [options.join(' '), options] as const))('%s', async (_, options) => {
      const program = await buildProgram(source(name), '-std=c11', '-Wall', '-Wextra', '-Werror', ...options);
      const files = new MemoryFiles();
      const { stdout, stderr, end } = await program.run({ input: inputOf(name), fileSystem: files });
      expect(stdout).toBe(expected(name));
      expect(stderr).toBe('');
      expect(end).toMatchObject({ kind: 'exit', status: STATUS[name] ?? 0 });
      expect(files.contents()).toEqual({});
    });
  },
);

const gcc = spawnSync('gcc', ['--version']).status === 0;
if (!gcc) console.log('no gcc: what the textbook programs print is not compared with a native C library');

describe.skipIf(!gcc)('a native C library prints the same', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'hsx-textbook-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  it.each(programs)('%s', (name) => {
    const native = join(scratch, name);
    const compiled = spawnSync('gcc', ['-w', '-funsigned-char', '-o', native, source(name), '-lm'], {
      encoding: 'utf8',
    });
    expect(compiled.stderr).toBe('');
    const { stdout, status } = spawnSync(native, { input: inputOf(name), cwd: scratch, encoding: 'utf8' });
    expect(stdout).toBe(expected(name));
    expect(status).toBe(STATUS[name] ?? 0);
  });
});
