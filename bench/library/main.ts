/**
 * What library routines cost: instructions retired by a call, its RET included and the CALL not, at both levels, as the Markdown tables of
 * docs/library-cost.md. `npm run bench:library` prints them, with `-- --record` it puts them there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Level } from '@hsx/isa';
import { LEVELS, LibraryGuest, randomWords } from '../../tests/sdk/library-guest.js';

type Rows = [string, (guest: LibraryGuest) => number | string][];

/** Instructions of one call. */
function cost(guest: LibraryGuest, name: string, ...args: number[]): number {
  const before = guest.retired;
  guest.call(name, ...args);
  return guest.retired - before;
}

/** The lines of the tables, by what their heads begin with. */
const tables = new Map<string, string[]>();

/** Begins a table. */
function head(title: string, columns: readonly unknown[]): string[] {
  const lines = [`| ${title} | ${columns.join(' | ')} |`, `|---|${columns.map(() => '---:|').join('')}`];
  tables.set(title, lines);
  return lines;
}

async function table(title: string, names: readonly string[], rows: Rows): Promise<void> {
  const guests = new Map<Level, LibraryGuest>();
  for (const level of LEVELS) guests.set(level, await LibraryGuest.load(level, names, { heap: 32_768 }));
  const lines = head(title, LEVELS);
  for (const [name, measure] of rows)
    lines.push(`| ${name} | ${LEVELS.map((level) => measure(guests.get(level) as LibraryGuest)).join(' | ')} |`);
}

const SIZES = [1, 4, 7, 8, 16, 31, 64, 256, 1024];

/** A row for one function at one alignment: costs at every size. */
async function memoryTable(): Promise<void> {
  const cases: [string, string, (guest: LibraryGuest, n: number) => number[]][] = [
    ['memcpy, aligned', 'memcpy', ({ arena }, n) => [arena, arena + 2048, n]],
    ['memcpy, both 1 off', 'memcpy', ({ arena }, n) => [arena + 1, arena + 2049, n]],
    ['memcpy, from 1 off', 'memcpy', ({ arena }, n) => [arena, arena + 2049, n]],
    ['memcpy, from 2 off', 'memcpy', ({ arena }, n) => [arena, arena + 2050, n]],
    ['memmove upwards, aligned', 'memmove', ({ arena }, n) => [arena + 8, arena, n]],
    ['memmove upwards, from 1 off', 'memmove', ({ arena }, n) => [arena + 8, arena + 1, n]],
    ['memset, aligned', 'memset', ({ arena }, n) => [arena, 7, n]],
    ['memset, 1 off', 'memset', ({ arena }, n) => [arena + 1, 7, n]],
    ['memcmp, equal, aligned', 'memcmp', ({ arena }, n) => [arena, arena + 2048, n]],
    ['memcmp, equal, 1 off', 'memcmp', ({ arena }, n) => [arena, arena + 2049, n]],
    ['memchr, not there, aligned', 'memchr', ({ arena }, n) => [arena, 200, n]],
    ['strlen, aligned', 'strlen', ({ arena }, n) => [arena + 7168 - n - (n % 4 === 0 ? 0 : 4 - (n % 4))]],
    ['strcpy, aligned', 'strcpy', ({ arena }, n) => [arena, arena + 7168 - n]],
    ['strcmp, equal, aligned', 'strcmp', ({ arena }, n) => [arena + 7168 - n, arena + 5120 - n]],
  ];
  for (const level of LEVELS) {
    const lines = head(`${level}: bytes`, SIZES);
    for (const [title, name, args] of cases) {
      const costs = [];
      for (const n of SIZES) {
        const guest = await LibraryGuest.load(level, [name]);
        guest.write(0, new Uint8Array(7168).fill(name.startsWith('str') ? 65 : 0));
        guest.write(7168, new Uint8Array(4));
        guest.write(5120, new Uint8Array(name === 'strcmp' ? 1 : 0));
        costs.push(cost(guest, name, ...args(guest, n)));
      }
      lines.push(`| ${title} | ${costs.join(' | ')} |`);
    }
  }
}

/** Mean and most of malloc and free over a steady random trace. */
function trace(guest: LibraryGuest): { malloc: number[]; free: number[] } {
  const random = randomWords(3);
  const live: number[] = [];
  const costs: { malloc: number[]; free: number[] } = { malloc: [], free: [] };
  for (let step = 0; step < 4000; step++) {
    if (live.length < 60 + (random() % 60)) {
      const before = guest.retired;
      const address = guest.call('malloc', random() % 16 === 0 ? random() % 1000 : random() % 100);
      costs.malloc.push(guest.retired - before);
      if (address !== 0) live.push(address);
    } else {
      const [address] = live.splice(random() % live.length, 1);
      costs.free.push(cost(guest, 'free', address as number));
    }
  }
  for (const address of live) guest.call('free', address);
  return costs;
}

const mean = (values: number[]) => (values.reduce((a, b) => a + b, 0) / values.length).toFixed(0);

/** Replaces the tables of a document that have the same heads. */
function recordIn(document: URL): void {
  let text = readFileSync(document, 'utf8');
  for (const [title, lines] of tables) {
    const start = text.indexOf(`\n| ${title} |`) + 1;
    if (start === 0) throw new Error(`${document.pathname} has no table "${title}"`);
    text = `${text.slice(0, start)}${lines.join('\n')}${text.slice(text.indexOf('\n\n', start))}`;
  }
  writeFileSync(document, text);
}

export async function main(args: readonly string[]): Promise<number> {
  await table(
    'heap',
    ['malloc', 'free', 'realloc', 'calloc'],
    [
      ['the first malloc', (guest) => cost(guest, 'malloc', 24)],
      ['malloc(24), split from a large block', (guest) => cost(guest, 'malloc', 24)],
      [
        'free between blocks in use',
        (guest) => {
          const block = guest.call('malloc', 24);
          guest.call('malloc', 24);
          return cost(guest, 'free', block);
        },
      ],
      ['malloc(24), of a free block of that size', (guest) => cost(guest, 'malloc', 24)],
      [
        'free, joined on both sides',
        (guest) => {
          const [a, b, c] = [guest.call('malloc', 24), guest.call('malloc', 24), guest.call('malloc', 24)];
          guest.call('malloc', 24);
          guest.call('free', a);
          guest.call('free', c);
          return cost(guest, 'free', b);
        },
      ],
      ['realloc in its place', (guest) => cost(guest, 'realloc', guest.call('malloc', 24), 28)],
      ['malloc in a random trace, mean', (guest) => mean(trace(guest).malloc)],
      ['malloc in a random trace, at most', (guest) => Math.max(...trace(guest).malloc)],
      ['free in a random trace, mean', (guest) => mean(trace(guest).free)],
      ['free in a random trace, at most', (guest) => Math.max(...trace(guest).free)],
    ],
  );
  await memoryTable();
  const wide = (name: string, ...words: number[]): Rows[number] => [
    `${name}(${words.map((word) => `0x${(word >>> 0).toString(16)}`).join(', ')})`,
    (guest) => cost(guest, name, ...words),
  ];
  await table(
    '64-bit and word arithmetic',
    [
      '__muldi3',
      '__udivdi3',
      '__umoddi3',
      '__divdi3',
      '__moddi3',
      '__ashldi3',
      '__lshrdi3',
      '__ashrdi3',
      '__udivsi3',
      '__umodsi3',
    ],
    [
      wide('__muldi3', 0x12345678, 0x9abc, 0x87654321, 0xdef0),
      wide('__udivdi3', 1000, 0, 10, 0),
      wide('__udivdi3', 0x12345678, 5, 10, 0),
      wide('__udivdi3', 0x12345678, 0x12345, 86400, 0),
      wide('__udivdi3', 0x12345678, 0x12345678, 0x76543210, 0),
      wide('__udivdi3', 0x12345678, 0x12345678, 0x76543210, 0x12),
      wide('__umoddi3', 0x12345678, 0x12345, 86400, 0),
      wide('__divdi3', 0x12345678, 0x92345678, 86400, 0),
      wide('__moddi3', 0x12345678, 0x92345678, 86400, 0),
      wide('__ashldi3', 0x12345678, 0x92345678, 12, 0),
      wide('__lshrdi3', 0x12345678, 0x92345678, 40, 0),
      wide('__ashrdi3', 0x12345678, 0x92345678, 12, 0),
      wide('__udivsi3', 0x12345678, 10),
      wide('__udivsi3', 0x92345678, 10),
      wide('__umodsi3', 0x92345678, 10),
    ],
  );
  for (const lines of tables.values()) console.log(`\n${lines.join('\n')}`);
  if (args.includes('--record')) recordIn(new URL('../../docs/library-cost.md', import.meta.url));
  return 0;
}
