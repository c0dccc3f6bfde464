/** Whether a number fits a field, and what to say when it does not. */
import { StatementError } from './report.js';
import type { Field } from './section.js';
import type { Place } from './source.js';

/** Smallest and largest number of a field. Data and 32-bit literals may be written signed or unsigned. */
export function fieldRange(field: Field): { min: number; max: number } {
  const { bits, signed, relocation } = field;
  const half = 2 ** (bits - 1);
  if (bits === 32 || relocation?.startsWith('DATA')) return { min: -half, max: 2 * half - 1 };
  return signed ? { min: -half, max: half - 1 } : { min: 0, max: 2 * half - 1 };
}

/** @throws StatementError for a number that does not fit. */
export function checkRange(field: Field, value: number, place: Place): void {
  const { min, max } = fieldRange(field);
  if (value >= min && value <= max) return;
  throw new StatementError(place, `${field.what}: ${value} is outside ${min}..${max}`, field.hint);
}
