/** C programs of programs/ on the machine, at -O0 and -O2 and both levels, against the same programs as wasm32. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import { LEVELS, libraryOf } from '../sdk/library-guest.js';
import { compileToIr } from './front-end.js';
import { oracle } from './oracle.js';

const folder = fileURLToPath(new URL('programs/', import.meta.url));
/** Instructions that one call may retire. */
const MAX_STEPS = 50_000_000;
const INPUTS = [0, 1, 2, 7];

// Nothing is built where another test has done it.
beforeAll(async () => {
  for (const level of LEVELS) await libraryOf(level);
}, 300_000);

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.c'))
  .sort()) {
  describe(file, () => {
    let expected: number[];
    beforeAll(async () => {
      const { test } = await oracle(folder + file, ['test']);
      expected = INPUTS.map((n) => (test as (n: number) => number)(n) >>> 0);
    });
    for (const optimisation of ['-O0', '-O2']) {
      describe(optimisation, () => {
        let ir: string;
        beforeAll(async () => {
          ir = await compileToIr(folder + file, optimisation);
        });
        for (const level of LEVELS) {
          it(`gives what wasm32 gives at ${level}`, async () => {
            const object = compileIr(ir, level, file);
            const undefinedNames = object.symbols.filter(({ section }) => section === 'undef').map(({ name }) => name);
            const library = await (await libraryOf(level)).select(undefinedNames, () => true);
            const guest = new Guest([object], { libraries: [library], stack: 32768, maxSteps: MAX_STEPS });
            expect(INPUTS.map((n) => guest.call('test', [n]).r0)).toEqual(expected);
          });
        }
      });
    }
  });
}
