/** `call`, and the parts that `invoke` and `callbr` share with it. */
import { parseAttributesBeforeType, parseAttributesUntil, skipCallingConvention } from './attributes.js';
import { VALUE_WORDS } from './constants.js';
import { debugIntrinsic, makeDebugRecord, parseCallLocation } from './debug-records.js';
import { CALL_STOP, FAST_MATH_FLAGS } from './instruction-words.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import { parseMetadata } from './metadata.js';
import type {
  Attributes,
  CallInstruction,
  DebugRecord,
  Function as IRFunction,
  MDNode,
  Metadata,
  Value,
} from './model.js';
import { type Draft, isStandIn, NO_ATTRIBUTES, type ParseState } from './parse-state.js';
import { parseAddressSpace, parseType, parseTypeOrVoid } from './type-parser.js';
import { type FunctionType, type Type, typeText } from './types.js';
import { parseInlineAsm, parseTypedValue, parseValue, scopeOf } from './values.js';

const { ParenOpen, ParenClose, BracketOpen, BracketClose, Comma } = Punctuation;

const TAIL_WORDS: ReadonlyMap<string, CallInstruction['tail']> = new Map([
  ['tail', 'tail'],
  ['musttail', 'musttail'],
  ['notail', 'notail'],
]);

/** Everything from the calling convention to the operand bundles. */
export interface CallParts {
  readonly functionType: FunctionType;
  readonly callee: Value;
  readonly operands: Value[];
  readonly argAttributes: Attributes[];
  readonly returnAttributes: Attributes;
  readonly attributes: Attributes;
  readonly bundles: string[];
}

/** A call, or the record that a call of `llvm.dbg.*` is; the current token is `call` or a word such as `tail`. */
export function parseCall(state: ParseState, irLine: number): Draft<CallInstruction> | DebugRecord {
  const lex: Lexer = state.lex;
  let tail: CallInstruction['tail'] = 'none';
  const tailWord = TAIL_WORDS.get(lex.value);
  if (tailWord !== undefined) {
    tail = tailWord;
    lex.next();
  }
  lex.expectWord('call');
  while (lex.kind === Token.Word && FAST_MATH_FLAGS.has(lex.value)) lex.next();
  const parts = parseCallParts(state, irLine);
  if ('record' in parts) return parts;
  const call: Draft<CallInstruction> = {
    kind: 'instruction',
    op: 'call',
    type: parts.functionType.result,
    name: '',
    irLine,
    functionType: parts.functionType,
    callee: parts.callee,
    operands: parts.operands,
    argAttributes: parts.argAttributes,
    returnAttributes: parts.returnAttributes,
    attributes: parts.attributes,
    tail,
    bundles: parts.bundles,
  };
  const { callee } = parts;
  if (isStandIn(callee)) {
    const scope = scopeOf(state);
    scope.fixups.push(() => {
      call.callee = scope.resolve(callee);
    });
  }
  return call;
}

export function parseCallParts(state: ParseState, irLine: number): CallParts | DebugRecord {
  const lex: Lexer = state.lex;
  skipCallingConvention(state);
  const returnAttributes = parseAttributesBeforeType(state);
  if (lex.isWord('addrspace')) parseAddressSpace(state);
  const type = parseTypeOrVoid(state);
  const calleeOffset = lex.start;
  let callee: Value | undefined;
  let undeclared: string | undefined;
  if (lex.kind === Token.Global) {
    const name = lex.value;
    callee = state.globals.get(name);
    if (callee !== undefined && callee.kind === 'function') {
      const record = debugIntrinsic(name);
      if (record !== undefined) return parseDebugCall(state, record);
    } else if (callee === undefined && name.startsWith('llvm.')) {
      const record = debugIntrinsic(name);
      if (record !== undefined) return parseDebugCall(state, record);
      undeclared = name;
    }
    if (callee === undefined && undeclared === undefined) lex.fail(`@${name} is not defined or declared`);
    lex.next();
  } else callee = parseCallee(state);

  lex.expect(ParenOpen, "'(' before the arguments");
  const operands: Value[] = [];
  let argAttributes: Attributes[] = [];
  if (lex.kind !== ParenClose) {
    do {
      // `...` at the end of a musttail call in a variadic function stands for the caller's own arguments.
      if (lex.accept(Token.Ellipsis)) break;
      parseArgument(state, operands, argAttributes);
    } while (lex.accept(Comma));
  }
  lex.expect(ParenClose, "',' or ')' in the arguments");
  if (argAttributes.every((attributes) => attributes === NO_ATTRIBUTES))
    argAttributes = withoutAttributes(operands.length);
  const attributes = parseAttributesUntil(state, CALL_STOP);
  const bundles = lex.kind === BracketOpen ? parseBundles(state) : [];

  const functionType = callFunctionType(state, type, callee, operands);
  const called: Value = callee ?? declareIntrinsic(state, undeclared ?? '', functionType, irLine);
  if (called.type.kind !== 'ptr') {
    lex.fail(`a ${typeText(called.type)} cannot be called`, calleeOffset);
  }
  const { params, variadic } = functionType;
  if (operands.length < params.length || (operands.length > params.length && !variadic)) {
    lex.fail(`the function takes ${params.length} arguments, the call has ${operands.length}`, calleeOffset);
  }
  return { functionType, callee: called, operands, argAttributes, returnAttributes, attributes, bundles };
}

function withoutAttributes(count: number): Attributes[] {
  return new Array<Attributes>(count).fill(NO_ATTRIBUTES);
}

function parseCallee(state: ParseState): Value {
  const lex: Lexer = state.lex;
  const { types } = state;
  if (lex.isWord('asm')) return parseInlineAsm(state);
  if (lex.kind === Token.Local) {
    const known = scopeOf(state).values.get(lex.value);
    if (known !== undefined) {
      lex.next();
      return known;
    }
  }
  return parseValue(state, types.ptr);
}

function parseArgument(state: ParseState, operands: Value[], argAttributes: Attributes[]): void {
  const lex: Lexer = state.lex;
  const type = parseType(state);
  if (type.kind === 'metadata') {
    const metadata = parseMetadata(state);
    operands.push({ kind: 'metadata', type, metadata });
    argAttributes.push(NO_ATTRIBUTES);
    return;
  }
  argAttributes.push(
    lex.kind === Token.Word || lex.kind === Token.String || lex.kind === Token.AttributeGroup
      ? parseAttributesUntil(state, VALUE_WORDS)
      : NO_ATTRIBUTES,
  );
  operands.push(parseValue(state, type));
}

/** The type as written, or the one that the result and the arguments give. */
function callFunctionType(
  state: ParseState,
  type: Type,
  callee: Value | undefined,
  operands: readonly Value[],
): FunctionType {
  if (type.kind === 'function') return type;
  if (callee?.kind === 'function') {
    const own = callee.functionType;
    if (own.result === type && !own.variadic && own.params.length === operands.length) {
      let same = true;
      for (let i = 0; i < operands.length && same; i++) same = own.params[i] === operands[i]?.type;
      if (same) return own;
    }
  }
  return state.types.function(
    type,
    operands.map((operand) => operand.type),
    false,
  );
}

/** Since LLVM 20 an intrinsic may be called without a declaration. */
function declareIntrinsic(state: ParseState, name: string, functionType: FunctionType, irLine: number): IRFunction {
  const fn: IRFunction = {
    kind: 'function',
    name,
    type: state.types.ptr,
    linkage: 'external',
    visibility: 'default',
    align: 0,
    metadata: new Map(),
    functionType,
    args: [],
    attributes: NO_ATTRIBUTES,
    returnAttributes: NO_ATTRIBUTES,
    blocks: [],
    irLine,
  };
  state.globals.set(name, fn);
  state.undeclaredIntrinsics.push(fn);
  return fn;
}

/** `[ "deopt"(i32 1), "assume"(ptr %p) ]`: the names; the values are read and dropped. */
function parseBundles(state: ParseState): string[] {
  const lex: Lexer = state.lex;
  lex.next();
  const names: string[] = [];
  if (lex.kind !== BracketClose) {
    do {
      names.push(lex.expectString('the tag of an operand bundle'));
      lex.expect(ParenOpen, "'('");
      if (lex.kind !== ParenClose) {
        do {
          if (lex.kind === Token.Word && lex.value === 'metadata') parseMetadata(state);
          else parseTypedValue(state);
        } while (lex.accept(Comma));
      }
      lex.expect(ParenClose, "')'");
    } while (lex.accept(Comma));
  }
  lex.expect(BracketClose, "']'");
  return names;
}

/** The rest of `call void @llvm.dbg.value(…)`; the current token is the callee. */
function parseDebugCall(state: ParseState, record: DebugRecord['record']): DebugRecord {
  const lex: Lexer = state.lex;
  const { start } = lex;
  lex.next();
  lex.expect(ParenOpen, "'('");
  const parts: Metadata[] = [];
  do parts.push(parseMetadata(state));
  while (lex.accept(Comma));
  lex.expect(ParenClose, "',' or ')'");
  parseAttributesUntil(state, CALL_STOP);
  const location: MDNode | undefined = parseCallLocation(state);
  return makeDebugRecord(state, record, parts, location, start);
}
