/**
 * Known bits through PHIs. While LIR is built a PHI's operands are not known, so its word counts as full; here the bits of
 * all values are computed again, PHIs starting from "nothing" and growing, and extensions that prove needless are dropped.
 */
import { knownBits } from './known-bits.js';
import type { LirFunction, LirValue } from './lir.js';

/** Rounds in which a PHI may grow bit by bit. */
const PATIENCE = 4;

/** Recomputes what is known and drops the extensions that it makes needless. */
export function narrow(fn: LirFunction): void {
  if (!fn.blocks.some((block) => block.insts[0]?.op === 'phi')) return;
  growPhis(fn);
  dropExtensions(fn);
}

/** What calls, arguments and loads promise does not follow from operands. */
function isPromised(value: LirValue): boolean {
  return value.op === 'arg' || value.op === 'proj' || value.op === 'load';
}

function growPhis(fn: LirFunction): void {
  for (const block of fn.blocks) {
    for (const value of block.insts) {
      if (value.op !== 'phi') break;
      value.zbits = 0;
      value.sbits = 1;
    }
  }
  /** By value id: the last round in which its bits changed. */
  const changedIn = new Int32Array(fn.values).fill(-2);
  // Bits only grow; a PHI still growing after a few rounds (a counter) is taken as full, so each changes few times.
  for (let round = 0; ; round++) {
    let changed = false;
    for (const block of fn.blocks) {
      for (const value of block.insts) {
        if (round > 0 && !anyChanged(value.args, changedIn, round - 1)) continue;
        const { zbits, sbits } = value;
        if (value.op === 'phi') {
          for (const arg of value.args) {
            if (arg.op === 'undef') continue;
            value.zbits = Math.max(value.zbits, arg.zbits);
            value.sbits = Math.max(value.sbits, arg.sbits);
          }
          if (round >= PATIENCE && (value.zbits !== zbits || value.sbits !== sbits)) value.zbits = value.sbits = 32;
        } else if (!isPromised(value)) knownBits(value);
        if (value.zbits === zbits && value.sbits === sbits) continue;
        changed = true;
        changedIn[value.id] = round;
      }
    }
    if (!changed) return;
  }
}

/** Whether some value has changed in a round or later. */
function anyChanged(values: readonly LirValue[], changedIn: Int32Array, round: number): boolean {
  for (const { id } of values) if ((changedIn[id] as number) >= round) return true;
  return false;
}

/** The operand that an extension gives unchanged, if it does. */
function unchanged(value: LirValue): LirValue | undefined {
  const [x, mask] = value.args;
  if (x === undefined) return undefined;
  if (value.op === 'and' && mask?.op === 'const' && x.zbits < 32 && (mask.imm | (-1 << x.zbits)) === -1) return x;
  if (value.op === 'sxb' && x.sbits <= 8) return x;
  if (value.op === 'sxh' && x.sbits <= 16) return x;
  return undefined;
}

function dropExtensions(fn: LirFunction): void {
  const forward = new Map<LirValue, LirValue>();
  for (const block of fn.blocks) {
    block.insts = block.insts.filter((value) => {
      const same = unchanged(value);
      if (same === undefined) return true;
      forward.set(value, same);
      return false;
    });
  }
  if (forward.size === 0) return;
  const resolve = (value: LirValue): LirValue => {
    let at = value;
    for (let next = forward.get(at); next !== undefined; next = forward.get(at)) at = next;
    return at;
  };
  for (const block of fn.blocks)
    for (const { args } of block.insts) for (let i = 0; i < args.length; i++) args[i] = resolve(args[i] as LirValue);
}
