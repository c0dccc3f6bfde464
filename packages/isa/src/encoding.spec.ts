import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, immediateRange, LAYOUTS, type Operands } from './encoding.js';
import { HsxError } from './errors.js';
import { BY_MNEMONIC, BY_OPCODE, INSTRUCTIONS, type Instruction } from './table.js';

function insn(mnemonic: string): Instruction {
  const found = BY_MNEMONIC.get(mnemonic);
  if (found === undefined) throw new Error(`no ${mnemonic}`);
  return found;
}

/** Random operands that the instruction's form has, and no others. */
function operandsOf(instruction: Instruction): fc.Arbitrary<Operands> {
  const layout = LAYOUTS[instruction.form];
  const register = fc.integer({ min: 0, max: 15 });
  const fields: Record<string, fc.Arbitrary<number>> = {};
  if (layout.rd) fields['rd'] = register;
  if (layout.rs1) fields['rs1'] = register;
  if (layout.rs2) fields['rs2'] = register;
  if (layout.k) fields['k'] = fc.integer({ min: -8, max: 7 });
  if (layout.cc) fields['cc'] = fc.integer({ min: 0, max: 13 });
  if (layout.imm) {
    const { min, max } = immediateRange(layout.imm.bits, layout.imm.signed);
    fields['imm'] = fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, 0));
  }
  return fc.record(fields) as fc.Arbitrary<Operands>;
}

describe('encoding', () => {
  it.each(INSTRUCTIONS.map((i) => [i.mnemonic, i] as const))('round trip of %s', (_, instruction) => {
    fc.assert(
      fc.property(operandsOf(instruction), (operands) => {
        const [word, literal] = encode(instruction, operands) as [number, number?];
        const decoded = decode(word, literal);
        expect(decoded).toMatchObject({ ...operands, insn: instruction, size: literal === undefined ? 4 : 8 });
        expect(word >>> 24).toBe(instruction.op);
        // Operands that the form lacks are 0 in the word and decoded as 0.
        for (const name of ['rd', 'rs1', 'rs2', 'imm', 'k', 'cc'] as const)
          if (operands[name] === undefined) expect(decoded?.[name]).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('decoding any word and encoding it again keeps every bit that has a meaning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }), (word, literal) => {
        const decoded = decode(word, literal);
        if (decoded === undefined) return;
        const again = encode(decoded.insn, decoded) as [number, number?];
        expect(decode(again[0], again[1])).toEqual(decoded);
        expect((again[0] & ~word) >>> 0).toBe(0);
      }),
    );
  });

  it('puts fields where isa.md §2 says', () => {
    expect(encode(insn('ADD'), { rd: 1, rs1: 2, rs2: 3 })).toEqual([0x10123000]);
    expect(encode(insn('LDI'), { rd: 1, imm: -1 })).toEqual([0x01100fff]);
    expect(encode(insn('ST'), { rs1: 1, rs2: 2, imm: -4 })).toEqual([0x03012ffc]);
    expect(encode(insn('LDI32'), { rd: 15, imm: -2 })).toEqual([0x60f00000, 0xfffffffe]);
    expect(encode(insn('LDI20'), { rd: 1, imm: -1 })).toEqual([0x0e1fffff]);
    expect(encode(insn('JMP'), { imm: 0xfffffc })).toEqual([0x21fffffc]);
    expect(encode(insn('SVC'), { imm: 0xf01 })).toEqual([0x30000f01]);
    expect(encode(insn('SET'), { rd: 1, cc: 13 })).toEqual([0x391d0000]);
    expect(encode(insn('MOVC'), { rd: 1, rs1: 2, cc: 13 })).toEqual([0x3a12d000]);
    expect(encode(insn('CB'), { cc: 11, rs1: 1, rs2: 2, imm: -1 })).toEqual([0x43b12fff]);
    expect(encode(insn('CBI'), { cc: 11, rs1: 1, k: -1, imm: 1 })).toEqual([0x44b1f001]);
    expect(encode(insn('ASRI'), { rd: 1, rs1: 2, imm: 31 })).toEqual([0x3812001f]);
    expect(encode(insn('BRK'), { imm: 255 })).toEqual([0x7f0000ff]);
    expect(encode(insn('CALL'), { rs1: 4, imm: 2 })).toEqual([0x24040002]);
  });

  it('refuses operands that are missing or do not fit', () => {
    const bad: [string, Operands][] = [
      ['ADD', { rd: 1, rs1: 2 }],
      ['ADD', { rd: 16, rs1: 0, rs2: 0 }],
      ['ADD', { rd: -1, rs1: 0, rs2: 0 }],
      ['LDI', { rd: 0, imm: 2048 }],
      ['LDI', { rd: 0, imm: -2049 }],
      ['LDI', { rd: 0, imm: 0.5 }],
      ['LDI', { rd: 0, imm: Number.NaN }],
      ['LDSP', { rd: 0, imm: -4 }],
      ['LDI32', { rd: 0, imm: 2 ** 32 }],
      ['LDI32', { rd: 0, imm: -(2 ** 31) - 1 }],
      ['SET', { rd: 0, cc: 14 }],
      ['CBI', { cc: 0, rs1: 0, k: 8, imm: 0 }],
    ];
    for (const [mnemonic, operands] of bad) {
      let thrown: unknown;
      try {
        encode(insn(mnemonic), operands);
      } catch (error) {
        thrown = error;
      }
      expect(thrown, mnemonic).toBeInstanceOf(HsxError);
      expect((thrown as HsxError).code).toBe('EINVAL');
    }
  });

  it('does not decode undefined opcodes and condition codes', () => {
    for (let op = 0; op < 256; op++) expect(decode((op << 24) >>> 0) === undefined).toBe(BY_OPCODE[op] === undefined);
    for (const cc of [14, 15]) {
      expect(decode(0x39000000 | (cc << 16))).toBeUndefined();
      expect(decode(0x3a000000 | (cc << 12))).toBeUndefined();
      expect(decode(0x43000000 | (cc << 20))).toBeUndefined();
      expect(decode(0x44000000 | (cc << 20))).toBeUndefined();
    }
    // In other forms these fields are registers or constants.
    expect(decode(0x4400f000)?.k).toBe(-1);
  });
});
