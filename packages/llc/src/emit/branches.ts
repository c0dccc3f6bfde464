/** Turns terminators into branch instructions, given the order of blocks. */
import { CONDITIONS, invertCondition } from '@hsx/isa';
import { hasInstruction } from '../instruction-set.js';
import type { MachineFunction, MBlock, MInst } from '../mir/machine.js';

/** The jump that is taken when a condition code holds: JZ, JNZ, JHS, … */
export function conditionalJump(cc: number): string {
  const name = CONDITIONS[cc] as string;
  if (name === 'EQ') return 'JZ';
  if (name === 'NE') return 'JNZ';
  return `J${name}`;
}

/** Replaces the terminators of all blocks. Targets stay in `targets`. */
export function lowerBranches(fn: MachineFunction): void {
  fn.blocks.forEach((block, i) => {
    const last = block.insts.at(-1);
    if (last === undefined) return;
    const next = fn.blocks[i + 1];
    const rest = lowerTerminator(fn, last, next);
    if (rest === undefined) return;
    for (const made of rest) if (last.loc !== undefined) made.loc = last.loc;
    if (last.places !== undefined && rest[0] !== undefined) rest[0].places = last.places;
    block.insts.splice(-1, 1, ...rest);
  });
}

function lowerTerminator(fn: MachineFunction, last: MInst, next: MBlock | undefined): MInst[] | undefined {
  const [taken, other] = last.targets ?? [];
  switch (last.op) {
    case 'BR':
      return taken === next ? [] : [jump(taken as MBlock)];
    case 'BRCC':
    case 'BRF': {
      let cc = last.cc as number;
      let to = taken as MBlock;
      let elsewhere = other as MBlock;
      if (to === next) {
        [to, elsewhere] = [elsewhere, to];
        cc = invertCondition(cc);
      } else if (elsewhere !== next && to.frequency < elsewhere.frequency) {
        // Neither follows: the frequent way should need one jump only.
        [to, elsewhere] = [elsewhere, to];
        cc = invertCondition(cc);
      }
      const out = last.op === 'BRF' ? [flagJump(cc, to)] : compareAndJump(fn, last, cc, to);
      if (elsewhere !== next) out.push(jump(elsewhere));
      return out;
    }
    case 'JIND':
    case 'JTABR': {
      const address = last.uses[0] as number;
      // A jump table's label goes along, so that the table is printed with the final targets.
      const to = { defs: [], targets: last.targets ?? [], ...(last.imm === undefined ? {} : { imm: last.imm }) };
      if (hasInstruction(fn, 'JR')) return [{ ...to, op: 'JR', uses: [address] }];
      return [
        { op: 'PUSH', defs: [], uses: [address] },
        { ...to, op: 'RET', uses: [] },
      ];
    }
    case 'TAILCALL': {
      if (typeof last.imm === 'object') return [{ op: 'JMP', defs: [], uses: [], imm: last.imm }];
      const address = last.uses[0] as number;
      if (hasInstruction(fn, 'JR')) return [{ op: 'JR', defs: [], uses: [address] }];
      return [
        { op: 'PUSH', defs: [], uses: [address] },
        { op: 'RET', defs: [], uses: [] },
      ];
    }
    case 'TRAP':
      // Without a code it stands behind a call that does not return.
      return last.imm === undefined ? [] : [{ op: 'BRK', defs: [], uses: [], imm: last.imm }];
  }
  return undefined;
}

function jump(to: MBlock): MInst {
  return { op: 'JMP', defs: [], uses: [], targets: [to] };
}

function flagJump(cc: number, to: MBlock): MInst {
  return { op: conditionalJump(cc), defs: [], uses: [], targets: [to] };
}

function compareAndJump(fn: MachineFunction, last: MInst, cc: number, to: MBlock): MInst[] {
  const a = last.uses[0] as number;
  const b = last.uses[1];
  if (fn.level === 'core') {
    if (b !== undefined) return [{ op: 'CMP', defs: [], uses: [a, b] }, flagJump(cc, to)];
    return [{ op: 'OR', defs: [a], uses: [a, a] }, flagJump(cc, to)];
  }
  if (b !== undefined) return [{ op: 'CB', defs: [], uses: [a, b], cc, targets: [to] }];
  const imm = (last.imm as number) | 0;
  if (imm >= -8 && imm <= 7) return [{ op: 'CBI', defs: [], uses: [a], cc, imm, targets: [to] }];
  return [{ op: 'CMPI', defs: [], uses: [a], imm }, flagJump(cc, to)];
}
