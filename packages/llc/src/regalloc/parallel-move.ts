/** Orders moves that happen at the same time, so that no source is overwritten before it is read. */
import { copyInst, type MInst, machineInst } from '../mir/machine.js';

/** A place a value can be in: a register 0..15, or a frame object as SLOT_BASE + index. */
export type Place = number;
export const SLOT_BASE = 16;

/** One value to be moved; the source is a place, or the instruction that makes the value (a CONST or FRAMEADDR). */
export interface Move {
  source: Place | MInst;
  readonly target: Place;
}

/** What the sequencer may use on the way. */
export interface MoveResources {
  /** A register outside `taken` (a mask) that holds nothing before and after the moves and is no place of theirs, or -1. */
  freeRegister(taken: number): number;
  /** A frame object for a register that must be saved meanwhile (0) or a cycle's value (1). */
  emergencySlot(which: 0 | 1): number;
}

/** The instructions that carry out `moves` as if at once: COPY, LD, ST, CONST and FRAMEADDR, none of which writes flags. */
export function sequenceMoves(moves: readonly Move[], resources: MoveResources): MInst[] {
  const out: MInst[] = [];
  const [only] = moves;
  if (only !== undefined && moves.length === 1) {
    if (only.source !== only.target) emitMove(only, resources, 0, out);
    return out;
  }
  /** Registers that hold values of broken cycles. */
  let aside = 0;
  const pending = new Map<Place, Move>();
  const readers = new Map<Place, number>();
  for (const move of moves) {
    if (move.source === move.target) continue;
    pending.set(move.target, { ...move });
    if (typeof move.source === 'number') readers.set(move.source, (readers.get(move.source) ?? 0) + 1);
  }
  const ready: Move[] = [];
  for (const move of pending.values()) if (!readers.has(move.target)) ready.push(move);
  while (pending.size > 0) {
    for (let move = ready.pop(); move !== undefined; move = ready.pop()) {
      if (!pending.delete(move.target)) continue;
      emitMove(move, resources, aside, out);
      if (typeof move.source !== 'number') continue;
      const left = (readers.get(move.source) ?? 1) - 1;
      if (left > 0) readers.set(move.source, left);
      else {
        readers.delete(move.source);
        const unblocked = pending.get(move.source);
        if (unblocked !== undefined) ready.push(unblocked);
      }
    }
    const [first] = pending.values();
    if (first === undefined) break;
    // Only cycles are left: set one value aside.
    const free = resources.freeRegister(aside);
    const place = free >= 0 ? free : SLOT_BASE + resources.emergencySlot(1);
    emitMove({ source: first.target, target: place }, resources, aside, out);
    if (free >= 0) aside |= 1 << free;
    let redirected = 0;
    for (const move of pending.values())
      if (move.source === first.target) {
        move.source = place;
        redirected++;
      }
    readers.delete(first.target);
    readers.set(place, redirected);
    ready.push(first);
  }
  return out;
}

function emitMove(move: Move, resources: MoveResources, aside: number, out: MInst[]): void {
  const { source, target } = move;
  if (target >= SLOT_BASE && (typeof source !== 'number' || source >= SLOT_BASE)) {
    const free = resources.freeRegister(aside);
    const through = free >= 0 ? free : 0;
    const saved = free >= 0 ? -1 : SLOT_BASE + resources.emergencySlot(0);
    if (saved >= 0) emitMove({ source: through, target: saved }, resources, aside, out);
    emitMove({ source, target: through }, resources, aside, out);
    emitMove({ source: through, target }, resources, aside, out);
    if (saved >= 0) emitMove({ source: saved, target: through }, resources, aside, out);
    return;
  }
  if (typeof source !== 'number') {
    const made = copyInst(source);
    made.defs = [target];
    made.loc = undefined;
    out.push(made);
  } else if (source >= SLOT_BASE) out.push(machineInst('LD', [target], [], 0, { frame: source - SLOT_BASE }));
  else if (target >= SLOT_BASE) out.push(machineInst('ST', [], [source], 0, { frame: target - SLOT_BASE }));
  else out.push(machineInst('COPY', [target], [source]));
}
