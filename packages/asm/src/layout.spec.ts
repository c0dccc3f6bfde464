/** Elastic items: near and far compare-and-branch, alignment, loads. */
import { decode } from '@hsx/isa';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messages, objectOf, wordsOf } from './testing/assembled.js';

const nops = (n: number): string => `.rept ${n}\nNOP\n.endr\n`;

describe('compare and branch', () => {
  test('reaches 2047 words ahead and 2048 back', () => {
    expect(wordsOf(`CB LT, R1, R2, far\n${nops(2046)}far: RET`)[0]).toBe('43b127ff');
    expect(wordsOf(`far:\n${nops(2048)}CBI EQ, R1, 0, far`).at(-1)).toBe('44010800');
  });

  test('beyond that it becomes the inverted branch over a jump', () => {
    const object = objectOf(`CB LT, R1, R2, far\n${nops(2047)}far: RET`);
    const words = Buffer.from(object.sections.get('text')?.bytes ?? []).toString('hex');
    expect(words.slice(0, 16)).toBe('43a1200221000000');
    expect(object.relocs).toEqual([{ section: 'text', offset: 4, type: 'ABS24', symbol: 'far', addend: 0, line: 1 }]);
    expect(object.symbols.find((s) => s.name === 'far')?.value).toBe(4 * 2049);
  });

  test('one that grows may push another out of reach', () => {
    // `a` is just in reach until `b` grows.
    const object = objectOf(`CB EQ, R1, R2, a\nCB EQ, R1, R2, b\n${nops(2045)}a: RET\nb: RET\n${nops(10)}`);
    expect(object.relocs.map((r) => [r.type, r.offset])).toEqual([]);
    const both = objectOf(`CB EQ, R1, R2, a\nCB EQ, R1, R2, b\n${nops(2045)}a: RET\n${nops(2)}b: RET`);
    expect(both.relocs.map((r) => [r.type, r.symbol, r.offset])).toEqual([
      ['ABS24', 'a', 4],
      ['ABS24', 'b', 12],
    ]);
  });

  test('across a relaxable load it is left to the linker', () => {
    const object = objectOf('x: CB EQ, R1, R2, y\nLI R0, x\nCB NE, R1, R2, y\ny: RET');
    expect(object.relocs.map((r) => [r.type, r.symbol, r.offset])).toEqual([
      ['PCREL12B', 'y', 0],
      ['ABS32', 'x', 8],
    ]);
    expect(Buffer.from(object.sections.get('text')?.bytes ?? []).toString('hex', 12, 16)).toBe('43112001');
  });

  test('to another section or object it takes the long form', () => {
    const object = objectOf('CB EQ, R1, R2, f\nCBI LT, R1, 3, g\n.section text.f\nf: RET\n.import g');
    expect(object.relocs.map((r) => [r.type, r.symbol, r.offset])).toEqual([
      ['ABS24', 'f', 4],
      ['ABS24', 'g', 12],
    ]);
  });

  test('a target that is no multiple of 4 away', () => {
    expect(messages('a: CB EQ, R1, R2, a+2')).toEqual(['1:19: a branch target must be a multiple of 4']);
  });

  test('every branch of random code reaches its label', () => {
    const block = fc.record({ gap: fc.integer({ min: 0, max: 900 }), target: fc.nat(), align: fc.boolean() });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 14 }), (blocks) => {
        const source = blocks
          .map(
            ({ gap, target, align }, i) =>
              `${align ? '.align 32\n' : ''}l${i}: CB EQ, R1, R2, l${target % blocks.length}\n${nops(gap)}`,
          )
          .join('');
        const object = objectOf(source);
        const code = Buffer.from(object.sections.get('text')?.bytes ?? []);
        const at = new Map(object.symbols.map((s) => [s.name, s.value]));
        const jumps = new Map(object.relocs.map((r) => [r.offset, at.get(r.symbol)]));
        for (const [i, { target, align }] of blocks.entries()) {
          const from = at.get(`l${i}`) ?? -1;
          const to = at.get(`l${target % blocks.length}`) ?? -1;
          if (align) expect(from % 32).toBe(0);
          const branch = decode(code.readUInt32BE(from));
          if (branch?.cc === 0) expect(from + 4 * branch.imm).toBe(to);
          else expect([branch?.imm, jumps.get(from + 4)]).toEqual([2, to]);
          // The long form is taken only where it may be needed.
          if (Math.abs(to - from) < 4 * 1900) expect(branch?.cc).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a chain in which each branch pushes out the next ends', () => {
    // Each branch i goes to label i, 2046 words after it, so that any growth in between puts it out of reach.
    const n = 1500;
    const head = Array.from({ length: n }, (_, i) => `CB EQ, R1, R2, l${i}`).join('\n');
    const tail = Array.from({ length: n }, (_, i) => `l${i}: NOP`).join('\n');
    const object = objectOf(`${head}\n${nops(2047 - n)}${tail}\nCB EQ, R0, R0, start\nstart = l0`);
    expect(object.relocs.length).toBe(0);
    const grown = objectOf(`${head}\nCB EQ, R0, R0, x\n${nops(2046 - n)}${tail}\n.import x`);
    expect(grown.relocs.length).toBe(n + 1);
  });
});

describe('offsets behind elastic items', () => {
  test('an alignment that needs no padding leaves no section and no line', () => {
    const object = objectOf('.file 1 "a.c"\n.section text.z\n.align 8\n.loc 1 1\n.text\nRET');
    expect([...object.sections.keys()]).toEqual(['text']);
    expect(object.debug).toEqual({ files: ['a.c'], lines: [], mvasm: [{ section: 'text', offset: 0, line: 6 }] });
  });

  test('labels, data, lines and sizes move', () => {
    const object = objectOf(`.type f, func
f: LI R0, k
.align 16
CB EQ, R1, R2, out
g: .word g-f
.size f, .-f
.equ k, 100000
.import out`);
    const text = Buffer.from(object.sections.get('text')?.bytes ?? []).toString('hex');
    expect(text).toBe('0e0186a0040000000400000004000000431120022100000000000018');
    expect(object.symbols.find((s) => s.name === 'f')).toMatchObject({ value: 0, size: 28 });
    expect(object.debug?.mvasm.map((row) => [row.offset, row.line])).toEqual([
      [0, 2],
      [4, 3],
      [16, 4],
      [24, 5],
    ]);
  });
});
