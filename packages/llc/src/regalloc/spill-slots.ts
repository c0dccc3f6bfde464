/** Stack slots for values that live in memory: one word each, shared by values that never live at the same time. */
import type { MachineFunction } from '../mir/machine.js';
import { type Bundle, firstIntersection, RangeList } from './interval.js';

/** Looks through this many slots for a free one before making another. */
const MAX_TRIES = 64;

/** Gives every bundle of `spilled` a frame object. Without `sharing`, each its own. */
export function colourSpillSlots(fn: MachineFunction, spilled: readonly Bundle[], sharing: boolean): void {
  const sorted = [...spilled].sort((a, b) => startOf(a) - startOf(b) || a.id - b.id);
  const slots: { object: number; ranges: number[]; end: number }[] = [];
  for (const bundle of sorted) {
    const ranges = bundle.pieces.flatMap((piece) => piece.ranges);
    const start = startOf(bundle);
    let found: (typeof slots)[number] | undefined;
    if (sharing)
      for (let i = 0, tries = 0; i < slots.length && found === undefined; i++) {
        const slot = slots[i] as (typeof slots)[number];
        if (slot.end <= start) found = slot;
        else if (tries++ < MAX_TRIES && firstIntersection(slot.ranges, ranges) === Number.POSITIVE_INFINITY)
          found = slot;
      }
    if (found === undefined) {
      found = { object: newSpillSlot(fn), ranges: [], end: 0 };
      slots.push(found);
    }
    found.ranges = found.end <= start ? ranges : mergeRanges(found.ranges, ranges);
    found.end = Math.max(found.end, ranges.at(-1) ?? 0);
    bundle.slot = found.object;
  }
}

/** A new word in the frame. */
export function newSpillSlot(fn: MachineFunction): number {
  return fn.frame.objects.push({ size: 4, align: 4, name: 'spill', spill: true }) - 1;
}

function startOf(bundle: Bundle): number {
  return bundle.pieces[0]?.start ?? 0;
}

function mergeRanges(a: readonly number[], b: readonly number[]): number[] {
  const all = new RangeList(a);
  all.add(b);
  return all.sorted();
}
