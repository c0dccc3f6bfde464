/** Constants as words, and constant expressions through the same code as instructions. */
import type { BinaryOp, CastOp, Constant, ConstantExpr } from '../ir/model.js';
import { lowerBinary, lowerCast } from './arithmetic.js';
import { lowerFloatCompare, lowerIntegerCompare, lowerSelect } from './compare.js';
import { partCount } from './data-layout.js';
import type { FunctionLowering } from './function.js';
import type { LirValue } from './lir.js';
import { lowerGep } from './memory.js';
import { UnsupportedError } from './unsupported.js';

const CASTS = new Set<string>([
  'trunc',
  'zext',
  'sext',
  'ptrtoint',
  'ptrtoaddr',
  'inttoptr',
  'bitcast',
  'addrspacecast',
  'fptrunc',
  'fpext',
  'fptoui',
  'fptosi',
  'uitofp',
  'sitofp',
]);
const BINARY = new Set<string>([
  'add',
  'sub',
  'mul',
  'udiv',
  'sdiv',
  'urem',
  'srem',
  'shl',
  'lshr',
  'ashr',
  'and',
  'or',
  'xor',
]);

/** The words of a constant. */
export function constantParts(f: FunctionLowering, constant: Constant): LirValue[] {
  const { build } = f;
  switch (constant.kind) {
    case 'int': {
      return build.constWords(constant.value, partCount(constant.type));
    }
    case 'fp': {
      return build.constWords(constant.bits, partCount(constant.type));
    }
    case 'null':
    case 'zero':
      return Array.from({ length: partCount(constant.type) }, () => build.const(0));
    case 'undef':
    case 'poison':
      return f.undefined(constant.type);
    case 'none':
      throw new UnsupportedError('token value');
    case 'bytes':
      return Array.from(constant.bytes, (byte) => build.const(byte));
    case 'aggregate':
      return constant.elements.flatMap((element) => constantParts(f, element));
    case 'global':
    case 'function':
    case 'alias':
      return [build.symbol(constant.name)];
    case 'blockaddress':
      return [build.symbol(f.module.blockAddress(constant.functionName, constant.blockName))];
    case 'expr':
      return expressionParts(f, constant);
  }
}

function expressionParts(f: FunctionLowering, expr: ConstantExpr): LirValue[] {
  const [a, b, c] = expr.operands as [Constant, Constant, Constant];
  if (CASTS.has(expr.op)) return lowerCast(f, expr.op as CastOp, a, expr.type);
  if (BINARY.has(expr.op)) return lowerBinary(f, expr.op as BinaryOp, a, b);
  switch (expr.op) {
    case 'getelementptr':
      if (expr.elementType === undefined) throw new UnsupportedError('getelementptr without a type');
      return [lowerGep(f, expr.elementType, expr.operands)];
    case 'icmp':
      return lowerIntegerCompare(f, expr.predicate ?? '', a, b);
    case 'fcmp':
      return lowerFloatCompare(f, expr.predicate ?? '', a, b);
    case 'select':
      return lowerSelect(f, a, b, c);
    case 'extractvalue':
      return f.extract(a, expr.indices ?? []);
    default:
      throw new UnsupportedError(`constant expression ${expr.op}`);
  }
}
