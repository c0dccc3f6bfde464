/** Who uses each value of a function, kept true while values are made and replaced. */
import type { LirFunction, LirValue } from '../lower/lir.js';

const NOBODY: readonly LirValue[] = [];

export class Users {
  /** By value id; a user stands there once for each operand. */
  private readonly lists: (LirValue[] | undefined)[];

  constructor(fn: LirFunction) {
    this.lists = new Array(fn.values);
    for (const block of fn.blocks) for (const inst of block.insts) this.add(inst);
  }

  of(value: LirValue): readonly LirValue[] {
    return this.lists[value.id] ?? NOBODY;
  }

  /** Notes the operands of a new instruction. */
  add(inst: LirValue): void {
    for (const arg of inst.args) this.note(arg, inst);
  }

  /** Gives an instruction other operands. */
  setOperands(inst: LirValue, args: LirValue[]): void {
    for (const arg of new Set(inst.args)) this.lists[arg.id] = this.of(arg).filter((user) => user !== inst);
    inst.args = args;
    this.add(inst);
  }

  /** Puts one value in the place of another, wherever that is used. */
  replace(value: LirValue, by: LirValue): void {
    const users = this.of(value);
    this.lists[value.id] = undefined;
    for (const user of users) {
      const at = user.args.indexOf(value);
      user.args[at] = by;
      this.note(by, user);
    }
  }

  private note(arg: LirValue, inst: LirValue): void {
    const list = this.lists[arg.id];
    if (list === undefined) this.lists[arg.id] = [inst];
    else list.push(inst);
  }
}
