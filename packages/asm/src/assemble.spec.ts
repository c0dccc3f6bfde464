import { describe, expect, test } from 'vitest';
import { hexOf, messages, objectOf, run, wordsOf } from './testing/assembled.js';

describe('instructions', () => {
  test.each([
    ['LDI R1, -5', '01100ffb'],
    ['LD R2, [R1+8]', '02210008'],
    ['ST [R1-4], R2', '03012ffc'],
    ['LDB R0, [R3]', '06030000'],
    ['LD R2, [R1-4+8]', '02210004'],
    ['ADD R0, R1, R2', '10012000'],
    ['CMP R1, R2', '20012000'],
    ['CALL R4', '24040000'],
    ['CALL R4, 2', '24040002'],
    ['CALL 8', '24000002'],
    ['SVC 0x05, 0x02', '30000502'],
    ['SVC MOD=5, FN=2', '30000502'],
    ['SVC MAILBOX_SEND', '30000502'],
    ['svc mailbox_send', '30000502'],
    ['BRK 3', '7f000003'],
    ['PUSH R8', '40080000'],
    ['POP R8', '41800000'],
    ['LDSP R0, [SP+8]', '0c000008'],
    ['STSP [sp+8], r0', '0d000008'],
    ['ADDSP -16', '42000ff0'],
    ['SET R0, LT', '390b0000'],
    ['MOVC R1, R2, HI', '3a128000'],
    ['CB LT, R1, R2, 0', '43b12000'],
    ['CBI EQ, R1, -3, 8', '4401d002'],
    ['RET', '25000000'],
    ["LDI R0, 'A'", '01000041'],
    ["LDI R0, '\\n'", '0100000a'],
    ['NOP', '04000000'],
    ['LI R1, 5', '01100005'],
    ['LI R1, 0xFFFFFFFF', '01100fff'],
    ['LI R1, 5000', '0e101388'],
    ['INC R2', '18220001'],
    ['DEC R2', '18220fff'],
    ['B EQ, 16', '22000010'],
    ['B NE, 16', '23000010'],
    ['B HS, 16', '28000010'],
    ['B LE, 16', '2c000010'],
    ['B 16', '21000010'],
    ['.word 0x01020304', '01020304'],
  ])('%s', (text, word) => {
    expect(wordsOf(text)).toEqual([word]);
  });

  test('of two words or more', () => {
    expect(wordsOf('LDI32 R1, 0x12345678')).toEqual(['60100000', '12345678']);
    expect(wordsOf('LI R1, 0x12345678')).toEqual(['60100000', '12345678']);
    expect(wordsOf('LI R1, 5000', { isa: 'core' })).toEqual(['60100000', '00001388']);
    expect(wordsOf('NEG R1, R2')).toEqual(['17120000', '18110001']);
    expect(wordsOf('NEG R1, R2', { isa: 'core' })).toEqual(['01100000', '11112000']);
    expect(wordsOf('NEG R1', { isa: 'core' })).toEqual(['40000000', '01000000', '11101000', '41000000']);
    expect(wordsOf('NEG R0', { isa: 'core' })).toEqual(['40010000', '01100000', '11010000', '41100000']);
  });

  test('the level that an object needs', () => {
    expect(objectOf('RET').isa).toBe('core');
    expect(objectOf('ADDI R0, R0, 1').isa).toBe('ext');
    expect(objectOf('LI R0, 100000').isa).toBe('ext');
    expect(objectOf('LI R0, x\n.equ x, 100000').isa).toBe('ext');
    // The linker decides what it shrinks to.
    expect(objectOf('x: LI R0, x').isa).toBe('core');
    expect(objectOf('x: LI R0, x', { isa: 'core' }).isa).toBe('core');
  });
});

describe('expressions', () => {
  test.each([
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['7/2, -7/2, 7%3, -7%3', [3, -3, 1, -1]],
    ['1<<4|1, 256>>4, -1>>1', [17, 16, -1]],
    ['0xF0 & 0x3C, 5 ^ 1, ~0', [48, 4, -1]],
    ['1 < 2, 2 <= 1, 3 == 3, 3 != 3, 2 > 1, 2 >= 3', [1, 0, 1, 0, 1, 0]],
    ['1 && 0, 1 || 0, !0, !5', [0, 1, 1, 0]],
    ['0b101, 0o17, 0x1f', [5, 15, 31]],
    ['- -3, -(2), +4', [3, -2, 4]],
    ['lo16(0x12345678), hi16(0x12345678)', [0x5678, 0x1234]],
    ['0xFFFFFFFF & 0xFFFF0000', 0xffff0000],
    ["'a'+1, '\\x41', '\\101', '\\''", [98, 65, 65, 39]],
  ])('%s', (text, values) => {
    const numbers = [values].flat().map((value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(value >>> 0);
      return bytes.toString('hex');
    });
    expect(hexOf(`.data\n.word ${text}`, 'data')).toBe(numbers.join(''));
  });

  test('names may come later', () => {
    expect(wordsOf('LDI R1, a+1\nLD R1, [R2+a]\nLSLI R1, R1, a\nBRK a\nLI R3, a\n.equ a, b*2\n.equ b, 3')).toEqual([
      '01100007',
      '02120006',
      '36110006',
      '7f000006',
      '01300006',
    ]);
  });

  test('a constant has the value that it has where it is used', () => {
    expect(wordsOf('.set n, 1\nLDI R0, n\n.set n, n+1\nLDI R0, n\nn = n + 1\nLDI R0, n')).toEqual([
      '01000001',
      '01000002',
      '01000003',
    ]);
  });

  test('differences of labels', () => {
    expect(hexOf('.rodata\na: .space 6\nb: .byte b-a, . - a\n.half a-b\n.word b-a == 6', 'rodata')).toBe(
      '0000000000000607faff01000000',
    );
    expect(wordsOf('a: NOP\nNOP\nb: LDI R0, b-a\n.word b-a')).toEqual(['04000000', '04000000', '01000008', '00000008']);
  });
});

describe('relocations', () => {
  const relocs = (text: string, isa: 'core' | 'ext' = 'ext'): string[] =>
    objectOf(`${text}\n.import x`, { isa }).relocs.map(
      (r) =>
        `${r.section}+${r.offset} ${r.type} ${r.symbol}+${r.addend}${r.minus ? `-${r.minus}` : ''}${r.relax ? ' relax' : ''}`,
    );

  test.each([
    ['JMP x', 'text+0 ABS24 x+0'],
    ['JZ x+8', 'text+0 ABS24 x+8'],
    ['CALLA x', 'text+0 ABS24 x+0'],
    ['CALL x', 'text+0 PCREL12W x+0'],
    ['LDI R0, x', 'text+0 SIMM12 x+0'],
    ['LD R0, [R1+x-4]', 'text+0 SIMM12 x+-4'],
    ['ADDI R0, R0, x', 'text+0 SIMM12 x+0'],
    ['LDSP R0, [SP+x]', 'text+0 UIMM12 x+0'],
    ['LDI20 R0, x', 'text+0 SIMM20 x+0'],
    ['LDI32 R0, x+4', 'text+4 ABS32 x+4'],
    ['LI R0, x', 'text+4 ABS32 x+0 relax'],
    ['CB EQ, R0, R1, x', 'text+4 ABS24 x+0'],
    ['.word x', 'text+0 ABS32 x+0'],
    ['.rodata\n.word x-4', 'rodata+0 ABS32 x+-4'],
    ['.rodata\n.half x', 'rodata+0 ABS16 x+0'],
    ['.rodata\n.byte x', 'rodata+0 ABS8 x+0'],
    ['.rodata\n.half lo16(x)', 'rodata+0 LO16 x+0'],
    ['.rodata\n.half hi16(x+2)', 'rodata+0 HI16 x+2'],
    ['.rodata\n.word off16(x)', 'rodata+0 OFF16 x+0'],
    ['.rodata\n.word "x"', 'rodata+0 ABS32 x+0'],
    ['.word lo16(x)', 'text+2 LO16 x+0'],
  ])('%s', (text, expected) => {
    expect(relocs(text)).toEqual([expected]);
  });

  test('at core jumps are absolute as well', () => {
    expect(relocs('JMP x\nJNZ x\nCALL x\nLI R0, x', 'core')).toEqual([
      'text+0 ABS24 x+0',
      'text+4 ABS24 x+0',
      'text+8 PCREL12W x+0',
      'text+16 ABS32 x+0 relax',
    ]);
  });

  test('a difference across a relaxable load is left to the linker', () => {
    expect(relocs('a: LI R0, x\nb: NOP\nc: .word b-a, c-b\n.rodata\n.byte b-a\n.half b-a+4\n.word b-a, c-b')).toEqual([
      'text+4 ABS32 x+0 relax',
      'text+12 DIFF32 b+0-a',
      'rodata+0 DIFF8 b+0-a',
      'rodata+1 DIFF16 b+4-a',
      'rodata+3 DIFF32 b+0-a',
    ]);
  });

  test('label+n across a relaxable load becomes a symbol that moves with the code', () => {
    const object = objectOf('a: NOP\nJMP a+4\nLI R0, x\nJMP a+16\nNOP\n.import x');
    expect(object.relocs.map((r) => [r.symbol, r.addend])).toEqual([
      ['a', 4],
      ['x', 0],
      [expect.stringMatching(/^\.L\./), 0],
    ]);
    const made = object.symbols.find((s) => s.name === object.relocs[2]?.symbol);
    expect(made).toMatchObject({ section: 'text', value: 16, bind: 'local' });
  });

  test('no load before an alignment may shrink', () => {
    expect(relocs('LI R0, x\n.align 8\nLI R1, x')).toEqual(['text+4 ABS32 x+0', 'text+12 ABS32 x+0 relax']);
  });
});

describe('symbols', () => {
  test('facts', () => {
    const object = objectOf(`.export f, g
.weak w
.import i, unused
.extern e, g
.type f, func, variadic
.type i, @function, fixed
f: CALL i
CALL e
RET
.size f, . - f
g: w: .Lhidden: local: RET
JMP .Lused
.Lused: RET
.equ constant, 5
.equ shared, 6
.export shared, alias
.set alias, f+4
.comm buffer, 10, 8
.lcomm mine, 3`);
    const symbols = Object.fromEntries(object.symbols.map(({ name, line, ...rest }) => [name, rest]));
    const text = { section: 'text', size: 0, kind: 'notype' };
    expect(symbols).toEqual({
      f: { section: 'text', value: 0, size: 12, bind: 'global', kind: 'func', convention: 'variadic' },
      g: { ...text, value: 12, bind: 'global' },
      w: { ...text, value: 12, bind: 'weak' },
      local: { ...text, value: 12, bind: 'local' },
      unused: { ...text, section: 'undef', value: 0, bind: 'global' },
      '.Lused': { ...text, value: 20, bind: 'local' },
      i: { section: 'undef', value: 0, size: 0, bind: 'global', kind: 'func', convention: 'fixed' },
      e: { section: 'undef', value: 0, size: 0, bind: 'global', kind: 'notype' },
      shared: { section: 'abs', value: 6, size: 0, bind: 'global', kind: 'notype' },
      alias: { section: 'text', value: 4, size: 12, bind: 'global', kind: 'func', convention: 'variadic' },
      buffer: { section: 'bss.buffer', value: 0, size: 10, bind: 'weak', kind: 'object' },
      mine: { section: 'bss.mine', value: 0, size: 3, bind: 'local', kind: 'object' },
    });
    expect(object.sections.get('bss.buffer')).toMatchObject({ size: 10, align: 8 });
  });

  test('entry, keep, capabilities', () => {
    expect(objectOf('.entry\n1: main: RET').entry).toBe('main');
    expect(objectOf('.entry main\nmain: RET').entry).toBe('main');
    expect(objectOf('.keep f, g\n.import g\nf: RET').keep).toEqual(['f', 'g']);
    expect(objectOf('.keep f, g\n.import g\nf: RET').symbols.map((s) => s.name)).toEqual(['f', 'g']);
    expect(objectOf('.section text.a\nRET\n.keep text.a').keep).toEqual(['text.a']);
    expect(objectOf('.cap can, FRAM').caps).toEqual(['can', 'fram']);
  });

  test('a weak alias keeps its own name in references', () => {
    const object = objectOf('.weak a\n.set a, f\nf: JMP a\nCB EQ, R0, R0, a');
    expect(object.relocs.map((r) => r.symbol)).toEqual(['a', 'a']);
    expect(object.symbols.find((s) => s.name === 'a')).toMatchObject({ section: 'text', value: 0, bind: 'weak' });
  });

  test('quoted names', () => {
    const object = objectOf(
      '.export "R1", "a b"\n"R1": JMP "a b"\n"a b": "LT": RET\n.section "rodata.x y"\n.word "R1"',
    );
    expect(object.symbols.map((s) => s.name)).toEqual(['R1', 'a b', 'LT']);
    expect(object.sections.has('rodata.x y')).toBe(true);
  });

  test('numeric labels', () => {
    const object = objectOf('1: JMP 1b\nJMP 1f\n1: JMP 1b');
    const at = new Map(object.symbols.map((s) => [s.name, s.value]));
    expect(object.relocs.map((r) => at.get(r.symbol))).toEqual([0, 8, 8]);
  });
});

describe('sections and data', () => {
  test('little-endian data, big-endian text', () => {
    expect(hexOf('.data\n.byte 1, -1, 255\n.half 0x1234\n.hword -2\n.word 0x11223344', 'data')).toBe(
      '01ffff3412feff44332211',
    );
    expect(wordsOf('.word 0x11223344')).toEqual(['11223344']);
  });

  test('texts', () => {
    expect(hexOf('.rodata\n.ascii "a;b", "\\x41\\0\\t"\n.asciz "é"\n.string ""', 'rodata')).toBe(
      '613b62410009c3a90000',
    );
  });

  test('space and alignment', () => {
    expect(hexOf('.data\n.byte 1\n.align 4\n.byte 2\n.space 2, 0xAA\n.zero 1\n.p2align 3, 7', 'data')).toBe(
      '0100000002aaaa00',
    );
    expect(objectOf('.bss\n.space 3\n.align 8\n.space 4').sections.get('bss')).toMatchObject({ size: 12, align: 8 });
    expect(wordsOf('NOP\n.align 16\nRET')).toEqual(['04000000', '04000000', '04000000', '04000000', '25000000']);
    expect(
      objectOf('.section rodata.a\n.byte 1\n.section rodata.b\n.word 1\n.section rodata.c\n.half 1').sections,
    ).toMatchObject(
      new Map([
        ['rodata.a', { align: 1 }],
        ['rodata.b', { align: 4 }],
        ['rodata.c', { align: 2 }],
      ]),
    );
  });

  test('sections', () => {
    const object = objectOf(
      '.section .text.f\nRET\n.pushsection data\n.word 1\n.popsection\nRET\n.section init_array\n.word f\n.import f',
    );
    expect([...object.sections].map(([name, { size }]) => [name, size])).toEqual([
      ['text.f', 8],
      ['data', 4],
      ['init_array', 4],
    ]);
  });

  test('line table', () => {
    const { debug } = objectOf(
      '.file 1 "a.c"\n.file 2 "b.h"\nNOP\n.loc 1 10 3\nNOP\nNOP\n.loc 2 7\n.loc 1 11\nRET\n.data\n.loc 1 1\n.word 1',
    );
    expect(debug).toEqual({
      files: ['a.c', 'b.h'],
      lines: [
        { section: 'text', offset: 4, file: 0, line: 10, column: 3 },
        { section: 'text', offset: 12, file: 0, line: 11, column: 0 },
      ],
      mvasm: [
        { section: 'text', offset: 0, line: 3 },
        { section: 'text', offset: 4, line: 5 },
        { section: 'text', offset: 8, line: 6 },
        { section: 'text', offset: 12, line: 9 },
      ],
    });
  });

  test('the object is deterministic and does not hold the path', () => {
    const text = 'main: LI R0, main\nRET';
    const one = run(text, { path: '/home/a/x.mvasm' });
    expect(one.object).toEqual(run(text, { path: 'C:\\b\\x.mvasm' }).object);
    expect(one.object?.source).toBe('x.mvasm');
  });

  test('DOS line ends, tabs, a byte order mark and no final newline', () => {
    expect(wordsOf('\ufeff; x\r\n\tLDI\tR1 ,\t5 ; c\r\nRET')).toEqual(['01100005', '25000000']);
    expect(messages('NOP\r\n\tFOO\r\n')).toEqual(["2:2: unknown instruction 'FOO'"]);
  });
});
