/** The SDK's headers: the generated one is what the table gives, and all are clean C11 and C++. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CollectingReporter, Compiler, findSdk, selectClang } from '@hsx/cc';
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

const headers = readdirSync(include, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.h'))
  .sort();

describe('headers', () => {
  it('hsx/svc.h is what the table gives', () => {
    expect(readFileSync(`${include}hsx/svc.h`, 'utf8') === svcHeader(isa), HOW).toBe(true);
  });

  it('say what they are and include once', () => {
    for (const name of headers) {
      const text = readFileSync(include + name, 'utf8');
      expect(text, name).toMatch(/^\/\*\*\s(?:\s?\*?\s?)?@file /);
      if (name !== 'assert.h') expect(text, name).toMatch(/#ifndef HSX_\w+_H\n#define HSX_\w+_H/);
    }
  });

  it('each alone and all together, twice, are clean C11', async () => {
    const reporter = new CollectingReporter();
    const flags = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Wsystem-headers', '-Werror'];
    const all = headers.map((name) => `#include <${name}>\n`).join('');
    for (const text of [...headers.map((name) => `#include <${name}>\nextern int x;\n`), `${all}${all}`])
      await compiler(reporter, ...flags).toIr(source(text));
    expect(reporter.texts).toEqual([]);
  });

  it('are clean C++', async () => {
    const reporter = new CollectingReporter();
    const text = headers.map((name) => `#include <${name}>\n`).join('');
    const cxx = compiler(reporter, '-std=c++17', '-Wall', '-Wextra', '-Wpedantic', '-Wsystem-headers', '-Werror');
    const args = cxx.clangArgs(source(text), ['-fsyntax-only']).map((arg) => (arg === 'c' ? 'c++' : arg));
    await cxx.runClang(args, source(text));
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
