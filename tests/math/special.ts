/** Results that C11's Annex F prescribes, for doubles and floats alike. */

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;
const { PI } = Math;

/** Name, operands, result; -0 is not 0. */
export type Special = readonly [name: string, operands: readonly number[], result: number];

const of1 = (name: string, ...pairs: readonly (readonly [number, number])[]): Special[] =>
  pairs.map(([x, y]) => [name, [x], y]);
const of2 = (name: string, ...rows: readonly (readonly [number, number, number])[]): Special[] =>
  rows.map(([x, y, z]) => [name, [x, y], z]);

/** f(x) for both signs of x, of an odd function. */
const odd = (name: string, ...pairs: readonly (readonly [number, number])[]): Special[] =>
  of1(name, ...pairs, ...pairs.map(([x, y]) => [-x, -y] as const));
const even = (name: string, ...pairs: readonly (readonly [number, number])[]): Special[] =>
  of1(name, ...pairs, ...pairs.map(([x, y]) => [-x, y] as const));

const ONE_OPERAND = [
  ...['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'cos', 'cosh', 'erf', 'erfc', 'exp', 'exp10', 'exp2'],
  ...['expm1', 'lgamma', 'log', 'log10', 'log1p', 'log2', 'sin', 'sinh', 'tan', 'tanh', 'tgamma'],
];

export const SPECIAL: readonly Special[] = [
  ...ONE_OPERAND.flatMap((name) => of1(name, [nan, nan])),
  ...of1('acos', [1, 0], [-1, PI], [0, PI / 2], [1.5, nan], [-1.5, nan], [inf, nan], [-inf, nan]),
  ...odd('asin', [0, 0], [1, PI / 2], [1.5, nan], [inf, nan]),
  ...odd('atan', [0, 0], [1, PI / 4], [inf, PI / 2]),
  ...even('cos', [0, 1], [inf, nan]),
  ...odd('sin', [0, 0], [inf, nan]),
  ...odd('tan', [0, 0], [inf, nan]),
  ...of1('acosh', [1, 0], [0.5, nan], [0, nan], [-0, nan], [-2, nan], [inf, inf], [-inf, nan]),
  ...odd('asinh', [0, 0], [inf, inf]),
  ...odd('atanh', [0, 0], [1, inf], [1.5, nan], [inf, nan]),
  ...even('cosh', [0, 1], [inf, inf], [20000, inf]),
  ...odd('sinh', [0, 0], [inf, inf], [20000, inf]),
  ...odd('tanh', [0, 0], [inf, 1], [1000, 1]),
  ...of1('exp', [0, 1], [-0, 1], [inf, inf], [-inf, 0], [1e5, inf], [-1e5, 0], [1e30, inf], [-1e30, 0], [2 ** -70, 1]),
  ...of1(
    'exp2',
    [0, 1],
    [-0, 1],
    [inf, inf],
    [-inf, 0],
    [1024, inf],
    [-1100, 0],
    [10, 1024],
    [-3, 0.125],
    [-126, 2 ** -126],
  ),
  ...of1('exp10', [0, 1], [-0, 1], [inf, inf], [-inf, 0], [3, 1000], [10, 1e10], [400, inf], [-400, 0]),
  ...of1('expm1', [0, 0], [-0, -0], [inf, inf], [-inf, -1], [1e5, inf], [-100, -1], [-1e30, -1]),
  ...of1('log', [1, 0], [0, -inf], [-0, -inf], [-1, nan], [inf, inf], [-inf, nan]),
  ...of1('log10', [1, 0], [0, -inf], [-0, -inf], [-1, nan], [inf, inf], [-inf, nan], [1000, 3], [1e10, 10], [10, 1]),
  ...of1('log1p', [0, 0], [-0, -0], [-1, -inf], [-2, nan], [inf, inf], [-inf, nan]),
  ...of1(
    'log2',
    [1, 0],
    [0, -inf],
    [-0, -inf],
    [-1, nan],
    [inf, inf],
    [-inf, nan],
    [8, 3],
    [2 ** -126, -126],
    [1024, 10],
  ),
  ...odd('cbrt', [0, 0], [inf, inf], [8, 2], [27, 3], [1e9, 1000], [0.125, 0.5], [2 ** -126, 2 ** -42], [343, 7]),
  ...odd('erf', [0, 0], [inf, 1], [10, 1]),
  ...of1('erfc', [0, 1], [-0, 1], [inf, 0], [-inf, 2], [100, 0], [-10, 2]),
  ...of1('tgamma', [0, inf], [-0, -inf], [-1, nan], [-20, nan], [-1e20, nan], [inf, inf], [-inf, nan]),
  ...of1('tgamma', [1, 1], [2, 1], [5, 24], [11, 3628800], [200, inf], [1e10, inf], [-300.5, -0], [-301.5, 0]),
  ...of1('lgamma', [1, 0], [2, 0], [0, inf], [-0, inf], [-1, inf], [-1e20, inf], [inf, inf], [-inf, inf]),

  ...of2(
    'atan2',
    [0, 0, 0],
    [-0, 0, -0],
    [0, -0, PI],
    [-0, -0, -PI],
    [0, 3, 0],
    [-0, 3, -0],
    [0, -3, PI],
    [-0, -3, -PI],
  ),
  ...of2(
    'atan2',
    [3, 0, PI / 2],
    [-3, 0, -PI / 2],
    [3, -0, PI / 2],
    [3, inf, 0],
    [-3, inf, -0],
    [3, -inf, PI],
    [-3, -inf, -PI],
  ),
  ...of2('atan2', [inf, 3, PI / 2], [-inf, -3, -PI / 2], [inf, inf, PI / 4], [-inf, inf, -PI / 4]),
  ...of2('atan2', [inf, -inf, (3 * PI) / 4], [-inf, -inf, (-3 * PI) / 4], [nan, 1, nan], [1, nan, nan], [2, 2, PI / 4]),
  ...of2(
    'hypot',
    [inf, nan, inf],
    [nan, -inf, inf],
    [-inf, 0, inf],
    [nan, 1, nan],
    [1, nan, nan],
    [0, -0, 0],
    [-3, 4, 5],
  ),
  ...of2('hypot', [3e38, 3e38, 3e38 * Math.SQRT2], [-7, 0, 7], [2 ** -149, 0, 2 ** -149], [5, 12, 13]),
  ...of2('pow', [0, -3, inf], [-0, -3, -inf], [0, -2, inf], [-0, -2, inf], [0, -1.5, inf], [-0, -1.5, inf]),
  ...of2(
    'pow',
    [0, -inf, inf],
    [-0, -inf, inf],
    [0, 3, 0],
    [-0, 3, -0],
    [0, 2, 0],
    [-0, 2, 0],
    [-0, 0.5, 0],
    [0, inf, 0],
  ),
  ...of2(
    'pow',
    [-1, inf, 1],
    [-1, -inf, 1],
    [1, nan, 1],
    [1, inf, 1],
    [nan, 0, 1],
    [nan, -0, 1],
    [inf, 0, 1],
    [0, 0, 1],
  ),
  ...of2('pow', [-2, 0.5, nan], [-2, 1 / 3, nan], [0.5, -inf, inf], [-0.5, -inf, inf], [2, -inf, 0], [-2, -inf, 0]),
  ...of2(
    'pow',
    [0.5, inf, 0],
    [-0.5, inf, 0],
    [2, inf, inf],
    [-2, inf, inf],
    [-inf, -3, -0],
    [-inf, -2, 0],
    [-inf, -0.5, 0],
  ),
  ...of2(
    'pow',
    [-inf, 3, -inf],
    [-inf, 2, inf],
    [-inf, 0.5, inf],
    [inf, -1, 0],
    [inf, 1, inf],
    [nan, 1, nan],
    [2, nan, nan],
  ),
  ...of2(
    'pow',
    [3, 3, 27],
    [-3, 3, -27],
    [-3, 2, 9],
    [2, -3, 0.125],
    [10, 10, 1e10],
    [4, 0.5, 2],
    [8, 2, 64],
    [-2, 101, -(2 ** 101)],
  ),
  ...of2(
    'pow',
    [1e30, 20, inf],
    [-1e30, 21, -inf],
    [1e-30, 20, 0],
    [-1e-30, 21, -0],
    [7, 7, 823543],
    [-1, 1e20, 1],
    [-1, 3, -1],
  ),
  ...of2('pow', [5, 1, 5], [9, -0.5, 1 / 3], [2, 2 ** -80, 1]),
];
