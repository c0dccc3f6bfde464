import { describe, expect, it } from 'vitest';
import { badExpression, evaluateExpression, type LocationExpression } from './location-expression.js';

const memory = Uint8Array.from([1, 2, 3, 0x84, 0xff, 0xff, 0xff, 0xff]);
const machine = {
  register: (n: number) => (n === 4 ? -5 : n),
  cfa: 8,
  memory: (address: number, bytes: number) =>
    address + bytes <= memory.length ? memory.subarray(address, address + bytes) : undefined,
};
const value = (...items: LocationExpression) => {
  const found = evaluateExpression(items, machine);
  return found === undefined ? undefined : BigInt.asIntN(128, found);
};

describe('location expressions', () => {
  it.each<[bigint | undefined, LocationExpression]>([
    [0xffff_fffbn, ['r4']],
    [-5n, ['r4', 32, 'sext']],
    [12n, ['r3', 4, 'mul']],
    [-2n, ['r4', 32, 'sext', 2, 'div']],
    [-1n, ['r4', 32, 'sext', 2, 'rem']],
    [undefined, [1, 0, 'div']],
    [undefined, [1, 128, 'shl']],
    [1n << 100n, [1, 100, 'shl']],
    [-3n, ['r4', 32, 'sext', 1, 'sar']],
    [0x7fff_fffdn, ['r4', 1, 'shr']],
    [0x2_0000_0001n, [1, 2, 'pair']],
    [0x8403_0201n, ['cfa', -8, 'add', 4, 'load']],
    [0x84n, ['cfa', -5, 'add', 1, 'load']],
    [undefined, ['cfa', 4, 'load']],
    [undefined, [0, 3, 'load']],
    [1n, [-1, 0, 'lt']],
    [1n, [3, 3, 'le']],
    [0n, [3, 3, 'ne']],
    [-4n, [3, 'not']],
    [-3n, [3, 'neg']],
    [6n, [12, 10, 'xor']],
  ])('%s is %j', (expected, items) => {
    expect(value(...items)).toBe(expected);
    expect(badExpression(items)).toBeUndefined();
  });

  it('are refused when an operation lacks numbers or some are left', () => {
    expect(badExpression([1, 'add'])).toBe('item 1, add, takes 2 numbers, but there are 1');
    expect(badExpression([1, 2])).toBe('2 numbers are left at the end, expected one');
    expect(value(1, 'add')).toBeUndefined();
    expect(value(1, 2)).toBeUndefined();
  });
});
