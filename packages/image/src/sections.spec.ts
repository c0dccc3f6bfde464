import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METADATA_LIMITS } from './metadata.js';
import { decodeCommands, decodeMailboxes, decodeValues } from './section-reader.js';
import { encodeCommands, encodeMailboxes, encodeMetadata, encodeValues } from './section-writer.js';
import type { HxeSection, SectionContent } from './sections.js';
import { arbitraryCommands, arbitraryMailboxes, arbitraryValues } from './testing/arbitrary-object.js';
import { errorOf, survives } from './testing/error-of.js';
import { SAMPLE_METADATA } from './testing/sample-image.js';

const context = { version: 3 as const, codeLen: 0x1000 };
const at = (content: SectionContent): HxeSection => ({ ...content, offset: 0x100 });

describe('metadata sections', () => {
  it('give back what was encoded', () => {
    fc.assert(
      fc.property(arbitraryValues, arbitraryCommands, arbitraryMailboxes, (values, commands, mailboxes) => {
        expect(decodeValues(at(encodeValues(values)), context)).toEqual(values);
        expect(decodeCommands(at(encodeCommands(commands)), context)).toEqual(commands);
        expect(decodeMailboxes(at(encodeMailboxes(mailboxes)), context)).toEqual(mailboxes);
      }),
      { numRuns: 200 },
    );
  });

  it('have the documented bytes', () => {
    const [value] = SAMPLE_METADATA.values;
    if (value === undefined) throw new Error('the sample has a value');
    const { bytes } = encodeValues([{ ...value, name: 'ab', unit: 'ab', group_name: '' }]);
    expect(Buffer.from(bytes).toString('hex')).toBe('010203014d60001800183800d10057d0000700000064' + '03e8' + '616200');
  });

  it('leave out what is not declared', () => {
    expect(encodeMetadata({ values: [], commands: [], mailboxes: [] })).toEqual([]);
    expect(encodeMetadata(SAMPLE_METADATA).map(({ type, count }) => [type, count])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });

  it('refuse to be encoded with what no reader takes', () => {
    const [value] = SAMPLE_METADATA.values;
    if (value === undefined) throw new Error('the sample has a value');
    const bad = (change: Partial<typeof value>): string =>
      errorOf(() => encodeValues([{ ...value, ...change }])).message;
    expect(bad({ id: 256 })).toMatch(/entry 0: id is 256/);
    expect(bad({ name: 'x'.repeat(METADATA_LIMITS.name + 1) })).toMatch(/name has 33 bytes, expected at most 32/);
    expect(bad({ name: 'a\0b' })).toMatch(/NUL/);
    expect(bad({ unit: '\ud800' })).toMatch(/no valid Unicode/);
    expect(bad({ min: 2, max: 1 })).toMatch(/min 2 is above max 1/);
    expect(bad({ persist_key: 0xffff })).toMatch(/persist_key/);
    expect(errorOf(() => encodeValues([value, value])).message).toMatch(
      /entry 1: value 1:2 is declared twice \(first as entry 0\)/,
    );
    const many = Array.from({ length: 3000 }, (_, i) => ({ ...value, group: i >> 8, id: i & 255 }));
    expect(errorOf(() => encodeValues(many)).message).toMatch(/3000 entries, expected at most 2730/);
  });

  it('survive any bytes when decoded', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        fc.nat(6),
        fc.constantFrom(2 as const, 3 as const),
        (bytes, count, version) => {
          const section = { type: 1, offset: 0x60, count, bytes };
          survives(() => decodeValues(section, { version, codeLen: 64 }));
          survives(() => decodeCommands({ ...section, type: 2 }, { version, codeLen: 64 }));
          survives(() => decodeMailboxes({ ...section, type: 3 }, { version, codeLen: 64 }));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('survive a changed byte when decoded', () => {
    const good = encodeMetadata(SAMPLE_METADATA);
    for (const { type, count, bytes } of good) {
      for (let i = 0; i < bytes.length; i++) {
        for (const byte of [0, 0x7f, 0x80, 0xff]) {
          const section = { type, count, offset: 0x60, bytes: bytes.with(i, byte) };
          const decode = type === 1 ? decodeValues : type === 2 ? decodeCommands : decodeMailboxes;
          survives(() => decode(section, { version: 3, codeLen: 64 }));
        }
      }
    }
  });

  it('say where a string is wrong', () => {
    const { bytes, count, type } = encodeMetadata(SAMPLE_METADATA)[0] as SectionContent;
    const decode = (changed: Uint8Array): string =>
      errorOf(() => decodeValues({ type, count, offset: 0x100, bytes: changed }, context)).message;
    expect(decode(bytes.with(24, 0xff))).toMatch(/value 0's name at offset 0x118 is invalid UTF-8/);
    expect(decode(bytes.with(7, 3))).toMatch(
      /value 0's name at offset 0x106 is 0x3, expected 0 or an offset from 0x18/,
    );
    expect(decode(bytes.with(bytes.length - 1, 65))).toMatch(
      /last string at offset 0x\w+ is byte 0x41, expected a terminating NUL/,
    );
  });
});
