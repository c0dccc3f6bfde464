/** An object as the listing JSON of `--dump-json` (formats.md §3). */
import {
  bytesToHex,
  halfToJson,
  type Listing,
  type ListingInstruction,
  type ObjectFile,
  type ObjectSection,
  sectionKind,
} from '@hsx/image';
import { formatOperands, LAYOUTS } from '@hsx/isa';
import { type DisassemblyRow, disassemble } from './disassemble.js';

/** Forms whose immediate counts words. */
const SCALED = new Set(['call', 'cc,rs1,rs2,rel12', 'cc,rs1,simm4,rel12']);

function instructionOf(
  section: string,
  row: DisassemblyRow,
  relocated: ReadonlySet<number>,
): ListingInstruction | undefined {
  const { address, words, decoded, target } = row;
  if (decoded === undefined) return undefined;
  const word = words[0] as number;
  const literal = words[1];
  const { form, mnemonic } = decoded.insn;
  const bits = LAYOUTS[form].imm?.bits ?? 0;
  const instruction: ListingInstruction = {
    section,
    pc: address,
    word,
    mnemonic,
    rd: (word >>> 20) & 15,
    rs1: (word >>> 16) & 15,
    rs2: (word >>> 12) & 15,
    imm: decoded.imm,
    imm_raw: literal ?? (bits === 0 ? 0 : word & (2 ** bits - 1)),
    imm_effective: SCALED.has(form) ? 4 * decoded.imm : decoded.imm,
    operands: formatOperands(decoded, address),
  };
  if (literal !== undefined) instruction.extended_imm = literal;
  // Before linking, a relocated field says nothing about the target.
  if (target !== undefined && target >= 0 && target <= 0xffff_ffff && !relocated.has(address))
    instruction.target = target;
  return instruction;
}

/** A section's data, cut where its symbols begin. */
function dataEntries(section: ObjectSection, names: ReadonlyMap<number, string>): Listing['symbols']['data_entries'] {
  const cuts = [...new Set([0, ...names.keys(), section.size])]
    .filter((at) => at <= section.size)
    .sort((a, b) => a - b);
  const entries: Listing['symbols']['data_entries'] = [];
  for (const [i, offset] of cuts.entries()) {
    const end = cuts[i + 1];
    if (end === undefined) break;
    const symbol = names.get(offset);
    entries.push({
      section: section.name,
      offset,
      size: end - offset,
      hex: bytesToHex(section.bytes.subarray(offset, end)),
      ...(symbol === undefined ? {} : { symbol }),
    });
  }
  return entries;
}

/** What `--dump-json` prints of an object: `pc` and label values are offsets in their sections. */
export function dumpListingJson(object: ObjectFile): Listing {
  const instructions: ListingInstruction[] = [];
  const entries: Listing['symbols']['data_entries'] = [];
  const text: [string, number][] = [];
  const data: [string, number][] = [];
  const namesIn = new Map<string, Map<number, string>>();
  for (const { name, section, value } of object.symbols) {
    if (!object.sections.has(section)) continue;
    (sectionKind(section) === 'text' ? text : data).push([name, value]);
    let names = namesIn.get(section);
    if (names === undefined) {
      names = new Map();
      namesIn.set(section, names);
    }
    if (!names.has(value)) names.set(value, name);
  }
  const relocatedIn = new Map<string, Set<number>>();
  for (const { section, offset } of object.relocs) {
    let relocated = relocatedIn.get(section);
    if (relocated === undefined) {
      relocated = new Set();
      relocatedIn.set(section, relocated);
    }
    relocated.add(offset);
  }
  for (const section of object.sections.values()) {
    if (sectionKind(section.name) !== 'text') {
      for (const entry of dataEntries(section, namesIn.get(section.name) ?? new Map())) entries.push(entry);
      continue;
    }
    const relocated = relocatedIn.get(section.name) ?? new Set();
    for (const row of disassemble(section.bytes)) {
      const instruction = instructionOf(section.name, row, relocated);
      if (instruction !== undefined) instructions.push(instruction);
    }
  }
  return {
    header: {
      format: 'object',
      version: object.version,
      source: object.source,
      isa: object.isa,
      ...(object.entry === undefined ? {} : { entry: object.entry }),
    },
    instructions,
    // fromEntries defines own properties, so that a symbol called __proto__ is one like any other.
    symbols: { labels_text: Object.fromEntries(text), labels_data: Object.fromEntries(data), data_entries: entries },
    values: object.metadata.values.map((value) => ({
      ...value,
      init: halfToJson(value.init),
      epsilon: halfToJson(value.epsilon),
      min: halfToJson(value.min),
      max: halfToJson(value.max),
    })) as Listing['values'],
    commands: object.metadata.commands.map((command) => ({ ...command })),
    mailboxes: object.metadata.mailboxes.map((mailbox) => ({ ...mailbox }) as Listing['mailboxes'][number]),
  };
}
