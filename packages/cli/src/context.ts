/** What every command gets: the surroundings, and how to end. */
import type { Terminal } from './terminal.js';

export interface CommandContext {
  /** How the program was called, for messages: `hsx`, `hsx-asm` … */
  program: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
}

/** A command: parses its arguments, does its work, gives the exit status. HsxErrors are shown by the caller. */
export type CommandRunner = (args: string[], context: CommandContext) => Promise<number>;
