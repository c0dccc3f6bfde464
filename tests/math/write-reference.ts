/** Calculates the tables in reference/: `npm run math:reference`, with names of functions for only these. */
import { FUNCTIONS } from './functions.js';
import { writeTable } from './reference-table.js';

export async function main(names: readonly string[]): Promise<number> {
  for (const f of FUNCTIONS) {
    if (names.length > 0 && !names.includes(f.name)) continue;
    const start = performance.now();
    writeTable(f);
    console.log(`${f.name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  return 0;
}
