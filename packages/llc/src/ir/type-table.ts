/** Makes types so that structurally equal ones are the same object: `===` compares types. */
import type {
  ArrayType,
  FloatType,
  FunctionType,
  IntType,
  OtherType,
  PointerType,
  StructType,
  Type,
  VectorType,
  VoidType,
} from './types.js';

/** The widest integer type that LLVM has, in bits. */
export const MAX_INT_BITS = 1 << 23;

const FLOAT_KINDS = ['half', 'bfloat', 'float', 'double', 'x86_fp80', 'fp128', 'ppc_fp128'] as const;
const OTHER_WORDS = ['label', 'metadata', 'token'] as const;
const MACHINE_WORDS = ['x86_mmx', 'x86_amx'];

export class TypeTable {
  readonly void: VoidType = { kind: 'void' };
  readonly label: OtherType = { kind: 'label' };
  readonly metadata: OtherType = { kind: 'metadata' };
  readonly token: OtherType = { kind: 'token' };
  readonly i1: IntType;
  readonly i8: IntType;
  readonly i32: IntType;
  /** `ptr` in address space 0. */
  readonly ptr: PointerType;
  private readonly words = new Map<string, Type>();
  private readonly ints = new Map<number, IntType>();
  private readonly pointers = new Map<number, PointerType>();
  private readonly arrays = new Map<Type, Map<number, ArrayType>>();
  private readonly vectors = new Map<string, VectorType>();
  private readonly structs = new Map<string, StructType>();
  private readonly functions = new Map<string, FunctionType>();
  private readonly targets = new Map<string, OtherType>();
  private readonly named = new Map<string, StructType>();
  private readonly ids = new Map<Type, number>();

  constructor() {
    this.words.set('void', this.void);
    for (const word of OTHER_WORDS) this.words.set(word, this[word]);
    for (const kind of FLOAT_KINDS) this.words.set(kind, { kind } satisfies FloatType);
    for (const word of MACHINE_WORDS) this.words.set(word, this.target(word));
    this.i1 = this.int(1);
    this.i8 = this.int(8);
    this.i32 = this.int(32);
    this.ptr = this.pointer(0);
    this.words.set('ptr', this.ptr);
  }

  /** The type that a single word such as `i32`, `ptr` or `double` names. */
  word(word: string): Type | undefined {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    if (word.charCodeAt(0) !== 105 || word.length > 8 || !/^i[0-9]+$/.test(word)) return undefined;
    const bits = Number(word.slice(1));
    if (bits < 1 || bits > MAX_INT_BITS) return undefined;
    const type = this.int(bits);
    this.words.set(word, type);
    return type;
  }

  float(kind: FloatType['kind']): FloatType {
    return this.words.get(kind) as FloatType;
  }

  /** `bits` from 1 to MAX_INT_BITS. */
  int(bits: number): IntType {
    let type = this.ints.get(bits);
    if (type === undefined) {
      type = { kind: 'int', bits };
      this.ints.set(bits, type);
    }
    return type;
  }

  pointer(addressSpace: number): PointerType {
    let type = this.pointers.get(addressSpace);
    if (type === undefined) {
      type = { kind: 'ptr', addressSpace };
      this.pointers.set(addressSpace, type);
    }
    return type;
  }

  array(count: number, element: Type): ArrayType {
    let byCount = this.arrays.get(element);
    if (byCount === undefined) {
      byCount = new Map();
      this.arrays.set(element, byCount);
    }
    let type = byCount.get(count);
    if (type === undefined) {
      type = { kind: 'array', count, element };
      byCount.set(count, type);
    }
    return type;
  }

  vector(count: number, element: Type, scalable = false): VectorType {
    const key = `${scalable ? 's' : ''}${count}x${this.id(element)}`;
    let type = this.vectors.get(key);
    if (type === undefined) {
      type = { kind: 'vector', count, element, scalable };
      this.vectors.set(key, type);
    }
    return type;
  }

  /** A literal struct. */
  struct(elements: readonly Type[], packed = false): StructType {
    const key = (packed ? 'p' : '') + this.key(elements);
    let type = this.structs.get(key);
    if (type === undefined) {
      type = { kind: 'struct', elements: [...elements], packed };
      this.structs.set(key, type);
    }
    return type;
  }

  function(result: Type, params: readonly Type[], variadic: boolean): FunctionType {
    const key = `${this.id(result)}(${this.key(params)}${variadic ? '...' : ''}`;
    let type = this.functions.get(key);
    if (type === undefined) {
      type = { kind: 'function', result, params: [...params], variadic };
      this.functions.set(key, type);
    }
    return type;
  }

  /** `target("name", …)` and the machine types that no C for HSX has. */
  target(name: string): OtherType {
    let type = this.targets.get(name);
    if (type === undefined) {
      type = { kind: 'target', name };
      this.targets.set(name, type);
    }
    return type;
  }

  /** The struct of this name, opaque until its elements are set. */
  namedStruct(name: string): StructType {
    let type = this.named.get(name);
    if (type === undefined) {
      type = { kind: 'struct', name, elements: undefined, packed: false };
      this.named.set(name, type);
    }
    return type;
  }

  /** All named structs. */
  namedStructs(): Iterable<StructType> {
    return this.named.values();
  }

  private id(type: Type): number {
    let id = this.ids.get(type);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(type, id);
    }
    return id;
  }

  private key(types: readonly Type[]): string {
    let key = '';
    for (const type of types) key += `${this.id(type)},`;
    return key;
  }
}
