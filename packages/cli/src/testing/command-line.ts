/** Runs command lines in this process, in a folder of their own, and keeps what they say. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import picocolors from 'picocolors';
import { afterAll, beforeAll } from 'vitest';
import { runCommandLine } from '../main.js';

export interface Outcome {
  status: number;
  out: string;
  err: string;
}

export interface Sandbox {
  folder: string;
  /** Writes a file, its folders included. */
  write(name: string, contents: string | Uint8Array): string;
  /** Runs `hsx LINE`; arguments are separated by spaces. */
  hsx(line: string | string[]): Promise<Outcome>;
}

/** A folder that is the current one for the tests of a file. */
export function sandbox(): Sandbox {
  const before = process.cwd();
  const self: Sandbox = {
    folder: '',
    write(name, contents) {
      const path = join(self.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, contents);
      return path;
    },
    async hsx(line) {
      const args = typeof line === 'string' ? line.split(' ').filter((arg) => arg !== '') : line;
      const outcome: Outcome = { status: -1, out: '', err: '' };
      const plain = picocolors.createColors(false);
      const terminal = {
        out: (text: string | Uint8Array) => {
          outcome.out += typeof text === 'string' ? text : Buffer.from(text).toString('latin1');
        },
        err: (text: string) => {
          outcome.err += text;
        },
        outColours: plain,
        errColours: plain,
        interactive: false,
      };
      outcome.status = await runCommandLine(null, args, { cwd: self.folder, env: process.env, terminal });
      return outcome;
    },
  };
  beforeAll(() => {
    self.folder = mkdtempSync(join(tmpdir(), 'hsx-cli-'));
    process.chdir(self.folder);
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(self.folder, { recursive: true, force: true });
  });
  return self;
}
