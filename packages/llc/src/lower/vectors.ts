/** Vectors, one element after another: a vector's words are its elements' words in order. */
import type {
  ExtractElementInstruction,
  InsertElementInstruction,
  ShuffleVectorInstruction,
  Value,
} from '../ir/model.js';
import { type Type, typeText, type VectorType } from '../ir/types.js';
import { partCount } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { UnsupportedError } from './unsupported.js';

/** What an operation works on: one element's type and words. */
export interface Element {
  type: Type;
  words: LirValue[];
}

/** The type of a vector's elements; of anything else the type itself. */
export function elementOf(type: Type): Type {
  return type.kind === 'vector' ? type.element : type;
}

/**
 * Applies `each` to the operands, element by element where they are vectors (a scalar among vectors serves every element),
 * and gives the words of all results in order.
 */
export function elementwise(operands: readonly Element[], each: (elements: Element[]) => LirValue[]): LirValue[] {
  const vector = operands.find(({ type }) => type.kind === 'vector')?.type as VectorType | undefined;
  if (vector === undefined) return each([...operands]);
  const out: LirValue[] = [];
  for (let i = 0; i < vector.count; i++) {
    out.push(
      ...each(
        operands.map(({ type, words }) => {
          if (type.kind !== 'vector') return { type, words };
          const size = partCount(type.element);
          return { type: type.element, words: words.slice(i * size, (i + 1) * size) };
        }),
      ),
    );
  }
  return out;
}

/** Operands of an instruction with their words. */
export function elements(f: FunctionLowering, ...values: readonly Value[]): Element[] {
  return values.map((value) => ({ type: value.type, words: f.parts(value) }));
}

function vectorOf(value: Value): VectorType {
  if (value.type.kind !== 'vector') throw new UnsupportedError(`vector operation on type ${typeText(value.type)}`);
  return value.type;
}

/** The element at a variable index: chosen by comparisons. */
export function lowerExtractElement(f: FunctionLowering, inst: ExtractElementInstruction): LirValue[] {
  const [vector, index] = inst.operands;
  const { count, element } = vectorOf(vector);
  const size = partCount(element);
  const words = f.parts(vector);
  const at = f.parts(index)[0] as LirValue;
  const slice = (i: number) => words.slice(i * size, (i + 1) * size);
  if (at.op === 'const') return at.imm >>> 0 < count ? slice(at.imm) : f.undefined(element);
  let chosen = slice(0);
  for (let i = 1; i < count; i++) {
    const here = f.build.icmp(0, at, f.build.const(i));
    const candidate = slice(i);
    chosen = chosen.map((word, k) => f.build.select(here, candidate[k] as LirValue, word));
  }
  return chosen;
}

export function lowerInsertElement(f: FunctionLowering, inst: InsertElementInstruction): LirValue[] {
  const [vector, scalar, index] = inst.operands;
  const { count, element } = vectorOf(vector);
  const size = partCount(element);
  const words = [...f.parts(vector)];
  const value = f.parts(scalar);
  const at = f.parts(index)[0] as LirValue;
  for (let i = 0; i < count; i++) {
    if (at.op === 'const') {
      if (at.imm === i) words.splice(i * size, size, ...value);
      continue;
    }
    const here = f.build.icmp(0, at, f.build.const(i));
    value.forEach((word, k) => {
      words[i * size + k] = f.build.select(here, word, words[i * size + k] as LirValue);
    });
  }
  return words;
}

export function lowerShuffle(f: FunctionLowering, inst: ShuffleVectorInstruction): LirValue[] {
  const [first, second] = inst.operands;
  const { element } = vectorOf(first);
  const size = partCount(element);
  const words = [...f.parts(first), ...f.parts(second)];
  return inst.mask.flatMap((lane) => (lane < 0 ? f.undefined(element) : words.slice(lane * size, (lane + 1) * size)));
}
