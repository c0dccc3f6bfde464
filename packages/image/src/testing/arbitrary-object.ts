/** Random valid objects for fast-check. */
import { CAPABILITIES, type Capability, f16ToNumber } from '@hsx/isa';
import fc from 'fast-check';
import type {
  CommandDeclaration,
  MailboxDeclaration,
  ObjectFile,
  ObjectSection,
  ObjectSymbol,
  Relocation,
  ValueDeclaration,
} from '../object.js';
import { RELOCATION_TYPES } from '../object.js';
import { RELOCATION_SHAPES, sectionKind } from '../relocation.js';

const text = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', maxLength: max })
    .filter((s) => !s.includes('\0') && new TextEncoder().encode(s).length <= max);
const u8 = fc.nat(255);
const u16 = fc.nat(65_535);
/** Any binary16 number; one NaN, as they are all written alike. */
const half = fc.nat(0xffff).map(f16ToNumber);

export const arbitraryValue: fc.Arbitrary<ValueDeclaration> = fc
  .record({
    group: u8,
    id: u8,
    flags: fc.nat(31),
    auth: fc.nat(3),
    init: half,
    name: text(32),
    unit: text(16),
    group_name: text(32),
    epsilon: half,
    min: half,
    max: half,
    persist_key: fc.nat(0xfffe),
    rate_ms: u16,
    debounce_ms: u16,
  })
  .filter((value) => !(value.min > value.max));

export const arbitraryCommand: fc.Arbitrary<CommandDeclaration & { handler: number }> = fc.record({
  group: u8,
  id: u8,
  flags: fc.nat(3),
  auth: fc.nat(3),
  handler: fc.integer({ min: 1, max: 100 }).map((n) => 4 * n),
  name: text(32),
  help: text(255),
  group_name: text(32),
});

export const arbitraryMailbox: fc.Arbitrary<MailboxDeclaration> = fc
  .record(
    {
      target: fc
        .tuple(fc.constantFrom('app:', 'shared:', 'svc:', 'pid:'), fc.stringMatching(/^[a-z0-9.]{1,20}$/))
        .map(([space, name]) => space + name),
      capacity: u16,
      mode_mask: fc.nat(0x3f),
      owner_pid: u16,
      bindings: fc.array(fc.record({ pid: u16, flags: u16 }), { maxLength: 3 }),
    },
    { requiredKeys: ['target'] },
  )
  .map((mailbox) => mailbox as MailboxDeclaration);

export const arbitraryValues = fc.uniqueArray(arbitraryValue, { selector: (v) => (v.group << 8) | v.id, maxLength: 8 });
export const arbitraryCommands = fc.uniqueArray(arbitraryCommand, {
  selector: (c) => (c.group << 8) | c.id,
  maxLength: 8,
});
export const arbitraryMailboxes = fc.uniqueArray(arbitraryMailbox, { selector: (m) => m.target, maxLength: 8 });

const symbolName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });

const arbitrarySection: fc.Arbitrary<ObjectSection> = fc
  .tuple(
    fc.constantFrom('text', 'text.main', 'rodata', 'rodata.str 1', 'data', 'bss', 'bss.buf', 'init_array'),
    fc.nat(16),
    fc.nat(3),
    fc.constantFrom(4, 8, 16),
    fc.infiniteStream(u8),
  )
  .map(([name, words, odd, align, stream]) => {
    const kind = sectionKind(name);
    const size = words * 4 + (kind === 'text' || kind === 'init_array' ? 0 : odd);
    const bytes =
      kind === 'bss' ? new Uint8Array(0) : Uint8Array.from({ length: size }, () => stream.next().value as number);
    return { name, bytes, size, align };
  });

/** A relocation in one of the sections at a place that its type may have, if any fits. */
function placeRelocation(
  sections: readonly ObjectSection[],
  names: readonly string[],
  seed: number[],
  addend: number,
): Relocation | undefined {
  const pick = <T>(list: readonly T[], index: number): T | undefined =>
    list[(seed[index] ?? 0) % Math.max(1, list.length)];
  const section = pick(sections, 0);
  const type = pick(RELOCATION_TYPES, 1);
  const symbol = pick(names, 2);
  if (section === undefined || type === undefined || symbol === undefined) return undefined;
  const { width, place, difference } = RELOCATION_SHAPES[type];
  const kind = sectionKind(section.name);
  if (kind === 'bss' || (place === 'instruction' && kind !== 'text') || section.size < width) return undefined;
  const unit = kind === 'text' ? width : 1;
  const offset = Math.floor(((seed[3] ?? 0) % (section.size - width + 1)) / unit) * unit;
  const relocation: Relocation = { section: section.name, offset, type, symbol, addend };
  if (difference) relocation.minus = symbol;
  return relocation;
}

export const arbitraryObject: fc.Arbitrary<ObjectFile> = fc
  .record({
    isa: fc.constantFrom('core' as const, 'ext' as const),
    source: text(20),
    sections: fc.uniqueArray(arbitrarySection, { selector: (s) => s.name, maxLength: 5 }),
    names: fc.uniqueArray(symbolName, { minLength: 1, maxLength: 8 }),
    seeds: fc.array(fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), { maxLength: 10 }),
    addend: fc.integer({ min: -0x8000_0000, max: 0xffff_ffff }),
    entry: fc.option(symbolName, { nil: undefined }),
    keep: fc.array(symbolName, { maxLength: 3 }),
    caps: fc.subarray(Object.keys(CAPABILITIES) as Capability[]),
    values: arbitraryValues,
    commands: arbitraryCommands,
    mailboxes: arbitraryMailboxes,
    withDebug: fc.boolean(),
  })
  .map((parts) => {
    const { isa, source, sections, names, seeds, addend, entry, keep, caps, values, commands, mailboxes } = parts;
    const symbols = names.map((name, index): ObjectSymbol => {
      const home = index % 3 === 0 ? undefined : sections[index % Math.max(1, sections.length)];
      if (home === undefined)
        return { name, section: index % 2 ? 'abs' : 'undef', value: 0, size: 0, bind: 'weak', kind: 'notype' };
      return { name, section: home.name, value: home.size, size: 0, bind: 'global', kind: 'object', line: index };
    });
    const relocs = seeds.flatMap((seed) => placeRelocation(sections, names, seed, addend) ?? []);
    const object: ObjectFile = {
      version: 1,
      isa,
      source,
      sections: new Map(sections.map((section) => [section.name, section])),
      relocs,
      symbols,
      keep,
      caps,
      metadata: { values, commands, mailboxes },
    };
    if (entry !== undefined) object.entry = entry;
    if (parts.withDebug) {
      object.debug = {
        files: ['a.c'],
        lines: sections.map(({ name, size }) => ({ section: name, offset: size, file: 0, line: 1, column: 0 })),
        mvasm: sections.map(({ name }) => ({ section: name, offset: 0, line: 3 })),
      };
    }
    return object;
  });
