/** A C program through the whole pipeline, in this process: compiled, linked with the SDK, run. */
import { dirname } from 'node:path';
import { Build, CollectingReporter, parseCommandLine } from '@hsx/cc';
import { type FileSystem, type RunResult, runTask } from '@hsx/exec';
import { renderDiagnostic } from '@hsx/image';
import type { LinkSizes } from '@hsx/link';

const MAX_STEPS = 100_000_000;

export interface ProgramRun {
  stdout: string;
  stderr: string;
  /** How many pieces the output came in. */
  writes: number;
  end: RunResult;
}

export interface RunHow {
  input?: Uint8Array;
  args?: readonly string[];
  fileSystem?: FileSystem;
  /** Instructions after which the run ends. */
  maxSteps?: number;
}

export interface Program {
  image: Uint8Array;
  sizes: LinkSizes;
  run(how?: RunHow): Promise<ProgramRun>;
}

/** Compiles and links sources with options of `hsx cc`; throws with everything that was reported. */
export async function buildProgram(path: string, ...options: string[]): Promise<Program> {
  const parsed = parseCommandLine([...options, path]);
  if (parsed.errors.length > 0) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  const reporter = new CollectingReporter();
  const build = new Build(parsed.options, { cwd: dirname(path), env: process.env, reporter });
  try {
    const { image, sizes } = await build.link(await build.linkItems(), 'program.hxe');
    if (sizes === undefined) throw new Error('no sizes');
    return { image, sizes, run: (how = {}) => run(image, how) };
  } catch (error) {
    const said = [...reporter.texts, ...reporter.diagnostics.map((d) => renderDiagnostic(d))];
    throw new Error([`${path} ${options.join(' ')}: ${String(error)}`, ...said].join('\n'));
  }
}

async function run(image: Uint8Array, how: RunHow): Promise<ProgramRun> {
  const { input = new Uint8Array(), args = [], fileSystem, maxSteps = MAX_STEPS } = how;
  const output: Record<1 | 2, Buffer[]> = { 1: [], 2: [] };
  let read = 0;
  const end = await runTask(image, {
    args: ['program', ...args],
    maxSteps,
    fillStack: true,
    clock: 'virtual',
    ...(fileSystem === undefined ? {} : { fileSystem }),
    stdio: {
      write: (fd, bytes) => {
        output[fd].push(Buffer.from(bytes));
      },
      read: (max) => {
        const bytes = input.slice(read, read + max);
        read += bytes.length;
        return bytes;
      },
    },
  });
  const text = (fd: 1 | 2) => Buffer.concat(output[fd]).toString('utf8');
  return { stdout: text(1), stderr: text(2), writes: output[1].length + output[2].length, end };
}
