/** Where a build says things. The command line prints them; tests and other tools collect them. */
import type { Diagnostic } from '@hsx/image';

export interface Reporter {
  diagnostic(diagnostic: Diagnostic): void;
  /** What clang said, unchanged, with its final newline. */
  text(text: string): void;
  /** Whether clang shall say it in colours. */
  readonly colours?: boolean;
  /** Something that takes long has got on: `done` of `total` are finished. */
  progress?(what: string, done: number, total: number): void;
}

/** Thrown when a build stops because of errors that have been reported already. Exit status 1. */
export class BuildFailed extends Error {
  constructor() {
    super('the build failed; the errors have been reported');
    this.name = 'BuildFailed';
  }
}

/** A reporter that keeps everything. */
export class CollectingReporter implements Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly texts: string[] = [];

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  text(text: string): void {
    this.texts.push(text);
  }
}

/** Reports all diagnostics. Returns whether one of them is an error. */
export function reportAll(diagnostics: readonly Diagnostic[], reporter: Reporter): boolean {
  for (const diagnostic of diagnostics) reporter.diagnostic(diagnostic);
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** An error about a whole file. */
export function fileDiagnostic(file: string, message: string, hint?: string): Diagnostic {
  return { severity: 'error', file, line: 0, column: 0, message, ...(hint === undefined ? {} : { hint }) };
}
