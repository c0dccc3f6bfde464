/** Arguments, calls and returns (abi-and-memory.md §2). */
import type { Attributes, CallInstruction, Value } from '../ir/model.js';
import type { Type } from '../ir/types.js';
import { REGISTER_WORDS } from './argument-words.js';
import { alignOf, partCount, sizeOf } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import { lowerInlineAsm } from './inline-asm.js';
import { integerFormOf } from './integer-formats.js';
import { lowerIntrinsic } from './intrinsics.js';
import type { LirValue } from './lir.js';
import { copyBlock, knownAlignment } from './memory.js';
import { UnsupportedError } from './unsupported.js';

/** A variadic call counts its stack words in eight bits. */
const MAX_VARIADIC_WORDS = 255;

/** These take `...` whatever a program declares (an unprototyped call is not variadic in the IR). */
const VARIADIC_FAMILY = new Set(['printf', 'fprintf', 'sprintf', 'snprintf', 'dprintf', 'scanf', 'fscanf', 'sscanf']);

/**
 * Whether a call of this type to the function of this name passes its arguments the variadic way. A function that the module
 * defines is what its definition says.
 */
function isVariadic(f: FunctionLowering, name: string | undefined, variadicType: boolean): boolean {
  const defined = name === undefined ? undefined : f.module.definition(name);
  if (defined !== undefined) return defined.functionType.variadic;
  return variadicType || (name !== undefined && VARIADIC_FAMILY.has(name));
}

/** The type that a `byval` argument points to. */
function byvalType(attributes: Attributes | undefined): Type | undefined {
  const type = attributes?.get('byval');
  return typeof type === 'object' ? type : undefined;
}

/** Where each argument's words go, for caller and callee alike. */
class ArgumentWalk {
  /** Words in registers so far. */
  registers = 0;
  /** Stack words so far, padding included. */
  stack = 0;
  private readonly variadic: boolean;

  constructor(variadic: boolean) {
    this.variadic = variadic;
  }

  /** The place of the next word. */
  word(): { register: number } | { stackWord: number } {
    if (!this.variadic && this.registers < REGISTER_WORDS) return { register: this.registers++ };
    return { stackWord: this.stack++ };
  }

  /** Before a variadic argument of 8-aligned type: skips to an 8-aligned address. Word 0 lies at 4 modulo 8. */
  align8(): void {
    if (this.stack % 2 === 0) this.stack++;
  }

  /** Room for a block passed by value; gives its first stack word. */
  block(type: Type): number {
    if (alignOf(type) >= 8) this.align8();
    const at = this.stack;
    this.stack += Math.ceil(sizeOf(type) / 4);
    return at;
  }
}

/** Sets what the caller or callee promises about a word's upper bits. */
function promiseExtension(word: LirValue, type: Type, attributes: Attributes | undefined): void {
  if (type.kind !== 'int' || type.bits >= 32) return;
  if (attributes?.has('zeroext')) {
    word.zbits = type.bits;
    word.sbits = type.bits + 1;
  } else if (attributes?.has('signext')) word.sbits = type.bits;
}

/** Extends a word as its attributes ask. */
function extendAsAsked(f: FunctionLowering, word: LirValue, type: Type, attributes: Attributes | undefined): LirValue {
  if (type.kind !== 'int' || type.bits >= 32) return word;
  if (attributes?.has('zeroext')) return f.build.zext(word, type.bits);
  if (attributes?.has('signext')) return f.build.sext(word, type.bits);
  return word;
}

/** Defines the function's arguments at its entry. */
export function lowerArguments(f: FunctionLowering): void {
  const { build } = f;
  const { variadic } = f.fn.functionType;
  const walk = new ArgumentWalk(variadic);
  for (const argument of f.fn.args) {
    const byval = byvalType(argument.attributes);
    if (byval !== undefined) {
      f.define(argument, [build.frame('incoming', 4 * walk.block(byval))]);
      continue;
    }
    if (variadic && alignOf(argument.type) >= 8) walk.align8();
    const words = Array.from({ length: partCount(argument.type) }, () => {
      const place = walk.word();
      return 'register' in place
        ? build.arg(place.register)
        : build.load(4, build.frame('incoming', 4 * place.stackWord), 0);
    });
    if (words.length === 1) promiseExtension(words[0] as LirValue, argument.type, argument.attributes);
    f.define(argument, words);
  }
  f.namedWords = walk.stack;
}

export function lowerReturn(f: FunctionLowering, value: Value | undefined): void {
  if (value === undefined) return f.build.ret([]);
  const words = [...f.parts(value)];
  if (words.length > REGISTER_WORDS) throw new UnsupportedError(`result of ${words.length} words in registers`);
  if (words.length === 1) words[0] = extendAsAsked(f, words[0] as LirValue, value.type, f.fn.returnAttributes);
  f.build.ret(words);
}

export function lowerCall(f: FunctionLowering, inst: CallInstruction): void {
  const { callee } = inst;
  if (callee.kind === 'asm') return f.define(inst, lowerInlineAsm(f, inst, callee));
  if (callee.kind === 'function' && callee.name.startsWith('llvm.'))
    return f.define(inst, lowerIntrinsic(f, inst, callee.name));
  if (inst.bundles.some((name) => name !== 'clang.arc.attachedcall' && name !== 'align'))
    throw new UnsupportedError(`operand bundle "${inst.bundles[0]}"`);
  f.define(inst, callFunction(f, inst));
}

function callFunction(f: FunctionLowering, inst: CallInstruction): LirValue[] {
  const { build } = f;
  const target = directTarget(f, inst.callee);
  const declared = inst.callee.kind === 'function' ? inst.callee : undefined;
  const variadic = isVariadic(f, target, inst.functionType.variadic);
  const walk = new ArgumentWalk(variadic);
  const registers: LirValue[] = [];
  const stores: { word: LirValue; at: number }[] = [];
  const blocks: { from: LirValue; at: number; type: Type; align: number }[] = [];

  inst.operands.forEach((operand, i) => {
    const attributes = mergedAttributes(inst.argAttributes[i], declared?.args[i]?.attributes);
    const byval = byvalType(attributes);
    if (byval !== undefined) {
      const align = attributes.get('align');
      blocks.push({
        from: f.word(operand),
        at: walk.block(byval),
        type: byval,
        align: typeof align === 'number' ? align : 1,
      });
      return;
    }
    if (variadic && alignOf(operand.type) >= 8) walk.align8();
    const words = f.parts(operand);
    words.forEach((part) => {
      const word = words.length === 1 ? extendAsAsked(f, part, operand.type, attributes) : part;
      const place = walk.word();
      if ('register' in place) registers.push(word);
      else stores.push({ word, at: 4 * place.stackWord });
    });
  });
  if (variadic && walk.stack > MAX_VARIADIC_WORDS)
    throw new UnsupportedError(`variadic call with ${walk.stack} words of arguments (at most ${MAX_VARIADIC_WORDS})`);

  for (const { from, at, type, align } of blocks) {
    const aligned = knownAlignment(f, from, Math.max(align, alignOf(type)));
    copyBlock(f, build.frame('outgoing', at * 4), from, sizeOf(type), Math.min(4, aligned));
  }
  for (const { word, at } of stores) if (word.op !== 'undef') build.store(4, word, build.frame('outgoing', at), 0);
  if (walk.stack > 0) {
    f.lir.hasOutgoing = true;
    f.lir.outgoingBytes = Math.max(f.lir.outgoingBytes, walk.stack * 4);
  }

  if (inst.tail === 'musttail' && (variadic || walk.stack > 0))
    throw new UnsupportedError('musttail call with arguments on the stack');
  if (variadic) registers.push(build.const(walk.stack));
  const returnAttributes = mergedAttributes(inst.returnAttributes, declared?.returnAttributes);
  const results = inst.type.kind === 'void' ? 0 : partCount(inst.type);
  if (results > REGISTER_WORDS) throw new UnsupportedError(`result of ${results} words in registers`);
  const has = (name: string) => inst.attributes.has(name) || declared?.attributes.has(name) === true;
  const noReturn = has('noreturn');
  const words = build.call(
    target === undefined ? [...registers, f.word(inst.callee)] : registers,
    {
      ...(target === undefined ? {} : { symbol: integerFormOf(inst) ?? target }),
      registerWords: registers.length,
      convention: variadic ? 'variadic' : 'fixed',
      returnsTwice: has('returns_twice'),
      noReturn,
      // The front-end vouches that nothing of this frame is passed on; words on the stack would lie in it.
      tail: (inst.tail === 'tail' || inst.tail === 'musttail') && walk.stack === 0 && !variadic,
    },
    results,
  );
  if (words.length === 1) promiseExtension(words[0] as LirValue, inst.type, returnAttributes);
  return words;
}

function mergedAttributes(call: Attributes | undefined, declaration: Attributes | undefined): Attributes {
  if (declaration === undefined || declaration.size === 0) return call ?? new Map();
  return new Map([...declaration, ...(call ?? [])]);
}

/** The symbol that a call goes to, or undefined for a call through a pointer. */
function directTarget(f: FunctionLowering, callee: Value): string | undefined {
  if (callee.kind === 'function') return callee.name;
  if (callee.kind === 'instruction' || callee.kind === 'argument') return undefined;
  const word = f.word(callee);
  return word.op === 'sym' && word.imm === 0 ? word.sym : undefined;
}
