/** The integer routines that compiled code calls, against BigInt. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';

const EDGES = [0, 1, 2, 3, 7, 10, 31, 32, 255, 0xffff, 0x1_0000, 0x1_0001, 0x7fff_ffff, 0x8000_0000, 0x8000_0001];
const WORDS = [...EDGES, ...EDGES.map((n) => -n >>> 0)];

describe.each(LEVELS)('integer runtime at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, [
      ...['__udivsi3', '__umodsi3', '__clzsi2', '__ctzsi2', '__popcountsi2', '__muldi3', '__udivdi3', '__umoddi3'],
      ...['__divdi3', '__moddi3', '__ashldi3', '__lshrdi3', '__ashrdi3'],
    ]);
  }, 300_000);

  const random = randomWords(11);
  /** A word of a random number of bits. */
  const word = () => random() >>> (random() % 32);
  const wide = () => {
    const value = (BigInt(random()) << 32n) | BigInt(random());
    return value >> BigInt(random() % 64);
  };
  const signed = (n: bigint) => BigInt.asIntN(64, n);
  const unsigned = (n: bigint) => BigInt.asUintN(64, n);

  it('divides words', () => {
    const pairs = WORDS.flatMap((a) => WORDS.map((b) => [a, b] as const));
    for (let i = 0; i < 1000; i++) pairs.push([word(), word()]);
    for (const [a, b] of pairs) {
      if (b === 0) continue;
      expect(guest.call('__udivsi3', a, b) >>> 0, `${a} / ${b}`).toBe(Math.floor(a / b));
      expect(guest.call('__umodsi3', a, b) >>> 0, `${a} % ${b}`).toBe(a % b);
    }
  });

  it('faults when it divides by zero', async () => {
    for (const name of ['__udivsi3', '__umodsi3']) {
      const other = await LibraryGuest.load(level, [name]);
      expect(() => other.call(name, 5, 0)).toThrow(/ff05/);
    }
    for (const name of ['__udivdi3', '__moddi3']) {
      const other = await LibraryGuest.load(level, [name]);
      expect(() => other.call64(name, 5n, 0n)).toThrow(/ff05/);
    }
  });

  it('counts bits', () => {
    const words = [...WORDS, ...Array.from({ length: 32 }, (_, i) => (1 << i) >>> 0)];
    for (let i = 0; i < 300; i++) words.push(word());
    for (const n of words) {
      expect(guest.call('__clzsi2', n), `clz ${n}`).toBe(Math.clz32(n));
      expect(guest.call('__ctzsi2', n), `ctz ${n}`).toBe(n === 0 ? 32 : 31 - Math.clz32(n & -n));
      expect(guest.call('__popcountsi2', n), `popcount ${n}`).toBe(n.toString(2).replaceAll('0', '').length);
    }
  });

  it('multiplies and divides 64 bits', () => {
    const halves = [0, 1, 2, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
    const values = halves.flatMap((high) => halves.map((low) => (BigInt(high) << 32n) | BigInt(low)));
    const pairs = values.flatMap((a, i) => values.filter((_, j) => (i + j) % 3 === 0).map((b) => [a, b] as const));
    for (let i = 0; i < 800; i++) pairs.push([wide(), wide()]);
    for (const [a, b] of pairs) {
      expect(guest.call64('__muldi3', a, b), `${a} * ${b}`).toBe(unsigned(a * b));
      if (b === 0n) continue;
      expect(guest.call64('__udivdi3', a, b), `${a} / ${b}`).toBe(a / b);
      expect(guest.call64('__umoddi3', a, b), `${a} % ${b}`).toBe(a % b);
      expect(guest.call64('__divdi3', a, b), `signed ${a} / ${b}`).toBe(unsigned(signed(a) / signed(b)));
      expect(guest.call64('__moddi3', a, b), `signed ${a} % ${b}`).toBe(unsigned(signed(a) % signed(b)));
    }
  });

  it('shifts 64 bits by every amount', () => {
    for (let amount = 0; amount < 64; amount++) {
      for (const value of [0n, 1n, 0x8000_0000_0000_0000n, 0xffff_ffff_ffff_ffffn, wide(), wide()]) {
        const by = BigInt(amount);
        expect(guest.call64('__ashldi3', value, by), `${value} << ${by}`).toBe(unsigned(value << by));
        expect(guest.call64('__lshrdi3', value, by), `${value} >>> ${by}`).toBe(value >> by);
        expect(guest.call64('__ashrdi3', value, by), `${value} >> ${by}`).toBe(unsigned(signed(value) >> by));
      }
    }
  });
});
