/** The symbol file beside an image, `.sym` (formats.md §3), and the same embedded in an image, deflated. */
import { HsxError } from '@hsx/isa';
import { z } from 'zod';
import { badPlace, badTypeReference, frameShape, localShape, placeShape, typeSchema } from './debug-facts.js';
import { badJson, parseJson, validate } from './json-input.js';
import { ADDRESS_SPACE_MAX } from './layout.js';

/** The largest symbol file that is read, in bytes. */
export const SYM_SIZE_MAX = 64 << 20;

const address = z.int().min(0).max(ADDRESS_SPACE_MAX);
const u32 = z.int().min(0).max(0xffff_ffff);
const line = z.int().min(0).max(0x7fff_ffff);
const text = z.string().max(4096);

/** A range of code addresses, `end` exclusive. */
const range = { start: address, end: address };

const functionSchema = z.strictObject({
  /** As written in the source. */
  name: text,
  /** As the linker knows it. */
  linkage_name: text,
  address,
  size: address,
  file: text,
  /** 0 = unknown. */
  line,
  /** Index in `types`. */
  type_id: z.int().min(0).optional(),
});

const variableSchema = z.strictObject({
  name: text,
  address,
  size: address,
  /** `global`, or the source file of a static, or `function` of a static inside one. */
  scope: text,
  type: text,
  /** Index in `types`. */
  type_id: z.int().min(0).optional(),
});

const instructionSchema = z.strictObject({
  pc: address,
  word: u32,
  /** Empty when unknown. */
  function: text,
  file: text,
  line,
  column: line,
  /** Line in the MVASM source, 0 = unknown. */
  mvasm_line: line,
});

const regionSchema = z.strictObject({
  name: text,
  type: z.enum(['code', 'rodata', 'data', 'bss', 'heap', 'stack']),
  start: address,
  end: address,
});

/** Where a variable is while pc is in the range. Several with one range hold its pieces. */
const locationSchema = z.strictObject({ ...range, ...placeShape });

const localSchema = z.strictObject({ ...localShape, locations: z.array(locationSchema) });

/** How to find the caller's frame while pc is in the range. */
const frameSchema = z.strictObject({ ...range, ...frameShape });

const inlineSchema = z.strictObject({
  ...range,
  /** The function whose body stands here. */
  function: text,
  call_file: text,
  call_line: line,
  call_column: line,
  /** Index of the inlined body around this one. */
  parent: z.int().min(0).optional(),
  /** The same for all ranges that one call became. */
  instance: z.int().min(0).optional(),
});

export const symSchema = z.strictObject({
  version: z.literal(1),
  /** Base name of the image. */
  hxe_path: text,
  /** The image's crc32 field. */
  hxe_crc: u32,
  symbols: z.strictObject({
    functions: z.array(functionSchema),
    variables: z.array(variableSchema),
    /** Names by code address, written `0x` and hexadecimal digits. */
    labels: z.record(z.string().regex(/^0x[0-9A-Fa-f]{1,8}$/), z.array(text)),
  }),
  instructions: z.array(instructionSchema),
  memory_regions: z.array(regionSchema),
  types: z.array(typeSchema).optional(),
  locals: z.array(localSchema).optional(),
  frames: z.array(frameSchema).optional(),
  inlines: z.array(inlineSchema).optional(),
});

export type SymFile = z.output<typeof symSchema>;
export type SymFunction = z.output<typeof functionSchema>;
export type SymVariable = z.output<typeof variableSchema>;
export type SymInstruction = z.output<typeof instructionSchema>;
export type SymRegion = z.output<typeof regionSchema>;
export type SymType = z.output<typeof typeSchema>;
export type SymLocal = z.output<typeof localSchema>;
export type SymLocation = z.output<typeof locationSchema>;
export type SymFrame = z.output<typeof frameSchema>;
export type SymInline = z.output<typeof inlineSchema>;

/** How the keys of `labels` are written. */
export function labelKey(codeAddress: number): string {
  return `0x${codeAddress.toString(16).toUpperCase().padStart(4, '0')}`;
}

const WHAT = '.sym file';

/**
 * Reads a symbol file.
 * @param what how messages call it, for example its file name.
 * @throws HsxError EBADMSG with the JSON path, what was found and what was expected.
 */
export function readSym(input: string | Uint8Array, what = WHAT): SymFile {
  const sym = validate(symSchema, parseJson(input, what, SYM_SIZE_MAX), what);
  const ranges = { memory_regions: sym.memory_regions, frames: sym.frames ?? [], inlines: sym.inlines ?? [] };
  for (const [list, entries] of Object.entries(ranges)) {
    for (const [index, { start, end }] of entries.entries()) {
      if (start > end) throw badJson(what, [list, index, 'end'], `${end} is before start ${start}`);
    }
  }
  for (const [index, local] of (sym.locals ?? []).entries()) checkLocations(local, index, what);
  checkTypes(sym, what);
  for (const [index, { parent }] of (sym.inlines ?? []).entries()) {
    if (parent !== undefined && parent >= index) {
      throw badJson(what, ['inlines', index, 'parent'], `${parent}, expected an entry before this one`);
    }
  }
  return sym;
}

/** A location says what its kind needs. */
function checkLocations(local: SymLocal, index: number, what: string): void {
  for (const [i, location] of local.locations.entries()) {
    const path = ['locals', index, 'locations', i];
    if (location.start > location.end)
      throw badJson(what, [...path, 'end'], `${location.end} is before start ${location.start}`);
    const bad = badPlace(location);
    if (bad !== undefined) throw badJson(what, [...path, bad.key], bad.problem);
  }
}

function checkTypes(sym: SymFile, what: string): void {
  const count = sym.types?.length ?? 0;
  const check = (path: readonly PropertyKey[], id: number | undefined): void => {
    if (id !== undefined && id >= count) throw badJson(what, path, `${id}, but there are ${count} types`);
  };
  for (const [i, fn] of sym.symbols.functions.entries()) check(['symbols', 'functions', i, 'type_id'], fn.type_id);
  for (const [i, variable] of sym.symbols.variables.entries())
    check(['symbols', 'variables', i, 'type_id'], variable.type_id);
  for (const [i, local] of (sym.locals ?? []).entries()) check(['locals', i, 'type_id'], local.type_id);
  const wrong = badTypeReference(sym.types ?? []);
  if (wrong !== undefined) throw badJson(what, ['types', ...wrong.path], `${wrong.id}, but there are ${count} types`);
}

/** A record's JSON with its keys in the order of the schema, whatever order the caller made them in. */
function ordered<T extends z.ZodObject>(schema: T, value: z.output<T>): string {
  const entries = Object.keys(schema.shape).map((key) => [key, (value as Record<string, unknown>)[key]]);
  return JSON.stringify(Object.fromEntries(entries.filter(([, member]) => member !== undefined)));
}

function list<T extends z.ZodObject>(schema: T, values: readonly z.output<T>[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => `  ${ordered(schema, value)}`).join(',\n')}\n ]`;
}

/** The JSON text of a symbol file; the same facts give the same text. Labels are sorted by address. */
export function writeSym(sym: SymFile): string {
  const { functions, variables, labels } = sym.symbols;
  const sorted = Object.entries(labels).sort(([a], [b]) => Number(a) - Number(b));
  const labelText =
    sorted.length === 0
      ? '{}'
      : `{\n${sorted.map(([key, names]) => `  "${key}": ${JSON.stringify(names)}`).join(',\n')}\n }`;
  const symbols = `{ "functions": ${list(functionSchema, functions)}, "variables": ${list(variableSchema, variables)}, "labels": ${labelText} }`;
  const members: [string, string | undefined][] = [
    ['version', '1'],
    ['hxe_path', JSON.stringify(sym.hxe_path)],
    ['hxe_crc', String(sym.hxe_crc)],
    ['symbols', symbols],
    ['instructions', list(instructionSchema, sym.instructions)],
    ['memory_regions', list(regionSchema, sym.memory_regions)],
    ['types', sym.types && list(typeSchema, sym.types)],
    ['locals', sym.locals && list(localSchema, sym.locals)],
    ['frames', sym.frames && list(frameSchema, sym.frames)],
    ['inlines', sym.inlines && list(inlineSchema, sym.inlines)],
  ];
  const lines = members.filter(([, member]) => member !== undefined).map(([key, member]) => ` "${key}": ${member}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Fails when a symbol file does not belong to an image. @throws HsxError EINVAL that names both CRCs. */
export function checkSymMatches(sym: SymFile, imageCrc: number): void {
  if (sym.hxe_crc === imageCrc) return;
  const text = (crc: number): string => `0x${crc.toString(16).padStart(8, '0')}`;
  throw new HsxError(
    'EINVAL',
    `the symbols belong to another image: they name CRC ${text(sym.hxe_crc)}, the image has ${text(imageCrc)}`,
    'link again with --emit-sym',
  );
}
