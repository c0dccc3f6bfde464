/** Division and conversion of integers of more than 64 bits, and powers, against BigInt and the host's doubles. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';

describe.each(LEVELS)('wide integers at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, [
      ...['__hsx_udivwide', '__hsx_divwide', '__hsx_floatwidedf', '__hsx_floatunwidedf', '__hsx_floatwidesf'],
      ...['__hsx_floatunwidesf', '__hsx_fixdfwide', '__powidf2', '__powisf2'],
    ]);
  }, 300_000);

  const random = randomWords(5);
  /** A number of up to `words` words, many of them with all bits alike. */
  const number = (words: number): bigint => {
    let value = 0n;
    for (let i = 0; i < words; i++) {
      const kind = random() % 4;
      value = (value << 32n) | BigInt(kind === 0 ? 0 : kind === 1 ? 0xffff_ffff : random());
    }
    return value >> BigInt(random() % (32 * words));
  };
  const put = (offset: number, value: bigint, words: number): number => {
    const bytes = Uint8Array.from({ length: 4 * words }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
    guest.write(offset, bytes);
    return guest.arena + offset;
  };
  const get = (offset: number, words: number): bigint =>
    guest.read(offset, 4 * words).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const doubleOf = (bits: bigint): number => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, bits);
    return view.getFloat64(0);
  };
  const bitsOf = (value: number): bigint => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return view.getBigUint64(0);
  };
  const singleOf = (bits: number): number => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, bits >>> 0);
    return view.getFloat32(0);
  };
  /** The nearest float, ties to even: the host has no conversion that rounds once. */
  const nearestSingle = (value: bigint): number => {
    const magnitude = value < 0n ? -value : value;
    const drop = Math.max(0, magnitude.toString(2).length - 24);
    const unit = 1n << BigInt(drop);
    const low = magnitude & ~(unit - 1n);
    const rest = 2n * (magnitude - low);
    const up = rest > unit || (rest === unit && (low & unit) !== 0n);
    return Math.fround(Number(up ? low + unit : low)) * (value < 0n ? -1 : 1);
  };

  it('divides', () => {
    for (let round = 0; round < 60; round++) {
      const words = 3 + (round % 3);
      const bits = 32 * words;
      const n = number(words);
      const d = number(words) || 1n;
      const at = [put(0, n, words), put(32, d, words), guest.arena + 64] as const;
      guest.call('__hsx_udivwide', ...at, words);
      expect([get(0, words), get(64, words)], `${n} / ${d}`).toEqual([n / d, n % d]);
      const [sn, sd] = [BigInt.asIntN(bits, n), BigInt.asIntN(bits, d)];
      put(0, sn, words);
      put(32, sd, words);
      guest.call('__hsx_divwide', ...at, words);
      const signed = [get(0, words), get(64, words)].map((value) => BigInt.asIntN(bits, value));
      expect(signed, `${sn} / ${sd}`).toEqual([BigInt.asIntN(bits, sn / sd), sn % sd]);
    }
  });

  it('faults when it divides by zero', async () => {
    const other = await LibraryGuest.load(level, ['__hsx_udivwide']);
    const { arena } = other;
    expect(() => other.call('__hsx_udivwide', arena, arena + 32, arena + 64, 4)).toThrow(/ff05/);
  });

  it('converts to floating point, rounded once', () => {
    const halfway = (1n << 100n) + (1n << 47n);
    const edges = [0n, 1n, (1n << 128n) - 1n, 1n << 127n, halfway, halfway + 1n, halfway - 1n, (1n << 64n) - 1n];
    const ties = [(1n << 90n) + (1n << 66n), (1n << 90n) + (1n << 66n) + 1n, ((1n << 25n) - 1n) << 103n];
    for (const value of [...edges, ...ties, ...Array.from({ length: 60 }, () => number(4))]) {
      const signed = BigInt.asIntN(128, value);
      const of = (name: string, n: bigint) => guest.call2(name, put(0, n, 4), 4);
      const double = (name: string, n: bigint) => {
        const [low, high] = of(name, n);
        return doubleOf((BigInt(high) << 32n) | BigInt(low));
      };
      expect(double('__hsx_floatunwidedf', value), `${value}`).toBe(Number(value));
      expect(double('__hsx_floatwidedf', signed), `${signed}`).toBe(Number(signed));
      expect(singleOf(of('__hsx_floatunwidesf', value)[0]), `${value}`).toBe(nearestSingle(value));
      expect(singleOf(of('__hsx_floatwidesf', signed)[0]), `${signed}`).toBe(nearestSingle(signed));
    }
  });

  it('converts from double, truncated', () => {
    for (const scale of [
      0,
      0.3,
      1,
      1.75,
      2 ** 31,
      2 ** 52,
      2 ** 53 + 2,
      2 ** 63 * 1.1,
      2 ** 95 * 1.3,
      2 ** 126 * 1.99,
    ]) {
      for (const value of [scale, -scale]) {
        const bits = bitsOf(value);
        guest.call('__hsx_fixdfwide', Number(bits & 0xffff_ffffn), Number(bits >> 32n), guest.arena, 4);
        expect(BigInt.asIntN(128, get(0, 4)), `${value}`).toBe(BigInt(Math.trunc(value)));
      }
    }
  });

  it('raises to integer powers', () => {
    for (const [x, n] of [
      [2, 10],
      [-1.5, 7],
      [3, -2],
      [10, 0],
      [2, -1074],
      [-1, -2147483648],
    ] as const) {
      const bits = bitsOf(x);
      const [low, high] = guest.call2('__powidf2', Number(bits & 0xffff_ffffn), Number(bits >> 32n), n);
      const squared = n === -1074 ? 0 : x ** n;
      expect(doubleOf((BigInt(high) << 32n) | BigInt(low)), `${x} ^ ${n}`).toBe(squared);
    }
    expect(singleOf(guest.call2('__powisf2', 0xc0000000, 5)[0])).toBe(-32);
    expect(singleOf(guest.call2('__powisf2', 0x40000000, -2)[0])).toBe(0.25);
  });
});
