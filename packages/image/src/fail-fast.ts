/**
 * Runs a schema over a value and stops at the first problem. The schema's own parse collects a problem for every element of a list
 * before it gives up, so that a list of a million wrong elements would cost gigabytes.
 */
import { z } from 'zod';

/** What is wrong, and where. */
export interface Problem {
  path: PropertyKey[];
  message: string;
}

/** Whether a value of this schema can hold more than a fixed number of values. */
function isUnbounded(schema: unknown): boolean {
  if (schema instanceof z.ZodArray || schema instanceof z.ZodRecord) return true;
  if (schema instanceof z.ZodObject) return Object.values(schema.shape).some(isUnbounded);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isUnbounded(schema.unwrap());
  return false;
}

/** Parsing failed; thrown only inside this file. */
class Stop {
  constructor(readonly problem: Problem) {}
}

class FailFast {
  readonly #unbounded = new Map<unknown, boolean>();
  /** The path of what is being looked at; on a problem it stays as it is. */
  readonly #path: PropertyKey[] = [];

  parse(schema: unknown, value: unknown): unknown {
    let unbounded = this.#unbounded.get(schema);
    if (unbounded === undefined) {
      unbounded = isUnbounded(schema);
      this.#unbounded.set(schema, unbounded);
    }
    if (!unbounded) return this.#leaf(schema as z.ZodType, value);
    if (schema instanceof z.ZodOptional) return value === undefined ? undefined : this.parse(schema.unwrap(), value);
    if (schema instanceof z.ZodDefault)
      return value === undefined ? schema.parse(undefined) : this.parse(schema.unwrap(), value);
    if (schema instanceof z.ZodArray) return this.#array(schema, value);
    if (schema instanceof z.ZodRecord) return this.#record(schema, value);
    return this.#object(schema as z.ZodObject, value);
  }

  #stop(message: string, more: readonly PropertyKey[] = []): never {
    throw new Stop({ path: [...this.#path, ...more], message });
  }

  #leaf(schema: z.ZodType, value: unknown): unknown {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [first] = result.error.issues;
    return this.#stop(first?.message ?? 'invalid', first?.path);
  }

  #inner(key: PropertyKey, schema: unknown, value: unknown): unknown {
    this.#path.push(key);
    const parsed = this.parse(schema, value);
    this.#path.pop();
    return parsed;
  }

  #array(schema: z.ZodArray, value: unknown): unknown[] {
    if (!Array.isArray(value)) return this.#stop(`Invalid input: expected array, received ${kind(value)}`);
    for (const check of schema.def.checks ?? []) {
      const def: object = check._zod.def;
      const maximum = 'maximum' in def ? def.maximum : undefined;
      if (typeof maximum === 'number' && value.length > maximum)
        this.#stop(`${value.length} entries, expected at most ${maximum}`);
    }
    return value.map((element, index) => this.#inner(index, schema.element, element));
  }

  #entries(value: unknown): [string, unknown][] {
    if (kind(value) !== 'object') this.#stop(`Invalid input: expected object, received ${kind(value)}`);
    return Object.entries(value as object);
  }

  #record(schema: z.ZodRecord, value: unknown): Record<string, unknown> {
    const parsed: Record<string, unknown> = {};
    for (const [key, member] of this.#entries(value)) {
      this.#inner(key, schema.keyType, key);
      parsed[key] = this.#inner(key, schema.valueType, member);
    }
    return parsed;
  }

  #object(schema: z.ZodObject, value: unknown): Record<string, unknown> {
    const given = new Map(this.#entries(value));
    const parsed: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(schema.shape)) {
      const result = this.#inner(key, member, given.get(key));
      if (result !== undefined) parsed[key] = result;
      given.delete(key);
    }
    // Every object of ours is strict.
    for (const key of given.keys()) this.#stop(`Unrecognized key: ${JSON.stringify(key)}`);
    return parsed;
  }
}

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The value as the schema types it, or its first problem. Objects of the schema must be strict; there must be no key `__proto__`. */
export function parseFast<T>(schema: z.ZodType<T>, value: unknown): { data: T } | { problem: Problem } {
  try {
    return { data: new FailFast().parse(schema, value) as T };
  } catch (error) {
    if (error instanceof Stop) return { problem: error.problem };
    throw error;
  }
}
