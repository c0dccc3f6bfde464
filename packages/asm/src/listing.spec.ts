import { listingSchema } from '@hsx/image';
import { describe, expect, test } from 'vitest';
import { dumpListingJson } from './dump-json.js';
import { writeListingText } from './listing.js';
import { objectOf, run } from './testing/assembled.js';

const SOURCE = `; demo
.entry
main: LI R0, text
  CALL main
  JMP 8
  LDI32 R1, -2
.rodata
text: .asciz "Hello, world"
.byte 1
.bss
buf: .space 8
.value {"group": 1, "id": 1, "min": -1, "max": 1}`;

describe('the listing', () => {
  test('as text', () => {
    expect(writeListingText(run(SOURCE).listing)).toBe(`; file t.mvasm
                                       1  ; demo
                                       2  .entry
; section text
000000  60000000 00000000              3  main: LI R0, text
000008  24000000                       4    CALL main
00000C  21000008                       5    JMP 8
000010  60100000 FFFFFFFE              6    LDI32 R1, -2
                                       7  .rodata
; section rodata
000000  48 65 6C 6C 6F 2C 20 77 ..     8  text: .asciz "Hello, world"
00000D  01                             9  .byte 1
                                      10  .bss
; section bss
000000                                11  buf: .space 8
                                      12  .value {"group": 1, "id": 1, "min": -1, "max": 1}
`);
    expect(writeListingText([])).toBe('');
    expect(run(SOURCE, { listing: false }).listing).toEqual([]);
  });

  test('as JSON', () => {
    const listing = dumpListingJson(objectOf(SOURCE));
    expect(listingSchema.parse(listing)).toBeDefined();
    expect(listing.header).toEqual({ format: 'object', version: 1, source: 't.mvasm', isa: 'core', entry: 'main' });
    expect(listing.symbols).toEqual({
      labels_text: { main: 0 },
      labels_data: { text: 0, buf: 0 },
      data_entries: [
        { section: 'rodata', offset: 0, size: 14, hex: '48656c6c6f2c20776f726c640001', symbol: 'text' },
        { section: 'bss', offset: 0, size: 8, hex: '', symbol: 'buf' },
      ],
    });
    expect(listing.instructions.map((i) => [i.pc, i.mnemonic, i.operands, i.target, i.extended_imm])).toEqual([
      [0, 'LDI32', 'R0, 0', undefined, 0],
      [8, 'CALL', '0x0008', undefined, undefined],
      [12, 'JMP', '0x0008', 8, undefined],
      [16, 'LDI32', 'R1, -2', undefined, 0xfffffffe],
    ]);
    expect(listing.values).toMatchObject([{ group: 1, id: 1, min: -1, max: 1 }]);
  });
});
