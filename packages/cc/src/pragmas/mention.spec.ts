import { expect, it } from 'vitest';
import { mayHavePragmas } from './mention.js';

it.each([
  ['#pragma hsx_value(x)'],
  ['# pragma \\\n  hsx_value(x)'],
  ['#pragma /* a */ hsx_value(x)'],
  ['#define V _Pragma("x")', 'V(hsx_value)'],
])('%s', (...texts) => {
  expect(mayHavePragmas(texts)).toBe(true);
});

it('is not misled by the names of functions', () => {
  expect(mayHavePragmas(['#pragma once\nint hsx_value_get(int);', 'hsx_value_get(1);'])).toBe(false);
  expect(mayHavePragmas(['_Pragma("once")'])).toBe(false);
  // Comments between the two do not take longer than their length.
  expect(mayHavePragmas([`#pragma ${'/**/'.repeat(50_000)} x`, 'hsx_', `#pragma ${'/**/'.repeat(1000)} x hsx_`])).toBe(
    false,
  );
});
