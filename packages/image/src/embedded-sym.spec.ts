import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeSym, readEmbeddedSym } from './embedded-sym.js';
import { readHxe, writeHxe } from './hxe.js';
import { HXE_FLAGS } from './hxe-header.js';
import { SECTION_TYPES } from './sections.js';
import type { SymFile } from './sym.js';
import { errorOf, survives } from './testing/error-of.js';
import { sealHxe } from './testing/legacy-hxe.js';
import { SAMPLE_CODE } from './testing/sample-image.js';

const sym: SymFile = {
  version: 1,
  hxe_path: 'a.hxe',
  hxe_crc: 0,
  symbols: { functions: [], variables: [], labels: { '0x0004': ['_start'] } },
  instructions: [],
  memory_regions: [],
};
const image = writeHxe({ entry: 4, code: SAMPLE_CODE, appName: 'a', sections: [encodeSym(sym)] });

describe('embedded symbols', () => {
  it('come back from the image', () => {
    const read = readHxe(image);
    expect(read.header.flags).toBe(HXE_FLAGS.symbols);
    expect(readEmbeddedSym(read)).toEqual(sym);
    expect(readEmbeddedSym({ sections: [] })).toBeUndefined();
  });

  it('are announced by the flag, or the image is refused', () => {
    expect(errorOf(() => readHxe(sealHxe(image.with(7, 0)))).message).toMatch(
      /flags at offset 0x6 is 0x0, without the symbols bit/,
    );
    const none = writeHxe({ entry: 4, code: SAMPLE_CODE, appName: 'a' });
    expect(errorOf(() => readHxe(sealHxe(none.with(7, 4)))).message).toMatch(/flags at offset 0x6 .*no symbol section/);
  });

  it('survive damage, truncation and a bomb', () => {
    const { bytes } = encodeSym(sym);
    const read = (changed: Uint8Array): unknown =>
      readEmbeddedSym({ sections: [{ type: SECTION_TYPES.symbols, count: 1, offset: 0x70, bytes: changed }] });
    for (let i = 0; i < bytes.length; i++) {
      survives(() => read(bytes.with(i, (bytes[i] as number) ^ 0xff)));
      expect(errorOf(() => read(bytes.slice(0, i))).code).toBe('EBADMSG');
    }
    expect(errorOf(() => read(zlibSync(new Uint8Array(9 << 20), { level: 1 }))).message).toMatch(
      /inflates to more than 8388608 bytes/,
    );
  });
});
