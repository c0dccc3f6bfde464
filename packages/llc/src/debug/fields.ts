/** Fields of debug metadata nodes, of whatever kind a module gives them: what does not fit reads as absent. */
import type { MDField, MDNode } from '../ir/model.js';

/** Longest name that is passed on, in characters. */
const NAME_MAX = 1000;

export function nodeOf(field: MDField | undefined): MDNode | undefined {
  return typeof field === 'object' && field !== null && field.kind === 'node' ? field : undefined;
}

export function nodeField(node: MDNode, name: string): MDNode | undefined {
  return nodeOf(node.fields.get(name));
}

export function textField(node: MDNode, name: string): string | undefined {
  const field = node.fields.get(name);
  if (typeof field !== 'object' || field === null || field.kind !== 'string' || field.value === '') return undefined;
  return field.value.slice(0, NAME_MAX);
}

/** A number of 0..max; undefined for anything else. */
export function countField(node: MDNode, name: string, max: number): number | undefined {
  const field = node.fields.get(name);
  if (typeof field !== 'bigint' || field < 0n || field > BigInt(max)) return undefined;
  return Number(field);
}

/** A bare word such as `DW_TAG_member` or `DIFlagBitField | DIFlagPublic`; '' when there is none. */
export function wordField(node: MDNode, name: string): string {
  const field = node.fields.get(name);
  return typeof field === 'object' && field !== null && field.kind === 'word' ? field.word : '';
}

/** The operands of a tuple field. */
export function listField(node: MDNode, name: string): readonly (MDNode | undefined)[] {
  return (nodeField(node, name)?.operands ?? []).map((operand) => nodeOf(operand ?? undefined));
}

/** Scopes are at most this deep; a module that nests deeper only loses debug data. */
const SCOPE_DEPTH = 1000;

/** The function that a scope lies in. */
export function subprogramOf(scope: MDNode | undefined): MDNode | undefined {
  let at = scope;
  for (let depth = 0; at !== undefined && depth < SCOPE_DEPTH; depth++) {
    if (at.name === 'DISubprogram') return at;
    at = nodeField(at, 'scope');
  }
  return undefined;
}

/** How many blocks of its function are around a scope: 0 for the function itself. */
export function blockDepth(scope: MDNode | undefined): number {
  let depth = 0;
  for (let at = scope; at !== undefined && depth < SCOPE_DEPTH; at = nodeField(at, 'scope')) {
    if (at.name === 'DISubprogram') return depth;
    // A change of file in the middle of a block is no block of its own.
    if (at.name === 'DILexicalBlock') depth++;
  }
  return depth;
}

/** Names and qualifiers between a variable and its type are followed this far. */
const TYPE_STEPS = 50;
const SIZE_MAX = 0x7fff_ffff;

/** The type behind names and qualifiers, with a size. */
export function sizedTypeOf(variable: MDNode): MDNode | undefined {
  let type = nodeField(variable, 'type');
  for (let step = 0; type !== undefined && step < TYPE_STEPS; step++) {
    if ((countField(type, 'size', SIZE_MAX) ?? 0) > 0) return type;
    type = nodeField(type, 'baseType');
  }
  return undefined;
}

/** Bytes of a variable; undefined when they are not known. */
export function variableSize(variable: MDNode): number | undefined {
  const type = sizedTypeOf(variable);
  return type === undefined ? undefined : Math.ceil((countField(type, 'size', SIZE_MAX) ?? 0) / 8);
}
