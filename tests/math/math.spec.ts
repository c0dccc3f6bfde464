/**
 * math.h against references of 300 digits, at both levels: the table of reference/, and with `--mode long` (`npm run test:math`) many
 * random points besides. The bounds are those of docs/math.md. The host's functions are a second opinion.
 */
import type { Level } from '@hsx/isa';
import { beforeAll, describe, expect, it } from 'vitest';
import * as exact from '../../sdk/scripts/math/functions.mjs';
import { Real } from '../../sdk/scripts/math/real.mjs';
import { Random } from '../softfloat/operands.js';
import { Operands } from '../softfloat/operations.js';
import { bytesOf, instructionsOf } from './cost.js';
import { documented } from './documented.js';
import { BASIC, FUNCTIONS, type MathFunction } from './functions.js';
import { type Format, fraction, type Point, randomPoints } from './points.js';
import { errorOf, referenceOfHost } from './reference.js';
import { evaluate, readTable, type TableRow } from './reference-table.js';
import { buildMachine, resultsOf } from './results.js';
import { SPECIAL } from './special.js';

const LONG = process.env.MODE === 'long';
/** Random points of a function and format with a reference of their own, in the long form. */
const EVALUATED = LONG ? 4_000 : 0;
/** Points that are compared with the host's function. */
const COMPARED = LONG ? 100_000 : 2_000;
const TIMEOUT = LONG ? 3_600_000 : 120_000;
const BUILD_TIMEOUT = 600_000;
const FORMATS: readonly Format[] = ['d', 'f'];
const SEEDS: Readonly<Record<Level, number>> = { core: 31, ext: 41 };
/** What the figures of costs may grow by before the document has to be written anew. */
const DRIFT = 1.1;

const figures = documented();
const figuresOf = (name: string) => {
  const found = figures.get(name);
  if (found === undefined) throw new Error(`docs/math.md says nothing of ${name}`);
  return found;
};

const text = (f: MathFunction, [x, y]: Point): string => `${f.name}(${f.arity === 1 ? x : `${x}, ${y}`})`;

/** The rows whose results are off by more than the bound. */
function failures(f: MathFunction, format: Format, rows: readonly TableRow[], values: Float64Array): string[] {
  const bound = figuresOf(f.name).error[format];
  return rows
    .map(({ point, reference }, i) => {
      const error = errorOf(values[i] as number, reference, format);
      return error <= bound ? '' : `${text(f, point)} = ${values[i]} is off by ${error}, bound ${bound}`;
    })
    .filter((line) => line !== '')
    .slice(0, 5);
}

const points = (rows: readonly TableRow[]): Point[] => rows.map(({ point }) => point);

describe('the document', () => {
  it('has a row for each function, and the basic ones are within one unit of the last place', () => {
    expect([...figures.keys()]).toEqual(FUNCTIONS.map(({ name }) => name));
    for (const { name } of BASIC) for (const format of FORMATS) expect(figuresOf(name).error[format]).toBeLessThan(1);
  });
});

describe('the table', () => {
  it.each(FUNCTIONS.map((f) => [f.name, f] as const))('of %s is what the references are', (_, f) => {
    const table = readTable(f);
    for (const format of FORMATS) {
      const rows = table[format];
      for (let i = LONG ? 0 : 3; i < rows.length; i += LONG ? 1 : 40) {
        const { point, reference } = rows[i] as TableRow;
        const again = evaluate(f, point, format);
        expect([point, reference.nearest, Math.abs(reference.rest - again.rest) < 2 ** -14]).toEqual([
          point,
          again.nearest,
          true,
        ]);
      }
    }
  });
});

for (const level of ['core', 'ext'] satisfies Level[]) {
  describe(level, () => {
    let machine: Awaited<ReturnType<typeof buildMachine>>;
    beforeAll(async () => {
      machine = await buildMachine(level);
    }, BUILD_TIMEOUT);

    it.each(FUNCTIONS.map((f) => [f.name, f] as const))(
      '%s is as exact as the document says',
      (_, f) => {
        const table = readTable(f);
        for (const format of FORMATS) {
          const random = randomPoints(f, format, new Random(SEEDS[level]), EVALUATED);
          const rows = [...table[format], ...random.map((point) => ({ point, reference: evaluate(f, point, format) }))];
          const { values } = resultsOf(machine, f.name, format, points(rows));
          expect(failures(f, format, rows, values)).toEqual([]);
        }
      },
      TIMEOUT,
    );

    it.each(FUNCTIONS.filter(({ host }) => host !== undefined).map((f) => [f.name, f] as const))(
      '%s is what the host says',
      (_, f) => {
        const host = f.host as (x: number, y: number) => number;
        const bound = figuresOf(f.name).error.f;
        for (const format of FORMATS) {
          const chosen = randomPoints(f, format, new Random(SEEDS[level] + 2), COMPARED);
          const { values } = resultsOf(machine, f.name, format, chosen);
          const wrong = chosen
            .map((point, i) => {
              const wanted = host(...point);
              const value = values[i] as number;
              // For floats the host's error does not matter.
              const error = errorOf(value, referenceOfHost(wanted, format), format);
              return error <= (format === 'd' ? f.hostError + 0.5 : bound)
                ? ''
                : `${text(f, point)} = ${value}, host ${wanted}`;
            })
            .filter((line) => line !== '');
          expect(wrong.slice(0, 5)).toEqual([]);
        }
      },
      TIMEOUT,
    );

    it('gives what the standard prescribes', () => {
      const wrong: string[] = [];
      for (const format of FORMATS) {
        const round = format === 'd' ? (x: number) => x : Math.fround;
        for (const [name, [x = 0, y = 0], result] of SPECIAL) {
          const [value] = resultsOf(machine, name, format, [[x, y]]).values;
          if (!Object.is(value, round(result))) wrong.push(`${name}_${format}(${x}, ${y}) = ${value}, not ${result}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('sincos gives what sin and cos give', () => {
      const f = FUNCTIONS.find(({ name }) => name === 'sin') as MathFunction;
      for (const format of FORMATS) {
        const chosen = randomPoints(f, format, new Random(SEEDS[level] + 4), 500);
        const sines = resultsOf(machine, 'sin', format, chosen).values;
        const cosines = resultsOf(machine, 'cos', format, chosen).values;
        expect(resultsOf(machine, 'sincos', format, chosen).values).toEqual(sines);
        const second = new Operands(machine.array(2, chosen.length));
        expect(chosen.map((_, i) => (format === 'd' ? second.d[i] : second.f[2 * i]))).toEqual([...cosines]);
      }
    });

    it('lgamma of negative numbers has a small absolute error, and the sign', () => {
      const random = new Random(SEEDS[level] + 3);
      const chosen = Array.from({ length: 200 }, (_, i): Point => [-(fraction(random) * 2 ** (i % 9)), 0]);
      const { values } = resultsOf(machine, 'lgamma', 'd', chosen);
      const signs = new Int32Array(machine.run('lgamma_sign', [], chosen.length));
      chosen.forEach(([x], i) => {
        const wanted = exact.lgamma(Real.of(x));
        const error = wanted
          .sub(values[i] as number)
          .abs()
          .toNumber();
        expect(error, `lgamma(${x}) = ${values[i]}`).toBeLessThan(2 ** -52 * Math.max(1, Math.abs(wanted.toNumber())));
        expect(signs[2 * i], `sign of gamma(${x})`).toBe(exact.tgamma(Real.of(x)).sign);
      });
    });

    it('costs no more than the document says', () => {
      const dear: string[] = [];
      for (const f of FUNCTIONS) {
        for (const format of FORMATS) {
          const { instructions, code, tables } = figuresOf(f.name);
          const name = format === 'd' ? f.name : `${f.name}f`;
          const bytes = bytesOf(machine, level, name);
          const pairs = [
            ['instructions', instructionsOf(machine, f, format), instructions[level][format]],
            ['bytes of code', bytes.code, code[level][format]],
            ['bytes of constants', bytes.tables, tables[format]],
          ] as const;
          for (const [what, found, said] of pairs)
            if (found > said * DRIFT) dear.push(`${name}: ${found} ${what}, ${said} in docs/math.md`);
        }
      }
      expect(dear, 'run: npm run math:document').toEqual([]);
    });
  });
}
