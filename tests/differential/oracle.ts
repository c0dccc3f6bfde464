/**
 * The second opinion on compiled C: the same source through the same clang to wasm32, another machine with the same data
 * layout (ILP32, little-endian), run by Node itself. Clang and its linker are one WebAssembly program.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtinHeaders, RESOURCE_DIR } from '../../packages/cc/src/clang/builtin-headers.js';
import { FileView } from '../../packages/cc/src/clang/file-view.js';
import { WasiHost } from '../../packages/cc/src/clang/wasi-host.js';
import { Module, type WasmModule } from '../../packages/cc/src/clang/webassembly.js';

// Names only: both stay in memory.
const OBJECT = join(tmpdir(), 'hsx-oracle.o');
/** What the oracle's programs call that a library would have. */
const SUPPORT = fileURLToPath(new URL('../fuzz/runtime/oracle-support.c', import.meta.url));
const LINKED = join(tmpdir(), 'hsx-oracle.wasm');

let tool: { module: WasmModule; headers: ReturnType<typeof builtinHeaders> } | undefined;

function run(args: string[], inputs: ReadonlyMap<string, Uint8Array>, output: string): Uint8Array {
  if (tool === undefined) {
    const folder = dirname(createRequire(join(process.cwd(), 'packages/cc/package.json')).resolve('@yowasp/clang'));
    tool = {
      module: new Module(readFileSync(join(folder, 'llvm.core.wasm'))),
      headers: builtinHeaders(join(folder, 'llvm-resources.tar')),
    };
  }
  const files = new FileView([tool.headers]);
  for (const [path, bytes] of inputs) files.written.set(path, bytes);
  const host = new WasiHost({ args, env: {}, files, stdin: new Uint8Array() });
  const status = host.run(tool.module);
  const made = files.written.get(output);
  if (status !== 0 || made === undefined)
    throw new Error(`${args[0]} failed: ${Buffer.concat(host.stderr).toString()}`);
  return made;
}

/** A wasm32 module made of C files. Later flags win over the usual ones. */
export function wasmModule(
  paths: readonly string[],
  functions: readonly string[],
  extra: readonly string[] = [],
): Uint8Array {
  const flags = [
    '-resource-dir',
    RESOURCE_DIR,
    '--target=wasm32',
    '-O1',
    '-ffp-contract=off',
    '-nostdlibinc',
    '-funsigned-char',
    '-fno-builtin',
    '-mbulk-memory',
    ...extra,
  ];
  const objects = new Map<string, Uint8Array>();
  for (const [i, path] of paths.entries()) {
    const object = OBJECT.replace('.o', `${i}.o`);
    objects.set(object, run(['clang', ...flags, '-c', '-o', object, path], new Map(), object));
  }
  const exported = functions.map((name) => `--export=${name}`);
  return run(['wasm-ld', '--no-entry', ...exported, '-o', LINKED, ...objects.keys()], objects, LINKED);
}

/** The exported functions of a C file compiled to wasm32. */
export async function oracle(
  path: string,
  functions: readonly string[],
  extra: readonly string[] = [],
): Promise<Record<string, (...args: number[]) => number>> {
  const linked = wasmModule([path, SUPPORT], functions, extra);
  const wasm = (
    globalThis as unknown as {
      WebAssembly: { instantiate(bytes: Uint8Array): Promise<{ instance: { exports: unknown } }> };
    }
  ).WebAssembly;
  const { instance } = await wasm.instantiate(linked);
  return instance.exports as Record<string, (...args: number[]) => number>;
}
