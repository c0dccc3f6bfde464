/** printf and scanf in whole programs: which form is linked, a program's own printf, standard input. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildProgram, type Program } from './run-program.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsx-formatted-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** A program of several files. */
function build(sources: readonly string[], ...options: string[]): Promise<Program> {
  const paths = sources.map((source) => {
    const path = join(folder, `${files++}.c`);
    writeFileSync(path, `#include <stdio.h>\n#include <stdarg.h>\n${source}\n`);
    return path;
  });
  return buildProgram(paths[0] ?? '', ...options, ...paths.slice(1));
}

const INTEGERS = 3000;

it.each(['-O0', '-Os'])('what prints integers has no code for floating numbers, at %s', async (level) => {
  const integers = await build(
    ['int main(int c, char **v) { return printf(c > 1 ? "%d\\n" : "%x %s\\n", c, v[0]); }'],
    level,
  );
  expect((await integers.run()).stdout).toBe('1 program\n');
  expect(integers.sizes.code).toBeLessThan(INTEGERS);
  const variable = await build(['const char *f = "%d\\n"; int main(int c, char **v) { return printf(f, c); }'], level);
  expect(variable.sizes.code).toBeGreaterThan(INTEGERS);
  const both = await build(
    [
      'void g(int); int main(void) { printf("%.2f\\n", 1.25); g(7); return 0; }',
      'void g(int n) { printf("%d\\n", n); }',
    ],
    level,
  );
  expect((await both.run()).stdout).toBe('1.25\n7\n');
});

it.each(['-O0', '-Os'])("a program's own printf is called from every module, at %s", async (level) => {
  const own =
    'int printf(const char *f, ...) { va_list a; va_start(a, f); int n = vsprintf((char[40]){0}, f, a); va_end(a); puts("own"); return n; }';
  const caller = 'int main(void) { return printf("%d", 123) + printf("%.1f", 4.0); }';
  for (const sources of [
    [caller, own],
    [own, caller],
  ]) {
    const { stdout, end } = await (await build(sources, level)).run();
    expect(stdout).toBe('own\nown\n');
    expect(end).toMatchObject({ kind: 'exit', status: 6 });
  }
});

it('scanf takes from standard input what it converts, and leaves the rest', async () => {
  const program = await build(
    [
      `int wrapped(const char *f, ...) { va_list a; va_start(a, f); int n = vscanf(f, a); va_end(a); return n; }
       int main(void) {
         int a = 0, b = 0, n; char s[20] = ""; double d = 0; char line[20] = "";
         n = scanf("%d", &a); printf("%d %d %c|", n, a, getchar());
         n = scanf("%d,%19s", &b, s); printf("%d %d %s|", n, b, s);
         n = wrapped("%lf", &d); printf("%d %g|", n, d);
         n = fscanf(stdin, "%d", &a); printf("%d %c|", n, getchar());
         fgets(line, 20, stdin); printf("%s|", line);
         n = scanf("%d", &a); printf("%d %d|", n, feof(stdin) != 0);
         return 0; }`,
    ],
    '-Os',
  );
  const { stdout } = await program.run({ input: Buffer.from('12x 34,word -2.5e1 !rest\n  ') });
  expect(stdout).toBe('1 12 x|2 34 word|1 -25|0 !|rest\n|-1 1|');
});

it('a stream that takes nothing makes printf fail', async () => {
  const program = await build(
    [
      'int main(void) { int n = fprintf(stdin, "%d%s", 1, "text"); printf("%d %d\\n", n < 0, ferror(stdin) != 0); return 0; }',
    ],
    '-Os',
  );
  expect((await program.run()).stdout).toBe('1 1\n');
});
