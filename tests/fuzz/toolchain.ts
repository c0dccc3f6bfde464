/** The two compilers of the comparison: C to IR for the machine, and C to a wasm32 module. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FrontEnd, selectClang } from '@hsx/cc';
import type { Archive, ObjectFile } from '@hsx/image';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';
import { wasmModule } from '../differential/oracle.js';
import { type Level, RuntimeLibrary } from './runtime-library.js';

/** Clang said no: the program is not valid C, or clang has a limit here. */
export class ClangError extends Error {}

type Language = 'c' | 'ir';
const SUFFIXES: Readonly<Record<Language, string>> = { c: 'c', ir: 'll' };

const WASM_FLAGS = ['-ffp-contract=off', '-funsigned-char', '-fno-builtin', '-w'];
const here = fileURLToPath(new URL('.', import.meta.url));

/** A native clang with its linker: the one that HSX_CLANG names, else Debian's. */
function nativeTools(env: NodeJS.ProcessEnv): { clang: string; linker: string } | undefined {
  const named = env.HSX_CLANG;
  const clang = named === undefined || named === '' ? '/usr/bin/clang-19' : named;
  const linker = clang.replace(/clang(?=[^/]*$)/, 'wasm-ld');
  return existsSync(clang) && existsSync(linker) && linker !== clang ? { clang, linker } : undefined;
}

export class Toolchain {
  readonly frontEnd: FrontEnd;
  private readonly native: { clang: string; linker: string } | undefined;
  private readonly folder: string;
  private readonly libraries = new Map<Level, RuntimeLibrary>();
  private support: string | undefined;

  /** `bundled` uses the clang of the package even where a native one is present. */
  constructor(options: { bundled?: boolean } = {}) {
    this.native = options.bundled === true ? undefined : nativeTools(process.env);
    this.frontEnd =
      this.native === undefined ? selectClang(undefined, process.env) : selectClang(this.native.clang, process.env);
    this.folder = mkdtempSync(join(tmpdir(), 'hsx-fuzz-'));
  }

  get name(): string {
    return this.frontEnd.name;
  }

  /** Removes the temporary files. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Compiles a C text to IR, or optimises IR. Throws ClangError. */
  async ir(source: string, flags: readonly string[], language: Language = 'c'): Promise<string> {
    const path = join(this.folder, `program.${SUFFIXES[language]}`);
    writeFileSync(path, source);
    return await this.irOf(path, 'ext', flags);
  }

  private async irOf(path: string, level: Level, flags: readonly string[]): Promise<string> {
    const target = targetFlags({ clang: this.frontEnd.major, level, sdkIncludes: [], prefixMap: [] });
    const args = [...this.frontEnd.baseArgs, ...target, '-w', ...flags, '-S', '-emit-llvm', '-o', '-', path];
    const { status, stdout, stderr } = await this.frontEnd.run({ args, cwd: this.folder });
    if (status !== 0) throw new ClangError(stderr);
    return Buffer.from(stdout).toString('utf8');
  }

  /** Compiles texts to one wasm32 module that exports `entries`. Throws ClangError. */
  wasm(
    sources: readonly string[],
    entries: readonly string[],
    flags: readonly string[],
    language: Language = 'c',
  ): Uint8Array {
    const paths = sources.map((source, i) => {
      const path = join(this.folder, `oracle${i}.${SUFFIXES[language]}`);
      writeFileSync(path, source);
      return path;
    });
    if (this.native === undefined) return this.bundledWasm(paths, entries, flags);
    this.support ??= this.object(`${here}runtime/oracle-support.c`, join(this.folder, 'support.o'), ['-O1']);
    const objects = paths.map((path) => this.object(path, `${path}.o`, flags));
    const output = join(this.folder, 'oracle.wasm');
    this.execute(this.native.linker, [
      '--no-entry',
      ...entries.map((name) => `--export=${name}`),
      ...['-z', 'stack-size=1048576', '-o', output],
      ...objects,
      this.support,
    ]);
    return readFileSync(output);
  }

  private bundledWasm(paths: readonly string[], entries: readonly string[], flags: readonly string[]): Uint8Array {
    try {
      return wasmModule([...paths, `${here}runtime/oracle-support.c`], entries, [
        ...WASM_FLAGS,
        '-mbulk-memory',
        ...flags,
      ]);
    } catch (error) {
      throw new ClangError((error as Error).message);
    }
  }

  private object(path: string, output: string, flags: readonly string[]): string {
    const clang = this.native?.clang ?? '';
    this.execute(clang, ['--target=wasm32', '-mbulk-memory', ...WASM_FLAGS, ...flags, '-c', '-o', output, path]);
    return output;
  }

  private execute(program: string, args: readonly string[]): void {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: this.folder });
    if (status !== 0) throw new ClangError(`${program}: ${stderr}`);
  }

  /** What the objects need of the SDK. */
  async library(objects: readonly ObjectFile[], level: Level): Promise<Archive> {
    let library = this.libraries.get(level);
    if (library === undefined) {
      library = new RuntimeLibrary(level, (...request) => this.irOf(...request));
      this.libraries.set(level, library);
    }
    return await library.select(objects);
  }
}
