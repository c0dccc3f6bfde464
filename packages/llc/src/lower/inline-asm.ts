/** Inline assembly written in MVASM, with operands. The front-end's register names x0..x15 mean R0..R15. */
import type { CallInstruction, InlineAsm, Value } from '../ir/model.js';
import type { Reg } from '../mir/machine.js';
import { partCount } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { UnsupportedError } from './unsupported.js';

interface Constraint {
  kind: 'output' | 'input' | 'clobber';
  /** `*`: the operand is the address of the thing. */
  indirect: boolean;
  earlyClobber: boolean;
  /** The letters, a register in braces, or the number of a tied output. */
  code: string;
}

function parseConstraints(text: string): Constraint[] {
  if (text === '') return [];
  return text.split(',').map((item) => {
    let rest = item;
    const take = (prefix: string): boolean => {
      if (!rest.startsWith(prefix)) return false;
      rest = rest.slice(prefix.length);
      return true;
    };
    const kind = take('~') ? 'clobber' : take('=') ? 'output' : 'input';
    const earlyClobber = take('&');
    const indirect = take('*');
    const early = take('&') || earlyClobber;
    return { kind, indirect, earlyClobber: early, code: rest };
  });
}

function registerOf(code: string): Reg | undefined {
  const match = /^\{[xX](\d+)\}$/.exec(code);
  if (match === null) return undefined;
  const number = Number(match[1]);
  if (number > 15) throw new UnsupportedError(`register x${number} in inline assembly (x0..x15 mean R0..R15)`);
  return number;
}

const IMMEDIATE = /^[insIJKLMNOPX]+$/;

export function lowerInlineAsm(f: FunctionLowering, inst: CallInstruction, asm: InlineAsm): LirValue[] {
  const constraints = parseConstraints(asm.constraints);
  const clobbers: Reg[] = [];
  /** How operand n of the template is written: `$k` of the machine instruction, or text. */
  const text: string[] = [];
  const outputs: { register: Reg }[] = [];
  const inputs: { word: LirValue; register: Reg; memory: boolean; tiedTo?: number; operand: number }[] = [];
  const operands: readonly Value[] = inst.operands;
  let next = 0;
  const outputOperand = new Map<number, number>();

  constraints.forEach((constraint, n) => {
    if (constraint.kind === 'clobber') {
      const register = registerOf(constraint.code);
      if (register !== undefined) clobbers.push(register);
      return;
    }
    if (constraint.kind === 'output' && !constraint.indirect) {
      if (constraint.code.includes('m')) throw new UnsupportedError(`inline assembly constraint "${constraint.code}"`);
      outputOperand.set(n, outputs.length);
      outputs.push({ register: registerOf(constraint.code) ?? -1 });
      return;
    }
    const operand = operands[next++];
    if (operand === undefined) throw new UnsupportedError('inline assembly with fewer operands than constraints');
    const words = f.parts(operand);
    const word = words[0];
    if (words.length !== 1 || word === undefined)
      throw new UnsupportedError('inline assembly operand wider than 32 bits');
    if (/^\d+$/.test(constraint.code)) {
      const output = outputOperand.get(Number(constraint.code));
      if (output === undefined)
        throw new UnsupportedError(`inline assembly operand tied to ${constraint.code}, which is no output`);
      inputs.push({ word, register: outputs[output]?.register ?? -1, memory: false, tiedTo: output, operand: n });
      return;
    }
    // Where the value itself is given, a register serves for "rm" and "g".
    const memory = constraint.indirect || (constraint.code.includes('m') && !constraint.code.includes('r'));
    if (!memory && (word.op === 'const' || word.op === 'sym') && IMMEDIATE.test(constraint.code)) {
      text[n] = word.op === 'const' ? String(word.imm) : `"${word.sym}"${word.imm === 0 ? '' : `+${word.imm}`}`;
      return;
    }
    if (!memory && /^[in]$/.test(constraint.code))
      throw new UnsupportedError('inline assembly operand that must be a constant');
    inputs.push({ word, register: registerOf(constraint.code) ?? -1, memory, operand: n });
  });

  for (const [n, output] of outputOperand) text[n] = `$${output}`;
  inputs.forEach(({ memory, operand }, i) => {
    const name = `$${outputs.length + i}`;
    text[operand] = memory ? `[${name}]` : name;
  });
  const resultWords = inst.type.kind === 'void' ? 0 : partCount(inst.type);
  if (resultWords !== outputs.length) throw new UnsupportedError('inline assembly output wider than 32 bits');
  const tied = new Map<number, number>();
  inputs.forEach(({ tiedTo }, i) => {
    if (tiedTo !== undefined) tied.set(i, tiedTo);
  });
  checkRegisters(outputs, inputs, clobbers);
  return f.build.asm(
    inputs.map(({ word }) => word),
    {
      template: substitute(asm.template, text, f),
      outputs: outputs.length,
      registers: [...outputs, ...inputs].map(({ register }) => register),
      tied,
      clobbers,
    },
  );
}

/** R0–R12: what there is for operands in every function. */
const OPERAND_REGISTERS = 13;
/** Operands that are read and written are in R0–R7. */
const TIED_REGISTERS = 8;

/** Refuses what no allocation can serve: outputs may be written before inputs are read, so that none shares a register. */
function checkRegisters(
  outputs: readonly { register: Reg }[],
  inputs: readonly { word: LirValue; register: Reg; tiedTo?: number }[],
  clobbers: readonly Reg[],
): void {
  const held = new Map<Reg, LirValue>();
  for (const { word, register } of inputs) {
    if (register < 0) continue;
    if (held.has(register) && held.get(register) !== word)
      throw new UnsupportedError(`inline assembly with two inputs in R${register}`);
    held.set(register, word);
  }
  const fixed = new Set([...clobbers, ...held.keys(), ...outputs.map(({ register }) => register)]);
  const left = (registers: number) =>
    Array.from({ length: registers }, (_, i) => i).filter((i) => !fixed.has(i)).length;
  const tied = inputs.filter(({ register, tiedTo }) => register < 0 && tiedTo !== undefined).length;
  const apart = new Set(inputs.filter(({ register }) => register < 0).map(({ word }) => word)).size;
  const written = outputs.filter(({ register }) => register < 0).length;
  if (tied > left(TIED_REGISTERS) || apart + written - tied > left(OPERAND_REGISTERS))
    throw new UnsupportedError('inline assembly with more operands than registers');
}

/** How the IR writes the characters that separate dialects of assembly elsewhere. */
const LITERAL: Readonly<Record<string, string>> = { '$(': '{', '$|': '|', '$)': '}' };

/** Writes operands into the template; what stays `$n` is a register, `$$` a dollar sign. */
function substitute(template: string, text: readonly string[], f: FunctionLowering): string {
  return template.replace(
    /\$(?:[$(|)]|(\d+)|\{(\d+)(?::[a-zA-Z]+)?\}|\{:(uid|private)\})/g,
    (whole, plain?: string, braced?: string, special?: string) => {
      if (whole === '$$') return '$$';
      const literal = LITERAL[whole];
      if (literal !== undefined) return literal;
      if (special !== undefined) return special === 'uid' ? String(f.build.fn.values) : '';
      const written = text[Number(plain ?? braced)];
      if (written === undefined) throw new UnsupportedError(`inline assembly template operand ${whole}`);
      return written;
    },
  );
}
