/** The JSON of object files and archives (formats.md §1). Rules between fields are in `hxo.ts`. */
import { CAPABILITIES, type Capability } from '@hsx/isa';
import { z } from 'zod';
import { factShapes } from './debug-facts.js';
import { ADDRESS_SPACE_MAX } from './layout.js';
import { commandSchema, mailboxSchema, valueSchema } from './metadata.js';
import { ALIGN_MAX, NAME_LENGTH_MAX, RELOCATION_TYPES } from './object.js';

/** Most entries of any list. */
const LIST_MAX = 4_000_000;

const capabilityNames = Object.keys(CAPABILITIES) as [Capability, ...Capability[]];

const name = z.string().min(1).max(NAME_LENGTH_MAX);
const offset = z.int().min(0).max(ADDRESS_SPACE_MAX);
const line = z.int().min(0).max(0x7fff_ffff);
const i32 = z.int().min(-0x8000_0000).max(0xffff_ffff);

/** `{hex}` with contents, `{size}` for bss; the older form is the bare hexadecimal text. */
export const sectionSchema = z.union([
  z.string(),
  z.strictObject({
    hex: z.string().optional(),
    size: z.int().min(0).max(ADDRESS_SPACE_MAX).optional(),
    align: z.int().min(1).max(ALIGN_MAX).optional(),
  }),
]);

export const relocationSchema = z.strictObject({
  section: name.default('text'),
  offset,
  type: z.enum(RELOCATION_TYPES),
  symbol: name,
  addend: i32.default(0),
  minus: name.optional(),
  relax: z.boolean().optional(),
  line: line.optional(),
});

export const symbolSchema = z.strictObject({
  name,
  section: name,
  value: i32.default(0),
  size: offset.default(0),
  bind: z.enum(['local', 'global', 'weak']).default('global'),
  kind: z.enum(['func', 'object', 'notype']).default('notype'),
  convention: z.enum(['variadic', 'fixed']).optional(),
  line: line.optional(),
});

export const metadataSchema = z.strictObject({
  values: z.array(valueSchema).max(65_535).default([]),
  commands: z.array(commandSchema).max(65_535).default([]),
  mailboxes: z.array(mailboxSchema).max(65_535).default([]),
});

export const debugSchema = z.strictObject({
  files: z.array(z.string().max(NAME_LENGTH_MAX)).max(65_536).default([]),
  lines: z
    .array(z.strictObject({ section: name, offset, file: z.int().min(0), line, column: line }))
    .max(LIST_MAX)
    .default([]),
  mvasm: z
    .array(z.strictObject({ section: name, offset, line }))
    .max(LIST_MAX)
    .default([]),
  ...factShapes,
});

export const objectSchema = z.strictObject({
  version: z.literal(1),
  isa: z.enum(['core', 'ext']).default('core'),
  source: z.string().max(NAME_LENGTH_MAX).default(''),
  sections: z.record(z.string().max(NAME_LENGTH_MAX), sectionSchema),
  relocs: z.array(relocationSchema).max(LIST_MAX).default([]),
  symbols: z.array(symbolSchema).max(LIST_MAX).default([]),
  entry: name.optional(),
  keep: z.array(name).max(LIST_MAX).default([]),
  caps: z.array(z.enum(capabilityNames)).max(32).default([]),
  metadata: metadataSchema.default({ values: [], commands: [], mailboxes: [] }),
  debug: debugSchema.optional(),
});

export type ObjectJson = z.output<typeof objectSchema>;

export const archiveSchema = z.strictObject({
  version: z.literal(1),
  members: z.array(z.strictObject({ name, object: objectSchema })).max(65_536),
});
