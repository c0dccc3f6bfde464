import { describe, expect, it } from 'vitest';
import type { Draft } from './parse-state.js';
import { messagesOf, moduleOf } from './testing/one-function.js';
import { verifyModule } from './verify.js';

/** The messages for a body of @f. */
function problems(body: string): string[] {
  return messagesOf(`%S = type { i32, [4 x i16] }
%O = type opaque
define i32 @f(i32 %a, ptr %p, i1 %c, { i32, i8 } %s, <2 x i32> %v, float %fl) {
${body}
}`).map((message) => message.replace(/^\d+:0: in @f: /, ''));
}

describe('verifyModule', () => {
  it.each([
    ['%x = add float %fl, %fl\n ret i32 0', 'add does not work on float'],
    ['%x = fadd i32 %a, %a\n ret i32 0', 'fadd does not work on i32'],
    ['%x = fneg i32 %a\n ret i32 0', 'fneg does not work on i32'],
    ['%x = icmp oeq i32 %a, %a\n ret i32 0', "icmp has no predicate 'oeq'"],
    ['%x = fcmp oeq i32 %a, %a\n ret i32 0', 'fcmp does not work on i32'],
    ['%x = zext i32 %a to i8\n ret i32 0', 'zext cannot make a i8 of a i32'],
    ['%x = bitcast i32 %a to ptr\n ret i32 0', 'bitcast cannot make a ptr of a i32'],
    ['%x = bitcast <2 x i32> %v to i32\n ret i32 0', 'bitcast cannot make a i32 of a <2 x i32>'],
    ['%x = select i32 %a, i32 1, i32 2\n ret i32 0', 'the condition is a i32, not an i1'],
    ['%x = select i1 %c, i32 1, i64 2\n ret i32 0', 'the operands of select are of different types'],
    ['%x = alloca %O\n ret i32 0', '%O has no size'],
    ['%x = load %O, ptr %p\n ret i32 0', '%O has no size'],
    ['%x = load i32, i32 %a\n ret i32 0', 'a i32 is no pointer'],
    ['store i32 0, i32 %a\n ret i32 0', 'a i32 is no pointer'],
    ['%x = getelementptr %S, ptr %p, i32 0, i32 2\n ret i32 0', 'the indices do not fit %S'],
    ['%x = getelementptr %S, ptr %p, i32 0, i32 %a\n ret i32 0', 'the indices do not fit %S'],
    ['%x = getelementptr i32, ptr %p, i32 0, i32 0\n ret i32 0', 'the indices do not fit i32'],
    ['%x = getelementptr i8, ptr %p, float %fl\n ret i32 0', 'an index is a float, not an integer'],
    ['%x = getelementptr i8, i32 %a, i32 0\n ret i32 0', 'getelementptr without a pointer'],
    ['%x = insertvalue { i32, i8 } %s, i32 1, 1\n ret i32 0', 'a i32 does not fit { i32, i8 } at 1'],
    [
      '%x = shufflevector <2 x i32> %v, <2 x i32> %v, <1 x i32> <i32 4>\n ret i32 0',
      'a lane of the mask is out of range',
    ],
    ['%x = insertelement <2 x i32> %v, i8 1, i32 0\n ret i32 0', 'insertelement into no such vector'],
    ['%x = cmpxchg ptr %p, i32 1, i8 2 seq_cst seq_cst\n ret i32 0', 'the operands of cmpxchg are of different types'],
    ['%x = atomicrmw fadd ptr %p, i32 1 seq_cst\n ret i32 0', 'atomicrmw fadd of a i32'],
    ['call void (i32) %p(i8 1)\n ret i32 0', 'argument 1 is a i8, not a i32'],
    ['br i32 %a, label %x, label %x\nx: ret i32 0', 'the condition of br is no i1'],
    ['switch i32 %a, label %x [i32 1, label %x i32 1, label %x]\nx: ret i32 0', 'switch has two cases for 1'],
    ['ret void', 'ret void in a function that returns i32'],
    ['ret i8 0', 'ret of a i8 in a function that returns i32'],
    ['br label %x\nx: br label %0', 'the entry block has predecessors'],
    ['br label %x\nx: %i = phi i32 [ 1, %y ]\n ret i32 %i\ny: unreachable', '%y is no predecessor'],
    ['br label %x\nx: %i = phi i32 [ 1, %0 ], [ 1, %0 ]\n ret i32 %i', '2 values for the 1 edges from %0'],
    [
      'br i1 %c, label %x, label %y\ny: br label %x\nx: %i = phi i32 [ 1, %0 ]\n ret i32 %i',
      'no value for the predecessor %y',
    ],
    [
      'switch i32 %a, label %x [i32 1, label %x]\nx: %i = phi i32 [ 1, %0 ], [ 2, %0 ]\n ret i32 %i',
      'two values for the predecessor %0',
    ],
    ['br label %x\nx: fence seq_cst\n %i = phi i32 [ 1, %0 ]\n ret i32 %i', 'a phi after other instructions'],
    ['%x = add i32 %y, 1\n %y = add i32 1, 1\n ret i32 %x', '%y is used before its definition'],
    [
      'br i1 %c, label %x, label %y\nx: %d = add i32 1, 2\n br label %y\ny: ret i32 %d',
      'the definition of %d does not dominate its use',
    ],
    [
      'br i1 %c, label %x, label %y\nx: %d = add i32 1, 2\n br label %y\ny: %i = phi i32 [ 1, %x ], [ %d, %1 ]\n ret i32 %i'.replace(
        '%1',
        '%0',
      ),
      'the definition of %d does not dominate its use',
    ],
    [
      'ret i32 ptrtoint (ptr getelementptr (%S, ptr null, i32 0, i32 7) to i32)',
      "getelementptr's indices do not fit %S",
    ],
    ['store ptr blockaddress(@f, %nowhere), ptr %p\n ret i32 0', 'blockaddress of %nowhere, which @f does not have'],
  ])('refuses %j', (body, message) => {
    expect(problems(body)).toContain(message);
  });

  it('lets code that is never reached use anything', () => {
    expect(
      problems('ret i32 0\ndead: %y = add i32 %z, 1\n br label %next\nnext: %z = add i32 1, 1\n ret i32 %y'),
    ).toEqual([]);
  });

  it('accepts one phi value per edge of a switch', () => {
    expect(
      problems('switch i32 %a, label %x [i32 1, label %x]\nx: %i = phi i32 [ 1, %0 ], [ 1, %0 ]\n ret i32 %i'),
    ).toEqual([]);
  });

  it('refuses aliases that lead back to themselves, and initializers of opaque structs', () => {
    expect(messagesOf('@a = alias i32, ptr @b\n@b = alias i32, getelementptr (i8, ptr @a, i32 4)')).toEqual([
      '0:0: @a: an alias of itself',
    ]);
    expect(messagesOf('%O = type opaque\n@a = global %O zeroinitializer')).toEqual(['0:0: @a: %O has no size']);
  });

  it('names line and function', () => {
    expect(messagesOf('define i32 @f() {\n\n  ret i8 0\n}')).toEqual([
      '3:0: in @f: ret of a i8 in a function that returns i32',
    ]);
  });

  it('checks modules that another reader built', () => {
    const text = 'define void @f() {\n br label %x\nx: ret void\n}\ndefine void @g() {\n ret void\n}';
    const broken = (change: (module: ReturnType<typeof moduleOf>) => void): string[] => {
      const module = moduleOf(text);
      change(module);
      return verifyModule(module).map(({ message }) => message);
    };
    expect(broken((module) => module.functions[0]?.blocks[1]?.instructions.pop())).toEqual([
      'in @f: block %x: no terminator at the end',
    ]);
    expect(broken((module) => module.functions[0]?.blocks.pop())).toEqual([
      'in @f: block %0: the target %x is no block of this function',
    ]);
    expect(
      broken((module) => {
        const call = moduleOf('define void @h() {\n call void @h()\n ret void\n}').functions[0]?.blocks[0]
          ?.instructions[0];
        const ret = module.functions[0]?.blocks[1]?.instructions[0] as Draft<typeof call>;
        if (call !== undefined && ret !== undefined) module.functions[0]?.blocks[1]?.instructions.unshift(call);
      }),
    ).toEqual(['in @f: @h is of another module']);
  });
});
