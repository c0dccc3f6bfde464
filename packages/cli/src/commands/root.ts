/** `hsx` without a command it knows: help, version, or a suggestion. */

import { EXIT } from '@hsx/cc/exit-status';
import { nearestName } from '@hsx/image/spelling';
import type { CommandContext } from '../context.js';
import { showError } from '../messages.js';
import { hsxVersion } from '../version.js';
import { COMMANDS } from './catalogue.js';

export async function rootCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const { terminal } = context;
  const [first, second] = args;
  if (first === '--version' || first === '-V') {
    terminal.out(`hsx ${hsxVersion()}\n`);
    return EXIT.ok;
  }
  if (first === 'help' && second !== undefined) {
    const entry = COMMANDS.find(({ name }) => name === second);
    if (entry !== undefined) {
      const runner = await entry.load();
      return await runner(['--help'], { ...context, program: `hsx ${second}` });
    }
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.out(helpText(terminal.outColours.bold));
    return first === undefined ? EXIT.usage : EXIT.ok;
  }
  const names = COMMANDS.map(({ name }) => name);
  const close = nearestName(first, names);
  const what = first.startsWith('-') ? 'option' : 'command';
  const isFile = /\.(c|ll|bc|mvasm|s|hxo|hxe)$/.test(first);
  const hint = isFile
    ? `to run a program: hsx run ${first}`
    : close === undefined
      ? '`hsx --help` lists the commands'
      : `did you mean 'hsx ${close}'?`;
  showError(terminal, 'hsx', `unknown ${what} '${first}'`, hint);
  return EXIT.usage;
}

function helpText(bold: (text: string) => string): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  const rows = COMMANDS.map(({ name, summary }) => `  ${bold(name.padEnd(width))}${summary}`);
  return `hsx: C programs for the HSX virtual machine

Usage: hsx COMMAND [options] [files]

Commands:
${rows.join('\n')}

Start here:
  hsx run hello.c                    compile and run
  hsx cc -O2 -g -o hello.hxe hello.c compile and link
  hsx objdump -d hello.hxe           see the instructions
  hsx info hello.hxe                 see what an image needs

'hsx COMMAND --help' explains a command. HSX_DEBUG=1 shows where an internal error comes from.
`;
}
