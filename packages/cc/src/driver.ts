/** `hsx cc`: from a command line to files, the way gcc does it. */
import { basename, resolve } from 'node:path';
import { FORMAT_LIMITS, type ObjectFile, readHxe, type SymFile, writeHxo, writeSources, writeSym } from '@hsx/image';
import { formatSizes } from '@hsx/link';
import { Build, type BuildHost } from './build.js';
import type { ClangResult } from './clang/front-end.js';
import { type ClangOutput, type Source, text } from './compiler.js';
import { dependencyArgs } from './dependency-args.js';
import { EXIT } from './exit-status.js';
import type { InputKind } from './input-kind.js';
import { parseCommandLine, parseLinkerCommandLine } from './option-parser.js';
import type { DriverOptions, Stage } from './options.js';
import { writeOutput } from './output-file.js';
import { besideImage } from './program-linker.js';
import { BuildFailed, fileDiagnostic } from './reporter.js';
import { expandResponseFiles } from './response-file.js';
import { renamedFolders, sourceList } from './source-list.js';

/** Where the driver's own text goes. */
export interface DriverHost extends BuildHost {
  /** A message about the command line. */
  usageError(message: string, hint?: string): void;
  /** Text that was asked for: help, version, sizes. */
  print(text: string): void;
  /** For `--help`. */
  help(): string;
  /** For `--version` and `-v`; one line. */
  version(): string;
}

/** Output name of a link without `-o`. */
const DEFAULT_IMAGE = 'a.hxe';

/** The stages before linking that do something with each kind of input. */
const STAGES_OF: Readonly<Record<InputKind, readonly Stage[]>> = {
  c: ['dependencies', 'preprocess', 'syntax', 'assembly', 'object'],
  preprocessed: ['preprocess', 'syntax', 'assembly', 'object'],
  'assembly-with-cpp': ['dependencies', 'preprocess', 'assembly', 'object'],
  ir: ['assembly', 'object'],
  bitcode: ['assembly', 'object'],
  assembly: ['object'],
  object: [],
  archive: [],
  image: [],
};

/** Runs a command line (without the program's name). Returns the exit status; throws HsxError for errors without a place. */
export async function runDriver(args: readonly string[], host: DriverHost): Promise<number> {
  const { options, errors } = parseCommandLine(expandResponseFiles(args));
  for (const { message, hint } of errors) host.usageError(message, hint);
  if (errors.length > 0) return EXIT.usage;
  if (options.help || options.version) {
    host.print(options.help ? host.help() : host.version());
    return EXIT.ok;
  }
  if (options.print !== undefined) {
    host.print(options.print === 'machine' ? 'hsx\n' : `${host.version().trim().split(' ').at(-1)}\n`);
    return EXIT.ok;
  }
  return await new Driver(options, host).run();
}

/** Runs a command line of `hsx ld`: no SDK, no compiling; a single image passes through. */
export async function runLinker(args: readonly string[], host: DriverHost): Promise<number> {
  const { options, errors } = parseLinkerCommandLine(expandResponseFiles(args));
  for (const { message, hint } of errors) host.usageError(message, hint);
  if (errors.length > 0) return EXIT.usage;
  if (options.help || options.version) {
    host.print(options.help ? host.help() : host.version());
    return EXIT.ok;
  }
  options.startFiles = false;
  options.standardLibraries = false;
  return await new Driver(options, host).runLinker();
}

class Driver {
  readonly #build: Build;
  /** Inputs have been compiled. */
  #onlyLinks = false;

  constructor(
    readonly options: DriverOptions,
    readonly host: DriverHost,
  ) {
    this.#build = new Build(options, host);
  }

  async run(): Promise<number> {
    const { options } = this;
    if (options.verbose || options.dryRun) {
      const { name, identity } = this.#build.frontEnd;
      this.host.reporter.text(`${this.host.version()}clang: ${name} (${identity})\n`);
      if (options.inputs.length === 0) return EXIT.ok;
    }
    try {
      if (options.stage === 'link') await this.#link();
      else await this.#eachInput();
      return EXIT.ok;
    } catch (error) {
      if (error instanceof BuildFailed) return EXIT.failure;
      throw error;
    }
  }

  /** As `run`, for inputs that have been compiled. */
  async runLinker(): Promise<number> {
    const [input, ...more] = this.options.inputs;
    if (input?.kind === 'file' && more.length === 0) {
      const source = this.#build.load(input.path, undefined);
      if (source === undefined) return EXIT.failure;
      if (source.kind === 'image') return this.#passThrough(source);
    }
    this.#onlyLinks = true;
    return await this.run();
  }

  #passThrough(source: Source): number {
    const { heap, stack } = this.options.linker;
    if (heap !== undefined || stack !== undefined) {
      const hint = 'link its objects again with the size you want';
      const what = heap === undefined ? '--stack' : '--heap';
      this.host.reporter.diagnostic(fileDiagnostic(source.path, `${what} cannot change a linked image`, hint));
      return EXIT.failure;
    }
    // Read whole, so that a damaged image does not pass.
    readHxe(source.bytes, FORMAT_LIMITS);
    // Onto itself is no loss.
    this.#write(this.options.output ?? DEFAULT_IMAGE, source.bytes, []);
    return EXIT.ok;
  }

  /** The stages that give one output per input. Every input is tried. */
  async #eachInput(): Promise<void> {
    let failed = false;
    for (const input of this.options.inputs) {
      if (input.kind === 'library') continue;
      const source = this.#build.load(input.path, input.language);
      const done = source && (await this.#build.attempt(() => this.#process(source), source.path));
      if (done === undefined) failed = true;
    }
    if (failed) throw new BuildFailed();
  }

  async #process(source: Source): Promise<true> {
    const { stage, emitLlvm } = this.options;
    if (!STAGES_OF[source.kind].includes(stage)) {
      const unused = fileDiagnostic(source.path, 'the file is not used, because nothing is linked');
      this.host.reporter.diagnostic({ ...unused, severity: 'warning' });
    } else if (stage === 'preprocess' || stage === 'dependencies' || stage === 'syntax') {
      await this.#clangOnly(source, stage);
    } else if (emitLlvm && source.kind !== 'assembly' && source.kind !== 'assembly-with-cpp') {
      await this.#emitLlvm(source);
    } else {
      await this.#compile(source);
    }
    return true;
  }

  async #clangOnly(source: Source, stage: 'preprocess' | 'dependencies' | 'syntax'): Promise<void> {
    const { dependencies } = this.options;
    const flags = { preprocess: ['-E'], syntax: ['-fsyntax-only'], dependencies: [] }[stage];
    const { stdout } = await this.#clang(source, flags);
    if (stage === 'syntax') return;
    const output = (stage === 'dependencies' ? dependencies.file : undefined) ?? this.options.output ?? '-';
    this.#write(output, stdout);
  }

  async #emitLlvm(source: Source): Promise<void> {
    const binary = this.options.stage === 'object';
    const { stdout, pragmas } = await this.#clang(source, [binary ? '-c' : '-S', '-emit-llvm']);
    if (pragmas !== undefined && !pragmas.isEmpty) {
      const lost = fileDiagnostic(
        source.path,
        'LLVM IR does not hold what hsx_ pragmas declare',
        'compile to .hxo instead',
      );
      this.host.reporter.diagnostic({ ...lost, severity: 'warning' });
    }
    this.#write(this.#outputName(source, binary ? '.bc' : '.ll'), stdout);
  }

  async #compile(source: Source): Promise<void> {
    const assembly = await this.#toAssembly(source);
    if (this.options.stage === 'assembly') this.#write(this.#outputName(source, '.mvasm'), assembly);
    else this.#writeObject(source, assembly);
  }

  #writeObject(source: Source, assembly: string): void {
    const output = this.#outputName(source, '.hxo');
    this.#show('hsx-asm', [`--isa=${this.options.level}`, '-o', output, source.path]);
    if (!this.options.dryRun) this.#write(output, writeHxo(this.#build.compiler.toObject(assembly, source)));
  }

  /** MVASM of a source; writes the files of `-save-temps` and `-MD` on the way. Empty when nothing is run. */
  async #toAssembly(source: Source): Promise<string> {
    const { saveTemps, dryRun, level } = this.options;
    if (source.kind === 'assembly') return text(source);
    if (source.kind === 'assembly-with-cpp') return decode(await this.#clang(source, ['-E']));
    if (saveTemps && source.kind === 'c') {
      this.#write(temporaryName(source, '.i'), (await this.#clang(source, ['-E'], [])).stdout);
    }
    const compiled = source.kind === 'ir' ? undefined : await this.#clang(source, ['-S', '-emit-llvm']);
    const ir = compiled === undefined ? text(source) : decode(compiled);
    if (saveTemps && source.kind !== 'ir') this.#write(temporaryName(source, '.ll'), ir);
    this.#show('hsx-llc', [`-misa=${level}`, source.path]);
    if (dryRun) return '';
    const assembly = this.#build.compiler.toAssembly(ir, source, compiled?.pragmas);
    if (saveTemps) this.#write(temporaryName(source, '.mvasm'), assembly);
    return assembly;
  }

  /** Runs clang on a source, and writes the dependency file that it may have been asked for. */
  async #clang(
    source: Source,
    flags: readonly string[],
    dependencies = dependencyArgs(this.options, source, this.#outputName(source, '.hxo')),
  ): Promise<ClangOutput> {
    const args = this.#build.compiler.clangArgs(source, [...flags, ...dependencies]);
    this.#show('clang', args);
    if (this.options.dryRun) return { status: 0, stdout: new Uint8Array(), stderr: '', files: new Map() };
    const result = await this.#build.compiler.runClang(args, source);
    for (const [path, data] of result.files) this.#write(path, data);
    return result;
  }

  async #link(): Promise<void> {
    const { options } = this;
    const output = options.output ?? DEFAULT_IMAGE;
    const items = await this.#build.linkItems((source) => this.#toObject(source));
    this.#show('hsx-ld', ['-o', output, ...items.map(({ kind, name }) => (kind === 'library' ? `-l${name}` : name))]);
    if (options.dryRun) return;
    const result = await this.#build.link(items, output);
    this.#write(output, result.image);
    if (options.linker.map !== undefined) this.#write(options.linker.map, result.map ?? '');
    const wantsSym = (options.debug && output !== '-') || options.linker.emitSym !== undefined;
    if (wantsSym && result.sym !== undefined) {
      const path = options.linker.emitSym || besideImage(output, '.sym');
      this.#write(path, writeSym(result.sym));
      if (options.debug && path !== '-') this.#write(besideImage(path, '.sources.json'), this.#sources(result.sym));
    }
    if (options.linker.printSize && result.sizes !== undefined) this.host.print(formatSizes(result.sizes));
  }

  #sources(sym: SymFile): string {
    const { cwd, env } = this.host;
    const { compiler } = this.#build;
    return writeSources(
      sourceList({
        sym,
        cwd,
        env,
        folders: [...renamedFolders(this.options.clangArgs, cwd), ...compiler.prefixMap],
        includeDirs: [...compiler.settings.includeDirs, ...compiler.settings.sdkIncludes],
      }),
    );
  }

  async #toObject(source: Source): Promise<ObjectFile> {
    if (this.#onlyLinks) {
      const hint = `compile it first: hsx cc -c ${source.path}`;
      this.host.reporter.diagnostic(fileDiagnostic(source.path, 'this is a source, and hsx ld takes objects', hint));
      throw new BuildFailed();
    }
    const assembly = await this.#toAssembly(source);
    this.#show('hsx-asm', [`--isa=${this.options.level}`, source.path]);
    // Nothing was compiled, so there is nothing to assemble either.
    return this.#build.compiler.toObject(this.options.dryRun ? '' : assembly, source);
  }

  #outputName(source: Source, ending: string): string {
    if (this.options.output !== undefined && this.options.stage !== 'link') return this.options.output;
    return temporaryName(source, ending);
  }

  #show(program: string, args: readonly string[]): void {
    if (!this.options.verbose && !this.options.dryRun) return;
    this.host.reporter.text(` ${[program, ...args].map(quoted).join(' ')}\n`);
  }

  #write(path: string, data: string | Uint8Array, inputs = this.#inputFiles()): void {
    if (this.options.dryRun) return;
    writeOutput(path === '-' ? path : resolve(this.host.cwd, path), data, inputs);
  }

  #inputFiles(): string[] {
    return this.options.inputs.flatMap((input) =>
      input.kind === 'file' && input.path !== '-' ? [resolve(this.host.cwd, input.path)] : [],
    );
  }
}

function decode({ stdout }: ClangResult): string {
  return Buffer.from(stdout).toString('utf8');
}

/** `dir/x.c` and `.ll` give `x.ll`: such files go to the current folder, as with gcc. */
function temporaryName(source: Source, ending: string): string {
  return (source.path === '-' ? 'stdin' : basename(source.path).replace(/(?<=.)\.[^.]*$/, '')) + ending;
}

/** An argument as a shell would need it. */
function quoted(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
