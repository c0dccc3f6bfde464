/** Metadata as text: tuples, specialised nodes of any name, expressions, strings and values. */
import { integerValue } from './constants.js';
import { type Lexer, Punctuation, Token } from './lexer.js';
import type { MDField, MDList, MDNode, Metadata, Value } from './model.js';
import { type Draft, isStandIn, type ParseState } from './parse-state.js';
import { decodeQuoted } from './quoted-text.js';
import { parseType, startsType } from './type-parser.js';
import { parseTypedValue, parseValue } from './values.js';

const { Exclaim, BraceOpen, BraceClose, ParenOpen, ParenClose, Comma, Bar } = Punctuation;

/** Makes the still empty node of `!7 = …`, so that references from anywhere find it; the current token follows the `=`. */
export function declareNode(state: ParseState, id: string): void {
  const lex: Lexer = state.lex;
  if (state.metadata.has(id)) lex.fail(`!${id} is defined twice`);
  const distinct = lex.acceptWord('distinct');
  lex.acceptWord('metadata');
  let node: MDNode | MDList;
  if (lex.kind === Token.MetadataName) {
    node = isListName(lex.value)
      ? { kind: 'list', name: lex.value, items: [] }
      : { kind: 'node', id: Number(id), name: lex.value, distinct, operands: [], fields: new Map() };
  } else {
    if (lex.kind !== Exclaim) lex.fail(`expected a metadata node, found ${lex.describe()}`);
    node = { kind: 'node', id: Number(id), name: 'tuple', distinct, operands: [], fields: new Map() };
  }
  state.metadata.set(id, node);
}

/** Fills the node that `declareNode` made; the current token follows the `=`. */
export function defineNode(state: ParseState, id: string): void {
  const lex: Lexer = state.lex;
  lex.acceptWord('distinct');
  lex.acceptWord('metadata');
  const node = state.metadata.get(id);
  if (node === undefined) lex.fail(`!${id} is not declared`);
  fillNode(state, node);
}

function isListName(name: string): name is MDList['name'] {
  return name === 'DIExpression' || name === 'DIArgList';
}

/** The rest of a node after `!` or `!DIName`, whichever is the current token. */
function fillNode(state: ParseState, node: MDNode | MDList): void {
  const lex: Lexer = state.lex;
  lex.next();
  state.enter();
  if (node.kind === 'list') parseListItems(state, node);
  else if (node.name === 'tuple') parseTuple(state, node);
  else parseFields(state, node);
  state.leave();
}

/** `{ … }` */
function parseTuple(state: ParseState, node: MDNode): void {
  const lex: Lexer = state.lex;
  lex.expect(BraceOpen, "'{'");
  if (lex.kind !== BraceClose) {
    do node.operands.push(lex.acceptWord('null') ? null : parseMetadata(state));
    while (lex.accept(Comma));
  }
  lex.expect(BraceClose, "',' or '}'");
}

/** `(name: value, …)` */
function parseFields(state: ParseState, node: MDNode): void {
  const lex: Lexer = state.lex;
  lex.expect(ParenOpen, "'('");
  if (lex.kind !== ParenClose) {
    do {
      if (lex.kind !== Token.Label) lex.fail(`expected a field's name, found ${lex.describe()}`);
      const name = lex.value;
      lex.next();
      node.fields.set(name, parseField(state));
    } while (lex.accept(Comma));
  }
  lex.expect(ParenClose, "',' or ')'");
}

function parseField(state: ParseState): MDField {
  const lex: Lexer = state.lex;
  switch (lex.kind) {
    case Token.String: {
      const value = decodeQuoted(lex.value);
      lex.next();
      return { kind: 'string', value };
    }
    case Token.Integer: {
      const value = integerValue(state, lex.value);
      lex.next();
      return value;
    }
    case BraceOpen: {
      const node: MDNode = { kind: 'node', name: 'tuple', distinct: false, operands: [], fields: new Map() };
      state.enter();
      parseTuple(state, node);
      state.leave();
      return node;
    }
    case Token.Word:
      return parseWordField(state);
    default:
      return parseMetadata(state);
  }
}

function parseWordField(state: ParseState): MDField {
  const lex: Lexer = state.lex;
  const { value: word } = lex;
  if (startsType(state)) return parseMetadata(state);
  if (word === 'distinct') return parseMetadata(state);
  lex.next();
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  const words = [word];
  while (lex.accept(Bar)) {
    words.push(lex.value);
    if (lex.kind !== Token.Word && lex.kind !== Token.Integer) lex.fail(`expected a flag, found ${lex.describe()}`);
    lex.next();
  }
  return { kind: 'word', word: words.join(' | ') };
}

/** `(DW_OP_plus_uconst, 8)` or `(i32 %x, ptr @g)` */
function parseListItems(state: ParseState, list: MDList): void {
  const lex: Lexer = state.lex;
  const items = list.items as (string | bigint | Value)[];
  lex.expect(ParenOpen, "'('");
  if (lex.kind !== ParenClose) {
    do {
      if (list.name === 'DIArgList') {
        const value = parseTypedValue(state);
        const index = items.push(value) - 1;
        if (isStandIn(value)) {
          const { scope } = state;
          scope?.fixups.push(() => {
            items[index] = scope.resolve(value);
          });
        }
      } else if (lex.kind === Token.Integer) {
        items.push(integerValue(state, lex.value));
        lex.next();
      } else {
        if (lex.kind !== Token.Word) lex.fail(`expected an operation, found ${lex.describe()}`);
        items.push(lex.value);
        lex.next();
      }
    } while (lex.accept(Comma));
  }
  lex.expect(ParenClose, "',' or ')'");
}

/** A reference `!7`, a node in place, a string, or a value with its type. */
export function parseMetadata(state: ParseState): Metadata {
  const lex: Lexer = state.lex;
  switch (lex.kind) {
    case Token.MetadataId:
      return parseReference(state);
    case Token.MetadataName: {
      const name = lex.value;
      const node: Metadata = isListName(name)
        ? { kind: 'list', name, items: [] }
        : { kind: 'node', name, distinct: false, operands: [], fields: new Map() };
      fillNode(state, node);
      return node;
    }
    case Exclaim: {
      if (lex.peekCode() === 34) {
        lex.next();
        return { kind: 'string', value: lex.expectString('a string') };
      }
      const node: MDNode = { kind: 'node', name: 'tuple', distinct: false, operands: [], fields: new Map() };
      fillNode(state, node);
      return node;
    }
    default: {
      if (lex.acceptWord('distinct')) {
        if (lex.kind !== Token.MetadataName && lex.kind !== Exclaim) {
          lex.fail(`expected a metadata node, found ${lex.describe()}`);
        }
        const node = parseMetadata(state);
        return node.kind === 'node' ? { ...node, distinct: true } : node;
      }
      const type = parseType(state);
      if (type.kind === 'metadata') {
        state.enter();
        const nested = parseMetadata(state);
        state.leave();
        return nested;
      }
      const value = parseValue(state, type);
      const holder: Draft<Metadata & { kind: 'value' }> = { kind: 'value', value };
      if (isStandIn(value)) {
        const { scope } = state;
        scope?.fixups.push(() => {
          holder.value = scope.resolve(value);
        });
      }
      return holder;
    }
  }
}

/** `!7` */
function parseReference(state: ParseState): MDNode | MDList {
  const lex: Lexer = state.lex;
  const node = state.metadata.get(lex.value);
  if (node === undefined) lex.fail(`!${lex.value} is not defined`);
  lex.next();
  return node;
}

/** What follows the name in `!dbg !7`: a reference or a node in place. */
export function parseAttachment(state: ParseState): MDNode | MDList {
  const lex: Lexer = state.lex;
  const { start } = lex;
  const metadata = parseMetadata(state);
  if (metadata.kind !== 'node' && metadata.kind !== 'list') lex.fail('expected a metadata node', start);
  return metadata;
}

/** The chains that readers of debug data walk up without looking for a cycle. */
const CHAINS = ['scope', 'inlinedAt', 'baseType'] as const;

/** The id of a node that a chain of scopes, inlined locations or base types leads back to, per chain. */
export function findCycles(nodes: Iterable<MDNode | MDList>): { readonly id: number; readonly field: string }[] {
  const list = [...nodes];
  const cycles: { id: number; field: string }[] = [];
  for (const field of CHAINS) {
    /** The node from which each was met first. */
    const metFrom = new Map<MDNode, MDNode | MDList>();
    for (const first of list) {
      let node: MDField | MDList | undefined = first;
      while (typeof node === 'object' && node?.kind === 'node') {
        const from = metFrom.get(node);
        if (from === first) cycles.push({ id: node.id ?? -1, field });
        if (from !== undefined) break;
        metFrom.set(node, first);
        node = node.fields.get(field);
      }
    }
  }
  return cycles;
}
