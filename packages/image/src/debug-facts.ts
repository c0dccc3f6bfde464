/**
 * What is known about a program beside its lines (formats.md §3): types, functions, variables, where each variable is at each
 * instruction, inlined bodies, and how a stack is walked. The same facts stand in three places, which differ only in how code is
 * named: MVASM's `.debug` has labels (`range`), an object has section and offsets, a `.sym` file has addresses.
 */
import { z } from 'zod';
import { ADDRESS_SPACE_MAX } from './layout.js';
import {
  badExpression,
  expressionSchema,
  type ObjectExpression,
  objectExpressionSchema,
} from './location-expression.js';

/** Longest text of a fact, in characters. */
const TEXT_MAX = 4096;
/** Most entries of any list in an object. */
export const FACTS_MAX = 4_000_000;
/** Most members, enumerators or parameters of one type, and locations of one variable. */
export const FACT_PARTS_MAX = 65_536;

const text = z.string().max(TEXT_MAX);
const name = z.string().min(1).max(TEXT_MAX);
const id = z.int().min(0).max(FACTS_MAX);
const line = z.int().min(0).max(0x7fff_ffff);
const bytes = z.int().min(0).max(ADDRESS_SPACE_MAX);
const register = z.int().min(0).max(15);
const signed = z.int().min(-0x8000_0000).max(0x7fff_ffff);
const word = z.int().min(-0x8000_0000).max(0xffff_ffff);

/** A type; others are referred to by their index in `types`. */
export const typeSchema = z.strictObject({
  kind: z.enum([
    'void',
    'base',
    'pointer',
    'array',
    'struct',
    'union',
    'enum',
    'typedef',
    'const',
    'volatile',
    'function',
  ]),
  name: text.optional(),
  /** Bytes. */
  size: bytes.optional(),
  /** Of a base type. */
  encoding: z.enum(['signed', 'unsigned', 'bool', 'char', 'float']).optional(),
  /** What is pointed to, the element, the result, the type behind a name. */
  of: id.optional(),
  /** Elements of an array. */
  count: bytes.optional(),
  members: z
    .array(
      z.strictObject({
        name: text,
        type: id,
        /** Bytes from the start; of a bit-field, those of the unit that holds it. */
        offset: bytes,
        /** Of a bit-field: its lowest bit in the little-endian unit, and its bits. */
        bit_offset: z.int().min(0).max(64).optional(),
        bit_size: z.int().min(0).max(64).optional(),
      }),
    )
    .max(FACT_PARTS_MAX)
    .optional(),
  /** Of an enum. */
  values: z
    .array(z.strictObject({ name: text, value: z.number() }))
    .max(FACT_PARTS_MAX)
    .optional(),
  /** Of a function. */
  parameters: z.array(id).max(FACT_PARTS_MAX).optional(),
});

/**
 * Where a variable is: its value is in a `register`, is a `constant`, or is the frame address plus `offset` (`cfa`); or it lies in
 * memory, at the frame address plus `offset` (`frame`) or at the data address `value` (`address`). Anything else is what an
 * `expression` gives.
 */
export const placeShape = {
  kind: z.enum(['register', 'frame', 'cfa', 'address', 'constant', 'expression']),
  register: register.optional(),
  /** `frame`, `cfa`: bytes from the frame address, which is the sp before the CALL. */
  offset: signed.optional(),
  /** `address`, `constant`. */
  value: word.optional(),
  /** `expression`: location-expression.ts. */
  expression: expressionSchema.optional(),
  /** What was found is a pointer: the variable lies in memory at it plus this. */
  deref: signed.optional(),
  /** The variable's value is what was found plus this. */
  add: signed.optional(),
  /** Only this part of the variable is there; `offset` and `size` in bytes, lowest address first. */
  piece: z.strictObject({ offset: bytes, size: z.int().min(1).max(ADDRESS_SPACE_MAX) }).optional(),
} as const;

/** The frame address is `cfa` plus `cfa_offset`; what a call left on the stack lies relative to the frame address. */
export const frameShape = {
  cfa: z.union([z.literal('sp'), register]),
  cfa_offset: signed,
  return_offset: signed,
  /** Where the caller's registers were saved. Others still have their values. */
  saved: z.array(z.strictObject({ register, offset: signed })).max(16),
} as const;

/** What a `.sym` file and an object say alike about a variable of a function. */
export const localShape = {
  /** Linkage name of the function whose code holds it. */
  function: name,
  name: text,
  type_id: id.optional(),
  /** Counted from 0. */
  parameter: z.int().min(0).max(255).optional(),
  line,
  /** Nesting of the block that declares it: 0 for the function's own. Of two with one name the deeper one is meant. */
  depth: z.int().min(0).max(65_535).optional(),
  /** The variable belongs to the inlined body of this number: `instance` of entries in `inlines`. */
  inline: id.optional(),
} as const;

/** A range of code in an object. */
const objectRange = { section: name, start: bytes, end: bytes };
/** A range of code in a source: from one label to the other. */
const labelRange = { range: z.tuple([name, name]) };

const functionFact = {
  /** As the linker knows it. */
  symbol: name,
  /** As written in the source. */
  name: text,
  /** Index in `files`. */
  file: z.int().min(0),
  line,
  type_id: id.optional(),
};

const variableFact = {
  symbol: name,
  name: text,
  file: z.int().min(0),
  line,
  /** `global`, or the source file of a static, or the function of a static inside one. */
  scope: text,
  type_id: id.optional(),
};

/** In an object or source, an `address` or `constant` may be a symbol's value plus `value`. */
const objectPlace = { ...placeShape, symbol: name.optional(), expression: objectExpressionSchema.optional() };

const inlineFact = {
  /** The function whose body stands there. */
  function: text,
  /** Where it was called. */
  file: z.int().min(0),
  line,
  column: line,
  /** Index of the inlined body around this one. */
  parent: id.optional(),
  /** The same for all ranges that one call became. */
  instance: id,
};

const functionSchema = z.strictObject(functionFact);
const variableSchema = z.strictObject(variableFact);
const localSchema = z.strictObject({
  ...localShape,
  locations: z.array(z.strictObject({ ...objectRange, ...objectPlace })).max(FACT_PARTS_MAX),
});
const frameSchema = z.strictObject({ ...objectRange, ...frameShape });
const inlineSchema = z.strictObject({ ...objectRange, ...inlineFact });

/** Facts of an object; ids are indices of its own lists. */
export const factShapes = {
  types: z.array(typeSchema).max(FACTS_MAX).optional(),
  functions: z.array(functionSchema).max(FACTS_MAX).optional(),
  variables: z.array(variableSchema).max(FACTS_MAX).optional(),
  locals: z.array(localSchema).max(FACTS_MAX).optional(),
  frames: z.array(frameSchema).max(FACTS_MAX).optional(),
  inlines: z.array(inlineSchema).max(FACTS_MAX).optional(),
} as const;

/** The operand of each `.debug` directive. `file` is the number of a `.file`. */
export const debugDirectiveSchemas = {
  type: typeSchema,
  function: functionSchema,
  variable: variableSchema,
  local: z.strictObject({
    ...localShape,
    locations: z.array(z.strictObject({ ...labelRange, ...objectPlace })).max(FACT_PARTS_MAX),
  }),
  inline: z.strictObject({ ...labelRange, ...inlineFact }),
  /** More of the lists of the `type` or `local` before it: a line has an end. */
  more: z.strictObject({
    members: typeSchema.shape.members,
    values: typeSchema.shape.values,
    parameters: typeSchema.shape.parameters,
    locations: z
      .array(z.strictObject({ ...labelRange, ...objectPlace }))
      .max(FACT_PARTS_MAX)
      .optional(),
  }),
} as const;

/** The lists that `.debug more` may continue. */
export const CONTINUED_LISTS = ['members', 'values', 'parameters', 'locations'] as const;

export type DebugType = z.output<typeof typeSchema>;
export type DebugFunction = z.output<typeof functionSchema>;
export type DebugVariable = z.output<typeof variableSchema>;
export type DebugLocal = z.output<typeof localSchema>;
export type DebugLocation = DebugLocal['locations'][number];
export type DebugFrame = z.output<typeof frameSchema>;
export type DebugInline = z.output<typeof inlineSchema>;
export type DebugDirective = keyof typeof debugDirectiveSchemas;
export type DirectiveLocal = z.output<typeof debugDirectiveSchemas.local>;
export type DirectiveInline = z.output<typeof debugDirectiveSchemas.inline>;

/** The facts of an object beside its lines. Each list is absent when it is empty. */
export interface DebugFacts {
  types?: DebugType[] | undefined;
  functions?: DebugFunction[] | undefined;
  variables?: DebugVariable[] | undefined;
  locals?: DebugLocal[] | undefined;
  frames?: DebugFrame[] | undefined;
  inlines?: DebugInline[] | undefined;
}

/** The key that a place of each kind needs. */
const PLACE_NEEDS = {
  register: 'register',
  frame: 'offset',
  cfa: 'offset',
  address: 'value',
  constant: 'value',
  expression: 'expression',
} as const;

/** What is wrong with a place, if anything is: the key, and what to say of it. */
export function badPlace(place: {
  kind: keyof typeof PLACE_NEEDS;
  register?: number | undefined;
  offset?: number | undefined;
  value?: number | undefined;
  expression?: ObjectExpression | undefined;
}): { key: string; problem: string } | undefined {
  const key = PLACE_NEEDS[place.kind];
  if (place[key] === undefined) return { key, problem: `missing for a ${place.kind} location` };
  const problem = place.expression === undefined ? undefined : badExpression(place.expression);
  return problem === undefined ? undefined : { key: 'expression', problem };
}

/** The first id in `types` that is not below their number: its path, or undefined. */
export function badTypeReference(types: readonly DebugType[]): { path: PropertyKey[]; id: number } | undefined {
  const wrong = (id: number | undefined): id is number => id !== undefined && id >= types.length;
  for (const [i, type] of types.entries()) {
    if (wrong(type.of)) return { path: [i, 'of'], id: type.of };
    for (const [j, { type: id }] of (type.members ?? []).entries())
      if (wrong(id)) return { path: [i, 'members', j, 'type'], id };
    for (const [j, id] of (type.parameters ?? []).entries()) if (wrong(id)) return { path: [i, 'parameters', j], id };
  }
  return undefined;
}
