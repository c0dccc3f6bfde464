/** Where the flags Z, N, C, V hold something that will be read. */
import { readsFlags, replacesFlags } from '../mir/effects.js';
import type { MachineFunction, MBlock, MInst } from '../mir/machine.js';

/** Blocks at whose end the flags are live. */
export function blocksWithLiveFlags(fn: MachineFunction): ReadonlySet<MBlock> {
  const liveIn = new Set<MBlock>();
  const transparent = new Set<MBlock>();
  for (const block of fn.blocks) {
    let decided = false;
    for (const inst of block.insts) {
      if (readsFlags(inst)) liveIn.add(block);
      if (readsFlags(inst) || replacesFlags(inst)) {
        decided = true;
        break;
      }
    }
    if (!decided) transparent.add(block);
  }
  const work = [...liveIn];
  const liveOut = new Set<MBlock>();
  for (let block = work.pop(); block !== undefined; block = work.pop())
    for (const pred of block.preds) {
      liveOut.add(pred);
      if (transparent.has(pred) && !liveIn.has(pred)) {
        liveIn.add(pred);
        work.push(pred);
      }
    }
  return liveOut;
}

/** For each instruction of a block, whether the flags are live before it. */
export function flagsLiveBefore(block: MBlock, liveOut: boolean): boolean[] {
  const live: boolean[] = new Array(block.insts.length);
  let now = liveOut;
  for (let i = block.insts.length - 1; i >= 0; i--) {
    const inst = block.insts[i] as MInst;
    if (readsFlags(inst)) now = true;
    else if (replacesFlags(inst)) now = false;
    live[i] = now;
  }
  return live;
}

/** Where the flags are live in a function, found out only when somebody asks; what changes meanwhile must not change that. */
export class LiveFlags {
  private atEnd: ReadonlySet<MBlock> | undefined;
  private block: MBlock | undefined;
  private before: readonly boolean[] = [];

  constructor(private readonly fn: MachineFunction) {}

  /** Whether the flags are live behind instruction `index` of a block. */
  areLiveBehind(block: MBlock, index: number): boolean {
    this.atEnd ??= blocksWithLiveFlags(this.fn);
    if (this.block !== block) {
      this.block = block;
      this.before = flagsLiveBefore(block, this.atEnd.has(block));
    }
    return this.before[index + 1] ?? this.atEnd.has(block);
  }
}
