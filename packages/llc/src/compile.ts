/** LLVM IR text to MVASM: the passes in their order. */
import type { Diagnostic } from '@hsx/image';
import { aliasesByTarget, bindingLines, type DataSink, emitGlobal, sectionFor } from './data/globals.js';
import { describeFunction } from './debug/function.js';
import type { FrameOffsets } from './debug/locations.js';
import { DebugModule } from './debug/module.js';
import { finishFunction } from './emit/finish.js';
import { symbolText } from './emit/names.js';
import type { Alias, Function as IrFunction, Linkage, Module } from './ir/model.js';
import { readModule } from './ir/read.js';
import { FunctionLowering, scratchFunction } from './lower/function.js';
import { integerFormAlias } from './lower/integer-formats.js';
import { lirText } from './lower/lir-text.js';
import { ModuleContext } from './lower/module-context.js';
import { UnsupportedError } from './lower/unsupported.js';
import type { MachineFunction } from './mir/machine.js';
import { machineText } from './mir/text.js';
import { Selector } from './select/selector.js';

/** The routine of the start-up code that makes argc and argv; linked only for programs whose main takes them. */
const MAIN_ARGUMENTS = '__hsx_main_args';

export interface CompileOptions {
  /** Name of the IR, for messages. */
  path: string;
  /** `path` is a source that a front-end made the IR of: lines of the IR mean nothing to its reader. */
  fromSource?: boolean;
  level: 'core' | 'ext';
  /** Mnemonics of level ext that the code may not use. Code of the runtime routines and of the linker still may. */
  without?: ReadonlySet<string>;
  /** Pass after which each function is printed: `lower`, `select`, or one of the passes that follow; `all`. */
  trace?: string;
  traceOut?: (text: string) => void;
  /** Called after `read`, after each pass of each function (as for `trace`, and `text`), and after `data`: to measure them. */
  afterPass?: (pass: string) => void;
  /** Checks every function after register allocation. */
  verify?: boolean;
  /** Told, for each debug record that says nothing of its variable, why: for measurements. */
  onUnknownRecord?: (why: string) => void;
}

export interface CompileStats {
  functions: number;
  irInstructions: number;
}

export interface CompileResult {
  /** Present exactly when no diagnostic is an error. */
  mvasm?: string;
  diagnostics: Diagnostic[];
  stats: CompileStats;
}

/** Compiles a module. Never throws for bad or unsupported input: every function's first error is reported. */
export function compileModule(text: string, options: CompileOptions): CompileResult {
  const parsed = readModule(text, options.path);
  const stats = { functions: 0, irInstructions: 0 };
  options.afterPass?.('read');
  if (parsed.module === undefined || parsed.diagnostics.some(({ severity }) => severity === 'error'))
    return { diagnostics: parsed.diagnostics, stats };
  const compiler = new ModuleCompiler(parsed.module, options, stats, [...parsed.diagnostics]);
  return compiler.run();
}

class ModuleCompiler {
  private readonly module: Module;
  private readonly options: CompileOptions;
  private readonly context: ModuleContext;
  /** Present when the module was compiled with `-g`. */
  private readonly debug: DebugModule | undefined;
  private readonly stats: CompileStats;
  private readonly diagnostics: Diagnostic[];
  private readonly lines: string[] = [];
  private readonly defined = new Set<string>();
  /** Referenced symbols, with the convention of the calls to them. */
  private readonly referenced = new Map<string, 'variadic' | 'fixed' | undefined>();

  constructor(module: Module, options: CompileOptions, stats: CompileStats, diagnostics: Diagnostic[]) {
    this.module = module;
    this.options = options;
    this.stats = stats;
    this.diagnostics = diagnostics;
    this.context = new ModuleContext(module, options.level, options.without);
    this.context.onUnknownRecord = options.onUnknownRecord;
    this.debug = DebugModule.isIn(this.context) ? new DebugModule(this.context) : undefined;
  }

  run(): CompileResult {
    this.context.collectBlockAddresses();
    let aliases = new Map<string, Alias[]>();
    this.attempt(undefined, () => {
      aliases = aliasesByTarget(this.module);
    });
    const sink: DataSink = {
      lines: this.lines,
      reference: (symbol) => this.reference(symbol),
      define: (symbol) => this.defined.add(symbol),
    };
    for (const fn of this.module.functions) {
      if (fn.blocks.length === 0 || fn.linkage === 'available_externally') continue;
      this.stats.functions++;
      for (const block of fn.blocks) this.stats.irInstructions += block.instructions.length;
      this.compileFunction(fn, aliases.get(fn.name) ?? [], sink);
    }
    // Constant expressions fold in a function that is never emitted.
    const scratch = new FunctionLowering(this.context, scratchFunction());
    for (const global of this.module.globals)
      this.attempt(
        undefined,
        () => emitGlobal(scratch, global, aliases.get(global.name) ?? [], sink),
        `global @${global.name}`,
      );
    for (const line of this.module.moduleAsm) this.lines.push(line);
    this.emitReferences();
    if (this.debug !== undefined) for (const line of this.debug.moduleLines()) this.lines.push(line);
    this.options.afterPass?.('data');
    if (this.diagnostics.some(({ severity }) => severity === 'error'))
      return { diagnostics: this.diagnostics, stats: this.stats };
    const files = this.context.files.map((name, i) => `  .file ${i + 1} ${JSON.stringify(name)}`);
    return { mvasm: `${[...files, ...this.lines].join('\n')}\n`, diagnostics: this.diagnostics, stats: this.stats };
  }

  private compileFunction(fn: IrFunction, aliases: readonly Alias[], sink: DataSink): void {
    let lowering: FunctionLowering | undefined;
    this.attempt(
      fn,
      () => {
        lowering = new FunctionLowering(this.context, fn);
        const lir = lowering.run();
        this.trace('lower', () => lirText(lir));
        const machine = new Selector(lir).run();
        this.trace('select', () => machineText(machine));
        this.collectReferences(machine);
        const { debug } = this;
        const place = this.context.location(fn.subprogram);
        if (place !== undefined) machine.loc = place;
        const body = finishFunction(machine, {
          verify: this.options.verify === true,
          ...(debug === undefined
            ? {}
            : { describe: (fn: MachineFunction, frame: FrameOffsets) => describeFunction(fn, debug, frame) }),
          trace: (pass: string, fn: MachineFunction) => this.trace(pass, () => machineText(fn)),
        });
        this.options.afterPass?.('text');
        const { variadic } = fn.functionType;
        this.lines.push(`  .section ${sectionFor('text', fn.section?.replace(/^\.?text\.?/, '') || fn.name)}`);
        const names = [fn, ...aliases, ...this.integerForms([fn, ...aliases])];
        for (const { name, linkage } of names) {
          sink.define(name);
          this.lines.push(
            ...bindingLines(name, linkage),
            `  .type ${symbolText(name)}, func, ${variadic ? 'variadic' : 'fixed'}`,
          );
        }
        for (const { name } of names.slice(1)) this.lines.push(`${symbolText(name)}:`);
        for (const line of body) this.lines.push(line);
        if (debug !== undefined) this.lines.push(...debug.functionLine(fn));
        if (fn.section !== undefined) this.lines.push(`  .keep ${symbolText(fn.name)}`);
        // Arguments of main are made by the start-up code only for programs that look at them.
        if (fn.name === 'main' && fn.args.length > 0) this.reference(MAIN_ARGUMENTS);
      },
      undefined,
      () => lowering,
    );
  }

  /** The second names of a program's own printf and its kin, which calls with a format of integers go by. */
  private integerForms(names: readonly { name: string; linkage: Linkage }[]): { name: string; linkage: Linkage }[] {
    return names.flatMap(({ name, linkage }) => {
      const form = linkage === 'internal' || linkage === 'private' ? undefined : integerFormAlias(name);
      const known = form === undefined || this.module.functions.some((fn) => fn.name === form && fn.blocks.length > 0);
      return known ? [] : [{ name: form, linkage }];
    });
  }

  private reference(symbol: string, convention?: 'variadic' | 'fixed'): void {
    this.referenced.set(symbol, convention ?? this.referenced.get(symbol));
  }

  private collectReferences(machine: MachineFunction): void {
    for (const block of machine.blocks) {
      for (const inst of block.insts) {
        if (typeof inst.imm === 'object')
          this.reference(inst.imm.symbol, inst.op === 'CALL' || inst.op === 'TAILCALL' ? inst.convention : undefined);
      }
    }
  }

  private emitReferences(): void {
    const weak = new Set(
      [...this.module.functions, ...this.module.globals]
        .filter(({ linkage }) => linkage === 'extern_weak')
        .map(({ name }) => name),
    );
    for (const [symbol, convention] of this.referenced) {
      // Labels of blocks are defined where the block is.
      if (this.defined.has(symbol) || symbol.startsWith('.Lba')) continue;
      this.lines.push(`  ${weak.has(symbol) ? '.weak' : '.import'} ${symbolText(symbol)}`);
      if (convention !== undefined) this.lines.push(`  .type ${symbolText(symbol)}, func, ${convention}`);
    }
  }

  private trace(pass: string, text: () => string): void {
    const { trace, traceOut, afterPass } = this.options;
    afterPass?.(pass);
    if (trace === undefined || traceOut === undefined || (trace !== pass && trace !== 'all')) return;
    traceOut(`; after ${pass}\n${text()}\n`);
  }

  /** Runs a step; what is unsupported in it becomes a diagnostic. */
  private attempt(
    fn: IrFunction | undefined,
    step: () => void,
    what?: string,
    lowering?: () => FunctionLowering | undefined,
  ): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      const inst = lowering?.()?.current;
      const location = this.context.location(inst?.location) ?? this.context.location(fn?.subprogram);
      const where = fn !== undefined ? ` in function '${fn.name}'` : what !== undefined ? ` in ${what}` : '';
      this.diagnostics.push({
        severity: 'error',
        file: location === undefined ? this.options.path : (this.context.files[location.file] as string),
        line: location?.line ?? (this.options.fromSource ? 0 : (inst?.irLine ?? fn?.irLine ?? 0)),
        column: location?.column ?? 0,
        message: `unsupported ${error.construct}${where}`,
      });
    }
  }
}
