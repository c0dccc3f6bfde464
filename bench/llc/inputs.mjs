/** What is compiled: LLVM IR that the bundled clang makes of the kernels and of generated programs. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { targetFlags } from '../../packages/cc/dist/clang/target-flags.js';
import { selectClang } from '../../packages/cc/dist/index.js';
import { bigSwitch, oneFunction, program, smallFunctions } from './program.mjs';

const KERNELS = fileURLToPath(new URL('../codegen/kernels/', import.meta.url));
const LANGUAGE = ['-std=c11', '-ffreestanding', '-fno-builtin', '-w'];

/** IR of C sources, by running clang once for each. */
export class FrontEnd {
  #clang = selectClang(undefined, process.env);
  #folder = mkdtempSync(join(tmpdir(), 'hsx-bench-'));

  /** IR of the file at `path`. */
  async file(path, flags) {
    const target = targetFlags({ clang: this.#clang.major, level: 'ext', sdkIncludes: [], prefixMap: [] });
    const args = [...this.#clang.baseArgs, ...target, ...LANGUAGE, ...flags, '-S', '-emit-llvm', '-o', '-', path];
    const { status, stdout, stderr } = await this.#clang.run({ args, cwd: this.#folder });
    if (status !== 0) throw new Error(stderr);
    return Buffer.from(stdout).toString('utf8');
  }

  /** IR of a source text. */
  source(text, flags) {
    writeFileSync(join(this.#folder, 'input.c'), text);
    return this.file('input.c', flags);
  }

  close() {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Inputs of typical size: name, and the modules that are compiled one after the other. */
export async function inputs(clang) {
  const kernels = readdirSync(KERNELS).filter((name) => name.endsWith('.c'));
  const all = [];
  for (const level of ['-O0', '-O2', '-Os']) {
    const modules = [];
    for (const name of kernels) modules.push(await clang.file(KERNELS + name, [level]));
    all.push({ name: `kernels ${level}`, modules });
  }
  const large = program(2500);
  for (const flags of [['-O0'], ['-O2'], ['-Os'], ['-O2', '-g']])
    all.push({ name: `program ${flags.join(' ')}`, modules: [await clang.source(large, flags)] });
  return all;
}

/** Shapes in three sizes, each twice the one before: how time and memory grow. */
export async function growing(clang) {
  const shapes = [
    { name: 'program -O2', text: (n) => program(1500 * n), flags: ['-O2'] },
    { name: 'small functions -O2', text: (n) => smallFunctions(100 * n), flags: ['-O2'] },
    { name: 'one function -O2', text: (n) => oneFunction(800 * n), flags: ['-O2'] },
    { name: 'one function -O0', text: (n) => oneFunction(500 * n), flags: ['-O0'] },
    { name: 'a switch -O2', text: (n) => bigSwitch(500 * n), flags: ['-O2'] },
  ];
  const all = [];
  for (const { name, text, flags } of shapes) {
    const sizes = [];
    for (const n of [1, 2, 4]) sizes.push(await clang.source(text(n), flags));
    all.push({ name, sizes });
  }
  return all;
}
