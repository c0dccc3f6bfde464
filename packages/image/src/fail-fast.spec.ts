import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFast } from './fail-fast.js';
import { writeHxo } from './hxo.js';
import { objectSchema } from './hxo-schema.js';
import { arbitraryObject } from './testing/arbitrary-object.js';

describe('parseFast', () => {
  it('accepts and gives what the schema itself does', () => {
    fc.assert(
      fc.property(arbitraryObject, (object) => {
        const json = JSON.parse(writeHxo(object)) as unknown;
        expect(parseFast(objectSchema, json)).toEqual({ data: objectSchema.parse(json) });
      }),
      { numRuns: 50 },
    );
  });

  it('refuses what the schema itself refuses', () => {
    const keys = ['version', 'sections', 'relocs', 'symbols', 'keep', 'metadata', 'debug', 'other'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 })), (members) => {
        const json = { version: 1, sections: {}, ...members };
        expect('data' in parseFast(objectSchema, json)).toBe(objectSchema.safeParse(json).success);
      }),
      { numRuns: 500 },
    );
  });
});
