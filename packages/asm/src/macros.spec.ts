import { describe, expect, test } from 'vitest';
import { hexOf, messages, objectOf, wordsOf } from './testing/assembled.js';

describe('macros', () => {
  test('arguments by position and by name, defaults, the rest of the line', () => {
    const source = `.macro load reg:req, value=7, rest:vararg
 LDI \\reg, \\value
 .word \\rest 0
.endm
load R1
load R2, 3
load value=4, reg=R3
load R4, (1+2), 1, 2,`;
    expect(wordsOf(source)).toEqual([
      '01100007',
      '00000000',
      '01200003',
      '00000000',
      '01300004',
      '00000000',
      '01400003',
      '00000001',
      '00000002',
      '00000000',
    ]);
  });

  test('brackets and texts protect commas', () => {
    expect(hexOf('.data\n.macro two a, b\n.byte \\b\n.ascii \\a\n.endm\ntwo "x,y", \',\'', 'data')).toBe('2c782c79');
    expect(wordsOf('.macro ld1 a\nLD R1, \\a\n.endm\nld1 [R2 + lo16(0x10004)]')).toEqual(['02120004']);
  });

  test('local labels by \\@, and \\() to end a name', () => {
    const object = objectOf('.macro skip n\n B EQ, l\\@\n JMP a\\n\\()x\nl\\@: NOP\n.endm\na1x: skip 1\nskip 1');
    expect(object.symbols.map((s) => s.name)).toEqual(['a1x', 'l0', 'l1']);
  });

  test('a backslash before anything else stays', () => {
    expect(hexOf('.rodata\n.macro t x\n.ascii "\\x\\n\\\\n"\n.endm\nt A', 'rodata')).toBe('410a5c6e');
  });

  test('macros that call and define macros, and leave early', () => {
    const source = `.macro count n
 .if \\n == 0
  .exitm
 .endif
 .word \\n
 count \\n-1
.endm
.macro define name, value
 .macro \\name
  .word \\value
 .endm
.endm
count 3
define nine, 9
nine
.purgem nine
.macro nine
 .word 10
.endm
nine`;
    expect(wordsOf(source).map((word) => Number(`0x${word}`))).toEqual([3, 2, 1, 9, 10]);
  });

  test('a macro may take the name of an instruction', () => {
    expect(wordsOf('.macro RET\n.word 1\n.endm\nRET')).toEqual(['00000001']);
  });
});

describe('repetitions', () => {
  test('nested, with a counter, and over values', () => {
    const source = `.set i, 0
.rept 2
 .set j, 0
 .rept 2
  .word i*16+j
  .set j, j+1
 .endr
 .set i, i+1
.endr
.irp r, R1, R15
 PUSH \\r
.endr
.rept 0
 FOO
.endr`;
    expect(wordsOf(source)).toEqual(['00000000', '00000001', '00000010', '00000011', '40010000', '400f0000']);
  });
});

describe('conditionals', () => {
  const value = (source: string): string => wordsOf(source).join(' ');

  test.each([
    ['.if 1\n.word 1\n.else\n.word 2\n.endif', '00000001'],
    ['.if 0\n.word 1\n.else\n.word 2\n.endif', '00000002'],
    ['.if 0\n.word 1\n.elseif 2 > 1\n.word 2\n.elseif 1\n.word 3\n.else\n.word 4\n.endif', '00000002'],
    [".if 0\n.if 1\n.word 1\n.else\n.word 5\n.endif\nnot assembled, '\n.else\n.word 2\n.endif", '00000002'],
    ['.equ a, 0\n.ifdef a\n.word 1\n.endif\n.ifndef a\n.word 2\n.endif', '00000001'],
    ['.ifdef a\n.word 1\n.else\n.word 2\n.endif\n.equ a, 0', '00000002'],
    ['.macro m\n.endm\n.ifdef m\n.word 1\n.endif', '00000001'],
    ['.IF 1\n.WORD 1\n.ENDIF', '00000001'],
    ['a: NOP\nb:\n.if b-a == 4\n.word 1\n.endif', '04000000 00000001'],
  ])('%j', (source, words) => {
    expect(value(source)).toBe(words);
  });

  test('an error in a condition skips all of its branches', () => {
    expect(messages('.if later\nFOO\n.else\nBAR\n.endif\nBAZ')).toEqual([
      '1:5: this value must be known here (define its names before this line)',
      "6:1: unknown instruction 'BAZ'",
    ]);
  });
});

describe('includes', () => {
  const files: Record<string, string> = {
    'src/lib/a.inc': '.include "b.inc"\n.word 1',
    'src/lib/b.inc': '.word 2',
    'inc/c.inc': '.word 3',
    '/abs/d.inc': '.word 4',
    'src/loop.inc': '.include "../src/./loop2.inc"',
    'src/loop2.inc': '.include "loop.inc"',
  };
  const options = { path: 'src/main.mvasm', includeDirs: ['inc'], readFile: (path: string) => files[path] };

  test('relative to the including file, then the folders', () => {
    expect(wordsOf('.include "lib/a.inc"\n.include "c.inc"\n.include "/abs/d.inc"', options)).toEqual([
      '00000002',
      '00000001',
      '00000003',
      '00000004',
    ]);
  });

  test('a loop shows its chain', () => {
    expect(messages('.include "loop.inc"', options)).toEqual([
      '1:1: this file includes itself: src/loop.inc -> src/loop2.inc -> src/loop.inc',
    ]);
  });

  test('the search is shown', () => {
    expect(messages('.include "no.inc"', options)).toEqual(["1:1: cannot find 'no.inc' (searched in src, inc)"]);
  });
});
