/**
 * The references of the test's points, one file for each function in reference/: for every point of doubles the nearest number and two
 * bytes of what is left, and so for floats.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Real } from '../../sdk/scripts/math/real.mjs';
import { Random } from '../softfloat/operands.js';
import type { MathFunction } from './functions.js';
import { edgePoints, type Format, type Point, randomPoints } from './points.js';
import { REST_STEPS, type Reference, referenceOf } from './reference.js';

/** Random points of a function, beside its edges. */
const RANDOM: Readonly<Record<Format, number>> = { d: 400, f: 200 };
const BYTES: Readonly<Record<Format, number>> = { d: 10, f: 6 };
const SEED = 1729;

export function tablePoints(f: MathFunction, format: Format): Point[] {
  return [...edgePoints(f, format), ...randomPoints(f, format, new Random(SEED), RANDOM[format])];
}

export function evaluate(f: MathFunction, [x, y]: Point, format: Format): Reference {
  return referenceOf(f.reference(Real.of(x), Real.of(y)), format);
}

function file({ name }: MathFunction): URL {
  return new URL(`reference/${name}.bin`, import.meta.url);
}

/** Calculates and writes the table of a function. */
export function writeTable(f: MathFunction): void {
  const parts = (['d', 'f'] as const).map((format) => {
    const points = tablePoints(f, format);
    const size = BYTES[format];
    const bytes = Buffer.alloc(points.length * size);
    points.forEach((point, i) => {
      const { nearest, rest } = evaluate(f, point, format);
      if (format === 'd') bytes.writeDoubleLE(nearest, i * size);
      else bytes.writeFloatLE(nearest, i * size);
      // Both halves of the range are odd in number.
      bytes.writeInt16LE(Math.min(rest * REST_STEPS, 2 ** 15 - 1), i * size + size - 2);
    });
    return bytes;
  });
  writeFileSync(file(f), Buffer.concat(parts));
}

export interface TableRow {
  readonly point: Point;
  readonly reference: Reference;
}

/** @throws when the table does not belong to the points of this version. */
export function readTable(f: MathFunction): Readonly<Record<Format, TableRow[]>> {
  const bytes = readFileSync(file(f));
  let at = 0;
  const rows = (format: Format): TableRow[] =>
    tablePoints(f, format).map((point) => {
      const nearest = format === 'd' ? bytes.readDoubleLE(at) : bytes.readFloatLE(at);
      at += BYTES[format];
      return { point, reference: { nearest, rest: bytes.readInt16LE(at - 2) / REST_STEPS } };
    });
  const table = { d: rows('d'), f: rows('f') };
  if (at !== bytes.length) throw new Error(`${f.name}: another number of points; run: npm run math:reference`);
  return table;
}
