/**
 * strtod and strtof against the nearest double and float, found with integers of any length. `--mode long` (npm run test:format) takes
 * more random numbers.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BINARY32, BINARY64, type BinaryFormat, type Fraction, fractionOf, nearest, parts } from './exact-doubles.js';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';

const LONG = process.env.MODE === 'long';
const CASES = LONG ? 20_000 : 120;
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });
const ERANGE = 19;
const TEXT = 64;

/** The exact decimal text of a fraction whose denominator is a power of two. */
function exactText({ numerator, denominator }: Fraction): string {
  const places = denominator.toString(2).length - 1;
  const digits = (numerator * 5n ** BigInt(places)).toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The value of a decimal or hexadecimal text that is a number. */
function numberIn(text: string): Fraction {
  const hex = /^0x/i.test(text);
  const [, whole = '', fraction = '', power = '0'] =
    (hex ? /^0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([-+]?\d+))?$/i : /^(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i).exec(text) ?? [];
  const numerator = BigInt(`${hex ? '0x' : ''}0${whole}${fraction}`);
  const exponent = hex ? Number(power) - 4 * fraction.length : Number(power) - fraction.length;
  const scale = (hex ? 2n : 10n) ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? { numerator: numerator * scale, denominator: 1n } : { numerator, denominator: scale };
}

describe.each(LEVELS)('floating numbers from text at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, ['strtod', 'strtof', 'strtold', 'atof', '__hsx_errno']);
  }, 300_000);

  function put(text: string): number {
    guest.write(TEXT, Uint8Array.from(Buffer.from(`${text}\0`, 'latin1')));
    return guest.arena + TEXT;
  }

  /** Result, where the number ended, and whether errno says that it is out of range. */
  function convert(name: 'strtod' | 'strtof' | 'strtold', text: string): { bits: bigint; end: number; range: boolean } {
    const address = put(text);
    const errno = guest.addressOf('__hsx_errno') - guest.arena;
    guest.write(errno, new Uint8Array(4));
    const [low, high] = guest.call2(name, address, guest.arena);
    const end = new DataView(guest.read(0, 4).buffer).getUint32(0, true) - address;
    return {
      bits: name === 'strtof' ? BigInt(low) : (BigInt(high) << 32n) | BigInt(low),
      end,
      range: guest.read(errno, 1)[0] === ERANGE,
    };
  }

  function check(text: string): void {
    const negative = text.startsWith('-');
    const value = numberIn(text.replace(/^[-+]/, ''));
    for (const [name, format, width] of [
      ['strtod', BINARY64, 64n],
      ['strtof', BINARY32, 32n],
    ] as const) {
      const magnitude = nearest(value, format);
      const result = convert(name, text);
      const shown = text.length > 100 ? `${text.slice(0, 100)}… (${text.length})` : text;
      expect(result, `${name} of ${shown}`).toEqual({
        bits: magnitude | (negative ? 1n << (width - 1n) : 0n),
        end: text.length,
        range: isOutOfRange(value, magnitude, format),
      });
    }
  }

  function isOutOfRange(value: Fraction, magnitude: bigint, format: BinaryFormat): boolean {
    const infinity = ((1n << BigInt(format.exponentBits)) - 1n) << BigInt(format.precision - 1);
    if (magnitude === infinity) return true;
    if (magnitude >= 1n << BigInt(format.precision - 1)) return false;
    const { significand, exponent } = parts(magnitude, format);
    const result = fractionOf(significand, exponent);
    return result.numerator * value.denominator !== value.numerator * result.denominator;
  }

  it.each([
    ['', 0, 0],
    ['  ', 0, 0],
    ['abc', 0, 0],
    ['-', 0, 0],
    ['+.', 0, 0],
    ['.e5', 0, 0],
    ['- 1', 0, 0],
    ['1', 1, 1],
    [' \t\n\v\f\r42x', 42, 8],
    ['-0', -0, 2],
    ['+7.', 7, 3],
    ['.5.5', 0.5, 2],
    ['00012', 12, 5],
    ['1e', 1, 1],
    ['1e+', 1, 1],
    ['1e-x', 1, 1],
    ['1E2e3', 100, 3],
    ['1e+02', 100, 5],
    ['0x', 0, 1],
    ['-0xg', -0, 2],
    ['0x.p1', 0, 1],
    ['0x1p', 1, 3],
    ['0x1p+', 1, 3],
    ['0X1.8P+1p', 3, 8],
    ['0x.8', 0.5, 4],
    ['0xa.', 10, 4],
    ['0x1e5', 0x1e5, 5],
    ['1p5', 1, 1],
    ['inf', Infinity, 3],
    ['-InFiNiTy', -Infinity, 9],
    ['infinit', Infinity, 3],
    ['in', 0, 0],
    ['-i', 0, 0],
    ['nan', NaN, 3],
    ['NAN(x_9Z)', NaN, 9],
    ['nan()', NaN, 5],
    ['nan(a-b)', NaN, 3],
    ['nan(', NaN, 3],
    ['na', 0, 0],
    ['0e99999999999999999999', 0, 22],
    ['1e99999999999999999999', Infinity, 22],
    ['1e-99999999999999999999', 0, 23],
  ])('%j is %d, up to %i', (text, value, end) => {
    for (const name of ['strtod', 'strtof', 'strtold'] as const) {
      const result = convert(name, text);
      const bytes = new DataView(new ArrayBuffer(8));
      if (name === 'strtof') bytes.setUint32(0, Number(result.bits));
      else bytes.setBigUint64(0, result.bits);
      const number = name === 'strtof' ? bytes.getFloat32(0) : bytes.getFloat64(0);
      expect(number, name).toBe(value);
      expect(result.end, name).toBe(end);
      expect(result.range, name).toBe(/9999999$/.test(text) && !text.startsWith('0'));
    }
  });

  it('the ends of the ranges, and half-way points everybody knows', () => {
    for (const text of [
      '1.7976931348623157e308',
      '1.7976931348623158e308',
      '1.7976931348623159e308',
      '179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880',
      '4.9406564584124654e-324',
      '2.4703282292062327e-324',
      '2.4703282292062328e-324',
      '2.2250738585072011e-308',
      '2.2250738585072014e-308',
      '3.4028234663852886e38',
      '3.4028235677973366e38',
      '1.4012984643248171e-45',
      '7.0064923216240854e-46',
      '1.1754943508222875e-38',
      '1.1754942807573643e-38',
      '9007199254740993',
      '9007199254740993.00000000000000000000000000000000000001',
      '9007199254740992.99999999999999999999999999999999999999',
      '16777217',
      '16777217.0000000000000001',
      '16777219',
      '8.5899345950e9',
      '1e23',
      '6.631236846766476e-316',
      '3.2378839133029012895883524125015321748630094238801e-319',
      '0x1.fffffffffffff8p1023',
      '0x1.fffffffffffff7fffffp1023',
      '0x1.00000000000008p0',
      '0x1.000000000000080000000000000000000000001p0',
      '0x1.000001p0',
      '0x1.00000100000000000000000001p0',
      '0x0.8p-1074',
      '0x0.80000000000000000001p-1074',
      '0x1p-1074',
      '0x3p-1075',
      '0x1p-1100',
      '0x1p-149',
      '0x10000000000000000000000000000000000000001p-200',
      '0x.00000000000000000000000000000000000000001p300',
    ])
      check(text);
  });

  /** A double, its pattern chosen at random: every exponent is as likely. */
  const random = randomWords(41);
  const pick = <T>(list: readonly T[]): T => list[random() % list.length] as T;
  /** Numbers of everyday size, whose exact texts are short. */
  function everyday(format: BinaryFormat): bigint {
    const one = BigInt(1 - format.least - format.precision + 1) << BigInt(format.precision - 1);
    return one + (pattern(format) % (40n << BigInt(format.precision - 1))) - (20n << BigInt(format.precision - 1));
  }
  function pattern(format: BinaryFormat): bigint {
    const bits = BigInt(format.precision + format.exponentBits - 1);
    const all = ((BigInt(random()) << 32n) | BigInt(random())) & ((1n << bits) - 1n);
    const finite = ((1n << BigInt(format.exponentBits)) - 1n) << BigInt(format.precision - 1);
    return all < finite ? all : all - finite;
  }

  it('17 digits bring a double back, 9 a float', () => {
    const bytes = new DataView(new ArrayBuffer(8));
    for (let round = 0; round < CASES; round++) {
      const bits = pattern(BINARY64);
      bytes.setBigUint64(0, bits);
      const text = bytes.getFloat64(0).toExponential(16);
      expect(convert('strtod', text).bits, text).toBe(bits);
      const float = pattern(BINARY32);
      bytes.setUint32(0, Number(float));
      const short = bytes.getFloat32(0).toExponential(8);
      expect(convert('strtof', short).bits, short).toBe(float);
    }
  });

  it('half-way points, written in full and a little beside them', () => {
    for (let round = 0; round < CASES; round++) {
      const format = pick([BINARY64, BINARY32]);
      const low =
        round % 16 === 0
          ? pick([pattern(format), pattern(format) % (1n << BigInt(format.precision + 1)), BigInt(round / 16)])
          : everyday(format);
      const { significand, exponent } = parts(low, format);
      // Half a unit above: one more bit.
      const text = exactText(fractionOf(significand * 2n + 1n, exponent - 1));
      if (text.length > 1500) continue;
      check(text);
      const mark = text.includes('.') ? '' : '.';
      check(`${text}${mark}${'0'.repeat(random() % 60)}1`);
      // One unit of the last digit less, then nines.
      const digits = text.replace('.', '');
      const less = (BigInt(digits) - 1n).toString().padStart(digits.length, '0');
      const places = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
      check(
        `${less}${'9'.repeat(1 + (random() % 30))}e-${places}`.replace(
          /(9+)e-(\d+)$/,
          (_, nines: string, e: string) => {
            return `${nines}e-${Number(e) + nines.length - (less.match(/9*$/)?.[0].length ?? 0)}`;
          },
        ),
      );
    }
  });

  it('random digits with random exponents, points and zeros', () => {
    for (let round = 0; round < CASES; round++) {
      const digits = Array.from(
        { length: 1 + (random() % pick([3, 17, 17, 40, 40, round % 16 === 0 ? 900 : 60])) },
        () => random() % 10,
      ).join('');
      const point = random() % (digits.length + 1);
      const zeros = '0'.repeat(random() % pick([1, 1, 5, round % 16 === 0 ? 400 : 20]));
      const body = pick([
        digits,
        `${digits.slice(0, point)}.${digits.slice(point)}`,
        `0.${zeros}${digits}`,
        `${digits}${zeros}`,
      ]);
      const exponent = (random() % pick([20, 80, 700])) - pick([0, 10, 350]);
      check(`${pick(['', '-', '+'])}${body}${pick(['', `e${exponent}`, `E${exponent}`])}`);
    }
  });

  it('random hexadecimal numbers', () => {
    for (let round = 0; round < CASES; round++) {
      const digits = Array.from({ length: 1 + (random() % pick([3, 14, 16, 40])) }, () =>
        (random() % 16).toString(16),
      ).join('');
      const point = random() % (digits.length + 1);
      const body = pick([digits, `${digits.slice(0, point)}.${digits.slice(point)}`]);
      const exponent = (random() % pick([20, 300, 2400])) - pick([0, 150, 1200]);
      check(`${pick(['', '-'])}0x${body}${pick(['', `p${exponent}`])}`);
    }
  });

  it('very long texts', () => {
    for (const [head, tail] of [
      ['1', ''],
      ['0.', '1e5000'],
      ['9007199254740993.', '1'],
      ['9007199254740993.', ''],
      ['0x1.00000000000008', '1'],
    ])
      check(`${head}${'0'.repeat(5000)}${tail}`);
    check(`0.${'9'.repeat(6000)}`);
    check(`${'9'.repeat(6000)}e-6000`);
    check(`${'9'.repeat(309)}.${'9'.repeat(2000)}`);
  });

  it('atof is strtod without an end', () => {
    const [low, high] = guest.call2('atof', put(' -1.5e3x'));
    expect([low, high]).toEqual([0, 0xc0977000]);
  });
});
