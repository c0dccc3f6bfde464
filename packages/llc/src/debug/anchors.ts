/**
 * Debug data hangs on the instruction it stands in front of. Passes know nothing of it: when one takes an instruction away, what hung on
 * it moves to the next one that is left.
 */

interface Block<I> {
  insts: I[];
}

/**
 * Runs a pass over blocks whose instructions carry lists under `key`, and puts right what it dropped.
 * @param atHome the lists belong to their block: an instruction that goes to another one leaves its list behind
 */
export function keepAnchors<K extends string, I extends { [P in K]?: readonly unknown[] | undefined }, R>(
  blocks: () => readonly Block<I>[],
  key: K,
  pass: () => R,
  atHome = false,
): R {
  const before = blocks()
    .filter(({ insts }) => insts.some((inst) => inst[key] !== undefined))
    .map((block) => ({ block, insts: [...block.insts] }));
  const result = pass();
  const after = blocks();
  const left = new Set(after);
  const changed = before.filter(({ block, insts }) => !left.has(block) || !sameInstructions(block.insts, insts));
  if (changed.length === 0) return result;
  for (const { block } of changed) left.delete(block);
  const unchanged = new Set(before.map(({ block }) => block).filter((block) => left.has(block)));
  /** Where the instructions of other blocks are. */
  const home = new Map<I, Block<I>>();
  // A copy of an instruction carries the same list.
  const carried = new Set<unknown>();
  for (const block of after) {
    const same = unchanged.has(block);
    for (const inst of block.insts) {
      if (!same) home.set(inst, block);
      if (inst[key] !== undefined) carried.add(inst[key]);
    }
  }
  for (const { block, insts } of changed) {
    let pending: unknown[] = [];
    for (const inst of insts) {
      const list: readonly unknown[] | undefined = inst[key];
      const at = home.get(inst);
      if (at !== undefined && (at === block || !atHome)) {
        if (pending.length === 0) continue;
        inst[key] = [...pending, ...(list ?? [])] as never;
        pending = [];
      } else if (list !== undefined && (at !== undefined || !carried.has(list))) {
        pending = [...pending, ...list];
        if (at !== undefined) inst[key] = undefined as never;
      }
    }
  }
  return result;
}

function sameInstructions<I>(a: readonly I[], b: readonly I[]): boolean {
  return a.length === b.length && a.every((inst, i) => inst === b[i]);
}
