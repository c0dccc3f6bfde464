/** The headers of floating point, in a program that uses all of them. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildProgram } from '../sdk/run-program.js';

const TIMEOUT = 600_000;

it.each([[['-O0']], [['-Os', '-std=c11', '-Wpedantic']], [['-O2', '-misa=core']]])(
  'math.h, tgmath.h, fenv.h and float.h: %s',
  async (options) => {
    const source = fileURLToPath(new URL('headers.c', import.meta.url));
    const program = await buildProgram(source, '-Wall', '-Wextra', '-Werror', ...options);
    const { stdout, end } = await program.run();
    expect(stdout).toBe('0 failures\n');
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  },
  TIMEOUT,
);
