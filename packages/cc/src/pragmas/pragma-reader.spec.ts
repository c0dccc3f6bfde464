import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDiagnostic } from '@hsx/image';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundledClang } from '../clang/bundled-clang.js';
import type { FrontEnd } from '../clang/front-end.js';
import { Compiler, type Source } from '../compiler.js';
import { BuildFailed, CollectingReporter } from '../reporter.js';

let cwd: string;
let runs: string[][];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'hsx-pragmas-'));
  runs = [];
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Clang, counting its runs; `tells` whether it says what it has read. */
function counting(tells: boolean): FrontEnd {
  const clang = bundledClang();
  const { name, major, identity, baseArgs } = clang;
  return {
    ...{ name, major, identity, baseArgs },
    run: async (request) => {
      runs.push(request.args);
      const { read, ...result } = await clang.run(request);
      return tells && read !== undefined ? { ...result, read } : result;
    },
  };
}

interface Outcome {
  said: string;
  /** What the object declares; `undefined` when there is none. */
  metadata?: unknown;
}

async function compile(files: Record<string, string>, clangArgs: string[] = [], tells = true): Promise<Outcome> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const [[path, text] = ['', '']] = Object.entries(files);
  const reporter = new CollectingReporter();
  const settings = {
    ...{ level: 'ext' as const, optimisation: '-O1', debug: false, clangArgs },
    ...{ sdkIncludes: [], sdkFolder: undefined, includeDirs: [] },
  };
  const compiler = new Compiler(settings, cwd, reporter, () => counting(tells));
  const source: Source = { path, kind: path.endsWith('.i') ? 'preprocessed' : 'c', bytes: Buffer.from(text) };
  const said = () => [...reporter.texts, ...reporter.diagnostics.map((one) => `${renderDiagnostic(one)}\n`)].join('');
  try {
    const { metadata } = await compiler.compile(source);
    return { said: said(), metadata };
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error;
    return { said: said() };
  }
}

const VALUE_MACRO = `#define TEXT(x) #x
#define VALUE(group_, id_, name_) _Pragma(TEXT(hsx_value(group = group_, id = id_, name = #name_)))
`;

it('runs clang once where there is no pragma', async () => {
  const { said } = await compile({
    'a.c': '#include "b.h"\nint f(void) { return hsx_value_get(1); }\n',
    'b.h': '#pragma once\nint hsx_value_get(int);\n',
  });
  expect(said).toBe('');
  expect(runs).toHaveLength(1);
  const other = await compile({ 'a.c': '#include "b.h"\n', 'b.h': '' }, [], false);
  // A clang that does not tell what it has read has to be asked.
  expect([other.said, runs.length]).toEqual(['', 3]);
});

it('takes pragmas from macros, included files and chosen branches, and quietly', async () => {
  const { said, metadata } = await compile(
    {
      'a.c': `#include "b.h"
#define GROUP 7
VALUE(GROUP, 1, speed)
#if GROUP == 8
#pragma hsx_value(group=1, id=1)
#else
#pragma hsx_value(group=GROUP, id=2 /* the
  second */, name="torque")
#endif
#pragma hsx_command(stop, group=GROUP, id=1, handler=stop)
__attribute__((used)) static int stop(void) { VALUE(GROUP, 4, inside) return 0; }
`,
      'b.h': `${VALUE_MACRO}#pragma hsx_value(group=1, id=3)\n`,
    },
    ['-Wall', '-Werror'],
  );
  expect(said).toBe('');
  expect(metadata).toMatchObject({
    values: [
      { group: 1, id: 3 },
      { group: 7, id: 1, name: 'speed' },
      { group: 7, id: 2, name: 'torque' },
      { group: 7, id: 4, name: 'inside' },
    ],
    commands: [{ group: 7, id: 1, name: 'stop', handler: 'stop' }],
  });
});

it('shows errors of pragmas together with those of clang', async () => {
  const { said, metadata } = await compile(
    { 'a.c': '#pragma hsx_value(group=1, id=256)\nint f(void) { return x; }\n' },
    ['-Wall'],
  );
  expect(metadata).toBeUndefined();
  expect(said).toContain("a.c:2:22: error: use of undeclared identifier 'x'");
  expect(said).toContain('a.c:1:31: error: id is 256, expected 0 to 255\n  #pragma hsx_value(group=1, id=256)\n');
  expect(said).not.toContain('unknown pragma');
});

it('leaves foreign pragmas to clang', async () => {
  const text = '#pragma hsx_value(group=1, id=1)\n#pragma foreign\n#pragma hsx_valu(x)\n';
  const { said, metadata } = await compile({ 'a.c': text }, ['-Wall']);
  expect(metadata).toMatchObject({ values: [{ id: 1 }] });
  expect(said.match(/warning: .*/g)).toEqual([
    'warning: unknown pragma ignored [-Wunknown-pragmas]',
    "warning: unknown pragma 'hsx_valu'",
  ]);
  expect(said).toContain('a.c:2:9');
  expect(await compile({ 'a.c': text }, ['-Wall', '-Werror'])).not.toHaveProperty('metadata');
  expect((await compile({ 'a.c': text }, ['-w'])).said).toBe('');
});

it('reads preprocessed sources as they are', async () => {
  const { metadata } = await compile({ 'a.i': '# 5 "gen.y"\n#pragma hsx_mailbox(target="app:x")\nint x;\n' });
  expect(metadata).toMatchObject({ mailboxes: [{ target: 'app:x' }] });
  expect(runs).toHaveLength(1);
});

it('says that a handler was left out', async () => {
  const { said } = await compile({
    'a.c': '#pragma hsx_command(group=1, id=1, handler=stop)\nstatic int stop(void) { return 0; }\n',
  });
  expect(said).toBe(`a.c:1:44: error: the compiler has left out the static function 'stop', because no code needs it
  #pragma hsx_command(group=1, id=1, handler=stop)
                                             ^
  hint: add __attribute__((used)) to its definition
`);
});
