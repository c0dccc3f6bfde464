/** Structs that cannot exist, or are nested so deep that walking them by recursion would fail. */
import { MAX_NESTING } from './parse-state.js';
import type { StructType, Type } from './types.js';

/** The structs by value inside a type, not following named ones. */
function innerStructs(type: Type, into: StructType[]): void {
  // Literal types are nested at most MAX_NESTING deep: the parser sees to it.
  switch (type.kind) {
    case 'array':
    case 'vector':
      innerStructs(type.element, into);
      break;
    case 'struct':
      if (type.name !== undefined) into.push(type);
      else for (const element of type.elements ?? []) innerStructs(element, into);
      break;
  }
}

/** One message per struct that contains itself or is too deep. */
export function checkNamedStructs(
  structs: Iterable<StructType>,
): { readonly name: string; readonly message: string }[] {
  const problems: { name: string; message: string }[] = [];
  /** Levels of named structs below and with a struct; 0 while it is being visited. */
  const levels = new Map<StructType, number>();
  for (const first of structs) {
    if (levels.has(first)) continue;
    const path: { struct: StructType; inner: StructType[]; next: number; level: number }[] = [];
    const open = (struct: StructType) => {
      const inner: StructType[] = [];
      for (const element of struct.elements ?? []) innerStructs(element, inner);
      levels.set(struct, 0);
      path.push({ struct, inner: [...new Set(inner)], next: 0, level: 1 });
    };
    open(first);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const child = top.inner[top.next++];
      if (child === undefined) {
        levels.set(top.struct, top.level);
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) parent.level = Math.max(parent.level, top.level + 1);
        if (top.level === MAX_NESTING + 1) {
          problems.push({
            name: top.struct.name ?? '',
            message: `the struct %${top.struct.name} is nested more than ${MAX_NESTING} levels deep`,
          });
        }
        continue;
      }
      const level = levels.get(child);
      if (level === undefined) open(child);
      else if (level > 0) top.level = Math.max(top.level, level + 1);
      else problems.push({ name: child.name ?? '', message: `the struct %${child.name} contains itself` });
    }
  }
  return problems;
}
