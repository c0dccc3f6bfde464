/** Inline assembly written in MVASM, with operands. The front-end's register names x0..x15 mean R0..R15. */
import type { CallInstruction, InlineAsm, Value } from '../ir/model.js';
import type { Type } from '../ir/types.js';
import type { Reg } from '../mir/machine.js';
import { alignOf, membersOf, partCount } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { storeParts } from './memory.js';
import { UnsupportedError } from './unsupported.js';

interface Constraint {
  kind: 'output' | 'input' | 'clobber';
  /** `*`: the operand is the address of the thing. */
  indirect: boolean;
  /** The letters, a register in braces, or the number of a tied output. */
  code: string;
}

function parseConstraint(text: string): Constraint {
  const [, mark = '', flags = '', code = ''] = /^([~=]?)([&*]*)(.*)$/.exec(text) ?? [];
  const kind = mark === '~' ? 'clobber' : mark === '=' ? 'output' : 'input';
  return { kind, indirect: flags.includes('*'), code };
}

/** Constraints with alternatives (`r|m`) are read as the first alternative that asks for no value to be in memory. */
function parseConstraints(text: string): Constraint[] {
  if (text === '') return [];
  const items = text.split(',').map((item) => {
    const { code, ...rest } = parseConstraint(item);
    return { ...rest, codes: code.split('|') };
  });
  const alternatives = Math.max(...items.map(({ codes }) => codes.length));
  const choices = Array.from({ length: alternatives }, (_, i) =>
    items.map(({ codes, ...rest }) => ({ ...rest, code: codes[i] ?? codes[0] ?? '' })),
  );
  const [first = []] = choices;
  return choices.find((choice) => choice.every(({ indirect, code }) => indirect || !onlyMemory(code))) ?? first;
}

/** Whether the letters allow memory and no register. */
function onlyMemory(code: string): boolean {
  return !code.startsWith('{') && /[moVA]/.test(code) && !/[rX]/.test(code);
}

/** The register that is asked for the word `i` of an operand; -1 for any. */
function registerOf(code: string, i: number): Reg {
  const match = /^\{[xX](\d+)\}$/.exec(code);
  if (match === null) return -1;
  const number = Number(match[1]) + i;
  if (number > 15) throw new UnsupportedError(`register x${number} in inline assembly (x0..x15 mean R0..R15)`);
  return number;
}

const IMMEDIATE = /^[insIJKLMNOPX]+$/;
/** Words that a value in registers may have. */
const REGISTER_WORDS = 2;

/** How an operand is written: as text, or by the registers of its words, which are counted among all outputs or all inputs. */
type Place =
  | { kind: 'text'; text: string }
  | { kind: 'output' | 'input'; first: number; words: number }
  | { kind: 'memory'; input: number; address: LirValue };

interface Input {
  word: LirValue;
  register: Reg;
  tiedTo?: number;
}

class AsmOperands {
  /** The operands of the template, by number. */
  readonly places: Place[] = [];
  /** The words of all outputs in registers. */
  readonly outputs: { register: Reg }[] = [];
  readonly inputs: Input[] = [];
  /** Outputs in registers that belong into memory. */
  private readonly stores: { type: Type; address: LirValue; first: number }[] = [];
  /** Words that are results of the instruction. */
  private readonly results: number[] = [];

  constructor(private readonly f: FunctionLowering) {}

  output(code: string, type: Type): void {
    if (onlyMemory(code)) throw new UnsupportedError(`inline assembly constraint "${code}"`);
    const { first, words } = this.outputRegisters(code, type);
    for (let i = 0; i < words; i++) this.results.push(first + i);
  }

  /** An output whose address is given. A register serves where one is allowed, since instructions take no other operands. */
  indirectOutput(code: string, address: LirValue, type: Type | undefined): void {
    const inRegisters = !onlyMemory(code) && type !== undefined && isScalar(type) && partCount(type) <= REGISTER_WORDS;
    if (!inRegisters) return this.memory(address);
    const { first } = this.outputRegisters(code, type);
    this.stores.push({ type, address, first });
  }

  private outputRegisters(code: string, type: Type): { first: number; words: number } {
    const place = { kind: 'output' as const, first: this.outputs.length, words: partCount(type) };
    if (place.words > REGISTER_WORDS) throw new UnsupportedError('inline assembly output wider than 64 bits');
    for (let i = 0; i < place.words; i++) this.outputs.push({ register: registerOf(code, i) });
    this.places.push(place);
    return place;
  }

  memory(address: LirValue): void {
    this.places.push({ kind: 'memory', input: this.inputs.length, address });
    this.inputs.push({ word: address, register: -1 });
  }

  input(code: string, value: Value): void {
    if (onlyMemory(code)) throw new UnsupportedError(`inline assembly constraint "${code}"`);
    const words = this.f.parts(value);
    const text = IMMEDIATE.test(code) ? constantText(words) : undefined;
    if (text !== undefined) {
      this.places.push({ kind: 'text', text });
      return;
    }
    if (/^[in]$/.test(code)) throw new UnsupportedError('inline assembly operand that must be a constant');
    if (words.length > REGISTER_WORDS) throw new UnsupportedError('inline assembly operand wider than 64 bits');
    this.places.push({ kind: 'input', first: this.inputs.length, words: words.length });
    words.forEach((word, i) => {
      this.inputs.push({ word, register: registerOf(code, i) });
    });
  }

  /** An input in the place of an output. */
  tiedInput(output: number, value: Value, indirect: boolean): void {
    const { f } = this;
    const place = this.places[output];
    if (place?.kind === 'memory') {
      if (!indirect) storeParts(f, value.type, [...f.parts(value)], place.address, alignOf(value.type));
      else if (f.word(value) !== place.address)
        throw new UnsupportedError(`inline assembly operand in memory tied to ${output}, which is elsewhere`);
      this.places.push(place);
      return;
    }
    if (place?.kind !== 'output')
      throw new UnsupportedError(`inline assembly operand tied to ${output}, which is no output`);
    const words = f.parts(value);
    if (indirect || words.length !== place.words)
      throw new UnsupportedError(`inline assembly operand tied to ${output}, which is of another size`);
    this.places.push({ kind: 'input', first: this.inputs.length, words: words.length });
    words.forEach((word, i) => {
      const tiedTo = place.first + i;
      this.inputs.push({ word, register: this.outputs[tiedTo]?.register ?? -1, tiedTo });
    });
  }

  /** How operand `n` is written in the template; `modifier` H asks for the high word. */
  text(n: number, modifier: string | undefined): string | undefined {
    const place = this.places[n];
    if (place === undefined || place.kind === 'text') return place?.text;
    if (place.kind === 'memory') return `[$${this.outputs.length + place.input}]`;
    const high = modifier === 'H' ? 1 : 0;
    if (high >= place.words) return undefined;
    return `$${(place.kind === 'input' ? this.outputs.length : 0) + place.first + high}`;
  }

  /** Puts the words of the outputs where they belong; gives those that are results. */
  finish(words: readonly LirValue[]): LirValue[] {
    for (const { type, address, first } of this.stores)
      storeParts(this.f, type, words.slice(first, first + partCount(type)), address, alignOf(type));
    return this.results.map((i) => words[i] as LirValue);
  }
}

function isScalar(type: Type): boolean {
  return type.kind !== 'struct' && type.kind !== 'array' && type.kind !== 'vector';
}

/** A constant as the assembler reads it; `undefined` for other values. */
function constantText(words: readonly LirValue[]): string | undefined {
  const [low, high] = words;
  if (low?.op === 'sym') return `"${low.sym}"${low.imm === 0 ? '' : `+${low.imm}`}`;
  if (low?.op !== 'const' || words.length > 2) return undefined;
  if (high === undefined) return String(low.imm);
  return high.op === 'const' ? String((BigInt(high.imm) << 32n) | BigInt(low.imm >>> 0)) : undefined;
}

function resultTypes(type: Type): readonly Type[] {
  return type.kind === 'void' ? [] : type.kind === 'struct' ? membersOf(type).map((member) => member.type) : [type];
}

export function lowerInlineAsm(f: FunctionLowering, inst: CallInstruction, asm: InlineAsm): LirValue[] {
  const operands = new AsmOperands(f);
  const clobbers: Reg[] = [];
  const results = resultTypes(inst.type);
  let nextResult = 0;
  let nextArgument = 0;
  for (const { kind, indirect, code } of parseConstraints(asm.constraints)) {
    if (kind === 'clobber') {
      const register = registerOf(code, 0);
      if (register >= 0) clobbers.push(register);
      continue;
    }
    if (kind === 'output' && !indirect) {
      const type = results[nextResult++];
      if (type === undefined) throw new UnsupportedError('inline assembly with fewer results than outputs');
      operands.output(code, type);
      continue;
    }
    const elementType = inst.argAttributes[nextArgument]?.get('elementtype');
    const value = inst.operands[nextArgument++];
    if (value === undefined) throw new UnsupportedError('inline assembly with fewer operands than constraints');
    if (kind === 'output')
      operands.indirectOutput(code, f.word(value), typeof elementType === 'object' ? elementType : undefined);
    else if (/^\d+$/.test(code)) operands.tiedInput(Number(code), value, indirect);
    else if (indirect) operands.memory(f.word(value));
    else operands.input(code, value);
  }
  if (nextResult !== results.length) throw new UnsupportedError('inline assembly with fewer outputs than results');
  const { outputs, inputs } = operands;
  checkRegisters(outputs, inputs, clobbers);
  const words = f.build.asm(
    inputs.map(({ word }) => word),
    {
      template: substitute(asm.template, operands, f),
      outputs: outputs.length,
      registers: [...outputs, ...inputs].map(({ register }) => register),
      tied: new Map(inputs.flatMap(({ tiedTo }, i) => (tiedTo === undefined ? [] : [[i, tiedTo] as const]))),
      clobbers,
    },
  );
  return operands.finish(words);
}

/** R0–R12: what there is for operands in every function. */
const OPERAND_REGISTERS = 13;
/** Operands that are read and written are in R0–R7. */
const TIED_REGISTERS = 8;

/** Refuses what no allocation can serve: outputs may be written before inputs are read, so that none shares a register. */
function checkRegisters(
  outputs: readonly { register: Reg }[],
  inputs: readonly Input[],
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
function substitute(template: string, operands: AsmOperands, f: FunctionLowering): string {
  return template.replace(
    /\$(?:[$(|)]|(\d+)|\{(\d+)(?::([a-zA-Z]+))?\}|\{:(uid|private)\})/g,
    (whole, plain?: string, braced?: string, modifier?: string, special?: string) => {
      if (whole === '$$') return '$$';
      const literal = LITERAL[whole];
      if (literal !== undefined) return literal;
      if (special !== undefined) return special === 'uid' ? String(f.build.fn.values) : '';
      const written = operands.text(Number(plain ?? braced), modifier);
      if (written === undefined) throw new UnsupportedError(`inline assembly template operand ${whole}`);
      return written;
    },
  );
}
