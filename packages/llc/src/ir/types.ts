/** LLVM IR types. Structurally equal types are one object per `TypeTable`, except named structs, which are one per name. */

export interface VoidType {
  readonly kind: 'void';
}
export interface IntType {
  readonly kind: 'int';
  readonly bits: number;
}
export interface FloatType {
  readonly kind: 'half' | 'bfloat' | 'float' | 'double' | 'x86_fp80' | 'fp128' | 'ppc_fp128';
}
/** Typed pointers (clang 14) are read as this one too: every instruction carries the types it needs. */
export interface PointerType {
  readonly kind: 'ptr';
  readonly addressSpace: number;
}
export interface ArrayType {
  readonly kind: 'array';
  readonly count: number;
  readonly element: Type;
}
export interface VectorType {
  readonly kind: 'vector';
  readonly count: number;
  readonly element: Type;
  readonly scalable: boolean;
}
export interface StructType {
  readonly kind: 'struct';
  /** Present for `%name = type …`. */
  readonly name?: string;
  /** `undefined` while opaque. */
  elements: readonly Type[] | undefined;
  packed: boolean;
}
export interface FunctionType {
  readonly kind: 'function';
  readonly result: Type;
  readonly params: readonly Type[];
  readonly variadic: boolean;
}
/** label, metadata, token, and target extension types: they never reach code. */
export interface OtherType {
  readonly kind: 'label' | 'metadata' | 'token' | 'target';
  readonly name?: string;
}

export type Type =
  | VoidType
  | IntType
  | FloatType
  | PointerType
  | ArrayType
  | VectorType
  | StructType
  | FunctionType
  | OtherType;

/** The type as IR text writes it. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'int':
      return `i${type.bits}`;
    case 'ptr':
      return type.addressSpace === 0 ? 'ptr' : `ptr addrspace(${type.addressSpace})`;
    case 'array':
      return `[${type.count} x ${typeText(type.element)}]`;
    case 'vector':
      return `<${type.scalable ? 'vscale x ' : ''}${type.count} x ${typeText(type.element)}>`;
    case 'struct': {
      if (type.name !== undefined) return `%${type.name}`;
      const body = (type.elements ?? []).map(typeText).join(', ');
      return type.packed ? `<{ ${body} }>` : `{ ${body} }`;
    }
    case 'function':
      return `${typeText(type.result)} (${[...type.params.map(typeText), ...(type.variadic ? ['...'] : [])].join(', ')})`;
    default:
      return type.kind;
  }
}
