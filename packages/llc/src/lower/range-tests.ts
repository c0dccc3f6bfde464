/**
 * Range tests on narrow values: `(c + 208 & 255) < 10`, which is what the front-end makes of `'0' <= c && c <= '9'` on a byte, is
 * `c - 48 < 10` on words when c is zero-extended. The mask goes, and the constants become short.
 */
import { knownBits } from './known-bits.js';
import { type LirFunction, type LirValue, newValue } from './lir.js';
import { Uses } from './uses.js';

/** Condition codes (isa.md §4). */
const HS = 2;
const LO = 3;
const HI = 8;
const LS = 9;

/** Rewrites the range tests of a function. `constant` gives the leaf of a number. */
export function widenRangeTests(fn: LirFunction, constant: (value: number) => LirValue): void {
  const tests: RangeTest[] = [];
  for (const { insts } of fn.blocks)
    for (const value of insts) {
      const test = value.op === 'icmp' ? matchTest(value) : undefined;
      if (test !== undefined) tests.push(test);
    }
  if (tests.length === 0) return;
  const uses = new Uses(fn);
  const masks = new Map<LirValue, number>();
  for (const { compare, masked } of tests) if (uses.isAlive(compare)) masks.set(masked, (masks.get(masked) ?? 0) + 1);
  // A masked value that is needed anyway costs nothing to compare.
  for (const test of tests) if (masks.get(test.masked) === uses.count(test.masked)) rewrite(fn, test, constant);
}

/** A test whether `x + offset`, modulo 2^bits, is below `limit`. */
interface RangeTest {
  readonly compare: LirValue;
  readonly masked: LirValue;
  readonly x: LirValue;
  readonly offset: number;
  readonly size: number;
  readonly limit: number;
  /** It is met by values that are not. */
  readonly outside: boolean;
}

function matchTest(compare: LirValue): RangeTest | undefined {
  const [masked, bound] = compare.args;
  if (masked?.op !== 'and' || bound?.op !== 'const') return undefined;
  const cc = compare.imm;
  if (cc !== HS && cc !== LO && cc !== HI && cc !== LS) return undefined;
  const [sum, mask] = masked.args;
  const [x, addend] = sum?.args ?? [];
  if (sum?.op !== 'add' || mask?.op !== 'const' || x === undefined || addend?.op !== 'const') return undefined;
  const size = (mask.imm >>> 0) + 1;
  if (mask.imm <= 0 || (size & (size - 1)) !== 0 || size > 2 ** 24 || x.zbits > Math.log2(size)) return undefined;
  const limit = (bound.imm >>> 0) + (cc === HI || cc === LS ? 1 : 0);
  if (limit <= 0 || limit >= size) return undefined;
  return { compare, masked, x, offset: addend.imm & mask.imm, size, limit, outside: cc === HS || cc === HI };
}

function rewrite(fn: LirFunction, test: RangeTest, constant: (value: number) => LirValue): void {
  const { compare, x, size } = test;
  let { offset, limit, outside } = test;
  // Where the values met wrap around 0, the others do not.
  if (offset < limit) {
    offset = offset - limit + size;
    limit = size - limit;
    outside = !outside;
  }
  // x + offset - size is below 0, which is a large word, for all x whose sum did not wrap: those are not met.
  const { block } = compare;
  const by = offset - size;
  let moved = x;
  if (by !== 0 && block !== null) {
    moved = newValue(fn, 'add', [x, constant(by)], 0, block, compare.loc);
    knownBits(moved);
    block.insts.splice(block.insts.indexOf(compare), 0, moved);
  }
  compare.args = [moved, constant(limit)];
  compare.imm = outside ? HS : LO;
}
