/**
 * Counters and pointers in one register: while a loop's variable is wanted after its increment has been computed, both are alive, and a
 * move at the end of the round puts one in the place of the other. Here such uses are told in terms of the incremented value: a comparison
 * gets another constant, an address another offset, and behind the loop the increment is taken back once. An increment that is only
 * wanted by the next round is computed last.
 */
import { invertCondition } from '@hsx/isa';
import type { LirWhere } from '../debug/records.js';
import { mapLeaves, type Term } from '../debug/terms.js';
import type { LirBuilder } from '../lower/builder.js';
import { knownBits } from '../lower/known-bits.js';
import { type LirBlock, type LirFunction, type LirValue, newValue, redirect } from '../lower/lir.js';
import { Uses } from '../lower/uses.js';
import type { Loop } from './loop.js';
import { Users } from './users.js';

/** Condition codes (isa.md §4). */
const NE = 1;
const HS = 2;
const LO = 3;
const HI = 8;
const LS = 9;
const GE = 10;
const LT = 11;
const GT = 12;
const LE = 13;

/** Blocks looked at for one variable. */
const MAX_BLOCKS = 100;
/** Uses looked at for one variable. */
const MAX_USES = 100;
/** The end of a block. */
const BEHIND = Number.POSITIVE_INFINITY;
/** Times that an increment is taken back behind the loop: each costs an instruction, once, and saves one in every round. */
const TAKEN_BACK = { forSize: 1, forSpeed: 3 };

/** Where a value is read: in front of an instruction, or on the way from a block to the PHIs of another. */
interface Use {
  readonly user: LirValue;
  readonly block: LirBlock;
  /** Index of the instruction; infinite at a block's end. */
  readonly index: number;
  /** The PHI's operand. */
  readonly operand?: number;
}

interface Variable {
  readonly loop: Loop;
  readonly phi: LirValue;
  /** phi + step. */
  readonly next: LirValue;
  readonly step: number;
}

/** Rewrites the variables of all loops; the graph keeps its shape but for blocks on edges out of loops. */
export function useIncrements(fn: LirFunction, loops: readonly Loop[], build: LirBuilder): void {
  let pass: Increments | undefined;
  for (const loop of loops) {
    for (const phi of loop.header.insts) {
      if (phi.op !== 'phi') break;
      for (const next of incrementsOf(phi, loop)) {
        pass ??= new Increments(fn, build);
        pass.rewrite({ loop, phi, next, step: next.args[1]?.imm as number });
      }
    }
  }
  pass?.renewRecords();
}

/** The sums of a header's PHI and a short number that it can become in the next round, some by way of another PHI. */
function incrementsOf(phi: LirValue, loop: Loop): Set<LirValue> {
  const isOwn = ({ block }: LirValue) => block !== null && loop.own.includes(block);
  const found = new Set<LirValue>();
  for (const latch of loop.latches) {
    const back = phi.args[phi.blocks?.indexOf(latch) ?? -1];
    const values = back?.op === 'phi' && back !== phi && isOwn(back) ? back.args : back === undefined ? [] : [back];
    for (const next of values) {
      const [base, by] = next.args;
      if (next.op === 'add' && base === phi && by?.op === 'const' && by.imm !== 0 && isShort(by.imm) && isOwn(next))
        found.add(next);
    }
  }
  return found;
}

/** Whether a number fits the constant of an instruction, and so does its negative. */
function isShort(value: number): boolean {
  return value > -2048 && value < 2048;
}

function inCbi(value: number): boolean {
  return value >= -8 && value <= 7;
}

class Increments {
  private readonly users: Users;
  private readonly alive: Uses;
  /** Index of each instruction in its block, by value id. */
  private readonly indices: number[] = [];
  /** Increments that were moved, with what they became. */
  private readonly moved = new Map<LirValue, { readonly made: LirValue; readonly loop: Loop }>();
  /** Blocks made on edges, and where those start. */
  private readonly between = new Map<string, LirBlock>();
  private readonly origins = new Map<LirBlock, LirBlock>();
  private readonly firstNew: number;

  constructor(
    private readonly fn: LirFunction,
    private readonly build: LirBuilder,
  ) {
    this.users = new Users(fn);
    this.alive = new Uses(fn);
    this.firstNew = fn.values;
    for (const block of fn.blocks) this.number(block);
  }

  private number(block: LirBlock): void {
    block.insts.forEach((inst, i) => {
      this.indices[inst.id] = i;
    });
  }

  private usersOf(value: LirValue): LirValue[] {
    return [...new Set(this.users.of(value))].filter((user) => user.id >= this.firstNew || this.alive.isAlive(user));
  }

  /** Where an instruction reads a value, as selection will do it: comparisons and sums may be folded into their users. */
  private placesOf(user: LirValue, value: LirValue): Use[] {
    if (user.op === 'phi')
      return user.args.flatMap((arg, operand) =>
        arg === value
          ? [{ user, block: this.startOf((user.blocks as LirBlock[])[operand] as LirBlock), index: BEHIND, operand }]
          : [],
      );
    const own = this.placeOf(user);
    if (user.op !== 'icmp' && (user.op !== 'add' || user.args[1]?.op !== 'const')) return [own];
    const readers = this.usersOf(user);
    const folding = readers.filter((reader) =>
      user.op === 'icmp'
        ? reader.op === 'condbr' || reader.op === 'select'
        : (reader.op === 'load' || reader.op === 'store') && reader.args[0] === user && reader.args[1] !== user,
    );
    const places = folding.map((reader) => ({ ...this.placeOf(reader), user }));
    return folding.length === readers.length ? places : [own, ...places];
  }

  /** The block where an edge starts, whatever has been put on it since. */
  private startOf(block: LirBlock): LirBlock {
    return this.origins.get(block) ?? block;
  }

  private placeOf(user: LirValue): Use {
    return { user, block: user.block as LirBlock, index: this.indices[user.id] as number };
  }

  /** Tells all uses of a variable that come after its increment in terms of that, or leaves it as it is. */
  rewrite(variable: Variable): void {
    const { loop, phi, next } = variable;
    // Another of the variable's increments may have taken its place meanwhile.
    if (next.args[0] !== phi || this.users.of(next).length === 0) return;
    const readers = this.usersOf(phi).filter((user) => user !== next);
    if (readers.length > MAX_USES) return;
    this.settleTests([...readers, ...this.usersOf(next)]);
    const at = this.lastPlace(variable);
    const reached = this.reachedFrom(at.block, loop.header);
    if (reached === undefined) return;
    const late: Use[] = [];
    let wasLate = false;
    for (const user of readers)
      for (const use of this.placesOf(user, phi)) {
        wasLate ||= this.isBehind(loop, use, this.placeOf(next));
        if (this.isBehind(loop, use, at)) late.push(use);
        else if (reached.has(use.block)) return;
      }
    if (!wasLate) return;
    const plan = new Plan(variable);
    for (const use of late) if (!this.plan(plan, use, at)) return;
    if (!this.placeTakenBack(plan)) return;
    this.apply(plan, at);
  }

  /** Puts comparisons where they are read: in front of the branch at the end of their block. */
  private settleTests(values: readonly LirValue[]): void {
    for (const test of values) {
      const { block } = test;
      if (test.op !== 'icmp' || block === null) continue;
      const [branch, ...others] = this.usersOf(test);
      const { insts } = block;
      if (others.length > 0 || branch === undefined || branch !== insts.at(-1) || insts.at(-2) === test) continue;
      const from = insts.indexOf(test);
      leaveRecords(test, insts[from + 1] as LirValue);
      insts.splice(from, 1);
      insts.splice(insts.length - 1, 0, test);
      this.number(block);
    }
  }

  /** The last place where the increment may be computed: in front of what reads it. */
  private lastPlace({ loop, phi, next }: Variable): { block: LirBlock; index: number } {
    const block = next.block as LirBlock;
    const readers = this.usersOf(next).filter((user) => user !== phi);
    if (readers.length === 0 && this.users.of(next).length === 1) {
      const round = phi.blocks?.[phi.args.indexOf(next)] as LirBlock;
      const to = loop.own.includes(round) ? round : block;
      return { block: to, index: endOf(to) - 0.5 };
    }
    const indices = readers
      .filter((user) => user.block === block && user.op !== 'phi')
      .map(({ id }) => this.indices[id]);
    return { block, index: Math.min(endOf(block), ...(indices as number[])) - 0.5 };
  }

  /** Blocks that can be reached from behind the increment without a new round; undefined if they are too many. */
  private reachedFrom(from: LirBlock, header: LirBlock): Set<LirBlock> | undefined {
    const reached = new Set<LirBlock>();
    const work = [from];
    for (let block = work.pop(); block !== undefined; block = work.pop()) {
      for (const succ of block.succs) {
        if (succ === header || reached.has(succ)) continue;
        if (reached.size >= MAX_BLOCKS) return undefined;
        reached.add(succ);
        work.push(succ);
      }
    }
    return reached;
  }

  /** Whether a use is only reached by way of the increment, in the same round. */
  private isBehind(loop: Loop, use: Use, at: { block: LirBlock; index: number }): boolean {
    if (use.block === at.block) return use.index > at.index;
    return loop.found.dominators.dominates(at.block, use.block);
  }

  /** Notes how a late use is rewritten; false if it cannot be without a cost in the loop. */
  private plan(plan: Plan, use: Use, at: { block: LirBlock; index: number }): boolean {
    const { user, block, operand } = use;
    const { loop, phi, step } = plan.variable;
    const inside = loop.body.has(block);
    if (operand !== undefined) {
      // Round the loop it would take the place of a move that is needed anyway, but not on the way out.
      if (inside && (loop.body.has(user.block as LirBlock) || block.insts.at(-1)?.op === 'jind')) return false;
      plan.takenBack.push(use);
      return true;
    }
    const own = this.placeOf(user);
    if (this.isBehind(loop, own, at)) {
      if (this.planSimple(plan, user)) return true;
      if (loop.body.has(own.block)) return false;
      plan.takenBack.push(own);
      return true;
    }
    // An address made before the increment and folded into an access behind it.
    const access = block.insts[use.index] as LirValue;
    const [base, k] = user.args;
    if (user.op !== 'add' || base !== phi || k?.op !== 'const') return false;
    const offset = access.imm + k.imm - step;
    if (!isShort(offset)) return false;
    plan.edits.push((next) => {
      access.imm = offset;
      this.users.setOperands(access, [next, ...access.args.slice(1)]);
    });
    return true;
  }

  /** Notes how an instruction can use the incremented value at no cost; whether it can. */
  private planSimple(plan: Plan, user: LirValue): boolean {
    if (plan.told.has(user)) return true;
    const { phi, step } = plan.variable;
    const [a, b] = user.args as [LirValue, LirValue | undefined];
    if (a === b) return false;
    const { users, build } = this;
    let edit: (next: LirValue) => void;
    if (user.op === 'icmp' && a === phi && b?.op === 'const') {
      const moved = (b.imm + step) | 0;
      if ((inCbi(b.imm) && !inCbi(moved)) || (user.imm > NE && !this.staysInRange(plan.variable, user))) return false;
      edit = (next) => users.setOperands(user, [next, build.const(moved)]);
    } else if ((user.op === 'load' || (user.op === 'store' && b !== phi)) && a === phi) {
      const offset = user.imm - step;
      if (!isShort(offset)) return false;
      edit = (next) => {
        user.imm = offset;
        users.setOperands(user, [next, ...user.args.slice(1)]);
      };
    } else if (user.op === 'add' && a === phi && b?.op === 'const') {
      const rest = (b.imm - step) | 0;
      edit = (next) => (rest === 0 ? users.replace(user, next) : users.setOperands(user, [next, build.const(rest)]));
    } else if (user.op === 'sub' && a.op === 'const') {
      edit = (next) => users.setOperands(user, [build.const(a.imm + step), next]);
    } else return false;
    plan.told.add(user);
    plan.edits.push(edit);
    return true;
  }

  /**
   * Whether an order comparison with a number that ends the loop may be made one round later: all values are known to stay so far from
   * where words wrap that the incremented one is in the same order.
   */
  private staysInRange({ loop, phi, next, step }: Variable, test: LirValue): boolean {
    const init = phi.args[phi.blocks?.indexOf(loop.front) ?? -1];
    const [branch, ...others] = this.usersOf(test);
    const { block } = test;
    if (
      init?.op !== 'const' ||
      others.length > 0 ||
      branch?.op !== 'condbr' ||
      block === null ||
      branch.block !== block
    )
      return false;
    if (phi.args.length !== 2 || !phi.args.includes(next) || !loop.always.has(block)) return false;
    const [yes, no] = (branch.blocks as LirBlock[]).map((target) => loop.body.has(target));
    if (yes === no) return false;
    const cc = yes ? test.imm : invertCondition(test.imm);
    const signed = cc >= GE;
    const bound = test.args[1]?.imm as number;
    const [first, limit] = signed ? [init.imm, bound] : [init.imm >>> 0, bound >>> 0];
    // The last value that goes round once more, and the values beside it.
    if (step > 0) {
      if (cc !== LO && cc !== LS && cc !== LT && cc !== LE) return false;
      const last = limit - (cc === LO || cc === LT ? 1 : 0);
      return Math.max(first, last + step) + step < (signed ? 2 ** 31 : 2 ** 32);
    }
    if (cc !== HS && cc !== HI && cc !== GE && cc !== GT) return false;
    const last = limit + (cc === HI || cc === GT ? 1 : 0);
    return Math.min(first, last + step) + step >= (signed ? -(2 ** 31) : 0);
  }

  /** Finds the places where the increment is taken back; false if they are too many or too busy. */
  private placeTakenBack(plan: Plan): boolean {
    const { loop } = plan.variable;
    const { dominators } = loop.found;
    const behind = new Set<LirBlock>();
    const edges = new Set<string>();
    for (const { user, block } of plan.takenBack)
      if (loop.body.has(block)) edges.add(`${block.id} ${(user.block as LirBlock).id}`);
      else behind.add(block);
    let common: LirBlock | undefined;
    for (const block of behind) common = common === undefined ? block : dominators.common(common, block);
    // Not in another loop that follows.
    while (common !== undefined && !loop.body.has(common) && loop.found.depth(common) >= loop.depth)
      common = dominators.of(common);
    if (common !== undefined && !loop.body.has(common)) {
      behind.clear();
      behind.add(common);
      plan.common = common;
    }
    const most = this.fn.optimiseSize ? TAKEN_BACK.forSize : TAKEN_BACK.forSpeed;
    // Without ADDI it takes a constant as well.
    if (behind.size + edges.size > (this.fn.level === 'core' && this.fn.optimiseSize ? 0 : most)) return false;
    return [...behind].every((block) => loop.found.depth(block) < loop.depth);
  }

  private apply(plan: Plan, at: { block: LirBlock; index: number }): void {
    const { loop, phi, step } = plan.variable;
    const next = this.move(plan.variable, at);
    for (const edit of plan.edits) edit(next);
    const made = new Map<LirBlock, LirValue>();
    for (const { user, block, operand } of plan.takenBack) {
      const to = loop.body.has(block) ? this.blockBetween(block, user.block as LirBlock) : (plan.common ?? block);
      const known = made.get(to);
      const value = known ?? this.takeBack(next, step, to);
      if (known === undefined) made.set(to, value);
      this.users.setOperands(
        user,
        user.args.map((arg, i) => ((operand === undefined ? arg === phi : i === operand) ? value : arg)),
      );
    }
  }

  /** The value before the increment, at the beginning of a block. */
  private takeBack(next: LirValue, step: number, block: LirBlock): LirValue {
    const value = newValue(this.fn, 'add', [next, this.build.const(-step)], 0, block, next.loc);
    knownBits(value);
    const index = block.insts.findIndex(({ op }) => op !== 'phi');
    block.insts.splice(index, 0, value);
    this.number(block);
    this.users.add(value);
    return value;
  }

  /** The increment at its last place. */
  private move({ loop, next }: Variable, at: { block: LirBlock; index: number }): LirValue {
    const block = next.block as LirBlock;
    if (block === at.block && Math.floor(at.index) === this.indices[next.id]) return next;
    // The old one is read by nobody: what is said about variables is computed anew from its operands.
    const made = newValue(this.fn, 'add', [...next.args], 0, at.block, next.loc);
    knownBits(made);
    at.block.insts.splice(Math.ceil(at.index), 0, made);
    this.number(at.block);
    this.users.add(made);
    this.users.replace(next, made);
    this.moved.set(next, { made, loop });
    return made;
  }

  /** The block on an edge. */
  private blockBetween(from: LirBlock, to: LirBlock): LirBlock {
    const key = `${from.id} ${to.id}`;
    const known = this.between.get(key);
    if (known !== undefined) return known;
    const block = this.build.newBlock(`${to.name}.exit`);
    this.between.set(key, block);
    this.origins.set(block, from);
    const branch = from.insts.at(-1) as LirValue;
    this.build.at(block);
    this.build.loc = branch.loc;
    this.build.br(to);
    this.number(block);
    redirect(from, to, block);
    to.preds = to.preds.filter((pred) => pred !== from);
    for (const phi of to.insts) {
      if (phi.op !== 'phi') break;
      phi.blocks = (phi.blocks as LirBlock[]).map((pred) => (pred === from ? block : pred));
    }
    return block;
  }

  /** Where what is said about variables names an increment that was moved, it names the new one from there on. */
  renewRecords(): void {
    if (this.moved.size === 0) return;
    for (const block of this.fn.blocks)
      block.insts.forEach((inst, index) => {
        if (inst.records === undefined) return;
        const place = { user: inst, block, index };
        inst.records = inst.records.map((record) => ({
          ...record,
          pieces: record.pieces.map((piece) => ({ ...piece, where: this.renewed(piece.where, place) })),
        }));
      });
  }

  private renewed(where: Term<LirWhere>, use: Use): Term<LirWhere> {
    const made = mapLeaves<LirWhere, LirWhere>(where, (leaf) => {
      const renewal = leaf.kind === 'value' ? this.moved.get(leaf.value) : undefined;
      if (renewal === undefined || !this.isBehind(renewal.loop, use, this.placeOf(renewal.made))) return leaf;
      return { kind: 'value', value: renewal.made };
    });
    return made ?? where;
  }
}

/** Index of the branch at a block's end, or of the comparison that it makes. */
function endOf({ insts }: LirBlock): number {
  const last = insts.length - 1;
  return insts[last]?.op === 'condbr' && insts[last]?.args[0] === insts[last - 1] ? last - 1 : last;
}

/** What is to be done for one variable. */
class Plan {
  /** Instructions that are told in terms of the incremented value, and how. */
  readonly told = new Set<LirValue>();
  readonly edits: ((next: LirValue) => void)[] = [];
  /** Uses for which the increment is taken back. */
  readonly takenBack: Use[] = [];
  /** The block behind the loop where that is done for all that are there. */
  common: LirBlock | undefined;

  constructor(readonly variable: Variable) {}
}

/** What is said about variables in front of an instruction that goes stays in front of the next one. */
function leaveRecords(inst: LirValue, next: LirValue): void {
  if (inst.records === undefined) return;
  next.records = [...inst.records, ...(next.records ?? [])];
  inst.records = undefined;
}
