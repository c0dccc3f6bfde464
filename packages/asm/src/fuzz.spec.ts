/** Whatever the input: messages, never an exception, and every object can be read back. */
import { readHxo, renderDiagnostic, writeHxo } from '@hsx/image';
import { INSTRUCTIONS } from '@hsx/isa';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from './assemble.js';
import { DIRECTIVES } from './directives.js';
import { dumpListingJson } from './dump-json.js';
import { writeListingText } from './listing.js';

function survives(text: string): void {
  for (const isa of ['core', 'ext'] as const) {
    const result = assemble(text, {
      path: 'fuzz.mvasm',
      isa,
      readFile: (path) => (path === 'x.inc' ? text : undefined),
    });
    const errors = result.diagnostics.filter((d) => d.severity === 'error');
    expect(result.object === undefined).toBe(errors.length > 0);
    for (const diagnostic of result.diagnostics) expect(renderDiagnostic(diagnostic)).not.toBe('');
    writeListingText(result.listing);
    if (result.object === undefined) continue;
    const written = writeHxo(result.object);
    expect(writeHxo(readHxo(written))).toBe(written);
    dumpListingJson(result.object);
  }
}

const SEED = `.export main
.equ early, 8
.type main, func, variadic
.macro save r, n=1
 PUSH \\r
l\\@: LDI R0, \\n
.endm
main: save R1
 LI R0, table+4
 CB LT, R1, R2, 1f
 CBI NE, R1, -3, main
 LDI R5, later
1: SVC MAILBOX_SEND
 CALL main
 LD R1, [R2+later]
.rept 3
 ADDI R1, R1, 1
.endr
.if early > 3
 RET
.else
 NOP
.endif
.equ later, 8
.align 16
.size main, . - main
.section rodata.t
table: .word main, 1b - main, "q r", -1
.half lo16(main), hi16(main+4), off16(table)
.byte 'a', 1b-main
.asciz "x\\n\\u20ac"
.value {"group": 1, "id": 2, "flags": "PERSIST|PIN",
  "name": "v", "min": -1.5}
.cmd [{"group": 1, "id": 1, "handler": "main"}]
.mailbox {"target": "app:x", "capacity": 64}
.bss
"q r": .space 12
.comm c, 8, 8
.set alias, table+8
.weak alias
.keep alias
.file 1 "a.c"
.loc 1 2 3
`;

const WORDS = [
  ...INSTRUCTIONS.map((i) => i.mnemonic),
  ...DIRECTIVES.keys(),
  'R0',
  'R1',
  'R15',
  'SP',
  '[R1+8]',
  '[SP+4]',
  '[R1-a]',
  'LT',
  'NE',
  'a',
  'b',
  'c:',
  'a:',
  '1:',
  '1b',
  '1f',
  '.',
  '(',
  ')',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<<',
  '==',
  '&&',
  '!',
  '~',
  '0',
  '1',
  '-1',
  '4096',
  '0xFFFFFFFF',
  "'x'",
  '"s"',
  '"',
  '{',
  '}',
  '"group":1',
  'lo16(a)',
  'text.x',
  'x.inc',
  '"x.inc"',
  '\\a',
  '\\@',
  '\n',
  '\n',
  '\n',
  '\n',
  ',',
  ',',
  ';',
  'NOP',
  'LI',
  'B',
  'NEG',
  'func',
];

describe('hostile sources', () => {
  test('the seed assembles', () => {
    const result = assemble(SEED, { path: 'seed.mvasm' });
    expect(result.diagnostics.map((d) => renderDiagnostic(d))).toEqual([]);
    survives(SEED);
  });

  test('random words', () => {
    const line = fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(fc.property(line, survives), { numRuns: 800, seed: 7 });
  });

  test('random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), survives), { numRuns: 300, seed: 8 });
  });

  test('mutations of a correct source', () => {
    const at = fc.nat({ max: SEED.length - 1 });
    const edit = fc.record({
      at,
      drop: fc.nat({ max: 12 }),
      put: fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 3 })),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = SEED;
        for (const { at: from, drop, put } of edits) text = text.slice(0, from) + put + text.slice(from + drop);
        survives(text);
      }),
      { numRuns: 400, seed: 9 },
    );
  });

  test('every kind of value in every kind of place', () => {
    const value = fc.constantFrom(
      ...['a', 'b', 'c', 'x', '1', '-4', 'a+4', 'b-8', 'a+2', 'b-a', 'c-b+1', '.', '.+4', 'k', '(b-a)/2', 'lo16(a)'],
      ...['off16(x)', 'a-x', '1f', '1b', '0x7fffffff', '"q r"', 'w', 'al'],
    );
    const statement = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(
            ...[
              'LI R1, @',
              'LDI R1, @',
              'CB LT, R1, R2, @',
              'CALL @',
              'JMP @',
              '.word @, 1',
              'LD R1, [R2+@]',
              '.half @',
            ],
            ...[
              '.byte @',
              'LSLI R1, R1, @',
              '.size a, @',
              '.equ k, @',
              '.set al, @',
              'BRK @',
              'LDI32 R3, @',
              'LDI20 R3, @',
            ],
          ),
          value,
        )
        .map(([template, put]) => template.replace('@', put)),
      fc.constantFrom(
        '.text',
        '.rodata',
        '.bss',
        '.section text.z',
        '1: NOP',
        '.align 4',
        '.align 64',
        '.space 3',
        '.keep b',
      ),
      fc.constantFrom('.weak w', '.weak al', '.weak a', '.type a, func', '.type b, object', '.rept 900\nNOP\n.endr'),
    );
    const labels = fc.shuffledSubarray(['a:', 'b:', 'c:', 'w:"q r":'], { minLength: 4 });
    const source = fc.tuple(labels, fc.array(fc.array(statement, { maxLength: 4 }), { minLength: 5, maxLength: 5 }));
    fc.assert(
      fc.property(source, ([names, parts]) =>
        survives(['.import x', ...parts.flatMap((part, i) => [...part, names[i] ?? ''])].join('\n')),
      ),
      { numRuns: 250, seed: 11 },
    );
  });

  test('lines of a correct source in any order', () => {
    const lines = SEED.split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 3 }), (some) => survives(some.join('\n'))),
      { numRuns: 300, seed: 10 },
    );
  });
});

describe('bounded work', () => {
  const first = (text: string): string => {
    const started = performance.now();
    const [diagnostic] = assemble(text, {
      path: 'b.mvasm',
      readFile: (path) => (path === 'b.mvasm' ? text : undefined),
    }).diagnostics;
    expect(performance.now() - started).toBeLessThan(8000);
    return diagnostic?.message ?? 'nothing';
  };

  test.each<[string, string, RegExp]>([
    ['recursive macro', '.macro m\nm\n.endm\nm', /nested more than 100 deep/],
    ['mutual recursion', '.macro m\nn\n.endm\n.macro n\nm\n.endm\nm', /nested more than 100 deep/],
    ['repetition bomb', '.rept 100000\n.rept 100000\n.rept 0\n.endr\n.endr\n.endr', /more than 1000000 lines/],
    ['text bomb', `.macro m a\n.if 1\nm \\a\\a\n.endif\n.endm\nm ${'x'.repeat(100)}`, /too long/],
    ['huge space', '.data\n.space 0x7fffffff', /expected 0\.\.16777216/],
    ['many spaces', `.rept 100\n.data\n.space 0x800000\n.endr`, /larger than 16777216 bytes/],
    ['deep parentheses', `.equ a, ${'('.repeat(100_000)}1`, /nested too deeply|more than 65536 characters/],
    ['deep minus', `.equ a, ${'-'.repeat(60_000)}1`, /nested too deeply/],
    ['long sum', `.data\n.word ${'a+'.repeat(20_000)}1\na:`, /too many operators/],
    ['self inclusion', '.include "b.mvasm"', /includes itself: b\.mvasm -> b\.mvasm/],
    ['constants in a ring', '.equ a, b\n.equ b, a\n.data\n.word a', /'a' is defined by itself/],
    [
      'exponential constants',
      `${Array.from({ length: 60 }, (_, i) => `.equ a${i + 1}, a${i}+(a${i}-a${i})`).join('\n')}\na0:\n.if a60\n.endif`,
      /too deeply|a number, not an address/,
    ],
    [
      'long chain of constants',
      `${Array.from({ length: 3000 }, (_, i) => `.equ a${i}, a${i + 1}`).join('\n')}\n.equ a3000, 1\n.data\n.word a0`,
      /too deeply/,
    ],
    ['deep json', `.value ${'['.repeat(5000)}${']'.repeat(5000)}`, /nested too deeply/],
    ['open conditionals', '.if 1\n'.repeat(3000), /too many errors|no \.endif/],
    ['many errors', 'FOO\n'.repeat(5000), /unknown instruction/],
  ])('%s', (_name, text, message) => {
    expect(first(text)).toMatch(message);
  });

  test('no more than a thousand errors', () => {
    const { diagnostics } = assemble('FOO\n'.repeat(5000), { path: 'b.mvasm' });
    expect(diagnostics.length).toBe(1001);
    expect(diagnostics.at(-1)?.message).toBe('too many errors (1000), giving up');
  });

  test('a file of 50,000 lines takes about a second of CPU at most when warm', () => {
    const line = (i: number): string =>
      ['ADDI R1, R2, 12', 'LD R3, [R4+8]', `JNZ .L${i - (i % 20)}`, 'LI R4, 0x12345'][i % 4] ?? '';
    const lines = Array.from({ length: 50_000 }, (_, i) => (i % 20 === 0 ? `.L${i}: ${line(i)}` : `  ${line(i)}`));
    const text = lines.join('\n');
    assemble(text, { path: 'warm.mvasm' });
    // CPU time, and the best of a few runs: other work on the machine must not fail this.
    const limit = 1_500_000;
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5 && best >= limit; i++) {
      const started = process.cpuUsage();
      expect(assemble(text, { path: 'warm.mvasm' }).object).toBeDefined();
      best = Math.min(best, process.cpuUsage(started).user);
    }
    expect(best).toBeLessThan(limit);
  });
});
