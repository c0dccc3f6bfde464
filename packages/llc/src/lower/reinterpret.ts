/** The same bits as another type: bitcasts between scalars and vectors of different element widths. */
import { type Type, typeText } from '../ir/types.js';
import { partsOf, storeSize } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { UnsupportedError } from './unsupported.js';

function totalBits(type: Type): number {
  if (type.kind === 'int') return type.bits;
  if (type.kind === 'vector') return type.count * totalBits(type.element);
  return storeSize(type) * 8;
}

/** Bit positions of a type's words in its memory image, low bits first. */
function bitFields(type: Type): { start: number; bits: number }[] {
  if (type.kind !== 'vector') return partsOf(type).map(({ offset, bits }) => ({ start: offset * 8, bits }));
  const element = bitFields(type.element);
  const step = totalBits(type.element);
  return Array.from({ length: type.count }, (_, i) =>
    element.map(({ start, bits }) => ({ start: start + i * step, bits })),
  ).flat();
}

/** The words of `to` that have the bits of `from`'s. */
export function reinterpret(f: FunctionLowering, from: Type, to: Type, words: readonly LirValue[]): LirValue[] {
  const { build } = f;
  const total = totalBits(from);
  if (total !== totalBits(to)) throw new UnsupportedError(`bitcast from ${typeText(from)} to ${typeText(to)}`);
  const source = bitFields(from);
  return bitFields(to).map(({ start, bits }) => {
    let result: LirValue | undefined;
    source.forEach((field, i) => {
      const low = Math.max(start, field.start);
      const high = Math.min(start + bits, field.start + field.bits);
      if (low >= high) return;
      const word = words[i] as LirValue;
      let piece = low > field.start || field.bits < 32 ? build.zext(word, field.bits) : word;
      piece = build.binary('lshr', piece, build.const(low - field.start));
      piece = build.zext(piece, high - low);
      piece = build.binary('shl', piece, build.const(low - start));
      result = result === undefined ? piece : build.binary('or', result, piece);
    });
    return result ?? build.undef();
  });
}
