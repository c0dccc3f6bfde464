/** What is known of variables where instructions of several blocks became one: what all of them said. */
import type { MInst } from '../mir/machine.js';
import { type FunctionVariable, type Piece, type PlacedVariable, type PlacedWhere, registersIn } from './records.js';

/** The instructions of a block, of which those from `from` on are the common ones. */
export interface CommonTail {
  readonly insts: readonly MInst[];
  readonly from: number;
}

type Pieces = readonly Piece<PlacedWhere>[];

/** What one block says of its variables, followed instruction by instruction. */
class Claims {
  readonly known = new Map<FunctionVariable, Pieces>();

  /** Goes in front of `inst`, which follows `before`. */
  advance(before: MInst | undefined, inst: MInst): void {
    let written = 0;
    for (const reg of [...(before?.defs ?? []), ...(before?.clobbers ?? [])]) written |= 1 << reg;
    if (written !== 0)
      for (const [variable, pieces] of this.known) {
        const left = pieces.filter((piece) => (registersIn(piece) & written) === 0);
        if (left.length < pieces.length) this.known.set(variable, left);
      }
    for (const entry of inst.places ?? []) {
      if (entry === null) this.known.clear();
      else this.known.set(entry.variable, entry.pieces);
    }
  }
}

/** Gives the instructions of `kept`, which stand for those of all tails and start a block, the places that all tails agree on. */
export function keepCommonPlaces(kept: readonly MInst[], tails: readonly CommonTail[]): void {
  if (tails.every(({ insts }) => insts.every(({ places }) => places === undefined))) return;
  const claims = tails.map(({ insts, from }) => {
    const at = new Claims();
    for (let i = 0; i < from; i++) at.advance(insts[i - 1], insts[i] as MInst);
    return at;
  });
  const places: (PlacedVariable[] | undefined)[] = kept.map((_, k) => {
    const changed = tails.some(({ insts, from }) => insts[from + k]?.places !== undefined);
    tails.forEach(({ insts, from }, i) => {
      claims[i]?.advance(insts[from + k - 1], insts[from + k] as MInst);
    });
    return k === 0 || changed ? [null, ...common(claims)] : undefined;
  });
  kept.forEach((inst, k) => {
    const known = places[k];
    if (known === undefined) delete inst.places;
    else inst.places = known;
  });
}

function common([first, ...others]: readonly Claims[]): PlacedVariable[] {
  const result: PlacedVariable[] = [];
  for (const [variable, pieces] of first?.known ?? []) {
    const text = JSON.stringify(pieces);
    if (others.every(({ known }) => JSON.stringify(known.get(variable) ?? []) === text))
      result.push({ variable, pieces });
  }
  return result;
}
