/** Programs of csmith, where it is installed, adapted to a machine without its headers and without an output. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Program } from './differential.js';
import { Random } from './random.js';

const STUB = readFileSync(new URL('runtime/csmith-stub.h', import.meta.url), 'utf8');

export function csmithPresent(): boolean {
  // It leaves a platform.info where it runs.
  return spawnSync('csmith', ['--version'], { cwd: tmpdir() }).status === 0;
}

/**
 * The program of a seed; undefined when csmith gives up on it. Integers only: with --float csmith converts numbers that are out
 * of an integer's range.
 */
export function csmithProgram(seed: number): Program | undefined {
  const random = new Random(seed);
  const args = ['--seed', String(seed), '--no-argc', '--quiet', '--concise'];
  args.push('--max-funcs', String(random.between(1, 7)), '--max-block-depth', String(random.between(2, 5)));
  args.push('--max-expr-complexity', String(random.between(3, 10)));
  const packed = random.chance(0.3);
  if (!packed) args.push('--no-packed-struct');
  if (random.chance(0.4)) args.push('--no-volatiles');
  if (random.chance(0.2)) args.push('--no-longlong', '--no-math64');
  if (random.chance(0.3)) args.push('--inline-function');
  const { status, stdout } = spawnSync('csmith', args, {
    // It leaves a platform.info where it runs.
    cwd: tmpdir(),
    encoding: 'utf8',
    timeout: 5_000,
    maxBuffer: 1 << 24,
  });
  if (status !== 0) return undefined;
  const source = stdout.replace(/^#include <.*>$/gm, '').replace('#include "csmith.h"', () => STUB);
  const entry = 'unsigned test(unsigned n) {\n  (void)n;\n  csmith_main();\n  return checksum_result;\n}\n';
  // Its programs are defined for one run from their initial state.
  return { sources: [`${source}\n${entry}`], entries: ['test'], inputs: [0], flags: [], unbounded: true, packed };
}
