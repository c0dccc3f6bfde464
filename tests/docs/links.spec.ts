/** What the documents point to is there: files, and the scripts of package.json. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = [
  'README.md',
  'bench/README.md',
  'sdk/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const textOf = (name: string) => readFileSync(join(root, name), 'utf8');

describe.each(documents)('%s', (name) => {
  const text = textOf(name);

  it('links to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] as string);
    expect(targets.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
  });

  it('names scripts that there are', () => {
    const named = [...text.matchAll(/npm run ([a-z]+(?::[a-z]+)?)/g)].map((match) => match[1] as string);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

it('docs/development.md names every script for checking and measuring', () => {
  const text = textOf('docs/development.md');
  const expected = Object.keys(scripts).filter((script) => /^(?:fuzz|test|bench|math):/.test(script));
  expect(expected.length).toBeGreaterThan(5);
  expect(expected.filter((script) => !text.includes(`npm run ${script}`))).toEqual([]);
});
