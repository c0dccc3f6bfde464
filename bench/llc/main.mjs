/**
 * How fast the compiler's back-end is, warm: CPU time per 10,000 IR instructions in each part, and how time and memory
 * grow with the input. `npm run bench:llc [-- --rounds N]`; it measures the built files.
 */
import { assemble } from '../../packages/asm/dist/index.js';
import { compileModule } from '../../packages/llc/dist/index.js';
import { calibrate, cpuTime } from './calibration.mjs';
import { FrontEnd, growing, inputs } from './inputs.mjs';

/** The parts of the table, with the passes that each sums up. */
const PARTS = {
  read: ['read'],
  lower: ['lower'],
  select: ['select'],
  regalloc: ['prepare', 'regalloc'],
  emit: ['frame', 'moves', 'tails', 'layout', 'branches', 'text', 'data'],
};
const PART_OF = new Map(Object.entries(PARTS).flatMap(([part, passes]) => passes.map((pass) => [pass, part])));

/** Compiles and assembles modules once; CPU milliseconds by part, and IR instructions. */
function once(modules) {
  const parts = Object.fromEntries(Object.keys(PARTS).map((part) => [part, 0]));
  let instructions = 0;
  let total = 0;
  let asm = 0;
  for (const ir of modules) {
    const start = cpuTime();
    let last = start;
    const { mvasm, diagnostics, stats } = compileModule(ir, {
      path: 'input.ll',
      level: 'ext',
      afterPass: (pass) => {
        const now = cpuTime();
        const part = PART_OF.get(pass);
        if (part === undefined) throw new Error(`PARTS does not say where pass '${pass}' belongs`);
        parts[part] += now - last;
        last = now;
      },
    });
    if (mvasm === undefined) throw new Error(diagnostics[0]?.message);
    const compiled = cpuTime();
    parts.emit += compiled - last;
    assemble(mvasm, { path: 'input.mvasm', isa: 'ext', listing: false });
    total += compiled - start;
    asm += cpuTime() - compiled;
    instructions += stats.irInstructions;
  }
  return { ...parts, total, asm, instructions };
}

/** IR instructions compiled before anything is measured: until then the engine still optimises, which counts as CPU time. */
const WARM_UP = 250_000;

/** Measures modules `rounds` times when warm; the least of every figure, and of the calibration between. */
function measure(modules, rounds) {
  for (let done = 0; done < WARM_UP; ) done += once(modules).instructions;
  let best;
  let calibration = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    calibration = Math.min(calibration, calibrate(2));
    const round = once(modules);
    best ??= round;
    for (const key of Object.keys(round)) best[key] = Math.min(best[key], round[key]);
  }
  return { ...best, calibration };
}

/** Live bytes beyond what there was before: the most after any of some twenty passes, garbage collected. */
function liveBytes(ir) {
  let passes = 0;
  compileModule(ir, { path: 'input.ll', level: 'ext', afterPass: () => passes++ });
  const step = Math.max(1, Math.floor(passes / 20));
  // What the engine remembers of the last text it looked at shall not be that of the first compilation.
  compileModule('@x = global i32 1', { path: 'input.ll', level: 'ext' });
  globalThis.gc();
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  let pass = 0;
  compileModule(ir, {
    path: 'input.ll',
    level: 'ext',
    afterPass: () => {
      if (pass++ % step !== 0) return;
      globalThis.gc();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    },
  });
  return most;
}

function row(cells, widths) {
  return cells
    .map((cell, i) => (i === 0 ? String(cell).padEnd(widths[0]) : String(cell).padStart(widths[i])))
    .join(' ');
}

function typical(all, rounds) {
  const columns = [...Object.keys(PARTS), 'total', 'asm'];
  const widths = [20, 9, ...columns.map(() => 8), 8];
  console.log('CPU ms per 10,000 IR instructions, warm, the best of', rounds);
  console.log(row(['input', 'IR insts', ...columns, 'ratio'], widths));
  for (const { name, modules } of all) {
    const best = measure(modules, rounds);
    const per = (ms) => (ms / best.instructions) * 10_000;
    const ratio = per(best.total) / best.calibration;
    console.log(
      row([name, best.instructions, ...columns.map((key) => per(best[key]).toFixed(1)), ratio.toFixed(2)], widths),
    );
  }
}

function growth(shapes, rounds) {
  console.log('\nGrowth with the input: 1.00 is linear');
  const widths = [22, 24, 26, 8, 24, 8];
  console.log(row(['input', 'IR insts', 'CPU ms per 10,000', 'growth', 'bytes per IR inst', 'growth'], widths));
  for (const { name, sizes } of shapes) {
    const measured = sizes.map((ir) => measure([ir], Math.max(3, rounds >> 1)));
    const bytes = sizes.map(liveBytes);
    const times = measured.map(({ total, instructions }) => (total / instructions) * 10_000);
    const memory = bytes.map((most, i) => most / measured[i].instructions);
    console.log(
      row(
        [
          name,
          measured.map(({ instructions }) => instructions).join(' '),
          times.map((ms) => ms.toFixed(1)).join(' '),
          (times[2] / times[0]).toFixed(2),
          memory.map((per) => per.toFixed(0)).join(' '),
          (memory[2] / memory[0]).toFixed(2),
        ],
        widths,
      ),
    );
  }
}

const argument = process.argv.indexOf('--rounds');
const rounds = argument < 0 ? 10 : Number(process.argv[argument + 1]);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('usage: npm run bench:llc [-- --rounds N]');
  process.exit(2);
}
const clang = new FrontEnd();
try {
  const all = await inputs(clang);
  const shapes = await growing(clang);
  console.log(`calibration ${calibrate(20).toFixed(1)} ms; the column ratio is the total in units of it\n`);
  typical(all, rounds);
  growth(shapes, rounds);
} finally {
  clang.close();
}
