/** Branches. */
import type { BranchInstruction, IndirectBranchInstruction } from '../ir/model.js';
import type { FunctionLowering } from './function.js';
import type { LirBlock, LirValue } from './lir.js';

export function lowerBranch(f: FunctionLowering, inst: BranchInstruction): void {
  const [first, second] = inst.targets.map((target) => f.blocks.get(target) as LirBlock);
  const condition = inst.operands[0];
  if (condition === undefined || second === undefined) f.build.br(first as LirBlock);
  else branchOn(f, f.word(condition), first as LirBlock, second);
}

/** Branches by a truth value; "both" and "either" of comparisons become two branches instead of a computed truth. */
function branchOn(f: FunctionLowering, condition: LirValue, yes: LirBlock, no: LirBlock): void {
  const { build } = f;
  const parts = yes === no ? undefined : conjunction(condition, 0);
  if (parts === undefined) return build.condbr(condition, yes, no);
  const next = f.continuation(parts.both ? 'and' : 'or');
  if (parts.both) branchOn(f, parts.first, next, no);
  else branchOn(f, parts.first, yes, next);
  build.at(next);
  branchOn(f, parts.second, yes, no);
}

/** `first && second` or `first || second`, where each part is a comparison or such a pair again. */
function conjunction(
  condition: LirValue,
  depth: number,
): { both: boolean; first: LirValue; second: LirValue } | undefined {
  const [a, b, c] = condition.args;
  if (a === undefined || b === undefined) return undefined;
  let parts: { both: boolean; first: LirValue; second: LirValue } | undefined;
  if (condition.op === 'and' || condition.op === 'or') parts = { both: condition.op === 'and', first: a, second: b };
  else if (condition.op === 'select' && c?.op === 'const' && c.imm === 0) parts = { both: true, first: a, second: b };
  else if (condition.op === 'select' && b.op === 'const' && b.imm === 1 && c !== undefined)
    parts = { both: false, first: a, second: c };
  if (parts === undefined || !isTest(parts.first, depth) || !isTest(parts.second, depth)) return undefined;
  return parts;
}

/** Whether branching on the value needs no register for it. */
function isTest(value: LirValue, depth: number): boolean {
  if (value.zbits !== 1 || depth > MAX_TESTS) return false;
  if (value.op === 'icmp' || value.op === 'icmpw' || value.op === 'fcmp') return true;
  return conjunction(value, depth + 1) !== undefined;
}

export function lowerIndirectBranch(f: FunctionLowering, inst: IndirectBranchInstruction): void {
  const targets = [...new Set(inst.targets)].map((target) => f.blocks.get(target) as LirBlock);
  f.build.jumpIndirect(f.word(inst.operands[0]), targets);
}

/** Nesting of "both" and "either" that is taken apart. */
const MAX_TESTS = 8;
