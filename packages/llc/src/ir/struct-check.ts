/** Structs that cannot exist, or are nested so deep that walking them by recursion would fail. */
import { MAX_NESTING } from './parse-state.js';
import type { StructType, Type } from './types.js';

/** The named structs by value inside a type, not following them, with the levels of arrays and literal structs around each. */
function innerStructs(type: Type, depth: number, into: Map<StructType, number>): void {
  // Literal types are nested at most MAX_NESTING deep: the parser sees to it.
  switch (type.kind) {
    case 'array':
    case 'vector':
      innerStructs(type.element, depth + 1, into);
      break;
    case 'struct':
      if (type.name !== undefined) into.set(type, Math.max(depth, into.get(type) ?? 0));
      else for (const element of type.elements ?? []) innerStructs(element, depth + 1, into);
      break;
  }
}

/** A struct being visited. */
interface Visit {
  readonly struct: StructType;
  readonly inner: readonly (readonly [StructType, number])[];
  next: number;
  /** Levels of types found below so far. */
  level: number;
  /** A struct inside is too deep already; one message is enough. */
  reported: boolean;
}

/** One message per struct that contains itself or is too deep. */
export function checkNamedStructs(
  structs: Iterable<StructType>,
): { readonly name: string; readonly message: string }[] {
  const problems: { name: string; message: string }[] = [];
  /** Levels below and with a struct; 0 while it is being visited. */
  const levels = new Map<StructType, number>();
  for (const first of structs) {
    if (levels.has(first)) continue;
    const path: Visit[] = [];
    const open = (struct: StructType) => {
      const inner = new Map<StructType, number>();
      for (const element of struct.elements ?? []) innerStructs(element, 1, inner);
      levels.set(struct, 0);
      path.push({ struct, inner: [...inner], next: 0, level: 1, reported: false });
    };
    const include = (visit: Visit, level: number, depth: number) => {
      visit.level = Math.max(visit.level, level + depth);
      if (level > MAX_NESTING) visit.reported = true;
    };
    open(first);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.inner[top.next++];
      if (edge === undefined) {
        const { struct, level } = top;
        levels.set(struct, level);
        path.pop();
        if (level > MAX_NESTING && !top.reported) {
          const message = `the struct %${struct.name} is nested more than ${MAX_NESTING} levels deep`;
          problems.push({ name: struct.name ?? '', message });
        }
        const parent = path.at(-1);
        if (parent !== undefined) include(parent, level, parent.inner[parent.next - 1]?.[1] ?? 1);
        continue;
      }
      const [child, depth] = edge;
      const level = levels.get(child);
      if (level === undefined) open(child);
      else if (level > 0) include(top, level, depth);
      else problems.push({ name: child.name ?? '', message: `the struct %${child.name} contains itself` });
    }
  }
  return problems;
}

/** Parts that a type may have that other types use by an alias. */
const MAX_ALIAS_PARTS = 10_000;

/** False for a type of too many levels or parts: aliases of aliases could make a small text a huge type. */
export function isModestType(type: Type): boolean {
  let parts = 0;
  const visit = (part: Type, depth: number): boolean => {
    if (++parts > MAX_ALIAS_PARTS || depth > MAX_NESTING) return false;
    switch (part.kind) {
      case 'array':
      case 'vector':
        return visit(part.element, depth + 1);
      case 'struct':
        return part.name !== undefined || (part.elements ?? []).every((element) => visit(element, depth + 1));
      case 'function':
        return visit(part.result, depth + 1) && part.params.every((param) => visit(param, depth + 1));
      default:
        return true;
    }
  };
  return visit(type, 0);
}
