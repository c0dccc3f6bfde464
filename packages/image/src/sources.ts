/** `sources.json` of a debug build: where the sources lie on the machine that built it (formats.md §3). The only artefact with paths. */
import { z } from 'zod';
import { parseJson, validate } from './json-input.js';

const path = z.string().max(4096);

export const sourcesSchema = z.strictObject({
  version: z.literal(1),
  project_root: path,
  /** UTC, to the second: of SOURCE_DATE_EPOCH, else 1970-01-01T00:00:00Z. */
  build_time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  /** What a path in the debug data starts with, and what stands for it here. */
  prefix_map: z.record(path, path),
  sources: z.array(z.strictObject({ file: path, path, relative: path })),
  include_paths: z.array(path),
});

export type Sources = z.output<typeof sourcesSchema>;

/** The build time for a value of SOURCE_DATE_EPOCH (seconds since 1970, decimal); anything else counts as 0. */
export function buildTime(sourceDateEpoch: string | undefined): string {
  const seconds = /^\d{1,11}$/.test(sourceDateEpoch ?? '') ? Number(sourceDateEpoch) : 0;
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Reads `sources.json`.
 * @throws HsxError EBADMSG with the JSON path, what was found and what was expected.
 */
export function readSources(input: string | Uint8Array, what = 'sources.json'): Sources {
  return validate(sourcesSchema, parseJson(input, what, 16 << 20), what);
}

/** Its JSON text, keys in a fixed order, sources and the prefix map sorted. */
export function writeSources(sources: Sources): string {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const ordered: Sources = {
    version: 1,
    project_root: sources.project_root,
    build_time: sources.build_time,
    prefix_map: Object.fromEntries(Object.entries(sources.prefix_map).sort(([a], [b]) => byText(a, b))),
    sources: sources.sources
      .map(({ file, path, relative }) => ({ file, path, relative }))
      .sort((a, b) => byText(a.file, b.file) || byText(a.path, b.path)),
    include_paths: sources.include_paths,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}
