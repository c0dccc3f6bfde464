/** Control flow that no structured program has: loops entered in the middle, computed goto, state machines. */
import { U32 } from '../c-types.js';
import type { UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';
import { addEntry, addFunction, addGlobals } from './functions.js';

function addTangle(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('tangle');
  const blocks = random.between(2, 9);
  const computed = random.chance(0.3);
  const locals = random.between(1, 8);
  const writer = new StatementWriter(unit, [...unit.globals, { path: 'x', type: U32, writable: true }], 40);
  for (let i = 0; i < locals; i++)
    writer.declareLocal(
      random.chance(0.7) ? U32 : random.pick([{ kind: 'int', name: 'i32', bits: 32, signed: true } as const, U32]),
    );
  writer.line(`i32 fuel = ${random.between(5, 60)};`);
  const label = (i: number) => `B${i}`;
  const anywhere = () => label(random.below(blocks));
  if (computed)
    writer.line(
      `static const void *const table[] = {${Array.from({ length: blocks }, (_, i) => `&&${label(i)}`).join(', ')}};`,
    );
  if (random.chance(0.6)) writer.line(`if (${writer.condition(2)}) goto ${anywhere()};`);
  for (let i = 0; i < blocks; i++) {
    writer.line(`${label(i)}:;`);
    writer.block('', () => writer.statements(random.between(1, 3)));
    writer.line('if (--fuel <= 0) goto done;');
    writer.line('x = x * 1664525u + 1013904223u;');
    const how = random.below(computed ? 6 : 5);
    if (how <= 1) writer.line(`if (${writer.condition(2)}) goto ${anywhere()};`);
    else if (how === 2) writer.line(`if (x >> 31) goto ${anywhere()}; else goto ${anywhere()};`);
    else if (how === 3) writer.line(`goto ${anywhere()};`);
    else if (how === 4)
      writer.line(
        `switch (x >> 28) { case 0: case 3: goto ${anywhere()}; case 7: goto ${anywhere()}; default: break; }`,
      );
    else writer.line(`goto *table[x % ${blocks}u];`);
  }
  writer.line('done:');
  for (const { path, type, writable } of writer.scope) if (writable && path.startsWith('v')) writer.hash(path, type);
  writer.line('return x;');
  unit.emit(
    `${random.chance(0.5) ? 'static ' : ''}__attribute__((noinline)) u32 ${name}(u32 x) {`,
    ...writer.lines,
    '}',
  );
  return name;
}

export function flowUnit(unit: UnitState, entry: string): void {
  const { random } = unit;
  addGlobals(unit, 4);
  if (random.chance(0.5)) addFunction(unit, 3, 10);
  const tangles = Array.from({ length: random.between(1, 3) }, () => addTangle(unit));
  addEntry(unit, entry, 100, (writer) => {
    for (const name of tangles) {
      writer.line(`mix_u32(${name}(n));`);
      writer.line(`mix_u32(${name}(${writer.expression(U32, 2)}));`);
    }
  });
}
