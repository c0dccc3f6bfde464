/** The recorded figures that later ones are compared with. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Measurement } from './kernels.js';

/** The levels of optimisation that are measured. */
export const OPTIMISATIONS = ['-Os', '-O2'] as const;
export type Optimisation = (typeof OPTIMISATIONS)[number];

/** More than this factor above the baseline is worse. */
export const TOLERANCE = 1.02;

const cost = z.strictObject({ bytes: z.int(), retired: z.int() });
const schema = z.record(z.string(), z.strictObject({ hash: z.int(), '-Os': cost, '-O2': cost }));

/** By kernel: what it must return, and what it cost when this was recorded. */
export type Baseline = z.infer<typeof schema>;

const path = fileURLToPath(new URL('baseline.json', import.meta.url));

export function readBaseline(): Baseline {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
}

/** Writes the figures, one line for each level, so that a change shows where it is. */
export function writeBaseline(figures: Readonly<Record<string, Readonly<Record<Optimisation, Measurement>>>>): void {
  const entries = Object.entries(figures).map(([name, by]) => {
    const lines = [`"hash": ${by['-Os'].hash}`];
    for (const level of OPTIMISATIONS)
      lines.push(`"${level}": { "bytes": ${by[level].bytes}, "retired": ${by[level].retired} }`);
    return `  "${name}": {\n    ${lines.join(',\n    ')}\n  }`;
  });
  writeFileSync(path, `{\n${entries.join(',\n')}\n}\n`);
}
