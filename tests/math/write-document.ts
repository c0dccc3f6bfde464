/**
 * Measures every function and writes the table of docs/math.md: `npm run math:document`. The errors are the largest of the table's points and
 * of as many random ones as the argument says (default 2000, each with a reference of its own), to the next hundredth but one.
 */
import type { Level } from '@hsx/isa';
import { Random } from '../softfloat/operands.js';
import { bytesOf, instructionsOf } from './cost.js';
import { type Figures, writeDocumented } from './documented.js';
import { FUNCTIONS, type MathFunction } from './functions.js';
import { type Format, randomPoints } from './points.js';
import { errorOf, referenceOfHost } from './reference.js';
import { evaluate, readTable } from './reference-table.js';
import { buildMachine, resultsOf } from './results.js';

/** Random points of floats: the host's doubles are precise enough as references, and quick. */
const FLOATS = 50_000;

type Machines = Record<Level, Awaited<ReturnType<typeof buildMachine>>>;

function worstError(machine: Machines[Level], f: MathFunction, format: Format, count: number): number {
  const rows = [
    ...readTable(f)[format],
    ...randomPoints(f, format, new Random(20260101), count).map((point) => ({
      point,
      reference: evaluate(f, point, format),
    })),
  ];
  const { host } = f;
  if (format === 'f' && host !== undefined)
    for (const point of randomPoints(f, format, new Random(20260102), FLOATS))
      rows.push({ point, reference: referenceOfHost(host(...point), format) });
  const { values } = resultsOf(
    machine,
    f.name,
    format,
    rows.map(({ point }) => point),
  );
  let worst = 0;
  let where: readonly number[] = [];
  rows.forEach(({ point, reference }, i) => {
    const error = errorOf(values[i] as number, reference, format);
    if (error <= worst) return;
    worst = error;
    where = point;
  });
  console.log(`${f.name} ${format}: ${worst.toFixed(4)} at ${where.slice(0, f.arity).join(', ')}`);
  return worst;
}

export async function main([count = '2000']: readonly string[]): Promise<number> {
  const machines: Machines = { core: await buildMachine('core'), ext: await buildMachine('ext') };
  const figures = new Map<string, Figures>();
  for (const f of FUNCTIONS) {
    const formats = <T>(of: (format: Format) => T) => ({ d: of('d'), f: of('f') });
    const levels = (of: (level: Level, format: Format) => number) => ({
      core: formats((format) => of('core', format)),
      ext: formats((format) => of('ext', format)),
    });
    const bytes = (level: Level, format: Format) =>
      bytesOf(machines[level], level, format === 'd' ? f.name : `${f.name}f`);
    figures.set(f.name, {
      // At both levels the results are the same.
      error: formats((format) => Math.floor(100 * worstError(machines.ext, f, format, Number(count)) + 2) / 100),
      instructions: levels((level, format) => instructionsOf(machines[level], f, format)),
      code: levels((level, format) => bytes(level, format).code),
      tables: formats((format) => bytes('ext', format).tables),
    });
  }
  writeDocumented(figures);
  return 0;
}
