/**
 * Strength reduction: addresses and other values that grow by the same amount in every round of a loop get a PHI of their own
 * instead of being multiplied and added together anew; the counter goes when only the end test is left of it and a pointer can
 * tell the end as well.
 */
import type { LirBuilder } from '../lower/builder.js';
import { hasSideEffect, type LirBlock, type LirFunction, type LirOp, type LirValue } from '../lower/lir.js';
import {
  type Invariant,
  invariantOf,
  keyOf,
  numberOf,
  ONE,
  operation,
  sizeOf,
  splitNumber,
  ZERO,
} from './invariant.js';
import { isInvariant, type Loop } from './loop.js';
import { Users } from './users.js';

/** Values that may be alive through a loop, of the registers there are. */
const LOOP_VALUES = 12;
/** Largest expression computed in front of a loop for one pointer. */
const MAX_EXPRESSION = 6;

/** iv * scale + offset, modulo 2^32. */
interface Affine {
  readonly scale: Invariant;
  readonly offset: Invariant;
}

interface InductionVariable {
  readonly phi: LirValue;
  /** phi + step, the value of the next round. */
  readonly next: LirValue;
  readonly init: LirValue;
  readonly step: Invariant;
}

/** Values with the same rate and the same start but for a number. */
interface Group {
  readonly scale: Invariant;
  readonly rest: Invariant;
  readonly members: { value: LirValue; number: number }[];
  phi?: LirValue;
  next?: LirValue;
}

export function reduceStrength(fn: LirFunction, loops: readonly Loop[], build: LirBuilder): void {
  let users: Users | undefined;
  for (const loop of loops) {
    let alive: number | undefined;
    for (const iv of inductionVariables(loop)) {
      alive ??= pressure(loop);
      // Even one pointer in place of the counter would be too much: no need to look for any.
      if (alive > LOOP_VALUES) break;
      const affine = affineValues(loop, iv);
      if (affine.size <= 2) continue;
      users ??= new Users(fn);
      if (reduce(fn, build, loop, iv, affine, users, alive)) alive = pressure(loop);
    }
  }
}

function inductionVariables(loop: Loop): InductionVariable[] {
  const found: InductionVariable[] = [];
  for (const phi of loop.header.insts) {
    if (phi.op !== 'phi') break;
    const init = phi.args[phi.blocks?.indexOf(loop.front) ?? -1];
    const next = phi.args[phi.blocks?.indexOf(loop.latch) ?? -1];
    if (init === undefined || next === undefined || next.op !== 'add') continue;
    const [a, b] = next.args as [LirValue, LirValue];
    const step = a === phi ? b : b === phi ? a : undefined;
    if (step === undefined || step === phi || !isInvariant(loop, step)) continue;
    found.push({ phi, next, init, step: invariantOf(step) });
  }
  return found;
}

/** Gives affine values pointers where that pays; whether it did. `alive` is the loop's pressure. */
function reduce(
  fn: LirFunction,
  build: LirBuilder,
  loop: Loop,
  iv: InductionVariable,
  affine: ReadonlyMap<LirValue, Affine>,
  users: Users,
  alive: number,
): boolean {
  const groups = candidateGroups(loop, iv, affine, users);
  if (groups.length === 0) return false;
  const saved = removable(loop, iv, groups, users);
  if (saved.values.size - groups.length <= 0) return false;
  if (alive + groups.length - (saved.test === undefined ? 0 : 1) > LOOP_VALUES) return false;

  const touched = new Set([loop.front, loop.header, iv.next.block as LirBlock]);
  for (const { members } of groups) for (const { value } of members) touched.add(value.block as LirBlock);
  const firstNew = fn.values;
  const inFront = new FrontOfLoop(build, loop);
  for (const group of groups) makePointer(build, loop, iv, group, inFront);
  const replaced = replaceMembers(build, groups);
  for (const block of touched) for (const inst of block.insts) if (inst.id >= firstNew) users.add(inst);
  for (const [value, by] of replaced) users.replace(value, by);
  if (saved.test !== undefined) replaceEndTest(loop, saved.test, groups, inFront, users);
  return true;
}

/** Computes expressions at the end of the block in front of a loop, each once. */
class FrontOfLoop {
  private readonly build: LirBuilder;
  private readonly block: LirBlock;
  private readonly made = new Map<string, LirValue>();

  constructor(build: LirBuilder, loop: Loop) {
    this.build = build;
    this.block = loop.front;
  }

  /** The id of the next value that is made. */
  get nextId(): number {
    return this.build.fn.values;
  }

  value(x: Invariant): LirValue {
    if (x.kind === 'value') return x.value;
    const key = keyOf(x);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const terminator = this.block.insts.pop() as LirValue;
    let value: LirValue;
    if (x.kind === 'number') value = this.build.const(x.value);
    else {
      this.block.insts.push(terminator);
      const [a, b] = [this.value(x.a), this.value(x.b)];
      this.block.insts.pop();
      this.build.at(this.block);
      this.build.loc = terminator.loc;
      value = this.build.binary(x.op, a, b);
    }
    this.block.insts.push(terminator);
    this.made.set(key, value);
    return value;
  }
}

/** Every value of the loop that is iv * scale + offset. */
function affineValues(loop: Loop, iv: InductionVariable): Map<LirValue, Affine> {
  const forms = new Map<LirValue, Affine>();
  forms.set(iv.phi, { scale: ONE, offset: ZERO });
  const formOf = (value: LirValue): Affine | undefined =>
    forms.get(value) ??
    (isInvariant(loop, value) && value.op !== 'undef' ? { scale: ZERO, offset: invariantOf(value) } : undefined);
  // Definitions come before uses in the blocks' order but for PHIs, which are never affine here; two rounds settle the rest.
  for (let round = 0; round < 2; round++) {
    for (const block of loop.own) {
      for (const value of block.insts) {
        if (forms.has(value)) continue;
        const [a, b] = value.args;
        if (a === undefined || b === undefined || !isAffineOperation(value.op)) continue;
        const [x, y] = [formOf(a), formOf(b)];
        if (x === undefined || y === undefined) continue;
        const form = combine(value.op, x, y);
        if (form === undefined || isConstantForm(form)) continue;
        if (sizeOf(form.scale) + sizeOf(form.offset) <= MAX_EXPRESSION) forms.set(value, form);
      }
    }
  }
  return forms;
}

type AffineOperation = 'add' | 'sub' | 'mul' | 'shl';

function isAffineOperation(op: LirOp): op is AffineOperation {
  return op === 'add' || op === 'sub' || op === 'mul' || op === 'shl';
}

function isConstantForm(x: Affine): boolean {
  return x.scale.kind === 'number' && x.scale.value === 0;
}

function combine(op: AffineOperation, x: Affine, y: Affine): Affine | undefined {
  switch (op) {
    case 'add':
    case 'sub':
      return { scale: operation(op, x.scale, y.scale), offset: operation(op, x.offset, y.offset) };
    case 'mul':
      if (isConstantForm(y))
        return { scale: operation('mul', x.scale, y.offset), offset: operation('mul', x.offset, y.offset) };
      if (isConstantForm(x))
        return { scale: operation('mul', y.scale, x.offset), offset: operation('mul', y.offset, x.offset) };
      return undefined;
    case 'shl':
      if (!isConstantForm(y) || y.offset.kind !== 'number') return undefined;
      return combine('mul', x, { scale: ZERO, offset: numberOf(1 << (y.offset.value & 31)) });
  }
}

/** Affine values that something else than affine arithmetic uses, by rate and start. */
function candidateGroups(
  loop: Loop,
  iv: InductionVariable,
  affine: ReadonlyMap<LirValue, Affine>,
  users: Users,
): Group[] {
  const groups = new Map<string, Group>();
  for (const [value, form] of affine) {
    if (value === iv.phi || value === iv.next) continue;
    const list = users.of(value);
    if (list.length === 0 || list.every((user) => affine.has(user))) continue;
    // A use outside the loop, or in its own PHIs, would need the value as it was: leave those alone.
    const isOutside = ({ op, block }: LirValue) =>
      block === null || !loop.body.has(block) || (op === 'phi' && block === loop.header);
    if (list.some(isOutside)) return [];
    const { rest, number } = splitNumber(form.offset);
    // Sharing a pointer needs the same rate; a number apart is an offset in the access.
    const near = Math.floor((number + 1024) / 2048);
    const key = `${keyOf(form.scale)}|${keyOf(rest)}|${near}`;
    const group = groups.get(key) ?? { scale: form.scale, rest, members: [] };
    groups.set(key, group);
    group.members.push({ value, number });
  }
  // What one operation makes for an inner loop to start with is not worth a pointer and a copy of it.
  const isOneStep = ({ args }: LirValue) =>
    args.every((arg) => arg === iv.phi || arg === iv.next || isInvariant(loop, arg));
  const isWorthIt = ({ members }: Group) =>
    !members.every(({ value }) => isOneStep(value) && users.of(value).some(({ op }) => op === 'phi'));
  return [...groups.values()].filter(isWorthIt);
}

/**
 * What falls away when the members are pointers: values of the loop, and perhaps the counter with its increment, when the
 * comparison `test` that ends the loop can be made of a pointer.
 */
function removable(
  loop: Loop,
  iv: InductionVariable,
  groups: readonly Group[],
  users: Users,
): { values: Set<LirValue>; test: LirValue | undefined } {
  const gone = new Set<LirValue>();
  const work: LirValue[] = [];
  const drop = (value: LirValue) => {
    if (
      gone.has(value) ||
      value.block === null ||
      !loop.body.has(value.block) ||
      hasSideEffect(value) ||
      value.op === 'load'
    )
      return;
    gone.add(value);
    work.push(...value.args);
  };
  for (const { members } of groups) for (const { value } of members) drop(value);
  for (let value = work.pop(); value !== undefined; value = work.pop()) {
    if (value === iv.phi || value === iv.next || value.op === 'phi') continue;
    if (users.of(value).every((user) => gone.has(user))) drop(value);
  }
  // A member that keeps a number apart from its group's pointer and is no address costs its addition again, and one that an inner loop
  // starts with is copied.
  let again = 0;
  for (const { members } of groups) {
    const base = members[0]?.number ?? 0;
    for (const { value, number } of members) {
      const onlyAddress = users
        .of(value)
        .every(
          (user) => (user.op === 'load' || user.op === 'store') && user.args[0] === value && user.args[1] !== value,
        );
      if ((number !== base && !onlyAddress) || users.of(value).some(({ op }) => op === 'phi')) again++;
    }
  }
  const end = endTest(loop, iv, users, gone);
  const test = end !== undefined && pointerForEnd(loop, groups, users) !== undefined ? end : undefined;
  if (test !== undefined) gone.add(iv.next);
  for (let i = 0; i < again; i++) gone.delete(gone.values().next().value as LirValue);
  return { values: gone, test };
}

/** The comparison of the counter that ends the loop, when it is the counter's only use that stays. */
function endTest(loop: Loop, iv: InductionVariable, users: Users, gone: ReadonlySet<LirValue>): LirValue | undefined {
  const rest = (value: LirValue) => users.of(value).filter((user) => !gone.has(user));
  if (rest(iv.phi).some((user) => user !== iv.next)) return undefined;
  const tests = rest(iv.next).filter((user) => user !== iv.phi);
  const test = tests[0];
  if (tests.length !== 1 || test?.op !== 'icmp' || (test.imm !== 0 && test.imm !== 1)) return undefined;
  const [a, b] = test.args as [LirValue, LirValue];
  if (a !== iv.next || !isInvariant(loop, b)) return undefined;
  return test.block !== null && loop.body.has(test.block) ? test : undefined;
}

/**
 * A pointer whose accesses happen in every round: it cannot go round 2^32 without a fault, so it is equal to its end exactly
 * when the counter is.
 */
function pointerForEnd(loop: Loop, groups: readonly Group[], users: Users): Group | undefined {
  return groups.find(
    ({ scale, members }) =>
      scale.kind === 'number' &&
      Math.abs(scale.value) <= 4096 &&
      members.some(({ value }) =>
        users
          .of(value)
          .some(
            (user) =>
              (user.op === 'load' || user.op === 'store') &&
              user.args[0] === value &&
              user.block !== null &&
              loop.always.has(user.block),
          ),
      ),
  );
}

/** Values alive through the loop: its PHIs and what it uses from outside. */
function pressure(loop: Loop): number {
  const alive = new Set<LirValue>();
  for (const block of loop.body) {
    for (const value of block.insts) {
      if (value.op === 'phi' && block === loop.header) {
        // What it starts with is not wanted any more.
        alive.add(value);
        continue;
      }
      for (const arg of value.args) if (arg.block !== null && !loop.body.has(arg.block)) alive.add(arg);
    }
  }
  return alive.size;
}

/** The pointer's value when the counter is `counter`. */
function startOf(group: Group, counter: Invariant): Invariant {
  const base = group.members[0]?.number ?? 0;
  return operation('add', operation('add', group.rest, operation('mul', counter, group.scale)), numberOf(base));
}

/** Gives a group its PHI: the first member's number is part of it. */
function makePointer(build: LirBuilder, loop: Loop, iv: InductionVariable, group: Group, front: FrontOfLoop): void {
  const start = front.value(startOf(group, invariantOf(iv.init)));
  const step = front.value(operation('mul', iv.step, group.scale));
  build.at(loop.header);
  build.loc = iv.phi.loc;
  const phi = build.phi();
  phi.blocks = [...(iv.phi.blocks as LirBlock[])];
  // The new value is made where the counter's is, so it is there wherever that one is.
  const at = iv.next.block as LirBlock;
  const position = at.insts.indexOf(iv.next) + 1;
  const tail = at.insts.splice(position);
  build.at(at);
  build.loc = iv.next.loc;
  const next = build.binary('add', phi, step);
  at.insts.push(...tail);
  phi.args = phi.blocks.map((from) => (from === loop.front ? start : next));
  group.phi = phi;
  group.next = next;
}

/** What takes the place of each member. */
function replaceMembers(build: LirBuilder, groups: readonly Group[]): Map<LirValue, LirValue> {
  const replacement = new Map<LirValue, LirValue>();
  for (const group of groups) {
    const base = group.members[0]?.number ?? 0;
    for (const { value, number } of group.members) {
      const phi = group.phi as LirValue;
      if (number === base) {
        replacement.set(value, phi);
        continue;
      }
      const at = value.block as LirBlock;
      const tail = at.insts.splice(at.insts.indexOf(value));
      build.at(at);
      build.loc = value.loc;
      replacement.set(value, build.add(phi, build.const(number - base)));
      at.insts.push(...tail);
    }
  }
  return replacement;
}

function replaceEndTest(loop: Loop, test: LirValue, groups: readonly Group[], front: FrontOfLoop, users: Users): void {
  const group = groups.find(
    ({ phi, scale }) =>
      phi !== undefined && scale.kind === 'number' && Math.abs(scale.value) <= 4096 && accessedAlways(loop, phi, users),
  );
  if (group?.next === undefined) return;
  const firstNew = front.nextId;
  const end = front.value(startOf(group, invariantOf(test.args[1] as LirValue)));
  for (const inst of loop.front.insts) if (inst.id >= firstNew) users.add(inst);
  users.setOperands(test, [group.next, end]);
}

function accessedAlways(loop: Loop, pointer: LirValue, users: Users): boolean {
  return users.of(pointer).some((user) => {
    if (user.block === null || !loop.always.has(user.block)) return false;
    if ((user.op === 'load' || user.op === 'store') && user.args[0] === pointer) return true;
    return user.op === 'add' && user.args[1]?.op === 'const' && accessedAlways(loop, user, users);
  });
}
