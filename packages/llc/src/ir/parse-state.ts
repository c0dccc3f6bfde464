/** What the parser's files share while one module is read. */
import { Lexer } from './lexer.js';
import type {
  Alias,
  Argument,
  Attributes,
  BasicBlock,
  ConstantInt,
  GlobalVariable,
  Instruction,
  Function as IRFunction,
  MDList,
  MDNode,
  Value,
} from './model.js';
import { TypeTable } from './type-table.js';
import type { Type } from './types.js';

/** The same object while it is being built. */
export type Draft<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/** Levels of brackets in a type, constant or metadata node; clang stays under 20. */
export const MAX_NESTING = 200;

export type GlobalValue = GlobalVariable | IRFunction | Alias;

export const NO_ATTRIBUTES: Attributes = new Map();

/** A block that was defined or only named so far. */
export interface BlockEntry {
  readonly block: BasicBlock;
  defined: boolean;
  /** Offset of the first mention, for the message when it never comes. */
  readonly offset: number;
}

/** Names of one function body. */
export class FunctionScope {
  readonly values = new Map<string, Argument | Instruction>();
  readonly blocks = new Map<string, BlockEntry>();
  /** The next number of an unnamed value or block. */
  nextNumber = 0;
  /** Stand-ins for values used before their definition, with the offset of the use. */
  readonly forward = new Map<Argument, number>();
  /** Puts the real values in place of the stand-ins, when all are known. */
  readonly fixups: (() => void)[] = [];

  constructor(readonly fn: IRFunction) {}

  /** The value that a stand-in was made for; other values are returned as they are. */
  resolve<V>(value: V | Argument): V | Argument | Instruction {
    if (!isStandIn(value)) return value;
    return this.values.get(value.name) ?? value;
  }
}

/** A stand-in is an argument without an index. */
export function isStandIn(value: unknown): value is Argument {
  return (value as Value).kind === 'argument' && (value as Argument).index < 0;
}

export class ParseState {
  readonly lex: Lexer;
  readonly types = new TypeTable();
  /** `%name = type i32`: names of types that are no structs. */
  readonly typeAliases = new Map<string, Type>();
  readonly definedTypes = new Set<string>();
  readonly globals = new Map<string, GlobalValue>();
  readonly attributeGroups = new Map<string, Attributes>();
  readonly metadata = new Map<string, MDNode | MDList>();
  readonly integers = new Map<Type, Map<string, ConstantInt>>();
  /** Attribute lists of one word, which are most of them. */
  readonly singleAttributes = new Map<string, Attributes>();
  /** Intrinsics that are called without a declaration, as newer IR may do. */
  readonly undeclaredIntrinsics: IRFunction[] = [];
  scope: FunctionScope | undefined;
  takesBlockAddresses = false;
  private depth = 0;

  constructor(text: string) {
    this.lex = new Lexer(text);
  }

  /** Call on every way into a nested construct, with `leave` on the way out. */
  enter(): void {
    if (++this.depth > MAX_NESTING) this.lex.fail(`nested more than ${MAX_NESTING} levels deep`);
  }
  leave(): void {
    this.depth--;
  }
  /** After a failure the levels are not left one by one. */
  resetDepth(): void {
    this.depth = 0;
  }
}
