/**
 * What an operation costs: instructions retired for one, without the driver's loop, and bytes of code. The limits are round
 * figures above what is measured; `npx vitest run tests/softfloat/cost --mode long` prints the figures of docs/softfloat.md.
 */
import type { Level } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { BATCH, Machine } from './machine.js';
import { type Kind, Random } from './operands.js';
import { OPERATIONS, Operands } from './operations.js';

const LIMITS: Readonly<Record<Level, Readonly<Record<string, number>>>> = {
  core: { add_d: 155, sub_d: 230, mul_d: 235, div_d: 400, sqrt_d: 620, less_d: 65, add_f: 125, mul_f: 150, div_f: 170 },
  ext: { add_d: 85, sub_d: 125, mul_d: 90, div_d: 135, sqrt_d: 160, less_d: 35, add_f: 1, mul_f: 1, div_f: 1 },
};
const BUILD_TIMEOUT = 600_000;

/** Numbers as programs have them: positive, of like size, the first larger than the second. */
function fill(kind: Kind, into: Operands, random: Random, first: boolean): void {
  for (let i = 0; i < BATCH; i++) {
    const value = (1 + random.word() / 2 ** 31) * (first ? 3.7 : 1.1);
    if (kind === 'd') into.d[i] = value;
    else if (kind === 'f') into.f[2 * i] = value;
    else if (kind === 'h') into.u[2 * i] = 0x3c00 + random.below(4000);
    else into.x[i] = BigInt(random.below(kind === 'p' ? 20 : 100_000));
  }
}

/** Instructions retired for one operation. */
function cost(machine: Machine, name: string): number {
  const operation = OPERATIONS.find((candidate) => candidate.name === name);
  if (operation?.idle === undefined) throw new Error(`no cost of ${name}`);
  const random = new Random(77);
  const operands = operation.operands.map((kind, k) => {
    const set = Operands.of(BATCH);
    fill(kind, set, random, k === 0);
    return set.x;
  });
  machine.run(name, operands, BATCH);
  const { retired } = machine;
  machine.run(operation.idle, operands, BATCH);
  return (retired - machine.retired) / BATCH;
}

function print(level: Level, machine: Machine): void {
  for (const { name, idle } of OPERATIONS)
    if (idle !== undefined) console.log(`${level} ${name} ${cost(machine, name).toFixed(0)} instructions`);
  for (const { object } of machine.archive.members)
    for (const { name, kind, size } of object.symbols)
      if (kind === 'func' && size > 0) console.log(`${level} ${name} ${size} bytes`);
}

for (const level of ['core', 'ext'] as const) {
  describe(level, () => {
    it(
      'costs no more than it did',
      async () => {
        const machine = await Machine.build(level);
        if (process.env.MODE === 'long') print(level, machine);
        const limits = LIMITS[level];
        const above = Object.keys(limits)
          .map((name) => ({ name, cost: cost(machine, name) }))
          .filter(({ name, cost }) => cost > (limits[name] as number));
        expect(above).toEqual([]);
      },
      BUILD_TIMEOUT,
    );
  });
}
