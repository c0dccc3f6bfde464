import { describe, expect, it } from 'vitest';
import { parseModule } from './parse.js';
import { readModule } from './read.js';
import { messagesOf, moduleOf } from './testing/one-function.js';

/** CPU time of this process: a loaded machine does not change it much. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('parseModule', () => {
  it('reads heads, symbols and properties', () => {
    const module = moduleOf(`; ModuleID = 'a.c'
source_filename = "a b.c"
target datalayout = "e-m:e-p:32:32"
target triple = "riscv32-unknown-unknown-elf"
module asm ".globl x"
module asm "\\09nop"
$c = comdat any
%opaque = type opaque
%list = type { ptr, %inner }
%inner = type <{ i8, %list2 }>
%list2 = type { i64 }
@"odd name" = linkonce_odr hidden local_unnamed_addr constant [2 x %list] zeroinitializer, section ".rodata.x", comdat($c), align 16, !dbg !0
@tls = internal thread_local(initialexec) unnamed_addr global i32 5, comdat
@ext = external dso_local global %opaque, align 4 #1
@weak = extern_weak global i32
@far = addrspace(3) externally_initialized global i32 1, no_sanitize_address, code_model "small"
@als = weak protected alias i32, ptr @tls
@fun = ifunc void (), ptr @resolve
declare !srcloc !0 noalias ptr @resolve(i32 noundef, ...) unnamed_addr #1
define weak_odr dso_local signext i8 @d(ptr sret(%list) align 8 %out, i32 zeroext "k" %0) addrspace(0) nounwind #1 section ".text.d" comdat($c) align 32 gc "x" prefix i32 1 personality ptr @resolve !dbg !0 !kcfi !1 {
  ret i8 0
}
attributes #1 = { noinline "frame-pointer"="all" "bare" align=8 alignstack(16) memory(none) vscale_range(1,2) uwtable(sync) }
!named = !{!0, !1}
!0 = !{}
!1 = !{i32 3}
uselistorder ptr @tls, { 1, 0 }
^0 = module: (path: "a.o", hash: (0, 0))
^1 = gv: (name: "d")`);
    expect(module).toMatchObject({
      path: 'test.ll',
      sourceFilename: 'a b.c',
      dataLayout: 'e-m:e-p:32:32',
      targetTriple: 'riscv32-unknown-unknown-elf',
      moduleAsm: ['.globl x', '\tnop'],
    });
    expect(module.comdats.get('c')).toBe('any');
    const [odd, tls, ext, weak, far] = module.globals;
    expect(odd).toMatchObject({
      name: 'odd name',
      linkage: 'linkonce_odr',
      visibility: 'hidden',
      isConstant: true,
      section: '.rodata.x',
      comdat: 'c',
      align: 16,
      valueType: { kind: 'array', element: { name: 'list', elements: [{ kind: 'ptr' }, { packed: true }] } },
    });
    expect(odd?.metadata.get('dbg')).toMatchObject({ id: 0 });
    expect(tls).toMatchObject({ threadLocal: true, comdat: 'tls', initializer: { value: 5n } });
    expect([ext?.initializer, weak?.initializer]).toEqual([undefined, undefined]);
    expect(far?.type).toMatchObject({ kind: 'ptr', addressSpace: 3 });
    expect(module.aliases).toMatchObject([
      { name: 'als', linkage: 'weak', visibility: 'protected', aliasee: { name: 'tls' }, isIfunc: false },
      { name: 'fun', isIfunc: true },
    ]);
    const [resolve, d] = module.functions;
    expect(resolve).toMatchObject({ name: 'resolve', functionType: { variadic: true }, blocks: [] });
    expect(d).toMatchObject({
      linkage: 'weak_odr',
      align: 32,
      section: '.text.d',
      comdat: 'c',
      irLine: 20,
      subprogram: { id: 0 },
    });
    expect([...(d?.returnAttributes.keys() ?? [])]).toEqual(['signext']);
    expect([...(d?.attributes ?? [])]).toEqual([
      ['nounwind', true],
      ['noinline', true],
      ['frame-pointer', 'all'],
      ['bare', true],
      ['align', 8],
      ['alignstack', 16],
      ['memory', 'none'],
      ['vscale_range', '1,2'],
      ['uwtable', 'sync'],
    ]);
    expect(d?.args).toMatchObject([{ name: 'out' }, { name: '0', index: 1 }]);
    expect(d?.args[0]?.attributes.get('sret')).toBe(odd?.valueType.kind === 'array' && odd.valueType.element);
  });

  it('says where and what, and goes on after an error', () => {
    const text = `@a = global i32 1.5
define void @f() {
  %x = add i32 1, %missing
  ret void
}
define void @g(i32 %n {
  ret void
}
define i32 @h() {
  %x = frob i32 1
  ret i32 %x
}
@b = global i64 5
@b = global i64 5
`;
    expect(messagesOf(text)).toEqual([
      '1:17: a floating-point literal cannot be of type i32',
      '3:19: %missing is not defined',
      "6:23: expected ',' or ')' in the parameters, found '{'",
      "10:8: unknown instruction 'frob'",
      '14:1: @b is defined twice',
    ]);
    expect(readModule(text, 'x.ll').diagnostics[0]).toMatchObject({
      severity: 'error',
      file: 'x.ll',
      sourceLine: '@a = global i32 1.5',
    });
  });

  it.each([
    ['hello', "1:1: expected a top-level entity, found 'hello'"],
    ['@x = global i32 5 6', "1:19: expected a top-level entity, found '6'"],
    ['@x = global %T zeroinitializer', '1:13: the type %T is not defined'],
    ['%T = type { %T }', '1:1: the struct %T contains itself'],
    ['%T = type { i32 }\n%T = type { i8 }', '2:1: the type %T is defined twice'],
    ['@x = global i0 0', "1:13: expected a type, found 'i0'"],
    ['@x = global "abc', '1:13: this string has no closing quote'],
    ['define void @f() {\n', '2:1: the block %0 has no terminator: expected an instruction, found the end of the file'],
    ['define void @f() {\n}', '2:1: a function that is defined has at least one block'],
    ['define void @f() {\n br label %x\n}', '2:11: the block %x is not defined'],
    ['define void @f() {\n %a = add i32 1, 2\n %a = add i32 1, 2\n ret void\n}', '3:2: %a is defined twice'],
    ['define void @f(i64 %a) {\n %b = add i32 %a, 2\n ret void\n}', '2:15: %a is a i64, not a i32'],
    [
      'define void @f() {\n %a = fence seq_cst\n ret void\n}',
      '2:2: an instruction without a result cannot have a name',
    ],
    [
      'declare void @g(i32)\ndefine void @f() {\n call void (i32) @g()\n ret void\n}',
      '3:18: the function takes 1 arguments, the call has 0',
    ],
    ['define void @f() {\n call void @g()\n ret void\n}', '2:12: @g is not defined or declared'],
  ])('refuses %j', (text, message) => {
    expect(messagesOf(text)).toContain(message);
  });

  it('reports at most twenty errors', () => {
    expect(messagesOf('@x = global i32 "a"\n'.repeat(1000)).length).toBe(20);
  });

  it('bounds what nests deeply', () => {
    const n = 100_000;
    const deep = [
      `@x = global ${'[1 x '.repeat(n)}i8${']'.repeat(n)} zeroinitializer`,
      `@x = global i32 ${'add (i32 '.repeat(n)}1`,
      `@x = global ptr ${'getelementptr (i8, ptr '.repeat(n)}null`,
      `!0 = ${'!{'.repeat(n)}${'}'.repeat(n)}`,
      `!0 = !D(a: ${'distinct '.repeat(n)}!{})`,
      `define void @f() {\n call void @g(${'metadata '.repeat(n)}!0)\n ret void }\ndeclare void @g(metadata)\n!0 = !{}`,
      `${Array.from({ length: 5000 }, (_, i) => `%t${i} = type { %t${i + 1} }`).join('\n')}\n%t5000 = type { i8 }`,
      `%t0 = type [1 x i8]\n${Array.from({ length: 5000 }, (_, i) => `%t${i + 1} = type [1 x %t${i}]`).join('\n')}`,
      `%t0 = type [1 x i8]\n${Array.from({ length: 60 }, (_, i) => `%t${i + 1} = type [1 x {%t${i}, %t${i}}]`).join('\n')}`,
    ];
    for (const text of deep)
      expect(messagesOf(text)[0]).toMatch(/nested more than 200|too large|expected a metadata node/);
  });

  it('takes counts that no machine could hold without allocating', () => {
    const { globals } = moduleOf(`@x = global [1152921504606846976 x [1152921504606846976 x i8]] zeroinitializer
@y = external global <4294967295 x i1>`);
    expect(globals[0]?.valueType).toMatchObject({ count: 2 ** 60 });
    expect(messagesOf('@x = global [99999999999999999999 x i8] undef')[0]).toMatch('element count');
  });

  it('is not slowed down by long texts of one kind', () => {
    const started = cpuMilliseconds();
    const texts = [
      `!0 = !{${'!"a", '.repeat(100_000)}!"a"}`,
      Array.from({ length: 50_000 }, (_, i) => `!${i} = !DILexicalBlock(scope: !${i})`).join('\n'),
      `@x = global [100000 x i32] [${'i32 1, '.repeat(99_999)}i32 1]`,
      `define void @f() {\n${'br label %x\n'.repeat(50_000)}}`,
      Array.from({ length: 20_000 }, (_, i) => `@g${i} = global ptr @g${i + 1}`).join('\n'),
      `@x = global i${'9'.repeat(100_000)} ${'9'.repeat(1_000_000)}`,
      `@x = global i32 ${'9'.repeat(1_000_000)}`,
      '"'.repeat(100_001),
      '@"'.repeat(50_001),
      ';'.repeat(1_000_000),
      `define void @f(${'('.repeat(100_000)}`,
    ];
    for (const text of texts) parseModule(text, 'long.ll');
    expect(cpuMilliseconds() - started).toBeLessThan(8000);
  });

  it('treats names of the object prototype like any others', () => {
    const { globals, namedMetadata } = moduleOf(
      '@__proto__ = global i32 1\n@constructor = global ptr @__proto__\n!toString = !{}',
    );
    expect(globals.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(namedMetadata.get('toString')).toEqual([]);
    expect(messagesOf('@x = global ptr @hasOwnProperty')).toEqual(['1:17: @hasOwnProperty is not defined or declared']);
  });
});
