/** Selects as branches, for instruction sets without a conditional move. */
import { type LirBlock, type LirFunction, type LirOp, type LirValue, newBlock, newValue } from './lir.js';

/** Splits every block at its selects; each run of selects on one condition becomes PHIs behind one branch. */
export function branchForSelects(fn: LirFunction): void {
  // Blocks that are split off are appended and visited in their turn.
  for (const block of fn.blocks) {
    const at = block.insts.findIndex(({ op }) => op === 'select');
    if (at >= 0) split(fn, block, at);
  }
}

function split(fn: LirFunction, block: LirBlock, at: number): void {
  const [condition] = (block.insts[at] as LirValue).args as [LirValue];
  const selects: LirValue[] = [];
  for (let i = at; i < block.insts.length; i++) {
    const value = block.insts[i] as LirValue;
    if (value.op !== 'select' || value.args[0] !== condition) break;
    if (value.args.some((arg) => selects.includes(arg))) break;
    selects.push(value);
  }
  const { loc } = selects[0] as LirValue;
  const then = newBlock(fn, `${block.name}.then`);
  const rest = newBlock(fn, `${block.name}.rest`);
  rest.insts = block.insts.splice(at);
  for (const value of rest.insts) value.block = rest;
  rest.succs = block.succs;
  for (const succ of rest.succs) {
    succ.preds = succ.preds.map((pred) => (pred === block ? rest : pred));
    for (const phi of succ.insts) {
      if (phi.op !== 'phi') break;
      phi.blocks = (phi.blocks ?? []).map((from) => (from === block ? rest : from));
    }
  }
  for (const value of selects) {
    value.op = 'phi';
    value.args = value.args.slice(1);
    value.blocks = [then, block];
  }
  block.insts.push(terminator(fn, block, 'condbr', [condition], [then, rest], loc));
  block.succs = [then, rest];
  then.insts.push(terminator(fn, then, 'br', [], [rest], loc));
  then.succs = [rest];
  then.preds = [block];
  rest.preds = [then, block];
}

function terminator(
  fn: LirFunction,
  block: LirBlock,
  op: LirOp,
  args: LirValue[],
  blocks: LirBlock[],
  loc: LirValue['loc'],
): LirValue {
  const made = newValue(fn, op, args, 0, block, loc);
  made.blocks = blocks;
  return made;
}
