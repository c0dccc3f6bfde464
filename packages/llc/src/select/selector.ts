/**
 * Instruction selection. Blocks are visited in postorder and backwards inside, so that every use of a value is seen before
 * the value itself: what nobody asked a register for (because its users folded it) is never emitted.
 */
import { CONDITIONS } from '@hsx/isa';
import { keepAnchors } from '../debug/anchors.js';
import { withRegisters } from '../debug/recompute.js';
import type { LirRecord } from '../debug/records.js';
import { hasInstruction } from '../instruction-set.js';
import { isLeaf, type LirBlock, type LirFunction, type LirValue, lirValue } from '../lower/lir.js';
import { Uses } from '../lower/uses.js';
import type { MachineFunction, MBlock, MInst, Reg } from '../mir/machine.js';
import { machineBlock, machineInst, newVirtual } from '../mir/machine.js';
import { selectAsm, selectCall, selectTailCall, tailCallOf } from './calls.js';
import { selectBranch, selectCompare, selectSelect } from './compare.js';
import { Loops, postorder } from './graph.js';
import { selectLoad, selectStore } from './memory.js';
import { selectBinary, selectSignExtend, selectWide } from './operations.js';
import { placeConstants } from './place-constants.js';
import { removeRepeatedCompares } from './repeated-compares.js';
import { compareWithConstants } from './short-compares.js';

/** The number of a condition by its name. */
export const CC = Object.fromEntries(CONDITIONS.map((name, code) => [name, code])) as Record<
  (typeof CONDITIONS)[number],
  number
>;

/** Executions per call assumed for each level of loop nesting. */
const LOOP_WEIGHT = 10;

/** Whether a number fits a signed 12-bit immediate. */
export function fitsSimm12(value: number): boolean {
  return value >= -2048 && value <= 2047;
}

export class Selector {
  readonly lir: LirFunction;
  readonly mf: MachineFunction;
  readonly uses: Uses;
  /** Registers of values that somebody asked for. */
  private readonly registers: (Reg | undefined)[];
  private readonly blocks = new Map<LirBlock, MBlock>();
  /** Leaves asked for in the current block, with their registers; the other way round, those not yet placed. */
  private leaves = new Map<LirValue, Reg>();
  private readonly pending: (LirValue | undefined)[] = [];
  /** The one leaf of equal ones: by what they are, and by id. */
  private readonly canonicals = new Map<string, LirValue>();
  private readonly canonicalOf: (LirValue | undefined)[] = [];
  /** Constants that selection itself needs. */
  private readonly constants = new Map<number, LirValue>();
  /** The current instruction's code, in order. */
  private group: MInst[] = [];
  /** Registers of phi operands that are leaves, by `phiLeafKey`. */
  private readonly phiLeaves = new Map<number, Reg>();
  private current: LirValue | undefined;
  /** What is known of variables, and the instruction in front of which it holds. */
  private readonly anchors: { records: readonly LirRecord[]; inst: MInst | undefined }[] = [];
  /** The call that the current block's end has taken over. */
  private tailCall: LirValue | undefined;
  /** Whether the current block is in a loop. */
  inLoop = false;

  constructor(lir: LirFunction) {
    this.lir = lir;
    this.uses = new Uses(lir);
    this.registers = new Array(lir.values);
    this.mf = {
      name: lir.name,
      level: lir.level,
      optimiseSize: lir.optimiseSize,
      asWritten: lir.asWritten,
      ...(lir.without === undefined ? {} : { without: lir.without }),
      blocks: [],
      nextVirtual: 16,
      frame: {
        objects: lir.frameObjects,
        outgoingBytes: lir.outgoingBytes,
        hasOutgoing: lir.hasOutgoing,
        dynamic: lir.dynamic,
        framePointer: lir.framePointer,
      },
      hasCalls: lir.hasCalls,
      returnsTwice: lir.returnsTwice,
    };
  }

  get isExt(): boolean {
    return this.lir.level === 'ext';
  }

  run(): MachineFunction {
    const entry = this.lir.blocks[0] as LirBlock;
    const loops = new Loops(entry);
    this.lir.blocks.forEach((block, id) => {
      const last = block.insts[block.insts.length - 1];
      const cold = last?.op === 'trap';
      const frequency = cold ? 0 : LOOP_WEIGHT ** Math.min(loops.depth(block), 8);
      const made = machineBlock(id, block.name, frequency);
      made.addressLabel = block.addressLabel;
      this.blocks.set(block, made);
      this.mf.blocks.push(made);
    });
    for (const [block, made] of this.blocks) {
      made.succs = block.succs.map((succ) => this.target(succ));
      made.preds = block.preds.map((pred) => this.target(pred));
    }
    // Blocks that only a taken address keeps are visited last: nothing they use is defined in them.
    const order = postorder(entry);
    const visited = new Set(order);
    for (const block of [...this.lir.blocks.filter((b) => !visited.has(b)), ...order]) this.selectBlock(block);
    for (const block of this.lir.blocks) this.fillPhis(block);
    // Calls that became jumps ask nothing of the frame.
    this.mf.hasCalls = this.mf.blocks.some(({ insts }) => insts.some(({ op }) => op === 'CALL'));
    this.hangRecords();
    if (this.anchors.length > 0)
      keepAnchors(
        () => this.mf.blocks,
        'records',
        () => this.improve(),
      );
    else this.improve();
    return this.mf;
  }

  /** The passes over selected code. */
  private improve(): void {
    removeRepeatedCompares(this.mf);
    placeConstants(this.mf);
    compareWithConstants(this.mf);
  }

  /** Hangs what is known of variables on instructions, now that it is known which values have registers. */
  private hangRecords(): void {
    // They were met backwards.
    for (const { records, inst } of this.anchors.reverse()) {
      if (inst === undefined) continue;
      const made = records.map((record) => withRegisters(record, (value) => this.asked(value)));
      inst.records = [...(inst.records ?? []), ...made];
    }
  }

  /** Whether an instruction may be used. */
  has(mnemonic: string): boolean {
    return hasInstruction(this.lir, mnemonic);
  }

  /** The machine block of a LIR block. */
  target(block: LirBlock): MBlock {
    const made = this.blocks.get(block);
    if (made === undefined) throw new Error(`block ${block.name} was dropped but is still a target`);
    return made;
  }

  /** A fresh virtual register. */
  fresh(): Reg {
    return newVirtual(this.mf);
  }

  /** The register that holds a value; asking makes it be computed. */
  reg(value: LirValue): Reg {
    if (isLeaf(value)) {
      const leaf = this.canonical(value);
      let register = this.leaves.get(leaf);
      if (register === undefined) {
        register = this.fresh();
        this.leaves.set(leaf, register);
        this.pending[register] = leaf;
      }
      return register;
    }
    const known = this.registers[value.id];
    if (known !== undefined) return known;
    const register = this.fresh();
    this.registers[value.id] = register;
    return register;
  }

  /** The register that somebody asked this value to be in, if anybody did. */
  asked(value: LirValue): Reg | undefined {
    return this.registers[value.id];
  }

  /** The registers asked for the result words of a value of several words; undefined for words nobody reads. */
  projections(value: LirValue): (Reg | undefined)[] {
    return (value.results ?? []).map((result) => this.asked(result));
  }

  /** Makes `value` be computed straight into the register of another one. */
  alias(value: LirValue, register: Reg): void {
    this.registers[value.id] = register;
  }

  /** The one leaf of equal ones. */
  private canonical(leaf: LirValue): LirValue {
    const found = leaf.id < 0 ? undefined : this.canonicalOf[leaf.id];
    if (found !== undefined) return found;
    const key =
      leaf.op === 'const'
        ? `${leaf.imm}`
        : leaf.op === 'sym'
          ? `s${leaf.imm} ${leaf.sym}`
          : `${leaf.op}${leaf.frame}+${leaf.imm}`;
    const known = this.canonicals.get(key) ?? leaf;
    if (known === leaf) this.canonicals.set(key, leaf);
    if (leaf.id >= 0) this.canonicalOf[leaf.id] = known;
    return known;
  }

  /** A constant that selection itself needs. */
  constant(imm: number): LirValue {
    let constant = this.constants.get(imm | 0);
    if (constant === undefined) {
      constant = this.canonical(lirValue(-1, 'const', [], imm | 0, null, undefined));
      this.constants.set(imm | 0, constant);
    }
    return constant;
  }

  /** The leaf of a symbol or frame object itself, without the offset. */
  base(leaf: LirValue): LirValue {
    if (leaf.imm === 0) return leaf;
    const base = lirValue(-1, leaf.op, [], 0, null, undefined);
    base.sym = leaf.sym;
    base.frame = leaf.frame;
    return this.canonical(base);
  }

  /** Adds an instruction to the current group; groups are in program order. */
  emit(inst: MInst): void {
    if (inst.loc === undefined && this.current?.loc !== undefined) inst.loc = this.current.loc;
    this.group.push(inst);
  }

  private selectBlock(block: LirBlock): void {
    const made = this.target(block);
    if (this.leaves.size > 0) this.leaves = new Map();
    this.inLoop = made.frequency > 1;
    const reversed: MInst[] = [];
    for (let i = block.insts.length - 1; i >= 0; i--) {
      const value = block.insts[i] as LirValue;
      if (i === block.insts.length - 1) this.askForPhis(block);
      if (this.uses.isAlive(value)) {
        this.group = [];
        this.current = value;
        this.select(value);
        for (let k = this.group.length - 1; k >= 0; k--) reversed.push(this.group[k] as MInst);
      }
      if (value.records !== undefined) this.anchors.push({ records: value.records, inst: reversed.at(-1) });
    }
    made.insts = this.placeLeaves(reversed.reverse());
  }

  /** Asks for what the successors' PHIs take along this block's edges. */
  private askForPhis(block: LirBlock): void {
    for (const successor of block.succs) {
      for (const phi of successor.insts) {
        if (phi.op !== 'phi') break;
        if (!this.uses.isAlive(phi)) continue;
        const operand = phi.args[phi.blocks?.indexOf(block) ?? -1];
        if (operand === undefined) throw new Error(`phi in ${successor.name} lacks an operand for ${block.name}`);
        const register = this.reg(operand);
        if (isLeaf(operand)) this.phiLeaves.set(this.phiLeafKey(phi, block), register);
      }
    }
  }

  private phiLeafKey(phi: LirValue, block: LirBlock): number {
    return phi.id * this.lir.blockIds + block.id;
  }

  private fillPhis(block: LirBlock): void {
    const phis: MInst[] = [];
    for (const phi of block.insts) {
      if (phi.op !== 'phi') break;
      if (!this.uses.isAlive(phi)) continue;
      const preds = phi.blocks as LirBlock[];
      phis.push(
        machineInst(
          'PHI',
          [this.reg(phi)],
          phi.args.map((arg, i) => this.phiLeaves.get(this.phiLeafKey(phi, preds[i] as LirBlock)) ?? this.reg(arg)),
          undefined,
          { targets: preds.map((pred) => this.target(pred)) },
        ),
      );
    }
    if (phis.length > 0) this.target(block).insts.unshift(...phis);
  }

  /** Inserts the leaves of a block, each right before its first use. */
  private placeLeaves(insts: MInst[]): MInst[] {
    if (this.leaves.size === 0) return insts;
    const { pending } = this;
    const out: MInst[] = [];
    const place = (register: Reg, loc: MInst['loc']) => {
      const leaf = pending[register];
      if (leaf === undefined) return;
      pending[register] = undefined;
      out.push(materialise(leaf, register, loc));
    };
    insts.forEach((inst, i) => {
      for (const use of inst.uses) place(use, inst.loc);
      // What only successors' PHIs use goes before the terminator.
      if (i === insts.length - 1) for (const register of this.leaves.values()) place(register, inst.loc);
      out.push(inst);
    });
    return out;
  }

  private select(value: LirValue): void {
    switch (value.op) {
      case 'phi':
        this.reg(value);
        return;
      case 'arg':
        return this.emit(machineInst('COPY', [this.reg(value)], [value.imm]));
      case 'not':
        return this.emit(machineInst('NOT', [this.reg(value)], [this.reg(value.args[0] as LirValue)]));
      case 'sxb':
      case 'sxh':
        return selectSignExtend(this, value);
      case 'icmp':
      case 'icmpw':
      case 'fcmp':
        // A comparison whose users all folded it needs no register.
        if (this.asked(value) !== undefined) selectCompare(this, value);
        return;
      case 'addw':
      case 'subw':
        return selectWide(this, value);
      case 'proj':
        return;
      case 'select':
        if (this.asked(value) !== undefined) selectSelect(this, value);
        return;
      case 'machine':
        if (this.asked(value) !== undefined)
          this.emit(
            machineInst(
              value.mnemonic as string,
              [this.reg(value)],
              value.args.map((arg) => this.reg(arg)),
            ),
          );
        return;
      case 'load':
        return selectLoad(this, value);
      case 'store':
        return selectStore(this, value);
      case 'call':
        // A call that its RET has taken over is no call of its own.
        return value === this.tailCall ? undefined : selectCall(this, value);
      case 'asm':
        return selectAsm(this, value);
      case 'alloca':
        return this.emit(
          machineInst('ALLOCA', [this.reg(value)], [this.reg(value.args[0] as LirValue)], undefined, { early: 1 }),
        );
      case 'getsp':
        return this.emit(machineInst('GETSP', [this.reg(value)], [], 0));
      case 'setsp':
        return this.emit(machineInst('SETSP', [], [this.reg(value.args[0] as LirValue)], 0));
      case 'br':
        return this.emit(
          machineInst('BR', [], [], undefined, { targets: [this.target((value.blocks as LirBlock[])[0] as LirBlock)] }),
        );
      case 'condbr':
        return selectBranch(this, value);
      case 'jtab':
      case 'jind':
        return this.emit(
          machineInst(value.op.toUpperCase(), [], [this.reg(value.args[0] as LirValue)], undefined, {
            targets: (value.blocks as LirBlock[]).map((block) => this.target(block)),
          }),
        );
      case 'ret': {
        const call = tailCallOf(value);
        if (call !== undefined) {
          this.tailCall = call;
          return selectTailCall(this, call);
        }
        value.args.forEach((arg, i) => {
          if (arg.op !== 'undef') this.emit(machineInst('COPY', [i], [this.reg(arg)]));
        });
        const results = value.args.map((_, i) => i).filter((i) => value.args[i]?.op !== 'undef');
        return this.emit(machineInst('RET', [], results));
      }
      case 'trap':
        return this.emit(value.imm < 0 ? machineInst('TRAP', [], []) : machineInst('TRAP', [], [], value.imm));
      case 'const':
      case 'sym':
      case 'frame':
      case 'undef':
        return;
      default:
        if (this.asked(value) !== undefined) selectBinary(this, value);
    }
  }
}

function materialise(leaf: LirValue, register: Reg, loc: MInst['loc']): MInst {
  const where = { loc };
  switch (leaf.op) {
    case 'sym':
      return machineInst('CONST', [register], [], { symbol: leaf.sym as string, addend: leaf.imm }, where);
    case 'frame':
      return machineInst('FRAMEADDR', [register], [], leaf.imm, { frame: leaf.frame ?? 0, loc });
    case 'undef':
      return machineInst('CONST', [register], [], 0, where);
    default:
      return machineInst('CONST', [register], [], leaf.imm >>> 0, where);
  }
}
