/** Loads, stores, address arithmetic, allocas and block copies. */
import type { AllocaInstruction, LoadInstruction, StoreInstruction, Value } from '../ir/model.js';
import { type Type, typeText } from '../ir/types.js';
import { extended, integerBits } from './arithmetic.js';
import {
  alignOf,
  hasPackedVector,
  membersOf,
  type Part,
  packedInteger,
  partCount,
  partsOf,
  sizeOf,
  structLayout,
} from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { reinterpret } from './reinterpret.js';
import { UnsupportedError } from './unsupported.js';

export function lowerAlloca(f: FunctionLowering, inst: AllocaInstruction): LirValue {
  const { build } = f;
  const align = Math.max(inst.align, alignOf(inst.allocatedType), 1);
  const unit = sizeOf(inst.allocatedType);
  const count = f.word(inst.operands[0]);
  const inEntry = build.block === build.fn.blocks[0];
  if (count.op === 'const' && inEntry) {
    const size = unit * (count.imm >>> 0);
    if (size > 0xffffff) throw new UnsupportedError(`variable of ${size} bytes on the stack`);
    return build.frame(f.frameObject(size, align, inst.name));
  }
  let bytes = build.binary('mul', count, build.const(unit));
  bytes = build.and(build.add(bytes, build.const(7)), build.const(-8));
  if (align <= 8) return build.alloca(bytes);
  // Room to move up to the alignment.
  const block = build.alloca(build.add(bytes, build.const(align)));
  return build.and(build.add(block, build.const(align - 1)), build.const(-align));
}

/** base + indices, all offsets folded as far as they are known. */
export function lowerGep(f: FunctionLowering, elementType: Type, operands: readonly Value[]): LirValue {
  const { build } = f;
  const [base, ...indices] = operands;
  if (base === undefined) throw new UnsupportedError('getelementptr without a base');
  let address = f.word(base);
  let offset = 0;
  let type = elementType;
  indices.forEach((index, i) => {
    if (i > 0 && type.kind === 'struct') {
      const number = f.word(index);
      const at = number.op === 'const' ? structLayout(type).offsets[number.imm] : undefined;
      const next = number.op === 'const' ? type.elements?.[number.imm] : undefined;
      if (at === undefined || next === undefined) throw new UnsupportedError(`index into ${typeText(type)}`);
      offset += at;
      type = next;
      return;
    }
    if (i > 0) {
      if (type.kind !== 'array' && type.kind !== 'vector') throw new UnsupportedError(`index into ${typeText(type)}`);
      type = type.element;
    }
    const size = sizeOf(type);
    const words = f.parts(index);
    const [word] = extended(f, words.slice(0, 1), Math.min(32, integerBits(index.type)), true) as [LirValue];
    if (word.op === 'const') offset = (offset + Math.imul(word.imm, size)) | 0;
    else
      address = addScaled(f, address, word, size, (extra) => {
        offset = (offset + extra) | 0;
      });
  });
  return build.add(address, build.const(offset));
}

/** address + word * size; a constant added to the index becomes part of the offset. */
function addScaled(
  f: FunctionLowering,
  address: LirValue,
  word: LirValue,
  size: number,
  addOffset: (extra: number) => void,
): LirValue {
  const { build } = f;
  let index = word;
  if (index.op === 'add' && index.args[1]?.op === 'const') {
    addOffset(Math.imul(index.args[1].imm, size));
    index = index.args[0] as LirValue;
  }
  return build.add(address, build.binary('mul', index, build.const(size)));
}

/** How a word of `bits` bits is read and written: accesses of at most `align` bytes that together cover its bytes. */
function accesses(bits: number, align: number): { offset: number; width: 1 | 2 | 4 }[] {
  let bytes = Math.ceil(bits / 8);
  const out: { offset: number; width: 1 | 2 | 4 }[] = [];
  let offset = 0;
  while (bytes > 0) {
    const width = bytes >= 4 && align >= 4 ? 4 : bytes >= 2 && align >= 2 ? 2 : 1;
    out.push({ offset, width });
    offset += width;
    bytes -= width;
  }
  return out;
}

/** The largest power of two that divides both. */
function commonAlignment(align: number, offset: number): number {
  return offset === 0 ? align : Math.min(align, offset & -offset);
}

/** Loads a value's words from `address`. */
export function loadParts(
  f: FunctionLowering,
  type: Type,
  address: LirValue,
  align: number,
  volatile = false,
): LirValue[] {
  const { build } = f;
  if (hasPackedVector(type)) {
    if (type.kind === 'vector') {
      const packed = packedInteger(type);
      return reinterpret(f, packed, type, loadParts(f, packed, address, align, volatile));
    }
    return membersOf(type).flatMap((member) => {
      const at = build.add(address, build.const(member.offset));
      return loadParts(f, member.type, at, commonAlignment(align, member.offset), volatile);
    });
  }
  return partsOf(type).map((part) => {
    let word: LirValue | undefined;
    for (const { offset, width } of accesses(part.bits, commonAlignment(align, part.offset))) {
      const piece = build.load(width, address, part.offset + offset, { volatile });
      word = word === undefined ? piece : build.binary('or', word, build.binary('shl', piece, build.const(offset * 8)));
    }
    // Stores leave the unused bits of a last byte zero.
    if (word !== undefined && part.bits < 32 && part.bits % 8 !== 0) word.zbits = Math.min(word.zbits, part.bits);
    return word as LirValue;
  });
}

/** Stores a value's words to `address`. */
export function storeParts(
  f: FunctionLowering,
  type: Type,
  words: LirValue[],
  address: LirValue,
  align: number,
  volatile = false,
): void {
  const { build } = f;
  if (hasPackedVector(type)) {
    if (type.kind === 'vector') {
      const packed = packedInteger(type);
      return storeParts(f, packed, reinterpret(f, type, packed, words), address, align, volatile);
    }
    let start = 0;
    for (const member of membersOf(type)) {
      const end = start + partCount(member.type);
      const at = build.add(address, build.const(member.offset));
      storeParts(f, member.type, words.slice(start, end), at, commonAlignment(align, member.offset), volatile);
      start = end;
    }
    return;
  }
  partsOf(type).forEach((part, i) => {
    const word = storedWord(f, part, words[i] as LirValue);
    if (word.op === 'undef' && !volatile) return;
    for (const { offset, width } of accesses(part.bits, commonAlignment(align, part.offset)))
      build.store(
        width,
        offset === 0 ? word : build.binary('lshr', word, build.const(offset * 8)),
        address,
        part.offset + offset,
        volatile,
      );
  });
}

/** Bits of a part's last byte beyond its width are stored as zero, so that a load may trust them. */
function storedWord(f: FunctionLowering, part: Part, word: LirValue): LirValue {
  return part.bits % 8 === 0 || part.bits === 32 ? word : f.build.zext(word, part.bits);
}

export function lowerLoad(f: FunctionLowering, inst: LoadInstruction): LirValue[] {
  const align = inst.align > 0 ? inst.align : alignOf(inst.type);
  return loadParts(f, inst.type, f.word(inst.operands[0]), align, inst.volatile);
}

export function lowerStore(f: FunctionLowering, inst: StoreInstruction): void {
  const [value, pointer] = inst.operands;
  const align = inst.align > 0 ? inst.align : alignOf(value.type);
  storeParts(f, value.type, f.parts(value), f.word(pointer), align, inst.volatile);
}

/** The IR's va_arg: the next word of the list, at its alignment; the list moves on. */
export function lowerVaArg(f: FunctionLowering, list: Value, type: Type): LirValue[] {
  const { build } = f;
  const pointer = f.word(list);
  let at = build.load(4, pointer, 0);
  if (alignOf(type) >= 8) at = build.and(build.add(at, build.const(7)), build.const(-8));
  const size = Math.ceil(sizeOf(type) / 4) * 4;
  build.store(4, build.add(at, build.const(size)), pointer, 0);
  return loadParts(f, type, at, Math.max(4, alignOf(type)));
}

/** What is known of an address's alignment, at least 1. */
export function knownAlignment(f: FunctionLowering, address: LirValue, atLeast: number): number {
  let known = 1;
  if (address.op === 'frame' && typeof address.frame === 'number') {
    const object = f.lir.frameObjects[address.frame];
    known = commonAlignment(object?.align ?? 1, address.imm);
  } else if (address.op === 'sym' && address.sym !== undefined) {
    known = commonAlignment(f.module.globalAlignment(address.sym), address.imm);
  }
  return Math.max(known, atLeast);
}

/** Copies `size` bytes by words and bytes in line; all loads of a group come before its stores, so overlap within it is harmless. */
export function copyInline(
  f: FunctionLowering,
  to: LirValue,
  from: LirValue,
  size: number,
  align: number,
  volatile: boolean,
): void {
  const { build } = f;
  const pieces: { offset: number; width: 1 | 2 | 4; word: LirValue }[] = [];
  for (let offset = 0; offset < size; ) {
    const left = size - offset;
    const width = left >= 4 && align >= 4 ? 4 : left >= 2 && align >= 2 ? 2 : 1;
    pieces.push({ offset, width, word: build.load(width, from, offset, { volatile }) });
    offset += width;
  }
  for (const { offset, width, word } of pieces) build.store(width, word, to, offset, volatile);
}

/** Copies `size` bytes from `from` to `to`, in line when short, else by memcpy. */
export function copyBlock(
  f: FunctionLowering,
  to: LirValue,
  from: LirValue,
  size: number,
  align: number,
  volatile = false,
): void {
  const pieces = Math.ceil(size / Math.min(4, align));
  if (volatile || pieces <= (f.optimiseSize ? 3 : 8)) copyInline(f, to, from, size, align, volatile);
  else f.module.runtimeCall(f, 'memcpy', [to, from, f.build.const(size)], 0);
}
