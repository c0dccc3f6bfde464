/** Types as text: `i32`, `{ i32, ptr }`, `[4 x %struct.S]`, `i32 (ptr, ...)`, and clang 14's `i8*`, which becomes `ptr`. */
import { type Lexer, Punctuation, Token } from './lexer.js';
import type { ParseState } from './parse-state.js';
import type { StructType, Type } from './types.js';

const { BracketOpen, BracketClose, BraceOpen, BraceClose, Less, Greater, ParenOpen, ParenClose, Star, Comma } =
  Punctuation;

/** True when the current token can begin a type. */
export function startsType(state: ParseState): boolean {
  const { kind, value } = state.lex;
  switch (kind) {
    case Token.Word:
      return value === 'target' || state.types.word(value) !== undefined;
    case Token.Local:
    case BracketOpen:
    case BraceOpen:
    case Less:
      return true;
    default:
      return false;
  }
}

/** Reads a type of values: anything but `void`. */
export function parseType(state: ParseState): Type {
  const { start } = state.lex;
  const type = parseTypeOrVoid(state);
  if (type.kind === 'void') state.lex.fail('void is only the type of a function that returns nothing', start);
  return type;
}

export function parseTypeOrVoid(state: ParseState): Type {
  const lex: Lexer = state.lex;
  const { types } = state;
  let type: Type | undefined;
  switch (lex.kind) {
    case Token.Word: {
      type = types.word(lex.value);
      if (type !== undefined) {
        lex.next();
        if (type === types.ptr && lex.kind === Token.Word && lex.value === 'addrspace') {
          type = types.pointer(parseAddressSpace(state));
        }
      } else if (lex.value === 'target') type = parseTargetType(state);
      break;
    }
    case Token.Local:
      type = namedType(state);
      break;
    case BraceOpen:
      lex.next();
      type = types.struct(parseElements(state, BraceClose));
      break;
    case BracketOpen:
      type = parseArray(state);
      break;
    case Less:
      type = parseVectorOrPacked(state);
      break;
  }
  if (type === undefined) lex.fail(`expected a type, found ${lex.describe()}`);
  // A comma, value or name follows in nearly all cases.
  for (;;) {
    if (lex.kind === Star) {
      lex.next();
      type = types.ptr;
    } else if (lex.kind === ParenOpen) type = parseFunctionType(state, type);
    else if (lex.kind === Token.Word && lex.value === 'addrspace' && type.kind !== 'ptr') {
      const space = parseAddressSpace(state);
      lex.expect(Star, "'*' after the address space");
      type = types.pointer(space);
    } else return type;
  }
}

/** `addrspace(3)` */
export function parseAddressSpace(state: ParseState): number {
  const lex: Lexer = state.lex;
  lex.expectWord('addrspace');
  lex.expect(ParenOpen, "'('");
  let space = 0;
  // The letters stand for the data layout's spaces, which HSX leaves at 0.
  if (lex.kind === Token.String) lex.next();
  else space = lex.expectUnsigned('the number of an address space');
  lex.expect(ParenClose, "')'");
  return space;
}

function namedType(state: ParseState): Type {
  const lex: Lexer = state.lex;
  const { types } = state;
  const name = lex.value;
  const alias = state.typeAliases.get(name);
  if (alias !== undefined) {
    lex.next();
    return alias;
  }
  if (!state.definedTypes.has(name)) lex.fail(`the type %${name} is not defined`);
  lex.next();
  return types.namedStruct(name);
}

function parseElements(state: ParseState, close: number): Type[] {
  const lex: Lexer = state.lex;
  const elements: Type[] = [];
  state.enter();
  if (lex.kind !== close) {
    do elements.push(parseMemberType(state, 'an element'));
    while (lex.accept(Comma));
  }
  lex.expect(close, "',' or the end of the element list");
  state.leave();
  return elements;
}

/** A type inside another one: not a function, which is no value. */
function parseMemberType(state: ParseState, what: string): Type {
  const { start } = state.lex;
  const type = parseType(state);
  if (type.kind === 'function') state.lex.fail(`a function type cannot be ${what}`, start);
  return type;
}

/** The body after `%name = type`; the struct gets its elements. */
export function parseStructBody(state: ParseState, struct: StructType): void {
  const lex: Lexer = state.lex;
  if (lex.acceptWord('opaque')) return;
  if (lex.accept(Less)) {
    struct.packed = true;
    lex.expect(BraceOpen, "'{'");
    struct.elements = parseElements(state, BraceClose);
    lex.expect(Greater, "'>'");
  } else {
    lex.expect(BraceOpen, "'{'");
    struct.elements = parseElements(state, BraceClose);
  }
}

/** An element count; 2^60 is a count like any other, nothing is allocated for it. */
function parseCount(state: ParseState): number {
  const lex: Lexer = state.lex;
  const count = lex.kind === Token.Integer && /^[0-9]{1,20}$/.test(lex.value) ? Number(lex.value) : -1;
  if (count < 0 || count >= 2 ** 64) lex.fail(`expected an element count, found ${lex.describe()}`);
  lex.next();
  lex.expectWord('x');
  return count;
}

function parseArray(state: ParseState): Type {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.next();
  state.enter();
  const count = parseCount(state);
  const element = parseMemberType(state, 'an element');
  lex.expect(BracketClose, "']'");
  state.leave();
  return types.array(count, element);
}

function parseVectorOrPacked(state: ParseState): Type {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.next();
  if (lex.accept(BraceOpen)) {
    const elements = parseElements(state, BraceClose);
    lex.expect(Greater, "'>'");
    return types.struct(elements, true);
  }
  state.enter();
  const scalable = lex.acceptWord('vscale');
  if (scalable) lex.expectWord('x');
  const { start } = lex;
  const count = parseCount(state);
  const element = parseType(state);
  lex.expect(Greater, "'>'");
  state.leave();
  if (
    element.kind === 'vector' ||
    element.kind === 'array' ||
    element.kind === 'struct' ||
    element.kind === 'function'
  ) {
    lex.fail('a vector has elements of numbers or pointers', start);
  }
  if (count === 0) lex.fail('a vector has at least one element', start);
  if (count > 0xffff_ffff) lex.fail('a vector has less than 2^32 elements', start);
  return types.vector(count, element, scalable);
}

function parseFunctionType(state: ParseState, result: Type): Type {
  const lex: Lexer = state.lex;
  const { types } = state;
  if (result.kind === 'function' || result.kind === 'label' || result.kind === 'metadata') {
    lex.fail('a function cannot return this type');
  }
  lex.next();
  state.enter();
  const params: Type[] = [];
  let variadic = false;
  if (lex.kind !== ParenClose) {
    do {
      if (lex.accept(Token.Ellipsis)) {
        variadic = true;
        break;
      }
      params.push(parseMemberType(state, 'a parameter'));
    } while (lex.accept(Comma));
  }
  lex.expect(ParenClose, "')' after the parameter types");
  state.leave();
  return types.function(result, params, variadic);
}

function parseTargetType(state: ParseState): Type {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.next();
  lex.expect(ParenOpen, "'('");
  state.enter();
  let name = `target("${lex.expectString('the name of a target type')}"`;
  while (lex.accept(Comma)) {
    const { start } = lex;
    if (lex.kind === Token.Integer) lex.next();
    else parseTypeOrVoid(state);
    name += `, ${lex.text.slice(start, lex.start).trim()}`;
  }
  lex.expect(ParenClose, "')'");
  state.leave();
  return types.target(`${name})`);
}
