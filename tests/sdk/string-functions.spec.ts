/** string.h against models on JavaScript strings (Latin-1, so that a character is a byte). */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';

const NAMES = [
  ...['strlen', 'strnlen', 'strcpy', 'stpcpy', 'strncpy', 'strcat', 'strncat', 'strcmp', 'strncmp', 'strcoll'],
  ...['strxfrm', 'strchr', 'strrchr', 'strstr', 'strspn', 'strcspn', 'strpbrk', 'strtok', 'strtok_r'],
  ...['strcasecmp', 'strncasecmp'],
];
const A = 0;
const B = 512;
const FILL = 0xee;

describe.each(LEVELS)('string functions at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, NAMES);
  }, 300_000);

  const bytes = (text: string) => Uint8Array.from(Buffer.from(`${text}\0`, 'latin1'));
  /** Puts a string with its NUL at an offset, with other bytes around it; gives its address. */
  const put = (offset: number, text: string): number => {
    guest.write(offset & ~255, new Uint8Array(256).fill(FILL));
    guest.write(offset, bytes(text));
    return guest.arena + offset;
  };
  const text = (offset: number): string => {
    const all = guest.read(offset, 200);
    return Buffer.from(all.subarray(0, all.indexOf(0))).toString('latin1');
  };
  /** A place as an offset from `start`, or -1 for NULL. */
  const place = (address: number, start: number) => (address === 0 ? -1 : address - start);

  const random = randomWords(7);
  const randomText = (length: number, letters: string) =>
    Array.from({ length }, () => letters[random() % letters.length]).join('');

  it('lengths at every alignment, with bytes that a word test could take for 0', () => {
    for (let at = 0; at < 8; at++) {
      for (let length = 0; length < 20; length++) {
        const s = randomText(length, '\x01\x80\x81\xffa');
        const address = put(A + at, s);
        expect(guest.call('strlen', address)).toBe(length);
        for (const max of [0, 1, length, length + 1, 100])
          expect(guest.call('strnlen', address, max)).toBe(Math.min(length, max));
      }
    }
  });

  it('copies', () => {
    for (let to = 0; to < 4; to++) {
      for (const s of ['', 'a', 'abc', 'abcd', 'hello, world']) {
        const source = put(B + 1, s);
        const target = put(A + to, 'x'.repeat(20));
        expect(guest.call('strcpy', target, source)).toBe(target);
        expect(guest.read(A + to, 21)).toEqual(bytes(`${s}\0${'x'.repeat(19 - s.length)}`).subarray(0, 21));
        expect(guest.call('stpcpy', target, source)).toBe(target + s.length);
        for (const n of [0, 1, 3, 4, 5, 12, 16]) {
          put(A + to, 'x'.repeat(20));
          expect(guest.call('strncpy', target, source, n)).toBe(target);
          const expected = (s.slice(0, n).padEnd(n, '\0') + 'x'.repeat(20 - n)).slice(0, 20);
          expect(Buffer.from(guest.read(A + to, 20)).toString('latin1')).toBe(expected);
          expect(guest.call('strxfrm', target, source, n)).toBe(s.length);
        }
      }
    }
  });

  it('appends', () => {
    for (const [a, b] of [
      ['', ''],
      ['', 'abc'],
      ['abc', ''],
      ['hello, ', 'world'],
    ] as const) {
      const source = put(B, b);
      const target = put(A + 3, a);
      expect(guest.call('strcat', target, source)).toBe(target);
      expect(text(A + 3)).toBe(a + b);
      for (const n of [0, 1, 3, 5, 9]) {
        put(A + 3, a);
        guest.call('strncat', target, source, n);
        expect(text(A + 3)).toBe(a + b.slice(0, n));
      }
    }
  });

  it('compares as unsigned bytes, at every alignment', () => {
    const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    for (let round = 0; round < 600; round++) {
      const common = randomText(random() % 12, 'ab\xff');
      const a = common + randomText(random() % 3, 'ab\x80\xff');
      const b = common + randomText(random() % 3, 'ab\x80\xff');
      const x = put(A + (round & 3), a);
      const y = put(B + ((round >> 2) & 3), b);
      expect(Math.sign(guest.call('strcmp', x, y)), `${a} ${b}`).toBe(order(a, b));
      expect(Math.sign(guest.call('strcoll', x, y))).toBe(order(a, b));
      const n = random() % 16;
      expect(Math.sign(guest.call('strncmp', x, y, n))).toBe(order(a.slice(0, n), b.slice(0, n)));
    }
    const x = put(A, 'Hello');
    const y = put(B, 'hELLOs');
    expect(guest.call('strcasecmp', x, y)).toBeLessThan(0);
    expect(guest.call('strcasecmp', y, x)).toBeGreaterThan(0);
    expect(guest.call('strncasecmp', x, y, 5)).toBe(0);
  });

  it('searches', () => {
    for (let round = 0; round < 300; round++) {
      const s = randomText(random() % 14, 'abc\xe4');
      const part = randomText(random() % 4, 'abc\xe4');
      const x = put(A + (round & 3), s);
      const y = put(B + 1, part);
      const c = 'abcd\xe4'[random() % 5] as string;
      const code = c.charCodeAt(0) | (round & 1 ? 0x7f00 : 0);
      expect(place(guest.call('strchr', x, code), x)).toBe(s.indexOf(c));
      expect(place(guest.call('strrchr', x, code), x)).toBe(s.lastIndexOf(c));
      expect(place(guest.call('strchr', x, 0), x)).toBe(s.length);
      expect(place(guest.call('strrchr', x, 0), x)).toBe(s.length);
      expect(place(guest.call('strstr', x, y), x)).toBe(s.indexOf(part));
      const inSet = [...s].findIndex((letter) => !part.includes(letter));
      const outOfSet = [...s].findIndex((letter) => part.includes(letter));
      expect(guest.call('strspn', x, y)).toBe(inSet < 0 ? s.length : inSet);
      expect(guest.call('strcspn', x, y)).toBe(outOfSet < 0 ? s.length : outOfSet);
      expect(place(guest.call('strpbrk', x, y), x)).toBe(outOfSet);
    }
  });

  it('takes words apart', () => {
    for (const s of ['', '  ', 'one', ' one,two ,,three  four', ',a']) {
      const wanted = s.split(/[ ,]+/).filter((word) => word !== '');
      const separators = put(B, ' ,');
      const rest = guest.arena + 1024;
      for (const name of ['strtok', 'strtok_r']) {
        const found: string[] = [];
        let address = guest.call(name, put(A + 1, s), separators, rest);
        while (address !== 0) {
          found.push(text(address - guest.arena));
          address = guest.call(name, 0, separators, rest);
        }
        expect(found).toEqual(wanted);
        expect(guest.call(name, 0, separators, rest)).toBe(0);
      }
    }
  });
});
