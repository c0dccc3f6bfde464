import { describe, expect, it } from 'vitest';
import { randomFunction } from './testing/random-function.js';
import { machineText, parseMachineText } from './text.js';

describe('text of machine functions', () => {
  it('reads back what it prints', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const fn = randomFunction(seed, {
        level: seed % 2 ? 'ext' : 'core',
        blocks: 8,
        length: 8,
        pressure: 5,
        indirect: seed % 3 === 0,
      });
      const text = machineText(fn);
      expect(machineText(parseMachineText(text))).toBe(text);
    }
  });

  it('keeps every attribute of an instruction', () => {
    const text = [
      'function "a b" core calls twice',
      'object 0 size 4 align 8 "x"',
      'outgoing 8',
      'dynamic',
      'framepointer',
      'block 0 "entry" freq 1 label ".Lba":',
      '  v16, v17 = ASM R0, v18 tied early 2 volatile clobbers R1 R2 asm "MOV $0, $1"',
      '  v19 = LD imm 4 frame 0',
      '  v20 = CONST imm @"s"+-4',
      '  v21 = MOVC cc GE v19, v20 tied',
      '  BRCC cc LT v19 imm -1 -> 0, 0',
    ].join('\n');
    const again = machineText(parseMachineText(text));
    expect(again.replace(' after 0', '').replace('+-4', '-4')).toBe(text.replace('+-4', '-4'));
  });

  it('refuses what it cannot read', () => {
    for (const text of [
      'v16 = COPY R0',
      'block 0 a freq x:',
      'block 0 a freq 1:\n  v16 COPY R0',
      'block 0 a freq 1:\n  ADD cc XX',
    ])
      expect(() => parseMachineText(text)).toThrow(/machine text/);
  });
});
