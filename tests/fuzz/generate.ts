/** Random C programs: a prelude and some units, each with an exported function `unsigned NAME(unsigned)`. */
import type { Program } from './differential.js';
import { PRELUDE } from './prelude.js';
import { type ProgramOptions, UnitState } from './program-state.js';
import { Random } from './random.js';
import { flowUnit } from './units/flow.js';
import { mixedUnit } from './units/functions.js';
import { pressureUnit } from './units/pressure.js';
import { storageUnit } from './units/storage.js';
import { switchUnit } from './units/switches.js';
import { varargsUnit } from './units/varargs.js';
import { wideUnit } from './units/wide.js';

export interface GenerateOptions {
  floats: boolean;
  units: number;
}

const KINDS: readonly (readonly [number, (unit: UnitState, entry: string) => void])[] = [
  [8, mixedUnit],
  [3, switchUnit],
  [3, varargsUnit],
  [3, flowUnit],
  [3, pressureUnit],
  [3, storageUnit],
  [2, wideUnit],
];

export function generateProgram(seed: number, { floats, units }: GenerateOptions): Program {
  const random = new Random(seed);
  const wrapv = random.chance(0.3);
  const parts = [PRELUDE];
  const entries: string[] = [];
  for (let i = 0; i < units; i++) {
    const options: ProgramOptions = { wrapv, floats: floats && random.chance(0.5), longs: random.chance(0.8) };
    const unit = new UnitState(random.fork(), `u${i}_`, options);
    const entry = `test${i}`;
    random.weighted(KINDS)(unit, entry);
    parts.push(unit.lines.join('\n'));
    entries.push(entry);
  }
  return { sources: [`${parts.join('\n')}\n`], entries, flags: wrapv ? ['-fwrapv'] : [] };
}
