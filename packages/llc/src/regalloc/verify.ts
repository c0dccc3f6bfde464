/**
 * Checks an allocation: a data-flow analysis follows which virtual registers' values every register and slot holds on
 * every path, and each operand must be read from a place that holds its value. It knows the original instructions and the
 * rewritten ones, nothing of intervals.
 */
import { HsxError } from '@hsx/isa';
import { isPhysical, type MachineFunction, type MBlock, type MInst } from '../mir/machine.js';
import { clobbersOf } from './build-intervals.js';
import type { RewriteLog } from './rewrite.js';

/** Places (registers 0..15, frame objects from 16 on) to the virtual registers whose value they hold. */
type State = Map<number, ReadonlySet<number>>;

const SLOTS = 16;

/**
 * Verifies the rewriting of `fn` that `log` recorded.
 * @throws HsxError EINVAL naming function, block and instruction of the first wrong operand.
 */
export function verifyAllocation(fn: MachineFunction, log: RewriteLog): void {
  const constants = new Map<number, MInst>();
  for (const events of log.events.values())
    for (const { original } of events)
      if (original !== undefined && (original.op === 'CONST' || original.op === 'FRAMEADDR'))
        constants.set(original.defs[0] as number, original);
  const checker = new Checker(fn, log, constants);
  checker.run();
}

class Checker {
  private readonly atEntry = new Map<MBlock, State>();
  private readonly constantsByText = new Map<string, Set<number>>();

  constructor(
    private readonly fn: MachineFunction,
    private readonly log: RewriteLog,
    constants: ReadonlyMap<number, MInst>,
  ) {
    for (const [reg, inst] of constants) {
      const key = constantKey(inst);
      const set = this.constantsByText.get(key) ?? new Set();
      set.add(reg);
      this.constantsByText.set(key, set);
    }
  }

  run(): void {
    const entry = this.fn.blocks[0];
    if (entry === undefined) return;
    this.atEntry.set(entry, new Map());
    const queue = [entry];
    const queued = new Set(queue);
    for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
      queued.delete(block);
      const state: State = new Map(this.atEntry.get(block));
      this.walk(block, state, false);
      for (const succ of block.succs) {
        if (!this.enter(block, succ, state) || queued.has(succ)) continue;
        queued.add(succ);
        queue.push(succ);
      }
    }
    for (const [block, state] of this.atEntry) this.walk(block, new Map(state), true);
  }

  /** Merges the state at a block's end into a successor's; whether that changed it. */
  private enter(pred: MBlock, succ: MBlock, out: State): boolean {
    let state = out;
    const phis = this.log.phis.get(succ) ?? [];
    const from = this.log.edgeOf.get(pred) ?? pred;
    if (phis.length > 0 && !this.log.edgeOf.has(succ)) {
      // At once: old PHI values vanish, inputs become PHI values.
      const defs = new Set(phis.map((phi) => phi.defs[0] as number));
      const values = new Map<number, number[]>();
      for (const phi of phis) {
        const input = phi.uses[phi.targets?.indexOf(from) ?? -1];
        if (input !== undefined) values.set(input, [...(values.get(input) ?? []), phi.defs[0] as number]);
      }
      state = new Map();
      for (const [place, held] of out) {
        const next = new Set<number>();
        for (const reg of held) {
          if (!defs.has(reg)) next.add(reg);
          for (const def of values.get(reg) ?? []) next.add(def);
        }
        if (next.size > 0) state.set(place, next);
      }
    }
    const old = this.atEntry.get(succ);
    if (old === undefined) {
      this.atEntry.set(succ, new Map(state));
      return true;
    }
    let changed = false;
    for (const [place, held] of old) {
      const incoming = state.get(place);
      const both = incoming === undefined ? [] : [...held].filter((reg) => incoming.has(reg));
      if (both.length === held.size) continue;
      changed = true;
      if (both.length === 0) old.delete(place);
      else old.set(place, new Set(both));
    }
    return changed;
  }

  private walk(block: MBlock, state: State, check: boolean): void {
    for (const { inst, original } of this.log.events.get(block) ?? []) {
      if (original === undefined) {
        if (inst !== undefined) this.move(inst, state, block);
        continue;
      }
      if (original.op === 'COPY') this.copy(block, inst, original, state, check);
      else if (original.op === 'CONST' || original.op === 'FRAMEADDR') {
        this.forget(original.defs[0] as number, state);
        if (inst !== undefined) this.move(inst, state, block);
      } else this.instruction(block, inst, original, state, check);
    }
  }

  /** An inserted instruction: no program value is made, one is carried. */
  private move(inst: MInst, state: State, block: MBlock): void {
    const target = inst.op === 'ST' ? SLOTS + (inst.frame as number) : (inst.defs[0] as number);
    let held: ReadonlySet<number> | undefined;
    if (inst.op === 'CONST' || inst.op === 'FRAMEADDR') held = this.constantValues(inst, block);
    else if (inst.op === 'LD') held = state.get(SLOTS + (inst.frame as number));
    else held = state.get(inst.uses[0] as number);
    if (held === undefined || held.size === 0) state.delete(target);
    else state.set(target, new Set(held));
  }

  /**
   * The virtual registers that a constant is. Moves of the edge into a block with one predecessor stand after its PHIs, so
   * the PHIs that have the constant as their input count too.
   */
  private constantValues(inst: MInst, block: MBlock): ReadonlySet<number> | undefined {
    const values = this.constantsByText.get(constantKey(inst));
    const phis = this.log.phis.get(block) ?? [];
    if (values === undefined || phis.length === 0 || block.preds.length !== 1) return values;
    const more = new Set(values);
    for (const phi of phis) if (values.has(phi.uses[0] as number)) more.add(phi.defs[0] as number);
    return more;
  }

  private copy(block: MBlock, inst: MInst | undefined, original: MInst, state: State, check: boolean): void {
    const use = original.uses[0] as number;
    const def = original.defs[0] as number;
    if (inst !== undefined && inst.op !== 'ST' && isPhysical(def) && inst.defs[0] !== def)
      throw this.error(block, original, `writes R${inst.defs[0]}`);
    if (inst !== undefined) {
      // What the instruction reads must be the value that is copied.
      const source = inst.op === 'LD' ? SLOTS + (inst.frame as number) : inst.uses[0];
      const held =
        inst.op === 'CONST' || inst.op === 'FRAMEADDR'
          ? this.constantsByText.get(constantKey(inst))
          : state.get(source as number);
      if (check && !isPhysical(use) && !held?.has(use))
        throw this.error(block, original, `v${use} is not in its place`);
      if (check && isPhysical(use) && source !== use)
        throw this.error(block, original, `reads another register than R${use}`);
      const values = new Set(held);
      this.forget(def, state);
      values.delete(def);
      if (!isPhysical(def)) values.add(def);
      state.set(inst.op === 'ST' ? SLOTS + (inst.frame as number) : (inst.defs[0] as number), values);
      return;
    }
    // No instruction: every place that holds the source now holds the result too.
    if (isPhysical(use) && isPhysical(def)) return;
    this.forget(def, state);
    if (isPhysical(use)) state.set(use, new Set([...(state.get(use) ?? []), def]));
    else if (isPhysical(def)) {
      if (check && !state.get(def)?.has(use)) throw this.error(block, original, `v${use} is not in R${def}`);
    } else for (const [place, held] of state) if (held.has(use)) state.set(place, new Set([...held, def]));
  }

  private instruction(block: MBlock, inst: MInst | undefined, original: MInst, state: State, check: boolean): void {
    if (inst === undefined) {
      if (original.op === 'LANDING') return;
      throw this.error(block, original, 'vanished');
    }
    original.uses.forEach((use, i) => {
      const place = inst.uses[i] as number;
      if (!check) return;
      if (isPhysical(use)) {
        if (place !== use) throw this.error(block, original, `R${use} became R${place}`);
      } else if (!isPhysical(place) || !state.get(place)?.has(use))
        throw this.error(block, original, `R${place} does not hold v${use}`);
    });
    if (check) this.checkOperands(block, inst, original);
    for (const reg of clobbersOf(original, this.fn)) state.delete(reg);
    for (const def of original.defs) this.forget(def, state);
    original.defs.forEach((def, i) => {
      const place = inst.defs[i] as number;
      if (isPhysical(def)) state.delete(def);
      else state.set(place, new Set([def]));
    });
  }

  private checkOperands(block: MBlock, inst: MInst, original: MInst): void {
    if (inst.tied && inst.uses[0] !== inst.defs[0]) throw this.error(block, original, 'its tied operand is elsewhere');
    if (new Set(inst.defs).size !== inst.defs.length) throw this.error(block, original, 'two results share a register');
    inst.defs.forEach((def, i) => {
      // Registers that the program itself names may be operand and early result at once.
      const shared = inst.uses.some(
        (use, u) => use === def && !(isPhysical(original.uses[u] as number) && isPhysical(original.defs[i] as number)),
      );
      if (((inst.early ?? 0) >>> i) & 1 && shared)
        throw this.error(block, original, 'an early result shares a register with an operand');
      if (!isPhysical(original.defs[i] as number) && clobbersOf(original, this.fn).includes(def))
        throw this.error(block, original, 'a result is in a destroyed register');
    });
  }

  private forget(reg: number, state: State): void {
    for (const [place, held] of state) {
      if (!held.has(reg)) continue;
      const rest = new Set(held);
      rest.delete(reg);
      if (rest.size === 0) state.delete(place);
      else state.set(place, rest);
    }
  }

  private error(block: MBlock, inst: MInst, what: string): HsxError {
    const operands = [...inst.defs, '=', ...inst.uses].join(' ');
    return new HsxError(
      'EINVAL',
      `internal: wrong allocation in ${this.fn.name}, block ${block.id} (${block.name}), ${inst.op} ${operands}: ${what}`,
    );
  }
}

function constantKey(inst: MInst): string {
  const { imm } = inst;
  const value = typeof imm === 'object' ? `${imm.symbol}+${imm.addend}` : String(imm ?? 0);
  return `${inst.op} ${inst.frame ?? ''} ${value}`;
}
