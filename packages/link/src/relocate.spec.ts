import type { Relocation, RelocationType } from '@hsx/image';
import { describe, expect, it } from 'vitest';
import { linkErrors, linked } from './testing/linked.js';
import { asm, nops, ObjectBuilder, tiny } from './testing/object-builder.js';

/** Links one relocation against an absolute symbol `x`, in text at `word` or in rodata. */
function against(
  value: number,
  type: RelocationType,
  instruction: number[] | undefined,
  more: Partial<Relocation> = {},
) {
  const main = tiny().define('x', 'abs', value, { line: 7 }).define('y', 'abs', 0);
  if (instruction !== undefined) main.text('text.t', instruction).reloc('text.t', 0, type, 'x', more);
  else main.section('rodata', [0xaa, 0xaa, 0xaa, 0xaa, 0xaa]).reloc('rodata', 0, type, 'x', more);
  return [main.input()];
}

// `_start` takes word 4, so text.t lies at 8.
const AT = 8;

describe('instruction fields', () => {
  const cases: [RelocationType, number[], number, number, (value: number) => number[]][] = [
    ['ABS12', asm('JMP', { imm: 0 }), 0, 4092, (v) => asm('JMP', { imm: v })],
    ['ABS24', asm('JZ', { imm: 0 }), 0, 0xfffffc, (v) => asm('JZ', { imm: v })],
    ['SIMM12', asm('LDI', { rd: 3, imm: 0 }), -2048, 2047, (v) => asm('LDI', { rd: 3, imm: v })],
    ['SIMM12', asm('LD', { rd: 3, rs1: 4, imm: 9 }), -2048, 2047, (v) => asm('LD', { rd: 3, rs1: 4, imm: v })],
    ['UIMM12', asm('LDSP', { rd: 3, imm: 0 }), 0, 4095, (v) => asm('LDSP', { rd: 3, imm: v })],
    ['SIMM20', asm('LDI20', { rd: 9, imm: 0 }), -524288, 524287, (v) => asm('LDI20', { rd: 9, imm: v })],
    [
      'PCREL12B',
      asm('CBI', { cc: 1, rs1: 2, k: -3, imm: 0 }),
      AT - 8,
      AT + 8188,
      (v) => asm('CBI', { cc: 1, rs1: 2, k: -3, imm: (v - AT) / 4 }),
    ],
    ['PCREL12W', asm('CALL', { rs1: 0, imm: 0 }), AT - 8, AT + 8188, (v) => asm('CALL', { rs1: 0, imm: (v - AT) / 4 })],
  ];
  it.each(cases)('%s %j reaches from %i to %i', (type, instruction, min, max, expected) => {
    for (const value of [min, max]) {
      expect(linked(against(value, type, instruction)).word(AT)).toBe(expected(value)[0]);
      expect(linked(against(value - 4, type, instruction, { addend: 4 })).word(AT)).toBe(expected(value)[0]);
    }
  });

  it.each<[RelocationType, number[], number, string]>([
    ['ABS12', asm('JMP', { imm: 0 }), 4096, '4096 is outside 0..4095'],
    ['SIMM12', asm('LDI', { rd: 0, imm: 0 }), 2048, '2048 is outside -2048..2047'],
    ['SIMM12', asm('LDI', { rd: 0, imm: 0 }), -2049, '-2049 is outside -2048..2047'],
    ['UIMM12', asm('LDSP', { rd: 0, imm: 0 }), 4096, '4096 is outside 0..4095'],
    ['UIMM12', asm('LDSP', { rd: 0, imm: 0 }), -1, '-1 is outside 0..4095'],
    ['SIMM20', asm('LDI20', { rd: 0, imm: 0 }), 524288, '524288 is outside -524288..524287'],
    ['SIMM20', asm('LDI20', { rd: 0, imm: 0 }), -524289, '-524289 is outside -524288..524287'],
    // CALL through a register cannot be helped by CALLA or an island.
    ['PCREL12W', asm('CALL', { rs1: 3, imm: 0 }), AT + 8192, 'the distance 8192 is outside -8192..8188'],
  ])('%s overflows with place, value and reach', (type, instruction, value, text) => {
    const [error] = linkErrors(against(value, type, instruction));
    expect(error).toContain(`relocation ${type} against 'x' overflows`);
    expect(error).toContain(text);
    expect(error).toContain("main.hxo(text.t)+0x0; 'x' is defined in main.hxo(abs)");
    expect(error).toContain("main.mvasm:7: note: definition of 'x'");
  });

  it('refuses a branch to data, to half an instruction and out of code space', () => {
    const jump = asm('JMP', { imm: 0 });
    const data = tiny()
      .text('text.t', jump)
      .section('data', [1, 2, 3, 4])
      .define('v', 'data')
      .reloc('text.t', 0, 'ABS24', 'v');
    expect(linkErrors([data.input()])[0]).toContain("the branch to 'v' cannot work: its target is data");
    expect(linkErrors(against(6, 'ABS24', jump))[0]).toContain('is at 6, not a multiple of 4');
    expect(linkErrors(against(0x1000000, 'ABS24', jump))[0]).toContain('outside code space');
    expect(linkErrors(against(-4, 'ABS24', jump))[0]).toContain('outside code space');
    expect(linkErrors(against(4, 'PCREL12W', asm('CALL', { rs1: 0, imm: 0 }), { addend: 2 ** 40 }))[0]).toContain(
      'outside code space',
    );
    const linkerName = tiny().text('text.t', jump).reloc('text.t', 0, 'ABS24', '__heap_start');
    expect(linkErrors([linkerName.input()])[0]).toContain("'__heap_start' is defined by the linker");
  });
});

describe('data fields', () => {
  const u32 = (v: number) => [v & 255, (v >>> 8) & 255, (v >>> 16) & 255, (v >>> 24) & 255];
  it.each<[RelocationType, number, number[]]>([
    ['ABS8', -128, [0x80]],
    ['ABS8', 255, [0xff]],
    ['ABS16', -32768, [0x00, 0x80]],
    ['ABS16', 65535, [0xff, 0xff]],
    ['ABS32', -(2 ** 31), u32(0x80000000)],
    ['ABS32', 2 ** 32 - 1, u32(0xffffffff)],
    ['LO16', 0x12345678, [0x78, 0x56]],
    ['HI16', 0x12345678, [0x34, 0x12]],
    ['LO16', -2, [0xfe, 0xff]],
    ['HI16', -2, [0xff, 0xff]],
    ['OFF16', 0xffff, [0xff, 0xff]],
  ])('%s of %i', (type, value, bytes) => {
    const rest = new Array<number>(5 - bytes.length).fill(0xaa);
    expect([...linked(against(value, type, undefined)).hxe.rodata]).toEqual([...bytes, ...rest]);
  });

  it.each<[RelocationType, number, string]>([
    ['ABS8', 256, '256 is outside -128..255'],
    ['ABS8', -129, '-129 is outside -128..255'],
    ['ABS16', 65536, '65536 is outside -32768..65535'],
    ['ABS16', -32769, '-32769 is outside -32768..65535'],
    ['ABS32', 2 ** 32, '4294967296 is outside -2147483648..4294967295'],
    ['ABS32', -(2 ** 31) - 1, '-2147483649 is outside -2147483648..4294967295'],
    ['OFF16', 65536, '65536 is outside 0..65535'],
    ['OFF16', -1, '-1 is outside 0..65535'],
  ])('%s of %i overflows', (type, value, text) => {
    expect(linkErrors(against(value, type, undefined))[0]).toContain(text);
  });

  it.each<[RelocationType, number, number[]]>([
    ['DIFF8', -128, [0x80]],
    ['DIFF8', 255, [0xff]],
    ['DIFF16', -32768, [0, 0x80]],
    ['DIFF16', 65535, [0xff, 0xff]],
    ['DIFF32', -(2 ** 31), u32(0x80000000)],
    ['DIFF32', 2 ** 32 - 1, u32(0xffffffff)],
  ])('%s of %i', (type, value, bytes) => {
    const found = linked(against(value - 3, type, undefined, { minus: 'y', addend: 3 })).hxe.rodata;
    expect([...found.slice(0, bytes.length)]).toEqual(bytes);
    expect(linkErrors(against(value < 0 ? value - 1 : value + 1, type, undefined, { minus: 'y' }))[0]).toMatch(
      /against 'x' - 'y' overflows: the difference -?\d+ is outside/,
    );
  });

  it('stores words of text big-endian and narrow fields in their low part', () => {
    const types: [RelocationType, number][] = [
      ['ABS32', 0x12345678],
      ['LO16', 0xaaaa5678],
      ['HI16', 0xaaaa1234],
      ['ABS8', 0xaaaaaa78],
    ];
    for (const [type, expected] of types) {
      const value = type === 'ABS8' ? 0x78 : 0x12345678;
      expect(linked(against(value, type, [0xaaaaaaaa])).word(AT)).toBe(expected);
    }
    const half = tiny().text('text.t', [0xaaaaaaaa]).define('x', 'abs', 0x1234).reloc('text.t', 2, 'ABS16', 'x');
    expect(linked([half.input()]).word(AT)).toBe(0xaaaa1234);
  });

  it('OFF16 counts from the start of the output section', () => {
    const main = tiny()
      .section('rodata.a', [1, 2, 3, 4, 5])
      .section('data.a', [1, 2, 3, 4, 5])
      .bss('bss.a', 6)
      .section('rodata.z', new Array(8).fill(0), 2);
    const other = new ObjectBuilder('b.mvasm')
      .section('rodata.b', [9], 4)
      .section('data.b', [9], 4)
      .bss('bss.b', 4, 4)
      .define('r', 'rodata.b')
      .define('d', 'data.b')
      .define('b', 'bss.b')
      .define('t', 'text.x')
      .text('text.x', nops(1));
    main.need('r').need('d').need('b').need('t');
    for (const [i, name] of ['r', 'd', 'b', 't'].entries()) main.reloc('rodata.z', 2 * i, 'OFF16', name);
    const { rodata } = linked([main.input(), other.input()]).hxe;
    // rodata.a 5 bytes, rodata.z aligned to 6..14, rodata.b at 16; data.b and bss.b at 8; code starts at 0.
    expect([...rodata.slice(6, 14)]).toEqual([16, 0, 8, 0, 8, 0, 8, 0]);
  });

  it('rejects relocations that cannot be applied, all in one run', () => {
    const main = tiny().section('data', [1, 2, 3, 4]).bss('bss', 4).define('x', 'abs', 0);
    main
      .reloc('data', 2, 'ABS32', 'x')
      .reloc('data', 0, 'ABS24', 'x')
      .reloc('bss', 0, 'ABS32', 'x')
      .reloc('text.start', 2, 'ABS24', 'x')
      .reloc('nowhere', 0, 'ABS24', 'x')
      .reloc('data', -1, 'ABS8', 'x')
      .reloc('data', 0.5, 'ABS8', 'x')
      .reloc('data', 0, 'ABS8', 'x', { addend: Number.NaN })
      .reloc('data', 0, 'DIFF8', 'x')
      .reloc('data', 0, 'ABS8', 'x', { minus: 'x' })
      .reloc('data', 0, 'constructor' as RelocationType, 'x');
    expect(linkErrors([main.input()])).toHaveLength(11);
  });
});
