/**
 * Debug data hangs on the instruction it stands in front of. Passes know nothing of it: when one takes an instruction away, what hung on
 * it moves to the next one that is left.
 */

interface Block<I> {
  insts: I[];
}

/** Runs a pass over blocks whose instructions carry lists under `key`, and puts right what it dropped. */
export function keepAnchors<K extends string, I extends { [P in K]?: readonly unknown[] }, R>(
  blocks: () => readonly Block<I>[],
  key: K,
  pass: () => R,
): R {
  const before = blocks()
    .map(({ insts }) => [...insts])
    .filter((insts) => insts.some((inst) => inst[key] !== undefined));
  const result = pass();
  if (before.length === 0) return result;
  const left = new Set<I>();
  // A copy of an instruction carries the same list.
  const carried = new Set<unknown>();
  for (const { insts } of blocks())
    for (const inst of insts) {
      left.add(inst);
      if (inst[key] !== undefined) carried.add(inst[key]);
    }
  for (const insts of before) {
    let pending: unknown[] = [];
    for (const inst of insts) {
      const list: readonly unknown[] | undefined = inst[key];
      if (!left.has(inst)) {
        if (list !== undefined && !carried.has(list)) pending = [...pending, ...list];
        continue;
      }
      if (pending.length === 0) continue;
      (inst as { [P in K]?: readonly unknown[] })[key] = [...pending, ...(list ?? [])] as never;
      pending = [];
    }
  }
  return result;
}
