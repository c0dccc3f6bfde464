/** `hsx sdk`: where the SDK is, its library built in advance, and the archive of it. */
import {
  BuildFailed,
  cacheFolder,
  EXIT,
  findSdk,
  packTgz,
  type SdkBuild,
  type SdkManifest,
  sdkArchiveFiles,
  sdkLibrary,
  selectClang,
  writeOutput,
} from '@hsx/cc';
import { nearestName } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { levelOption, newCommand, parseArguments } from '../command-line.js';
import { CommandLineEnd } from '../command-line-end.js';
import type { CommandContext, CommandRunner } from '../context.js';
import { showError } from '../messages.js';
import { printableLine } from '../printable.js';
import { TerminalReporter } from '../terminal-reporter.js';
import { hsxVersion } from '../version.js';

interface SdkOptions {
  output?: string;
  isa?: Level;
  sdk?: string;
  clang?: string;
}

const ACTIONS = {
  path: 'print the folder of the SDK',
  build: 'compile the library into the cache, ahead of the first program',
  pack: 'write the SDK as an archive: headers, compiled libraries, samples, docs',
} as const;

export const sdk: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description(
      `The headers and libraries that programs are built with. The action is one of\n${Object.entries(ACTIONS)
        .map(([name, what]) => `  ${name.padEnd(7)}${what}`)
        .join('\n')}`,
    )
    .argument('<action>', Object.keys(ACTIONS).join(', '))
    .option('-o, --output <file>', 'with pack: the archive (default sdk.tgz)')
    .addOption(levelOption('with build: only this instruction set, core or ext'))
    .option('--sdk <folder>', 'the SDK in this folder (default: HSX_SDK, else the installed one)')
    .option('--clang <path>', 'use this clang instead of the bundled one')
    .addHelpText(
      'after',
      '\nA packed SDK is used with --sdk FOLDER or HSX_SDK. HSX_CACHE names the folder of the cache.',
    );
  parseArguments(command, args);
  const [action = ''] = command.args;
  const options = command.opts<SdkOptions>();
  if (!Object.hasOwn(ACTIONS, action)) {
    const close = nearestName(action, Object.keys(ACTIONS));
    const hint = close === undefined ? `it is ${Object.keys(ACTIONS).join(', ')}` : `did you mean '${close}'?`;
    showError(context.terminal, context.program, `unknown action '${action}'`, hint);
    throw new CommandLineEnd(EXIT.usage);
  }
  const found = findSdk(options.sdk, context.env);
  if (action === 'path') {
    context.terminal.out(`${printableLine(found.folder)}\n`);
    return EXIT.ok;
  }
  try {
    await (action === 'build' ? build(found, options, context) : pack(found, options, context));
    return EXIT.ok;
  } catch (error) {
    if (error instanceof BuildFailed) return EXIT.failure;
    throw error;
  }
};

function surroundings(
  found: SdkManifest,
  { clang }: SdkOptions,
  { env, terminal }: CommandContext,
): Omit<SdkBuild, 'level'> {
  return {
    sdk: found,
    reporter: new TerminalReporter(terminal),
    cacheFolder: cacheFolder(env),
    frontEnd: selectClang(clang, env),
  };
}

async function build(found: SdkManifest, options: SdkOptions, context: CommandContext): Promise<void> {
  const common = surroundings(found, options, context);
  const levels: readonly Level[] = options.isa === undefined ? ['core', 'ext'] : [options.isa];
  for (const level of levels) await sdkLibrary({ ...common, level });
}

async function pack(found: SdkManifest, options: SdkOptions, context: CommandContext): Promise<void> {
  const files = await sdkArchiveFiles({ ...surroundings(found, options, context), version: hsxVersion() });
  writeOutput(options.output ?? 'sdk.tgz', packTgz(files));
}
