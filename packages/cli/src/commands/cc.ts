/** `hsx cc`: the compiler driver. Its command line is not commander's business: it is read the way gcc reads its own. */
import { type DriverHost, OPTIONS, type OptionSpec, runDriver } from '@hsx/cc';
import type { CommandContext, CommandRunner } from '../context.js';
import { showError } from '../messages.js';
import { TerminalReporter } from '../terminal-reporter.js';
import { hsxVersion } from '../version.js';

export const cc: CommandRunner = async (args, context) =>
  await runDriver(
    args,
    driverHost(context, () => helpText(context.program)),
  );

/** The surroundings that the driver and the linker work in. */
export function driverHost(context: CommandContext, help: () => string): DriverHost {
  const { terminal, program, cwd, env } = context;
  return {
    cwd,
    env,
    reporter: new TerminalReporter(terminal),
    print: (text) => terminal.out(text),
    usageError: (message, hint) => showError(terminal, program, message, hint),
    help,
    version: () => `${program} ${hsxVersion()}\n`,
  };
}

function helpText(program: string): string {
  return `Usage: ${program} [options] files…

Compiles C (.c), LLVM IR (.ll, .bc) and assembly (.mvasm) for HSX and links them
with objects (.hxo), archives (.hxa) and the HSX library to an image (default a.hxe).

Options:
${optionRows(OPTIONS)}

@FILE stands for the options in FILE. HSX_CLANG, HSX_SDK and HSX_CACHE name a native
clang, another SDK and the folder of the cache.
`;
}

/** Two columns: the spelling and what it does. */
export function optionRows(options: readonly OptionSpec[]): string {
  return options
    .filter(({ help }) => help !== undefined)
    .map(({ names, arity, value, help }) => {
      const joint = { flag: '', joined: '', separate: ' ', either: ' ', equals: '=' }[arity];
      const spelling = names
        .map((name) => (value === undefined ? name : name + (name.length === 2 && joint === '=' ? ' ' : joint) + value))
        .join(', ');
      return spelling.length < COLUMN
        ? `  ${spelling.padEnd(COLUMN)} ${help}`
        : `  ${spelling}\n${' '.repeat(COLUMN + 3)}${help}`;
    })
    .join('\n');
}

const COLUMN = 24;
