/** `hsx llc`: LLVM IR to MVASM, or to an object. */
import { Build, BuildFailed, defaultOptions, EXIT, kindByContents, kindByName, readInput, writeOutput } from '@hsx/cc';
import { writeDbg, writeHxo } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { compileModule } from '@hsx/llc';
import { levelOption, newCommand, parseArguments } from '../command-line.js';
import type { CommandRunner } from '../context.js';
import { TerminalReporter } from '../terminal-reporter.js';
import { outputName } from './asm.js';

interface Options {
  output?: string;
  isa: Level;
  emitObj?: true;
  emitDebug?: string | true;
  stats?: true;
  trace?: string;
  clang?: string;
}

export const llc: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description('Compiles LLVM IR, text (.ll) or bitcode (.bc), to assembly (FILE.mvasm) or an object.')
    .argument('<file>', 'LLVM IR; - is standard input')
    .option('-o, --output <file>', 'name of the output (- is stdout)')
    .addOption(levelOption().default('ext'))
    .option('--emit-obj', 'give an object (FILE.hxo)')
    .option('--emit-debug [file]', 'write the debug data beside the output (FILE.dbg); it needs IR made with -g')
    .option('--stats', 'print what was compiled')
    .option('--trace <pass>', 'print every function after this pass, or after all')
    .option('--clang <path>', 'clang that reads bitcode');
  parseArguments(command, args);
  const path = command.args[0] as string;
  const options = command.opts<Options>();
  const { terminal } = context;
  const reporter = new TerminalReporter(terminal);
  const build = new Build(
    { ...defaultOptions(), level: options.isa, ...(options.clang === undefined ? {} : { clang: options.clang }) },
    { cwd: context.cwd, env: context.env, reporter },
  );

  try {
    const bytes = readInput(path);
    const bitcode = kindByName(path) === 'bitcode' || kindByContents(bytes) === 'bitcode';
    const source = { path, kind: bitcode ? ('bitcode' as const) : ('ir' as const), bytes };
    const { ir } = await build.compiler.toIr(source);
    const { mvasm, diagnostics, stats } = compileModule(ir, {
      path,
      level: options.isa,
      ...(options.trace === undefined
        ? {}
        : { trace: options.trace, traceOut: (text: string) => terminal.err(text.endsWith('\n') ? text : `${text}\n`) }),
    });
    for (const diagnostic of diagnostics) reporter.diagnostic(diagnostic);
    if (options.stats) {
      for (const [name, value] of Object.entries(stats)) terminal.err(`${name}: ${value}\n`);
    }
    if (mvasm === undefined) return EXIT.failure;
    const object = options.emitObj || options.output?.endsWith('.hxo');
    const output = options.output ?? (path === '-' ? '-' : outputName(path, object ? '.hxo' : '.mvasm'));
    const assembled = object || options.emitDebug !== undefined ? build.compiler.toObject(mvasm, source) : undefined;
    writeOutput(output, object && assembled !== undefined ? writeHxo(assembled) : mvasm, [path]);
    if (assembled !== undefined && options.emitDebug !== undefined) {
      const beside = outputName(output === '-' ? path : output, '.dbg');
      writeOutput(options.emitDebug === true ? beside : options.emitDebug, writeDbg(assembled));
    }
    return EXIT.ok;
  } catch (error) {
    if (error instanceof BuildFailed) return EXIT.failure;
    throw error;
  }
};
