/**
 * `npm run bench:debug -- [OPTIMISATION…]`: how much the debug data of ordinary programs says. Compiles every C file of the SDK, the examples,
 * the kernels and the tests' programs with `-g`, and counts the records of the IR that say nothing of their variable, with the
 * reasons, and the variables that have no location at all.
 */
import { readdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from '@hsx/asm';
import { type FrontEnd, selectClang } from '@hsx/cc';
import { compileModule } from '@hsx/llc';
import { targetFlags } from '../../packages/cc/src/clang/target-flags.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['sdk', 'examples', 'bench/codegen/kernels', 'tests/debug', 'tests/differential', 'tests/sdk'];
const RECORDS = /#dbg_(value|assign|declare)\(|call void @llvm\.dbg\.(value|assign|declare)\(/g;
const GONE = 'the front-end optimised it away';

interface Totals {
  records: number;
  reasons: Map<string, number>;
  variables: number;
  unplaced: number;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path) : path.endsWith('.c') ? [path] : [];
  });
}

async function measure(frontEnd: FrontEnd, path: string, optimisation: string, totals: Totals): Promise<void> {
  const target = targetFlags({
    clang: frontEnd.major,
    level: 'ext',
    sdkIncludes: [`${root}/sdk/include`],
    prefixMap: [],
  });
  const own = relative(root, path).startsWith('sdk') ? ['-ffreestanding', '-fno-builtin'] : [];
  const flags = [optimisation, '-g', '-w', ...own, '-S', '-emit-llvm', '-o', '-', path];
  const { status, stdout, stderr } = await frontEnd.run({
    args: [...frontEnd.baseArgs, ...target, ...flags],
    cwd: dirname(path),
  });
  if (status !== 0) throw new Error(stderr);
  const ir = Buffer.from(stdout).toString('utf8');
  totals.records += ir.match(RECORDS)?.length ?? 0;
  const onUnknownRecord = (why: string) => totals.reasons.set(why, (totals.reasons.get(why) ?? 0) + 1);
  const { mvasm, diagnostics } = compileModule(ir, { path, level: 'ext', onUnknownRecord });
  if (mvasm === undefined) throw new Error(`${path}: ${diagnostics[0]?.message}`);
  const { object } = assemble(mvasm, { path, isa: 'ext' });
  for (const { locations } of object?.debug?.locals ?? []) {
    totals.variables++;
    if (locations.length === 0) totals.unplaced++;
  }
}

export async function main(args: readonly string[]): Promise<number> {
  const frontEnd = selectClang(undefined, process.env);
  const paths = FOLDERS.flatMap((folder) => sources(`${root}/${folder}`));
  for (const optimisation of args.length > 0 ? args : ['-O2']) {
    const totals: Totals = { records: 0, reasons: new Map(), variables: 0, unplaced: 0 };
    for (const path of paths) await measure(frontEnd, path, optimisation, totals);
    const { records, reasons, variables, unplaced } = totals;
    const gone = reasons.get(GONE) ?? 0;
    const lost = [...reasons.values()].reduce((sum, count) => sum + count, 0) - gone;
    console.log(`${optimisation}, ${paths.length} files, ${frontEnd.name} clang ${frontEnd.major}`);
    console.log(`  ${records} records: ${gone} say that the front-end lost the value, ${lost} we cannot follow`);
    for (const [why, count] of reasons) if (why !== GONE) console.log(`    ${count} ${why}`);
    console.log(`  ${variables} variables, ${unplaced} without any location`);
  }
  return 0;
}
