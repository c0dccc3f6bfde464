import { describe, expect, it } from 'vitest';
import { CONDITIONS, conditionCode, conditionHolds, invertCondition, PSW_E } from './conditions.js';

/** For each condition, its value for psw & 15 = 0..15 (Z 1, C 2, N 4, V 8), written out. */
const TRUTH: Record<(typeof CONDITIONS)[number], string> = {
  EQ: '0101010101010101',
  NE: '1010101010101010',
  HS: '0011001100110011',
  LO: '1100110011001100',
  MI: '0000111100001111',
  PL: '1111000011110000',
  VS: '0000000011111111',
  VC: '1111111100000000',
  HI: '0010001000100010',
  LS: '1101110111011101',
  GE: '1111000000001111',
  LT: '0000111111110000',
  GT: '1010000000001010',
  LE: '0101111111110101',
};

describe('condition codes', () => {
  it('hold for exactly the flags of the truth table, whatever else the psw holds', () => {
    expect(Object.keys(TRUTH)).toEqual([...CONDITIONS]);
    for (const [cc, name] of CONDITIONS.entries())
      for (let psw = 0; psw < 16; psw++)
        for (const rest of [0, PSW_E, 0xff10])
          expect(conditionHolds(cc, psw | rest), `${name} ${psw}`).toBe(TRUTH[name][psw] === '1');
  });

  it('come in pairs', () => {
    for (let cc = 0; cc < 14; cc++)
      for (let psw = 0; psw < 16; psw++)
        expect(conditionHolds(invertCondition(cc), psw)).toBe(!conditionHolds(cc, psw));
    expect(() => conditionHolds(14, 0)).toThrow(RangeError);
  });

  it('are found by name', () => {
    expect(CONDITIONS.map(conditionCode)).toEqual([...CONDITIONS.keys()]);
    expect(conditionCode('lt')).toBeUndefined();
    expect(conditionCode('AL')).toBeUndefined();
  });
});
