/** Objects made by hand, for tests of the linker alone. */
import {
  emptyObject,
  type ObjectFile,
  type ObjectSymbol,
  type Relocation,
  type RelocationType,
  type SymbolBinding,
} from '@hsx/image';
import { BY_MNEMONIC, encode, type Level, type Operands } from '@hsx/isa';
import type { LinkInput } from '../link.js';

/** One instruction's words. */
export function asm(mnemonic: string, operands: Operands = {}): number[] {
  const row = BY_MNEMONIC.get(mnemonic);
  if (row === undefined) throw new Error(`no ${mnemonic}`);
  return encode(row, operands);
}

/** Words as big-endian bytes. */
export function bigEndian(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setUint32(i * 4, word);
  return bytes;
}

/** `count` instructions that do nothing. */
export function nops(count: number): number[] {
  return new Array<number>(count).fill(asm('MOV', { rd: 0, rs1: 0 })[0] ?? 0);
}

/** Builds an object step by step; every method gives the builder back. */
export class ObjectBuilder {
  readonly object: ObjectFile;

  constructor(source = 'a.mvasm', isa: Level = 'ext') {
    this.object = emptyObject(source, isa);
  }

  text(name: string, words: readonly number[], align = 4): this {
    return this.section(name, bigEndian(words), align);
  }

  section(name: string, bytes: Uint8Array | readonly number[], align = 4): this {
    const contents = Uint8Array.from(bytes);
    this.object.sections.set(name, { name, bytes: contents, size: contents.length, align });
    return this;
  }

  bss(name: string, size: number, align = 4): this {
    this.object.sections.set(name, { name, bytes: new Uint8Array(0), size, align });
    return this;
  }

  define(name: string, section: string, value = 0, more: Partial<ObjectSymbol> = {}): this {
    const kind = section.startsWith('text') ? 'func' : 'object';
    this.object.symbols.push({ name, section, value, size: 0, bind: 'global', kind, ...more });
    return this;
  }

  /** A reference to a name that another object defines. */
  need(name: string, bind: SymbolBinding = 'global', more: Partial<ObjectSymbol> = {}): this {
    this.object.symbols.push({ name, section: 'undef', value: 0, size: 0, bind, kind: 'notype', ...more });
    return this;
  }

  reloc(section: string, offset: number, type: RelocationType, symbol: string, more: Partial<Relocation> = {}): this {
    this.object.relocs.push({ section, offset, type, symbol, addend: 0, ...more });
    return this;
  }

  entry(name: string): this {
    this.object.entry = name;
    return this;
  }

  /** As an input named after its source, `.mvasm` replaced by `.hxo`. */
  input(): LinkInput {
    return { kind: 'object', name: this.object.source.replace('.mvasm', '.hxo'), object: this.object };
  }
}

/** An archive of such objects, its members named after their sources. */
export function archive(name: string, ...members: ObjectBuilder[]): LinkInput {
  return {
    kind: 'archive',
    name,
    archive: {
      version: 1,
      members: members.map(({ object }) => ({ name: object.source.replace('.mvasm', '.hxo'), object })),
    },
  };
}

/** A program of one RET that starts at `_start`, to add things to. */
export function tiny(source = 'main.mvasm', isa: Level = 'ext'): ObjectBuilder {
  return new ObjectBuilder(source, isa).text('text.start', asm('RET')).define('_start', 'text.start', 0, { size: 4 });
}
