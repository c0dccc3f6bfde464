/**
 * LLVM IR in memory, as the parser makes it and the lowering reads it. Nothing here is changed after parsing.
 * Both pointer styles, `llvm.dbg.*` calls and `#dbg_*` records all arrive in the one form described here.
 */
import type { FunctionType, Type } from './types.js';

// ---------------------------------------------------------------- values

/** Anything an operand can be. */
export type Value = Constant | Argument | Instruction | InlineAsm | MetadataOperand;

/** An integer constant; `value` is taken modulo 2^bits and never negative. */
export interface ConstantInt {
  readonly kind: 'int';
  readonly type: Type;
  readonly value: bigint;
}
/** A floating constant as the bit pattern of its own type. */
export interface ConstantFloat {
  readonly kind: 'fp';
  readonly type: Type;
  readonly bits: bigint;
}
/** `null`, `zeroinitializer`, `undef`, `poison`, `none` of any type. */
export interface ConstantSimple {
  readonly kind: 'null' | 'zero' | 'undef' | 'poison' | 'none';
  readonly type: Type;
}
/** Array, struct or vector constant (a `splat (…)` is expanded). */
export interface ConstantAggregate {
  readonly kind: 'aggregate';
  readonly type: Type;
  readonly elements: readonly Constant[];
}
/** `c"…"`: an array of i8. */
export interface ConstantBytes {
  readonly kind: 'bytes';
  readonly type: Type;
  readonly bytes: Uint8Array;
}
/** A constant expression. `op` is the IR's word: getelementptr, bitcast, inttoptr, ptrtoint, trunc, add, sub, mul, xor, icmp, select… */
export interface ConstantExpr {
  readonly kind: 'expr';
  readonly op: string;
  readonly type: Type;
  readonly operands: readonly Constant[];
  /** getelementptr: the source element type. */
  readonly elementType?: Type;
  /** icmp, fcmp. */
  readonly predicate?: string;
  /** extractvalue, insertvalue. */
  readonly indices?: readonly number[];
}
/** `blockaddress(@f, %b)`. */
export interface BlockAddress {
  readonly kind: 'blockaddress';
  readonly type: Type;
  readonly functionName: string;
  readonly blockName: string;
}
export type Constant =
  | ConstantInt
  | ConstantFloat
  | ConstantSimple
  | ConstantAggregate
  | ConstantBytes
  | ConstantExpr
  | BlockAddress
  | GlobalVariable
  | Function
  | Alias;

export interface Argument {
  readonly kind: 'argument';
  readonly type: Type;
  readonly name: string;
  readonly index: number;
  readonly attributes: Attributes;
}
export interface InlineAsm {
  readonly kind: 'asm';
  readonly type: Type;
  readonly template: string;
  readonly constraints: string;
  readonly sideEffect: boolean;
}
/** `metadata …` as a call's argument. */
export interface MetadataOperand {
  readonly kind: 'metadata';
  readonly type: Type;
  readonly metadata: Metadata;
}

/** Attributes by name: `true` for a plain one, a number (`align 4`, `dereferenceable(8)`), a string, or a type (`byval(T)`, `sret(T)`, `elementtype(T)`). */
export type Attributes = ReadonlyMap<string, true | number | string | Type>;

// ---------------------------------------------------------------- globals

export type Linkage =
  | 'external'
  | 'private'
  | 'internal'
  | 'available_externally'
  | 'linkonce'
  | 'linkonce_odr'
  | 'weak'
  | 'weak_odr'
  | 'common'
  | 'appending'
  | 'extern_weak';

interface GlobalBase {
  readonly name: string;
  /** Always a pointer type: a global used as a value is its address. */
  readonly type: Type;
  linkage: Linkage;
  visibility: 'default' | 'hidden' | 'protected';
  section?: string;
  comdat?: string;
  /** Bytes; 0 = the type's own. */
  align: number;
  readonly metadata: Map<string, Metadata>;
}
export interface GlobalVariable extends GlobalBase {
  readonly kind: 'global';
  valueType: Type;
  isConstant: boolean;
  threadLocal: boolean;
  /** Absent on a declaration. */
  initializer?: Constant;
}
export interface Alias extends GlobalBase {
  readonly kind: 'alias';
  valueType: Type;
  aliasee: Constant;
  /** An ifunc: `aliasee` is its resolver. */
  isIfunc: boolean;
}
export interface Function extends GlobalBase {
  readonly kind: 'function';
  functionType: FunctionType;
  args: Argument[];
  /** Function attributes, groups resolved; string attributes too (`"frame-pointer"` → `"all"`). */
  attributes: Attributes;
  returnAttributes: Attributes;
  /** Empty on a declaration. The first is the entry. */
  blocks: BasicBlock[];
  /** Line of `define` in the .ll, for messages when there is no debug data. */
  irLine: number;
  /** `!dbg`: the DISubprogram. */
  subprogram?: MDNode;
}

export interface BasicBlock {
  readonly kind: 'block';
  readonly name: string;
  readonly function: Function;
  instructions: Instruction[];
}

// ---------------------------------------------------------------- instructions

interface InstructionBase {
  readonly kind: 'instruction';
  /** The type of the result; `void` when there is none. */
  readonly type: Type;
  /** Name without `%`; '' when the result is unused or void. */
  readonly name: string;
  /** Line in the .ll. */
  readonly irLine: number;
  /** `!dbg`: the DILocation. */
  readonly location?: MDNode;
  /** Debug records and `llvm.dbg.*` calls that stand right before this instruction. */
  readonly records?: readonly DebugRecord[];
  readonly metadata?: ReadonlyMap<string, Metadata>;
}

export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'udiv'
  | 'sdiv'
  | 'urem'
  | 'srem'
  | 'shl'
  | 'lshr'
  | 'ashr'
  | 'and'
  | 'or'
  | 'xor'
  | 'fadd'
  | 'fsub'
  | 'fmul'
  | 'fdiv'
  | 'frem';
export interface BinaryInstruction extends InstructionBase {
  readonly op: BinaryOp;
  readonly operands: readonly [Value, Value];
  /** nuw, nsw, exact, disjoint, and fast-math flags. */
  readonly flags: readonly string[];
}
export interface UnaryInstruction extends InstructionBase {
  readonly op: 'fneg' | 'freeze';
  readonly operands: readonly [Value];
}
export type CastOp =
  | 'trunc'
  | 'zext'
  | 'sext'
  | 'fptrunc'
  | 'fpext'
  | 'fptoui'
  | 'fptosi'
  | 'uitofp'
  | 'sitofp'
  | 'ptrtoint'
  | 'ptrtoaddr'
  | 'inttoptr'
  | 'bitcast'
  | 'addrspacecast';
export interface CastInstruction extends InstructionBase {
  readonly op: CastOp;
  readonly operands: readonly [Value];
  /** nneg, nuw, nsw. */
  readonly flags: readonly string[];
}
export interface CompareInstruction extends InstructionBase {
  readonly op: 'icmp' | 'fcmp';
  readonly predicate: string;
  readonly operands: readonly [Value, Value];
}
export interface SelectInstruction extends InstructionBase {
  readonly op: 'select';
  /** condition, true value, false value. */
  readonly operands: readonly [Value, Value, Value];
}
export interface PhiInstruction extends InstructionBase {
  readonly op: 'phi';
  readonly operands: readonly Value[];
  /** The predecessor of each operand. */
  readonly blocks: readonly BasicBlock[];
}
export interface AllocaInstruction extends InstructionBase {
  readonly op: 'alloca';
  readonly allocatedType: Type;
  /** The element count. */
  readonly operands: readonly [Value];
  /** Bytes; 0 = the type's own. */
  readonly align: number;
}
export interface LoadInstruction extends InstructionBase {
  readonly op: 'load';
  /** The pointer. */
  readonly operands: readonly [Value];
  readonly align: number;
  readonly volatile: boolean;
  /** Memory ordering when atomic. */
  readonly ordering?: string;
}
export interface StoreInstruction extends InstructionBase {
  readonly op: 'store';
  /** value, pointer. */
  readonly operands: readonly [Value, Value];
  readonly align: number;
  readonly volatile: boolean;
  readonly ordering?: string;
}
export interface GepInstruction extends InstructionBase {
  readonly op: 'getelementptr';
  readonly elementType: Type;
  /** base pointer, indices. */
  readonly operands: readonly Value[];
  readonly flags: readonly string[];
}
export interface ExtractValueInstruction extends InstructionBase {
  readonly op: 'extractvalue';
  readonly operands: readonly [Value];
  readonly indices: readonly number[];
}
export interface InsertValueInstruction extends InstructionBase {
  readonly op: 'insertvalue';
  /** aggregate, element. */
  readonly operands: readonly [Value, Value];
  readonly indices: readonly number[];
}
export interface ExtractElementInstruction extends InstructionBase {
  readonly op: 'extractelement';
  readonly operands: readonly [Value, Value];
}
export interface InsertElementInstruction extends InstructionBase {
  readonly op: 'insertelement';
  readonly operands: readonly [Value, Value, Value];
}
export interface ShuffleVectorInstruction extends InstructionBase {
  readonly op: 'shufflevector';
  readonly operands: readonly [Value, Value];
  /** Lane numbers, -1 for poison. */
  readonly mask: readonly number[];
}
export interface CallInstruction extends InstructionBase {
  readonly op: 'call';
  readonly functionType: FunctionType;
  readonly callee: Value;
  /** The arguments only. */
  readonly operands: readonly Value[];
  readonly argAttributes: readonly Attributes[];
  readonly returnAttributes: Attributes;
  readonly attributes: Attributes;
  readonly tail: 'none' | 'tail' | 'musttail' | 'notail';
  /** Names of operand bundles. */
  readonly bundles: readonly string[];
}
export interface VaArgInstruction extends InstructionBase {
  readonly op: 'va_arg';
  readonly operands: readonly [Value];
}
export interface FenceInstruction extends InstructionBase {
  readonly op: 'fence';
  readonly operands: readonly [];
  readonly ordering: string;
}
export interface CmpXchgInstruction extends InstructionBase {
  readonly op: 'cmpxchg';
  /** pointer, expected, new. The result is { T, i1 }. */
  readonly operands: readonly [Value, Value, Value];
  readonly align: number;
  readonly volatile: boolean;
  readonly ordering: string;
}
export interface AtomicRmwInstruction extends InstructionBase {
  readonly op: 'atomicrmw';
  /** xchg add sub and nand or xor max min umax umin fadd fsub fmax fmin uinc_wrap udec_wrap… */
  readonly operation: string;
  /** pointer, value. */
  readonly operands: readonly [Value, Value];
  readonly align: number;
  readonly volatile: boolean;
  readonly ordering: string;
}
export interface BranchInstruction extends InstructionBase {
  readonly op: 'br';
  /** Empty, or the condition. */
  readonly operands: readonly Value[];
  /** One target, or [true, false]. */
  readonly targets: readonly BasicBlock[];
}
export interface SwitchInstruction extends InstructionBase {
  readonly op: 'switch';
  readonly operands: readonly [Value];
  readonly defaultTarget: BasicBlock;
  readonly cases: readonly { readonly value: bigint; readonly target: BasicBlock }[];
}
export interface IndirectBranchInstruction extends InstructionBase {
  readonly op: 'indirectbr';
  readonly operands: readonly [Value];
  readonly targets: readonly BasicBlock[];
}
export interface ReturnInstruction extends InstructionBase {
  readonly op: 'ret';
  /** Empty, or the value. */
  readonly operands: readonly Value[];
}
export interface UnreachableInstruction extends InstructionBase {
  readonly op: 'unreachable';
  readonly operands: readonly [];
}
/** A construct that parses but that no C program needs (invoke, landingpad, resume, callbr, catchpad…): the lowering reports it. */
export interface UnsupportedInstruction extends InstructionBase {
  readonly op: 'unsupported';
  /** The IR's word. */
  readonly construct: string;
  readonly operands: readonly Value[];
  /** Successors, when it ends a block. */
  readonly targets: readonly BasicBlock[];
}

export type Instruction =
  | BinaryInstruction
  | UnaryInstruction
  | CastInstruction
  | CompareInstruction
  | SelectInstruction
  | PhiInstruction
  | AllocaInstruction
  | LoadInstruction
  | StoreInstruction
  | GepInstruction
  | ExtractValueInstruction
  | InsertValueInstruction
  | ExtractElementInstruction
  | InsertElementInstruction
  | ShuffleVectorInstruction
  | CallInstruction
  | VaArgInstruction
  | FenceInstruction
  | CmpXchgInstruction
  | AtomicRmwInstruction
  | BranchInstruction
  | SwitchInstruction
  | IndirectBranchInstruction
  | ReturnInstruction
  | UnreachableInstruction
  | UnsupportedInstruction;

// ---------------------------------------------------------------- metadata

/** A metadata value. Node references are resolved. */
export type Metadata = MDNode | MDString | MDValue | MDList;
export interface MDString {
  readonly kind: 'string';
  readonly value: string;
}
/** A typed value inside metadata: `i32 7`, `ptr %x`. */
export interface MDValue {
  readonly kind: 'value';
  readonly value: Value;
}
/** `!DIArgList(…)`, `!DIExpression(…)`: words and values in order. */
export interface MDList {
  readonly kind: 'list';
  readonly name: 'DIExpression' | 'DIArgList';
  readonly items: readonly (string | bigint | Value)[];
}
/** `!{…}` (name 'tuple', operands) or `!DIName(field: value, …)` (fields). */
export interface MDNode {
  readonly kind: 'node';
  /** `!7`; undefined for an inline node. */
  readonly id?: number;
  readonly name: string;
  readonly distinct: boolean;
  readonly operands: (Metadata | null)[];
  /** Fields: bare words and `A | B` flags as strings in `{word}`, integers as bigint. */
  readonly fields: Map<string, MDField>;
}
export type MDField = Metadata | bigint | boolean | null | { readonly kind: 'word'; readonly word: string };

/** `#dbg_value(...)`, `#dbg_declare`, `#dbg_assign`, `#dbg_label`, or the call of the same meaning. */
export interface DebugRecord {
  readonly kind: 'record';
  readonly record: 'value' | 'declare' | 'assign' | 'label';
  /** The value or address described; absent for labels; metadata `!DIArgList` as MDList, empty metadata `!{}` as MDNode. */
  readonly value?: Value | Metadata;
  /** DILocalVariable or DILabel. */
  readonly variable: Metadata;
  readonly expression?: Metadata;
  readonly location?: MDNode;
  /** `assign`: the DIAssignID of the store that does it, and the memory that it writes. */
  readonly assignment?: {
    readonly id: Metadata;
    readonly address: Value | Metadata;
    readonly addressExpression: Metadata;
  };
}

// ---------------------------------------------------------------- module

export interface Module {
  /** Name of the .ll, for messages. */
  readonly path: string;
  sourceFilename: string;
  dataLayout: string;
  targetTriple: string;
  /** `module asm` lines. */
  moduleAsm: string[];
  globals: GlobalVariable[];
  functions: Function[];
  aliases: Alias[];
  /** `$name = comdat any` by name. */
  comdats: Map<string, string>;
  namedMetadata: Map<string, Metadata[]>;
  /** There is a `blockaddress` in it. */
  takesBlockAddresses: boolean;
}

/** The operands of a terminator's targets, in order; empty for ret and unreachable. */
export function successors(instruction: Instruction): readonly BasicBlock[] {
  switch (instruction.op) {
    case 'br':
    case 'indirectbr':
    case 'unsupported':
      return instruction.targets;
    case 'switch':
      return [instruction.defaultTarget, ...instruction.cases.map((c) => c.target)];
    default:
      return [];
  }
}
