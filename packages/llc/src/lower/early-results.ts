/**
 * Results of two values that nobody else wants are computed as soon as both are there: one value then waits for its use in place of
 * two, and more registers are free.
 */
import type { LirBlock, LirFunction, LirOp, LirValue } from './lir.js';
import { Uses } from './uses.js';

/** Operations that may be computed anywhere behind their operands. Division is none of them: it may stop the program. */
const FREE = new Set<LirOp>(['add', 'sub', 'mul', 'mulhu', 'and', 'or', 'xor', 'shl', 'lshr', 'ashr']);
/** What stays together at the beginning of a block, or behind what makes it. */
const GROUPED = new Set<LirOp>(['phi', 'arg', 'proj']);

/** Reorders the instructions of all blocks. */
export function computeEarly(fn: LirFunction): void {
  const uses = new Uses(fn);
  for (const block of fn.blocks) reorder(block, uses);
}

function reorder(block: LirBlock, uses: Uses): void {
  /** By an operand: what is computed of it and another one. */
  const results = new Map<LirValue, LirValue>();
  const isOwn = (value: LirValue | undefined): value is LirValue => value?.block === block && uses.count(value) === 1;
  for (const value of block.insts) {
    if (!FREE.has(value.op) || !uses.isAlive(value)) continue;
    const [a, b] = value.args;
    if (!isOwn(a) || !isOwn(b) || a === b) continue;
    results.set(a, value);
    results.set(b, value);
  }
  if (results.size === 0) return;
  const done = new Set<LirValue>();
  const order: LirValue[] = [];
  let next: Map<LirValue, LirValue> | undefined;
  block.insts.forEach((value, i) => {
    if (done.has(value)) return;
    for (let at: LirValue | undefined = value; at !== undefined; ) {
      order.push(at);
      done.add(at);
      const result: LirValue | undefined = GROUPED.has(at.op) ? undefined : results.get(at);
      at = result?.args.every((arg) => done.has(arg)) === true && !done.has(result) ? result : undefined;
      if (at?.records !== undefined && at !== block.insts[i + 1]) {
        next ??= followers(block.insts);
        leaveRecords(at, next.get(at) as LirValue);
      }
    }
  });
  block.insts = order;
}

/** By an instruction: the one behind it, as they were. */
function followers(insts: readonly LirValue[]): Map<LirValue, LirValue> {
  return new Map(insts.slice(1).map((value, i) => [insts[i] as LirValue, value]));
}

/** What is said about variables in front of an instruction that goes stays in front of the next one. */
function leaveRecords(value: LirValue, next: LirValue): void {
  next.records = [...(value.records ?? []), ...(next.records ?? [])];
  value.records = undefined;
}
