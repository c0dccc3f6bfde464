/** Collects the messages of one run. */
import type { Diagnostic } from '@hsx/image';
import { LIMITS } from './limits.js';
import { diagnosticAt, type Place } from './source.js';

/** Ends the current statement with one error; it never leaves the assembler. */
export class StatementError extends Error {
  constructor(
    readonly place: Place,
    message: string,
    readonly hint?: string,
    readonly notes: readonly Diagnostic[] = [],
  ) {
    super(message);
  }
}

/** Ends the run: a limit was passed, or there are too many messages. It never leaves the assembler. */
export class RunEnded extends Error {}

export class Report {
  private readonly entries: { top: number; diagnostic: Diagnostic }[] = [];
  private errors = 0;

  get hasErrors(): boolean {
    return this.errors > 0;
  }

  /** @throws RunEnded when there are too many. */
  error(place: Place, message: string, hint?: string, notes?: readonly Diagnostic[]): void {
    this.errors++;
    this.add(place, diagnosticAt('error', place, message, hint, notes));
    if (this.errors >= LIMITS.diagnostics) {
      this.add(place, diagnosticAt('error', place, `too many errors (${LIMITS.diagnostics}), giving up`));
      throw new RunEnded();
    }
  }

  warning(place: Place, message: string, hint?: string): void {
    if (this.entries.length < 2 * LIMITS.diagnostics) this.add(place, diagnosticAt('warning', place, message, hint));
  }

  /** Ends the run with an error. */
  fatal(place: Place, message: string, hint?: string): never {
    this.error(place, message, hint);
    throw new RunEnded();
  }

  /** Runs one statement's work; a StatementError in it becomes a message. */
  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.take(error);
    }
  }

  /** Turns a StatementError into a message and throws everything else on. */
  take(error: unknown): void {
    if (!(error instanceof StatementError)) throw error;
    this.error(error.place, error.message, error.hint, error.notes);
  }

  /** All messages in the order of the main source's lines. */
  sorted(): Diagnostic[] {
    return this.entries
      .map((entry, index) => ({ ...entry, index }))
      .sort((a, b) => a.top - b.top || a.index - b.index)
      .map((entry) => entry.diagnostic);
  }

  private add(place: Place, diagnostic: Diagnostic): void {
    this.entries.push({ top: place.line.top, diagnostic });
  }
}
