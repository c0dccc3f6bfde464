/** Stepping stones between sections for branches whose target is out of reach (formats.md §1). */
import { encode } from '@hsx/isa';
import { type CodeSpace, ISLAND_SIZES, type Island, type IslandKind, type Pool } from './code-space.js';
import { instruction } from './instruction.js';
import { type BranchSite, inReach } from './relax.js';

/** The link register, which an island may clobber between CALL and the callee's entry (abi-and-memory.md §2). */
const LINK_REGISTER = 15;

/**
 * An island for `site` (at address `from`) that its branch reaches: one that already goes to the same place, else a new one in the
 * nearest pool. `undefined` when no pool is in reach, because the section around the branch is too long.
 */
export function placeIsland(space: CodeSpace, site: BranchSite, kind: IslandKind, from: number): Island | undefined {
  const { reloc, target, section } = site;
  const same = space.islandsTo(target);
  const shared = same.find(
    (island) => island.kind === kind && island.addend === reloc.addend && inReach(reloc, from, island.address),
  );
  if (shared !== undefined) return shared;
  // Behind the section first: its distance from there never changes again.
  for (const pool of space.poolsAround(section)) {
    const address = endOf(pool);
    if (!inReach(reloc, from, address)) continue;
    const island: Island = { kind, section, target, addend: reloc.addend, address };
    pool.islands.push(island);
    same.push(island);
    return island;
  }
  return undefined;
}

function endOf(pool: Pool): number {
  const last = pool.islands[pool.islands.length - 1];
  return last === undefined ? pool.address : last.address + ISLAND_SIZES[last.kind];
}

const LDI32 = instruction('LDI32');
const PUSH = instruction('PUSH');
const RET = instruction('RET');
const JMP = instruction('JMP');

/** The words of an island that goes to `address` (24 bits). */
export function islandWords(kind: IslandKind, address: number): number[] {
  if (kind === 'branch') return encode(JMP, { imm: address });
  return [
    ...encode(LDI32, { rd: LINK_REGISTER, imm: address }),
    ...encode(PUSH, { rs1: LINK_REGISTER }),
    ...encode(RET, {}),
  ];
}
