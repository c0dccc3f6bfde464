/**
 * The IR of older front-ends: typed pointers, `llvm.dbg` calls, other spellings. Each native clang that is installed compiles some of
 * the programs with debug data; the results are those of the oracle.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { selectClang } from '@hsx/cc';
import { beforeAll, describe, expect, it } from 'vitest';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import { libraryOf } from '../sdk/library-guest.js';
import { oracle } from './oracle.js';

const folder = fileURLToPath(new URL('programs/', import.meta.url));
const PROGRAMS = ['aggregates.c', 'bitfields.c', 'flow.c', 'initializers.c'];
const INPUTS = [0, 7];
const CLANGS = [
  { path: '/usr/bin/clang-14', optimisation: '-O2' },
  { path: '/usr/bin/clang-16', optimisation: '-Os' },
  { path: '/usr/bin/clang-19', optimisation: '-O0' },
];

describe('native clangs', () => {
  const expected = new Map<string, number[]>();
  beforeAll(async () => {
    if (!CLANGS.some(({ path }) => existsSync(path))) return;
    for (const file of PROGRAMS) {
      const { test } = await oracle(folder + file, ['test']);
      expected.set(
        file,
        INPUTS.map((n) => (test as (n: number) => number)(n) >>> 0),
      );
    }
    await libraryOf('ext');
  }, 300_000);

  for (const { path, optimisation } of CLANGS)
    it.runIf(existsSync(path))(`${path} ${optimisation} -g`, async () => {
      const frontEnd = selectClang(path, process.env);
      const target = targetFlags({ clang: frontEnd.major, level: 'ext', sdkIncludes: [], prefixMap: [] });
      const flags = [...frontEnd.baseArgs, ...target, '-w', optimisation, '-g', '-fno-builtin', '-S', '-emit-llvm'];
      for (const file of PROGRAMS) {
        const { stdout, stderr } = await frontEnd.run({ args: [...flags, '-o', '-', folder + file], cwd: folder });
        expect(stderr, file).toBe('');
        const object = compileIr(Buffer.from(stdout).toString('utf8'), 'ext', file);
        const names = object.symbols.filter(({ section }) => section === 'undef').map(({ name }) => name);
        const library = await (await libraryOf('ext')).select(names, () => true);
        const guest = new Guest([object], { libraries: [library], stack: 32768, maxSteps: 50_000_000 });
        expect(
          INPUTS.map((n) => guest.call('test', [n]).r0),
          file,
        ).toEqual(expected.get(file));
      }
    });
});
