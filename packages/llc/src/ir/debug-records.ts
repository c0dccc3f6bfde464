/** `#dbg_value(…)` and its kin, and the `llvm.dbg.*` calls of the same meaning, as `DebugRecord`s. */
import { type Lexer, Punctuation, Token } from './lexer.js';
import { parseAttachment, parseMetadata } from './metadata.js';
import type { DebugRecord, MDNode, Metadata, Value } from './model.js';
import { type Draft, isStandIn, type ParseState } from './parse-state.js';

const { ParenOpen, ParenClose, Comma } = Punctuation;

type RecordKind = DebugRecord['record'];

const RECORDS: ReadonlyMap<string, RecordKind> = new Map([
  ['dbg_value', 'value'],
  ['dbg_declare', 'declare'],
  // The value for the whole of the variable's scope.
  ['dbg_declare_value', 'value'],
  ['dbg_assign', 'assign'],
  ['dbg_label', 'label'],
]);

const INTRINSICS: ReadonlyMap<string, RecordKind> = new Map([
  ['llvm.dbg.value', 'value'],
  ['llvm.dbg.declare', 'declare'],
  ['llvm.dbg.addr', 'declare'],
  ['llvm.dbg.assign', 'assign'],
  ['llvm.dbg.label', 'label'],
]);

/** The record that a call of this function stands for. */
export function debugIntrinsic(name: string): RecordKind | undefined {
  return name.startsWith('llvm.dbg.') ? INTRINSICS.get(name) : undefined;
}

/** `#dbg_value(ptr %x, !7, !DIExpression(), !9)`; the current token is the word. */
export function parseDebugRecord(state: ParseState): DebugRecord {
  const lex: Lexer = state.lex;
  const record = RECORDS.get(lex.value);
  if (record === undefined) lex.fail(`unknown debug record ${lex.describe()}`);
  const { start } = lex;
  lex.next();
  lex.expect(ParenOpen, "'('");
  const parts: Metadata[] = [];
  do parts.push(parseMetadata(state));
  while (lex.accept(Comma));
  lex.expect(ParenClose, "',' or ')'");
  const location = parts.pop();
  if (location?.kind !== 'node') lex.fail('the last part of a debug record is its location', start);
  return makeDebugRecord(state, record, parts, location, start);
}

/** A record from its parts: value, variable, expression (and for `assign` three more), or a label. */
export function makeDebugRecord(
  state: ParseState,
  record: RecordKind,
  parts: readonly Metadata[],
  location: MDNode | undefined,
  offset: number,
): DebugRecord {
  const [first, second, third] = parts;
  if (record === 'label') {
    if (first === undefined || parts.length !== 1) state.lex.fail('a label record has a label and a location', offset);
    return withLocation({ kind: 'record', record, variable: first }, location);
  }
  // llvm.dbg.value had an offset as its second argument until LLVM 6.
  const shifted = second?.kind === 'value' && parts.length === 4;
  const variable = shifted ? third : second;
  const expression = shifted ? parts[3] : third;
  if (first === undefined || variable === undefined || expression === undefined) {
    state.lex.fail('a debug record needs a value, a variable and an expression', offset);
  }
  const made: Draft<DebugRecord> = { kind: 'record', record, value: first, variable, expression };
  resolved(state, first, (value) => {
    made.value = value;
  });
  const [, , , id, address, addressExpression] = parts;
  if (record === 'assign' && id !== undefined && address !== undefined && addressExpression !== undefined) {
    resolved(state, address, (value) => {
      made.assignment = { id, address: value, addressExpression };
    });
  }
  return withLocation(made, location);
}

/** Hands over what a part is: at once, and again when a value used before its definition is known. */
function resolved(state: ParseState, part: Metadata, take: (value: Value | Metadata) => void): void {
  if (part.kind !== 'value') return take(part);
  const { value } = part;
  take(value);
  if (!isStandIn(value)) return;
  const { scope } = state;
  scope?.fixups.push(() => take(scope.resolve(value)));
}

function withLocation(record: Draft<DebugRecord>, location: MDNode | undefined): DebugRecord {
  if (location !== undefined) record.location = location;
  return record;
}

/** `, !dbg !7` after a debug call; other attachments are passed over. */
export function parseCallLocation(state: ParseState): MDNode | undefined {
  const lex: Lexer = state.lex;
  let location: MDNode | undefined;
  while (lex.accept(Comma)) {
    if (lex.kind !== Token.MetadataName) lex.fail(`expected a metadata attachment, found ${lex.describe()}`);
    const name = lex.value;
    lex.next();
    const node = parseAttachment(state);
    if (name === 'dbg' && node.kind === 'node') location = node;
  }
  return location;
}
