/** Turns terminators into branch instructions, given the order of blocks. */
import { CONDITIONS, invertCondition } from '@hsx/isa';
import { hasInstruction } from '../instruction-set.js';
import { type MachineFunction, type MBlock, type MInst, machineInst } from '../mir/machine.js';

const JUMPS: readonly string[] = CONDITIONS.map((name) => (name === 'EQ' ? 'JZ' : name === 'NE' ? 'JNZ' : `J${name}`));

/** The jump that is taken when a condition code holds: JZ, JNZ, JHS, … */
export function conditionalJump(cc: number): string {
  return JUMPS[cc] as string;
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
      const to = { targets: last.targets ?? [] };
      if (hasInstruction(fn, 'JR')) return [machineInst('JR', [], [address], last.imm, to)];
      return [machineInst('PUSH', [], [address]), machineInst('RET', [], [], last.imm, to)];
    }
    case 'TAILCALL': {
      if (typeof last.imm === 'object') return [machineInst('JMP', [], [], last.imm)];
      const address = last.uses[0] as number;
      if (hasInstruction(fn, 'JR')) return [machineInst('JR', [], [address])];
      return [machineInst('PUSH', [], [address]), machineInst('RET', [], [])];
    }
    case 'TRAP':
      // Without a code it stands behind a call that does not return.
      return last.imm === undefined ? [] : [machineInst('BRK', [], [], last.imm)];
  }
  return undefined;
}

function jump(to: MBlock): MInst {
  return machineInst('JMP', [], [], undefined, { targets: [to] });
}

function flagJump(cc: number, to: MBlock): MInst {
  return machineInst(conditionalJump(cc), [], [], undefined, { targets: [to] });
}

function compareAndJump(fn: MachineFunction, last: MInst, cc: number, to: MBlock): MInst[] {
  const a = last.uses[0] as number;
  const b = last.uses[1];
  if (fn.level === 'core') {
    if (b !== undefined) return [machineInst('CMP', [], [a, b]), flagJump(cc, to)];
    return [machineInst('OR', [a], [a, a]), flagJump(cc, to)];
  }
  if (b !== undefined) return [machineInst('CB', [], [a, b], undefined, { cc, targets: [to] })];
  const imm = (last.imm as number) | 0;
  if (imm >= -8 && imm <= 7) return [machineInst('CBI', [], [a], imm, { cc, targets: [to] })];
  return [machineInst('CMPI', [], [a], imm), flagJump(cc, to)];
}
