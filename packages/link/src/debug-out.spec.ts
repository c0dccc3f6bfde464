import { type DebugFacts, type DebugType, readSym, writeSym } from '@hsx/image';
import { describe, expect, it } from 'vitest';
import { typeText } from './debug-types.js';
import { linked } from './testing/linked.js';
import { asm, nops, ObjectBuilder } from './testing/object-builder.js';

const INT: DebugType = { kind: 'base', name: 'int', size: 4, encoding: 'signed' };

/** `_start` loads `count`'s address in two words that become one, then three more instructions. */
function program(source: string, facts: DebugFacts, start = '_start'): ObjectBuilder {
  const builder = new ObjectBuilder(source)
    .text(`text.${start}`, [...asm('LDI32', { rd: 0, imm: 0 }), ...nops(2), ...asm('RET')])
    .define(start, `text.${start}`, 0, { size: 20 })
    .section(`data.${start}`, [1, 0, 0, 0])
    .define(`count_${start}`, `data.${start}`, 0, { size: 4, bind: 'local' })
    .reloc(`text.${start}`, 4, 'ABS32', `count_${start}`, { relax: true });
  builder.object.debug = { files: ['a.c'], lines: [], mvasm: [], ...facts };
  return builder;
}

const section = 'text._start';
const FACTS: DebugFacts = {
  types: [
    { kind: 'pointer', of: 1, size: 4 },
    {
      kind: 'struct',
      name: 'node',
      size: 8,
      members: [
        { name: 'next', type: 0, offset: 0 },
        { name: 'v', type: 2, offset: 4 },
      ],
    },
    INT,
    { ...INT, name: 'unused' },
  ],
  functions: [{ symbol: '_start', name: 'start', file: 0, line: 7 }],
  variables: [{ symbol: 'count__start', name: 'count', file: 0, line: 1, scope: 'a.c', type_id: 0 }],
  frames: [
    { section, start: 0, end: 12, cfa: 'sp', cfa_offset: 4, return_offset: -4, saved: [] },
    { section, start: 12, end: 20, cfa: 14, cfa_offset: 8, return_offset: -4, saved: [{ register: 14, offset: -8 }] },
  ],
  inlines: [
    { section, start: 4, end: 20, function: 'f', file: 0, line: 3, column: 1, instance: 0 },
    { section, start: 8, end: 16, function: 'g', file: 0, line: 4, column: 1, instance: 1, parent: 0 },
  ],
  locals: [
    {
      function: '_start',
      name: 'p',
      type_id: 0,
      line: 2,
      inline: 1,
      locations: [
        { section, start: 8, end: 12, kind: 'register', register: 0 },
        { section, start: 12, end: 16, kind: 'constant', symbol: 'count__start', value: 2 },
        { section, start: 16, end: 16, kind: 'register', register: 1 },
      ],
    },
    { function: 'dropped', name: 'x', line: 2, locations: [] },
  ],
};

describe('debug data', () => {
  it('follows relaxation and symbols', () => {
    const { sym, address } = linked([program('a.mvasm', FACTS).input()]);
    if (sym === undefined) throw new Error('no symbols');
    const at = address('_start');
    expect(sym.frames?.map(({ start, end }) => [start - at, end - at])).toEqual([
      [0, 8],
      [8, 16],
    ]);
    expect(sym.inlines?.map(({ start, end, function: fn, parent }) => [start - at, end - at, fn, parent])).toEqual([
      [4, 16, 'f', undefined],
      [4, 12, 'g', 0],
    ]);
    expect(sym.locals).toHaveLength(1);
    expect(sym.locals?.[0]?.locations).toEqual([
      { start: at + 4, end: at + 8, kind: 'register', register: 0 },
      { start: at + 8, end: at + 12, kind: 'constant', value: 0x102 },
    ]);
    expect(sym.symbols.functions[0]).toMatchObject({ name: 'start', linkage_name: '_start', file: 'a.c', line: 7 });
    expect(sym.symbols.variables[0]).toMatchObject({ name: 'count', scope: 'a.c', type: 'struct node *', type_id: 0 });
    expect(sym.types).toEqual(FACTS.types?.slice(0, 3));
    expect(readSym(writeSym(sym))).toEqual(sym);
  });

  it('makes one of equal types, recursive ones too', () => {
    const second: DebugFacts = {
      types: [
        INT,
        {
          kind: 'struct',
          name: 'node',
          size: 8,
          members: [
            { name: 'next', type: 2, offset: 0 },
            { name: 'v', type: 0, offset: 4 },
          ],
        },
        { kind: 'pointer', of: 1, size: 4 },
        { kind: 'pointer', of: 0, size: 4 },
      ],
      variables: [{ symbol: 'count_two', name: 'two', file: 0, line: 1, scope: 'a.c', type_id: 2 }],
      functions: [{ symbol: 'two', name: 'two', file: 0, line: 1, type_id: 3 }],
    };
    const { sym } = linked([program('a.mvasm', FACTS).input(), program('b.mvasm', second, 'two').input()]);
    expect(sym?.symbols.variables.map(({ type_id }) => type_id)).toEqual([0, 0]);
    expect(sym?.types?.map(({ kind }) => kind)).toEqual(['pointer', 'struct', 'base', 'pointer']);
  });

  it('leaves out what is not in the image', () => {
    const { sym } = linked(
      [
        program('a.mvasm', {}).input(),
        program('b.mvasm', JSON.parse(JSON.stringify(FACTS).replaceAll('_start', 'two')), 'two').input(),
      ],
      { gcSections: true },
    );
    expect([sym?.inlines, sym?.locals, sym?.types]).toEqual([[], [], []]);
    // That of the function that is left, which says nothing itself.
    expect(sym?.frames).toHaveLength(1);
  });

  it('survives objects in memory that refer to nothing', () => {
    const facts: DebugFacts = {
      types: [{ kind: 'pointer', of: 9 }],
      functions: [{ symbol: '_start', name: 's', file: 9, line: 1, type_id: 9 }],
      locals: [
        {
          function: '_start',
          name: 'x',
          type_id: 7,
          line: 1,
          locations: [{ section: 'text.none', start: 0, end: 4, kind: 'register', register: 0 }],
        },
      ],
    };
    const { sym } = linked([program('a.mvasm', facts).input()]);
    if (sym === undefined) throw new Error('no symbols');
    expect(readSym(writeSym(sym))).toEqual(sym);
  });
});

it('writes types as C does', () => {
  const types: DebugType[] = [
    { kind: 'base', name: 'char' },
    { kind: 'const', of: 0 },
    { kind: 'pointer', of: 1 },
    { kind: 'array', of: 2, count: 4 },
    { kind: 'const', of: 2 },
    { kind: 'function', of: 0 },
    { kind: 'pointer', of: 5 },
    { kind: 'pointer', of: 3 },
    { kind: 'pointer' },
    { kind: 'const', of: 9 },
    { kind: 'struct' },
  ];
  expect([2, 3, 4, 6, 7, 8, 10].map((id) => typeText(types, id))).toEqual([
    'const char *',
    'const char *[4]',
    'const char *const',
    'char (*)()',
    'const char *(*)[4]',
    'void *',
    'struct {...}',
  ]);
  expect(typeText(types, 9)).toMatch(/\.\.\.$/);
});
