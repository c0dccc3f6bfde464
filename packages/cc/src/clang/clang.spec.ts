import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HsxError } from '@hsx/isa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledClang } from './bundled-clang.js';
import type { FrontEnd } from './front-end.js';
import { nativeClang } from './native-clang.js';
import { targetFlags } from './target-flags.js';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'hsx-clang-'));
  mkdirSync(join(cwd, 'inc'));
  writeFileSync(join(cwd, 'b.h'), '#define B 1\n');
  writeFileSync(join(cwd, 'inc/c.h'), '#define C 2\n');
  writeFileSync(
    join(cwd, 'a.c'),
    `#include <stddef.h>
#include <stdint.h>
#include "b.h"
#include <c.h>
#ifdef __riscv
#error visible
#endif
_Static_assert(sizeof(long double) == 8 && __HSX__ == 1, "target");
_Float16 h(_Float16 a, _Float16 b) { return a * b + a; }
int deref(int *p) { *p = 1; return p == NULL; }
const char *file(void) { return __FILE__; }
int value(void) { return B + C; }
`,
  );
  writeFileSync(join(cwd, 'bad.c'), '#include "b.h"\nint f(void) { return nope; }\n');
});
afterAll(() => rmSync(cwd, { recursive: true }));

function compile(clang: FrontEnd, ...args: string[]) {
  const prefixMap = [{ from: cwd, to: '' }];
  const flags = targetFlags({ clang: clang.major, level: 'ext', sdkIncludes: [], prefixMap });
  return clang.run({ cwd, args: [...clang.baseArgs, ...flags, ...args] });
}

const natives = ['clang-14', 'clang-16', 'clang-19']
  .map((name) => `/usr/bin/${name}`)
  .filter((path) => existsSync(path));
const clangs: [string, () => FrontEnd][] = [
  ['bundled', () => bundledClang()],
  ...natives.map((path): [string, () => FrontEnd] => [path, () => nativeClang(path)]),
];

describe.each(clangs)('%s', (_name, front) => {
  it('compiles for the target with headers of the host', async () => {
    const { status, stdout, stderr } = await compile(
      front(),
      '-S',
      '-emit-llvm',
      '-O2',
      '-g',
      '-Iinc',
      '-o',
      '-',
      'a.c',
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const ir = Buffer.from(stdout).toString();
    expect(ir).toContain('source_filename = "a.c"');
    expect(ir).toMatch(/fmul half/);
    expect(ir).toMatch(/ret i32 3/);
    // A null pointer stays a possible value after it has been used.
    expect(ir).toMatch(/icmp eq/);
    expect(ir).not.toContain(cwd);
  });

  it('says what clang says, with its status', async () => {
    const { status, stderr } = await compile(front(), '-S', '-emit-llvm', '-o', '-', 'bad.c');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^bad\.c:2:22: error: use of undeclared identifier 'nope'/);
  });
});

describe('bundled', () => {
  it('keeps written files in memory', async () => {
    const result = await compile(bundledClang(), '-E', '-Iinc', '-MMD', '-MF', 'a.d', '-MT', 'a.hxo', '-o', '-', 'a.c');
    const rule = result.files.get(join(cwd, 'a.d'));
    expect(Buffer.from(rule ?? []).toString()).toBe('a.hxo: a.c b.h inc/c.h\n');
    expect(existsSync(join(cwd, 'a.d'))).toBe(false);
  });

  it('reads standard input', async () => {
    const args = ['-E', '-P', '-x', 'c', '-o', '-', '-'];
    const { stdout } = await bundledClang().run({ cwd, args, stdin: Buffer.from('#define X 5\nX\n') });
    expect(Buffer.from(stdout).toString().trim()).toBe('5');
  });
});

describe('native', () => {
  it('names a program that is not there, or is no clang', () => {
    expect(() => nativeClang('/nowhere/clang')).toThrow(HsxError);
    expect(() => nativeClang('/nowhere/clang')).toThrow(/no such program/);
    expect(() => nativeClang('/bin/echo')).toThrow(/is not clang/);
  });
});
