/** The arguments that make clang compile for HSX (toolchain.md, Front-end). */
import type { Level } from '@hsx/isa';

/**
 * Macros of the front-end target that must not be visible: HSX only borrows its data layout, and code that tests for
 * RISC-V would use its instructions.
 */
const HIDDEN_MACROS = [
  '__riscv',
  '__riscv_32e',
  '__riscv_a',
  '__riscv_abi_rve',
  '__riscv_arch_test',
  '__riscv_atomic',
  '__riscv_cmodel_medany',
  '__riscv_cmodel_medlow',
  '__riscv_div',
  '__riscv_float_abi_soft',
  '__riscv_i',
  '__riscv_m',
  '__riscv_misaligned_avoid',
  '__riscv_misaligned_fast',
  '__riscv_misaligned_slow',
  '__riscv_mul',
  '__riscv_muldiv',
  '__riscv_v_intrinsic',
  '__riscv_xlen',
  '__riscv_zaamo',
  '__riscv_zalrsc',
  '__riscv_zfinx',
  '__riscv_zhinx',
  '__riscv_zhinxmin',
  '__riscv_zicsr',
  '__riscv_zmmul',
];

/** Version of clang that learnt `-ffloat16-excess-precision=`. */
const EXCESS_PRECISION_SINCE = 16;
/** Version that accepts zhinx without the switch for experimental extensions. */
const ZHINX_SINCE = 15;

export interface TargetOptions {
  /** Major version of the clang that is asked. */
  clang: number;
  level: Level;
  /** Folders of the SDK's headers, in order of search. */
  sdkIncludes: readonly string[];
  /** Host folders that debug data and `__FILE__` must not show, and what they show instead, with its final `/`. */
  prefixMap: readonly { from: string; to: string }[];
}

/** Arguments for every compilation, in front of the user's own. */
export function targetFlags({ clang, level, sdkIncludes, prefixMap }: TargetOptions): string[] {
  return [
    '--target=riscv32-unknown-elf',
    clang >= ZHINX_SINCE ? '-march=rv32ima_zhinx' : '-march=rv32ima',
    '-mabi=ilp32',
    '-nostdlibinc',
    ...sdkIncludes.flatMap((folder) => ['-isystem', folder]),
    '-ffp-contract=off',
    '-fno-math-errno',
    '-fno-vectorize',
    '-fno-slp-vectorize',
    // Address 0 faults on this machine; the compiler must not take that fault away as something that cannot happen.
    '-fno-delete-null-pointer-checks',
    // clang warns that atomics beyond a word are slow, but here none is more than a copy.
    '-Wno-atomic-alignment',
    '-Xclang',
    '-mlong-double-64',
    ...(clang >= EXCESS_PRECISION_SINCE ? ['-Xclang', '-ffloat16-excess-precision=none'] : []),
    ...HIDDEN_MACROS.map((name) => `-U${name}`),
    '-D__HSX__=1',
    '-D__STDC_NO_THREADS__=1',
    // There is no complex.h; arithmetic with _Complex works.
    '-D__STDC_NO_COMPLEX__=1',
    level === 'ext' ? '-D__HSX_EXT__=1' : '-D__HSX_CORE__=1',
    '-fdebug-compilation-dir=',
    ...prefixMap.flatMap(({ from, to }) => [`-ffile-prefix-map=${from}/=${to}`, `-fdebug-prefix-map=${from}=.`]),
  ];
}
