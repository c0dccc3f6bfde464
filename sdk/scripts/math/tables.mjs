// The constants of sdk/libc/math/: a text of C for each table, calculated with 300 bits and rounded once.
import * as f from './functions.mjs';
import { Real } from './real.mjs';

const ONE = Real.of(1);
const real = Real.of;

/**
 * Coefficients, from the constant one on, of the polynomial that meets `f` in Chebyshev's points of [from, to]: all but the best one.
 * The points avoid 0, where most of these functions are a limit.
 */
function interpolate(f, from, to, count) {
  const middle = from.add(to).scale(-1);
  const half = to.sub(from).scale(-1);
  const points = Array.from({ length: count }, (_, k) => middle.add(half.mul(f_cos((2 * k + 1) / (2 * count)))));
  // Divided differences, then Horner's scheme with polynomials.
  const differences = points.map(f);
  for (let order = 1; order < count; order++)
    for (let k = count - 1; k >= order; k--)
      differences[k] = differences[k].sub(differences[k - 1]).div(points[k].sub(points[k - order]));
  let result = [differences[count - 1]];
  for (let k = count - 2; k >= 0; k--) {
    const next = [real(0), ...result];
    for (let i = 0; i < result.length; i++) next[i] = next[i].sub(result[i].mul(points[k]));
    next[0] = next[0].add(differences[k]);
    result = next;
  }
  return result;
}

/** cos(pi t) */
const f_cos = (t) => f.cos(f.PI.mul(t));

/** Largest error of the polynomial with rounded coefficients, as a power of two. */
function errorOf(f, from, to, coefficients) {
  let worst = Number.NEGATIVE_INFINITY;
  for (let k = 1; k < 200; k++) {
    const x = from.add(to.sub(from).mul(k).div(200));
    if (x.sign === 0) continue;
    let y = real(0);
    for (let i = coefficients.length - 1; i >= 0; i--) y = y.mul(x).add(coefficients[i]);
    worst = Math.max(worst, y.sub(f(x)).exponent);
  }
  return worst;
}

const hex = (value, digits) => `0x${value.toString(16).padStart(digits, '0')}`;

/** Words of `bits` bits of non-negative numbers below 2^whole, as a C array. */
function array(name, bits, values) {
  const type = `uint${bits}_t`;
  const perLine = bits === 64 ? 4 : 8;
  const texts = values.map((value) => `${hex(value, bits / 4)}${bits === 64 ? 'ull' : ''}`);
  const lines = [];
  for (let i = 0; i < texts.length; i += perLine) lines.push(`    ${texts.slice(i, i + perLine).join(', ')},`);
  return `static const ${type} ${name}[] = {\n${lines.join('\n')}\n};\n`;
}

/** x * 2^bits, rounded; it must fit. */
function fixed(x, bits) {
  const n = x.scale(bits).round();
  if (n < 0n) throw new RangeError(`a negative constant`);
  return n;
}

/**
 * A polynomial of the library: magnitudes of the coefficients, highest power first, `whole` bits before the point. Their signs
 * alternate or are all positive, which the caller of the polynomial knows.
 */
function polynomial(name, comment, { of, from, to, count, whole, signs, bits = 64 }) {
  const a = real(from);
  const b = real(to);
  const coefficients = interpolate(of, a, b, count);
  const negative = (k) => signs === 'alternating' && k % 2 === 1;
  const words = coefficients.map((c, k) => {
    if (signs === 'any') return BigInt.asUintN(bits, c.scale(bits - whole).round());
    const n = fixed(negative(k) ? c.neg() : c, bits - whole);
    if (n >= 1n << BigInt(bits)) throw new RangeError(`${name}: coefficient ${k} does not fit`);
    return n;
  });
  const rounded = words.map(
    (n, k) => new Real(signs === 'any' ? BigInt.asIntN(bits, n) : negative(k) ? -n : n, whole - bits),
  );
  const error = errorOf(of, a, b, rounded);
  return { error, text: `/* ${comment}; error below 2^${error + 1}. */\n${array(name, bits, words.reverse())}` };
}

const root = (z) => z.sqrt();

const POLYNOMIALS = {
  'wide-circular': [
    [
      'SINE',
      'sin(pi/2 * r) / r by r^2 up to 1/4, one bit before the point',
      {
        of: (z) => f.sin(f.PI.scale(-1).mul(root(z))).div(root(z)),
        from: 0,
        to: 0.25,
        count: 9,
        whole: 1,
        signs: 'alternating',
      },
    ],
    [
      'COSINE',
      '(1 - cos(pi/2 * r)) / r^2 by r^2 up to 1/4, one bit before the point',
      {
        of: (z) => ONE.sub(f.cos(f.PI.scale(-1).mul(root(z)))).div(z),
        from: 0,
        to: 0.25,
        count: 9,
        whole: 1,
        signs: 'alternating',
      },
    ],
  ],
  'wide-exp': [
    [
      'POWER',
      '(2^g - 1) / g, g from -1/16 to 1/16',
      { of: (g) => f.expm1(g.mul(f.LN2)).div(g), from: -0.0625, to: 0.0625, count: 9, whole: 0, signs: 'positive' },
    ],
  ],
  'wide-log': [
    [
      'LOGARITHM',
      '(log2(e) - log2(1 + u) / u) / u, u from -0.0313 to 0.0314',
      {
        of: (u) => ONE.div(f.LN2).sub(f.log1p(u).div(f.LN2).div(u)).div(u),
        from: -0.0313,
        to: 0.0314,
        count: 11,
        whole: 0,
        signs: 'alternating',
      },
    ],
  ],
  'wide-atan': [
    [
      'ARC',
      '(1 - atan(t) / t) / t^2 by t^2 up to 1/256',
      {
        of: (z) => ONE.sub(f.atan(root(z)).div(root(z))).div(z),
        from: 0,
        to: 0.004,
        count: 7,
        whole: 0,
        signs: 'alternating',
      },
    ],
  ],
};

const erfcx = (x) => f.exp(x.mul(x)).mul(f.erfc(x));
/** Stirling's series by 1/x^2, without its factor 1/x. */
const stirling = (w) => {
  const x = ONE.div(root(w));
  const log = f
    .log(x)
    .sub(1)
    .mul(x.sub(real(0.5)))
    .add(f.log(f.PI.scale(1)).scale(-1))
    .sub(real(0.5));
  return f.lgamma(x).sub(log).mul(x);
};

Object.assign(POLYNOMIALS, {
  erf: [
    [
      'ERF',
      'erf(x) / x by x^2 up to 1, one bit before the point',
      { of: (z) => f.erf(root(z)).div(root(z)), from: 0, to: 1, count: 14, whole: 1, signs: 'alternating' },
    ],
    [
      'ERFC',
      'x e^(x^2) erfc(x) by (x - 1) / (x + 3), x from 1 to 28; signed, two bits before the point',
      {
        of: (v) => {
          const x = v.mul(3).add(1).div(ONE.sub(v));
          return x.mul(erfcx(x));
        },
        from: 0,
        to: 27 / 31,
        count: 24,
        whole: 2,
        signs: 'any',
      },
    ],
  ],
  'wide-gamma': [
    [
      'GAMMA',
      '(log(gamma(2 + u)) / u - (1 - gamma)) / u, u from -1/2 to 1/2',
      {
        of: (u) => f.lgamma(u.add(2)).div(u).sub(ONE.sub(f.EULER)).div(u),
        from: -0.5,
        to: 0.5,
        count: 20,
        whole: 0,
        signs: 'alternating',
      },
    ],
    [
      'STIRLING',
      'x (log(gamma(x)) - (x - 1/2) (log(x) - 1) - (log(2 pi) - 1) / 2) by 1/x^2, x from 8 on',
      { of: stirling, from: 1e-6, to: 1 / 64, count: 10, whole: 0, signs: 'alternating' },
    ],
  ],
});

Object.assign(POLYNOMIALS, {
  'narrow-circular': [
    [
      'SINE',
      'sin(pi/2 * r) / r by r^2 up to 1/4, one bit before the point',
      {
        of: (z) => f.sin(f.PI.scale(-1).mul(root(z))).div(root(z)),
        from: 0,
        to: 0.25,
        count: 6,
        whole: 1,
        signs: 'alternating',
        bits: 32,
      },
    ],
    [
      'COSINE',
      '(1 - cos(pi/2 * r)) / r^2 by r^2 up to 1/4, one bit before the point',
      {
        of: (z) => ONE.sub(f.cos(f.PI.scale(-1).mul(root(z)))).div(z),
        from: 0,
        to: 0.25,
        count: 5,
        whole: 1,
        signs: 'alternating',
        bits: 32,
      },
    ],
  ],
  'narrow-exp': [
    [
      'POWER',
      '(2^f - 1) / f, f from 0 to 1',
      { of: (g) => f.expm1(g.mul(f.LN2)).div(g), from: 0, to: 1, count: 8, whole: 0, signs: 'positive', bits: 32 },
    ],
  ],
  'narrow-log': [
    [
      'LOGARITHM',
      'log2(1 + u) / u, u from 1 / sqrt(2) - 1 to sqrt(2) - 1, one bit before the point',
      {
        of: (u) => f.log1p(u).div(f.LN2).div(u),
        from: -0.293,
        to: 0.4143,
        count: 14,
        whole: 1,
        signs: 'alternating',
        bits: 32,
      },
    ],
  ],
  'narrow-atan': [
    [
      'ARC',
      '(1 - atan(t) / t) / t^2 by t^2 up to 1/256',
      {
        of: (z) => ONE.sub(f.atan(root(z)).div(root(z))).div(z),
        from: 0,
        to: 0.004,
        count: 3,
        whole: 0,
        signs: 'alternating',
        bits: 32,
      },
    ],
  ],
});

function wordsOf(value, count) {
  return Array.from({ length: count }, (_, i) => (value >> BigInt(32 * (count - 1 - i))) & 0xffff_ffffn);
}

const ARRAYS = {
  'wide-circular': () => {
    const count = 41;
    const text = array('TWO_OVER_PI', 32, wordsOf(f.twoOverPi(32 * count), count));
    return `/* 2/pi; what the largest double needs. */\n${text}`;
  },
  'narrow-circular': () => {
    const count = 8;
    const text = array('TWO_OVER_PI', 32, wordsOf(f.twoOverPi(32 * count), count));
    return `/* 2/pi; what the largest float needs. */\n${text}`;
  },
  'narrow-atan': () => {
    const values = Array.from({ length: 8 }, (_, k) => fixed(f.atan(real(k + 1).scale(-3)), 62));
    return `/* atan(k/8), k from 1 to 8, two bits before the point. */\n${array('EIGHTHS', 64, values)}`;
  },
  'wide-exp': () => {
    const values = Array.from({ length: 9 }, (_, j) => fixed(f.exp2(real(j - 4).scale(-3)), 63));
    return `/* 2^(j/8), j from -4 to 4, one bit before the point. */\n${array('EIGHTHS', 64, values)}`;
  },
  'wide-log': () => {
    const values = [];
    for (let i = 17; i < 32; i++) {
      const c = Math.floor((16384 + i / 2) / i);
      values.push(...wordsOf(fixed(f.log2(real(1024).div(c)), 96), 3).reverse());
    }
    const base = wordsOf(fixed(ONE.div(f.LN2), 95), 3);
    const define = (n, w) => `#define LOG2_E_${n} ${hex(w, 8)}u\n`;
    return (
      `/* log2(e), one bit before the point. */\n${base.map((w, i) => define(['HIGH', 'MIDDLE', 'LOW'][i], w)).join('')}\n` +
      `/* -log2(c / 1024) for the c of i = 17 to 31, three words each, the lowest first. */\n${array('LOGARITHMS', 32, values)}`
    );
  },
  'wide-atan': () => {
    const values = Array.from({ length: 8 }, (_, k) => fixed(f.atan(real(k + 1).scale(-3)), 64));
    return `/* atan(k/8), k from 1 to 8. */\n${array('EIGHTHS', 64, values)}`;
  },
};

/** The text of sdk/libc/math/NAME-tables.h */
export function tableText(name) {
  const parts = [ARRAYS[name]?.(), ...(POLYNOMIALS[name] ?? []).map(([n, c, p]) => polynomial(n, c, p).text)];
  const guard = `HSX_MATH_${name.toUpperCase().replace('-', '_')}_TABLES_H`;
  return (
    `/** @file ${name}-tables.h Constants, calculated: npm run math:tables */\n` +
    `#ifndef ${guard}\n#define ${guard}\n\n#include <stdint.h>\n\n${parts.filter((part) => part !== undefined).join('\n')}\n#endif\n`
  );
}

export const TABLES = Object.keys(POLYNOMIALS);
