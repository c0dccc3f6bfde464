/** One C, IR or MVASM source through the stages of the pipeline: C → (clang) IR → (llc) MVASM → (asm) object. */
import { resolve } from 'node:path';
import type { Diagnostic, ObjectFile } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { assembleText, irToAssembly } from './back-end.js';
import type { ClangResult, FrontEnd } from './clang/front-end.js';
import { targetFlags } from './clang/target-flags.js';
import { sourceDiagnostic, withoutAssemblyLines } from './compiled-places.js';
import type { InputKind } from './input-kind.js';
import { PragmaReader } from './pragmas/pragma-reader.js';
import type { SourcePragmas } from './pragmas/source-pragmas.js';
import { BuildFailed, type Reporter, reportAll } from './reporter.js';

/** A source to compile. */
export interface Source {
  /** As the user wrote it: messages and debug data show it so. `-` is `text`. */
  path: string;
  kind: InputKind;
  /** The contents, when they are at hand. */
  bytes: Uint8Array;
}

export interface CompileSettings {
  level: Level;
  optimisation: string;
  debug: boolean;
  /** The user's options for clang. */
  clangArgs: readonly string[];
  /** Header folders of the SDK. */
  sdkIncludes: readonly string[];
  /** The SDK's folder, which debug data shows as `hsx-sdk`. */
  sdkFolder: string | undefined;
  /** Folders for `.include` in MVASM sources. */
  includeDirs: string[];
}

/** Names that clang's `-x` takes. */
const CLANG_LANGUAGE: Partial<Record<InputKind, string>> = {
  c: 'c',
  preprocessed: 'cpp-output',
  ir: 'ir',
  bitcode: 'ir',
  'assembly-with-cpp': 'assembler-with-cpp',
};

/** A run of clang that has succeeded. */
export interface ClangOutput extends ClangResult {
  /** What a compiled source declares by pragmas; it belongs into its MVASM. */
  pragmas?: SourcePragmas;
}

export class Compiler {
  #frontEnd: FrontEnd | undefined;

  constructor(
    readonly settings: CompileSettings,
    readonly cwd: string,
    readonly reporter: Reporter,
    /** Called when clang is needed for the first time. */
    private readonly selectFrontEnd: () => FrontEnd,
  ) {}

  get frontEnd(): FrontEnd {
    this.#frontEnd ??= this.selectFrontEnd();
    return this.#frontEnd;
  }

  /** What debug data and `__FILE__` show in place of a folder. */
  get prefixMap(): { from: string; to: string }[] {
    const { sdkFolder } = this.settings;
    return [...(sdkFolder === undefined ? [] : [{ from: sdkFolder, to: 'hsx-sdk/' }]), { from: this.cwd, to: '' }];
  }

  /** The arguments for one run of clang that ends at `stage`, the output going to `output`. */
  clangArgs(source: Source, stage: readonly string[], output = '-', userArgs = this.settings.clangArgs): string[] {
    const { level, optimisation, debug, sdkIncludes } = this.settings;
    const { frontEnd, prefixMap } = this;
    const isIr = source.kind === 'ir' || source.kind === 'bitcode';
    return [
      ...frontEnd.baseArgs,
      ...targetFlags({ clang: frontEnd.major, level, sdkIncludes, prefixMap }),
      optimisation,
      ...(debug && !isIr ? ['-g'] : []),
      // IR takes none of the user's options.
      ...(isIr ? ['-Wno-override-module'] : [...trapArgs(userArgs, frontEnd.major), ...userArgs]),
      // Most of these are for the preprocessor, which is not always asked.
      ...(isIr || source.kind === 'preprocessed' ? ['-Wno-unused-command-line-argument'] : []),
      ...stage,
      '-o',
      output,
      '-x',
      CLANG_LANGUAGE[source.kind] ?? 'c',
      source.path,
    ];
  }

  /** Runs clang; its messages are reported as they are, and those about our pragmas. Throws BuildFailed when it fails. */
  async runClang(plainArgs: string[], source: Source): Promise<ClangOutput> {
    const { cwd, frontEnd, settings } = this;
    // In front, so that the user's own option wins.
    const args = this.reporter.colours ? ['-fcolor-diagnostics', ...plainArgs] : plainArgs;
    const stdin = source.path === '-' ? { stdin: source.bytes } : {};
    const first = await frontEnd.run({ args, cwd, ...stdin });
    const reader = new PragmaReader({
      run: (more) => frontEnd.run({ args: more, cwd, ...stdin }),
      preprocessorArgs: (userArgs, stage) => this.clangArgs(source, stage, '-', userArgs),
      userArgs: settings.clangArgs,
      cwd,
    });
    const { result, pragmas, diagnostics } = await reader.read(args, source, first);
    if (result.stderr !== '') this.reporter.text(result.stderr);
    const wrong = reportAll(diagnostics, this.reporter);
    if (result.status !== 0 || wrong) throw new BuildFailed();
    return pragmas === undefined ? result : { ...result, pragmas };
  }

  /** LLVM IR text. `extra` are further options for clang, such as those for dependencies. */
  async toIr(
    source: Source,
    extra: readonly string[] = [],
  ): Promise<{ ir: string } & Pick<ClangOutput, 'files' | 'pragmas'>> {
    if (source.kind === 'ir') return { ir: text(source), files: new Map() };
    const result = await this.runClang(this.clangArgs(source, ['-S', '-emit-llvm', ...extra]), source);
    return { ...result, ir: Buffer.from(result.stdout).toString('utf8') };
  }

  /** MVASM text from IR, with what pragmas declare at its end. */
  toAssembly(ir: string, source: Source, pragmas?: SourcePragmas): string {
    const options = { level: this.settings.level, reporter: this.reporter, fromSource: source.kind !== 'ir' };
    const assembly = irToAssembly(ir, source.path, options);
    if (pragmas === undefined) return assembly;
    const { mvasm, diagnostics } = pragmas.appendTo(assembly);
    if (reportAll(diagnostics, this.reporter)) throw new BuildFailed();
    return mvasm;
  }

  /** An object from MVASM: the source itself, or what it was compiled to. */
  toObject(assembly: string, source: Source): ObjectFile {
    const options = { level: this.settings.level, reporter: this.reporter };
    const includeDirs = this.settings.includeDirs.map((folder) => resolve(this.cwd, folder));
    if (source.kind === 'assembly' || source.kind === 'assembly-with-cpp')
      return assembleText(assembly, source.path, options, includeDirs);
    const toSource = (diagnostic: Diagnostic) => sourceDiagnostic(diagnostic, assembly, source.path);
    return withoutAssemblyLines(assembleText(assembly, source.path, options, includeDirs, toSource));
  }

  /** The whole way for a source of any kind that can be compiled. */
  async compile(source: Source): Promise<ObjectFile> {
    if (source.kind === 'assembly') return this.toObject(text(source), source);
    if (source.kind === 'assembly-with-cpp') {
      const { stdout } = await this.runClang(this.clangArgs(source, ['-E']), source);
      return this.toObject(Buffer.from(stdout).toString('utf8'), source);
    }
    const { ir, pragmas } = await this.toIr(source);
    return this.toObject(this.toAssembly(ir, source, pragmas), source);
  }
}

/** The first clang that can keep checks apart. */
const CLANG_WITHOUT_MERGE = 20;

/** Checks trap, for there is nothing that could print; and each has its own trap, whose place and debug data say which it was. */
function trapArgs(userArgs: readonly string[], clang: number): string[] {
  if (!userArgs.some((arg) => arg.startsWith('-fsanitize='))) return [];
  return ['-fsanitize-trap=all', ...(clang >= CLANG_WITHOUT_MERGE ? ['-fno-sanitize-merge'] : [])];
}

/** The contents as text. */
export function text(source: Source): string {
  return Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length).toString('utf8');
}
