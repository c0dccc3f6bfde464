/** Random switches, run on the machine at and around all their cases and compared with what the switch says. */
import { describe, expect, it } from 'vitest';
import { compileModule } from '../compile.js';
import { compileIr, Guest } from '../testing/guest.js';
import { type CaseRange, clusterCases, switchCosts } from './switch-clusters.js';

/** xorshift32. */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

interface Shape {
  readonly bits: number;
  /** Case values as signed numbers, with targets 1 and up; 0 is the default. */
  readonly cases: ReadonlyMap<number, number>;
  /** The value is masked with this first: the compiler knows its range. */
  readonly mask: number | undefined;
}

/** A few groups of neighbouring values, each of its own density and number of targets. */
function shape(next: (limit: number) => number): Shape {
  const bits = [8, 8, 16, 24, 32, 32][next(6)] as number;
  const mask = next(4) === 0 ? 2 ** (1 + next(6)) - 1 : undefined;
  const cases = new Map<number, number>();
  const half = 2 ** (bits - 1);
  for (let group = 1 + next(4); group > 0; group--) {
    const start = next(3) === 0 ? next(40) - 8 : next(8) === 0 ? -half : next(2 ** bits) - half;
    const span = 1 + next(next(3) === 0 ? 100 : 34);
    const targets = 1 + next(next(3) === 0 ? 12 : 3);
    const density = 1 + next(4);
    for (let i = 0; i < span; i++) {
      const value = start + i;
      if (value < -half || value >= half || next(4) >= density) continue;
      cases.set(value, 1 + next(targets));
    }
  }
  return { bits, cases, mask };
}

function functionText(name: string, { bits, cases, mask }: Shape, attribute: string): string {
  const targets = [...new Set(cases.values())];
  const type = `i${bits}`;
  return [
    `define i32 @${name}(i32 %word) ${attribute} {`,
    'entry:',
    mask === undefined ? '  %bound = or i32 %word, 0' : `  %bound = and i32 %word, ${mask}`,
    bits === 32 ? '  %x = or i32 %bound, 0' : `  %x = trunc i32 %bound to ${type}`,
    `  switch ${type} %x, label %other [`,
    ...[...cases].map(([value, target]) => `    ${type} ${value}, label %t${target}`),
    '  ]',
    ...targets.flatMap((target) => [`t${target}:`, '  br label %end']),
    'other:',
    '  br label %end',
    'end:',
    `  %r = phi i32 [ 0, %other ]${targets.map((target) => `, [ ${target * 7 + 1}, %t${target} ]`).join('')}`,
    '  ret i32 %r',
    '}',
  ].join('\n');
}

function expected({ bits, cases, mask }: Shape, word: number): number {
  const bound = mask === undefined ? word : word & mask;
  const target = cases.get((bound << (32 - bits)) >> (32 - bits));
  return target === undefined ? 0 : target * 7 + 1;
}

const SHAPES = 60;

describe('switches', () => {
  const next = random(20_261_126);
  const shapes = Array.from({ length: SHAPES }, () => shape(next));
  const attribute = (i: number) => (i % 2 === 0 ? '' : 'optsize');
  const text = shapes.map((one, i) => functionText(`f${i}`, one, attribute(i))).join('\n');
  for (const level of ['core', 'ext'] as const)
    it(`find every case at ${level}`, () => {
      const guest = new Guest([compileIr(text, level, 'switches.ll')]);
      const wrong: string[] = [];
      for (const [i, one] of shapes.entries()) {
        const words = new Set([0, 1, -1, 31, 32, 0x7fffffff, -0x80000000]);
        for (const value of one.cases.keys()) for (const near of [-1, 0, 1]) words.add(value + near);
        // Upper bits that are not part of the value must not matter.
        for (const word of [...words].slice(0, 12)) words.add(one.bits === 32 ? word : word ^ (1 << one.bits));
        for (const word of words) {
          const { r0 } = guest.call(`f${i}`, [word | 0]);
          if (r0 !== expected(one, word | 0)) wrong.push(`f${i}(${word | 0}) is ${r0}, not ${expected(one, word | 0)}`);
        }
      }
      expect(wrong).toEqual([]);
    });

  it('use each way where it pays', () => {
    const kinds = (values: readonly [number, string][], forSize: boolean): string[] => {
      const ranges: CaseRange<string>[] = values.map(([value, target]) => ({ low: value, high: value, target }));
      return clusterCases(ranges, switchCosts('ext', forSize)).map(({ kind, ranges }) => `${kind} ${ranges.length}`);
    };
    const dense = (count: number, start = 0): [number, string][] =>
      Array.from({ length: count }, (_, i) => [start + i, `t${i}`]);
    const vowels: [number, string][] = [...'aeiou'].map((letter) => [letter.charCodeAt(0), 'vowel']);
    expect(kinds(dense(3), true)).toEqual(['range 1', 'range 1', 'range 1']);
    expect(kinds(dense(12), true)).toEqual(['table 12']);
    expect(kinds(dense(12), false)).toEqual(['table 12']);
    expect(kinds(vowels, true)).toEqual(['bits 5']);
    expect(kinds(vowels, false)).toEqual(['bits 5']);
    expect(
      kinds([...dense(12), [1000, 'far'], ...vowels.map(([v]): [number, string] => [v + 2000, 'vowel'])], true),
    ).toEqual(['table 12', 'range 1', 'bits 5']);
    // A table with many holes is worth it for speed, not for size.
    const sparse = Array.from({ length: 32 }, (_, i): [number, string] => [i * 3, `t${i}`]);
    expect(kinds(sparse, false)).toEqual(['table 32']);
    expect(kinds(sparse, true)).not.toContain('table 32');
  });

  it('are one shift and one comparison for each mask', () => {
    const cases = [...'aeiou'].map((letter) => `i32 ${letter.charCodeAt(0)}, label %yes`).join(' ');
    const { mvasm = '' } = compileModule(
      `define i32 @f(i32 %x) {\n  switch i32 %x, label %no [ ${cases} ]\nyes:\n  ret i32 1\nno:\n  ret i32 0\n}`,
      { path: 'vowels.ll', level: 'ext' },
    );
    expect(mvasm).toMatch(/LSL R\d+, R\d+, R\d+\n {2}CBI (LT|GE), R\d+, 0/);
    expect(mvasm.match(/\b(CBI?|CMPI?)\b/g)?.length).toBeLessThanOrEqual(3);
  });
});
