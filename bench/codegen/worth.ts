/**
 * What each instruction of level ext is worth: the kernels compiled with it switched off, against the kernels as they are.
 * The result is a document. `npm run bench:ext [-- FILE]`.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INSTRUCTIONS } from '@hsx/isa';
import { OPTIMISATIONS, type Optimisation } from './baseline.js';
import { type HsxMeasurement, measureHsx } from './hsx-machine.js';
import { KERNELS, type Kernel } from './kernels.js';
import { geometricMean } from './table.js';

/** Below this share of size and of retired instructions alike an instruction does not earn its place. */
const LEAST_GAIN = 0.005;

/** Instructions that stand for one another: alone each is worth little. */
const FAMILIES: readonly (readonly [string, readonly string[]])[] = [
  ['sign-extending loads', ['LDBS', 'LDHS']],
  ['access relative to sp', ['LDSP', 'STSP']],
  ['arithmetic with a constant', ['ADDI', 'ANDI', 'ORI', 'XORI']],
  ['shifts by a constant', ['LSLI', 'LSRI', 'ASRI']],
  ['division', ['DIVU', 'REM', 'REMU']],
  ['conditional jumps', ['JLO', 'JHS', 'JLT', 'JGE', 'JGT', 'JLE', 'JHI', 'JLS', 'JMI', 'JPL', 'JVS', 'JVC']],
  ['compare and branch', ['CB', 'CBI']],
  ['conditions as values', ['SET', 'MOVC']],
  ['extensions', ['SXB', 'SXH', 'ZXH']],
  ['binary32 arithmetic', ['FADDS', 'FSUBS', 'FMULS', 'FDIVS', 'FSQRTS', 'FCMPS']],
  ['conversions', ['I2FS', 'U2FS', 'FS2I', 'FS2U', 'FS2H', 'H2FS']],
];

/** Gains as shares: 0.02 is 2 % more without the instruction. */
interface Gain {
  bytes: number;
  retired: number;
}

interface Row {
  title: string;
  gains: Record<Optimisation, Gain>;
  /** Kernels whose code holds one of the instructions, at either level of optimisation. */
  kernels: string[];
}

interface Base {
  kernel: Kernel;
  optimisation: Optimisation;
  base: HsxMeasurement;
}

/** Measures all instructions of level ext. */
async function measureWorth(
  kernels: readonly Kernel[],
  progress: (text: string) => void,
): Promise<{ single: Row[]; families: Row[]; kernels: number }> {
  const base: Base[] = [];
  for (const optimisation of OPTIMISATIONS)
    for (const kernel of kernels) base.push({ kernel, optimisation, base: await measureHsx(kernel, optimisation) });
  const measure = async (title: string, mnemonics: readonly string[]): Promise<Row> => {
    progress(title);
    const users = new Set<string>();
    const gains = { '-Os': { bytes: 0, retired: 0 }, '-O2': { bytes: 0, retired: 0 } };
    for (const optimisation of OPTIMISATIONS) {
      const ratios = { bytes: [] as number[], retired: [] as number[] };
      for (const { kernel, optimisation: level, base: before } of base) {
        if (level !== optimisation) continue;
        let after = before;
        if (mnemonics.some((mnemonic) => before.mnemonics.has(mnemonic))) {
          users.add(kernel.name);
          after = await measureHsx(kernel, optimisation, new Set(mnemonics));
          if (after.hash !== before.hash) throw new Error(`${kernel.name} is wrong without ${mnemonics.join(', ')}`);
        }
        ratios.bytes.push(after.bytes / before.bytes);
        ratios.retired.push(after.retired / before.retired);
      }
      gains[optimisation] = {
        bytes: geometricMean(ratios.bytes) - 1,
        retired: geometricMean(ratios.retired) - 1,
      };
    }
    return { title, gains, kernels: [...users].sort() };
  };
  const single: Row[] = [];
  for (const { mnemonic, level } of INSTRUCTIONS) if (level === 'ext') single.push(await measure(mnemonic, [mnemonic]));
  const families: Row[] = [];
  for (const [title, mnemonics] of FAMILIES)
    families.push(await measure(`${title}: ${mnemonics.join(' ')}`, mnemonics));
  return { single, families, kernels: kernels.length };
}

function earns({ gains }: Row): boolean {
  return OPTIMISATIONS.some((level) => gains[level].bytes >= LEAST_GAIN || gains[level].retired >= LEAST_GAIN);
}

function percent(share: number): string {
  const text = (100 * share).toFixed(2);
  return text === '-0.00' ? '0.00' : text;
}

function table(rows: readonly Row[], title: string): string {
  const head = `| ${title} | kernels | size -Os | retired -Os | size -O2 | retired -O2 | earns its place |\n|---|--:|--:|--:|--:|--:|---|\n`;
  const body = rows.map((row) => {
    const cells = OPTIMISATIONS.flatMap((level) => [
      percent(row.gains[level].bytes),
      percent(row.gains[level].retired),
    ]);
    const verdict = earns(row) ? 'yes' : row.kernels.length === 0 ? 'not used' : '**no**';
    return `| ${row.title} | ${row.kernels.length} | ${cells.join(' | ')} | ${verdict} |\n`;
  });
  return head + body.join('');
}

/** Measures and writes the document. */
async function writeWorth(kernels: readonly Kernel[], path: string): Promise<void> {
  const { single, families, kernels: count } = await measureWorth(kernels, (text) => process.stderr.write(`${text}\n`));
  const unused = single.filter((row) => row.kernels.length === 0).map(({ title }) => title);
  const poor = single.filter((row) => row.kernels.length > 0 && !earns(row)).map(({ title }) => title);
  writeFileSync(
    path,
    `# What the extended instructions bring

Generated by \`npm run bench:ext\`; do not edit. The ${count} kernels of \`bench/codegen\` are compiled once as they are and once for
each instruction of level \`ext\` with that instruction switched off, so that the compiler takes its way around it (routines of the
runtime library keep all instructions). A figure says by how many per cent the code grows, or more instructions retire, without the
instruction: the geometric mean over all kernels, those that do not use it included. Results are compared each time.

An instruction that brings less than ${percent(LEAST_GAIN)} % in size and in retired instructions, at -Os and at -O2 alike, does not earn its
place by these programs: ${poor.length === 0 ? 'there is none' : poor.join(', ')}.
${unused.length === 0 ? '' : `The kernels do not use ${unused.join(', ')}, so they say nothing about ${unused.length === 1 ? 'it' : 'them'}.\n`}
A figure below 0 means that the compiler uses the instruction where the way around it would be better: that is the compiler's to mend.

## Each by itself

${table(single, 'instruction')}
## Families

Instructions that can stand for one another are worth little one by one: the compiler takes the next best. Switched off together:

${table(families, 'family')}`,
  );
}

/** Writes docs/ext-instructions.md, or the file that is named. */
export async function main([path]: string[]): Promise<number> {
  await writeWorth(KERNELS, path ?? fileURLToPath(new URL('../../docs/ext-instructions.md', import.meta.url)));
  return 0;
}
