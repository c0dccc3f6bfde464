/** Integers of odd widths (_BitInt) and vectors: what the back-end takes apart before it selects instructions. */
import type { UnitState } from '../program-state.js';
import { addEntry } from './functions.js';

function addOddWidth(unit: UnitState): string {
  const { random } = unit;
  const bits = random.pick([2, 3, 7, 9, 13, 17, 24, 31, 33, 40, 47, 48, 63, 65, 77, 96, 127]);
  const signed = random.chance(0.5);
  const type = `${signed ? 'signed' : 'unsigned'} _BitInt(${bits})`;
  const other = `unsigned _BitInt(${bits})`;
  const name = unit.globalName('odd');
  const lines: string[] = [
    `${type} a = (${type})(x * 0x9e3779b97f4a7c15ull), b = (${type})(x ^ (x << 13)), c = (${type})x;`,
  ];
  const value = () => random.pick(['a', 'b', 'c']);
  for (let i = random.between(3, 10); i > 0; i--) {
    const to = value();
    const op = random.pick(['+', '-', '*', '&', '|', '^', '<<', '>>', '/', '%', '<', '~', '?']);
    if (op === '<<' || op === '>>')
      lines.push(
        `${to} = (${type})((${op === '<<' ? other : type})${value()} ${op} (${random.chance(0.5) ? `${random.below(bits)}` : `(u32)(x % ${bits}u)`}));`,
      );
    else if (op === '/' || op === '%') {
      // Wider ones need routines that no C library of this size has.
      if (bits <= 64) lines.push(`${to} = (${type})((${other})${value()} ${op} (${other})(${value()} | 1));`);
    } else if (op === '<')
      lines.push(`mix_u32((u32)(${value()} ${random.pick(['<', '<=', '>', '>=', '==', '!='])} ${value()}));`);
    else if (op === '~') lines.push(`${to} = (${type})~${value()};`);
    else if (op === '?') lines.push(`${to} = ${value()} < ${value()} ? ${value()} : ${value()};`);
    else lines.push(`${to} = (${type})((${other})${value()} ${op} (${other})${value()});`);
  }
  for (const path of ['a', 'b', 'c'])
    lines.push(`mix_u64((u64)${path});`, ...(bits > 64 ? [`mix_u64((u64)((${other})${path} >> 64));`] : []));
  unit.emit(`static __attribute__((noinline)) void ${name}(u64 x) {`, ...lines.map((line) => `  ${line}`), '}');
  return `${name}((u64)n * 0x${random.word().toString(16)}${random.word().toString(16)}ull);`;
}

function addVector(unit: UnitState): string {
  const { random } = unit;
  const element = random.pick([
    'u32',
    'i32',
    'u16',
    'i16',
    'u8',
    'i8',
    ...(unit.options.longs ? ['u64'] : []),
    ...(unit.options.floats ? ['f32'] : []),
  ]);
  const size = { u32: 4, i32: 4, u16: 2, i16: 2, u8: 1, i8: 1, u64: 8, f32: 4 }[element] ?? 4;
  const count = random.pick([2, 4, 8]);
  const name = unit.globalName('vec');
  const float = element === 'f32';
  const lines: string[] = [
    `${name}_t a, b;`,
    `for (u32 i = 0; i < ${count}; i++) a[i] = (${element})(x + i * 77u), b[i] = (${element})(x * (i + 3u));`,
  ];
  const value = () => random.pick(['a', 'b']);
  // Signed elements would overflow: their vectors are only added as unsigned ones of the same shape.
  const unsigned = element.startsWith('i') ? `(${name}_u)` : '';
  for (let i = random.between(2, 6); i > 0; i--) {
    const to = value();
    const how = random.below(float ? 2 : 6);
    if (how <= 1)
      lines.push(`${to} = (${name}_t)(${unsigned}${value()} ${random.pick(['+', '-', '*'])} ${unsigned}${value()});`);
    else if (how === 2) lines.push(`${to} = ${value()} ${random.pick(['&', '|', '^'])} ${value()};`);
    else if (how === 3) lines.push(`${to} = (${name}_t)(${unsigned}${value()} << ${random.below(size * 8)});`);
    else if (how === 4) lines.push(`${to} = ${value()} >> ${random.below(size * 8)};`);
    else lines.push(`${to} = (${name}_t)(${value()} ${random.pick(['<', '==', '>='])} ${value()});`);
    if (random.chance(0.4)) lines.push(`${value()}[x % ${count}u] = (${element})x;`);
    if (random.chance(0.3))
      lines.push(
        `a = __builtin_shufflevector(a, b, ${Array.from({ length: count }, () => random.below(2 * count)).join(', ')});`,
      );
  }
  lines.push(`for (u32 i = 0; i < ${count}; i++) mix_${element}(a[i]), mix_${element}(b[i]);`);
  unit.emit(
    `typedef ${element} ${name}_t __attribute__((vector_size(${size * count})));`,
    ...(unsigned === ''
      ? []
      : [`typedef u${element.slice(1)} ${name}_u __attribute__((vector_size(${size * count})));`]),
    `static __attribute__((noinline)) void ${name}(u32 x) {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  );
  return `${name}(n * 2654435761u);`;
}

export function wideUnit(unit: UnitState, entry: string): void {
  const { random } = unit;
  const runs = Array.from({ length: random.between(1, 4) }, () =>
    random.chance(0.6) ? addOddWidth(unit) : addVector(unit),
  );
  addEntry(unit, entry, 100, (writer) => {
    for (const run of runs) writer.line(run);
  });
}
