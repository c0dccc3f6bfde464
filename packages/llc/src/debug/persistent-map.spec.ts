import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersistentMap } from './persistent-map.js';

const key = fc.oneof(fc.nat(40), fc.nat(5000), fc.nat(1 << 24));
const writes = fc.array(fc.tuple(key, fc.option(fc.nat(3), { nil: undefined })), { maxLength: 60 });

/** The same writes on our map and on the language's. */
function written(
  list: readonly (readonly [number, number | undefined])[],
  from?: [PersistentMap<number>, Map<number, number>],
) {
  let map = from?.[0] ?? PersistentMap.empty<number>();
  const model = new Map(from?.[1]);
  for (const [at, value] of list) {
    map = map.with(at, value);
    if (value === undefined) model.delete(at);
    else model.set(at, value);
  }
  return [map, model] as [PersistentMap<number>, Map<number, number>];
}

describe('persistent maps', () => {
  it('hold what was written, and leave their ancestors alone', () => {
    fc.assert(
      fc.property(writes, writes, (first, second) => {
        const [a, modelA] = written(first);
        const [b, modelB] = written(second, [a, modelA]);
        for (const [at] of [...first, ...second, [7], [1 << 23]] as [number][]) {
          expect(a.get(at)).toBe(modelA.get(at));
          expect(b.get(at)).toBe(modelB.get(at));
        }
      }),
    );
  });

  it('tell exactly what they differ in, related or not', () => {
    fc.assert(
      fc.property(writes, writes, fc.boolean(), (first, second, related) => {
        const a = written(first);
        const b = written(second, related ? a : undefined);
        const found: [number, number | undefined, number | undefined][] = [];
        a[0].differences(b[0], (...difference) => found.push(difference));
        const keys = [...new Set([...a[1].keys(), ...b[1].keys()])].sort((x, y) => x - y);
        const expected = keys.flatMap((at) =>
          a[1].get(at) === b[1].get(at) ? [] : [[at, a[1].get(at), b[1].get(at)]],
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  it('are the same map when nothing changes', () => {
    const [map] = written([
      [3, 1],
      [900, 2],
    ]);
    expect(map.with(3, 1)).toBe(map);
    expect(map.with(1 << 20, undefined).get(900)).toBe(2);
  });
});
