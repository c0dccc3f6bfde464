/** ctype.h for every character, and the conversions of stdlib.h from text. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest } from './library-guest.js';

const CLASSES: Record<string, RegExp> = {
  isalnum: /[A-Za-z0-9]/,
  isalpha: /[A-Za-z]/,
  isblank: /[ \t]/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is asked for
  iscntrl: /[\x00-\x1f\x7f]/,
  isdigit: /[0-9]/,
  isgraph: /[!-~]/,
  islower: /[a-z]/,
  isprint: /[ -~]/,
  ispunct: /[!-/:-@[-`{-~]/,
  isspace: /[ \t\n\v\f\r]/,
  isupper: /[A-Z]/,
  isxdigit: /[0-9A-Fa-f]/,
};

describe.each(LEVELS)('characters and numbers at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, [
      ...Object.keys(CLASSES),
      ...['tolower', 'toupper', 'strtol', 'strtoul', 'strtoll', 'strtoull', 'atoi', 'atol', 'atoll', 'abs', 'labs'],
      ...['llabs', 'imaxabs', 'strtoimax', 'strtoumax'],
    ]);
  }, 300_000);

  it('classes hold what C says, for every character and EOF', () => {
    for (const [name, pattern] of Object.entries(CLASSES)) {
      for (let c = -1; c < 256; c++) {
        const belongs = c >= 0 && pattern.test(String.fromCharCode(c));
        expect(guest.call(name, c) !== 0, `${name}(${c})`).toBe(belongs);
      }
    }
  });

  it('cases change letters only', () => {
    for (let c = -1; c < 256; c++) {
      const letter = c >= 0 && c < 128 ? String.fromCharCode(c) : undefined;
      expect(guest.call('tolower', c)).toBe(letter?.toLowerCase().charCodeAt(0) ?? c);
      expect(guest.call('toupper', c)).toBe(letter?.toUpperCase().charCodeAt(0) ?? c);
    }
  });

  const put = (text: string): number => {
    guest.write(64, Uint8Array.from(Buffer.from(`${text}\0`, 'latin1')));
    return guest.arena + 64;
  };
  /** Where the number ended, as an index of the text. */
  const end = () => (new DataView(guest.read(0, 4).buffer).getUint32(0, true) - guest.arena - 64) | 0;
  const wide = ([low, high]: [number, number]) => (BigInt(high) << 32n) | BigInt(low);

  it.each([
    ['42', 10, 42n, 2],
    ['  \t-42xyz', 10, -42n, 6],
    ['+7', 0, 7n, 2],
    ['0x1Fg', 16, 0x1fn, 4],
    ['0X1f', 0, 0x1fn, 4],
    ['0x', 0, 0n, 1],
    ['0xg', 16, 0n, 1],
    ['0778', 0, 0o77n, 3],
    ['0', 0, 0n, 1],
    ['1012', 2, 5n, 3],
    ['Zz9', 36, 46629n, 3],
    ['', 10, 0n, 0],
    ['-', 10, 0n, 0],
    ['  +x', 10, 0n, 0],
    ['2147483647', 10, 2147483647n, 10],
    ['-2147483648', 10, -2147483648n, 11],
    ['2147483648', 10, 2147483648n, 10],
    ['4294967295', 10, 4294967295n, 10],
    ['99999999999', 10, 99999999999n, 11],
    ['-99999999999', 10, -99999999999n, 12],
    ['9223372036854775807', 10, 9223372036854775807n, 19],
    ['-9223372036854775808', 10, -9223372036854775808n, 20],
    ['18446744073709551615', 10, 18446744073709551615n, 20],
    ['18446744073709551616', 10, 18446744073709551616n, 20],
    ['-99999999999999999999', 10, -99999999999999999999n, 21],
    ['5', 1, 0n, 0],
    ['5', 37, 0n, 0],
  ])('%j in base %i is %s', (text, base, value, length) => {
    const clamp = (low: bigint, high: bigint) => (value < low ? low : value > high ? high : value);
    const address = put(text);
    expect(BigInt(guest.call('strtol', address, guest.arena, base))).toBe(clamp(-(2n ** 31n), 2n ** 31n - 1n));
    expect(end()).toBe(length);
    for (const name of ['strtoll', 'strtoimax']) {
      const signed = BigInt.asIntN(64, wide(guest.call2(name, address, guest.arena, base)));
      expect(signed, name).toBe(clamp(-(2n ** 63n), 2n ** 63n - 1n));
      expect(end()).toBe(length);
    }
    // A minus is taken modulo the type's range, unless the magnitude itself does not fit.
    for (const [name, bits] of [
      ['strtoul', 32],
      ['strtoull', 64],
      ['strtoumax', 64],
    ] as const) {
      const largest = 2n ** BigInt(bits) - 1n;
      const magnitude = value < 0n ? -value : value;
      const expected = magnitude > largest ? largest : BigInt.asUintN(bits, value);
      const result = wide(guest.call2(name, address, guest.arena, base));
      expect(BigInt.asUintN(bits, result), name).toBe(expected);
      expect(end()).toBe(length);
    }
  });

  it('short forms', () => {
    expect(guest.call('atoi', put(' -17.5'))).toBe(-17);
    expect(guest.call('atol', put('23'))).toBe(23);
    expect(BigInt.asIntN(64, wide(guest.call2('atoll', put('-12345678901'))))).toBe(-12345678901n);
    for (const n of [0, 5, -5, 2147483647, -2147483647]) {
      expect(guest.call('abs', n)).toBe(Math.abs(n));
      expect(guest.call('labs', n)).toBe(Math.abs(n));
      for (const name of ['llabs', 'imaxabs'])
        expect(guest.call64(name, BigInt.asUintN(64, BigInt(n)))).toBe(BigInt(Math.abs(n)));
    }
  });
});
