/** Where the indices of getelementptr, extractvalue and insertvalue lead. */
import type { Value } from './model.js';
import type { Type } from './types.js';

/** A constant struct index: undefined when it is no constant integer of a sensible size. */
export function constantIndex(value: Value): number | undefined {
  if (value.kind === 'zero') return 0;
  return value.kind === 'int' && value.value < 1n << 31n ? Number(value.value) : undefined;
}

/** The type that getelementptr's indices reach; `indices` without the base pointer. Undefined for an index that leads nowhere. */
export function indexedType(elementType: Type, indices: readonly Value[]): Type | undefined {
  let type: Type | undefined = elementType;
  // The first index steps over whole elements.
  for (let i = 1; i < indices.length && type !== undefined; i++) {
    if (type.kind === 'array' || type.kind === 'vector') type = type.element;
    else if (type.kind === 'struct') {
      const index = constantIndex(indices[i] as Value);
      type = index === undefined ? undefined : type.elements?.[index];
    } else return undefined;
  }
  return type;
}

/** The type that the literal indices of extractvalue and insertvalue reach. */
export function aggregateElementType(aggregate: Type, indices: readonly number[]): Type | undefined {
  let type: Type | undefined = aggregate;
  for (const index of indices) {
    if (type?.kind === 'array') type = index < type.count ? type.element : undefined;
    else type = type?.kind === 'struct' ? type.elements?.[index] : undefined;
  }
  return type;
}
