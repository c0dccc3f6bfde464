/** One instruction, with its attachments. */
import { parseCall } from './calls.js';
import { elementType } from './constants.js';
import {
  parseBranch,
  parseIndirectBranch,
  parsePhi,
  parseReturn,
  parseSwitch,
  parseUnsupported,
} from './control-flow.js';
import { opcode } from './instruction-words.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import {
  acceptComma,
  parseAlloca,
  parseAtomicRmw,
  parseCmpXchg,
  parseFence,
  parseFlags,
  parseGetElementPtrInstruction,
  parseLoad,
  parseStore,
} from './memory-instructions.js';
import { parseAttachment } from './metadata.js';
import type { BinaryOp, CastOp, Constant, DebugRecord, Instruction, Metadata, Value } from './model.js';
import type { Draft, ParseState } from './parse-state.js';
import { parseType } from './type-parser.js';
import { type Type, typeText } from './types.js';
import { parseTypedValue, parseValue } from './values.js';

const { Comma } = Punctuation;

/** Lanes of a mask that are read. */
const MAX_MASK_LANES = 1 << 16;

/** An instruction, or the record that a debug call is; the current token is the instruction's word. */
export function parseInstruction(state: ParseState): Draft<Instruction> | DebugRecord {
  const lex: Lexer = state.lex;
  const irLine = lex.line;
  if (lex.kind !== Token.Word) lex.fail(`expected an instruction, found ${lex.describe()}`);
  const word = opcode(lex.value);
  if (word === 'call' || word === 'tail' || word === 'musttail' || word === 'notail') {
    const call = parseCall(state, irLine);
    if (call.kind !== 'record') parseAttachments(state, call);
    return call;
  }
  if (word === undefined) lex.fail(`unknown instruction ${lex.describe()}`);
  lex.next();
  const instruction = parseBody(state, word, irLine);
  parseAttachments(state, instruction);
  return instruction;
}

/** Attachments that most loads, stores and loops of optimised code have, and that say nothing to a back-end that trusts nobody. */
const UNREAD_ATTACHMENTS: ReadonlySet<string> = new Set(['tbaa', 'tbaa.struct', 'llvm.loop']);

/** `, !dbg !7, !tbaa !9` */
function parseAttachments(state: ParseState, instruction: Draft<Instruction>): void {
  const lex: Lexer = state.lex;
  let metadata: Map<string, Metadata> | undefined;
  while (lex.kind === Comma) {
    lex.next();
    if (lex.kind !== Token.MetadataName) lex.fail(`expected a metadata attachment, found ${lex.describe()}`);
    const name = lex.value;
    lex.next();
    const { start } = lex;
    const node = parseAttachment(state);
    if (name === 'dbg') {
      if (node.kind !== 'node') lex.fail('!dbg needs a location', start);
      instruction.location = node;
    } else if (!UNREAD_ATTACHMENTS.has(name)) {
      metadata ??= new Map();
      metadata.set(name, node);
    }
  }
  if (metadata !== undefined) instruction.metadata = metadata;
}

function parseBody(state: ParseState, word: string, irLine: number): Draft<Instruction> {
  switch (word) {
    case 'load':
      return parseLoad(state, irLine);
    case 'store':
      return parseStore(state, irLine);
    case 'getelementptr':
      return parseGetElementPtrInstruction(state, irLine);
    case 'br':
      return parseBranch(state, irLine);
    case 'add':
    case 'sub':
    case 'mul':
    case 'udiv':
    case 'sdiv':
    case 'urem':
    case 'srem':
    case 'shl':
    case 'lshr':
    case 'ashr':
    case 'and':
    case 'or':
    case 'xor':
    case 'fadd':
    case 'fsub':
    case 'fmul':
    case 'fdiv':
    case 'frem':
      return parseBinary(state, word, irLine);
    case 'icmp':
    case 'fcmp':
      return parseCompare(state, word, irLine);
    case 'phi':
      return parsePhi(state, irLine);
    case 'trunc':
    case 'zext':
    case 'sext':
    case 'fptrunc':
    case 'fpext':
    case 'fptoui':
    case 'fptosi':
    case 'uitofp':
    case 'sitofp':
    case 'ptrtoint':
    case 'ptrtoaddr':
    case 'inttoptr':
    case 'bitcast':
    case 'addrspacecast':
      return parseCast(state, word, irLine);
    case 'select':
      return parseSelect(state, irLine);
    case 'ret':
      return parseReturn(state, irLine);
    case 'alloca':
      return parseAlloca(state, irLine);
    case 'switch':
      return parseSwitch(state, irLine);
    case 'indirectbr':
      return parseIndirectBranch(state, irLine);
    case 'unreachable':
      return { kind: 'instruction', op: 'unreachable', type: state.types.void, name: '', irLine, operands: [] };
    case 'fneg':
    case 'freeze': {
      parseFlags(state);
      const operand = parseTypedValue(state);
      return { kind: 'instruction', op: word, type: operand.type, name: '', irLine, operands: [operand] };
    }
    case 'extractvalue':
      return parseExtractValue(state, irLine);
    case 'insertvalue':
      return parseInsertValue(state, irLine);
    case 'extractelement':
      return parseExtractElement(state, irLine);
    case 'insertelement':
      return parseInsertElement(state, irLine);
    case 'shufflevector':
      return parseShuffleVector(state, irLine);
    case 'va_arg': {
      const list = parseTypedValue(state);
      state.lex.expect(Comma, "','");
      return { kind: 'instruction', op: 'va_arg', type: parseType(state), name: '', irLine, operands: [list] };
    }
    case 'fence':
      return parseFence(state, irLine);
    case 'cmpxchg':
      return parseCmpXchg(state, irLine);
    case 'atomicrmw':
      return parseAtomicRmw(state, irLine);
    default:
      return parseUnsupported(state, word, irLine) ?? state.lex.fail(`unknown instruction '${word}'`);
  }
}

function parseBinary(state: ParseState, op: BinaryOp, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const flags = parseFlags(state);
  const type = parseType(state);
  const left = parseValue(state, type);
  lex.expect(Comma, "','");
  const right = parseValue(state, type);
  return { kind: 'instruction', op, type, name: '', irLine, operands: [left, right], flags };
}

function parseCast(state: ParseState, op: CastOp, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const flags = parseFlags(state);
  const operand = parseTypedValue(state);
  lex.expectWord('to');
  const type = parseType(state);
  return { kind: 'instruction', op, type, name: '', irLine, operands: [operand], flags };
}

function parseCompare(state: ParseState, op: 'icmp' | 'fcmp', irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  parseFlags(state);
  if (lex.kind !== Token.Word) lex.fail(`expected a predicate, found ${lex.describe()}`);
  const predicate = lex.value;
  lex.next();
  const operandType = parseType(state);
  const left = parseValue(state, operandType);
  lex.expect(Comma, "','");
  const right = parseValue(state, operandType);
  const type: Type =
    operandType.kind === 'vector' ? types.vector(operandType.count, types.i1, operandType.scalable) : types.i1;
  return { kind: 'instruction', op, type, name: '', irLine, predicate, operands: [left, right] };
}

function parseSelect(state: ParseState, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  parseFlags(state);
  const condition = parseTypedValue(state);
  lex.expect(Comma, "','");
  const whenTrue = parseTypedValue(state);
  lex.expect(Comma, "','");
  const whenFalse = parseTypedValue(state);
  const operands: [Value, Value, Value] = [condition, whenTrue, whenFalse];
  return { kind: 'instruction', op: 'select', type: whenTrue.type, name: '', irLine, operands };
}

/** The indices after an aggregate. */
function parseIndices(state: ParseState): number[] {
  const indices: number[] = [];
  while (acceptComma(state)) indices.push(state.lex.expectUnsigned('an index'));
  return indices;
}

function parseExtractValue(state: ParseState, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const { start } = lex;
  const aggregate = parseTypedValue(state);
  const indices = parseIndices(state);
  let type: Type | undefined = aggregate.type;
  for (const index of indices) {
    type = type === undefined || type.kind === 'vector' ? undefined : elementType(type, index);
  }
  if (type === undefined) lex.fail(`${typeText(aggregate.type)} has no element ${indices.join(', ')}`, start);
  return { kind: 'instruction', op: 'extractvalue', type, name: '', irLine, operands: [aggregate], indices };
}

function parseInsertValue(state: ParseState, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const aggregate = parseTypedValue(state);
  lex.expect(Comma, "','");
  const element = parseTypedValue(state);
  const indices = parseIndices(state);
  const operands: [Value, Value] = [aggregate, element];
  return { kind: 'instruction', op: 'insertvalue', type: aggregate.type, name: '', irLine, operands, indices };
}

function parseExtractElement(state: ParseState, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const { start } = lex;
  const vector = parseTypedValue(state);
  lex.expect(Comma, "','");
  const index = parseTypedValue(state);
  if (vector.type.kind !== 'vector') lex.fail(`a ${typeText(vector.type)} is no vector`, start);
  const type = vector.type.element;
  return { kind: 'instruction', op: 'extractelement', type, name: '', irLine, operands: [vector, index] };
}

function parseInsertElement(state: ParseState, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const vector = parseTypedValue(state);
  lex.expect(Comma, "','");
  const element = parseTypedValue(state);
  lex.expect(Comma, "','");
  const index = parseTypedValue(state);
  const operands: [Value, Value, Value] = [vector, element, index];
  return { kind: 'instruction', op: 'insertelement', type: vector.type, name: '', irLine, operands };
}

function parseShuffleVector(state: ParseState, irLine: number): Draft<Instruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  const { start } = lex;
  const left = parseTypedValue(state);
  lex.expect(Comma, "','");
  const right = parseTypedValue(state);
  lex.expect(Comma, "','");
  const maskOffset = lex.start;
  const maskValue = parseTypedValue(state);
  if (left.type.kind !== 'vector') lex.fail(`a ${typeText(left.type)} is no vector`, start);
  if (maskValue.type.kind !== 'vector') lex.fail('the mask is no vector', maskOffset);
  const { count, scalable } = maskValue.type;
  if (count > MAX_MASK_LANES) lex.fail(`a mask of more than ${MAX_MASK_LANES} lanes`, maskOffset);
  const type = types.vector(count, left.type.element, scalable);
  const mask = maskLanes(maskValue, count);
  if (mask === undefined) lex.fail('the mask is not constant', maskOffset);
  return { kind: 'instruction', op: 'shufflevector', type, name: '', irLine, operands: [left, right], mask };
}

function maskLanes(value: Value, count: number): number[] | undefined {
  switch (value.kind) {
    case 'zero':
      return new Array<number>(count).fill(0);
    case 'undef':
    case 'poison':
      return new Array<number>(count).fill(-1);
    case 'aggregate':
      return value.elements.map((lane: Constant) => (lane.kind === 'int' ? Number(lane.value) : -1));
    default:
      return undefined;
  }
}
