/** vsnprintf of the library, called with arguments laid out as a variadic call has them. */
import type { Level } from '@hsx/isa';
import { LibraryGuest } from './library-guest.js';

/** Words as numbers, 64-bit integers and the patterns of doubles as bigints, strings by their address. */
export type Argument = number | bigint | string | null;

const ARGUMENTS = 1024;
const STRINGS = 1536;
const OUTPUT = 4096;
/** Bytes behind the room that must stay as they are. */
const GUARD = 16;

export class FormatGuest {
  readonly guest: LibraryGuest;

  private constructor(guest: LibraryGuest) {
    this.guest = guest;
  }

  static async load(level: Level, ...others: string[]): Promise<FormatGuest> {
    return new FormatGuest(await LibraryGuest.load(level, ['vsnprintf', ...others]));
  }

  /** The text that the function leaves in `size` bytes, and its result; throws when it writes beyond them. */
  format(text: string, args: readonly Argument[], size = 2048, name = 'vsnprintf'): { text: string; count: number } {
    const { guest } = this;
    const words = new DataView(new ArrayBuffer(512));
    // Where a list of arguments begins modulo 8 must not matter: what is 8-aligned lies at an 8-aligned address.
    let at = 4;
    let strings = STRINGS;
    for (const argument of args) {
      if (typeof argument === 'bigint') {
        at = (at + 7) & ~7;
        words.setBigUint64(at, BigInt.asUintN(64, argument), true);
        at += 8;
      } else {
        let word = argument ?? 0;
        if (typeof word === 'string') {
          const bytes = Buffer.from(`${word}\0`, 'latin1');
          guest.write(strings, bytes);
          word = guest.arena + strings;
          strings += bytes.length;
        }
        words.setUint32(at, word >>> 0, true);
        at += 4;
      }
    }
    guest.write(ARGUMENTS, new Uint8Array(words.buffer, 0, Math.max(8, at)));
    guest.write(0, Buffer.from(`${text}\0`, 'latin1'));
    guest.write(OUTPUT + size, new Uint8Array(GUARD).fill(0xee));
    const count = guest.call(name, guest.arena + OUTPUT, size, guest.arena, guest.arena + ARGUMENTS + 4);
    if (!guest.read(OUTPUT + size, GUARD).every((byte) => byte === 0xee))
      throw new Error(`${text} wrote beyond its room`);
    const output = guest.read(OUTPUT, Math.min(size, Math.max(count, 0) + 1));
    const end = output.indexOf(0);
    return { text: Buffer.from(output.subarray(0, Math.max(0, end))).toString('latin1'), count };
  }
}
