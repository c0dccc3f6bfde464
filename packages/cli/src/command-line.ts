/** commander, set up the way all commands want it. */
import { EXIT, parseSize } from '@hsx/cc';
import type { Level } from '@hsx/isa';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CommandLineEnd } from './command-line-end.js';
import type { CommandContext } from './context.js';
import { showError } from './messages.js';
import { hsxVersion } from './version.js';

/** A command that reports errors through the context and never ends the process itself. */
export function newCommand(name: string, context: CommandContext): Command {
  const { terminal, program } = context;
  return new Command(name)
    .version(`hsx ${hsxVersion()}`, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: (text) => {
        const [message = '', ...more] = text
          .replace(/^error: /, '')
          .trim()
          .split('\n');
        const hint = more.join(' ').replace(/^\((.*)\)$/, '$1');
        showError(terminal, program, message, hint === '' ? `\`${program} --help\` shows the options` : hint);
      },
    });
}

/**
 * Parses; throws CommandLineEnd where nothing is left to do. An option whose value may be left out takes it behind `=` only:
 * `--listing x.mvasm` must not take the source for the listing.
 */
export function parseArguments(command: Command, args: readonly string[]): void {
  try {
    const optional = command.options.filter((option) => option.optional);
    const bare = new Set(optional.map(({ long }) => long));
    const behind = args.includes('--') ? args.indexOf('--') : args.length;
    command.parse(
      args.map((arg, index) => (index < behind && bare.has(arg) ? `${arg}=` : withTwoDashes(arg))),
      { from: 'user' },
    );
    for (const option of optional) {
      const name = option.attributeName();
      if (command.getOptionValue(name) === '') command.setOptionValue(name, true);
    }
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new CommandLineEnd(error.exitCode === 0 ? EXIT.ok : EXIT.usage);
  }
}

/** `-misa=` is how compilers spell it; commander knows long options by two dashes. */
function withTwoDashes(arg: string): string {
  return arg.replace(/^-misa(?==|$)/, '--isa');
}

export function levelOption(description = 'instruction set: core or ext'): Option {
  return new Option('--isa <level>', `${description} (also -misa=)`)
    .choices(['core', 'ext'])
    .argParser<Level>((value) => {
      if (value === 'core' || value === 'ext') return value;
      throw new InvalidArgumentError('It is core or ext.');
    });
}

export function sizeOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value) => {
    const size = parseSize(value);
    if (size === undefined) throw new InvalidArgumentError('Bytes, 0x…, or a number with K or M.');
    return size;
  });
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
