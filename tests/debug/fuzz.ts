/**
 * `npm run fuzz:debug -- --minutes N --seed S`: random programs, of which everything that the debug data of optimised builds says of
 * variables is compared with the unoptimised build. The first difference is reduced and written to a file; exit status 1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { csmithPresent, csmithProgram } from '../fuzz/csmith.js';
import type { Program } from '../fuzz/differential.js';
import { generateProgram } from '../fuzz/generate.js';
import { Random } from '../fuzz/random.js';
import { reduceProgram } from '../fuzz/reduce.js';
import { ClangError, Toolchain } from '../fuzz/toolchain.js';
import type { Observation } from './observe.js';
import {
  type Build,
  compareObservations,
  observeBuild,
  withObservations,
  withoutFrontEnd,
} from './observed-program.js';

const USAGE = `usage: npm run fuzz:debug -- [options]
  --minutes N     how long to run (default 1)
  --seed S        where to start (default: from the clock)
  --kind K        only own or csmith programs
  --only SEED     one program, given with --kind
  --file PATH     a C file with functions \`unsigned testN(unsigned)\`, as failing programs are written
  --units N       units in a program of our own (default 3)
  --keep-going    report differences and go on
  --no-reduce     write the program as it is
  --bundled       the bundled clang, where a native one would be used
  --out FOLDER    where failing programs are written (default fuzz-failures)`;

const OPTIMISATIONS = ['-O1', '-O2', '-Os'];
const BUILDS: readonly Build[] = OPTIMISATIONS.flatMap((optimisation) =>
  (['ext', 'core'] as const).map((level) => ({ optimisation, level })),
);
const REDUCE_MINUTES = 3;

interface Failure extends Build {
  wrong: string[];
}

class Session {
  failures = 0;
  private programs = 0;
  private unusable = 0;
  private readonly reasons = new Map<string, number>();
  /** Differences that the IR's records make. */
  private frontEnd = 0;
  private readonly totals = new Map<string, { visible: number; shown: number }>();

  constructor(
    private readonly tools: Toolchain,
    private readonly options: { reduce: boolean; out: string },
  ) {}

  async run(name: string, program: Program): Promise<void> {
    try {
      const failure = await this.check(program, BUILDS, true);
      this.programs++;
      if (failure !== undefined) await this.report(name, program, failure);
    } catch (error) {
      // Csmith's programs may not end, and clang has limits.
      if (!(error instanceof ClangError) && !/does not end|program stopped/.test((error as Error).message)) throw error;
      this.unusable++;
      const why = error instanceof ClangError ? 'clang refuses it' : (error as Error).message;
      this.reasons.set(why, (this.reasons.get(why) ?? 0) + 1);
    }
  }

  /** The first build that says something wrong. */
  private async check(program: Program, builds: readonly Build[], count = false): Promise<Failure | undefined> {
    const source = withObservations(program.sources[0] ?? '', program.entries, program.inputs);
    let plain: Observation[] | undefined;
    for (const build of builds) {
      // The instruction set makes no difference to the reference.
      plain ??= await observeBuild(this.tools, source, program.flags, { optimisation: '-O0', level: 'ext' });
      const compared = compareObservations(plain, await observeBuild(this.tools, source, program.flags, build));
      if (count) this.count(build, compared);
      if (compared.diverges) return { ...build, wrong: ['the program takes another way'] };
      const ours = await withoutFrontEnd(this.tools, source, program.flags, build, compared.wrong);
      if (count) this.frontEnd += compared.wrong.length - ours.length;
      if (ours.length > 0) return { ...build, wrong: ours.map(({ text }) => text) };
    }
    return undefined;
  }

  private count({ optimisation }: Build, { visible, shown }: { visible: number; shown: number }): void {
    const total = this.totals.get(optimisation) ?? { visible: 0, shown: 0 };
    this.totals.set(optimisation, { visible: total.visible + visible, shown: total.shown + shown });
  }

  summary(): void {
    const shares = [...this.totals].map(
      ([name, { visible, shown }]) =>
        `${name} ${shown} of ${visible} (${((100 * shown) / Math.max(1, visible)).toFixed(1)} %)`,
    );
    console.log(
      `${this.programs} programs, ${this.unusable} not usable${this.unusable === 0 ? '' : ` (${[...this.reasons].map(([why, count]) => `${count} ${why}`).join(', ')})`}, ${this.failures} failures; ${this.frontEnd} wrong values are the front-end's; values compared: ${shares.join(', ')}`,
    );
  }

  private async report(name: string, program: Program, failure: Failure): Promise<void> {
    this.failures++;
    const build = { optimisation: failure.optimisation, level: failure.level };
    const title = `${name}, ${build.optimisation} ${build.level}`;
    console.log(`FAILED: ${title}\n  ${failure.wrong.slice(0, 6).join('\n  ')}`);
    const shows = async (candidate: Program): Promise<boolean> => {
      try {
        return (
          (await this.check({ ...candidate, flags: [...candidate.flags, '-Werror=uninitialized'] }, [build]))
            ?.wrong[0] !== undefined
        );
      } catch {
        return false;
      }
    };
    const reduced = this.options.reduce
      ? await reduceProgram(program, shows, { deadline: Date.now() + REDUCE_MINUTES * 60_000 })
      : program;
    mkdirSync(this.options.out, { recursive: true });
    const path = join(this.options.out, `debug-${name.replace(/\W+/g, '-')}.c`);
    const text = `// ${title}; flags: ${program.flags.join(' ')}\n// ${failure.wrong[0]}\n${reduced.sources[0]}`;
    writeFileSync(path, text);
    console.log(`  written: ${path} (${text.split('\n').length} lines)`);
  }
}

export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string' },
      kind: { type: 'string' },
      only: { type: 'string' },
      file: { type: 'string' },
      units: { type: 'string', default: '3' },
      'keep-going': { type: 'boolean', default: false },
      'no-reduce': { type: 'boolean', default: false },
      bundled: { type: 'boolean', default: false },
      out: { type: 'string', default: 'fuzz-failures' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const tools = new Toolchain({ bundled: values.bundled });
  const session = new Session(tools, { reduce: !values['no-reduce'], out: values.out });
  const make = (kind: string, seed: number): Program | undefined =>
    kind === 'csmith' ? csmithProgram(seed) : generateProgram(seed, { floats: true, units: Number(values.units) });
  const kinds = values.kind !== undefined ? [values.kind] : csmithPresent() ? ['own', 'csmith'] : ['own'];
  try {
    if (values.file !== undefined) {
      const text = readFileSync(values.file, 'utf8');
      const entries = [...text.matchAll(/^(?:u32|unsigned) (test\d*)\(/gm)].map((match) => match[1] as string);
      const flags = (/flags: (.*)$/m.exec(text)?.[1] ?? '').split(' ').filter((flag) => flag !== '');
      await session.run(values.file, { sources: [text], entries, flags });
    } else {
      const seed = Number(values.only ?? values.seed ?? Date.now() % 1_000_000);
      if (values.only === undefined)
        console.log(`fuzz:debug seed ${seed}, ${values.minutes} minutes, clang: ${tools.name}`);
      const random = new Random(seed);
      const end = Date.now() + Number(values.minutes) * 60_000;
      do {
        const kind = random.pick(kinds);
        const own = values.only === undefined ? random.fork() : seed;
        const program = make(kind, own);
        if (program !== undefined) await session.run(`${kind} ${own}`, program);
      } while (values.only === undefined && Date.now() < end && (values['keep-going'] || session.failures === 0));
    }
    session.summary();
    return session.failures === 0 ? 0 : 1;
  } finally {
    tools.close();
  }
}
