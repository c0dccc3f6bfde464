/** What is said about each mistake, and where. */
import { renderDiagnostic } from '@hsx/image';
import { describe, expect, test } from 'vitest';
import { messages, run } from './testing/assembled.js';

const CASES: [text: string, ...expected: string[]][] = [
  // Lexical
  ['LDI R0, 12ab', "1:9: '12ab' is no number"],
  ['LDI R0, 0x', "1:9: '0x' is no number"],
  ['LDI R0, 99999999999999999999', '1:9: this number is too large'],
  ["LDI R0, 'ab'", "1:9: this character has no closing '"],
  ["LDI R0, ''", '1:9: an empty character literal'],
  ['.rodata\n.ascii "abc', '2:8: this text has no closing quote'],
  ['.rodata\n.ascii "a\\q"', "2:10: unknown escape '\\q' (a backslash itself is written \\\\)"],
  ['JMP ""', '1:5: a symbol cannot have an empty name'],
  ['5 RET', "1:1: a line cannot begin with a number (a numeric label is written '1:')"],
  ['@', "1:1: expected a label, an instruction or a directive, found '@'"],
  // Instructions
  ['FOO R1', "1:1: unknown instruction 'FOO'"],
  ['ADDD R1, R2, R3', "1:1: unknown instruction 'ADDD' (did you mean 'ADD'?)"],
  ['.wrod 1', "1:1: unknown directive '.wrod' (did you mean '.word'?)"],
  ['LDI R1, 5000', '1:9: LDI: 5000 is outside -2048..2047 (use LDI32, or LI, which picks the shortest instruction)'],
  [
    'LDI20 R1, 600000',
    '1:11: LDI20: 600000 is outside -524288..524287 (use LDI32, or LI, which picks the shortest instruction)',
  ],
  ['ADDI R1, R1, 4096', '1:14: ADDI: 4096 is outside -2048..2047 (load it into a register with LI and use ADD)'],
  ['LD R1, [R2+4096]', '1:12: LD: 4096 is outside -2048..2047 (add the offset to the register first)'],
  ['LSLI R1, R1, 32', '1:14: LSLI: 32 is outside 0..31'],
  ['BRK 256', '1:5: BRK: 256 is outside 0..255'],
  ['LDI32 R1, 0x100000000', '1:11: LDI32: 4294967296 is outside -2147483648..4294967295'],
  ['LI R1, -3000000000', '1:8: LDI32: -3000000000 is outside -2147483648..4294967295'],
  ['JMP 0x1000000', '1:5: JMP: 16777216 is outside 0..16777215'],
  [
    'LDI R1, x\n.equ x, 5000',
    '1:9: LDI: 5000 is outside -2048..2047 (use LDI32, or LI, which picks the shortest instruction)',
  ],
  ['LI R1, x\n.equ x, 1<<40', '1:8: LI: 1099511627776 does not fit 32 bits'],
  ['CBI EQ, R1, 9, 0', "1:13: CBI's constant is 9, expected -8..7"],
  ['CB EQ, R1, R2, 0x4000', "1:16: CB's distance in words: 4096 is outside -2048..2047"],
  ['CB EQ, R1, R2, 2', "1:16: CB's distance in words: the target 2 is no multiple of 4 away"],
  ['CALL 2', '1:6: CALL: the target 2 is no multiple of 4 away'],
  [
    'CALL R0',
    '1:6: CALL R0 cannot be encoded: 0 in the register field means a call relative to pc (move the address to another register)',
  ],
  ['CALL R4, 5000', "1:10: CALL's offset in words is 5000, expected -2048..2047"],
  ['MOV R1', "1:7: expected ',' and a further operand of MOV, found the end of the line (it is written MOV rd, rs1)"],
  ['MOV R1, R16', "1:9: expected a register, found 'R16' (registers are R0..R15)"],
  ['MOV R1, 5', "1:9: expected a register, found '5'"],
  ['MOV R1, SP', '1:9: SP cannot be used here (GETSP, SETSP, ADDSP, LDSP and STSP work on sp)'],
  ['MOV R1, R2, R3', "1:11: unexpected ',' after the operands of MOV (it is written MOV rd, rs1)"],
  ['RET R1', "1:5: unexpected 'R1' after the operands of RET (RET has no operands)"],
  ['LDI R1, R2', '1:9: expected a value, found the register R2 (a symbol of that name is written "R2")'],
  ['LD R1, R2', "1:8: expected an address in brackets, found 'R2'"],
  ['LD R1, [R2+4', "1:13: expected ']' to close the address, found the end of the line"],
  [
    'LD R1, [SP+4]',
    '1:9: LD cannot address the stack pointer (LDSP does, at the extended level; or copy it to a register with GETSP)',
  ],
  ['LDB R1, [SP]', '1:10: LDB cannot address the stack pointer (copy it to a register with GETSP)'],
  ['LDSP R1, [R2+4]', '1:11: LDSP addresses the stack: expected SP'],
  ['SET R1, XX', "1:9: expected a condition, found 'XX' (conditions are EQ NE HS LO MI PL VS VC HI LS GE LT GT LE)"],
  ['B XX, a', "1:3: 'XX' is no condition (conditions are EQ NE HS LO MI PL VS VC HI LS GE LT GT LE)"],
  ['SVC MAILBOX_SNED', "1:5: unknown system call 'MAILBOX_SNED' (did you mean 'MAILBOX_SEND'?)"],
  ['SVC 16, 0', '1:5: the module is 16, expected 0..15'],
  ['SVC 1', "1:6: expected ',' and a further operand of SVC, found the end of the line (it is written SVC mod, fn)"],
  [
    'LDI R1, lo16(x)\n.import x',
    '1:9: lo16 of an address cannot stand in LDI (it may in .half and .word; LDI32 and LI load whole addresses)',
  ],
  ['LSLI R1, R1, x\n.import x', '1:14: LSLI: this must be a number, not an address'],
  ['.data\nADD R1, R2, R3', '2:1: instructions belong in a text section, not in data (write .text before them)'],
  // Expressions
  ['LDI R0, 1+', '1:11: expected a value, found the end of the line'],
  ['LDI R0, (1', "1:11: expected ')' to close the parenthesis, found the end of the line"],
  ['LDI R0, 1/0', '1:10: division by zero'],
  ['LDI R0, 1<<64', '1:10: cannot shift by 64 (amounts are 0..63)'],
  ['LDI R0, 1<<60', "1:10: the result of '<<' is too large"],
  ['LDI R0, foo(1)', "1:9: unknown function 'foo' (there are lo16, hi16 and off16)"],
  ['a: LDI R0, a+a', "1:13: '+' cannot be applied to two addresses (only their difference is a number)"],
  ['a: LDI R0, a*2', "1:13: '*' cannot be applied to an address"],
  ['a: LDI R0, -a', "1:12: '-' cannot be applied to an address"],
  [
    'a: NOP\n.data\nb: .word a-b',
    "3:11: 'a' and 'b' do not lie in one section (a difference is known only between labels of the same section in this file)",
  ],
  ['LDI R0, x\nLDI R1, x', "1:9: 'x' is not defined (when another file defines it, write .import x)"],
  ['LDI R0, taget\ntarget: RET', "1:9: 'taget' is not defined (did you mean 'target'?)"],
  ['JMP 1b', '1:5: there is no label 1: before this line (1f is the next one after it)'],
  ['1: JMP 1f', '1:8: there is no label 1: after this line'],
  [
    'a: LI R0, a\nb: LDI R1, b-a',
    '2:12: LDI: the linker may still change this difference (a relaxable LI lies between the labels; write it as LDI32, or put the difference into data)',
  ],
  // Symbols
  ['R1: RET', '1:1: \'R1\' is a register (a symbol of that name is written "R1")'],
  ['a: RET\na: RET', "2:1: 'a' is defined twice"],
  ['.equ a, 1\na: RET', "2:1: 'a' is defined twice"],
  ['a: RET\n.equ a, 1', "2:6: 'a' is defined twice"],
  [
    '.import a\na: RET',
    "2:1: 'a' is defined here but was imported (use .extern for a name that may be defined in either file)",
  ],
  [
    'a: RET\n.import a',
    "2:9: 'a' is imported but is defined here (use .extern for a name that may be defined in either file)",
  ],
  [
    '.export a',
    "1:9: 'a' is exported but not defined (use .import for a name of another file, .extern when either may define it)",
  ],
  ['.import a\n.export a', "2:9: 'a' cannot be .export and .import"],
  ['.entry', '1:1: .entry is followed by no label'],
  [
    '.entry a\n.entry b',
    '2:1: the entry point is declared twice',
    "1:8: 'a' is not defined (when another file defines it, write .import a)",
  ],
  ['.type a, fnuc', '1:10: a symbol is a func or an object'],
  ['.type a, func, vararg', '1:16: the calling convention is variadic or fixed'],
  ['a: RET\n.size a, 8', "2:10: 'a' reaches beyond section text (its .size is too large)"],
  ['.keep nothing', "1:7: 'nothing' is not defined (when another file defines it, write .import nothing)"],
  // Sections and data
  [
    '.section txt',
    "1:10: 'txt' is no section (sections are text, rodata, data or bss, perhaps with a suffix as in text.main, and init_array, fini_array)",
  ],
  [
    '.bss\n.word 1',
    '2:1: .word cannot stand in bss, which has no contents (use .space, or put it into data or rodata)',
  ],
  [
    '.byte 1',
    '1:1: .byte cannot stand in text, where only .word and .align may (put it into rodata or data: code cannot be read by the program)',
  ],
  ['.data\n.byte 256', '2:7: .byte: 256 is outside -128..255'],
  ['.data\n.half 1, 70000', '2:10: .half: 70000 is outside -32768..65535'],
  ['.data\n.align 3', '2:8: the alignment 3 is no power of two of 1..4096'],
  ['.data\n.space -1', '2:8: the number of bytes is -1, expected 0..16777216'],
  ['.bss\n.space 4, 1', '2:11: bss holds zeros only'],
  ['.data\n.space later\n.equ later, 1', '2:8: this value must be known here (define its names before this line)'],
  ['.section init_array\n.half 1', '2:1: init_array must consist of whole words'],
  ['.popsection', '1:1: .popsection without .pushsection'],
  ['.cap cam', "1:6: unknown capability 'cam' (did you mean 'can'?)"],
  ['.loc 1 2 3', '1:6: there is no .file 1'],
  ['.file 1 "a"\n.file 1 "b"', "2:9: file 1 already is 'a'"],
  ['.text 5', "1:7: unexpected '5' after .text"],
  // Macros, conditionals, includes
  ['.macro', '1:1: .macro without .endm'],
  ['.macro m a, a\n.endm', "1:13: the parameter 'a' appears twice"],
  ['.macro m\n.endm\n.macro m\n.endm', "3:1: macro 'm' is defined twice (.purgem forgets a macro)"],
  ['.macro m a:req\n.endm\nm', "3:2: macro 'm' needs the argument 'a'"],
  ['.macro m a\n.endm\nm 1, 2', "3:6: too many arguments for macro 'm' (it takes 1: a)"],
  ['.endm', '1:1: .endm without .macro'],
  ['.rept 2\nNOP', '1:1: .rept without .endr'],
  ['.rept -1\n.endr', '1:7: cannot repeat -1 times'],
  ['.endr', '1:1: .endr without .rept'],
  ['.exitm', '1:1: .exitm is only for the inside of a macro'],
  ['.purgem m', "1:9: there is no macro 'm'"],
  ['.if 1\nNOP', '1:1: this .if has no .endif'],
  ['.if x\n.endif', '1:5: this value must be known here (define its names before this line)'],
  ['.else', '1:1: .else without .if'],
  ['.endif', '1:1: .endif without .if'],
  ['.if 1\n.else\n.else\n.endif', '3:1: .else after .else'],
  ['.include "no.inc"', "1:1: cannot find 'no.inc' (searched in .)"],
  ['.error "not for this board"', '1:1: not for this board'],
];

describe('messages', () => {
  test.each(CASES)('%j', (text, ...expected) => {
    expect(messages(text).toSorted()).toEqual([...expected].toSorted());
  });

  test('the level', () => {
    const message =
      'is an extended instruction, and this source is assembled for the core level (assemble with --isa ext, or use core instructions)';
    expect(messages('ADDI R1, R1, 1\nINC R1\nB LT, 0\nRET', { isa: 'core' })).toEqual([
      `1:1: ADDI ${message}`,
      `2:1: ADDI ${message}`,
      `3:1: JLT ${message}`,
    ]);
  });

  test('a warning does not hinder the object', () => {
    const result = run('.warning "old"\nRET');
    expect(result.object).toBeDefined();
    expect(result.diagnostics.map((d) => renderDiagnostic(d))).toEqual([
      't.mvasm:1:1: warning: old\n  .warning "old"\n  ^',
    ]);
  });
});

describe('rendering', () => {
  test('all errors of a file in one run, in the order of its lines', () => {
    const text = 'JMP nowhere\nLDI R1, 5000\na: RET\na: FOO\n.data\n.byte 300';
    const result = run(text);
    expect(result.object).toBeUndefined();
    expect(
      result.diagnostics.map((d) => renderDiagnostic(d)).join('\n'),
    ).toBe(`t.mvasm:1:5: error: 'nowhere' is not defined
  JMP nowhere
      ^
  hint: when another file defines it, write .import nowhere
t.mvasm:2:9: error: LDI: 5000 is outside -2048..2047
  LDI R1, 5000
          ^
  hint: use LDI32, or LI, which picks the shortest instruction
t.mvasm:4:1: error: 'a' is defined twice
  a: FOO
  ^
t.mvasm:3:1: note: 'a' is first defined here
  a: RET
  ^
t.mvasm:6:7: error: .byte: 300 is outside -128..255
  .byte 300
        ^`);
  });

  test('the chain of macros and includes', () => {
    const files: Record<string, string> = {
      'lib/m.inc': '.macro load r, v\n  LDI \\r, \\v\n.endm\n.macro twice v\n  load R1, \\v\n.endm\n',
    };
    const { diagnostics } = run('.include "lib/m.inc"\n\ntwice 9000', {
      path: 'src/a.mvasm',
      includeDirs: ['.'],
      readFile: (path) => files[path],
    });
    expect(
      diagnostics.map((d) => renderDiagnostic(d)).join('\n'),
    ).toBe(`lib/m.inc:2:11: error: LDI: 9000 is outside -2048..2047
    LDI R1, 9000
            ^
  hint: use LDI32, or LI, which picks the shortest instruction
lib/m.inc:5:3: note: in expansion of macro 'load'
src/a.mvasm:3:1: note: in expansion of macro 'twice'`);
    const inside = run('NOP\n.include "x.inc"', {
      path: 'src/a.mvasm',
      readFile: (path) => (path === 'src/x.inc' ? '\nFOO' : undefined),
    });
    expect(inside.diagnostics.map((d) => renderDiagnostic(d)).join('\n')).toBe(
      "src/x.inc:2:1: error: unknown instruction 'FOO'\n  FOO\n  ^\nsrc/a.mvasm:2:1: note: in the file included here",
    );
  });

  test('lines that the C preprocessor names', () => {
    const text =
      '# 1 "a.S"\n# 1 "<command line>" 1\n# 1 "a.S" 2\n NOP\n# 1 "dir/x\\"y.h" 1\nFOO\n# 9 "a.S" 2\nBAR\n\nBAZ\n';
    const { diagnostics } = run(text, { path: 'a.S' });
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual(['dir/x"y.h:1', 'a.S:9', 'a.S:11']);
  });
});
