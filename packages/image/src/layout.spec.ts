import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_SPACE_MAX, largestStack, layoutOf } from './layout.js';
import { errorOf } from './testing/error-of.js';

const small = { version: 3 as const, roBase: 0x100, roLen: 3, dataLen: 5, bssSize: 9, heapSize: 1, stackSize: 100 };

describe('layoutOf', () => {
  it('puts the regions of a v3 image one behind the other', () => {
    expect(layoutOf(small)).toEqual({
      profile: 'v3',
      roBase: 0x100,
      roEnd: 0x103,
      dataBase: 0x108,
      dataEnd: 0x10d,
      bssBase: 0x110,
      bssEnd: 0x119,
      heapBase: 0x120,
      heapEnd: 0x121,
      stackBase: 0x128,
      stackLimit: 0x128 + 104,
      readBase: 0x100,
      writeBase: 0x108,
    });
  });

  it('gives older images the flat map', () => {
    const legacy = { version: 2 as const, roBase: 0, roLen: 5, dataLen: 0, bssSize: 4, heapSize: 0, stackSize: 0 };
    expect(layoutOf(legacy)).toMatchObject({
      roBase: 0x4000,
      bssBase: 0x4008,
      stackBase: 0xf000,
      stackLimit: 0x10000,
      readBase: 0,
      writeBase: 0,
    });
    expect(layoutOf(legacy, { stackSize: 256 }).stackBase).toBe(0xff00);
    expect(errorOf(() => layoutOf({ ...legacy, bssSize: 0xb000 })).message).toMatch(
      /needs 65544 bytes of data space and 65536 are allowed \(bss 45056, stack 4096/,
    );
    expect(errorOf(() => layoutOf(legacy, { dataMax: 4096 })).code).toBe('ENOSPC');
  });

  it('takes the stack from the caller, then the image, then the default', () => {
    const size = (stackSize: number, options: object): number => {
      const { stackBase, stackLimit } = layoutOf({ ...small, stackSize }, options);
      return stackLimit - stackBase;
    };
    expect(size(0, {})).toBe(4096);
    expect(size(0, { defaultStackSize: 512 })).toBe(512);
    expect(size(64, { defaultStackSize: 512 })).toBe(64);
    expect(size(64, { stackSize: 128 })).toBe(128);
    expect(size(1, {})).toBe(8);
  });

  it('aligns every region and keeps them in order and within the limit, or says ENOSPC', () => {
    const size = fc.integer({ min: 0, max: 30_000 });
    fc.assert(
      fc.property(size, size, size, size, size, (roLen, dataLen, bssSize, heapSize, stackSize) => {
        const input = { ...small, roLen, dataLen, bssSize, heapSize, stackSize };
        const most = largestStack(input);
        if ((stackSize || 4096) > most) {
          expect(errorOf(() => layoutOf(input)).code).toBe('ENOSPC');
          return;
        }
        const { roBase, roEnd, dataBase, dataEnd, bssBase, bssEnd, heapBase, heapEnd, stackBase, stackLimit } =
          layoutOf(input);
        const order = [roBase, roEnd, dataBase, dataEnd, bssBase, bssEnd, heapBase, heapEnd, stackBase, stackLimit];
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect([dataBase, bssBase, heapBase, stackBase, stackLimit].every((at) => at % 8 === 0)).toBe(true);
        expect(stackLimit).toBeLessThanOrEqual(0x10000);
        expect(layoutOf(input, { stackSize: most }).stackLimit).toBe(0x10000);
      }),
    );
  });

  it('refuses options that are no sizes', () => {
    for (const dataMax of [-1, 0.5, Number.NaN, ADDRESS_SPACE_MAX + 1])
      expect(errorOf(() => layoutOf(small, { dataMax })).code).toBe('EINVAL');
  });
});
