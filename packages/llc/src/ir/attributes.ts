/** Attributes of functions, parameters, results and calls, and calling conventions. */
import { type Lexer, Punctuation, Token } from './lexer.js';
import type { Attributes } from './model.js';
import { NO_ATTRIBUTES, type ParseState } from './parse-state.js';
import { parseType, startsType } from './type-parser.js';
import type { Type } from './types.js';

const { ParenOpen, ParenClose, BraceOpen, BraceClose, Equal } = Punctuation;

type AttributeValue = true | number | string | Type;

/** Attributes whose argument is a type. */
const TYPED = new Set(['byval', 'sret', 'byref', 'inalloca', 'preallocated', 'elementtype']);

/** Calling conventions whose names do not end in `cc`. */
const CALLING_CONVENTIONS = new Set([
  'aarch64_vector_pcs',
  'aarch64_sve_vector_pcs',
  'amdgpu_cs',
  'amdgpu_cs_chain',
  'amdgpu_cs_chain_preserve',
  'amdgpu_es',
  'amdgpu_gfx',
  'amdgpu_gfx_whole_wave',
  'amdgpu_gs',
  'amdgpu_hs',
  'amdgpu_kernel',
  'amdgpu_ls',
  'amdgpu_ps',
  'amdgpu_vs',
  'arm_aapcs_vfpcc',
  'm68k_rtdcc',
  'ptx_device',
  'ptx_kernel',
  'spir_func',
  'spir_kernel',
]);

function isCallingConvention(word: string): boolean {
  return word.endsWith('cc') || CALLING_CONVENTIONS.has(word) || word.startsWith('aarch64_sme_preservemost');
}

/** Passes over a calling convention: HSX has one, and all functions of a program are compiled to it. */
export function skipCallingConvention(state: ParseState): void {
  const lex: Lexer = state.lex;
  if (lex.kind !== Token.Word || !isCallingConvention(lex.value)) return;
  const numbered = lex.value === 'cc';
  lex.next();
  if (numbered) lex.expectUnsigned('the number of a calling convention');
  else if (lex.kind === ParenOpen) parenthesised(state);
}

/** The raw text in parentheses; the current token is `(`. */
function parenthesised(state: ParseState): string {
  const lex: Lexer = state.lex;
  const from = lex.end;
  let depth = 0;
  for (;;) {
    if (lex.kind === ParenOpen) depth++;
    else if (lex.kind === ParenClose && --depth === 0) break;
    else if (lex.kind === Token.End) lex.fail("expected ')'");
    lex.next();
  }
  const text = lex.text.slice(from, lex.start).trim();
  lex.next();
  return text;
}

function attributeValue(state: ParseState, name: string): AttributeValue {
  const lex: Lexer = state.lex;
  if (lex.kind === ParenOpen) {
    if (TYPED.has(name)) {
      lex.next();
      const type = parseType(state);
      lex.expect(ParenClose, "')' after the attribute's type");
      return type;
    }
    const text = parenthesised(state);
    return /^[0-9]{1,15}$/.test(text) ? Number(text) : text;
  }
  // `align 4`, and `align=4` in a group
  if (name === 'align' || name === 'alignstack') {
    lex.accept(Equal);
    return lex.expectUnsigned('an alignment');
  }
  if (lex.kind === Equal) {
    lex.next();
    return lex.expectUnsigned("the attribute's number");
  }
  return true;
}

/** One attribute into the map; false when the current token is none. */
function parseAttribute(state: ParseState, into: Map<string, AttributeValue>): boolean {
  const lex: Lexer = state.lex;
  if (lex.kind === Token.Word) {
    const name = lex.value;
    lex.next();
    into.set(name, attributeValue(state, name));
    return true;
  }
  if (lex.kind === Token.String) {
    const name = lex.expectString('an attribute');
    into.set(name, lex.accept(Equal) ? lex.expectString("the attribute's text") : true);
    return true;
  }
  if (lex.kind === Token.AttributeGroup) {
    const group = state.attributeGroups.get(lex.value);
    // LLVM takes a missing group for an empty one.
    for (const [name, value] of group ?? []) into.set(name, value);
    lex.next();
    return true;
  }
  return false;
}

/** The body of `attributes #0 = { … }`; the current token is `{`. */
export function parseAttributeGroup(state: ParseState): Attributes {
  const lex: Lexer = state.lex;
  lex.expect(BraceOpen, "'{'");
  const attributes = new Map<string, AttributeValue>();
  while (parseAttribute(state, attributes));
  lex.expect(BraceClose, "an attribute or '}'");
  return attributes;
}

/** Attributes before a type: of a result. */
export function parseAttributesBeforeType(state: ParseState): Attributes {
  const lex: Lexer = state.lex;
  if (lex.kind === Token.Word ? startsType(state) || lex.value === 'addrspace' : lex.kind !== Token.String) {
    return NO_ATTRIBUTES;
  }
  const attributes = new Map<string, AttributeValue>();
  while (lex.kind === Token.String || (lex.kind === Token.Word && !startsType(state) && lex.value !== 'addrspace')) {
    parseAttribute(state, attributes);
  }
  return attributes;
}

/** Attributes up to a token that is none, or a word in `stop`: after a parameter's type, or after an argument list. */
export function parseAttributesUntil(state: ParseState, stop: ReadonlySet<string>): Attributes {
  const lex: Lexer = state.lex;
  if (lex.kind === Token.AttributeGroup) {
    // Nearly every call has exactly one group.
    const group = state.attributeGroups.get(lex.value);
    lex.next();
    const more = lex.kind === Token.AttributeGroup || lex.kind === Token.String;
    if (!more && (lex.kind !== Token.Word || stop.has(lex.value))) return group ?? NO_ATTRIBUTES;
    const attributes = new Map(group);
    collectUntil(state, stop, attributes);
    return attributes;
  }
  if (lex.kind === Token.Word) {
    if (stop.has(lex.value)) return NO_ATTRIBUTES;
    const word = lex.value;
    lex.next();
    const ends = lex.kind === Token.Word ? stop.has(lex.value) : isAfterAttribute(lex.kind);
    if (ends && word !== 'align' && word !== 'alignstack') {
      let single = state.singleAttributes.get(word);
      if (single === undefined) {
        single = new Map([[word, true]]);
        state.singleAttributes.set(word, single);
      }
      return single;
    }
    const attributes = new Map<string, AttributeValue>([[word, attributeValue(state, word)]]);
    collectUntil(state, stop, attributes);
    return attributes;
  }
  if (lex.kind !== Token.String) return NO_ATTRIBUTES;
  const attributes = new Map<string, AttributeValue>();
  collectUntil(state, stop, attributes);
  return attributes;
}

function isAfterAttribute(kind: number): boolean {
  return kind !== ParenOpen && kind !== Equal && kind !== Token.String && kind !== Token.AttributeGroup;
}

function collectUntil(state: ParseState, stop: ReadonlySet<string>, into: Map<string, AttributeValue>): void {
  const lex: Lexer = state.lex;
  while (
    lex.kind === Token.String ||
    lex.kind === Token.AttributeGroup ||
    (lex.kind === Token.Word && !stop.has(lex.value))
  ) {
    parseAttribute(state, into);
  }
}
