/** Terminators and phi; exception handling becomes `unsupported`. */
import { parseCallParts } from './calls.js';
import { parseConstant } from './constants.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import { acceptComma, parseFlags } from './memory-instructions.js';
import type {
  BasicBlock,
  BranchInstruction,
  IndirectBranchInstruction,
  PhiInstruction,
  ReturnInstruction,
  SwitchInstruction,
  UnsupportedInstruction,
  Value,
} from './model.js';
import type { Draft, ParseState } from './parse-state.js';
import { parseType, parseTypeOrVoid } from './type-parser.js';
import { type Type, typeText } from './types.js';
import { parseBlockName, parseLabel, parseTypedValue, parseValue } from './values.js';

const { Comma, BracketOpen, BracketClose } = Punctuation;

export function parseReturn(state: ParseState, irLine: number): Draft<ReturnInstruction> {
  const type = parseTypeOrVoid(state);
  const operands = type.kind === 'void' ? [] : [parseValue(state, type)];
  return { kind: 'instruction', op: 'ret', type: state.types.void, name: '', irLine, operands };
}

export function parseBranch(state: ParseState, irLine: number): Draft<BranchInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  if (lex.isWord('label')) {
    const targets = [parseLabel(state)];
    return { kind: 'instruction', op: 'br', type: types.void, name: '', irLine, operands: [], targets };
  }
  const condition = parseTypedValue(state);
  lex.expect(Comma, "','");
  const whenTrue = parseLabel(state);
  lex.expect(Comma, "','");
  const targets = [whenTrue, parseLabel(state)];
  return { kind: 'instruction', op: 'br', type: types.void, name: '', irLine, operands: [condition], targets };
}

export function parseSwitch(state: ParseState, irLine: number): Draft<SwitchInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  const condition = parseTypedValue(state);
  lex.expect(Comma, "','");
  const defaultTarget = parseLabel(state);
  lex.expect(BracketOpen, "'['");
  const cases: { value: bigint; target: BasicBlock }[] = [];
  while (lex.kind !== BracketClose) {
    const { start } = lex;
    const type = parseType(state);
    if (type !== condition.type) lex.fail(`the case is a ${typeText(type)}, not a ${typeText(condition.type)}`, start);
    const value = parseConstant(state, type);
    if (value.kind !== 'int') lex.fail('a case is an integer literal', start);
    lex.expect(Comma, "','");
    cases.push({ value: value.value, target: parseLabel(state) });
  }
  lex.next();
  return {
    kind: 'instruction',
    op: 'switch',
    type: types.void,
    name: '',
    irLine,
    operands: [condition],
    defaultTarget,
    cases,
  };
}

export function parseIndirectBranch(state: ParseState, irLine: number): Draft<IndirectBranchInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  const address = parseTypedValue(state);
  lex.expect(Comma, "','");
  const targets = parseLabelList(state);
  return { kind: 'instruction', op: 'indirectbr', type: types.void, name: '', irLine, operands: [address], targets };
}

/** `[label %a, label %b]` */
function parseLabelList(state: ParseState): BasicBlock[] {
  const lex: Lexer = state.lex;
  lex.expect(BracketOpen, "'['");
  const targets: BasicBlock[] = [];
  if (lex.kind !== BracketClose) {
    do targets.push(parseLabel(state));
    while (lex.accept(Comma));
  }
  lex.expect(BracketClose, "',' or ']'");
  return targets;
}

export function parsePhi(state: ParseState, irLine: number): Draft<PhiInstruction> {
  const lex: Lexer = state.lex;
  parseFlags(state);
  const type = parseType(state);
  const operands: Value[] = [];
  const blocks: BasicBlock[] = [];
  // A phi of a block without predecessors has no pairs.
  if (lex.kind === BracketOpen) {
    do {
      lex.expect(BracketOpen, "'['");
      operands.push(parseValue(state, type));
      lex.expect(Comma, "','");
      blocks.push(parseBlockName(state));
      lex.expect(BracketClose, "']'");
    } while (acceptComma(state));
  }
  return { kind: 'instruction', op: 'phi', type, name: '', irLine, operands, blocks };
}

// ---------------------------------------------------------------- what no C for HSX needs

function unsupported(
  construct: string,
  type: Type,
  irLine: number,
  operands: Value[],
  targets: BasicBlock[],
): Draft<UnsupportedInstruction> {
  return { kind: 'instruction', op: 'unsupported', type, name: '', irLine, construct, operands, targets };
}

/** The rest of an instruction that is read but not supported; undefined for an unknown word. */
export function parseUnsupported(
  state: ParseState,
  word: string,
  irLine: number,
): Draft<UnsupportedInstruction> | undefined {
  const lex: Lexer = state.lex;
  const { types } = state;
  switch (word) {
    case 'invoke':
    case 'callbr': {
      const parts = parseCallParts(state, irLine);
      if ('record' in parts) lex.fail(`a debug intrinsic cannot be called by ${word}`);
      lex.expectWord('to');
      const targets = [parseLabel(state)];
      if (word === 'callbr') targets.push(...parseLabelList(state));
      else {
        lex.expectWord('unwind');
        targets.push(parseLabel(state));
      }
      return unsupported(word, parts.functionType.result, irLine, parts.operands, targets);
    }
    case 'resume':
      return unsupported(word, types.void, irLine, [parseTypedValue(state)], []);
    case 'landingpad': {
      const type = parseType(state);
      lex.acceptWord('cleanup');
      const operands: Value[] = [];
      while (lex.acceptWord('catch') || lex.acceptWord('filter')) operands.push(parseTypedValue(state));
      return unsupported(word, type, irLine, operands, []);
    }
    case 'catchswitch': {
      const operands = parseWithin(state);
      const targets = parseLabelList(state);
      parseUnwind(state, targets);
      return unsupported(word, types.token, irLine, operands, targets);
    }
    case 'catchpad':
    case 'cleanuppad': {
      const operands = parseWithin(state);
      lex.expect(BracketOpen, "'['");
      if (lex.kind !== BracketClose) {
        do operands.push(parseTypedValue(state));
        while (lex.accept(Comma));
      }
      lex.expect(BracketClose, "']'");
      return unsupported(word, types.token, irLine, operands, []);
    }
    case 'catchret':
    case 'cleanupret': {
      lex.expectWord('from');
      const operands = [parseValue(state, types.token)];
      const targets: BasicBlock[] = [];
      if (word === 'catchret') {
        lex.expectWord('to');
        targets.push(parseLabel(state));
      } else parseUnwind(state, targets);
      return unsupported(word, types.void, irLine, operands, targets);
    }
    default:
      return undefined;
  }
}

/** `within none`, `within %pad` */
function parseWithin(state: ParseState): Value[] {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.expectWord('within');
  return lex.kind === Token.Local || lex.isWord('none')
    ? [parseValue(state, types.token)]
    : lex.fail("expected 'none' or a pad");
}

/** `unwind to caller`, `unwind label %b` */
function parseUnwind(state: ParseState, targets: BasicBlock[]): void {
  const lex: Lexer = state.lex;
  lex.expectWord('unwind');
  if (lex.acceptWord('to')) lex.expectWord('caller');
  else targets.push(parseLabel(state));
}
