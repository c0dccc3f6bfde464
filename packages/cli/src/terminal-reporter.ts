/** Diagnostics of a build on a terminal, with a progress line when something takes long. */
import type { Reporter } from '@hsx/cc';
import { type Diagnostic, type DiagnosticStyle, renderDiagnostic } from '@hsx/image';
import { printable, printableLine, printableMessages } from './printable.js';
import type { Colours, Terminal } from './terminal.js';

/** Milliseconds before a progress line is shown, and between two of them. */
const PATIENCE = 1000;
const REFRESH = 100;

export class TerminalReporter implements Reporter {
  readonly colours: boolean;
  readonly #terminal: Terminal;
  readonly #style: DiagnosticStyle;
  #started: number | undefined;
  #shown = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.colours = terminal.errColours.isColorSupported;
    this.#style = diagnosticStyle(terminal.errColours);
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.#clear();
    this.#terminal.err(`${renderDiagnostic(harmless(diagnostic), this.#style)}\n`);
  }

  text(text: string): void {
    this.#clear();
    this.#terminal.err(printableMessages(text));
  }

  progress(what: string, done: number, total: number): void {
    const now = Date.now();
    this.#started ??= now;
    if (done === total) {
      this.#clear();
      this.#started = undefined;
    } else if (this.#terminal.interactive && now - this.#started > PATIENCE && now - this.#shown > REFRESH) {
      this.#terminal.err(`\r\x1b[K${what}: ${done} of ${total}`);
      this.#shown = now;
    }
  }

  #clear(): void {
    if (this.#shown !== 0) this.#terminal.err('\r\x1b[K');
    this.#shown = 0;
  }
}

/** The same diagnostic with nothing in it that a terminal would obey. */
function harmless(diagnostic: Diagnostic): Diagnostic {
  const { file, message, sourceLine, hint, notes } = diagnostic;
  return {
    ...diagnostic,
    file: printableLine(file),
    message: printable(message),
    ...(sourceLine === undefined ? {} : { sourceLine: printable(sourceLine) }),
    ...(hint === undefined ? {} : { hint: printable(hint) }),
    ...(notes === undefined ? {} : { notes: notes.map(harmless) }),
  };
}

export function diagnosticStyle(colours: Colours): DiagnosticStyle {
  const paint = { error: colours.red, warning: colours.magenta, note: colours.cyan };
  return {
    severity: (text, severity) => colours.bold(paint[severity](text)),
    place: (text) => colours.bold(text),
    caret: (text) => colours.bold(colours.green(text)),
  };
}
