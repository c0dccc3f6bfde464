/**
 * A section while it is assembled. Text holds *elastic items*, whose size is known only when all labels are: compare-and-branch
 * instructions (one word, or two when the target is far), `LI` of something not known yet, and alignment. They take no bytes in the
 * buffer; a position therefore counts the bytes and the elastic items before it, and gets its offset by `offsetOf` once
 * layout.ts has set the sizes.
 */
import { NAME_LENGTH_MAX, sectionKind } from '@hsx/image';
import type { Instruction, Operands } from '@hsx/isa';
import type { Node, Value } from './expression.js';
import { LIMITS } from './limits.js';
import type { Place } from './source.js';
import type { Position } from './symbols.js';

/** Instructions, initialised memory, or space without contents. */
export type ContentKind = 'text' | 'data' | 'bss';

/** CB or CBI to a label; `long` is the inverted condition over a JMP. */
export interface ElasticBranch {
  readonly kind: 'branch';
  readonly at: number;
  readonly place: Place;
  readonly insn: Instruction;
  readonly operands: Operands;
  readonly target: Node;
  size: number;
  /** An error has been reported. */
  broken: boolean;
}

/** NOPs up to a multiple of `align`. */
export interface ElasticAlign {
  readonly kind: 'align';
  readonly at: number;
  readonly align: number;
  size: number;
}

/** `LI rd, …` with a symbol, or with a constant that is not known yet. */
export interface ElasticLoad {
  readonly kind: 'load';
  readonly at: number;
  readonly place: Place;
  readonly rd: number;
  readonly node: Node;
  /** Set by layout.ts when it is a number. */
  value: Value | undefined;
  /** Set by layout.ts: the linker may shrink it. */
  relax: boolean;
  size: number;
  /** An error has been reported. */
  broken: boolean;
}

export type Elastic = ElasticBranch | ElasticAlign | ElasticLoad;

/** A field of an instruction word, or a datum, that an expression fills. */
export interface Field {
  /** For messages: `LDI`'s `immediate`, `.word`'s `value`. */
  readonly what: string;
  readonly bits: number;
  readonly signed: boolean;
  /** Bit where the field begins. */
  readonly shift: number;
  /** What a symbol in it becomes; without it only constants may stand there. */
  readonly relocation:
    | 'SIMM12'
    | 'UIMM12'
    | 'SIMM20'
    | 'ABS24'
    | 'PCREL12W'
    | 'ABS32'
    | 'DATA8'
    | 'DATA16'
    | 'DATA32'
    | undefined;
  readonly hint?: string;
}

/** A place to be filled when everything is known. */
export interface Fixup {
  /** Of the word or the datum. */
  readonly offset: number;
  readonly elastics: number;
  readonly field: Field;
  readonly node: Node;
  readonly place: Place;
}

/** How a section of this name is assembled (formats.md §1), or `undefined` for a name that is none. */
export function contentKind(name: string): ContentKind | undefined {
  if (name.length > NAME_LENGTH_MAX) return undefined;
  const kind = sectionKind(name);
  return kind === undefined || kind === 'text' || kind === 'bss' ? kind : 'data';
}

const SMALL = 256;

export class Section {
  readonly elastics: Elastic[] = [];
  readonly fixups: Fixup[] = [];
  /** Bytes so far, without the elastic items. */
  length = 0;
  align: number;
  /** Elastic items before this index are followed by an alignment that the linker must not disturb. */
  barrier = 0;
  /** `grown[i]` bytes come from the elastic items before item i; set by layout.ts. */
  grown: number[] = [0];
  /** `relaxable[i]` items before item i may be shrunk by the linker; set by layout.ts. */
  relaxable: number[] = [0];
  private buffer: Uint8Array;

  constructor(
    readonly name: string,
    readonly kind: ContentKind,
  ) {
    const array = name === 'init_array' || name === 'fini_array';
    // Plain sections are for hand-written code, which expects words to be aligned; suffixed ones say what they need.
    this.align = kind === 'text' || array || !name.includes('.') ? 4 : 1;
    this.buffer = new Uint8Array(kind === 'bss' ? 0 : SMALL);
  }

  get here(): Position {
    return { section: this, offset: this.length, elastics: this.elastics.length };
  }

  /** Whether `count` more bytes are within the limits. */
  hasRoom(count: number): boolean {
    return this.length + 8 * this.elastics.length + count <= LIMITS.sectionBytes;
  }

  /** Appends a word as text has it: most significant byte first. */
  word(value: number): void {
    const at = this.reserve(4);
    const { buffer } = this;
    buffer[at] = value >>> 24;
    buffer[at + 1] = value >>> 16;
    buffer[at + 2] = value >>> 8;
    buffer[at + 3] = value;
  }

  /** Appends a datum of `size` bytes in the section's byte order. */
  datum(value: number, size: number): void {
    const at = this.reserve(size);
    putDatum(this.buffer, at, value, size, this.kind === 'text');
  }

  bytes(values: ArrayLike<number>): void {
    const at = this.reserve(values.length);
    this.buffer.set(values, at);
  }

  /** Appends `count` bytes of `value`; in bss it only counts them. */
  fill(count: number, value: number): void {
    if (this.kind === 'bss') {
      this.length += count;
      return;
    }
    const at = this.reserve(count);
    if (value !== 0) this.buffer.fill(value, at, at + count);
  }

  /** The bytes collected so far, without the elastic items. */
  collected(): Uint8Array {
    return this.buffer.subarray(0, this.kind === 'bss' ? 0 : this.length);
  }

  /** Where a position lies in the finished section. */
  offsetOf(offset: number, elastics: number): number {
    return offset + (this.grown[elastics] ?? 0);
  }

  private reserve(count: number): number {
    const at = this.length;
    const needed = at + count;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.length = needed;
    return at;
  }
}

/** Writes a datum of 1, 2 or 4 bytes. */
export function putDatum(bytes: Uint8Array, at: number, value: number, size: number, bigEndian: boolean): void {
  for (let i = 0; i < size; i++) bytes[bigEndian ? at + size - 1 - i : at + i] = value >>> (8 * i);
}
