/**
 * References with more digits than a result: the nearest number of the format, and how far from it the true value is, in units of
 * its last place. Errors are measured in units of the last place of the true value.
 */
import { Real } from '../../sdk/scripts/math/real.mjs';
import type { Format } from './points.js';

export interface Reference {
  /** Infinite where the true value rounds to that. */
  readonly nearest: number;
  /** The true value less the nearest number, from -1/2 to 1/2 units of that one's last place; as written in the table. */
  readonly rest: number;
}

/** Steps of `rest` in the table. */
export const REST_STEPS = 2 ** 15;

const PRECISION = { d: 53, f: 24 } as const;
const LEAST = { d: -1074, f: -149 } as const;
const LARGEST = { d: 1024, f: 128 } as const;

/** Exponent of the last place of a number whose leading bit is at `exponent`. */
function place(exponent: number, format: Format): number {
  return Math.max(exponent - PRECISION[format] + 1, LEAST[format]);
}

export function referenceOf(value: Real, format: Format): Reference {
  if (value.sign === 0) return { nearest: 0, rest: 0 };
  const last = place(value.exponent, format);
  const units = value.scale(-last);
  const whole = units.round();
  const nearest = new Real(whole, last);
  if (nearest.exponent >= LARGEST[format]) return { nearest: value.sign * Number.POSITIVE_INFINITY, rest: 0 };
  // One binade up the unit is twice as large.
  const scale = last - place(nearest.exponent, format);
  const rest = units
    .sub(whole)
    .scale(nearest.sign === 0 ? 0 : scale)
    .toNumber();
  return { nearest: nearest.toNumber(), rest: Math.round(rest * REST_STEPS) / REST_STEPS };
}

/** A host's double as the reference: for a result of type float it is precise enough. */
export function referenceOfHost(value: number, format: Format): Reference {
  if (format === 'd' || !Number.isFinite(value) || value === 0) return { nearest: value, rest: 0 };
  return referenceOf(Real.of(value), 'f');
}

const view = new DataView(new ArrayBuffer(8));

function exponentOf(x: number): number {
  view.setFloat64(0, x);
  const field = (view.getUint16(0) >> 4) & 0x7ff;
  return field === 0 ? Math.floor(Math.log2(Math.abs(x))) : field - 1023;
}

/** How far a result is from the true value, in units of its last place. */
export function errorOf(result: number, { nearest, rest }: Reference, format: Format): number {
  if (Object.is(result, nearest) || (result === nearest && rest === 0)) {
    if (!Number.isFinite(nearest)) return 0;
  } else if (!Number.isFinite(result) || !Number.isFinite(nearest)) return Number.POSITIVE_INFINITY;
  if (nearest === 0) return Math.abs(result === 0 ? rest : result * 2 ** 1000);
  const exponent = exponentOf(nearest);
  const unit = place(exponent, format);
  // In two steps: the difference may be subnormal, and the unit's reciprocal too large.
  const half = Math.trunc(-unit / 2);
  const distance = (result - nearest) * 2 ** half * 2 ** (-unit - half) - rest;
  // Just below a power of two the true value's own unit is half as large.
  const below = Math.abs(nearest) === 2 ** exponent && rest * Math.sign(nearest) < 0 && unit > LEAST[format];
  return Math.abs(distance) * (below ? 2 : 1);
}
