import { describe, expect, it } from 'vitest';
import { randomFunction } from './testing/random-function.js';
import { parseMachineText } from './text.js';
import { verifyMachine } from './verify.js';

function verify(body: string): void {
  verifyMachine(parseMachineText(`function f ext\n${body}`));
}

describe('machine verifier', () => {
  it('accepts random functions', () => {
    for (let seed = 1; seed <= 40; seed++)
      verifyMachine(randomFunction(seed, { level: 'ext', blocks: 9, length: 6, pressure: 4 }));
  });

  const defects: readonly [string, string, RegExp][] = [
    ['no terminator', 'block 0 a freq 1:\n  v16 = CONST imm 1', /terminator/],
    ['a terminator in the middle', 'block 0 a freq 1:\n  RET\n  RET', /terminator/],
    ['an undefined register', 'block 0 a freq 1:\n  R0 = COPY v16\n  RET R0', /never defined/],
    ['two definitions', 'block 0 a freq 1:\n  v16 = CONST imm 1\n  v16 = CONST imm 2\n  RET', /defined twice/],
    [
      'a use before the definition',
      'block 0 a freq 1:\n  R0 = COPY v16\n  v16 = CONST imm 1\n  RET R0',
      /before its definition/,
    ],
    [
      'a path around the definition',
      'block 0 a freq 1:\n  BRCC cc EQ R0 imm 0 -> 1, 2\nblock 1 b freq 1 after 0:\n  v16 = CONST imm 1\n  BR -> 2\nblock 2 c freq 1 after 0, 1:\n  R0 = COPY v16\n  RET R0',
      /on a path without/,
    ],
    [
      'a PHI that misses a predecessor',
      'block 0 a freq 1:\n  v16 = CONST imm 1\n  BRCC cc EQ v16 imm 0 -> 1, 2\nblock 1 b freq 1 after 0:\n  BR -> 2\nblock 2 c freq 1 after 0, 1:\n  v17 = PHI v16 from 0\n  R0 = COPY v17\n  RET R0',
      /nothing from block 1/,
    ],
    [
      'a PHI after something else',
      'block 0 a freq 1:\n  v16 = CONST imm 1\n  v17 = PHI\n  RET',
      /after something else/,
    ],
  ];
  for (const [name, body, message] of defects)
    it(`reports ${name}`, () => {
      expect(() => verify(body)).toThrow(message);
    });
});
