/**
 * Every operation of float and double, and every conversion, at both levels against the host's arithmetic: all edges
 * against each other, then random operands. `npm run test:softfloat` (`--mode long`) takes five million of these.
 */

import type { Level } from '@hsx/isa';
import { beforeAll, describe, expect, it } from 'vitest';
import { BATCH, Machine } from './machine.js';
import { edges, fill, type Kind, Random } from './operands.js';
import { OPERATIONS, Operands, type Operation } from './operations.js';

const LONG = process.env.MODE === 'long';
/** Of an operation; half of them at each level. */
const RANDOM = LONG ? 5_000_000 : 20_000;
const RANDOM_THIN = LONG ? RANDOM : 2_000;

/** Five million of the slowest, at the slower level, with room. */
const TIMEOUT = LONG ? 3_600_000 : 60_000;
const SEEDS = { core: 20250601, ext: 4711 } as const;
/** The library may have to be built first. */
const BUILD_TIMEOUT = 600_000;
/** Mismatches that are shown of one operation. */
const SHOWN = 5;

type Sets = readonly [Operands, Operands, Operands];

const DF_NAN = 0x7ff8_0000_0000_0000n;
const SF_NAN = 0x7fc0_0000;

/** Whether a result is what is expected; whatever NaN the host made, the result must be the canonical one. */
function same(kind: Kind, expected: Operands, out: Operands, i: number): boolean {
  const low = 2 * i;
  switch (kind) {
    case 'd':
      if (Number.isNaN(expected.d[i])) expected.x[i] = DF_NAN;
      return expected.x[i] === out.x[i];
    case 'l':
    case 'x':
      return expected.x[i] === out.x[i];
    case 'h':
      return ((expected.u[low] as number) ^ (out.u[low] as number)) << 16 === 0;
    case 'f':
      if (Number.isNaN(expected.f[low])) expected.u[low] = SF_NAN;
      return expected.u[low] === out.u[low];
    default:
      return expected.u[low] === out.u[low];
  }
}

/** Runs a filled batch and gives the mismatches as text. */
function check(machine: Machine, operation: Operation, sets: Sets, expected: Operands, count: number): string[] {
  const { name, operands } = operation;
  const words = operands.map((_, k) => (sets[k] as Operands).x);
  const mismatches: string[] = [];
  const results = [{ ...operation, out: new Operands(machine.run(name, words, count)) }];
  if (operation.second !== undefined)
    results.push({ ...operation, ...operation.second, out: new Operands(machine.array(2, count)) });
  for (const { result, expect: reference, out } of results) {
    for (let i = 0; i < count && mismatches.length < SHOWN; i++) {
      reference(expected, i, ...sets);
      if (same(result, expected, out, i)) continue;
      const given = operands.map((kind, k) => text(kind, sets[k] as Operands, i)).join(', ');
      mismatches.push(`${name}(${given}) = ${text(result, out, i)}, expected ${text(result, expected, i)}`);
    }
  }
  return mismatches;
}

function text(kind: Kind, { x, u }: Operands, i: number): string {
  const hex = (value: number | bigint | undefined, digits: number) => (value ?? 0).toString(16).padStart(digits, '0');
  if ('dlx'.includes(kind)) return hex(x[i], 16);
  return kind === 'h' ? hex((u[2 * i] as number) & 0xffff, 4) : hex(u[2 * i], 8);
}

const NONE: readonly bigint[] = [0n];

/** The edges of all operands, each with each, or with every fifth; of three, the third runs along with the others. */
function* crossed({ operands, thin }: Operation): Generator<readonly [bigint, bigint, bigint]> {
  const [first = NONE, second = NONE, third = NONE] = operands.map(edges);
  const step = thin && !LONG && second !== NONE ? 5 : 1;
  let turn = 0;
  for (const a of first) {
    for (let k = turn % step; k < second.length; k += step) {
      yield [a, second[k] as bigint, third[turn % third.length] as bigint];
      turn += 7;
    }
  }
}

function testOperation(machine: Machine, operation: Operation, level: Level): void {
  const sets = [Operands.of(BATCH), Operands.of(BATCH), Operands.of(BATCH)] as const;
  const expected = Operands.of(BATCH);
  const mismatches: string[] = [];
  const run = (count: number): void => {
    if (mismatches.length < SHOWN && count > 0) mismatches.push(...check(machine, operation, sets, expected, count));
  };

  let filled = 0;
  for (const values of crossed(operation)) {
    for (const [k, value] of values.entries()) (sets[k] as Operands).x[filled] = value;
    if (++filled === BATCH) {
      run(filled);
      filled = 0;
    }
  }
  run(filled);

  const random = new Random(SEEDS[level]);
  // Every half has been tried.
  const all = operation.operands[0] === 'h' ? 0 : operation.thin ? RANDOM_THIN : RANDOM;
  for (let left = all / 2; left > 0 && mismatches.length < SHOWN; left -= BATCH) {
    const count = Math.min(left, BATCH);
    operation.operands.forEach((kind, k) => {
      const beside = k === 0 ? undefined : sets[k === 2 ? random.below(2) : 0]?.u;
      fill(random, kind, (sets[k] as Operands).u, beside, count, operation.near);
    });
    run(count);
  }
  expect(mismatches).toEqual([]);
}

/** The tests of a level: one for each operation. Each level has a file of its own, so that both run at once. */
export function testLevel(level: Level): void {
  describe(level, () => {
    let machine: Machine;
    beforeAll(async () => {
      machine = await Machine.build(level);
    }, BUILD_TIMEOUT);
    for (const operation of OPERATIONS) it(operation.name, () => testOperation(machine, operation, level), TIMEOUT);
  });
}
