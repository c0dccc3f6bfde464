/** The floating-point runtime and the driver on the machine. */
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { CollectingReporter, cacheFolder, type FrontEnd, findSdk, sdkLibrary, selectClang } from '@hsx/cc';
import type { Archive, ObjectFile } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';

const DRIVER = fileURLToPath(new URL('driver.c', import.meta.url));
/** A batch of the slowest operation: remainders of numbers that are far apart. */
const MAX_STEPS = 100_000_000;

/** Operands that one call of the driver takes. */
export const BATCH = 2048;
/** Bytes of an operand. */
const OPERAND = 8;

/** The driver, compiled as a program is. */
async function driver(level: Level, clang: FrontEnd, source: string): Promise<ObjectFile> {
  const sdkIncludes = findSdk(undefined, process.env).includes;
  const target = targetFlags({ clang: clang.major, level, sdkIncludes, prefixMap: [] });
  const flags = ['-O1', '-fno-builtin', '-Wall', '-Wextra', '-Werror', '-S', '-emit-llvm', '-o', '-', source];
  const { status, stdout, stderr } = await clang.run({ args: [...clang.baseArgs, ...target, ...flags], cwd: tmpdir() });
  if (status !== 0) throw new Error(stderr);
  return compileIr(Buffer.from(stdout).toString('utf8'), level, 'driver.c');
}

/** The members of the SDK's library that the driver needs, as `hsx cc` links them. */
async function library(level: Level, program: ObjectFile, clang: FrontEnd): Promise<Archive> {
  const { env } = process;
  const sdk = findSdk(undefined, env);
  const reporter = new CollectingReporter();
  const built = await sdkLibrary({ sdk, level, reporter, cacheFolder: cacheFolder(env), frontEnd: clang });
  const wanted = program.symbols.filter(({ section }) => section === 'undef').map(({ name }) => name);
  return built.select(wanted, () => true);
}

/** The driver's operations, run for whole arrays of operands. */
export class Machine {
  /** Instructions retired by the last run. */
  retired = 0;
  private readonly guest: Guest;
  private readonly addresses: readonly number[];

  private constructor(
    program: ObjectFile,
    /** The routines. */
    readonly archive: Archive,
  ) {
    this.guest = new Guest([program], { libraries: [archive], maxSteps: MAX_STEPS });
    this.addresses = [0, 1, 2, 3].map((which) => this.guest.call('operands', [which]).r0);
  }

  /** The driver is a C source that includes arrays.h. */
  static async build(level: Level, source = DRIVER): Promise<Machine> {
    const clang = selectClang(undefined, process.env);
    const program = await driver(level, clang, source);
    return new Machine(program, await library(level, program, clang));
  }

  /**
   * Applies an operation to the first `count` operands, at most BATCH. Each operand is eight bytes, of which an operation
   * uses as many as its type has, from the lowest; the result likewise, and what is above them is left over from before.
   */
  run(operation: string, operands: readonly BigUint64Array[], count: number): ArrayBuffer {
    operands.forEach((values, i) => {
      this.guest.write(this.addresses[i] as number, new Uint8Array(values.buffer, values.byteOffset, count * OPERAND));
    });
    this.guest.call(operation, [count]);
    this.retired = this.guest.retired;
    return this.array(3, count);
  }

  /** One of the driver's arrays: 0 to 2 the operands, 3 the result. */
  array(which: number, count: number): ArrayBuffer {
    const bytes = this.guest.read(this.addresses[which] as number, count * OPERAND);
    return bytes.slice().buffer as ArrayBuffer;
  }
}
