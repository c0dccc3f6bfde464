import { describe, expect, it } from 'vitest';
import { functionOf, messagesOf, moduleOf } from './testing/one-function.js';

describe('metadata', () => {
  it('reads named lists, tuples, strings, values and forward references', () => {
    const { namedMetadata } = moduleOf(`@g = global i32 0
!llvm.module.flags = !{!0, !2}
!odd\\2Ename = !{!DIExpression()}
!0 = !{i32 1, !"wchar\\5Fsize", ptr @g, null, !2, !{!0}}
!2 = distinct !{!2, !0}`);
    const [first, second] = namedMetadata.get('llvm.module.flags') ?? [];
    expect(first).toMatchObject({
      kind: 'node',
      id: 0,
      name: 'tuple',
      operands: [
        { kind: 'value', value: { value: 1n } },
        { kind: 'string', value: 'wchar_size' },
        { kind: 'value', value: { name: 'g' } },
        null,
        { id: 2, distinct: true },
        { kind: 'node' },
      ],
    });
    expect(second?.kind === 'node' && second.operands[0]).toBe(second);
    expect(namedMetadata.has('odd.name')).toBe(true);
  });

  it('reads fields of specialised nodes', () => {
    const { namedMetadata } = moduleOf(`!n = !{!0}
!0 = distinct !DISubprogram(name: "f", scope: null, line: 42, flags: DIFlagPrototyped | DIFlagAllCallsDescribed, isLocal: true, lang: DW_LANG_C11, types: !{null, !1}, big: -170141183460469231731687303715884105728, value: i32 7, file: !DIFile(filename: "a.c", directory: "."), location: !2)
!1 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!2 = !DIExpression(DW_OP_plus_uconst, 8, DW_OP_stack_value)`);
    const node = namedMetadata.get('n')?.[0];
    if (node?.kind !== 'node') throw new Error('no node');
    expect(Object.fromEntries(node.fields)).toMatchObject({
      name: { kind: 'string', value: 'f' },
      scope: null,
      line: 42n,
      flags: { kind: 'word', word: 'DIFlagPrototyped | DIFlagAllCallsDescribed' },
      isLocal: true,
      lang: { word: 'DW_LANG_C11' },
      types: { operands: [null, { name: 'DIBasicType' }] },
      big: -(1n << 127n),
      value: { kind: 'value', value: { value: 7n } },
      file: { name: 'DIFile' },
      location: { kind: 'list', items: ['DW_OP_plus_uconst', 8n, 'DW_OP_stack_value'] },
    });
  });

  it('makes the same records of calls and of # lines, at the instruction that follows', () => {
    const tail = `!1 = !DILocalVariable(name: "x", scope: !4)
!2 = !DILocation(line: 3, scope: !4)
!3 = !DILabel(name: "l", scope: !4)
!4 = distinct !DISubprogram(name: "f")`;
    const calls = functionOf(`declare void @llvm.dbg.value(metadata, metadata, metadata)
declare void @llvm.dbg.declare(metadata, metadata, metadata)
declare void @llvm.dbg.label(metadata)
define void @f(i32 %x, ptr %p) !dbg !4 {
  tail call void @llvm.dbg.value(metadata i32 %x, metadata !1, metadata !DIExpression(DW_OP_deref)), !dbg !2
  call void @llvm.dbg.declare(metadata ptr %p, metadata !1, metadata !DIExpression()) #0, !dbg !2
  store i32 %x, ptr %p, !dbg !2
  call void @llvm.dbg.label(metadata !3), !dbg !2
  call void @llvm.dbg.value(metadata !{}, metadata !1, metadata !DIExpression()), !dbg !2
  ret void
}
${tail}`);
    const lines = functionOf(`define void @f(i32 %x, ptr %p) !dbg !4 {
    #dbg_value(i32 %x, !1, !DIExpression(DW_OP_deref), !2)
    #dbg_declare(ptr %p, !1, !DIExpression(), !2)
  store i32 %x, ptr %p, !dbg !2
    #dbg_label(!3, !2)
    #dbg_value(!{}, !1, !DIExpression(), !2)
  ret void
}
${tail}`);
    const records = (fn: typeof calls) => fn.blocks[0]?.instructions.map((instruction) => instruction.records);
    expect(records(calls)).toMatchObject([
      [
        { record: 'value', value: { kind: 'argument', name: 'x' }, expression: { items: ['DW_OP_deref'] } },
        { record: 'declare', value: { kind: 'argument', name: 'p' }, variable: { id: 1 }, location: { id: 2 } },
      ],
      [
        { record: 'label', variable: { id: 3 } },
        { record: 'value', value: { kind: 'node', operands: [] } },
      ],
    ]);
    expect(JSON.stringify(records(lines), simple)).toBe(JSON.stringify(records(calls), simple));
    expect(lines.subprogram).toMatchObject({ id: 4 });
    expect(lines.blocks[0]?.instructions[0]?.location).toMatchObject({ id: 2 });
  });

  it('reads #dbg_assign and its call', () => {
    const fn = functionOf(`declare void @llvm.dbg.assign(metadata, metadata, metadata, metadata, metadata, metadata)
define void @f(i32 %x, ptr %p) {
  #dbg_assign(i32 %x, !1, !DIExpression(), !3, ptr %p, !DIExpression(), !2)
  call void @llvm.dbg.assign(metadata i32 %x, metadata !1, metadata !DIExpression(), metadata !3, metadata ptr %p, metadata !DIExpression()), !dbg !2
  ret void
}
!1 = !DILocalVariable(name: "x")
!2 = !DILocation(line: 3)
!3 = distinct !DIAssignID()`);
    const expected = { record: 'assign', value: { name: 'x' }, variable: { id: 1 } };
    expect(fn.blocks[0]?.instructions[0]?.records).toMatchObject([expected, expected]);
  });

  it('reports scopes that lead back to themselves, so that nobody walks them for ever', () => {
    const [message] = messagesOf('!0 = !DILexicalBlock(scope: !1)\n!1 = !DILexicalBlock(scope: !0)');
    expect(message).toMatch(/^1:1: !0 is its own scope$/);
  });

  it('reports what is not defined', () => {
    expect(messagesOf('!n = !{!5}')).toEqual(['1:8: !5 is not defined']);
    expect(messagesOf('!0 = !{}\n!0 = !{}')).toEqual(['2:6: !0 is defined twice']);
  });
});

function simple(key: string, value: unknown): unknown {
  if (key === 'type' || key === 'attributes') return undefined;
  if (value instanceof Map) return [...value];
  return typeof value === 'bigint' ? `${value}n` : value;
}
