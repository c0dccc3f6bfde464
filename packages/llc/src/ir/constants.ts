/** Constants as text: literals, aggregates and constant expressions of every LLVM from 14 on. */
import { floatLiteralBits, specialFloatBits } from './float-literals.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import type { Constant, ConstantInt } from './model.js';
import type { Draft, ParseState } from './parse-state.js';
import { quotedBytes } from './quoted-text.js';
import { parseType } from './type-parser.js';
import { type FloatType, type Type, typeText } from './types.js';

const { ParenOpen, ParenClose, BracketOpen, BracketClose, BraceOpen, BraceClose, Less, Greater, Comma } = Punctuation;

/** Lanes up to which a `splat` is written out. */
const MAX_SPLAT_LANES = 1 << 16;
/** Digits of the longest integer literal that is read; i8388608 needs more, C does not. */
const MAX_INTEGER_DIGITS = 5000;

export const CAST_OPS: ReadonlySet<string> = new Set([
  'trunc',
  'zext',
  'sext',
  'fptrunc',
  'fpext',
  'fptoui',
  'fptosi',
  'uitofp',
  'sitofp',
  'ptrtoint',
  'ptrtoaddr',
  'inttoptr',
  'bitcast',
  'addrspacecast',
]);

export const BINARY_OPS: ReadonlySet<string> = new Set([
  'add',
  'sub',
  'mul',
  'udiv',
  'sdiv',
  'urem',
  'srem',
  'shl',
  'lshr',
  'ashr',
  'and',
  'or',
  'xor',
  'fadd',
  'fsub',
  'fmul',
  'fdiv',
  'frem',
]);

/** Words that begin a constant and so end a list of parameter attributes. */
export const VALUE_WORDS: ReadonlySet<string> = new Set([
  ...CAST_OPS,
  ...BINARY_OPS,
  'true',
  'false',
  'null',
  'zeroinitializer',
  'undef',
  'poison',
  'none',
  'splat',
  'blockaddress',
  'dso_local_equivalent',
  'no_cfi',
  'ptrauth',
  'getelementptr',
  'icmp',
  'fcmp',
  'select',
  'fneg',
  'extractelement',
  'insertelement',
  'shufflevector',
  'extractvalue',
  'insertvalue',
  'asm',
  'inf',
  '+inf',
  '-inf',
  '+nan',
  '-nan',
  '+qnan',
  '-qnan',
  '+snan',
  '-snan',
]);

/** Flags between an operation's word and its operands, of instructions too. */
export const OPERATION_FLAGS: ReadonlySet<string> = new Set([
  'nuw',
  'nsw',
  'exact',
  'disjoint',
  'nneg',
  'inbounds',
  'nusw',
  'samesign',
  'fast',
  'nnan',
  'ninf',
  'nsz',
  'arcp',
  'contract',
  'afn',
  'reassoc',
]);

export function isFloatType(type: Type): type is FloatType {
  switch (type.kind) {
    case 'half':
    case 'bfloat':
    case 'float':
    case 'double':
    case 'x86_fp80':
    case 'fp128':
    case 'ppc_fp128':
      return true;
    default:
      return false;
  }
}

/** A type and a constant of it. */
export function parseTypedConstant(state: ParseState): Constant {
  return parseConstant(state, parseType(state));
}

/** A constant of a type that was read already. */
export function parseConstant(state: ParseState, type: Type): Constant {
  const lex: Lexer = state.lex;
  switch (lex.kind) {
    case Token.Integer:
      return parseInteger(state, type);
    case Token.Float: {
      const { start, value } = lex;
      if (!isFloatType(type)) lex.fail(`a floating-point literal cannot be of type ${typeText(type)}`);
      const bits = floatLiteralBits(value, type.kind);
      if (typeof bits === 'string') lex.fail(bits, start);
      lex.next();
      return { kind: 'fp', type, bits };
    }
    case Token.Global:
      return parseGlobalReference(state, type);
    case Token.Word:
      return parseWordConstant(state, type);
    case Token.Bytes: {
      const bytes = quotedBytes(lex.value);
      if (type.kind !== 'array' || type.count !== bytes.length || type.element !== state.types.i8) {
        lex.fail(`the string has type [${bytes.length} x i8], not ${typeText(type)}`);
      }
      lex.next();
      return { kind: 'bytes', type, bytes };
    }
    case BracketOpen:
    case BraceOpen:
    case Less:
      return parseAggregate(state, type);
    default:
      lex.fail(`expected a constant of type ${typeText(type)}, found ${lex.describe()}`);
  }
}

/** An integer literal as the value modulo 2^bits. */
function parseInteger(state: ParseState, type: Type): Constant {
  const lex: Lexer = state.lex;
  if (type.kind !== 'int') lex.fail(`an integer cannot be of type ${typeText(type)}`);
  const constant = integerConstant(state, type, lex.value);
  lex.next();
  return constant;
}

function integerConstant(state: ParseState, type: Type & { kind: 'int' }, text: string): ConstantInt {
  let known = state.integers.get(type);
  if (known === undefined) {
    known = new Map();
    state.integers.set(type, known);
  }
  let constant = known.get(text);
  if (constant === undefined) {
    constant = { kind: 'int', type, value: BigInt.asUintN(type.bits, integerValue(state, text)) };
    known.set(text, constant);
  }
  return constant;
}

/** The value of a literal: decimal, `u0x…`, or `s0x…` whose first digit's top bit is the sign. */
export function integerValue(state: ParseState, text: string): bigint {
  const lex: Lexer = state.lex;
  if (text.length > MAX_INTEGER_DIGITS) lex.fail(`an integer literal of more than ${MAX_INTEGER_DIGITS} digits`);
  if (/^[su]0x/.test(text)) {
    const digits = text.slice(3);
    if (!/^[0-9a-fA-F]+$/.test(digits)) lex.fail(`expected hexadecimal digits, found ${lex.describe()}`);
    const value = BigInt(`0x${digits}`);
    return text.startsWith('s') ? BigInt.asIntN(4 * digits.length, value) : value;
  }
  // BigInt knows no `+5`.
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

function parseGlobalReference(state: ParseState, type: Type): Constant {
  const lex: Lexer = state.lex;
  const global = state.globals.get(lex.value);
  if (global === undefined) lex.fail(`@${lex.value} is not defined or declared`);
  if (global.type !== type) {
    if (type.kind !== 'ptr') lex.fail(`@${lex.value} is a ${typeText(global.type)}, not a ${typeText(type)}`);
  }
  lex.next();
  return global;
}

const SIMPLE: ReadonlyMap<string, 'undef' | 'poison' | 'none' | 'zero'> = new Map([
  ['undef', 'undef'],
  ['poison', 'poison'],
  ['none', 'none'],
  ['zeroinitializer', 'zero'],
]);

function parseWordConstant(state: ParseState, type: Type): Constant {
  const lex: Lexer = state.lex;
  const { types } = state;
  const { value: word, start } = lex;
  const simple = SIMPLE.get(word);
  if (simple !== undefined) {
    if (type.kind === 'function' || type.kind === 'label' || type.kind === 'metadata') {
      lex.fail(`${word} cannot be of type ${typeText(type)}`);
    }
    lex.next();
    return { kind: simple, type };
  }
  switch (word) {
    case 'true':
    case 'false':
      if (type !== types.i1) lex.fail(`${word} is an i1, not a ${typeText(type)}`);
      lex.next();
      return integerConstant(state, types.i1, word === 'true' ? '1' : '0');
    case 'null':
      if (type.kind !== 'ptr') lex.fail(`null cannot be of type ${typeText(type)}`);
      lex.next();
      return { kind: 'null', type };
    case 'splat':
      return parseSplat(state, type);
    case 'asm':
      return lex.fail('inline assembly can only be called');
  }
  if (isFloatType(type)) {
    const special = parseSpecialFloat(state, type);
    if (special !== undefined) return special;
  }
  if (!VALUE_WORDS.has(word)) lex.fail(`expected a constant of type ${typeText(type)}, found ${lex.describe()}`);
  state.enter();
  const constant = parseExpression(state, word);
  state.leave();
  if (constant.type !== type && !(constant.type.kind === 'ptr' && type.kind === 'ptr')) {
    lex.fail(`this constant is a ${typeText(constant.type)}, not a ${typeText(type)}`, start);
  }
  return constant;
}

function parseSpecialFloat(state: ParseState, type: FloatType): Constant | undefined {
  const lex: Lexer = state.lex;
  const word = lex.value;
  if (specialFloatBits(word, 0n, type.kind) === undefined) return undefined;
  lex.next();
  let payload = 0n;
  if (lex.accept(ParenOpen)) {
    if (!/^(0x[0-9a-fA-F]{1,32}|[0-9]{1,38})$/.test(lex.value)) lex.fail('expected the payload of a NaN');
    payload = BigInt(lex.value);
    lex.next();
    lex.expect(ParenClose, "')'");
  }
  return { kind: 'fp', type, bits: specialFloatBits(word, payload, type.kind) ?? 0n };
}

function parseSplat(state: ParseState, type: Type): Constant {
  const lex: Lexer = state.lex;
  if (type.kind !== 'vector') lex.fail(`splat cannot be of type ${typeText(type)}`);
  if (type.count > MAX_SPLAT_LANES) lex.fail(`a splat of more than ${MAX_SPLAT_LANES} lanes`);
  lex.next();
  lex.expect(ParenOpen, "'('");
  const { start } = lex;
  const element = parseTypedConstant(state);
  if (element.type !== type.element) lex.fail(`expected an element of type ${typeText(type.element)}`, start);
  lex.expect(ParenClose, "')'");
  return { kind: 'aggregate', type, elements: new Array<Constant>(type.count).fill(element) };
}

/** `[…]`, `{…}`, `<…>`, `<{…}>` with a type before every element. */
function parseAggregate(state: ParseState, type: Type): Constant {
  const lex: Lexer = state.lex;
  const { start } = lex;
  let close: number;
  let packed = false;
  if (lex.kind === BracketOpen) {
    if (type.kind !== 'array') lex.fail(`an array constant cannot be of type ${typeText(type)}`);
    lex.next();
    close = BracketClose;
  } else if (lex.accept(Less)) {
    packed = lex.accept(BraceOpen);
    close = packed ? BraceClose : Greater;
    if (type.kind !== (packed ? 'struct' : 'vector')) {
      lex.fail(`this constant cannot be of type ${typeText(type)}`, start);
    }
  } else {
    if (type.kind !== 'struct') lex.fail(`a struct constant cannot be of type ${typeText(type)}`);
    lex.next();
    close = BraceClose;
  }
  state.enter();
  const elements: Constant[] = [];
  if (lex.kind !== close) {
    do elements.push(parseElement(state, type, elements.length));
    while (lex.accept(Comma));
  }
  lex.expect(close, "',' or the end of the constant");
  if (packed) lex.expect(Greater, "'>'");
  state.leave();
  const count = elementCount(type);
  if (elements.length !== count) {
    lex.fail(`${typeText(type)} has ${count} elements, the constant has ${elements.length}`, start);
  }
  return { kind: 'aggregate', type, elements };
}

function parseElement(state: ParseState, type: Type, index: number): Constant {
  const lex: Lexer = state.lex;
  const { start } = lex;
  const expected = elementType(type, index);
  const elementOwn = parseType(state);
  if (expected === undefined) lex.fail(`${typeText(type)} has no element ${index}`, start);
  if (elementOwn !== expected) {
    lex.fail(`element ${index} of ${typeText(type)} is a ${typeText(expected)}, not a ${typeText(elementOwn)}`, start);
  }
  return parseConstant(state, elementOwn);
}

function elementCount(type: Type): number {
  if (type.kind === 'array' || type.kind === 'vector') return type.count;
  return type.kind === 'struct' ? (type.elements?.length ?? 0) : 0;
}

/** The type of a constant's element or struct field; undefined when there is none of this index. */
export function elementType(type: Type, index: number): Type | undefined {
  if (type.kind === 'array' || type.kind === 'vector') return index < type.count ? type.element : undefined;
  return type.kind === 'struct' ? type.elements?.[index] : undefined;
}

// ---------------------------------------------------------------- expressions

/** `word (operands)`; the current token is the word. */
function parseExpression(state: ParseState, word: string): Constant {
  const lex: Lexer = state.lex;
  const { types } = state;
  const { start } = lex;
  lex.next();
  switch (word) {
    case 'blockaddress':
      return parseBlockAddress(state);
    case 'dso_local_equivalent':
    case 'no_cfi':
      // The function itself: HSX has neither interposition nor control-flow checks.
      if (lex.kind !== Token.Global) lex.fail(`expected a function, found ${lex.describe()}`);
      return parseGlobalReference(state, types.ptr);
    case 'getelementptr':
      return parseGetElementPtr(state);
  }
  if (CAST_OPS.has(word)) {
    skipFlags(state);
    lex.expect(ParenOpen, "'('");
    const operand = parseTypedConstant(state);
    lex.expectWord('to');
    const type = parseType(state);
    lex.expect(ParenClose, "')'");
    // With typed pointers most casts change nothing.
    if (word === 'bitcast' && operand.type === type) return operand;
    return { kind: 'expr', op: word, type, operands: [operand] };
  }
  skipFlags(state);
  let predicate: string | undefined;
  if (word === 'icmp' || word === 'fcmp') {
    if (lex.kind !== Token.Word) lex.fail(`expected a predicate, found ${lex.describe()}`);
    predicate = lex.value;
    lex.next();
  }
  lex.expect(ParenOpen, "'('");
  const operands: Constant[] = [];
  const indices: number[] = [];
  const indexed = word === 'extractvalue' || word === 'insertvalue';
  const valueCount = word === 'extractvalue' ? 1 : word === 'insertvalue' ? 2 : Number.POSITIVE_INFINITY;
  do {
    if (indexed && operands.length === valueCount) indices.push(lex.expectUnsigned('an index'));
    else operands.push(parseTypedConstant(state));
  } while (lex.accept(Comma));
  lex.expect(ParenClose, "')'");
  const type = expressionType(state, word, operands, indices);
  if (typeof type === 'string') lex.fail(type, start);
  const expression: Draft<Constant & { kind: 'expr' }> = { kind: 'expr', op: word, type, operands };
  if (predicate !== undefined) expression.predicate = predicate;
  if (indexed) expression.indices = indices;
  return expression;
}

function skipFlags(state: ParseState): void {
  while (state.lex.kind === Token.Word && OPERATION_FLAGS.has(state.lex.value)) state.lex.next();
}

/** Operand counts of the expressions that are neither casts nor getelementptr. */
function operandCounts(word: string): readonly [number, number] {
  switch (word) {
    case 'fneg':
    case 'extractvalue':
      return [1, 1];
    case 'select':
    case 'insertelement':
    case 'shufflevector':
      return [3, 3];
    case 'ptrauth':
      return [2, 5];
    default:
      return [2, 2];
  }
}

/** The result's type, or what is wrong. */
function expressionType(
  state: ParseState,
  word: string,
  operands: readonly Constant[],
  indices: readonly number[],
): Type | string {
  const { types } = state;
  const [least, most] = operandCounts(word);
  const [first, second] = operands;
  if (first === undefined || operands.length < least || operands.length > most) {
    return `${word} takes ${least} operands, not ${operands.length}`;
  }
  switch (word) {
    case 'icmp':
    case 'fcmp':
      return first.type.kind === 'vector' ? types.vector(first.type.count, types.i1, first.type.scalable) : types.i1;
    case 'select':
      return (second as Constant).type;
    case 'extractelement':
      return first.type.kind === 'vector' ? first.type.element : 'extractelement needs a vector';
    case 'shufflevector': {
      const mask = (operands[2] as Constant).type;
      if (first.type.kind !== 'vector' || mask.kind !== 'vector') return 'shufflevector needs vectors';
      return types.vector(mask.count, first.type.element, mask.scalable);
    }
    case 'extractvalue': {
      let type: Type | undefined = first.type;
      for (const index of indices) type = type === undefined ? undefined : elementType(type, index);
      return type ?? 'the aggregate has no element of this index';
    }
    case 'fneg':
    case 'insertelement':
    case 'insertvalue':
    case 'ptrauth':
      return first.type;
    default:
      if (second?.type !== first.type) return `the operands of ${word} are of different types`;
      return first.type;
  }
}

function parseBlockAddress(state: ParseState): Constant {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.expect(ParenOpen, "'('");
  if (lex.kind !== Token.Global) lex.fail(`expected a function, found ${lex.describe()}`);
  const functionName = lex.value;
  if (state.globals.get(functionName)?.kind !== 'function') lex.fail(`@${functionName} is not a function`);
  lex.next();
  lex.expect(Comma, "','");
  if (lex.kind !== Token.Local) lex.fail(`expected a block, found ${lex.describe()}`);
  const blockName = lex.value;
  lex.next();
  lex.expect(ParenClose, "')'");
  state.takesBlockAddresses = true;
  return { kind: 'blockaddress', type: types.ptr, functionName, blockName };
}

/** `getelementptr inbounds inrange(-8, 16) (T, ptr @g, i32 1)`, and older `(T, T* @g, inrange i32 1)`. */
function parseGetElementPtr(state: ParseState): Constant {
  const lex: Lexer = state.lex;
  const { types } = state;
  for (;;) {
    skipFlags(state);
    if (!lex.isWord('inrange')) break;
    lex.next();
    lex.expect(ParenOpen, "'('");
    while (lex.kind === Token.Integer || lex.kind === Comma) lex.next();
    lex.expect(ParenClose, "')'");
  }
  lex.expect(ParenOpen, "'('");
  const element = parseType(state);
  const operands: Constant[] = [];
  let lanes: Type | undefined;
  while (lex.accept(Comma)) {
    lex.acceptWord('inrange');
    const operand = parseTypedConstant(state);
    operands.push(operand);
    if (operand.type.kind === 'vector') lanes = operand.type;
  }
  const base = operands[0];
  if (base === undefined) lex.fail(`expected a pointer, found ${lex.describe()}`);
  lex.expect(ParenClose, "')'");
  let type: Type = base.type;
  if (lanes?.kind === 'vector' && type.kind !== 'vector') type = types.vector(lanes.count, type, lanes.scalable);
  return { kind: 'expr', op: 'getelementptr', type, operands, elementType: element };
}
