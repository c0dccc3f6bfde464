/** The core runs wherever JavaScript does: only the host backends beside it use Node. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const BACKENDS = ['host-folder.ts', 'host-names.ts'];

it('nothing but the backends imports from Node, and nothing of the core imports a backend', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.spec\.ts$|^testing\b/.test(name) && !BACKENDS.includes(name),
  );
  expect(files).toContain('executive.ts');
  for (const name of files) {
    const text = readFileSync(folder + name, 'utf8');
    expect(text, name).not.toMatch(
      /from '(node:[^']*|[^']*\/host-(folder|names)\.js)'|NodeJS\.|\bBuffer\b|\bprocess\./,
    );
  }
});
