import { describe, expect, it } from 'vitest';
import { compileModule } from '../compile.js';
import { LirBuilder } from '../lower/builder.js';
import type { LirFunction, LirValue } from '../lower/lir.js';
import { compileIr, Guest } from '../testing/guest.js';
import { Users } from './users.js';

function emptyFunction(): LirFunction {
  return {
    name: 'f',
    level: 'ext',
    blocks: [],
    blockIds: 0,
    values: 0,
    frameObjects: [],
    outgoingBytes: 0,
    hasOutgoing: false,
    dynamic: false,
    framePointer: false,
    hasCalls: false,
    returnsTwice: false,
    optimiseSize: false,
    asWritten: false,
  };
}

/** What a new look at the function would find. */
function expectTrue(users: Users, fn: LirFunction, values: readonly LirValue[]): void {
  const sorted = (list: readonly LirValue[]) => list.map(({ id }) => id).sort((a, b) => a - b);
  const fresh = new Users(fn);
  for (const value of values) expect(sorted(users.of(value))).toEqual(sorted(fresh.of(value)));
}

describe('users of values', () => {
  it('stay true when values are made, replaced and given other operands', () => {
    const fn = emptyFunction();
    const build = new LirBuilder(fn);
    const a = build.arg(0);
    const b = build.arg(1);
    const square = build.binary('mul', a, a);
    const sum = build.binary('add', square, b);
    build.ret([build.binary('xor', sum, a)]);
    const terminator = fn.blocks[0]?.insts.pop() as LirValue;
    const values = [a, b, square, sum];
    const users = new Users(fn);
    expect(users.of(a)).toHaveLength(3);

    const made = build.binary('sub', b, square);
    users.add(made);
    expectTrue(users, fn, [...values, made]);
    users.replace(a, b);
    expect(users.of(a)).toEqual([]);
    expectTrue(users, fn, [...values, made]);
    users.setOperands(sum, [made, made]);
    expectTrue(users, fn, [...values, made]);
    fn.blocks[0]?.insts.push(terminator);
  });

  it('serve a function of many loops: each gets its pointer', () => {
    const { mvasm } = compileModule(manyLoops(3000), { path: 'loops.ll', level: 'ext' });
    // The pointer moves on by a word, and ends the loop too.
    expect(mvasm?.match(/ADDI (R\d+), \1, 4\n {2}CB NE, \1,/g)).toHaveLength(3000);
    const guest = new Guest([compileIr(manyLoops(20), 'ext')]);
    expect(guest.call('run', [2]).r0).toBe((20 * 21) / 2);
  });
});

/** `f` adds 1, 2, … to the words before the n-th, one loop for each; `run` gives the first word afterwards. */
function manyLoops(count: number): string {
  const lines = ['define i32 @f(ptr %p, i32 %n) {', 'entry:', '  br label %h0'];
  for (let i = 0; i < count; i++)
    lines.push(
      `h${i}:`,
      `  %i${i} = phi i32 [ 0, %${i === 0 ? 'entry' : `h${i - 1}`} ], [ %n${i}, %h${i} ]`,
      `  %q${i} = getelementptr i32, ptr %p, i32 %i${i}`,
      `  %v${i} = load i32, ptr %q${i}`,
      `  %w${i} = add i32 %v${i}, ${i + 1}`,
      `  store i32 %w${i}, ptr %q${i}`,
      `  %n${i} = add i32 %i${i}, 1`,
      `  %c${i} = icmp ne i32 %n${i}, %n`,
      `  br i1 %c${i}, label %h${i}, label %${i + 1 === count ? 'end' : `h${i + 1}`}`,
    );
  lines.push('end:', '  %r = load i32, ptr %p', '  ret i32 %r', '}', '@data = global [4 x i32] zeroinitializer');
  lines.push('define i32 @run(i32 %n) {', '  %r = call i32 @f(ptr @data, i32 %n)', '  ret i32 %r', '}');
  return lines.join('\n');
}
