/** Paths as guests write them. */
import { FS_MAX, HsxError } from '@hsx/isa';
import type { FilePath } from './file-system.js';

/** Control characters have no place in names: they come back in listings, logs and on terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/;

/** Whether guests can use a name, and so may see it. */
export function isGuestName(name: string): boolean {
  return !CONTROL.test(name) && new TextEncoder().encode(name).length <= FS_MAX.PATH;
}

/**
 * The names on the way from the root, which is also the current folder: a leading `/` changes nothing. Empty names, `.` and a `/` at the end
 * are dropped, `..` takes the name before it away, whether that exists or not.
 * @throws HsxError ENOENT for the empty path, EINVAL for a control character, EPERM for a path that leaves the root.
 */
export function parseGuestPath(text: string): FilePath {
  if (text === '') throw new HsxError('ENOENT', 'an empty path');
  if (CONTROL.test(text)) throw new HsxError('EINVAL', `a control character in the path ${JSON.stringify(text)}`);
  const names: string[] = [];
  for (const name of text.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) throw new HsxError('EPERM', `${text} leads out of the root`);
  }
  return names;
}
