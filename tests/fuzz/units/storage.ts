/** Pointers, strings, arrays of variable length, alloca, function pointers and recursion. */
import { type RecordType, randomInteger, U32 } from '../c-types.js';
import type { UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';
import { addEntry, addFunction, addGlobals } from './functions.js';

/** Fills and reads a block whose size is known at run time only. */
function addDynamic(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('dyn');
  const element = randomInteger(random, unit.options);
  const kind = random.below(3);
  const size = `1 + (x & ${random.pick([3, 7, 15])})`;
  const writer = new StatementWriter(unit, [...unit.globals, { path: 'x', type: U32, writable: false }], 60);
  writer.line(`u32 size = ${size};`);
  const allocate = () =>
    writer.line(
      kind === 0
        ? `${element.name} block[size];`
        : `${element.name} *block = __builtin_alloca(size * sizeof(${element.name}));`,
    );
  const use = () => {
    writer.line(`for (u32 k = 0; k < size; k++) block[k] = ${writer.expression(element, 2)};`);
    if (kind === 0 && random.chance(0.3)) writer.line('mix_u32(sizeof block);');
    writer.statements(2);
    writer.line(`for (u32 k = size; k-- > 0;) mix_${element.name}(block[k]);`);
  };
  if (random.chance(0.4)) {
    // Memory of an array of variable length is given back at the end of its block.
    writer.line('u32 turns = 0;');
    writer.block('while (turns++ < 3)', () => {
      allocate();
      use();
    });
  } else {
    allocate();
    use();
  }
  writer.line('return h;');
  unit.emit(`static __attribute__((noinline)) u32 ${name}(u32 x) {`, ...writer.lines, '}');
  return name;
}

function addStrings(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('str');
  const words = Array.from({ length: random.between(1, 6) }, () =>
    random.pick(['', 'a', 'the quick', 'tab\\tbrown', 'zero\\0fox', '\\xff\\x80\\n']),
  );
  unit.emit(
    `static const char *const ${name}_words[] = {${words.map((word) => `"${word}"`).join(', ')}};`,
    `static char ${name}_buffer[] = "${words[0] ?? ''} buffer";`,
    `static __attribute__((noinline)) u32 ${name}(u32 x) {`,
    `  const char *s = ${name}_words[x % ${words.length}u];`,
    '  u32 length = 0;',
    '  while (s[length]) length++;',
    '  mix_u32(length);',
    `  char *p = ${name}_buffer, *end = ${name}_buffer + sizeof ${name}_buffer - 1;`,
    '  mix_u32((u32)(end - p));',
    '  for (; p != end; p++) *p = (char)(*p + (char)x);',
    `  while (p != ${name}_buffer) mix_u32((u32)*--p);`,
    '  for (const char *q = s; *q; ++q) mix_u32((u32)(signed char)*q);',
    '  return length;',
    '}',
  );
  return name;
}

function addRecursion(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('rec');
  const record: RecordType | undefined =
    unit.records.length > 0 && random.chance(0.5) ? random.pick(unit.records) : undefined;
  const extra = record === undefined ? '' : `, ${record.name} r`;
  const scope = [...unit.globals, { path: 'x', type: U32, writable: true }];
  if (record !== undefined) scope.push({ path: 'r', type: record, writable: true });
  const writer = new StatementWriter(unit, scope, 8);
  writer.line('if (depth == 0) return x;');
  writer.statements(random.between(1, 4));
  const call = (depth: string) =>
    `${name}(${depth}, ${writer.expression(U32, 2)}${record === undefined ? '' : `, ${writer.recordValue(record)}`})`;
  const shape = random.below(3);
  if (shape === 0) writer.line(`return ${call('depth - 1')};`);
  else if (shape === 1) writer.line(`return x + ${call('depth - 1')};`);
  else writer.line(`return ${call('depth - 1')} ^ (depth & 1 ? ${call('depth / 2')} : x);`);
  unit.emit(`static u32 ${name}(u32 depth, u32 x${extra}) {`, ...writer.lines, '}');
  return record === undefined
    ? `${name}(n % 9u, n)`
    : `${name}(n % 7u, n, ${writer.unit.globals.find(({ type }) => type === record)?.path})`;
}

/** A table of functions of one signature, called through pointers that the compiler does not know. */
function addTable(unit: UnitState): string {
  const { random } = unit;
  const name = unit.globalName('table');
  const count = random.between(2, 6);
  const wide = random.between(0, 9);
  const parameters = [
    'u32 x',
    ...Array.from({ length: wide }, (_, i) => `${random.pick(['u32', 'i16', 'u8', 'i64'])} y${i}`),
  ];
  const types = parameters.map((text) => text.split(' ')[0] ?? '');
  const names = Array.from({ length: count }, (_, k) => {
    const sum = types.slice(1).map((_, i) => `(u32)y${i} * ${random.word()}u`);
    unit.emit(
      `static u32 ${name}_${k}(${parameters.join(', ')}) {`,
      `  return ${['x', ...sum].join(random.pick([' + ', ' ^ ']))} + ${k}u;`,
      '}',
    );
    return `${name}_${k}`;
  });
  unit.emit(
    `typedef u32 (*${name}_t)(${types.join(', ')});`,
    `static ${name}_t ${name}[] = {${names.join(', ')}};`,
    `static __attribute__((noinline)) u32 ${name}_run(${name}_t f, u32 x) {`,
    `  return f(x${types
      .slice(1)
      .map((type, i) => `, (${type})(x * ${2 * i + 3}u)`)
      .join('')});`,
    '}',
  );
  return `${name}_run(${name}[n % ${count}u], n) + ${name}[(n + 1) % ${count}u](n${types
    .slice(1)
    .map((type, i) => `, (${type})(n - ${i * 1000003}u)`)
    .join('')})`;
}

export function storageUnit(unit: UnitState, entry: string): void {
  const { random } = unit;
  if (random.chance(0.6)) unit.addRecord();
  addGlobals(unit, 4);
  if (random.chance(0.5)) addFunction(unit, 3, 10);
  const runs: string[] = [];
  if (random.chance(0.6)) {
    const name = addDynamic(unit);
    runs.push(`${name}(n)`, `${name}(n * 5u + 2u)`);
  }
  if (random.chance(0.5)) {
    const name = addStrings(unit);
    runs.push(`${name}(n)`, `${name}(n + 1u)`);
  }
  if (random.chance(0.6)) runs.push(addRecursion(unit));
  if (random.chance(0.6)) runs.push(addTable(unit));
  addEntry(unit, entry, 200, (writer) => {
    for (const run of runs) writer.line(`mix_u32(${run});`);
    writer.statements(2);
  });
}
