import { describe, expect, it } from 'vitest';
import { compileIr, Guest } from '../testing/guest.js';

/** A function whose only calls lie in the middle of it, out of reach of both its ends, and the callees around it. */
function longFunction(steps: number): string {
  const lines = ['define i32 @before(i32 %x) noinline {', '  %r = add i32 %x, 1', '  ret i32 %r', '}'];
  lines.push('define i32 @long(i32 %x0) {');
  for (let i = 0; i < steps; i++) {
    // Constants that no short instruction holds.
    lines.push(`  %y${i} = mul i32 %x${i}, ${1000003 + 2 * i}`, `  %z${i} = xor i32 %y${i}, ${0x12345678 + i}`);
    if (i === steps / 2) lines.push(`  %c = call i32 @before(i32 %z${i})`, `  %x${i + 1} = call i32 @after(i32 %c)`);
    else lines.push(`  %x${i + 1} = add i32 %z${i}, ${i}`);
  }
  lines.push(
    `  ret i32 %x${steps}`,
    '}',
    'define i32 @after(i32 %x) noinline {',
    '  %r = sub i32 %x, 3',
    '  ret i32 %r',
    '}',
  );
  return lines.join('\n');
}

function expected(steps: number): number {
  let x = 5;
  for (let i = 0; i < steps; i++) {
    const z = Math.imul(x, 1000003 + 2 * i) ^ (0x12345678 + i);
    x = (i === steps / 2 ? z - 2 : z + i) | 0;
  }
  return x >>> 0;
}

describe('calls of functions longer than a core call reaches', () => {
  for (const steps of [10, 1400])
    for (const level of ['core', 'ext'] as const)
      it(`reach their targets: ${steps} steps, ${level}`, () => {
        const guest = new Guest([compileIr(longFunction(steps), level)]);
        expect(guest.call('long', [5]).r0).toBe(expected(steps));
      });
});
