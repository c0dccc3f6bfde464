/** What `--dump-json` prints about a program: header, instructions, symbols, declarations (formats.md §3). */
import { z } from 'zod';
import { parseJson, validate } from './json-input.js';
import { commandSchema, mailboxSchema, valueSchema } from './metadata.js';
import { SYM_SIZE_MAX } from './sym.js';

const text = z.string().max(4096);
const address = z.int().min(0).max(0xffff_ffff);
const integer = z.int().min(-0x8000_0000).max(0xffff_ffff);

/** Facts about the program as a whole. An object has no addresses yet, so all but the first three may be missing. */
const headerSchema = z.strictObject({
  /** `object` before linking, `image` after. */
  format: z.enum(['object', 'image']),
  /** Version of that format. */
  version: z.int().min(1).max(0xffff),
  /** Base name of the source or image. */
  source: text,
  isa: z.enum(['core', 'ext']).optional(),
  app_name: text.optional(),
  /** An object's symbol, an image's code offset. */
  entry: z.union([text, address]).optional(),
  code_len: address.optional(),
  ro_len: address.optional(),
  data_len: address.optional(),
  bss_size: address.optional(),
  req_caps: address.optional(),
  crc32: address.optional(),
});

const register = z.int().min(0).max(15);

const instructionSchema = z.strictObject({
  /** An object's section; missing in an image. */
  section: text.optional(),
  /** Byte offset in the section, or code address. */
  pc: address,
  word: address,
  mnemonic: text,
  /** The fields of the word, as they are. */
  rd: register,
  rs1: register,
  rs2: register,
  /** The immediate as the form reads it, sign-extended where signed; 0 without one. */
  imm: integer,
  /** The immediate's bits in the word. */
  imm_raw: address,
  /** What takes effect: bytes for scaled offsets, the literal for LDI32. */
  imm_effective: integer,
  /** LDI32's literal word. */
  extended_imm: address.optional(),
  /** As the disassembler writes them. */
  operands: text,
  /** Where a branch or call goes: a code address. */
  target: address.optional(),
});

export const listingSchema = z.strictObject({
  header: headerSchema,
  instructions: z.array(instructionSchema),
  symbols: z.strictObject({
    /** Address (or section offset) by name. */
    labels_text: z.record(text, address),
    labels_data: z.record(text, address),
    data_entries: z.array(
      z.strictObject({ section: text, offset: address, size: address, hex: z.string(), symbol: text.optional() }),
    ),
  }),
  values: z.array(valueSchema),
  commands: z.array(commandSchema),
  mailboxes: z.array(mailboxSchema),
});

/** A listing as it is written. */
export type Listing = z.input<typeof listingSchema>;
export type ListingInstruction = z.input<typeof instructionSchema>;

/**
 * Reads a listing.
 * @throws HsxError EBADMSG with the JSON path, what was found and what was expected.
 */
export function readListing(input: string | Uint8Array, what = 'listing'): Listing {
  return validate(listingSchema, parseJson(input, what, SYM_SIZE_MAX), what);
}

/** The JSON text of a listing, indented. */
export function writeListing(listing: Listing): string {
  return `${JSON.stringify(listing, null, 2)}\n`;
}
