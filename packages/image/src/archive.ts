/** Archives of object files, `.hxa` (formats.md §1). */
import { HXO_SIZE_MAX, objectFromJson, writeHxo } from './hxo.js';
import { archiveSchema } from './hxo-schema.js';
import { badJson, parseJson, shown, validate } from './json-input.js';
import type { Archive } from './object.js';

/**
 * Reads an archive.
 * @param what how messages call it, for example its file name.
 * @throws HsxError EBADMSG with the JSON path, what was found and what was expected.
 */
export function readArchive(input: string | Uint8Array, what = 'HXA archive'): Archive {
  const json = validate(archiveSchema, parseJson(input, what, HXO_SIZE_MAX), what);
  const first = new Map<string, number>();
  const members = json.members.map(({ name, object }, index) => {
    const before = first.get(name);
    if (before !== undefined)
      throw badJson(what, ['members', index, 'name'], `${shown(name)} is a member twice (first as members[${before}])`);
    first.set(name, index);
    return { name, object: objectFromJson(object, what, ['members', index, 'object']) };
  });
  return { version: 1, members };
}

/** The JSON text of an archive, members in their order; the same archive gives the same text. */
export function writeArchive(archive: Archive): string {
  const members = archive.members.map(
    ({ name, object }) => `{ "name": ${JSON.stringify(name)}, "object": ${writeHxo(object).trimEnd()} }`,
  );
  return `{ "version": 1, "members": [${members.length === 0 ? '' : `\n${members.join(',\n')}\n`}] }\n`;
}
