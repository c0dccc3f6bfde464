/** One LLVM function to LIR: blocks, values and PHIs. What each instruction means is in the files beside this one. */

import { keepAnchors } from '../debug/anchors.js';
import { RecordCollector } from '../debug/collect-records.js';
import { hasInstruction } from '../instruction-set.js';
import type { BasicBlock, Constant, Instruction, Function as IrFunction, PhiInstruction, Value } from '../ir/model.js';
import { successors } from '../ir/model.js';
import type { Type } from '../ir/types.js';
import { replaceFollowers } from '../loops/followers.js';
import { useIncrements } from '../loops/increments.js';
import { loopsOf } from '../loops/loop.js';
import { addPreheaders } from '../loops/preheaders.js';
import { reduceStrength } from '../loops/strength.js';
import { lowerBinary, lowerCast, lowerFreeze, lowerNegate } from './arithmetic.js';
import { lowerAtomicRmw, lowerCmpXchg } from './atomics.js';
import { branchForSelects } from './branch-for-selects.js';
import { LirBuilder, NO_TRAP } from './builder.js';
import { lowerArguments, lowerCall, lowerReturn } from './calls.js';
import { lowerFloatCompare, lowerIntegerCompare, lowerSelect } from './compare.js';
import { constantParts } from './constants.js';
import { lowerBranch, lowerIndirectBranch } from './control.js';
import { elementParts, partCount } from './data-layout.js';
import { computeEarly } from './early-results.js';
import { extendAtLoad } from './extend-at-load.js';
import { reduceFixedPoint } from './fixed-point.js';
import { type LirBlock, type LirFunction, type LirValue, pruneUnreachable } from './lir.js';
import { lowerAlloca, lowerGep, lowerLoad, lowerStore, lowerVaArg } from './memory.js';
import type { ModuleContext } from './module-context.js';
import { narrow } from './narrow.js';
import { widenRangeTests } from './range-tests.js';
import { separateReturns } from './separate-returns.js';
import { lowerSwitch } from './switch.js';
import { UnsupportedError } from './unsupported.js';
import { lowerExtractElement, lowerInsertElement, lowerShuffle } from './vectors.js';

/** BRK code of a place that cannot be reached. */
const UNREACHABLE_CODE = 0xff;

/** What every lowering function of one LLVM function shares. */
export class FunctionLowering {
  readonly module: ModuleContext;
  readonly fn: IrFunction;
  readonly lir: LirFunction;
  readonly build: LirBuilder;
  /** LIR block where each IR block starts. */
  readonly blocks = new Map<BasicBlock, LirBlock>();
  /** The IR block that a LIR block came from. */
  readonly origin = new Map<LirBlock, BasicBlock>();
  private readonly values = new Map<Value, LirValue[]>();
  private readonly phis: { phi: PhiInstruction; parts: LirValue[] }[] = [];
  /** Words of constant PHI operands, computed at the end of the predecessor. */
  private readonly phiConstants = new Map<BasicBlock, Map<Value, LirValue[]>>();
  /** Word index of the first variadic argument. */
  namedWords = 0;
  private readonly records: RecordCollector;
  private scratch: FunctionLowering | undefined;
  /** There is something to know about variables of the source. */
  private described = false;
  /** What is being lowered, for messages. */
  current: Instruction | undefined;

  constructor(module: ModuleContext, fn: IrFunction) {
    this.module = module;
    this.fn = fn;
    this.lir = {
      name: fn.name,
      level: module.level,
      without: module.without,
      optimiseSize: fn.attributes.has('optsize') || fn.attributes.has('minsize'),
      asWritten: fn.attributes.has('optnone'),
      blocks: [],
      blockIds: 0,
      values: 0,
      frameObjects: [],
      outgoingBytes: 0,
      hasOutgoing: false,
      dynamic: false,
      framePointer: false,
      hasCalls: false,
      returnsTwice: false,
    };
    this.build = new LirBuilder(this.lir);
    this.records = new RecordCollector(this, module.onUnknownRecord);
  }

  /** Whether size is wanted more than speed. */
  get optimiseSize(): boolean {
    return this.lir.optimiseSize;
  }

  /** The words of a value, low word first. */
  parts(value: Value): LirValue[] {
    switch (value.kind) {
      case 'argument':
      case 'instruction': {
        const known = this.values.get(value);
        if (known === undefined) throw new UnsupportedError(`use of %${value.name} before its definition`);
        return known;
      }
      case 'asm':
      case 'metadata':
        throw new UnsupportedError(`${value.kind === 'asm' ? 'inline assembly' : 'metadata'} as a value`);
      default:
        return constantParts(this, value);
    }
  }

  /** The only word of a value. */
  word(value: Value): LirValue {
    const parts = this.parts(value);
    if (parts.length !== 1) throw new UnsupportedError(`value of ${parts.length} words where one is expected`);
    return parts[0] as LirValue;
  }

  /** The words of a value, if it has been lowered. */
  known(value: Value): readonly LirValue[] | undefined {
    return this.values.get(value);
  }

  /** The words of a constant, without a trace in this function. */
  constantWords(value: Constant): readonly LirValue[] {
    this.scratch ??= new FunctionLowering(this.module, scratchFunction());
    return this.scratch.parts(value);
  }

  define(value: Value, parts: LirValue[]): void {
    this.values.set(value, parts);
  }

  /** A new frame object; gives its number. */
  frameObject(size: number, align: number, name: string): number {
    this.lir.frameObjects.push({ size, align, name });
    return this.lir.frameObjects.length - 1;
  }

  run(): LirFunction {
    const order = reversePostorder(this.fn.blocks);
    const entry = this.build.block;
    for (const [i, block] of order.entries()) {
      const lirBlock = i === 0 ? entry : this.build.newBlock(block.name);
      this.blocks.set(block, lirBlock);
    }
    this.build.loc = this.module.location(this.fn.subprogram);
    lowerArguments(this);
    for (const block of order) {
      const lirBlock = this.blocks.get(block) as LirBlock;
      this.build.at(lirBlock);
      const label = this.module.blockLabel(block);
      lirBlock.addressLabel = label;
      this.lowerBlock(block);
    }
    this.labelUnreached();
    this.completePhis();
    this.records.attach();
    if (this.described)
      keepAnchors(
        () => this.lir.blocks,
        'records',
        () => this.improve(),
      );
    else this.improve();
    this.current = undefined;
    return this.lir;
  }

  /** The passes over LIR. */
  private improve(): void {
    narrow(this.lir);
    if (!this.lir.asWritten) separateReturns(this.lir, this.build);
    const constant = (value: number) => this.build.const(value);
    widenRangeTests(this.lir, constant);
    extendAtLoad(this.lir, constant);
    reduceFixedPoint(this.lir, constant);
    if (this.lir.level === 'ext' && !hasInstruction(this.lir, 'MOVC')) branchForSelects(this.lir);
    replaceFollowers(this.lir, constant);
    addPreheaders(this.lir, this.build);
    const loops = loopsOf(this.lir);
    reduceStrength(
      this.lir,
      loops.filter(({ latches }) => latches.length === 1),
      this.build,
    );
    useIncrements(this.lir, loops, this.build);
    if (!this.lir.asWritten) computeEarly(this.lir);
  }

  /** Gives the address of a block that nothing jumps to a place: data may hold it, though control never gets there. */
  private labelUnreached(): void {
    for (const block of this.fn.blocks) {
      const label = this.blocks.has(block) ? undefined : this.module.blockLabel(block);
      if (label !== undefined) this.build.newBlock(block.name).addressLabel = label;
    }
    pruneUnreachable(this.lir);
    for (const block of this.lir.blocks) {
      if (block.insts.length > 0) continue;
      this.build.at(block);
      this.build.trap(UNREACHABLE_CODE);
    }
  }

  private lowerBlock(block: BasicBlock): void {
    const last = block.instructions[block.instructions.length - 1];
    for (const instruction of block.instructions) {
      this.current = instruction;
      this.build.loc = this.module.location(instruction.location) ?? this.build.loc;
      if (instruction === last) this.lowerPhiConstants(block, instruction);
      if (instruction.records !== undefined) this.described = true;
      this.records.before(instruction);
      this.lowerInstruction(instruction);
      this.records.after(instruction);
      // What follows a call that never returns is not reached.
      if (this.build.terminated) break;
    }
  }

  private lowerPhiConstants(block: BasicBlock, terminator: Instruction): void {
    let constants: Map<Value, LirValue[]> | undefined;
    for (const successor of successors(terminator)) {
      for (const phi of successor.instructions) {
        if (phi.op !== 'phi') break;
        phi.operands.forEach((operand, i) => {
          if (phi.blocks[i] !== block || operand.kind === 'instruction' || operand.kind === 'argument') return;
          constants ??= new Map();
          if (!constants.has(operand)) constants.set(operand, this.parts(operand));
        });
      }
    }
    if (constants !== undefined) this.phiConstants.set(block, constants);
  }

  private completePhis(): void {
    for (const { phi, parts } of this.phis) {
      const incoming = incomingOf(phi);
      const block = parts[0]?.block;
      for (const pred of block?.preds ?? []) {
        const from = this.origin.get(pred) ?? this.irBlockOf(pred);
        const operand = from === undefined ? undefined : incoming(from);
        if (from === undefined || operand === undefined)
          throw new UnsupportedError(`phi %${phi.name} without a value for a predecessor`);
        const words = this.phiConstants.get(from)?.get(operand) ?? this.parts(operand);
        parts.forEach((part, i) => {
          part.args.push(words[i] as LirValue);
          part.blocks?.push(pred);
        });
      }
    }
  }

  private readonly blockOwners = new Map<LirBlock, BasicBlock>();
  private irBlockOf(block: LirBlock): BasicBlock | undefined {
    if (this.blockOwners.size === 0) for (const [ir, lir] of this.blocks) this.blockOwners.set(lir, ir);
    return this.blockOwners.get(block);
  }

  /** A LIR block in the middle of what `block` became. */
  continuation(name: string): LirBlock {
    const owner = this.origin.get(this.build.block) ?? this.irBlockOf(this.build.block);
    const next = this.build.newBlock(name);
    if (owner !== undefined) this.origin.set(next, owner);
    return next;
  }

  private lowerInstruction(instruction: Instruction): void {
    switch (instruction.op) {
      case 'phi': {
        const parts = Array.from({ length: partCount(instruction.type) }, () => this.build.phi());
        this.define(instruction, parts);
        if (parts.length > 0) this.phis.push({ phi: instruction, parts });
        return;
      }
      case 'fneg':
        return this.define(instruction, lowerNegate(this, instruction.operands[0]));
      case 'freeze':
        return this.define(instruction, lowerFreeze(this, instruction.operands[0]));
      case 'icmp':
        return this.define(instruction, lowerIntegerCompare(this, instruction.predicate, ...instruction.operands));
      case 'fcmp':
        return this.define(instruction, lowerFloatCompare(this, instruction.predicate, ...instruction.operands));
      case 'select':
        return this.define(instruction, lowerSelect(this, ...instruction.operands));
      case 'alloca':
        return this.define(instruction, [lowerAlloca(this, instruction)]);
      case 'load':
        return this.define(instruction, lowerLoad(this, instruction));
      case 'store':
        return lowerStore(this, instruction);
      case 'getelementptr':
        return this.define(instruction, [lowerGep(this, instruction.elementType, instruction.operands)]);
      case 'extractvalue':
        return this.define(instruction, this.extract(instruction.operands[0], instruction.indices));
      case 'insertvalue':
        return this.define(
          instruction,
          this.insert(instruction.operands[0], instruction.operands[1], instruction.indices),
        );
      case 'call':
        return lowerCall(this, instruction);
      case 'va_arg':
        return this.define(instruction, lowerVaArg(this, instruction.operands[0], instruction.type));
      case 'fence':
        return;
      case 'cmpxchg':
        return this.define(instruction, lowerCmpXchg(this, instruction));
      case 'atomicrmw':
        return this.define(instruction, lowerAtomicRmw(this, instruction));
      case 'br':
        return lowerBranch(this, instruction);
      case 'switch':
        return lowerSwitch(this, instruction);
      case 'indirectbr':
        return lowerIndirectBranch(this, instruction);
      case 'ret':
        return lowerReturn(this, instruction.operands[0]);
      case 'unreachable':
        // Reaching it is undefined; stopping there costs one word and finds bugs. Behind a call that cannot return it would find none.
        return this.build.trap(this.build.endsWithoutReturn ? NO_TRAP : UNREACHABLE_CODE);
      case 'extractelement':
        return this.define(instruction, lowerExtractElement(this, instruction));
      case 'insertelement':
        return this.define(instruction, lowerInsertElement(this, instruction));
      case 'shufflevector':
        return this.define(instruction, lowerShuffle(this, instruction));
      case 'unsupported':
        throw new UnsupportedError(`instruction ${instruction.construct}`);
      case 'trunc':
      case 'zext':
      case 'sext':
      case 'fptrunc':
      case 'fpext':
      case 'fptoui':
      case 'fptosi':
      case 'uitofp':
      case 'sitofp':
      case 'ptrtoint':
      case 'ptrtoaddr':
      case 'inttoptr':
      case 'bitcast':
      case 'addrspacecast':
        return this.define(instruction, lowerCast(this, instruction.op, instruction.operands[0], instruction.type));
      default:
        return this.define(instruction, lowerBinary(this, instruction.op, ...instruction.operands));
    }
  }

  /** The words of an aggregate's element. */
  extract(aggregate: Value, indices: readonly number[]): LirValue[] {
    const { start, type } = elementParts(aggregate.type, indices);
    return this.parts(aggregate).slice(start, start + partCount(type));
  }

  private insert(aggregate: Value, element: Value, indices: readonly number[]): LirValue[] {
    const { start, type } = elementParts(aggregate.type, indices);
    const words = [...this.parts(aggregate)];
    words.splice(start, partCount(type), ...this.parts(element));
    return words;
  }

  /** Words of undefined content for a value of the type. */
  undefined(type: Type): LirValue[] {
    return Array.from({ length: partCount(type) }, () => this.build.undef());
  }
}

/** Up to this many a list is searched as fast as a map. */
const SHORT_LIST = 8;

/** What a PHI becomes when coming from a block. */
function incomingOf({ blocks, operands }: PhiInstruction): (from: BasicBlock) => Value | undefined {
  if (blocks.length <= SHORT_LIST) return (from) => operands[blocks.lastIndexOf(from)];
  const incoming = new Map(blocks.map((block, i) => [block, operands[i] as Value]));
  return (from) => incoming.get(from);
}

/** Reachable blocks, each before its successors except along back edges. */
function reversePostorder(blocks: readonly BasicBlock[]): BasicBlock[] {
  const entry = blocks[0];
  if (entry === undefined) return [];
  const order: BasicBlock[] = [];
  const seen = new Set<BasicBlock>([entry]);
  const stack: { block: BasicBlock; next: number; succs: readonly BasicBlock[] }[] = [];
  const push = (block: BasicBlock) => {
    const last = block.instructions[block.instructions.length - 1];
    stack.push({ block, next: 0, succs: last === undefined ? [] : successors(last) });
  };
  push(entry);
  for (;;) {
    const top = stack[stack.length - 1];
    if (top === undefined) break;
    const successor = top.succs[top.next++];
    if (successor === undefined) {
      order.push(top.block);
      stack.pop();
    } else if (!seen.has(successor)) {
      seen.add(successor);
      push(successor);
    }
  }
  return order.reverse();
}

/** A function that is never emitted, in which constant expressions are folded. */
export function scratchFunction(): IrFunction {
  return {
    kind: 'function',
    name: '',
    type: { kind: 'ptr', addressSpace: 0 },
    linkage: 'private',
    visibility: 'default',
    align: 0,
    metadata: new Map(),
    functionType: { kind: 'function', result: { kind: 'void' }, params: [], variadic: false },
    args: [],
    attributes: new Map(),
    returnAttributes: new Map(),
    blocks: [],
    irLine: 0,
  };
}
