/** Debug data of every kind that clang writes, of every clang at hand, and damaged: never an exception, never an object that does not link. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from '@hsx/asm';
import { compileModule } from '@hsx/llc';
import { beforeAll, describe, expect, it } from 'vitest';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';
import { compileToIr } from '../differential/front-end.js';
import { Random } from '../fuzz/random.js';

const path = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

/** Compiles and assembles; the object's debug data. */
function debugOf(ir: string) {
  const { mvasm, diagnostics } = compileModule(ir, { path: 't.ll', level: 'ext', verify: true });
  expect(diagnostics).toEqual([]);
  const assembled = assemble(mvasm ?? '', { path: 't.mvasm', isa: 'ext' });
  expect(assembled.diagnostics).toEqual([]);
  return assembled.object?.debug;
}

describe('amounts of debug data', () => {
  it.each([
    ['-g1', false],
    ['-gline-tables-only', false],
    ['-g3', true],
    ['-gdwarf-4', true],
    ['-gdwarf-5', true],
  ])('%s', async (flag, full) => {
    for (const optimisation of ['-O0', '-O2']) {
      const debug = debugOf(await compileToIr(path('partly.c'), optimisation, flag));
      expect(debug?.lines.length).toBeGreaterThan(50);
      expect(debug?.frames?.length).toBeGreaterThan(5);
      expect(debug?.functions?.length).toBeGreaterThan(4);
      expect((debug?.locals?.length ?? 0) > 30).toBe(full);
      expect(debug?.locals?.every(({ locations }) => locations.length === 0) ?? true).toBe(!full);
    }
  });
});

describe.each([14, 16, 19])('clang %i', (major) => {
  const clang = `/usr/bin/clang-${major}`;
  const native = (name: string, ...flags: string[]): string => {
    const target = targetFlags({ clang: major, level: 'ext', sdkIncludes: [], prefixMap: [] });
    const args = [...target, ...flags, '-w', '-fno-builtin', '-S', '-emit-llvm', '-o', '-', path(name)];
    const { status, stdout, stderr } = spawnSync(clang, args, { encoding: 'utf8', cwd: dirname(path(name)) });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  it.runIf(existsSync(clang))('is understood', () => {
    for (const name of ['partly.c', 'variables.c', 'types.c'])
      for (const optimisation of ['-O0', '-O2']) {
        const locals = debugOf(native(name, optimisation, '-g'))?.locals ?? [];
        expect(locals.filter(({ locations }) => locations.length > 0).length).toBeGreaterThan(0.6 * locals.length);
        expect(locals.length).toBeGreaterThan(0);
      }
  });
  it.skipIf(existsSync(clang))('is not installed', () => {});
});

/** Words that stand in metadata, for one another. */
const OPERATIONS = ['DW_OP_deref', 'DW_OP_plus', 'DW_OP_LLVM_fragment', 'DW_OP_LLVM_arg', 'DW_OP_shra', 'DW_OP_swap'];
const NUMBERS = ['0', '-1', '1', '31', '4294967296', '18446744073709551615', '-9223372036854775808'];

/** One change somewhere in the metadata: a node for another, itself too; numbers, operations and types that do not belong. */
function damage(lines: string[], random: Random): void {
  const nodes = lines.flatMap((line, i) => (/^!\d+ = |#dbg_/.test(line) ? [i] : []));
  const at = random.pick(nodes);
  const line = lines[at] as string;
  const numbered = lines.filter((other) => /^!\d+ = /.test(other));
  const some = /^!\d+/.exec(random.pick(numbered))?.[0] as string;
  const head = /^!\d+ = /.exec(line)?.[0] ?? '';
  const one = (pattern: RegExp, by: string): string => {
    const found = [...line.slice(head.length).matchAll(pattern)];
    if (found.length === 0) return line;
    const { index = 0, 0: text } = random.pick(found);
    return line.slice(0, head.length + index) + by + line.slice(head.length + index + text.length);
  };
  const changes: (() => string)[] = [
    () => one(/![0-9]+/g, some),
    () => one(/![0-9]+/g, head === '' ? some : head.slice(0, head.indexOf(' '))),
    () => one(/\b\d+\b/g, random.pick(NUMBERS)),
    () => one(/DW_OP_\w+/g, random.pick(OPERATIONS)),
    () =>
      one(/DW_TAG_\w+/g, random.pick(['DW_TAG_member', 'DW_TAG_array_type', 'DW_TAG_typedef', 'DW_TAG_union_type'])),
    () => one(/DI\w+(?=\()/g, random.pick(['DILocation', 'DILocalVariable', 'DISubprogram', 'DIBasicType'])),
    () => one(/\w+: /g, random.pick(['scope: ', 'type: ', 'baseType: ', 'size: ', 'inlinedAt: '])),
  ];
  lines[at] = random.pick(changes)();
}

describe('damaged debug data', () => {
  const sources: string[][] = [];
  beforeAll(async () => {
    for (const [name, optimisation] of [
      ['partly.c', '-O2'],
      ['types.c', '-O1'],
    ] as const)
      sources.push((await compileToIr(path(name), optimisation, '-g')).split('\n'));
  });

  it('gives an object or says why not', () => {
    let compiled = 0;
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const random = new Random(seed);
      const lines = [...(sources[seed % sources.length] as string[])];
      for (let i = random.between(1, 5); i > 0; i--) damage(lines, random);
      const text = lines.join('\n');
      const { mvasm, diagnostics } = compileModule(text, { path: 't.ll', level: 'ext' });
      if (mvasm === undefined) {
        expect(diagnostics.length).toBeGreaterThan(0);
        continue;
      }
      compiled++;
      const assembled = assemble(mvasm, { path: 't.mvasm', isa: 'ext' });
      expect(assembled.diagnostics, `seed ${seed}`).toEqual([]);
    }
    expect(compiled).toBeGreaterThan(ROUNDS / 3);
  });
});

const ROUNDS = 80;
