/** Which LIR values are needed at all, how often, and how. */
import { hasSideEffect, type LirFunction, type LirValue } from './lir.js';

export class Uses {
  private readonly counts: Int32Array;
  private readonly others: Int32Array;
  private readonly alive: Uint8Array;

  constructor(fn: LirFunction) {
    this.counts = new Int32Array(fn.values);
    this.others = new Int32Array(fn.values);
    this.alive = new Uint8Array(fn.values);
    const work: LirValue[] = [];
    for (const block of fn.blocks) for (const value of block.insts) if (hasSideEffect(value)) this.mark(value, work);
    for (let value = work.pop(); value !== undefined; value = work.pop()) {
      const { args, op } = value;
      for (let i = 0; i < args.length; i++) {
        const arg = args[i] as LirValue;
        this.counts[arg.id] = (this.counts[arg.id] as number) + 1;
        const isAddress = i === 0 && (op === 'load' || op === 'store');
        if (!isAddress) this.others[arg.id] = (this.others[arg.id] as number) + 1;
        this.mark(arg, work);
      }
    }
  }

  private mark(value: LirValue, work: LirValue[]): void {
    if (this.alive[value.id] === 1) return;
    this.alive[value.id] = 1;
    work.push(value);
  }

  isAlive(value: LirValue): boolean {
    return this.alive[value.id] === 1;
  }

  /** Uses by needed values. */
  count(value: LirValue): number {
    return this.counts[value.id] as number;
  }

  /** Uses other than as the address of a load or store. */
  nonAddress(value: LirValue): number {
    return this.others[value.id] as number;
  }
}
