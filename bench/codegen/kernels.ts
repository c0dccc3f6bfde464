/** The kernels: which there are, and what arithmetic each needs of a machine. */
import { fileURLToPath } from 'node:url';

/** `integer` needs nothing beyond words; `float` binary32 and `half` binary16 in hardware. */
export type Arithmetic = 'integer' | 'float' | 'half';

export interface Kernel {
  /** The file in `kernels/`, without `.c`. */
  name: string;
  arithmetic: Arithmetic;
}

const FLOATING: Readonly<Record<string, Arithmetic>> = {
  'matrix-float': 'float',
  'matrix-half': 'half',
  'pid-float': 'float',
};

export const KERNELS: readonly Kernel[] = [
  'aes',
  'bigint',
  'crc32',
  'fft-fixed',
  'format',
  'heapsort',
  'huffman',
  'json',
  'list',
  'lz',
  'matrix-float',
  'matrix-half',
  'matrix-int',
  'mix',
  'pid-fixed',
  'pid-float',
  'protocol',
  'queens',
  'quicksort',
  'sha256',
  'sieve',
  'strsearch',
].map((name) => ({ name, arithmetic: FLOATING[name] ?? 'integer' }));

const folder = fileURLToPath(new URL('kernels/', import.meta.url));

/** Path of a kernel's source. */
export function kernelPath(kernel: Kernel): string {
  return `${folder}${kernel.name}.c`;
}

/** What clang calls on its own account, in C, for every machine alike: its code counts as instructions, not as bytes. */
export const SUPPORT_PATH = fileURLToPath(new URL('support.c', import.meta.url));

/** The driver: its bytes are not counted. */
export const DRIVER = 'run';

/** Language options that all machines share: no library, nothing turned into calls of one, no contraction. */
export const LANGUAGE_FLAGS: readonly string[] = ['-std=c11', '-ffreestanding', '-fno-builtin', '-ffp-contract=off'];

/** What one kernel costs on one machine at one level of optimisation. */
export interface Measurement {
  /** Bytes of the linked code of all functions but the driver. */
  bytes: number;
  /** Instructions retired by one call of the driver. */
  retired: number;
  /** What the driver returned. */
  hash: number;
}
