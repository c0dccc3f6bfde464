import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPath, parseJson, shown } from './json-input.js';
import { jsonErrorOffset } from './json-syntax.js';
import { errorOf } from './testing/error-of.js';

describe('parseJson', () => {
  it.each([
    ['', 0],
    ['{', 1],
    ['{"a" 1}', 5],
    ['{"a": }', 6],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a":1,}', 7],
    ['{"a":1]', 6],
    ['[01]', 1],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"abc', 4],
    ['1 1', 2],
    ['[tru]', 1],
    ['{a:1}', 1],
    [']', 0],
  ])('finds where %j stops being JSON', (text, offset) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  it('finds the end of the text, and no earlier error, in every good text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonErrorOffset(text)).toBe(text.length);
      }),
    );
  });

  it('bounds size and depth', () => {
    expect(errorOf(() => parseJson('[1, 2]', 'thing', 5)).message).toBe(
      'bad thing: it has 6 bytes, expected at most 5',
    );
    expect(parseJson('['.repeat(64) + ']'.repeat(64), 'thing', 1000)).toBeDefined();
    expect(errorOf(() => parseJson('['.repeat(65) + ']'.repeat(65), 'thing', 1000)).message).toMatch(/at offset 64/);
  });

  it('does not take brackets in strings for depth', () => {
    for (const text of [`"${'['.repeat(100)}"`, `"\\\\\\"${'['.repeat(100)}"`, `{"a\\\\":"${'{'.repeat(100)}"}`]) {
      expect(parseJson(text, 'thing', 1000)).toEqual(JSON.parse(text));
    }
    expect(errorOf(() => parseJson(`["\\\\",${'['.repeat(64)}`, 'thing', 1000)).message).toMatch(/deeper/);
  });

  it('shows paths and foreign text safely', () => {
    expect(jsonPath(['a', 0, 'b.c', 'd'])).toBe('a[0]["b.c"].d');
    expect(jsonPath([])).toBe('the top level');
    expect(shown('a\u001b[0m\n')).toBe('a\\u001b[0m\\u000a');
    expect(shown('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`);
  });
});
