/** The types of all objects as one list: equal ones are one, those that nothing refers to are gone. */
import type { DebugType } from '@hsx/image';

/**
 * Rounds of telling types apart by what they refer to; each follows one more step. Types that differ only beyond are rare
 * enough that nothing is merged then.
 */
const ROUNDS = 100;

/** Collects types and the references to them. */
export class TypePool {
  private readonly all: DebugType[] = [];
  private readonly used = new Set<number>();
  private readonly waiting: { owner: { type_id?: number | undefined; type?: string }; id: number }[] = [];

  /** Adds an object's types. Gives what stands for their ids until `finish`. */
  add(types: readonly DebugType[]): (id: number | undefined) => number | undefined {
    const base = this.all.length;
    const count = types.length;
    // Objects made in memory may refer to what is not there.
    const moved = (id: number): number => base + (id < count ? id : 0);
    for (const type of types)
      this.all.push({
        ...type,
        ...(type.of === undefined ? {} : { of: moved(type.of) }),
        ...(type.members === undefined
          ? {}
          : { members: type.members.map((member) => ({ ...member, type: moved(member.type) })) }),
        ...(type.parameters === undefined ? {} : { parameters: type.parameters.map(moved) }),
      });
    return (id) => (id === undefined || id >= count ? undefined : base + id);
  }

  /** Gives `owner` its `type_id` when all types are known. */
  refer(owner: { type_id?: number | undefined; type?: string }, id: number | undefined): void {
    if (id === undefined) return;
    this.used.add(id);
    this.waiting.push({ owner, id });
  }

  /** The final list; every owner has its id then, and its `type` as text if it has one. */
  finish(): DebugType[] {
    const first = representatives(this.all);
    const numbers = new Map<number, number>();
    const order: number[] = [];
    const reach = (id: number): void => {
      const at = first[id] as number;
      if (numbers.has(at)) return;
      numbers.set(at, 0);
      order.push(at);
    };
    for (const id of [...this.used].sort((a, b) => a - b)) reach(id);
    // `order` grows while it is walked.
    for (const id of order) for (const next of references(this.all[id] as DebugType)) reach(next);
    order.sort((a, b) => a - b);
    order.forEach((id, i) => {
      numbers.set(id, i);
    });
    const number = (id: number): number => numbers.get(first[id] as number) as number;
    const types = order.map((id): DebugType => {
      const type = this.all[id] as DebugType;
      return {
        ...type,
        ...(type.of === undefined ? {} : { of: number(type.of) }),
        ...(type.members === undefined
          ? {}
          : { members: type.members.map((member) => ({ ...member, type: number(member.type) })) }),
        ...(type.parameters === undefined ? {} : { parameters: type.parameters.map(number) }),
      };
    });
    for (const { owner, id } of this.waiting) {
      owner.type_id = number(id);
      if (owner.type !== undefined) owner.type = typeText(types, owner.type_id);
    }
    return types;
  }
}

function references(type: DebugType): number[] {
  const list = type.of === undefined ? [] : [type.of];
  for (const member of type.members ?? []) list.push(member.type);
  for (const parameter of type.parameters ?? []) list.push(parameter);
  return list;
}

/** For each type the first one that is equal to it, as deep as one can look. */
function representatives(types: readonly DebugType[]): number[] {
  const number = (keys: Iterable<string>): { classes: number[]; count: number } => {
    const known = new Map<string, number>();
    const classes: number[] = [];
    for (const key of keys) {
      let n = known.get(key);
      if (n === undefined) {
        n = known.size;
        known.set(key, n);
      }
      classes.push(n);
    }
    return { classes, count: known.size };
  };
  const inner = types.map(references);
  let { classes, count } = number(types.map(shape));
  let stable = types.length === 0;
  for (let round = 0; round < ROUNDS && !stable; round++) {
    const old = classes;
    const next = number(inner.map((list, i) => `${old[i]}:${list.map((id) => old[id]).join(',')}`));
    stable = next.count === count;
    ({ classes, count } = next);
  }
  if (!stable) return types.map((_, i) => i);
  const first = new Map<number, number>();
  return classes.map((c, i) => {
    const at = first.get(c) ?? i;
    first.set(c, at);
    return at;
  });
}

/** A type without what it refers to. */
function shape({ kind, name, size, encoding, count, members, values, parameters, of }: DebugType): string {
  const fields = members?.map((m) => [m.name, m.offset, m.bit_offset, m.bit_size]);
  return JSON.stringify([kind, name, size, encoding, count, fields, values, parameters?.length, of === undefined]);
}

/** Steps of writing a type; a deeper one ends in `...`. */
const TEXT_STEPS = 32;
/** Longest text of a type. */
const TEXT_MAX = 4096;

/** A type as C writes it, without a name in the middle: `const char *[4]`. */
export function typeText(types: readonly DebugType[], id: number | undefined): string {
  let qualifiers = '';
  let after = '';
  const text = (base: string): string => `${qualifiers}${base}${after}`.slice(0, TEXT_MAX);
  const typeOf = (at: number | undefined): DebugType | undefined => (at === undefined ? undefined : types[at]);
  let type = typeOf(id);
  for (let step = 0; step < TEXT_STEPS; step++) {
    if (type === undefined) return text('void');
    const inner = typeOf(type.of);
    switch (type.kind) {
      case 'pointer': {
        const star = `*${qualifiers}${after.trimStart()}`.trimEnd();
        after = inner?.kind === 'array' || inner?.kind === 'function' ? ` (${star})` : ` ${star}`;
        qualifiers = '';
        break;
      }
      case 'array':
        after += `[${type.count ?? ''}]`;
        break;
      case 'function':
        after += '()';
        break;
      case 'const':
      case 'volatile':
        qualifiers += `${type.kind} `;
        break;
      case 'struct':
      case 'union':
      case 'enum':
        return text(`${type.kind} ${type.name ?? '{...}'}`);
      default:
        return text(type.name ?? type.kind);
    }
    type = inner;
  }
  return text('...');
}
