/** The text of a manifest file, JSON or TOML, as the value that `link` takes (formats.md §2). */
import { MANIFEST_SIZE_MAX } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { parse as parseToml, TomlError } from 'smol-toml';

/** A source may hold comments and spaces that the image does not. */
const TEXT_SIZE_MAX = 16 * MANIFEST_SIZE_MAX;

/**
 * Parses a manifest; text that begins with `{`, or comes from a `.json` file, is JSON, everything else TOML. What is in it is checked by `link`.
 * @param name what messages call it, usually the file's name.
 * @throws HsxError EBADMSG when the text is neither.
 */
export function parseManifestText(text: string, name: string): unknown {
  if (text.length > TEXT_SIZE_MAX) {
    throw new HsxError(
      'EBADMSG',
      `${name}: a manifest of ${text.length} characters; at most ${TEXT_SIZE_MAX} are read`,
    );
  }
  const json = name.endsWith('.json') || text.trimStart().startsWith('{');
  try {
    return json ? JSON.parse(text) : parseToml(text);
  } catch (error) {
    if (error instanceof TomlError) {
      const [what = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
      throw new HsxError('EBADMSG', `${name}:${error.line}:${error.column}: not TOML: ${what}`);
    }
    throw new HsxError('EBADMSG', `${name}: not ${json ? 'JSON' : 'TOML'}: ${(error as Error).message}`);
  }
}
