/** Objects as no reader passes them: the linker answers with diagnostics or an image that its reader accepts, never with an exception. */
import { type ObjectSymbol, RELOCATION_TYPES, type Relocation, readHxe } from '@hsx/image';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LinkInput, link } from './link.js';
import { bigEndian, ObjectBuilder } from './testing/object-builder.js';

const NAMES = ['_start', 'a', 'b', '__heap_end', '__proto__', 'constructor', ''];
/** Every object has the sections that hold contents; the rest exists by chance or not at all. */
const CONTENTS = ['text', 'text.a', 'rodata', 'data'];
const OTHERS = ['bss', 'init_array', 'undef', 'abs', 'strange', '__proto__'];
const SIZE = 44;

/** Mostly `usual`, so that a good part of the links gets far. */
function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const number = fc.oneof(
  fc.integer({ min: -8, max: 40 }),
  fc.constantFrom(-1, 2 ** 31, 2 ** 32, -(2 ** 31), 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, 0.5),
);
const fit = fc.integer({ min: 0, max: 10 }).map((n) => 4 * n);
const name = mostly(fc.constantFrom('_start', 'a', '__heap_end'), fc.constantFrom(...NAMES));
const sectionName = mostly(fc.constantFrom(...CONTENTS), fc.constantFrom(...OTHERS));

const relocation: fc.Arbitrary<Relocation> = fc
  .record(
    {
      section: sectionName,
      offset: mostly(fit, number),
      type: fc.constantFrom(...RELOCATION_TYPES),
      symbol: name,
      addend: mostly(fit, number),
      relax: fc.boolean(),
      line: number,
    },
    { requiredKeys: ['section', 'offset', 'type', 'symbol', 'addend'] },
  )
  .chain((made) => {
    const difference = made.type.startsWith('DIFF');
    return mostly(fc.constant(difference), fc.constant(!difference)).map((minus) =>
      minus ? { ...made, minus: 'a' } : made,
    );
  });

const symbol: fc.Arbitrary<ObjectSymbol> = fc.record(
  {
    name,
    section: sectionName,
    value: mostly(fit, number),
    size: mostly(fit, number),
    bind: fc.constantFrom('local', 'global', 'weak'),
    kind: fc.constantFrom('func', 'object', 'notype'),
    convention: fc.constantFrom('variadic', 'fixed'),
    line: number,
  },
  { requiredKeys: ['name', 'section', 'value', 'size', 'bind', 'kind'] },
);

const section = fc.record({
  name: fc.constantFrom(...CONTENTS, ...OTHERS),
  bytes: fc.uint8Array({ maxLength: SIZE }),
  size: fc.oneof(fc.constant(undefined), number),
  align: fc.constantFrom(4, 4, 4, 1, 8, 0, 3, 2 ** 40),
});

/** Contents in which opcodes that the linker looks at are frequent. */
const contents = fc
  .array(fc.constantFrom(0x60, 0x24, 0x43, 0x21, 0x0e, 0x01), { minLength: SIZE / 4, maxLength: SIZE / 4 })
  .map((opcodes) => bigEndian(opcodes.map((op) => op * 2 ** 24)));

const object = fc
  .record({
    isa: fc.constantFrom('core' as const, 'ext' as const),
    contents,
    sections: mostly(fc.array(section, { maxLength: 0 }), fc.array(section, { maxLength: 3 })),
    symbols: mostly(fc.array(symbol, { maxLength: 0 }), fc.array(symbol, { maxLength: 3 })),
    relocs: fc.array(relocation, { maxLength: 4 }),
    entry: fc.option(name, { nil: undefined }),
    keep: fc.array(name, { maxLength: 2 }),
    handler: mostly<string | number | undefined>(fc.constantFrom(undefined), fc.oneof(name, number)),
    row: fc.record({ section: sectionName, offset: number, file: number, line: number, column: number }),
  })
  .map((made) => {
    const builder = new ObjectBuilder('h.mvasm', made.isa);
    const { object: result } = builder;
    for (const key of CONTENTS) builder.section(key, made.contents);
    builder.define('_start', 'text', 4, { bind: 'weak' }).define('a', 'rodata', 4, { bind: 'weak' });
    for (const { name: key, bytes, size, align } of made.sections)
      result.sections.set(key, { name: key, bytes, size: size ?? bytes.length, align });
    result.symbols.push(...made.symbols);
    result.relocs.push(...made.relocs);
    result.keep.push(...made.keep);
    if (made.entry !== undefined) result.entry = made.entry;
    if (made.handler !== undefined) {
      const texts = { name: 'n', help: '', group_name: '' };
      result.metadata.commands.push({ group: 1, id: 1, flags: 0, auth: 0, handler: made.handler, ...texts });
    }
    result.debug = { files: ['f.c'], lines: [made.row], mvasm: [made.row] };
    return result;
  });

const input: fc.Arbitrary<LinkInput> = fc.oneof(
  object.map((made): LinkInput => ({ kind: 'object', name: 'h.hxo', object: made })),
  fc.array(object, { maxLength: 2 }).map(
    (members): LinkInput => ({
      kind: 'archive',
      name: 'h.hxa',
      archive: { version: 1, members: members.map((made, i) => ({ name: `m${i}`, object: made })) },
    }),
  ),
);

it('answers everything with diagnostics or a valid image', () => {
  let images = 0;
  fc.assert(
    fc.property(
      fc.array(input, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      (inputs, gcSections, embedSym) => {
        const result = link(inputs, { appName: 'h', gcSections, embedSym });
        const failed = result.diagnostics.some(({ severity }) => severity === 'error');
        expect(result.image === undefined).toBe(failed);
        if (result.image === undefined) return;
        readHxe(result.image);
        images++;
      },
    ),
    { numRuns: 800, seed: 7 },
  );
  expect(images).toBeGreaterThan(20);
});
