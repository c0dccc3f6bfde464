/** vsnprintf of integers, characters and strings against a model of C11 7.21.6.1 with BigInt arithmetic. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatGuest } from './format-guest.js';
import { BITS, type Conversion, formatInteger, formatText } from './format-model.js';
import { LEVELS, randomWords } from './library-guest.js';

describe.each(LEVELS)('formatted text at %s', (level) => {
  let guest: FormatGuest;
  beforeAll(async () => {
    guest = await FormatGuest.load(level, '__hsx_vsnprintf_int');
  }, 300_000);

  it.each(['vsnprintf', '__hsx_vsnprintf_int'])('conversions of every form by %s', (name) => {
    const random = randomWords(3);
    const pick = <T>(list: readonly T[]): T => list[random() % list.length] as T;
    for (let round = 0; round < 1000; round++) {
      const letter = pick(['d', 'i', 'u', 'o', 'x', 'X', 'p', 'c', 's']);
      const isInteger = 'diuoxX'.includes(letter);
      const flags = ['-', '+', ' ', '#', '0'].filter(() => random() % 3 === 0).join('');
      const conversion: Conversion = {
        flags,
        width: random() % 3 === 0 ? random() % 25 : 0,
        precision: letter !== 'c' && letter !== 'p' && random() % 3 === 0 ? random() % 15 : -1,
        length: isInteger ? pick(Object.keys(BITS)) : '',
        letter,
      };
      const wide = (BITS[conversion.length] ?? 32) === 64;
      const bits = (BigInt(random()) << 32n) | BigInt(random());
      const value = pick([
        0n,
        1n,
        bits >> BigInt(random() % 64),
        0x80n,
        0x8000n,
        0x8000_0000n,
        2n ** 63n,
        2n ** 64n - 1n,
      ]);
      const number = wide ? value : Number(BigInt.asUintN(32, value));
      const string = pick(['', 'a', 'some text', null]);
      const stars = random() % 4 === 0;
      const width = conversion.width === 0 ? '' : stars ? '*' : String(conversion.width);
      const precision = conversion.precision < 0 ? '' : stars ? '.*' : `.${conversion.precision}`;
      const text = `<%${flags}${width}${precision}${conversion.length}${letter}>`;
      const args = [
        ...(width === '*' ? [conversion.width] : []),
        ...(precision === '.*' ? [conversion.precision] : []),
        letter === 's' ? string : number,
      ];
      const expected = `<${letter === 's' ? formatText(conversion, string) : formatInteger(conversion, number)}>`;
      const result = guest.format(text, args, 400, name);
      expect(result.text, `${text} of ${letter === 's' ? string : number}`).toBe(expected.replace(/\0.*/s, ''));
      expect(result.count).toBe(expected.length);
    }
  });

  const format = (text: string, args: Parameters<FormatGuest['format']>[1], size?: number) =>
    guest.format(text, args, size);

  it('several arguments keep their places, 64-bit ones aligned', () => {
    expect(format('%d %lld %s %lld%%', [1, -2n, 'x', 3n]).text).toBe('1 -2 x 3%');
    expect(format('%*d|%-*d|%.*s', [5, 42, -5, 42, 2, 'abc']).text).toBe('   42|42   |ab');
    expect(format('%d %.1f %c %.2e %d', [1, 0x3ff8_0000_0000_0000n, 0x41, 0x4000_0000_0000_0000n, 2]).text).toBe(
      '1 1.5 A 2.00e+00 2',
    );
  });

  it('a negative width is a flag, a negative precision none', () => {
    expect(format('%*d|%.*d|', [-4, 7, -1, 0]).text).toBe('7   |0|');
  });

  it('a string need not end where the precision says enough', () => {
    const { arena } = guest.guest;
    guest.guest.write(3000, Uint8Array.from([0x61, 0x62, 0x63]));
    expect(format('%.2s|%.0s|', [arena + 3000, 0xffff_fff0]).text).toBe('ab||');
  });

  it('stops at the end of the room and says how long it would be', () => {
    expect(format('%s', ['hello'], 3)).toEqual({ text: 'he', count: 5 });
    expect(format('%s', ['hello'], 1)).toEqual({ text: '', count: 5 });
    expect(format('%s', ['hello'], 0).count).toBe(5);
    expect(format('%300d', [1], 8)).toEqual({ text: '       ', count: 300 });
  });

  it('%n stores the bytes so far in an object of the length', () => {
    const { arena } = guest.guest;
    for (const [length, bytes] of [
      ['hh', 1],
      ['h', 2],
      ['', 4],
      ['l', 4],
      ['z', 4],
      ['j', 8],
      ['ll', 8],
    ] as const) {
      guest.guest.write(3000, new Uint8Array(16).fill(0xee));
      expect(format(`%300d%${length}n|`, [1, arena + 3000], 8).count).toBe(301);
      const stored = guest.guest.read(3000, 16);
      const expected = new Uint8Array(16).fill(0xee);
      expected.set([44, 1, 0, 0, 0, 0, 0, 0].slice(0, bytes));
      expect(stored, length).toEqual(expected);
    }
  });

  it('wide characters are UTF-8', () => {
    const { arena } = guest.guest;
    const wide = (text: string): number => {
      const words = Uint32Array.from([...text, '\0'], (c) => c.codePointAt(0) ?? 0);
      guest.guest.write(3000, new Uint8Array(words.buffer));
      return arena + 3000;
    };
    const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
    const text = 'a\u00e9\u20ac\u{1f600}\u07ff\u0800\uffff\u{10ffff}';
    expect(format('%ls', [wide(text)]).text).toBe(bytes(text));
    expect(format('%12ls|%-12ls|', [wide('\u20acx'), wide('\u20acx')]).text).toBe(
      bytes('        \u20acx|\u20acx        |'),
    );
    // A precision counts bytes, and no character is cut.
    for (const [most, expected] of ['', '', '', '\u20ac', '\u20acx', '\u20acx'].entries())
      expect(format(`%.${most}ls`, [wide('\u20acx')]).text).toBe(bytes(expected));
    expect(format('%lc|%3lc|%-3lc|', [0x20ac, 0xe9, 0x78]).text).toBe(bytes('\u20ac| \u00e9|x  |'));
    expect(format('<%lc>', [0]).count).toBe(3);
    expect(format('%ls', [null]).text).toBe('(null)');
    // Surrogates and numbers above Unicode are an error, before anything of them is written.
    for (const bad of [0xd800, 0xdfff, 0x110000, 0xffff_ffff]) expect(format('ab%lc', [bad]).count).toBeLessThan(0);
    expect(format('%lc%lc', [0xd7ff, 0xe000]).text).toBe(bytes('\ud7ff\ue000'));
  });

  it('writes what it does not know as it stands', () => {
    expect(format('%5.2y|%', []).text).toBe('%5.2y|');
    // The form without floating numbers does not know them, and takes no argument.
    expect(guest.format('%5.2f %d', [7], 400, '__hsx_vsnprintf_int').text).toBe('%5.2f 7');
  });

  it('an unfinished conversion at the end gives nothing', () => {
    expect(format('a%', []).text).toBe('a');
    expect(format('a%-5l', []).text).toBe('a');
  });
});
