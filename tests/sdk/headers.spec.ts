/** The SDK's headers: the generated one is what the table gives, and all are clean C11 and C++. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BuildFailed, CollectingReporter, Compiler, findSdk, selectClang } from '@hsx/cc';
import * as isa from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { svcHeader } from '../../sdk/scripts/svc-header.mjs';

const include = fileURLToPath(new URL('../../sdk/include/', import.meta.url));
const HOW = 'run: npx tsc -b packages/isa && node sdk/scripts/generate-headers.mjs';
const sdk = findSdk(undefined, process.env);
const frontEnd = selectClang(undefined, process.env);

function compiler(reporter: CollectingReporter, ...clangArgs: string[]): Compiler {
  const settings = {
    level: 'ext',
    optimisation: '-Os',
    debug: false,
    clangArgs,
    sdkIncludes: sdk.includes,
    sdkFolder: sdk.folder,
    includeDirs: [],
  } as const;
  return new Compiler({ ...settings, includeDirs: [] }, sdk.folder, reporter, () => frontEnd);
}

const source = (text: string) => ({ path: '-', kind: 'c', bytes: Buffer.from(text) }) as const;

/** Has clang check a source; what it says is with the compiler's reporter. */
async function checks(compiler: Compiler, text: ReturnType<typeof source>, language = 'c'): Promise<void> {
  const args = compiler.clangArgs(text, ['-fsyntax-only']).map((arg) => (arg === 'c' ? language : arg));
  await compiler.runClang(args, text).catch((error: unknown) => {
    if (!(error instanceof BuildFailed)) throw error;
  });
}

const headers = readdirSync(include, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.h'))
  .sort();

/** Any order, but the same one in every run. */
function hashOf(text: string): number {
  let hash = 7;
  for (const c of text) hash = (Math.imul(hash, 31) + c.charCodeAt(0)) >>> 0;
  return Math.imul(hash, 0x9e3779b1) >>> 0;
}

describe('headers', () => {
  it('hsx/svc.h is what the table gives', () => {
    expect(readFileSync(`${include}hsx/svc.h`, 'utf8') === svcHeader(isa), HOW).toBe(true);
  });

  it('say what they are and include once', () => {
    for (const name of headers) {
      const text = readFileSync(include + name, 'utf8');
      expect(text, name).toMatch(/^\/\*\*\s(?:\s?\*?\s?)?@file /);
      if (name !== 'assert.h') expect(text, name).toMatch(/#ifndef (__)?HSX_\w+_H\n#define \1HSX_\w+_H/);
    }
  });

  const STRICT = ['-Wall', '-Wextra', '-Wpedantic', '-Wsystem-headers', '-Werror'];

  it('each alone is clean C11', async () => {
    const reporter = new CollectingReporter();
    const c = compiler(reporter, '-std=c11', ...STRICT);
    for (const name of headers) await checks(c, source(`#include <${name}>\nextern int x;\n`));
    expect(reporter.texts).toEqual([]);
  });

  it('all together can be used from C89, as gcc -ansi allows', async () => {
    const reporter = new CollectingReporter();
    const all = headers.map((name) => `#include <${name}>\n`).join('');
    await checks(compiler(reporter, '-ansi', '-pedantic-errors'), source(`${all}extern int x;\n`));
    expect(reporter.texts).toEqual([]);
  });

  it('inttypes.h has a format for every type, which the compiler finds fitting', async () => {
    const types = ['', 'LEAST', 'FAST'].flatMap((kind) =>
      [8, 16, 32, 64].map((bits) => ({
        suffix: `${kind}${bits}`,
        type: `int${kind === '' ? '' : `_${kind.toLowerCase()}`}${bits}_t`,
      })),
    );
    types.push({ suffix: 'PTR', type: 'intptr_t' }, { suffix: 'MAX', type: 'intmax_t' });
    const uses = types.flatMap(({ suffix, type }) =>
      [...'diouxX'].map((letter) => {
        const object = `${'di'.includes(letter) ? '' : 'u'}${type} n = 0;`;
        const scan = letter === 'X' ? '' : `scanf("%" SCN${letter}${suffix}, &n);`;
        return `{ ${object} printf("%" PRI${letter}${suffix}, n); ${scan} }`;
      }),
    );
    const reporter = new CollectingReporter();
    await checks(
      compiler(reporter, '-std=c11', ...STRICT, '-Wformat-pedantic'),
      source(`#include <inttypes.h>\n#include <stdio.h>\nvoid f(void);\nvoid f(void)\n{\n${uses.join('\n')}\n}\n`),
    );
    expect(reporter.texts).toEqual([]);
  });

  it.each(['-std=c99', '-std=c11', '-std=gnu17', '-std=c23'])(
    'all together, in any order and twice, are clean with %s',
    async (standard) => {
      const reporter = new CollectingReporter();
      // C99 has no _Noreturn and no _Static_assert, which clang takes there as extensions.
      const old = standard === '-std=c99' ? ['-Wno-c11-extensions'] : [];
      const c = compiler(reporter, standard, ...STRICT, ...old);
      const order = headers.map((name) => `#include <${name}>\n`);
      const shuffled = order.toSorted((a, b) => hashOf(a + standard) - hashOf(b + standard));
      for (const list of [order, order.toReversed(), shuffled])
        await checks(c, source(`${list.join('')}${order.join('')}extern int x;\n`));
      expect(reporter.texts).toEqual([]);
    },
  );

  it.each(['-std=c++11', '-std=c++17'])('are clean with %s', async (standard) => {
    const reporter = new CollectingReporter();
    const cxx = compiler(reporter, standard, ...STRICT);
    for (const list of [headers, headers.toReversed()]) {
      const text = list.map((name) => `#include <${name}>\n`).join('');
      await checks(cxx, source(text), 'c++');
    }
    expect(reporter.texts).toEqual([]);
  });

  it("the compiler's own headers are found", async () => {
    const reporter = new CollectingReporter();
    const own = ['float', 'iso646', 'limits', 'stdalign', 'stdarg', 'stdatomic', 'stdbool', 'stddef', 'stdint'];
    const text = [...own, 'stdnoreturn'].map((name) => `#include <${name}.h>\n`).join('');
    const facts = [
      'MB_LEN_MAX == 4',
      'CHAR_MIN == 0',
      'LLONG_MAX == 0x7fffffffffffffff',
      'sizeof(max_align_t) % 8 == 0',
      '_Alignof(max_align_t) == 8',
      '__STDC_NO_THREADS__ == 1',
      'sizeof(long double) == 8',
      'LDBL_MANT_DIG == 53',
    ];
    const asserts = facts.map((fact) => `_Static_assert(${fact}, "");\n`).join('');
    await checks(compiler(reporter, '-std=c11', ...STRICT), source(`${text}${asserts}noreturn void f(void);\n`));
    expect(reporter.texts).toEqual([]);
  });

  it('a system call is its instruction, with nothing around it but its registers', async () => {
    const reporter = new CollectingReporter();
    const calls = compiler(reporter);
    const text = '#include <hsx/svc.h>\nint f(const void *buf, uint32_t len) { return hsx_task_write(buf, len); }\n';
    const { ir } = await calls.toIr(source(text));
    const code = calls
      .toAssembly(ir, source(text))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^[A-Z]/.test(line));
    expect(code).toEqual(['SVC 1, 1', 'RET']);
  });

  it('every function of the table compiles, results included', async () => {
    const reporter = new CollectingReporter();
    const text = [
      '#include <hsx/svc.h>',
      ...isa.SVC_ENTRIES.map(({ name, fn }) => {
        const outputs = fn.results.filter(({ reg }) => reg !== 'R0').length;
        const args = [
          ...fn.params.map(() => '0'),
          ...Array.from({ length: outputs }, (_, i) => `(void *)(out + ${i})`),
        ];
        return `void call_${name}(uint64_t *out) { (void)out; (void)hsx_${name.toLowerCase()}(${args.join(', ')}); }`;
      }),
    ].join('\n');
    const calls = compiler(reporter, '-O2');
    const { ir } = await calls.toIr(source(text));
    const assembly = calls.toAssembly(ir, source(text));
    expect(reporter.diagnostics).toEqual([]);
    for (const { id, name } of isa.SVC_ENTRIES) {
      const body = assembly.slice(assembly.indexOf(`\ncall_${name}:`));
      expect(/SVC (\d+), (\d+)/.exec(body)?.slice(1).map(Number), name).toEqual([id >> 8, id & 0xff]);
    }
  });
});
