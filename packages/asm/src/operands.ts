/**
 * Reads the operands of an instruction. A form's text (`rd,[rs1+simm12]`) is itself the list of its operands; there is one reader
 * for each kind of operand, and none for single mnemonics.
 */
import { didYouMean } from '@hsx/image';
import {
  BY_MNEMONIC,
  CONDITIONS,
  conditionCode,
  type Form,
  type Instruction,
  LAYOUTS,
  type Operands,
  SVC_ENTRIES,
  svcByName,
  svcId,
} from '@hsx/isa';
import type { Assembly } from './assembly.js';
import { isRegisterName, type Node } from './expression.js';
import { checkRange } from './field-range.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import type { Field } from './section.js';
import type { Place } from './source.js';

/** The operands read so far. */
export interface Reading {
  readonly insn: Instruction;
  readonly operands: Operands;
  /** The immediate, when it is not known yet. */
  later: { field: Field; node: Node; place: Place } | undefined;
  /** Target of CB and CBI. */
  target: { node: Node; place: Place } | undefined;
}

type OperandReader = (assembly: Assembly, scanner: Scanner, reading: Reading) => void;

/** The number of a register's name, 16 for SP, or -1. */
export function registerNumber(word: string): number {
  const first = word.charCodeAt(0) | 32;
  if (first === 0x72) {
    if (word.length === 2) {
      const digit = word.charCodeAt(1) - 48;
      return digit >= 0 && digit <= 9 ? digit : -1;
    }
    return isRegisterName(word) ? Number(word.slice(1)) : -1;
  }
  return first === 0x73 && isRegisterName(word) ? 16 : -1;
}

/** Takes R0..R15. */
export function readRegister(scanner: Scanner): number {
  scanner.peek();
  const start = scanner.pos;
  const word = scanner.identifier();
  const number = word === undefined ? -1 : registerNumber(word);
  if (number >= 0 && number < 16) return number;
  scanner.pos = start;
  if (number === 16)
    return scanner.fail('SP cannot be used here', 'GETSP, SETSP, ADDSP, LDSP and STSP work on sp', start);
  const hint = word !== undefined && /^r\d+$/i.test(word) ? 'registers are R0..R15' : undefined;
  return scanner.fail(`expected a register, found ${scanner.found()}`, hint, start);
}

/** Takes a condition's name. */
export function readCondition(scanner: Scanner): number {
  scanner.peek();
  const start = scanner.pos;
  const word = scanner.identifier();
  const code = word === undefined ? undefined : conditionCode(word.toUpperCase());
  if (code !== undefined) return code;
  scanner.pos = start;
  return scanner.fail(
    `expected a condition, found ${scanner.found()}`,
    `conditions are ${CONDITIONS.join(' ')}`,
    start,
  );
}

const fields = new Map<Instruction, Field>();

const RELOCATIONS: Partial<Record<Form, Field['relocation']>> = {
  target24: 'ABS24',
  call: 'PCREL12W',
  'rd,imm32': 'ABS32',
  'rd,simm20': 'SIMM20',
};

function rangeHint(insn: Instruction): string | undefined {
  if (insn.mnemonic === 'LDI' || insn.mnemonic === 'LDI20')
    return 'use LDI32, or LI, which picks the shortest instruction';
  if (insn.form === 'rd,rs1,simm12' || insn.form === 'rs1,simm12') {
    const base = insn.mnemonic.slice(0, -1);
    if (insn.mnemonic.endsWith('I') && BY_MNEMONIC.has(base)) return `load it into a register with LI and use ${base}`;
  }
  return insn.form.includes('[') ? 'add the offset to the register first' : undefined;
}

/** The immediate field of an instruction. */
export function immediateField(insn: Instruction): Field {
  const known = fields.get(insn);
  if (known !== undefined) return known;
  const { bits, signed } = LAYOUTS[insn.form].imm ?? { bits: 0, signed: false };
  const relocation =
    RELOCATIONS[insn.form] ?? (bits === 12 && insn.form !== 'svc' ? (signed ? 'SIMM12' : 'UIMM12') : undefined);
  const hint = rangeHint(insn);
  const field: Field = {
    what: insn.mnemonic,
    bits,
    signed,
    shift: 0,
    relocation,
    ...(hint === undefined ? {} : { hint }),
  };
  fields.set(insn, field);
  return field;
}

/** Takes the immediate: a number at once, anything else later. */
function immediate(assembly: Assembly, scanner: Scanner, reading: Reading): void {
  scanner.peek();
  const start = scanner.pos;
  const node = assembly.expression(scanner);
  const field = immediateField(reading.insn);
  if (typeof node === 'number' && field.relocation !== 'PCREL12W') {
    // The place is needed only for the message.
    const { bits, signed } = field;
    const half = 2 ** (bits - 1);
    const inside =
      bits === 32
        ? node >= -half && node < 2 * half
        : signed
          ? node >= -half && node < half
          : node >= 0 && node < 2 * half;
    if (!inside) checkRange(field, node, scanner.place(start));
    reading.operands.imm = node;
    return;
  }
  reading.operands.imm = 0;
  reading.later = { field, node, place: scanner.place(start) };
}

/** Takes `[base+offset]`; the cursor comes to stand behind the bracket. */
function address(assembly: Assembly, scanner: Scanner, reading: Reading, base: (scanner: Scanner) => void): void {
  if (!scanner.accept('[')) scanner.fail(`expected an address in brackets, found ${scanner.found()}`);
  base(scanner);
  const next = scanner.peek();
  if (next === 0x2b) {
    scanner.pos++;
    immediate(assembly, scanner, reading);
  } else if (next === 0x2d) {
    // The minus belongs to the expression: -4+8 is 4.
    immediate(assembly, scanner, reading);
  } else {
    reading.operands.imm = 0;
  }
  scanner.expect(']', 'to close the address');
}

function generalBase(reading: Reading): (scanner: Scanner) => void {
  return (scanner) => {
    if (/^sp$/i.test(scanner.peekWord())) {
      const stack = BY_MNEMONIC.get(`${reading.insn.mnemonic}SP`);
      scanner.fail(
        `${reading.insn.mnemonic} cannot address the stack pointer`,
        stack
          ? `${stack.mnemonic} does, at the extended level; or copy it to a register with GETSP`
          : 'copy it to a register with GETSP',
      );
    }
    reading.operands.rs1 = readRegister(scanner);
  };
}

function stackBase(reading: Reading): (scanner: Scanner) => void {
  return (scanner) => {
    scanner.peek();
    const start = scanner.pos;
    if (scanner.identifier()?.toUpperCase() !== 'SP')
      scanner.fail(`${reading.insn.mnemonic} addresses the stack: expected SP`, undefined, start);
  };
}

const OPERANDS: Readonly<Record<string, OperandReader>> = {
  rd: (_, scanner, { operands }) => {
    operands.rd = readRegister(scanner);
  },
  rs1: (_, scanner, { operands }) => {
    operands.rs1 = readRegister(scanner);
  },
  rs2: (_, scanner, { operands }) => {
    operands.rs2 = readRegister(scanner);
  },
  cc: (_, scanner, { operands }) => {
    operands.cc = readCondition(scanner);
  },
  simm4: (assembly, scanner, { insn, operands }) => {
    operands.k = assembly.constantIn(scanner, `${insn.mnemonic}'s constant`, -8, 7);
  },
  rel12: (assembly, scanner, reading) => {
    scanner.peek();
    const place = scanner.place();
    reading.target = { node: assembly.expression(scanner), place };
    reading.operands.imm = 0;
  },
  '[rs1+simm12]': (assembly, scanner, reading) => address(assembly, scanner, reading, generalBase(reading)),
  '[sp+uimm12]': (assembly, scanner, reading) => address(assembly, scanner, reading, stackBase(reading)),
  svc: systemCall,
  call,
};

/** The readers of each form, in order. */
const READERS = new Map<Form, OperandReader[]>();

function readersOf(form: Form): OperandReader[] {
  let readers = READERS.get(form);
  if (readers === undefined) {
    readers = form === 'none' ? [] : form.split(',').map((part) => OPERANDS[part] ?? immediate);
    READERS.set(form, readers);
  }
  return readers;
}

/** Reads all operands of an instruction up to the end of the statement. */
export function readOperands(assembly: Assembly, scanner: Scanner, insn: Instruction): Reading {
  const reading: Reading = { insn, operands: {}, later: undefined, target: undefined };
  const readers = readersOf(insn.form);
  for (let i = 0; i < readers.length; i++) {
    if (i > 0 && !scanner.accept(',')) missing(scanner, insn);
    (readers[i] as OperandReader)(assembly, scanner, reading);
  }
  if (!scanner.atEnd())
    scanner.fail(`unexpected ${scanner.found()} after the operands of ${insn.mnemonic}`, usage(insn));
  return reading;
}

function missing(scanner: Scanner, insn: Instruction): never {
  scanner.fail(`expected ',' and a further operand of ${insn.mnemonic}, found ${scanner.found()}`, usage(insn));
}

/** How an instruction is written, for hints. */
function usage(insn: Instruction): string {
  if (insn.form === 'none') return `${insn.mnemonic} has no operands`;
  const operands = insn.form.replace(/[su]?imm12/g, 'n').replace(/simm20|imm32|imm5|simm4|code8/g, 'n');
  return `it is written ${insn.mnemonic} ${operands
    .replace(/rel12|target24|call/g, 'target')
    .replace('svc', 'mod, fn')
    .replace(/,\s*/g, ', ')}`;
}

/** `SVC mod, fn`, `SVC MOD=mod, FN=fn` or `SVC NAME`. */
function systemCall(assembly: Assembly, scanner: Scanner, reading: Reading): void {
  scanner.peek();
  const start = scanner.pos;
  const word = scanner.identifier()?.toUpperCase();
  if (word !== undefined) {
    const named = word === 'MOD' && scanner.peek() === 0x3d;
    const entry = named ? undefined : svcByName(word);
    if (entry !== undefined) {
      reading.operands.imm = entry.id;
      return;
    }
    if (!named && scanner.atEnd())
      scanner.fail(
        `unknown system call '${word}'`,
        didYouMean(
          word,
          SVC_ENTRIES.map((e) => e.name),
        ),
        start,
      );
    if (named) scanner.pos++;
    else scanner.pos = start;
  }
  const mod = assembly.constantIn(scanner, 'the module', 0, 15);
  if (!scanner.accept(',')) missing(scanner, reading.insn);
  scanner.peek();
  const before = scanner.pos;
  if (scanner.identifier()?.toUpperCase() !== 'FN' || !scanner.accept('=')) scanner.pos = before;
  reading.operands.imm = svcId(mod, assembly.constantIn(scanner, 'the function', 0, 255));
}

/** `CALL target`, `CALL register` or `CALL register, words`. */
function call(assembly: Assembly, scanner: Scanner, reading: Reading): void {
  const { operands } = reading;
  const word = scanner.peekWord();
  if (!isRegisterName(word)) {
    operands.rs1 = 0;
    immediate(assembly, scanner, reading);
    return;
  }
  const start = scanner.pos;
  operands.rs1 = readRegister(scanner);
  if (operands.rs1 === 0)
    throw new StatementError(
      scanner.place(start),
      'CALL R0 cannot be encoded: 0 in the register field means a call relative to pc',
      'move the address to another register',
    );
  operands.imm = scanner.accept(',') ? assembly.constantIn(scanner, "CALL's offset in words", -2048, 2047) : 0;
}
