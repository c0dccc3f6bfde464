/** Floating intrinsics: signs by bit operations, the rest by instructions or libm. */
import type { CallInstruction, Value } from '../ir/model.js';
import type { Type } from '../ir/types.js';
import { integerBits } from './arithmetic.js';
import { floatBinary, floatCast, floatCompare, floatToHalf, halfToFloat, isFloating } from './floating.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';

/** Intrinsics that are calls of the libm function of the same name, `f` appended for float. */
const LIBM = new Set([
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'exp2',
  'exp10',
  'log',
  'log2',
  'log10',
  'pow',
  'floor',
  'ceil',
  'trunc',
  'rint',
  'nearbyint',
  'round',
  'roundeven',
  'fma',
  'ldexp',
  'sqrt',
]);

/** The intrinsic's words, or undefined when `base` is none of these. */
export function lowerFloatIntrinsic(f: FunctionLowering, inst: CallInstruction, base: string): LirValue[] | undefined {
  const { build } = f;
  const operands = inst.operands as readonly [Value, Value, Value];
  const type = operands[0]?.type;
  if (type === undefined) return undefined;
  switch (base) {
    case 'fabs': {
      const words = f.parts(operands[0]);
      const mask = type.kind === 'half' ? 0x7fff : 0x7fffffff;
      return [...words.slice(0, -1), build.and(words[words.length - 1] as LirValue, build.const(mask))];
    }
    case 'copysign': {
      const words = f.parts(operands[0]);
      const signs = f.parts(operands[1]);
      const sign = type.kind === 'half' ? 0x8000 : 0x80000000;
      const top = build.and(
        words[words.length - 1] as LirValue,
        build.const(type.kind === 'half' ? 0x7fff : 0x7fffffff),
      );
      return [
        ...words.slice(0, -1),
        build.binary('or', top, build.and(signs[signs.length - 1] as LirValue, build.const(sign))),
      ];
    }
    case 'minnum':
    case 'maxnum':
    case 'minimumnum':
    case 'maximumnum':
      return numberOf(f, type, base.startsWith('max'), f.parts(operands[0]), f.parts(operands[1]));
    case 'fmuladd':
      return floatBinary(
        f,
        'fadd',
        type,
        floatBinary(f, 'fmul', type, f.parts(operands[0]), f.parts(operands[1])),
        f.parts(operands[2]),
      );
    case 'fptosi.sat':
    case 'fptoui.sat':
      return saturatingCast(f, inst, base === 'fptosi.sat');
    case 'is.fpclass':
      return undefined;
  }
  if (!LIBM.has(base) || !isFloating(type)) return undefined;
  if (base === 'sqrt' && type.kind === 'float' && f.module.level === 'ext')
    return [build.machine('FSQRTS', f.parts(operands[0]))];
  const half = type.kind === 'half';
  const words = inst.operands.flatMap((operand) =>
    half && isFloating(operand.type) ? halfToFloat(f, f.parts(operand)) : f.parts(operand),
  );
  if (words.length > 4) return undefined;
  const result = f.module.runtimeCall(
    f,
    type.kind === 'double' ? base : `${base}f`,
    words,
    type.kind === 'double' ? 2 : 1,
  );
  return half ? floatToHalf(f, result) : result;
}

/** The larger (smaller) number; the other one when one is NaN. */
function numberOf(f: FunctionLowering, type: Type, larger: boolean, a: LirValue[], b: LirValue[]): LirValue[] {
  const first = floatCompare(f, larger ? 'ogt' : 'olt', type, a, b);
  const second = floatCompare(f, 'uno', type, b, b);
  const takeA = f.build.binary('or', first, second);
  return a.map((word, i) => f.build.select(takeA, word, b[i] as LirValue));
}

/** Conversions whose out-of-range results are the nearest limit, NaN 0. */
function saturatingCast(f: FunctionLowering, inst: CallInstruction, signed: boolean): LirValue[] | undefined {
  const bits = integerBits(inst.type);
  const from = (inst.operands[0] as Value).type;
  const words = f.parts(inst.operands[0] as Value);
  if (bits !== 32 || from.kind === 'double') return undefined;
  // The machine's own conversions saturate.
  return floatCast(f, signed ? 'fptosi' : 'fptoui', from, inst.type, from.kind === 'half' && !signed ? words : words);
}
