/** Branches and switches. */
import type { BranchInstruction, IndirectBranchInstruction, SwitchInstruction } from '../ir/model.js';
import { extended, integerBits } from './arithmetic.js';
import type { FunctionLowering } from './function.js';
import type { LirBlock, LirValue } from './lir.js';

/** Cases in a compare chain before it is split in halves. */
const CHAIN = 3;
/** Fewest cases for a jump table, and how many of its entries must be cases. */
const TABLE_CASES = 8;
const TABLE_DENSITY = 0.4;
const TABLE_ENTRIES = 4096;

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

/** Consecutive case values with one target; values are taken as signed words. */
interface Range {
  low: number;
  high: number;
  target: LirBlock;
}

export function lowerSwitch(f: FunctionLowering, inst: SwitchInstruction): void {
  const bits = integerBits(inst.operands[0].type);
  const fallback = f.blocks.get(inst.defaultTarget) as LirBlock;
  const words = extended(f, f.parts(inst.operands[0]), bits, true);
  if (words.length > 1) return wideSwitch(f, inst, words, fallback);
  const shift = Math.max(0, 32 - bits);
  const cases = inst.cases
    .map(({ value, target }) => {
      const word = (Number(value & 0xffffffffn) << shift) >> shift;
      return { low: word, high: word, target: f.blocks.get(target) as LirBlock };
    })
    .filter(({ target }) => target !== fallback)
    .sort((a, b) => a.low - b.low);
  const ranges: Range[] = [];
  for (const entry of cases) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && last.target === entry.target && last.high + 1 === entry.low) last.high = entry.high;
    else ranges.push({ ...entry });
  }
  dispatch(f, words[0] as LirValue, ranges, fallback, -2147483648, 2147483647);
}

/** Branches to the range that holds `value`, which is known to lie in [min, max]. */
function dispatch(
  f: FunctionLowering,
  value: LirValue,
  ranges: Range[],
  fallback: LirBlock,
  min: number,
  max: number,
): void {
  const { build } = f;
  if (ranges.length === 0) return build.br(fallback);
  if (isDense(ranges)) return jumpTable(f, value, ranges, fallback, min, max);
  if (ranges.length <= CHAIN) {
    let low = min;
    let high = max;
    for (const range of ranges) {
      // Values next to the known limits need no test on that side.
      const last = range === ranges[ranges.length - 1];
      if (range.low === low && range.high === high) return build.br(range.target);
      const next = last ? fallback : f.continuation('switch');
      build.condbr(inRange(f, value, range, low, high), range.target, next);
      if (range.low === low) low = range.high + 1;
      else if (range.high === high) high = range.low - 1;
      if (last) return;
      build.at(next);
    }
    return;
  }
  const middle = ranges.length >> 1;
  const pivot = (ranges[middle] as Range).low;
  const below = f.continuation('switch.low');
  const above = f.continuation('switch.high');
  build.condbr(build.icmp(11, value, build.const(pivot)), below, above);
  build.at(below);
  dispatch(f, value, ranges.slice(0, middle), fallback, min, pivot - 1);
  build.at(above);
  dispatch(f, value, ranges.slice(middle), fallback, pivot, max);
}

function inRange(f: FunctionLowering, value: LirValue, range: Range, min: number, max: number): LirValue {
  const { build } = f;
  if (range.low === range.high) return build.icmp(0, value, build.const(range.low));
  if (range.low === min) return build.icmp(13, value, build.const(range.high));
  if (range.high === max) return build.icmp(10, value, build.const(range.low));
  const offset = build.add(value, build.const(-range.low));
  return build.icmp(9, offset, build.const(range.high - range.low));
}

function isDense(ranges: readonly Range[]): boolean {
  const first = ranges[0] as Range;
  const last = ranges[ranges.length - 1] as Range;
  const span = last.high - first.low + 1;
  const covered = ranges.reduce((sum, { low, high }) => sum + high - low + 1, 0);
  return ranges.length >= TABLE_CASES && span <= TABLE_ENTRIES && covered >= span * TABLE_DENSITY;
}

function jumpTable(
  f: FunctionLowering,
  value: LirValue,
  ranges: readonly Range[],
  fallback: LirBlock,
  min: number,
  max: number,
): void {
  const { build } = f;
  const low = (ranges[0] as Range).low;
  const high = (ranges[ranges.length - 1] as Range).high;
  // A small first case serves as index 0 itself: a few default entries are cheaper than a subtraction.
  const base = low > 0 && low <= 4 ? 0 : low;
  const index = build.add(value, build.const(-base));
  if (min < base || max > high) {
    const table = f.continuation('switch.table');
    build.condbr(build.icmp(9, index, build.const(high - base)), table, fallback);
    build.at(table);
  }
  const targets: LirBlock[] = [];
  for (let entry = base; entry < low; entry++) targets.push(fallback);
  for (const range of ranges) {
    while (targets.length < range.low - base) targets.push(fallback);
    for (let entry = range.low; entry <= range.high; entry++) targets.push(range.target);
  }
  build.jumpTable(index, targets);
}

/** A switch on more than 32 bits: one comparison for each case. */
function wideSwitch(f: FunctionLowering, inst: SwitchInstruction, words: LirValue[], fallback: LirBlock): void {
  const { build } = f;
  const bits = integerBits(inst.operands[0].type);
  for (const { value, target } of inst.cases) {
    const constant = build.constWords(BigInt.asIntN(bits, value), words.length);
    const next = f.continuation('switch');
    build.condbr(build.icmpWide(0, words, constant), f.blocks.get(target) as LirBlock, next);
    build.at(next);
  }
  build.br(fallback);
}
