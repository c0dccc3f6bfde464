import { readFileSync } from 'node:fs';
import { HsxError } from '@hsx/isa';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHxe, writeHxe } from './hxe.js';
import { HxeStream } from './hxe-stream.js';
import { encodeMetadata } from './section-writer.js';
import { SECTION_TYPES } from './sections.js';
import { errorOf, survives } from './testing/error-of.js';
import { sealHxe, sealLegacyHxe, writeLegacyHxe } from './testing/legacy-hxe.js';
import { SAMPLE_CODE, SAMPLE_METADATA, sampleImage } from './testing/sample-image.js';

const fixtures = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/hxe-v2-programs.json', import.meta.url), 'utf8'),
) as { id: string; hxe_hex: string }[];

const legacyCode = SAMPLE_CODE.subarray(4);
const v1 = writeLegacyHxe({ version: 1, code: legacyCode, rodata: Uint8Array.of(1, 2, 3), bssSize: 8 });
const metadataV2 = encodeMetadata({ ...SAMPLE_METADATA, values: [] });
const v2 = (tableLast: boolean): Uint8Array =>
  writeLegacyHxe({
    version: 2,
    appName: 'older',
    code: legacyCode,
    rodata: Uint8Array.of(5),
    sections: metadataV2,
    tableLast,
    manifest: '{"version":1}',
  });

describe('readHxe', () => {
  it('gives back what writeHxe was given', () => {
    const image = readHxe(sampleImage());
    expect(image.code).toEqual(SAMPLE_CODE);
    expect(image.rodata).toEqual(Uint8Array.of(1, 2, 3));
    expect(image.data).toEqual(Uint8Array.of(9, 8, 7, 6));
    expect(image.metadata).toEqual(SAMPLE_METADATA);
    expect(image.manifest?.fram_keys).toEqual([{ key: 7, mode: 'loadsave', length: 2, value: 'sensor:temperatur' }]);
    expect(image.sections.map((section) => section.type)).toEqual([1, 2, 3]);
    expect(image.header).toMatchObject({
      version: 3,
      flags: 3,
      entry: 4,
      bssSize: 12,
      heapSize: 16,
      stackSize: 256,
      reqCaps: 3,
      appName: 'sample',
      mailboxes: 1,
      abi: 0x100,
      roBase: 0x100,
    });
    expect(image.layout).toMatchObject({
      roBase: 0x100,
      roEnd: 0x103,
      dataBase: 0x108,
      bssBase: 0x110,
      heapBase: 0x120,
    });
  });

  it('writes the same bytes for the same content', () => {
    expect(sampleImage()).toEqual(sampleImage());
  });

  it.each(fixtures.map(({ id, hxe_hex }) => [id, hxe_hex]))('reads the version 2 image %s', (id, text) => {
    const bytes = new Uint8Array(Buffer.from(text, 'hex'));
    const { header, code, rodata, layout } = readHxe(bytes);
    expect(header.version).toBe(2);
    expect(header.appName).toBe(id.replace('-', '_'));
    expect(96 + code.length + rodata.length).toBe(bytes.length);
    expect(layout).toMatchObject({ profile: 'legacy', roBase: 0x4000, stackBase: 0xf000, stackLimit: 0x10000 });
  });

  it('reads version 1, and version 2 with its table before or behind the sections', () => {
    expect(readHxe(v1)).toMatchObject({ header: { version: 1, appName: '' }, rodata: Uint8Array.of(1, 2, 3) });
    for (const tableLast of [false, true]) {
      const image = readHxe(v2(tableLast));
      expect(image.metadata).toEqual({ ...SAMPLE_METADATA, values: [] });
      expect(image.manifest).toEqual({ version: 1 });
      expect(image.code).toEqual(legacyCode);
    }
  });

  it('reads the older binary mailbox entries and 20-byte values of version 2', () => {
    const name = new TextEncoder().encode('app:old\0');
    const mailbox = Uint8Array.of(0, 0, 0, 16, 0, 96, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, ...name);
    const value = Uint8Array.of(1, 2, 1, 0, 0x3c, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0x76, 0);
    const bytes = writeLegacyHxe({
      version: 2,
      code: legacyCode,
      sections: [
        { type: SECTION_TYPES.mailbox, count: 1, bytes: mailbox },
        { type: SECTION_TYPES.value, count: 1, bytes: value },
      ],
    });
    const { metadata } = readHxe(bytes);
    expect(metadata.mailboxes).toEqual([{ target: 'app:old', capacity: 96, mode_mask: 3 }]);
    expect(metadata.values).toMatchObject([
      { group: 1, id: 2, flags: 1, init: 1, name: 'v', persist_key: 9, rate_ms: 0 },
    ]);
  });

  it('refuses every truncation of every version', () => {
    for (const image of [sampleImage(), v1, v2(false), v2(true)]) {
      for (let length = 0; length < image.length; length++) {
        expect(errorOf(() => readHxe(image.subarray(0, length))).code).toBe('EBADMSG');
      }
    }
  });

  it('refuses every flipped bit of versions 1 and 3', () => {
    for (const image of [sampleImage(), v1]) {
      for (let bit = 0; bit < image.length * 8; bit++) {
        const flipped = image.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(['EBADMSG', 'ENOSPC']).toContain(errorOf(() => readHxe(flipped)).code);
      }
    }
  });

  it('refuses every flipped bit of version 2, or only name and metadata differ', () => {
    for (const image of [v2(false), v2(true), new Uint8Array(Buffer.from(fixtures[2]?.hxe_hex ?? '', 'hex'))]) {
      const good = readHxe(image);
      let accepted = 0;
      for (let bit = 0; bit < image.length * 8; bit++) {
        const flipped = image.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        if (bit < 0x20 * 8 || bit >= 0x60 * 8) {
          errorOf(() => readHxe(flipped));
          continue;
        }
        try {
          const { header, code, rodata } = readHxe(flipped);
          const { appName, metaOffset, metaCount } = good.header;
          expect({ ...header, appName, metaOffset, metaCount }).toEqual(good.header);
          expect([code, rodata]).toEqual([good.code, good.rodata]);
          accepted++;
        } catch (error) {
          expect(error).toBeInstanceOf(HsxError);
        }
      }
      expect(accepted).toBeGreaterThan(0);
    }
  });

  it('refuses random bytes, and random tails behind a good start, with an HsxError', () => {
    const image = sampleImage();
    fc.assert(
      fc.property(fc.nat(image.length - 1), fc.uint8Array({ maxLength: 300 }), (keep, tail) => {
        const bytes = new Uint8Array([...image.subarray(0, keep), ...tail]);
        fc.pre(!Buffer.from(bytes).equals(image));
        errorOf(() => readHxe(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws anything else behind a right CRC', () => {
    const image = sampleImage();
    const older = v2(true);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), (where, byte, three) => {
        const bytes = three ? image.slice() : older.slice();
        bytes[where % bytes.length] = byte;
        if (three) sealHxe(bytes);
        else sealLegacyHxe(bytes);
        survives(() => readHxe(bytes));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is said about a malformed image', () => {
  const patch = (at: number, ...bytes: number[]): Uint8Array => {
    const image = sampleImage();
    image.set(bytes, at);
    return sealHxe(image);
  };
  const tableAt = 0x60 + SAMPLE_CODE.length + 3 + 4;
  const cases: [string, () => Uint8Array, RegExp][] = [
    ['magic', () => patch(0, 0x7f), /magic at offset 0x0 is byte 0x7F, expected 0x48 of "HSXE"/],
    ['version', () => patch(4, 0, 9), /unsupported_version:9: .*offset 0x4.*supported versions are 1, 2, 3/],
    ['flags', () => patch(6, 0x80, 3), /flags at offset 0x6 is 0x8003/],
    ['odd entry', () => patch(8, 0, 0, 0, 6), /entry at offset 0x8 is 0x6, expected a multiple of 4/],
    ['entry 0', () => patch(8, 0, 0, 0, 0), /entry at offset 0x8 is 0x0/],
    [
      'entry outside',
      () => patch(8, 0, 0, 1, 0),
      /entry at offset 0x8 is 0x100, expected an offset inside the 0xC bytes/,
    ],
    ['code length', () => patch(0xc, 0, 2, 0, 0), /code_len at offset 0xC is 131072 bytes, this host allows 65536/],
    ['capability', () => patch(0x18, 0x80, 0, 0, 0), /req_caps at offset 0x18 .*unknown: bit 31/],
    ['name', () => patch(0x20, 0x2e), /app_name at offset 0x20 is byte 0x2E/],
    ['name padding', () => patch(0x30, 0x41), /app_name at offset 0x30 is byte 0x41 after its end/],
    ['table', () => patch(0x40, 0, 0, 0, 8), /meta_offset at offset 0x40 is 0x8, expected 0x73, right behind/],
    ['table count', () => patch(0x44, 0, 0, 0, 17), /meta_count at offset 0x44 is 17, expected at most 16/],
    [
      'ro_base',
      () => patch(0x4c, 0, 0, 0, 8),
      /ro_base at offset 0x4C is 0x8, expected a multiple of 8, at least 0x100/,
    ],
    [
      'stack',
      () => patch(0x50, 0, 0, 0xff, 0xff),
      /needs \d+ bytes of data space and 65536 are allowed \(stack 65536, heap 16/,
    ],
    ['abi', () => patch(0x58, 2, 0), /abi at offset 0x58 is 0x200, expected major version 1/],
    ['file_len', () => patch(0x5c, 0xff, 0, 0, 0), /file_len at offset 0x5C is 0xFF000000/],
    ['null word', () => patch(0x62, 1), /code address 0 at offset 0x62 is byte 0x1, expected the illegal word 0/],
    [
      'section type',
      () => patch(tableAt, 0, 0, 0, 9),
      /entry 0's type at offset 0x73 is 9, expected one of 1 .value, 2 .cmd/,
    ],
    [
      'same type twice',
      () => patch(tableAt + 16, 0, 0, 0, 1),
      /entry 1's type at offset 0x83 is .value, expected one section per type/,
    ],
    ['section gap', () => patch(tableAt + 7, 0xff), /entry 0's offset at offset 0x77 .*without gaps \(.value\)/],
    [
      'section size',
      () => patch(tableAt + 8, 0, 1, 0, 0),
      /entry 0's size at offset 0x7B is 65536, expected at most 65535/,
    ],
    [
      'section count',
      () => patch(tableAt + 15, 200),
      /.value section at offset 0xA3 is \d+ bytes, expected at least 4800 for 200/,
    ],
    ['string offset', () => patch(tableAt + 48 + 6, 0xff, 0xff), /value 0's name at offset 0xA9 is 0xFFFF/],
    ['value flags', () => patch(tableAt + 48 + 2, 0xff), /.value entry 0 at offset 0xA3: flags is 255/],
    ['crc', () => sampleImage().with(0x1c, 1), /crc32 at offset 0x1C .*the CRC of the content/],
    ['surplus', () => new Uint8Array([...sampleImage(), 0]), /goes on at offset 0x/],
    ['truncated', () => sampleImage().slice(0, 0x64), /ends at offset 0x64 inside code, expected code up to 0x6C/],
  ];
  it.each(cases)('%s', (_, make, message) => {
    expect(errorOf(() => readHxe(make())).message).toMatch(message);
  });

  it('version 2: gaps, overlaps and sections that lie in the payload', () => {
    const at = 0x60 + legacyCode.length + 1;
    const patched = (where: number, ...bytes: number[]): string => {
      const image = v2(false);
      image.set(bytes, at + where);
      return errorOf(() => readHxe(sealLegacyHxe(image))).message;
    };
    const commandSize = metadataV2[0]?.bytes.length ?? 0;
    expect(patched(11, commandSize - 1)).toMatch(
      /offset of the .mailbox section at offset 0x\w+ is 0x\w+, expected 0x\w+, as there are no gaps/,
    );
    expect(patched(11, commandSize + 1)).toMatch(/no gaps and no overlaps/);
    expect(patched(4, 0, 0, 0, 0x60)).toMatch(/entry 0's offset at offset 0x6D is 0x60, expected behind the payload/);
  });

  it('names a capability that the host lacks', () => {
    expect(errorOf(() => readHxe(sampleImage(), { caps: 1 })).message).toMatch(/unsupported capability: value/);
  });

  it('reads bigger images where the host allows them', () => {
    const image = writeHxe(
      { entry: 4, code: new Uint8Array(0x20000), appName: 'big', heapSize: 0x20000 },
      { codeMax: 0x20000, dataMax: 0x40000 },
    );
    expect(errorOf(() => readHxe(image)).code).toBe('ENOSPC');
    expect(readHxe(image, { codeMax: 1 << 24, dataMax: 1 << 24 }).code.length).toBe(0x20000);
  });

  it('refuses to write what it would not read', () => {
    expect(errorOf(() => writeHxe({ entry: 4, code: SAMPLE_CODE.with(0, 1), appName: 'a' })).message).toMatch(
      /illegal word/,
    );
    expect(errorOf(() => writeHxe({ entry: 4, code: SAMPLE_CODE, appName: 'ü' })).code).toBe('EINVAL');
    expect(errorOf(() => writeHxe({ entry: 4, code: SAMPLE_CODE, appName: 'a', bssSize: -1 })).code).toBe('EINVAL');
  });
});

describe('HxeStream', () => {
  /** What a loader sees, the borders of chunks left out. */
  function load(image: Uint8Array, cuts: readonly number[]): unknown {
    const regions: Record<string, number[]> = { code: [], rodata: [], data: [] };
    const events: unknown[] = [];
    const into = (name: string) => (offset: number, chunk: Uint8Array) => {
      expect(offset).toBe(regions[name]?.length);
      regions[name]?.push(...chunk);
    };
    const stream = new HxeStream({
      header: (header) => events.push(header),
      code: into('code'),
      rodata: into('rodata'),
      data: into('data'),
      section: (section) => events.push(section),
      manifest: (manifest) => events.push(manifest),
    });
    try {
      let at = 0;
      for (const cut of [...cuts, image.length]) {
        stream.write(image.subarray(at, cut));
        at = Math.max(at, cut);
      }
      return { regions, events, summary: stream.end() };
    } catch (error) {
      expect(error).toBeInstanceOf(HsxError);
      return { regions, events, error: (error as HsxError).message, received: stream.received };
    }
  }

  it('gives the same for any chunking, good image or bad', () => {
    const images = [sampleImage(), v1, v2(false), v2(true)];
    fc.assert(
      fc.property(
        fc.nat(images.length - 1),
        fc.option(fc.nat()),
        fc.array(fc.nat(700), { maxLength: 12 }),
        (which, damage, cuts) => {
          const image = (images[which] as Uint8Array).slice();
          if (damage !== null) image[damage % image.length] = (image[damage % image.length] as number) ^ 0x55;
          const sorted = cuts.map((cut) => cut % image.length).sort((a, b) => a - b);
          const { received: _a, ...cut } = load(image, sorted) as Record<string, unknown>;
          const { received: _b, ...whole } = load(image, []) as Record<string, unknown>;
          // Up to a bad byte the payload arrives whatever the chunks; how much of the bad chunk came through may differ.
          if ('error' in whole) expect(cut['error']).toBe(whole['error']);
          else expect(cut).toEqual(whole);
        },
      ),
      { numRuns: 400 },
    );
    for (const image of images) {
      const bytewise = Array.from({ length: image.length - 1 }, (_, i) => i + 1);
      expect(load(image, bytewise)).toEqual(load(image, []));
    }
  });

  it('refuses at the first bad byte and stays refused', () => {
    const at = (patchAt: number, byte: number): number => {
      const image = sampleImage().with(patchAt, byte);
      const stream = new HxeStream();
      for (let i = 0; i < image.length; i++) {
        try {
          stream.write(image.subarray(i, i + 1));
        } catch (error) {
          expect(errorOf(() => stream.write(Uint8Array.of(0)))).toBe(error);
          expect(errorOf(() => stream.end())).toBe(error);
          return i;
        }
      }
      return image.length;
    };
    expect(at(1, 0)).toBe(1);
    expect(at(5, 9)).toBe(5);
    expect(at(0xc, 1)).toBe(0xf);
    expect(at(0x21, 0x20)).toBe(0x21);
    expect(at(0x61, 1)).toBe(0x61);
    expect(at(0x73, 1)).toBe(0x73 + 15);
  });

  it('passes on what its sink throws, and is spent afterwards', () => {
    const refusal = new HsxError('ENOSPC', 'no room');
    const stream = new HxeStream({
      header: () => {
        throw refusal;
      },
    });
    expect(errorOf(() => stream.write(sampleImage()))).toBe(refusal);
    expect(errorOf(() => stream.end())).toBe(refusal);
  });
});
