import { expect, it } from 'vitest';
import { didYouMean, nearestName } from './spelling.js';

const WORDS = ['run', 'objdump', 'info', 'size', 'LDI32', 'read_temperature'];

it.each([
  ['rnu', 'run'],
  ['objdmp', 'objdump'],
  ['ldi23', 'LDI32'],
  ['INFO', 'info'],
  ['read_tempreture', 'read_temperature'],
  ['frobnicate', undefined],
  ['rxm', undefined],
  ['', undefined],
  ['size', undefined],
  ['x'.repeat(1000), undefined],
])('%s: %s', (word, found) => {
  expect(nearestName(word, WORDS)).toBe(found);
});

it('takes the nearest, the first of equals, and ends with hostile lists', () => {
  expect(nearestName('abcd', ['abxx', 'abcx', 'abxd'])).toBe('abcx');
  const many = (function* () {
    for (;;) yield 'zzzz';
  })();
  expect(nearestName('abcd', many)).toBeUndefined();
  expect(didYouMean('rnu', WORDS)).toBe("did you mean 'run'?");
});
