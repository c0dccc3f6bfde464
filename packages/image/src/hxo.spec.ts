import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArchive, writeArchive } from './archive.js';
import { readHxo, writeHxo } from './hxo.js';
import { emptyObject } from './object.js';
import { arbitraryObject } from './testing/arbitrary-object.js';
import { errorOf, survives } from './testing/error-of.js';

const FULL = {
  version: 1,
  isa: 'ext',
  source: 'main.mvasm',
  sections: {
    'text.main': { hex: '60100000000000000100000025000000', align: 4 },
    rodata: { hex: '0102030405', align: 4 },
    'bss.buf': { size: 16, align: 8 },
  },
  relocs: [{ section: 'text.main', offset: 4, type: 'ABS32', symbol: 'buf', addend: 0, relax: true }],
  symbols: [
    { name: '_start', section: 'text.main', value: 0, size: 16, bind: 'global', kind: 'func' },
    { name: 'buf', section: 'bss.buf', value: 0, size: 16, bind: 'weak', kind: 'object' },
    { name: 'printf', section: 'undef', value: 0, size: 0, bind: 'global', kind: 'func', convention: 'variadic' },
  ],
  entry: '_start',
  keep: [],
  metadata: {
    values: [{ group: 1, id: 2, name: 'v', min: 'NaN', max: 'NaN' }],
    commands: [],
    mailboxes: [{ target: 'app:x', mode: 'RDWR|TAP' }],
  },
};

type Json = Record<string, unknown>;
/** FULL with the value at a path replaced (`undefined` removes it). */
function changed(path: (string | number)[], value: unknown): string {
  const copy = structuredClone(FULL) as Json;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key as string] as Json;
  const last = path[path.length - 1] as string;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(copy);
}

describe('readHxo', () => {
  it('reads a full object', () => {
    const object = readHxo(JSON.stringify(FULL));
    expect(object.sections.get('bss.buf')).toEqual({ name: 'bss.buf', bytes: new Uint8Array(0), size: 16, align: 8 });
    expect(object.sections.get('text.main')?.bytes.length).toBe(16);
    expect(object.metadata.values[0]).toMatchObject({ min: Number.NaN, max: Number.NaN, unit: '', rate_ms: 0 });
    expect(object.metadata.mailboxes).toEqual([{ target: 'app:x', mode_mask: 7 }]);
    expect(object.symbols[2]?.convention).toBe('variadic');
  });

  it('reads the plain form, in which sections are bare text and undefined symbols are not listed', () => {
    const object = readHxo(
      JSON.stringify({
        version: 1,
        sections: { text: '2500000000000000', data: 'ff' },
        relocs: [{ offset: 4, type: 'ABS16', symbol: 'foo' }],
        symbols: [{ name: '_start', section: 'text', value: 0 }],
      }),
    );
    expect(object.isa).toBe('core');
    expect(object.relocs).toEqual([{ section: 'text', offset: 4, type: 'ABS16', symbol: 'foo', addend: 0 }]);
    expect(object.symbols[1]).toEqual({
      name: 'foo',
      section: 'undef',
      value: 0,
      size: 0,
      bind: 'global',
      kind: 'notype',
    });
  });

  it('gives back what was written, and writes it the same again', () => {
    fc.assert(
      fc.property(arbitraryObject, (object) => {
        const text = writeHxo(object);
        const back = readHxo(text);
        expect(back).toEqual(object);
        expect(readHxo(new TextEncoder().encode(text))).toEqual(object);
        expect(writeHxo(back)).toBe(text);
      }),
      { numRuns: 200 },
    );
    expect(readHxo(writeHxo(emptyObject('a.c', 'core')))).toEqual(emptyObject('a.c', 'core'));
  });

  const cases: [string, string, RegExp][] = [
    ['no JSON', '{"version": 1,\n "sections": }', /no valid JSON at line 2, column 14/],
    ['no object', '[]', /the top level: .*expected object/],
    [
      'other version',
      changed(['version'], 2),
      /unsupported_version:2: HXO object has version 2; supported version is 1/,
    ],
    ['unknown key', changed(['bananas'], 2), /Unrecognized key: "bananas"/],
    ['section name', changed(['sections', 'tetx'], '00'), /sections\.tetx: no section name, expected text, rodata/],
    ['odd hex', changed(['sections', 'rodata', 'hex'], '123'), /sections\.rodata\.hex: 3 hexadecimal digits/],
    ['no hex', changed(['sections', 'rodata', 'hex'], '12xx'), /sections\.rodata\.hex: "x" at position 2/],
    [
      'half an instruction',
      changed(['sections', 'text.main', 'hex'], '2500'),
      /sections\["text.main"\]\.hex: 2 bytes, expected whole words/,
    ],
    ['huge bss', changed(['sections', 'bss.buf', 'size'], 1e18), /sections\["bss.buf"\].*/],
    ['align', changed(['sections', 'rodata', 'align'], 3), /sections\.rodata\.align: 3 is no power of two/],
    [
      'bss contents',
      changed(['sections', 'bss.buf', 'hex'], '00'),
      /sections\["bss.buf"\]\.hex: a bss section has no contents/,
    ],
    ['relocation section', changed(['relocs', 0, 'section'], 'text'), /relocs\[0\]\.section: text is no section/],
    [
      'relocation in bss',
      changed(['relocs', 0, 'section'], 'bss.buf'),
      /relocs\[0\]\.section: bss.buf has no contents/,
    ],
    ['relocation type', changed(['relocs', 0, 'type'], 'ABS13'), /relocs\[0\]\.type: .*found "ABS13"/],
    [
      'relocation offset',
      changed(['relocs', 0, 'offset'], 16),
      /relocs\[0\]\.offset: 16, the 4 bytes there lie outside text.main \(16 bytes\)/,
    ],
    [
      'relocation alignment',
      changed(['relocs', 0, 'offset'], 5),
      /relocs\[0\]\.offset: 5, expected a multiple of 4 for ABS32/,
    ],
    [
      'instruction field in data',
      changed(['relocs', 0], { section: 'rodata', offset: 0, type: 'ABS24', symbol: 'x' }),
      /relocs\[0\]\.type: ABS24 patches an instruction/,
    ],
    ['relax elsewhere', changed(['relocs', 0, 'offset'], 8), /relocs\[0\]\.relax: only the literal of an LDI32/],
    [
      'missing minus',
      changed(['relocs', 0], { section: 'rodata', offset: 0, type: 'DIFF8', symbol: 'x' }),
      /relocs\[0\]\.minus: missing for DIFF8/,
    ],
    [
      'symbol twice',
      changed(['symbols', 1, 'name'], '_start'),
      /symbols\[1\]\.name: _start is listed twice \(first as symbols\[0\]\)/,
    ],
    ['symbol section', changed(['symbols', 1, 'section'], 'data'), /symbols\[1\]\.section: data is no section/],
    ['symbol value', changed(['symbols', 1, 'value'], 17), /symbols\[1\]\.value: 17 lies outside bss.buf \(16 bytes\)/],
    ['symbol size', changed(['symbols', 1, 'size'], 17), /symbols\[1\]\.size: buf ends at 17/],
    ['undefined local', changed(['symbols', 2, 'bind'], 'local'), /symbols\[2\]\.bind: printf is undefined and local/],
    ['value id', changed(['metadata', 'values', 0, 'id'], 256), /metadata\.values\[0\]\.id: .*found 256/],
    [
      'value twice',
      changed(['metadata', 'values', 1], { group: 1, id: 2 }),
      /metadata\.values\[1\]: value 1:2 is declared twice/,
    ],
    [
      'mailbox mode',
      changed(['metadata', 'mailboxes', 0, 'mode'], 'RWX'),
      /metadata\.mailboxes\[0\]: mode "RWX" is not made of/,
    ],
    ['foreign mailbox', changed(['metadata', 'mailboxes', 0, 'target'], 'svc:stdio.out@5'), /another task/],
    ['capability', changed(['caps'], ['warp']), /caps\[0\]: .*found "warp"/],
    ['depth', '['.repeat(100_000), /nests deeper than 64 levels/],
    ['prototype', '{"version":1,"sections":{"__proto__":{"hex":""}}}', /key "__proto__"/],
    ['escaped prototype', '{"version":1,"sections":{"\\u005f_proto__":{"hex":""}}}', /key "__proto__"/],
    ['control characters', changed(['relocs', 0, 'section'], 'a\u001b[31m'), /a\\u001b\[31m is no section/],
  ];
  it.each(cases)('says what is wrong: %s', (_, text, message) => {
    const error = errorOf(() => readHxo(text));
    expect(error.code).toBe('EBADMSG');
    expect(error.message).toMatch(message);
  });

  it('gives up at the first of a million problems', () => {
    const million = `[${'0,'.repeat(999_999)}0]`;
    const error = (key: string): string => errorOf(() => readHxo(`{"version":1,"sections":{},${key}}`)).message;
    const heap = process.memoryUsage().heapUsed;
    expect(error(`"relocs":${million}`)).toMatch(/relocs\[0\]: .*found 0/);
    expect(error(`"metadata":{"mailboxes":[{"target":"app:a","bindings":${million}}]}`)).toMatch(
      /metadata\.mailboxes\[0\]\.bindings: 1000000 entries, expected at most 256/,
    );
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(200e6);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(errorOf(() => readHxo(Uint8Array.of(0xff, 0xfe))).message).toMatch(/no valid UTF-8/);
  });

  it('survives mutated text', () => {
    const text = JSON.stringify(FULL);
    let refused = 0;
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(20),
        fc.constantFrom('', '"', '{', '}', '-1', '1e999', 'null', '"\\ud800"', ',', '[]', '9'),
        (at, cut, put) => {
          if (!survives(() => readHxo(text.slice(0, at) + put + text.slice(at + cut)))) refused++;
        },
      ),
      { numRuns: 2000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it('survives values of any type anywhere', () => {
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value))
        walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    walk(FULL, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        survives(() => readHxo(changed(path, value)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('archives', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(arbitraryObject, { maxLength: 3 }), (objects) => {
        const archive = { version: 1 as const, members: objects.map((object, i) => ({ name: `m${i}.hxo`, object })) };
        const text = writeArchive(archive);
        expect(readArchive(text)).toEqual(archive);
        expect(writeArchive(readArchive(text))).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('names the member in which something is wrong', () => {
    const member = (name: string, text: string): unknown => ({ name, object: JSON.parse(text) });
    const bad = JSON.stringify({
      version: 1,
      members: [member('a', JSON.stringify(FULL)), member('b', changed(['symbols', 1, 'value'], 17))],
    });
    expect(errorOf(() => readArchive(bad, 'libx.hxa')).message).toBe(
      'bad libx.hxa: members[1].object.symbols[1].value: 17 lies outside bss.buf (16 bytes)',
    );
    const twice = JSON.stringify({
      version: 1,
      members: [member('a', JSON.stringify(FULL)), member('a', JSON.stringify(FULL))],
    });
    expect(errorOf(() => readArchive(twice)).message).toMatch(/members\[1\]\.name: a is a member twice/);
  });
});
