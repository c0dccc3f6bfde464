import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Crc32, crc32 } from './crc32.js';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('crc32', () => {
  it('has the published check value', () => {
    expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it('does not care where the pieces end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, at) => {
        const cut = Math.min(at, bytes.length);
        expect(new Crc32().update(bytes, 0, cut).update(bytes.subarray(cut)).value).toBe(crc32(bytes));
      }),
    );
  });

  it('agrees with zlib, whose gzip format ends with the CRC', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const file = gzipSync(bytes);
        expect(crc32(bytes)).toBe(file.readUInt32LE(file.length - 8));
      }),
    );
  });
});
