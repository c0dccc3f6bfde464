import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as f32 from './binary32.js';
import * as exact from './testing/exact-rounding.js';

const { BINARY16, BINARY32, pack, unpack } = exact;

const EDGES = [
  0, 1, 2, 0x7ffffe, 0x7fffff, 0x800000, 0x800001, 0xffffff, 0x33800000, 0x3f7fffff, 0x3f800000, 0x3f800001, 0x40000000,
  0x4b000000, 0x4b7fffff, 0x4b800000, 0x4effffff, 0x4f000000, 0x4f7fffff, 0x4f800000, 0x7f000000, 0x7f7ffffe,
  0x7f7fffff, 0x7f800000, 0x7f800001, 0x7fc00000, 0x7fffffff,
].flatMap((b) => [b, (b | 0x80000000) >>> 0]);

/** Patterns: any, edges, and ones near in exponent to another, where cancellation and ties happen. */
const bits = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc.constantFrom(...EDGES),
  fc
    .tuple(fc.integer({ min: 120, max: 134 }), fc.integer({ min: 0, max: 0x7fffff }), fc.boolean())
    .map(([e, f, s]) => ((s ? 0x80000000 : 0) + e * 0x800000 + f) >>> 0),
);

describe('binary32', () => {
  const checkPair = (a: number, b: number) => {
    const x = unpack(a, BINARY32);
    const y = unpack(b, BINARY32);
    const expected = [exact.add(x, y), exact.add(x, exact.negate(y)), exact.multiply(x, y), exact.divide(x, y)];
    const got = [f32.f32Add(a, b), f32.f32Sub(a, b), f32.f32Mul(a, b), f32.f32Div(a, b)].map((r) => r >>> 0);
    const order = exact.compare(x, y);
    const flags = order === undefined ? 10 : order < 0 ? 4 : order > 0 ? 2 : 3;
    expect([...got, f32.f32Compare(a, b)]).toEqual([...expected.map((e) => pack(e, BINARY32)), flags]);
  };

  it('calculates as exact arithmetic rounded once: edges', () => {
    for (const a of EDGES) for (const b of EDGES) checkPair(a, b);
  });

  it('calculates as exact arithmetic rounded once: random operands', () => {
    fc.assert(fc.property(bits, bits, checkPair), { numRuns: 2000 });
  });

  it('takes the square root', () => {
    const check = (a: number) => {
      const x = unpack(a, BINARY32);
      const got = f32.f32Sqrt(a) >>> 0;
      if (x.kind === 'nan' || (x.negative && x.num !== 0n) || (x.kind === 'infinite' && x.negative))
        expect(got).toBe(0x7fc00000);
      else if (x.kind === 'infinite' || x.num === 0n) expect(got).toBe(a);
      else {
        // r is the nearest when (r - half a unit)^2 < x < (r + half a unit)^2; a tie cannot happen.
        const r = unpack(got, BINARY32);
        const neighbour = (n: number): [bigint, bigint] => {
          const other = unpack(got + n, BINARY32);
          return [r.num * other.den + other.num * r.den, 2n * r.den * other.den];
        };
        const [ln, ld] = neighbour(-1);
        const [hn, hd] = neighbour(1);
        expect(ln * ln * x.den < x.num * ld * ld, a.toString(16)).toBe(true);
        expect(hn * hn * x.den > x.num * hd * hd, a.toString(16)).toBe(true);
      }
    };
    for (const a of EDGES) check(a);
    fc.assert(fc.property(bits, check), { numRuns: 2000 });
  });

  it('converts to and from integers', () => {
    const check = (a: number) => {
      const x = unpack(a, BINARY32);
      expect(BigInt(f32.f32ToInt(a))).toBe(exact.toInteger(x, -(2n ** 31n), 2n ** 31n - 1n));
      expect(BigInt(f32.f32ToUint(a) >>> 0)).toBe(exact.toInteger(x, 0n, 2n ** 32n - 1n));
      const int = a | 0;
      expect(f32.f32FromInt(a) >>> 0).toBe(pack(exact.finite(int < 0, BigInt(Math.abs(int))), BINARY32));
      expect(f32.f32FromUint(a) >>> 0).toBe(pack(exact.finite(false, BigInt(a >>> 0)), BINARY32));
      for (const result of [f32.f32ToInt(a), f32.f32ToUint(a), f32.f32FromInt(a)]) expect(result).toBe(result | 0);
    };
    for (const a of EDGES) check(a);
    for (const a of [0x1000001, 0x1000002, 0x1000003, 0x7fffffbf, 0x7fffffc0, 0xffffff7f, 0xffffff80, 0xffffffff])
      check(a);
    fc.assert(fc.property(bits, check), { numRuns: 2000 });
  });

  it('converts to binary16 with one rounding', () => {
    const check = (a: number) => {
      expect(f32.f32ToF16(a)).toBe(pack(unpack(a, BINARY32), BINARY16));
    };
    for (const a of EDGES) check(a);
    // Every boundary of binary16, and the binary32 on either side of it.
    for (let half = 0; half < 0x7c00; half += 7) {
      const tie = (f32.f16ToF32(half) + f32.f16ToF32(half + 1)) >>> 1;
      for (const a of [tie - 1, tie, tie + 1]) if (half < 0x7bff && half > 0x3ff) check(a);
    }
    fc.assert(fc.property(fc.integer({ min: 0x32000000, max: 0x48000000 }), check), { numRuns: 2000 });
  });

  it('converts every binary16 to binary32 and back', () => {
    for (let half = 0; half < 0x10000; half++) {
      const single = f32.f16ToF32(half);
      const expected = pack(unpack(half, BINARY16), BINARY32);
      if (single >>> 0 !== expected) expect.fail(`${half.toString(16)}: ${single}, expected ${expected}`);
      const back = f32.f32ToF16(single);
      const nan = (half & 0x7fff) > 0x7c00;
      if (back !== (nan ? 0x7e00 : half)) expect.fail(`${half.toString(16)} came back as ${back.toString(16)}`);
    }
  });
});
