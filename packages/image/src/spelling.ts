/** "Did you mean …?": the known name that is nearest to one that is not known. */

/** Names longer than this are not compared: the cost grows with the product of the lengths. */
const LENGTH_MAX = 64;
/** Names compared at most. */
const CANDIDATES_MAX = 20_000;

/**
 * The candidate that is a slip of the fingers away: within one edit for short names, two from 4 and three from 9
 * characters on; the first of equals. Case counts nothing, the name itself is no candidate.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name === '' || name.length > LENGTH_MAX) return undefined;
  const wanted = name.toUpperCase();
  let limit = name.length < 4 ? 1 : name.length < 9 ? 2 : 3;
  let best: string | undefined;
  let seen = 0;
  for (const candidate of candidates) {
    if (++seen > CANDIDATES_MAX) break;
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const edits = distance(wanted, candidate.toUpperCase(), limit);
    if (edits > limit) continue;
    best = candidate;
    if (edits === 0) break;
    limit = edits - 1;
  }
  return best;
}

/** `did you mean 'x'?`, or `undefined`. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const found = nearestName(name, candidates);
  return found === undefined ? undefined : `did you mean '${found}'?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`, or more than `limit` as soon as it is more. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
