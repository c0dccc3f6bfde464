/**
 * Random objects are linked and every relocation is then checked from outside: a slow model finds the sections by the map
 * file, walks original and final instructions side by side, and asks what a load loads and where a branch arrives.
 */
import { layoutOf, type ObjectFile, type Relocation } from '@hsx/image';
import { decode } from '@hsx/isa';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Linked, linked } from './testing/linked.js';
import type { ObjectBuilder } from './testing/object-builder.js';
import { randomObjects } from './testing/random-objects.js';

/** `expect` is too slow for every word of every program. */
function same<T>(found: T, expected: T): void {
  if (!Object.is(found, expected)) expect(found).toBe(expected);
}

class Model {
  /** Final address of each original offset, per section label. */
  private readonly places = new Map<string, Map<number, number>>();
  private readonly starts = new Map<string, number>();
  readonly layout;

  constructor(
    private readonly objects: readonly ObjectFile[],
    private readonly result: Linked,
  ) {
    this.layout = layoutOf(result.hxe.header);
    for (const [, at, size, label] of result.map.matchAll(/^ {2}0x(\w+) +(\d+) {2}(\S+)$/gm)) {
      this.starts.set(label ?? '', Number.parseInt(at ?? '', 16));
      expect(Number(size)).toBeGreaterThanOrEqual(0);
    }
    for (const object of objects) {
      for (const section of object.sections.values())
        if (section.name.startsWith('text')) this.walk(object, section.name);
    }
  }

  private label(object: ObjectFile, section: string): string {
    return `${object.source.replace('.mvasm', '.hxo')}(${section})`;
  }

  /** Steps over both forms of a section; everything without a relocation must be what it was. */
  private walk(object: ObjectFile, name: string): void {
    const bytes = object.sections.get(name)?.bytes ?? new Uint8Array(0);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const relocs = new Map(
      object.relocs.filter(({ section }) => section === name).map((reloc) => [reloc.offset, reloc]),
    );
    const places = new Map<number, number>();
    let pc = this.starts.get(this.label(object, name)) ?? Number.NaN;
    for (let offset = 0; offset < bytes.length; ) {
      places.set(offset, pc);
      const before = view.getUint32(offset);
      const after = this.result.word(pc);
      const literal = before >>> 24 === 0x60;
      const relaxed = literal && after >>> 24 !== 0x60;
      if (relaxed) same(relocs.get(offset + 4)?.relax, true);
      else if (!relocs.has(offset) && after !== before) throw new Error(`the word at ${offset} of ${name} changed`);
      // A literal that is gone has its place between the load and what follows.
      if (literal) places.set(offset + 4, pc + 4);
      offset += literal ? 8 : 4;
      pc += literal && !relaxed ? 8 : 4;
    }
    places.set(bytes.length, pc);
    this.places.set(this.label(object, name), places);
  }

  /** Final address of a symbol plus an addend in the object's own offsets. */
  address(name: string, addend: number): number {
    for (const object of this.objects) {
      const symbol = object.symbols.find((candidate) => candidate.name === name && candidate.section !== 'undef');
      if (symbol === undefined) continue;
      const label = this.label(object, symbol.section);
      const places = this.places.get(label);
      if (places === undefined) return (this.starts.get(label) ?? Number.NaN) + symbol.value + addend;
      const offset = symbol.value + addend;
      const size = object.sections.get(symbol.section)?.size ?? 0;
      if (offset > size) return (places.get(size) ?? Number.NaN) + offset - size;
      // Between words: as far behind the last one, but not behind the next.
      const boundary = offset - (offset % 4);
      const limit = places.get(boundary + 4) ?? Number.MAX_SAFE_INTEGER;
      return Math.min((places.get(boundary) ?? Number.NaN) + offset - boundary, limit);
    }
    throw new Error(`${name} is nowhere`);
  }

  outputStart(name: string): number {
    const section =
      this.objects.flatMap(({ symbols }) => symbols).find((symbol) => symbol.name === name)?.section ?? '';
    if (section.startsWith('text')) return 0;
    return section === 'data' ? this.layout.dataBase : section === 'bss' ? this.layout.bssBase : this.layout.roBase;
  }

  check(object: ObjectFile, reloc: Relocation): void {
    const value = this.address(reloc.symbol, reloc.addend);
    const label = this.label(object, reloc.section);
    if (!reloc.section.startsWith('text')) {
      this.checkData(reloc, value, (this.starts.get(label) ?? 0) + reloc.offset);
      return;
    }
    const at = (offset: number) => this.places.get(label)?.get(offset) ?? Number.NaN;
    if (reloc.relax === true) {
      const load = at(reloc.offset - 4);
      const literal = load + 4 < this.result.hxe.code.length ? this.result.word(load + 4) : 0;
      same(decode(this.result.word(load), literal)?.imm, value);
      return;
    }
    const pc = at(reloc.offset);
    const word = this.result.word(pc);
    const insn = decode(word);
    switch (reloc.type) {
      case 'PCREL12W':
      case 'PCREL12B': {
        const direct = insn?.insn.mnemonic === 'CALLA' ? insn.imm : pc + 4 * (insn?.imm ?? Number.NaN);
        const arrives = direct === value ? direct : this.throughIsland(direct);
        same(arrives, value);
        break;
      }
      case 'ABS24':
      case 'SIMM20':
        same(insn?.imm, value);
        break;
      case 'LO16':
        same(word, ((0xa5a5 << 16) | (value & 0xffff)) >>> 0);
        break;
      default:
        same(word, value);
    }
  }

  /** Where an island leads: a JMP, or LDI32 R15, t; PUSH R15; RET. */
  private throughIsland(at: number): number {
    const first = decode(this.result.word(at), at + 4 < this.result.hxe.code.length ? this.result.word(at + 4) : 0);
    if (first?.insn.mnemonic === 'LDI32') {
      expect([first.rd, this.result.word(at + 8), this.result.word(at + 12)]).toEqual([15, 0x400f0000, 0x25000000]);
    } else same(first?.insn.mnemonic, 'JMP');
    return first?.imm ?? Number.NaN;
  }

  private checkData({ type, minus, symbol, addend }: Relocation, value: number, address: number): void {
    const { hxe } = this.result;
    const inData = address >= this.layout.dataBase;
    const bytes = inData ? hxe.data : hxe.rodata;
    const at = address - (inData ? this.layout.dataBase : this.layout.roBase);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const half = view.getUint16(at, true);
    if (type === 'ABS32') same(view.getUint32(at, true), value);
    else if (type === 'ABS16') same(half, value);
    else if (type === 'LO16') same(half, value % 65536);
    else if (type === 'HI16') same(half, 0);
    else if (type === 'OFF16') same(half, value - this.outputStart(symbol));
    else {
      const difference = this.address(symbol, 0) - this.address(minus ?? '', 0) + addend;
      if (type === 'DIFF32') same(view.getInt32(at, true), difference);
      else same(half, difference);
    }
  }
}

const options = { codeLimit: 1 << 20, gcSections: false };

function inputsOf(objects: ObjectBuilder[]) {
  return objects.map((object) => object.input());
}

it('every relocation of random programs leads where it should, and the bytes are the same twice', () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, relax) => {
      const objects = randomObjects(seed);
      const result = linked(inputsOf(objects), { ...options, relax });
      const model = new Model(
        objects.map(({ object }) => object),
        result,
      );
      for (const { object } of objects) for (const reloc of object.relocs) model.check(object, reloc);
      expect(linked(inputsOf(randomObjects(seed)), { ...options, relax }).image).toEqual(result.image);
    }),
    { numRuns: 25 },
  );
});
