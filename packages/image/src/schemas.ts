/** JSON Schemas (draft 2020-12) of every JSON artefact, for editors and other tools. They are committed under `schemas/`. */
import { z } from 'zod';
import { dbgSchema } from './dbg.js';
import { archiveSchema, objectSchema } from './hxo-schema.js';
import { listingSchema } from './listing.js';
import { manifestSchema } from './manifest.js';
import { sourcesSchema } from './sources.js';
import { symSchema } from './sym.js';

const SCHEMAS = {
  hxo: ['HXO object file', objectSchema],
  hxa: ['HXA archive', archiveSchema],
  sym: ['HSX symbol file (.sym)', symSchema],
  dbg: ['HSX debug data of an object (.dbg)', dbgSchema],
  listing: ['HSX listing (--dump-json)', listingSchema],
  sources: ['HSX sources.json', sourcesSchema],
  manifest: ['HSX provisioning manifest', manifestSchema],
} as const;

export type SchemaName = keyof typeof SCHEMAS;

const LINE_WIDTH = 120;

/** JSON as the project's formatter leaves it: a list of plain values on one line where it fits beside `around` other characters. */
function format(value: unknown, indent: string, around: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (value.every((item) => typeof item !== 'object') && around + line.length <= LINE_WIDTH) return line;
    return `[\n${value.map((item) => inner + format(item, inner, inner.length + 1)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item], index) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    const comma = index < entries.length - 1 ? 1 : 0;
    return start + format(item, inner, start.length + comma);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** File name and text of every schema. They describe shapes; the readers check more, such as offsets inside sections. */
export function schemaFiles(): { file: string; text: string }[] {
  return Object.entries(SCHEMAS).map(([name, [title, schema]]) => {
    const json = z.toJSONSchema(schema, { io: 'input' });
    return { file: `${name}.schema.json`, text: `${format({ title, ...json }, '', 0)}\n` };
  });
}
