/** `.dbg`: the debug data of one object in a file of its own, before anything is linked (formats.md §3). */
import { z } from 'zod';
import { HXO_SIZE_MAX } from './hxo.js';
import { checkDebug, debugText } from './hxo-debug.js';
import { debugSchema } from './hxo-schema.js';
import { badJson, parseJson, validate } from './json-input.js';
import type { ObjectDebug, ObjectFile, ObjectSection } from './object.js';
import { NAME_LENGTH_MAX } from './object.js';

/** The sections that the facts are about, by name, with their sizes in bytes. */
export const dbgSchema = z.strictObject({
  version: z.literal(1),
  source: z.string().max(NAME_LENGTH_MAX),
  sections: z.record(z.string().max(NAME_LENGTH_MAX), z.int().min(0)),
  debug: debugSchema,
});

export interface DbgFile {
  source: string;
  sections: Map<string, number>;
  debug: ObjectDebug;
}

const NOTHING: ObjectDebug = { files: [], lines: [], mvasm: [] };

/** The `.dbg` text of an object; the same object gives the same text. */
export function writeDbg(object: ObjectFile): string {
  const sizes = Object.fromEntries([...object.sections.values()].map(({ name, size }) => [name, size]));
  const members = [
    ['version', '1'],
    ['source', JSON.stringify(object.source)],
    ['sections', JSON.stringify(sizes)],
    ['debug', debugText(object.debug ?? NOTHING)],
  ];
  return `{\n${members.map(([key, text]) => ` "${key}": ${text}`).join(',\n')}\n}\n`;
}

/**
 * Reads a `.dbg` file.
 * @throws HsxError EBADMSG with the JSON path, what was found and what was expected.
 */
export function readDbg(input: string | Uint8Array, what = '.dbg file'): DbgFile {
  const { source, sections, debug } = validate(dbgSchema, parseJson(input, what, HXO_SIZE_MAX), what);
  const known = new Map<string, ObjectSection>();
  for (const [name, size] of Object.entries(sections))
    known.set(name, { name, size, bytes: new Uint8Array(0), align: 1 });
  checkDebug(debug, known, (path, problem): never => {
    throw badJson(what, ['debug', ...path], problem);
  });
  return { source, sections: new Map(Object.entries(sections)), debug };
}
