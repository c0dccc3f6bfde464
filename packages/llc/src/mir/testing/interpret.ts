/**
 * Executes machine functions at any stage: over virtual registers with PHIs, or finished, with PUSH, LDSP and the like.
 * What the outside sees (calls with their arguments, ticks, the result) is recorded, so that two stages can be compared.
 * Destroyed registers and flags get junk; early results are written before operands are read.
 */
import { conditionHolds } from '@hsx/isa';
import type { FrameRef, MachineFunction, MBlock, MInst } from '../machine.js';

const MEMORY_BYTES = 0x20000;
const STACK_TOP = 0x1f000;
const OBJECTS_AT = 0x4000;
const OUTGOING_AT = 0x1000;
const INCOMING_AT = 0x2000;
const TABLES_AT = 0x800;
const CODE_AT = 0x100000;
const RETURN_ADDRESS = 0xfffffffc;
const Z = 1;
const C = 2;
const N = 4;
const V = 8;

/** What a run showed. */
export interface RunResult {
  readonly events: string[];
  /** `return`, `trap`, or `limit` when the ticks ran out. */
  readonly end: string;
}

class Stop extends Error {}

/** Runs `fn` with four arguments and three words on the stack. */
export function interpret(fn: MachineFunction, args: readonly number[], ticks: number): RunResult {
  return new Interpreter(fn, ticks, false).run(args);
}

class Interpreter {
  private readonly regs: Uint32Array;
  private readonly memory = new DataView(new ArrayBuffer(MEMORY_BYTES));
  private readonly objects: number[] = [];
  private readonly labels = new Map<string, number>();
  private readonly events: string[] = [];
  private sp = STACK_TOP + 8;
  private psw = 0;
  private junk = 0x12345;
  private end = '';

  constructor(
    private readonly fn: MachineFunction,
    private ticks: number,
    /** After branch lowering: the stack is the machine's, RET pops. */
    private readonly finished: boolean,
  ) {
    this.regs = new Uint32Array(Math.max(16, fn.nextVirtual));
    let at = OBJECTS_AT;
    for (const object of fn.frame.objects) {
      at = Math.ceil(at / object.align) * object.align;
      this.objects.push(at);
      at += object.size;
    }
    for (const block of fn.blocks)
      if (block.addressLabel !== undefined) this.labels.set(block.addressLabel, this.codeAddress(block));
    let table = TABLES_AT;
    for (const block of fn.blocks)
      for (const inst of block.insts) {
        const isTable =
          inst.op === 'JTABR' || ((inst.op === 'JR' || inst.op === 'RET') && typeof inst.imm === 'object');
        if (!isTable || typeof inst.imm !== 'object') continue;
        this.labels.set(inst.imm.symbol, table);
        for (const target of inst.targets ?? []) {
          this.memory.setUint32(table, this.codeAddress(target), true);
          table += 4;
        }
      }
  }

  private codeAddress(block: MBlock): number {
    return CODE_AT + 4 * block.id;
  }

  private nextJunk(): number {
    this.junk = (Math.imul(this.junk, 1103515245) + 12345) | 0;
    return this.junk >>> 0;
  }

  run(args: readonly number[]): RunResult {
    for (let reg = 0; reg < 16; reg++) this.regs[reg] = this.nextJunk();
    args.forEach((arg, i) => {
      this.regs[i] = arg;
    });
    this.push(RETURN_ADDRESS);
    const entrySp = this.sp;
    for (let i = 0; i < 3; i++) {
      this.memory.setUint32(entrySp + 16 + 4 * i, 1000 + i, true);
      this.memory.setUint32(INCOMING_AT + 4 * i, 1000 + i, true);
    }
    const saved = [8, 9, 10, 11, 12, 13, 14].map((reg) => [reg, this.regs[reg]] as const);
    try {
      this.execute();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    if (this.end === 'return') {
      this.events.push(`result ${this.regs[0]}`);
      if (this.finished) {
        if (this.sp !== entrySp + 4) throw new Error(`sp is ${this.sp} after return, not ${entrySp + 4}`);
        for (const [reg, value] of saved) if (this.regs[reg] !== value) throw new Error(`R${reg} was not preserved`);
      }
    }
    return { events: this.events, end: this.end };
  }

  private execute(): void {
    let block = this.fn.blocks[0] as MBlock;
    let from: MBlock | undefined;
    for (;;) {
      const next = this.executeBlock(block, from);
      if (next === undefined) return;
      from = block;
      block = next;
    }
  }

  private executeBlock(block: MBlock, from: MBlock | undefined): MBlock | undefined {
    const phis = block.insts.filter((inst) => inst.op === 'PHI');
    const values = phis.map(
      (phi) => this.regs[phi.uses[phi.targets?.indexOf(from as MBlock) ?? -1] as number] as number,
    );
    phis.forEach((phi, i) => {
      this.regs[phi.defs[0] as number] = values[i] as number;
    });
    for (const inst of block.insts) {
      if (inst.op === 'PHI') continue;
      const next = this.step(inst);
      if (next === 'stop') return undefined;
      if (next !== undefined) return next;
    }
    const following = this.fn.blocks[this.fn.blocks.indexOf(block) + 1];
    if (following === undefined) throw new Error(`block ${block.id} runs off the end`);
    return following;
  }

  private event(text: string): void {
    this.events.push(text);
    if (--this.ticks > 0) return;
    this.end = 'limit';
    throw new Stop();
  }

  private push(value: number): void {
    this.sp -= 4;
    this.store(this.sp, value);
  }

  private pop(): number {
    const value = this.load(this.sp);
    // What is popped is gone.
    this.store(this.sp, this.nextJunk());
    this.sp += 4;
    return value;
  }

  private load(address: number): number {
    if (address % 4 !== 0 || address >= MEMORY_BYTES) throw new Error(`load from ${address}`);
    return this.memory.getUint32(address, true);
  }

  private store(address: number, value: number): void {
    if (address % 4 !== 0 || address >= MEMORY_BYTES) throw new Error(`store to ${address}`);
    this.memory.setUint32(address, value, true);
  }

  private frameAddress(ref: FrameRef): number {
    if (ref === 'incoming') return INCOMING_AT;
    if (ref === 'outgoing') return OUTGOING_AT;
    return this.objects[ref] as number;
  }

  private constant(inst: MInst): number {
    const { imm } = inst;
    if (typeof imm === 'number') return imm >>> 0;
    if (imm === undefined) return 0;
    const known = this.labels.get(imm.symbol);
    if (known !== undefined) return known + imm.addend;
    let hash = 7;
    for (const char of imm.symbol) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
    return ((hash >>> 0) % 4096) * 4 + 0x200000 + imm.addend;
  }

  private blockAt(address: number, inst: MInst): MBlock {
    const block = this.fn.blocks.find((candidate) => this.codeAddress(candidate) === address);
    if (block === undefined) throw new Error(`${inst.op} to ${address}`);
    return block;
  }

  private setFlags(value: number, carry: boolean, overflow: boolean): number {
    const result = value >>> 0;
    this.psw = (result === 0 ? Z : 0) | (carry ? C : 0) | (result >>> 31 ? N : 0) | (overflow ? V : 0);
    return result;
  }

  private add(a: number, b: number, carry: number): number {
    const sum = (a >>> 0) + (b >>> 0) + carry;
    const signed = (a | 0) + (b | 0) + carry;
    return this.setFlags(sum, sum > 0xffffffff, signed !== (sum | 0));
  }

  private sub(a: number, b: number, borrow: number): number {
    const difference = (a >>> 0) - (b >>> 0) - borrow;
    const signed = (a | 0) - (b | 0) - borrow;
    return this.setFlags(difference, difference >= 0, signed !== (difference | 0));
  }

  private holds(cc: number): boolean {
    return conditionHolds(cc, this.psw);
  }

  private compare(cc: number, a: number, b: number): boolean {
    const before = this.psw;
    this.sub(a, b, 0);
    const result = this.holds(cc);
    this.psw = before;
    return result;
  }

  private destroy(inst: MInst): void {
    for (const reg of inst.clobbers ?? []) this.regs[reg] = this.nextJunk();
    this.psw = this.nextJunk() & 15;
  }

  private call(inst: MInst): void {
    const target = typeof inst.imm === 'object' ? this.constant(inst) : (this.regs[inst.uses[0] as number] as number);
    if (this.finished && this.sp % 8 !== 0) throw new Error('sp is not a multiple of 8 at a call');
    const args = inst.uses.slice(typeof inst.imm === 'object' ? 0 : 1).map((reg) => this.regs[reg]);
    if (inst.convention === 'variadic') {
      const base = this.finished ? this.sp + 12 : OUTGOING_AT;
      args.push(this.load(base), this.load(base + 4));
    }
    this.event(`call ${target} ${args.join(' ')}`);
    let result = target;
    for (const arg of args) result = (Math.imul(result ^ (arg as number), 0x9e3779b1) + 77) | 0;
    this.destroy(inst);
    inst.defs.forEach((def, i) => {
      this.regs[def] = (result + i * 0x01010101) >>> 0;
    });
  }

  private assembly(inst: MInst): void {
    if (inst.asm === '; tick') {
      this.event('tick');
      return;
    }
    if (inst.asm === '; aligned 32') {
      if (this.finished && (this.regs[inst.uses[0] as number] as number) % 32 !== 0)
        throw new Error('a misaligned object');
      return;
    }
    inst.defs.forEach((def, i) => {
      if (((inst.early ?? 0) >>> i) & 1) this.regs[def] = this.nextJunk();
    });
    let hash = 99;
    for (const use of inst.uses) hash = (Math.imul(hash, 0x85ebca6b) ^ (this.regs[use] as number)) | 0;
    this.destroy(inst);
    inst.defs.forEach((def, i) => {
      this.regs[def] = (hash + i * 0x1234567) >>> 0;
    });
  }

  private step(inst: MInst): MBlock | 'stop' | undefined {
    const { regs } = this;
    const rd = inst.defs[0] as number;
    const u = (i: number): number => regs[inst.uses[i] as number] as number;
    const imm = typeof inst.imm === 'number' ? inst.imm : 0;
    const [first, second] = inst.targets ?? [];
    switch (inst.op) {
      case 'COPY':
      case 'MOV':
        regs[rd] = u(0);
        return undefined;
      case 'CONST':
        regs[rd] = this.constant(inst);
        return undefined;
      case 'FRAMEADDR':
        regs[rd] = this.frameAddress(inst.frame as FrameRef) + imm;
        return undefined;
      case 'LANDING':
        return undefined;
      case 'ADD':
        regs[rd] = this.add(u(0), u(1), 0);
        return undefined;
      case 'ADDI':
        regs[rd] = this.add(u(0), imm, 0);
        return undefined;
      case 'ADC':
        regs[rd] = this.add(u(0), u(1), this.psw & C ? 1 : 0);
        return undefined;
      case 'SUB':
        regs[rd] = this.sub(u(0), u(1), 0);
        return undefined;
      case 'SBC':
        regs[rd] = this.sub(u(0), u(1), this.psw & C ? 0 : 1);
        return undefined;
      case 'MUL':
        regs[rd] = this.setFlags(Math.imul(u(0), u(1)), false, false);
        return undefined;
      case 'AND':
        regs[rd] = this.setFlags(u(0) & u(1), false, false);
        return undefined;
      case 'ANDI':
        regs[rd] = this.setFlags(u(0) & imm, false, false);
        return undefined;
      case 'OR':
        regs[rd] = this.setFlags(u(0) | u(1), false, false);
        return undefined;
      case 'XOR':
        regs[rd] = this.setFlags(u(0) ^ u(1), false, false);
        return undefined;
      case 'LSL':
        regs[rd] = this.setFlags(u(0) << (u(1) & 31), false, false);
        return undefined;
      case 'LSLI':
        regs[rd] = this.setFlags(u(0) << imm, false, false);
        return undefined;
      case 'CMP':
        this.sub(u(0), u(1), 0);
        return undefined;
      case 'CMPI':
        this.sub(u(0), imm, 0);
        return undefined;
      case 'SET':
        regs[rd] = this.holds(inst.cc as number) ? 1 : 0;
        return undefined;
      case 'MOVC':
        regs[rd] = this.holds(inst.cc as number) ? u(1) : u(0);
        return undefined;
      case 'LD':
        regs[rd] = this.load(inst.frame === undefined ? u(0) + imm : this.frameAddress(inst.frame) + imm);
        return undefined;
      case 'ST':
        if (inst.frame === undefined) this.store(u(0) + imm, u(1));
        else this.store(this.frameAddress(inst.frame) + imm, u(0));
        return undefined;
      case 'LDSP':
        regs[rd] = this.load(this.sp + imm);
        return undefined;
      case 'STSP':
        this.store(this.sp + imm, u(0));
        return undefined;
      case 'GETSP':
        regs[rd] = this.sp + imm;
        return undefined;
      case 'SETSP':
        this.sp = u(0) + imm;
        return undefined;
      case 'ADDSP':
        this.sp += imm;
        return undefined;
      case 'GETPSW':
        regs[rd] = this.psw;
        return undefined;
      case 'SETPSW':
        this.psw = u(0) & 15;
        return undefined;
      case 'PUSH':
        this.push(u(0));
        return undefined;
      case 'POP':
        regs[rd] = this.pop();
        return undefined;
      case 'ALLOCA':
        // The virtual stage has no outgoing area on the stack.
        this.sp -= u(0);
        regs[rd] = this.sp;
        return undefined;
      case 'CALL':
        this.call(inst);
        return undefined;
      case 'ASM':
        this.assembly(inst);
        return undefined;
      case 'BR':
      case 'JMP':
        if (first === undefined) return this.tailCall(this.constant(inst));
        return first;
      case 'BRCC': {
        const b = inst.uses.length > 1 ? u(1) : imm;
        return this.compare(inst.cc as number, u(0), b) ? first : second;
      }
      case 'CB':
        return this.compare(inst.cc as number, u(0), u(1)) ? first : undefined;
      case 'CBI':
        return this.compare(inst.cc as number, u(0), imm) ? first : undefined;
      case 'BRF':
        return this.holds(inst.cc as number) ? first : second;
      case 'JTAB':
        return inst.targets?.[u(0)];
      case 'JTABR':
      case 'JIND':
        return this.blockAt(u(0), inst);
      case 'JR':
        if (inst.targets === undefined) return this.tailCall(u(0));
        return this.blockAt(u(0), inst);
      case 'RET':
        if (!this.finished) {
          this.end = 'return';
          return 'stop';
        }
        return this.returnTo(this.pop(), inst);
      case 'TAILCALL':
        return this.tailCall(inst.imm === undefined ? u(0) : this.constant(inst));
      case 'TRAP':
      case 'BRK':
        this.end = 'trap';
        return 'stop';
    }
    const jump = /^J(Z|NZ|[A-Z]{2})$/.exec(inst.op);
    if (jump !== null) {
      const names = ['Z', 'NZ', 'HS', 'LO', 'MI', 'PL', 'VS', 'VC', 'HI', 'LS', 'GE', 'LT', 'GT', 'LE'];
      return this.holds(names.indexOf(jump[1] as string)) ? first : undefined;
    }
    throw new Error(`the interpreter does not know ${inst.op}`);
  }

  private returnTo(address: number, inst: MInst): MBlock | 'stop' {
    if (address === RETURN_ADDRESS) {
      this.end = 'return';
      return 'stop';
    }
    if (inst.targets === undefined) return this.tailCall(address);
    return this.blockAt(address, inst);
  }

  private tailCall(target: number): 'stop' {
    this.event(`tail call ${target} ${this.regs[0]}`);
    this.end = 'return';
    this.regs[0] = 1;
    // A jump leaves the return address to the callee; a RET by way of the stack has popped only the target.
    if (this.finished) this.pop();
    return 'stop';
  }
}

/** Runs a finished function (after branch lowering), checking the calling convention as well. */
export function interpretFinished(fn: MachineFunction, args: readonly number[], ticks: number): RunResult {
  return new Interpreter(fn, ticks, true).run(args);
}
