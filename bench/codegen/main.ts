/**
 * `npm run bench:codegen`: code bytes and retired instructions of the kernels, beside the recorded baseline and beside RV32IM
 * by a native clang. Every result is compared with the recorded one and with the same source run as wasm32.
 */
import { parseArgs } from 'node:util';
import { BY_MNEMONIC } from '@hsx/isa';
import { oracle } from '../../tests/differential/oracle.js';
import { type Baseline, OPTIMISATIONS, type Optimisation, readBaseline, TOLERANCE, writeBaseline } from './baseline.js';
import { measureHsx } from './hsx-machine.js';
import { DRIVER, KERNELS, type Kernel, kernelPath, LANGUAGE_FLAGS, type Measurement } from './kernels.js';
import { type Line, report } from './report.js';
import { ARCHITECTURE, findNativeTools, measureRv32, type NativeTools } from './rv32-machine.js';

const USAGE = `usage: npm run bench:codegen -- [options]
  --record            write the figures as the new baseline
  --check             exit with 1 when something is more than 2 % worse than the baseline
  --only A,B          only these kernels
  --no-native         do not compare with a native clang
  --without MN[,MN…]  compile without these instructions of level ext, against the code with them
`;

/** wasm32 has no _Float16; the kernel uses __fp16 there. */
const ORACLE_FLAGS = [...LANGUAGE_FLAGS, '-Xclang', '-fnative-half-arguments-and-returns'];

/** Runs the benchmark; 0 when all results are right. */
export async function main(args: string[]): Promise<number> {
  const options = {
    record: { type: 'boolean' },
    check: { type: 'boolean' },
    only: { type: 'string' },
    'no-native': { type: 'boolean' },
    without: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const kernels = chosenKernels(values.only);
  if (kernels === undefined) return 2;
  if (values.without !== undefined) return compareWithout(kernels, values.without.toUpperCase().split(','));
  const tools = values['no-native'] ? undefined : findNativeTools();
  return run(kernels, tools, { record: values.record === true, check: values.check === true });
}

function chosenKernels(only: string | undefined): Kernel[] | undefined {
  const names = only?.split(',') ?? KERNELS.map(({ name }) => name);
  const unknown = names.filter((name) => !KERNELS.some((kernel) => kernel.name === name));
  if (unknown.length === 0) return KERNELS.filter(({ name }) => names.includes(name));
  console.error(`no kernel ${unknown.join(', ')}; there are ${KERNELS.map(({ name }) => name).join(', ')}`);
  return undefined;
}

async function run(
  kernels: readonly Kernel[],
  tools: NativeTools | undefined,
  { record, check }: { record: boolean; check: boolean },
): Promise<number> {
  const baseline = readBaseline();
  const lines: Record<Optimisation, Line[]> = { '-Os': [], '-O2': [] };
  const figures: Record<string, Record<Optimisation, Measurement>> = {};
  const wrong: string[] = [];
  for (const kernel of kernels) {
    const expected = await expectedHash(kernel);
    const recorded = baseline[kernel.name]?.hash;
    if (recorded !== undefined && recorded !== expected && !record)
      wrong.push(`${kernel.name}: wasm32 gives ${expected}, recorded is ${recorded}`);
    const by: Partial<Record<Optimisation, Measurement>> = {};
    for (const optimisation of OPTIMISATIONS) {
      const hsx = await measureHsx(kernel, optimisation);
      const rv32 = tools === undefined ? undefined : measureRv32(tools, kernel, optimisation);
      if (hsx.hash !== expected) wrong.push(`${kernel.name} ${optimisation}: ${hsx.hash} instead of ${expected}`);
      if (rv32 !== undefined && rv32.hash !== expected)
        wrong.push(`${kernel.name} ${optimisation} on rv32: ${rv32.hash} instead of ${expected}`);
      lines[optimisation].push({ kernel, hsx, rv32 });
      by[optimisation] = hsx;
    }
    figures[kernel.name] = by as Record<Optimisation, Measurement>;
  }
  const worse: string[] = [];
  for (const optimisation of OPTIMISATIONS) {
    const table = report(optimisation, lines[optimisation], baseline);
    console.log(`${table.text}\n`);
    worse.push(...table.worse);
  }
  console.log(
    tools === undefined
      ? 'No native clang and lld that make riscv32 code: the comparison with rv32im is left out.'
      : `rv32: clang ${tools.version}, linked and relaxed by lld, run by an interpreter; ${ARCHITECTURE.integer}, for the kernels with ` +
          `floating point ${ARCHITECTURE.float} and ${ARCHITECTURE.half} (not in the mean of the integer kernels).`,
  );
  for (const line of worse) console.log(`WORSE by more than ${Math.round(100 * (TOLERANCE - 1))} %: ${line}`);
  for (const line of wrong) console.error(`WRONG RESULT: ${line}`);
  if (wrong.length > 0) return 1;
  if (record && kernels.length === KERNELS.length) writeBaseline(figures);
  else if (record) console.error('--record needs all kernels: nothing is written');
  return check && worse.length > 0 ? 1 : 0;
}

/** The kernels without some instructions; the baseline is the kernels with them. */
async function compareWithout(kernels: readonly Kernel[], mnemonics: readonly string[]): Promise<number> {
  const unknown = mnemonics.filter((mnemonic) => BY_MNEMONIC.get(mnemonic)?.level !== 'ext');
  if (unknown.length > 0) {
    console.error(`not an instruction of level ext: ${unknown.join(', ')}`);
    return 2;
  }
  let status = 0;
  for (const optimisation of OPTIMISATIONS) {
    const lines: Line[] = [];
    const baseline: Baseline = {};
    for (const kernel of kernels) {
      const before = await measureHsx(kernel, optimisation);
      const hsx = await measureHsx(kernel, optimisation, new Set(mnemonics));
      const cost = { bytes: before.bytes, retired: before.retired };
      baseline[kernel.name] = { hash: before.hash, '-Os': cost, '-O2': cost };
      lines.push({ kernel, hsx, rv32: undefined });
      if (hsx.hash === before.hash) continue;
      console.error(`WRONG RESULT: ${kernel.name} ${optimisation}: ${hsx.hash} instead of ${before.hash}`);
      status = 1;
    }
    console.log(`${report(optimisation, lines, baseline).text}\n`);
  }
  return status;
}

/** What the driver returns on another machine. */
async function expectedHash(kernel: Kernel): Promise<number> {
  const exported = await oracle(kernelPath(kernel), [DRIVER], ORACLE_FLAGS);
  return (exported[DRIVER] as () => number)() >>> 0;
}
