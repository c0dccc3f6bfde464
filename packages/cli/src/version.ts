/** The version of HSX, as its package says. */
import { readFileSync } from 'node:fs';

export function hsxVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
