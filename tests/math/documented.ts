/** The table of docs/math.md: what is said of each function, which the tests hold it to. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Level } from '@hsx/isa';
import type { Format } from './points.js';

const DOCUMENT = new URL('../../docs/math.md', import.meta.url);
const LEVELS: readonly Level[] = ['core', 'ext'];
const FORMATS: readonly Format[] = ['d', 'f'];

export interface Figures {
  /** Units of the last place. */
  readonly error: Readonly<Record<Format, number>>;
  /** Instructions retired by one call. */
  readonly instructions: Readonly<Record<Level, Readonly<Record<Format, number>>>>;
  /** Bytes that the function of doubles, and of floats, brings into a program that has nothing else of the library. */
  readonly code: Readonly<Record<Level, Readonly<Record<Format, number>>>>;
  readonly tables: Readonly<Record<Format, number>>;
}

const ROW = /^\| ([a-z]\w*)((?: \| [\d.]+)+) \|$/gm;

/** By name of the function, in the order of the table. */
export function documented(): Map<string, Figures> {
  const text = readFileSync(DOCUMENT, 'utf8');
  return new Map(
    [...text.matchAll(ROW)].map(([, name, cells]) => {
      const numbers = (cells as string)
        .split('|')
        .slice(1)
        .map((cell) => Number(cell));
      const next = (): number => numbers.shift() ?? Number.NaN;
      const formats = () => ({ d: next(), f: next() });
      const levels = () => ({ core: formats(), ext: formats() });
      return [name as string, { error: formats(), instructions: levels(), code: levels(), tables: formats() }];
    }),
  );
}

/** Replaces the rows of the table. */
export function writeDocumented(figures: ReadonlyMap<string, Figures>): void {
  const rows = [...figures].map(([name, { error, instructions, code, tables }]) => {
    const cells = [
      ...FORMATS.map((format) => error[format].toFixed(2)),
      ...[instructions, code].flatMap((of) =>
        LEVELS.flatMap((level) => FORMATS.map((format) => `${of[level][format]}`)),
      ),
      ...FORMATS.map((format) => `${tables[format]}`),
    ];
    return `| ${[name, ...cells].join(' | ')} |\n`;
  });
  const text = readFileSync(DOCUMENT, 'utf8');
  const lines = text.split(/(?<=\n)/);
  const head = lines.findIndex((line) => line.startsWith('|---|---|---|---|---|'));
  let end = head + 1;
  while (lines[end]?.startsWith('|')) end++;
  writeFileSync(DOCUMENT, [...lines.slice(0, head + 1), ...rows, ...lines.slice(end)].join(''));
}
