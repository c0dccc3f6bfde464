/** One program on the machine, at every optimisation level and both instruction set levels, against the oracle. */
import type { ObjectFile } from '@hsx/image';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import type { Level } from './runtime-library.js';
import { ClangError, type Toolchain } from './toolchain.js';
import { type Call, WasmRunner } from './wasm-runner.js';

/** C files, or files of LLVM IR, that make one program, and how they are compiled and run. */
export interface Program {
  /** C when absent. */
  language?: 'c' | 'ir';
  sources: string[];
  /** Exported functions that take and give one word. */
  entries: string[];
  /** Flags that the program's meaning depends on, for every target. */
  flags: string[];
  /** What each function is called with; some usual numbers when absent. */
  inputs?: number[];
  /** How long the program runs is not known: too long is no failure. */
  unbounded?: boolean;
  /** It may take the address of a member of a packed struct: a misaligned access is no failure. */
  packed?: boolean;
}

/** How each file is compiled for the machine. */
export interface Configuration {
  files: { optimisation: string; level: Level }[];
}

export interface Failure {
  configuration: Configuration;
  /** What went wrong, numbers left out: failures with the same signature are taken for one bug. */
  signature: string;
  detail: string;
}

/** The program itself is of no use: clang refuses it, it traps or does not end. */
export class InvalidProgram extends Error {}

/** The oracle's own compiler gives different results at different levels. */
export class UncertainOracle extends InvalidProgram {}

export const OPTIMISATIONS = ['-O0', '-O1', '-O2', '-Os'] as const;
const INPUTS = [0, 1, 0x9e3779b9];
/** Instructions that one call may retire. */
const MAX_STEPS = 60_000_000;

/** Every file at the same level: the eight configurations of a program of one file. */
export const UNIFORM: readonly Configuration[] = OPTIMISATIONS.flatMap((optimisation) =>
  (['core', 'ext'] as const).map((level) => ({ files: [{ optimisation, level }] })),
);

export function configurationName({ files }: Configuration): string {
  return files.map(({ optimisation, level }) => `${optimisation} ${level}`).join(' + ');
}

export class Differential {
  private readonly runner = new WasmRunner();
  /** Runs of programs on the machine, and calls in them. */
  runs = 0;

  constructor(readonly tools: Toolchain) {}

  /** Ends the oracle's thread. */
  close(): void {
    this.runner.close();
  }

  /** The oracle's results. Throws InvalidProgram. */
  async expected(program: Program, optimisation: string): Promise<number[]> {
    let module: Uint8Array;
    try {
      module = this.tools.wasm(program.sources, program.entries, [optimisation, ...program.flags], program.language);
    } catch (error) {
      if (error instanceof ClangError) throw new InvalidProgram(error.message);
      throw error;
    }
    const answer = await this.runner.run(module, calls(program), program.unbounded === true ? 2_000 : 20_000);
    if (typeof answer === 'string') throw new InvalidProgram(`oracle: ${answer}`);
    return answer;
  }

  /** The first configuration that fails. Throws InvalidProgram. */
  async check(program: Program, configurations: readonly Configuration[]): Promise<Failure | undefined> {
    const expected = await this.expected(program, '-O1');
    const irs = new Map<string, string>();
    for (const configuration of configurations) {
      const failure = await this.checkOne(program, configuration, expected, irs);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private async checkOne(
    program: Program,
    configuration: Configuration,
    expected: readonly number[],
    irs: Map<string, string>,
  ): Promise<Failure | undefined> {
    const failed = (stage: string, error: unknown): Failure => {
      const detail = error instanceof Error ? error.message : String(error);
      const trace = error instanceof Error && stage === 'llc' ? (error.stack?.split('\n')[1] ?? '') : '';
      return { configuration, signature: `${stage}: ${plain(detail)}`, detail: `${stage}: ${detail}${trace}` };
    };
    const objects: ObjectFile[] = [];
    for (const [i, { optimisation, level }] of configuration.files.entries()) {
      const source = program.sources[i] as string;
      const ir = irs.get(`${i}${optimisation}`) ?? (await this.ir(source, optimisation, program));
      irs.set(`${i}${optimisation}`, ir);
      try {
        objects.push(compileIr(ir, level, `program${i}.ll`));
      } catch (error) {
        return failed('llc', error);
      }
    }
    const library = await this.tools.library(
      objects,
      configuration.files.some(({ level }) => level === 'ext') ? 'ext' : 'core',
    );
    let guest: Guest;
    try {
      guest = new Guest(objects, { libraries: [library], stack: 65536, maxSteps: MAX_STEPS });
    } catch (error) {
      return failed('link', error);
    }
    this.runs++;
    for (const [i, [name, argument]] of calls(program).entries()) {
      try {
        const got = guest.call(name, [argument]).r0;
        if (got !== expected[i]) {
          const plainly = await this.expected(program, '-O0');
          if (plainly[i] !== expected[i])
            throw new UncertainOracle(`oracle: ${name}(${argument}) is ${plainly[i]} at -O0 and ${expected[i]} at -O1`);
          return failed('result', `${name}(${argument}) gives ${got >>> 0}, not ${expected[i]}`);
        }
      } catch (error) {
        if (error instanceof InvalidProgram) throw error;
        if (program.packed === true && String(error).includes('fault ff06')) throw new InvalidProgram('misaligned');
        if (program.unbounded === true && guest.retired >= MAX_STEPS) throw new InvalidProgram('runs for long');
        return failed('run', error);
      }
    }
    return undefined;
  }

  private async ir(source: string, optimisation: string, { language, flags }: Program): Promise<string> {
    // Unoptimised IR is what it is: the front-end would only read and write it.
    if (language === 'ir' && optimisation === '-O0') return source;
    try {
      return await this.tools.ir(source, [optimisation, ...flags], language);
    } catch (error) {
      if (error instanceof ClangError) throw new InvalidProgram(error.message);
      throw error;
    }
  }

  /**
   * Whether a smaller program still shows the failure, and is a program whose meaning is certain: clang has no doubts
   * about its variables and the oracle agrees with itself at two levels.
   */
  async shows(program: Program, failure: Failure): Promise<boolean> {
    const doubts = [
      'uninitialized',
      'sometimes-uninitialized',
      'return-type',
      'implicit-function-declaration',
      'array-bounds',
    ];
    const strict = { ...program, flags: [...program.flags, ...doubts.map((name) => `-Werror=${name}`)] };
    try {
      // Where nothing was run, nothing can be undefined.
      const ran = failure.signature.startsWith('run') || failure.signature.startsWith('result');
      const expected = ran ? await this.expected(strict, '-O1') : [];
      const found = await this.checkOne(ran ? strict : program, failure.configuration, expected, new Map());
      if (found?.signature !== failure.signature) return false;
      if (!ran) return true;
      const again = await this.expected(strict, '-O0');
      return again.every((value, i) => value === expected[i]);
    } catch (error) {
      if (error instanceof InvalidProgram) return false;
      throw error;
    }
  }
}

function calls(program: Program): Call[] {
  const inputs = program.inputs ?? INPUTS;
  return program.entries.flatMap((name) => inputs.map((argument) => [name, argument] as const));
}

/** A message without what differs between programs. */
function plain(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/'[^']*'/g, "''")
    .replace(/0x[0-9a-f]+|\d+|%[\w.]+/g, '#')
    .replace(/test#\S*/g, 'test');
}
