/** The constants of sdk/libc/math/ are what their script calculates. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TABLES, tableText } from '../../sdk/scripts/math/tables.mjs';

it.each(TABLES.map((name) => [name]))('%s', (name) => {
  const file = new URL(`../../sdk/libc/math/${name}-tables.h`, import.meta.url);
  expect(readFileSync(file, 'utf8') === tableText(name), 'run: npm run math:tables').toBe(true);
});
