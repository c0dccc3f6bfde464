/** Code of one image: executed by every instance of it, out of reach of guest loads and stores. */
import { BY_OPCODE } from '@hsx/isa';

/** Little-endian hosts keep the bytes of a word in the other order than images do. */
export const LITTLE_ENDIAN_HOST = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Opcodes that a machine without the extended set does not have. */
export const EXT_OPCODES: ReadonlySet<number> = new Set(
  BY_OPCODE.flatMap((insn, op) => (insn?.level === 'ext' ? [op] : [])),
);

/** Code words of an image. */
export class CodeSpace {
  /** The buffer it lives in: the words and one more, which is 0. */
  readonly buffer: ArrayBuffer;
  /** Bytes of code. */
  readonly length: number;
  /** The image's words as signed numbers, then a 0: running on past the end meets an undefined opcode. */
  readonly words: Int32Array;
  /** The words as the hot interpreter sees them: opcodes it must not execute for this image are 0 there. */
  insns: Int32Array;
  /** The buffer behind `insns` when that is not `words`. */
  insnsBuffer: ArrayBuffer | undefined;

  constructor(buffer: ArrayBuffer, length: number) {
    this.buffer = buffer;
    this.length = length;
    this.words = new Int32Array(buffer, 0, (length >>> 2) + 1);
    this.insns = this.words;
  }

  /** Bytes of buffer that code of `length` bytes needs. */
  static bytesFor(length: number): number {
    return length + 4;
  }

  /** Puts image bytes at a byte offset of the code space, converted to host words. */
  write(offset: number, bytes: Uint8Array): void {
    const target = new Uint8Array(this.buffer);
    for (let i = 0; i < bytes.length; i++) target[(offset + i) ^ 3] = bytes[i] as number;
  }

  /** A copy of the image's bytes (big-endian words), `length` bytes from `address`; the caller checks the range. */
  read(address: number, length: number): Uint8Array {
    const source = new Uint8Array(this.buffer);
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) bytes[i] = source[(address + i) ^ 3] as number;
    return bytes;
  }

  /** Whether any word, instruction or literal, has one of these opcodes in its top byte. */
  holds(opcodes: ReadonlySet<number>): boolean {
    return this.words.some((word) => opcodes.has(word >>> 24));
  }

  /** Hides opcodes from the hot interpreter; `buffer` holds the copy in which they are 0. */
  hide(opcodes: ReadonlySet<number>, buffer: ArrayBuffer): void {
    const insns = new Int32Array(buffer, 0, this.words.length);
    for (let i = 0; i < insns.length; i++) {
      const word = this.words[i] as number;
      insns[i] = opcodes.has(word >>> 24) ? 0 : word;
    }
    this.insns = insns;
    this.insnsBuffer = buffer;
  }
}
