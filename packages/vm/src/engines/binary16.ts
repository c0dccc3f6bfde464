/**
 * IEEE 754 binary16 for the interpreter (isa.md §3, opcodes 50–56): values travel as JavaScript numbers, in which sums and
 * products of two halves are exact and quotients are precise enough that the one rounding below is the only one that shows.
 */

/** What every NaN result is. */
export const HALF_NAN = 0x7e00;

/** 2^-24, the least positive subnormal. */
const TINY = 2 ** -24;

/** The distance between neighbours by biased exponent 1..30. */
const STEP = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 25));

const scratch = new DataView(new ArrayBuffer(8));

/** The number whose binary16 pattern is in the low 16 bits; the rest is ignored. */
export function halfToNumber(bits: number): number {
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  let magnitude: number;
  if (exponent === 0) magnitude = fraction * TINY;
  else if (exponent === 31) magnitude = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  else magnitude = (1024 + fraction) * (STEP[exponent] as number);
  return (bits & 0x8000) === 0 ? magnitude : -magnitude;
}

/** The whole number nearest to a value of at most 2048, ties to even. */
function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1;
  return floor;
}

/** The binary16 pattern nearest to a number, ties to even; overflow gives an infinity, NaN the canonical one. */
export function numberToHalf(value: number): number {
  if (Number.isNaN(value)) return HALF_NAN;
  scratch.setFloat64(0, value);
  const top = scratch.getUint32(0);
  const sign = (top >>> 16) & 0x8000;
  // Rebiased from 1023 to 15.
  const exponent = ((top >>> 20) & 0x7ff) - 1008;
  const magnitude = Math.abs(value);
  // 65520 lies half-way between the largest half and the next step, and ties go to the even side: infinity.
  if (magnitude >= 65520) return sign | 0x7c00;
  // Subnormals count in units of 2^-24. A carry out of the fraction makes the least normal number, as it should.
  if (exponent < 1) return sign | roundToEven(magnitude / TINY);
  // Units of the result's last place; 1024..2048, where 2048 carries into the exponent by plain addition.
  const units = roundToEven(magnitude / (STEP[exponent] as number));
  return sign | (((exponent - 1) << 10) + units);
}
