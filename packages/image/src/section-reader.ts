/** Metadata sections read and checked: `.value`, `.cmd`, `.mailbox` of versions 2 and 3 (formats.md §2). */
import { f16ToNumber, HsxError } from '@hsx/isa';
import { z } from 'zod';
import { badImage, hex } from './bad-image.js';
import { SECTION_SIZE_MAX } from './hxe-header.js';
import { parseJson, validate } from './json-input.js';
import {
  commandsProblem,
  type EntryProblem,
  type ImageMetadata,
  mailboxesProblem,
  mailboxFromJson,
  mailboxSchema,
  type ResolvedCommand,
  valuesProblem,
} from './metadata.js';
import type { MailboxDeclaration, ValueDeclaration } from './object.js';
import {
  COMMAND_ENTRY_SIZE,
  type HxeSection,
  OLD_MAILBOX_ENTRY_SIZE,
  SECTION_TYPES,
  type SectionContext,
  sectionName,
  VALUE_ENTRY_SIZE,
  VALUE_ENTRY_SIZE_V2,
} from './sections.js';

/** Reads the strings of a section, each NUL-terminated UTF-8 behind the entries. */
class StringReader {
  readonly #section: HxeSection;
  readonly #start: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(section: HxeSection, start: number) {
    this.#section = section;
    this.#start = start;
    const { bytes, offset, type } = section;
    const last = bytes[bytes.length - 1];
    if (bytes.length > start && last !== 0) {
      throw badImage(
        offset + bytes.length - 1,
        `${sectionName(type)}'s last string`,
        `byte ${hex(last ?? 0)}`,
        'a terminating NUL',
      );
    }
  }

  /** The string at section offset `at` (0 = none); `field` is where the offset itself lies in the section. */
  read(at: number, label: string, field: number): string {
    if (at === 0) return '';
    const { bytes, offset } = this.#section;
    if (at < this.#start || at >= bytes.length) {
      throw badImage(
        offset + field,
        label,
        hex(at),
        `0 or an offset from ${hex(this.#start)} to ${hex(Math.max(bytes.length - 1, this.#start))}`,
      );
    }
    // The section ends with a NUL, so there is one.
    const end = bytes.indexOf(0, at);
    try {
      return this.#decoder.decode(bytes.subarray(at, end));
    } catch {
      throw badImage(offset + at, label, 'invalid UTF-8', 'UTF-8 text');
    }
  }
}

/** The view of a section's entries, whose size has been checked against the count. */
function entriesOf(section: HxeSection, entrySize: number): { view: DataView; strings: StringReader } {
  const { bytes, count, offset, type } = section;
  const needed = count * entrySize;
  if (needed > bytes.length) {
    throw badImage(
      offset,
      `${sectionName(type)} section`,
      `${bytes.length} bytes`,
      `at least ${needed} for ${count} entries`,
    );
  }
  return {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    strings: new StringReader(section, needed),
  };
}

function refuseEntry(section: HxeSection, entrySize: number, problem: EntryProblem | undefined): void {
  if (problem === undefined) return;
  const at = section.offset + problem.index * entrySize;
  throw new HsxError(
    'EBADMSG',
    `bad HXE image: ${sectionName(section.type)} entry ${problem.index} at offset ${hex(at)}: ${problem.problem}`,
  );
}

/** Decodes a `.value` section. @throws HsxError EBADMSG with the file offset of what is wrong. */
export function decodeValues(section: HxeSection, { version }: SectionContext): ValueDeclaration[] {
  const size = version === 3 ? VALUE_ENTRY_SIZE : VALUE_ENTRY_SIZE_V2;
  const { view, strings } = entriesOf(section, size);
  const values: ValueDeclaration[] = [];
  for (let index = 0; index < section.count; index++) {
    const at = index * size;
    const half = (offset: number): number => f16ToNumber(view.getUint16(at + offset));
    const text = (offset: number, label: string): string =>
      strings.read(view.getUint16(at + offset), `value ${index}'s ${label}`, at + offset);
    values.push({
      group: view.getUint8(at),
      id: view.getUint8(at + 1),
      flags: view.getUint8(at + 2),
      auth: view.getUint8(at + 3),
      init: half(4),
      name: text(6, 'name'),
      unit: text(8, 'unit'),
      epsilon: half(10),
      min: half(12),
      max: half(14),
      persist_key: view.getUint16(at + 16),
      group_name: text(18, 'group name'),
      rate_ms: version === 3 ? view.getUint16(at + 20) : 0,
      debounce_ms: version === 3 ? view.getUint16(at + 22) : 0,
    });
  }
  refuseEntry(section, size, valuesProblem(values, version !== 3));
  return values;
}

/** Decodes a `.cmd` section. @throws HsxError EBADMSG with the file offset of what is wrong. */
export function decodeCommands(section: HxeSection, { version, codeLen }: SectionContext): ResolvedCommand[] {
  const { view, strings } = entriesOf(section, COMMAND_ENTRY_SIZE);
  const commands: ResolvedCommand[] = [];
  const first = version === 3 ? 4 : 0;
  for (let index = 0; index < section.count; index++) {
    const at = index * COMMAND_ENTRY_SIZE;
    const text = (value: number, offset: number, label: string): string =>
      strings.read(value, `command ${index}'s ${label}`, at + offset);
    const handler = view.getUint32(at + 4);
    if (handler % 4 !== 0 || handler < first || handler >= codeLen) {
      const expected = `a multiple of 4 from ${hex(first)} to ${hex(codeLen - 4)}, inside code`;
      throw badImage(section.offset + at + 4, `command ${index}'s handler`, hex(handler), expected);
    }
    // The upper half has no meaning yet; old images may hold anything there.
    const group = view.getUint32(at + 12);
    if (version === 3 && group > 0xffff)
      throw badImage(section.offset + at + 12, `command ${index}'s group name`, hex(group), 'at most 0xFFFF');
    commands.push({
      group: view.getUint8(at),
      id: view.getUint8(at + 1),
      flags: view.getUint8(at + 2),
      auth: view.getUint8(at + 3),
      handler,
      name: text(view.getUint16(at + 8), 8, 'name'),
      help: text(view.getUint16(at + 10), 10, 'help'),
      group_name: text(group & 0xffff, 12, 'group name'),
    });
  }
  refuseEntry(section, COMMAND_ENTRY_SIZE, commandsProblem(commands, version !== 3));
  return commands;
}

/** The JSON of a `.mailbox` section. */
export const mailboxSectionSchema = z.strictObject({
  version: z.literal(1),
  mailboxes: z.array(mailboxSchema).max(SECTION_SIZE_MAX),
});

/** Decodes a `.mailbox` section: JSON, or the older binary entries. @throws HsxError EBADMSG with place and reason. */
export function decodeMailboxes(section: HxeSection, { version }: SectionContext): MailboxDeclaration[] {
  const { bytes, count, offset } = section;
  const opensJson = bytes[0] === 0x7b || count === 0;
  const mailboxes = version === 3 || opensJson ? jsonMailboxes(section) : binaryMailboxes(section);
  const problem = mailboxesProblem(mailboxes);
  if (problem !== undefined) {
    throw new HsxError(
      'EBADMSG',
      `bad HXE image: .mailbox section at offset ${hex(offset)}: mailboxes[${problem.index}]: ${problem.problem}`,
    );
  }
  if (version === 3 && mailboxes.length !== count) {
    throw badImage(
      offset,
      '.mailbox section',
      `a list of ${mailboxes.length}`,
      `${count} mailboxes as the section table says`,
    );
  }
  return mailboxes;
}

function jsonMailboxes({ bytes, offset }: HxeSection): MailboxDeclaration[] {
  if (bytes.length === 0) return [];
  const what = `HXE image: .mailbox section at offset ${hex(offset)}`;
  const json = validate(mailboxSectionSchema, parseJson(bytes, what, SECTION_SIZE_MAX), what);
  return json.mailboxes.map((entry, index) => {
    const mailbox = mailboxFromJson(entry);
    if (typeof mailbox === 'string') throw new HsxError('EBADMSG', `bad ${what}: mailboxes[${index}]: ${mailbox}`);
    return mailbox;
  });
}

/** 16 bytes each: name offset u32, capacity u16 (0 = default), mode u16, 8 bytes without meaning. */
function binaryMailboxes(section: HxeSection): MailboxDeclaration[] {
  const { view, strings } = entriesOf(section, OLD_MAILBOX_ENTRY_SIZE);
  return Array.from({ length: section.count }, (_, index) => {
    const at = index * OLD_MAILBOX_ENTRY_SIZE;
    const capacity = view.getUint16(at + 4);
    const mode = view.getUint16(at + 6);
    const mailbox: MailboxDeclaration = { target: strings.read(view.getUint32(at), `mailbox ${index}'s name`, at) };
    if (capacity !== 0) mailbox.capacity = capacity;
    if (mode !== 0) mailbox.mode_mask = mode;
    return mailbox;
  });
}

/**
 * Decodes one section into `metadata`. Symbols are left compressed: they are read on demand.
 * @throws HsxError EBADMSG with the file offset of what is wrong.
 */
export function decodeSection(section: HxeSection, context: SectionContext, metadata: ImageMetadata): void {
  if (section.type === SECTION_TYPES.value) metadata.values = decodeValues(section, context);
  else if (section.type === SECTION_TYPES.cmd) metadata.commands = decodeCommands(section, context);
  else if (section.type === SECTION_TYPES.mailbox) metadata.mailboxes = decodeMailboxes(section, context);
}
