/** Pieces of variables as locations of the debug data. */
import type { DirectiveLocal, ObjectExpression } from '@hsx/image';
import type { FrameRef } from '../mir/machine.js';
import type { FunctionVariable, Piece, PlacedWhere } from './records.js';
import { expressionOf, isComputed } from './terms.js';

/** A location without the code that it holds for. */
export type Place = Omit<DirectiveLocal['locations'][number], 'range'>;

/** Where the frame's objects are. */
export interface FrameOffsets {
  /** Distance from the frame address; undefined for what has no fixed place. */
  readonly at: (ref: FrameRef) => number | undefined;
  /** An object that is aligned beyond the stack lies at frame address + offset, rounded down to a multiple of `align`. */
  readonly block: (object: number) => { readonly offset: number; readonly align: number } | undefined;
}

/** Bytes of a value that the plain kinds of location hold. */
const WORD = 4;

/** The location of a piece; undefined when something of it has no place. */
export function placeOf(piece: Piece<PlacedWhere>, variable: FunctionVariable, frame: FrameOffsets): Place | undefined {
  const { offset, size, where, add, deref } = piece;
  const extent = offset === undefined || size === undefined ? {} : { piece: { offset, size } };
  // A word that makes a wider value is filled with zeros, which only an expression says.
  const wide = deref === undefined && (size ?? variable.size ?? 0) > WORD;
  const plain = wide && !isZero(where) ? undefined : plainPlace(piece, frame);
  if (plain !== undefined) return { ...plain, ...extent };
  const expression = expressionOf<PlacedWhere>(where, (leaf) => leafItems(leaf, frame));
  if (expression === undefined) return undefined;
  if (add !== undefined) expression.push(add, 'add');
  return { kind: 'expression', expression, ...(deref === undefined ? {} : { deref }), ...extent };
}

function isZero(where: Piece<PlacedWhere>['where']): boolean {
  return where.kind === 'constant' && where.value === 0;
}

function plainPlace({ where, add, deref }: Piece<PlacedWhere>, { at }: FrameOffsets): Place | undefined {
  if (isComputed(where)) return undefined;
  const more = { ...(deref === undefined ? {} : { deref }), ...(add === undefined ? {} : { add }) };
  switch (where.kind) {
    case 'register':
      return { kind: 'register', register: where.register, ...more };
    case 'constant':
      return { kind: 'constant', value: where.value, ...more };
    case 'symbol':
      return { kind: 'constant', symbol: where.symbol, value: where.value, ...more };
    case 'slot': {
      const place = at(where.slot);
      return place === undefined ? undefined : { kind: 'frame', offset: place, ...more };
    }
    case 'frame': {
      const base = at(where.frame);
      if (base === undefined) return undefined;
      // Its address is known, so what lies there needs no detour.
      if (deref !== undefined) return { kind: 'frame', offset: base + where.offset + deref };
      return { kind: 'cfa', offset: base + where.offset + (add ?? 0) };
    }
  }
}

function leafItems(leaf: PlacedWhere, { at, block }: FrameOffsets): ObjectExpression | undefined {
  switch (leaf.kind) {
    case 'register':
      return [`r${leaf.register}` as 'r0'];
    case 'constant':
      return [leaf.value];
    case 'symbol':
      return [{ symbol: leaf.symbol, value: leaf.value }];
    case 'slot': {
      const place = at(leaf.slot);
      return place === undefined ? undefined : ['cfa', place, 'add', WORD, 'load'];
    }
    case 'frame': {
      const place = at(leaf.frame);
      if (place !== undefined) return ['cfa', place + leaf.offset, 'add'];
      const over = typeof leaf.frame === 'number' ? block(leaf.frame) : undefined;
      if (over === undefined) return undefined;
      const items: ObjectExpression = ['cfa', over.offset, 'add', -over.align, 'and'];
      return leaf.offset === 0 ? items : [...items, leaf.offset, 'add'];
    }
  }
}
