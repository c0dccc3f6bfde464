/** Builds LIR, folding constants and identities as it goes, and sharing equal pure values of a block. */
import type { FrameRef, SourceLocation } from '../mir/machine.js';
import { foldBinary, foldCompare } from './fold.js';
import { knownBits } from './known-bits.js';
import {
  type AsmInfo,
  type BinaryLirOp,
  type CallInfo,
  type LirBlock,
  type LirFunction,
  type LirOp,
  type LirValue,
  newBlock,
  newValue,
} from './lir.js';
import { SharedValues } from './shared-values.js';

const COMMUTATIVE = new Set<LirOp>(['add', 'mul', 'mulhu', 'and', 'or', 'xor']);

const SHIFTS = new Set<LirOp>(['shl', 'lshr', 'ashr']);

const TERMINATORS = new Set<LirOp>(['br', 'condbr', 'jtab', 'jind', 'ret', 'trap']);

/** Code of a trap that takes no instruction, behind a call that never returns. */
export const NO_TRAP = -1;

export class LirBuilder {
  readonly fn: LirFunction;
  /** Where new instructions go. */
  block: LirBlock;
  /** The source position of what is being built. */
  loc: SourceLocation | undefined;
  private readonly constants = new Map<number, LirValue>();
  private readonly leaves = new Map<string, LirValue>();
  /** Of the current block. */
  private shared = new SharedValues();

  constructor(fn: LirFunction) {
    this.fn = fn;
    this.block = this.newBlock('entry');
  }

  newBlock(name: string): LirBlock {
    return newBlock(this.fn, name);
  }

  /** Continues at the end of `block`. */
  at(block: LirBlock): void {
    this.block = block;
    this.shared = new SharedValues();
  }

  private make(op: LirOp, args: LirValue[], imm: number): LirValue {
    return newValue(this.fn, op, args, imm, null, this.loc);
  }

  /** Appends an instruction that is neither folded nor shared. */
  private append(value: LirValue): LirValue {
    knownBits(value);
    value.block = this.block;
    this.block.insts.push(value);
    return value;
  }

  private leaf(op: LirOp, base: string | FrameRef | undefined, imm: number): LirValue {
    const key = `${op} ${imm} ${base}`;
    let value = this.leaves.get(key);
    if (value === undefined) {
      value = newValue(this.fn, op, [], imm, null, undefined);
      this.leaves.set(key, value);
    }
    return value;
  }

  const(value: number): LirValue {
    const imm = value | 0;
    let constant = this.constants.get(imm);
    if (constant === undefined) {
      constant = newValue(this.fn, 'const', [], imm, null, undefined);
      knownBits(constant);
      this.constants.set(imm, constant);
    }
    return constant;
  }

  /** The words of an integer constant, low word first. */
  constWords(value: bigint, count: number): LirValue[] {
    if (count === 1) return [this.const(Number(BigInt.asIntN(32, value)))];
    return Array.from({ length: count }, (_, i) => this.const(Number((value >> BigInt(32 * i)) & 0xffffffffn)));
  }

  /** The address of a symbol plus bytes. */
  symbol(sym: string, addend = 0): LirValue {
    const value = this.leaf('sym', sym, addend | 0);
    value.sym = sym;
    return value;
  }

  /** An address in the frame. */
  frame(frame: FrameRef, offset = 0): LirValue {
    const value = this.leaf('frame', frame, offset | 0);
    value.frame = frame;
    return value;
  }

  undef(): LirValue {
    return this.leaf('undef', undefined, 0);
  }

  /** A pure operation: shared with an equal one earlier in the block. */
  private pure(op: LirOp, args: LirValue[], imm: number, mnemonic?: string): LirValue {
    const known = this.shared.find(op, args, imm, mnemonic);
    if (known !== undefined) return known;
    const value = this.make(op, args, imm);
    if (mnemonic !== undefined) value.mnemonic = mnemonic;
    this.append(value);
    this.shared.add(value);
    return value;
  }

  binary(op: BinaryLirOp, left: LirValue, right: LirValue): LirValue {
    let a = left;
    let b = SHIFTS.has(op) ? shiftAmount(right) : right;
    if (COMMUTATIVE.has(op) && (a.op === 'const' || (a.op === 'sym' && b.op !== 'const'))) [a, b] = [b, a];
    if (a.op === 'const' && b.op === 'const') {
      const folded = foldBinary(op, a.imm, b.imm);
      if (folded !== undefined) return this.const(folded);
    }
    if (b.op === 'const') {
      const simpler = this.binaryByConstant(op, a, b.imm);
      if (simpler !== undefined) return simpler;
    }
    if (a === b) {
      if (op === 'sub' || op === 'xor') return this.const(0);
      if (op === 'and' || op === 'or') return a;
    }
    if (op === 'sub' && a.op === 'sym' && b.op === 'sym' && a.sym === b.sym) return this.const(a.imm - b.imm);
    return this.pure(op, [a, b], 0);
  }

  /** Identities and regroupings with a constant on the right; undefined when nothing is simpler. */
  private binaryByConstant(op: BinaryLirOp, a: LirValue, c: number): LirValue | undefined {
    switch (op) {
      case 'sub':
        return this.add(a, this.const(-c));
      case 'add':
        if (c === 0) return a;
        if (a.op === 'sym' && a.sym !== undefined) return this.symbol(a.sym, a.imm + c);
        if (a.op === 'frame' && a.frame !== undefined) return this.frame(a.frame, a.imm + c);
        if (a.op === 'add') {
          const [x, y] = a.args as [LirValue, LirValue];
          if (y.op === 'const') return this.add(x, this.const(y.imm + c));
        }
        return undefined;
      case 'mul': {
        if (c === 0) return this.const(0);
        if (c === 1) return a;
        if (c === -1) return this.binary('sub', this.const(0), a);
        if (c > 0 && (c & (c - 1)) === 0) return this.binary('shl', a, this.const(31 - Math.clz32(c)));
        if (c === -2147483648) return this.binary('shl', a, this.const(31));
        return undefined;
      }
      case 'and': {
        if (c === 0) return this.const(0);
        if (c === -1) return a;
        // A mask that keeps every bit that can be set.
        if (a.zbits < 32 && (c | (-1 << a.zbits)) === -1) return a;
        if (a.op === 'and') {
          const [x, y] = a.args as [LirValue, LirValue];
          if (y.op === 'const') return this.and(x, this.const(y.imm & c));
        }
        return undefined;
      }
      case 'or':
        return c === 0 ? a : c === -1 ? this.const(-1) : undefined;
      case 'xor':
        if (c === 0) return a;
        if (c === -1) return this.pure('not', [a], 0);
        if (c === 1 && a.op === 'icmp') return this.icmp(a.imm ^ 1, a.args[0] as LirValue, a.args[1] as LirValue);
        return undefined;
      case 'shl':
      case 'lshr':
      case 'ashr': {
        const n = c & 31;
        if (n === 0) return a;
        if (op === 'ashr' && a.zbits < 32) return this.binary('lshr', a, this.const(n));
        if (op === 'lshr' && a.zbits <= n) return this.const(0);
        if (a.op === op) {
          const [x, y] = a.args as [LirValue, LirValue];
          if (y.op === 'const') {
            const sum = (y.imm & 31) + n;
            if (sum < 32) return this.binary(op, x, this.const(sum));
            return op === 'ashr' ? this.binary(op, x, this.const(31)) : this.const(0);
          }
        }
        return undefined;
      }
      case 'divu':
        return c !== 0 && (c & (c - 1)) === 0 ? this.binary('lshr', a, this.const(31 - Math.clz32(c))) : undefined;
      case 'remu':
        return c !== 0 && (c & (c - 1)) === 0 ? this.and(a, this.const(c - 1)) : undefined;
      case 'divs':
        return c === 1 ? a : undefined;
      default:
        return undefined;
    }
  }

  add(a: LirValue, b: LirValue): LirValue {
    return this.binary('add', a, b);
  }

  and(a: LirValue, b: LirValue): LirValue {
    return this.binary('and', a, b);
  }

  not(a: LirValue): LirValue {
    return this.binary('xor', a, this.const(-1));
  }

  /** The low `bits` bits, zero-extended. */
  zext(value: LirValue, bits: number): LirValue {
    if (bits >= 32 || value.zbits <= bits) return value;
    return this.and(value, this.const(2 ** bits - 1));
  }

  /** The low `bits` bits, sign-extended. */
  sext(value: LirValue, bits: number): LirValue {
    if (bits >= 32 || value.sbits <= bits) return value;
    if (value.op === 'const') return this.const((value.imm << (32 - bits)) >> (32 - bits));
    if (bits === 8) return this.pure('sxb', [value], 0);
    if (bits === 16) return this.pure('sxh', [value], 0);
    const shift = this.const(32 - bits);
    return this.binary('ashr', this.binary('shl', value, shift), shift);
  }

  /** 1 if `a cc b`, else 0. */
  icmp(cc: number, a: LirValue, b: LirValue): LirValue {
    let [x, y, code] = [a, b, cc];
    if (x.op === 'const' && y.op !== 'const') {
      [x, y] = [y, x];
      code = swapCondition(code);
    }
    if (x.op === 'const' && y.op === 'const') return this.const(foldCompare(code, x.imm, y.imm) ? 1 : 0);
    if (y.op === 'const' && x.zbits === 1 && y.imm === 0) {
      // A truth value compared with 0 is itself or its opposite.
      if (code === 1 || code === 8) return x;
      if (code === 0 || code === 9) return this.binary('xor', x, this.const(1));
    }
    if (y.op === 'const' && code === 2 && y.imm === 0) return this.const(1);
    if (y.op === 'const' && code === 3 && y.imm === 0) return this.const(0);
    // Unsigned comparisons with 1 are tests against 0.
    if (y.op === 'const' && y.imm === 1 && code === 3) return this.icmp(0, x, this.const(0));
    if (y.op === 'const' && y.imm === 1 && code === 2) return this.icmp(1, x, this.const(0));
    return this.pure('icmp', [x, y], code);
  }

  /** Wide comparison, low words first; any condition but MI PL VS VC. */
  icmpWide(cc: number, a: LirValue[], b: LirValue[]): LirValue {
    if (cc === 0 || cc === 1) {
      let difference: LirValue | undefined;
      a.forEach((word, i) => {
        const x = this.binary('xor', word, b[i] as LirValue);
        difference = difference === undefined ? x : this.binary('or', difference, x);
      });
      return this.icmp(cc, difference ?? this.const(0), this.const(0));
    }
    // GT a b = LT b a, LE = GE b a, HI = LO b a, LS = HS b a.
    if (cc === 12 || cc === 13 || cc === 8 || cc === 9) return this.icmpWide(swapCondition(cc), b, a);
    return this.pure('icmpw', [...a, ...b], cc);
  }

  addWide(op: 'addw' | 'subw', a: LirValue[], b: LirValue[]): LirValue[] {
    const sum = this.pure(op, [...a, ...b], 0);
    sum.results ??= a.map((_, i) => this.append(this.make('proj', [sum], i)));
    return [...sum.results];
  }

  select(condition: LirValue, whenTrue: LirValue, whenFalse: LirValue): LirValue {
    if (condition.op === 'const') return (condition.imm & 1) !== 0 ? whenTrue : whenFalse;
    if (whenTrue === whenFalse) return whenTrue;
    if (whenTrue.op === 'undef') return whenFalse;
    if (whenFalse.op === 'undef') return whenTrue;
    if (condition.zbits === 1 && whenFalse.op === 'const' && whenFalse.imm === 0 && whenTrue.op === 'const') {
      if (whenTrue.imm === 1) return condition;
    }
    const bySign = this.selectBySign(condition, whenTrue, whenFalse);
    if (bySign !== undefined) return bySign;
    return this.pure('select', [this.zext(condition, 1), whenTrue, whenFalse], 0);
  }

  /**
   * A choice by one bit of a word without a comparison: the bit spread over a word is a mask, with which something is kept or 0, or
   * negated or not.
   */
  private selectBySign(condition: LirValue, whenTrue: LirValue, whenFalse: LirValue): LirValue | undefined {
    const test = testedBit(condition);
    if (test === undefined) {
      // A truth value less one is the mask of its opposite.
      if (condition.zbits !== 1 || isComparison(condition) || !isNegative(whenFalse, whenTrue)) return undefined;
      return this.negateBy(this.add(condition, this.const(-1)), whenTrue);
    }
    const [set, clear] = test.whenSet ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
    const keeps = isNumber(clear, 0);
    if (!keeps && !(isNumber(set, -1) && test.bit === 31) && !isNegative(set, clear) && !isNegative(clear, set))
      return undefined;
    const top = test.bit === 31 ? test.word : this.binary('shl', test.word, this.const(31 - test.bit));
    const mask = this.binary('ashr', top, this.const(31));
    if (keeps) return this.and(mask, set);
    if (isNegative(set, clear)) return this.negateBy(mask, clear);
    if (isNegative(clear, set)) return this.binary('sub', mask, this.binary('xor', set, mask));
    return this.binary('or', mask, clear);
  }

  /** The value, negated where the mask is -1. */
  private negateBy(mask: LirValue, value: LirValue): LirValue {
    return this.binary('sub', this.binary('xor', value, mask), mask);
  }

  /** A machine instruction without side effects, by its mnemonic. */
  machine(mnemonic: string, args: LirValue[]): LirValue {
    return this.pure('machine', args, 0, mnemonic);
  }

  fcmp(mnemonic: string, cc: number, a: LirValue, b: LirValue): LirValue {
    return this.pure('fcmp', [a, b], cc, mnemonic);
  }

  arg(register: number): LirValue {
    return this.append(this.make('arg', [], register));
  }

  load(
    width: 1 | 2 | 4,
    address: LirValue,
    offset: number,
    options?: { volatile?: boolean; signed?: boolean },
  ): LirValue {
    const value = this.make('load', [address], offset);
    value.width = width;
    value.signed = options?.signed === true;
    value.volatile = options?.volatile === true;
    return this.append(value);
  }

  store(width: 1 | 2 | 4, value: LirValue, address: LirValue, offset: number, volatile = false): void {
    const store = this.make('store', [address, value], offset);
    store.width = width;
    store.volatile = volatile;
    this.append(store);
  }

  phi(): LirValue {
    const value = this.make('phi', [], 0);
    value.blocks = [];
    value.block = this.block;
    // PHIs stay first whatever has been built already.
    let at = 0;
    while (this.block.insts[at]?.op === 'phi') at++;
    this.block.insts.splice(at, 0, value);
    return value;
  }

  /** A call; gives its result words. */
  call(args: LirValue[], info: CallInfo, results: number): LirValue[] {
    const call = this.make('call', args, 0);
    call.call = info;
    this.append(call);
    this.fn.hasCalls = true;
    if (info.returnsTwice) this.fn.returnsTwice = true;
    call.results = Array.from({ length: results }, (_, i) => this.append(this.make('proj', [call], i)));
    return [...call.results];
  }

  asm(args: LirValue[], info: AsmInfo): LirValue[] {
    const asm = this.make('asm', args, 0);
    asm.asm = info;
    this.append(asm);
    asm.results = Array.from({ length: info.outputs }, (_, i) => this.append(this.make('proj', [asm], i)));
    return [...asm.results];
  }

  alloca(bytes: LirValue): LirValue {
    this.fn.dynamic = true;
    return this.append(this.make('alloca', [bytes], 0));
  }

  stackSave(): LirValue {
    return this.append(this.make('getsp', [], 0));
  }

  stackRestore(sp: LirValue): void {
    this.fn.dynamic = true;
    this.append(this.make('setsp', [sp], 0));
  }

  // ---- terminators

  private terminate(op: LirOp, args: LirValue[], blocks: LirBlock[], imm = 0): void {
    const terminator = this.make(op, args, imm);
    terminator.blocks = blocks;
    this.append(terminator);
    for (const target of blocks) {
      if (this.block.succs.includes(target)) continue;
      this.block.succs.push(target);
      target.preds.push(this.block);
    }
  }

  br(target: LirBlock): void {
    this.terminate('br', [], [target]);
  }

  condbr(condition: LirValue, whenTrue: LirBlock, whenFalse: LirBlock): void {
    if (condition.op === 'const') this.br((condition.imm & 1) !== 0 ? whenTrue : whenFalse);
    else if (whenTrue === whenFalse || condition.op === 'undef') this.br(whenFalse);
    else this.terminate('condbr', [this.zext(condition, 1)], [whenTrue, whenFalse]);
  }

  jumpTable(index: LirValue, targets: LirBlock[]): void {
    this.terminate('jtab', [index], targets);
  }

  jumpIndirect(address: LirValue, targets: LirBlock[]): void {
    this.terminate('jind', [address], targets);
  }

  ret(words: LirValue[]): void {
    this.terminate('ret', words, []);
  }

  /** Stops with BRK `code`, or with nothing at all (NO_TRAP). */
  trap(code: number): void {
    this.terminate('trap', [], [], code);
  }

  /** Whether the last thing the current block did is a call that never returns. */
  get endsWithoutReturn(): boolean {
    const { insts } = this.block;
    let at = insts.length - 1;
    while (insts[at]?.op === 'proj') at--;
    return insts[at]?.call?.noReturn === true;
  }

  /** Whether the current block has its terminator. */
  get terminated(): boolean {
    const last = this.block.insts[this.block.insts.length - 1];
    return last !== undefined && TERMINATORS.has(last.op);
  }
}

/** The condition that holds for (b, a) exactly when `cc` holds for (a, b). EQ and NE stay. */
export function swapCondition(cc: number): number {
  switch (cc) {
    case 2: // HS → LS
      return 9;
    case 3: // LO → HI
      return 8;
    case 8:
      return 3;
    case 9:
      return 2;
    case 10: // GE → LE
      return 13;
    case 11: // LT → GT
      return 12;
    case 12:
      return 11;
    case 13:
      return 10;
    default:
      return cc;
  }
}

/** What of a shift's amount counts: its low five bits, so nothing is masked or extended for it. */
function shiftAmount(value: LirValue): LirValue {
  const [x, mask] = value.args;
  if (x === undefined) return value;
  if (value.op === 'sxb' || value.op === 'sxh') return shiftAmount(x);
  return value.op === 'and' && mask?.op === 'const' && (mask.imm & 31) === 31 ? shiftAmount(x) : value;
}

/** The bit of a word that decides a comparison: the sign against 0, or a single bit. */
function testedBit({ op, imm: cc, args }: LirValue): { word: LirValue; bit: number; whenSet: boolean } | undefined {
  const [word, bound] = args;
  if (op !== 'icmp' || word === undefined || bound?.op !== 'const') return undefined;
  if (cc === 11 && bound.imm === 0) return { word, bit: 31, whenSet: true };
  if (cc === 12 && bound.imm === -1) return { word, bit: 31, whenSet: false };
  const [x, mask] = word.args;
  if (cc > 1 || bound.imm !== 0 || word.op !== 'and' || x === undefined || mask?.op !== 'const') return undefined;
  if (mask.imm === 0 || (mask.imm & (mask.imm - 1)) !== 0) return undefined;
  return { word: x, bit: 31 - Math.clz32(mask.imm), whenSet: cc === 1 };
}

function isNumber(value: LirValue, imm: number): boolean {
  return value.op === 'const' && value.imm === imm;
}

/** Whether `negative` is 0 - `value`. */
function isNegative(negative: LirValue, value: LirValue): boolean {
  const [zero, from] = negative.args;
  return negative.op === 'sub' && from === value && zero !== undefined && isNumber(zero, 0);
}

/** Whether a truth value comes from flags, perhaps the other way round: a select tests those. */
function isComparison({ op }: LirValue): boolean {
  return op === 'icmp' || op === 'icmpw' || op === 'fcmp' || op === 'xor';
}
