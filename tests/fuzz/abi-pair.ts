/** Calls of random signature between two files, compiled apart at levels of their own and linked. */
import { declare, defineRecord, leaves, mayBeVariadic, type RecordType, type Type, U32 } from './c-types.js';
import { type Configuration, OPTIMISATIONS, type Program } from './differential.js';
import { PRELUDE } from './prelude.js';
import { UnitState } from './program-state.js';
import { Random } from './random.js';
import { StatementWriter } from './statements.js';
import { parameterCount, randomPassed, signature } from './units/functions.js';

interface Signature {
  name: string;
  params: Type[];
  result: Type | undefined;
  /** Types of the variable arguments; undefined where the function takes none. */
  rest: Type[] | undefined;
}

function randomSignature(unit: UnitState, name: string): Signature {
  const { random } = unit;
  const params = Array.from({ length: parameterCount(unit) }, () => randomPassed(unit));
  const rest =
    params.length > 0 && random.chance(0.15)
      ? Array.from({ length: random.below(9) }, () => {
          const type = randomPassed(unit);
          if (!mayBeVariadic(type)) return U32;
          return type.kind === 'record' || (type.kind !== 'array' && type.bits >= 32) ? type : U32;
        })
      : undefined;
  return { name, params, result: random.chance(0.9) ? randomPassed(unit) : undefined, rest };
}

function prototype({ name, params, result, rest }: Signature): string {
  const { text } = signature(name, result, params);
  return rest === undefined ? text : text.replace(/\)$/, ', ...)');
}

/** A function that hashes what it is given and returns something made of it. */
function define(unit: UnitState, fn: Signature, extra: (writer: StatementWriter) => void): string {
  const { random } = unit;
  const { scope } = signature(fn.name, fn.result, fn.params);
  const writer = new StatementWriter(unit, scope, 20);
  for (const { path, type } of scope) writer.hash(path, type);
  if (fn.rest !== undefined) {
    writer.line('va_list ap;');
    writer.line(`va_start(ap, ${scope[scope.length - 1]?.path});`);
    for (const type of fn.rest) {
      const arrived: Type = type.kind === 'float' ? { kind: 'float', name: 'f64', bits: 64, signed: true } : type;
      const local = unit.localName('v');
      writer.line(`${declare(arrived, local)} = va_arg(ap, ${(arrived as RecordType).name});`);
      writer.hash(local, arrived);
    }
    writer.line('va_end(ap);');
  }
  extra(writer);
  // The callee may do with its copies what it likes.
  for (const { path, type } of scope)
    if (random.chance(0.4))
      for (const leaf of leaves(path, type).slice(0, 3))
        writer.line(`${leaf.path} = ${writer.expression(leaf.type, 1)};`);
  const { result } = fn;
  if (result?.kind === 'record') {
    const same = scope.find(({ type }) => type === result);
    writer.line(`${result.name} made = ${same?.path ?? '{0}'};`);
    writer.fill('made', result);
    writer.line('return made;');
  } else if (result !== undefined && result.kind !== 'array') writer.line(`return ${writer.expression(result, 2)};`);
  return [`${prototype(fn)} {`, ...writer.lines, '}'].join('\n');
}

/** Writes a call with random values and hashes its result. */
function call(unit: UnitState, writer: StatementWriter, fn: Signature, through: string): void {
  const args = [...fn.params, ...(fn.rest ?? [])].map((type) => writer.argument(type));
  const text = `${through}(${args.join(', ')})`;
  if (fn.result === undefined) writer.line(`${text};`);
  else {
    const local = unit.localName('r');
    writer.line(`${declare(fn.result, local)} = ${text};`);
    writer.hash(local, fn.result);
    writer.scope.push({ path: local, type: fn.result, writable: true });
  }
}

export function abiProgram(
  seed: number,
  mix: { floats: boolean },
): { program: Program; configurations: Configuration[] } {
  const random = new Random(seed);
  const unit = new UnitState(random.fork(), '', {
    floats: mix.floats && random.chance(0.6),
    longs: true,
    wrapv: false,
  });
  const records = random.below(5);
  for (let i = 0; i < records; i++) unit.addRecord();
  const functions = Array.from({ length: random.between(2, 8) }, (_, i) => randomSignature(unit, `callee${i}`));
  // Functions of the first file that the second one calls through a pointer.
  const callbacks = Array.from({ length: random.below(3) }, (_, i) => randomSignature(unit, `callback${i}`));
  const takers = callbacks.map((fn, i) => ({ fn, name: `taker${i}` }));
  const common = [
    PRELUDE,
    ...unit.records.map(defineRecord),
    ...[...functions, ...callbacks].map((fn) => `${prototype(fn)};`),
    ...takers.map(({ fn, name }) => `u32 ${name}(${prototype({ ...fn, name: '(*f)' })}, u32 n);`),
    'u32 take_hash(void);',
  ].join('\n');
  const objects = unit.globals.map(({ path, type }) => `static ${declare(type, path)};`);

  const callee = [common, ...objects];
  for (const fn of functions) callee.push(define(unit, fn, () => {}));
  for (const { fn, name } of takers) {
    const writer = new StatementWriter(unit, [...unit.globals, { path: 'n', type: U32, writable: false }], 20);
    call(unit, writer, fn, 'f');
    writer.line('return h;');
    callee.push([`u32 ${name}(${prototype({ ...fn, name: '(*f)' })}, u32 n) {`, ...writer.lines, '}'].join('\n'));
  }
  callee.push('u32 take_hash(void) {\n  return h;\n}');

  const caller = [common, ...objects];
  for (const fn of callbacks) caller.push(define(unit, fn, () => {}));
  const writer = new StatementWriter(unit, [...unit.globals, { path: 'n', type: U32, writable: false }], 20);
  writer.line(`h = ${random.word()}u ^ n;`);
  for (const { path, type } of unit.globals) if (type.kind === 'record') writer.fill(path, type);
  for (let turn = random.between(1, 2); turn > 0; turn--) {
    for (const fn of functions) call(unit, writer, fn, fn.name);
    for (const { fn, name } of takers) writer.line(`mix_u32(${name}(${fn.name}, ${writer.expression(U32, 1)}));`);
  }
  writer.line('mix_u32(take_hash());');
  writer.line('return h;');
  caller.push(['u32 test(u32 n) {', ...writer.lines, '}'].join('\n'));

  const level = () => ({ optimisation: random.pick(OPTIMISATIONS), level: random.pick(['core', 'ext'] as const) });
  const configurations = Array.from({ length: 6 }, (): Configuration => ({ files: [level(), level()] }));
  const program = { sources: [`${caller.join('\n')}\n`, `${callee.join('\n')}\n`], entries: ['test'], flags: [] };
  return { program, configurations };
}
