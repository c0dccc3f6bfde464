/** A global's initialiser as bytes and symbol references. */
import type { Constant } from '../ir/model.js';
import { type Type, typeText } from '../ir/types.js';
import { constantParts } from '../lower/constants.js';
import { bitsOf, hasPackedVector, packedInteger, partsOf, sizeOf, structLayout } from '../lower/data-layout.js';
import type { FunctionLowering } from '../lower/function.js';
import type { LirValue } from '../lower/lir.js';
import { reinterpret } from '../lower/reinterpret.js';
import { UnsupportedError } from '../lower/unsupported.js';

/** What the linker fills in: symbol + addend - minus. */
export interface DataReference {
  offset: number;
  /** Size in bytes: 4; for a difference also 1 or 2, and the linker sees that it fits. */
  bytes: 1 | 2 | 4;
  symbol: string;
  addend: number;
  minus?: string;
}

export interface DataImage {
  bytes: Uint8Array;
  references: DataReference[];
}

/** More than any data space holds: refuses absurd sizes before allocating. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Lays an initialiser out in memory. `f` is a scratch function in which constant expressions fold. */
export function dataImage(f: FunctionLowering, type: Type, initializer: Constant): DataImage {
  const size = sizeOf(type);
  if (size > MAX_BYTES) throw new UnsupportedError(`global of ${size} bytes`);
  const image: DataImage = { bytes: new Uint8Array(size), references: [] };
  write(f, image, type, initializer, 0);
  return image;
}

function write(f: FunctionLowering, image: DataImage, type: Type, constant: Constant, offset: number): void {
  switch (constant.kind) {
    case 'zero':
    case 'null':
    case 'undef':
    case 'poison':
      return;
    case 'bytes':
      image.bytes.set(constant.bytes.subarray(0, image.bytes.length - offset), offset);
      return;
    case 'aggregate':
      if (type.kind === 'vector' && hasPackedVector(type)) {
        writeWords(
          image,
          packedInteger(type),
          reinterpret(f, type, packedInteger(type), constantParts(f, constant)),
          offset,
        );
      } else if (type.kind === 'array' || type.kind === 'vector') {
        const step = type.kind === 'vector' ? bitsOf(type.element) / 8 : sizeOf(type.element);
        constant.elements.forEach((element, i) => {
          write(f, image, type.element, element, offset + i * step);
        });
      } else if (type.kind === 'struct') {
        const { offsets } = structLayout(type);
        constant.elements.forEach((element, i) => {
          write(f, image, type.elements?.[i] as Type, element, offset + (offsets[i] as number));
        });
      } else throw new UnsupportedError(`initialiser of type ${typeText(type)}`);
      return;
    default:
      writeWords(image, type, constantParts(f, constant), offset);
  }
}

function writeWords(image: DataImage, type: Type, words: readonly LirValue[], offset: number): void {
  partsOf(type).forEach((part, i) => {
    writeWord(image, words[i] as LirValue, offset + part.offset, Math.ceil(part.bits / 8), part.bits);
  });
}

function writeWord(image: DataImage, word: LirValue, offset: number, bytes: number, bits: number): void {
  if (word.op === 'const') {
    const value = bits === 32 ? word.imm : word.imm & (2 ** bits - 1);
    for (let i = 0; i < bytes; i++) image.bytes[offset + i] = (value >>> (8 * i)) & 0xff;
    return;
  }
  if (word.op === 'undef') return;
  const reference = asReference(word);
  const fits = bytes === 4 || (reference?.minus !== undefined && (bytes === 1 || bytes === 2));
  if (reference === undefined || !fits)
    throw new UnsupportedError('initialiser that is neither a number nor an address');
  image.references.push({ offset, bytes, ...reference });
}

/** symbol + addend, or the difference of two symbols + addend. */
function asReference(word: LirValue): Omit<DataReference, 'offset' | 'bytes'> | undefined {
  if (word.op === 'sym' && word.sym !== undefined) return { symbol: word.sym, addend: word.imm };
  const [a, b] = word.args;
  if (word.op === 'add' && a !== undefined && b?.op === 'const') {
    const inner = asReference(a);
    return inner === undefined ? undefined : { ...inner, addend: inner.addend + b.imm };
  }
  if (word.op === 'sub' && a?.op === 'sym' && b?.op === 'sym' && a.sym !== undefined && b.sym !== undefined)
    return { symbol: a.sym, addend: a.imm - b.imm, minus: b.sym };
  return undefined;
}
