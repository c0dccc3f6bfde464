/**
 * One return for each value: where several ways meet only to return what each of them has, each returns by itself, so that its value can
 * be computed in the result's register. What the returns have in common is shared again later, where that saves code (emit/merge-tails).
 */
import type { LirBuilder } from './builder.js';
import { type LirBlock, type LirFunction, type LirValue, redirect } from './lir.js';

/** Ways that are taken apart at one return. */
const MAX_WAYS = 16;

/** Takes the returns of a function apart. */
export function separateReturns(fn: LirFunction, build: LirBuilder): void {
  for (const block of [...fn.blocks]) {
    const ret = block.insts.at(-1);
    if (ret?.op !== 'ret' || ret.args.length === 0 || block.addressLabel !== undefined) continue;
    const phis = block.insts.slice(0, -1);
    if (phis.length === 0 || phis.some(({ op }) => op !== 'phi')) continue;
    if (block.preds.length > MAX_WAYS || block.preds.some((pred) => pred.insts.at(-1)?.op === 'jind')) continue;
    separate(fn, block, ret, build);
  }
}

function separate(fn: LirFunction, block: LirBlock, ret: LirValue, build: LirBuilder): void {
  const wordsFrom = (pred: LirBlock): LirValue[] =>
    ret.args.map((arg) =>
      arg.op === 'phi' && arg.block === block ? (arg.args[arg.blocks?.indexOf(pred) ?? -1] as LirValue) : arg,
    );
  const groups = new Map<string, { words: LirValue[]; preds: LirBlock[] }>();
  const all = block.preds;
  block.preds = [];
  for (const pred of all) {
    const words = wordsFrom(pred);
    if (pred.succs.length === 1) {
      const branch = pred.insts.pop() as LirValue;
      pred.succs = [];
      build.at(pred);
      build.loc = ret.loc ?? branch.loc;
      build.ret(words);
      const made = pred.insts.at(-1) as LirValue;
      made.records = branch.records;
      continue;
    }
    const key = words.map(({ id }) => id).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { words, preds: [pred] });
    else group.preds.push(pred);
  }
  // The first group keeps the block.
  const [first, ...others] = groups.values();
  if (first === undefined) {
    fn.blocks.splice(fn.blocks.indexOf(block), 1);
    return;
  }
  for (const { words, preds } of others) {
    const made = build.newBlock(block.name);
    build.at(made);
    build.loc = ret.loc;
    build.ret(words);
    for (const pred of preds) redirect(pred, block, made);
  }
  block.preds = first.preds;
  ret.args = first.words;
  block.insts = [ret];
}
