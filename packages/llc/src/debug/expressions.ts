/**
 * DIExpression: a program over the values of a record that gives a variable's value, or the place in memory where it lies. It is run
 * here over terms instead of numbers. The IR knows the width of each value and we keep it: only that many low bits of a term are
 * right, the others are cut off or extended where an operation would look at them.
 */
import type { MDList, Metadata } from '../ir/model.js';
import type { AnyLeaf, Computed, Term } from './terms.js';

/** A number; what a term needs beside the leaves of the record. */
export interface NumberLeaf {
  readonly kind: 'constant';
  readonly value: number;
}

/** A value of the IR: its term, of which `bits` low bits count. */
export interface Operand<Leaf extends AnyLeaf> {
  readonly term: Term<Leaf | NumberLeaf>;
  readonly bits: number;
}

/** The bytes of a variable that a record speaks of. */
export interface Fragment {
  readonly offset: number;
  readonly size: number;
}

export type Outcome<Leaf extends AnyLeaf> =
  /** Its value; `plain` when the expression changes nothing. */
  | { readonly kind: 'value'; readonly operand: Operand<Leaf>; readonly plain: boolean }
  /** It lies in memory there. */
  | { readonly kind: 'memory'; readonly address: Operand<Leaf> }
  | { readonly kind: 'unknown'; readonly why: string };

/** More items than any compiler writes. */
const ITEMS_MAX = 400;
const ADDRESS_BITS = 32;
const WIDEST = 128;
const PAIR_BITS = 64;
const FRAGMENT_MAX = 1n << 31n;
const BYTE = 8n;

type Item = MDList['items'][number];

function itemsOf(expression: Metadata | undefined): readonly Item[] {
  return expression?.kind === 'list' ? expression.items : [];
}

/** The fragment of an expression; null when it is no whole number of bytes. */
export function fragmentOf(expression: Metadata | undefined): Fragment | undefined | null {
  const items = itemsOf(expression);
  const at = items.indexOf('DW_OP_LLVM_fragment');
  if (at < 0) return undefined;
  const [offset, size] = items.slice(at + 1);
  if (typeof offset !== 'bigint' || typeof size !== 'bigint' || offset < 0n || size <= 0n) return null;
  if (offset % BYTE !== 0n || size % BYTE !== 0n || offset + size > FRAGMENT_MAX) return null;
  return { offset: Number(offset / BYTE), size: Number(size / BYTE) };
}

/** What an expression computes; without operands nothing is known. */
export function evaluate<Leaf extends AnyLeaf>(
  expression: Metadata | undefined,
  operands: readonly Operand<Leaf>[],
): Outcome<Leaf> {
  const items = itemsOf(expression);
  if (items.length > ITEMS_MAX) return { kind: 'unknown', why: 'a long expression' };
  return new Evaluation(items, operands).run();
}

/** A number on the stack. */
interface Entry<Leaf extends AnyLeaf> {
  readonly term: Term<Leaf | NumberLeaf>;
  /** Undefined for a constant of the expression, which fits any width. */
  readonly bits: number | undefined;
  /** How a conversion to more bits fills them; of a constant whether it was written as a signed one. */
  readonly signed?: boolean;
  /** The bits above are 0. */
  readonly clean?: boolean;
}

class Unknown extends Error {}

/** A constant as one leaf or its words. */
export function numberTerm(value: bigint): Term<NumberLeaf> {
  const signed = BigInt.asIntN(WIDEST, value);
  const leaf = (n: bigint): NumberLeaf => ({ kind: 'constant', value: Number(n) });
  if (signed >= -0x8000_0000n && signed <= 0xffff_ffffn) return leaf(signed);
  const pair = (n: bigint) => operation('pair', leaf(BigInt.asIntN(32, n)), leaf(BigInt.asIntN(32, n >> 32n)));
  if (signed >= 0n && signed < 1n << BigInt(PAIR_BITS)) return pair(signed);
  return wideTerm<NumberLeaf>(pair(signed), pair(signed >> BigInt(PAIR_BITS)));
}

/** A number of 128 bits from two of 64. */
export function wideTerm<Leaf extends AnyLeaf>(
  low: Term<Leaf | NumberLeaf>,
  high: Term<Leaf | NumberLeaf>,
): Term<Leaf | NumberLeaf> {
  const moved = operation<Leaf | NumberLeaf>('shl', high, { kind: 'constant', value: PAIR_BITS });
  return operation<Leaf | NumberLeaf>('or', low, moved);
}

function operation<Leaf extends AnyLeaf>(name: Computed<Leaf>['operation'], ...args: Term<Leaf>[]): Computed<Leaf> {
  return { kind: 'computed', operation: name, args };
}

/** Only the low bits of a term. */
export function withoutSign<Leaf extends AnyLeaf>(
  term: Term<Leaf | NumberLeaf>,
  bits: number,
  what: 'zext' | 'sext' = 'zext',
): Term<Leaf | NumberLeaf> {
  if (bits >= WIDEST) return term;
  return operation<Leaf | NumberLeaf>(what, term, { kind: 'constant', value: bits });
}

class Evaluation<Leaf extends AnyLeaf> {
  private readonly stack: Entry<Leaf>[] = [];
  private at = 0;

  constructor(
    private readonly items: readonly Item[],
    private readonly operands: readonly Operand<Leaf>[],
  ) {}

  run(): Outcome<Leaf> {
    try {
      return this.outcome();
    } catch (error) {
      if (error instanceof Unknown) return { kind: 'unknown', why: error.message };
      throw error;
    }
  }

  private fail(why: string): never {
    throw new Unknown(why);
  }

  private outcome(): Outcome<Leaf> {
    if (!this.items.includes('DW_OP_LLVM_arg')) this.push(this.operand(0n));
    let plain = true;
    let implicit = false;
    let memory = false;
    while (this.at < this.items.length) {
      const name = this.items[this.at++];
      if (typeof name !== 'string') this.fail('a damaged expression');
      if (name === 'DW_OP_LLVM_fragment') break;
      if (implicit) this.fail('an operation behind DW_OP_stack_value');
      if (name === 'DW_OP_stack_value') {
        implicit = true;
        continue;
      }
      if (name === 'DW_OP_LLVM_tag_offset') {
        this.at++;
        continue;
      }
      if (name === 'DW_OP_deref' && this.endsHere()) memory = true;
      else this.apply(name);
      if (name !== 'DW_OP_LLVM_arg') plain = false;
    }
    const top = this.pop();
    if (this.stack.length > 0) this.fail('a damaged expression');
    const operand = { term: top.term, bits: top.bits ?? WIDEST };
    if (memory) return { kind: 'memory', address: operand };
    if (!plain && !implicit) return { kind: 'unknown', why: 'neither a value nor a place' };
    return { kind: 'value', operand, plain };
  }

  /** Nothing but a fragment follows. */
  private endsHere(): boolean {
    return this.at >= this.items.length || this.items[this.at] === 'DW_OP_LLVM_fragment';
  }

  private operand(index: bigint): Entry<Leaf> {
    const operand = index < BigInt(this.operands.length) ? this.operands[Number(index)] : undefined;
    if (operand === undefined) return this.fail('an operand that has no value');
    if (operand.bits > WIDEST) this.fail('an operand of more than 128 bits');
    return { ...operand, clean: operand.bits === ADDRESS_BITS && operand.term.kind !== 'computed' };
  }

  private push(entry: Entry<Leaf>): void {
    this.stack.push(entry);
  }

  private pop(): Entry<Leaf> {
    return this.stack.pop() ?? this.fail('a damaged expression');
  }

  private number(): bigint {
    const item = this.items[this.at++];
    return typeof item === 'bigint' ? item : this.fail('a damaged expression');
  }

  private unsigned({ term, bits, clean }: Entry<Leaf>): Term<Leaf | NumberLeaf> {
    return bits === undefined || clean === true ? term : withoutSign<Leaf>(term, bits);
  }

  private signed({ term, bits }: Entry<Leaf>): Term<Leaf | NumberLeaf> {
    return bits === undefined ? term : withoutSign<Leaf>(term, bits, 'sext');
  }

  /** A constant, which may be written as an unsigned number, is as wide as what it meets. */
  private signedAs({ term, bits }: Entry<Leaf>, width: number | undefined): Term<Leaf | NumberLeaf> {
    return withoutSign<Leaf>(term, bits ?? width ?? WIDEST, 'sext');
  }

  /** The width of what two numbers make. */
  private width(a: Entry<Leaf>, b: Entry<Leaf>): number | undefined {
    if (a.bits !== undefined && b.bits !== undefined && a.bits !== b.bits) this.fail('operands of different widths');
    return a.bits ?? b.bits;
  }

  private constant(value: bigint, signed: boolean): void {
    this.push({ term: numberTerm(value), bits: undefined, signed });
  }

  private apply(name: string): void {
    const lit = /^DW_OP_lit(\d+)$/.exec(name);
    if (lit !== null) return this.constant(BigInt(lit[1] as string), false);
    switch (name) {
      case 'DW_OP_LLVM_arg':
        return this.push(this.operand(this.number()));
      case 'DW_OP_constu':
        return this.constant(this.number(), false);
      case 'DW_OP_consts':
        return this.constant(this.number(), true);
      case 'DW_OP_plus_uconst':
        this.constant(this.number(), false);
        return this.sameWidth('add');
      case 'DW_OP_plus':
        return this.sameWidth('add');
      case 'DW_OP_minus':
        return this.sameWidth('sub');
      case 'DW_OP_mul':
        return this.sameWidth('mul');
      case 'DW_OP_and':
        return this.sameWidth('and');
      case 'DW_OP_or':
        return this.sameWidth('or');
      case 'DW_OP_xor':
        return this.sameWidth('xor');
      case 'DW_OP_not':
      case 'DW_OP_neg': {
        const { term, bits } = this.pop();
        return this.push({ term: operation(name === 'DW_OP_not' ? 'not' : 'neg', term), bits });
      }
      case 'DW_OP_div':
      case 'DW_OP_mod': {
        // LLVM writes them for signed operations only.
        const [b, a] = [this.pop(), this.pop()];
        const bits = this.width(a, b);
        return this.push({
          term: operation(name === 'DW_OP_div' ? 'div' : 'rem', this.signedAs(a, bits), this.signedAs(b, bits)),
          bits,
        });
      }
      case 'DW_OP_shl':
      case 'DW_OP_shr':
      case 'DW_OP_shra': {
        const [by, a] = [this.pop(), this.pop()];
        const amount = this.unsigned(by);
        if (name === 'DW_OP_shl') return this.push({ term: operation('shl', a.term, amount), bits: a.bits });
        const term =
          name === 'DW_OP_shr' ? operation('shr', this.unsigned(a), amount) : operation('sar', this.signed(a), amount);
        return this.push({ term, bits: a.bits, clean: name === 'DW_OP_shr' });
      }
      case 'DW_OP_eq':
      case 'DW_OP_ne': {
        const [b, a] = [this.pop(), this.pop()];
        const bits = this.width(a, b) ?? WIDEST;
        // A constant is as wide as what it is compared with.
        const cut = (entry: Entry<Leaf>) => this.unsigned({ ...entry, bits, clean: entry.clean === true });
        return this.compared(name === 'DW_OP_eq' ? 'eq' : 'ne', cut(a), cut(b));
      }
      case 'DW_OP_lt':
      case 'DW_OP_le':
      case 'DW_OP_gt':
      case 'DW_OP_ge':
        return this.order(name);
      case 'DW_OP_deref':
      case 'DW_OP_deref_size': {
        const bytes = name === 'DW_OP_deref' ? 4n : this.number();
        if (bytes !== 1n && bytes !== 2n && bytes !== 4n) this.fail(`${name} of ${bytes} bytes`);
        const { term } = this.pop();
        const size: NumberLeaf = { kind: 'constant', value: Number(bytes) };
        return this.push({ term: operation<Leaf | NumberLeaf>('load', term, size), bits: ADDRESS_BITS, clean: true });
      }
      case 'DW_OP_LLVM_convert':
        return this.convert();
      case 'DW_OP_LLVM_extract_bits_zext':
      case 'DW_OP_LLVM_extract_bits_sext': {
        const [from, size] = [this.number(), this.number()];
        if (from < 0n || size <= 0n || from + size > BigInt(WIDEST)) this.fail(`bits ${from}+${size}`);
        const shift: NumberLeaf = { kind: 'constant', value: Number(from) };
        const moved = operation<Leaf | NumberLeaf>('shr', this.pop().term, shift);
        const what = name.endsWith('sext') ? 'sext' : 'zext';
        return this.push({ term: withoutSign<Leaf>(moved, Number(size), what), bits: undefined });
      }
      case 'DW_OP_swap': {
        const [b, a] = [this.pop(), this.pop()];
        this.push(b);
        return this.push(a);
      }
      default:
        return this.fail(name);
    }
  }

  /** An operation whose low bits depend on the low bits of its operands alone. */
  private sameWidth(name: Computed<Leaf>['operation']): void {
    const [b, a] = [this.pop(), this.pop()];
    this.push({ term: operation(name, a.term, b.term), bits: this.width(a, b) });
  }

  private compared(name: Computed<Leaf>['operation'], a: Term<Leaf | NumberLeaf>, b: Term<Leaf | NumberLeaf>): void {
    this.push({ term: operation(name, a, b), bits: 1, clean: true });
  }

  /** Whether the comparison was signed shows only in how a constant is written. */
  private order(name: string): void {
    const [b, a] = [this.pop(), this.pop()];
    const constant = a.bits === undefined ? a : b.bits === undefined ? b : undefined;
    const bits = this.width(a, b);
    if (constant?.signed === undefined || bits === undefined)
      return this.fail('a comparison that may be signed or not');
    if (!constant.signed && bits >= WIDEST) this.fail('an unsigned comparison of 128 bits');
    const side = (entry: Entry<Leaf>) =>
      constant.signed === true ? this.signedAs(entry, bits) : this.unsigned({ ...entry, bits: entry.bits ?? bits });
    const [x, y] = [side(a), side(b)];
    if (name === 'DW_OP_lt') this.compared('lt', x, y);
    else if (name === 'DW_OP_le') this.compared('le', x, y);
    else if (name === 'DW_OP_gt') this.compared('lt', y, x);
    else this.compared('le', y, x);
  }

  /** `DW_OP_LLVM_convert N, encoding`: the first of a pair says what the value is, the second what it becomes. */
  private convert(): void {
    const width = this.number();
    const encoding = this.items[this.at++];
    const signed = encoding === 'DW_ATE_signed';
    if (width <= 0n || width > BigInt(WIDEST) || (!signed && encoding !== 'DW_ATE_unsigned'))
      this.fail(`a conversion to ${width} bits, ${String(encoding)}`);
    const top = this.pop();
    const bits = Number(width);
    if (top.bits === undefined) this.fail('a conversion of a constant');
    if (bits <= top.bits) {
      this.push({ term: top.term, bits, signed, clean: top.clean === true && bits === top.bits });
      return;
    }
    if (top.signed === undefined) return this.fail('a conversion of unknown sign');
    if (top.signed) this.push({ term: this.signed(top), bits, signed });
    else this.push({ term: this.unsigned(top), bits, signed, clean: true });
  }
}
