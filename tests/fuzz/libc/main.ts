/**
 * `npm run fuzz:libc -- --minutes N --seed S`: random calls of library functions against the C library of this machine, until the time
 * is over or they disagree: then exit status 1. Each call has a seed of its own, which `--only` runs again.
 */
import { parseArgs } from 'node:util';
import type { Level } from '@hsx/isa';
import { Random } from '../random.js';
import { describeDifference, LibraryComparison } from './compare.js';

const USAGE = `usage: npm run fuzz:libc -- [options]
  --minutes N   how long to run (default 1)
  --seed S      where to start (default: from the clock)
  --only SEED   one call
  --keep-going  report differences and go on`;

/** Calls in one run of the program. */
const BATCH = 1500;
const LEVELS: readonly Level[] = ['ext', 'core'];

export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string' },
      only: { type: 'string' },
      'keep-going': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const comparison = LibraryComparison.open();
  if (comparison === undefined) {
    console.log('fuzz:libc: no native C compiler (cc): nothing to compare with');
    return 0;
  }
  let calls = 0;
  let failures = 0;
  const check = async (seeds: readonly number[]): Promise<void> => {
    for (const level of LEVELS) {
      const difference = await comparison.check(seeds, level);
      calls += seeds.length;
      if (difference === undefined) continue;
      failures++;
      console.log(`FAILED: ${describeDifference(difference)}`);
      console.log(`  again: npm run fuzz:libc -- --only ${difference.seed}`);
      if (!values['keep-going']) return;
    }
  };
  try {
    if (values.only !== undefined) {
      await check([Number(values.only)]);
    } else {
      const seed = Number(values.seed ?? Date.now() % 1_000_000);
      console.log(`fuzz:libc seed ${seed}, ${values.minutes} minutes`);
      const random = new Random(seed);
      const end = Date.now() + Number(values.minutes) * 60_000;
      while (Date.now() < end && (values['keep-going'] || failures === 0))
        await check(Array.from({ length: BATCH }, () => random.fork()));
    }
    console.log(`${calls} calls, ${failures} failures`);
    return failures === 0 ? 0 : 1;
  } finally {
    comparison.close();
  }
}
