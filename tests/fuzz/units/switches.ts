/** Switches of every shape: dense, with holes, sparse, ranges, few targets for many values, 64-bit and narrow selectors. */
import { I8, I16, I32, I64, type Scalar, U8, U16, U32, U64 } from '../c-types.js';
import { integerLiteral } from '../expressions.js';
import type { UnitState } from '../program-state.js';
import { StatementWriter } from '../statements.js';
import { addEntry, addGlobals } from './functions.js';

interface Case {
  low: bigint;
  high: bigint;
}

function cases(unit: UnitState, type: Scalar): Case[] {
  const { random } = unit;
  const wrap = (value: bigint) => (type.signed ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value));
  const anywhere = () => wrap((BigInt(random.word()) << 32n) | BigInt(random.word()));
  const base = random.chance(0.5) ? BigInt(random.between(-4, 9)) : anywhere();
  const count = random.between(1, random.chance(0.3) ? 40 : 12);
  const shape = random.below(5);
  const found: Case[] = [];
  let at = base;
  for (let i = 0; i < count; i++) {
    const step =
      shape === 0 ? 1n : shape === 1 ? BigInt(random.between(1, 3)) : shape === 2 ? BigInt(random.between(1, 100)) : 0n;
    at = shape >= 3 ? anywhere() : wrap(at + step);
    const span = shape === 4 || random.chance(0.1) ? BigInt(random.below(30)) : 0n;
    const high = wrap(at + span);
    found.push(high >= at ? { low: at, high } : { low: at, high: at });
    at = found[found.length - 1]?.high ?? at;
  }
  const disjoint: Case[] = [];
  for (const one of found)
    if (!disjoint.some(({ low, high }) => one.low <= high && low <= one.high)) disjoint.push(one);
  return disjoint;
}

function addSwitch(unit: UnitState): { name: string; type: Scalar; probes: string } {
  const { random } = unit;
  const type = random.pick([I32, U32, I32, U32, I8, U8, I16, U16, ...(unit.options.longs ? [I64, U64] : [])]);
  const list = cases(unit, type);
  const name = unit.globalName('switch');
  const writer = new StatementWriter(unit, [...unit.globals, { path: 'x', type, writable: true }], 30);
  const few = random.chance(0.3) ? random.between(2, 3) : undefined;
  const values = random.chance(0.4);
  const label = ({ low, high }: Case) =>
    low === high
      ? `case ${integerLiteral(low, type)}:`
      : `case ${integerLiteral(low, type)} ... ${integerLiteral(high, type)}:`;
  const act = () => {
    if (values) writer.line(`r = ${random.chance(0.8) ? random.below(1000) : random.word()}u;`);
    else writer.statement();
  };
  writer.line('u32 r = 1;');
  writer.block('switch (x)', () => {
    const order = random.chance(0.5) ? [...list] : [...list].sort((a, b) => (a.low < b.low ? -1 : 1));
    const groups: Case[][] = few === undefined ? order.map((one) => [one]) : Array.from({ length: few }, () => []);
    if (few !== undefined) for (const one of order) groups[random.below(few)]?.push(one);
    groups.forEach((group, i) => {
      if (group.length === 0) return;
      for (const one of group.slice(0, -1)) writer.line(label(one));
      writer.block(label(group[group.length - 1] as Case), () => {
        act();
        if (!values) writer.line(`r += ${i * 7 + 1}u;`);
        if (values || random.chance(0.8)) writer.line('break;');
      });
    });
    if (random.chance(0.8))
      writer.block('default:', () => {
        act();
        writer.line('r ^= 0x55u;');
      });
  });
  writer.line('return r;');
  unit.emit(
    `${random.chance(0.5) ? 'static ' : ''}__attribute__((noinline)) u32 ${name}(${type.name} x) {`,
    ...writer.lines,
    '}',
  );
  const edges = new Set<string>();
  for (const { low, high } of list)
    for (const value of [low - 1n, low, high, high + 1n, (low + high) / 2n]) edges.add(integerLiteral(value, type));
  for (const value of [0n, 1n, -1n, 1n << BigInt(type.bits - 1), low32(list)]) edges.add(integerLiteral(value, type));
  const probes = unit.globalName('probes');
  unit.emit(`static const ${type.name} ${probes}[] = {${[...edges].join(', ')}};`);
  return { name, type, probes };
}

/** A value that agrees with a case in its low word alone. */
function low32(list: readonly Case[]): bigint {
  return BigInt.asUintN(32, list[0]?.low ?? 0n) | (5n << 32n);
}

export function switchUnit(unit: UnitState, entry: string): void {
  addGlobals(unit, 3);
  const switches = Array.from({ length: unit.random.between(1, 4) }, () => addSwitch(unit));
  addEntry(unit, entry, 200, (writer) => {
    for (const { name, probes } of switches) {
      const i = unit.localName('k');
      writer.line(
        `for (u32 ${i} = 0; ${i} < sizeof ${probes} / sizeof *${probes}; ${i}++) mix_u32(${name}(${probes}[${i}]));`,
      );
      writer.line(`mix_u32(${name}(n));`);
    }
  });
}
