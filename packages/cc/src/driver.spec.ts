import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHxo, readSources } from '@hsx/image';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDriver } from './driver.js';
import { CollectingReporter } from './reporter.js';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'hsx-cc-'));
  mkdirSync(join(cwd, 'src'));
  write('src/sum.c', '#include "n.h"\nint sum(int a, int b) { return a + b + N; }\n');
  write('src/n.h', '#define N 4\n');
  write('start.mvasm', '.entry go\n.export go\n.import sum\ngo: LDI R0, 1\nLDI R1, 2\nCALL sum\nSVC TASK_EXIT\n');
});
afterEach(() => rmSync(cwd, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(cwd, name), text);
}

function read(name: string): string {
  return readFileSync(join(cwd, name), 'utf8');
}

/** Runs `hsx cc LINE`; gives the status and everything that was said. */
async function cc(line: string): Promise<{ status: number; said: string }> {
  const reporter = new CollectingReporter();
  const usage: string[] = [];
  const status = await runDriver(line.split(' '), {
    cwd,
    env: process.env,
    reporter,
    usageError: (message) => usage.push(message),
    print: (text) => usage.push(text),
    help: () => 'help',
    version: () => 'version\n',
  });
  const messages = reporter.diagnostics.map(
    ({ file, line: at, severity, message }) => `${file}:${at}: ${severity}: ${message}`,
  );
  return { status, said: [...usage, ...messages, ...reporter.texts].join('\n') };
}

it('compiles to every stage', async () => {
  expect(await cc('-O1 -S -emit-llvm src/sum.c')).toEqual({ status: 0, said: '' });
  expect(read('sum.ll')).toContain('define dso_local');
  expect(await cc('-O1 -c -emit-llvm src/sum.c')).toEqual({ status: 0, said: '' });
  expect(await cc('-S sum.bc')).toEqual({ status: 0, said: '' });
  expect(read('sum.mvasm')).toContain('sum:');
  expect(await cc('-c -o x.hxo sum.mvasm')).toEqual({ status: 0, said: '' });
  expect(readHxo(read('x.hxo')).symbols.map(({ name }) => name)).toContain('sum');
  expect(await cc('-o x.hxe x.hxo start.mvasm')).toEqual({ status: 0, said: '' });
  expect(read('x.hxe').slice(0, 4)).toBe('HSXE');
});

it('says where the sources of a debug build lie', async () => {
  mkdirSync(join(cwd, 'lib'), { recursive: true });
  write('lib/half.h', 'static inline int half(int x) { return x / 2; }\n');
  write('src/half.c', '#include "half.h"\nint sum(int a, int b) { return half(a) + b; }\n');
  const line = '-g -O2 -Ilib -fdebug-prefix-map=src=original start.mvasm src/half.c -o half.hxe --no-gc-sections';
  expect(await cc(line)).toEqual({ status: 0, said: '' });
  const sources = readSources(read('half.sources.json'));
  expect(sources).toMatchObject({
    project_root: cwd,
    build_time: '1970-01-01T00:00:00Z',
    prefix_map: { '': cwd, original: join(cwd, 'src') },
    sources: [
      { file: 'lib/half.h', path: join(cwd, 'lib/half.h'), relative: 'lib/half.h' },
      { file: 'original/half.c', path: join(cwd, 'src/half.c'), relative: 'src/half.c' },
    ],
  });
  expect(sources.include_paths[0]).toBe(join(cwd, 'lib'));
  for (const { path } of sources.sources) expect(existsSync(path)).toBe(true);
  // A link without -g has nothing to say of sources.
  expect(await cc('--emit-sym -O2 -Ilib start.mvasm src/half.c -o bare.hxe')).toEqual({ status: 0, said: '' });
  expect(existsSync(join(cwd, 'bare.sources.json'))).toBe(false);
});

it('gives the same object whatever the folder is called', async () => {
  await cc('-g -O2 -c -o one.hxo src/sum.c');
  mkdirSync(join(cwd, 'deep/src'), { recursive: true });
  for (const name of ['src/sum.c', 'src/n.h']) write(`deep/${name}`, read(name));
  const outer = cwd;
  cwd = join(cwd, 'deep');
  await cc('-g -O2 -c -o one.hxo src/sum.c');
  const inner = read('one.hxo');
  cwd = outer;
  expect(inner).toBe(read('one.hxo'));
  expect(inner).not.toContain(tmpdir());
});

it('never names lines of the assembly that it made as lines of the source', async () => {
  write('asm.c', '#include "src/n.h"\n\nint f(void)\n{\n  __asm__("FOO R1");\n  return N;\n}\n');
  expect(await cc('-c asm.c')).toMatchObject({
    status: 1,
    said: "asm.c:0: error: unknown instruction 'FOO', in assembly of function 'f'",
  });
  expect((await cc('-g -c asm.c')).said).toBe("asm.c:5: error: unknown instruction 'FOO', in assembly of function 'f'");
  write('twin.c', '\n\nint sum(int a, int b) { return a * b; }\n');
  const { said } = await cc('-nostdlib start.mvasm src/sum.c twin.c');
  expect(said).toContain("twin.c:0: error: duplicate symbol 'sum'");
  expect((await cc('-nostdlib -g start.mvasm src/sum.c twin.c')).said).toContain('twin.c:3: error: duplicate symbol');
  write('call.S', '#include "src/n.h"\n; a comment\n\n#define ONE 1\n\nLDI R1, ONE\nFOO\n');
  expect((await cc('-c call.S')).said).toBe("call.S:7: error: unknown instruction 'FOO'");
});

it('writes rules for make', async () => {
  expect(await cc('-MMD -c -o sum.hxo src/sum.c')).toEqual({ status: 0, said: '' });
  expect(read('sum.d')).toBe('sum.hxo: src/sum.c src/n.h\n');
  expect(await cc('-MM -MT t -o rule src/sum.c')).toEqual({ status: 0, said: '' });
  expect(read('rule')).toBe('t: src/sum.c src/n.h\n');
});

it('tries every input and leaves no output of those that fail', async () => {
  write('bad.c', 'int f(void) { return x; }\n');
  const { status, said } = await cc('-c bad.c none.c src/sum.c');
  expect(status).toBe(1);
  expect(said).toContain("bad.c:1:22: error: use of undeclared identifier 'x'");
  expect(said).toContain('none.c:0: error: cannot read: no such file or directory');
  expect(existsSync(join(cwd, 'bad.hxo'))).toBe(false);
  expect(existsSync(join(cwd, 'sum.hxo'))).toBe(true);
});

it('warns about inputs that a stage does not use', async () => {
  const { status, said } = await cc('-S start.mvasm');
  expect(status).toBe(0);
  expect(said).toContain('start.mvasm:0: warning: the file is not used');
});

it('shows its plan with -### and does nothing', async () => {
  const { status, said } = await cc('-### -o plan.hxe src/sum.c start.mvasm');
  expect(status).toBe(0);
  expect(said).toMatch(
    / clang .*--target=riscv32[\s\S]* hsx-llc .*[\s\S]* hsx-ld -o plan\.hxe src\/sum\.c start\.mvasm/,
  );
  expect(existsSync(join(cwd, 'plan.hxe'))).toBe(false);
});

it('keeps intermediate files on request', async () => {
  expect(await cc('-save-temps -c src/sum.c')).toEqual({ status: 0, said: '' });
  for (const name of ['sum.i', 'sum.ll', 'sum.mvasm', 'sum.hxo']) expect(existsSync(join(cwd, name))).toBe(true);
});

it('has statuses of its own for usage and help', async () => {
  expect((await cc('--nope x.c')).status).toBe(2);
  expect(await cc('--help')).toEqual({ status: 0, said: 'help' });
  expect(await cc('-dumpmachine')).toEqual({ status: 0, said: 'hsx\n' });
  expect(await cc('-dumpversion')).toEqual({ status: 0, said: 'version\n' });
});
