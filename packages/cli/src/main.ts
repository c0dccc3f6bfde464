/** The `hsx` program: finds the command, runs it, turns whatever happens into an exit status and a clear line. */
import { HsxError } from '@hsx/isa';
import { CommandLineEnd } from './command-line-end.js';
import { COMMANDS } from './commands/catalogue.js';
import { rootCommand } from './commands/root.js';
import type { CommandContext } from './context.js';
import { prepareEngine } from './engine.js';
import { BROKEN_PIPE, RUN_FAILED } from './exit-status.js';
import { showError } from './messages.js';
import { processTerminal } from './terminal.js';

/** Runs the process's command line and ends the process. `tool` is the command that a launcher stands for. */
export async function main(tool: string | null): Promise<void> {
  const { env, argv } = process;
  const command = tool ?? argv[2] ?? '';
  prepareEngine(command);
  // Streams that nobody reads any more are noticed where they are written to.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const terminal = processTerminal(env);
  // Whatever escapes a command, from a callback for instance, ends like an error in the command itself.
  process.on('uncaughtException', (error) => {
    const context = { cwd: '', env, terminal, program: tool === null ? 'hsx' : `hsx-${tool}` };
    process.exit(failed(error, context, command === 'run' ? RUN_FAILED : undefined));
  });
  const status = await runCommandLine(tool, argv.slice(2), { cwd: currentFolder(), env, terminal });
  process.exit(status);
}

/** Runs one command line and gives the exit status; every error is shown on the terminal. */
export async function runCommandLine(
  tool: string | null,
  args: string[],
  surroundings: Omit<CommandContext, 'program'>,
): Promise<number> {
  const name = tool ?? args[0] ?? '';
  const entry = COMMANDS.find((candidate) => candidate.name === name);
  const program = tool === null ? (entry === undefined ? 'hsx' : `hsx ${name}`) : `hsx-${tool}`;
  const context: CommandContext = { ...surroundings, program };
  return await guarded(context, name === 'run' ? RUN_FAILED : undefined, async () => {
    if (entry === undefined) return await rootCommand(args, context);
    const runner = await entry.load();
    return await runner(tool === null ? args.slice(1) : args, context);
  });
}

/** The current folder; where it has been deleted, commands fail on the files that they look for. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

/** Runs a command; `failure` replaces the status of everything that goes wrong in the tool itself. */
async function guarded(
  context: CommandContext,
  failure: number | undefined,
  action: () => Promise<number>,
): Promise<number> {
  try {
    return await action();
  } catch (error) {
    return failed(error, context, failure);
  }
}

/** Shows an error and gives the exit status. */
function failed(error: unknown, { env, terminal, program }: CommandContext, failure: number | undefined): number {
  if (error instanceof CommandLineEnd) return error.status === 0 ? 0 : (failure ?? error.status);
  if ((error as NodeJS.ErrnoException)?.code === 'EPIPE') return BROKEN_PIPE;
  try {
    if (error instanceof HsxError) {
      showError(terminal, program, error.message, error.hint);
    } else {
      const message = error instanceof Error ? error.message : String(error);
      showError(
        terminal,
        program,
        `internal error: ${message.split('\n', 1)[0]}`,
        'HSX_DEBUG=1 shows where; please report it',
      );
    }
    if (env.HSX_DEBUG === '1' && error instanceof Error) terminal.err(`${error.stack}\n`);
  } catch {
    // Nobody reads standard error either.
  }
  return failure ?? 1;
}
