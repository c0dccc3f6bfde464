/** `hsx run`: builds what is needed, in memory, and runs it (toolchain.md, Commands). */

import { OPTIONS, takeRunOptions } from '@hsx/cc';
import { type FileSystem, type RunOptions, type RunResult, runTask } from '@hsx/exec';
import { DEFAULT_STACK_SIZE, type HxeHeader, largestStack, STACK_SIZE_MIN } from '@hsx/image';
import { formatWord, HsxError } from '@hsx/isa';
import { InvalidArgumentError, Option } from 'commander';
import { CodeSymbols } from '../code-symbols.js';
import { newCommand, parseArguments, sizeOption } from '../command-line.js';
import type { CommandContext, CommandRunner } from '../context.js';
import { BROKEN_PIPE, INTERRUPTED, RUN_FAILED, runExitStatus } from '../exit-status.js';
import { reportEnd } from '../fault-report.js';
import { showError } from '../messages.js';
import { type FolderOptions, folderOptions, mountedFolder } from '../mounted-folder.js';
import { operandValues } from '../operand-values.js';
import { printableLine } from '../printable.js';
import { loadProgram, type Program } from '../program.js';
import { StandardStreams } from '../standard-streams.js';
import type { Terminal } from '../terminal.js';
import { optionRows } from './cc.js';

export interface RunCommandOptions extends FolderOptions {
  stack?: number;
  maxSteps?: number;
  stats?: true;
  trace?: true;
  engine?: NonNullable<RunOptions['engine']>;
}

export const run: CommandRunner = async (args, context) => {
  const end = args.indexOf('--');
  const [dir, dirReadOnly] = folderOptions();
  const command = newCommand(context.program, context)
    .description(
      'Runs a program: .c, .ll, .bc and .mvasm are compiled, .hxo linked, .hxe loaded.\nIts standard streams are yours, the exit status is its own.',
    )
    .usage('[options] FILE… [-- arguments of the program]')
    .argument('<file...>', 'one image, or the sources and objects of one program')
    .addOption(sizeOption('--stack <bytes>', 'size of the stack (default: what is left of 64K)'))
    .addOption(dir)
    .addOption(dirReadOnly)
    .addOption(new Option('--max-steps <n>', 'stop after n instructions').argParser(parseCount))
    .option('--stats', 'print instructions, time and memory at the end')
    .option('--trace', 'print every instruction before it runs')
    .addOption(new Option('--engine <name>', 'which engine runs it').choices(['auto', 'interpreter', 'translator']))
    .addHelpText('after', MORE_HELP);
  const { options: build, errors, rest } = takeRunOptions(end === -1 ? args : args.slice(0, end));
  for (const { message, hint } of errors) showError(context.terminal, context.program, message, hint);
  if (errors.length > 0) return RUN_FAILED;
  parseArguments(command, rest);
  const options = command.opts<RunCommandOptions>();
  const files = mountedFolder(options);
  const program = await loadProgram(command.args, build, context);
  if (program === undefined) return RUN_FAILED;
  return await execute(program, end === -1 ? [] : args.slice(end + 1), options, files, context);
};

const MORE_HELP = `
Options for building, as hsx cc has them:
${optionRows(OPTIONS.filter(({ run }) => run === true))}

Exit status: the program's own (its low 8 bits); 125 when it could not be built or loaded;
ended by a fault as a shell shows signals: 132 illegal instruction, 133 BRK, 134 abort,
135 misaligned access, 136 division by zero, 139 memory, stack or jump out of bounds;
130 Ctrl-C, 152 --max-steps.`;

function parseCount(value: string): number {
  const count = Number(value.replaceAll('_', ''));
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return count;
}

async function execute(
  program: Program,
  args: readonly string[],
  options: RunCommandOptions,
  files: FileSystem | undefined,
  { terminal }: CommandContext,
): Promise<number> {
  const abort = new AbortController();
  const streams = new StandardStreams(() => abort.abort());
  const onInterrupt = () => {
    // A second Ctrl-C does not wait for anything.
    if (abort.signal.aborted) process.exit(INTERRUPTED);
    abort.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  const started = process.cpuUsage();
  let result: RunResult;
  try {
    result = await runTask(program.bytes, {
      args: [program.name, ...args],
      stdio: streams,
      ...(files === undefined ? {} : { fileSystem: files }),
      signal: abort.signal,
      fillStack: true,
      ...stackOption(program, options),
      ...(options.maxSteps === undefined ? {} : { maxSteps: options.maxSteps }),
      ...(options.engine === undefined ? {} : { engine: options.engine }),
      onLog: ({ level, text }) => {
        streams.flush();
        terminal.err(`${program.name}: ${level}: ${printableLine(text)}\n`);
      },
      ...(options.trace ? { onTrace: tracer(program, streams, terminal) } : {}),
    });
  } finally {
    streams.close();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
  if (streams.failure !== undefined) throw streams.failure;
  const { user, system } = process.cpuUsage(started);
  for (const line of reportEnd(result, program)) terminal.err(`${line}\n`);
  if (runExitStatus(result) !== 0)
    for (const line of missingLines(result.missing)) terminal.err(`${program.name}: ${line}\n`);
  if (options.stats) terminal.err(statistics(result, (user + system) / 1e6));
  return streams.broken ? BROKEN_PIPE : runExitStatus(result);
}

/** What a program that did not end well may have lacked. */
function missingLines(missing: readonly string[]): string[] {
  const others = missing.filter((name) => name !== 'FS');
  return [
    ...(missing.includes('FS') ? ['it looked for files and has none: --dir DIR lets it use those in a folder'] : []),
    ...(others.length > 0 ? [`it called modules that hsx run does not have: ${others.join(', ')}`] : []),
  ];
}

/**
 * `hsx run` gives the stack what is left of the data space, except where an image was linked with a size of its own.
 */
function stackOption({ image }: Program, { stack }: RunCommandOptions): Pick<RunOptions, 'stackSize'> {
  if (stack !== undefined) {
    checkStack(image.header, stack);
    return { stackSize: stack };
  }
  if (image.header.version < 3 || image.header.stackSize !== DEFAULT_STACK_SIZE) return {};
  const room = largestStack({ ...image.header, version: image.header.version });
  return room > DEFAULT_STACK_SIZE ? { stackSize: room } : {};
}

/** @throws HsxError EINVAL for a stack that there is no room for, or of nothing. */
function checkStack(header: HxeHeader, stack: number): void {
  const room = largestStack(header);
  if (stack > room) {
    const hint = room === 0 ? 'make its data or its heap smaller' : 'without --stack it gets all of them';
    throw new HsxError('EINVAL', `--stack ${stack} is too large: the program leaves ${room} bytes for the stack`, hint);
  }
  if (stack < STACK_SIZE_MIN) {
    throw new HsxError('EINVAL', `--stack ${stack} is too small: a task needs ${STACK_SIZE_MIN} bytes to end`);
  }
}

function tracer(program: Program, streams: StandardStreams, terminal: Terminal): NonNullable<RunOptions['onTrace']> {
  const symbols = new CodeSymbols(program.sym);
  const style = { symbol: (address: number) => symbols.nameAt(address), svcNames: true };
  return (record) => {
    streams.flush();
    const { text, decoded } = formatWord(record.word, program.word(record.pc + 4), record.pc, style);
    const values = decoded === undefined ? '' : operandValues(decoded, record);
    const place = symbols.place(record.pc) ?? '';
    const pc = record.pc.toString(16).toUpperCase().padStart(6, '0');
    terminal.err(
      `${String(record.retired).padStart(8)}  ${pc}  ${place.padEnd(20)} ${text.padEnd(28)} ${values}`.trimEnd(),
    );
    terminal.err('\n');
  };
}

function statistics({ retired, task }: RunResult, seconds: number): string {
  const rate = seconds > 0 ? `, ${(retired / seconds / 1e6).toFixed(1)} million per second` : '';
  const rows: [string, string][] = [
    ['instructions', `${retired}`],
    ['cpu time', `${seconds.toFixed(3)} s${rate} (${task.engine})`],
    ['code', `${task.codeLength} bytes`],
    ['data', `${task.bssEnd - task.dataBase} bytes, read-only ${task.roEnd - task.roBase}`],
    ['heap', `${task.heapEnd - task.heapBase} bytes`],
    ['stack', `${task.stackLimit - task.stackBase} bytes`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(14)}${value}\n`).join('');
}
