import { describe, expect, it } from 'vitest';
import { machineInst } from '../mir/machine.js';
import { Random } from '../mir/testing/random-function.js';
import { type Move, SLOT_BASE, sequenceMoves } from './parallel-move.js';

/** Carries out the moves and tells what every place holds afterwards. */
function run(moves: readonly Move[], freeRegisters: number): Map<number, string> {
  const named = moves.reduce((mask, { source, target }) => mask | bit(source) | bit(target), 0);
  const insts = sequenceMoves(moves, {
    freeRegister: (taken) => {
      for (let reg = 0; reg < 16; reg++) if ((freeRegisters & ~taken & ~named & (1 << reg)) !== 0) return reg;
      return -1;
    },
    emergencySlot: (which) => 900 + which,
  });
  const held = new Map<number, string>();
  const read = (place: number) => held.get(place) ?? `old ${place}`;
  for (const { op, defs, uses, frame, imm } of insts) {
    if (op === 'CONST') held.set(defs[0] as number, `constant ${imm}`);
    else if (op === 'LD') held.set(defs[0] as number, read(SLOT_BASE + (frame as number)));
    else if (op === 'ST') held.set(SLOT_BASE + (frame as number), read(uses[0] as number));
    else held.set(defs[0] as number, read(uses[0] as number));
  }
  return held;
}

function bit(place: Move['source']): number {
  return typeof place === 'number' && place < SLOT_BASE ? 1 << place : 0;
}

describe('parallel moves', () => {
  it('put every value in its place and leave all others alone', () => {
    const random = new Random(5);
    for (let round = 0; round < 2000; round++) {
      const places = [...Array(16).keys()]
        .concat(...[0, 1, 2, 3].map((slot) => SLOT_BASE + slot))
        .sort(() => random.below(3) - 1);
      const moves: Move[] = places.slice(0, random.below(18)).map((target) => ({
        target,
        source: random.chance(10) ? machineInst('CONST', [99], [], 7) : random.pick(places),
      }));
      const free = random.pick([0, 0x8000, 0xff00, 0xffff]);
      const held = run(moves, free);
      for (const { source, target } of moves)
        expect(held.get(target) ?? `old ${target}`).toBe(typeof source === 'number' ? `old ${source}` : 'constant 7');
      const targets = new Set(moves.map(({ target }) => target));
      for (const [place, value] of held)
        if (!targets.has(place) && place < SLOT_BASE + 900 && ((free >>> place) & 1) === 0)
          expect(value).toBe(`old ${place}`);
    }
  });

  it('need no instruction for a value that stays', () => {
    expect(sequenceMoves([{ source: 3, target: 3 }], { freeRegister: () => -1, emergencySlot: () => 0 })).toEqual([]);
  });
});
