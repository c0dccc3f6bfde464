/** What the preprocessor's output says: the pragmas of HSX with their places, the macros around them, and the code. */
import { MacroTable } from './macros.js';

export interface PragmaLine {
  /** The file as clang names it. */
  file: string;
  line: number;
  /** The directive as clang prints it. */
  text: string;
}

const MARKER = /^#(?:line)? (\d+) "((?:[^"\\]|\\.)*)"/;
const PRAGMA = /^\s*#\s*pragma\s+hsx_/;

/**
 * Goes through the output of `clang -E -dD`. `onPragma` is called for every `#pragma hsx_…` with the macros that hold there;
 * `isCode` gets every line that is no directive.
 */
export function scanPreprocessed(
  text: string,
  name: string,
  onPragma: (pragma: PragmaLine, macros: MacroTable) => void,
  onCode: (line: string) => void = () => {},
): void {
  const macros = new MacroTable();
  let file = name;
  let line = 1;
  let next: number;
  for (let start = 0; start < text.length; start = next) {
    const end = text.indexOf('\n', start);
    next = end < 0 ? text.length : end + 1;
    const content = text.slice(start, end < 0 ? undefined : end);
    const marker = content.startsWith('#') ? MARKER.exec(content) : null;
    if (marker !== null) {
      line = Number(marker[1]);
      file = (marker[2] ?? '').replace(/\\(.)/g, '$1');
      continue;
    }
    if (PRAGMA.test(content)) onPragma({ file, line, text: content.replace(/\r$/, '') }, macros);
    else if (content.startsWith('#')) macros.line(content);
    else if (content !== '') onCode(content);
    line++;
  }
}
