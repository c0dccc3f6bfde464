/**
 * Moves constants and frame addresses out of loops, to the block in front of the outermost loop that uses them, as many as
 * there are likely to be registers for. Allocation makes one again inside when it turns out to be the wrong guess.
 */
import type { MachineFunction, MBlock, MInst, Reg } from '../mir/machine.js';
import { findLoops } from './graph.js';

/** Registers that a loop may fill with values from outside, its PHIs and constants; the rest is for what it computes. */
const LOOP_REGISTERS = 11;

export function placeConstants(fn: MachineFunction): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  const loops = findLoops(entry);
  /** The block in front of the outermost loop around `block`. */
  const outside = (block: MBlock): MBlock | undefined => {
    let at: MBlock | undefined = block;
    for (let header = loops.header.get(at); header !== undefined; header = at && loops.header.get(at)) {
      at = loops.idom.get(header);
      if (at === undefined) return undefined;
    }
    return at;
  };

  const groups = new Map<MBlock, Map<string, Candidate>>();
  for (const block of fn.blocks) {
    if (!loops.header.has(block)) continue;
    const front = outside(block);
    if (front === undefined || front === block || front.frequency >= block.frequency) continue;
    for (const inst of block.insts) {
      if (inst.op !== 'CONST' && inst.op !== 'FRAMEADDR') continue;
      const group = groups.get(front) ?? new Map<string, Candidate>();
      groups.set(front, group);
      const key = constantKey(inst);
      const candidate = group.get(key) ?? { weight: 0, places: [] };
      candidate.weight += block.frequency;
      candidate.places.push({ block, inst });
      group.set(key, candidate);
    }
  }
  if (groups.size === 0) return;
  const replaced = new Map<Reg, Reg>();
  const moved = new Set<MInst>();
  for (const [front, group] of groups) {
    const room = LOOP_REGISTERS - pressure(fn, front, loops.header, outside);
    const best = [...group.values()].sort((a, b) => b.weight - a.weight).slice(0, Math.max(0, room));
    for (const { places } of best) hoist(front, places, replaced, moved);
  }
  if (moved.size === 0) return;
  for (const block of fn.blocks) {
    block.insts = block.insts.filter((inst) => !moved.has(inst));
    for (const inst of block.insts) inst.uses = inst.uses.map((use) => replaced.get(use) ?? use);
  }
}

interface Candidate {
  /** Executions of the materialisations, estimated. */
  weight: number;
  places: { block: MBlock; inst: MInst }[];
}

function constantKey(inst: MInst): string {
  const value = typeof inst.imm === 'object' ? `${inst.imm.addend} ${inst.imm.symbol}` : `${inst.imm}`;
  return inst.op === 'CONST' ? `c${value}` : `f${inst.frame}+${value}`;
}

/** Puts one materialisation at the end of `front` (or takes the one that is there) and forgets the others. */
function hoist(front: MBlock, places: Candidate['places'], replaced: Map<Reg, Reg>, moved: Set<MInst>): void {
  const first = places[0]?.inst;
  if (first === undefined) return;
  const key = constantKey(first);
  let kept = front.insts.find(
    (inst) => (inst.op === 'CONST' || inst.op === 'FRAMEADDR') && constantKey(inst) === key && !moved.has(inst),
  );
  if (kept === undefined) {
    const copy: MInst = { ...first, defs: [...first.defs], uses: [] };
    // Flags may be waiting for the terminator; materialising a constant leaves them alone.
    front.insts.splice(front.insts.length - 1, 0, copy);
    kept = copy;
  }
  const target = kept.defs[0] as Reg;
  for (const { inst } of places) {
    moved.add(inst);
    const from = inst.defs[0] as Reg;
    if (from !== target) replaced.set(from, target);
  }
}

/** Values that live through the loops in front of which `front` stands: PHIs of their headers and values used from outside. */
function pressure(
  fn: MachineFunction,
  front: MBlock,
  headers: ReadonlyMap<MBlock, MBlock>,
  outside: (block: MBlock) => MBlock | undefined,
): number {
  const inside = fn.blocks.filter((block) => headers.has(block) && outside(block) === front);
  const defined = new Set<Reg>();
  let phis = 0;
  for (const block of inside) {
    const own = headers.get(block) === block;
    for (const inst of block.insts) {
      for (const def of inst.defs) defined.add(def);
      if (inst.op === 'PHI' && own) phis++;
    }
  }
  const used = new Set<Reg>();
  for (const block of inside) {
    for (const inst of block.insts)
      if (inst.op !== 'PHI') for (const use of inst.uses) if (use >= 16 && !defined.has(use)) used.add(use);
  }
  return phis + used.size;
}
