/**
 * Settles the sizes of a text section's elastic items (section.ts): loads that turned out to be constants, compare-and-branch
 * instructions whose target is out of reach, alignment. A branch only ever grows, so the search ends.
 */
import type { Level } from '@hsx/isa';
import { evaluate, type Knowledge, REPORTED } from './evaluate.js';
import { loadInstruction } from './loads.js';
import { type Report, StatementError } from './report.js';
import type { ElasticBranch, ElasticLoad, Section } from './section.js';

/** Signed words that CB and CBI reach (isa.md §4). */
const REACH = { min: -2048, max: 2047 };

/** After so many rounds branches that are near the limit grow too, and later all of them: contrived sources end as well. */
const PATIENCE = 50;

/** Where a short branch would go: a position of the same section. */
interface LocalTarget {
  readonly index: number;
  readonly branch: ElasticBranch;
  readonly offset: number;
  readonly elastics: number;
}

/** What is known when all lines are read and no size is settled. */
export function definitionsKnown(undefinedSymbol: Knowledge['undefinedSymbol']): Knowledge {
  return {
    complete: true,
    settled: false,
    steps: 0,
    difference(a, b) {
      const x = a.position;
      const y = b.position;
      if (x === undefined || y === undefined || x.section !== y.section || x.elastics !== y.elastics) return undefined;
      return x.offset - y.offset;
    },
    undefinedSymbol,
  };
}

/** Sets the size of every elastic item, `grown` and `relaxable`. */
export function settle(section: Section, knowledge: Knowledge, level: Level, report: Report): void {
  const { elastics } = section;
  if (elastics.length === 0) return;
  let relaxable = 0;
  section.relaxable = [0];
  const local: LocalTarget[] = [];
  for (const [index, item] of elastics.entries()) {
    try {
      if (item.kind === 'load') settleLoad(item, knowledge, level, index >= section.barrier);
      else if (item.kind === 'branch') {
        const target = localTarget(section, item, index, knowledge);
        if (target !== undefined) local.push(target);
      }
    } catch (error) {
      if (item.kind !== 'align') item.broken = true;
      report.take(error);
    }
    if (item.kind === 'load' && item.relax) relaxable++;
    section.relaxable.push(relaxable);
  }
  for (let round = 0; ; round++) {
    measure(section);
    if (!growBranches(section, local, round)) return;
  }
}

function settleLoad(item: ElasticLoad, knowledge: Knowledge, level: Level, mayRelax: boolean): void {
  const value = evaluate(item.node, knowledge);
  if (value === REPORTED) item.value = 0;
  else if (typeof value === 'number') {
    if (value < -(2 ** 31) || value >= 2 ** 32)
      throw new StatementError(item.place, `LI: ${value} does not fit 32 bits`);
    item.value = value;
    item.size = loadInstruction(value, level).form === 'rd,imm32' ? 8 : 4;
  } else if (value !== undefined) {
    item.value = value;
    item.relax = mayRelax && value.minus === undefined && value.part === undefined;
  }
}

/** The target when it is a label of this section that nobody can override; otherwise the size is set for good. */
function localTarget(
  section: Section,
  item: ElasticBranch,
  index: number,
  knowledge: Knowledge,
): LocalTarget | undefined {
  const value = evaluate(item.target, knowledge);
  if (value === REPORTED || typeof value === 'number') return undefined;
  if (value === undefined || value.minus !== undefined || value.part !== undefined)
    throw new StatementError(item.place, `${item.insn.mnemonic} needs a label as target`);
  const { symbol, addend } = value;
  if (addend % 4 !== 0) throw new StatementError(item.place, 'a branch target must be a multiple of 4');
  const { position } = symbol;
  if (position?.section !== section || symbol.linkage === 'weak') {
    item.size = 8;
    return undefined;
  }
  return { index, branch: item, offset: position.offset + addend, elastics: position.elastics };
}

/** Computes `grown` and the sizes of alignments. */
function measure(section: Section): void {
  const { elastics } = section;
  const grown = [0];
  let total = 0;
  for (const item of elastics) {
    if (item.kind === 'align') {
      const at = item.at + total;
      item.size = (item.align - (at % item.align)) % item.align;
    }
    total += item.size;
    grown.push(total);
  }
  section.grown = grown;
}

/** Makes every branch long that does not reach its target; whether there was one. */
function growBranches(section: Section, local: readonly LocalTarget[], round: number): boolean {
  const margin = round < PATIENCE ? 0 : round < 2 * PATIENCE ? 1024 : Number.POSITIVE_INFINITY;
  let changed = false;
  for (const { index, branch, offset, elastics } of local) {
    if (branch.size !== 4) continue;
    const words = (section.offsetOf(offset, elastics) - section.offsetOf(branch.at, index)) / 4;
    if (words >= REACH.min + margin && words <= REACH.max - margin) continue;
    // A round that only tidies up must not go on when every branch already reaches.
    if (margin > 0 && words >= REACH.min && words <= REACH.max && !changed && allReach(section, local)) return false;
    branch.size = 8;
    changed = true;
  }
  return changed;
}

function allReach(section: Section, local: readonly LocalTarget[]): boolean {
  return local.every(({ index, branch, offset, elastics }) => {
    if (branch.size !== 4) return true;
    const words = (section.offsetOf(offset, elastics) - section.offsetOf(branch.at, index)) / 4;
    return words >= REACH.min && words <= REACH.max;
  });
}
