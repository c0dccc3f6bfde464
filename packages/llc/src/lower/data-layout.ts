/** Sizes, alignments and word splits of IR types for the front-end target (ilp32, i64 and double 8-aligned). */
import { type IntType, type StructType, type Type, typeText, type VectorType } from '../ir/types.js';
import { UnsupportedError } from './unsupported.js';

/** More words than this in one first-class value is refused: memory, not registers, is the place for it. */
const MAX_PARTS = 1024;

function roundUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

/** ABI alignment in bytes. */
export function alignOf(type: Type): number {
  switch (type.kind) {
    case 'int':
      // The target's data layout names no integer above i64: wider ones are aligned like it.
      return type.bits <= 8 ? 1 : type.bits <= 16 ? 2 : type.bits <= 32 ? 4 : 8;
    case 'half':
    case 'bfloat':
      return 2;
    case 'float':
    case 'ptr':
      return 4;
    case 'double':
      return 8;
    case 'array':
      return alignOf(type.element);
    case 'vector': {
      const bytes = Math.max(1, storeSize(type));
      return 2 ** Math.ceil(Math.log2(bytes));
    }
    case 'struct':
      return structLayout(type).align;
    default:
      throw new UnsupportedError(`type ${typeText(type)}`);
  }
}

/** Bytes that a store of the type writes. */
export function storeSize(type: Type): number {
  switch (type.kind) {
    case 'int':
      return Math.ceil(type.bits / 8);
    case 'half':
    case 'bfloat':
      return 2;
    case 'float':
    case 'ptr':
      return 4;
    case 'double':
      return 8;
    case 'array':
      return type.count * sizeOf(type.element);
    case 'vector':
      if (type.scalable) throw new UnsupportedError(`scalable vector type ${typeText(type)}`);
      return Math.ceil((type.count * bitsOf(type.element)) / 8);
    case 'struct':
      return structLayout(type).size;
    default:
      throw new UnsupportedError(`type ${typeText(type)}`);
  }
}

/** Bytes from one array element to the next. */
export function sizeOf(type: Type): number {
  return roundUp(storeSize(type), alignOf(type));
}

/** Bits of a value, as they follow each other in a vector. */
export function bitsOf(type: Type): number {
  return type.kind === 'int' ? type.bits : storeSize(type) * 8;
}

function elementsOf(type: StructType): readonly Type[] {
  if (type.elements === undefined) throw new UnsupportedError(`value of the opaque type ${typeText(type)}`);
  return type.elements;
}

export interface StructLayout {
  readonly offsets: readonly number[];
  readonly size: number;
  readonly align: number;
}

const layouts = new WeakMap<StructType, StructLayout>();

/** Where a struct's elements lie. */
export function structLayout(type: StructType): StructLayout {
  const known = layouts.get(type);
  if (known !== undefined) return known;
  const offsets: number[] = [];
  let at = 0;
  let align = 1;
  for (const element of elementsOf(type)) {
    const elementAlign = type.packed ? 1 : alignOf(element);
    align = Math.max(align, elementAlign);
    at = roundUp(at, elementAlign);
    offsets.push(at);
    at += sizeOf(element);
  }
  const layout = { offsets, size: roundUp(at, align), align };
  layouts.set(type, layout);
  return layout;
}

/** The members of an aggregate and where they lie in it, in bytes; none of any other type. */
export function membersOf(type: Type): { type: Type; offset: number }[] {
  if (type.kind === 'array')
    return Array.from({ length: type.count }, (_, i) => ({ type: type.element, offset: i * sizeOf(type.element) }));
  if (type.kind !== 'struct') return [];
  const { offsets } = structLayout(type);
  return elementsOf(type).map((element, i) => ({ type: element, offset: offsets[i] as number }));
}

/** Whether the type is, or holds, a vector whose elements fill no whole bytes: that lies in memory as one integer. */
export function hasPackedVector(type: Type): boolean {
  switch (type.kind) {
    case 'vector':
      return bitsOf(type.element) % 8 !== 0;
    case 'array':
      return hasPackedVector(type.element);
    case 'struct':
      return elementsOf(type).some(hasPackedVector);
    default:
      return false;
  }
}

/** The integer that such a vector is in memory, the first element its low bits. */
export function packedInteger(type: VectorType): IntType {
  return { kind: 'int', bits: type.count * bitsOf(type.element) };
}

/** One 32-bit word of a value: its place in memory and how much of the word counts. */
export interface Part {
  /** Byte offset from the value's start; a fraction for elements of vectors that are packed by bits. */
  readonly offset: number;
  /** Bits that count, 1..32. */
  readonly bits: number;
}

const partsCache = new WeakMap<Type, readonly Part[]>();

/** The words of a type, low word of each scalar first. */
export function partsOf(type: Type): readonly Part[] {
  const known = partsCache.get(type);
  if (known !== undefined) return known;
  const parts: Part[] = [];
  collectParts(type, 0, parts);
  partsCache.set(type, parts);
  return parts;
}

function collectParts(type: Type, offset: number, out: Part[]): void {
  switch (type.kind) {
    case 'void':
      return;
    case 'int':
      for (let bit = 0; bit < type.bits; bit += 32)
        out.push({ offset: offset + bit / 8, bits: Math.min(32, type.bits - bit) });
      break;
    case 'half':
      out.push({ offset, bits: 16 });
      break;
    case 'float':
    case 'ptr':
      out.push({ offset, bits: 32 });
      break;
    case 'double':
      out.push({ offset, bits: 32 }, { offset: offset + 4, bits: 32 });
      break;
    case 'array':
      if (type.count > MAX_PARTS) throw new UnsupportedError(`first-class value of type ${typeText(type)}`);
      for (const member of membersOf(type)) collectParts(member.type, offset + member.offset, out);
      break;
    case 'struct':
      for (const member of membersOf(type)) collectParts(member.type, offset + member.offset, out);
      break;
    case 'vector': {
      if (type.scalable || type.count > MAX_PARTS) throw new UnsupportedError(`value of type ${typeText(type)}`);
      const bits = bitsOf(type.element);
      for (let i = 0; i < type.count; i++) collectParts(type.element, offset + (i * bits) / 8, out);
      break;
    }
    default:
      throw new UnsupportedError(`value of type ${typeText(type)}`);
  }
  if (out.length > MAX_PARTS) throw new UnsupportedError(`first-class value of type ${typeText(type)}`);
}

/** The number of words of a type. */
export function partCount(type: Type): number {
  return partsOf(type).length;
}

/** The words of the element reached by `indices` inside an aggregate: where they start and its type. */
export function elementParts(type: Type, indices: readonly number[]): { start: number; type: Type } {
  let start = 0;
  let current = type;
  for (const index of indices) {
    if (current.kind === 'struct') {
      const elements = elementsOf(current);
      for (let i = 0; i < index; i++) start += partCount(elements[i] as Type);
      current = elements[index] as Type;
    } else if (current.kind === 'array') {
      start += index * partCount(current.element);
      current = current.element;
    } else throw new UnsupportedError(`index into a value of type ${typeText(current)}`);
    if (current === undefined) throw new UnsupportedError(`index ${index} outside type ${typeText(type)}`);
  }
  return { start, type: current };
}
