import { describe, expect, it } from 'vitest';
import { readDbg, writeDbg } from './dbg.js';
import { readHxo, writeHxo } from './hxo.js';
import { emptyObject, type ObjectDebug, type ObjectFile } from './object.js';
import { errorOf } from './testing/error-of.js';

const section = 'text.f';
const DEBUG: ObjectDebug = {
  files: ['a.c'],
  lines: [{ section, offset: 0, file: 0, line: 3, column: 1 }],
  mvasm: [{ section, offset: 0, line: 9 }],
  types: [
    { kind: 'struct', name: 's', size: 8, members: [{ name: 'next', type: 1, offset: 0 }] },
    { kind: 'pointer', size: 4, of: 0 },
  ],
  functions: [{ symbol: 'f', name: 'f', file: 0, line: 3, type_id: 0 }],
  variables: [{ symbol: 'g', name: 'g', file: 0, line: 1, scope: 'global', type_id: 1 }],
  locals: [
    {
      function: 'f',
      name: 'x',
      type_id: 1,
      parameter: 0,
      line: 3,
      depth: 0,
      inline: 0,
      locations: [
        { section, start: 0, end: 4, kind: 'register', register: 3, deref: -4, piece: { offset: 4, size: 4 } },
        { section, start: 4, end: 8, kind: 'constant', symbol: 'g', value: 0, add: 2 },
      ],
    },
  ],
  frames: [
    { section, start: 0, end: 8, cfa: 'sp', cfa_offset: 4, return_offset: -4, saved: [{ register: 8, offset: -8 }] },
  ],
  inlines: [{ section, start: 0, end: 4, function: 'h', file: 0, line: 4, column: 5, instance: 0 }],
};

function object(debug: ObjectDebug = DEBUG): ObjectFile {
  const made = emptyObject('a.c', 'ext');
  made.sections.set(section, { name: section, bytes: new Uint8Array(8), size: 8, align: 4 });
  made.debug = debug;
  return made;
}

describe('debug data of an object', () => {
  it('comes back from a .dbg file and from an object', () => {
    const text = writeDbg(object());
    expect(readDbg(text)).toEqual({ source: 'a.c', sections: new Map([[section, 8]]), debug: DEBUG });
    expect(readHxo(writeHxo(object())).debug).toEqual(DEBUG);
    expect(writeDbg(object())).toBe(text);
  });

  it.each<[string, (debug: ObjectDebug) => void, string]>([
    [
      'a type that is not there',
      (d) => Object.assign(d, { types: [] }),
      'debug.functions[0].type_id: 0, but there are 0 types',
    ],
    [
      'a member type',
      (d) => Object.assign(d, { types: d.types?.slice(0, 1) }),
      'debug.types[0].members[0].type: 1, but there are 1',
    ],
    ['a file', (d) => Object.assign(d, { files: [] }), 'debug.lines[0].file: 0, but there are 0 files'],
    ['a range outside', (d) => Object.assign(d.frames?.[0] ?? {}, { end: 12 }), 'debug.frames[0].end: 12 lies outside'],
    [
      'a range backwards',
      (d) => Object.assign(d.inlines?.[0] ?? {}, { start: 8 }),
      'debug.inlines[0].end: 4 is before start 8',
    ],
    ['a section', (d) => Object.assign(d.frames?.[0] ?? {}, { section: 'text.g' }), 'debug.frames[0].section: '],
    [
      'a place without register',
      (d) => Object.assign(d.locals?.[0]?.locations[0] ?? {}, { register: undefined }),
      'locations[0].register: missing for a register location',
    ],
    [
      'a parent',
      (d) => Object.assign(d.inlines?.[0] ?? {}, { parent: 0 }),
      'debug.inlines[0].parent: 0, expected an entry before',
    ],
  ])('is refused with %s that is wrong', (_, damage, message) => {
    const debug = structuredClone(DEBUG);
    damage(debug);
    expect(errorOf(() => readDbg(writeDbg(object(debug)))).message).toContain(message);
    expect(errorOf(() => readHxo(writeHxo(object(debug)))).message).toContain(message);
  });
});
