import { HsxError } from '@hsx/isa';
import { expect, it } from 'vitest';
import { parseManifestText } from './manifest-text.js';

it('reads JSON and TOML alike', () => {
  const manifest = { version: 1, image_name: 'app', fram_keys: [{ key: 1, mode: 'load', length: 2 }] };
  expect(parseManifestText(JSON.stringify(manifest), 'm.json')).toEqual(manifest);
  const toml = '# app\nversion = 1\nimage_name = "app"\n[[fram_keys]]\nkey = 1\nmode = "load"\nlength = 2\n';
  expect(parseManifestText(toml, 'm.toml')).toEqual(manifest);
});

it.each([
  ['{"version":', /m: not JSON/],
  ['version = = 1', /m:1:\d+: not TOML/],
  [`${'['.repeat(100_000)}`, /m.*: not TOML/],
  [`{"a":${'['.repeat(500_000)}`, /m: not JSON/],
  [' '.repeat(2_000_000), /m: a manifest of 2000000 characters/],
])('refuses %#', (text, message) => {
  expect(() => parseManifestText(text, 'm')).toThrow(HsxError);
  expect(() => parseManifestText(text, 'm')).toThrow(message);
});
