/** vsnprintf against a model of C11 7.21.6.1 with BigInt arithmetic. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';

const ARGUMENTS = 1024;
const TEXT = 2048;
const OUTPUT = 4096;

type Argument = number | bigint | string | null;

const BITS: Record<string, number> = { hh: 8, h: 16, '': 32, l: 32, ll: 64, j: 64, z: 32, t: 32 };

interface Conversion {
  flags: string;
  width: number;
  /** -1: none. */
  precision: number;
  length: string;
  letter: string;
}

/** What C prints for one conversion. */
function model({ flags, width, precision, length, letter }: Conversion, argument: Argument): string {
  const has = (flag: string) => flags.includes(flag);
  let prefix = '';
  let body: string;
  let zeros = false;
  if (letter === 's') {
    body = argument === null ? '(null)' : String(argument);
    if (precision >= 0) body = body.slice(0, precision);
  } else if (letter === 'c') {
    body = String.fromCharCode(Number(argument) & 0xff);
  } else {
    const bits = BITS[length] ?? 32;
    const signed = letter === 'd' || letter === 'i';
    const value = signed ? BigInt.asIntN(bits, BigInt(argument ?? 0)) : BigInt.asUintN(bits, BigInt(argument ?? 0));
    const base = { o: 8, x: 16, X: 16, p: 16 }[letter] ?? 10;
    body = (value < 0n ? -value : value).toString(base);
    if (letter === 'X') body = body.toUpperCase();
    if (value === 0n && precision === 0) body = '';
    if (precision > body.length) body = body.padStart(precision, '0');
    if (signed) prefix = value < 0n ? '-' : has('+') ? '+' : has(' ') ? ' ' : '';
    if (letter === 'o' && has('#') && !body.startsWith('0')) body = `0${body}`;
    if (letter === 'p' || ((letter === 'x' || letter === 'X') && has('#') && value !== 0n))
      prefix = letter === 'X' ? '0X' : '0x';
    zeros = has('0') && !has('-') && precision < 0;
  }
  if (zeros) body = body.padStart(width - prefix.length, '0');
  return has('-') ? (prefix + body).padEnd(width) : (prefix + body).padStart(width);
}

describe.each(LEVELS)('formatted text at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, ['vsnprintf']);
  }, 300_000);

  /** Calls vsnprintf with arguments laid out as a variadic call has them; gives the text and the result. */
  function format(text: string, args: readonly Argument[], size = 400): { text: string; count: number } {
    const words = new DataView(new ArrayBuffer(1024));
    let at = 4;
    let strings = TEXT;
    for (const argument of args) {
      if (typeof argument === 'bigint') {
        at = (at + 7) & ~7;
        words.setBigUint64(at, BigInt.asUintN(64, argument), true);
        at += 8;
      } else {
        let word = argument ?? 0;
        if (typeof word === 'string') {
          const bytes = Buffer.from(`${word}\0`, 'latin1');
          guest.write(strings, bytes);
          word = guest.arena + strings;
          strings += bytes.length;
        }
        words.setUint32(at, word >>> 0, true);
        at += 4;
      }
    }
    guest.write(ARGUMENTS, new Uint8Array(words.buffer, 0, 1024));
    guest.write(0, Buffer.from(`${text}\0`, 'latin1'));
    guest.write(OUTPUT, new Uint8Array(512).fill(0xee));
    const count = guest.call('vsnprintf', guest.arena + OUTPUT, size, guest.arena, guest.arena + ARGUMENTS + 4);
    const output = guest.read(OUTPUT, 512);
    expect(output.subarray(size).every((byte) => byte === 0xee)).toBe(true);
    const end = output.indexOf(0);
    return { text: Buffer.from(output.subarray(0, Math.max(0, end))).toString('latin1'), count };
  }

  it('conversions with every combination of flags, width, precision and length', () => {
    const random = randomWords(3);
    const pick = <T>(list: readonly T[]): T => list[random() % list.length] as T;
    for (let round = 0; round < 1500; round++) {
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
      const argument =
        letter === 's' ? pick(['', 'a', 'some text', null]) : wide ? value : Number(BigInt.asUintN(32, value));
      const stars = random() % 4 === 0;
      const width = conversion.width === 0 ? '' : stars ? '*' : String(conversion.width);
      const precision = conversion.precision < 0 ? '' : stars ? '.*' : `.${conversion.precision}`;
      const text = `<%${flags}${width}${precision}${conversion.length}${letter}>`;
      const args = [
        ...(width === '*' ? [conversion.width] : []),
        ...(precision === '.*' ? [conversion.precision] : []),
        argument,
      ];
      const expected = `<${model(conversion, argument)}>`;
      const result = format(text, args);
      expect(result.text, `${text} of ${argument}`).toBe(expected.replace(/\0.*/s, ''));
      expect(result.count).toBe(expected.length);
    }
  });

  it('several arguments keep their places, 64-bit ones aligned', () => {
    expect(format('%d %lld %s %lld%%', [1, -2n, 'x', 3n]).text).toBe('1 -2 x 3%');
    expect(format('%*d|%-*d|%.*s', [5, 42, -5, 42, 2, 'abc']).text).toBe('   42|42   |ab');
  });

  it('a negative width is a flag, a negative precision none', () => {
    expect(format('%*d|%.*d|', [-4, 7, -1, 0]).text).toBe('7   |0|');
  });

  it('stops at the end of the room and says how long it would be', () => {
    expect(format('%s', ['hello'], 3)).toEqual({ text: 'he', count: 5 });
    expect(format('%s', ['hello'], 1)).toEqual({ text: '', count: 5 });
    expect(format('%s', ['hello'], 0).count).toBe(5);
    expect(format('%300d', [1], 8)).toEqual({ text: '       ', count: 300 });
  });

  it('writes a conversion of floating numbers as it stands and takes its argument', () => {
    expect(format('%5.2f %d', [0x3ff0_0000_0000_0000n, 7]).text).toBe('%5.2f 7');
  });

  it('an unfinished conversion at the end gives nothing', () => {
    expect(format('a%', []).text).toBe('a');
    expect(format('a%-5l', []).text).toBe('a');
  });
});
