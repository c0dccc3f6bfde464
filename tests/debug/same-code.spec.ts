/** `-g` changes nothing but debug data: the code, the data and the symbols are the same. */
import { fileURLToPath } from 'node:url';
import type { ObjectFile } from '@hsx/image';
import { describe, expect, it } from 'vitest';
import { compileIr } from '../../packages/llc/src/testing/guest.js';
import { compileToIr } from '../differential/front-end.js';

const files = ['../differential/programs/control.c', '../differential/programs/memory.c', 'programs/calls.c'].map(
  (path) => fileURLToPath(new URL(path, import.meta.url)),
);

function comparable({ sections, relocs, symbols, keep, isa }: ObjectFile): unknown {
  return {
    sections: [...sections.values()].map((section) => ({
      ...section,
      bytes: Buffer.from(section.bytes).toString('hex'),
    })),
    // Lines of the assembly differ, of course.
    relocs: relocs.map(({ line, ...rest }) => rest),
    symbols: symbols.map(({ line, ...rest }) => rest),
    keep,
    isa,
  };
}

describe.each(files)('%s', (path) => {
  it.each(['-O0', '-O2'])('%s', async (optimisation) => {
    const [plain, debug] = [await compileToIr(path, optimisation), await compileToIr(path, optimisation, '-g')];
    for (const level of ['core', 'ext'] as const) {
      const withDebug = compileIr(debug, level);
      expect(withDebug.debug?.locals?.length).toBeGreaterThan(0);
      expect(comparable(withDebug)).toEqual(comparable(compileIr(plain, level)));
    }
  });
});
