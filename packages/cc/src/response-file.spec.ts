import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expandResponseFiles, splitArguments } from './response-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsx-rsp-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('splits as a shell does', () => {
  expect(splitArguments(`a "b c" 'd "e' f\\ g "" h"i"j\n k`)).toEqual(['a', 'b c', 'd "e', 'f g', '', 'hij', 'k']);
});

it('expands files within files and leaves missing ones alone', () => {
  writeFileSync(join(folder, 'inner'), '-DX y.c');
  writeFileSync(join(folder, 'outer'), `-O2 @${folder}/inner`);
  expect(expandResponseFiles([`@${folder}/outer`, '@missing', '@'])).toEqual(['-O2', '-DX', 'y.c', '@missing', '@']);
});

it('ends a circle with an error', () => {
  writeFileSync(join(folder, 'loop'), `@${folder}/loop`);
  expect(() => expandResponseFiles([`@${folder}/loop`])).toThrow(/nested more than/);
});
