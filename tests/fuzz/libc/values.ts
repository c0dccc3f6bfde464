/** Values that calls are made of. */
import type { Random } from '../random.js';

/** The limits and what is beside them. */
export const EDGES = [31n, 32n, 63n, 64n].flatMap((bits) => [-1n, 0n, 1n].map((off) => (1n << bits) + off));

/** The text of a floating number, or nearly one, and what may follow it. */
export function floatText(random: Random, tails: readonly string[]): string {
  const sign = random.pick(['', '', '-', '+']);
  const tail = random.pick(tails);
  if (random.chance(0.12))
    return sign + random.pick(['inf', 'INF', 'infinity', 'Infinit', 'nan', 'NaN', 'nan(', 'nan()', 'in', 'na']) + tail;
  const hexadecimal = random.chance(0.25);
  const letters = hexadecimal ? '0123456789abcdefABCDEF' : '0123456789';
  const some = (most: number) => Array.from({ length: random.below(most) }, () => random.pick([...letters])).join('');
  const digits = random.weighted([
    [3, () => some(8)],
    [2, () => `${some(20)}.${some(20)}`],
    [1, () => `.${'0'.repeat(random.below(40))}${some(30)}`],
    [1, () => `${some(3)}${'0'.repeat(random.below(60))}.${'0'.repeat(random.below(60))}${some(3)}`],
    [1, () => `${some(400)}.${some(400)}`],
  ])();
  const size = random.pick([4, 40, 330, 1100]);
  const exponent = random.chance(0.5)
    ? (hexadecimal ? random.pick(['p', 'P']) : random.pick(['e', 'E'])) +
      random.pick(['', '-', '+', '0', '-0']) +
      random.below(size)
    : '';
  return sign + (hexadecimal ? random.pick(['0x', '0X']) : '') + digits + exponent + tail;
}

/** 64 bits of any size. */
export function anyInteger(random: Random): bigint {
  const bits = (BigInt(random.word()) << 32n) | BigInt(random.word());
  const some = BigInt.asIntN(64, bits) >> BigInt(random.below(64));
  return random.chance(0.1) ? random.pick(EDGES) : some;
}

/** At the ends of the lengths that UTF-8 has. */
export const CHARACTERS = [
  0x41, 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0x20ac, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x10ffff,
];

/** UTF-8. */
export function validText(random: Random): Uint8Array {
  const characters = Array.from({ length: random.below(12) }, () => String.fromCodePoint(random.pick(CHARACTERS)));
  return Uint8Array.from(Buffer.from(characters.join(''), 'utf8'));
}

/** UTF-8, now and then broken: by what no library takes, and at the first byte that shows it. */
export function multibyteText(random: Random): Uint8Array {
  const bytes = validText(random);
  if (random.chance(0.4) && bytes.length > 0) bytes[random.below(bytes.length)] = random.pick([0x41, 0xc0, 0xff]);
  return random.chance(0.2) ? bytes.slice(0, random.below(bytes.length + 1)) : bytes;
}
