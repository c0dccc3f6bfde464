import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readListing, writeListing } from './listing.js';
import { manifestValueProblems, readManifest, writeManifest } from './manifest.js';
import { buildTime, readSources, writeSources } from './sources.js';
import { checkSymMatches, readSym, type SymFile, writeSym } from './sym.js';
import { errorOf, survives } from './testing/error-of.js';
import { SAMPLE_METADATA } from './testing/sample-image.js';

const SYM: SymFile = {
  version: 1,
  hxe_path: 'a.hxe',
  hxe_crc: 0xdeadbeef,
  symbols: {
    functions: [{ name: 'main', linkage_name: 'main', address: 4, size: 8, file: 'a.c', line: 3 }],
    variables: [{ name: 'x', address: 0x108, size: 4, scope: 'global', type: 'int', type_id: 0 }],
    labels: { '0x0004': ['main', '_start'], '0x0010': ['.L1'] },
  },
  instructions: [{ pc: 4, word: 0x01000007, function: 'main', file: 'a.c', line: 3, column: 1, mvasm_line: 9 }],
  memory_regions: [{ name: 'stack', type: 'stack', start: 0x200, end: 0x300 }],
  types: [{ kind: 'base', name: 'int', size: 4, encoding: 'signed' }],
  locals: [
    {
      function: 'main',
      name: 'i',
      type_id: 0,
      line: 4,
      locations: [{ start: 4, end: 8, kind: 'register', register: 3 }],
    },
  ],
  frames: [{ start: 4, end: 8, cfa: 'sp', cfa_offset: 4, return_offset: -4, saved: [{ register: 8, offset: -8 }] }],
  inlines: [{ start: 4, end: 8, function: 'f', call_file: 'a.c', call_line: 4, call_column: 1 }],
};

function with_(change: Partial<SymFile>): string {
  return JSON.stringify({ ...SYM, ...change });
}

describe('.sym', () => {
  it('gives back what was written, the same for any order of keys', () => {
    expect(readSym(writeSym(SYM))).toEqual(SYM);
    const backwards = Object.fromEntries(Object.entries(SYM).reverse()) as SymFile;
    const labels = Object.fromEntries(Object.entries(SYM.symbols.labels).reverse());
    expect(writeSym({ ...backwards, symbols: { ...SYM.symbols, labels } })).toBe(writeSym(SYM));
  });

  it.each<[string, string, RegExp]>([
    ['version', JSON.stringify({ ...SYM, version: 4 }), /unsupported_version:4/],
    [
      'range',
      with_({ memory_regions: [{ name: 's', type: 'stack', start: 8, end: 4 }] }),
      /memory_regions\[0\]\.end: 4 is before start 8/,
    ],
    [
      'location',
      with_({ locals: [{ function: 'f', name: 'i', line: 0, locations: [{ start: 0, end: 4, kind: 'frame' }] }] }),
      /locals\[0\]\.locations\[0\]\.offset: missing for a frame location/,
    ],
    ['type', with_({ types: [{ kind: 'pointer', of: 7 }] }), /types\[0\]\.of: 7, but there are 1 types/],
    [
      'inline parent',
      with_({ inlines: [{ start: 0, end: 4, function: 'f', call_file: '', call_line: 0, call_column: 0, parent: 0 }] }),
      /inlines\[0\]\.parent: 0/,
    ],
    ['label', with_({ symbols: { ...SYM.symbols, labels: { main: [] } } }), /symbols\.labels\.main/],
  ])('says what is wrong: %s', (_, text, message) => {
    expect(errorOf(() => readSym(text)).message).toMatch(message);
  });

  it('belongs to one image', () => {
    checkSymMatches(SYM, 0xdeadbeef);
    expect(errorOf(() => checkSymMatches(SYM, 1)).message).toMatch(
      /they name CRC 0xdeadbeef, the image has 0x00000001/,
    );
  });
});

describe('manifest', () => {
  const full = {
    version: 1 as const,
    image_name: 'a',
    image_version: '1.2',
    required_caps: ['fram' as const],
    fram_bytes: 64,
    fram_keys: [
      { key: 1, mode: 'load' as const, length: 2 as const, value: 'sensor:temperatur' },
      { key: 2, mode: 'save' as const, length: 2 as const, value: 0x102 },
    ],
    mailboxes: ['app:log', { target: 'app:x', capacity: 8 }],
    defaults: { b: 1, a: 'x' },
  };

  it('gives back what was written, the same for any order of keys', () => {
    expect(readManifest(writeManifest(full))).toEqual(full);
    expect(writeManifest({ ...full, defaults: { a: 'x', b: 1 } })).toBe(writeManifest(full));
  });

  it.each<[string, object, RegExp]>([
    [
      'key twice',
      { fram_keys: [full.fram_keys[0], full.fram_keys[0]] },
      /fram_keys\[1\]\.key: FRAM key 1 is used twice \(first in fram_keys\[0\]\)/,
    ],
    ['key 0', { fram_keys: [{ ...full.fram_keys[0], key: 0 }] }, /fram_keys\[0\]\.key: .*found 0/],
    ['mode', { fram_keys: [{ ...full.fram_keys[0], mode: 'sometimes' }] }, /fram_keys\[0\]\.mode: .*found "sometimes"/],
    ['mailbox', { mailboxes: ['nowhere'] }, /mailboxes\[0\]: target "nowhere"/],
    ['unknown key', { pid: 3 }, /Unrecognized key: "pid"/],
  ])('says what is wrong: %s', (_, change, message) => {
    expect(errorOf(() => readManifest(JSON.stringify({ ...full, ...change }))).message).toMatch(message);
  });

  it('names values that the image does not declare', () => {
    expect(manifestValueProblems(full, SAMPLE_METADATA.values)).toEqual([]);
    expect(manifestValueProblems(full, [])).toEqual([
      'FRAM key 1 names the value "sensor:temperatur", which the image does not declare',
      'FRAM key 2 names the value 258, which the image does not declare',
    ]);
  });
});

describe('listing and sources.json', () => {
  it('give back what was written', () => {
    const listing = {
      header: { format: 'object' as const, version: 1, source: 'a.mvasm' },
      instructions: [
        {
          section: 'text',
          pc: 0,
          word: 0x01000007,
          mnemonic: 'LDI',
          rd: 0,
          rs1: 0,
          rs2: 0,
          imm: 7,
          imm_raw: 7,
          imm_effective: 7,
          operands: 'R0, 7',
        },
      ],
      symbols: {
        labels_text: { main: 0 },
        labels_data: {},
        data_entries: [{ section: 'data', offset: 0, size: 1, hex: 'ff' }],
      },
      values: [],
      commands: [],
      mailboxes: [],
    };
    expect(readListing(writeListing(listing))).toEqual(listing);
    const sources = {
      version: 1 as const,
      project_root: '/p',
      build_time: buildTime(undefined),
      prefix_map: { '/p': '.' },
      sources: [
        { file: 'b.c', path: '/p/b.c', relative: 'b.c' },
        { file: 'a.c', path: '/p/a.c', relative: 'a.c' },
      ],
      include_paths: ['/p/include'],
    };
    expect(readSources(writeSources(sources)).sources.map((source) => source.file)).toEqual(['a.c', 'b.c']);
    expect(sources.build_time).toBe('1970-01-01T00:00:00Z');
    expect(buildTime('1700000000')).toBe('2023-11-14T22:13:20Z');
    expect(buildTime('soon')).toBe('1970-01-01T00:00:00Z');
  });

  it('survive mutated text, as do all sidecars', () => {
    const texts: [string, (text: string) => unknown][] = [
      [writeSym(SYM), readSym],
      ['{"version":1,"fram_keys":[{"key":1,"mode":"load","length":2}],"defaults":{"a":1}}', readManifest],
    ];
    let refused = 0;
    fc.assert(
      fc.property(
        fc.nat(1),
        fc.nat(),
        fc.nat(10),
        fc.constantFrom('', '"', '{', ']', '-1', '1e999', 'null', '"__proto__":'),
        (which, where, cut, put) => {
          const [text, read] = texts[which] as (typeof texts)[number];
          const at = where % text.length;
          if (!survives(() => read(text.slice(0, at) + put + text.slice(at + cut)))) refused++;
        },
      ),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
