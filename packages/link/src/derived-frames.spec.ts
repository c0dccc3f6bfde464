import { describe, expect, it } from 'vitest';
import { deriveFrames } from './derived-frames.js';
import { asm, bigEndian } from './testing/object-builder.js';

function rules(...insts: number[][]): string[] {
  const code = bigEndian(insts.flat());
  const rows = deriveFrames(code, { start: 0, end: code.length });
  return rows.map(({ start, end, cfa, cfa_offset, saved }) =>
    [`${start}-${end}`, `${cfa}+${cfa_offset}`, ...saved.map(({ register, offset }) => `R${register}@${offset}`)].join(
      ' ',
    ),
  );
}

describe('frames of code that nobody described', () => {
  it('follow pushes, frames and both ends of a branch', () => {
    expect(
      rules(
        asm('PUSH', { rs1: 8 }),
        asm('ADDSP', { imm: -8 }),
        asm('CB', { cc: 0, rs1: 0, rs2: 1, imm: 4 }),
        asm('ADDSP', { imm: 8 }),
        asm('POP', { rd: 8 }),
        asm('RET'),
        asm('LDI', { rd: 8, imm: 1 }),
        asm('LDI32', { rd: 8, imm: 1 }),
        asm('JMP', { imm: 12 }),
      ),
    ).toEqual([
      '0-4 sp+4',
      '4-8 sp+8 R8@-8',
      '8-16 sp+16 R8@-8',
      '16-20 sp+8 R8@-8',
      '20-24 sp+4',
      '24-40 sp+16 R8@-8',
    ]);
  });

  it('use R14 where sp is not known', () => {
    expect(
      rules(
        asm('PUSH', { rs1: 14 }),
        asm('GETSP', { rd: 14, imm: 0 }),
        asm('SETSP', { rs1: 4, imm: 0 }),
        asm('SETSP', { rs1: 14, imm: 0 }),
        asm('POP', { rd: 14 }),
        asm('RET'),
      ),
    ).toEqual(['0-4 sp+4', '4-12 sp+8 R14@-8', '12-16 14+8 R14@-8', '16-20 sp+8 R14@-8', '20-24 sp+4']);
  });

  it('say nothing of what cannot be followed', () => {
    expect(rules(asm('SETSP', { rs1: 4, imm: 0 }), asm('RET'), asm('RET'))).toEqual(['0-4 sp+4']);
    expect(rules([0xff00_0000])).toEqual([]);
    expect(rules(asm('JMP', { imm: 0 }))).toEqual(['0-4 sp+4']);
    expect(rules([asm('LDI32', { rd: 0, imm: 1 })[0] as number])).toEqual([]);
  });
});
