/**
 * What a variable's value is computed from: leaves (registers, places, constants) and operations on 128-bit numbers, as in
 * the `expression` of a location (location-expression.ts of @hsx/image, which says what each operation does).
 */
import { EXPRESSION_MAX, type LocationOperation, type ObjectExpression } from '@hsx/image';

export interface Computed<Leaf> {
  readonly kind: 'computed';
  readonly operation: LocationOperation;
  readonly args: readonly Term<Leaf>[];
}
export type Term<Leaf> = Leaf | Computed<Leaf>;

export interface AnyLeaf {
  readonly kind: string;
}

export function isComputed<Leaf extends AnyLeaf>(term: Term<Leaf>): term is Computed<Leaf> {
  return term.kind === 'computed';
}

/** The leaves of a term, left to right. */
export function leavesOf<Leaf extends AnyLeaf>(term: Term<Leaf>): readonly Leaf[] {
  return isComputed(term) ? term.args.flatMap((arg) => leavesOf(arg)) : [term];
}

/** A term with other leaves; undefined when one of them has no counterpart. */
export function mapLeaves<A extends AnyLeaf, B extends AnyLeaf>(
  term: Term<A>,
  change: (leaf: A) => Term<B> | undefined,
): Term<B> | undefined {
  if (!isComputed(term)) return change(term);
  const args: Term<B>[] = [];
  for (const arg of term.args) {
    const made = mapLeaves(arg, change);
    if (made === undefined) return undefined;
    args.push(made);
  }
  return { kind: 'computed', operation: term.operation, args };
}

/** The items of a term; undefined when there are too many. */
export function expressionOf<Leaf extends AnyLeaf>(
  term: Term<Leaf>,
  itemsOf: (leaf: Leaf) => ObjectExpression | undefined,
): ObjectExpression | undefined {
  const items: ObjectExpression = [];
  const add = (part: Term<Leaf>): boolean => {
    if (items.length > EXPRESSION_MAX) return false;
    if (!isComputed(part)) {
      const made = itemsOf(part);
      if (made !== undefined) items.push(...made);
      return made !== undefined;
    }
    if (!part.args.every(add)) return false;
    items.push(part.operation);
    return true;
  };
  return add(term) && items.length <= EXPRESSION_MAX ? items : undefined;
}
