/** Calls through HSX's library and through that of this machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Level } from '@hsx/isa';
import { buildProgram, type Program } from '../../sdk/run-program.js';
import { makeCall } from './calls.js';
import type { Call } from './record.js';

const driver = fileURLToPath(new URL('driver.c', import.meta.url));

export interface Difference {
  call: Call;
  seed: number;
  level: Level;
  native: string;
  ours: string;
}

export class LibraryComparison {
  readonly #programs = new Map<Level, Promise<Program>>();

  private constructor(
    private readonly folder: string,
    private readonly binary: string,
  ) {}

  /** undefined where there is no native compiler. */
  static open(): LibraryComparison | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'hsx-libc-'));
    const binary = join(folder, 'driver');
    const flags = [
      '-std=gnu11',
      '-O1',
      '-w',
      '-fno-builtin',
      '-funsigned-char',
      '-ffp-contract=off',
      '-U_FORTIFY_SOURCE',
    ];
    const { error, status, stderr } = spawnSync('cc', [...flags, '-o', binary, driver], { encoding: 'utf8' });
    if (error === undefined && status === 0) return new LibraryComparison(folder, binary);
    rmSync(folder, { recursive: true });
    if (error === undefined) throw new Error(`the native compiler refuses ${driver}:\n${stderr}`);
    return undefined;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** The first call, of the seeds, about which the two disagree. */
  async check(seeds: readonly number[], level: Level): Promise<Difference | undefined> {
    const calls = seeds.map(makeCall);
    const input = Buffer.concat(calls.map(({ record }) => record));
    const native = spawnSync(this.binary, {
      input,
      encoding: 'latin1',
      maxBuffer: 1 << 28,
      env: { TZ: 'UTC' },
    });
    const theirs = native.stdout.split('\n');
    if (native.status !== 0) {
      const { text } = calls[theirs.length - 1] as Call;
      throw new Error(`the native driver ended with ${native.status ?? native.signal} ${native.stderr} at ${text}`);
    }
    const program = await this.program(level);
    const { stdout, stderr, end } = await program.run({ input, maxSteps: 4_000_000_000 });
    const ours = stdout.split('\n');
    const at = theirs.findIndex((line, i) => line !== ours[i]);
    if (at < 0 && end.kind === 'exit' && end.status === 0) return undefined;
    const call = calls[Math.max(at, 0)];
    if (call === undefined) throw new Error(`no call: ${JSON.stringify(end)} ${stderr}`);
    const stopped = ours[at] === '' || ours[at] === undefined ? `${JSON.stringify(end)} ${stderr}` : '';
    return {
      call,
      seed: seeds[Math.max(at, 0)] as number,
      level,
      native: theirs[at] ?? '',
      ours: (ours[at] ?? '') + stopped,
    };
  }

  private program(level: Level): Promise<Program> {
    let program = this.#programs.get(level);
    if (program === undefined) {
      program = buildProgram(driver, '-Os', '-fno-builtin', `-misa=${level}`, '--heap', '16384');
      this.#programs.set(level, program);
    }
    return program;
  }
}

/** The call, and the two answers. */
export function describeDifference({ call, seed, level, native, ours }: Difference): string {
  return `call of seed ${seed}, level ${level}: ${call.text}\n  native${native}\n  HSX   ${ours}`;
}
