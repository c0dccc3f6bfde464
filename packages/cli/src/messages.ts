/** Errors without a place in a source, as one line and a hint. */
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

/** `hsx: warning: what is odd`; the command goes on. */
export function showWarning(terminal: Terminal, program: string, message: string): void {
  const { bold, magenta } = terminal.errColours;
  terminal.err(`${bold(`${program}:`)} ${bold(magenta('warning:'))} ${printable(message)}\n`);
}

/** `hsx: error: what is wrong`, and how to mend it when that is known. */
export function showError(terminal: Terminal, program: string, message: string, hint?: string): void {
  const { bold, red } = terminal.errColours;
  terminal.err(`${bold(`${program}:`)} ${bold(red('error:'))} ${printable(message)}\n`);
  if (hint !== undefined) terminal.err(`  hint: ${printable(hint)}\n`);
}
