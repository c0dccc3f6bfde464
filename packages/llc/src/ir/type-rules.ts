/** What the verifier asks about types, and the rule of every cast, comparison and binary operation. */
import { isFloatType } from './constants.js';
import { type Type, typeText } from './types.js';

/** The lanes' type of a vector, otherwise the type itself. */
export function scalarOf(type: Type): Type {
  return type.kind === 'vector' ? type.element : type;
}

function sameLanes(a: Type, b: Type): boolean {
  if (a.kind !== 'vector' || b.kind !== 'vector') return a.kind !== 'vector' && b.kind !== 'vector';
  return a.count === b.count && a.scalable === b.scalable;
}

/** True for `i1`. */
export function isBool(type: Type): boolean {
  return type.kind === 'int' && type.bits === 1;
}

/** Tells types that have a size from those that have none; remembers what it found. */
export class Sizedness {
  private readonly known = new Map<Type, boolean>();

  isSized(type: Type): boolean {
    let sized = this.known.get(type);
    if (sized === undefined) {
      sized = this.compute(type);
      this.known.set(type, sized);
    }
    return sized;
  }

  private compute(type: Type): boolean {
    switch (type.kind) {
      case 'void':
      case 'function':
      case 'label':
      case 'metadata':
      case 'token':
        return false;
      case 'array':
      case 'vector':
        return this.isSized(type.element);
      case 'struct':
        return type.elements?.every((element) => this.isSized(element)) ?? false;
      default:
        return true;
    }
  }
}

const FLOAT_BINARY: ReadonlySet<string> = new Set(['fadd', 'fsub', 'fmul', 'fdiv', 'frem']);

/** What is wrong with a binary operation on a type. */
export function binaryProblem(op: string, type: Type): string | undefined {
  const scalar = scalarOf(type);
  const fits = FLOAT_BINARY.has(op) ? isFloatType(scalar) : scalar.kind === 'int';
  return fits ? undefined : `${op} does not work on ${typeText(type)}`;
}

const INTEGER_PREDICATES: ReadonlySet<string> = new Set([
  'eq',
  'ne',
  'ugt',
  'uge',
  'ult',
  'ule',
  'sgt',
  'sge',
  'slt',
  'sle',
]);
const FLOAT_PREDICATES: ReadonlySet<string> = new Set([
  'false',
  'oeq',
  'ogt',
  'oge',
  'olt',
  'ole',
  'one',
  'ord',
  'ueq',
  'ugt',
  'uge',
  'ult',
  'ule',
  'une',
  'uno',
  'true',
]);

/** What is wrong with a comparison of values of a type. */
export function compareProblem(op: 'icmp' | 'fcmp', predicate: string, type: Type): string | undefined {
  const scalar = scalarOf(type);
  const known = op === 'icmp' ? INTEGER_PREDICATES : FLOAT_PREDICATES;
  if (!known.has(predicate)) return `${op} has no predicate '${predicate}'`;
  const fits = op === 'icmp' ? scalar.kind === 'int' || scalar.kind === 'ptr' : isFloatType(scalar);
  return fits ? undefined : `${op} does not work on ${typeText(type)}`;
}

/** What is wrong with a condition that selects between values of a type. */
export function selectProblem(condition: Type, type: Type): string | undefined {
  if (isBool(condition)) return undefined;
  if (condition.kind === 'vector' && isBool(condition.element) && sameLanes(condition, type)) return undefined;
  return `the condition is a ${typeText(condition)}, not an i1`;
}

const FLOAT_BITS = { half: 16, bfloat: 16, float: 32, double: 64, x86_fp80: 80, fp128: 128, ppc_fp128: 128 } as const;

function floatBits(type: Type): number {
  return isFloatType(type) ? FLOAT_BITS[type.kind] : 0;
}

function intBits(type: Type): number {
  return type.kind === 'int' ? type.bits : 0;
}

/** Bits of a value that a bitcast may change into another; 0 for pointers and aggregates. */
function plainBits(type: Type): number {
  if (type.kind === 'vector') return type.count * (intBits(type.element) + floatBits(type.element));
  return intBits(type) + floatBits(type);
}

/** What is wrong with a cast. */
export function castProblem(op: string, fromType: Type, toType: Type): string | undefined {
  return castFits(op, fromType, toType)
    ? undefined
    : `${op} cannot make a ${typeText(toType)} of a ${typeText(fromType)}`;
}

function castFits(op: string, fromType: Type, toType: Type): boolean {
  if (op === 'bitcast') {
    if (fromType === toType) return fromType.kind !== 'struct' && fromType.kind !== 'array';
    const bits = plainBits(fromType);
    return bits > 0 && bits === plainBits(toType);
  }
  if (!sameLanes(fromType, toType)) return false;
  const from = scalarOf(fromType);
  const to = scalarOf(toType);
  switch (op) {
    case 'trunc':
      return intBits(to) > 0 && intBits(from) > intBits(to);
    case 'zext':
    case 'sext':
      return intBits(from) > 0 && intBits(to) > intBits(from);
    case 'fptrunc':
      return floatBits(to) > 0 && floatBits(from) > floatBits(to);
    case 'fpext':
      return floatBits(from) > 0 && floatBits(to) > floatBits(from);
    case 'fptoui':
    case 'fptosi':
      return floatBits(from) > 0 && to.kind === 'int';
    case 'uitofp':
    case 'sitofp':
      return from.kind === 'int' && floatBits(to) > 0;
    case 'ptrtoint':
    case 'ptrtoaddr':
      return from.kind === 'ptr' && to.kind === 'int';
    case 'inttoptr':
      return from.kind === 'int' && to.kind === 'ptr';
    case 'addrspacecast':
      return from.kind === 'ptr' && to.kind === 'ptr';
    default:
      return false;
  }
}
