/** Programs stay as small as the tool chain promises (toolchain.md, Runtime library). */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildProgram } from './run-program.js';

const programs = fileURLToPath(new URL('programs/', import.meta.url));

it.each([
  ['return-42.c', 64, 42, ''],
  ['hello.c', 512, 0, 'Hello, world!\n'],
] as const)(
  '%s has at most %i bytes of code',
  async (name, most, status, output) => {
    const program = await buildProgram(programs + name, '-Os');
    const { stdout, end } = await program.run();
    expect(end).toMatchObject({ kind: 'exit', status });
    expect(stdout).toBe(output);
    expect(program.sizes.code).toBeLessThanOrEqual(most);
  },
  300_000,
);
