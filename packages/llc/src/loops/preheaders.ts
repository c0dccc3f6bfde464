/**
 * Gives every natural loop a block of its own in front: a place for what is computed once, that runs only when the loop does.
 * Where it stays empty, branch threading takes it out again.
 */
import type { LirBuilder } from '../lower/builder.js';
import { type LirBlock, type LirFunction, type LirValue, redirect } from '../lower/lir.js';
import { Loops } from '../select/graph.js';

export function addPreheaders(fn: LirFunction, build: LirBuilder): void {
  const entry = fn.blocks[0];
  if (entry === undefined) return;
  const { headers, dominators } = new Loops(entry);
  for (const head of headers) {
    const outside = head.preds.filter((pred) => !dominators.dominates(head, pred));
    const [only] = outside;
    if (outside.length === 0 || (outside.length === 1 && only?.succs.length === 1)) continue;
    // The targets of an indirect jump are addresses: its edges cannot be led elsewhere.
    if (outside.some((pred) => pred.insts.at(-1)?.op === 'jind') || head === entry) continue;
    addFront(build, head, outside);
  }
}

function addFront(build: LirBuilder, head: LirBlock, outside: readonly LirBlock[]): void {
  const front = build.newBlock(`${head.name}.front`);
  build.at(front);
  build.loc = head.insts.find(({ op }) => op !== 'phi')?.loc;
  for (const phi of head.insts) {
    if (phi.op !== 'phi') break;
    mergeOperands(build, phi, front, outside);
  }
  build.br(head);
  for (const pred of outside) redirect(pred, head, front);
  head.preds = head.preds.filter((pred) => !outside.includes(pred));
}

/** Makes a PHI take one operand from the new block in place of those from outside. */
function mergeOperands(build: LirBuilder, phi: LirValue, front: LirBlock, outside: readonly LirBlock[]): void {
  const blocks = phi.blocks as LirBlock[];
  const incoming = outside.map((pred) => phi.args[blocks.indexOf(pred)] as LirValue);
  let value = incoming[0] as LirValue;
  if (incoming.some((other) => other !== value)) {
    value = build.phi();
    value.args = incoming;
    value.blocks = [...outside];
    value.zbits = Math.max(...incoming.map(({ zbits }) => zbits));
    value.sbits = Math.max(...incoming.map(({ sbits }) => sbits));
  }
  const kept = blocks
    .map((block, i) => ({ block, arg: phi.args[i] as LirValue }))
    .filter(({ block }) => !outside.includes(block));
  phi.args = [...kept.map(({ arg }) => arg), value];
  phi.blocks = [...kept.map(({ block }) => block), front];
}
