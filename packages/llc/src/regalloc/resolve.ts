/**
 * Data flow between the pieces of split values: which moves are needed in which gap and on which edge, and where a value is
 * stored. A bundle that lives partly in memory is stored either wherever it leaves its register or right after each of its
 * definitions, whichever runs less often; in the second case it is always valid in memory.
 */
import { HsxError } from '@hsx/isa';
import { isPhysical, type MBlock, type MInst } from '../mir/machine.js';
import type { Bundles } from './coalesce.js';
import type { Bundle, Interval } from './interval.js';
import { UseKind } from './interval.js';
import type { Liveness } from './liveness.js';
import type { Numbering } from './numbering.js';

/** A home: a register, or the memory of a bundle (which may be the instruction that makes its value). */
export type Home = number | Bundle;

/** A value moved from home to home. */
export interface HomeMove {
  readonly source: Home;
  readonly target: Home;
}

/** Moves on the edge between two blocks. */
export interface EdgeMoves {
  readonly pred: MBlock;
  readonly succ: MBlock;
  readonly moves: HomeMove[];
}

/** All moves that allocation needs. */
export interface Resolution {
  /** By position: moves in the gap before that instruction, at once. */
  readonly gaps: ReadonlyMap<number, HomeMove[]>;
  readonly edges: readonly EdgeMoves[];
}

/** Where a piece keeps its value. */
export function homeOf(piece: Interval | undefined): Home {
  if (piece === undefined) throw new HsxError('EINVAL', 'internal: a value has no home where it is used');
  return piece.memory ? piece.bundle : piece.reg;
}

interface Store {
  readonly bundle: Bundle;
  readonly weight: number;
  readonly list: HomeMove[];
  readonly move: HomeMove;
}

/** Finds all moves of an allocated function. */
export function resolve(numbering: Numbering, bundles: Bundles, liveness: Liveness): Resolution {
  const resolver = new Resolver(numbering, bundles, liveness);
  return resolver.run();
}

function isSorted(pieces: readonly Interval[]): boolean {
  for (let i = 1; i < pieces.length; i++)
    if ((pieces[i - 1] as Interval).start > (pieces[i] as Interval).start) return false;
  return true;
}

class Resolver {
  private readonly gaps = new Map<number, HomeMove[]>();
  private readonly edges: EdgeMoves[] = [];
  private readonly edgeLists = new Map<number, HomeMove[]>();
  /** Stores where a value leaves its register, and those after its definitions. */
  private readonly leaving: Store[] = [];
  private readonly defining: Store[] = [];

  constructor(
    private readonly numbering: Numbering,
    private readonly bundles: Bundles,
    private readonly liveness: Liveness,
  ) {}

  run(): Resolution {
    for (const bundle of this.bundles.all) {
      if (!isSorted(bundle.pieces)) bundle.pieces.sort((a, b) => a.start - b.start);
      if (bundle.pieces.length > 1 || bundle.borrowed.length > 0) this.joinPieces(bundle);
    }
    this.joinBlocks();
    this.storeDefinitions();
    this.chooseStores();
    return { gaps: this.gaps, edges: this.edges };
  }

  private gap(position: number): HomeMove[] {
    let list = this.gaps.get(position);
    if (list === undefined) {
      list = [];
      this.gaps.set(position, list);
    }
    return list;
  }

  private edge(pred: number, succ: number): HomeMove[] {
    const key = pred * this.numbering.order.length + succ;
    let list = this.edgeLists.get(key);
    if (list === undefined) {
      list = [];
      this.edgeLists.set(key, list);
      const { order } = this.numbering;
      this.edges.push({ pred: order[pred] as MBlock, succ: order[succ] as MBlock, moves: list });
    }
    return list;
  }

  private isBlockStart(position: number): boolean {
    const { from, blockAt } = this.numbering;
    return from[blockAt[position >> 2] as number] === position;
  }

  private weightAt(position: number): number {
    const { weight, blockAt } = this.numbering;
    return weight[blockAt[position >> 2] as number] as number;
  }

  /** Notes a move between two homes of one bundle. */
  private transfer(bundle: Bundle, source: Home, target: Home, list: HomeMove[], weight: number): void {
    if (source === target) return;
    if (target !== bundle) list.push({ source, target });
    else if (bundle.remat === undefined) this.leaving.push({ bundle, weight, list, move: { source, target } });
  }

  /** Moves inside blocks: between adjacent pieces, and into borrowed registers. */
  private joinPieces(bundle: Bundle): void {
    const { pieces } = bundle;
    for (let i = 1; i < pieces.length; i++) {
      const before = pieces[i - 1] as Interval;
      const after = pieces[i] as Interval;
      const at = after.start;
      if (before.end !== at || (at & 3) !== 0 || this.isBlockStart(at)) continue;
      // Nothing but a borrowed register reads a value that dies here.
      if (after.memory && after.end === at + 1 && after.usePositions.length === 0) continue;
      if (after.memory && this.isCopyOfMemory(pieces, i - 1)) continue;
      this.transfer(bundle, homeOf(before), homeOf(after), this.gap(at), this.weightAt(at));
    }
    for (const { position, reg } of bundle.borrowed) {
      const piece = bundle.pieceAt(position);
      let source = homeOf(piece);
      if (piece?.start === position && !this.isBlockStart(position)) {
        const before = pieces[pieces.indexOf(piece) - 1];
        if (before !== undefined && before.end === position && !before.memory) source = before.reg;
      }
      if (source !== reg) this.gap(position).push({ source, target: reg });
    }
  }

  /** Whether a piece was loaded from memory in its own block and not changed since. */
  private isCopyOfMemory(pieces: readonly Interval[], index: number): boolean {
    const piece = pieces[index] as Interval;
    const before = pieces[index - 1];
    if (piece.memory) return true;
    if (before === undefined || !before.memory || before.end !== piece.start || this.isBlockStart(piece.start))
      return false;
    const { blockAt } = this.numbering;
    if (blockAt[piece.start >> 2] !== blockAt[(piece.end - 1) >> 2]) return false;
    return !piece.useKinds.some((kind) => kind === UseKind.Write || kind === UseKind.WriteAny);
  }

  /** Moves on edges: values whose home differs on both sides, and PHIs. */
  private joinBlocks(): void {
    const { order, indexOf, from, to, weight } = this.numbering;
    const { of } = this.bundles;
    order.forEach((succ, succIndex) => {
      const start = from[succIndex] as number;
      const liveIn = this.liveness.liveIn[succIndex] as number[];
      for (const pred of succ.preds) {
        const predIndex = indexOf[pred.id] as number;
        const end = (to[predIndex] as number) - 1;
        const cost = Math.min(weight[predIndex] as number, weight[succIndex] as number);
        for (const reg of liveIn) {
          const bundle = of[reg];
          if (bundle === undefined || bundle.pieces.length < 2) continue;
          const source = homeOf(bundle.pieceAt(end));
          const target = homeOf(bundle.pieceAt(start));
          if (source !== target) this.transfer(bundle, source, target, this.edge(predIndex, succIndex), cost);
        }
        for (const phi of succ.insts) {
          if (phi.op !== 'PHI') break;
          const bundle = of[phi.defs[0] as number];
          const slot = phi.targets?.indexOf(pred) ?? -1;
          const input = of[phi.uses[slot] as number];
          if (bundle === undefined || input === undefined) continue;
          const source = homeOf(input.pieceAt(end));
          const target = homeOf(bundle.pieceAt(start));
          if (source === target) {
            if (input !== bundle && bundle.inMemory) this.defineOnEdge(bundle, source, predIndex, succIndex, cost);
          } else if (input === bundle) this.transfer(bundle, source, target, this.edge(predIndex, succIndex), cost);
          else {
            this.edge(predIndex, succIndex).push({ source, target });
            if (target !== bundle) this.defineOnEdge(bundle, source, predIndex, succIndex, cost);
          }
        }
      }
    });
  }

  private defineOnEdge(bundle: Bundle, source: Home, pred: number, succ: number, weight: number): void {
    if (!bundle.inMemory || bundle.remat !== undefined) return;
    this.defining.push({ bundle, weight, list: this.edge(pred, succ), move: { source, target: bundle } });
  }

  /** Stores right after definitions whose piece is in a register. */
  private storeDefinitions(): void {
    const { insts } = this.numbering;
    const { of } = this.bundles;
    for (let i = 0; i < insts.length; i++) {
      const inst = insts[i] as MInst;
      for (let d = 0; d < inst.defs.length; d++) {
        const def = inst.defs[d] as number;
        if (isPhysical(def)) continue;
        const bundle = of[def];
        if (bundle === undefined || !bundle.inMemory || bundle.remat !== undefined) continue;
        if (inst.op === 'COPY' && of[inst.uses[0] as number] === bundle) continue;
        const at = 4 * i + 4;
        const home = homeOf(bundle.pieceAt(at - 1));
        if (home === bundle) continue;
        this.defining.push({
          bundle,
          weight: this.weightAt(4 * i),
          list: this.gap(at),
          move: { source: home, target: bundle },
        });
      }
    }
  }

  /** Decides for each bundle where it is stored. */
  private chooseStores(): void {
    const balance = new Map<Bundle, number>();
    for (const { bundle, weight } of this.leaving) balance.set(bundle, (balance.get(bundle) ?? 0) + weight);
    for (const { bundle, weight } of this.defining) balance.set(bundle, (balance.get(bundle) ?? 0) - weight);
    // On a tie the definitions win: fewer places as a rule.
    for (const { bundle, list, move } of this.leaving) if ((balance.get(bundle) as number) < 0) list.push(move);
    for (const { bundle, list, move } of this.defining) if ((balance.get(bundle) as number) >= 0) list.push(move);
  }
}
