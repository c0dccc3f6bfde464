/** vsnprintf of doubles against their exact decimal expansions. `--mode long` (npm run test:format) takes more of them. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FormatGuest } from './format-guest.js';
import { type Conversion, formatDouble } from './format-model.js';
import { LEVELS, randomWords } from './library-guest.js';

const LONG = process.env.MODE === 'long';
const CASES = LONG ? 100_000 : 1_200;
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });

const bitsOf = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
};

/** Numbers whose decimal expansion is special in some way. */
const EDGES = [
  ...[0, 1, 0.5, 1.5, 2.5, 0.125, 0.375, 9.5, 10.5, 99.5, 0.05, 0.95, 9.995, 999999.5, 9.9999995, 0.00001, 0.0001],
  ...[0.00009999995, 1e15, 1e16, 1e17, 1e22, 1e23, 123456789, 12345678.875, 99999999.5, 100000000, 1e8 + 0.5],
  ...[2 ** 53, 2 ** 53 - 1, 2 ** 63, 2 ** 64, 2 ** 1023, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** -1022, 2 ** -1023],
  ...[1 - 2 ** -53, 1 + 2 ** -52, Math.PI, 1 / 3, 2 / 3, 5e-324, 1e-300, 4.35, 0.1, 0.3, 8.5e-17, 1e-5, 1e100, 1e-100],
].map(bitsOf);
const SPECIAL = [0x7ff0_0000_0000_0000n, 0x7ff8_0000_0000_0000n, 0x7ff0_0000_0000_0001n, 0x000f_ffff_ffff_ffffn];

describe.each(LEVELS)('formatted doubles at %s', (level) => {
  let guest: FormatGuest;
  beforeAll(async () => {
    guest = await FormatGuest.load(level);
  }, 300_000);

  function check(conversion: Conversion, bits: bigint, stars = false): void {
    const { flags, width, precision, length, letter } = conversion;
    const text = `%${flags}${width === 0 ? '' : stars ? '*' : width}${precision < 0 ? '' : stars ? '.*' : `.${precision}`}${length}${letter}`;
    const args = [...(stars && width !== 0 ? [width] : []), ...(stars && precision >= 0 ? [precision] : []), bits];
    const expected = formatDouble(conversion, bits);
    expect(guest.format(text, args), `${text} of 0x${bits.toString(16)}`).toEqual({
      text: expected,
      count: expected.length,
    });
  }

  it('edges in every style', () => {
    for (const bits of [...EDGES, ...SPECIAL]) {
      for (const letter of 'fegaFEGA')
        for (const [flags, precision] of [
          ['', -1],
          ['', 0],
          ['#', 0],
          ['+', 3],
          ['#', 17],
        ] as const)
          check({ flags, width: 0, precision, length: '', letter }, bits | (letter < 'a' ? 1n << 63n : 0n));
    }
  });

  it('random patterns with every form of the conversion', () => {
    const random = randomWords(17);
    const pick = <T>(list: readonly T[]): T => list[random() % list.length] as T;
    for (let round = 0; round < CASES; round++) {
      const pattern = (BigInt(random()) << 32n) | BigInt(random());
      // Half of them of everyday size, where digits in front of and behind the point meet.
      const everyday = (pattern & ~(0x7ffn << 52n)) | (BigInt(990 + (random() % 90)) << 52n);
      const bits = pick([pattern, everyday, everyday & ~((1n << BigInt(random() % 52)) - 1n), pick(EDGES)]);
      check(
        {
          flags: ['-', '+', ' ', '#', '0'].filter(() => random() % 4 === 0).join(''),
          width: random() % 3 === 0 ? random() % 50 : 0,
          precision: random() % 3 === 0 ? -1 : random() % pick([4, 20, 40]),
          length: pick(['', '', 'l', 'L']),
          letter: pick([...'fFeEgGaA']),
        },
        bits,
        random() % 4 === 0,
      );
    }
  });

  it('ties go to the even digit, and what lies right beside a tie does not', () => {
    for (let n = 0; n < 64; n++) {
      for (const value of [n + 0.5, n / 8, n / 16 + 0.03125, n * 1e8 + 0.5, n + 0.25]) {
        for (const bits of [bitsOf(value), bitsOf(value) + 1n, bitsOf(value) - 1n]) {
          if (value === 0) continue;
          for (const precision of [0, 1, 2]) check({ flags: '', width: 0, precision, length: '', letter: 'f' }, bits);
          check({ flags: '', width: 0, precision: 1, length: '', letter: 'e' }, bits);
          check({ flags: '', width: 0, precision: 2, length: '', letter: 'g' }, bits);
        }
      }
    }
  });

  it('all digits of the longest numbers, and zeros behind them', () => {
    const longest = [
      1n,
      0x000f_ffff_ffff_ffffn,
      0x001f_ffff_ffff_ffffn,
      0x7fef_ffff_ffff_ffffn,
      bitsOf(0.1),
      bitsOf(1e22),
    ];
    for (const bits of longest) {
      for (const precision of [766, 767, 1073, 1074, 1100, 1101, 1500])
        for (const letter of 'feg') check({ flags: '', width: 0, precision, length: '', letter }, bits);
      check({ flags: '#', width: 0, precision: 1500, length: '', letter: 'g' }, bits);
      check({ flags: '', width: 0, precision: 40, length: '', letter: 'a' }, bits);
    }
  });
});
