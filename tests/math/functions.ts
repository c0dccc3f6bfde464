/** The functions of math.h that are approximations: their references, and where their operands are worth a try. */
import * as exact from '../../sdk/scripts/math/functions.mjs';
import type { Real } from '../../sdk/scripts/math/real.mjs';

type Reference = (x: Real, y: Real) => Real;
type Host = (x: number, y: number) => number;

export interface MathFunction {
  readonly name: string;
  readonly arity: 1 | 2;
  readonly reference: Reference;
  /** The host's function, for a second opinion. */
  readonly host: Host | undefined;
  /** Units of the last place that the host's function may be off by: some do not multiply as carefully as they should. */
  readonly hostError: number;
  /** Where operands are drawn from evenly: where the results are neither constant nor infinite. */
  readonly from: number;
  readonly to: number;
  /** Where the function has a real value. */
  readonly domain: (x: number, y: number) => boolean;
  /** Operands that are known to be hard, or at which something changes. */
  readonly edges: readonly number[];
}

interface Options {
  domain?: (x: number, y: number) => boolean;
  edges?: readonly number[];
  /** undefined where the host has none. */
  host?: Host | undefined;
}

const REFERENCES = exact as unknown as Record<string, Reference>;
const HOST = Math as unknown as Record<string, Host | undefined>;

function f1(name: keyof typeof exact, from: number, to: number, options: Options = {}): MathFunction {
  const { domain = () => true, edges = [] } = options;
  const host = 'host' in options ? options.host : HOST[name];
  return { name, arity: 1, reference: REFERENCES[name] as Reference, host, hostError: 2, from, to, domain, edges };
}

/** Multiples of pi/2 to which doubles come nearest, and large ones. */
const ANGLES = [
  Math.PI,
  Math.PI / 2,
  Math.PI / 4,
  (3 * Math.PI) / 4,
  2 * Math.PI,
  // The double that is nearest to a multiple of pi/2, relative to its size, and floats that are near to one.
  6381956970095103 * 2 ** 797,
  5.319372648326541e255,
  16367173 * 2 ** 72,
  6.2831854820251465,
  51471.85546875,
  1e22,
  1e300,
  1.7976931348623157e308,
  2 ** 120,
  2 ** 31 * Math.PI,
  0.5,
  0.49999999999999994,
];
/** Where the reductions of exponents and logarithms go over to the next interval. */
const HALVES = [0.0625, 0.03125, 0.1875, 0.5, 1.5, 2.5, 8.5, -0.5, -1.5];
const SIXTEENTHS = Array.from({ length: 17 }, (_, i) => (31 + 2 * i) / 32);
const LIMIT = 709.782712893384;
const ROOT_HALF = Math.SQRT1_2;

const inUnit = (x: number) => Math.abs(x) <= 1;
const positive = (x: number) => x > 0;
const noPole = (x: number) => x !== 0 && (x > 0 || !Number.isInteger(x));

export const FUNCTIONS: readonly MathFunction[] = [
  f1('acos', -1, 1, { domain: inUnit, edges: [ROOT_HALF, 0.5, -0.5, 1 - 2 ** -40, 2 ** -53, -1 + 2 ** -53] }),
  f1('acosh', 1, 20, { domain: (x) => x >= 1, edges: [2 ** 40, 2 ** 41, 1 + 2 ** -30] }),
  f1('asin', -1, 1, { domain: inUnit, edges: [ROOT_HALF, 0.5, 0.0625, 1 - 2 ** -40, 1 - 2 ** -53] }),
  f1('asinh', -100, 100, { edges: [2 ** 40, 2 ** 41, 0.0625, 0.03125] }),
  f1('atan', -20, 20, { edges: [0.03125637024641037, 0.0625, 0.1875, 0.9375, 1.0625, 1 + 2 ** -52, 1e16, 1e17] }),
  f1('atanh', -1, 1, { domain: (x) => Math.abs(x) < 1, edges: [0.015625, 0.0163, 1 - 2 ** -53, 0.5] }),
  f1('cbrt', -100, 100, { edges: [8, 27, 1000, 125, 0.125, 1e300, 3 ** 30, 2 ** -1074] }),
  f1('cos', -100, 100, { edges: ANGLES }),
  f1('cosh', -LIMIT, LIMIT, { edges: [LIMIT, 710.4758600739439, 0.5] }),
  f1('erf', -6, 6, { host: undefined, edges: [1, 1 + 2 ** -52, 5.9, 2 ** -30] }),
  f1('erfc', -6, 27, { host: undefined, edges: [1, 1 - 2 ** -53, 26.5, 26.54, -1, 27.2, 9.1] }),
  f1('exp', -740, 709, { edges: [LIMIT, -708.4, -745.13, -745.14, ...HALVES] }),
  f1('exp10', -320, 308, { host: undefined, edges: [308.25471555991675, -323.3, ...HALVES] }),
  f1('exp2', -1070, 1023, { host: (x) => 2 ** x, edges: [1023.9999999999999, -1074, -1074.9, ...HALVES] }),
  f1('expm1', -40, 709, { edges: [LIMIT, 2 ** -5, -(2 ** -5), 0.03125, -0.04, ...HALVES] }),
  // Of negative numbers there is a test of its own: near to its zeros the relative error has no limit.
  f1('lgamma', 0, 40, {
    host: undefined,
    domain: positive,
    edges: [0.5, 1.5, 2.5, 8, 8 - 2 ** -49, 1 - 2 ** -30, 2 + 2 ** -40, 1e15, 2 ** -500, 1e300],
  }),
  f1('log', 0, 10, { domain: positive, edges: [1.0315971374511719, ...SIXTEENTHS] }),
  f1('log10', 0, 10, { domain: positive, edges: [1.2911628484725952, 10, 1000, 1e22, ...SIXTEENTHS] }),
  f1('log1p', -1, 10, { domain: (x) => x > -1, edges: [0.03125, -0.03125, 0.0625, -1 + 2 ** -53, 2 ** 53] }),
  f1('log2', 0, 10, { domain: positive, edges: SIXTEENTHS }),
  f1('sin', -100, 100, { edges: ANGLES }),
  f1('sinh', -LIMIT, LIMIT, { edges: [LIMIT, 710.4758600739439, 2 ** -5, 0.04] }),
  f1('tan', -100, 100, { edges: ANGLES }),
  f1('tanh', -22, 22, { edges: [2 ** -6, 0.02, 19.1, 22.5, 40] }),
  f1('tgamma', -20, 171, {
    host: undefined,
    domain: noPole,
    edges: [167.41649129609556, 138.0420868088678, 171.6, 1.5, 2.5, -183.5, 2 ** -1022, 1e-300, -0.5],
  }),
  {
    ...f1('atan2', -10, 10, { domain: (y, x) => y !== 0 && x !== 0 }),
    arity: 2,
  },
  { ...f1('hypot', -10, 10), arity: 2, domain: (x, y) => x !== 0 || y !== 0 },
  {
    ...f1('pow', 0, 10, { host: Math.pow, domain: (x, y) => x > 0 || (x < 0 && Number.isInteger(y)) }),
    reference: (x, y) => {
      if (x.sign > 0) return exact.pow(x, y);
      const odd = y.scale(-1).floor() * 2n !== y.floor();
      const power = exact.pow(x.neg(), y);
      return odd ? power.neg() : power;
    },
    arity: 2,
    hostError: 2000,
  },
];

/** The functions that are to be within one unit of the last place. */
export const BASIC = FUNCTIONS.filter(({ name }) => !/^(erfc?|[lt]gamma)$/.test(name));
