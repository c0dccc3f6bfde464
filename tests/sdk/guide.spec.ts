/** docs/guide.md: what its commands print. Numbers are not compared, since every change of compiler and library moves some. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` };

/** `$ command`, what it prints on both streams, and its exit status in brackets where that is not 0. */
function transcript(command: string, cwd: string): string {
  const { status, stdout } = spawnSync('sh', ['-c', `{ ${command} ; } 2>&1`], { cwd, env, encoding: 'utf8' });
  return `$ ${command}\n${stdout}${status === 0 ? '' : `[${status}]\n`}`;
}

/** Addresses, counts and times are `#`, however long; a status and a place in the source stay. */
function withoutNumbers(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      /^(?:\$|\[|average )/.test(line)
        ? line
        : line
            .replace(/(?<![\w.:])(?:\d+\.\d+|0x[\dA-F]+|[\da-f]*\d[\da-f]*)(?![\w:)])|\bR\d+/g, '#')
            .replace(/[ \t]+/g, ' '),
    )
    .join('\n');
}

it('the guide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hsx-guide-'));
  try {
    const text = readFileSync(join(root, 'docs/guide.md'), 'utf8');
    let commands = 0;
    for (const [, language, file, body = ''] of text.matchAll(/^```(\w+)(?: file=(\S+))?\n(.*?)^```$/gms)) {
      if (file !== undefined) writeFileSync(join(folder, file), body);
      if (language !== 'console') continue;
      for (const expected of body.split(/^(?=\$ )/m)) {
        const command = /^\$ (.*)/.exec(expected)?.[1] ?? '';
        expect(withoutNumbers(transcript(command, folder))).toBe(withoutNumbers(expected));
        commands++;
      }
    }
    expect(commands).toBeGreaterThan(10);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 180_000);
