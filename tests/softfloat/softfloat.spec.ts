/**
 * Every operation of float and double, and every conversion, at both levels against the host's arithmetic: all edges
 * against each other, then random operands. `npm run test:softfloat` (`--mode long`) takes five million of these.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { BATCH, type Level, Machine } from './machine.js';
import { edges, fill, type Kind, Random } from './operands.js';
import { OPERATIONS, Operands, type Operation } from './operations.js';

const LONG = process.env.MODE === 'long';
const RANDOM = LONG ? 5_000_000 : 20_000;
/** Five million of the slowest, at the slower level, with room. */
const TIMEOUT = LONG ? 3_600_000 : 60_000;
const SEED = 20250601;
/** Mismatches that are shown of one operation. */
const SHOWN = 5;

const DF_NAN = 0x7ff8_0000_0000_0000n;
const SF_NAN = 0x7fc0_0000;

/** Runs a filled batch and gives the mismatches as text. */
function check(
  machine: Machine,
  operation: Operation,
  sets: readonly Operands[],
  expected: Operands,
  count: number,
): string[] {
  const [a, b, c] = sets as [Operands, Operands, Operands];
  const out = new Operands(
    machine.run(
      operation.name,
      sets.slice(0, operation.operands.length).map(({ x }) => x),
      count,
    ).buffer as ArrayBuffer,
  );
  const powers = operation.power && new Operands(machine.array(2, count).buffer as ArrayBuffer);
  const { result } = operation;
  const mismatches: string[] = [];
  for (let i = 0; i < count && mismatches.length < SHOWN; i++) {
    operation.expect(expected, i, a, b, c);
    const low = 2 * i;
    let same: boolean;
    // Whatever NaN the host made, the result must be the canonical one.
    if (result === 'd') {
      if (Number.isNaN(expected.d[i])) expected.x[i] = DF_NAN;
      same = expected.x[i] === out.x[i];
    } else if (result === 'l' || result === 'x') same = expected.x[i] === out.x[i];
    else if (result === 'h') same = ((expected.u[low] as number) ^ (out.u[low] as number)) << 16 === 0;
    else {
      if (result === 'f' && Number.isNaN(expected.f[low])) expected.u[low] = SF_NAN;
      same = expected.u[low] === out.u[low];
    }
    if (same && powers !== undefined) same = powers.i[low] === operation.power?.(i, a);
    if (!same) {
      const operands = operation.operands.map((kind, k) => text(kind, sets[k] as Operands, i));
      mismatches.push(
        `${operation.name}(${operands.join(', ')}) = ${text(result, out, i)}${powers ? ` ${powers.i[low]}` : ''}, expected ${text(result, expected, i)}`,
      );
    }
  }
  return mismatches;
}

function text(kind: Kind, { x, u }: Operands, i: number): string {
  const hex = (value: number | bigint | undefined, digits: number) => (value ?? 0).toString(16).padStart(digits, '0');
  if ('dlx'.includes(kind)) return hex(x[i], 16);
  return kind === 'h' ? hex((u[2 * i] as number) & 0xffff, 4) : hex(u[2 * i], 8);
}

/** The edges of all operands, each with each; of three, the third runs along with the others. */
function* crossed({ operands }: Operation): Generator<readonly [bigint, bigint, bigint]> {
  const [first, second = [0n], third = [0n]] = operands.map(edges) as [readonly bigint[], ...(readonly bigint[])[]];
  const one = Array.isArray(second) ? (second as readonly bigint[]) : [0n];
  const other = Array.isArray(third) ? (third as readonly bigint[]) : [0n];
  let turn = 0;
  for (const a of first) {
    for (const b of one) {
      yield [a, b, other[turn % other.length] as bigint];
      turn += 7;
    }
  }
}

function testOperation(machine: Machine, operation: Operation): void {
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

  // Every half has been tried.
  const random = new Random(SEED);
  for (let left = operation.operands[0] === 'h' ? 0 : RANDOM; left > 0 && mismatches.length < SHOWN; left -= BATCH) {
    const count = Math.min(left, BATCH);
    operation.operands.forEach((kind, k) => {
      const beside = k === 0 ? undefined : sets[k === 2 ? random.below(2) : 0]?.u;
      fill(random, kind, (sets[k] as Operands).u, beside, count, operation.near);
    });
    run(count);
  }
  expect(mismatches).toEqual([]);
}

for (const level of ['core', 'ext'] satisfies Level[]) {
  describe(level, () => {
    let machine: Machine;
    beforeAll(async () => {
      machine = await Machine.build(level);
    }, 120_000);
    for (const operation of OPERATIONS) it(operation.name, () => testOperation(machine, operation), TIMEOUT);
  });
}
