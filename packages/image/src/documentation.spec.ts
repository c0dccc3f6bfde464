import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HXE_FIELDS } from './hxe-header.js';
import { readHxo } from './hxo.js';
import { readManifest } from './manifest.js';
import { RELOCATION_TYPES } from './object.js';

const page = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');

describe('docs/formats.md', () => {
  it('has examples that the readers take', () => {
    const [object, manifest] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
    expect(readHxo(object ?? '').symbols.map((symbol) => symbol.name)).toEqual(['main', 'buf', 'printf']);
    expect(readManifest(manifest ?? '').fram_keys).toHaveLength(1);
  });

  it('lists every field of the header at its place', () => {
    const rows = [...page.matchAll(/^\| ([0-9A-F]{2}) \| (\d+) \| (\w+) \| ([123 ]+) \|/gm)];
    const documented = rows.map(([, offset, size, label, versions]) => [
      label,
      Number.parseInt(offset ?? '', 16),
      Number(size),
      versions?.[0],
    ]);
    expect(documented).toEqual(
      HXE_FIELDS.map(({ label, offset, size, since }) => [label, offset, size, String(since)]),
    );
  });

  it('names every kind of relocation', () => {
    for (const type of RELOCATION_TYPES) expect(page).toContain(`\`${type}\``);
  });
});
