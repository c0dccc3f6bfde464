import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cacheFolder, digestOf, ObjectCache } from './object-cache.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsx-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('gives back what was stored', () => {
  const key = digestOf(['a']);
  new ObjectCache(folder).set(key, 'text\nlines');
  expect(new ObjectCache(folder).get(key)).toBe('text\nlines');
  expect(new ObjectCache(folder).get(digestOf(['b']))).toBeUndefined();
});

it('takes a damaged entry for missing', () => {
  const cache = new ObjectCache(folder);
  const key = digestOf(['a']);
  cache.set(key, 'text');
  const [sub = ''] = readdirSync(folder);
  const [file = ''] = readdirSync(join(folder, sub));
  for (const damage of ['', 'x', `${'0'.repeat(64)}\ntext`]) {
    writeFileSync(join(folder, sub, file), damage);
    expect(cache.get(key)).toBeUndefined();
  }
});

it('does not fail where it cannot write', () => {
  writeFileSync(join(folder, 'file'), '');
  new ObjectCache(join(folder, 'file')).set(digestOf(['a']), 'text');
  expect(readdirSync(folder)).toEqual(['file']);
  // Nothing can be made here, whatever is said to be missing.
  new ObjectCache('/proc/none/at/all').set(digestOf(['a']), 'text');
});

it('makes the folders that it needs', () => {
  const cache = new ObjectCache(join(folder, 'a', 'b', 'c'));
  cache.set(digestOf(['a']), 'text');
  expect(cache.get(digestOf(['a']))).toBe('text');
});

it('keeps the parts of a key apart', () => {
  expect(digestOf(['ab', 'c'])).not.toBe(digestOf(['a', 'bc']));
});

it('lies where the user says', () => {
  expect(cacheFolder({ HSX_CACHE: '/c', XDG_CACHE_HOME: '/x' })).toBe('/c');
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/hsx');
});
