/** Random C programs: a prelude and some units, each with an exported function `unsigned NAME(unsigned)`. */
import type { Program } from './differential.js';
import { PRELUDE } from './prelude.js';
import { type ProgramOptions, UnitState } from './program-state.js';
import { Random } from './random.js';
import { flowUnit } from './units/flow.js';
import { frameUnit } from './units/frames.js';
import { mixedUnit } from './units/functions.js';
import { pressureUnit } from './units/pressure.js';
import { storageUnit } from './units/storage.js';
import { switchUnit } from './units/switches.js';
import { varargsUnit } from './units/varargs.js';
import { wideUnit } from './units/wide.js';

/** What a unit is about. */
export const UNIT_KINDS = ['mixed', 'switch', 'varargs', 'flow', 'pressure', 'storage', 'wide', 'frame'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export interface GenerateOptions {
  floats: boolean;
  units: number;
  /** Only units of this kind. */
  about?: UnitKind | undefined;
}

type WriteUnit = (unit: UnitState, entry: string) => void;

const KINDS: Readonly<Record<UnitKind, readonly [weight: number, write: WriteUnit]>> = {
  mixed: [8, mixedUnit],
  switch: [3, switchUnit],
  varargs: [3, varargsUnit],
  flow: [3, flowUnit],
  pressure: [3, pressureUnit],
  storage: [3, storageUnit],
  wide: [2, wideUnit],
  frame: [2, frameUnit],
};

export function generateProgram(seed: number, { floats, units, about }: GenerateOptions): Program {
  const random = new Random(seed);
  const wrapv = random.chance(0.3);
  const parts = [PRELUDE];
  const entries: string[] = [];
  for (let i = 0; i < units; i++) {
    const options: ProgramOptions = { wrapv, floats: floats && random.chance(0.5), longs: random.chance(0.8) };
    const unit = new UnitState(random.fork(), `u${i}_`, options);
    const entry = `test${i}`;
    const write = about === undefined ? random.weighted(Object.values(KINDS)) : KINDS[about][1];
    write(unit, entry);
    parts.push(unit.lines.join('\n'));
    entries.push(entry);
  }
  return { sources: [`${parts.join('\n')}\n`], entries, flags: wrapv ? ['-fwrapv'] : [] };
}
