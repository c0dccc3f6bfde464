import { expect, it } from 'vitest';
import { linked } from './testing/linked.js';
import { archive, asm, nops, ObjectBuilder, tiny } from './testing/object-builder.js';

/** Sections that a collecting link keeps. */
function kept(inputs: Parameters<typeof linked>[0]): string[] {
  const { map } = linked(inputs, { gcSections: true });
  return [...map.matchAll(/^ {2}0x\w+ +\d+ {2}\S+\(([^()]+)\)$/gm)].map((match) => match[1] ?? '');
}

it('keeps what the entry reaches, through every kind of section, and drops the rest', () => {
  const main = tiny()
    .text('text.start', asm('LDI32', { rd: 0, imm: 0 }))
    .reloc('text.start', 4, 'ABS32', 'table')
    .section('rodata.table', [0, 0, 0, 0])
    .define('table', 'rodata.table')
    .reloc('rodata.table', 0, 'ABS32', 'f')
    .text('text.f', nops(1))
    .define('f', 'text.f')
    .text('text.unused', nops(100))
    .define('unused', 'text.unused')
    .reloc('text.unused', 0, 'ABS24', 'f')
    .bss('bss.unused', 1000)
    .section('data.difference', [0, 0])
    .reloc('text.f', 0, 'DIFF32', 'table', { minus: 'd' })
    .define('d', 'data.difference');
  expect(kept([main.input()])).toEqual(['text.start', 'text.f', 'rodata.table', 'data.difference']);
  const all = linked([main.input()]);
  expect(all.sizes?.bss).toBe(1000);
  expect(linked([main.input()], { gcSections: true }).map).toContain(
    'Sections left out\n      400  main.hxo(text.unused)',
  );
});

it('keeps init and fini arrays, command handlers and what is in keep', () => {
  const main = tiny();
  for (const name of ['ctor', 'dtor', 'handler', 'kept', 'other'])
    main.text(`text.${name}`, nops(1)).define(name, `text.${name}`);
  main
    .section('init_array', [0, 0, 0, 0])
    .reloc('init_array', 0, 'ABS32', 'ctor')
    .section('fini_array', [0, 0, 0, 0])
    .reloc('fini_array', 0, 'ABS32', 'dtor')
    .bss('bss.section', 4);
  main.object.keep.push('kept', 'bss.section', 'no such name');
  main.object.metadata.commands.push({
    group: 1,
    id: 2,
    flags: 0,
    auth: 0,
    handler: 'handler',
    name: 'h',
    help: '',
    group_name: '',
  });
  expect(kept([main.input()])).toEqual([
    'text.start',
    'text.ctor',
    'text.dtor',
    'text.handler',
    'text.kept',
    'init_array',
    'fini_array',
    'bss.section',
  ]);
});

it('collects cycles that nothing reaches and walks long chains', () => {
  const main = tiny();
  const n = 5000;
  for (let i = 0; i < n; i++) {
    main.text(`text.f${i}`, asm('JMP', { imm: 0 })).define(`f${i}`, `text.f${i}`, 0, { bind: 'local' });
    main.reloc(`text.f${i}`, 0, 'ABS24', `f${(i + 1) % n}`);
  }
  expect(kept([main.input()])).toEqual(['text.start']);
  main.reloc('text.start', 0, 'ABS24', 'f0');
  expect(kept([main.input()])).toHaveLength(n + 1);
});

it('reserves a heap when malloc is in the image', () => {
  const lib = () =>
    archive('libc.hxa', new ObjectBuilder('malloc.mvasm').text('text.malloc', nops(1)).define('malloc', 'text.malloc'));
  const main = tiny().need('malloc').reloc('text.start', 0, 'PCREL12W', 'malloc');
  expect(linked([tiny().input(), lib()]).hxe.header.heapSize).toBe(0);
  expect(linked([main.input(), lib()]).hxe.header.heapSize).toBe(16384);
  expect(linked([main.input(), lib()], { heap: 100 }).hxe.header.heapSize).toBe(104);
  expect(linked([main.input(), lib()], { heap: 0, stack: 1024 }).hxe.header).toMatchObject({
    heapSize: 0,
    stackSize: 1024,
  });
  expect(linked([tiny().input()]).hxe.header.stackSize).toBe(4096);
});
