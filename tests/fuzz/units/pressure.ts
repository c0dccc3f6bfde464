/** More values alive at once than there are registers: across loops, calls and branches. */
import { randomScalar, type Scalar, U32 } from '../c-types.js';
import type { UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';
import { addEntry, addFunction, addGlobals } from './functions.js';

function addPressure(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('press');
  const writer = new StatementWriter(unit, [...unit.globals, { path: 'x', type: U32, writable: false }], 150);
  const count = random.between(6, 40);
  const uniform = random.chance(0.5);
  const live: { path: string; type: Scalar }[] = [];
  for (let i = 0; i < count; i++) {
    const type = uniform ? U32 : randomScalar(random, unit.options);
    const path = unit.localName('v');
    writer.line(`${type.name} ${path} = ${writer.convert(`(x * ${random.word()}u + ${i}u)`, U32, type)};`);
    live.push({ path, type });
    writer.scope.push({ path, type, writable: true });
  }
  const turn = () => {
    for (const { path, type } of live) if (random.chance(0.7)) writer.line(`${path} = ${writer.expression(type, 2)};`);
  };
  const times = random.between(1, 8);
  const i = unit.localName('k');
  writer.repeated(times, () =>
    writer.block(`for (i32 ${i} = 0; ${i} < ${times}; ${i}++)`, () => {
      turn();
      if (random.chance(0.5)) writer.statement();
      if (random.chance(0.5)) writer.block(`if (${writer.condition(2)})`, turn);
      if (random.chance(0.4)) writer.statement();
    }),
  );
  for (const { path, type } of live) writer.hash(path, type);
  writer.line('return h;');
  unit.emit(`__attribute__((noinline)) u32 ${name}(u32 x) {`, ...writer.lines, '}');
  return name;
}

export function pressureUnit(unit: UnitState, entry: string): void {
  const { random } = unit;
  addGlobals(unit, 3);
  const functions = random.below(3);
  for (let i = 0; i < functions; i++) addFunction(unit, 3, 10);
  const names = Array.from({ length: random.between(1, 2) }, () => addPressure(unit));
  addEntry(unit, entry, 100, (writer) => {
    for (const name of names) writer.line(`mix_u32(${name}(n));`);
  });
}
