/**
 * Everything that the debug data of optimised programs says of variables, against the unoptimised build: fixed seeds of
 * `npm run fuzz:debug`, and a program of our own. The bundled clang takes seconds for each build, so it only makes the latter.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { generateProgram } from '../fuzz/generate.js';
import { Toolchain } from '../fuzz/toolchain.js';
import {
  type Build,
  compareObservations,
  observeBuild,
  withObservations,
  withoutFrontEnd,
} from './observed-program.js';

const tools = new Toolchain();
const native = tools.name !== 'bundled';
afterAll(() => tools.close());

const own = (name: string) => readFileSync(fileURLToPath(new URL(`programs/${name}`, import.meta.url)), 'utf8');

interface Case {
  name: string;
  source: string;
  entries: string[];
  flags: string[];
  builds: Build[];
  /** Least share of the scalars that must be known. */
  share: number;
}

function random(seed: number, builds: Build[], share: number): Case {
  const { sources, entries, flags } = generateProgram(seed, { floats: true, units: 2 });
  return { name: `seed ${seed}`, source: sources[0] ?? '', entries, flags, builds, share };
}

const CASES: Case[] = [
  {
    name: 'objects partly in registers',
    source: own('partly.c'),
    entries: ['test0', 'test1', 'test2', 'test3', 'test4', 'test5'],
    flags: [],
    builds: [
      { optimisation: '-O2', level: 'ext' },
      { optimisation: '-Os', level: 'core' },
    ],
    share: 0.75,
  },
  random(11, [{ optimisation: '-O1', level: 'core' }], 0.6),
  random(12, [{ optimisation: '-O2', level: 'ext' }], 0.6),
];

describe('variables of optimised builds', () => {
  it.each(native ? CASES : CASES.slice(0, 1))('$name', async ({ source, entries, flags, builds, share }) => {
    const text = withObservations(source, entries);
    const plain = await observeBuild(tools, text, flags, { optimisation: '-O0', level: 'ext' });
    for (const build of native ? builds : builds.slice(0, 1)) {
      const compared = compareObservations(plain, await observeBuild(tools, text, flags, build));
      expect(compared.diverges).toBe(false);
      expect(compared.visible).toBeGreaterThan(200);
      expect(compared.shown / compared.visible).toBeGreaterThan(share);
      const ours = await withoutFrontEnd(tools, text, flags, build, compared.wrong);
      expect(ours.map((difference) => difference.text)).toEqual([]);
    }
  });

  it.skipIf(native)('of random programs are not compared: no native clang', () => {});
});
