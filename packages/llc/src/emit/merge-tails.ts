/**
 * Tail merging: blocks that go on alike and end with the same instructions share these. Identical blocks become one; of others the
 * common end becomes a block of its own, to which all but one must jump. That saves code, never time, so where time counts only longer
 * ends are shared, and none in loops.
 *
 * Blocks that stop the program (TRAP) stay apart: where it stopped should stay visible.
 */
import { type CommonTail, keepCommonPlaces } from '../debug/common-places.js';
import { type MachineFunction, type MBlock, type MInst, machineBlock, machineInst } from '../mir/machine.js';
import { recomputeEdges } from './layout.js';

/** Instructions that a shared end must save where time counts. */
const SAVED_FOR_SPEED = 3;
const MAX_ROUNDS = 8;

/** Rewrites a function over physical registers, with the frame in place, before blocks are laid out. */
export function mergeTails(fn: MachineFunction): void {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const groups = new Groups();
    for (const block of fn.blocks) {
      const last = block.insts.at(-1);
      if (last === undefined || last.op === 'TRAP' || last.op === 'JIND' || last.op === 'JTABR') continue;
      groups.add(block, last);
    }
    const merger = new TailMerger(fn);
    for (const { blocks } of groups.list) if (blocks.length > 1) merger.merge(blocks, 1);
    if (!merger.changed) return;
    recomputeEdges(fn);
  }
}

/** Whether two instructions do the same. */
function areAlike(a: MInst, b: MInst): boolean {
  return (
    a.op === b.op &&
    a.cc === b.cc &&
    a.frame === b.frame &&
    a.convention === b.convention &&
    a.volatile === b.volatile &&
    a.asm === b.asm &&
    sameImmediate(a.imm, b.imm) &&
    sameList(a.defs, b.defs) &&
    sameList(a.uses, b.uses) &&
    sameList(a.targets, b.targets)
  );
}

function sameImmediate(a: MInst['imm'], b: MInst['imm']): boolean {
  if (a === b) return true;
  return typeof a === 'object' && typeof b === 'object' && a.symbol === b.symbol && a.addend === b.addend;
}

function sameList<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The same for instructions that are alike, and seldom for others. */
function hashOf({ op, defs, uses, imm, targets }: MInst): number {
  let hash = op.length + 31 * op.charCodeAt(op.length - 1);
  for (const def of defs) hash = 31 * hash + def;
  for (const use of uses) hash = (31 * hash + use) | 0;
  for (const { id } of targets ?? []) hash = (31 * hash + id) | 0;
  return (31 * hash + (typeof imm === 'object' ? imm.symbol.length : (imm ?? 0))) | 0;
}

/** Blocks by an instruction of theirs: those where it is alike are together. */
class Groups {
  /** In the order in which the first of each came. */
  readonly list: { readonly like: MInst; readonly blocks: MBlock[] }[] = [];
  private readonly byHash = new Map<number, number[]>();

  add(block: MBlock, inst: MInst): void {
    const hash = hashOf(inst);
    const known = this.byHash.get(hash);
    for (const index of known ?? []) {
      const group = this.list[index];
      if (group === undefined || !areAlike(group.like, inst)) continue;
      group.blocks.push(block);
      return;
    }
    const index = this.list.push({ like: inst, blocks: [block] }) - 1;
    if (known === undefined) this.byHash.set(hash, [index]);
    else known.push(index);
  }
}

class TailMerger {
  changed = false;
  private nextId: number;

  constructor(private readonly fn: MachineFunction) {
    this.nextId = fn.blocks.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  }

  /** Merges among blocks whose last `alike` instructions are alike, the longest ends first; gives the blocks that still end so. */
  merge(blocks: readonly MBlock[], alike: number): MBlock[] {
    const depth = alike + this.furtherAlike(blocks, alike);
    const left: MBlock[] = [];
    const longer = new Groups();
    for (const block of blocks) {
      const inst = block.insts.at(-1 - depth);
      if (inst === undefined) left.push(block);
      else longer.add(block, inst);
    }
    for (const group of longer.list)
      left.push(...(group.blocks.length > 1 ? this.merge(group.blocks, depth + 1) : group.blocks));
    return this.share(left, depth);
  }

  /** How many more instructions all the blocks have in common: however many, they are no reason to look closer. */
  private furtherAlike([first, ...others]: readonly MBlock[], alike: number): number {
    for (let more = 0; ; more++) {
      const inst = first?.insts.at(-1 - alike - more);
      if (inst === undefined) return more;
      for (const { insts } of others) {
        const other = insts.at(-1 - alike - more);
        if (other === undefined || !areAlike(inst, other)) return more;
      }
    }
  }

  private share(blocks: readonly MBlock[], depth: number): MBlock[] {
    const entry = this.fn.blocks[0];
    const isWhole = (block: MBlock) => block.insts.length === depth && block !== entry;
    const host = blocks.find(isWhole);
    const sharing = blocks.filter((block) => block === host || this.pays(block, depth, isWhole(block)));
    if (sharing.length < 2) return [...blocks];
    const shared = new Set(sharing);
    const rest = blocks.filter((block) => !shared.has(block));
    const tails: CommonTail[] = sharing.map(({ insts }) => ({ insts: [...insts], from: insts.length - depth }));
    const tail = host ?? this.split(sharing[0] as MBlock, depth);
    for (const block of sharing) {
      tail.frequency = Math.max(tail.frequency, block.frequency);
      if (block !== tail && (host !== undefined || block !== sharing[0])) jump(block, depth, tail);
    }
    keepCommonPlaces(tail.insts, tails);
    this.changed = true;
    return [tail, ...rest];
  }

  /** Whether a block is better off with a jump in place of its last instructions. */
  private pays(block: MBlock, depth: number, isWhole: boolean): boolean {
    const ends = block.insts.at(-1)?.op;
    // A jump stands for a jump; the block that comes to nothing is jumped over.
    const saved = depth - 1 + (isWhole && ends !== 'BR' ? 1 : 0);
    if (this.fn.optimiseSize === true || isWhole) return saved >= 1;
    return saved >= SAVED_FOR_SPEED && block.frequency <= 1;
  }

  /** Makes the last instructions of a block a block of their own, which it goes on to. */
  private split(block: MBlock, depth: number): MBlock {
    const tail = machineBlock(this.nextId++, `${block.name}.tail`, block.frequency);
    tail.insts = block.insts.slice(-depth);
    this.fn.blocks.push(tail);
    jump(block, depth, tail);
    return tail;
  }
}

/** Replaces the last instructions of a block by a jump. */
function jump(block: MBlock, depth: number, to: MBlock): void {
  const loc = block.insts.at(-depth)?.loc;
  block.insts.splice(-depth, depth, machineInst('BR', [], [], undefined, { targets: [to], loc }));
}
