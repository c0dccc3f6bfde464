/** Pseudo-instructions: `NOP NEG INC DEC B LI` (mvasm.md, Operands). */
import { CONDITIONS, conditionCode } from '@hsx/isa';
import type { Assembly } from './assembly.js';
import { checkRange } from './field-range.js';
import { assembleInstruction, checkAllowed, emit, emitLoad } from './instructions.js';
import { instruction, loadInstruction } from './loads.js';
import { immediateField, readRegister } from './operands.js';
import type { Scanner } from './scanner.js';
import type { Place } from './source.js';

type Pseudo = (assembly: Assembly, scanner: Scanner, place: Place) => void;

/** `MOV R0, R0`. */
function nop(assembly: Assembly, scanner: Scanner, place: Place): void {
  scanner.end('NOP');
  emit(assembly, instruction('MOV'), { rd: 0, rs1: 0 }, place);
}

/**
 * `NEG rd[, rs]`: the flags are those of 0 - rs. At ext NOT and ADDI; at core LDI and SUB, with a register saved on the stack when
 * both operands are the same.
 */
function neg(assembly: Assembly, scanner: Scanner, place: Place): void {
  const rd = readRegister(scanner);
  const rs1 = scanner.accept(',') ? readRegister(scanner) : rd;
  scanner.end('the operands of NEG');
  if (assembly.level === 'ext') {
    emit(assembly, instruction('NOT'), { rd, rs1 }, place);
    emit(assembly, instruction('ADDI'), { rd, rs1: rd, imm: 1 }, place);
  } else if (rd !== rs1) {
    emit(assembly, instruction('LDI'), { rd, imm: 0 }, place);
    emit(assembly, instruction('SUB'), { rd, rs1: rd, rs2: rs1 }, place);
  } else {
    const zero = rd === 0 ? 1 : 0;
    emit(assembly, instruction('PUSH'), { rs1: zero }, place);
    emit(assembly, instruction('LDI'), { rd: zero, imm: 0 }, place);
    emit(assembly, instruction('SUB'), { rd, rs1: zero, rs2: rd }, place);
    emit(assembly, instruction('POP'), { rd: zero }, place);
  }
}

function step(imm: number): Pseudo {
  return (assembly, scanner, place) => {
    const rd = readRegister(scanner);
    scanner.end('the operand');
    emit(assembly, instruction('ADDI'), { rd, rs1: rd, imm }, place);
  };
}

/** `B cc, target`, `B target`. */
function branch(assembly: Assembly, scanner: Scanner, place: Place): void {
  scanner.peek();
  const start = scanner.pos;
  const word = scanner.identifier();
  const code = word === undefined ? undefined : conditionCode(word.toUpperCase());
  if (code === undefined || !scanner.accept(',')) {
    scanner.pos = start;
    if (code === undefined && word !== undefined && scanner.text.includes(',', start))
      scanner.fail(`'${word}' is no condition`, `conditions are ${CONDITIONS.join(' ')}`);
    assembleInstruction(assembly, scanner, instruction('JMP'), place);
    return;
  }
  // EQ and NE have instructions at both levels, under the flag's name.
  const mnemonic = code === 0 ? 'JZ' : code === 1 ? 'JNZ' : `J${CONDITIONS[code]}`;
  const insn = instruction(mnemonic);
  checkAllowed(assembly, insn, place);
  assembleInstruction(assembly, scanner, insn, place);
}

/** `LI rd, expr`: the shortest load; with a symbol an LDI32 that the linker may shrink. */
function loadImmediate(assembly: Assembly, scanner: Scanner, place: Place): void {
  const rd = readRegister(scanner);
  scanner.expect(',', 'and the value of LI');
  scanner.peek();
  const at = scanner.place();
  const node = assembly.expression(scanner);
  scanner.end('the operands of LI');
  if (typeof node !== 'number') {
    emitLoad(assembly, rd, node, at);
    return;
  }
  checkRange(immediateField(instruction('LDI32')), node, at);
  emit(assembly, loadInstruction(node, assembly.level), { rd, imm: node | 0 }, place);
}

/** By upper-case name. */
export const PSEUDO_INSTRUCTIONS: ReadonlyMap<string, Pseudo> = new Map([
  ['NOP', nop],
  ['NEG', neg],
  ['INC', step(1)],
  ['DEC', step(-1)],
  ['B', branch],
  ['LI', loadImmediate],
]);
