/** Programs that use the library as any program does. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from './run-program.js';

const programs = fileURLToPath(new URL('programs/', import.meta.url));
const lines = (...all: string[]) => `${all.join('\n')}\n`;

describe.each([[['-Os']], [['-O0']], [['-O2', '-misa=core']]])('%s', (options) => {
  const build = (name: string) => buildProgram(programs + name, '-Wall', '-Wextra', '-Werror', ...options);

  beforeAll(async () => {
    // The first link of a level builds the library, which takes longer than a test may.
    await build('hello.c');
  }, 300_000);

  it('starts and ends in order', async () => {
    const program = await build('start-and-end.c');
    const rest = ['registered second', 'registered while exiting', 'registered first', 'destructor; the end'].join(
      '\n',
    );
    const some = await program.run({ args: ['one', ''] });
    expect(some.stdout).toBe(`constructor: 1, arguments: [program] [one] [] NULL\n${rest}`);
    expect(some.end).toMatchObject({ kind: 'exit', status: 5 });
    const long = 'x'.repeat(700);
    const many = await program.run({ args: ['ünï', 'b', long] });
    expect(many.stdout).toBe(`constructor: 1, arguments: [program] [ünï] [b] [${long}] NULL\n${rest}`);
    expect(many.end).toMatchObject({ kind: 'exit', status: 9 });
  });

  it('reads and writes streams', async () => {
    const input = `${lines('Alpha', 'a line that is longer than the room', '', 'blocks')}abcdefghijk`;
    const { stdout, stderr, end } = await (await build('streams.c')).run({ input: Buffer.from(input) });
    expect(stdout).toBe(
      lines(
        ...['first: A, again: Z', '<lpha>', '<a line that is >', '<longer than the>', '< room>', '<>'],
        ...['2 blocks: abcdef', '1 blocks: ghi', 'end 1, error 0, -1', 'cleared 0'],
        ...['abcdef3 to stdout', '-1 1', 'by blocks: not yet', 'direct'],
      ),
    );
    expect(stderr).toBe('to stderr: 42\nthis comes first\n in between ');
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });

  it('sends what streams hold at the end, whichever they are', async () => {
    const { stderr, writes } = await (await build('late-errors.c')).run();
    expect([stderr, writes]).toEqual(['sent at the end\n', 1]);
  });

  it('lets a program have functions of its own', async () => {
    const { stdout, end } = await (await build('own-functions.c')).run();
    expect(stdout).toBe(lines('[own] 1 0.5', '[own] strcspn program g', '[own] gram 3', '[own] bbac copied'));
    expect(end).toMatchObject({ kind: 'exit', status: 4 });
  });

  it('sorts and searches', async () => {
    const { stdout, end } = await (await build('sorting.c')).run();
    expect(stdout).toBe(lines('all sorted, with a reasonable number of comparisons', '1 1 1', '-3 -2 -3 -19999999979'));
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });

  it('reports a failed assertion and aborts, with nothing lost', async () => {
    const { stdout, stderr, writes, end } = await (await build('failing-assertion.c')).run();
    expect(stdout).toBe('no such file or folder; unknown error; unknown error\nnot lost: ');
    expect(stderr).toMatch(
      /^strtol: result out of range\nno error\n\S*failing-assertion\.c:19: main: assertion failed: "strings are true" && 1 \+ 1 == 3\n$/,
    );
    // Each message is one piece.
    expect(writes).toBe(5);
    expect(end.kind).toBe('abort');
  });
});
