/**
 * Fixed-point products: `(int32_t)((int64_t)a * b >> k)` with 0 < k < 32 needs no 64-bit product. With a = ah·2^k + al,
 *
 *     a·b >> k  =  ah·b + (al·b >> k),   al·b >> k  =  high word of (a << 32-k) · b,
 *
 * and that high word, of an unsigned and a signed word, is MULHU's less (a << 32-k) where b is negative. That makes five
 * instructions where b cannot be negative and eight where both can, in place of eight and eleven.
 */
import { knownBits } from './known-bits.js';
import { type BinaryLirOp, type LirBlock, type LirFunction, type LirValue, newValue } from './lir.js';
import { Uses } from './uses.js';

/** A product of which the word from bit `shift` on is wanted. */
interface Product {
  /** Where the word is made, by an `or` of two shifted words. */
  readonly at: LirValue;
  readonly shift: number;
  readonly a: LirValue;
  readonly b: LirValue;
  /** Operands taken as signed words, which may be negative. */
  readonly signed: ReadonlySet<LirValue>;
}

/** Rewrites the fixed-point products of a function. `constant` gives the leaf of a number. */
export function reduceFixedPoint(fn: LirFunction, constant: (value: number) => LirValue): void {
  let uses: Uses | undefined;
  for (const block of fn.blocks) {
    if (!block.insts.some(({ op }) => op === 'mulhu')) continue;
    uses ??= new Uses(fn);
    const products = block.insts.flatMap((value) => matchProduct(value, uses as Uses) ?? []);
    if (products.length > 0) rewrite(fn, block, products, constant);
  }
}

function isConstant(value: LirValue | undefined): value is LirValue {
  return value?.op === 'const';
}

function matchProduct(at: LirValue, uses: Uses): Product | undefined {
  if (at.op !== 'or' || !uses.isAlive(at)) return undefined;
  const lower = at.args.find(({ op }) => op === 'lshr');
  const upper = at.args.find(({ op }) => op === 'shl');
  const shift = lower?.args[1];
  const back = upper?.args[1];
  if (!isConstant(shift) || !isConstant(back) || shift.imm <= 0 || shift.imm + back.imm !== 32) return undefined;
  const [low] = (lower as LirValue).args;
  const [high] = (upper as LirValue).args;
  if (low?.op !== 'mul' || high?.op !== 'add') return undefined;
  const once = (value: LirValue): boolean => uses.count(value) === 1;
  if (!once(high) || !once(upper as LirValue)) return undefined;
  const part = high.args.find(({ op }) => op === 'mulhu');
  const cross = high.args.find((arg) => arg !== part);
  if (part === undefined || cross === undefined || !once(part) || !once(cross)) return undefined;
  const [a, b] = part.args as [LirValue, LirValue];
  if (!low.args.includes(a) || !low.args.includes(b) || (a === b && low.args[0] !== low.args[1])) return undefined;
  // What the words of sign add to the high word.
  const signed = new Set<LirValue>();
  const note = (term: LirValue): boolean => {
    const found = [a, b].find((x) => !signed.has(x) && isTimesSign(term, x, x === a ? b : a));
    if (found === undefined) return false;
    signed.add(found);
    return true;
  };
  if (note(cross)) return { at, shift: shift.imm, a, b, signed };
  if (cross.op !== 'add' || a === b) return undefined;
  return cross.args.every(note) ? { at, shift: shift.imm, a, b, signed } : undefined;
}

/** Whether a value is `other` times the sign word of `x`, which is 0 or -1. */
function isTimesSign(value: LirValue, x: LirValue, other: LirValue): boolean {
  const [first, second] = value.args as [LirValue | undefined, LirValue | undefined];
  if (isConstant(x)) return x.imm < 0 && value.op === 'sub' && isConstant(first) && first.imm === 0 && second === other;
  if (value.op !== 'mul') return false;
  return (isSign(first, x) && second === other) || (isSign(second, x) && first === other);
}

/** Whether a value is x >> 31; of a shifted word that is a single shift. */
function isSign(value: LirValue | undefined, x: LirValue): boolean {
  const [from, by] = value?.args ?? [];
  if (value?.op !== 'ashr' || !isConstant(by) || by.imm !== 31) return false;
  return from === x || (x.op === 'ashr' && isConstant(x.args[1]) && from === x.args[0]);
}

function rewrite(
  fn: LirFunction,
  block: LirBlock,
  products: readonly Product[],
  constant: (value: number) => LirValue,
): void {
  const wanted = new Map(products.map((product) => [product.at, product]));
  /** How many products an operand takes part in: the one that is split gives two words that others can share. */
  const popularity = new Map<LirValue, number>();
  for (const { a, b } of products) for (const x of [a, b]) popularity.set(x, (popularity.get(x) ?? 0) + 1);
  const shared = new Map<string, LirValue>();
  const out: LirValue[] = [];
  for (const value of block.insts) {
    const product = wanted.get(value);
    if (product !== undefined) {
      const make = (op: BinaryLirOp, a: LirValue, b: LirValue): LirValue => {
        const key = `${op} ${a.id} ${b.id}`;
        const known = shared.get(key);
        if (known !== undefined) return known;
        const made = newValue(fn, op, [a, b], 0, block, value.loc);
        knownBits(made);
        shared.set(key, made);
        out.push(made);
        return made;
      };
      const [high, rest] = split(product, popularity, make, constant);
      value.op = 'add';
      value.args = [high, rest];
      knownBits(value);
    }
    out.push(value);
  }
  block.insts = out;
}

/** The two words whose sum is the product's word. */
function split(
  { a, b, shift, signed }: Product,
  popularity: ReadonlyMap<LirValue, number>,
  make: (op: BinaryLirOp, a: LirValue, b: LirValue) => LirValue,
  constant: (value: number) => LirValue,
): [LirValue, LirValue] {
  // An operand that cannot be negative, or else one that is not shared, is multiplied as it is.
  const rank = (x: LirValue): number => (signed.has(x) ? 100 + (popularity.get(x) ?? 0) : 0) + (isConstant(x) ? -1 : 0);
  const [parted, whole] = rank(a) >= rank(b) ? [a, b] : [b, a];
  const fraction = make('shl', parted, constant(32 - shift));
  // What is too much comes first: then the fraction is no longer wanted behind the multiplication.
  const negative = signed.has(whole);
  const excess = !negative || isConstant(whole) ? fraction : make('and', fraction, make('ashr', whole, constant(31)));
  const unsigned = make('mulhu', fraction, whole);
  const high = negative ? make('sub', unsigned, excess) : unsigned;
  const integer = make(signed.has(parted) ? 'ashr' : 'lshr', parted, constant(shift));
  return [high, make('mul', integer, whole)];
}
