/** alloca, load, store, getelementptr, and the atomic instructions. */
import { OPERATION_FLAGS } from './constants.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import type {
  AllocaInstruction,
  AtomicRmwInstruction,
  CmpXchgInstruction,
  FenceInstruction,
  GepInstruction,
  LoadInstruction,
  StoreInstruction,
  Value,
} from './model.js';
import type { Draft, ParseState } from './parse-state.js';
import { parseAddressSpace, parseType } from './type-parser.js';
import type { Type } from './types.js';
import { parseTypedValue, parseValue } from './values.js';

const { Exclaim, Comma, ParenOpen, ParenClose } = Punctuation;

/** Past a comma that more of the instruction follows, not a metadata attachment. */
export function acceptComma(state: ParseState): boolean {
  const lex: Lexer = state.lex;
  if (lex.kind !== Comma || lex.peekCode() === Exclaim) return false;
  lex.next();
  return true;
}

const NO_FLAGS: readonly string[] = [];

/** Flags before the operands. */
export function parseFlags(state: ParseState): readonly string[] {
  const lex: Lexer = state.lex;
  if (lex.kind !== Token.Word || !OPERATION_FLAGS.has(lex.value)) return NO_FLAGS;
  const flags: string[] = [];
  while (lex.kind === Token.Word && OPERATION_FLAGS.has(lex.value)) {
    flags.push(lex.value);
    lex.next();
  }
  return flags;
}

/** `, align 4`, 0 when there is none. */
function parseAlign(state: ParseState): number {
  const lex: Lexer = state.lex;
  if (!acceptComma(state)) return 0;
  lex.expectWord('align');
  return lex.expectUnsigned('an alignment');
}

export function parseAlloca(state: ParseState, irLine: number): Draft<AllocaInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.acceptWord('inalloca');
  lex.acceptWord('swifterror');
  const allocatedType = parseType(state);
  let count: Value = { kind: 'int', type: types.i32, value: 1n };
  let align = 0;
  let space = 0;
  while (acceptComma(state)) {
    if (lex.acceptWord('align')) align = lex.expectUnsigned('an alignment');
    else if (lex.isWord('addrspace')) space = parseAddressSpace(state);
    else count = parseTypedValue(state);
  }
  return {
    kind: 'instruction',
    op: 'alloca',
    type: types.pointer(space),
    name: '',
    irLine,
    allocatedType,
    operands: [count],
    align,
  };
}

/** `syncscope("singlethread") seq_cst`; a task is alone, so the scope does not matter. */
function parseOrdering(state: ParseState): string {
  const lex: Lexer = state.lex;
  if (lex.acceptWord('syncscope')) {
    lex.expect(ParenOpen, "'('");
    lex.expectString('a synchronisation scope');
    lex.expect(ParenClose, "')'");
  }
  if (lex.kind !== Token.Word) lex.fail(`expected a memory ordering, found ${lex.describe()}`);
  const ordering = lex.value;
  lex.next();
  return ordering;
}

export function parseLoad(state: ParseState, irLine: number): Draft<LoadInstruction> {
  const lex: Lexer = state.lex;
  const atomic = lex.acceptWord('atomic');
  const isVolatile = lex.acceptWord('volatile');
  const type = parseType(state);
  lex.expect(Comma, "',' and the pointer");
  const pointer = parseTypedValue(state);
  const ordering = atomic ? parseOrdering(state) : undefined;
  const load: Draft<LoadInstruction> = {
    kind: 'instruction',
    op: 'load',
    type,
    name: '',
    irLine,
    operands: [pointer],
    align: parseAlign(state),
    volatile: isVolatile,
  };
  if (ordering !== undefined) load.ordering = ordering;
  return load;
}

export function parseStore(state: ParseState, irLine: number): Draft<StoreInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  const atomic = lex.acceptWord('atomic');
  const isVolatile = lex.acceptWord('volatile');
  const value = parseTypedValue(state);
  lex.expect(Comma, "',' and the pointer");
  const pointer = parseTypedValue(state);
  const ordering = atomic ? parseOrdering(state) : undefined;
  const store: Draft<StoreInstruction> = {
    kind: 'instruction',
    op: 'store',
    type: types.void,
    name: '',
    irLine,
    operands: [value, pointer],
    align: parseAlign(state),
    volatile: isVolatile,
  };
  if (ordering !== undefined) store.ordering = ordering;
  return store;
}

export function parseGetElementPtrInstruction(state: ParseState, irLine: number): Draft<GepInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  const flags = parseFlags(state);
  const elementType = parseType(state);
  lex.expect(Comma, "',' and the pointer");
  const base = parseTypedValue(state);
  const operands: Value[] = [base];
  let type: Type = base.type;
  while (acceptComma(state)) {
    const index = parseTypedValue(state);
    operands.push(index);
    if (index.type.kind === 'vector' && type.kind !== 'vector') {
      type = types.vector(index.type.count, type, index.type.scalable);
    }
  }
  return { kind: 'instruction', op: 'getelementptr', type, name: '', irLine, elementType, operands, flags };
}

export function parseFence(state: ParseState, irLine: number): Draft<FenceInstruction> {
  const ordering = parseOrdering(state);
  return { kind: 'instruction', op: 'fence', type: state.types.void, name: '', irLine, operands: [], ordering };
}

export function parseCmpXchg(state: ParseState, irLine: number): Draft<CmpXchgInstruction> {
  const lex: Lexer = state.lex;
  const { types } = state;
  lex.acceptWord('weak');
  const isVolatile = lex.acceptWord('volatile');
  const pointer = parseTypedValue(state);
  lex.expect(Comma, "','");
  const expected = parseTypedValue(state);
  lex.expect(Comma, "','");
  const replacement = parseTypedValue(state);
  const ordering = parseOrdering(state);
  if (lex.kind === Token.Word) lex.next();
  return {
    kind: 'instruction',
    op: 'cmpxchg',
    type: types.struct([expected.type, types.i1]),
    name: '',
    irLine,
    operands: [pointer, expected, replacement],
    align: parseAlign(state),
    volatile: isVolatile,
    ordering,
  };
}

export function parseAtomicRmw(state: ParseState, irLine: number): Draft<AtomicRmwInstruction> {
  const lex: Lexer = state.lex;
  lex.acceptWord('elementwise');
  const isVolatile = lex.acceptWord('volatile');
  if (lex.kind !== Token.Word) lex.fail(`expected an operation, found ${lex.describe()}`);
  const operation = lex.value;
  lex.next();
  const pointer = parseTypedValue(state);
  lex.expect(Comma, "','");
  const valueType = parseType(state);
  const value = parseValue(state, valueType);
  const ordering = parseOrdering(state);
  return {
    kind: 'instruction',
    op: 'atomicrmw',
    type: valueType,
    name: '',
    irLine,
    operation,
    operands: [pointer, value],
    align: parseAlign(state),
    volatile: isVolatile,
    ordering,
  };
}
