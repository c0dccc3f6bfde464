/**
 * What a variable's value is computed from (debug.md, Expressions): a list that is read from left to right over a stack of 128-bit
 * numbers. A number pushes itself, `"r4"` the word in that register, `"cfa"` the frame address; a word is an operation. In an object
 * a symbol's address may stand there too; the linker puts in the number.
 */
import { z } from 'zod';

/** How many numbers each operation takes; it leaves one. */
const OPERANDS = {
  add: 2,
  sub: 2,
  mul: 2,
  /** Signed, towards zero; nothing is known when the divisor is 0. */
  div: 2,
  rem: 2,
  and: 2,
  or: 2,
  xor: 2,
  not: 1,
  neg: 1,
  /** `value amount`: to the left, to the right with zeros, to the right with copies of the sign. */
  shl: 2,
  shr: 2,
  sar: 2,
  /** 1 if it is so, else 0; signed. */
  eq: 2,
  ne: 2,
  lt: 2,
  le: 2,
  /** `value bits`: the low bits alone, the others as zeros or as copies of the highest of them. */
  zext: 2,
  sext: 2,
  /** `low high`: a number of 64 bits from two words. */
  pair: 2,
  /** `address bytes`: 1, 2 or 4 bytes of memory, as a number without a sign. */
  load: 2,
} as const;

export type LocationOperation = keyof typeof OPERANDS;
const OPERATIONS = Object.keys(OPERANDS) as LocationOperation[];
const REGISTERS = Array.from({ length: 16 }, (_, n) => `r${n}` as const);

/** Bits of the numbers. */
const BITS = 128;
const LIMIT = BigInt(BITS);
/** Most items of one expression. */
export const EXPRESSION_MAX = 256;

const number = z.int().min(-0x8000_0000).max(0xffff_ffff);
const word = z.enum(['cfa', ...REGISTERS, ...OPERATIONS]);

/** As in a `.sym` file. */
export const expressionSchema = z
  .array(z.union([number, word]))
  .min(1)
  .max(EXPRESSION_MAX);
/** As in an object: with symbols. */
export const objectExpressionSchema = z
  .array(z.union([number, word, z.strictObject({ symbol: z.string().min(1).max(4096), value: number })]))
  .min(1)
  .max(EXPRESSION_MAX);

export type LocationExpression = z.output<typeof expressionSchema>;
export type ObjectExpression = z.output<typeof objectExpressionSchema>;

function operandsOf(item: ObjectExpression[number]): number | undefined {
  return typeof item === 'string' && Object.hasOwn(OPERANDS, item) ? OPERANDS[item as LocationOperation] : undefined;
}

/** What is wrong with the order of an expression's items, if anything is. */
export function badExpression(items: ObjectExpression): string | undefined {
  let depth = 0;
  for (const [i, item] of items.entries()) {
    const takes = operandsOf(item);
    if (takes === undefined) depth++;
    else if (depth < takes) return `item ${i}, ${String(item)}, takes ${takes} numbers, but there are ${depth}`;
    else depth += 1 - takes;
  }
  return depth === 1 ? undefined : `${depth} numbers are left at the end, expected one`;
}

/** The machine as an expression sees it. */
export interface ExpressionMachine {
  /** A register's word. */
  register(n: number): number;
  /** The frame address; undefined where it is not known. */
  readonly cfa: number | undefined;
  /** Bytes of memory, low address first; undefined when they cannot be read. */
  memory(address: number, bytes: number): Uint8Array | undefined;
}

/** The value of an expression, 0 to 2^128 - 1; undefined when it has none on this machine. */
export function evaluateExpression(items: LocationExpression, machine: ExpressionMachine): bigint | undefined {
  const stack: bigint[] = [];
  for (const item of items) {
    let value: bigint | undefined;
    if (typeof item === 'number') value = BigInt(item);
    else if (item === 'cfa') value = machine.cfa === undefined ? undefined : BigInt(machine.cfa >>> 0);
    else {
      const takes = operandsOf(item);
      if (takes === undefined) value = BigInt(machine.register(Number(item.slice(1))) >>> 0);
      else {
        if (stack.length < takes) return undefined;
        const [a = 0n, b = 0n] = stack.splice(-takes);
        value = operate(item as LocationOperation, a, b, machine);
      }
    }
    if (value === undefined) return undefined;
    stack.push(BigInt.asUintN(BITS, value));
  }
  return stack.length === 1 ? stack[0] : undefined;
}

function operate(operation: LocationOperation, a: bigint, b: bigint, machine: ExpressionMachine): bigint | undefined {
  const x = BigInt.asIntN(BITS, a);
  const y = BigInt.asIntN(BITS, b);
  switch (operation) {
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return y === 0n ? undefined : x / y;
    case 'rem':
      return y === 0n ? undefined : x % y;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'not':
      return ~a;
    case 'neg':
      return -a;
    case 'shl':
      return b < LIMIT ? a << b : undefined;
    case 'shr':
      return b < LIMIT ? a >> b : undefined;
    case 'sar':
      return b < LIMIT ? x >> b : undefined;
    case 'eq':
      return a === b ? 1n : 0n;
    case 'ne':
      return a === b ? 0n : 1n;
    case 'lt':
      return x < y ? 1n : 0n;
    case 'le':
      return x <= y ? 1n : 0n;
    case 'zext':
      return b <= LIMIT ? BigInt.asUintN(Number(b), a) : undefined;
    case 'sext':
      return b <= LIMIT ? BigInt.asIntN(Number(b), a) : undefined;
    case 'pair':
      return BigInt.asUintN(32, a) | (BigInt.asUintN(32, b) << 32n);
    case 'load': {
      if (b !== 1n && b !== 2n && b !== 4n) return undefined;
      const bytes = machine.memory(Number(BigInt.asUintN(32, a)), Number(b));
      return bytes?.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
    }
  }
}
