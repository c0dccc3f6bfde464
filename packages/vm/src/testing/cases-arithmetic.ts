/** Integer arithmetic, logic, shifts, extensions and what they do to the flags (isa.md §3 and §4). */
import { flags, type InstructionCase, LATCHES } from './instruction-case.js';
import { op } from './test-vm.js';

const MIN = 0x80000000;
const MAX = 0x7fffffff;
const ONES = 0xffffffff;

/** mnemonic, rs1, rs2 (or immediate), result, flags after, flags before. */
type Row = readonly [string, number, number, number, string, string?];

const REGISTER_ROWS: readonly Row[] = [
  ['ADD', 1, 2, 3, '.'],
  ['ADD', 0, 0, 0, 'Z'],
  ['ADD', ONES, 1, 0, 'ZC'],
  ['ADD', MAX, 1, MIN, 'NV'],
  ['ADD', MIN, MIN, 0, 'ZCV'],
  ['ADD', ONES, ONES, 0xfffffffe, 'CN'],
  ['ADD', MIN, MAX, ONES, 'N'],
  ['SUB', 5, 3, 2, 'C'],
  ['SUB', 3, 3, 0, 'ZC'],
  ['SUB', 3, 5, 0xfffffffe, 'N'],
  ['SUB', MIN, 1, MAX, 'CV'],
  ['SUB', MAX, ONES, MIN, 'NV'],
  ['SUB', 0, MIN, MIN, 'NV'],
  ['MUL', 7, 6, 42, '.'],
  ['MUL', 0, ONES, 0, 'Z'],
  ['MUL', 0x10000, 0x10000, 0, 'ZCV'],
  ['MUL', ONES, ONES, 1, 'C'],
  ['MUL', ONES, 1, ONES, 'N'],
  ['MUL', ONES, 2, 0xfffffffe, 'CN'],
  ['MUL', 0x8000, 0x10000, MIN, 'NV'],
  ['MUL', MIN, ONES, MIN, 'CNV'],
  ['MUL', 0xb505, 0xb505, 0x80001219, 'NV'],
  ['DIV', 7, 2, 3, '.'],
  ['DIV', 0xfffffff9, 2, 0xfffffffd, 'N'],
  ['DIV', 1, 2, 0, 'Z'],
  ['DIV', MIN, ONES, MIN, 'N'],
  ['DIVU', 0xfffffff9, 2, 0x7ffffffc, '.'],
  ['DIVU', ONES, 1, ONES, 'N'],
  ['DIVU', 1, MIN, 0, 'Z'],
  ['REM', 7, 3, 1, '.'],
  ['REM', 0xfffffff9, 3, ONES, 'N'],
  ['REM', 7, 0xfffffffd, 1, '.'],
  ['REM', MIN, ONES, 0, 'Z'],
  ['REMU', 0xfffffff9, 16, 9, '.'],
  ['REMU', ONES, MIN, MAX, '.'],
  ['MULHU', ONES, ONES, 0xfffffffe, 'N'],
  ['MULHU', 0x10000, 0xffff, 0, 'Z'],
  ['MULHU', 0x12345678, 0x9abcdef0, 0x0b00ea4e, '.'],
  ['AND', 0xff00ff00, 0x0ff00ff0, 0x0f000f00, '.'],
  ['AND', 0xf0, 0x0f, 0, 'Z'],
  ['AND', MIN, ONES, MIN, 'N'],
  ['OR', 0xf0, 0x0f, 0xff, '.'],
  ['OR', 0, 0, 0, 'Z'],
  ['OR', MIN, 1, 0x80000001, 'N'],
  ['XOR', 0xff, 0x0f, 0xf0, '.'],
  ['XOR', 5, 5, 0, 'Z'],
  ['XOR', ONES, 1, 0xfffffffe, 'N'],
  ['LSL', 1, 4, 16, '.'],
  ['LSL', MIN, 1, 0, 'ZC'],
  ['LSL', 0x40000000, 1, MIN, 'N'],
  ['LSL', 3, 31, MIN, 'CN'],
  ['LSL', 5, 32, 5, 'C', 'ZCNV'],
  ['LSL', 5, 0, 5, '.', 'ZNV'],
  ['LSL', 1, 0xffffffe1, 2, '.'],
  ['LSR', 0x80, 4, 8, '.'],
  ['LSR', 1, 1, 0, 'ZC'],
  ['LSR', MIN, 31, 1, '.'],
  ['LSR', MIN, 0, MIN, 'CN', 'C'],
  ['LSR', 3, 33, 1, 'C'],
  ['ASR', MIN, 31, ONES, 'N'],
  ['ASR', ONES, 1, ONES, 'CN'],
  ['ASR', 1, 1, 0, 'ZC'],
  ['ASR', 0, 0, 0, 'ZC', 'C'],
  ['ADC', 1, 2, 3, '.', '.'],
  ['ADC', 1, 2, 4, '.', 'C'],
  ['ADC', ONES, 0, 0, 'ZC', 'C'],
  ['ADC', ONES, ONES, ONES, 'CN', 'C'],
  ['ADC', MAX, 0, MIN, 'NV', 'C'],
  ['ADC', MIN, ONES, MIN, 'CN', 'C'],
  ['ADC', MIN, MIN, 1, 'CV', 'C'],
  ['SBC', 5, 3, 2, 'C', 'C'],
  ['SBC', 5, 3, 1, 'C', '.'],
  ['SBC', 3, 3, ONES, 'N', '.'],
  ['SBC', 3, 3, 0, 'ZC', 'C'],
  ['SBC', 0, ONES, 0, 'Z', '.'],
  ['SBC', MIN, 0, MAX, 'CV', '.'],
  ['SBC', MAX, ONES, MAX, '.', '.'],
];

const IMMEDIATE_ROWS: readonly Row[] = [
  ['ADDI', 1, -1, 0, 'ZC'],
  ['ADDI', MAX, 2047, 0x800007fe, 'NV'],
  ['ADDI', 0, -2048, 0xfffff800, 'N'],
  ['ANDI', 0x12345678, -16, 0x12345670, '.'],
  ['ANDI', 0x800, 0x7ff, 0, 'Z'],
  ['ORI', 1, -2048, 0xfffff801, 'N'],
  ['ORI', 0x100, 0x7f, 0x17f, '.'],
  ['XORI', 0x55, -1, 0xffffffaa, 'N'],
  ['XORI', 5, 5, 0, 'Z'],
  ['LSLI', 3, 31, MIN, 'CN'],
  ['LSLI', 5, 0, 5, 'C', 'ZCNV'],
  ['LSRI', 3, 1, 1, 'C'],
  ['LSRI', MIN, 31, 1, '.'],
  ['ASRI', MIN, 31, ONES, 'N'],
  ['ASRI', 2, 2, 0, 'ZC'],
];

/** Result only: mnemonic, rs1, result. */
const UNARY_ROWS: readonly (readonly [string, number, number])[] = [
  ['MOV', 0xdeadbeef, 0xdeadbeef],
  ['SXB', 0x1234567f, 0x7f],
  ['SXB', 0x12345680, 0xffffff80],
  ['SXH', 0x12347fff, 0x7fff],
  ['SXH', 0x12348000, 0xffff8000],
  ['ZXH', 0xdeadbeef, 0xbeef],
];

/** Flags only: rs1, rs2 (or immediate), flags. */
const COMPARE_ROWS: readonly (readonly ['CMP' | 'CMPI', number, number, string])[] = [
  ['CMP', 3, 3, 'ZC'],
  ['CMP', 3, 5, 'N'],
  ['CMP', 5, 3, 'C'],
  ['CMP', MIN, 1, 'CV'],
  ['CMP', MAX, ONES, 'NV'],
  ['CMPI', 3, 3, 'ZC'],
  ['CMPI', 0, -1, '.'],
  ['CMPI', ONES, -1, 'ZC'],
  ['CMPI', MIN, 2047, 'CV'],
  ['CMPI', MAX, -2048, 'NV'],
];

/** Carry and overflow of an instruction that does not read them do not depend on what was there. */
function pswsBefore(given: string | undefined): number[] {
  return given === undefined ? [LATCHES, LATCHES | flags('ZCNV')] : [LATCHES | flags(given)];
}

function binary(row: Row, immediate: boolean): InstructionCase[] {
  const [mnemonic, a, b, result, after, before] = row;
  return pswsBefore(before).map((psw) => ({
    name: `${mnemonic} 0x${a.toString(16)}, ${immediate ? b : `0x${b.toString(16)}`} after psw 0x${psw.toString(16)}`,
    covers: [mnemonic],
    program: immediate ? op(mnemonic, { rd: 3, rs1: 1, imm: b }) : op(mnemonic, { rd: 3, rs1: 1, rs2: 2 }),
    regs: immediate ? { 1: a } : { 1: a, 2: b },
    psw,
    expect: { regs: { 3: result }, psw: LATCHES | flags(after) },
  }));
}

export const ARITHMETIC_CASES: readonly InstructionCase[] = [
  ...REGISTER_ROWS.flatMap((row) => binary(row, false)),
  ...IMMEDIATE_ROWS.flatMap((row) => binary(row, true)),
  ...UNARY_ROWS.map(
    ([mnemonic, a, result]): InstructionCase => ({
      name: `${mnemonic} 0x${a.toString(16)}`,
      covers: [mnemonic],
      program: op(mnemonic, { rd: 3, rs1: 1 }),
      regs: { 1: a },
      psw: LATCHES | flags('CV'),
      expect: { regs: { 3: result } },
    }),
  ),
  ...COMPARE_ROWS.map(
    ([mnemonic, a, b, after]): InstructionCase => ({
      name: `${mnemonic} 0x${a.toString(16)}, ${b}`,
      covers: [mnemonic],
      program: mnemonic === 'CMP' ? op('CMP', { rs1: 1, rs2: 2 }) : op('CMPI', { rs1: 1, imm: b }),
      regs: mnemonic === 'CMP' ? { 1: a, 2: b } : { 1: a },
      psw: LATCHES,
      expect: { psw: LATCHES | flags(after) },
    }),
  ),
  {
    name: 'NOT of all ones, clears C and V',
    covers: ['NOT'],
    program: op('NOT', { rd: 3, rs1: 1 }),
    regs: { 1: ONES, 3: 7 },
    psw: LATCHES | flags('CNV'),
    expect: { regs: { 3: 0 }, psw: LATCHES | flags('Z') },
  },
  {
    name: 'NOT of 0',
    covers: ['NOT'],
    program: op('NOT', { rd: 3, rs1: 1 }),
    expect: { regs: { 3: ONES }, psw: flags('N') },
  },
  ...[-2048, -1, 0, 2047].map(
    (imm): InstructionCase => ({
      name: `LDI ${imm}`,
      covers: ['LDI'],
      program: op('LDI', { rd: 9, imm }),
      psw: LATCHES | flags('ZC'),
      expect: { regs: { 9: imm } },
    }),
  ),
  ...[-0x80000, -1, 0x7ffff].map(
    (imm): InstructionCase => ({
      name: `LDI20 ${imm}`,
      covers: ['LDI20'],
      program: op('LDI20', { rd: 9, imm }),
      expect: { regs: { 9: imm } },
    }),
  ),
  {
    name: 'LDI32 takes the next word and retires once',
    covers: ['LDI32'],
    program: op('LDI32', { rd: 0, imm: 0xfedcba98 }),
    expect: { regs: { 0: 0xfedcba98 }, pc: 0x48 },
  },
  {
    name: 'LDI32 of a word that is an extended instruction, in a core image',
    covers: ['LDI32'],
    program: op('LDI32', { rd: 0, imm: 0x0e123456 }),
    ext: false,
    expect: { regs: { 0: 0x0e123456 }, pc: 0x48 },
  },
  {
    name: 'sources are read before the result is written',
    covers: ['SUB', 'ADC'],
    program: [...op('SUB', { rd: 1, rs1: 1, rs2: 1 }), ...op('ADC', { rd: 2, rs1: 2, rs2: 2 })],
    regs: { 1: 7, 2: 9 },
    run: 2,
    expect: { regs: { 1: 0, 2: 19 }, psw: 0 },
  },
  {
    name: 'GETPSW sees flags, latches and mask',
    covers: ['GETPSW'],
    program: [...op('CMP', { rs1: 1, rs2: 2 }), ...op('GETPSW', { rd: 5 })],
    regs: { 1: 0x80000000, 2: 1 },
    psw: LATCHES,
    run: 2,
    expect: { regs: { 5: LATCHES | flags('CV') }, psw: LATCHES | flags('CV') },
  },
  ...Array.from(
    { length: 16 },
    (_, value): InstructionCase => ({
      name: `SETPSW ${value} writes Z C N V only`,
      covers: ['SETPSW'],
      program: op('SETPSW', { rs1: 4 }),
      regs: { 4: 0xffff0010 | value },
      psw: 0x5a00 | (~value & 15),
      expect: { psw: 0x5a00 | value },
    }),
  ),
];
