import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HsxError } from '@hsx/isa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readInput, writeOutput } from './output-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsx-out-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('replaces a file and leaves nothing beside it', () => {
  const path = join(folder, 'x');
  writeOutput(path, 'one');
  writeOutput(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['x']);
});

it('writes through a link', () => {
  writeFileSync(join(folder, 'real'), '');
  symlinkSync('real', join(folder, 'link'));
  writeOutput(join(folder, 'link'), 'text');
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('text');
});

it('says what is wrong in words', () => {
  mkdirSync(join(folder, 'd'));
  expect(() => writeOutput(join(folder, 'd'), '')).toThrow(/d: cannot write: is a directory/);
  expect(() => writeOutput(join(folder, 'no/x'), '')).toThrow(/no such file or directory/);
  expect(() => readInput(join(folder, 'no'))).toThrow(HsxError);
  expect(() => readInput(folder)).toThrow(/cannot read: is a directory/);
  expect(readdirSync(folder)).toEqual(['d']);
});

it('never writes over an input, whatever it is called', () => {
  const source = join(folder, 'x.c');
  writeFileSync(source, 'precious');
  symlinkSync('x.c', join(folder, 'link'));
  for (const name of [source, join(folder, 'link'), join(folder, '.', 'x.c')]) {
    expect(() => writeOutput(name, 'gone', ['-', join(folder, 'other'), source])).toThrow(/overwrite an input/);
  }
  expect(readFileSync(source, 'utf8')).toBe('precious');
});

it('reads files of any size whole, and devices without end not for ever', () => {
  const path = join(folder, 'big');
  for (const size of [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1]) {
    const bytes = Buffer.alloc(size, 'ab');
    writeFileSync(path, bytes);
    expect(readInput(path).equals(bytes)).toBe(true);
  }
  expect(readInput('/proc/self/status').length).toBeGreaterThan(0);
  expect(() => readInput('/dev/zero')).toThrow(/\/dev\/zero: more than \d+ bytes/);
});

it('writes to a device', () => {
  writeOutput('/dev/null', 'gone');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});
