/** The streams that a command talks to, and whether they take colours. */
import { isatty } from 'node:tty';
import { writeAll } from '@hsx/cc/output-file';
import { HsxError } from '@hsx/isa';
import picocolors from 'picocolors';

export type Colours = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  /** Writes to standard output. */
  out(text: string | Uint8Array): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Colours for each stream; the identity where it is no terminal. */
  outColours: Colours;
  errColours: Colours;
  /** Whether a progress line may be drawn on standard error. */
  interactive: boolean;
}

/** NO_COLOR turns colours off, FORCE_COLOR on; otherwise a terminal has them. */
function wantsColour(fd: number, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isatty(fd) && env.TERM !== 'dumb';
}

/** A message that cannot be shown, on a full disk for instance, changes nothing about how the command ends. */
function showIfPossible(text: string): void {
  try {
    writeAll(2, text);
  } catch (error) {
    if (!(error instanceof HsxError)) throw error;
  }
}

export function processTerminal(env: NodeJS.ProcessEnv): Terminal {
  return {
    out: (text) => writeAll(1, text),
    err: showIfPossible,
    outColours: picocolors.createColors(wantsColour(1, env)),
    errColours: picocolors.createColors(wantsColour(2, env)),
    interactive: isatty(2) && env.TERM !== 'dumb',
  };
}
