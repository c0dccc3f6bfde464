/** Formatted text as the C library of this machine has it: an opinion that nobody here wrote. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildProgram } from './run-program.js';

const program = fileURLToPath(new URL('programs/formatted.c', import.meta.url));

/** What the program prints when a native compiler made it; undefined where there is none. */
function nativeOutput(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'hsx-native-'));
  try {
    const binary = join(folder, 'formatted');
    const compiled = spawnSync('cc', ['-std=c11', '-O1', '-w', '-o', binary, program, '-lm'], { encoding: 'utf8' });
    if (compiled.error !== undefined || compiled.status !== 0) return undefined;
    return spawnSync(binary, { encoding: 'latin1' }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const expected = nativeOutput();
const title = 'printf, scanf and strtod agree with the native C library';
if (expected === undefined) it.skip(`${title} (no native compiler: nothing to compare with)`, () => {});
else
  it.each(['-misa=ext', '-misa=core'])(
    `${title}, %s`,
    async (isa) => {
      const { stdout, end } = await (await buildProgram(program, '-Os', isa)).run();
      expect(end).toMatchObject({ kind: 'exit', status: 0 });
      const [ours, theirs] = [stdout.split('\n'), expected.split('\n')];
      const at = ours.findIndex((line, i) => line !== theirs[i]);
      expect(ours[at]).toBe(theirs[at]);
      expect(ours).toHaveLength(theirs.length);
      expect(ours.length).toBeGreaterThan(1900);
    },
    300_000,
  );
