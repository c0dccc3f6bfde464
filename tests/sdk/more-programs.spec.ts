/** setjmp, time, signals, locale, wide characters and the rest of the strings, in programs. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomWords } from './library-guest.js';
import { buildProgram } from './run-program.js';

const programs = fileURLToPath(new URL('programs/', import.meta.url));
const lines = (...all: string[]) => `${all.join('\n')}\n`;
const DAY = 86_400_000;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
].concat(['November', 'December']);

/** What dates.c prints for a time, by the calendar of JavaScript. */
function dateLine(seconds: number): string {
  const date = new Date(seconds * 1000);
  const pad = (n: number, width = 2) =>
    n < 0 ? `-${String(-n).padStart(width - 1, '0')}` : String(n).padStart(width, '0');
  const year = date.getUTCFullYear();
  const startOf = (y: number) => new Date(0).setUTCFullYear(y, 0, 1);
  const yday = Math.floor((date.getTime() - startOf(year)) / DAY);
  const wday = date.getUTCDay();
  // The Thursday of the week decides the ISO year.
  const thursday = new Date(date.getTime() + (3 - ((wday + 6) % 7)) * DAY);
  const isoYear = thursday.getUTCFullYear();
  const isoWeek = Math.floor((thursday.getTime() - startOf(isoYear)) / (7 * DAY)) + 1;
  const sunday = Math.floor((yday + 7 - wday) / 7);
  const monday = Math.floor((yday + 7 - ((wday + 6) % 7)) / 7);
  const century = (y: number) => Math.floor(y / 100);
  const hour = date.getUTCHours();
  const [day, month] = [DAYS[wday] as string, MONTHS[date.getUTCMonth()] as string];
  const time = [hour, date.getUTCMinutes(), date.getUTCSeconds()].map((n) => pad(n)).join(':');
  return [
    `${year}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())} ${time}`,
    `${pad(yday + 1, 3)} ${wday} ${wday === 0 ? 7 : wday} ${pad(sunday)} ${pad(monday)}`,
    `${isoYear} ${pad(isoWeek)} ${pad(isoYear - 100 * century(isoYear))}`,
    `${pad(century(year))} ${pad(year - 100 * century(year))} ${pad(hour % 12 === 0 ? 12 : hour % 12)}`,
    `${hour < 12 ? 'AM' : 'PM'} ${day.slice(0, 3)} ${day} ${month.slice(0, 3)} ${month}`,
    `${String(date.getUTCDate()).padStart(2)}|1`,
  ].join(' ');
}

describe.each([[['-Os']], [['-O0']], [['-O2', '-misa=core']]])('%s', (options) => {
  const build = (name: string) => buildProgram(programs + name, '-Wall', '-Wextra', '-Werror', ...options);

  beforeAll(async () => {
    // The first link of a level builds the library, which takes longer than a test may.
    await build('hello.c');
  }, 300_000);

  it('jumps out of calls', async () => {
    const { stdout, end } = await (await build('jumps.c')).run();
    expect(stdout).toBe(
      lines('5 1 -1 1073741824 ', '4', '1457', '123', '285', '1+22+333: 356', "1+x: 'x' at 2", "1+: '$' at 2"),
    );
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });

  it('knows the calendar', async () => {
    const random = randomWords(2026);
    const times = [0, -1, 951_782_399, 951_782_400, 1_709_164_800, 4_102_444_800, -2_208_988_800, 253_402_300_799];
    times.push(-62_135_596_800, -62_167_219_200, -62_167_219_201);
    for (let i = 0; i < 150; i++) times.push((random() - 0x8000_0000) * (i % 3 === 0 ? 1 : 1 + (random() % 1800)));
    const far = ['9000000000000000000', '-200000000000000', '200000000000000'];
    const input = lines(...times.map(String), ...far);
    const { stdout } = await (await build('dates.c')).run({ input: Buffer.from(input) });
    expect(stdout).toBe(
      lines(
        ...times.map(dateLine),
        ...far.map((n) => `${n}: value too large`),
        '1740704460 Fri Feb 28 01:01:00 2025',
        'Thu Jan  1 00:00:00 1970',
        'Thu Jan  1 00:00:00 1970|01/01/70|00:00:00|01/01/70|1970-01-01|12:00:00 AM|00:00|00:00:00|Jan|',
        '|\t|+0000|UTC|%|70|01|Q|',
        '0 10 0 0',
        '-1 1 ? ? -2147481748 -9 52 -21474818',
        '200 2',
        '1 1 0 1',
      ),
    );
  });

  it('sends itself signals and ends quickly', async () => {
    const program = await build('signals.c');
    const all = lines('1 0 0 1 0 1 1 1 1515', '1 0 C C 1 . 1');
    const ends = { '': ['quick\n', 'exit', 9], abort: ['aborting with 6\n', 'abort'], 'raise abort': ['', 'abort'] };
    for (const [what, [text, kind, status]] of Object.entries(ends)) {
      const { stdout, end } = await program.run({ args: [what] });
      expect(stdout, what).toBe(`${all}${text}`);
      expect(end).toMatchObject(status === undefined ? { kind } : { kind, status });
    }
    expect((await program.run({ args: ['raise'] })).end).toMatchObject({ kind: 'exit', status: 130 });
  });

  it('converts multibyte characters', async () => {
    const cases = {
      e282ac: '3:20ac | 20ac | 20ac',
      c080: '-1:0 | -1 |',
      eda080: '-1:0 | -1 |',
      f0908080: '4:10000 | 10000 | d800 dc00',
      f4908080: '-1:0 | -1 |',
      f48fbfbf: '4:10ffff | 10ffff | dbff dfff',
      c3: '-2:0 | |',
      f09f98: '-2:0 | |',
      '41c3a4e282acf09f9880': '1:41 2:e4 3:20ac 4:1f600 | 41 e4 20ac 1f600 | 41 e4 20ac d83d de00',
      ...Object.fromEntries(['80', 'ff', 'e080', 'f080', 'c328', 'f880'].map((bytes) => [bytes, '-1:0 | -1 |'])),
      efbfbf: '3:ffff | ffff | ffff',
      '00': '0:0 | 0 |',
    };
    const input = Buffer.from(lines(...Object.keys(cases)));
    const { stdout } = await (await build('wide-characters.c')).run({ input });
    expect(stdout).toBe(
      lines(
        // Object.keys puts those that look like numbers first.
        ...Object.values(cases),
        '4 61 e4 20ac 1f600 4 10 0 10 3 2 -1 0',
        '2 3 2 1 -1 1 1 -1 4 0 1',
        '0 4 0 -1 3 1',
        '6f 6e 65 20 74 77 6f 20 74 68 72 65 65 34 14 1 -1 0 4 8 1 1 4 1 3 3 5',
        '3 3 6 0 1 1 0 0 3',
        '1 0 1 88 196 1 0 0 a 1 65 1',
      ),
    );
  });

  it('has the strings of BSD and GNU', async () => {
    const { stdout } = await (await build('strings.c')).run();
    expect(stdout).toBe(
      lines(
        '5 short 13 much to 3 4 abcd 10 abcdefg 4',
        '2 00x 4',
        'a copy|a p|0',
        '<a><><b><> 1',
        'world  world 1 orld 1 o world 1 1',
        '2 1 5 00c cd 0 o world orld 0 1 32 4 41 2',
      ),
    );
  });

  it('keeps rules of the standard that are easily broken', async () => {
    const { stdout, end } = await (await build('rules.c')).run({ input: Buffer.from('1234567890') });
    expect(stdout).toMatch(/^\d+ checks\n$/);
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });

  it('has atomic operations on everything', async () => {
    const { stdout, end } = await (await build('atomics.c')).run();
    expect(stdout).toBe(lines('1 2 3 4 5', '36 1.5 1', '12 34 99', '1 5 0 7', '10 7 4 6 14 5 -6 1', '1 1'));
    expect(end).toMatchObject({ kind: 'exit', status: 0 });
  });
});
