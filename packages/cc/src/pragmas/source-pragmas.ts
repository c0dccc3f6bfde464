/** The pragmas of one C source, from the preprocessor's output to lines of MVASM (toolchain.md, Front-end). */

import type { Diagnostic } from '@hsx/image';
import { nearestName } from '@hsx/image';
import { type Complaint, checkDeclarations, type PlacedDeclaration } from './check-declarations.js';
import { resolveHandlers, undeclaredHandlers } from './handlers.js';
import { PragmaError } from './pragma-error.js';
import { DIRECTIVES, isPragmaName, nameHint, parsePragma } from './pragma-parser.js';
import { type PragmaSource, pragmaSource, SourceFiles, type SourceText } from './pragma-source.js';
import { scanPreprocessed } from './preprocessed.js';
import type { Token } from './token.js';

export class SourcePragmas {
  readonly #declarations: PlacedDeclaration[] = [];
  readonly #sources: PragmaSource[] = [];
  readonly #complaints: Complaint[] = [];
  readonly #places = new Set<string>();
  readonly #code: string;

  /**
   * Reads the output of `clang -E -dD` (without `-dD`, macros are not known). `name` is the source as clang names it.
   * Nothing is thrown: what is wrong is in `diagnostics`.
   */
  constructor(preprocessed: string, name: string, read: SourceText) {
    const code: string[] = [];
    const files = new SourceFiles(read);
    scanPreprocessed(
      preprocessed,
      name,
      (line, macros) => {
        this.#places.add(`${line.file}:${line.line}`);
        const source = pragmaSource(line, files);
        this.#sources.push(source);
        const first = source.tokens[0];
        if (first === undefined || !isPragmaName(first.text)) {
          this.#complaints.push({ source, diagnostic: unknownPragma(source, first) });
          return;
        }
        try {
          const declaration = parsePragma(source.tokens, macros);
          // The macros go on changing, but names that were used have stayed names.
          const hints = new Map<string, string>();
          for (const { name: used } of declaration.parts) {
            if (used !== undefined) hints.set(used, nameHint(used, macros));
          }
          this.#declarations.push({ declaration, source, nameHint: (used) => hints.get(used) ?? '' });
        } catch (error) {
          if (!(error instanceof PragmaError)) throw error;
          const diagnostic = source.diagnostic('error', error.index, error.message, error.hint);
          this.#complaints.push({ source, diagnostic });
        }
      },
      (line) => code.push(line),
    );
    this.#code = code.join('\n');
    this.#complaints.push(...checkDeclarations(this.#declarations));
    this.#complaints.push(...undeclaredHandlers(this.#declarations, this.#code));
  }

  /** Whether the source declares something. */
  get isEmpty(): boolean {
    return this.#declarations.length === 0;
  }

  /** Where the pragmas stand, as `file:line`. */
  get places(): ReadonlySet<string> {
    return this.#places;
  }

  /** What is wrong, in the order of the pragmas; `unknown` says what an unknown pragma is. */
  diagnostics(unknown: 'warning' | 'error' | 'nothing'): Diagnostic[] {
    const order = new Map(this.#sources.map((source, index) => [source, index]));
    return this.#complaints
      .toSorted((a, b) => (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0))
      .map(({ diagnostic }) => diagnostic)
      .filter(({ severity }) => severity === 'error' || unknown !== 'nothing')
      .map((one) => (one.severity === 'warning' && unknown === 'error' ? { ...one, severity: 'error' } : one));
  }

  /** The module's MVASM with the declarations at its end, or what is wrong with their handlers. */
  appendTo(mvasm: string): { mvasm: string; diagnostics: Diagnostic[] } {
    const { imports, diagnostics } = resolveHandlers(this.#declarations, mvasm, this.#code);
    const lines = [
      ...imports.map((name) => `.import ${JSON.stringify(name)}`),
      ...this.#declarations.map(
        ({ declaration: { pragma, parts } }) => `${DIRECTIVES[pragma]} ${parts.map(({ text }) => text).join('')}`,
      ),
    ];
    return { mvasm: mvasm + lines.map((line) => `  ${line}\n`).join(''), diagnostics };
  }
}

function unknownPragma(source: PragmaSource, first: Token | undefined): Diagnostic {
  const name = first?.text ?? '';
  const known = Object.keys(DIRECTIVES);
  const close = nearestName(name, known);
  const hint = close === undefined ? `pragmas are ${known.join(', ')}` : `did you mean '${close}'?`;
  return source.diagnostic('warning', first?.index ?? 0, `unknown pragma '${name.slice(0, 60)}'`, hint);
}
