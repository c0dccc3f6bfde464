/** Writes packages/image/schemas from the built package: `npx tsc -b packages/image && node packages/image/scripts/write-schemas.mjs`. */
import { writeFileSync } from 'node:fs';
import { schemaFiles } from '../dist/schemas.js';

for (const { file, text } of schemaFiles()) writeFileSync(new URL(`../schemas/${file}`, import.meta.url), text);
