/**
 * Chooses how bytes and halfwords are extended when they are loaded. Loads zero-extend at first; where the sign-extended word is wanted
 * more, the load extends the sign, and what needs zeros above gets them by a mask.
 */
import { hasInstruction } from '../instruction-set.js';
import { Loops } from '../select/graph.js';
import { knownBits } from './known-bits.js';
import { type LirFunction, type LirValue, newValue } from './lir.js';
import { Uses } from './uses.js';

/** Executions assumed for each level of loop nesting. */
const LOOP_WEIGHT = 10;

/** What is made of a loaded word. */
interface LoadUses {
  /** Sign extensions of exactly what was loaded. */
  readonly extensions: LirValue[];
  /** Something reads the zeros above. */
  needsZeros: boolean;
}

/** Rewrites the loads of a function. `constant` gives the leaf of a number. */
export function extendAtLoad(fn: LirFunction, constant: (value: number) => LirValue): void {
  const found = new Map<LirValue, LoadUses>();
  const entry = fn.blocks[0];
  if (entry === undefined || !fn.blocks.some(({ insts }) => insts.some(isExtension))) return;
  for (const block of fn.blocks)
    for (const value of block.insts) {
      const [source] = value.args;
      if (source !== undefined && isExtendedLoad(fn, value, source))
        found.set(source, { extensions: [], needsZeros: false });
    }
  if (found.size === 0) return;
  const alive = new Uses(fn);
  for (const block of fn.blocks)
    for (const value of block.insts) {
      if (!alive.isAlive(value)) continue;
      value.args.forEach((arg, i) => {
        const uses = found.get(arg);
        if (uses === undefined) return;
        if (value.op === (arg.width === 1 ? 'sxb' : 'sxh')) uses.extensions.push(value);
        else if (!(value.op === 'store' && i === 1 && (value.width ?? 4) <= (arg.width ?? 4))) uses.needsZeros = true;
      });
    }
  const loops = new Loops(entry);
  const weight = (value: LirValue): number => {
    const { block } = value;
    return block === null ? 1 : LOOP_WEIGHT ** Math.min(loops.depth(block), 8);
  };
  const forward = new Map<LirValue, LirValue>();
  const masked = new Map<LirValue, LirValue>();
  for (const [load, { extensions, needsZeros }] of found) {
    const saved = extensions.reduce((sum, value) => sum + weight(value), 0);
    if (saved <= (needsZeros ? weight(load) : 0)) continue;
    load.signed = true;
    knownBits(load);
    for (const value of extensions) forward.set(value, load);
    if (needsZeros) masked.set(load, maskOf(fn, load, constant));
  }
  if (forward.size === 0) return;
  for (const block of fn.blocks) {
    block.insts = block.insts.filter((value) => !forward.has(value));
    for (const value of block.insts) {
      if (masked.get(value.args[0] as LirValue) === value) continue;
      value.args = value.args.map((arg) => forward.get(arg) ?? masked.get(arg) ?? arg);
    }
  }
}

function isExtension({ op }: LirValue): boolean {
  return op === 'sxb' || op === 'sxh';
}

/** Whether `value` extends the sign of just what `source` loads, and a load could do it. */
function isExtendedLoad(fn: LirFunction, value: LirValue, source: LirValue): boolean {
  if (!isExtension(value) || source.op !== 'load' || source.signed === true) return false;
  const [width, mnemonic] = value.op === 'sxb' ? [1, 'LDBS'] : [2, 'LDHS'];
  return source.width === width && hasInstruction(fn, mnemonic as string);
}

/** The loaded word with zeros above, made right behind the load. */
function maskOf(fn: LirFunction, load: LirValue, constant: (value: number) => LirValue): LirValue {
  const { block, loc } = load;
  const mask = constant(load.width === 1 ? 0xff : 0xffff);
  const made = newValue(fn, 'and', [load, mask], 0, block, loc);
  knownBits(made);
  block?.insts.splice(block.insts.indexOf(load) + 1, 0, made);
  return made;
}
