/** memcpy and its kin at every alignment, length and overlap, against the same on a JavaScript array. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest } from './library-guest.js';

const ALIGNMENTS = [0, 1, 2, 3];
const LENGTHS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 15, 16, 17, 23, 31, 32, 33, 47, 64, 65];
const SPAN = 160;

function pattern(seed: number): Uint8Array {
  return Uint8Array.from({ length: SPAN }, (_, i) => (i * 37 + seed * 101 + 11) & 0xff);
}

describe.each(LEVELS)('memory functions at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, ['memcpy', 'memmove', 'memset', 'memcmp', 'bcmp', 'memchr']);
  }, 300_000);

  it('memcpy copies those bytes and no other', () => {
    for (const to of ALIGNMENTS) {
      for (const from of ALIGNMENTS) {
        for (const length of LENGTHS) {
          const source = pattern(from);
          const target = pattern(99);
          guest.write(0, target);
          guest.write(512, source);
          const result = guest.call('memcpy', guest.arena + 16 + to, guest.arena + 512 + from, length);
          target.set(source.subarray(from, from + length), 16 + to);
          expect(result).toBe(guest.arena + 16 + to);
          expect(guest.read(0, SPAN), `memcpy ${to} ${from} ${length}`).toEqual(target);
        }
      }
    }
  });

  it('memmove copies whatever overlaps', () => {
    for (const to of ALIGNMENTS) {
      for (const distance of [-33, -16, -8, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 16, 33]) {
        for (const length of LENGTHS) {
          const memory = pattern(length);
          guest.write(0, memory);
          const result = guest.call('memmove', guest.arena + 40 + to, guest.arena + 40 + to + distance, length);
          memory.copyWithin(40 + to, 40 + to + distance, 40 + to + distance + length);
          expect(result).toBe(guest.arena + 40 + to);
          expect(guest.read(0, SPAN), `memmove ${to} ${distance} ${length}`).toEqual(memory);
        }
      }
    }
  });

  it('memset fills those bytes with the low byte', () => {
    for (const to of ALIGNMENTS) {
      for (const length of LENGTHS) {
        const memory = pattern(length);
        guest.write(0, memory);
        expect(guest.call('memset', guest.arena + 16 + to, 0x1234_56a7, length)).toBe(guest.arena + 16 + to);
        memory.fill(0xa7, 16 + to, 16 + to + length);
        expect(guest.read(0, SPAN), `memset ${to} ${length}`).toEqual(memory);
      }
    }
  });

  it('memcmp finds the first difference, as unsigned bytes', () => {
    for (const a of ALIGNMENTS) {
      for (const b of ALIGNMENTS) {
        for (const at of [0, 1, 3, 4, 6, 7, 8, 14]) {
          const bytes = pattern(3).subarray(0, 16);
          guest.write(a, bytes);
          const other = Uint8Array.from(bytes);
          other[at] = 0x80;
          other[15] = 0;
          guest.write(256 + b, other);
          const order = Math.sign((bytes[at] as number) - 0x80);
          expect(Math.sign(guest.call('memcmp', guest.arena + a, guest.arena + 256 + b, 15))).toBe(order);
          expect(guest.call('memcmp', guest.arena + a, guest.arena + 256 + b, at)).toBe(0);
          expect(guest.call('bcmp', guest.arena + a, guest.arena + 256 + b, 15) !== 0).toBe(order !== 0);
        }
      }
    }
  });

  it('memchr finds the first byte that equals', () => {
    const bytes = Uint8Array.from([1, 2, 0x83, 0, 0x83, 7]);
    guest.write(3, bytes);
    const start = guest.arena + 3;
    expect(guest.call('memchr', start, 0x183, 6)).toBe(start + 2);
    expect(guest.call('memchr', start, 0, 6)).toBe(start + 3);
    expect(guest.call('memchr', start, 7, 5)).toBe(0);
    expect(guest.call('memchr', start, 7, 6)).toBe(start + 5);
    expect(guest.call('memchr', start, 1, 0)).toBe(0);
  });
});
