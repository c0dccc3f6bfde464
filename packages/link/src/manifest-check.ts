/** The manifest against what the program declares (formats.md §2). */
import { checkManifest, type Manifest, manifestValueProblems, type ValueDeclaration } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { type Declared, persistKey } from './metadata.js';
import type { Messages, Place } from './places.js';

/** The checked manifest; `undefined` without one, or when it is wrong, which is reported under the name `file`. */
export function linkManifest(
  value: unknown,
  values: readonly Declared<ValueDeclaration>[],
  messages: Messages,
  file = 'manifest',
): Manifest | undefined {
  if (value === undefined) return undefined;
  const place: Place = { file, line: 0, column: 0 };
  let manifest: Manifest;
  try {
    manifest = checkManifest(value);
  } catch (error) {
    if (!(error instanceof HsxError)) throw error;
    messages.error(place, error.message, error.hint === undefined ? {} : { hint: error.hint });
    return undefined;
  }
  const entries = values.map(({ entry }) => entry);
  for (const problem of manifestValueProblems(manifest, entries)) {
    messages.error(place, problem, { hint: 'declare it with .value or #pragma hsx_value, or drop the key' });
  }
  checkSharedKeys(manifest, entries, messages, place);
  return manifest;
}

/** A key of the manifest and the `persist_key` of a value are one store: both may only mean the same value. */
function checkSharedKeys(
  manifest: Manifest,
  values: readonly ValueDeclaration[],
  messages: Messages,
  place: Place,
): void {
  const owners = new Map(values.map((value) => [persistKey(value), value]));
  owners.delete(0);
  for (const { key, value } of manifest.fram_keys ?? []) {
    const owner = owners.get(key);
    if (owner === undefined || value === undefined || namesValue(value, owner)) continue;
    messages.error(
      place,
      `FRAM key ${key} is used twice: by the manifest for value ${JSON.stringify(value)} and as the persist_key of value ${owner.group}:${owner.id}`,
    );
  }
}

function namesValue(reference: string | number, value: ValueDeclaration): boolean {
  if (typeof reference === 'number') return reference === ((value.group << 8) | value.id);
  return reference === `${value.group_name}:${value.name}` || reference === `${value.group}:${value.name}`;
}
