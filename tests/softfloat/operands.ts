/** Operands worth trying: the edges of every class, and random ones that meet as programs' operands do. */

/** Patterns of the words that one operand may be read as. */
export type Kind = 'd' | 'f' | 'h' | 'i' | 'u' | 'l' | 'x' | 'p';

const float64 = new Float64Array(1);
const bits64 = new BigUint64Array(float64.buffer);
const float32 = new Float32Array(1);
const bits32 = new Uint32Array(float32.buffer);

const MASK64 = (1n << 64n) - 1n;

export function bitsOfDouble(value: number): bigint {
  float64[0] = value;
  return bits64[0] as bigint;
}

export function bitsOfFloat(value: number): bigint {
  float32[0] = value;
  return BigInt(bits32[0] as number);
}

/** Values about which formats and conversions change their mind. */
const TURNS = [1, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64];
/** Of which only one neighbour is worth a try. */
const VALUES = [0.25, 0.5, 1.5, 2, 2.5, 3, 10, 2 ** 15, 2 ** 23, 2 ** 24, 2 ** 52, 1e300, 1e-300];
/** Limits of the narrower formats: overflow of half and float, the least numbers and what rounds to zero. */
const LIMITS = [65504, 65520, 2 ** -14, 2 ** -24, 2 ** -25, 3.4028234663852886e38, 3.4028235677973366e38];
const TINY = [2 ** -126, 2 ** -149, 2 ** -150];

function withSigns(patterns: readonly bigint[], sign: bigint): bigint[] {
  return patterns.flatMap((pattern) => [pattern, pattern | sign]);
}

function around(pattern: bigint): bigint[] {
  return [pattern - 1n, pattern, pattern + 1n];
}

function unique(patterns: readonly bigint[]): bigint[] {
  return [...new Set(patterns)];
}

const DOUBLES = unique(
  withSigns(
    [
      ...[0n, 1n, 2n, 0xffff_ffffn, 0x1_0000_0000n, 0x8_0000_0000_0000n, 0xf_ffff_ffff_ffffn],
      ...[0x10_0000_0000_0000n, 0x10_0000_0000_0001n, 0x1f_ffff_ffff_ffffn, 0x20_0000_0000_0000n],
      ...[0x7fe0_0000_0000_0000n, 0x7fef_ffff_ffff_fffen, 0x7fef_ffff_ffff_ffffn],
      // Infinity, NaNs whose payload is in one word only, the canonical one.
      ...[0x7ff0_0000_0000_0000n, 0x7ff0_0000_0000_0001n, 0x7ff8_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
      ...TURNS.flatMap((value) => around(bitsOfDouble(value))),
      ...LIMITS.flatMap((value) => [bitsOfDouble(value), bitsOfDouble(value) - 1n]),
      ...TINY.flatMap((value) => [bitsOfDouble(value), bitsOfDouble(value) + 1n]),
      ...VALUES.map(bitsOfDouble),
      // 1.5, 2.5 and the like below 2^52: ties of rounding to integers.
      ...[4.5, 1048575.5, 1048576.5, 4294967295.5, 4294967296.5, 2251799813685247.5].map(bitsOfDouble),
    ],
    1n << 63n,
  ),
);

const FLOATS = unique(
  withSigns(
    [
      ...[0n, 1n, 2n, 0x3fffffn, 0x400000n, 0x7fffffn, 0x800000n, 0x800001n, 0xffffffn, 0x1000000n],
      ...[0x7f000000n, 0x7f7ffffen, 0x7f7fffffn, 0x7f800000n, 0x7f800001n, 0x7fc00000n, 0x7fffffffn],
      ...TURNS.flatMap((value) => around(bitsOfFloat(value))),
      ...LIMITS.slice(0, 5).flatMap((value) => [bitsOfFloat(value), bitsOfFloat(value) - 1n]),
      ...VALUES.slice(0, -2).map(bitsOfFloat),
      ...[4.5, 4194303.5, 4194304.5, 2047.5, 2048.5].map(bitsOfFloat),
    ],
    1n << 31n,
  ),
);

const INTEGERS = unique(
  [0, 1, 2, 7, 8, 11, 16, 24, 25, 29, 30, 31, 32, 39, 40, 41, 52, 53, 54, 55, 62, 63].flatMap((n) => {
    const power = 1n << BigInt(n);
    // Ties of float and of double, too.
    const half = power >> 24n || 1n;
    const small = power >> 53n || 1n;
    return [
      power,
      power - 1n,
      power + 1n,
      power + half,
      power + half + 1n,
      power + small,
      power + 3n * small,
      -power,
      1n - power,
    ];
  }),
).map((value) => value & MASK64);

/** Powers of two for ldexp: what moves between the classes. */
const POWERS = [
  0, 1, 2, 10, 23, 24, 52, 53, 54, 126, 127, 128, 149, 150, 151, 254, 277, 300, 1022, 1023, 1024, 1074, 1075, 2046,
  2047, 2098, 5000, 100000, 0x7fffffff,
].flatMap((n) => [BigInt(n), BigInt.asUintN(32, BigInt(-n))]);

const HALVES = Array.from({ length: 0x10000 }, (_, i) => BigInt(i));

export function edges(kind: Kind): readonly bigint[] {
  switch (kind) {
    case 'd':
      return DOUBLES;
    case 'f':
      return FLOATS;
    case 'h':
      return HALVES;
    case 'p':
      return POWERS;
    default:
      return INTEGERS;
  }
}

/** Random words that repeat from run to run (xorshift of 32 bits, multiplied). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 1;
  }

  word(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return Math.imul(x, 0x9e3779b1) >>> 0;
  }

  below(limit: number): number {
    return Math.floor((this.word() / 2 ** 32) * limit);
  }
}

/** A word of few runs of equal bits: carries and borrows that go far, ties, powers of two. */
function runs(random: Random): number {
  const word = random.word();
  const from = word & 31;
  const mask = -1 << from;
  const to = (word >>> 5) & 31;
  return (((word & 0x400 ? mask : ~mask) ^ (word & 0x800 ? 0 : -1 << to)) >>> 0) as number;
}

/**
 * Fills `into`, two words for each operand, with random operands of a kind. An exponent is, about half of the time, near to that
 * of the operand at the same place in `beside`, or nearly always with `near`: else sums would seldom be more than one of the
 * operands.
 */
export function fill(
  random: Random,
  kind: Kind,
  into: Uint32Array,
  beside: Uint32Array | undefined,
  count: number,
  near: boolean,
): void {
  for (let i = 0; i < 2 * count; i += 2) {
    const choice = random.word();
    let low = choice & 0x10 ? random.word() : runs(random);
    let high = choice & 0x20 ? random.word() : runs(random);
    if ((choice & 0xc0) === 0) low = choice & 0x100 ? 0 : 0xffffffff;
    switch (kind) {
      case 'd':
        if (beside !== undefined && (choice & 1 || (near && choice & 0x1e00))) {
          const exponent = (((beside[i + 1] as number) >>> 20) & 0x7ff) + random.below(129) - 64;
          if (exponent >= 0 && exponent < 0x7ff) high = (high & 0x800fffff) | (exponent << 20);
        } else if (choice & 2) high = (high & 0x800fffff) | ((1023 - 70 + random.below(140)) << 20);
        if (choice & 4 && (high & 0x7ff00000) === 0x7ff00000) high ^= 0x40000000;
        break;
      case 'f':
        high = low;
        low = choice & 0x40 ? random.word() : runs(random);
        if (beside !== undefined && (choice & 1 || (near && choice & 0x1e00))) {
          const exponent = (((beside[i] as number) >>> 23) & 0xff) + random.below(65) - 32;
          if (exponent >= 0 && exponent < 0xff) low = (low & 0x807fffff) | (exponent << 23);
        } else if (choice & 2) low = (low & 0x807fffff) | ((127 - 70 + random.below(140)) << 23);
        break;
      case 'p':
        low = choice & 1 ? random.below(4200) - 2100 : random.below(600) - 300;
        high = 0;
        break;
      case 'i':
      case 'u':
        low >>>= choice & 1 ? (choice >>> 9) & 31 : 0;
        if (choice & 2) low = -low;
        break;
      case 'l':
      case 'x': {
        const shift = (choice >>> 9) & 63;
        if (choice & 1) {
          const value = BigInt.asUintN(64, ((BigInt(high) << 32n) | BigInt(low >>> 0)) >> BigInt(shift));
          low = Number(value & 0xffffffffn);
          high = Number(value >> 32n);
        }
        if (choice & 2) {
          high = ~high;
          low = ~low;
        }
        break;
      }
      case 'h':
        break;
    }
    into[i] = low;
    into[i + 1] = high;
  }
}
