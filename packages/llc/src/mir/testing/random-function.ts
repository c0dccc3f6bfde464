/**
 * Random machine functions in SSA form: any control flow (irreducible, critical edges, jump tables, indirect jumps), PHIs,
 * calls with register and stack arguments, tied, early and clobbering operands, flags that live across other code, frame
 * objects, dynamic allocation, and as much register pressure as asked for.
 */
import { type MachineFunction, type MBlock, type MInst, machineBlock, machineInst, type Reg } from '../machine.js';

/** A small deterministic generator of numbers. */
export class Random {
  constructor(private state: number) {}
  /** 0 <= result < n. */
  below(n: number): number {
    this.state = (Math.imul(this.state ^ (this.state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % n;
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

export interface RandomShape {
  readonly level: 'core' | 'ext';
  readonly blocks: number;
  /** Instructions per block, about. */
  readonly length: number;
  /** Values made at the entry and used anywhere. */
  readonly pressure: number;
  /** Percentage of operands that are among the last values of their block. */
  readonly locality?: number;
  readonly bigFrame?: boolean;
  readonly dynamic?: boolean;
  readonly overAligned?: boolean;
  readonly indirect?: boolean;
  readonly returnsTwice?: boolean;
}

const CALL_CLOBBERS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 15];

/** Makes a function; the same seed and shape give the same function. */
export function randomFunction(seed: number, shape: RandomShape): MachineFunction {
  return new Generator(new Random(seed), shape).make();
}

class Generator {
  private readonly fn: MachineFunction;
  private readonly available = new Map<MBlock, Reg[]>();

  constructor(
    private readonly random: Random,
    private readonly shape: RandomShape,
  ) {
    const objects = [
      { size: 8, align: 4, name: 'a' },
      { size: shape.bigFrame ? 5000 : 12, align: 8, name: 'b' },
      { size: 16, align: shape.overAligned ? 32 : 4, name: 'c' },
    ];
    this.fn = {
      name: 'f',
      level: shape.level,
      blocks: [],
      nextVirtual: 16,
      frame: {
        objects: random.chance(70) ? objects : [],
        outgoingBytes: 8,
        hasOutgoing: random.chance(30),
        dynamic: shape.dynamic === true,
        framePointer: random.chance(10),
      },
      hasCalls: true,
      returnsTwice: shape.returnsTwice === true,
    };
  }

  private reg(): Reg {
    return this.fn.nextVirtual++;
  }

  make(): MachineFunction {
    const { random, shape, fn } = this;
    for (let id = 0; id < shape.blocks; id++)
      fn.blocks.push(machineBlock(id, `b${id}`, random.pick([0, 0.5, 1, 1, 10, 100])));
    const entry = fn.blocks[0] as MBlock;
    entry.frequency = 1;
    const link = (from: MBlock, to: MBlock) => {
      if (from.succs.includes(to)) return;
      from.succs.push(to);
      to.preds.push(from);
    };
    for (let id = 1; id < shape.blocks; id++) {
      const parents = fn.blocks.slice(0, id).filter((block) => block.succs.length < 2);
      link(random.pick(parents.length > 0 ? parents : fn.blocks.slice(0, id)), fn.blocks[id] as MBlock);
    }
    for (const block of fn.blocks) {
      const wanted = random.pick([0, 1, 1, 2, 2, 2, 4]);
      while (block.succs.length < wanted && shape.blocks > 4) {
        const to = random.pick(fn.blocks.slice(1));
        if (block.succs.includes(to) && random.chance(50)) break;
        link(block, to);
      }
    }
    const dominators = this.dominators();
    for (const block of fn.blocks) {
      const own: Reg[] = [];
      for (const dominator of dominators.get(block) ?? [])
        if (dominator !== block) own.push(...(this.available.get(dominator) ?? []));
      this.available.set(block, []);
      this.fill(block, own);
    }
    for (const block of fn.blocks)
      for (const inst of block.insts) {
        if (inst.op !== 'PHI') break;
        for (const pred of block.preds) {
          const values = [...(dominators.get(pred) ?? [])].flatMap((dominator) => this.available.get(dominator) ?? []);
          inst.uses.push(random.pick(values));
          inst.targets?.push(pred);
        }
      }
    for (const block of fn.blocks) this.terminate(block, dominators);
    return fn;
  }

  private dominators(): Map<MBlock, Set<MBlock>> {
    const { blocks } = this.fn;
    const result = new Map(blocks.map((block, i) => [block, new Set(i === 0 ? [block] : blocks)]));
    for (let changed = true; changed; ) {
      changed = false;
      for (const block of blocks.slice(1)) {
        const sets = block.preds.map((pred) => result.get(pred) as Set<MBlock>);
        const next = new Set(blocks.filter((other) => other === block || sets.every((set) => set.has(other))));
        if (next.size !== result.get(block)?.size) {
          result.set(block, next);
          changed = true;
        }
      }
    }
    return result;
  }

  private fill(block: MBlock, inherited: readonly Reg[]): void {
    const { random, fn, shape } = this;
    const own = this.available.get(block) as Reg[];
    const { insts } = block;
    const define = (inst: MInst): Reg => {
      insts.push(inst);
      own.push(...inst.defs.filter((def) => def >= 16));
      return inst.defs[0] as Reg;
    };
    if (block === fn.blocks[0]) {
      for (let i = 0; i < 4; i++) define(machineInst('COPY', [this.reg()], [i]));
      for (let i = 0; i < 3; i++) define(machineInst('LD', [this.reg()], [], 4 * i, { frame: 'incoming' }));
      fn.frame.objects.forEach((object, i) => {
        for (let at = 0; at < Math.min(16, object.size); at += 4)
          insts.push(machineInst('ST', [], [own[i] as Reg], at, { frame: i }));
      });
      for (let i = 0; i < shape.pressure; i++) this.compute(define, () => random.pick(own));
    } else if (block.preds.length > 0)
      for (let i = random.below(5); i > 0; i--)
        define(machineInst('PHI', [this.reg()], [], undefined, { targets: [] }));
    insts.push(machineInst('ASM', [], [], undefined, { asm: '; tick' }));
    const value = (): Reg => {
      if (own.length > 0 && random.chance(shape.locality ?? 0))
        return own[Math.max(0, own.length - 1 - random.below(6))] as Reg;
      const total = inherited.length + own.length;
      const at = random.below(total);
      return at < inherited.length ? (inherited[at] as Reg) : (own[at - inherited.length] as Reg);
    };
    for (let i = random.below(2 * shape.length); i > 0; i--) this.instruction(insts, define, value);
  }

  private compute(define: (inst: MInst) => Reg, value: () => Reg): void {
    const { random } = this;
    const binary = random.pick(['ADD', 'SUB', 'MUL', 'AND', 'OR', 'XOR']);
    if (random.chance(20))
      define(machineInst('CONST', [this.reg()], [], random.pick([0, 1, 5, 3000, 0xfffffff0, 0x12345678])));
    else define(machineInst(binary, [this.reg()], [value(), value()]));
  }

  private instruction(insts: MInst[], define: (inst: MInst) => Reg, value: () => Reg): void {
    const { random, fn, shape } = this;
    const objects = fn.frame.objects.length;
    switch (random.below(13)) {
      case 0:
      case 1:
        return this.call(insts, define, value);
      case 2:
        if (objects > 0) {
          const base = define(machineInst('FRAMEADDR', [this.reg()], [], 4, { frame: random.below(objects) }));
          this.forgetAddress(base);
          if (random.chance(50)) insts.push(machineInst('ST', [], [base, value()], random.pick([0, -4])));
          else define(machineInst('LD', [this.reg()], [base], 0));
        }
        return;
      case 3:
        if (objects > 0) {
          const frame = random.below(objects);
          if (random.chance(50)) insts.push(machineInst('ST', [], [value()], 4, { frame }));
          else define(machineInst('LD', [this.reg()], [], 0, { frame }));
        }
        return;
      case 4: {
        // A 64-bit sum: the carry lives across whatever the allocator puts in between.
        define(machineInst('ADD', [this.reg()], [value(), value()]));
        if (random.chance(50)) define(machineInst('CONST', [this.reg()], [], random.below(100000)));
        if (random.chance(30) && objects > 0) define(machineInst('LD', [this.reg()], [], 0, { frame: 1 }));
        if (random.chance(30) && objects > 0)
          this.forgetAddress(define(machineInst('FRAMEADDR', [this.reg()], [], 0, { frame: 2 })));
        define(machineInst(random.pick(['ADC', 'SBC']), [this.reg()], [value(), value()]));
        return;
      }
      case 5:
        if (shape.level === 'ext') {
          insts.push(machineInst('CMP', [], [value(), value()]));
          define(machineInst('MOVC', [this.reg()], [value(), value()], undefined, {
            cc: random.below(14),
            tied: true,
          }));
          if (random.chance(50)) define(machineInst('SET', [this.reg()], [], undefined, { cc: random.below(14) }));
        }
        return;
      case 6: {
        const defs = [this.reg(), this.reg()].slice(0, 1 + random.below(2));
        const uses = [value(), value(), value(), value()].slice(0, random.below(5));
        const clobbers = [0, 1, 2, 3, 4, 8, 12].filter(() => random.chance(30));
        define(machineInst('ASM', defs, uses, undefined, { asm: '; hash', early: random.below(4), clobbers }));
        return;
      }
      case 7: {
        const tied = machineInst('ASM', [this.reg()], [value(), value()], undefined, { asm: '; hash', tied: true });
        define(random.chance(50) ? tied : { ...tied, clobbers: [1, 2, 3, 4, 5] });
        return;
      }
      case 9:
        if (shape.overAligned && objects > 0) {
          const base = define(machineInst('FRAMEADDR', [this.reg()], [], 0, { frame: 2 }));
          this.forgetAddress(base);
          insts.push(machineInst('ASM', [], [base], undefined, { asm: '; aligned 32' }));
        } else if (shape.dynamic) {
          const mask = this.reg();
          const size = this.reg();
          insts.push(machineInst('CONST', [mask], [], 24), machineInst('AND', [size], [value(), mask]));
          const block = define(machineInst('ALLOCA', [this.reg()], [size]));
          this.forgetAddress(block);
          const more = this.reg();
          insts.push(machineInst('CONST', [more], [], 8));
          const second = define(machineInst('ALLOCA', [this.reg()], [more]));
          this.forgetAddress(second);
          insts.push(machineInst('ST', [], [second, value()], 4));
          define(machineInst('LD', [this.reg()], [second], 4));
        } else this.compute(define, value);
        return;
      case 8:
        define(machineInst('COPY', [this.reg()], [value()]));
        return;
      default:
        this.compute(define, value);
    }
  }

  /** An address must not be seen outside: it differs between stages. */
  private forgetAddress(base: Reg): void {
    for (const list of this.available.values()) {
      const at = list.lastIndexOf(base);
      if (at >= 0) list.splice(at, 1);
    }
  }

  private call(insts: MInst[], define: (inst: MInst) => Reg, value: () => Reg): void {
    const { random, fn } = this;
    const count = random.below(5);
    const args = Array.from({ length: count }, (_, i) => i);
    const indirect = random.chance(25);
    const target = indirect ? this.reg() : -1;
    if (indirect) insts.push(machineInst('CONST', [target], [], { symbol: 'callee', addend: 0 }));
    const stack = fn.frame.hasOutgoing && random.chance(50);
    if (stack) for (let i = 0; i < 2; i++) insts.push(machineInst('ST', [], [value()], 4 * i, { frame: 'outgoing' }));
    const values = args.map(value);
    for (const i of args) insts.push(machineInst('COPY', [i], [values[i] as Reg]));
    const results = [0, 1].slice(0, random.below(3));
    const callee = indirect ? undefined : { symbol: 'other', addend: 0 };
    insts.push(
      machineInst('CALL', results, [...(indirect ? [target] : []), ...args], callee, {
        clobbers: CALL_CLOBBERS.filter((reg) => !results.includes(reg)),
        convention: stack ? 'variadic' : undefined,
      }),
    );
    for (const result of results) define(machineInst('COPY', [this.reg()], [result]));
  }

  private terminate(block: MBlock, dominators: Map<MBlock, Set<MBlock>>): void {
    const { random, fn, shape } = this;
    const values = [...(dominators.get(block) ?? [])].flatMap((dominator) => this.available.get(dominator) ?? []);
    const value = () => random.pick(values);
    const { insts, succs } = block;
    const ext = shape.level === 'ext';
    if (succs.length === 0) {
      if (random.chance(10)) {
        insts.push(machineInst('TRAP', [], [], 1));
        return;
      }
      insts.push(machineInst('COPY', [0], [value()]));
      if (random.chance(15) && !fn.frame.dynamic && !fn.frame.framePointer) {
        if (random.chance(50)) insts.push(machineInst('TAILCALL', [], [0], { symbol: 'other', addend: 0 }));
        else {
          const target = this.reg();
          insts.push(machineInst('CONST', [target], [], { symbol: 'other', addend: 0 }));
          insts.push(machineInst('TAILCALL', [], [target, 0]));
        }
      } else insts.push(machineInst('RET', [], [0]));
      return;
    }
    if (succs.length === 1) {
      insts.push(machineInst('BR', [], [], undefined, { targets: [...succs] }));
      return;
    }
    if (shape.indirect && random.chance(50)) {
      const labels = succs.map((succ) => {
        succ.addressLabel ??= `.Lba${succ.id}`;
        return succ.addressLabel;
      });
      // Chooses among the first two labels without a branch: label1 + (label0 - label1) * (x & 1).
      const [a, b, one, bit, difference, product, sum] = Array.from({ length: 7 }, () => this.reg()) as [
        Reg,
        Reg,
        Reg,
        Reg,
        Reg,
        Reg,
        Reg,
      ];
      insts.push(
        machineInst('CONST', [a], [], { symbol: labels[0] as string, addend: 0 }),
        machineInst('CONST', [b], [], { symbol: labels[1] as string, addend: 0 }),
        machineInst('CONST', [one], [], 1),
        machineInst('AND', [bit], [value(), one]),
        machineInst('SUB', [difference], [a, b]),
        machineInst('MUL', [product], [difference, bit]),
        machineInst('ADD', [sum], [b, product]),
        machineInst('JIND', [], [sum], undefined, { targets: [...succs] }),
      );
      return;
    }
    if (succs.length === 2) {
      const cc = random.below(ext ? 14 : 2);
      if (random.chance(20)) {
        insts.push(machineInst('CMP', [], [value(), value()]));
        insts.push(machineInst('BRF', [], [], undefined, { cc, targets: [...succs] }));
      } else if (random.chance(50))
        insts.push(machineInst('BRCC', [], [value(), value()], undefined, { cc, targets: [...succs] }));
      else {
        const imm = ext ? random.pick([0, 5, -8, 100, -2000]) : 0;
        insts.push(machineInst('BRCC', [], [value()], imm, { cc, targets: [...succs] }));
      }
      return;
    }
    const index = this.reg();
    const three = this.reg();
    insts.push(machineInst('CONST', [three], [], 3));
    insts.push(machineInst('AND', [index], [value(), three]));
    const targets = [0, 1, 2, 3].map((i) => succs[i % succs.length] as MBlock);
    insts.push(machineInst('JTAB', [], [index], undefined, { targets: succs.length > 4 ? [...succs] : targets }));
  }
}
