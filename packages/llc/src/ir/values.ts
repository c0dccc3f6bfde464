/** Operands of instructions: locals, also before their definition, and constants. */
import { parseConstant } from './constants.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import type { BasicBlock, InlineAsm, Value } from './model.js';
import { type FunctionScope, NO_ATTRIBUTES, type ParseState } from './parse-state.js';
import { parseType } from './type-parser.js';
import { type Type, typeText } from './types.js';

/** The function being read. */
export function scopeOf(state: ParseState): FunctionScope {
  if (state.scope === undefined) state.lex.fail('a local name outside of a function');
  return state.scope;
}

/** A value of a type that was read already. */
export function parseValue(state: ParseState, type: Type): Value {
  const lex: Lexer = state.lex;
  if (lex.kind !== Token.Local) return parseConstant(state, type);
  const scope = scopeOf(state);
  const name = lex.value;
  const known = scope.values.get(name);
  if (known !== undefined) {
    if (known.type !== type) {
      lex.fail(`%${name} is a ${typeText(known.type)}, not a ${typeText(type)}`);
    }
    lex.next();
    return known;
  }
  if (type.kind === 'label' || type.kind === 'metadata') lex.fail(`expected a value, found a ${typeText(type)}`);
  const standIn: Value = { kind: 'argument', type, name, index: -1, attributes: NO_ATTRIBUTES };
  scope.forward.set(standIn, lex.start);
  lex.next();
  return standIn;
}

export function parseTypedValue(state: ParseState): Value {
  return parseValue(state, parseType(state));
}

/** A block's name without `label`; made when it was not seen before. */
export function parseBlockName(state: ParseState): BasicBlock {
  const lex: Lexer = state.lex;
  if (lex.kind !== Token.Local) lex.fail(`expected a block, found ${lex.describe()}`);
  const block = blockNamed(state, lex.value);
  lex.next();
  return block;
}

/** `label %name` */
export function parseLabel(state: ParseState): BasicBlock {
  state.lex.expectWord('label');
  return parseBlockName(state);
}

export function blockNamed(state: ParseState, name: string): BasicBlock {
  const scope = scopeOf(state);
  let entry = scope.blocks.get(name);
  if (entry === undefined) {
    const block: BasicBlock = { kind: 'block', name, function: scope.fn, instructions: [] };
    entry = { block, defined: false, offset: state.lex.start };
    scope.blocks.set(name, entry);
  }
  return entry.block;
}

/** `asm sideeffect alignstack inteldialect unwind "template", "constraints"` as a callee. */
export function parseInlineAsm(state: ParseState): InlineAsm {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.expectWord('asm');
  const sideEffect = lex.acceptWord('sideeffect');
  lex.acceptWord('alignstack');
  lex.acceptWord('inteldialect');
  lex.acceptWord('unwind');
  const template = lex.expectString('the assembly text');
  lex.expect(Punctuation.Comma, "','");
  const constraints = lex.expectString('the constraints');
  return { kind: 'asm', type: types.ptr, template, constraints, sideEffect };
}
