/** What is known of variables where instructions of several blocks became one: what all of them said. */
import type { MInst } from '../mir/machine.js';
import { Claims, VariableNumbers } from './claims.js';
import type { PlacedVariables } from './records.js';

/** The instructions of a block, of which those from `from` on are the common ones. */
export interface CommonTail {
  readonly insts: readonly MInst[];
  readonly from: number;
}

/** Gives the instructions of `kept`, which stand for those of all tails and start a block, the places that all tails agree on. */
export function keepCommonPlaces(kept: readonly MInst[], tails: readonly CommonTail[]): void {
  if (tails.every(({ insts }) => insts.every(({ places }) => places === undefined))) return;
  const numbers = new VariableNumbers();
  const claims = tails.map(({ insts, from }) => {
    const at = new Claims(numbers);
    for (let i = 0; i < from; i++) at.advance(insts[i - 1], insts[i] as MInst);
    return at;
  });
  const places: (PlacedVariables | undefined)[] = kept.map((_, k) => {
    const changed = tails.some(({ insts, from }) => insts[from + k]?.places !== undefined);
    tails.forEach(({ insts, from }, i) => {
      claims[i]?.advance(insts[from + k - 1], insts[from + k] as MInst);
    });
    return k === 0 || changed ? { shown: common(claims), variables: numbers.list } : undefined;
  });
  kept.forEach((inst, k) => {
    const known = places[k];
    inst.places = known === undefined ? undefined : [known];
  });
}

function common(claims: readonly Claims[]): PlacedVariables['shown'] {
  const [first, ...others] = claims;
  let shared = (first as Claims).known;
  for (const { known } of others)
    shared.differences(known, (number, mine, theirs) => {
      if (JSON.stringify(mine ?? []) !== JSON.stringify(theirs ?? [])) shared = shared.with(number, undefined);
    });
  return shared;
}
