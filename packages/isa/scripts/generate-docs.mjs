// Writes docs/isa.md and docs/svc.md from the built tables: npx tsc -b packages/isa && node packages/isa/scripts/generate-docs.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { isaMarkdown, svcMarkdown } from '../dist/docs.js';

const docs = new URL('../../../docs/', import.meta.url);
mkdirSync(docs, { recursive: true });
writeFileSync(new URL('isa.md', docs), isaMarkdown());
writeFileSync(new URL('svc.md', docs), svcMarkdown());
