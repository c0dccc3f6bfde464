/** The functions on the machine, for points and in numbers. */
import { fileURLToPath } from 'node:url';
import type { Level } from '@hsx/isa';
import { BATCH, Machine } from '../softfloat/machine.js';
import { Operands } from '../softfloat/operations.js';
import type { Format, Point } from './points.js';

export function buildMachine(level: Level): Promise<Machine> {
  return Machine.build(level, fileURLToPath(new URL('driver.c', import.meta.url)));
}

/** Results of a function, `sin` for example, and the instructions that all of them took, the driver's loop included. */
export function resultsOf(
  machine: Machine,
  name: string,
  format: Format,
  points: readonly Point[],
): { values: Float64Array; retired: number } {
  const values = new Float64Array(points.length);
  const sets = [Operands.of(BATCH), Operands.of(BATCH)] as const;
  let retired = 0;
  for (let start = 0; start < points.length; start += BATCH) {
    const count = Math.min(BATCH, points.length - start);
    for (let i = 0; i < count; i++) {
      const point = points[start + i] as Point;
      for (const k of [0, 1] as const) {
        if (format === 'd') sets[k].d[i] = point[k];
        else sets[k].f[2 * i] = point[k];
      }
    }
    const out = new Operands(
      machine.run(
        `${name}_${format}`,
        sets.map(({ x }) => x),
        count,
      ),
    );
    retired += machine.retired;
    for (let i = 0; i < count; i++) values[start + i] = (format === 'd' ? out.d[i] : out.f[2 * i]) as number;
  }
  return { values, retired };
}
