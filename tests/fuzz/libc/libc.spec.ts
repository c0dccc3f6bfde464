/** The short form of `npm run fuzz:libc`: calls of fixed seeds, against the C library of this machine. */
import { afterAll, describe, expect, it } from 'vitest';
import { LEVELS } from '../../sdk/library-guest.js';
import { Random } from '../random.js';
import { makeCall } from './calls.js';
import { describeDifference, LibraryComparison } from './compare.js';

const comparison = LibraryComparison.open();

afterAll(() => comparison?.close());

describe('calls', () => {
  it('are the same for the same seed, and others for others', () => {
    expect(makeCall(7)).toEqual(makeCall(7));
    expect(makeCall(8)).not.toEqual(makeCall(7));
  });
});

describe('a difference', () => {
  it('is reported with the call and its seed', () => {
    const difference = { call: makeCall(7), seed: 7, level: 'ext', native: ' 1', ours: ' 2' } as const;
    expect(describeDifference(difference)).toBe(
      `call of seed 7, level ext: ${makeCall(7).text}\n  native 1\n  HSX    2`,
    );
  });
});

const title = 'library functions agree with the native C library';
if (comparison === undefined) it.skip(`${title} (no native compiler: nothing to compare with)`, () => {});
else
  it.each(LEVELS)(
    `${title}, level %s`,
    async (level) => {
      const random = new Random(2026);
      const seeds = Array.from({ length: 3000 }, () => random.fork());
      const difference = await comparison.check(seeds, level);
      expect(difference && describeDifference(difference)).toBeUndefined();
    },
    300_000,
  );
