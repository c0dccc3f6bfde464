/** `hsx ld`: the linker. */
import { OPTIONS, runLinker } from '@hsx/cc';
import type { CommandRunner } from '../context.js';
import { driverHost, optionRows } from './cc.js';

export const ld: CommandRunner = async (args, context) =>
  await runLinker(
    args,
    driverHost(context, () => helpText(context.program)),
  );

function helpText(program: string): string {
  return `Usage: ${program} [options] files…

Links objects (.hxo) and archives (.hxa) to an image (default a.hxe). A single .hxe is
checked and copied. Nothing is linked that is not named: \`hsx cc\` adds crt0 and the library.

Options:
${optionRows(OPTIONS.filter(({ linker }) => linker === true))}
`;
}
