/**
 * IR that no front-end writes, through the whole compiler: code or a diagnostic, never an exception and never without end.
 * The reader has tests of its own kind (ir/fuzz.spec.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileModule } from './compile.js';

const LEVELS = ['core', 'ext'] as const;
const folder = new URL('./filetests/', import.meta.url);
const corpus = readdirSync(folder)
  .filter((name) => name.endsWith('.ll'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** Words that may stand in one another's place. */
const KINDS: readonly (readonly string[])[] = [
  [
    'i1',
    'i7',
    'i8',
    'i16',
    'i32',
    'i33',
    'i64',
    'i65',
    'i128',
    'i256',
    'half',
    'float',
    'double',
    'ptr',
    'void',
    'fp128',
  ],
  [
    'add',
    'sub',
    'mul',
    'udiv',
    'sdiv',
    'urem',
    'srem',
    'shl',
    'lshr',
    'ashr',
    'and',
    'or',
    'xor',
    'fadd',
    'fmul',
    'frem',
  ],
  [
    'trunc',
    'zext',
    'sext',
    'fptoui',
    'fptosi',
    'uitofp',
    'sitofp',
    'fptrunc',
    'fpext',
    'ptrtoint',
    'inttoptr',
    'bitcast',
  ],
  ['eq', 'ne', 'ugt', 'uge', 'ult', 'ule', 'sgt', 'sge', 'slt', 'sle', 'oeq', 'une', 'uno', 'olt'],
];
const NUMBERS = [
  '0',
  '1',
  '-1',
  '31',
  '32',
  '33',
  '64',
  '255',
  '65536',
  '2147483648',
  '-9223372036854775808',
  'undef',
  'poison',
];

function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(text: string, next: (below: number) => number): string {
  const tokens = text.match(/[%@!#$]?[-\w.$]+|"[^"]*"|\s+|./gs) ?? [];
  const names = tokens.filter((token) => /^[%@]/.test(token));
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  for (let changes = 1 + next(3); changes > 0; changes--) {
    let at = next(tokens.length);
    while (/^(\s+|[,(){}=])$/.test(tokens[at] ?? '')) at = (at + 1) % tokens.length;
    const token = tokens[at] as string;
    const kind = KINDS.find((words) => words.includes(token));
    if (kind !== undefined) tokens[at] = pick(kind);
    else if (/^-?\d+$/.test(token)) tokens[at] = pick(NUMBERS);
    else if (/^[%@]/.test(token)) tokens[at] = pick(names);
  }
  return tokens.join('');
}

describe('hostile IR', () => {
  it('with changed words gives code or diagnostics', () => {
    const next = random(20);
    let compiled = 0;
    for (let round = 0; round < 150; round++) {
      const text = mutate(corpus[next(corpus.length)] as string, next);
      const level = LEVELS[round % 2] as 'core' | 'ext';
      const { mvasm, diagnostics } = compileModule(text, { path: 'changed.ll', level, verify: true });
      expect(mvasm === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      if (mvasm !== undefined) compiled++;
    }
    // Most changes leave something that means something.
    expect(compiled).toBeGreaterThan(30);
  });

  const nested = (count: number) => {
    const head = (i: number) =>
      `h${i}:\n %i${i} = phi i32 [ 0, %${i === 0 ? 'entry' : `h${i - 1}`} ], [ %j${i}, %l${i} ]\n br label %${i === count - 1 ? `l${i}` : `h${i + 1}`}`;
    const latch = (i: number) =>
      `l${i}:\n %j${i} = add i32 %i${i}, 1\n %c${i} = icmp eq i32 %j${i}, %n\n br i1 %c${i}, label %${i === 0 ? 'out' : `l${i - 1}`}, label %h${i}`;
    const numbers = Array.from({ length: count }, (_, i) => i);
    return `define void @f(i32 %n) {\nentry:\n br label %h0\n${numbers.map(head).join('\n')}\n${numbers.reverse().map(latch).join('\n')}\nout:\n ret void\n}`;
  };
  const cases = Array.from({ length: 2000 }, (_, i) => `i32 ${(i * 7919) % 2147483647}, label %b${i % 2}`).join(' ');

  const REFUSED: Record<string, [text: string, message: string]> = {
    'a global beyond the address space': [
      '@x = global [4000000000 x i32] zeroinitializer',
      'global of 16000000000 bytes',
    ],
    'a variable beyond the address space': [
      'define void @f(ptr %q) {\n %p = alloca [1000000000 x i32]\n store ptr %p, ptr %q\n ret void\n}',
      'variable of 4000000000 bytes on the stack',
    ],
    'a struct that contains itself': [
      '%a = type { %b }\n%b = type { %a }\n@x = global %a zeroinitializer',
      'contains itself',
    ],
    'an integer of a million bytes': [
      'define i8388607 @f(i8388607 %a) {\n ret i8388607 %a\n}',
      'first-class value of type i8388607',
    ],
    'a product of 4096 bits': [
      'define void @f(ptr %p) {\n %a = load i4096, ptr %p\n %b = mul i4096 %a, %a\n store i4096 %b, ptr %p\n ret void\n}',
      'multiplication of integers of more than 512 bits',
    ],
    'a vector of 100000 elements': [
      'define void @f(ptr %p) {\n %a = load <100000 x i32>, ptr %p\n store <100000 x i32> %a, ptr %p\n ret void\n}',
      'value of type <100000 x i32>',
    ],
    fp128: ['define fp128 @f(fp128 %a) {\n ret fp128 %a\n}', "fp128 in function 'f'"],
    'a scalable vector': [
      'define void @f(<vscale x 4 x i32> %a) {\n ret void\n}',
      "<vscale x 4 x i32> in function 'f'",
    ],
    'an exception': [
      'declare void @g()\ndeclare i32 @p(...)\ndefine void @f() personality ptr @p {\n invoke void @g() to label %a unwind label %b\na:\n ret void\nb:\n %l = landingpad { ptr, i32 } cleanup\n resume { ptr, i32 } %l\n}',
      "instruction invoke in function 'f'",
    ],
    'an alias of itself': ['@a = alias i32, ptr @b\n@b = alias i32, ptr @a', 'alias of itself'],
    'a phi without a value': [
      'define i32 @f(i1 %c) {\nentry:\n br i1 %c, label %a, label %b\na:\n br label %b\nb:\n %x = phi i32 [ 1, %a ]\n ret i32 %x\n}',
      'no value for the predecessor %entry',
    ],
    'an address as a factor': [
      '@a = global i32 mul (i32 ptrtoint (ptr @a to i32), i32 3)',
      'initialiser that is neither a number nor an address',
    ],
  };
  it.each(Object.entries(REFUSED))('refuses %s', (_, [text, message]) => {
    for (const level of LEVELS) {
      const { mvasm, diagnostics } = compileModule(text, { path: 'bad.ll', level });
      expect(mvasm).toBeUndefined();
      expect(diagnostics.map((one) => one.message).join('\n')).toContain(message);
    }
  });

  const COMPILED: Record<string, string> = {
    'a hundred loops in one another': nested(100),
    'a switch of 2000 cases': `define i32 @f(i32 %x) {\n switch i32 %x, label %d [ ${cases} ]\nd:\n ret i32 0\nb0:\n ret i32 1\nb1:\n ret i32 2\n}`,
    'a block of 10000 instructions': `define i32 @f(i32 %x) {\n %v0 = add i32 %x, 1\n${Array.from({ length: 10000 }, (_, i) => ` %v${i + 1} = xor i32 %v${i}, %x`).join('\n')}\n ret i32 %v10000\n}`,
    'a thousand arguments': `define i32 @f(${Array.from({ length: 1000 }, (_, i) => `i32 %a${i}`).join(', ')}) {\n ret i32 %a999\n}`,
    'an indirect jump to nowhere': 'define void @f(ptr %p) {\n indirectbr ptr %p, []\n}',
    'division by a constant 0': 'define i128 @f() {\n %x = sdiv i128 1, 0\n ret i128 %x\n}',
    'a shift far beyond the width': 'define i64 @f(i64 %a) {\n %x = shl i64 %a, 4294967296\n ret i64 %x\n}',
  };
  it.each(Object.entries(COMPILED))('compiles %s', (_, text) => {
    for (const level of LEVELS) expect(compileModule(text, { path: 'large.ll', level }).diagnostics).toEqual([]);
  });
});
