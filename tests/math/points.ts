/** Operands for the functions of math.h: the edges, and random ones of several kinds, the same in every run. */
import type { Random } from '../softfloat/operands.js';
import type { MathFunction } from './functions.js';

export type Format = 'd' | 'f';
export type Point = readonly [number, number];

/** Magnitudes that every function is tried with: the ends of the formats, and where x^2 or x^3 no longer matter. */
const COMMON = [
  ...[5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.1754943508222875e-38, 1e-45, 1e-300, 1e-30],
  ...[2 ** -60, 2 ** -54, 2 ** -33, 2 ** -27, 2 ** -26, 2 ** -13, 2 ** -12, 2 ** -11, 0.1, 0.25, 0.5, 0.7],
  ...[1, 1.5, 2, 3, 4, 10, 16, 88.7, 100, 2 ** 20, 2 ** 53, 2 ** 64, 3.4e38, 1e100, 1.7976931348623157e308],
];

const view = new DataView(new ArrayBuffer(8));

function neighbours(x: number, format: Format): number[] {
  if (format === 'f') {
    view.setFloat32(0, x);
    const bits = view.getUint32(0);
    return [bits - 1, bits, bits + 1].map((pattern) => {
      view.setUint32(0, pattern);
      return view.getFloat32(0);
    });
  }
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  return [bits - 1n, bits, bits + 1n].map((pattern) => {
    view.setBigUint64(0, pattern);
    return view.getFloat64(0);
  });
}

/** A number of [0, 1) with 53 random bits. */
export function fraction(random: Random): number {
  return (random.word() * 2 ** 21 + (random.word() >>> 11)) / 2 ** 53;
}

function anyNumber(random: Random, format: Format): number {
  view.setUint32(0, random.word());
  view.setUint32(4, random.word());
  return format === 'd' ? view.getFloat64(0) : view.getFloat32(0);
}

/** One random operand; `kind` 0 any pattern, 1 where the function has its usual values, 2 of moderate size, 3 near to 1. */
function operand({ from, to }: MathFunction, random: Random, format: Format, kind: number): number {
  const sign = random.word() & 1 ? -1 : 1;
  switch (kind & 3) {
    case 0:
      return anyNumber(random, format);
    case 1:
      return from + (to - from) * fraction(random);
    case 2:
      return sign * (1 + fraction(random)) * 2 ** (random.below(46) - 40);
    default:
      return 1 + sign * fraction(random) * 2 ** -random.below(52);
  }
}

function pair(f: MathFunction, random: Random, format: Format, kind: number): Point {
  const x = operand(f, random, format, kind);
  if (f.name !== 'pow') {
    // Alike, or of any size.
    return (kind & 3) === 0
      ? [x, operand(f, random, format, kind)]
      : [x, x * (fraction(random) * 4 - 2) * 2 ** (random.below(9) - 4)];
  }
  if ((kind & 3) === 2) return [random.below(100) - 20, (random.below(161) - 80) / (kind & 4 ? 4 : 1)];
  // So that the result is any number there is.
  const range = format === 'd' ? 1070 : 148;
  return [x, (range * (2 * fraction(random) - 1)) / Math.log2(Math.abs(x))];
}

/** Whether the operands are numbers of the format that the function has a value for. */
function usable({ domain }: MathFunction, [x, y]: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && domain(x, y);
}

const rounded = (point: Point, format: Format): Point =>
  format === 'd' ? point : [Math.fround(point[0]), Math.fround(point[1])];

export function edgePoints(f: MathFunction, format: Format): Point[] {
  const values = [...COMMON, ...f.edges, f.from, f.to].filter((x) => x !== 0);
  const around = values.flatMap((x) => neighbours(Math.abs(x), format)).flatMap((x) => [x, -x]);
  const points: Point[] =
    f.arity === 1
      ? around.map((x) => [x, 0])
      : COMMON.flatMap((x, i) =>
          [x, -x].flatMap((a): Point[] => [
            [a, COMMON[(i * 7) % COMMON.length] as number],
            [a, a],
          ]),
        );
  return points.map((point) => rounded(point, format)).filter((point) => usable(f, point));
}

/** `count` random points. */
export function randomPoints(f: MathFunction, format: Format, random: Random, count: number): Point[] {
  const points: Point[] = [];
  for (let kind = 0; points.length < count; kind++) {
    const x: Point = f.arity === 1 ? [operand(f, random, format, kind), 0] : pair(f, random, format, kind);
    const point = rounded(x, format);
    if (usable(f, point)) points.push(point);
  }
  return points;
}
