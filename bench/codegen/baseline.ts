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

/** Writes one line for each kernel, so that a change of one shows as one. */
export function writeBaseline(figures: Readonly<Record<string, Readonly<Record<Optimisation, Measurement>>>>): void {
  const lines = Object.entries(figures).map(([name, by]) => {
    const entry: Baseline[string] = { hash: by['-Os'].hash, '-Os': costOf(by['-Os']), '-O2': costOf(by['-O2']) };
    return `  ${JSON.stringify(name)}: ${JSON.stringify(entry, undefined, 1).replace(/\s+/g, ' ')}`;
  });
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
}

function costOf({ bytes, retired }: Measurement): { bytes: number; retired: number } {
  return { bytes, retired };
}
