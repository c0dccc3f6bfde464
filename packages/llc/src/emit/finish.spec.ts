import { assemble } from '@hsx/asm';
import { describe, expect, it } from 'vitest';
import { interpret, interpretFinished } from '../mir/testing/interpret.js';
import { type RandomShape, randomFunction } from '../mir/testing/random-function.js';
import { parseMachineText } from '../mir/text.js';
import { finishFunction } from './finish.js';

const ARGUMENTS = [3, 0xfffffffe, 77, 0x80000000];
const TICKS = 150;

function check(seed: number, shape: RandomShape): void {
  const expected = interpret(randomFunction(seed, shape), ARGUMENTS, TICKS);
  const fn = randomFunction(seed, shape);
  fn.optimiseSize = seed % 2 === 0;
  const lines = finishFunction(fn, { verify: true });
  const actual = interpretFinished(fn, ARGUMENTS, TICKS);
  expect(actual, `seed ${seed} ${JSON.stringify(shape)}`).toEqual(expected);
  if (seed % 8 !== 0) return;
  const source = ['.section text.f', '.export f', '.import callee, other', ...lines].join('\n');
  const { diagnostics } = assemble(source, { path: 'f.mvasm', isa: shape.level, listing: false });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
}

const SHAPES: readonly { name: string; shape: Omit<RandomShape, 'level'> }[] = [
  { name: 'small', shape: { blocks: 3, length: 6, pressure: 2 } },
  { name: 'branchy', shape: { blocks: 12, length: 4, pressure: 6 } },
  { name: 'high pressure', shape: { blocks: 8, length: 12, pressure: 40 } },
  { name: 'a large frame', shape: { blocks: 5, length: 10, pressure: 20, bigFrame: true } },
  { name: 'dynamic stack', shape: { blocks: 6, length: 8, pressure: 10, dynamic: true } },
  { name: 'over-aligned objects', shape: { blocks: 6, length: 8, pressure: 10, overAligned: true } },
  { name: 'indirect jumps', shape: { blocks: 8, length: 5, pressure: 10, indirect: true } },
  { name: 'setjmp', shape: { blocks: 6, length: 6, pressure: 10, returnsTwice: true } },
];

describe('a finished function does what the selected one does', () => {
  for (const { name, shape } of SHAPES)
    for (const level of ['ext', 'core'] as const)
      it(`${name}, ${level}`, () => {
        const from = Number(process.env['HSX_FUZZ_FROM'] ?? 1);
        const count = Number(process.env['HSX_FUZZ_COUNT'] ?? 24);
        for (let seed = from; seed < from + count; seed++) check(seed, { ...shape, level });
      });
});

function finished(body: string, head = 'function f ext'): string[] {
  const lines = finishFunction(parseMachineText(`${head}\n${body}`), { verify: true });
  return lines.map((line) => line.trim()).filter((line) => !line.startsWith('.size') && !line.endsWith('$end:'));
}

describe('code quality', () => {
  it('needs no frame, move or spill for a leaf', () => {
    const body = `block 0 a freq 1:
      v16 = COPY R0
      v17 = COPY R1
      v18 = ADD v16, v17
      v19 = MUL v18, v16
      R0 = COPY v19
      RET R0`;
    expect(finished(body)).toHaveLength(4);
  });

  it('keeps a loop with a call free of memory', () => {
    const body = `block 0 a freq 1:
      v16 = COPY R0
      v17 = CONST imm 0
      BR -> 1
    block 1 b freq 10 after 0, 1:
      v18 = PHI v17 from 0, v19 from 1
      R0 = COPY v18
      CALL R0 imm @"g" clobbers R0 R1 R2 R3 R4 R5 R6 R7 R15
      v19 = ADDI v18 imm 1
      BRCC cc LT v19, v16 -> 1, 2
    block 2 c freq 1 after 1:
      RET`;
    const lines = finished(body, 'function f ext calls');
    const loop = lines.slice(lines.indexOf('.Lf_1:') + 1, lines.findIndex((line) => line.startsWith('CB ')) + 1);
    expect(loop).toEqual([
      expect.stringMatching(/^MOV R0/),
      'CALL g',
      expect.stringMatching(/^ADDI/),
      expect.stringMatching(/^CB LT/),
    ]);
  });

  it('makes constants again instead of storing them', () => {
    const body = `block 0 a freq 1:
      v16 = CONST imm 70000
      v17 = COPY R0
      v18 = ADD v16, v17
      R0 = COPY v18
      R0 = CALL R0 imm @"g" clobbers R1 R2 R3 R4 R5 R6 R7 R15
      v19 = COPY R0
      v20 = ADD v19, v16
      R0 = COPY v20
      RET R0`;
    const lines = finished(body, 'function f ext calls');
    expect(lines.filter((line) => line.startsWith('LDI20'))).toHaveLength(2);
    expect(lines.filter((line) => /^(LDSP|STSP)/.test(line))).toEqual([]);
  });

  it('moves the test of a loop to its end', () => {
    const body = `block 0 a freq 1:
      v16 = COPY R0
      BR -> 1
    block 1 b freq 10 after 0, 2:
      v17 = PHI v16 from 0, v18 from 2
      BRCC cc NE v17 imm 0 -> 2, 3
    block 2 c freq 10 after 1:
      v18 = ADDI v17 imm -1
      BR -> 1
    block 3 d freq 1 after 1:
      RET`;
    expect(finished(body).filter((line) => line.startsWith('JMP'))).toHaveLength(1);
  });

  it('keeps spilling and frames apart from live flags', () => {
    // The frame is far larger than any immediate; an address between ADD and ADC must not disturb the carry.
    const body = `object 0 size 9000 align 8 "x"
    block 0 a freq 1:
      v16 = COPY R0
      v17 = COPY R1
      v18 = ADD v16, v17
      v19 = FRAMEADDR frame 0 imm 5000
      ST v19, v16 imm 0
      v20 = ADC v16, v17
      v21 = ADD v20, v18
      R0 = COPY v21
      RET R0`;
    const lines = finished(body);
    const before = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('ADC')),
    );
    const restored = before.findLastIndex((line) => line.startsWith('SETPSW'));
    expect(restored).toBeGreaterThan(before.findLastIndex((line) => line.startsWith('ADD ')));
    expect(before.findIndex((line) => line.startsWith('GETPSW'))).toBeLessThan(restored);
  });
});
