/** Equal pure values of a block, so that each is made once. */
import type { LirOp, LirValue } from './lir.js';

export class SharedValues {
  /** By a hash of what the value is; a place that another value has taken is passed over. */
  private byHash: Map<number, LirValue> | undefined;
  /** Where the value goes that was looked for last. */
  private free = 0;

  /** The value of this operation, if there is one; else `add` takes the new one. */
  find(op: LirOp, args: readonly LirValue[], imm: number, mnemonic: string | undefined): LirValue | undefined {
    let hash = hashOf(op, args, imm);
    for (;;) {
      const known = this.byHash?.get(hash);
      if (known === undefined) {
        this.free = hash;
        return undefined;
      }
      if (known.op === op && known.imm === imm && known.mnemonic === mnemonic && sameValues(known.args, args))
        return known;
      hash = (hash + 1) | 0;
    }
  }

  /** Adds what was last looked for in vain. */
  add(value: LirValue): void {
    this.byHash ??= new Map();
    this.byHash.set(this.free, value);
  }
}

function hashOf(op: LirOp, args: readonly LirValue[], imm: number): number {
  let hash = Math.imul(op.charCodeAt(0) + 131 * op.charCodeAt(op.length - 1), 31) ^ Math.imul(imm, 0x9e3779b1);
  for (const { id } of args) hash = Math.imul(hash ^ id, 0x85ebca6b) ^ (hash >>> 15);
  // Small integers are the fastest keys.
  return hash >> 2;
}

function sameValues(a: readonly LirValue[], b: readonly LirValue[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
