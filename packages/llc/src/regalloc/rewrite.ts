/** Puts registers, moves, loads and stores into a function after allocation; PHIs and needless copies disappear. */
import { HsxError } from '@hsx/isa';
import {
  copyInst,
  isPhysical,
  type MachineFunction,
  type MBlock,
  type MInst,
  machineBlock,
  machineInst,
  type Reg,
} from '../mir/machine.js';
import type { Intervals } from './build-intervals.js';
import type { Bundles } from './coalesce.js';
import { type Bundle, type Interval, RangeList, rangesCover } from './interval.js';
import type { Numbering } from './numbering.js';
import { type Move, type MoveResources, SLOT_BASE, sequenceMoves } from './parallel-move.js';
import { type Home, type HomeMove, homeOf, type Resolution } from './resolve.js';
import { colourSpillSlots, newSpillSlot } from './spill-slots.js';

/** What became of one instruction, for the verifier. */
export interface RewriteEvent {
  /** The instruction with registers; absent when a copy or constant needed none. */
  readonly inst?: MInst;
  /** The instruction over virtual registers; absent for an inserted move. */
  readonly original?: MInst;
}

/** A log of a rewriting, by block. */
export interface RewriteLog {
  readonly events: Map<MBlock, RewriteEvent[]>;
  /** PHIs by block. */
  readonly phis: Map<MBlock, MInst[]>;
  /** For a block made on an edge, the predecessor it stands for. */
  readonly edgeOf: Map<MBlock, MBlock>;
}

/** Everything rewriting works from. */
export interface RewriteInput {
  readonly fn: MachineFunction;
  readonly numbering: Numbering;
  readonly intervals: Intervals;
  readonly bundles: Bundles;
  readonly resolution: Resolution;
  /** Mask of registers that moves may pass through when they hold nothing. */
  readonly allocatable: number;
}

/** Rewrites the function in place. */
export function rewriteFunction(input: RewriteInput, log?: RewriteLog): void {
  new Rewriter(input, log).run();
}

/**
 * Whether some moves go through memory though no value lives there: they form a cycle at a place where every register holds
 * something. Nothing is changed.
 */
export function movesNeedMemory(input: RewriteInput): boolean {
  return new Rewriter(input, undefined).movesNeedMemory();
}

class Rewriter {
  private readonly emergency = [-1, -1];
  private occupied: number[][] | undefined;

  constructor(
    private readonly input: RewriteInput,
    private readonly log: RewriteLog | undefined,
  ) {}

  run(): void {
    const { fn, numbering, resolution } = this.input;
    this.giveSlots();
    const atStart = new Map<MBlock, MInst[]>();
    const atEnd = new Map<MBlock, MInst[]>();
    const added: MBlock[] = [];
    let nextId = fn.blocks.reduce((max, block) => Math.max(max, block.id), 0) + 1;
    for (const { pred, succ, moves } of resolution.edges) {
      const insts = this.sequence(moves, this.edgePoints(pred, succ));
      if (insts.length === 0) continue;
      const last = pred.insts.at(-1);
      if (last?.op === 'JIND') throw new HsxError('EINVAL', 'internal: a value moves on an edge of an indirect jump');
      if (pred.succs.length === 1) atEnd.set(pred, insts);
      else if (succ.preds.length === 1 && succ !== fn.blocks[0]) atStart.set(succ, insts);
      else added.push(this.splitEdge(pred, succ, insts, nextId++));
    }
    for (const block of numbering.order) this.rewriteBlock(block, atStart.get(block) ?? [], atEnd.get(block) ?? []);
    for (const block of added) {
      fn.blocks.push(block);
      this.log?.events.set(
        block,
        block.insts.map((inst) => ({ inst })),
      );
    }
  }

  movesNeedMemory(): boolean {
    const { resolution } = this.input;
    let needed = false;
    const slot = () => {
      needed = true;
      return 0;
    };
    for (const [position, moves] of resolution.gaps)
      if (moves.length > 1) this.sequence(moves, [position - 1, position], slot);
    for (const { pred, succ, moves } of resolution.edges)
      if (moves.length > 1) this.sequence(moves, this.edgePoints(pred, succ), slot);
    return needed;
  }

  /** The positions on both sides of an edge. */
  private edgePoints(pred: MBlock, succ: MBlock): [number, number] {
    const { from, to, indexOf } = this.input.numbering;
    return [(to[indexOf[pred.id] as number] as number) - 1, from[indexOf[succ.id] as number] as number];
  }

  private splitEdge(pred: MBlock, succ: MBlock, moves: MInst[], id: number): MBlock {
    const block = machineBlock(id, `${pred.name}.${succ.name}`, Math.min(pred.frequency, succ.frequency) / 2);
    block.insts = [...moves, machineInst('BR', [], [], undefined, { targets: [succ] })];
    block.succs = [succ];
    block.preds = [pred];
    const redirect = (list: MBlock[], from: MBlock) => list.map((other) => (other === from ? block : other));
    pred.succs = redirect(pred.succs, succ);
    succ.preds = redirect(succ.preds, pred);
    const last = pred.insts.at(-1);
    if (last?.targets !== undefined) last.targets = redirect(last.targets, succ);
    this.log?.edgeOf.set(block, pred);
    return block;
  }

  /** Finds the bundles whose memory is touched and gives them slots. */
  private giveSlots(): void {
    const { fn, numbering, resolution, bundles } = this.input;
    const spilled = new Set<Bundle>();
    const note = (home: Home | undefined) => {
      if (home !== undefined && typeof home !== 'number' && home.remat === undefined) spilled.add(home);
    };
    const noteAll = (moves: readonly HomeMove[]) => {
      for (const { source, target } of moves) {
        note(source);
        note(target);
      }
    };
    for (const moves of resolution.gaps.values()) noteAll(moves);
    for (const { moves } of resolution.edges) noteAll(moves);
    numbering.insts.forEach((inst, i) => {
      if (inst.op !== 'COPY') return;
      note(this.useHome(bundles, inst.uses[0] as Reg, 4 * i));
      note(this.defHome(bundles, inst.defs[0] as Reg, 4 * i));
    });
    colourSpillSlots(fn, [...spilled], !fn.returnsTwice);
  }

  private useHome(bundles: Bundles, reg: Reg, position: number): Home {
    if (isPhysical(reg)) return reg;
    const bundle = bundles.of[reg];
    if (bundle === undefined) throw new HsxError('EINVAL', `internal: v${reg} is used and was never live`);
    if (bundle.borrowed.length > 0) {
      const borrowed = bundle.borrowedAt(position);
      if (borrowed >= 0) return borrowed;
    }
    return homeOf(bundle.pieces.length === 1 ? bundle.pieces[0] : bundle.pieceAt(position));
  }

  private defHome(bundles: Bundles, reg: Reg, position: number): Home {
    if (isPhysical(reg)) return reg;
    const bundle = bundles.of[reg];
    return homeOf(bundle?.pieces.length === 1 ? bundle.pieces[0] : bundle?.pieceAt(position + 3));
  }

  private emergencySlot(which: 0 | 1): number {
    if (this.emergency[which] === -1) this.emergency[which] = newSpillSlot(this.input.fn);
    return this.emergency[which] as number;
  }

  private sequence(
    moves: readonly HomeMove[],
    points: readonly number[],
    emergencySlot: MoveResources['emergencySlot'] = (which) => this.emergencySlot(which),
  ): MInst[] {
    const list: Move[] = [];
    let named = 0;
    for (const { source, target } of moves) {
      const move: Move = { source: placeOf(source), target: placeOf(target) as number };
      if (typeof move.source === 'number' && move.source < SLOT_BASE) named |= 1 << move.source;
      if (move.target < SLOT_BASE) named |= 1 << move.target;
      list.push(move);
    }
    const resources: MoveResources = {
      freeRegister: (taken) => this.freeRegister(points, taken | named),
      emergencySlot,
    };
    return sequenceMoves(list, resources);
  }

  /** A caller-saved register that holds nothing at any of the points, or -1. */
  private freeRegister(points: readonly number[], taken: number): number {
    this.occupied ??= this.occupation();
    for (const reg of [15, 7, 6, 5, 4, 3, 2, 1, 0]) {
      if ((((this.input.allocatable & ~taken) >>> reg) & 1) === 0) continue;
      const ranges = this.occupied[reg] as number[];
      if (!points.some((point) => rangesCover(ranges, point))) return reg;
    }
    return -1;
  }

  /** By register: the ranges in which something is in it. */
  private occupation(): number[][] {
    const lists = this.input.intervals.fixed.map((ranges) => new RangeList(ranges));
    for (const bundle of this.input.bundles.all) {
      for (const piece of bundle.pieces) if (!piece.memory) lists[piece.reg]?.add(piece.ranges);
      for (const { position, reg } of bundle.borrowed) lists[reg]?.add([position, position + 1]);
    }
    return lists.map((list) => list.sorted());
  }

  private rewriteBlock(block: MBlock, atStart: readonly MInst[], atEnd: readonly MInst[]): void {
    const { numbering, resolution } = this.input;
    const out: MInst[] = [];
    const events: RewriteEvent[] | undefined = this.log === undefined ? undefined : [];
    let loc = block.insts.find((inst) => inst.op !== 'PHI')?.loc;
    const insert = (moves: readonly MInst[]) => {
      for (const move of moves) {
        if (loc !== undefined) move.loc = loc;
        out.push(move);
        events?.push({ inst: move });
      }
    };
    this.log?.phis.set(
      block,
      block.insts.filter((inst) => inst.op === 'PHI'),
    );
    insert(atStart);
    let position = numbering.from[numbering.indexOf[block.id] as number] as number;
    const last = block.insts.length - 1;
    block.insts.forEach((inst, i) => {
      if (inst.op === 'PHI') return;
      if (inst.loc !== undefined) loc = inst.loc;
      const gap = resolution.gaps.get(position);
      if (gap !== undefined) insert(this.sequence(gap, [position - 1, position]));
      if (i === last) insert(atEnd);
      const before = out.length;
      this.rewriteInstruction(inst, position, out);
      if (events !== undefined) {
        if (out.length === before + 1) events.push({ inst: out[before] as MInst, original: inst });
        else {
          for (let k = before; k < out.length; k++) events.push({ inst: out[k] as MInst });
          events.push({ original: inst });
        }
      }
      position += 4;
    });
    block.insts = out;
    this.log?.events.set(block, events ?? []);
  }

  private rewriteInstruction(inst: MInst, position: number, out: MInst[]): void {
    const { bundles } = this.input;
    switch (inst.op) {
      case 'LANDING':
        return;
      case 'COPY': {
        const source = this.useHome(bundles, inst.uses[0] as Reg, position);
        const target = this.defHome(bundles, inst.defs[0] as Reg, position);
        if (source === target) return;
        if (typeof source === 'number' && typeof target === 'number') {
          out.push(machineInst('COPY', [target], [source], undefined, { loc: inst.loc }));
          return;
        }
        for (const move of this.sequence([{ source, target }], [position, position + 2])) {
          if (inst.loc !== undefined) move.loc = inst.loc;
          out.push(move);
        }
        return;
      }
      case 'CONST':
      case 'FRAMEADDR': {
        const home = this.defHome(bundles, inst.defs[0] as Reg, position);
        if (typeof home !== 'number') return;
        const made = copyInst(inst);
        made.defs = [home];
        out.push(made);
        return;
      }
      default: {
        // The log keeps the instruction as it was.
        const made = this.log === undefined ? inst : copyInst(inst);
        const { uses, defs } = made;
        for (let i = 0; i < uses.length; i++)
          uses[i] = registerOf(inst, this.useHome(bundles, uses[i] as Reg, position));
        for (let i = 0; i < defs.length; i++)
          defs[i] = registerOf(inst, this.defHome(bundles, defs[i] as Reg, position));
        out.push(made);
      }
    }
  }
}

function registerOf(inst: MInst, home: Home): number {
  if (typeof home === 'number') return home;
  throw new HsxError('EINVAL', `internal: an operand of ${inst.op} got no register`);
}

function placeOf(home: Home): number | MInst {
  if (typeof home === 'number') return home;
  if (home.remat !== undefined) return home.remat;
  return SLOT_BASE + home.slot;
}

/** An empty log. */
export function newRewriteLog(): RewriteLog {
  return { events: new Map(), phis: new Map(), edgeOf: new Map() };
}

/** Pieces of a bundle in text, for traces. */
export function describePieces(pieces: readonly Interval[]): string {
  return pieces.map((piece) => `[${piece.start},${piece.end}):${piece.memory ? 'mem' : `R${piece.reg}`}`).join(' ');
}
