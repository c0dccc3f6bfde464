/** The operations of driver.c: their operands, their results, and what the host says that they are. */
import { f16FromNumber, f16ToInt, f16ToNumber } from '@hsx/isa';
import {
  DOUBLE,
  FLOAT,
  type Format,
  fromInteger,
  fusedMultiplyAdd,
  nearestRemainder,
  neighbour,
  scaled,
  split,
} from './exact.js';
import { bitsOfDouble, type Kind } from './operands.js';

/** The same operands as every type: eight bytes each. */
export class Operands {
  readonly x: BigUint64Array;
  readonly l: BigInt64Array;
  readonly d: Float64Array;
  /** Of the next three, each operand has the elements 2i and 2i + 1. */
  readonly u: Uint32Array;
  readonly i: Int32Array;
  readonly f: Float32Array;

  constructor(buffer: ArrayBuffer) {
    this.x = new BigUint64Array(buffer);
    this.l = new BigInt64Array(buffer);
    this.d = new Float64Array(buffer);
    this.u = new Uint32Array(buffer);
    this.i = new Int32Array(buffer);
    this.f = new Float32Array(buffer);
  }

  static of(count: number): Operands {
    return new Operands(new ArrayBuffer(8 * count));
  }
}

/** Writes the expected result of operand `i` into `e`. */
type Reference = (e: Operands, i: number, a: Operands, b: Operands, c: Operands) => void;

export interface Operation {
  /** Name in driver.c. */
  readonly name: string;
  readonly operands: readonly Kind[];
  readonly result: Kind;
  readonly expect: Reference;
  /** Loop of driver.c that costs the same without the operation; undefined where the costs are not reported. */
  readonly idle: string | undefined;
  /** Whether the routine only calls others that have operations of their own: a few operands will do. */
  readonly thin: boolean;
  /** Whether the operands are mostly near to each other: what it costs grows with their distance. */
  readonly near: boolean;
  /** The second result of frexp and the like, which the driver stores in place of the third operand. */
  readonly second: { readonly result: Kind; readonly expect: Reference } | undefined;
}

const at = (values: ArrayLike<number>, i: number): number => values[i] as number;
const big = (values: BigUint64Array | BigInt64Array, i: number): bigint => values[i] as bigint;
const low = (operands: Operands, i: number): bigint => BigInt(operands.u[2 * i] as number);

const operations: Operation[] = [];

function add(name: string, operands: string, result: Kind, expect: Reference, second?: Operation['second']): void {
  const loop = [...operands].map((kind) => ('dlx'.includes(kind) ? 'd' : kind === 'p' ? 'i' : 'f')).join('');
  operations.push({
    name,
    operands: [...operands] as Kind[],
    result,
    expect,
    idle: second === undefined ? `nothing_${loop}` : undefined,
    thin: /^(fma_own|rint|nearbyint|scal|l?lround|l?lrint|remainder|logb|sub|l_to|to_l|to_._rt|._to_rt)/.test(name),
    near: /^(fmod|rem)/.test(name),
    second,
  });
}

/** Operations of doubles as the host calculates them, and those of floats: as doubles, rounded once more. */
function double1(name: string, f: (a: number) => number): void {
  add(`${name}_d`, 'd', 'd', (e, i, a) => {
    e.d[i] = f(at(a.d, i));
  });
  add(`${name}_f`, 'f', 'f', (e, i, a) => {
    e.f[2 * i] = f(at(a.f, 2 * i));
  });
}

function double2(name: string, f: (a: number, b: number) => number): void {
  add(`${name}_d`, 'dd', 'd', (e, i, a, b) => {
    e.d[i] = f(at(a.d, i), at(b.d, i));
  });
  float2(`${name}_f`, f);
}

function float2(name: string, f: (a: number, b: number) => number): void {
  add(name, 'ff', 'f', (e, i, a, b) => {
    e.f[2 * i] = f(at(a.f, 2 * i), at(b.f, 2 * i));
  });
}

/** With 53 bits a sum, product, quotient or root of floats is precise enough that rounding twice is rounding once. */
const arithmetic: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};
for (const [name, f] of Object.entries(arithmetic)) {
  double2(name, f);
  float2(`${name}_rt`, f);
}
double2('fmod', (a, b) => a % b);

function roundAway(x: number): number {
  const whole = Math.trunc(x);
  // The difference is exact.
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

function roundToEven(x: number): number {
  const whole = Math.trunc(x);
  const rest = Math.abs(x - whole);
  return rest > 0.5 || (rest === 0.5 && whole % 2 !== 0) ? whole + Math.sign(x) : whole;
}

double1('sqrt', Math.sqrt);
double1('floor', Math.floor);
double1('ceil', Math.ceil);
double1('trunc', Math.trunc);
double1('round', roundAway);
double1('roundeven', roundToEven);
double1('rint', roundToEven);
double1('nearbyint', roundToEven);
double2('fmin', (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)));
double2('fmax', (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)));

/** The twelve answers of COMPARISONS in driver.c, a bit each. */
function comparisons(a: number, b: number): number {
  const answers = [a === b, a !== b, a < b, a <= b, a > b, a >= b, !(a < b), !(a <= b), !(a > b), !(a >= b)];
  answers.push(Number.isNaN(a) || Number.isNaN(b), a < b || a > b);
  return answers.reduce((sum, answer, i) => sum | (Number(answer) << i), 0);
}

function order(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : 2;
}

function compare(suffix: string, f: (a: number, b: number) => number): void {
  add(`${suffix}_d`, 'dd', 'u', (e, i, a, b) => {
    e.u[2 * i] = f(at(a.d, i), at(b.d, i));
  });
  add(`${suffix}_f`, 'ff', 'u', (e, i, a, b) => {
    e.u[2 * i] = f(at(a.f, 2 * i), at(b.f, 2 * i));
  });
}
compare('compare', comparisons);
compare('less', (a, b) => Number(a < b));
add('cmpdf_rt', 'dd', 'i', (e, i, a, b) => {
  e.i[2 * i] = order(at(a.d, i), at(b.d, i));
});
add('cmpsf_rt', 'ff', 'i', (e, i, a, b) => {
  e.i[2 * i] = order(at(a.f, 2 * i), at(b.f, 2 * i));
});

function clamp(x: number, min: number, max: number): number {
  return Number.isNaN(x) ? 0 : Math.max(min, Math.min(max, Math.trunc(x)));
}

function clampBig(x: number, min: bigint, max: bigint): bigint {
  if (Number.isNaN(x)) return 0n;
  if (Math.abs(x) > 2 ** 65) return x < 0 ? min : max;
  const value = BigInt(Math.trunc(x));
  return value < min ? min : value > max ? max : value;
}

const MIN64 = -(1n << 63n);
const MAX64 = (1n << 63n) - 1n;
const MAX_UNSIGNED64 = (1n << 64n) - 1n;

function toIntegers(kind: 'd' | 'f', suffix: string, value: (a: Operands, i: number) => number, long: boolean): void {
  add(`to_i_${suffix}`, kind, 'i', (e, i, a) => {
    e.i[2 * i] = clamp(value(a, i), -(2 ** 31), 2 ** 31 - 1);
  });
  add(`to_u_${suffix}`, kind, 'u', (e, i, a) => {
    e.u[2 * i] = clamp(value(a, i), 0, 2 ** 32 - 1);
  });
  if (!long) return;
  add(`to_l_${suffix}`, kind, 'l', (e, i, a) => {
    e.l[i] = clampBig(value(a, i), MIN64, MAX64);
  });
  add(`to_x_${suffix}`, kind, 'x', (e, i, a) => {
    e.x[i] = clampBig(value(a, i), 0n, MAX_UNSIGNED64);
  });
}
toIntegers('d', 'd', (a, i) => at(a.d, i), true);
toIntegers('f', 'f', (a, i) => at(a.f, 2 * i), true);
toIntegers('f', 'rt', (a, i) => at(a.f, 2 * i), false);

const INTEGERS = [
  ['i', (a: Operands, i: number) => BigInt(at(a.i, 2 * i))],
  ['u', (a: Operands, i: number) => BigInt(at(a.u, 2 * i))],
  ['l', (a: Operands, i: number) => big(a.l, i)],
  ['x', (a: Operands, i: number) => big(a.x, i)],
] as const;
for (const [kind, value] of INTEGERS) {
  add(`${kind}_to_d`, kind, 'd', (e, i, a) => {
    e.d[i] = Number(value(a, i));
  });
  add(`${kind}_to_f`, kind, 'f', (e, i, a) => {
    e.u[2 * i] = Number(fromInteger(value(a, i), FLOAT));
  });
  // Integers that a double does not hold are far above the largest half.
  add(`${kind}_to_h`, kind, 'h', (e, i, a) => {
    e.u[2 * i] = f16FromNumber(Number(value(a, i)));
  });
}
for (const [kind, value] of INTEGERS.slice(0, 2))
  add(`${kind}_to_rt`, kind, 'f', (e, i, a) => {
    e.u[2 * i] = Number(fromInteger(value(a, i), FLOAT));
  });

add('d_to_f', 'd', 'f', (e, i, a) => {
  e.f[2 * i] = at(a.d, i);
});
add('f_to_d', 'f', 'd', (e, i, a) => {
  e.d[i] = at(a.f, 2 * i);
});
add('d_to_h', 'd', 'h', (e, i, a) => {
  e.u[2 * i] = f16FromNumber(at(a.d, i));
});
for (const name of ['f_to_h', 'rt_to_h'])
  add(name, 'f', 'h', (e, i, a) => {
    e.u[2 * i] = f16FromNumber(at(a.f, 2 * i));
  });
add('h_to_d', 'h', 'd', (e, i, a) => {
  e.d[i] = f16ToNumber(at(a.u, 2 * i));
});
for (const name of ['h_to_f', 'h_to_rt'])
  add(name, 'h', 'f', (e, i, a) => {
    e.f[2 * i] = f16ToNumber(at(a.u, 2 * i));
  });
// The machine's instruction, also for unsigned int: of a half that one holds all it can be.
for (const name of ['h_to_i', 'h_to_u'])
  add(name, 'h', 'i', (e, i, a) => {
    e.i[2 * i] = f16ToInt(at(a.u, 2 * i));
  });
add('h_to_l', 'h', 'l', (e, i, a) => {
  e.l[i] = clampBig(f16ToNumber(at(a.u, 2 * i)), MIN64, MAX64);
});
add('h_to_x', 'h', 'x', (e, i, a) => {
  e.x[i] = clampBig(f16ToNumber(at(a.u, 2 * i)), 0n, MAX_UNSIGNED64);
});

/** The exponent of a number as logb gives it. */
function exponentOf(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x === 0 ? Number.NEGATIVE_INFINITY : Math.abs(x);
  return split(bitsOfDouble(x), DOUBLE).power - 1;
}
double1('logb', exponentOf);
// Operations on the sign alone, which keep a NaN's payload: compared as patterns.
const SIGN = 1n << 63n;
add('fabs_d', 'd', 'x', (e, i, a) => {
  e.x[i] = big(a.x, i) & ~SIGN;
});
add('fabs_f', 'f', 'u', (e, i, a) => {
  e.u[2 * i] = at(a.u, 2 * i) & 0x7fffffff;
});
add('copysign_d', 'dd', 'x', (e, i, a, b) => {
  e.x[i] = (big(a.x, i) & ~SIGN) | (big(b.x, i) & SIGN);
});
add('copysign_f', 'ff', 'u', (e, i, a, b) => {
  e.u[2 * i] = (at(a.u, 2 * i) & 0x7fffffff) | (at(b.u, 2 * i) & 0x80000000);
});
double2('fdim', (a, b) => (a <= b ? 0 : a - b));

function ofNumber(suffix: 'd' | 'f', value: (a: Operands, i: number) => number): void {
  add(`ilogb_${suffix}`, suffix, 'i', (e, i, a) => {
    const exponent = exponentOf(value(a, i));
    e.i[2 * i] =
      exponent === Number.NEGATIVE_INFINITY ? -(2 ** 31) : Number.isFinite(exponent) ? exponent : 2 ** 31 - 1;
  });
  for (const [name, round] of [
    ['round', roundAway],
    ['rint', roundToEven],
  ] as const) {
    add(`l${name}_${suffix}`, suffix, 'i', (e, i, a) => {
      e.i[2 * i] = clamp(round(value(a, i)), -(2 ** 31), 2 ** 31 - 1);
    });
    add(`ll${name}_${suffix}`, suffix, 'l', (e, i, a) => {
      e.l[i] = clampBig(round(value(a, i)), MIN64, MAX64);
    });
  }
  const put = (e: Operands, i: number, x: number) => {
    if (suffix === 'd') e.d[i] = x;
    else e.f[2 * i] = x;
  };
  const whole: Reference = (e, i, a) => {
    put(e, i, Math.trunc(value(a, i)));
  };
  // The difference is exact, but has not the sign of a zero.
  const rest: Reference = (e, i, a) => {
    const x = value(a, i);
    const fraction = Number.isFinite(x) ? Math.abs(x - Math.trunc(x)) : Number.isNaN(x) ? x : 0;
    put(e, i, x < 0 || Object.is(x, -0) ? -fraction : fraction);
  };
  add(`modf_${suffix}`, suffix, suffix, rest, { result: suffix, expect: whole });
}
ofNumber('d', (a, i) => at(a.d, i));
ofNumber('f', (a, i) => at(a.f, 2 * i));

function ofFormat(suffix: 'd' | 'f', format: Format, bits: (operands: Operands, i: number) => bigint): void {
  const put = (e: Operands, i: number, value: bigint) => {
    if (suffix === 'd') e.x[i] = value;
    else e.u[2 * i] = Number(value);
  };
  for (const name of suffix === 'd' ? ['fma_d', 'fma_own'] : ['fma_f'])
    add(name, suffix.repeat(3), suffix, (e, i, a, b, c) => {
      put(e, i, fusedMultiplyAdd(bits(a, i), bits(b, i), bits(c, i), format));
    });
  for (const name of ['ldexp', 'scalbn', 'scalbln'])
    add(`${name}_${suffix}`, `${suffix}p`, suffix, (e, i, a, b) => {
      put(e, i, scaled(bits(a, i), at(b.i, 2 * i), format));
    });
  add(`nextafter_${suffix}`, suffix.repeat(2), suffix, (e, i, a, b) => {
    put(e, i, neighbour(bits(a, i), bits(b, i), format));
  });
  const remainder: Reference = (e, i, a, b) => {
    put(e, i, nearestRemainder(bits(a, i), bits(b, i), format).rest);
  };
  add(`remainder_${suffix}`, suffix.repeat(2), suffix, remainder);
  add(`remquo_${suffix}`, suffix.repeat(2), suffix, remainder, {
    result: 'i',
    expect: (e, i, a, b) => {
      e.i[2 * i] = nearestRemainder(bits(a, i), bits(b, i), format).quotient;
    },
  });
  const fraction: Reference = (e, i, a) => {
    put(e, i, split(bits(a, i), format).fraction);
  };
  add(`frexp_${suffix}`, suffix, suffix, fraction, {
    result: 'i',
    expect: (e, i, a) => {
      e.i[2 * i] = split(bits(a, i), format).power;
    },
  });
}
ofFormat('d', DOUBLE, (operands, i) => big(operands.x, i));
ofFormat('f', FLOAT, low);

export const OPERATIONS: readonly Operation[] = operations;
