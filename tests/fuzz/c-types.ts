/** The C types that generated programs use; all have the same layout on the machine and on wasm32, except half. */
import type { Random } from './random.js';

export interface Scalar {
  kind: 'int' | 'float';
  /** Spelling in C: a typedef of the prelude. */
  name: string;
  bits: number;
  signed: boolean;
}

export interface ArrayType {
  kind: 'array';
  of: Type;
  count: number;
}

export interface Field {
  name: string;
  type: Type;
  /** Width of a bit-field. */
  bits?: number;
}

export interface RecordType {
  kind: 'record';
  /** With `struct` or `union`. */
  name: string;
  union: boolean;
  fields: Field[];
  /** Attributes behind the closing brace. */
  attributes: string;
}

export type Type = Scalar | ArrayType | RecordType;

const int = (name: string, bits: number, signed: boolean): Scalar => ({ kind: 'int', name, bits, signed });

export const BOOL = int('bool', 1, false);
export const I8 = int('i8', 8, true);
export const U8 = int('u8', 8, false);
export const I16 = int('i16', 16, true);
export const U16 = int('u16', 16, false);
export const I32 = int('i32', 32, true);
export const U32 = int('u32', 32, false);
export const I64 = int('i64', 64, true);
export const U64 = int('u64', 64, false);
/** Stored as binary16 on the machine; a float that is rounded to it elsewhere, see the prelude. */
export const F16: Scalar = { kind: 'float', name: 'f16', bits: 16, signed: true };
export const F32: Scalar = { kind: 'float', name: 'f32', bits: 32, signed: true };
export const F64: Scalar = { kind: 'float', name: 'f64', bits: 64, signed: true };

export const NARROW = [BOOL, I8, U8, I16, U16];
export const WORDS = [I32, U32];
export const LONGS = [I64, U64];

/** Which kinds of scalars a program may use. */
export interface ScalarMix {
  floats: boolean;
  longs: boolean;
}

export function randomScalar(random: Random, mix: ScalarMix): Scalar {
  return random.weighted<() => Scalar>([
    [5, () => random.pick(NARROW)],
    [8, () => random.pick(WORDS)],
    [mix.longs ? 4 : 0, () => random.pick(LONGS)],
    [mix.floats ? 4 : 0, () => random.pick([F32, F32, F64, F16])],
  ])();
}

export function randomInteger(random: Random, mix: ScalarMix): Scalar {
  return randomScalar(random, { ...mix, floats: false });
}

/** Writes a declaration: `int a[3]`. */
export function declare(type: Type, name: string): string {
  if (type.kind === 'array') return declare(type.of, `${name}[${type.count}]`);
  return `${type.name} ${name}`;
}

/** What a type is called where no name follows. */
export function typeName(type: Scalar | RecordType): string {
  return type.name;
}

/** The definition of a record. */
export function defineRecord(record: RecordType): string {
  const fields = record.fields.map(({ name, type, bits }) =>
    bits === undefined ? `  ${declare(type, name)};` : `  ${declare(type, name)} : ${bits};`,
  );
  return [`${record.name} {`, ...fields, `}${record.attributes === '' ? '' : ` ${record.attributes}`};`].join('\n');
}

/** A record of any size and alignment; nested records come from `known`. */
export function randomRecord(
  random: Random,
  name: string,
  known: readonly RecordType[],
  mix: ScalarMix,
  maxFields = 7,
): RecordType {
  const union = random.chance(0.12);
  const bitFields = !union && random.chance(0.4);
  const fields: Field[] = [];
  const count = random.between(1, maxFields);
  for (let i = 0; i < count; i++) {
    const field = `m${i}`;
    if (union) {
      // Members of one size: reading another member than the last written one is then defined, and never a NaN.
      fields.push({
        name: field,
        type: random.pick([U32, I32, { kind: 'array', of: U8, count: 4 }, { kind: 'array', of: U16, count: 2 }]),
      });
    } else if (bitFields && random.chance(0.75)) {
      const type = random.pick([U8, I8, U16, I16, U32, I32, U32, I32, ...(mix.longs ? [U64, I64] : []), BOOL]);
      fields.push({ name: field, type, bits: random.between(1, type.bits) });
    } else if (known.length > 0 && random.chance(0.15)) {
      fields.push({ name: field, type: random.pick(known) });
    } else if (random.chance(0.2)) {
      fields.push({ name: field, type: { kind: 'array', of: randomScalar(random, mix), count: random.between(1, 5) } });
    } else {
      fields.push({ name: field, type: randomScalar(random, mix) });
    }
  }
  const attributes = random.weighted([
    [16, ''],
    [2, '__attribute__((packed))'],
    [1, '__attribute__((aligned(8)))'],
    [1, '__attribute__((aligned(16)))'],
    [1, '__attribute__((packed, aligned(2)))'],
  ]);
  return { kind: 'record', name: `${union ? 'union' : 'struct'} ${name}`, union, fields, attributes };
}

/**
 * Whether a record may be a variadic argument: clang's wasm32 passes a packed struct of one member as that member and reads
 * it back at the struct's alignment.
 */
export function mayBeVariadic(type: Type): boolean {
  if (type.kind === 'array') return mayBeVariadic(type.of);
  return type.kind !== 'record' || (type.attributes === '' && type.fields.every((field) => mayBeVariadic(field.type)));
}

/** A scalar inside an object. */
export interface Leaf {
  path: string;
  type: Scalar;
  bits?: number;
}

/** Every scalar of an object, arrays element by element. */
export function leaves(path: string, type: Type): Leaf[] {
  if (type.kind === 'array')
    return Array.from({ length: type.count }, (_, i) => leaves(`${path}[${i}]`, type.of)).flat();
  if (type.kind === 'record') {
    // One member says everything about a union.
    const fields = type.union ? type.fields.slice(0, 1) : type.fields;
    return fields.flatMap((field) =>
      leaves(`${path}.${field.name}`, field.type).map((leaf) =>
        field.bits === undefined ? leaf : { ...leaf, bits: field.bits },
      ),
    );
  }
  return [{ path, type }];
}
