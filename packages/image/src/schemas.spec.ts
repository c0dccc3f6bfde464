import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from './schemas.js';

const folder = new URL('../schemas/', import.meta.url);

describe('the committed JSON Schemas', () => {
  it.each(schemaFiles().map(({ file, text }) => [file, text]))(
    '%s is current (scripts/write-schemas.mjs writes it)',
    (file, text) => {
      expect(readFileSync(new URL(file, folder), 'utf8')).toBe(text);
    },
  );

  it('are all that lies there', () => {
    expect(readdirSync(folder).sort()).toEqual(
      schemaFiles()
        .map(({ file }) => file)
        .sort(),
    );
  });

  it('name every top-level key that the reader takes', () => {
    const hxo = JSON.parse(schemaFiles().find(({ file }) => file === 'hxo.schema.json')?.text ?? '') as {
      properties: object;
    };
    expect(Object.keys(hxo.properties)).toEqual([
      'version',
      'isa',
      'source',
      'sections',
      'relocs',
      'symbols',
      'entry',
      'keep',
      'caps',
      'metadata',
      'debug',
    ]);
  });
});
