/** Finds the pragmas of a source that clang has compiled, with as little extra work as the source allows. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '@hsx/image';
import type { ClangResult } from '../clang/front-end.js';
import type { InputKind } from '../input-kind.js';
import { withoutPragmaWarnings } from './clang-warnings.js';
import { mayHavePragmas } from './mention.js';
import { SourcePragmas } from './source-pragmas.js';

/** The source as the compiler has it. */
export interface PragmaInput {
  path: string;
  kind: InputKind;
  bytes: Uint8Array;
}

export interface PragmaReaderHost {
  /** Runs clang on the same source. */
  run(args: string[]): Promise<ClangResult>;
  /** Arguments for a run that ends at `stage`, with these options instead of the user's. */
  preprocessorArgs(userArgs: readonly string[], stage: readonly string[]): string[];
  /** The user's options for clang. */
  userArgs: readonly string[];
  cwd: string;
}

export interface PragmaResult {
  /** The run that counts, without warnings about our pragmas. */
  result: ClangResult;
  pragmas?: SourcePragmas;
  diagnostics: Diagnostic[];
}

/** The name that clang gives to standard input. */
const STDIN = '<stdin>';
/** Options that change what `-E` prints. */
const PRINTING = new Set(['-P', '-C', '-CC', '-dM', '-dD', '-dI', '-dN', '-dU']);

export class PragmaReader {
  constructor(private readonly host: PragmaReaderHost) {}

  /** Looks at a source after clang has run with `args`. */
  async read(args: string[], source: PragmaInput, first: ClangResult): Promise<PragmaResult> {
    const compiles = (source.kind === 'c' || source.kind === 'preprocessed') && !args.includes('-E');
    if (!compiles || !this.#mayHavePragmas(source, first)) return { result: first, diagnostics: [] };
    const text = await this.#preprocessed(source);
    if (text === undefined) return { result: first, diagnostics: [] };
    const name = source.path === '-' ? STDIN : source.path;
    const pragmas = new SourcePragmas(text, name, (file) => this.#sourceText(file, source));
    const result = await this.#withoutWarnings(args, first, pragmas);
    return { result, pragmas, diagnostics: pragmas.diagnostics(unknownPragmas(this.host.userArgs)) };
  }

  #mayHavePragmas(source: PragmaInput, { read }: ClangResult): boolean {
    const own = Buffer.from(source.bytes).toString('latin1');
    // A clang that does not say what it has read may have read pragmas wherever something is included.
    if (read === undefined && /(?:#|%:|\?\?=)\s*(?:include|import)/.test(own)) return true;
    const { cwd, userArgs } = this.host;
    const main = resolve(cwd, source.path);
    const included = (read ?? []).filter((path) => path !== main).map((path) => readText(path, 'latin1') ?? '');
    return mayHavePragmas([own, userArgs.join('\n'), ...included]);
  }

  async #preprocessed(source: PragmaInput): Promise<string | undefined> {
    if (source.kind === 'preprocessed') return Buffer.from(source.bytes).toString('utf8');
    const userArgs = this.host.userArgs.filter((arg) => !PRINTING.has(arg));
    const args = this.host.preprocessorArgs([...userArgs, '-w'], ['-E', '-dD']);
    const { status, stdout } = await this.host.run(args);
    // What is wrong has been said by the run that compiled.
    return status === 0 ? Buffer.from(stdout).toString('utf8') : undefined;
  }

  #sourceText(file: string, source: PragmaInput): string | undefined {
    if (file === STDIN && source.path === '-') return Buffer.from(source.bytes).toString('utf8');
    return readText(resolve(this.host.cwd, file), 'utf8');
  }

  /** With `-Werror`, a source that is correct but for our pragmas is compiled again. */
  async #withoutWarnings(args: string[], first: ClangResult, { places }: SourcePragmas): Promise<ClangResult> {
    const { text, removedErrors, errors } = withoutPragmaWarnings(first.stderr, places);
    if (!removedErrors || errors) return { ...first, stderr: text };
    const output = args.lastIndexOf('-o');
    const again = [...args.slice(0, output), '-Wno-error=unknown-pragmas', ...args.slice(output)];
    const second = await this.host.run(again);
    return { ...second, stderr: withoutPragmaWarnings(second.stderr, places).text };
  }
}

function unknownPragmas(userArgs: readonly string[]): 'warning' | 'error' | 'nothing' {
  if (userArgs.includes('-w') || userArgs.includes('-Wno-unknown-pragmas')) return 'nothing';
  return userArgs.includes('-Werror') ? 'error' : 'warning';
}

function readText(path: string, encoding: 'latin1' | 'utf8'): string | undefined {
  try {
    return readFileSync(path, encoding);
  } catch {
    return undefined;
  }
}
