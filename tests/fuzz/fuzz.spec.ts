/**
 * The short form of `npm run fuzz:cc`: fixed seeds through the compiler and the comparison. Native clang where there is
 * one, else the bundled one and less of it.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { abiProgram } from './abi-pair.js';
import { csmithPresent, csmithProgram } from './csmith.js';
import { type Configuration, Differential, type Program, UNIFORM } from './differential.js';
import { generateProgram } from './generate.js';
import { IR_CLANG, irProgram } from './ir/module.js';
import { Random } from './random.js';
import { reduceProgram } from './reduce.js';
import { Toolchain } from './toolchain.js';

const tools = new Toolchain();
const differential = new Differential(tools);
const native = tools.name !== 'bundled';

afterAll(() => {
  differential.close();
  tools.close();
});

/** Where the bundled clang, a second for each file, makes all eight too slow. */
const FEW: readonly Configuration[] = [UNIFORM[1], UNIFORM[4]].filter((one) => one !== undefined);
/** Each optimisation level once, the instruction set levels by turns. */
const HALF: readonly Configuration[] = UNIFORM.filter((_, i) => [0, 3, 4, 7].includes(i));

async function agrees(program: Program, configurations: readonly Configuration[]): Promise<void> {
  expect((await differential.check(program, configurations))?.detail).toBeUndefined();
  expect(differential.runs).toBeGreaterThan(0);
}

describe('generator', () => {
  it('gives the same program for the same seed, and others for others', () => {
    const options = { floats: true, units: 4 };
    expect(generateProgram(7, options)).toEqual(generateProgram(7, options));
    expect(generateProgram(8, options).sources).not.toEqual(generateProgram(7, options).sources);
    expect(abiProgram(7, { floats: true })).toEqual(abiProgram(7, { floats: true }));
    expect(irProgram(7, { floats: true })).toEqual(irProgram(7, { floats: true }));
    expect(irProgram(8, { floats: true }).sources).not.toEqual(irProgram(7, { floats: true }).sources);
  });

  it('draws every number of a range', () => {
    const random = new Random(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(-2, 3)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  });
});

describe('programs against wasm32', () => {
  for (const [seed, floats] of [
    [1001, false],
    [1002, true],
  ] as const)
    it(`our own, seed ${seed}`, async () => {
      await agrees(generateProgram(seed, { floats, units: 2 }), native && !floats ? HALF : FEW);
    });

  it('calls between files', async () => {
    const { program, configurations } = abiProgram(2001, { floats: false });
    await agrees(program, configurations.slice(0, native ? 3 : 1));
  });

  for (const seed of [4001, 4002])
    it.runIf(tools.frontEnd.major >= IR_CLANG)(`LLVM IR, seed ${seed}`, async () => {
      await agrees(irProgram(seed, { floats: false }), native ? HALF : FEW);
    });

  it.runIf(native && csmithPresent())('csmith', async () => {
    const program = csmithProgram(3002);
    expect(program).toBeDefined();
    if (program !== undefined) await agrees(program, FEW);
  });
});

describe('a wrong result', () => {
  it('is found and named', async () => {
    // The two targets differ here by design.
    const source =
      'unsigned test(unsigned n) {\n  unsigned r = n * 3;\n#ifdef __wasm__\n  r++;\n#endif\n  return r;\n}\n';
    const failure = await differential.check({ sources: [source], entries: ['test'], flags: [] }, FEW);
    expect(failure?.signature).toBe('result: test(#) gives #, not #');
    expect(failure?.detail).toContain('test(0) gives 0, not 1');
  });

  it('is reduced to the lines that show it', async () => {
    const lines = [
      'int a(void) {',
      '  return 1;',
      '}',
      'int b(void) {',
      '  int x = 0;',
      '  if (x) {',
      '    x = (bug(1));',
      '  }',
      '}',
    ];
    const program = { sources: [lines.join('\n')], entries: [], flags: [] };
    const shows = async ({ sources }: Program) => sources[0]?.includes('bug') === true;
    const reduced = await reduceProgram(program, shows, { deadline: Date.now() + 10_000 });
    expect(reduced.sources).toEqual(['int b(0) {\n    x = (bug(1));\n}\n']);
  });
});
