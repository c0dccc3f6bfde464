/** A build as the driver and `hsx run` share it: inputs of any kind, as objects, as one linked image. */
import { resolve } from 'node:path';
import { type Archive, type Diagnostic, type ObjectFile, readArchive, readHxo } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { LINKER_SYMBOLS, type LinkInput, type LinkResult } from '@hsx/link';
import type { FrontEnd } from './clang/front-end.js';
import { selectClang } from './clang-selection.js';
import { Compiler, type Source } from './compiler.js';
import { endingOf, FOREIGN_ENDINGS, type InputKind, kindByContents, kindByName } from './input-kind.js';
import { cacheFolder } from './object-cache.js';
import type { DriverOptions } from './options.js';
import { readInput } from './output-file.js';
import { type LinkItem, linkProgram, resolveLibraries } from './program-linker.js';
import { BuildFailed, fileDiagnostic, type Reporter } from './reporter.js';
import { sdkLibrary } from './sdk-library.js';
import { findSdk, type SdkManifest } from './sdk-manifest.js';

/** What a build needs of its surroundings. */
export interface BuildHost {
  cwd: string;
  env: NodeJS.ProcessEnv;
  reporter: Reporter;
}

/** Where a program starts when nothing else is said (toolchain.md, Commands). */
const DEFAULT_ENTRY = '_start';

export class Build {
  readonly compiler: Compiler;
  #sdk: SdkManifest | undefined;
  #frontEnd: FrontEnd | undefined;

  constructor(
    readonly options: DriverOptions,
    readonly host: BuildHost,
  ) {
    const sdk = options.standardIncludes ? this.#findSdkIfAny() : undefined;
    this.compiler = new Compiler(
      {
        level: options.level,
        optimisation: options.optimisation,
        debug: options.debug,
        clangArgs: options.clangArgs,
        sdkIncludes: sdk?.includes ?? [],
        sdkFolder: sdk?.folder,
        includeDirs: includeDirs(options.clangArgs),
      },
      host.cwd,
      host.reporter,
      () => this.frontEnd,
    );
  }

  /** Headers alone are no reason to fail: a program may need none, and clang says which one it misses. */
  #findSdkIfAny(): SdkManifest | undefined {
    if (this.options.sdk !== undefined) return this.sdk;
    try {
      return this.sdk;
    } catch {
      return undefined;
    }
  }

  get sdk(): SdkManifest {
    this.#sdk ??= findSdk(this.options.sdk, this.host.env);
    return this.#sdk;
  }

  get frontEnd(): FrontEnd {
    this.#frontEnd ??= selectClang(this.options.clang, this.host.env);
    return this.#frontEnd;
  }

  /** Reads an input and finds out what it is. Reports and returns `undefined` when it cannot be used. */
  load(path: string, language: InputKind | undefined, given?: Uint8Array): Source | undefined {
    let bytes: Uint8Array;
    try {
      bytes = given ?? readInput(path === '-' ? path : resolve(this.host.cwd, path), path);
    } catch (error) {
      return this.#fail(asDiagnostic(error, path));
    }
    const kind = language ?? kindByName(path) ?? kindByContents(bytes);
    if (kind !== undefined) return { path, kind, bytes };
    const ending = endingOf(path);
    const foreign = Object.hasOwn(FOREIGN_ENDINGS, ending) ? FOREIGN_ENDINGS[ending] : undefined;
    return this.#fail(
      fileDiagnostic(
        path,
        foreign === undefined
          ? 'the file is of no kind that is known here'
          : `a ${foreign} file cannot be compiled for HSX`,
        'C is .c, LLVM IR .ll or .bc, assembly .mvasm, objects .hxo, archives .hxa; -x names a language',
      ),
    );
  }

  #fail(diagnostic: Diagnostic): undefined {
    this.host.reporter.diagnostic(diagnostic);
    return undefined;
  }

  /** Every input as something to link, in order. All inputs are tried, then BuildFailed is thrown if one failed. */
  async linkItems(compile = (source: Source) => this.compiler.compile(source)): Promise<LinkItem[]> {
    const items: LinkItem[] = [];
    let failed = false;
    for (const input of this.options.inputs) {
      if (input.kind === 'library') {
        items.push(input);
        continue;
      }
      const source = this.load(input.path, input.language, input.bytes);
      const item = source && (await this.attempt(() => this.#linkItem(source, compile), source.path));
      if (item === undefined) failed = true;
      else items.push(item);
    }
    if (failed) throw new BuildFailed();
    return items;
  }

  /** Runs a step for one input; `undefined` when it failed, which then has been reported. */
  async attempt<T>(step: () => Promise<T>, path: string): Promise<T | undefined> {
    try {
      return await step();
    } catch (error) {
      if (error instanceof BuildFailed) return undefined;
      if (!(error instanceof HsxError)) throw error;
      return this.#fail(asDiagnostic(error, path));
    }
  }

  async #linkItem(source: Source, compile: (source: Source) => Promise<ObjectFile>): Promise<LinkItem> {
    const { path, kind, bytes } = source;
    if (kind === 'object') return { kind, name: path, object: readHxo(bytes, path) };
    if (kind === 'archive') return { kind, name: path, archive: readArchive(bytes, path) };
    if (kind === 'image') {
      if (kindByContents(bytes) !== 'image') {
        const what = bytes.length === 0 ? 'the file is empty' : 'this is no image, whatever its name says';
        throw new HsxError('EINVAL', `${path}: ${what}`);
      }
      throw new HsxError(
        'EINVAL',
        `${path}: this is a linked image already`,
        'run it with `hsx run`, or link its objects again',
      );
    }
    return { kind: 'object', name: path, object: await compile(source) };
  }

  /** Links to an image called `output`. */
  async link(items: readonly LinkItem[], output: string): Promise<LinkResult & { image: Uint8Array }> {
    const { options, host } = this;
    const inputs = resolveLibraries(items, options.libraryDirs, host.cwd, host.reporter);
    const library = await this.#library(inputs);
    if (library !== undefined) inputs.push({ kind: 'archive', name: 'HSX library', archive: library, system: true });
    return linkProgram({
      inputs,
      settings: options.linker,
      level: options.level,
      cwd: host.cwd,
      output,
      reporter: host.reporter,
    });
  }

  async #library(inputs: readonly LinkInput[]): Promise<Archive | undefined> {
    const { options, host } = this;
    if (!options.standardLibraries && !options.startFiles) return undefined;
    const missing = missingSymbols(inputs, options.linker.entry);
    if (missing.size === 0) return undefined;
    const { sdk, frontEnd } = this;
    const library = await sdkLibrary({
      sdk,
      level: options.level,
      reporter: host.reporter,
      cacheFolder: cacheFolder(host.env),
      frontEnd,
    });
    return await library.select(missing, (group) => (group === 'crt' ? options.startFiles : options.standardLibraries));
  }
}

/**
 * The symbols that the library has to bring: what is needed and not there, and the entry unless the program declares its own.
 * A program that needs nothing of it does not make anybody build it.
 */
function missingSymbols(inputs: readonly LinkInput[], entry: string | undefined): Set<string> {
  const objects = inputs.flatMap((input) =>
    input.kind === 'object' ? [input.object] : input.archive.members.map(({ object }) => object),
  );
  const ownEntry = inputs.some((input) => input.kind === 'object' && input.object.entry !== undefined);
  const missing = new Set(entry === undefined && ownEntry ? [] : [entry ?? DEFAULT_ENTRY]);
  for (const { symbols } of objects) {
    for (const { section, name } of symbols) if (section === 'undef') missing.add(name);
  }
  // The user's archives come before the library: what they define is taken from them when it is needed.
  for (const { symbols } of objects) {
    for (const { section, name, bind } of symbols) {
      if (section !== 'undef' && bind === 'global') missing.delete(name);
    }
  }
  for (const name of LINKER_SYMBOLS) missing.delete(name);
  return missing;
}

function asDiagnostic(error: unknown, path: string): Diagnostic {
  if (!(error instanceof HsxError)) throw error;
  // Most messages begin with the file's name already.
  const message = error.message.startsWith(`${path}: `) ? error.message.slice(path.length + 2) : error.message;
  return fileDiagnostic(path, message, error.hint);
}

/** The folders of `-I`, which `.include` of MVASM sources searches too. */
function includeDirs(clangArgs: readonly string[]): string[] {
  return clangArgs.filter((arg) => arg.startsWith('-I')).map((arg) => arg.slice(2));
}
