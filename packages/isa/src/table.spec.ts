import { describe, expect, it } from 'vitest';
import { LAYOUTS } from './encoding.js';
import { ERROR_CODES, errorName } from './errors.js';
import type { Expr, Flags, Step } from './semantics.js';
import { BY_MNEMONIC, BY_OPCODE, INSTRUCTIONS } from './table.js';

/** The opcodes of isa.md §3 and §4, written down a second time on purpose. */
const CORE =
  '1 LDI 2 LD 3 ST 4 MOV 6 LDB 7 LDH 8 STB 9 STH 10 ADD 11 SUB 12 MUL 13 DIV 14 AND 15 OR 16 XOR 17 NOT 20 CMP 21 JMP ' +
  '22 JZ 23 JNZ 24 CALL 25 RET 30 SVC 31 LSL 32 LSR 33 ASR 34 ADC 35 SBC 40 PUSH 41 POP 50 FADD 51 FSUB 52 FMUL 53 FDIV ' +
  '54 I2F 55 F2I 60 LDI32 70 GETPSW 71 SETPSW 72 GETSP 73 SETSP 7f BRK';
const EXT =
  'a LDBS b LDHS c LDSP d STSP e LDI20 18 ADDI 19 ANDI 1a ORI 1b XORI 1c DIVU 1d REM 1e REMU 1f MULHU 26 CMPI 27 JLO ' +
  '28 JHS 29 JLT 2a JGE 2b JGT 2c JLE 2d JHI 2e JLS 2f JR 36 LSLI 37 LSRI 38 ASRI 39 SET 3a MOVC 3b SXB 3c SXH 3d ZXH ' +
  '3e CALLA 42 ADDSP 43 CB 44 CBI 45 JMI 46 JPL 47 JVS 48 JVC 56 FCMP 61 FADDS 62 FSUBS 63 FMULS 64 FDIVS 65 FSQRTS ' +
  '66 FCMPS 67 I2FS 68 U2FS 69 FS2I 6a FS2U 6b FS2H 6c H2FS';

/** Those that write flags. */
const FLAG_WRITERS =
  'ADD SUB MUL DIV AND OR XOR NOT ADDI ANDI ORI XORI DIVU REM REMU MULHU CMP CMPI LSL LSR ASR ADC SBC LSLI LSRI ASRI ' +
  'FCMP FCMPS SETPSW';

describe('instruction table', () => {
  it('has exactly the rows of the contract', () => {
    const rows = (level: string) =>
      INSTRUCTIONS.filter((i) => i.level === level)
        .map((i) => `${i.op.toString(16)} ${i.mnemonic}`)
        .join(' ');
    expect(rows('core')).toBe(CORE);
    expect(rows('ext')).toBe(EXT);
  });

  it('has no duplicates and is in order', () => {
    expect(new Set(INSTRUCTIONS.map((i) => i.mnemonic)).size).toBe(INSTRUCTIONS.length);
    INSTRUCTIONS.reduce((last, i) => {
      expect(i.op).toBeGreaterThan(last);
      return i.op;
    }, -1);
    expect(BY_OPCODE.length).toBe(256);
    for (const i of INSTRUCTIONS) {
      expect(BY_OPCODE[i.op]).toBe(i);
      expect(BY_MNEMONIC.get(i.mnemonic)).toBe(i);
    }
  });

  it('writes flags where the contract says', () => {
    const writers = INSTRUCTIONS.filter((i) => i.flags !== '').map((i) => i.mnemonic);
    expect(writers.sort()).toEqual(FLAG_WRITERS.split(' ').sort());
  });
});

/** Everything an expression reads, as a list of tags: `register`, `load`, `sp`, `psw`, `imm`, `local x`. */
function reads(expr: Expr, into: Set<string>): Set<string> {
  const ofFlags = (flags: Flags) => {
    for (const name of ['z', 'n', 'c', 'v'] as const) reads(flags[name], into);
  };
  switch (expr.kind) {
    case 'operand':
      into.add(`operand ${expr.name}`);
      break;
    case 'register':
      into.add('register').add(`field ${expr.field}`);
      break;
    case 'machine':
      into.add(expr.name);
      break;
    case 'local':
      into.add(`local ${expr.name}`);
      break;
    case 'flag':
      into.add('psw');
      break;
    case 'binary':
      reads(expr.a, into);
      reads(expr.b, into);
      break;
    case 'unary':
      reads(expr.a, into);
      break;
    case 'select':
      reads(expr.when, into);
      reads(expr.then, into);
      reads(expr.otherwise, into);
      break;
    case 'holds':
      if (expr.cc === 'operand') into.add('operand cc');
      ofFlags(expr.flags);
      break;
    case 'load':
      into.add('load');
      reads(expr.address, into);
      break;
    case 'const':
      break;
  }
  return into;
}

function stepReads(step: Step): Set<string> {
  const into = new Set<string>();
  switch (step.kind) {
    case 'fault':
      reads(step.when, into);
      break;
    case 'flags':
      for (const name of ['z', 'n', 'c', 'v'] as const) reads(step.flags[name], into);
      break;
    case 'store':
      reads(step.address, into);
      reads(step.value, into);
      break;
    case 'stop':
      reads(step.code, into);
      reads(step.when, into);
      break;
    default:
      reads(step.value, into);
  }
  return into;
}

describe.each(INSTRUCTIONS.map((i) => [i.mnemonic, i] as const))('meaning of %s', (_, insn) => {
  it('checks before it writes and reads nothing that it has written', () => {
    const written = new Set<string>();
    const bound = new Set<string>();
    for (const step of insn.meaning) {
      const read = stepReads(step);
      for (const tag of read) if (tag.startsWith('local ')) expect(bound, tag).toContain(tag);
      for (const tag of written) expect(read, `${step.kind} after a write of ${tag}`).not.toContain(tag);
      if (step.kind === 'fault') expect([...written]).toEqual([]);
      if (step.kind === 'let') bound.add(`local ${step.name}`);
      if (step.kind === 'register') written.add('register');
      if (step.kind === 'flags') written.add('psw');
      if (step.kind === 'store') written.add('load');
      if (step.kind === 'sp') written.add('sp');
      if (step.kind === 'pc') written.add('pc').add('next');
    }
  });

  it('uses the operands of its form, all of them and no others', () => {
    const layout = LAYOUTS[insn.form];
    const used = new Set<string>();
    for (const step of insn.meaning) {
      for (const tag of stepReads(step)) used.add(tag);
      if (step.kind === 'register' && step.register !== 'R15') used.add(`field ${step.register}`);
    }
    for (const field of ['rd', 'rs1', 'rs2'] as const)
      expect(used.has(`field ${field}`), field).toBe(layout[field] === true);
    expect(used.has('operand imm')).toBe(layout.imm !== undefined);
    expect(used.has('operand k')).toBe(layout.k === true);
    expect(used.has('operand cc')).toBe(layout.cc !== undefined);
    expect(insn.meaning.some((step) => step.kind === 'flags')).toBe(insn.flags !== '');
  });
});

describe('error codes', () => {
  it('are numbered without gaps from FF01', () => {
    expect(Object.values(ERROR_CODES)).toEqual(Object.keys(ERROR_CODES).map((_, i) => 0xff01 + i));
    expect(errorName(0xff08)).toBe('PC_RANGE');
    expect(errorName(0xff18)).toBe('ENODEV');
    expect(errorName(0xff19)).toBeUndefined();
  });
});
