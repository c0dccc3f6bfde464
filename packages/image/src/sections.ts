/** The metadata sections of an image: their types and entry sizes (formats.md §2). */
import type { HxeVersion } from './hxe-header.js';

/** Section types. */
export const SECTION_TYPES = { value: 1, cmd: 2, mailbox: 3, symbols: 4 } as const;

/** What a section is called: `.value`, `.cmd`, `.mailbox`, `.symbols`, or `undefined` for an unknown type. */
export function sectionName(type: number): string | undefined {
  const name = Object.entries(SECTION_TYPES).find(([, known]) => known === type)?.[0];
  return name === undefined ? undefined : `.${name}`;
}

/** Bytes of an entry. */
export const VALUE_ENTRY_SIZE = 24;
export const VALUE_ENTRY_SIZE_V2 = 20;
export const COMMAND_ENTRY_SIZE = 16;
export const OLD_MAILBOX_ENTRY_SIZE = 16;

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
