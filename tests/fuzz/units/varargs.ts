/** Variadic functions: every argument type, copies of the list, the list handed on, counts far beyond the registers. */
import { F64, I32, I64, mayBeVariadic, randomScalar, type Scalar, type Type, U32, U64 } from '../c-types.js';
import type { UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';
import { addEntry, addGlobals, parameterCount, randomPassed, signature } from './functions.js';

interface Variadic {
  name: string;
  named: Type[];
  rest: Type[];
}

/** What a variadic argument of a type arrives as. */
function promoted(type: Type): Type {
  if (type.kind === 'int') return type.bits < 32 ? I32 : type;
  return type.kind === 'float' ? F64 : type;
}

function variadicType(unit: UnitState): Type {
  const { random, options } = unit;
  const records = unit.records.filter(mayBeVariadic);
  if (records.length > 0 && random.chance(0.2)) return random.pick(records);
  const type = randomScalar(random, options);
  return type.name === 'f16' ? U32 : type;
}

function read(type: Type): string {
  return `va_arg(ap, ${(type as Scalar).name})`;
}

function addVariadic(unit: UnitState): Variadic {
  const { random } = unit;
  const named = [
    U32 as Type,
    ...Array.from({ length: random.below(parameterCount(unit) + 1) }, () => randomPassed(unit)),
  ];
  const rest = Array.from({ length: random.chance(0.2) ? random.between(8, 30) : random.below(8) }, () =>
    variadicType(unit),
  );
  const name = unit.globalName('va');
  const helper = unit.globalName('vlist');
  const reads = (writer: StatementWriter) => {
    for (const type of rest) {
      const arrived = promoted(type);
      const local = unit.localName('v');
      writer.line(`${(arrived as Scalar).name} ${local} = ${read(arrived)};`);
      writer.hash(local, arrived);
    }
  };
  const inner = new StatementWriter(unit, [], 0);
  reads(inner);
  const viaHelper = random.chance(0.4);
  if (viaHelper) unit.emit(`static __attribute__((noinline)) void ${helper}(va_list ap) {`, ...inner.lines, '}');
  const { text, scope } = signature(name, U32, named);
  const writer = new StatementWriter(unit, [...unit.globals, ...scope], 20);
  const last = scope[scope.length - 1]?.path ?? '';
  writer.line('va_list ap;');
  writer.line(`va_start(ap, ${last});`);
  const copies = random.chance(0.3);
  if (copies) writer.line('va_list again;');
  if (copies) writer.line('va_copy(again, ap);');
  if (random.chance(0.4)) writer.statements(2);
  if (viaHelper) writer.line(`${helper}(ap);`);
  else writer.block('', () => reads(writer));
  writer.line('va_end(ap);');
  if (copies) {
    writer.block('', () => {
      writer.line('va_list ap;');
      writer.line('va_copy(ap, again);');
      reads(writer);
      writer.line('va_end(ap);');
    });
    writer.line('va_end(again);');
  }
  for (const { path, type } of scope) writer.hash(path, type);
  writer.line('return h;');
  unit.emit(
    `${random.chance(0.5) ? 'static ' : ''}__attribute__((noinline)) ${text.replace(/\)$/, ', ...)')} {`,
    ...writer.lines,
    '}',
  );
  return { name, named, rest };
}

/** A function that takes its arguments by a list of letters, as printf does. */
function addFormatted(unit: UnitState): string {
  const name = unit.globalName('fmt');
  unit.emit(
    `__attribute__((noinline)) u32 ${name}(const char *format, ...) {`,
    '  va_list ap;',
    '  u32 sum = 0;',
    '  va_start(ap, format);',
    '  for (; *format; format++)',
    '    switch (*format) {',
    "    case 'i': sum = sum * 31 + va_arg(ap, u32); break;",
    "    case 'l': { u64 v = va_arg(ap, u64); sum = sum * 33 + (u32)v + (u32)(v >> 32); break; }",
    "    case 's': for (const char *s = va_arg(ap, const char *); *s; s++) sum = sum * 7 + (u32)*s; break;",
    "    case 'c': sum ^= (u32)va_arg(ap, int) & 255; break;",
    '    }',
    '  va_end(ap);',
    '  return sum;',
    '}',
  );
  return name;
}

export function varargsUnit(unit: UnitState, entry: string): void {
  const { random } = unit;
  const records = random.below(3);
  for (let i = 0; i < records; i++) unit.addRecord(4);
  addGlobals(unit, 3);
  const functions = Array.from({ length: random.between(1, 3) }, () => addVariadic(unit));
  const formatted = addFormatted(unit);
  addEntry(unit, entry, 200, (writer) => {
    for (const record of unit.records) writer.fill(writer.recordValue(record), record);
    for (let calls = random.between(1, 3); calls > 0; calls--) {
      for (const { name, named, rest } of functions)
        writer.line(`mix_u32(${name}(${[...named, ...rest].map((type) => writer.argument(type)).join(', ')}));`);
      const letters = Array.from({ length: random.below(12) }, () => random.pick([...'iilsc']));
      const values = letters.map((letter) =>
        letter === 's'
          ? `"${'text of any length'.slice(random.below(18))}"`
          : letter === 'l'
            ? writer.expression(random.pick([U64, I64]), 1)
            : writer.expression(random.pick([U32, I32]), 1),
      );
      writer.line(`mix_u32(${formatted}(${[`"${letters.join('')}"`, ...values].join(', ')}));`);
    }
  });
}
