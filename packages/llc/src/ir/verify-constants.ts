/** Checks constants: each once, however often it is used, and without recursion. */
import { BINARY_OPS, CAST_OPS, elementType, isFloatType } from './constants.js';
import { aggregateElementType, indexedType } from './indexed-type.js';
import type { Constant, ConstantExpr, Module } from './model.js';
import { binaryProblem, castProblem, compareProblem, type Sizedness, selectProblem } from './type-rules.js';
import { typeText } from './types.js';

export class ConstantVerifier {
  private readonly sound = new Set<Constant>();
  /** Blocks by function, for blockaddress. */
  private readonly blockNames = new Map<string, ReadonlySet<string>>();

  constructor(
    module: Module,
    private readonly sizes: Sizedness,
  ) {
    for (const symbol of [...module.globals, ...module.functions, ...module.aliases]) this.sound.add(symbol);
    this.functions = new Map(module.functions.map((fn) => [fn.name, fn]));
  }
  private readonly functions: ReadonlyMap<string, Module['functions'][number]>;

  /** What is wrong with a constant or one inside it. */
  problem(constant: Constant): string | undefined {
    if (this.sound.has(constant)) return undefined;
    const work = [constant];
    for (let current = work.pop(); current !== undefined; current = work.pop()) {
      if (this.sound.has(current)) continue;
      const problem = this.own(current);
      if (problem !== undefined) return problem;
      this.sound.add(current);
      if (current.kind === 'aggregate') for (const element of current.elements) work.push(element);
      else if (current.kind === 'expr') for (const operand of current.operands) work.push(operand);
    }
    return undefined;
  }

  private own(constant: Constant): string | undefined {
    const { type } = constant;
    switch (constant.kind) {
      case 'int':
        return type.kind === 'int' ? undefined : `an integer constant of type ${typeText(type)}`;
      case 'fp':
        return isFloatType(type) ? undefined : `a floating constant of type ${typeText(type)}`;
      case 'null':
        return type.kind === 'ptr' ? undefined : `null of type ${typeText(type)}`;
      case 'zero':
      case 'undef':
      case 'poison':
        // A token may be poison; nothing else without a size may.
        return this.sizes.isSized(type) || type.kind === 'token'
          ? undefined
          : `${constant.kind} of type ${typeText(type)}`;
      case 'none':
        return type.kind === 'token' ? undefined : `none of type ${typeText(type)}`;
      case 'bytes': {
        const fits = type.kind === 'array' && type.count === constant.bytes.length && type.element.kind === 'int';
        return fits ? undefined : `a string constant of type ${typeText(type)}`;
      }
      case 'aggregate': {
        const { elements } = constant;
        const count = type.kind === 'struct' ? type.elements?.length : 'count' in type ? type.count : undefined;
        if (count !== elements.length) return `a constant of ${elements.length} elements of type ${typeText(type)}`;
        for (let i = 0; i < elements.length; i++) {
          if (elements[i]?.type !== elementType(type, i))
            return `element ${i} of a constant ${typeText(type)} is of another type`;
        }
        return undefined;
      }
      case 'expr':
        return this.expression(constant);
      case 'blockaddress':
        return this.hasBlock(constant.functionName, constant.blockName)
          ? undefined
          : `blockaddress of %${constant.blockName}, which @${constant.functionName} does not have`;
      default:
        return `@${constant.name} is of another module`;
    }
  }

  private hasBlock(functionName: string, blockName: string): boolean {
    let names = this.blockNames.get(functionName);
    if (names === undefined) {
      names = new Set(this.functions.get(functionName)?.blocks.map((block) => block.name));
      this.blockNames.set(functionName, names);
    }
    // A function that is declared only may have been defined elsewhere and its body dropped.
    return names.has(blockName) || this.functions.get(functionName)?.blocks.length === 0;
  }

  private expression(expression: ConstantExpr): string | undefined {
    const { op, type, operands } = expression;
    const [first, second, third] = operands;
    if (first === undefined) return `${op} without operands`;
    if (op === 'getelementptr') {
      const { elementType: element } = expression;
      if (element === undefined || !this.sizes.isSized(element)) return 'getelementptr over a type without a size';
      if (first.type.kind !== 'ptr' && first.type.kind !== 'vector') return 'getelementptr without a pointer';
      const indices = operands.slice(1);
      if (indices.some((index) => index.type.kind !== 'int' && index.type.kind !== 'vector')) {
        return 'an index of getelementptr is no integer';
      }
      return indexedType(element, indices) === undefined
        ? `getelementptr's indices do not fit ${typeText(element)}`
        : undefined;
    }
    if (CAST_OPS.has(op)) return castProblem(op, first.type, type);
    if (BINARY_OPS.has(op)) {
      if (first.type !== type || second?.type !== type) return `the operands of ${op} are of different types`;
      return binaryProblem(op, type);
    }
    switch (op) {
      case 'icmp':
      case 'fcmp':
        if (second?.type !== first.type) return `the operands of ${op} are of different types`;
        return compareProblem(op, expression.predicate ?? '', first.type);
      case 'select':
        if (second?.type !== type || third?.type !== type) return 'the operands of select are of different types';
        return selectProblem(first.type, type);
      case 'extractvalue':
        return aggregateElementType(first.type, expression.indices ?? []) === type
          ? undefined
          : 'extractvalue of no element';
      case 'insertvalue':
        return aggregateElementType(type, expression.indices ?? []) === second?.type
          ? undefined
          : 'insertvalue of no element';
      default:
        return undefined;
    }
  }
}
