// Writes the tables of constants of sdk/libc/math/: node sdk/scripts/generate-math-tables.mjs
import { writeFileSync } from 'node:fs';
import { TABLES, tableText } from './math/tables.mjs';

for (const name of TABLES) writeFileSync(new URL(`../libc/math/${name}-tables.h`, import.meta.url), tableText(name));
