/** A pragma's tokens, and where they stand in the user's source. */
import type { Diagnostic, Severity } from '@hsx/image';
import { directiveText } from './directive-text.js';
import type { PragmaLine } from './preprocessed.js';
import { type Token, tokenise } from './token.js';

/** The text of a source by the name that clang gives it; `undefined` when it cannot be read. */
export type SourceText = (file: string) => string | undefined;

/** A source and where its lines begin. */
class SourceLines {
  readonly #starts = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Offset of a line that counts from 1; `undefined` when there is none. */
  start(line: number): number | undefined {
    return this.#starts[line - 1];
  }

  line(line: number): string {
    const start = this.#starts[line - 1] ?? this.text.length;
    return this.text.slice(start, (this.#starts[line] ?? this.text.length + 1) - 1).replace(/\r$/, '');
  }
}

/** The sources that pragmas stand in; each is read once. */
export class SourceFiles {
  readonly #files = new Map<string, SourceLines | undefined>();

  constructor(private readonly read: SourceText) {}

  lines(file: string): SourceLines | undefined {
    if (!this.#files.has(file)) {
      const text = this.read(file);
      this.#files.set(file, text === undefined ? undefined : new SourceLines(text));
    }
    return this.#files.get(file);
  }
}

/** One `#pragma hsx_…`, or a `_Pragma` that has become one. */
export interface PragmaSource {
  /** The tokens after `#pragma`. */
  tokens: readonly Token[];
  /** The file as clang names it, and the line on which the pragma, or what became it, begins. */
  file: string;
  line: number;
  /** A message about the character at `index`. */
  diagnostic(severity: Severity, index: number, message: string, hint?: string): Diagnostic;
}

/** Finds the pragma in its source. Where a macro or `_Pragma` made it, messages show that line, and the pragma in a note. */
export function pragmaSource({ file, line, text }: PragmaLine, files: SourceFiles): PragmaSource {
  const source = files.lines(file);
  const printed = tokenise(text);
  const start = source?.start(line);
  if (source !== undefined && start !== undefined) {
    const original = directiveText(source.text, start, line);
    const tokens = tokenise(original.text);
    if (isSameDirective(tokens, printed)) {
      return {
        tokens: tokens.slice(2),
        file,
        line,
        diagnostic: (severity, index, message, hint) => {
          const at = original.at(index);
          const sourceLine = source.line(at.line);
          return { severity, file, ...at, message, sourceLine, ...(hint === undefined ? {} : { hint }) };
        },
      };
    }
  }
  const sourceLine = start === undefined ? undefined : source?.line(line);
  return {
    tokens: printed.slice(2),
    file,
    line,
    diagnostic: (severity, index, message, hint) => ({
      severity,
      file,
      line,
      column: sourceLine === undefined ? 0 : columnOfMacro(sourceLine),
      message,
      ...(sourceLine === undefined ? {} : { sourceLine }),
      ...(hint === undefined ? {} : { hint }),
      notes: [
        {
          severity: 'note',
          file: '<_Pragma>',
          line: 0,
          column: index + 1,
          message: 'the pragma as the preprocessor gives it',
          sourceLine: text,
        },
      ],
    }),
  };
}

/** `%:` is another spelling of `#`. */
function isSameDirective(tokens: readonly Token[], printed: readonly Token[]): boolean {
  const [hash] = tokens;
  return (
    (hash?.text === '#' || hash?.text === '%:') &&
    tokens.length === printed.length &&
    printed.every(({ text }, index) => index === 0 || text === tokens[index]?.text)
  );
}

/** Where `_Pragma` stands in the line, else where the line's text begins. */
function columnOfMacro(line: string): number {
  const at = line.indexOf('_Pragma');
  return (at >= 0 ? at : line.search(/\S|$/)) + 1;
}
