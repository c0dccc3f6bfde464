/**
 * Shortens address loads and stretches calls (formats.md §1). Every relaxable LDI32 starts in its shortest form and every call as
 * it stands; rounds of placement then lengthen what does not fit and never shorten anything again. Code therefore only
 * grows from round to round, which is why it ends: each step uses up one of finitely many.
 */

import type { Relocation } from '@hsx/image';
import { immediateRange } from '@hsx/isa';
import type { CodeSpace, Island } from './code-space.js';
import { instruction } from './instruction.js';
import { placeIsland } from './islands.js';
import { type LinkSection, type Target, WORD } from './program.js';
import { FIELDS } from './relocation-fields.js';

/** The forms of an address load, shortest first. */
export type LiteralForm = 'LDI' | 'LDI20' | 'LDI32';

/** An LDI32 that may be shortened. */
export interface LiteralSite {
  readonly section: LinkSection;
  readonly reloc: Relocation;
  readonly target: Target;
  form: LiteralForm;
}

/** A CALL, CB or CBI, whose reach is short. */
export interface BranchSite {
  readonly section: LinkSection;
  readonly reloc: Relocation;
  readonly target: Target;
  /** `CALLA`: the CALL becomes one in place; an island: the branch goes there. */
  via: 'direct' | 'CALLA' | Island;
}

/** What relaxation decided, by relocation. */
export interface Relaxation {
  literals: Map<Relocation, LiteralSite>;
  branches: Map<Relocation, BranchSite>;
  rounds: number;
}

export interface RelaxOptions {
  /** Whether literals may be shortened. */
  relax: boolean;
  /** Whether instructions of level ext may be made. */
  ext: boolean;
  /** Limit of code in bytes; growth stops there, the caller reports it. */
  limit: number;
}

/** After this many rounds every literal that still moves gets its full length, so that hostile input ends soon. */
const PATIENT_ROUNDS = 64;
/** A last limit; placement with islands alone has never needed more than a few rounds. */
const MAX_ROUNDS = 1000;

const OP = {
  LDI32: instruction('LDI32').op,
  CALL: instruction('CALL').op,
  CB: instruction('CB').op,
  CBI: instruction('CBI').op,
};

const REACH: Readonly<Record<'LDI' | 'LDI20', { min: number; max: number }>> = {
  LDI: immediateRange(12, true),
  LDI20: immediateRange(20, true),
};

/** The instruction word at a multiple of 4 of a text section, 0 outside. */
export function wordAt(section: LinkSection, offset: number): number {
  const { bytes } = section;
  if (offset < 0 || offset + WORD > bytes.length) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset + offset, WORD).getUint32(0);
}

/** Decides every site; leaves `space` placed. */
export function relaxCode(space: CodeSpace, options: RelaxOptions): Relaxation {
  const literals: LiteralSite[] = [];
  const branches: BranchSite[] = [];
  for (const section of space.sections) collectSites(space, section, options, literals, branches);
  const result: Relaxation = {
    literals: new Map(literals.map((site) => [site.reloc, site])),
    branches: new Map(branches.map((site) => [site.reloc, site])),
    rounds: 0,
  };
  for (let changed = true; changed && result.rounds < MAX_ROUNDS; ) {
    result.rounds++;
    setRemoved(space.sections, literals);
    space.place();
    // Code never shrinks again: what is too big now stays too big.
    if (space.end > options.limit) break;
    changed = false;
    for (const site of literals) changed = lengthen(space, site, options, result.rounds) || changed;
    for (const site of branches) changed = stretch(space, site, options) || changed;
  }
  setRemoved(space.sections, literals);
  space.place();
  return result;
}

function collectSites(
  space: CodeSpace,
  section: LinkSection,
  options: RelaxOptions,
  literals: LiteralSite[],
  branches: BranchSite[],
): void {
  const seen = new Set<number>();
  for (const reloc of section.relocs) {
    const target = space.target(section, reloc.symbol);
    if (target === undefined) continue;
    if (options.relax && isRelaxable(section, reloc) && !seen.has(reloc.offset)) {
      seen.add(reloc.offset);
      literals.push({ section, reloc, target, form: 'LDI' });
    }
    if (reloc.type === 'PCREL12W' || reloc.type === 'PCREL12B')
      branches.push({ section, reloc, target, via: 'direct' });
  }
}

/** Whether the relocation is the literal of an LDI32 that may be shortened. */
function isRelaxable(section: LinkSection, reloc: Relocation): boolean {
  if (reloc.relax !== true || reloc.type !== 'ABS32' || section.kind !== 'text' || reloc.offset % WORD !== 0)
    return false;
  return wordAt(section, reloc.offset - WORD) >>> 24 === OP.LDI32;
}

/** Tells the sections which literal words are gone. */
function setRemoved(sections: readonly LinkSection[], literals: readonly LiteralSite[]): void {
  const removed = new Map<LinkSection, number[]>();
  for (const { section, reloc, form } of literals) {
    if (form === 'LDI32') continue;
    const list = removed.get(section);
    if (list === undefined) removed.set(section, [reloc.offset]);
    else list.push(reloc.offset);
  }
  for (const section of sections) section.removed = removed.get(section)?.sort((a, b) => a - b) ?? [];
}

function lengthen(space: CodeSpace, site: LiteralSite, options: RelaxOptions, round: number): boolean {
  if (site.form === 'LDI32') return false;
  // The register gets 32 bits whatever the form, so the value counts as signed.
  const value = space.addressOfTarget(site.target, site.reloc.addend) | 0;
  const before: LiteralForm = site.form;
  if (before === 'LDI' && !fits(value, 'LDI')) site.form = options.ext ? 'LDI20' : 'LDI32';
  if (site.form === 'LDI20' && !fits(value, 'LDI20')) site.form = 'LDI32';
  if (site.form !== before && round > PATIENT_ROUNDS) site.form = 'LDI32';
  return site.form !== before;
}

function fits(value: number, form: 'LDI' | 'LDI20'): boolean {
  return value >= REACH[form].min && value <= REACH[form].max;
}

/** Whether a branch at `from` reaches `to`. */
export function inReach(reloc: Relocation, from: number, to: number): boolean {
  const { min, max, scale } = FIELDS[reloc.type];
  return to >= from + min * scale && to <= from + max * scale;
}

function stretch(space: CodeSpace, site: BranchSite, options: RelaxOptions): boolean {
  const { section, reloc, via } = site;
  if (via === 'CALLA') return false;
  const from = space.addressAt(section, reloc.offset);
  const to = via === 'direct' ? space.addressOfTarget(site.target, reloc.addend) : via.address;
  if (inReach(reloc, from, to)) return false;
  const word = wordAt(section, reloc.offset);
  const op = word >>> 24;
  // CALL with a register counts from that register, not from itself.
  const isCall = op === OP.CALL && ((word >>> 16) & 15) === 0 && reloc.type === 'PCREL12W';
  const isCompare = (op === OP.CB || op === OP.CBI) && reloc.type === 'PCREL12B';
  if (!isCall && !isCompare) return false;
  if (isCall && options.ext) {
    site.via = 'CALLA';
    return true;
  }
  const island = placeIsland(space, site, isCall ? 'call' : 'branch', from);
  // Nothing within reach: the relocation is reported as it stands.
  if (island === undefined) return false;
  site.via = island;
  return true;
}
