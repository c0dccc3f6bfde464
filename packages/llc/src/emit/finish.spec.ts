import { describe, expect, it } from 'vitest';
import { interpret, interpretFinished } from '../mir/testing/interpret.js';
import { type RandomShape, randomFunction } from '../mir/testing/random-function.js';
import { finishFunction } from './finish.js';

const ARGUMENTS = [3, 0xfffffffe, 77, 0x80000000];
const TICKS = 150;

function check(seed: number, shape: RandomShape): void {
  const expected = interpret(randomFunction(seed, shape), ARGUMENTS, TICKS);
  const fn = randomFunction(seed, shape);
  finishFunction(fn, { verify: true });
  const actual = interpretFinished(fn, ARGUMENTS, TICKS);
  expect(actual, `seed ${seed} ${JSON.stringify(shape)}`).toEqual(expected);
}

const SHAPES: readonly { name: string; shape: Omit<RandomShape, 'level'> }[] = [
  { name: 'small', shape: { blocks: 3, length: 6, pressure: 2 } },
  { name: 'branchy', shape: { blocks: 12, length: 4, pressure: 6 } },
  { name: 'high pressure', shape: { blocks: 8, length: 12, pressure: 40 } },
  { name: 'a large frame', shape: { blocks: 5, length: 10, pressure: 20, bigFrame: true } },
  { name: 'dynamic stack', shape: { blocks: 6, length: 8, pressure: 10, dynamic: true } },
  { name: 'over-aligned objects', shape: { blocks: 6, length: 8, pressure: 10, overAligned: true } },
  { name: 'indirect jumps', shape: { blocks: 8, length: 5, pressure: 10, indirect: true } },
  { name: 'setjmp', shape: { blocks: 6, length: 6, pressure: 10, returnsTwice: true } },
];

describe('a finished function does what the selected one does', () => {
  for (const { name, shape } of SHAPES)
    for (const level of ['ext', 'core'] as const)
      it(`${name}, ${level}`, () => {
        const from = Number(process.env['HSX_FUZZ_FROM'] ?? 1);
        const count = Number(process.env['HSX_FUZZ_COUNT'] ?? 40);
        for (let seed = from; seed < from + count; seed++) check(seed, { ...shape, level });
      });
});
