/** Expressions over values from outside a loop: kept symbolic until somebody needs them, then computed in front of the loop. */
import { foldBinary } from '../lower/fold.js';
import type { LirValue } from '../lower/lir.js';

type Operation = 'add' | 'sub' | 'mul' | 'shl';

/** A number, a value from outside, or an operation on two such expressions. All arithmetic is modulo 2^32. */
export type Invariant =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'value'; readonly value: LirValue }
  | { readonly kind: 'operation'; readonly op: Operation; readonly a: Invariant; readonly b: Invariant };

export function numberOf(value: number): Invariant {
  return { kind: 'number', value: value | 0 };
}

export const ZERO = numberOf(0);
export const ONE = numberOf(1);

/** A leaf or a value from outside the loop. */
export function invariantOf(value: LirValue): Invariant {
  return value.op === 'const' ? numberOf(value.imm) : { kind: 'value', value };
}

function isNumber(x: Invariant, value: number): boolean {
  return x.kind === 'number' && x.value === value;
}

export function operation(op: Operation, a: Invariant, b: Invariant): Invariant {
  if (a.kind === 'number' && b.kind === 'number') return numberOf(foldBinary(op, a.value, b.value) ?? 0);
  if (isNumber(b, 0) && op !== 'mul') return a;
  if (op === 'add' && isNumber(a, 0)) return b;
  if (op === 'mul') {
    if (isNumber(b, 1)) return a;
    if (isNumber(a, 1)) return b;
    if (isNumber(a, 0) || isNumber(b, 0)) return ZERO;
  }
  return { kind: 'operation', op, a, b };
}

/** The expression without the number added to it, and that number. */
export function splitNumber(x: Invariant): { rest: Invariant; number: number } {
  if (x.kind === 'number') return { rest: ZERO, number: x.value };
  if (x.kind === 'operation' && (x.op === 'add' || x.op === 'sub')) {
    const a = splitNumber(x.a);
    const b = splitNumber(x.b);
    const number = x.op === 'add' ? a.number + b.number : a.number - b.number;
    return { rest: operation(x.op, a.rest, b.rest), number: number | 0 };
  }
  return { rest: x, number: 0 };
}

/** Equal for expressions built alike. */
export function keyOf(x: Invariant): string {
  switch (x.kind) {
    case 'number':
      return `${x.value}`;
    case 'value':
      return x.value.op === 'sym' || x.value.op === 'frame'
        ? `${x.value.op}${x.value.sym ?? x.value.frame}+${x.value.imm}`
        : `v${x.value.id}`;
    case 'operation':
      return `(${keyOf(x.a)} ${x.op} ${keyOf(x.b)})`;
  }
}

/** Depth of the expression, to keep it small. */
export function sizeOf(x: Invariant): number {
  return x.kind === 'operation' ? 1 + sizeOf(x.a) + sizeOf(x.b) : 0;
}
