import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  F16_NAN,
  f16Add,
  f16Compare,
  f16Div,
  f16FromInt,
  f16FromNumber,
  f16Mul,
  f16Sub,
  f16ToInt,
  f16ToNumber,
} from './binary16.js';
import * as exact from './testing/exact-rounding.js';

const { BINARY16, pack, unpack } = exact;

/** Zeros, least and greatest subnormals and normals, ones, infinities, NaNs quiet and signalling, of both signs. */
const EDGES = [
  0, 1, 2, 0x3fe, 0x3ff, 0x400, 0x401, 0x7ff, 0x800, 0x3bff, 0x3c00, 0x3c01, 0x4000, 0x5bff, 0x63ff, 0x6400, 0x6401,
  0x7800, 0x7bfe, 0x7bff, 0x7c00, 0x7c01, 0x7e00, 0x7fff,
].flatMap((b) => [b, b | 0x8000]);

/** The double nearest to an exact value whose denominator is a power of two that a double holds. */
function double(x: exact.Exact): number {
  if (x.kind === 'nan') return Number.NaN;
  const magnitude = x.kind === 'infinite' ? Number.POSITIVE_INFINITY : Number(x.num) / Number(x.den);
  return x.negative ? -magnitude : magnitude;
}

describe('binary16', () => {
  it('converts every pattern to a double and back', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = f16ToNumber(bits);
      const expected = double(unpack(bits, BINARY16));
      if (!Object.is(value, expected)) expect.fail(`${bits.toString(16)}: ${value}, expected ${expected}`);
      const back = f16FromNumber(value);
      if (back !== (Number.isNaN(value) ? F16_NAN : bits)) expect.fail(`${bits.toString(16)} came back as ${back}`);
    }
  });

  it('rounds to the nearest at every boundary, ties to even', () => {
    // The middle between neighbours is exact in a double, and so are its own neighbours.
    for (let bits = 0; bits < 0x7c00; bits++) {
      const below = f16ToNumber(bits);
      const above = bits === 0x7bff ? 65536 : f16ToNumber(bits + 1);
      const middle = (below + above) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      const got = [
        f16FromNumber(middle),
        f16FromNumber(middle * (1 - 2 ** -53)),
        f16FromNumber(middle * (1 + 2 ** -52)),
        f16FromNumber(-middle),
      ];
      const expected = [even, bits, bits + 1, even | 0x8000];
      if (got.some((g, i) => g !== expected[i]))
        expect.fail(`above ${bits.toString(16)}: ${got}, expected ${expected}`);
    }
    expect(f16FromNumber(65519.99)).toBe(0x7bff);
    expect(f16FromNumber(65520)).toBe(0x7c00);
    expect(f16FromNumber(-1e300)).toBe(0xfc00);
    expect(f16FromNumber(5e-324)).toBe(0);
    expect(f16FromNumber(-5e-324)).toBe(0x8000);
    expect(f16FromNumber(2 ** -25)).toBe(0);
    expect(f16FromNumber(2 ** -25 * (1 + 2 ** -52))).toBe(1);
  });

  it('calculates as exact arithmetic rounded once', () => {
    const check = (a: number, b: number) => {
      const x = unpack(a, BINARY16);
      const y = unpack(b, BINARY16);
      const expected = [exact.add(x, y), exact.add(x, exact.negate(y)), exact.multiply(x, y), exact.divide(x, y)];
      const got = [f16Add(a, b), f16Sub(a, b), f16Mul(a, b), f16Div(a, b)];
      const order = exact.compare(x, y);
      const flags = order === undefined ? 10 : order < 0 ? 4 : order > 0 ? 2 : 3;
      expect([...got, f16Compare(a, b)]).toEqual([...expected.map((e) => pack(e, BINARY16)), flags]);
    };
    for (const a of EDGES) for (const b of EDGES) check(a, b);
    const bits = fc.integer({ min: 0, max: 0xffff });
    fc.assert(fc.property(bits, bits, check), { numRuns: 3000 });
  });

  it('ignores what lies above the low half', () => {
    expect(f16Add(0xabcd3c00, 0xffff4000 | 0)).toBe(0x4200);
    expect(f16ToInt(0x7fffc000)).toBe(-2);
    expect(f16Compare(0x13c00, 0x23c00)).toBe(3);
  });

  it('converts from integers', () => {
    // 17 divides no power of two: the steps meet ties and everything between.
    for (let n = -70000; n <= 70000; n += Math.abs(n) < 5000 ? 1 : 17) {
      const expected = pack(exact.finite(n < 0, BigInt(Math.abs(n))), BINARY16);
      if (f16FromInt(n) !== expected) expect.fail(`${n}: ${f16FromInt(n)}, expected ${expected}`);
    }
    expect(f16FromInt(0x7fffffff)).toBe(0x7c00);
    expect(f16FromInt(0x80000000)).toBe(0xfc00);
    expect(f16FromInt(0xffffffff)).toBe(0xbc00);
  });

  it('converts every pattern to an integer', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const expected = Number(exact.toInteger(unpack(bits, BINARY16), -(2n ** 31n), 2n ** 31n - 1n));
      if (f16ToInt(bits) !== expected) expect.fail(`${bits.toString(16)}: ${f16ToInt(bits)}, expected ${expected}`);
    }
  });
});
