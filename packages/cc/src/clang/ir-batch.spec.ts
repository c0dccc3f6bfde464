/** Several sources in one run of clang give what each gives by itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { selectClang } from '../clang-selection.js';
import { Compiler, type Source } from '../compiler.js';
import { CollectingReporter } from '../reporter.js';
import { batchToIr } from './ir-batch.js';

const folder = mkdtempSync(join(tmpdir(), 'hsx batch "'));
const frontEnd = selectClang(undefined, {});
const reporter = new CollectingReporter();
const settings = { level: 'ext', optimisation: '-Os', debug: false, clangArgs: ['-Wall'], sdkIncludes: [] } as const;
const compiler = new Compiler({ ...settings, sdkFolder: undefined, includeDirs: [] }, folder, reporter, () => frontEnd);

afterAll(() => rmSync(folder, { recursive: true }));

function source(path: string, text: string): Source {
  writeFileSync(join(folder, path), text);
  return { path, kind: 'c', bytes: Buffer.from(text) };
}

const sources = [
  source(
    'one.c',
    'struct s { int a; }; static int f(struct s *s) { return s->a; } int one(struct s *s) { return f(s); }\n',
  ),
  source(
    'two.c',
    '#define X 2\nstruct s { char *b; }; static char *f(struct s *s) { return s->b; } char *two(struct s *s) { return f(s); }\n',
  ),
  source("it's.c", 'const char text[] = "\\n; ModuleID = \'one.c\'\\n"; int X(void) { return sizeof text; }\n'),
];
const batch = (list: readonly Source[]) =>
  batchToIr(
    frontEnd,
    compiler.clangArgs(list[0] as Source, ['-S', '-emit-llvm']),
    list.map(({ path }) => path),
    { cwd: folder },
  );

describe('sources in one run', () => {
  it('compile to what they compile to alone', async () => {
    const made = await batch(sources);
    expect([...(made?.ir.keys() ?? [])]).toEqual(['one.c', 'two.c', "it's.c"]);
    for (const item of sources) {
      const { ir } = await compiler.toIr(item);
      expect(compiler.toAssembly(made?.ir.get(item.path) ?? '', item)).toBe(compiler.toAssembly(ir, item));
    }
    expect(made?.said).toBe('');
    expect(reporter.diagnostics).toEqual([]);
  });

  it('say what they are warned of', async () => {
    const made = await batch([...sources, source('warned.c', 'int f(void) { int unused; return 0; }\n')]);
    expect(made?.ir.size).toBe(4);
    expect(made?.said).toContain("warned.c:1:19: warning: unused variable 'unused'");
  });

  it('are given up when one of them is wrong, or not there', async () => {
    expect(await batch([...sources, source('wrong.c', 'int f(\n')])).toBeUndefined();
    expect(await batch([...sources, { path: 'none.c', kind: 'c', bytes: Buffer.of() }])).toBeUndefined();
  });
});
