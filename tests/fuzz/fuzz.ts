/**
 * `npm run fuzz:cc -- --minutes N --seed S`: random programs against the oracle until the time is over. The first failure
 * is reduced and written to a file; exit status 1. Each program has a seed of its own, which `--only` runs again.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { abiProgram } from './abi-pair.js';
import { csmithPresent, csmithProgram } from './csmith.js';
import {
  type Configuration,
  configurationName,
  Differential,
  type Failure,
  InvalidProgram,
  type Program,
  UNIFORM,
  UncertainOracle,
} from './differential.js';
import { generateProgram, UNIT_KINDS, type UnitKind } from './generate.js';
import { IR_CLANG, irProgram } from './ir/module.js';
import { Random } from './random.js';
import { reduceProgram } from './reduce.js';
import { Toolchain } from './toolchain.js';

const USAGE = `usage: npm run fuzz:cc -- [options]
  --minutes N     how long to run (default 1)
  --seed S        where to start (default: from the clock)
  --kind K        only own, abi, ir or csmith programs
  --only SEED     one program, given with --kind
  --file PATH     a C file with functions \`unsigned testN(unsigned)\`, as failing programs are written; may be given twice
                  (or one of LLVM IR, .ll, with such functions)
  --about KIND    only units of this kind: ${UNIT_KINDS.join(', ')}
  --units N       units in a program of our own (default 8)
  --sample N      N configurations of each program, drawn by its seed, instead of all
  --no-floats     integers only
  --keep-going    report failures and go on; several with one signature are one
  --no-reduce     write the program as it is
  --reduce-minutes N   how long to reduce a failure (default 3)
  --bundled       the bundled clang, where a native one would be used
  --out FOLDER    where failing programs are written (default fuzz-failures)`;

/** What clang prints when it crashes, as it does on some IR that no C makes. */
const CLANG_CRASH = /PLEASE submit a bug report/;

type Kind = 'own' | 'abi' | 'ir' | 'csmith' | 'file';

interface Job {
  kind: Kind;
  seed: number;
  program: Program;
  configurations: readonly Configuration[];
}

interface Options {
  floats: boolean;
  about?: UnitKind | undefined;
  /** How many configurations of each program. */
  sample?: number | undefined;
  units: number;
}

/** The program of a seed; undefined when there is none. */
function makeJob(kind: Kind, seed: number, options: Options): Job | undefined {
  const job = programOf(kind, seed, options);
  if (job === undefined || options.sample === undefined) return job;
  const random = new Random(seed);
  const left = [...job.configurations];
  while (left.length > options.sample) left.splice(random.below(left.length), 1);
  return { ...job, configurations: left };
}

function programOf(kind: Kind, seed: number, options: Options): Job | undefined {
  if (kind === 'csmith') {
    const program = csmithProgram(seed);
    return program === undefined ? undefined : { kind, seed, program, configurations: UNIFORM };
  }
  if (kind === 'ir')
    return { kind, seed, program: irProgram(seed, { floats: options.floats }), configurations: UNIFORM };
  if (kind === 'abi') return { kind, seed, ...abiProgram(seed, { floats: options.floats }) };
  return { kind, seed, program: generateProgram(seed, options), configurations: UNIFORM };
}

export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string' },
      kind: { type: 'string' },
      only: { type: 'string' },
      file: { type: 'string', multiple: true },
      units: { type: 'string', default: '8' },
      about: { type: 'string' },
      sample: { type: 'string' },
      'no-floats': { type: 'boolean', default: false },
      'keep-going': { type: 'boolean', default: false },
      'no-reduce': { type: 'boolean', default: false },
      'reduce-minutes': { type: 'string', default: '3' },
      bundled: { type: 'boolean', default: false },
      out: { type: 'string', default: 'fuzz-failures' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const tools = new Toolchain({ bundled: values.bundled });
  const session = new Session(new Differential(tools), {
    floats: !values['no-floats'],
    units: Number(values.units),
    about: UNIT_KINDS.find((kind) => kind === values.about),
    sample: values.sample === undefined ? undefined : Number(values.sample),
    reduceMinutes: values['no-reduce'] ? 0 : Number(values['reduce-minutes']),
    out: values.out,
  });
  try {
    if (values.file !== undefined) {
      await session.runJob(fileJob(values.file));
    } else if (values.only !== undefined) {
      await session.run((values.kind ?? 'own') as Kind, Number(values.only));
    } else {
      const kinds = kindsOf(values.kind, tools.frontEnd.major);
      console.log(`fuzz:cc seed ${seed}, ${values.minutes} minutes, clang: ${tools.name}`);
      const random = new Random(seed);
      const end = Date.now() + Number(values.minutes) * 60_000;
      while (Date.now() < end && (values['keep-going'] || session.failures === 0))
        await session.run(random.weighted(kinds), random.fork());
    }
    session.summary();
    return session.failures === 0 ? 0 : 1;
  } finally {
    tools.close();
  }
}

/** A program of C files, or of files of IR, at every level; its flags are in the first line, as in the files this tool writes. */
function fileJob(paths: readonly string[]): Job {
  const sources = paths.map((path) => readFileSync(path, 'utf8'));
  const entries = sources.flatMap((text) =>
    [...text.matchAll(/^(?:u32|unsigned|define i32) @?(test\d*)\(/gm)].map((match) => match[1] as string),
  );
  const language = paths.every((path) => path.endsWith('.ll')) ? 'ir' : 'c';
  const flags = (/flags: (.*)$/m.exec(sources[0] ?? '')?.[1] ?? '').split(' ').filter((flag) => flag !== '');
  const configurations = UNIFORM.map(({ files }) => ({
    files: sources.map(() => files[0] as Configuration['files'][0]),
  }));
  return { kind: 'file', seed: 0, program: { language, sources, entries, flags }, configurations };
}

function kindsOf(only: string | undefined, clang: number): [number, Kind][] {
  if (only === 'own' || only === 'abi' || only === 'ir' || only === 'csmith') return [[1, only]];
  const kinds: [number, Kind][] = [
    [4, 'own'],
    [3, 'abi'],
  ];
  if (clang >= IR_CLANG) kinds.push([3, 'ir']);
  else console.log(`clang ${clang} does not know all that our IR has (${IR_CLANG} does): none of it`);
  if (csmithPresent()) kinds.push([4, 'csmith']);
  else console.log('csmith is not installed: programs of our own generator only');
  return kinds;
}

class Session {
  failures = 0;
  private readonly programs = new Map<Kind, number>();
  private invalid = 0;
  private readonly known = new Set<string>();
  private readonly start = Date.now();
  private lastProgress = Date.now();

  constructor(
    private readonly differential: Differential,
    private readonly options: Options & { reduceMinutes: number; out: string },
  ) {}

  async run(kind: Kind, seed: number): Promise<void> {
    const job = makeJob(kind, seed, this.options);
    if (job !== undefined) await this.runJob(job);
  }

  async runJob(job: Job): Promise<void> {
    const { kind } = job;
    try {
      const failure = await this.differential.check(job.program, job.configurations);
      this.programs.set(kind, (this.programs.get(kind) ?? 0) + 1);
      if (failure !== undefined) await this.report(job, failure);
    } catch (error) {
      if (!(error instanceof InvalidProgram)) throw error;
      this.invalid++;
      // Csmith's programs may not end, and clang has limits and faults of its own; our programs are valid by construction.
      if (error instanceof UncertainOracle) console.log(`${kind} program of seed ${job.seed}: ${error.message}`);
      else if (kind !== 'csmith' && !CLANG_CRASH.test(error.message))
        await this.report(job, { configuration: { files: [] }, signature: 'invalid', detail: error.message });
    }
    if (Date.now() - this.lastProgress > 15_000) {
      this.lastProgress = Date.now();
      this.summary();
    }
  }

  summary(): void {
    const counts = [...this.programs].map(([kind, count]) => `${count} ${kind}`).join(', ');
    const seconds = Math.round((Date.now() - this.start) / 1000);
    console.log(
      `${seconds} s: programs: ${counts === '' ? 'none' : counts}; ${this.differential.runs} runs on the machine, ${this.invalid} not usable, ${this.failures} failures`,
    );
  }

  private async report(job: Job, failure: Failure): Promise<void> {
    if (this.known.has(failure.signature)) return;
    // Wrong results have no name: each may be a bug of its own.
    if (!failure.signature.startsWith('result')) this.known.add(failure.signature);
    this.failures++;
    const title = `${job.kind} program of seed ${job.seed}, ${configurationName(failure.configuration)}`;
    console.log(`FAILED: ${title}\n  ${failure.detail.split('\n').slice(0, 6).join('\n  ')}`);
    const certain = failure.signature === 'invalid' || (await this.differential.shows(job.program, failure));
    if (!certain) console.log('  clang warns of the program, or the oracle disagrees with itself: not reduced');
    const reduced =
      certain && failure.signature !== 'invalid' && this.options.reduceMinutes > 0
        ? await reduceProgram(job.program, (candidate) => this.differential.shows(candidate, failure), {
            deadline: Date.now() + this.options.reduceMinutes * 60_000,
          })
        : job.program;
    const comment = reduced.language === 'ir' ? ';' : '//';
    mkdirSync(this.options.out, { recursive: true });
    for (const [i, source] of reduced.sources.entries()) {
      const path = join(
        this.options.out,
        `${job.kind}-${job.seed}${reduced.sources.length > 1 ? `-${i}` : ''}.${reduced.language === 'ir' ? 'll' : 'c'}`,
      );
      writeFileSync(
        path,
        `${comment} ${title}; flags: ${reduced.flags.join(' ')}\n${comment} ${failure.detail.replace(/\n/g, `\n${comment} `)}\n${source}`,
      );
      console.log(`  written: ${path} (${source.split('\n').length} lines)`);
    }
    console.log(`  again: npm run fuzz:cc -- --kind ${job.kind} --only ${job.seed}`);
  }
}
