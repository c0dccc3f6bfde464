/** The intervals still to be allocated, by start; equal starts in the order they came, so that results are deterministic. */
import type { Interval } from './interval.js';

interface Entry {
  readonly interval: Interval;
  readonly start: number;
  readonly order: number;
}

export class PositionHeap {
  private readonly heap: Entry[] = [];
  private count = 0;

  push(interval: Interval): void {
    const { heap } = this;
    const entry = { interval, start: interval.start, order: this.count++ };
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Entry;
      if (!before(entry, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = entry;
  }

  pop(): Interval | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child++;
        if (!before(heap[child] as Entry, last)) break;
        heap[at] = heap[child] as Entry;
        at = child;
      }
      heap[at] = last;
    }
    return top.interval;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.start < b.start || (a.start === b.start && a.order < b.order);
}
