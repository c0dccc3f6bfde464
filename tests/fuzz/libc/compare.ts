/** Calls through HSX's library and through that of this machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MemoryFiles } from '@hsx/exec';
import type { Level } from '@hsx/isa';
import { buildProgram, type Program } from '../../sdk/run-program.js';
import { makeCall } from './calls.js';
import { type Call, type Part, partOf } from './record.js';

const driver = fileURLToPath(new URL('driver.c', import.meta.url));

export interface Difference {
  call: Call;
  seed: number;
  level: Level;
  native: string;
  ours: string;
}

export class LibraryComparison {
  readonly #programs = new Map<string, Promise<Program>>();

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
    for (const part of ['NO_FILES', 'ONLY_FILES'] as const) {
      const made = seeds.map((seed) => ({ seed, call: makeCall(seed) })).filter(({ call }) => partOf(call) === part);
      const difference = made.length === 0 ? undefined : await this.checkPart(made, part, level);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }

  private async checkPart(
    made: readonly { seed: number; call: Call }[],
    part: Part,
    level: Level,
  ): Promise<Difference | undefined> {
    const calls = made.map(({ call }) => call);
    const input = Buffer.concat(calls.map(({ record }) => record));
    const native = spawnSync(this.binary, {
      input,
      encoding: 'latin1',
      maxBuffer: 1 << 28,
      env: { TZ: 'UTC' },
      cwd: this.folder,
    });
    const theirs = native.stdout.split('\n');
    if (native.status !== 0) {
      const { text } = calls[theirs.length - 1] as Call;
      throw new Error(`the native driver ended with ${native.status ?? native.signal} ${native.stderr} at ${text}`);
    }
    const program = await this.program(part, level);
    const { stdout, stderr, end } = await program.run({
      input,
      maxSteps: 4_000_000_000,
      fileSystem: new MemoryFiles(),
    });
    const ours = stdout.split('\n');
    const at = theirs.findIndex((line, i) => line !== ours[i]);
    if (at < 0 && end.kind === 'exit' && end.status === 0) return undefined;
    const call = calls[Math.max(at, 0)];
    if (call === undefined) throw new Error(`no call: ${JSON.stringify(end)} ${stderr}`);
    const stopped = ours[at] === '' || ours[at] === undefined ? `${JSON.stringify(end)} ${stderr}` : '';
    return {
      call,
      seed: made[Math.max(at, 0)]?.seed as number,
      level,
      native: theirs[at] ?? '',
      ours: (ours[at] ?? '') + stopped,
    };
  }

  private program(part: Part, level: Level): Promise<Program> {
    const key = `${part} ${level}`;
    let program = this.#programs.get(key);
    if (program === undefined) {
      program = buildProgram(driver, '-Os', '-fno-builtin', '-w', `-D${part}`, `-misa=${level}`, '--heap', '16384');
      this.#programs.set(key, program);
    }
    return program;
  }
}

/** The call, and the two answers. */
export function describeDifference({ call, seed, level, native, ours }: Difference): string {
  return `call of seed ${seed}, level ${level}: ${call.text}\n  native${native}\n  HSX   ${ours}`;
}
