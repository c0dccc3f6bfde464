/** Machine instructions into the current section. */
import { encode, type Instruction, type Operands } from '@hsx/isa';
import type { Assembly } from './assembly.js';
import type { Node } from './expression.js';
import { readOperands } from './operands.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import type { Place } from './source.js';

/** @throws StatementError when the level or the section does not take instructions like this one. */
export function checkAllowed(assembly: Assembly, insn: Instruction, place: Place): void {
  if (insn.level === 'ext') {
    if (assembly.level === 'core')
      throw new StatementError(
        place,
        `${insn.mnemonic} is an extended instruction, and this source is assembled for the core level`,
        'assemble with --isa ext, or use core instructions',
      );
    assembly.usesExtended = true;
  }
  checkText(assembly, place);
}

/** @throws StatementError outside text. */
export function checkText(assembly: Assembly, place: Place): void {
  if (assembly.section.kind !== 'text')
    throw new StatementError(
      place,
      `instructions belong in a text section, not in ${assembly.section.name}`,
      'write .text before them',
    );
}

/** Appends an instruction whose operands are known. */
export function emit(assembly: Assembly, insn: Instruction, operands: Operands, place: Place): void {
  checkAllowed(assembly, insn, place);
  const words = encode(insn, operands);
  assembly.room(4 * words.length, place);
  for (const word of words) assembly.section.word(word);
}

/** Reads an instruction's operands and appends it. */
export function assembleInstruction(assembly: Assembly, scanner: Scanner, insn: Instruction, place: Place): void {
  const reading = readOperands(assembly, scanner, insn);
  if (reading.target !== undefined) {
    checkAllowed(assembly, insn, place);
    assembly.room(8, place);
    const { section } = assembly;
    const { node, place: targetPlace } = reading.target;
    section.elastics.push({
      kind: 'branch',
      at: section.length,
      place: targetPlace,
      insn,
      operands: reading.operands,
      target: node,
      size: 4,
      broken: false,
    });
    return;
  }
  emit(assembly, insn, reading.operands, place);
  const { later } = reading;
  if (later === undefined) return;
  // A 32-bit literal is the last word, as a shorter field lies in the only one.
  assembly.fixup(4, later.field, later.node, later.place);
}

/** Appends the shortest load of a constant or, when it is not known yet, an elastic one. */
export function emitLoad(assembly: Assembly, rd: number, node: Node, place: Place): void {
  checkText(assembly, place);
  assembly.room(8, place);
  const { section } = assembly;
  section.elastics.push({
    kind: 'load',
    at: section.length,
    place,
    rd,
    node,
    value: undefined,
    relax: false,
    size: 8,
    broken: false,
  });
}
