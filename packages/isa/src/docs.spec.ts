import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isaMarkdown, svcMarkdown } from './docs.js';
import { INSTRUCTION_SUMMARIES } from './summaries.js';
import { INSTRUCTIONS } from './table.js';

const HOW = 'run: npx tsc -b packages/isa && node packages/isa/scripts/generate-docs.mjs';
const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

describe('reference pages', () => {
  it('docs/isa.md is what the tables give', () => {
    expect(page('isa.md') === isaMarkdown(), HOW).toBe(true);
  });

  it('docs/svc.md is what the tables give', () => {
    expect(page('svc.md') === svcMarkdown(), HOW).toBe(true);
  });

  it('every instruction has its summary', () => {
    expect(Object.keys(INSTRUCTION_SUMMARIES)).toEqual(INSTRUCTIONS.map((i) => i.mnemonic));
  });
});
