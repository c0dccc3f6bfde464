/** What a user reads when a program ends by a fault: which, where in the source, what the instruction worked on, and why. */
import type { RunResult } from '@hsx/exec';
import type { SymFile } from '@hsx/image';
import { type Decoded, decode, ERROR_CODES, type FaultName, formatInstruction } from '@hsx/isa';
import { CodeSymbols } from './code-symbols.js';
import { accessAddress, hex, operandValues } from './operand-values.js';

const MEANING: Readonly<Record<FaultName, string>> = {
  STACK_UNDERFLOW: 'more was taken off the stack than was put on it',
  STACK_OVERFLOW: 'the stack is full',
  MEM_FAULT: 'an address outside the memory of the task, or a write to read-only data',
  DIV_ZERO: 'a division by zero',
  ALIGN: 'an address that is not a multiple of the size of the access',
  ILLEGAL: 'a word that is no instruction',
  PC_RANGE: 'a jump out of the code',
};

/** The program as it was run; `literal` gives the word behind the faulting one, for two-word instructions. */
export interface RunProgram {
  name: string;
  sym: SymFile | undefined;
  literal(pc: number): number | undefined;
}

/** Lines for standard error, or none for an end that needs no words. */
export function reportEnd(result: RunResult, program: RunProgram): string[] {
  const symbols = new CodeSymbols(program.sym);
  switch (result.kind) {
    case 'exit':
    case 'interrupted':
      return [];
    case 'fault':
      return faultLines(result, program, symbols);
    case 'break':
      return [`${program.name}: stopped at BRK ${result.code}`, ...placeLines(result.pc, symbols)];
    case 'abort':
      return [`${program.name}: aborted with code ${result.code}`, ...placeLines(result.pc, symbols)];
    case 'max-steps':
      return [
        `${program.name}: stopped after ${result.retired} instructions (--max-steps)`,
        ...placeLines(result.pc, symbols),
      ];
  }
}

type Fault = Extract<RunResult, { kind: 'fault' }>;

function faultLines(result: Fault, program: RunProgram, symbols: CodeSymbols): string[] {
  const lines = [
    `${program.name}: fault ${result.name} (HSX_ERR_${result.name}, ${hex(ERROR_CODES[result.name])}): ${MEANING[result.name]}`,
    ...placeLines(result.pc, symbols),
  ];
  const decoded = result.word === undefined ? undefined : decode(result.word, program.literal(result.pc));
  if (decoded !== undefined) {
    const text = formatInstruction(decoded, result.pc, {
      symbol: (address) => symbols.nameAt(address),
      svcNames: true,
    });
    lines.push(`  ${text}    ${operandValues(decoded, result.registers)}`.trimEnd());
  } else if (result.word !== undefined) {
    lines.push(`  .word ${hex(result.word, 8)}`);
  }
  lines.push(...callLines(result, symbols));
  const hint = hintFor(result, decoded);
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  return lines;
}

function placeLines(pc: number, symbols: CodeSymbols, how = 'at'): string[] {
  const place = symbols.place(pc);
  const line = symbols.line(pc);
  const source = line === undefined ? '' : ` (${line.file}:${line.line}${line.column > 0 ? `:${line.column}` : ''})`;
  return [`  ${how} pc ${hex(pc)}${place === undefined ? '' : `, ${place}`}${source}`];
}

/** A call through a null pointer ends where nothing is; what helps is where it came from. */
function callLines({ calledFrom, task }: Fault, symbols: CodeSymbols): string[] {
  if (calledFrom === undefined || calledFrom < 4 || calledFrom > task.codeLength || calledFrom % 4 !== 0) return [];
  return placeLines(calledFrom - 4, symbols, 'called at');
}

function hintFor(result: Fault, decoded: Decoded | undefined): string | undefined {
  const { task, registers } = result;
  switch (result.name) {
    case 'MEM_FAULT': {
      const address = decoded && accessAddress(decoded, registers);
      if (address === undefined) return undefined;
      if (address < task.roBase) return 'the address is in the guard around 0: a null pointer was used';
      if (address < task.roEnd) return 'the address is in read-only data, such as a string literal or a const object';
      if (address >= task.stackLimit) {
        return `the data space ends at ${hex(task.stackLimit)}: a pointer that was never set, or an index out of bounds`;
      }
      return undefined;
    }
    case 'STACK_OVERFLOW': {
      const size = task.stackLimit - task.stackBase;
      return `the stack has ${size} bytes: a recursion without end, or too large local arrays; --stack gives more`;
    }
    case 'STACK_UNDERFLOW':
      return 'pushes and pops do not match, or a RET was executed in the wrong place';
    case 'ILLEGAL':
      return result.pc === 0 ? 'code address 0 was called: a function pointer is null' : undefined;
    case 'PC_RANGE':
      return `the code ends at ${hex(task.codeLength)}: a function pointer or return address was overwritten`;
    case 'ALIGN':
      return 'words lie at multiples of 4 and half-words at multiples of 2: a pointer was cast to a wider type';
    case 'DIV_ZERO':
      return undefined;
  }
}
