/**
 * Programs stay as small as the tool chain promises (toolchain.md, Runtime library), and do not grow unnoticed: the bytes of code at -Os are
 * compared with those recorded in sizes/sizes.json. A new program is a C file in `sizes` and a line there; `npx vitest run tests/sdk/size.spec.ts
 * --mode record` records the figures of all.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Level } from '@hsx/isa';
import { afterAll, describe, expect, it } from 'vitest';
import { LEVELS } from './library-guest.js';
import { buildProgram } from './run-program.js';

interface Entry {
  /** Most bytes at level ext, whatever was recorded. */
  limit?: number;
  prints?: string;
  /** Exit status; default 0. */
  status?: number;
  core?: number;
  ext?: number;
}

/** How much a program may grow before somebody has to say so. */
const GROWTH = 1.02;

const folder = fileURLToPath(new URL('sizes/', import.meta.url));
const record = JSON.parse(readFileSync(`${folder}sizes.json`, 'utf8')) as Record<string, Entry>;
const recording = process.env.MODE === 'record';

describe.each(LEVELS)('bytes of code at %s', (level: Level) => {
  it.each(Object.entries(record))(
    '%s',
    async (name, entry) => {
      const program = await buildProgram(`${folder}${name}.c`, '-Os', `-misa=${level}`);
      const { stdout, end } = await program.run();
      expect(end).toMatchObject({ kind: 'exit', status: entry.status ?? 0 });
      expect(stdout).toBe(entry.prints ?? '');
      const { code } = program.sizes;
      if (entry.limit !== undefined && level === 'ext') expect(code).toBeLessThanOrEqual(entry.limit);
      if (recording) entry[level] = code;
      else expect(code, `${name} was ${entry[level]} bytes`).toBeLessThanOrEqual((entry[level] ?? 0) * GROWTH);
    },
    300_000,
  );
});

/** Rows of the table in docs/stdio.md, by program. */
const DOCUMENTED = {
  'print-int': 'printf("%d\\n", n)',
  'print-double': 'printf("%f\\n", x)',
  'scan-int': 'sscanf(s, "%d", &n)',
  'scan-double': 'sscanf(s, "%lf", &x)',
  strtod: 'strtod(s, NULL)',
};

it.skipIf(recording)('docs/stdio.md tells what is recorded', () => {
  const text = readFileSync(new URL('../../docs/stdio.md', import.meta.url), 'utf8');
  for (const [name, call] of Object.entries(DOCUMENTED))
    expect(text).toContain(`| \`${call}\` | ${record[name]?.ext} | ${record[name]?.core} |`);
});

afterAll(() => {
  if (!recording) return;
  const lines = Object.entries(record).map(
    ([name, entry]) => `  ${JSON.stringify(name)}: ${JSON.stringify(entry, null, 1).replaceAll(/\n\s*/g, ' ')}`,
  );
  writeFileSync(`${folder}sizes.json`, `{\n${lines.join(',\n')}\n}\n`);
});
