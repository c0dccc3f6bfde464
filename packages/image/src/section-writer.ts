/** Metadata sections as bytes: `.value`, `.cmd`, `.mailbox` of version 3 (formats.md §2). All integers are big-endian. */
import { f16FromNumber, HsxError } from '@hsx/isa';
import { SECTION_SIZE_MAX } from './hxe-header.js';
import {
  commandsProblem,
  type EntryProblem,
  type ImageMetadata,
  mailboxesProblem,
  type ResolvedCommand,
  valuesProblem,
} from './metadata.js';
import type { MailboxDeclaration, ValueDeclaration } from './object.js';
import { COMMAND_ENTRY_SIZE, SECTION_TYPES, type SectionContent, sectionName, VALUE_ENTRY_SIZE } from './sections.js';
import { StringTable } from './string-table.js';

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

/** The sections of an image in table order; an empty list gives none. */
export function encodeMetadata(metadata: ImageMetadata): SectionContent[] {
  const sections: SectionContent[] = [];
  if (metadata.values.length > 0) sections.push(encodeValues(metadata.values));
  if (metadata.commands.length > 0) sections.push(encodeCommands(metadata.commands));
  if (metadata.mailboxes.length > 0) sections.push(encodeMailboxes(metadata.mailboxes));
  return sections;
}
