/**
 * The clang that comes with HSX: the WebAssembly module of the npm package `@yowasp/clang`, run in this process.
 *
 * The package's own entry point is not used: it reads a 30 MB resource archive and copies a whole file tree for every
 * run, and sees no files of the host. The module inside it is an ordinary WASI command, so `WasiHost` runs it directly.
 * Costs, figures and the reasons for the engine flags are in docs/cc.md.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { HsxError } from '@hsx/isa';
import { builtinHeaders, RESOURCE_DIR } from './builtin-headers.js';
import { FileView, type MemoryFiles } from './file-view.js';
import type { ClangRequest, ClangResult, FrontEnd } from './front-end.js';
import { WasiHost } from './wasi-host.js';
import { Module, RuntimeError, type WasmModule } from './webassembly.js';

const PACKAGE = '@yowasp/clang';
/** The package's version is `MAJOR.MINOR.PATCH-…` of the LLVM inside. */
const CORE_MODULE = 'llvm.core.wasm';
const RESOURCES = 'llvm-resources.tar';

/** Engine flags while clang's module is compiled and run, and how to take them back. */
const ENGINE_FLAGS = [
  // Validating 75 MB of functions of which a run uses a tenth costs 0.5 s.
  { on: ['--wasm-lazy-validation'], off: ['--no-wasm-lazy-validation'] },
  // Optimising the compiler never pays off within one run, not even for thousands of lines. The engine switches tiering
  // off together with this flag, and does not switch it on again by itself; other modules of the process need it.
  { on: ['--liftoff-only'], off: ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering'] },
];

/** Deeply nested sources need more stack than the main thread has. */
const DEEP_STACK_MB = 256;

function locate(): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  try {
    // The package exports its entry point only; the module and the archive lie beside it.
    const folder = dirname(require.resolve(PACKAGE));
    const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch {
    throw new HsxError(
      'ENOENT',
      `the bundled C compiler (npm package ${PACKAGE}) is not installed`,
      'run `npm ci`, or name a native clang with HSX_CLANG=/path/to/clang',
    );
  }
}

/** What the worker thread is given. */
export interface ClangJob {
  module: WasmModule;
  resources: string;
  args: string[];
  stdin: Uint8Array;
  env: Record<string, string>;
}

/** Runs clang once, on the calling thread. Throws RangeError when the stack does not suffice. */
export function runClangJob(job: ClangJob, headers: MemoryFiles = builtinHeaders(job.resources)): ClangResult {
  const files = new FileView([headers]);
  const host = new WasiHost({ args: ['clang', ...job.args], env: job.env, files, stdin: job.stdin });
  const status = withEngineFlags(() => host.run(job.module));
  return {
    status,
    stdout: Buffer.concat(host.stdout),
    stderr: Buffer.concat(host.stderr).toString('utf8'),
    files: files.written,
    read: [...files.read],
  };
}

function withEngineFlags<T>(action: () => T): T {
  for (const flag of ENGINE_FLAGS.flatMap(({ on }) => on)) setFlagsFromString(flag);
  try {
    return action();
  } finally {
    for (const flag of ENGINE_FLAGS.flatMap(({ off }) => off)) setFlagsFromString(flag);
  }
}

class BundledClang implements FrontEnd {
  readonly name = 'bundled';
  readonly major: number;
  readonly identity: string;
  readonly baseArgs: readonly string[] = ['-resource-dir', RESOURCE_DIR];
  readonly #folder: string;
  readonly #headers: MemoryFiles;
  #module: WasmModule | undefined;

  constructor() {
    const { folder, version } = locate();
    this.#folder = folder;
    this.major = Number.parseInt(version, 10);
    this.identity = `${PACKAGE} ${version}`;
    this.#headers = builtinHeaders(join(folder, RESOURCES));
  }

  async run(request: ClangRequest): Promise<ClangResult> {
    const job = this.#job(request);
    try {
      return runClangJob(job, this.#headers);
    } catch (error) {
      if (error instanceof RangeError) return await runInDeepThread(job);
      if (error instanceof RuntimeError) {
        throw new HsxError('EIO', `clang itself failed on ${describeInputs(request)}: ${error.message}`);
      }
      throw error;
    }
  }

  #job(request: ClangRequest): ClangJob {
    this.#module ??= withEngineFlags(() => new Module(readFileSync(join(this.#folder, CORE_MODULE))));
    const epoch = process.env.SOURCE_DATE_EPOCH;
    return {
      module: this.#module,
      resources: join(this.#folder, RESOURCES),
      // WASI has no current folder, so clang is told which one to start from; the compiler proper has been told by the driver.
      args: request.args[0] === '-cc1' ? request.args : [`-working-directory=${request.cwd}`, ...request.args],
      stdin: request.stdin ?? new Uint8Array(),
      env: { PWD: request.cwd, ...(epoch === undefined ? {} : { SOURCE_DATE_EPOCH: epoch }) },
    };
  }
}

function describeInputs({ args }: ClangRequest): string {
  return args.filter((arg) => /\.(c|i|h|ll|bc)$/.test(arg)).join(', ') || 'its input';
}

async function runInDeepThread(job: ClangJob): Promise<ClangResult> {
  const worker = new Worker(new URL('./clang-thread.js', import.meta.url), {
    workerData: job,
    resourceLimits: { stackSizeMb: DEEP_STACK_MB },
  });
  return await new Promise<ClangResult>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', () =>
      reject(new HsxError('ENOMEM', 'clang ran out of stack: the source is nested too deeply')),
    );
  });
}

let bundled: BundledClang | undefined;

/** The bundled clang; one per process, because its compiled module is large. */
export function bundledClang(): FrontEnd {
  bundled ??= new BundledClang();
  return bundled;
}
