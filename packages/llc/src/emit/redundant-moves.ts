/**
 * Drops copies and constants that put a value where it already is, and makes a copy of a long constant that some register
 * holds. Knows the values within a block, and from its predecessor where there is only one.
 */
import { hasInstruction } from '../instruction-set.js';
import { type MachineFunction, type MBlock, type MInst, machineInst } from '../mir/machine.js';

/** Registers to value numbers. */
type Values = number[];

/** Rewrites the function, whose operands are physical registers, in place. */
export function removeRedundantMoves(fn: MachineFunction): void {
  let nextValue = 0;
  const constants = new Map<string, number>();
  const constantValue = (inst: MInst): number => {
    const { imm } = inst;
    const key = typeof imm === 'object' ? `${imm.addend} ${imm.symbol}` : String((imm ?? 0) | 0);
    let value = constants.get(key);
    if (value === undefined) {
      value = nextValue++;
      constants.set(key, value);
    }
    return value;
  };
  const atEnd = new Map<MBlock, Values>();
  for (const block of fn.blocks) {
    const only = block.preds.length === 1 && block !== fn.blocks[0] ? block.preds[0] : undefined;
    const known = only === undefined ? undefined : atEnd.get(only);
    const values: Values = known === undefined ? [] : known.slice();
    if (known === undefined) for (let reg = 0; reg < 16; reg++) values.push(nextValue++);
    const out: MInst[] = [];
    for (const inst of block.insts) {
      if (inst.op === 'COPY' || inst.op === 'CONST') {
        const target = inst.defs[0] as number;
        const value = inst.op === 'COPY' ? (values[inst.uses[0] as number] as number) : constantValue(inst);
        if (values[target] === value) continue;
        const holder = inst.op === 'CONST' && isLong(fn, inst) ? values.indexOf(value) : -1;
        values[target] = value;
        out.push(holder < 0 ? inst : copyOf(inst, holder));
        continue;
      }
      for (const reg of inst.clobbers ?? []) values[reg] = nextValue++;
      for (const reg of inst.defs) values[reg] = nextValue++;
      out.push(inst);
    }
    block.insts = out;
    atEnd.set(block, values);
  }
}

function copyOf(inst: MInst, holder: number): MInst {
  return machineInst('COPY', inst.defs, [holder], undefined, { loc: inst.loc });
}

/** Whether a constant takes (or may take) two words. */
function isLong(fn: MachineFunction, inst: MInst): boolean {
  if (typeof inst.imm === 'object') return true;
  const value = (inst.imm ?? 0) | 0;
  return hasInstruction(fn, 'LDI20') ? value < -524288 || value > 524287 : value < -2048 || value > 2047;
}
