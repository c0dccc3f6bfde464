// Writes sdk/include/hsx/svc.h from the built tables: npx tsc -b packages/isa && node sdk/scripts/generate-headers.mjs
import { writeFileSync } from 'node:fs';
import * as isa from '../../packages/isa/dist/index.js';
import { svcHeader } from './svc-header.mjs';

writeFileSync(new URL('../include/hsx/svc.h', import.meta.url), svcHeader(isa));
