/** CRC-32 as in zlib, PNG and Ethernet: polynomial 0x04C11DB7 reflected, start and final value inverted (formats.md §2). */

/** The polynomial with its bits reversed. */
const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** A running CRC-32 for data that arrives in pieces. The pieces' borders do not matter. */
export class Crc32 {
  #state = 0xffffffff;

  /** Takes in `bytes[start..end)`. */
  update(bytes: Uint8Array, start = 0, end = bytes.length): this {
    let state = this.#state;
    // `i` stays inside the array and the table has an entry for every byte, so the reads are defined.
    for (let i = start; i < end; i++) state = (state >>> 8) ^ (TABLE[(state ^ (bytes[i] as number)) & 0xff] as number);
    this.#state = state;
    return this;
  }

  /** The CRC of everything so far, 0..0xFFFFFFFF. More may follow. */
  get value(): number {
    return ~this.#state >>> 0;
  }
}

/** The CRC-32 of `bytes`, 0..0xFFFFFFFF. */
export function crc32(bytes: Uint8Array): number {
  return new Crc32().update(bytes).value;
}
