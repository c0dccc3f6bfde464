/** LLVM IR text to the model: the way in to this folder. */
import type { Diagnostic } from '@hsx/image';
import { parseAttributeGroup } from './attributes.js';
import { type Entity, type EntityKind, splitEntities } from './entities.js';
import { type PendingFunction, parseFunctionHead, parseFunctionTail } from './functions.js';
import { type PendingGlobal, parseGlobalHead, parseGlobalTail } from './globals.js';
import { type Lexer, ParseFailure, Punctuation, Token } from './lexer.js';
import { declareNode, defineNode, findCycles, parseMetadata } from './metadata.js';
import type { Metadata, Module } from './model.js';
import { ParseState } from './parse-state.js';
import { checkNamedStructs, isModestType } from './struct-check.js';
import { parseStructBody, parseType } from './type-parser.js';
import type { TypeTable } from './type-table.js';

const { Equal, BraceOpen, BraceClose, Comma, Exclaim, Less } = Punctuation;

/** Errors of one file that are reported; more are rarely of their own. */
export const MAX_DIAGNOSTICS = 20;
/** Source lines longer than this are not shown under a message. */
const MAX_SHOWN_LINE = 400;
/** Messages that name a huge type are cut. */
const MAX_MESSAGE = 400;

export interface ParseResult {
  /** Absent when there are errors. */
  readonly module?: Module;
  /** Errors in the order of the text. */
  readonly diagnostics: Diagnostic[];
  /** The types of the module: passes that need a type get it here, so that `===` goes on to compare types. */
  readonly types: TypeTable;
}

/**
 * Reads a module in the text form of LLVM 14 to 23. All errors of the file are reported, at most `MAX_DIAGNOSTICS` and one per
 * top-level entity. Never throws for any text. The result is well-formed as text; `verifyModule` checks its meaning.
 */
export function parseModule(text: string, path: string): ParseResult {
  const parser = new ModuleParser(text, path);
  parser.run();
  const { module, state } = parser;
  const diagnostics = parser.diagnostics();
  return diagnostics.length > 0 ? { diagnostics, types: state.types } : { module, diagnostics, types: state.types };
}

class ModuleParser {
  readonly state: ParseState;
  readonly module: Module;
  private readonly failures: ParseFailure[] = [];
  private readonly entities = new Map<EntityKind, Entity[]>();

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {
    this.state = new ParseState(text);
    this.module = {
      path,
      sourceFilename: '',
      dataLayout: '',
      targetTriple: '',
      moduleAsm: [],
      globals: [],
      functions: [],
      aliases: [],
      comdats: new Map(),
      takesBlockAddresses: false,
      namedMetadata: new Map(),
    };
    for (const entity of splitEntities(text)) {
      const same = this.entities.get(entity.kind);
      if (same === undefined) this.entities.set(entity.kind, [entity]);
      else same.push(entity);
    }
  }

  run(): void {
    const { state, module } = this;
    const lex: Lexer = state.lex;
    this.each('unknown', () => lex.fail(`expected a top-level entity, found ${lex.describe()}`));
    this.readTypes();
    this.each('target', () => this.readTarget());
    this.each('sourceFilename', () => {
      lex.next();
      lex.expect(Equal, "'='");
      module.sourceFilename = lex.expectString('a file name');
    });
    this.each('moduleAsm', () => {
      lex.next();
      lex.expectWord('asm');
      module.moduleAsm.push(lex.expectString('assembly text'));
    });
    this.each('comdat', () => this.readComdat());
    this.each('attributes', () => {
      lex.next();
      const name = lex.value;
      lex.expect(Token.AttributeGroup, 'the number of an attribute group');
      lex.expect(Equal, "'='");
      state.attributeGroups.set(name, parseAttributeGroup(state));
    });
    this.each('node', () => declareNode(state, this.nodeId()), false);

    const globals: PendingGlobal[] = [];
    const functions: PendingFunction[] = [];
    this.each('global', () => globals.push(parseGlobalHead(state)), false);
    this.each('declare', () => functions.push(parseFunctionHead(state)), false);
    this.each('define', () => functions.push(parseFunctionHead(state)), false);
    this.each('node', () => defineNode(state, this.nodeId()));
    this.each('namedMetadata', () => this.readNamedMetadata());
    for (const pending of globals) {
      this.guard(() => {
        parseGlobalTail(state, pending);
        this.expectEnd();
      });
    }
    functions.sort((a, b) => a.place.offset - b.place.offset);
    for (const pending of functions) {
      this.guard(() => {
        parseFunctionTail(state, pending);
        this.expectEnd();
      });
    }
    this.checkMetadata();
    for (const { global } of globals) {
      if (global.kind === 'alias') module.aliases.push(global);
      else module.globals.push(global);
    }
    for (const { fn } of functions) module.functions.push(fn);
    module.functions.push(...state.undeclaredIntrinsics);
    module.takesBlockAddresses = state.takesBlockAddresses;
  }

  /** Runs a reader at every entity of a kind. */
  private each(kind: EntityKind, read: () => void, toEnd = true): void {
    const lex: Lexer = this.state.lex;
    for (const { place } of this.entities.get(kind) ?? []) {
      this.guard(() => {
        lex.moveTo(place);
        read();
        if (toEnd) this.expectEnd();
      });
    }
  }

  /** Runs one reader; its failure is kept, and the entities after it are still read. */
  private guard(read: () => void): void {
    if (this.failures.length >= MAX_DIAGNOSTICS) return;
    try {
      read();
    } catch (failure) {
      if (!(failure instanceof ParseFailure)) throw failure;
      this.failures.push(failure);
      this.state.resetDepth();
      this.state.scope = undefined;
    }
  }

  private expectEnd(): void {
    const lex: Lexer = this.state.lex;
    if (lex.kind !== Token.End) lex.fail(`expected a top-level entity, found ${lex.describe()}`);
  }

  /** Names first: a struct may have fields of structs that follow. */
  private readTypes(): void {
    const { state } = this;
    const lex: Lexer = state.lex;
    const head = (): string => {
      const name = lex.value;
      lex.next();
      lex.expect(Equal, "'='");
      lex.expectWord('type');
      return name;
    };
    const isStruct = () =>
      lex.kind === BraceOpen || lex.isWord('opaque') || (lex.kind === Less && lex.peekCode() === BraceOpen);
    const offsets = new Map<string, number>();
    this.each(
      'type',
      () => {
        const { start } = lex;
        const name = head();
        if (state.definedTypes.has(name) || state.typeAliases.has(name))
          lex.fail(`the type %${name} is defined twice`, start);
        if (!isStruct()) return;
        state.definedTypes.add(name);
        offsets.set(name, start);
        state.types.namedStruct(name);
      },
      false,
    );
    if (this.failures.length > 0) return;
    this.each('type', () => {
      const name = head();
      if (isStruct()) parseStructBody(state, state.types.namedStruct(name));
      else {
        const { start } = lex;
        const type = parseType(state);
        if (!isModestType(type)) lex.fail(`the type %${name} is too large`, start);
        state.typeAliases.set(name, type);
      }
    });
    if (this.failures.length > 0) return;
    for (const { name, message } of checkNamedStructs(state.types.namedStructs())) {
      this.guard(() => lex.fail(message, offsets.get(name) ?? 0));
    }
  }

  private readTarget(): void {
    const { state, module } = this;
    const lex: Lexer = state.lex;
    lex.next();
    const isTriple = lex.isWord('triple');
    lex.next();
    lex.expect(Equal, "'='");
    const value = lex.expectString('a string');
    if (isTriple) module.targetTriple = value;
    else module.dataLayout = value;
  }

  private readComdat(): void {
    const lex: Lexer = this.state.lex;
    const name = lex.value;
    lex.next();
    lex.expect(Equal, "'='");
    lex.expectWord('comdat');
    const kind = lex.value;
    lex.expect(Token.Word, 'the selection kind of a comdat');
    this.module.comdats.set(name, kind);
  }

  /** The id of `!7 =`; the token after the `=` is current then. */
  private nodeId(): string {
    const lex: Lexer = this.state.lex;
    const id = lex.value;
    lex.next();
    lex.expect(Equal, "'='");
    return id;
  }

  private readNamedMetadata(): void {
    const lex: Lexer = this.state.lex;
    const name = lex.value;
    lex.next();
    lex.expect(Equal, "'='");
    lex.expect(Exclaim, "'!'");
    lex.expect(BraceOpen, "'{'");
    const nodes: Metadata[] = [];
    if (lex.kind !== BraceClose) {
      do nodes.push(parseMetadata(this.state));
      while (lex.accept(Comma));
    }
    lex.expect(BraceClose, "',' or '}'");
    this.module.namedMetadata.set(name, nodes);
  }

  private checkMetadata(): void {
    const { state } = this;
    for (const { id, field } of findCycles(state.metadata.values())) {
      if (this.failures.length >= MAX_DIAGNOSTICS) return;
      const entity = (this.entities.get('node') ?? []).find(({ place }) =>
        this.text.startsWith(`!${id} `, place.offset),
      );
      this.guard(() => state.lex.fail(`!${id} is its own ${field}`, entity?.place.offset ?? 0));
    }
  }

  diagnostics(): Diagnostic[] {
    const { text, path } = this;
    const failures = [...this.failures].sort((a, b) => a.offset - b.offset);
    let line = 1;
    let counted = 0;
    return failures.map(({ offset: at, message, hint }) => {
      // The end of the text belongs to its last line.
      const offset = Math.min(at, text.length);
      for (let n = text.indexOf('\n', counted); n >= 0 && n < offset; n = text.indexOf('\n', counted)) {
        line++;
        counted = n + 1;
      }
      const newline = text.indexOf('\n', offset);
      const sourceLine = text.slice(counted, newline < 0 ? text.length : newline).replace(/\r$/, '');
      const diagnostic: Diagnostic = {
        severity: 'error',
        file: path,
        line,
        column: offset - counted + 1,
        message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
      };
      if (sourceLine.length <= MAX_SHOWN_LINE) diagnostic.sourceLine = sourceLine;
      if (hint !== undefined) diagnostic.hint = hint;
      return diagnostic;
    });
  }
}
