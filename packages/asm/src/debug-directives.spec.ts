import { readHxo, writeHxo } from '@hsx/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messages, objectOf, run } from './testing/assembled.js';

const SOURCE = `
        .file 1 "a.c"
        .section text.f
        .export f
        .type f, func
f:      .cfi sp + 4
        PUSH R8
        .cfi sp + 8, R8 @ -8
.La:    LI R0, x
.Lb:    POP R8
        .cfi sp+4
        RET
        .cfi end
.Lc:    .word 0
        .import x
        .section data.g
        .export g
g:      .word 1
        .debug type {"kind":"base","name":"int","size":4,"encoding":"signed"}
        .debug type {"kind":"pointer","of":0,"size":4}
        .debug function {"symbol":"f","name":"f","file":1,"line":3,"type_id":0}
        .debug variable {"symbol":"g","name":"g","file":1,"line":1,"scope":"global","type_id":1}
        .debug variable {"symbol":"gone","name":"gone","file":1,"line":1,"scope":"global"}
        .debug inline {"range":[".La",".Lc"],"function":"sq","file":1,"line":4,"column":2,"instance":0}
        .debug local {"function":"f","name":"x;y","type_id":0,"line":3,"locations":[{"range":[".La",".Lb"],"kind":"register","register":8},{"range":[".Lb",".Lc"],"kind":"constant","symbol":"gone","value":0}]}
`;

describe('.cfi and .debug', () => {
  const { debug } = objectOf(SOURCE);

  it('say how the stack is walked up to the next row', () => {
    const row = { section: 'text.f', cfa: 'sp', return_offset: -4 };
    expect(debug?.frames).toEqual([
      { ...row, start: 0, end: 4, cfa_offset: 4, saved: [] },
      { ...row, start: 4, end: 16, cfa_offset: 8, saved: [{ register: 8, offset: -8 }] },
      { ...row, start: 16, end: 20, cfa_offset: 4, saved: [] },
    ]);
  });

  it('carry facts with offsets instead of labels, and nothing about what is not there', () => {
    expect(debug?.types).toHaveLength(2);
    expect(debug?.functions).toEqual([{ symbol: 'f', name: 'f', file: 0, line: 3, type_id: 0 }]);
    expect(debug?.variables?.map(({ name }) => name)).toEqual(['g']);
    expect(debug?.inlines).toEqual([
      { section: 'text.f', start: 4, end: 20, function: 'sq', file: 0, line: 4, column: 2, instance: 0 },
    ]);
    expect(debug?.locals?.[0]?.locations).toEqual([
      { section: 'text.f', start: 4, end: 12, kind: 'register', register: 8 },
    ]);
  });

  it('survive the object file', () => {
    const object = objectOf(SOURCE);
    const text = writeHxo(object);
    expect(readHxo(text)).toEqual(object);
    expect(writeHxo(readHxo(text))).toBe(text);
  });

  it('change no code', () => {
    const plain = SOURCE.replace(/^.*\.(debug|cfi) .*$/gm, (line) => (line.startsWith('f:') ? 'f:' : ''));
    expect(objectOf(SOURCE).sections).toEqual(objectOf(plain).sections);
    expect(objectOf(SOURCE).symbols.map(({ line, ...rest }) => rest)).toEqual(
      objectOf(plain).symbols.map(({ line, ...rest }) => rest),
    );
  });

  it.each([
    ['.debug more {"locations": []}', '.debug more: the fact before it has no locations'],
    ['.debug', 'there is no .debug  (there are type, function, variable, local, inline, more)'],
    ['.debug typo {}', "did you mean 'type'?"],
    ['.debug type', 'this is no JSON'],
    ['.debug type {"kind":"base"} x', 'this is no JSON'],
    ['.debug type {"kind":"odd"}', 'bad .debug type: kind: '],
    ['.debug type {"kind":"base","__proto__":{}}', 'Unrecognized key: "__proto__"'],
    ['.debug type {"kind":"pointer","of":1}', 'there is no type 1'],
    ['.debug function {"symbol":"f","name":"f","file":7,"line":1}', 'there is no .file 7'],
    [
      '.debug local {"function":"f","name":"x","line":1,"locations":[{"range":["a","b"],"kind":"frame"}]}',
      "'a' is no label",
    ],
    [
      'a: NOP\nb: NOP\n.debug local {"function":"f","name":"x","line":1,"locations":[{"range":["a","b"],"kind":"frame"}]}',
      'bad location: offset: missing for a frame location',
    ],
    [
      'a: NOP\nb: NOP\n.file 1 "a"\n.debug inline {"range":["b","a"],"function":"f","file":1,"line":1,"column":1,"instance":0}',
      "'a' stands before 'b'",
    ],
    [
      'a: NOP\n.data\nb: .word 1\n.file 1 "a"\n.debug inline {"range":["a","b"],"function":"f","file":1,"line":1,"column":1,"instance":0}',
      'not in one text section',
    ],
    [
      'NOP\na:\n.file 1 "a"\n.debug inline {"range":["a","a"],"function":"f","file":1,"line":1,"column":1,"instance":0,"parent":0}',
      'the parent 0 is not an earlier .debug inline',
    ],
    ['.cfi', 'expected sp, a register or end'],
    ['.cfi R16 + 4', "expected sp, a register or end, found 'R16'"],
    ['.cfi sp + x', 'must be known here'],
    ['.cfi sp + 4, R8', "expected '@' after the register"],
    ['.cfi sp + 4, R8 @ -4, R8 @ -8', 'R8 is named twice'],
    ['.cfi sp + 0x80000000', 'the distance is 2147483648'],
    ['.data\n.cfi sp', '.cfi belongs into a text section'],
  ])('%s', (source, message) => {
    const found = messages(source);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toContain(message);
  });

  it('refuse damaged facts with messages only', () => {
    const lines = SOURCE.split('\n').filter((line) => line.includes('.debug') || line.includes('.cfi'));
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.nat(),
        fc.string({ maxLength: 3 }),
        fc.nat(4),
        (line, at, text, cut) => {
          const from = at % line.length;
          const damaged = line.slice(0, from) + text.replace(/[\r\n]/g, '') + line.slice(from + cut);
          const { diagnostics, object } = run(`${SOURCE}\n${damaged}`);
          if (object === undefined) expect(diagnostics.length).toBeGreaterThan(0);
          else expect(readHxo(writeHxo(object))).toEqual(object);
        },
      ),
      { numRuns: 300 },
    );
  });
});
