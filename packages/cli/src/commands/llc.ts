/** `hsx llc`: LLVM IR to MVASM, or to an object. */
import { Build, BuildFailed, defaultOptions, EXIT, kindByContents, kindByName, readInput, writeOutput } from '@hsx/cc';
import { didYouMean, writeDbg, writeHxo } from '@hsx/image';
import { HsxError, type Level } from '@hsx/isa';
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
    const trace = new PassTrace(options.trace ?? 'all', (text) => terminal.err(text));
    const { mvasm, diagnostics, stats } = compileModule(ir, {
      path,
      level: options.isa,
      ...(options.trace === undefined ? {} : { trace: 'all', traceOut: (text: string) => trace.add(text) }),
    });
    for (const diagnostic of diagnostics) reporter.diagnostic(diagnostic);
    trace.checkName();
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

/** What `--trace` shows: every pass is offered, so that a name of none can be told from a module without functions. */
class PassTrace {
  readonly #passes = new Set<string>();

  constructor(
    readonly wanted: string,
    readonly show: (text: string) => void,
  ) {}

  add(text: string): void {
    const [, pass = ''] = /^; after (\S+)/.exec(text) ?? [];
    this.#passes.add(pass);
    if (this.wanted === pass || this.wanted === 'all') this.show(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** @throws HsxError EINVAL when there are passes, but none of the wanted name. */
  checkName(): void {
    const passes = [...this.#passes];
    if (this.wanted === 'all' || passes.length === 0 || this.#passes.has(this.wanted)) return;
    const hint = didYouMean(this.wanted, passes) ?? `there are all, ${passes.join(', ')}`;
    throw new HsxError('EINVAL', `there is no pass '${this.wanted}'`, hint);
  }
}
