import { describe, expect, it } from 'vitest';
import { encode, type Operands } from './encoding.js';
import { BY_MNEMONIC, type Instruction } from './table.js';
import { directTarget, formatWord, symbolText, type TextOptions } from './text.js';

function text(mnemonic: string, operands: Operands, pc = 0x100, options: TextOptions = {}): string {
  const [word, literal] = encode(BY_MNEMONIC.get(mnemonic) as Instruction, operands) as [number, number?];
  return formatWord(word, literal, pc, options).text;
}

describe('text form', () => {
  it('writes every form in the syntax of mvasm.md', () => {
    expect(text('RET', {})).toBe('RET');
    expect(text('POP', { rd: 8 })).toBe('POP R8');
    expect(text('PUSH', { rs1: 8 })).toBe('PUSH R8');
    expect(text('MOV', { rd: 1, rs1: 2 })).toBe('MOV R1, R2');
    expect(text('CMP', { rs1: 1, rs2: 2 })).toBe('CMP R1, R2');
    expect(text('ADD', { rd: 0, rs1: 1, rs2: 15 })).toBe('ADD R0, R1, R15');
    expect(text('LDI', { rd: 1, imm: -5 })).toBe('LDI R1, -5');
    expect(text('GETSP', { rd: 1, imm: 8 })).toBe('GETSP R1, 8');
    expect(text('SETSP', { rs1: 1, imm: 0 })).toBe('SETSP R1, 0');
    expect(text('CMPI', { rs1: 3, imm: -2048 })).toBe('CMPI R3, -2048');
    expect(text('ADDI', { rd: 1, rs1: 2, imm: 2047 })).toBe('ADDI R1, R2, 2047');
    expect(text('LSLI', { rd: 1, rs1: 2, imm: 31 })).toBe('LSLI R1, R2, 31');
    expect(text('LD', { rd: 2, rs1: 1, imm: 8 })).toBe('LD R2, [R1+8]');
    expect(text('LDB', { rd: 0, rs1: 3, imm: 0 })).toBe('LDB R0, [R3]');
    expect(text('ST', { rs1: 1, rs2: 2, imm: -4 })).toBe('ST [R1-4], R2');
    expect(text('LDSP', { rd: 0, imm: 8 })).toBe('LDSP R0, [SP+8]');
    expect(text('STSP', { rs2: 0, imm: 4092 })).toBe('STSP [SP+4092], R0');
    expect(text('ADDSP', { imm: -16 })).toBe('ADDSP -16');
    expect(text('JMP', { imm: 0x120 })).toBe('JMP 0x0120');
    expect(text('JZ', { imm: 0xabcdec })).toBe('JZ 0xABCDEC');
    expect(text('CALL', { rs1: 0, imm: 4 })).toBe('CALL 0x0110');
    expect(text('CALL', { rs1: 0, imm: -65 })).toBe('CALL -4');
    expect(text('CALL', { rs1: 4, imm: 0 })).toBe('CALL R4');
    expect(text('CALL', { rs1: 4, imm: 2 })).toBe('CALL R4, 2');
    expect(text('CALLA', { imm: 0x20 })).toBe('CALLA 0x0020');
    expect(text('JR', { rs1: 15 })).toBe('JR R15');
    expect(text('SVC', { imm: 0x502 })).toBe('SVC 0x05, 0x02');
    expect(text('SVC', { imm: 0x502 }, 0, { svcNames: true })).toBe('SVC MAILBOX_SEND');
    expect(text('SVC', { imm: 0xdff }, 0, { svcNames: true })).toBe('SVC 0x0D, 0xFF');
    expect(text('BRK', { imm: 3 })).toBe('BRK 3');
    expect(text('LDI32', { rd: 1, imm: 0x12345678 })).toBe('LDI32 R1, 0x12345678');
    expect(text('LDI32', { rd: 1, imm: 0xffffffff })).toBe('LDI32 R1, -1');
    expect(text('LDI20', { rd: 1, imm: -524288 })).toBe('LDI20 R1, -524288');
    expect(text('LDI20', { rd: 1, imm: 0x4000 })).toBe('LDI20 R1, 0x00004000');
    expect(text('SET', { rd: 0, cc: 11 })).toBe('SET R0, LT');
    expect(text('MOVC', { rd: 1, rs1: 2, cc: 8 })).toBe('MOVC R1, R2, HI');
    expect(text('CB', { cc: 11, rs1: 1, rs2: 2, imm: -1 })).toBe('CB LT, R1, R2, 0x00FC');
    expect(text('CBI', { cc: 0, rs1: 1, k: -8, imm: 2 })).toBe('CBI EQ, R1, -8, 0x0108');
  });

  it('names targets', () => {
    const symbol = (address: number) => ({ 272: 'main', 288: 'r4', 304: 'eq', 320: 'a b' })[address];
    expect(text('CALL', { rs1: 0, imm: 4 }, 0x100, { symbol })).toBe('CALL main');
    expect(text('CB', { cc: 1, rs1: 1, rs2: 2, imm: 4 }, 0x100, { symbol })).toBe('CB NE, R1, R2, main');
    expect(text('JMP', { imm: 0x120 }, 0, { symbol })).toBe('JMP "r4"');
    expect(text('JMP', { imm: 0x130 }, 0, { symbol })).toBe('JMP "eq"');
    expect(text('JMP', { imm: 0x140 }, 0, { symbol })).toBe('JMP "a b"');
    expect(text('JMP', { imm: 0x150 }, 0, { symbol })).toBe('JMP 0x0150');
    expect(symbolText('quote"and\\line\n\u0001')).toBe('"quote\\"and\\\\line\\n\\x01"');
    expect(symbolText('.L$1')).toBe('.L$1');
    expect(symbolText('')).toBe('""');
  });

  it('writes what is no instruction as words', () => {
    expect(formatWord(0, undefined, 0)).toEqual({ text: '.word 0x00000000', size: 4, decoded: undefined });
    expect(formatWord(0xffffffff, 0, 0).text).toBe('.word 0xFFFFFFFF');
    // Condition code 14.
    expect(formatWord(0x390e0000, 0, 0).text).toBe('.word 0x390E0000');
    expect(formatWord(0x60100000, undefined, 0)).toEqual({ text: '.word 0x60100000', size: 4, decoded: undefined });
  });

  it('keeps bits that an instruction ignores', () => {
    expect(formatWord(0x04120001, 0, 0).text).toBe('.word 0x04120001 ; MOV R1, R2');
    expect(formatWord(0x60100001, 7, 0).text).toBe('.word 0x60100001, 0x00000007 ; LDI32 R1, 7');
    expect(formatWord(0x60100001, 7, 0).size).toBe(8);
  });

  it('knows direct targets only', () => {
    const target = (mnemonic: string, operands: Operands) => {
      const { decoded } = formatWord(encode(BY_MNEMONIC.get(mnemonic) as Instruction, operands)[0] as number, 0, 0x100);
      return decoded && directTarget(decoded, 0x100);
    };
    expect(target('JVC', { imm: 0x40 })).toBe(0x40);
    expect(target('CALL', { rs1: 0, imm: 2 })).toBe(0x108);
    expect(target('CALL', { rs1: 1, imm: 2 })).toBeUndefined();
    expect(target('JR', { rs1: 1 })).toBeUndefined();
    expect(target('ADD', { rd: 1, rs1: 1, rs2: 1 })).toBeUndefined();
  });
});
