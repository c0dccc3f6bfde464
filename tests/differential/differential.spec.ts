/** C programs of programs/ on the machine, at -O0 and -O2 and both levels, against the same programs as wasm32. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from './front-end.js';
import { oracle } from './oracle.js';

const folder = fileURLToPath(new URL('programs/', import.meta.url));
const INPUTS = [0, 1, 2, 7];

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
        for (const level of ['core', 'ext'] as const) {
          it(`gives what wasm32 gives at ${level}`, async () => {
            const guest = new Guest([compileIr(ir, level, file), ...(await runtimeObjects(level))]);
            expect(INPUTS.map((n) => guest.call('test', [n]).r0)).toEqual(expected);
          });
        }
      });
    }
  });
}
