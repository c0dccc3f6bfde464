/** The type rules of each instruction. */
import { aggregateElementType, indexedType } from './indexed-type.js';
import type { BasicBlock, CallInstruction, Instruction, Function as IRFunction, Value } from './model.js';
import {
  binaryProblem,
  castProblem,
  compareProblem,
  isBool,
  type Sizedness,
  scalarOf,
  selectProblem,
} from './type-rules.js';
import { type Type, typeText } from './types.js';

const RMW_OPERATIONS: ReadonlySet<string> = new Set([
  'xchg',
  'add',
  'sub',
  'and',
  'nand',
  'or',
  'xor',
  'max',
  'min',
  'umax',
  'umin',
  'uinc_wrap',
  'udec_wrap',
  'usub_cond',
  'usub_sat',
]);
const FLOAT_RMW_OPERATIONS: ReadonlySet<string> = new Set([
  'xchg',
  'fadd',
  'fsub',
  'fmax',
  'fmin',
  'fmaximum',
  'fminimum',
  'fmaximumnum',
  'fminimumnum',
]);

function typeOf(value: Value | undefined): Type | undefined {
  return value?.type;
}

function pointerProblem(value: Value): string | undefined {
  return value.type.kind === 'ptr' ? undefined : `a ${typeText(value.type)} is no pointer`;
}

/** What is wrong with an instruction's types, looking at nothing but itself. */
export function instructionProblem(instruction: Instruction, fn: IRFunction, sizes: Sizedness): string | undefined {
  const { op, type } = instruction;
  switch (op) {
    case 'fneg': {
      const [operand] = instruction.operands;
      return operand.type === type ? binaryProblem('fsub', type)?.replace('fsub', 'fneg') : 'fneg changes the type';
    }
    case 'freeze':
      return instruction.operands[0].type === type ? undefined : 'freeze changes the type';
    case 'icmp':
    case 'fcmp': {
      const [left, right] = instruction.operands;
      if (left.type !== right.type) return `the operands of ${op} are of different types`;
      return compareProblem(op, instruction.predicate, left.type);
    }
    case 'select': {
      const [condition, whenTrue, whenFalse] = instruction.operands;
      if (whenTrue.type !== type || whenFalse.type !== type) return 'the operands of select are of different types';
      return selectProblem(condition.type, type);
    }
    case 'phi':
      for (const operand of instruction.operands) {
        if (operand.type !== type) return `a phi of ${typeText(type)} has a value of type ${typeText(operand.type)}`;
      }
      return sizes.isSized(type) ? undefined : `a phi of type ${typeText(type)}`;
    case 'alloca':
      if (!sizes.isSized(instruction.allocatedType)) return `${typeText(instruction.allocatedType)} has no size`;
      return instruction.operands[0].type.kind === 'int' ? undefined : "alloca's count is no integer";
    case 'load':
      if (!sizes.isSized(type)) return `${typeText(type)} has no size`;
      return pointerProblem(instruction.operands[0]);
    case 'store': {
      const [value, pointer] = instruction.operands;
      if (!sizes.isSized(value.type)) return `${typeText(value.type)} has no size`;
      return pointerProblem(pointer);
    }
    case 'getelementptr': {
      const [base, ...indices] = instruction.operands;
      const { elementType } = instruction;
      if (base === undefined || scalarOf(base.type).kind !== 'ptr') return 'getelementptr without a pointer';
      if (!sizes.isSized(elementType)) return `${typeText(elementType)} has no size`;
      for (const index of indices) {
        if (scalarOf(index.type).kind !== 'int') return `an index is a ${typeText(index.type)}, not an integer`;
      }
      return indexedType(elementType, indices) === undefined
        ? `the indices do not fit ${typeText(elementType)}`
        : undefined;
    }
    case 'extractvalue':
      return aggregateElementType(instruction.operands[0].type, instruction.indices) === type &&
        instruction.indices.length > 0
        ? undefined
        : `${typeText(instruction.operands[0].type)} has no such element`;
    case 'insertvalue': {
      const [aggregate, element] = instruction.operands;
      const fits = aggregateElementType(aggregate.type, instruction.indices) === element.type;
      return fits && aggregate.type === type && instruction.indices.length > 0
        ? undefined
        : `a ${typeText(element.type)} does not fit ${typeText(aggregate.type)} at ${instruction.indices.join(', ')}`;
    }
    case 'extractelement': {
      const [vector, index] = instruction.operands;
      if (vector.type.kind !== 'vector' || vector.type.element !== type) return 'extractelement from no such vector';
      return index.type.kind === 'int' ? undefined : 'the index is no integer';
    }
    case 'insertelement': {
      const [vector, element, index] = instruction.operands;
      const fits = vector.type.kind === 'vector' && vector.type.element === element.type && vector.type === type;
      if (!fits) return 'insertelement into no such vector';
      return index.type.kind === 'int' ? undefined : 'the index is no integer';
    }
    case 'shufflevector': {
      const [left, right] = instruction.operands;
      if (left.type.kind !== 'vector' || right.type !== left.type) return 'shufflevector of no such vectors';
      if (type.kind !== 'vector' || type.count !== instruction.mask.length) return 'the mask does not fit the result';
      const lanes = 2 * left.type.count;
      return instruction.mask.every((lane) => lane >= -1 && lane < lanes)
        ? undefined
        : 'a lane of the mask is out of range';
    }
    case 'call':
      return callProblem(instruction);
    case 'va_arg':
      if (!sizes.isSized(type)) return `${typeText(type)} has no size`;
      return pointerProblem(instruction.operands[0]);
    case 'cmpxchg': {
      const [pointer, expected, replacement] = instruction.operands;
      if (expected.type !== replacement.type) return 'the operands of cmpxchg are of different types';
      if (expected.type.kind !== 'int' && expected.type.kind !== 'ptr')
        return `cmpxchg of a ${typeText(expected.type)}`;
      return pointerProblem(pointer);
    }
    case 'atomicrmw': {
      const [pointer, value] = instruction.operands;
      const { operation } = instruction;
      let known: boolean;
      if (value.type.kind === 'int') known = RMW_OPERATIONS.has(operation);
      else if (value.type.kind === 'ptr') known = operation === 'xchg';
      else known = FLOAT_RMW_OPERATIONS.has(operation) && scalarOf(value.type).kind !== 'int';
      return known ? pointerProblem(pointer) : `atomicrmw ${operation} of a ${typeText(value.type)}`;
    }
    case 'br': {
      const { operands, targets } = instruction;
      if (operands.length === 0) return targets.length === 1 ? undefined : 'br without a condition has one target';
      const condition = typeOf(operands[0]);
      if (condition === undefined || !isBool(condition)) return 'the condition of br is no i1';
      return targets.length === 2 ? undefined : 'br with a condition has two targets';
    }
    case 'switch': {
      if (instruction.operands[0].type.kind !== 'int') return 'switch on a value that is no integer';
      const seen = new Set<bigint>();
      for (const { value } of instruction.cases) {
        if (seen.has(value)) return `switch has two cases for ${value}`;
        seen.add(value);
      }
      return undefined;
    }
    case 'indirectbr':
      return pointerProblem(instruction.operands[0]);
    case 'ret': {
      const { result } = fn.functionType;
      const [value] = instruction.operands;
      if (value === undefined)
        return result.kind === 'void' ? undefined : `ret void in a function that returns ${typeText(result)}`;
      return value.type === result
        ? undefined
        : `ret of a ${typeText(value.type)} in a function that returns ${typeText(result)}`;
    }
    case 'fence':
    case 'unreachable':
    case 'unsupported':
      return undefined;
    case 'trunc':
    case 'zext':
    case 'sext':
    case 'fptrunc':
    case 'fpext':
    case 'fptoui':
    case 'fptosi':
    case 'uitofp':
    case 'sitofp':
    case 'ptrtoint':
    case 'ptrtoaddr':
    case 'inttoptr':
    case 'bitcast':
    case 'addrspacecast':
      return castProblem(op, instruction.operands[0].type, type);
    default: {
      const [left, right] = instruction.operands;
      if (left.type !== type || right.type !== type) return `the operands of ${op} are of different types`;
      return binaryProblem(op, type);
    }
  }
}

function callProblem(call: CallInstruction): string | undefined {
  const { params, variadic, result } = call.functionType;
  const { operands } = call;
  if (call.type !== result) return 'the result of the call is of another type';
  if (call.callee.type.kind !== 'ptr') return `a ${typeText(call.callee.type)} cannot be called`;
  if (operands.length < params.length || (operands.length > params.length && !variadic)) {
    return `the function takes ${params.length} arguments, the call has ${operands.length}`;
  }
  for (let i = 0; i < params.length; i++) {
    const param = params[i] as Type;
    const operand = operands[i] as Value;
    if (operand.type !== param) return `argument ${i + 1} is a ${typeText(operand.type)}, not a ${typeText(param)}`;
  }
  return undefined;
}

/** What is wrong with a phi's blocks; `incoming` counts the edges from each predecessor. */
export function phiProblem(
  phi: Instruction & { op: 'phi' },
  incoming: ReadonlyMap<BasicBlock, number>,
): string | undefined {
  const seen = new Map<BasicBlock, { count: number; value: Value }>();
  for (let i = 0; i < phi.blocks.length; i++) {
    const block = phi.blocks[i] as BasicBlock;
    const value = phi.operands[i];
    if (value === undefined) return 'a phi with fewer values than blocks';
    const entry = seen.get(block);
    if (entry === undefined) seen.set(block, { count: 1, value });
    else {
      entry.count++;
      if (!sameValue(entry.value, value)) return `two values for the predecessor %${block.name}`;
    }
  }
  if (phi.operands.length !== phi.blocks.length) return 'a phi with more values than blocks';
  for (const [block, { count }] of seen) {
    if (incoming.get(block) !== count) {
      return incoming.has(block)
        ? `${count} values for the ${incoming.get(block)} edges from %${block.name}`
        : `%${block.name} is no predecessor`;
    }
  }
  for (const block of incoming.keys()) if (!seen.has(block)) return `no value for the predecessor %${block.name}`;
  return undefined;
}

function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'int' && b.kind === 'int') return a.value === b.value;
  if (a.kind === 'fp' && b.kind === 'fp') return a.bits === b.bits;
  // Other constants are not shared objects; their kind must do.
  return a.kind === b.kind && a.kind !== 'instruction' && a.kind !== 'argument';
}
