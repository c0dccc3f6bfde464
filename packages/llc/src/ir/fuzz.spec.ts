import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModule } from './read.js';

const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.ll'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** A small generator with a fixed seed, so that a failure comes again. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STRANGE = [
  '',
  '(',
  ')',
  '{',
  '}',
  '[',
  '<',
  '>',
  ',',
  '"',
  '!',
  '%0',
  '@main',
  '!0',
  'i32',
  'ptr',
  'void',
  'label',
  'metadata',
  '=',
  'null',
  '-1',
  '99999999999999999999',
  '1e999',
  'x',
  '...',
  ':',
  '\\',
  'c"',
  'zeroinitializer',
  'phi',
  'call',
  'ret',
  'define',
  '#0',
  '*',
  'opaque',
  'token',
  '%struct.node',
  'blockaddress',
  'asm',
];

describe('hostile text', () => {
  it.each(fixtures)('$name is sound', ({ name, text }) => {
    expect(readModule(text, name).diagnostics).toEqual([]);
  });

  it.each(fixtures)('$name cut anywhere gives diagnostics, never an exception', ({ name, text }) => {
    for (let i = 0; i < 25; i++) {
      const { module, diagnostics } = readModule(text.slice(0, Math.floor((text.length * i) / 25)), name);
      expect(module === undefined).toBe(diagnostics.length > 0);
    }
  });

  it.each(fixtures)('$name with changed tokens gives a module or diagnostics, never an exception', ({ name, text }) => {
    const tokens = text.match(/[%@!#$]?[-\w.$]+|"[^"]*"|\s+|./gs) ?? [];
    const next = random(name.length);
    let refused = 0;
    const started = performance.now();
    for (let round = 0; round < 40; round++) {
      const changed = [...tokens];
      for (let n = 1 + next(4); n > 0; n--) {
        const at = next(changed.length);
        const how = next(4);
        if (how === 0) changed[at] = STRANGE[next(STRANGE.length)] ?? '';
        else if (how === 1) changed[at] = changed[next(changed.length)] ?? '';
        else if (how === 2) changed.splice(at, 1 + next(3));
        else changed.splice(at, 0, changed[next(changed.length)] ?? '');
      }
      const { module, diagnostics } = readModule(changed.join(''), name);
      expect(diagnostics.length).toBeLessThanOrEqual(20);
      if (module === undefined) refused++;
    }
    expect(refused).toBeGreaterThan(8);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
