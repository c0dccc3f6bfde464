/**
 * The instruction table: the one truth about what an instruction is (isa.md §3 and §4).
 * Encoder, decoder, assembler checks, disassembler, docs and the generated engines are derived from it.
 */
import { CONDITIONS, type Condition } from './conditions.js';
import * as m from './meanings.js';
import { type Meaning, operand, register } from './semantics.js';

/** `core` is always there; `ext` needs capability bit 16 of the image. */
export type Level = 'core' | 'ext';

/**
 * How the operands of an instruction are written and where they lie in the word
 * `op[31:24] rd[23:20] rs1[19:16] rs2[15:12] imm12[11:0]` (isa.md §2).
 */
export type Form =
  | 'none' // RET
  | 'rd' // POP rd
  | 'rs1' // PUSH rs1
  | 'rd,rs1' // MOV rd, rs1
  | 'rs1,rs2' // CMP rs1, rs2
  | 'rd,rs1,rs2' // ADD rd, rs1, rs2
  | 'rd,simm12' // LDI rd, simm; GETSP rd, simm
  | 'rs1,simm12' // CMPI rs1, simm; SETSP rs1, simm
  | 'rd,rs1,simm12' // ADDI rd, rs1, simm
  | 'rd,rs1,imm5' // LSLI rd, rs1, imm5
  | 'rd,[rs1+simm12]' // LD rd, [rs1+simm]
  | '[rs1+simm12],rs2' // ST [rs1+simm], rs2
  | 'rd,[sp+uimm12]' // LDSP rd, [SP+uimm12]
  | '[sp+uimm12],rs2' // STSP [SP+uimm12], rs2
  | 'simm12' // ADDSP simm
  | 'target24' // JMP target
  | 'call' // CALL [rs1,] simm (words)
  | 'svc' // SVC mod, fn
  | 'code8' // BRK code8
  | 'rd,imm32' // LDI32 rd, imm32 (two words)
  | 'rd,simm20' // LDI20 rd, simm20
  | 'rd,cc' // SET rd, cc (cc in rs1)
  | 'rd,rs1,cc' // MOVC rd, rs1, cc (cc in rs2)
  | 'cc,rs1,rs2,rel12' // CB cc, rs1, rs2, simm12 (cc in rd; words from this instruction)
  | 'cc,rs1,simm4,rel12'; // CBI cc, rs1, simm4, simm12 (cc in rd, constant in rs2)

/** Which of Z C N V an instruction writes; `''` for none. Shifts write C too, with its old value when the amount is 0. */
export type FlagsWritten = '' | 'ZNCV';

/** One instruction of the machine. */
export interface Instruction {
  readonly op: number;
  readonly mnemonic: string;
  readonly level: Level;
  readonly form: Form;
  readonly flags: FlagsWritten;
  /** What it does, as data (semantics.ts). */
  readonly meaning: Meaning;
}

function row(
  op: number,
  mnemonic: string,
  form: Form,
  meaning: Meaning,
  flags: FlagsWritten = '',
  level: Level = 'core',
): Instruction {
  return { op, mnemonic, level, form, flags, meaning };
}

function ext(op: number, mnemonic: string, form: Form, meaning: Meaning, flags: FlagsWritten = ''): Instruction {
  return row(op, mnemonic, form, meaning, flags, 'ext');
}

const RS1 = register('rs1');
const RS2 = register('rs2');
const IMM = operand('imm');
/** Condition codes by name. */
const cc = Object.fromEntries(CONDITIONS.map((name, code) => [name, code])) as Readonly<Record<Condition, number>>;

/** All instructions in the order of their opcodes. */
export const INSTRUCTIONS: readonly Instruction[] = [
  row(0x01, 'LDI', 'rd,simm12', m.moveImmediate),
  row(0x02, 'LD', 'rd,[rs1+simm12]', m.loadMemory(4)),
  row(0x03, 'ST', '[rs1+simm12],rs2', m.storeMemory(4)),
  row(0x04, 'MOV', 'rd,rs1', m.moveRegister),
  row(0x06, 'LDB', 'rd,[rs1+simm12]', m.loadMemory(1)),
  row(0x07, 'LDH', 'rd,[rs1+simm12]', m.loadMemory(2)),
  row(0x08, 'STB', '[rs1+simm12],rs2', m.storeMemory(1)),
  row(0x09, 'STH', '[rs1+simm12],rs2', m.storeMemory(2)),
  ext(0x0a, 'LDBS', 'rd,[rs1+simm12]', m.loadMemory(1, true)),
  ext(0x0b, 'LDHS', 'rd,[rs1+simm12]', m.loadMemory(2, true)),
  ext(0x0c, 'LDSP', 'rd,[sp+uimm12]', m.loadStack),
  ext(0x0d, 'STSP', '[sp+uimm12],rs2', m.storeStack),
  ext(0x0e, 'LDI20', 'rd,simm20', m.moveImmediate),
  row(0x10, 'ADD', 'rd,rs1,rs2', m.add(RS2), 'ZNCV'),
  row(0x11, 'SUB', 'rd,rs1,rs2', m.subtract(RS2), 'ZNCV'),
  row(0x12, 'MUL', 'rd,rs1,rs2', m.multiply, 'ZNCV'),
  row(0x13, 'DIV', 'rd,rs1,rs2', m.divide('divs'), 'ZNCV'),
  row(0x14, 'AND', 'rd,rs1,rs2', m.logic('and', RS2), 'ZNCV'),
  row(0x15, 'OR', 'rd,rs1,rs2', m.logic('or', RS2), 'ZNCV'),
  row(0x16, 'XOR', 'rd,rs1,rs2', m.logic('xor', RS2), 'ZNCV'),
  row(0x17, 'NOT', 'rd,rs1', m.complement, 'ZNCV'),
  ext(0x18, 'ADDI', 'rd,rs1,simm12', m.add(IMM), 'ZNCV'),
  ext(0x19, 'ANDI', 'rd,rs1,simm12', m.logic('and', IMM), 'ZNCV'),
  ext(0x1a, 'ORI', 'rd,rs1,simm12', m.logic('or', IMM), 'ZNCV'),
  ext(0x1b, 'XORI', 'rd,rs1,simm12', m.logic('xor', IMM), 'ZNCV'),
  ext(0x1c, 'DIVU', 'rd,rs1,rs2', m.divide('divu'), 'ZNCV'),
  ext(0x1d, 'REM', 'rd,rs1,rs2', m.divide('rems'), 'ZNCV'),
  ext(0x1e, 'REMU', 'rd,rs1,rs2', m.divide('remu'), 'ZNCV'),
  ext(0x1f, 'MULHU', 'rd,rs1,rs2', m.logic('mulhu', RS2), 'ZNCV'),
  row(0x20, 'CMP', 'rs1,rs2', m.compare(RS2), 'ZNCV'),
  row(0x21, 'JMP', 'target24', m.jump(IMM)),
  row(0x22, 'JZ', 'target24', m.branchOn(cc.EQ)),
  row(0x23, 'JNZ', 'target24', m.branchOn(cc.NE)),
  row(0x24, 'CALL', 'call', m.call),
  row(0x25, 'RET', 'none', m.ret),
  ext(0x26, 'CMPI', 'rs1,simm12', m.compare(IMM), 'ZNCV'),
  ext(0x27, 'JLO', 'target24', m.branchOn(cc.LO)),
  ext(0x28, 'JHS', 'target24', m.branchOn(cc.HS)),
  ext(0x29, 'JLT', 'target24', m.branchOn(cc.LT)),
  ext(0x2a, 'JGE', 'target24', m.branchOn(cc.GE)),
  ext(0x2b, 'JGT', 'target24', m.branchOn(cc.GT)),
  ext(0x2c, 'JLE', 'target24', m.branchOn(cc.LE)),
  ext(0x2d, 'JHI', 'target24', m.branchOn(cc.HI)),
  ext(0x2e, 'JLS', 'target24', m.branchOn(cc.LS)),
  ext(0x2f, 'JR', 'rs1', m.jump(RS1)),
  row(0x30, 'SVC', 'svc', m.systemCall),
  row(0x31, 'LSL', 'rd,rs1,rs2', m.shift('shl', RS2), 'ZNCV'),
  row(0x32, 'LSR', 'rd,rs1,rs2', m.shift('shr', RS2), 'ZNCV'),
  row(0x33, 'ASR', 'rd,rs1,rs2', m.shift('sar', RS2), 'ZNCV'),
  row(0x34, 'ADC', 'rd,rs1,rs2', m.addWithCarry, 'ZNCV'),
  row(0x35, 'SBC', 'rd,rs1,rs2', m.subtractWithCarry, 'ZNCV'),
  ext(0x36, 'LSLI', 'rd,rs1,imm5', m.shift('shl', IMM), 'ZNCV'),
  ext(0x37, 'LSRI', 'rd,rs1,imm5', m.shift('shr', IMM), 'ZNCV'),
  ext(0x38, 'ASRI', 'rd,rs1,imm5', m.shift('sar', IMM), 'ZNCV'),
  ext(0x39, 'SET', 'rd,cc', m.setOnCondition),
  ext(0x3a, 'MOVC', 'rd,rs1,cc', m.moveOnCondition),
  ext(0x3b, 'SXB', 'rd,rs1', m.convert('sx8')),
  ext(0x3c, 'SXH', 'rd,rs1', m.convert('sx16')),
  ext(0x3d, 'ZXH', 'rd,rs1', m.zeroExtendHalf),
  ext(0x3e, 'CALLA', 'target24', m.callAbsolute),
  row(0x40, 'PUSH', 'rs1', m.push),
  row(0x41, 'POP', 'rd', m.pop),
  ext(0x42, 'ADDSP', 'simm12', m.addToStackPointer),
  ext(0x43, 'CB', 'cc,rs1,rs2,rel12', m.compareAndBranch(RS2)),
  ext(0x44, 'CBI', 'cc,rs1,simm4,rel12', m.compareAndBranch(operand('k'))),
  ext(0x45, 'JMI', 'target24', m.branchOn(cc.MI)),
  ext(0x46, 'JPL', 'target24', m.branchOn(cc.PL)),
  ext(0x47, 'JVS', 'target24', m.branchOn(cc.VS)),
  ext(0x48, 'JVC', 'target24', m.branchOn(cc.VC)),
  row(0x50, 'FADD', 'rd,rs1,rs2', m.halfFloat('f16add')),
  row(0x51, 'FSUB', 'rd,rs1,rs2', m.halfFloat('f16sub')),
  row(0x52, 'FMUL', 'rd,rs1,rs2', m.halfFloat('f16mul')),
  row(0x53, 'FDIV', 'rd,rs1,rs2', m.halfFloat('f16div')),
  row(0x54, 'I2F', 'rd,rs1', m.intToHalf),
  row(0x55, 'F2I', 'rd,rs1', m.convert('f16_i32')),
  ext(0x56, 'FCMP', 'rs1,rs2', m.floatCompare('f16cmp'), 'ZNCV'),
  row(0x60, 'LDI32', 'rd,imm32', m.moveLiteral),
  ext(0x61, 'FADDS', 'rd,rs1,rs2', m.float('f32add')),
  ext(0x62, 'FSUBS', 'rd,rs1,rs2', m.float('f32sub')),
  ext(0x63, 'FMULS', 'rd,rs1,rs2', m.float('f32mul')),
  ext(0x64, 'FDIVS', 'rd,rs1,rs2', m.float('f32div')),
  ext(0x65, 'FSQRTS', 'rd,rs1', m.convert('f32sqrt')),
  ext(0x66, 'FCMPS', 'rs1,rs2', m.floatCompare('f32cmp'), 'ZNCV'),
  ext(0x67, 'I2FS', 'rd,rs1', m.convert('i32_f32')),
  ext(0x68, 'U2FS', 'rd,rs1', m.convert('u32_f32')),
  ext(0x69, 'FS2I', 'rd,rs1', m.convert('f32_i32')),
  ext(0x6a, 'FS2U', 'rd,rs1', m.convert('f32_u32')),
  ext(0x6b, 'FS2H', 'rd,rs1', m.convert('f32_f16')),
  ext(0x6c, 'H2FS', 'rd,rs1', m.convert('f16_f32')),
  row(0x70, 'GETPSW', 'rd', m.getPsw),
  row(0x71, 'SETPSW', 'rs1', m.setPsw, 'ZNCV'),
  row(0x72, 'GETSP', 'rd,simm12', m.getStackPointer),
  row(0x73, 'SETSP', 'rs1,simm12', m.setStackPointer),
  row(0x7f, 'BRK', 'code8', m.breakpoint),
];

/** Instructions by opcode; `undefined` where the opcode faults ILLEGAL. 256 entries. */
export const BY_OPCODE: readonly (Instruction | undefined)[] = (() => {
  const table: (Instruction | undefined)[] = new Array(256).fill(undefined);
  for (const insn of INSTRUCTIONS) table[insn.op] = insn;
  return table;
})();

/** Instructions by upper-case mnemonic. */
export const BY_MNEMONIC: ReadonlyMap<string, Instruction> = new Map(INSTRUCTIONS.map((insn) => [insn.mnemonic, insn]));
