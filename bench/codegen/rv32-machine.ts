/** A kernel on RV32IM, compiled and linked (with relaxation) by a native clang and lld, where they are installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readElf } from './elf.js';
import {
  type Arithmetic,
  DRIVER,
  type Kernel,
  kernelPath,
  LANGUAGE_FLAGS,
  type Measurement,
  SUPPORT_PATH,
} from './kernels.js';
import { Rv32 } from './rv32.js';

/** Extensions by arithmetic: floating-point numbers in integer registers, as on HSX. */
export const ARCHITECTURE: Readonly<Record<Arithmetic, string>> = {
  integer: 'rv32im',
  float: 'rv32im_zfinx',
  half: 'rv32im_zhinx',
};

const MEMORY = 1 << 20;
const CODE_BASE = 0x10000;
const LIMIT = 50_000_000;

export interface NativeTools {
  clang: string;
  lld: string;
  version: string;
}

function version(command: string): string | undefined {
  try {
    return execFileSync(command, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/** The first native clang with its lld that makes RISC-V code, else undefined. */
export function findNativeTools(): NativeTools | undefined {
  for (const suffix of ['', '-22', '-21', '-20', '-19', '-18', '-17', '-16']) {
    const [clang, lld] = [`clang${suffix}`, `ld.lld${suffix}`];
    const text = version(clang);
    if (text === undefined || version(lld) === undefined) continue;
    const targets = execFileSync(clang, ['--print-targets'], { encoding: 'utf8' });
    if (targets.includes('riscv32')) return { clang, lld, version: /version (\S+)/.exec(text)?.[1] ?? '?' };
  }
  return undefined;
}

/** Measures a kernel, compiled with `-Os` or `-O2`. */
export function measureRv32(tools: NativeTools, kernel: Kernel, optimisation: string): Measurement {
  const folder = mkdtempSync(join(tmpdir(), 'hsx-bench-'));
  try {
    const target = ['--target=riscv32-unknown-elf', `-march=${ARCHITECTURE[kernel.arithmetic]}`, '-mabi=ilp32'];
    const compile = (source: string, level: string, to: string) => {
      const options = [...LANGUAGE_FLAGS, '-nostdlibinc', '-ffunction-sections', '-fno-math-errno', level];
      // Vectorisers have nothing to do here; HSX's front-end has them off too.
      options.push('-fno-vectorize', '-fno-slp-vectorize');
      execFileSync(tools.clang, [...target, ...options, '-c', '-o', to, source], { stdio: 'pipe' });
      return to;
    };
    const objects = [
      compile(kernelPath(kernel), optimisation, join(folder, 'kernel.o')),
      compile(SUPPORT_PATH, '-Os', join(folder, 'support.o')),
    ];
    const linked = join(folder, 'kernel.elf');
    execFileSync(tools.lld, ['-e', DRIVER, `-Ttext=${CODE_BASE}`, '-o', linked, ...objects], {
      stdio: 'pipe',
    });
    const { segments, functions } = readElf(readFileSync(linked));
    const memory = new Uint8Array(MEMORY);
    for (const { address, bytes } of segments) memory.set(bytes, address);
    let bytes = 0;
    for (const [name, { size }] of functions) if (name !== DRIVER && !name.startsWith('mem')) bytes += size;
    const machine = new Rv32(memory);
    const hash = machine.call(functions.get(DRIVER)?.address ?? 0, LIMIT);
    return { bytes, retired: machine.retired, hash };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
