/**
 * Variables of the source on their way through the back-end. A record says what a variable is from an instruction on; it hangs on that
 * instruction (anchors.ts), first with LIR values, after selection with virtual registers, after allocation as places.
 */
import type { MDNode } from '../ir/model.js';
import type { LirValue } from '../lower/lir.js';
import type { FrameRef, Reg } from '../mir/machine.js';
import type { PersistentMap } from './persistent-map.js';
import { type Computed, isComputed, leavesOf, type Term } from './terms.js';

/** A variable of a function, or of one inlined call in it. */
export interface FunctionVariable {
  /** DILocalVariable. */
  readonly node: MDNode;
  readonly inlinedAt: MDNode | undefined;
  /** Bytes of its type; undefined when it is not known. */
  readonly size: number | undefined;
}

/** What is known of a part of a variable. Without `offset` and `size` it is the whole; they count bytes. */
export interface Piece<Leaf> {
  readonly offset?: number;
  readonly size?: number;
  readonly where: Term<Leaf>;
  /** The variable's value is that plus this. */
  readonly add?: number;
  /** The variable lies in memory at that plus this. */
  readonly deref?: number;
}

export type KnownWhere =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'symbol'; readonly symbol: string; readonly value: number }
  /** The address of something in the frame. */
  | { readonly kind: 'frame'; readonly frame: FrameRef; readonly offset: number };

export type LirWhere = KnownWhere | { readonly kind: 'value'; readonly value: LirValue };
export type MachineWhere = KnownWhere | { readonly kind: 'register'; readonly register: Reg };
/** After allocation; `slot` is a frame object that holds the value. */
export type PlacedWhere = MachineWhere | { readonly kind: 'slot'; readonly slot: number };

/** From here on the variable, or the bytes `from` to `to` of it, is this; nothing is known of it without pieces. */
export interface VariableRecord<Where> {
  readonly variable: FunctionVariable;
  readonly from?: number;
  readonly to?: number;
  readonly pieces: readonly Piece<Where>[];
}
export type LirRecord = VariableRecord<LirWhere>;
export type MachineRecord = VariableRecord<MachineWhere>;
/** What is known of variables, by their index in a list. */
export type ShownVariables = PersistentMap<readonly Piece<PlacedWhere>[]>;
/** The whole of what is known of a variable before an instruction. */
export interface PlacedVariable {
  readonly variable: FunctionVariable;
  readonly pieces: readonly Piece<PlacedWhere>[];
}
/** The same of all variables, where a block begins; nothing is known of others. */
export interface PlacedVariables {
  readonly shown: ShownVariables;
  readonly variables: readonly FunctionVariable[];
  /** What needs one of these registers, a mask, is no longer true. */
  readonly stale?: number;
}

/** The registers that a piece needs, as a mask. */
export function registersIn({ where }: Piece<PlacedWhere>): number {
  if (!isComputed(where)) return where.kind === 'register' ? 1 << where.register : 0;
  let mask = 0;
  for (const leaf of leavesOf(where)) if (leaf.kind === 'register') mask |= 1 << leaf.register;
  return mask;
}

const WORD_BITS = 32;
const BYTE = 8;

/** Whether a piece lies in the frame, or at a fixed address, all the time. */
export function isFixed({ where, deref }: Piece<MachineWhere>): boolean {
  return deref !== undefined && leavesOf(where).every(({ kind }) => kind !== 'register');
}

/** A sum of a term and a constant as the term and the number; only for values of at most a word. */
export function splitSum<Leaf extends { readonly kind: string }>(term: Term<Leaf>): { where: Term<Leaf>; add: number } {
  let where = term;
  let add = 0;
  while (isComputed(where) && (where.operation === 'add' || where.operation === 'sub')) {
    const [a, b] = where.args as [Term<Leaf>, Term<Leaf>];
    const number = constantOf(b);
    if (number === undefined) break;
    add = (add + (where.operation === 'add' ? number : -number)) | 0;
    where = a;
  }
  return { where, add };
}

function constantOf(term: Term<{ readonly kind: string }>): number | undefined {
  return term.kind === 'constant' ? (term as { value: number } & typeof term).value : undefined;
}

/** The bytes from..to of a piece that covers start..end, all counted in the variable. */
export function cutPiece<Leaf extends { readonly kind: string }>(
  piece: Piece<Leaf>,
  [start, end]: readonly [number, number],
  [from, to]: readonly [number, number],
): Piece<Leaf> {
  if (from <= start && to >= end) return piece;
  const part = { offset: from, size: to - from };
  const skipped = from - start;
  const { where, deref, add } = piece;
  if (deref !== undefined) return { ...part, where, deref: deref + skipped };
  // Zeros are zeros everywhere.
  if (skipped === 0 || (where.kind === 'constant' && constantOf(where) === 0 && add === undefined))
    return { ...part, where, ...(add === undefined ? {} : { add }) };
  const constant = (value: number) => ({ kind: 'constant', value }) as unknown as Leaf;
  const call = (operation: Computed<Leaf>['operation'], a: Term<Leaf>, b: number): Term<Leaf> => ({
    kind: 'computed',
    operation,
    args: [a, constant(b)],
  });
  const whole = add === undefined ? where : call('zext', call('add', where, add), WORD_BITS);
  return { ...part, where: call('shr', whole, BYTE * skipped) };
}

/** Puts neighbours in memory together; a piece that is the whole variable loses its extent. */
function mergePieces<Leaf extends { readonly kind: string }>(
  pieces: readonly Piece<Leaf>[],
  size: number | undefined,
): readonly Piece<Leaf>[] {
  if (pieces.some(({ offset }) => offset === undefined)) return pieces;
  const sorted = [...pieces].sort((a, b) => (a.offset as number) - (b.offset as number));
  const merged: Piece<Leaf>[] = [];
  for (const piece of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && follows(last, piece))
      merged[merged.length - 1] = { ...last, size: (last.size as number) + (piece.size as number) };
    else merged.push(piece);
  }
  const [only] = merged;
  if (merged.length === 1 && only?.offset === 0 && only.size === size) {
    const { offset: _offset, size: _size, ...whole } = only;
    return [whole];
  }
  return merged;
}

function follows<Leaf>(a: Piece<Leaf>, b: Piece<Leaf>): boolean {
  const { size = 0 } = a;
  return (
    a.deref !== undefined &&
    b.deref === a.deref + size &&
    b.offset === (a.offset as number) + size &&
    (a.where === b.where || JSON.stringify(a.where) === JSON.stringify(b.where))
  );
}

/** What is known of a variable after a record, given what was before it. */
export function applyRecord(
  before: readonly Piece<MachineWhere>[],
  record: MachineRecord,
): readonly Piece<MachineWhere>[] {
  const { from, to, variable } = record;
  if (from === undefined || to === undefined) return record.pieces;
  const rest = before.flatMap((piece): Piece<MachineWhere>[] => {
    const start = piece.offset ?? 0;
    const length = piece.size ?? variable.size;
    if (length === undefined) return [];
    const end = start + length;
    if (start >= to || end <= from) return [piece];
    return [
      ...(start < from ? [cutPiece(piece, [start, end], [start, from])] : []),
      ...(end > to ? [cutPiece(piece, [start, end], [to, end])] : []),
    ];
  });
  return mergePieces([...rest, ...record.pieces], variable.size);
}
