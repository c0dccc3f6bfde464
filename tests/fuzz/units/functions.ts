/** Functions of random signature whose bodies are random statements, and objects at file scope. */
import { declare, randomScalar, type Type } from '../c-types.js';
import type { Callable, Place, UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';

/** A parameter or result type: mostly scalars, records when the unit has some. */
export function randomPassed(unit: UnitState): Type {
  const { random, records } = unit;
  if (records.length > 0 && random.chance(0.3)) return random.pick(records);
  return randomScalar(random, unit.options);
}

/** How many parameters: often few, sometimes more than the registers hold. */
export function parameterCount(unit: UnitState): number {
  return unit.random.weighted([
    [6, unit.random.between(0, 4)],
    [3, unit.random.between(3, 8)],
    [1, unit.random.between(9, 20)],
  ]);
}

/** `static T f(A a0, B a1)`, the parameters in scope. */
export function signature(
  name: string,
  result: Type | undefined,
  params: readonly Type[],
): { text: string; scope: Place[] } {
  const scope = params.map((type, i): Place => ({ path: `a${i}`, type, writable: true }));
  const list = scope.map(({ path, type }) => declare(type, path)).join(', ');
  return {
    text: `${result === undefined ? 'void' : declare(result, '')} ${name}(${list === '' ? 'void' : list})`,
    scope,
  };
}

export function linkage(unit: UnitState): string {
  return unit.random.weighted([
    [5, 'static __attribute__((noinline)) '],
    [3, 'static '],
    [1, 'static inline __attribute__((always_inline)) '],
    [1, '__attribute__((noinline)) '],
  ]);
}

/** Adds a function that later code may call. */
export function addFunction(unit: UnitState, size: number, budget: number): Callable {
  const { random } = unit;
  const params = Array.from({ length: parameterCount(unit) }, () => randomPassed(unit));
  const result = random.chance(0.9) ? randomPassed(unit) : undefined;
  const name = unit.globalName('f');
  const { text, scope } = signature(name, result, params);
  const body = new StatementWriter(unit, [...unit.globals, ...scope], budget);
  body.statements(size);
  if (result === undefined) body.line('mix_u32(3u);');
  else if (result.kind === 'record') {
    const made = body.declareLocal(result);
    body.fill(made, result);
    body.line(`return ${made};`);
  } else if (result.kind !== 'array') body.line(`return ${body.expression(result, 3)};`);
  unit.emit(`${linkage(unit)}${text} {`, ...body.lines, '}');
  const callable: Callable = { name, params, result, cost: Math.ceil(body.spent) + 1 };
  unit.functions.push(callable);
  return callable;
}

/** Scalars and arrays at file scope, with and without initialisers. */
export function addGlobals(unit: UnitState, count: number): void {
  const { random } = unit;
  const writer = new StatementWriter(unit, [], 0);
  for (let i = 0; i < count; i++) {
    const scalar = randomScalar(random, unit.options);
    const shape = random.below(4);
    const type: Type =
      shape < 2
        ? scalar
        : shape === 2
          ? { kind: 'array', of: scalar, count: random.between(1, 12) }
          : {
              kind: 'array',
              of: { kind: 'array', of: scalar, count: random.between(1, 4) },
              count: random.between(1, 5),
            };
    const path = unit.globalName('g');
    const constant = random.chance(0.2);
    const volatile = !constant && random.chance(0.1);
    // Calls of the rounding function are no constant expressions, and halves are left zero.
    const literal = () => (scalar.name === 'f16' ? '0' : writer.literal(scalar));
    const items = (n: number, item: () => string) => `{${Array.from({ length: n }, item).join(', ')}}`;
    const value =
      type.kind !== 'array'
        ? literal()
        : type.of.kind === 'array'
          ? items(random.between(1, type.count), () =>
              items(random.between(1, (type.of as { count: number }).count), literal),
            )
          : items(random.between(1, type.count), literal);
    const initialised = constant || random.chance(0.6) ? ` = ${value}` : '';
    unit.emit(`static ${constant ? 'const ' : ''}${volatile ? 'volatile ' : ''}${declare(type, path)}${initialised};`);
    unit.globals.push({ path, type, writable: !constant, volatile });
  }
}

/** The exported function of a unit: runs `body`, then hashes what is left in the globals. */
export function addEntry(unit: UnitState, name: string, budget: number, body: (writer: StatementWriter) => void): void {
  const parameter: Place = { path: 'n', type: { kind: 'int', name: 'u32', bits: 32, signed: false }, writable: false };
  const writer = new StatementWriter(unit, [...unit.globals, parameter], budget);
  writer.line(`h = ${unit.random.word()}u ^ n;`);
  body(writer);
  for (const { path, type } of unit.globals) writer.hash(path, type);
  writer.line('return h;');
  unit.emit(`u32 ${name}(u32 n) {`, ...writer.lines, '}');
}

/** Functions of every kind that call one another. */
export function mixedUnit(unit: UnitState, entry: string): void {
  const { random } = unit;
  const records = random.below(4);
  for (let i = 0; i < records; i++) unit.addRecord();
  addGlobals(unit, random.between(2, 7));
  const functions = random.between(1, 6);
  for (let i = 0; i < functions; i++) addFunction(unit, random.between(2, 9), 60);
  addEntry(unit, entry, 500, (writer) => writer.statements(random.between(5, 14)));
}
