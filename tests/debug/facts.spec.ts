/** Types, variables, functions and inlined calls in the .sym file. */
import { fileURLToPath } from 'node:url';
import { readSym, type SymFile, writeDbg, writeSym } from '@hsx/image';
import { compileModule } from '@hsx/llc';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileIr } from '../../packages/llc/src/testing/guest.js';
import { compileToIr, runtimeObjects } from '../differential/front-end.js';
import { Debugger } from './debugger.js';

const path = fileURLToPath(new URL('programs/types.c', import.meta.url));

describe('facts', () => {
  let ir: string;
  let debug: Debugger;
  let sym: SymFile;
  beforeAll(async () => {
    ir = await compileToIr(path, '-O2', '-g');
    debug = Debugger.link([compileIr(ir, 'ext', 'types.c'), ...(await runtimeObjects('ext'))], 'ext');
    sym = debug.sym;
  });

  const variable = (name: string) => {
    const found = sym.symbols.variables.find((entry) => entry.name === name);
    if (found === undefined) throw new Error(`no variable ${name}`);
    return found;
  };
  const typeAt = (id: number | undefined) => sym.types?.[id ?? -1];

  it('have the types of variables, as text and as they are', () => {
    expect(['first', 'counter', 'colour', 'handler', 'nothing'].map((name) => variable(name).type)).toEqual([
      'struct node',
      'volatile word',
      'enum colour',
      'int (*)()',
      'struct hidden *',
    ]);
    expect(['first', 'counter', 'calls'].map((name) => variable(name).scope)).toEqual([
      'global',
      expect.stringMatching(/types\.c$/),
      'caller',
    ]);
  });

  it('describe structs, bit-fields, arrays and enums', () => {
    const id = variable('first').type_id;
    const node = typeAt(id);
    expect(node).toMatchObject({ kind: 'struct', name: 'node', size: 28 });
    const members = new Map(node?.members?.map((member) => [member.name, member]));
    expect(typeAt(members.get('next')?.type)).toMatchObject({ kind: 'pointer', size: 4, of: id });
    expect(members.get('kind')).toMatchObject({ offset: 12, bit_offset: 0, bit_size: 3 });
    expect(members.get('level')).toMatchObject({ offset: 12, bit_offset: 3, bit_size: 7 });
    expect(members.get('on')).toMatchObject({ offset: 12, bit_offset: 10, bit_size: 1 });
    const grid = typeAt(members.get('grid')?.type);
    expect(grid).toMatchObject({ kind: 'array', count: 2, size: 12 });
    expect(typeAt(grid?.of)).toMatchObject({ kind: 'array', count: 3 });
    expect(typeAt(typeAt(grid?.of)?.of)).toMatchObject({ kind: 'base', name: 'short', size: 2, encoding: 'signed' });
    const value = typeAt(members.get('value')?.type);
    expect(value).toMatchObject({ kind: 'union', size: 4, members: [{ name: 'number', offset: 0 }, { name: 'real' }] });
    expect(typeAt(variable('colour').type_id)).toMatchObject({
      kind: 'enum',
      size: 4,
      values: [
        { name: 'RED', value: 0 },
        { name: 'GREEN', value: 5 },
        { name: 'BLUE', value: -2 },
      ],
    });
    const handler = typeAt(typeAt(variable('handler').type_id)?.of);
    expect(handler).toMatchObject({ kind: 'function' });
    expect(handler?.parameters).toHaveLength(2);
    expect(typeAt(typeAt(variable('nothing').type_id)?.of)).toEqual({ kind: 'struct', name: 'hidden' });
  });

  it('agree with the memory of the program', () => {
    const { address } = variable('first');
    const node = typeAt(variable('first').type_id);
    const level = node?.members?.find(({ name }) => name === 'level');
    const word = debug.word(address + (level?.offset ?? 0));
    const { bit_offset = 0, bit_size = 0 } = level ?? {};
    expect((word << (32 - bit_offset - bit_size)) >> (32 - bit_size)).toBe(-2);
  });

  it('place functions and inlined calls', () => {
    const caller = sym.symbols.functions.find(({ name }) => name === 'caller');
    expect(caller).toMatchObject({ line: 36, file: expect.stringMatching(/types\.c$/) });
    expect(typeAt(caller?.type_id)).toMatchObject({ kind: 'function' });
    const inlines = sym.inlines ?? [];
    const chains = new Set(
      inlines.map((entry) => {
        const around = entry.parent === undefined ? undefined : inlines[entry.parent];
        expect(around === undefined || (around.start <= entry.start && entry.end <= around.end)).toBe(true);
        return `${entry.function}@${entry.call_line}${around === undefined ? '' : ` in ${around.function}@${around.call_line}`}`;
      }),
    );
    expect([...chains].sort()).toEqual(['inner@32 in outer@39', 'inner@33 in outer@39', 'outer@39']);
  });

  it('give every instruction of the program a line', () => {
    const { address = 0, size = 0 } = sym.symbols.functions.find(({ name }) => name === 'caller') ?? {};
    const rows = sym.instructions.filter(({ pc }) => pc >= address && pc < address + size);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row).toMatchObject({ file: expect.stringMatching(/types\.c$/), function: 'caller' });
    expect(rows.every(({ line }) => line >= 26 && line <= 41)).toBe(true);
  });

  it('are the same each time', () => {
    expect(writeDbg(compileIr(ir, 'ext', 'types.c'))).toBe(writeDbg(compileIr(ir, 'ext', 'types.c')));
    expect(writeSym(readSym(writeSym(sym)))).toBe(writeSym(sym));
  });

  it('survive damaged metadata', () => {
    const lines = ir.split('\n');
    const nodes = lines.flatMap((line, i) => (/^!\d+ = .*(DI|!\{)/.test(line) ? [i] : []));
    for (let round = 0; round < 24; round++) {
      const damaged = [...lines];
      const at = nodes[(round * 37) % nodes.length] as number;
      const other = nodes[(round * 53 + 11) % nodes.length] as number;
      // A node becomes another one's contents: types become locations, scopes types.
      const name = /^!\d+ = /.exec(damaged[at] as string)?.[0];
      damaged[at] = `${name}${(lines[other] as string).replace(/^!\d+ = /, '')}`;
      const { mvasm, diagnostics } = compileModule(damaged.join('\n'), { path: 't.ll', level: 'ext', verify: true });
      if (mvasm === undefined) expect(diagnostics.length).toBeGreaterThan(0);
      else compileIr(damaged.join('\n'), 'ext');
    }
  });
});
