/** binary16 and binary32 (isa.md §3 opcodes 50–56, §4 opcodes 61–6C). */
import { flags, type InstructionCase, LATCHES } from './instruction-case.js';
import { op } from './test-vm.js';

/** mnemonic, low halves of the operands, low half of the result. */
const HALF_BINARY: readonly (readonly [string, number, number, number])[] = [
  ['FADD', 0x3c00, 0x3c00, 0x4000], // 1 + 1
  ['FADD', 0x0001, 0x0001, 0x0002], // subnormals
  ['FADD', 0x03ff, 0x0001, 0x0400], // into the normals
  ['FADD', 0x7bff, 0x7bff, 0x7c00], // overflow
  ['FADD', 0x7bff, 0x4c00, 0x7c00], // 65504 + 16: a tie to infinity
  ['FADD', 0x7bff, 0x4bff, 0x7bff], // just below the tie
  ['FADD', 0x6800, 0x3c00, 0x6800], // 2048 + 1: a tie to even
  ['FADD', 0x6801, 0x3c00, 0x6802], // 2050 + 1: a tie to even, upwards
  ['FADD', 0x8000, 0x8000, 0x8000], // -0 + -0
  ['FADD', 0x3c00, 0xbc00, 0x0000], // 1 - 1 = +0
  ['FADD', 0x7c00, 0xfc00, 0x7e00], // inf - inf
  ['FADD', 0xfdff, 0x3c00, 0x7e00], // any NaN becomes the canonical one
  ['FSUB', 0x4200, 0x3c00, 0x4000],
  ['FSUB', 0x0000, 0x0000, 0x0000],
  ['FSUB', 0x7c00, 0x7c00, 0x7e00],
  ['FMUL', 0x4000, 0xc200, 0xc600], // 2 * -3
  ['FMUL', 0x0001, 0x3800, 0x0000], // half the least subnormal: a tie to even
  ['FMUL', 0x0003, 0x3800, 0x0002], // 1.5 units: a tie to even
  ['FMUL', 0x0000, 0x7c00, 0x7e00],
  ['FMUL', 0x8000, 0x3c00, 0x8000],
  ['FDIV', 0x3c00, 0x4200, 0x3555], // 1 / 3
  ['FDIV', 0x3c00, 0x0000, 0x7c00],
  ['FDIV', 0x3c00, 0x8000, 0xfc00],
  ['FDIV', 0x0000, 0x0000, 0x7e00],
  ['FDIV', 0x0001, 0x4000, 0x0000],
];

/** mnemonic, operands, result as whole words. */
const SINGLE_BINARY: readonly (readonly [string, number, number, number])[] = [
  ['FADDS', 0x3f800000, 0x3f800000, 0x40000000],
  ['FADDS', 0x4b800000, 0x3f800000, 0x4b800000], // 2^24 + 1: a tie to even
  ['FADDS', 0x7f7fffff, 0x7f7fffff, 0x7f800000],
  ['FADDS', 0x00000001, 0x00000001, 0x00000002],
  ['FADDS', 0x7f800000, 0xff800000, 0x7fc00000],
  ['FADDS', 0xffffffff, 0x3f800000, 0x7fc00000],
  ['FSUBS', 0x3f800000, 0x3f800000, 0x00000000],
  ['FSUBS', 0x80000000, 0x00000000, 0x80000000],
  ['FMULS', 0x40400000, 0xc0000000, 0xc0c00000],
  ['FMULS', 0x00000001, 0x3f000000, 0x00000000],
  ['FMULS', 0x3f800001, 0x3f800001, 0x3f800002],
  ['FDIVS', 0x3f800000, 0x40400000, 0x3eaaaaab],
  ['FDIVS', 0x3f800000, 0x80000000, 0xff800000],
  ['FDIVS', 0x00000000, 0x00000000, 0x7fc00000],
];

/** mnemonic, operand word, result word. */
const UNARY: readonly (readonly [string, number, number])[] = [
  ['FSQRTS', 0x40000000, 0x3fb504f3],
  ['FSQRTS', 0x80000000, 0x80000000],
  ['FSQRTS', 0xbf800000, 0x7fc00000],
  ['F2I', 0x4248, 3],
  ['F2I', 0xffffc248, 0xfffffffd],
  ['F2I', 0x7c00, 0x7fffffff],
  ['F2I', 0xfc00, 0x80000000],
  ['F2I', 0x7e01, 0],
  ['I2FS', 0x01000001, 0x4b800000],
  ['I2FS', 0x80000000, 0xcf000000],
  ['U2FS', 0xffffffff, 0x4f800000],
  ['U2FS', 0x80000000, 0x4f000000],
  ['FS2I', 0x4effffff, 0x7fffff80],
  ['FS2I', 0x4f000000, 0x7fffffff],
  ['FS2I', 0xcf000000, 0x80000000],
  ['FS2I', 0xcf000001, 0x80000000],
  ['FS2I', 0xbfc00000, 0xffffffff],
  ['FS2I', 0x7fc00001, 0],
  ['FS2U', 0x4f7fffff, 0xffffff00],
  ['FS2U', 0x4f800000, 0xffffffff],
  ['FS2U', 0xbf800000, 0],
  ['FS2U', 0xff800000, 0],
  ['FS2U', 0x7fc00000, 0],
  ['FS2H', 0x3f800000, 0x3c00],
  ['FS2H', 0x477fefff, 0x7bff],
  ['FS2H', 0x477ff000, 0x7c00],
  ['FS2H', 0x33000000, 0x0000],
  ['FS2H', 0x33000001, 0x0001],
  ['FS2H', 0xffc12345, 0x7e00],
  ['H2FS', 0xdead3c00, 0x3f800000],
  ['H2FS', 0x0001, 0x33800000],
  ['H2FS', 0x8000, 0x80000000],
  ['H2FS', 0xfe00, 0x7fc00000],
];

/** FCMP's operands in binary16, the same in binary32, the flags. */
const COMPARISONS: readonly (readonly [number, number, number, number, string])[] = [
  [0x3c00, 0x3c00, 0x3f800000, 0x3f800000, 'ZC'],
  [0x0000, 0x8000, 0x00000000, 0x80000000, 'ZC'],
  [0x3c00, 0x4000, 0x3f800000, 0x40000000, 'N'],
  [0xfc00, 0x0001, 0xff800000, 0x00000001, 'N'],
  [0x4000, 0x3c00, 0x40000000, 0x3f800000, 'C'],
  [0x7e00, 0x3c00, 0x7fc00000, 0x3f800000, 'CV'],
  [0x3c00, 0xffff, 0x3f800000, 0xffffffff, 'CV'],
];

/** I2F keeps the upper half of rd: operand word, low half. */
const FROM_INT: readonly (readonly [number, number])[] = [
  [0, 0x0000],
  [0xffffffff, 0xbc00],
  [2049, 0x6800],
  [65519, 0x7bff],
  [65520, 0x7c00],
  [0x80000000, 0xfc00],
];

const PSW = LATCHES | flags('ZV');

export const FLOAT_CASES: readonly InstructionCase[] = [
  ...HALF_BINARY.map(
    ([mnemonic, a, b, result]): InstructionCase => ({
      name: `${mnemonic} ${a.toString(16)}, ${b.toString(16)}`,
      covers: [mnemonic],
      program: op(mnemonic, { rd: 3, rs1: 1, rs2: 2 }),
      regs: { 1: 0x12340000 | a, 2: (0xffff0000 | b) >>> 0, 3: 0xabcd1111 },
      psw: PSW,
      expect: { regs: { 3: 0xabcd0000 | result } },
    }),
  ),
  ...SINGLE_BINARY.map(
    ([mnemonic, a, b, result]): InstructionCase => ({
      name: `${mnemonic} ${a.toString(16)}, ${b.toString(16)}`,
      covers: [mnemonic],
      program: op(mnemonic, { rd: 3, rs1: 1, rs2: 2 }),
      regs: { 1: a, 2: b },
      psw: PSW,
      expect: { regs: { 3: result } },
    }),
  ),
  ...UNARY.map(
    ([mnemonic, a, result]): InstructionCase => ({
      name: `${mnemonic} ${a.toString(16)}`,
      covers: [mnemonic],
      program: op(mnemonic, { rd: 3, rs1: 1 }),
      regs: { 1: a, 3: 0xffffffff },
      psw: PSW,
      expect: { regs: { 3: result } },
    }),
  ),
  ...FROM_INT.map(
    ([a, half]): InstructionCase => ({
      name: `I2F ${a | 0}`,
      covers: ['I2F'],
      program: op('I2F', { rd: 3, rs1: 1 }),
      regs: { 1: a, 3: 0xabcd1111 },
      psw: PSW,
      expect: { regs: { 3: 0xabcd0000 | half } },
    }),
  ),
  ...COMPARISONS.flatMap(([a16, b16, a32, b32, after]): InstructionCase[] => [
    {
      name: `FCMP ${a16.toString(16)}, ${b16.toString(16)}`,
      covers: ['FCMP'],
      program: op('FCMP', { rs1: 1, rs2: 2 }),
      regs: { 1: 0x77770000 | a16, 2: b16 },
      psw: PSW,
      expect: { psw: LATCHES | flags(after) },
    },
    {
      name: `FCMPS ${a32.toString(16)}, ${b32.toString(16)}`,
      covers: ['FCMPS'],
      program: op('FCMPS', { rs1: 1, rs2: 2 }),
      regs: { 1: a32, 2: b32 },
      psw: PSW,
      expect: { psw: LATCHES | flags(after) },
    },
  ]),
];
