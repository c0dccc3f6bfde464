/** Types of the source language: from DIType nodes to the list that objects carry (formats.md §3). */
import type { DebugType } from '@hsx/image';
import { ADDRESS_SPACE_MAX, FACT_PARTS_MAX } from '@hsx/image';
import type { MDNode } from '../ir/model.js';
import { countField, listField, nodeField, textField, wordField } from './fields.js';

type Member = NonNullable<DebugType['members']>[number];

const BYTE = 8;
const SIZE_MAX = ADDRESS_SPACE_MAX * BYTE;
/** Most types of a module; what refers to further ones has no type. */
const TYPES_MAX = 100_000;
/** Dimensions of an array. */
const DIMENSIONS_MAX = 64;

const ENCODINGS: ReadonlyMap<string, DebugType['encoding']> = new Map([
  ['DW_ATE_signed', 'signed'],
  ['DW_ATE_unsigned', 'unsigned'],
  ['DW_ATE_boolean', 'bool'],
  ['DW_ATE_signed_char', 'char'],
  ['DW_ATE_unsigned_char', 'unsigned'],
  ['DW_ATE_UTF', 'unsigned'],
  ['DW_ATE_float', 'float'],
]);

/** What does not change how a value is read: what stands behind it is meant. */
const TRANSPARENT = new Set(['DW_TAG_restrict_type', 'DW_TAG_atomic_type', 'DW_TAG_LLVM_ptrauth_type']);

/** The types of a module, numbered in the order in which they are first asked for. */
export class TypeTable {
  private readonly ids = new Map<MDNode, number>();
  private readonly list: (DebugType | undefined)[] = [];
  private readonly waiting: { id: number; node: MDNode }[] = [];
  private working = false;

  /** The number of a type; undefined for void and for what is no type. */
  id(node: MDNode | undefined): number | undefined {
    const id = this.number(node);
    if (!this.working) {
      // Types refer to each other in circles and chains of any length: no recursion.
      this.working = true;
      for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift())
        this.list[next.id] = this.describe(next.node);
      this.working = false;
    }
    return id;
  }

  private number(node: MDNode | undefined): number | undefined {
    let at = node;
    for (let step = 0; at !== undefined && TRANSPARENT.has(wordField(at, 'tag')) && step < DIMENSIONS_MAX; step++)
      at = nodeField(at, 'baseType');
    if (at === undefined) return undefined;
    const known = this.ids.get(at);
    if (known !== undefined) return known;
    const id = this.add();
    if (id === undefined) return undefined;
    this.ids.set(at, id);
    this.waiting.push({ id, node: at });
    return id;
  }

  private add(): number | undefined {
    if (this.list.length >= TYPES_MAX) return undefined;
    return this.list.push(undefined) - 1;
  }

  /** All types so far. */
  get types(): DebugType[] {
    return this.list.map((type) => type ?? { kind: 'void' });
  }

  private describe(node: MDNode): DebugType {
    switch (node.name) {
      case 'DIBasicType':
        return this.basic(node);
      case 'DIDerivedType':
        return this.derived(node);
      case 'DICompositeType':
        return this.composite(node);
      case 'DISubroutineType':
        return this.subroutine(node);
      default:
        return { kind: 'void', ...named(node) };
    }
  }

  private basic(node: MDNode): DebugType {
    const encoding = ENCODINGS.get(wordField(node, 'encoding'));
    return { kind: 'base', ...named(node), ...sized(node), ...(encoding === undefined ? {} : { encoding }) };
  }

  private derived(node: MDNode): DebugType {
    const of = this.reference(nodeField(node, 'baseType'));
    switch (wordField(node, 'tag')) {
      case 'DW_TAG_pointer_type':
        return { kind: 'pointer', ...sized(node), ...of };
      case 'DW_TAG_const_type':
        return { kind: 'const', ...of };
      case 'DW_TAG_volatile_type':
        return { kind: 'volatile', ...of };
      default:
        return { kind: 'typedef', ...named(node), ...of };
    }
  }

  private reference(node: MDNode | undefined): { of?: number } {
    const of = this.number(node);
    return of === undefined ? {} : { of };
  }

  private composite(node: MDNode): DebugType {
    switch (wordField(node, 'tag')) {
      case 'DW_TAG_array_type':
        return this.array(node);
      case 'DW_TAG_enumeration_type': {
        const values = listField(node, 'elements').flatMap((item) => {
          const name = item === undefined ? undefined : textField(item, 'name');
          const value = item?.fields.get('value');
          return name === undefined || typeof value !== 'bigint' ? [] : [{ name, value: Number(value) }];
        });
        const made: DebugType = { kind: 'enum', ...named(node), ...sized(node) };
        return { ...made, ...this.reference(nodeField(node, 'baseType')), values: bounded(values) };
      }
      default: {
        const kind = wordField(node, 'tag') === 'DW_TAG_union_type' ? 'union' : 'struct';
        const made: DebugType = { kind, ...named(node), ...sized(node) };
        if (wordField(node, 'flags').includes('DIFlagFwdDecl')) return made;
        const members = listField(node, 'elements').flatMap((item) => this.member(item) ?? []);
        return { ...made, members: bounded(members) };
      }
    }
  }

  private member(node: MDNode | undefined): Member | undefined {
    if (node === undefined || wordField(node, 'tag') !== 'DW_TAG_member') return undefined;
    const type = this.number(nodeField(node, 'baseType'));
    const offset = countField(node, 'offset', SIZE_MAX) ?? 0;
    if (type === undefined) return undefined;
    const name = textField(node, 'name') ?? '';
    if (!wordField(node, 'flags').includes('DIFlagBitField')) return { name, type, offset: Math.floor(offset / BYTE) };
    // The unit that holds it begins at extraData; its size is the declared type's.
    const extra = node.fields.get('extraData');
    const value = typeof extra === 'object' && extra !== null && extra.kind === 'value' ? extra.value : undefined;
    const start = value?.kind === 'int' && value.value <= BigInt(offset) ? Number(value.value) : offset - (offset % 32);
    return {
      name,
      type,
      offset: Math.floor(start / BYTE),
      bit_offset: Math.min(64, offset - start),
      bit_size: countField(node, 'size', 64) ?? 0,
    };
  }

  /** `int a[2][3]` is an array of two arrays. */
  private array(node: MDNode): DebugType {
    const counts = listField(node, 'elements')
      .slice(0, DIMENSIONS_MAX)
      .map((range) => (range === undefined ? undefined : countField(range, 'count', ADDRESS_SPACE_MAX)));
    const element = this.reference(nodeField(node, 'baseType'));
    let of = element;
    // Only the outermost has the size that the node says.
    for (const count of counts.slice(1).reverse()) {
      const id = this.add();
      if (id === undefined) break;
      this.list[id] = { kind: 'array', ...of, ...(count === undefined ? {} : { count }) };
      of = { of: id };
    }
    return { kind: 'array', ...sized(node), ...of, ...(counts[0] === undefined ? {} : { count: counts[0] }) };
  }

  private subroutine(node: MDNode): DebugType {
    const [result, ...rest] = listField(node, 'types');
    // A last null stands for `...`.
    const parameters = rest.flatMap((type) => (type === undefined ? [] : (this.number(type) ?? [])));
    return { kind: 'function', ...this.reference(result), parameters: bounded(parameters) };
  }
}

function named(node: MDNode): { name?: string } {
  const name = textField(node, 'name');
  return name === undefined ? {} : { name };
}

function sized(node: MDNode): { size?: number } {
  const bits = countField(node, 'size', SIZE_MAX);
  return bits === undefined ? {} : { size: Math.ceil(bits / BYTE) };
}

/** As many as a fact may have. */
function bounded<T>(items: T[]): T[] {
  return items.slice(0, FACT_PARTS_MAX);
}
