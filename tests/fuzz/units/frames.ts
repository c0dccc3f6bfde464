/** Frames of every size and alignment, outgoing arguments from them, and atomic operations on what lies in them. */
import { I32, type Scalar, U8, U16, U32 } from '../c-types.js';
import type { UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';
import { addEntry, addGlobals } from './functions.js';

/** Bytes around the limits of displacements: 12 bits with sign, 12 bits without, more. */
const SIZES = [4, 40, 500, 1000, 2000, 2036, 2044, 2052, 4000, 4088, 4100, 9000];

function atomic(writer: StatementWriter, path: string, type: Scalar): void {
  const { random } = writer;
  const value = writer.expression(type, 1);
  const operation = random.pick(['add', 'sub', 'and', 'or', 'xor', 'nand']);
  const way = random.below(5);
  if (way <= 1) writer.line(`mix_u32((u32)__atomic_fetch_${operation}(&${path}, ${value}, __ATOMIC_SEQ_CST));`);
  else if (way === 2) writer.line(`mix_u32((u32)__atomic_exchange_n(&${path}, ${value}, __ATOMIC_ACQ_REL));`);
  else if (way === 3) writer.line(`__atomic_store_n(&${path}, ${value}, __ATOMIC_RELEASE);`);
  else {
    const wanted = writer.unit.localName('v');
    writer.line(`${type.name} ${wanted} = ${random.chance(0.5) ? path : value};`);
    writer.line(`mix_u32(__atomic_compare_exchange_n(&${path}, &${wanted}, ${writer.expression(type, 1)}, 0, 5, 0));`);
    writer.line(`mix_u32((u32)${wanted});`);
  }
}

function addFrame(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('frame');
  const sink = `${name}_sink`;
  const words = random.between(0, 14);
  const parameters = Array.from({ length: words }, (_, i) => `u32 y${i}`);
  unit.emit(
    `static __attribute__((noinline)) u32 ${sink}(${['volatile u8 *p', 'u32 size', ...parameters].join(', ')}) {`,
    '  u32 sum = 0;',
    '  for (u32 k = 0; k < size; k += 37) { sum = sum * 31 + p[k]; p[k] = (u8)(sum + k); }',
    ...parameters.map((_, i) => `  sum = sum * 33 + y${i};`),
    '  return sum;',
    '}',
  );
  const writer = new StatementWriter(unit, [...unit.globals, { path: 'x', type: U32, writable: false }], 60);
  const objects = Array.from({ length: random.between(1, 4) }, () => {
    const object = unit.localName('o');
    const size = random.pick(SIZES);
    const align = random.pick(['', '', '', '_Alignas(8) ', '_Alignas(16) ', '_Alignas(64) ']);
    writer.line(`${align}u8 ${object}[${size}] = {${random.below(256)}};`);
    if (align !== '') writer.line(`mix_u32((u32)&${object} & ${Number(/\d+/.exec(align)?.[0]) - 1});`);
    return { object, size };
  });
  for (let i = random.between(1, 6); i > 0; i--) writer.declareLocal(random.pick([U32, I32, U16, U8]));
  if (random.chance(0.3))
    writer.line('u8 *dynamic = __builtin_alloca(8 + (x & 24)); dynamic[0] = (u8)x; mix_u8(dynamic[0]);');
  for (const { object, size } of objects) {
    writer.line(`${object}[${random.below(size)}] = (u8)x;`);
    const args = parameters.map(() => writer.expression(U32, 1));
    writer.line(`mix_u32(${sink}(${[object, `sizeof ${object}`, ...args].join(', ')}));`);
    writer.line(`mix_u32(${object}[${random.below(size)}] + ${object}[x % ${size}u]);`);
  }
  for (const { path, type } of [...writer.scope])
    if (path.startsWith('v') && random.chance(0.5)) atomic(writer, path, type as Scalar);
  writer.statements(2);
  for (const { path, type } of writer.scope) if (path.startsWith('v')) writer.hash(path, type);
  writer.line('return h;');
  unit.emit(`static __attribute__((noinline)) u32 ${name}(u32 x) {`, ...writer.lines, '}');
  return name;
}

export function frameUnit(unit: UnitState, entry: string): void {
  addGlobals(unit, 3);
  const names = Array.from({ length: unit.random.between(1, 3) }, () => addFrame(unit));
  addEntry(unit, entry, 100, (writer) => {
    for (const name of names) writer.line(`mix_u32(${name}(n));`);
  });
}
