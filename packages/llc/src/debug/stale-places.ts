/** What is no longer known of variables when instructions are dropped that put their values into registers. */
import type { MachineFunction, MBlock, MInst } from '../mir/machine.js';
import { type PlacedVariable, type PlacedVariables, registersIn } from './records.js';

/** Takes back, before the instructions go, what is said of registers that only they would have written. */
export function forgetRemoved(fn: MachineFunction, removed: ReadonlySet<MInst>): void {
  if (fn.blocks.every(({ insts }) => insts.every(({ places }) => places === undefined))) return;
  const staleIn = new Map<MBlock, number>();
  const work = [...fn.blocks];
  for (let block = work.pop(); block !== undefined; block = work.pop()) {
    let stale = staleIn.get(block) ?? 0;
    for (const inst of block.insts) stale = staleAfter(inst, stale, removed);
    for (const succ of block.succs) {
      const known = staleIn.get(succ) ?? 0;
      if ((known | stale) === known) continue;
      staleIn.set(succ, known | stale);
      work.push(succ);
    }
  }
  for (const block of fn.blocks) {
    let stale = staleIn.get(block) ?? 0;
    for (const inst of block.insts) {
      if (inst.places !== undefined && stale !== 0) inst.places = inst.places.map((entry) => without(entry, stale));
      stale = staleAfter(inst, stale, removed);
    }
  }
}

/** Registers, as a mask, that do not hold what they would with the removed instructions. */
function staleAfter(inst: MInst, before: number, removed: ReadonlySet<MInst>): number {
  let mask = 0;
  for (const def of inst.defs) mask |= 1 << def;
  if (removed.has(inst)) return before | mask;
  for (const reg of inst.clobbers ?? []) mask |= 1 << reg;
  return before & ~mask;
}

function without(entry: PlacedVariable | PlacedVariables, stale: number): PlacedVariable | PlacedVariables {
  if ('shown' in entry) return { ...entry, stale: (entry.stale ?? 0) | stale };
  const pieces = entry.pieces.filter((piece) => (registersIn(piece) & stale) === 0);
  return pieces.length === entry.pieces.length ? entry : { variable: entry.variable, pieces };
}
