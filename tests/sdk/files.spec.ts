/** Files as C programs use them: in memory, in a folder, and as the host's own C library has them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MemoryFiles, readOnly } from '@hsx/exec';
import { HostFolder } from '@hsx/exec/host-folder';
import { FORMAT_LIMITS, readHeader } from '@hsx/image';
import { capabilityBit } from '@hsx/isa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram, type Program } from './run-program.js';

const folder = fileURLToPath(new URL('files/', import.meta.url));
const expected = (name: string) => readFileSync(`${folder}${name}.expected.txt`, 'utf8');
const build = (name: string, ...options: string[]) =>
  buildProgram(`${folder}${name}.c`, '-Wall', '-Wextra', '-Werror', ...options);

/** Strictly conforming: the output is what any C library gives. */
const PORTABLE = ['modes', 'update', 'positions', 'names', 'random'];

let temporary: string;
beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'hsx-c-files-'));
  // The first link of a level builds the library, which takes longer than a test may.
  for (const options of [[], ['-misa=core']]) await buildProgram(`${folder}../programs/hello.c`, ...options);
}, 300_000);
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

function emptyFolder(): string {
  return mkdtempSync(join(temporary, 'run-'));
}

describe.each([...PORTABLE, 'folders'])('%s', (name) => {
  let program: Program;

  it('in memory', async () => {
    program = await build(name, '-Os');
    const fileSystem = new MemoryFiles();
    const { stdout, stderr, end } = await program.run({ fileSystem });
    expect(stdout).toBe(expected(name));
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
    if (name === 'names') {
      expect(stderr).toBe('to stderr\n');
      const text = Object.entries(fileSystem.contents())
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([path, bytes]) => `${path}: ${Buffer.from(bytes)}`);
      expect(text.join('\n')).toBe(expected('names.files').trimEnd());
    }
    if (name === 'folders') {
      expect(stderr).toBe('closed 2 EBADF\nperror: bad handle\n');
      expect(fileSystem.contents()).toEqual({ report: new TextEncoder().encode('at once') });
    }
  });

  it('in a folder of the host', async () => {
    const { stdout, end } = await program.run({ fileSystem: new HostFolder(emptyFolder()) });
    expect(stdout).toBe(expected(name));
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });
});

it.each(['update', 'random'])('%s at level core, not optimised', async (name) => {
  const program = await build(name, '-O0', '-misa=core');
  expect((await program.run({ fileSystem: new MemoryFiles() })).stdout).toBe(expected(name));
});

const native = spawnSync('gcc', ['--version']).status === 0;
if (!native) console.log('files.spec.ts: no gcc here, so the recorded outputs are not compared with those of the host');

it.skipIf(!native).each(PORTABLE)('%s prints the same natively', (name) => {
  const cwd = emptyFolder();
  const compiled = spawnSync('gcc', ['-std=c11', '-w', '-o', `${cwd}.out`, `${folder}${name}.c`], { encoding: 'utf8' });
  expect(compiled.stderr).toBe('');
  expect(spawnSync(`${cwd}.out`, { cwd, encoding: 'utf8' }).stdout).toBe(expected(name));
});

describe('a medium that says no', () => {
  it('is full', async () => {
    const program = await build('full', '-Os');
    const { stdout, end } = await program.run({ fileSystem: new MemoryFiles({}, { capacity: 500 }) });
    expect(stdout).toBe(expected('full'));
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });

  it('is read-only, or not there', async () => {
    const program = await build('modes', '-Os');
    const files = readOnly(new MemoryFiles({ there: 'old text' }));
    // The program does not expect it, and writes to a stream that it does not have.
    const refused = await program.run({ fileSystem: files });
    expect(refused.end).toMatchObject({ kind: 'fault', name: 'MEM_FAULT', missing: [] });
    const absent = await program.run();
    expect(absent.end).toMatchObject({ kind: 'fault', name: 'MEM_FAULT', missing: ['FS'] });
  });
});

it('a program that uses no files needs neither their code nor their capability', async () => {
  const FS = capabilityBit('fs');
  const caps = async (path: string) => readHeader((await buildProgram(path, '-Os')).image, FORMAT_LIMITS).reqCaps & FS;
  expect(await caps(`${folder}../programs/streams.c`)).toBe(0);
  expect(await caps(`${folder}update.c`)).toBe(FS);
});
