import { describe, expect, it } from 'vitest';
import type { CallInstruction, Instruction } from './model.js';
import { functionOf, instructionsOf, moduleOf } from './testing/one-function.js';
import { typeText } from './types.js';

/** The first instruction of a body with some arguments at hand. */
function one(text: string): Instruction {
  const body = `declare void @g(...)\ndeclare i32 @h(ptr, i32)\n@v = global i32 0
define void @f(i32 %a, i64 %b, ptr %p, double %d, <4 x i32> %v, { i32, [2 x i8] } %s, i1 %c, half %hf) {
  ${text}
  ret void
}`;
  const [first] = instructionsOf(body);
  if (first === undefined) throw new Error('no instruction');
  return first;
}

describe('instructions', () => {
  it.each([
    ['%x = add nuw nsw i32 %a, 7', 'add', 'i32'],
    ['%x = or disjoint i32 %a, -1', 'or', 'i32'],
    ['%x = sdiv exact i64 %b, %b', 'sdiv', 'i64'],
    ['%x = fadd fast double %d, 1.0', 'fadd', 'double'],
    ['%x = fneg nnan ninf double %d', 'fneg', 'double'],
    ['%x = freeze i32 %a', 'freeze', 'i32'],
    ['%x = trunc nuw nsw i64 %b to i33', 'trunc', 'i33'],
    ['%x = zext nneg i32 %a to i64', 'zext', 'i64'],
    ['%x = uitofp nneg i32 %a to half', 'uitofp', 'half'],
    ['%x = fpext fast half %hf to float', 'fpext', 'float'],
    ['%x = ptrtoint ptr %p to i32', 'ptrtoint', 'i32'],
    ['%x = inttoptr i32 %a to ptr', 'inttoptr', 'ptr'],
    ['%x = bitcast <4 x i32> %v to <16 x i8>', 'bitcast', '<16 x i8>'],
    ['%x = icmp samesign ult i32 %a, 5', 'icmp', 'i1'],
    ['%x = icmp eq <4 x i32> %v, zeroinitializer', 'icmp', '<4 x i1>'],
    ['%x = fcmp nnan uno double %d, 0.0', 'fcmp', 'i1'],
    ['%x = select i1 %c, i32 %a, i32 0', 'select', 'i32'],
    ['%x = alloca [4 x i32], align 16', 'alloca', 'ptr'],
    ['%x = alloca inalloca i8, i32 %a, align 4, addrspace(5)', 'alloca', 'ptr addrspace(5)'],
    ['%x = load i32, ptr %p, align 4', 'load', 'i32'],
    ['%x = load atomic volatile i32, ptr %p syncscope("agent") acquire, align 4', 'load', 'i32'],
    ['store volatile i32 %a, ptr %p, align 2', 'store', 'void'],
    ['store atomic i32 %a, ptr %p release, align 4', 'store', 'void'],
    ['%x = getelementptr inbounds nuw { i32, [2 x i8] }, ptr %p, i32 0, i32 1, i32 %a', 'getelementptr', 'ptr'],
    ['%x = getelementptr i8, ptr %p, <4 x i32> %v', 'getelementptr', '<4 x ptr>'],
    ['%x = extractvalue { i32, [2 x i8] } %s, 1, 0', 'extractvalue', 'i8'],
    ['%x = insertvalue { i32, [2 x i8] } %s, i8 1, 1, 1', 'insertvalue', '{ i32, [2 x i8] }'],
    ['%x = extractelement <4 x i32> %v, i32 %a', 'extractelement', 'i32'],
    ['%x = insertelement <4 x i32> poison, i32 %a, i64 0', 'insertelement', '<4 x i32>'],
    ['%x = shufflevector <4 x i32> %v, <4 x i32> poison, <2 x i32> <i32 3, i32 poison>', 'shufflevector', '<2 x i32>'],
    ['%x = va_arg ptr %p, double', 'va_arg', 'double'],
    ['fence syncscope("singlethread") seq_cst', 'fence', 'void'],
    ['%x = cmpxchg weak volatile ptr %p, i32 %a, i32 1 acq_rel monotonic, align 4', 'cmpxchg', '{ i32, i1 }'],
    ['%x = atomicrmw volatile umax ptr %p, i32 %a seq_cst, align 4', 'atomicrmw', 'i32'],
    ['%x = atomicrmw fadd ptr %p, double %d monotonic', 'atomicrmw', 'double'],
    ['%x = call i32 @h(ptr %p, i32 signext %a)', 'call', 'i32'],
    ['call void (...) @g(i32 1, double %d)', 'call', 'void'],
  ])('%s', (text, op, type) => {
    const instruction = one(text);
    expect(instruction.op).toBe(op);
    expect(typeText(instruction.type)).toBe(type);
    expect(instruction.name).toBe(type === 'void' ? '' : 'x');
    expect(instruction.irLine).toBe(5);
  });

  it('keeps flags, alignment, ordering, volatility and masks', () => {
    expect(one('%x = add nuw nsw i32 %a, 7')).toMatchObject({ flags: ['nuw', 'nsw'] });
    expect(one('%x = load atomic volatile i32, ptr %p acquire, align 8')).toMatchObject({
      align: 8,
      volatile: true,
      ordering: 'acquire',
    });
    expect(one('store i32 0, ptr %p')).toMatchObject({ align: 0, volatile: false });
    expect(one('%x = shufflevector <4 x i32> %v, <4 x i32> %v, <3 x i32> <i32 3, i32 undef, i32 7>')).toMatchObject({
      mask: [3, -1, 7],
    });
    expect(one('%x = insertvalue { i32, [2 x i8] } %s, i8 1, 1, 1')).toMatchObject({ indices: [1, 1] });
    expect(one('%x = sub i32 0, %a').operands[0]).toMatchObject({ kind: 'int', value: 0n });
  });

  it('reads calls with conventions, attributes, bundles and attachments', () => {
    const call = one(
      '%x = musttail call fastcc noundef nonnull align 4 dereferenceable(8) ptr @llvm.x(ptr byval({ i32, i32 }) align 4 %p, i32 noundef range(i32 0, 9) %a) nounwind memory(argmem: read) "k"="v" [ "assume"(ptr %p, i32 1), "b"() ], !srcloc !{i32 1}',
    ) as CallInstruction;
    expect(call.tail).toBe('musttail');
    expect(call.bundles).toEqual(['assume', 'b']);
    expect(call.returnAttributes.get('dereferenceable')).toBe(8);
    expect(call.returnAttributes.get('align')).toBe(4);
    expect(call.attributes.get('memory')).toBe('argmem: read');
    expect(call.attributes.get('k')).toBe('v');
    const byval = call.argAttributes[0]?.get('byval');
    expect(typeof byval === 'object' && typeText(byval)).toBe('{ i32, i32 }');
    expect(call.argAttributes[1]?.get('range')).toBe('i32 0, 9');
    expect(call.metadata?.get('srcloc')).toMatchObject({ kind: 'node' });
    expect(call.callee).toMatchObject({ kind: 'function', name: 'llvm.x' });
  });

  it('does not take the next instruction for an attribute of a call', () => {
    const [call, next] = instructionsOf(
      'declare void @g()\ndefine void @f() {\n call void @g() nounwind\n unreachable\n}',
    );
    expect(call?.op === 'call' && [...call.attributes.keys()]).toEqual(['nounwind']);
    expect(next?.op).toBe('unreachable');
  });

  it('reads inline assembly', () => {
    const call = one(
      '%x = call i32 asm sideeffect alignstack inteldialect unwind "mov $0, \\22$1\\22", "=r,r,~{memory}"(i32 %a) nounwind',
    ) as CallInstruction;
    expect(call.callee).toMatchObject({
      kind: 'asm',
      template: 'mov $0, "$1"',
      constraints: '=r,r,~{memory}',
      sideEffect: true,
    });
  });

  it('numbers unnamed arguments, blocks and results in one sequence', () => {
    const fn = functionOf(`define i32 @f(i32, i32 %n, i32) {
  %3 = add i32 %0, %1
  br label %4
4:
  %5 = phi i32 [ %3, %2 ]
  add i32 %5, 1
  ret i32 %6
}`);
    expect(fn.args.map(({ name }) => name)).toEqual(['0', 'n', '1']);
    expect(fn.blocks.map(({ name }) => name)).toEqual(['2', '4']);
    expect(fn.blocks[1]?.instructions.map(({ name }) => name)).toEqual(['5', '6', '']);
  });

  it('tells %"7" from %7', () => {
    const fn = functionOf('define i32 @f(i32 %"1", i32 %0) {\n %2 = sub i32 %"1", %0\n ret i32 %2\n}');
    expect(fn.blocks[0]?.instructions[0]?.operands).toEqual([fn.args[0], fn.args[1]]);
  });

  it('resolves uses before the definition, in phis, calls, records and lists', () => {
    const fn = functionOf(`declare void @llvm.dbg.value(metadata, metadata, metadata)
define void @f(i1 %c) {
entry:
  br label %b
a:
  call void @llvm.dbg.value(metadata i32 %x, metadata !1, metadata !DIExpression()), !dbg !2
  call void %fp(i32 %x)
    #dbg_value(!DIArgList(i32 %x, ptr %fp), !1, !DIExpression(DW_OP_LLVM_arg, 0), !2)
  br label %loop
b:
  %x = add i32 1, 2
  %fp = inttoptr i32 %x to ptr
  br label %a
loop:
  %i = phi i32 [ %x, %a ], [ %next, %loop ]
  %next = add i32 %i, 1
  br i1 %c, label %loop, label %done
done:
  ret void
}
!1 = !DILocalVariable(name: "x", scope: !3)
!2 = !DILocation(line: 9, scope: !3)
!3 = distinct !DISubprogram(name: "f")`);
    const [, a, b, loop] = fn.blocks;
    const x = b?.instructions[0];
    const fp = b?.instructions[1];
    expect(a?.instructions[0]).toMatchObject({ op: 'call', callee: fp, operands: [x] });
    expect(a?.instructions[0]?.records).toMatchObject([{ record: 'value', value: x, location: { id: 2 } }]);
    expect(a?.instructions[1]?.records).toMatchObject([{ record: 'value', value: { kind: 'list', items: [x, fp] } }]);
    expect(loop?.instructions[0]?.operands[1]).toBe(loop?.instructions[1]);
  });

  it('reads terminators', () => {
    const fn = functionOf(`define i32 @f(i128 %a, ptr %p) {
e: switch i128 %a, label %d [ i128 170141183460469231731687303715884105728, label %x i128 -1, label %y
    i128 -170141183460469231731687303715884105727, label %d ]
x: indirectbr ptr %p, [label %x, label %y]
"y z": unreachable
y: ret i32 poison
d: br label %"y z"
}`);
    const [e, x, yz] = fn.blocks;
    expect(e?.instructions[0]).toMatchObject({
      op: 'switch',
      cases: [{ value: 1n << 127n }, { value: (1n << 128n) - 1n }, {}],
    });
    expect(x?.instructions[0]).toMatchObject({ op: 'indirectbr', targets: [{ name: 'x' }, { name: 'y' }] });
    expect(yz?.name).toBe('y z');
  });

  it('reads exception handling and asm goto as unsupported', () => {
    const fn = functionOf(`declare i32 @g(i32)
define i32 @f() personality ptr @g {
  %r = invoke fastcc i32 @g(i32 1) nounwind to label %ok unwind label %bad
ok:
  callbr void asm "", "!i"() to label %next [label %other]
next: ret i32 %r
other: unreachable
bad:
  %lp = landingpad { ptr, i32 } cleanup catch ptr null filter [1 x ptr] [ptr @g]
  resume { ptr, i32 } %lp
w:
  %cs = catchswitch within none [label %h] unwind to caller
h:
  %cp = catchpad within %cs [ptr null, i32 64]
  catchret from %cp to label %next
cl:
  %cu = cleanuppad within none []
  cleanupret from %cu unwind label %w
}`);
    const words = fn.blocks.flatMap(({ instructions }) =>
      instructions.map((i) => (i.op === 'unsupported' ? i.construct : i.op)),
    );
    expect(words).toEqual([
      'invoke',
      'callbr',
      'ret',
      'unreachable',
      'landingpad',
      'resume',
      'catchswitch',
      'catchpad',
      'catchret',
      'cleanuppad',
      'cleanupret',
    ]);
  });

  it('reads typed pointers as clang 14 writes them', () => {
    const module = moduleOf(`%struct.S = type { i32, %struct.S*, i32 (i8*, ...)*, [3 x i8*] }
@.str = private unnamed_addr constant [4 x i8] c"%d\\0A\\00", align 1
@s = dso_local global %struct.S { i32 1, %struct.S* @s, i32 (i8*, ...)* @printf, [3 x i8*] [i8* getelementptr inbounds ([4 x i8], [4 x i8]* @.str, i32 0, i32 0), i8* bitcast (%struct.S* @s to i8*), i8* null] }, align 4
@old = alias void (i32), bitcast (void ()* @k to void (i32)*)
define internal void @k() { ret void }
declare dso_local i32 @printf(i8* noundef, ...) #0
define dso_local i8* @f(%struct.S* nocapture noundef readonly byval(%struct.S) align 4 %0, i32 (i32)** %1) #0 {
  %3 = getelementptr inbounds %struct.S, %struct.S* %0, i32 0, i32 2
  %4 = load i32 (i8*, ...)*, i32 (i8*, ...)** %3, align 4
  %5 = call i32 (i8*, ...) @printf(i8* noundef getelementptr inbounds ([4 x i8], [4 x i8]* @.str, i32 0, i32 0), i32 3)
  call void bitcast (void ()* @k to void (i32)*)(i32 1)
  store i8* bitcast (%struct.S* @s to i8*), i8** null
  %6 = bitcast %struct.S* %0 to i8 addrspace(0)*
  %7 = call i32 (i8*, ...) %4(i8* %6)
  ret i8* %6
}
attributes #0 = { noinline nounwind "frame-pointer"="all" }`);
    const fn = module.functions.find(({ name }) => name === 'f');
    const [gep, load, print, k] = fn?.blocks[0]?.instructions ?? [];
    expect(gep).toMatchObject({ elementType: { name: 'struct.S' }, type: { kind: 'ptr' } });
    expect(load?.type).toMatchObject({ kind: 'ptr', addressSpace: 0 });
    expect(print).toMatchObject({ functionType: { variadic: true }, callee: { name: 'printf' } });
    expect(print?.operands[0]).toMatchObject({
      kind: 'expr',
      op: 'getelementptr',
      elementType: { kind: 'array', count: 4 },
    });
    expect(k).toMatchObject({ callee: { kind: 'function', name: 'k' } });
    expect(fn?.attributes.get('frame-pointer')).toBe('all');
    expect(module.globals[1]?.initializer).toMatchObject({ elements: [{}, { name: 's' }, { name: 'printf' }, {}] });
    expect(module.aliases[0]).toMatchObject({ name: 'old', aliasee: { name: 'k' } });
  });
});
