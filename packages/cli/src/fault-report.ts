/** What a user reads when a program ends by a fault: which, where in the source, what the instruction worked on, and why. */
import type { RunResult } from '@hsx/exec';
import { ADDRESS_SPACE_MAX, type HxeImage, type SymFile } from '@hsx/image';
import { type Decoded, decode, ERROR_CODES, type FaultName, formatInstruction } from '@hsx/isa';
import { callChain } from './call-chain.js';
import { type CodePlace, CodeSymbols } from './code-symbols.js';
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

/** The program as it was run. */
export interface RunProgram {
  name: string;
  sym: SymFile | undefined;
  image: HxeImage;
  /** The word of code at an address; `undefined` outside. */
  word(pc: number): number | undefined;
}

/** Of a long chain of calls so many are shown at its inner and its outer end. */
const INNER_CALLS = 8;
const OUTER_CALLS = 3;

/** Lines for standard error, or none for an end that needs no words. */
export function reportEnd(result: RunResult, program: RunProgram): string[] {
  const symbols = new CodeSymbols(program.sym);
  switch (result.kind) {
    case 'exit':
      return [];
    case 'interrupted':
      // Who waits for input or sleeps is where the user expects it; a loop without end is not.
      return isWaiting(result, program) ? [] : placedLines('interrupted', result, program, symbols);
    case 'fault':
      return faultLines(result, program, symbols);
    case 'break':
      return placedLines(`stopped at BRK ${result.code}${breakMeaning(result, symbols)}`, result, program, symbols);
    case 'abort':
      return placedLines(`aborted${result.code === 0 ? '' : ` with code ${result.code}`}`, result, program, symbols);
    case 'max-steps':
      return placedLines(`stopped after ${result.retired} instructions (--max-steps)`, result, program, symbols);
  }
}

/** Whether the task had called the executive and was not back yet. */
function isWaiting({ pc }: { pc: number }, program: RunProgram): boolean {
  const before = program.word(pc - 4);
  return before !== undefined && decode(before)?.insn.mnemonic === 'SVC';
}

/** What happened, where, and by whom it was called. */
function placedLines(
  what: string,
  result: RunResult & { pc: number },
  program: RunProgram,
  symbols: CodeSymbols,
): string[] {
  return [`${program.name}: ${what}`, placeLine(result.pc, symbols), ...callLines(result, program, symbols)];
}

/** Codes that the compiler uses (decisions.md, Calling convention). */
const TRAP = 254;
const UNREACHABLE = 255;

function breakMeaning({ code, pc }: { code: number; pc: number }, symbols: CodeSymbols): string {
  const reason = symbols.trapReason(pc);
  if (reason !== undefined) return `: ${reason}`;
  if (code === TRAP) return ': a trap of the program, or a check of -fsanitize that failed';
  if (code === UNREACHABLE)
    return ': a place was reached that the compiler takes for unreachable, which is undefined behaviour';
  return '';
}

type Fault = Extract<RunResult, { kind: 'fault' }>;

function faultLines(result: Fault, program: RunProgram, symbols: CodeSymbols): string[] {
  const lines = [
    `${program.name}: fault ${result.name} (HSX_ERR_${result.name}, ${hex(ERROR_CODES[result.name])}): ${MEANING[result.name]}`,
    placeLine(result.pc, symbols),
  ];
  const decoded = result.word === undefined ? undefined : decode(result.word, program.word(result.pc + 4));
  if (decoded !== undefined) {
    const text = formatInstruction(decoded, result.pc, {
      symbol: (address) => symbols.nameAt(address),
      svcNames: true,
    });
    lines.push(`  ${text}    ${operandValues(decoded, result.registers)}`.trimEnd());
  } else if (result.word !== undefined) {
    lines.push(`  .word ${hex(result.word, 8)}`);
  }
  lines.push(...callLines(result, program, symbols));
  const hint = hintFor(result, decoded);
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  if (program.sym === undefined)
    lines.push('  hint: the program has no symbols: built with -g, it names functions, source lines and callers');
  return lines;
}

/** `  at pc 0x0014, main+0x10, inlined sum (null.c:7:13)`. */
function placeLine(pc: number, symbols: CodeSymbols): string {
  const [innermost, ...around] = symbols.places(pc);
  const machine = around.at(-1) ?? innermost;
  const inlined = innermost?.inlined ? `, inlined ${innermost.name}` : '';
  return `  at pc ${hex(pc)}${machine?.name === undefined ? '' : `, ${machine.name}`}${inlined}${source(innermost)}`;
}

/** The chain of calls, inlined ones too, up to the function that start-up code called. */
function callLines(
  { registers, stack, pc }: RunResult & { pc: number },
  program: RunProgram,
  symbols: CodeSymbols,
): string[] {
  const { calls, end } = callChain(
    { ...registers, pc, stack, entry: program.image.header.entry, code: program.image.code },
    program.sym,
  );
  const lines = symbols
    .places(pc)
    .slice(1)
    .map((place) => calledFrom(place));
  for (const call of calls) lines.push(...symbols.places(call).map((place) => calledFrom(place, call)));
  const left = lines.length - INNER_CALLS - OUTER_CALLS;
  if (left > 1) lines.splice(INNER_CALLS, left, `  … ${left} more calls`);
  if (typeof end === 'object')
    lines.push(`  called from ${hex(end.damaged)}, which is no return address: the stack was overwritten`);
  return lines;
}

function calledFrom(place: CodePlace, pc?: number): string {
  const at = place.inlined || pc === undefined ? [] : [`pc ${hex(pc)}`];
  return `  called from ${[...at, ...(place.name === undefined ? [] : [place.name])].join(', ')}${source(place)}`;
}

function source(place: CodePlace | undefined): string {
  if (place?.source === undefined) return '';
  const { file, line, column } = place.source;
  return ` (${file}:${line}${column > 0 ? `:${column}` : ''})`;
}

function hintFor(result: Fault, decoded: Decoded | undefined): string | undefined {
  const { task, registers } = result;
  switch (result.name) {
    case 'MEM_FAULT': {
      const address = decoded && accessAddress(decoded, registers);
      if (address === undefined) return undefined;
      if (address < task.roBase) return 'the address is in the guard around 0: a null pointer was used';
      if (address < task.roEnd) return 'the address is in read-only data, such as a string literal or a const object';
      if (address >= ADDRESS_SPACE_MAX) {
        return 'no data space reaches that far: a pointer that was never set, or the register of a device; programs reach devices by system calls (hsx/gpio.h and its kin)';
      }
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
      // sp is unsigned: what goes below 0 comes out above the end of the stack.
      if (decoded !== undefined && newStackPointer(decoded, registers) < 0) {
        return `sp would go below 0: local arrays that are too large for the stack of ${task.stackLimit - task.stackBase} bytes`;
      }
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

/** Where an instruction moves sp to, as a signed number; 0 when it does not. */
function newStackPointer({ insn, rs1, imm }: Decoded, { sp, regs }: RunResult['registers']): number {
  if (insn.mnemonic === 'ADDSP') return (sp + imm) | 0;
  return insn.mnemonic === 'SETSP' ? ((regs[rs1] ?? 0) + imm) | 0 : 0;
}
