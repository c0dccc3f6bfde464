import { layoutOf } from '@hsx/image';
import { expect, it } from 'vitest';
import { formatSizes, LINKER_SYMBOLS, link } from './index.js';
import { linkErrors, linked } from './testing/linked.js';
import { archive, asm, nops, ObjectBuilder, tiny } from './testing/object-builder.js';

/** A program with something in every section, and a library. */
function program() {
  const main = new ObjectBuilder('main.mvasm')
    .text('text.main', [...asm('LDI32', { rd: 0, imm: 0 }), ...asm('CALL', { rs1: 0, imm: 0 }), ...asm('RET')])
    .define('_start', 'text.main', 0, { size: 16 })
    .reloc('text.main', 4, 'ABS32', 'message', { relax: true })
    .reloc('text.main', 8, 'PCREL12W', 'puts')
    .need('puts')
    .section('rodata.message', [104, 105, 0], 1)
    .define('message', 'rodata.message')
    .section('data', [1, 2, 3, 4, 5, 6])
    .bss('bss', 10, 8)
    .section('init_array', [0, 0, 0, 0])
    .reloc('init_array', 0, 'ABS32', '_start');
  const lib = new ObjectBuilder('puts.mvasm').text('text.puts', nops(2)).define('puts', 'text.puts').bss('bss', 3);
  return [
    main.input(),
    archive('libc.hxa', lib, new ObjectBuilder('unused.mvasm').text('text', nops(9)).define('unused', 'text')),
  ];
}

it('gives the same bytes and map for the same input, whatever the names of files', () => {
  const first = linked(program());
  const second = linked(program());
  expect(second.image).toEqual(first.image);
  expect(second.map).toBe(first.map);
  const renamed = program().map((input) => ({ ...input, name: `/elsewhere/${input.name}` }));
  expect(linked(renamed).image).toEqual(first.image);
});

it('does not depend on the order of symbols and relocations in an object', () => {
  const [main, lib] = program();
  if (main?.kind !== 'object' || lib === undefined) throw new Error('no program');
  const expected = linked([main, lib]).image;
  main.object.symbols.reverse();
  main.object.relocs.reverse();
  expect(linked([main, lib]).image).toEqual(expected);
});

it('does not change its inputs, so that an object can be linked again', () => {
  const inputs = program();
  const before = structuredClone(inputs);
  linked(inputs, { gcSections: true });
  expect(inputs).toEqual(before);
});

it('defines the linker symbols as the machine lays memory out', () => {
  const main = tiny()
    .section('rodata', [1, 2, 3])
    .section('data', new Array(4 * LINKER_SYMBOLS.length).fill(0))
    .bss('bss', 13);
  main.section('init_array', [0, 0, 0, 0, 0, 0, 0, 0]).section('fini_array', [0, 0, 0, 0]);
  for (const [i, name] of LINKER_SYMBOLS.entries()) main.reloc('data', 4 * i, 'ABS32', name);
  const { hxe } = linked([main.input()], { heap: 50, stack: 100 });
  const found = new Uint32Array(hxe.data.slice().buffer);
  const address = Object.fromEntries(LINKER_SYMBOLS.map((name, i) => [name, found[i]]));
  const layout = layoutOf(hxe.header);
  expect(address).toEqual({
    __ro_start: 0x100,
    __ro_end: 0x110,
    __init_array_start: 0x104,
    __init_array_end: 0x10c,
    __fini_array_start: 0x10c,
    __fini_array_end: 0x110,
    __data_start: layout.dataBase,
    __data_end: layout.dataEnd,
    __bss_start: layout.bssBase,
    __bss_end: layout.bssEnd,
    __heap_start: layout.heapBase,
    __heap_end: layout.heapEnd,
    __stack_base: layout.stackBase,
    __stack_limit: layout.stackLimit,
  });
  expect(layout.heapEnd - layout.heapBase).toBe(56);
  expect(layout.stackLimit - layout.stackBase).toBe(104);
});

it("lets an object's own definition of a linker symbol win", () => {
  const main = tiny()
    .section('data', [0, 0, 0, 0])
    .define('__heap_end', 'abs', 77)
    .reloc('data', 0, 'ABS32', '__heap_end');
  expect([...linked([main.input()]).hxe.data]).toEqual([77, 0, 0, 0]);
});

it('writes the map', () => {
  const { map } = linked(program(), { gcSections: true });
  expect(map).toBe(`Map of test

entry _start at 0x000004

code             24  0.0 % of 65536
rodata            8
data              0
bss               0
heap              0
stack          4096
ram            4096  data + bss + heap + stack
data space     4360  6.7 % of 65536
file            128

Archive members taken
  libc.hxa(puts.hxo) for puts

Code space
  0x000004      12  main.hxo(text.main)
  0x000004          _start
  0x000010       8  libc.hxa(puts.hxo)(text.puts)
  0x000010          puts

Data space
  0x000100       3  main.hxo(rodata.message)
  0x000100          message
  0x000104       4  main.hxo(init_array)

Linker symbols
  0x000100          __ro_start
  0x000108          __ro_end
  0x000104          __init_array_start
  0x000108          __init_array_end
  0x000108          __fini_array_start
  0x000108          __fini_array_end
  0x000108          __data_start
  0x000108          __data_end
  0x000108          __bss_start
  0x000108          __bss_end
  0x000108          __heap_start
  0x000108          __heap_end
  0x000108          __stack_base
  0x001108          __stack_limit

Sections left out
        6  main.hxo(data)
       10  main.hxo(bss)
        3  libc.hxa(puts.hxo)(bss)
`);
});

it('reports sizes that agree with the header', () => {
  const { sizes, hxe, image } = linked(program());
  expect(sizes).toMatchObject({
    code: hxe.header.codeLen,
    rodata: hxe.header.roLen,
    data: 6,
    bss: 15,
    stack: 4096,
    file: image.length,
  });
  expect(sizes?.ram).toBe(hxe.layout.stackLimit - hxe.layout.dataBase);
  if (sizes !== undefined) expect(formatSizes(sizes)).toMatch(/^code {13}24 {2}0\.0 % of 65536\n/);
});

it('writes name and flags', () => {
  const { header } = linked([tiny().input()], { appName: 'my-app.v2', allowMultiple: true }).hxe;
  expect(header).toMatchObject({ version: 3, appName: 'my-app.v2', flags: 2, entry: 4, codeLen: 8 });
  expect(linkErrors([tiny().input()], { appName: 'no spaces' })[0]).toContain('--app-name');
  expect(linkErrors([tiny().input()], { stack: -1, heap: 0.5 })).toHaveLength(2);
});

it('never throws for objects no reader would pass', () => {
  const odd = tiny();
  odd.object.sections.set('strange', { name: 'strange', bytes: new Uint8Array(4), size: 4, align: 4 });
  odd.object.sections.set('text.odd', { name: 'text.odd', bytes: new Uint8Array(3), size: 3, align: 4 });
  odd.object.sections.set('data.a', { name: 'data.a', bytes: new Uint8Array(4), size: 4, align: 3 });
  odd.object.sections.set('data.b', { name: 'data.b', bytes: new Uint8Array(4), size: 9, align: 4 });
  odd.object.sections.set('data.c', { name: 'data.c', bytes: new Uint8Array(4), size: 4, align: 2 ** 31 });
  odd.bss('bss.a', -8).bss('bss.b', Number.NaN).bss('bss.c', 1e300);
  odd.define('a', 'nowhere').define('b', 'text.start', 8).define('c', 'text.start', -4).define('d', 'abs', 0.5);
  odd.define('_start', 'text.start', 0);
  odd.object.caps.push('constructor' as 'ext');
  odd.reloc('text.odd', 0, 'ABS24', 'a');
  expect(linkErrors([odd.input()])).toHaveLength(14);
  expect(link([], { appName: 'x' }).diagnostics).toHaveLength(1);
});
