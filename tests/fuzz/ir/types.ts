/** Types of random LLVM IR, their texts and random constants of them. */
import type { Random } from '../random.js';

export type Int = { kind: 'int'; bits: number };
export type Float = { kind: 'float' | 'double' };
export type Scalar = Int | Float;
export type Vector = { kind: 'vector'; count: number; of: Scalar };
export type Struct = { kind: 'struct'; packed: boolean; fields: Type[] };
export type ArrayType = { kind: 'array'; count: number; of: Type };
export type Type = Scalar | Vector | Struct | ArrayType;

export const int = (bits: number): Int => ({ kind: 'int', bits });
export const I1 = int(1);
export const I32 = int(32);

/** How the type is written in IR. */
export function text(type: Type): string {
  switch (type.kind) {
    case 'int':
      return `i${type.bits}`;
    case 'vector':
      return `<${type.count} x ${text(type.of)}>`;
    case 'array':
      return `[${type.count} x ${text(type.of)}]`;
    case 'struct': {
      const fields = `{ ${type.fields.map(text).join(', ')} }`;
      return type.packed ? `<${fields}>` : fields;
    }
    default:
      return type.kind;
  }
}

/** How the type is written in an intrinsic's name. */
export function suffix(type: Scalar | Vector): string {
  if (type.kind === 'vector') return `v${type.count}${suffix(type.of)}`;
  return type.kind === 'int' ? `i${type.bits}` : type.kind === 'float' ? 'f32' : 'f64';
}

export const same = (a: Type, b: Type): boolean => text(a) === text(b);
export const isScalar = (type: Type): type is Scalar => type.kind !== 'vector' && !isAggregate(type);
export const isAggregate = (type: Type): type is Struct | ArrayType => type.kind === 'struct' || type.kind === 'array';
export const scalarOf = (type: Scalar | Vector): Scalar => (type.kind === 'vector' ? type.of : type);

/** The type with another scalar, in the same shape. */
export function reshape(type: Scalar | Vector, scalar: Scalar): Scalar | Vector {
  return type.kind === 'vector' ? { kind: 'vector', count: type.count, of: scalar } : scalar;
}

/** The members of an aggregate. */
export function members(type: Struct | ArrayType): Type[] {
  return type.kind === 'struct' ? type.fields : Array.from({ length: type.count }, () => type.of);
}

/** Words that the value takes when it is passed in registers. */
export function words(type: Type): number {
  switch (type.kind) {
    case 'int':
      return Math.ceil(type.bits / 32);
    case 'float':
      return 1;
    case 'double':
      return 2;
    case 'vector':
      return type.count * words(type.of);
    default:
      return members(type).reduce((sum, member) => sum + words(member), 0);
  }
}

/** Whether every bit of a value in memory is a bit of the value: it may be read back as another type. */
export function fillsBytes(type: Scalar | Vector): boolean {
  const scalar = scalarOf(type);
  return scalar.kind !== 'int' || scalar.bits === 8 || scalar.bits === 16 || scalar.bits === 32 || scalar.bits === 64;
}

const WIDTHS = [1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 23, 24, 31, 32, 33, 40, 47, 48, 63, 64, 65, 80, 96, 100, 127, 128];

export function randomInt(random: Random): Int {
  return int(random.chance(0.55) ? random.pick([1, 8, 16, 32, 32, 32, 64]) : random.pick(WIDTHS));
}

export function randomScalar(random: Random, floats: boolean): Scalar {
  return floats && random.chance(0.2) ? { kind: random.pick(['float', 'double'] as const) } : randomInt(random);
}

export function randomVector(random: Random, floats: boolean): Vector {
  const of =
    floats && random.chance(0.2)
      ? ({ kind: 'float' } as const)
      : int(random.pick([1, 1, 4, 7, 8, 8, 13, 16, 16, 32, 32, 64, 64, 33]));
  return { kind: 'vector', count: random.pick([1, 2, 2, 3, 4, 4, 5, 8]), of };
}

export function randomAggregate(random: Random, floats: boolean, depth = 2): Struct | ArrayType {
  const member = (): Type =>
    depth > 1 && random.chance(0.25)
      ? randomAggregate(random, floats, depth - 1)
      : random.chance(0.1)
        ? randomVector(random, floats)
        : randomScalar(random, floats);
  if (random.chance(0.3)) return { kind: 'array', count: random.between(1, 4), of: member() };
  return {
    kind: 'struct',
    packed: random.chance(0.15),
    fields: Array.from({ length: random.between(1, 4) }, member),
  };
}

/** A random pattern of `bits` bits, often one at an edge. */
export function randomBits(random: Random, bits: number): bigint {
  const all = (1n << BigInt(bits)) - 1n;
  const bit = 1n << BigInt(random.below(bits));
  switch (random.below(8)) {
    case 0:
      return BigInt(random.below(4)) & all;
    case 1:
      return all - (BigInt(random.below(3)) & all);
    case 2:
      return bit;
    case 3:
      return bit - 1n;
    case 4:
      return all ^ bit;
    case 5:
      return BigInt(random.below(300)) & all;
    default: {
      let value = 0n;
      for (let at = 0; at < bits; at += 32) value = (value << 32n) | BigInt(random.word());
      return value & all;
    }
  }
}

/** An integer as IR writes it: with a sign by chance, for both forms mean the same bits. */
export function integerText(random: Random, bits: number, value: bigint): string {
  const negative = bits > 1 && value >> BigInt(bits - 1) === 1n && random.chance(0.5);
  return String(negative ? value - (1n << BigInt(bits)) : value);
}

const FLOATS = [0, -0, 1, -1, 0.5, 3, -7.25, 1e9, -3e10, 255, 65536, 2147483648, -2147483648, 4294967296, 1e-3, 1e30];

function randomFloat(random: Random, type: Float): string {
  const special = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 5e-324, 1e-40, 1.7e308];
  let value = random.chance(0.1) ? random.pick(special) : random.pick(FLOATS);
  if (random.chance(0.4)) value = ((random.word() | 0) / 1024) * (random.chance(0.3) ? 1e12 : 1);
  if (type.kind === 'float') value = Math.fround(value);
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return `0x${bytes.getBigUint64(0).toString(16).padStart(16, '0').toUpperCase()}`;
}

/** A random constant, without its type. */
export function constant(random: Random, type: Type): string {
  switch (type.kind) {
    case 'int':
      return integerText(random, type.bits, randomBits(random, type.bits));
    case 'float':
    case 'double':
      return randomFloat(random, type);
    default:
      if (random.chance(0.15)) return 'zeroinitializer';
  }
  const typed = (member: Type) => `${text(member)} ${constant(random, member)}`;
  if (type.kind === 'vector') return `<${Array.from({ length: type.count }, () => typed(type.of)).join(', ')}>`;
  const all = members(type).map(typed).join(', ');
  if (type.kind === 'array') return `[${all}]`;
  return type.packed ? `<{ ${all} }>` : `{ ${all} }`;
}
