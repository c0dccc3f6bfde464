/**
 * Moves constants and frame addresses out of loops, as far out as there are likely to be registers for. Allocation makes
 * one again inside when it turns out to be the wrong guess. Loops have a block of their own in front (preheaders.ts).
 */
import { copyInst, FIRST_VIRTUAL, type MachineFunction, type MBlock, type MInst, type Reg } from '../mir/machine.js';
import { Loops } from './graph.js';

/** Registers that a loop may fill with values from outside, its PHIs and constants; the rest is for what it computes. */
const LOOP_REGISTERS = 9;

interface Loop {
  readonly header: MBlock;
  /** The block in front, if there is just one that leads only here. */
  readonly front: MBlock | undefined;
  /** The loop around. */
  readonly parent: Loop | undefined;
  /** Registers still to be given out. */
  room: number;
}

/** A constant wanted in a loop. */
interface Candidate {
  readonly key: string;
  readonly loop: Loop;
  /** Executions of the materialisations, estimated. */
  weight: number;
  readonly places: MInst[];
}

export function placeConstants(fn: MachineFunction): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  const found = new Loops(entry);
  if (found.headers.length === 0) return;
  const loops = collectLoops(fn, found);
  const candidates = new Map<string, Candidate>();
  for (const block of fn.blocks) {
    const head = found.header(block);
    const loop = head === undefined ? undefined : loops.get(head);
    if (loop === undefined) continue;
    for (const inst of block.insts) {
      if (inst.op !== 'CONST' && inst.op !== 'FRAMEADDR') continue;
      const key = constantKey(inst);
      const id = `${loop.header.id} ${key}`;
      const candidate = candidates.get(id) ?? { key, loop, weight: 0, places: [] };
      candidate.weight += block.frequency;
      candidate.places.push(inst);
      candidates.set(id, candidate);
    }
  }
  const replaced = new Map<Reg, Reg>();
  const moved = new Set<MInst>();
  /** Where a constant already stands in front of a loop. */
  const standing = new Map<string, Reg>();
  for (const candidate of [...candidates.values()].sort((a, b) => b.weight - a.weight)) {
    const level = outermostWithRoom(candidate, standing);
    if (level?.front === undefined) continue;
    const id = `${level.front.id} ${candidate.key}`;
    let target = standing.get(id);
    if (target === undefined) {
      for (let at: Loop | undefined = candidate.loop; at !== undefined; at = at === level ? undefined : at.parent)
        at.room--;
      target = materialiseIn(level.front, candidate.places[0] as MInst, candidate.key, moved);
      standing.set(id, target);
    }
    for (const inst of candidate.places) {
      moved.add(inst);
      const from = inst.defs[0] as Reg;
      if (from !== target) replaced.set(from, target);
    }
  }
  if (moved.size === 0) return;
  for (const block of fn.blocks) {
    block.insts = block.insts.filter((inst) => !moved.has(inst));
    for (const { uses } of block.insts)
      for (let i = 0; i < uses.length; i++) uses[i] = replaced.get(uses[i] as Reg) ?? (uses[i] as Reg);
  }
}

/** The outermost loop in front of which the constant fits, counting every loop it would then live through. */
function outermostWithRoom({ loop, key }: Candidate, standing: ReadonlyMap<string, Reg>): Loop | undefined {
  let best: Loop | undefined;
  for (let at: Loop | undefined = loop; at?.front !== undefined; at = at.parent) {
    if (standing.has(`${at.front.id} ${key}`)) return at;
    if (at.room <= 0) break;
    best = at;
  }
  return best;
}

function collectLoops(fn: MachineFunction, found: Loops<MBlock>): Map<MBlock, Loop> {
  const { headers, dominators } = found;
  const fronts = new Map<MBlock, MBlock | undefined>();
  for (const head of headers) {
    const outside = head.preds.filter((pred) => !dominators.dominates(head, pred));
    const [front] = outside;
    fronts.set(head, outside.length === 1 && front?.succs.length === 1 ? front : undefined);
  }
  const loops = new Map<MBlock, Loop>();
  const make = (head: MBlock, depth: number): Loop => {
    const known = loops.get(head);
    if (known !== undefined) return known;
    const front = fronts.get(head);
    const outer = front === undefined ? undefined : found.header(front);
    const parent = outer === undefined || outer === head || depth > 100 ? undefined : make(outer, depth + 1);
    const loop: Loop = { header: head, front, parent, room: 0 };
    loops.set(head, loop);
    return loop;
  };
  for (const head of fronts.keys()) make(head, 0);
  const inside = blocksByLoop(fn, found, loops);
  const pressure = new Pressure(fn.nextVirtual);
  for (const loop of loops.values()) loop.room = LOOP_REGISTERS - pressure.of(inside.get(loop) ?? [], loop);
  return loops;
}

function blocksByLoop(
  fn: MachineFunction,
  found: Loops<MBlock>,
  loops: ReadonlyMap<MBlock, Loop>,
): Map<Loop, MBlock[]> {
  const inside = new Map<Loop, MBlock[]>();
  for (const block of fn.blocks) {
    const head = found.header(block);
    for (let at = head === undefined ? undefined : loops.get(head); at !== undefined; at = at.parent) {
      const list = inside.get(at) ?? [];
      list.push(block);
      inside.set(at, list);
    }
  }
  return inside;
}

function constantKey(inst: MInst): string {
  const value = typeof inst.imm === 'object' ? `${inst.imm.addend} ${inst.imm.symbol}` : `${inst.imm}`;
  return inst.op === 'CONST' ? `c${value}` : `f${inst.frame}+${value}`;
}

/** The register of the constant at the end of `front`: one that is there already, or a new one. */
function materialiseIn(front: MBlock, like: MInst, key: string, moved: ReadonlySet<MInst>): Reg {
  const there = front.insts.find(
    (inst) => (inst.op === 'CONST' || inst.op === 'FRAMEADDR') && !moved.has(inst) && constantKey(inst) === key,
  );
  if (there !== undefined) return there.defs[0] as Reg;
  // Flags may be waiting for the terminator; materialising a constant leaves them alone.
  front.insts.splice(front.insts.length - 1, 0, copyInst(like));
  return like.defs[0] as Reg;
}

/** Counts the values that live through loops. */
class Pressure {
  /** By register: the loop that was counted last where it is defined, and where it is used from outside. */
  private readonly definedIn: Int32Array;
  private readonly usedIn: Int32Array;
  private loops = 0;

  constructor(registers: number) {
    this.definedIn = new Int32Array(registers);
    this.usedIn = new Int32Array(registers);
  }

  /** PHIs of a loop's header and values used from outside; `blocks` are those of the loop. */
  of(blocks: readonly MBlock[], { header }: Loop): number {
    const { definedIn, usedIn } = this;
    const loop = ++this.loops;
    let count = 0;
    for (const block of blocks) {
      for (const inst of block.insts) {
        for (const def of inst.defs) definedIn[def] = loop;
        if (inst.op === 'PHI' && block === header) count++;
      }
    }
    for (const { insts } of blocks) {
      for (const inst of insts) {
        if (inst.op === 'PHI') continue;
        for (const use of inst.uses) {
          if (use < FIRST_VIRTUAL || definedIn[use] === loop || usedIn[use] === loop) continue;
          usedIn[use] = loop;
          count++;
        }
      }
    }
    return count;
  }
}
