/** Global variables, aliases and ifuncs, and the words that functions share with them. */
import { parseConstant, parseTypedConstant, VALUE_WORDS } from './constants.js';
import { type Lexer, type LexerPlace, Punctuation, Token } from './lexer.js';
import { parseAttachment } from './metadata.js';
import type { Alias, GlobalVariable, Linkage, MDNode, Metadata } from './model.js';
import type { GlobalValue, ParseState } from './parse-state.js';
import { parseAddressSpace, parseType } from './type-parser.js';

const { Comma, ParenOpen, ParenClose, Equal } = Punctuation;

const LINKAGES: ReadonlySet<string> = new Set([
  'external',
  'private',
  'internal',
  'available_externally',
  'linkonce',
  'linkonce_odr',
  'weak',
  'weak_odr',
  'common',
  'appending',
  'extern_weak',
] satisfies Linkage[]);

function isLinkage(word: string): word is Linkage {
  return LINKAGES.has(word);
}

/** Words that say nothing about HSX code. */
const IGNORED: ReadonlySet<string> = new Set([
  'dso_local',
  'dso_preemptable',
  'dllimport',
  'dllexport',
  'unnamed_addr',
  'local_unnamed_addr',
  'externally_initialized',
]);

export interface SymbolWords {
  linkage: Linkage;
  /** The linkage was written: `external global` has no initializer. */
  declared: boolean;
  visibility: 'default' | 'hidden' | 'protected';
  threadLocal: boolean;
  addressSpace: number;
}

/** Linkage, visibility, `dso_local`, `thread_local` and so on, in the order they stand. */
export function parseSymbolWords(state: ParseState): SymbolWords {
  const lex: Lexer = state.lex;
  const words: SymbolWords = {
    linkage: 'external',
    declared: false,
    visibility: 'default',
    threadLocal: false,
    addressSpace: 0,
  };
  while (lex.kind === Token.Word) {
    const word = lex.value;
    if (isLinkage(word)) {
      words.linkage = word;
      words.declared = word === 'external' || word === 'extern_weak';
    } else if (word === 'default' || word === 'hidden' || word === 'protected') words.visibility = word;
    else if (word === 'thread_local') {
      words.threadLocal = true;
      lex.next();
      if (lex.accept(ParenOpen)) {
        lex.next();
        lex.expect(ParenClose, "')'");
      }
      continue;
    } else if (word === 'addrspace') {
      words.addressSpace = parseAddressSpace(state);
      continue;
    } else if (!IGNORED.has(word)) break;
    lex.next();
  }
  return words;
}

/** Adds a symbol to the module. */
export function addGlobal(state: ParseState, global: GlobalValue, offset: number): void {
  if (state.globals.has(global.name)) state.lex.fail(`@${global.name} is defined twice`, offset);
  state.globals.set(global.name, global);
}

/** A variable or alias whose value is read when all symbols are known. */
export interface PendingGlobal {
  readonly global: GlobalVariable | Alias;
  readonly hasValue: boolean;
  /** Where its initializer or aliasee stands. */
  readonly place: LexerPlace;
}

/** `@x = … global T` or `@x = … alias T,`: everything before the value. */
export function parseGlobalHead(state: ParseState): PendingGlobal {
  const lex: Lexer = state.lex;
  const { types } = state;
  const { value: name, start } = lex;
  lex.next();
  lex.expect(Equal, "'='");
  const words = parseSymbolWords(state);
  const base = {
    name,
    type: types.pointer(words.addressSpace),
    linkage: words.linkage,
    visibility: words.visibility,
    align: 0,
    metadata: new Map<string, Metadata>(),
  };
  const word = lex.kind === Token.Word ? lex.value : '';
  if (word === 'alias' || word === 'ifunc') {
    lex.next();
    const valueType = parseType(state);
    lex.expect(Comma, "','");
    const alias: Alias = {
      kind: 'alias',
      ...base,
      valueType,
      aliasee: { kind: 'null', type: base.type },
      isIfunc: word === 'ifunc',
    };
    addGlobal(state, alias, start);
    return { global: alias, hasValue: true, place: lex.place() };
  }
  if (word !== 'global' && word !== 'constant') {
    lex.fail(`expected 'global', 'constant', 'alias' or 'ifunc', found ${lex.describe()}`);
  }
  lex.next();
  const valueType = parseType(state);
  const variable: GlobalVariable = {
    kind: 'global',
    ...base,
    valueType,
    isConstant: word === 'constant',
    threadLocal: words.threadLocal,
  };
  addGlobal(state, variable, start);
  return { global: variable, hasValue: !words.declared, place: lex.place() };
}

/** The initializer or aliasee, and what follows it. */
export function parseGlobalTail(state: ParseState, pending: PendingGlobal): void {
  const lex: Lexer = state.lex;
  const { global, hasValue, place } = pending;
  lex.moveTo(place);
  if (global.kind === 'alias') {
    // A cast or an address computation stands there without a type of its own.
    const bare = lex.kind === Token.Word && VALUE_WORDS.has(lex.value);
    global.aliasee = bare ? parseConstant(state, global.type) : parseTypedConstant(state);
  }
  if (global.kind === 'global' && hasValue) global.initializer = parseConstant(state, global.valueType);
  while (lex.accept(Comma)) {
    if (lex.kind === Token.MetadataName) {
      const name = lex.value;
      lex.next();
      global.metadata.set(name, parseAttachment(state));
    } else if (!parseSymbolProperty(state, global)) {
      if (lex.kind !== Token.Word) lex.fail(`expected a property of the variable, found ${lex.describe()}`);
      // no_sanitize_address and the like
      lex.next();
    }
  }
  while (lex.kind === Token.AttributeGroup) lex.next();
}

/** `section "…"`, `align 4`, `comdat($x)`, `partition "…"`, `code_model "…"`; false for anything else. */
export function parseSymbolProperty(state: ParseState, global: GlobalValue): boolean {
  const lex: Lexer = state.lex;
  if (lex.kind !== Token.Word) return false;
  switch (lex.value) {
    case 'section':
      lex.next();
      global.section = lex.expectString('the name of a section');
      return true;
    case 'partition':
    case 'code_model':
      lex.next();
      lex.expectString('a string');
      return true;
    case 'align':
      lex.next();
      if (lex.accept(ParenOpen)) {
        global.align = lex.expectUnsigned('an alignment');
        lex.expect(ParenClose, "')'");
      } else global.align = lex.expectUnsigned('an alignment');
      return true;
    case 'comdat':
      lex.next();
      global.comdat = global.name;
      if (lex.accept(ParenOpen)) {
        global.comdat = lex.value;
        lex.expect(Token.Comdat, "a comdat's name");
        lex.expect(ParenClose, "')'");
      }
      return true;
    default:
      return false;
  }
}

/** `!dbg !7` in a function's head. */
export function parseHeadAttachments(
  state: ParseState,
  metadata: Map<string, Metadata>,
  onSubprogram: (node: MDNode) => void,
): void {
  const lex: Lexer = state.lex;
  while (lex.kind === Token.MetadataName) {
    const name = lex.value;
    lex.next();
    const node = parseAttachment(state);
    if (name === 'dbg' && node.kind === 'node') onSubprogram(node);
    else metadata.set(name, node);
  }
}
