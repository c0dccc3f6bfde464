/** `declare` and `define`: heads when symbols are collected, bodies when all symbols are known. */
import { parseAttributesBeforeType, parseAttributesUntil, skipCallingConvention } from './attributes.js';
import { parseTypedConstant } from './constants.js';
import { parseDebugRecord } from './debug-records.js';
import { addGlobal, parseHeadAttachments, parseSymbolProperty, parseSymbolWords } from './globals.js';
import { parseInstruction } from './instructions.js';
import { type Lexer, type LexerPlace, ParseFailure, Punctuation, Token } from './lexer.js';
import type {
  Argument,
  Attributes,
  DebugRecord,
  Instruction,
  Function as IRFunction,
  MDNode,
  Metadata,
  Value,
} from './model.js';
import { type Draft, FunctionScope, isStandIn, NO_ATTRIBUTES, type ParseState } from './parse-state.js';
import { parseAddressSpace, parseType, parseTypeOrVoid } from './type-parser.js';
import { type Type, typeText } from './types.js';
import { blockNamed } from './values.js';

const { ParenOpen, ParenClose, BraceOpen, BraceClose, Comma, Equal } = Punctuation;

const NO_WORDS: ReadonlySet<string> = new Set();
/** Words after a parameter list that are no attributes. */
const TAIL_WORDS: ReadonlySet<string> = new Set([
  'section',
  'partition',
  'comdat',
  'align',
  'gc',
  'prefix',
  'prologue',
  'personality',
  'unnamed_addr',
  'local_unnamed_addr',
  'addrspace',
]);

/** A function whose part after the parameter list is still to be read. */
export interface PendingFunction {
  readonly fn: IRFunction;
  readonly isDefinition: boolean;
  readonly place: LexerPlace;
}

/** Everything up to the end of the parameter list; the current token is `define` or `declare`. */
export function parseFunctionHead(state: ParseState): PendingFunction {
  const lex: Lexer = state.lex;
  const { types } = state;
  const irLine = lex.line;
  const isDefinition = lex.value === 'define';
  lex.next();
  const metadata = new Map<string, Metadata>();
  let subprogram: MDNode | undefined;
  parseHeadAttachments(state, metadata, (node) => {
    subprogram = node;
  });
  const words = parseSymbolWords(state);
  skipCallingConvention(state);
  const returnAttributes = parseAttributesBeforeType(state);
  const result = parseTypeOrVoid(state);
  const { start: nameOffset, value: name } = lex;
  lex.expect(Token.Global, "the function's name");
  lex.expect(ParenOpen, "'(' before the parameters");
  const args: Argument[] = [];
  const params: Type[] = [];
  let variadic = false;
  let nextNumber = 0;
  if (lex.kind !== ParenClose) {
    do {
      if (lex.accept(Token.Ellipsis)) {
        variadic = true;
        break;
      }
      const type = parseType(state);
      const attributes = parseAttributesUntil(state, NO_WORDS);
      let argName: string;
      if (lex.kind === Token.Local) {
        argName = lex.value;
        if (isNumber(argName)) nextNumber = Number(argName) + 1;
        lex.next();
      } else argName = String(nextNumber++);
      params.push(type);
      args.push({ kind: 'argument', type, name: argName, index: args.length, attributes });
    } while (lex.accept(Comma));
  }
  if (lex.kind !== ParenClose) lex.fail(`expected ',' or ')' in the parameters, found ${lex.describe()}`);
  lex.next();
  const fn: IRFunction = {
    kind: 'function',
    name,
    type: types.pointer(words.addressSpace),
    linkage: words.linkage,
    visibility: words.visibility,
    align: 0,
    metadata,
    functionType: types.function(result, params, variadic),
    args,
    attributes: NO_ATTRIBUTES,
    returnAttributes,
    blocks: [],
    irLine,
  };
  if (subprogram !== undefined) fn.subprogram = subprogram;
  addGlobal(state, fn, nameOffset);
  return { fn, isDefinition, place: lex.place() };
}

function isNumber(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** What follows the parameter list: attributes, section and so on, and the body. */
export function parseFunctionTail(state: ParseState, pending: PendingFunction): void {
  const lex: Lexer = state.lex;
  const { fn, isDefinition, place } = pending;
  lex.moveTo(place);
  let attributes: Attributes = NO_ATTRIBUTES;
  for (;;) {
    const more = parseAttributesUntil(state, TAIL_WORDS);
    if (more.size > 0) attributes = attributes.size === 0 ? more : new Map([...attributes, ...more]);
    if (lex.kind !== Token.Word) break;
    if (parseSymbolProperty(state, fn)) continue;
    const word = lex.value;
    if (word === 'addrspace') parseAddressSpace(state);
    else {
      lex.next();
      if (word === 'gc') lex.expectString('the name of a collector');
      else if (word === 'prefix' || word === 'prologue' || word === 'personality') parseTypedConstant(state);
    }
  }
  fn.attributes = attributes;
  parseHeadAttachments(state, fn.metadata, (node) => {
    fn.subprogram = node;
  });
  if (!isDefinition) return;
  if (lex.kind !== BraceOpen) lex.fail(`expected the function's body, found ${lex.describe()}`);
  lex.next();
  parseBody(state, fn);
}

function parseBody(state: ParseState, fn: IRFunction): void {
  const lex: Lexer = state.lex;
  const scope = new FunctionScope(fn);
  state.scope = scope;
  for (const arg of fn.args) {
    if (scope.values.has(arg.name)) lex.fail(`two parameters are named %${arg.name}`);
    scope.values.set(arg.name, arg);
    if (isNumber(arg.name)) scope.nextNumber = Number(arg.name) + 1;
  }
  if (lex.kind === BraceClose) lex.fail('a function that is defined has at least one block');
  while (lex.kind !== BraceClose && !isUseListOrder(state)) parseBlock(state, scope);
  while (lex.kind !== BraceClose) {
    if (lex.kind === Token.End) lex.fail("expected '}' at the end of the function");
    skipUseListOrder(state);
  }
  lex.next();
  finish(state, scope);
  state.scope = undefined;
}

function isUseListOrder(state: ParseState): boolean {
  return state.lex.isWord('uselistorder') || state.lex.isWord('uselistorder_bb');
}

/** `uselistorder i32 %x, { 1, 0 }`: orders lists that HSX does not have. */
function skipUseListOrder(state: ParseState): void {
  const lex: Lexer = state.lex;
  if (!isUseListOrder(state)) lex.fail(`expected '}', found ${lex.describe()}`);
  do {
    lex.next();
    if (lex.kind === Token.End) lex.fail("expected '{'");
  } while (lex.kind !== BraceOpen);
  while (lex.kind !== BraceClose) {
    lex.next();
    if (lex.kind === Token.End) lex.fail("expected '}'");
  }
  lex.next();
}

/** The name of something without one: the next number. An explicit number sets the count. */
function takeName(scope: FunctionScope, written: string | undefined): string {
  if (written === undefined) return String(scope.nextNumber++);
  if (isNumber(written)) scope.nextNumber = Math.max(scope.nextNumber, Number(written) + 1);
  return written;
}

/** One block up to and with its terminator. */
function parseBlock(state: ParseState, scope: FunctionScope): void {
  const lex: Lexer = state.lex;
  const { start } = lex;
  let label: string | undefined;
  if (lex.kind === Token.Label) {
    label = lex.value;
    lex.next();
  }
  const name = takeName(scope, label);
  if (scope.values.has(name)) lex.fail(`%${name} is a value already`, start);
  const block = blockNamed(state, name);
  const entry = scope.blocks.get(name);
  if (entry === undefined || entry.defined) lex.fail(`the block %${name} is defined twice`, start);
  entry.defined = true;
  scope.fn.blocks.push(block);
  let records: DebugRecord[] | undefined;
  for (;;) {
    if (lex.kind === Token.DebugRecord) {
      records ??= [];
      records.push(parseDebugRecord(state));
      continue;
    }
    if (lex.kind === BraceClose || lex.kind === Token.Label || lex.kind === Token.End) {
      lex.fail(`the block %${name} has no terminator: expected an instruction, found ${lex.describe()}`);
    }
    const made = parseStatement(state, scope);
    if (made.kind === 'record') {
      records ??= [];
      records.push(made);
      continue;
    }
    if (records !== undefined) {
      made.records = records;
      records = undefined;
    }
    block.instructions.push(made);
    if (isTerminator(made)) return;
  }
}

/** `%x = instruction` or an instruction alone. */
function parseStatement(state: ParseState, scope: FunctionScope): Draft<Instruction> | DebugRecord {
  const lex: Lexer = state.lex;
  let written: string | undefined;
  const { start } = lex;
  if (lex.kind === Token.Local) {
    written = lex.value;
    lex.next();
    lex.expect(Equal, "'=' after the name of a result");
  }
  const standIns = scope.forward.size;
  const made = parseInstruction(state);
  if (made.kind === 'record') return made;
  if (made.type.kind === 'void') {
    if (written !== undefined) lex.fail('an instruction without a result cannot have a name', start);
  } else {
    const name = takeName(scope, written);
    if (scope.values.has(name)) lex.fail(`%${name} is defined twice`, start);
    if (scope.blocks.has(name)) lex.fail(`%${name} is a block already`, start);
    made.name = name;
    scope.values.set(name, made);
  }
  if (scope.forward.size !== standIns) {
    const operands = made.operands as Value[];
    for (let i = 0; i < operands.length; i++) {
      const operand = operands[i] as Value;
      if (isStandIn(operand)) {
        scope.fixups.push(() => {
          operands[i] = scope.resolve(operand);
        });
      }
    }
  }
  return made;
}

/** True for an instruction that ends a block. */
export function isTerminator(instruction: Instruction): boolean {
  switch (instruction.op) {
    case 'br':
    case 'ret':
    case 'switch':
    case 'unreachable':
    case 'indirectbr':
      return true;
    case 'unsupported':
      switch (instruction.construct) {
        case 'invoke':
        case 'callbr':
        case 'resume':
        case 'catchswitch':
        case 'catchret':
        case 'cleanupret':
          return true;
        default:
          return false;
      }
    default:
      return false;
  }
}

/** Puts values in place of their stand-ins; reports names that never came. */
function finish(state: ParseState, scope: FunctionScope): void {
  const lex: Lexer = state.lex;
  for (const [standIn, offset] of scope.forward) {
    const value = scope.values.get(standIn.name);
    if (value === undefined) throw new ParseFailure(offset, `%${standIn.name} is not defined`);
    if (value.type !== standIn.type) {
      throw new ParseFailure(offset, `%${standIn.name} is a ${typeText(value.type)}, not a ${typeText(standIn.type)}`);
    }
  }
  for (const [name, { defined, offset }] of scope.blocks) {
    if (!defined) lex.fail(`the block %${name} is not defined`, offset);
  }
  for (const fixup of scope.fixups) fixup();
}
