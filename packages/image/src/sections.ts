/** The metadata sections of an image: `.value`, `.cmd`, `.mailbox` as bytes (formats.md §2). All integers are big-endian. */
import { f16FromNumber, f16ToNumber, HsxError } from '@hsx/isa';
import { z } from 'zod';
import { badImage, hex } from './bad-image.js';
import { type HxeVersion, SECTION_SIZE_MAX } from './hxe-header.js';
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
import { StringTable } from './string-table.js';

/** Section types. */
export const SECTION_TYPES = { value: 1, cmd: 2, mailbox: 3, symbols: 4 } as const;

/** What a section is called: `.value`, `.cmd`, `.mailbox`, `.symbols`, or `undefined` for an unknown type. */
export function sectionName(type: number): string | undefined {
  const name = Object.entries(SECTION_TYPES).find(([, known]) => known === type)?.[0];
  return name === undefined ? undefined : `.${name}`;
}

/** Bytes of an entry. */
export const VALUE_ENTRY_SIZE = 24;
const VALUE_ENTRY_SIZE_V2 = 20;
export const COMMAND_ENTRY_SIZE = 16;
const OLD_MAILBOX_ENTRY_SIZE = 16;

/** A section's bytes and how many entries they hold. */
export interface SectionContent {
  type: number;
  count: number;
  bytes: Uint8Array;
}

/** A section of an image, at its file offset. */
export interface HxeSection extends SectionContent {
  offset: number;
}

/** What decoding a section needs to know of its image. */
export interface SectionContext {
  version: HxeVersion;
  codeLen: number;
}

function refuse(what: string, problem: EntryProblem | undefined): void {
  if (problem !== undefined)
    throw new HsxError('EINVAL', `${what} section: entry ${problem.index}: ${problem.problem}`);
}

/** Puts entries and strings together; entries must have been written before their strings are complete. */
function finish(type: number, count: number, entries: Uint8Array, strings: StringTable): SectionContent {
  const table = strings.bytes();
  const size = entries.length + table.length;
  if (size > SECTION_SIZE_MAX) {
    throw new HsxError(
      'EINVAL',
      `${sectionName(type)} section: it needs ${size} bytes, expected at most ${SECTION_SIZE_MAX}`,
    );
  }
  const bytes = new Uint8Array(size);
  bytes.set(entries);
  bytes.set(table, entries.length);
  return { type, count, bytes };
}

/** Entries and strings of a section have no room beyond this; checked before anything is allocated. */
function checkCount(type: number, count: number, entrySize: number): void {
  if (count * entrySize > SECTION_SIZE_MAX) {
    const most = Math.floor(SECTION_SIZE_MAX / entrySize);
    throw new HsxError('EINVAL', `${sectionName(type)} section: ${count} entries, expected at most ${most}`);
  }
}

/**
 * Encodes a v3 `.value` section.
 * @throws HsxError EINVAL for an entry out of range, a duplicate, or a section over 65,535 bytes.
 */
export function encodeValues(values: readonly ValueDeclaration[]): SectionContent {
  refuse('.value', valuesProblem(values));
  checkCount(SECTION_TYPES.value, values.length, VALUE_ENTRY_SIZE);
  const entries = new Uint8Array(values.length * VALUE_ENTRY_SIZE);
  const view = new DataView(entries.buffer);
  const strings = new StringTable(entries.length);
  for (const [index, value] of values.entries()) {
    const at = index * VALUE_ENTRY_SIZE;
    entries.set([value.group, value.id, value.flags, value.auth], at);
    const words = [
      f16FromNumber(value.init),
      strings.offsetOf(value.name),
      strings.offsetOf(value.unit),
      f16FromNumber(value.epsilon),
      f16FromNumber(value.min),
      f16FromNumber(value.max),
      value.persist_key,
      strings.offsetOf(value.group_name),
      value.rate_ms,
      value.debounce_ms,
    ];
    for (const [i, word] of words.entries()) view.setUint16(at + 4 + 2 * i, word);
  }
  return finish(SECTION_TYPES.value, values.length, entries, strings);
}

/**
 * Encodes a `.cmd` section.
 * @throws HsxError EINVAL for an entry out of range, a duplicate, or a section over 65,535 bytes.
 */
export function encodeCommands(commands: readonly ResolvedCommand[]): SectionContent {
  refuse('.cmd', commandsProblem(commands));
  checkCount(SECTION_TYPES.cmd, commands.length, COMMAND_ENTRY_SIZE);
  const entries = new Uint8Array(commands.length * COMMAND_ENTRY_SIZE);
  const view = new DataView(entries.buffer);
  const strings = new StringTable(entries.length);
  for (const [index, command] of commands.entries()) {
    const at = index * COMMAND_ENTRY_SIZE;
    entries.set([command.group, command.id, command.flags, command.auth], at);
    view.setUint32(at + 4, command.handler);
    view.setUint16(at + 8, strings.offsetOf(command.name));
    view.setUint16(at + 10, strings.offsetOf(command.help));
    view.setUint32(at + 12, strings.offsetOf(command.group_name));
  }
  return finish(SECTION_TYPES.cmd, commands.length, entries, strings);
}

/**
 * Encodes a `.mailbox` section.
 * @throws HsxError EINVAL for a bad target, capacity or mode, a duplicate, or a section over 65,535 bytes.
 */
export function encodeMailboxes(mailboxes: readonly MailboxDeclaration[]): SectionContent {
  refuse('.mailbox', mailboxesProblem(mailboxes));
  const list = mailboxes.map(({ target, capacity, mode_mask, owner_pid, bindings }) => ({
    target,
    capacity,
    mode_mask,
    owner_pid,
    bindings,
  }));
  const bytes = new TextEncoder().encode(JSON.stringify({ version: 1, mailboxes: list }));
  if (bytes.length > SECTION_SIZE_MAX) {
    throw new HsxError(
      'EINVAL',
      `.mailbox section: it needs ${bytes.length} bytes, expected at most ${SECTION_SIZE_MAX}`,
    );
  }
  return { type: SECTION_TYPES.mailbox, count: mailboxes.length, bytes };
}

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

/** The sections of an image in table order; an empty list gives none. */
export function encodeMetadata(metadata: ImageMetadata): SectionContent[] {
  const sections: SectionContent[] = [];
  if (metadata.values.length > 0) sections.push(encodeValues(metadata.values));
  if (metadata.commands.length > 0) sections.push(encodeCommands(metadata.commands));
  if (metadata.mailboxes.length > 0) sections.push(encodeMailboxes(metadata.mailboxes));
  return sections;
}
