/** The floating-point runtime and the driver on the machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { selectClang } from '@hsx/cc';
import type { ObjectFile } from '@hsx/image';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';
import { SDK_CLANG_ARGS, SDK_OPTIMISATION } from '../../packages/cc/src/sdk-library.js';
import { assembleText, compileIr, Guest } from '../../packages/llc/src/testing/guest.js';

export type Level = 'core' | 'ext';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const RUNTIME = path('../../sdk/rt/float/');

/** Operands that one call of the driver takes. */
export const BATCH = 2048;
/** Bytes of an operand. */
const OPERAND = 8;

/**
 * Compiles several sources as one translation unit: starting the compiler for each of the routines takes most of a
 * minute. The routines' own calls stay calls, as in the library.
 */
async function compile(name: string, sources: readonly string[], level: Level): Promise<ObjectFile> {
  const clang = selectClang(undefined, process.env);
  const target = targetFlags({ clang: clang.major, level, sdkIncludes: [], prefixMap: [] });
  const { status, stdout, stderr } = await clang.run({
    args: [
      ...clang.baseArgs,
      ...target,
      SDK_OPTIMISATION,
      ...SDK_CLANG_ARGS,
      ...['-Wall', '-Wextra', '-Werror', '-S', '-emit-llvm', '-x', 'c', '-o', '-', '-'],
    ],
    cwd: tmpdir(),
    stdin: Buffer.from(sources.map((source) => `#include "${source}"\n`).join('')),
  });
  if (status !== 0) throw new Error(stderr);
  return compileIr(Buffer.from(stdout).toString('utf8'), level, name);
}

/** Objects of the floating-point runtime at a level. */
export async function runtime(level: Level): Promise<ObjectFile[]> {
  const names = readdirSync(RUNTIME).sort();
  const sources = names.filter((name) => name.endsWith('.c')).map((name) => join(RUNTIME, name));
  return [
    await compile('float.c', sources, level),
    ...names
      .filter((name) => name.endsWith('.mvasm'))
      .map((name) => assembleText(readFileSync(join(RUNTIME, name), 'utf8'), name, level)),
  ];
}

/** The driver's operations, run for whole arrays of operands. */
export class Machine {
  /** Instructions retired by the last run. */
  retired = 0;
  private readonly guest: Guest;
  private readonly addresses: readonly number[];

  private constructor(objects: readonly ObjectFile[]) {
    this.guest = new Guest(objects, { maxSteps: 100_000_000 });
    this.addresses = [0, 1, 2, 3].map((which) => this.guest.call('operands', [which]).r0);
  }

  static async build(level: Level): Promise<Machine> {
    return new Machine([await compile('driver.c', [path('driver.c')], level), ...(await runtime(level))]);
  }

  /**
   * Applies an operation to the first `count` operands, at most BATCH. Each operand is eight bytes, of which an operation
   * uses as many as its type has, from the lowest; the result likewise, and what is above them is left over from before.
   */
  run(operation: string, operands: readonly BigUint64Array[], count: number): BigUint64Array {
    operands.forEach((values, i) => {
      this.guest.write(this.addresses[i] as number, new Uint8Array(values.buffer, values.byteOffset, count * OPERAND));
    });
    this.guest.call(operation, [count]);
    this.retired = this.guest.retired;
    return this.array(3, count);
  }

  /** One of the driver's arrays: 0 to 2 the operands, 3 the result. */
  array(which: number, count: number): BigUint64Array {
    const bytes = this.guest.read(this.addresses[which] as number, count * OPERAND);
    return new BigUint64Array(bytes.slice().buffer);
  }
}
