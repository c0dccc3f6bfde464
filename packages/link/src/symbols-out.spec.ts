import { readEmbeddedSym, readSym, writeSym } from '@hsx/image';
import { decode } from '@hsx/isa';
import { expect, it } from 'vitest';
import { linkErrors, linked } from './testing/linked.js';
import { asm, nops, ObjectBuilder } from './testing/object-builder.js';

/** Two functions with a relaxed load in the first, line rows before, at and behind it, and some data. */
function program() {
  const main = new ObjectBuilder('main.mvasm')
    .text('text', [
      ...asm('LDI32', { rd: 0, imm: 0 }),
      ...asm('LDI32', { rd: 1, imm: 123456789 }),
      ...nops(1),
      ...asm('RET'),
    ])
    .define('_start', 'text', 0, { size: 20, line: 2 })
    .define('inner', 'text', 20, { bind: 'local', line: 7 })
    .define('.Lprivate', 'text', 16, { bind: 'local', kind: 'notype' })
    .define('label', 'text', 16, { bind: 'local', kind: 'notype' })
    .reloc('text', 4, 'ABS32', 'count', { relax: true })
    .section('data', [1, 0, 0, 0, 2, 0, 0, 0])
    .define('count', 'data', 4, { size: 4 })
    .define('hidden', 'data', 0, { size: 4, bind: 'local' })
    .text('text.unused', nops(1))
    .define('unused', 'text.unused');
  main.object.debug = {
    files: ['main.c', 'other.c'],
    lines: [
      { section: 'text', offset: 16, file: 1, line: 30, column: 0 },
      { section: 'text', offset: 0, file: 0, line: 10, column: 3 },
      { section: 'text', offset: 8, file: 0, line: 11, column: 5 },
      { section: 'text.unused', offset: 0, file: 0, line: 99, column: 0 },
    ],
    mvasm: [
      { section: 'text', offset: 0, line: 2 },
      { section: 'text', offset: 8, line: 3 },
      { section: 'text', offset: 20, line: 8 },
    ],
  };
  return main;
}

it('names functions, variables, labels and the line of every instruction, moved by relaxation', () => {
  const { sym, hxe, word } = linked([program().input()], { gcSections: true, outputName: 'out.hxe' });
  expect(sym?.hxe_path).toBe('out.hxe');
  expect(sym?.hxe_crc).toBe(hxe.header.crc32);
  expect(sym?.symbols.functions).toEqual([
    { name: '_start', linkage_name: '_start', address: 4, size: 16, file: 'main.c', line: 10 },
    { name: 'inner', linkage_name: 'inner', address: 20, size: 4, file: 'other.c', line: 30 },
  ]);
  expect(sym?.symbols.variables).toEqual([
    { name: 'hidden', address: 0x100, size: 4, scope: 'main.mvasm', type: '' },
    { name: 'count', address: 0x104, size: 4, scope: 'global', type: '' },
  ]);
  expect(sym?.symbols.labels).toEqual({ '0x0004': ['_start'], '0x0010': ['label'], '0x0014': ['inner'] });
  expect(sym?.instructions).toEqual([
    { pc: 4, word: word(4), function: '_start', file: 'main.c', line: 10, column: 3, mvasm_line: 2 },
    { pc: 8, word: word(8), function: '_start', file: 'main.c', line: 11, column: 5, mvasm_line: 3 },
    { pc: 16, word: word(16), function: '_start', file: 'other.c', line: 30, column: 0, mvasm_line: 3 },
    { pc: 20, word: word(20), function: 'inner', file: 'other.c', line: 30, column: 0, mvasm_line: 8 },
  ]);
  expect(decode(word(4))?.insn.mnemonic).toBe('LDI');
  expect(sym?.memory_regions.map(({ name, start, end }) => [name, start, end])).toEqual([
    ['code', 0, 24],
    ['data', 0x100, 0x108],
    ['stack', 0x108, 0x1108],
  ]);
});

it('is accepted by the reader of symbol files', () => {
  const { sym } = linked([program().input()]);
  if (sym === undefined) throw new Error('no symbols');
  expect(readSym(writeSym(sym))).toEqual(sym);
});

it('gives functions without a size their extent, and islands a name', () => {
  const main = new ObjectBuilder('main.mvasm', 'core')
    .text('text', [...asm('CALL', { rs1: 0, imm: 0 }), ...nops(3)])
    .define('_start', 'text')
    .define('alias', 'text')
    .define('second', 'text', 8)
    .reloc('text', 0, 'PCREL12W', 'far')
    .text('text.pad', nops(2100))
    .text('text.far', nops(1))
    .define('far', 'text.far');
  const { sym } = linked([main.input()]);
  expect(sym?.symbols.functions.map(({ name, address, size }) => [name, address, size])).toEqual([
    ['_start', 4, 8],
    ['alias', 4, 8],
    ['second', 12, 8],
    ['__island_far', 20, 16],
    ['far', 8436, 4],
  ]);
  expect(sym?.instructions.filter(({ function: name }) => name === '__island_far').map(({ pc }) => pc)).toEqual([
    20, 28, 32,
  ]);
  expect(sym?.instructions.every(({ pc }, i, all) => i === 0 || pc > (all[i - 1]?.pc ?? 0))).toBe(true);
});

it('goes into the image when asked', () => {
  const plain = linked([program().input()]);
  const result = linked([program().input()], { embedSym: true });
  expect(result.hxe.header.flags).toBe(4);
  if (plain.sym === undefined) throw new Error('no symbols');
  expect(readEmbeddedSym(result.hxe)).toEqual({ ...plain.sym, hxe_crc: 0 });
  expect(linked([program().input()], { embedSym: true }).image).toEqual(result.image);
});

it('is refused when it does not fit a section', () => {
  const main = new ObjectBuilder('main.mvasm').text('text', nops(16_000)).define('_start', 'text');
  let state = 1;
  for (let i = 0; i < 8000; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    main.define(`f${state.toString(36)}${i}`, 'text', 8 * i);
  }
  expect(linkErrors([main.input()], { embedSym: true })[0]).toMatch(/the symbols need .*compressed.*\n.*--emit-sym/);
});
