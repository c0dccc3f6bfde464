// Elementary and special functions of real numbers, to some 300 bits: series after a reduction by what the host's doubles know.
import { PRECISION, Real, sum } from './real.mjs';

const ONE = Real.of(1);
const real = Real.of;

/** Sum of (±1)^k x^(2k+1) / (2k+1): atanh, and atan with alternating signs. */
function oddSeries(x, alternating) {
  const square = alternating ? x.mul(x).neg() : x.mul(x);
  let power = x;
  return sum((k) => {
    const term = power.div(2 * k + 1);
    power = power.mul(square);
    return term;
  });
}

/** Digits of pi beyond what Real keeps, for the reduction of large angles: floor(pi * 2^bits), Machin's formula. */
function piDigits(bits) {
  const guard = 64n;
  const one = 1n << (BigInt(bits) + guard);
  const inverseTangent = (n) => {
    let power = one / n;
    let total = power;
    for (let k = 1n; power !== 0n; k++) {
      power /= -n * n;
      total += power / (2n * k + 1n);
    }
    return total;
  };
  return (4n * (4n * inverseTangent(5n) - inverseTangent(239n))) >> guard;
}

const PI_BITS = 1024 + 2 * PRECISION;
const PI_DIGITS = piDigits(PI_BITS);
export const PI = new Real(PI_DIGITS, -PI_BITS);
export const LN2 = oddSeries(ONE.div(3), false).mul(2);
export const LN10 = LN2.mul(3).add(oddSeries(ONE.div(9), false).mul(2));
const HALF_PI = PI.scale(-1);

/** floor(2/pi * 2^bits) */
export function twoOverPi(bits) {
  return (1n << BigInt(bits + PI_BITS + 1)) / PI_DIGITS;
}

export function expm1(x) {
  if (x.exponent >= -2) return exp(x).sub(1);
  let term = x;
  return sum((k) => {
    if (k > 0) term = term.mul(x).div(k + 1);
    return term;
  });
}

/** Beyond all formats, but still a number. */
const FAR = 10_000_000;

export function exp(x) {
  if (x.exponent > 20) return new Real(1n, x.sign * FAR);
  const n = x.div(LN2).round();
  // e^(r / 2^16) - 1, squared 16 times as (1 + y)^2 - 1.
  let y = expm1(x.sub(LN2.mul(n)).scale(-16));
  for (let i = 0; i < 16; i++) y = y.mul(y.add(2));
  return y.add(1).scale(Number(n));
}

export const exp2 = (x) => exp(x.mul(LN2));
export const exp10 = (x) => exp(x.mul(LN10));

export function log1p(x) {
  if (x.exponent > -30) return log(x.add(1));
  return oddSeries(x.div(x.add(2)), false).mul(2);
}

export function log(x) {
  const near = x.sub(1);
  if (near.sign === 0) return near;
  if (near.exponent <= -30) return log1p(near);
  const power = x.exponent;
  const y = real(Math.log(x.scale(-power).toNumber()));
  // x = 2^power * e^y * (1 + what is left)
  const rest = x.scale(-power).div(exp(y)).sub(1);
  return LN2.mul(power)
    .add(y)
    .add(rest.sign === 0 ? rest : log1p(rest));
}

export const log2 = (x) => log(x).div(LN2);
export const log10 = (x) => log(x).div(LN10);

/** x^y for positive x. */
export const pow = (x, y) => exp(log(x).mul(y));

export function sinh(x) {
  const e = expm1(x.abs());
  return e
    .add(e.div(e.add(1)))
    .scale(-1)
    .mul(x.sign);
}

export function cosh(x) {
  const e = exp(x.abs());
  return e.add(ONE.div(e)).scale(-1);
}

export function tanh(x) {
  if (x.exponent > 10) return real(x.sign).sub(exp(x.abs().scale(1).neg()).scale(1).mul(x.sign));
  const e = expm1(x.scale(1));
  return e.div(e.add(2));
}

export function asinh(x) {
  const a = x.abs();
  const y = log1p(a.add(a.mul(a).div(a.mul(a).add(1).sqrt().add(1))));
  return x.sign < 0 ? y.neg() : y;
}

export function acosh(x) {
  const t = x.sub(1);
  return log1p(t.add(t.mul(t.add(2)).sqrt()));
}

export function atanh(x) {
  return log1p(x.scale(1).div(ONE.sub(x))).scale(-1);
}

/** The nearest multiple of pi/2, modulo 4, and what is left. */
function quadrant(x) {
  // Digits of the quotient are taken from all digits of pi: those of Real are too few for large x.
  const shift = BigInt(PI_BITS + Math.max(0, -x.e));
  const numerator = x.n << (x.e >= 0 ? BigInt(x.e) + shift : shift + BigInt(x.e));
  const divisor = PI_DIGITS << (shift - BigInt(PI_BITS));
  const doubled = 2n * numerator + (divisor >> 1n);
  const n = (doubled - (((doubled % divisor) + divisor) % divisor)) / divisor;
  if (n === 0n) return { n: 0, rest: x };
  return { n: Number(((n % 4n) + 4n) % 4n), rest: new Real(2n * numerator - n * divisor, -Number(shift) - 1) };
}

/** Sine (first = 1) or cosine (first = 0) of a small angle. */
function circular(x, first) {
  const square = x.mul(x).neg();
  let term = first === 1 ? x : ONE;
  return sum((k) => {
    if (k > 0) term = term.mul(square).div((2 * k + first) * (2 * k + first - 1));
    return term;
  });
}

export function sin(x) {
  const { n, rest } = quadrant(x);
  const y = circular(rest, 1 - (n & 1));
  return n & 2 ? y.neg() : y;
}

export function cos(x) {
  const { n, rest } = quadrant(x);
  const y = circular(rest, n & 1);
  return n === 1 || n === 2 ? y.neg() : y;
}

export const tan = (x) => sin(x).div(cos(x));

export function atan(x) {
  if (x.sign < 0) return atan(x.neg()).neg();
  if (x.exponent >= 1) return HALF_PI.sub(atan(ONE.div(x)));
  if (x.exponent < -20) return oddSeries(x, true);
  const y = real(Math.atan(x.toNumber()));
  const t = tan(y);
  return y.add(oddSeries(x.sub(t).div(x.mul(t).add(1)), true));
}

/** The angle of the point (x, y), neither of them 0. */
export function atan2(y, x) {
  const a = y.abs();
  const b = x.abs();
  let angle = a.lessThan(b) ? atan(a.div(b)) : HALF_PI.sub(atan(b.div(a)));
  if (x.sign < 0) angle = PI.sub(angle);
  return y.sign < 0 ? angle.neg() : angle;
}

const complement = (x) => ONE.sub(x).mul(ONE.add(x)).sqrt();
export const asin = (x) => (x.abs().compare(1) === 0 ? HALF_PI.mul(x.sign) : atan(x.div(complement(x))));
export const acos = (x) =>
  x.abs().compare(1) === 0 ? (x.sign > 0 ? real(0) : PI) : x.sign === 0 ? HALF_PI : atan2(complement(x), x);

export const cbrt = (x) => x.cbrt();
export const hypot = (x, y) => x.mul(x).add(y.mul(y)).sqrt();

/** 2/sqrt(pi) e^(-x^2) x sum (2x^2)^k / (1*3*…*(2k+1)): no cancellation. */
export function erf(x) {
  const square = x.mul(x);
  if (square.exponent > 9) return real(x.sign);
  let term = x;
  const series = sum((k) => {
    if (k > 0) term = term.mul(square.scale(1)).div(2 * k + 1);
    return term;
  });
  return series.mul(exp(square.neg())).scale(1).div(PI.sqrt());
}

/** Far out a continued fraction; its depth gives 300 bits from 3 on. */
export function erfc(x) {
  if (x.lessThan(3)) return ONE.sub(erf(x));
  const depth = 120 + Math.ceil(8000 / x.toNumber() ** 2);
  let tail = x;
  for (let k = depth; k > 0; k--) tail = x.add(real(k).scale(-1).div(tail));
  return exp(x.mul(x).neg()).div(PI.sqrt()).div(tail);
}

/** Bernoulli's numbers B_2, B_4, …, as reals. */
const BERNOULLI = (() => {
  const numbers = [];
  const count = 80;
  // The tangent numbers T_n, integers: B_2n = (-1)^(n+1) 2n T_n / (4^n (4^n - 1)).
  const tangents = [0n, 1n];
  for (let k = 2; k <= count; k++) tangents[k] = BigInt(k - 1) * tangents[k - 1];
  for (let k = 2; k <= count; k++)
    for (let j = k; j <= count; j++) tangents[j] = BigInt(j - k) * tangents[j - 1] + BigInt(j - k + 2) * tangents[j];
  for (let n = 1; n <= count; n++) {
    const power = 4n ** BigInt(n);
    const value = real(2n * BigInt(n) * tangents[n]).div(power * (power - 1n));
    numbers.push(n % 2 === 1 ? value : value.neg());
  }
  return numbers;
})();

/** Coefficients of x^-1, x^-3, … in Stirling's series of the logarithm of gamma. */
export const STIRLING = BERNOULLI.map((b, i) => b.div((2 * i + 2) * (2 * i + 1)));

/** log(gamma(x)) - ((x - 1/2) log x - x + log(2 pi) / 2) for x >= 70 */
function stirling(x) {
  const inverse = ONE.div(x);
  const square = inverse.mul(inverse);
  let power = inverse;
  return STIRLING.reduce((total, c) => {
    const next = total.add(c.mul(power));
    power = power.mul(square);
    return next;
  }, real(0));
}

/** Euler's constant, from the derivative of Stirling's series: gamma = 1 + 1/2 + … + 1/n - log n - 1/(2n) + sum B_2k / (2k n^2k) */
export const EULER = (() => {
  const n = 80;
  let total = real(0)
    .sub(log(real(n)))
    .sub(ONE.div(2 * n));
  for (let k = 1; k <= n; k++) total = total.add(ONE.div(k));
  let power = ONE;
  BERNOULLI.forEach((b, i) => {
    power = power.div(n * n);
    total = total.add(b.div(2 * i + 2).mul(power));
  });
  return total;
})();

const LOG_ROOT = log(PI.scale(1)).scale(-1);

/** The logarithm of gamma, of positive numbers. */
function lgammaPositive(x) {
  if (x.compare(1) === 0 || x.compare(2) === 0) return real(0);
  let product = ONE;
  while (x.lessThan(70)) {
    product = product.mul(x);
    x = x.add(1);
  }
  const value = x.sub(real(1).scale(-1)).mul(log(x)).sub(x).add(LOG_ROOT).add(stirling(x));
  return value.sub(log(product));
}

/** sin(pi x) for any x */
export function sinpi(x) {
  const n = x.round();
  const y = sin(x.sub(n).mul(PI));
  return n % 2n === 0n ? y : y.neg();
}

/** log |gamma(x)|; x is no pole. */
export function lgamma(x) {
  if (x.sign > 0) return lgammaPositive(x);
  // gamma(x) gamma(1 - x) = pi / sin(pi x)
  return log(PI.div(sinpi(x).abs())).sub(lgammaPositive(ONE.sub(x)));
}

export function tgamma(x) {
  if (x.sign > 0) return exp(lgammaPositive(x));
  return PI.div(sinpi(x).mul(exp(lgammaPositive(ONE.sub(x)))));
}
