/** vsscanf against a table from C11 7.21.6.2, and round trips through vsnprintf. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LEVELS, LibraryGuest, randomWords } from './library-guest.js';

const LONG = process.env.MODE === 'long';
const CASES = LONG ? 50_000 : 300;
if (LONG) vi.setConfig({ testTimeout: 3_600_000 });
const FORMAT = 256;
const ARGUMENTS = 512;
const INPUT = 1024;
/** Where results go: one object each 64 bytes. */
const RESULTS = 2048;
const SLOT = 64;
const UNTOUCHED = 0xee;

/** How a result is looked at: an integer of so many bits, a float, a string, or bytes without an end. */
type Kind =
  | 'i8'
  | 'i16'
  | 'i32'
  | 'i64'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 'f32'
  | 'f64'
  | 'str'
  | 'wide'
  | `bytes${number}`;
type Result = number | bigint | string | undefined;

describe.each(LEVELS)('formatted input at %s', (level) => {
  let guest: LibraryGuest;
  beforeAll(async () => {
    guest = await LibraryGuest.load(level, ['vsscanf', '__hsx_vsscanf_int', 'vsnprintf']);
  }, 300_000);

  /** Calls the function with pointers to objects of these kinds; gives its result and what it stored, undefined where nothing. */
  function scan(input: string, format: string, kinds: readonly Kind[], name = 'vsscanf'): [number, ...Result[]] {
    guest.write(FORMAT, Buffer.from(`${format}\0`, 'latin1'));
    guest.write(INPUT, Buffer.from(`${input}\0`, 'latin1'));
    guest.write(RESULTS, new Uint8Array(SLOT * Math.max(1, kinds.length)).fill(UNTOUCHED));
    guest.write(
      ARGUMENTS,
      new Uint8Array(Uint32Array.from([...kinds, 'str'], (_, i) => guest.arena + RESULTS + i * SLOT).buffer),
    );
    const count = guest.call(name, guest.arena + INPUT, guest.arena + FORMAT, guest.arena + ARGUMENTS);
    return [count, ...kinds.map((kind, i) => resultOf(kind, guest.read(RESULTS + i * SLOT, SLOT)))];
  }

  it.each<[string, string, Kind[], number, ...Result[]]>([
    // Integers: white space, signs, prefixes, ends.
    ['12 34', '%d%d', ['i32', 'i32'], 2, 12, 34],
    [' \t\n-12+34', '%d%d', ['i32', 'i32'], 2, -12, 34],
    ['12x', '%d%d', ['i32', 'i32'], 1, 12, undefined],
    ['x', '%d', ['i32'], 0, undefined],
    ['', '%d', ['i32'], -1, undefined],
    ['  \n', '%d', ['i32'], -1, undefined],
    ['1', '%d%d', ['i32', 'i32'], 1, 1, undefined],
    ['- 1', '%d', ['i32'], 0, undefined],
    ['+-1', '%d', ['i32'], 0, undefined],
    ['0x1f 077 19', '%i%i%i', ['i32', 'i32', 'i32'], 3, 31, 63, 19],
    ['08', '%i%d', ['i32', 'i32'], 2, 0, 8],
    ['0xg', '%i%c', ['i32', 'bytes1'], 0, undefined, undefined],
    ['0x', '%x', ['u32'], 0, undefined],
    ['0xG', '%x', ['u32'], 0, undefined],
    ['-0x1F ff 0', '%x%X%x', ['u32', 'u32', 'u32'], 3, 0xffff_ffe1, 255, 0],
    ['7778', '%o%d', ['u32', 'i32'], 2, 0o777, 8],
    ['4294967295', '%u', ['u32'], 1, 0xffff_ffff],
    ['0xdeadbeef deadbeef', '%p%p', ['u32', 'u32'], 2, 0xdead_beef, 0xdead_beef],
    // Widths end a field, signs and prefixes included.
    ['12345', '%2d%2d%d', ['i32', 'i32', 'i32'], 3, 12, 34, 5],
    ['-12', '%1d', ['i32'], 0, undefined],
    ['-12', '%2d%d', ['i32', 'i32'], 2, -1, 2],
    ['0x12', '%3x%d', ['u32', 'i32'], 2, 1, 2],
    ['0x12', '%2x', ['u32'], 0, undefined],
    ['0x12', '%1x%c', ['u32', 'bytes1'], 2, 0, 'x'],
    ['   12', '%1d%d', ['i32', 'i32'], 2, 1, 2],
    // Lengths.
    [
      '127 32767 2147483647 9223372036854775807',
      '%hhd%hd%ld%lld',
      ['i8', 'i16', 'i32', 'i64'],
      4,
      127,
      32767,
      2147483647,
      2n ** 63n - 1n,
    ],
    [
      '-128 -32768 -2147483648 -9223372036854775808',
      '%hhi%hi%li%ji',
      ['i8', 'i16', 'i32', 'i64'],
      4,
      -128,
      -32768,
      -2147483648,
      -(2n ** 63n),
    ],
    [
      '255 65535 1 18446744073709551615',
      '%hhu%hu%zu%llu',
      ['u8', 'u16', 'u32', 'u64'],
      4,
      255,
      65535,
      1,
      2n ** 64n - 1n,
    ],
    ['-1 -1 -1', '%hhu%tu%llx', ['u8', 'u32', 'u64'], 3, 255, 0xffff_ffff, 2n ** 64n - 1n],
    // Out of range: the nearest number.
    [
      '128 99999 2147483648 9223372036854775808',
      '%hhd%hd%d%lld',
      ['i8', 'i16', 'i32', 'i64'],
      4,
      127,
      32767,
      2147483647,
      2n ** 63n - 1n,
    ],
    [
      '-129 -99999 -2147483649 -9223372036854775809',
      '%hhd%hd%d%jd',
      ['i8', 'i16', 'i32', 'i64'],
      4,
      -128,
      -32768,
      -2147483648,
      -(2n ** 63n),
    ],
    ['256 -99999999999 18446744073709551616', '%hhu%u%llu', ['u8', 'u32', 'u64'], 3, 255, 0xffff_ffff, 2n ** 64n - 1n],
    ['99999999999999999999999999999999999999 1', '%d%d', ['i32', 'i32'], 2, 2147483647, 1],
    // Text that must be there.
    ['1,2', '%d,%d', ['i32', 'i32'], 2, 1, 2],
    ['1 ,2', '%d,%d', ['i32', 'i32'], 1, 1, undefined],
    ['1 ,\t2', '%d ,%d', ['i32', 'i32'], 2, 1, 2],
    ['a1', 'a%d', ['i32'], 1, 1],
    ['b1', 'a%d', ['i32'], 0, undefined],
    ['', 'a%d', ['i32'], -1, undefined],
    ['50 %', '%d%%%n', ['i32', 'i32'], 1, 50, 4],
    ['50 x', '%d%%%d', ['i32', 'i32'], 1, 50, undefined],
    ['x \t y', 'x y%n', ['i32'], 0, 5],
    ['', '', [], 0],
    ['abc', '', [], 0],
    ['', ' ', [], 0],
    // Suppressed conversions and %n.
    ['1 2 3', '%d%*d%d', ['i32', 'i32'], 2, 1, 3],
    ['1 2', '%*d%*d', [], 0],
    ['12 ab', '%d %n%s%n', ['i32', 'i32', 'str', 'i32'], 2, 12, 3, 'ab', 5],
    ['ab', '%hhn%s%hn%*n%lln', ['i8', 'str', 'i16', 'i64'], 1, 0, 'ab', 2, 2n],
    // Strings and characters.
    [' ab  cd ', '%s%s', ['str', 'str'], 2, 'ab', 'cd'],
    ['abcd', '%3s%s', ['str', 'str'], 2, 'abc', 'd'],
    ['   ', '%s', ['str'], -1, undefined],
    ['ab c', '%c%c%c%c', ['bytes1', 'bytes1', 'bytes1', 'bytes1'], 4, 'a', 'b', ' ', 'c'],
    ['ab cd', '%4c%c', ['bytes4', 'bytes1'], 2, 'ab c', 'd'],
    ['ab', '%3c', ['bytes2'], 0, 'ab'],
    ['', '%c', ['bytes1'], -1, undefined],
    [' x', ' %c', ['bytes1'], 1, 'x'],
    ['\u00ff', '%s', ['str'], 1, '\u00ff'],
    // Sets.
    ['aabbc', '%[a]%[b]%c', ['str', 'str', 'bytes1'], 3, 'aa', 'bb', 'c'],
    ['aabbc', '%[^b]%s', ['str', 'str'], 2, 'aa', 'bbc'],
    [']x]y', '%[]x]%s', ['str', 'str'], 2, ']x]', 'y'],
    ['a]b', '%[^]]%s', ['str', 'str'], 2, 'a', ']b'],
    ['^a', '%[a^]', ['str'], 1, '^a'],
    ['x-zq', '%[a-x-]%s', ['str', 'str'], 2, 'x-', 'zq'],
    ['-a-', '%[-a]', ['str'], 1, '-a-'],
    ['az09_', '%[a-z0-9]%c', ['str', 'bytes1'], 2, 'az09', '_'],
    ['abc', '%[x]%s', ['str', 'str'], 0, undefined, undefined],
    [' a', '%[a]', ['str'], 0, undefined],
    ['line one\nrest', '%[^\n]%c%s', ['str', 'bytes1', 'str'], 3, 'line one', '\n', 'rest'],
    ['hello', '%2[a-z]%*[l]%s', ['str', 'str'], 2, 'he', 'o'],
    ['a\u00e9b', '%[\u0080-\u00ffa]', ['str'], 1, 'a\u00e9'],
    ['', '%[a]', ['str'], -1, undefined],
    // What is no conversion matches nothing.
    ['1', '%y', ['i32'], 0, undefined],
    ['1', '%', ['i32'], 0, undefined],
  ])('%j by %j', (input, format, kinds, ...expected) => {
    expect(scan(input, format, kinds)).toEqual(expected);
    expect(scan(input, format, kinds, '__hsx_vsscanf_int')).toEqual(expected);
  });

  it.each<[string, string, Kind[], number, ...Result[]]>([
    ['1.5 -2.5e3 .25 3.', '%f%lf%Lf%f', ['f32', 'f64', 'f64', 'f32'], 4, 1.5, -2500, 0.25, 3],
    ['0x1.8p1 0X.8', '%a%lA', ['f32', 'f64'], 2, 3, 0.5],
    ['1e5x', '%e%c', ['f32', 'bytes1'], 2, 1e5, 'x'],
    // The longest start of a number is taken, and is none.
    ['100ergs', '%f', ['f32'], 0, undefined],
    ['1e+', '%lg', ['f64'], 0, undefined],
    ['0x', '%f', ['f32'], 0, undefined],
    ['0x.p', '%f', ['f32'], 0, undefined],
    ['.', '%f', ['f32'], 0, undefined],
    ['-', '%f', ['f32'], 0, undefined],
    ['', '%f', ['f32'], -1, undefined],
    ['inf -INFINITY', '%f%lf', ['f32', 'f64'], 2, Infinity, -Infinity],
    ['infi', '%f', ['f32'], 0, undefined],
    ['nan nan(a_1) NAN(', '%f%lf%f', ['f32', 'f64', 'f32'], 2, NaN, NaN, undefined],
    ['12345', '%2f%2lf%f', ['f32', 'f64', 'f32'], 3, 12, 34, 5],
    ['1.25e3', '%4f%lf', ['f32', 'f64'], 1, 1.25, undefined],
    ['1.5e23', '%5lf%d', ['f64', 'i32'], 2, 1.5e2, 3],
    ['1 2', '%*f%lf', ['f64'], 1, 2],
    // Each is rounded once, to its own type.
    ['16777217 16777217', '%f%lf', ['f32', 'f64'], 2, 16777216, 16777217],
    ['1.00000005960464477540', '%f', ['f32'], 1, 1 + 2 ** -23],
    ['1e400 1e-400', '%lf%lf', ['f64', 'f64'], 2, Infinity, 0],
    // Wide characters, from UTF-8.
    ['\u00e2\u0082\u00acx y', '%ls%lc', ['wide', 'wide'], 2, '\u20acx', ' '],
    ['\u00c3\u00a9\u00f0\u009f\u0098\u0080z', '%2lc%c', ['wide', 'bytes1'], 2, '\u00e9\u{1f600}', 'z'],
    ['\u00c3\u00a9\u00c3\u00a9z', '%1ls%l[^z]', ['wide', 'wide'], 2, '\u00e9', '\u00e9'],
    ['ab', '%*ls', [], 0],
    ['a', '%2lc', ['wide'], 0, 'a'],
    ['\u00c3', '%ls', ['wide'], -1, undefined],
    ['1 \u00c3x', '%d%ls', ['i32', 'wide'], 1, 1, undefined],
    ['\u00ed\u00a0\u0080', '%lc', ['wide'], -1, undefined],
  ])('%j by %j', (input, format, kinds, ...expected) => {
    expect(scan(input, format, kinds)).toEqual(expected);
  });

  it('reads what vsnprintf writes', () => {
    const random = randomWords(5);
    const bytes = new DataView(new ArrayBuffer(24));
    for (let round = 0; round < CASES; round++) {
      const bits = (BigInt(random()) << 32n) | BigInt(random());
      const everyday = (bits & ~(0x7ffn << 52n)) | (BigInt(1000 + (random() % 50)) << 52n);
      const int = random();
      bytes.setInt32(4, int | 0, true);
      bytes.setBigUint64(8, everyday, true);
      bytes.setBigUint64(16, bits, true);
      guest.write(ARGUMENTS, new Uint8Array(bytes.buffer));
      const double = round % 2 === 0 ? '%.17g' : '%a';
      const integer = ['%d %lf %llx', '%i %lf %llx', '%x %lf %llx', '%o %lf %llx', '%u %lf %llx'][round % 5] ?? '';
      guest.write(FORMAT, Buffer.from(`${integer.replace('%lf', double)}\0`));
      guest.call('vsnprintf', guest.arena + INPUT, 256, guest.arena + FORMAT, guest.arena + ARGUMENTS + 4);
      const text = Buffer.from(guest.read(INPUT, 256)).toString('latin1').replace(/\0.*/s, '');
      const number = new DataView(new ArrayBuffer(8));
      number.setBigUint64(0, everyday);
      expect(scan(text, integer, ['i32', 'f64', 'u64']), text).toEqual([3, int | 0, number.getFloat64(0), bits]);
    }
  });
});

function resultOf(kind: Kind, slot: Uint8Array): Result {
  const view = new DataView(slot.buffer, slot.byteOffset);
  const size = kind.startsWith('bytes')
    ? Number(kind.slice(5))
    : kind === 'str'
      ? 1
      : kind === 'wide'
        ? 4
        : Number(kind.slice(1)) / 8;
  // Nothing beyond an object may change.
  if (kind !== 'str' && kind !== 'wide' && !slot.subarray(size).every((byte) => byte === UNTOUCHED)) return 'too much';
  if (slot.subarray(0, size).every((byte) => byte === UNTOUCHED)) return undefined;
  switch (kind) {
    case 'i8':
      return view.getInt8(0);
    case 'i16':
      return view.getInt16(0, true);
    case 'i32':
      return view.getInt32(0, true);
    case 'i64':
      return view.getBigInt64(0, true);
    case 'u8':
      return view.getUint8(0);
    case 'u16':
      return view.getUint16(0, true);
    case 'u32':
      return view.getUint32(0, true);
    case 'u64':
      return view.getBigUint64(0, true);
    case 'f32':
      return view.getFloat32(0, true);
    case 'f64':
      return view.getFloat64(0, true);
    case 'str':
      return Buffer.from(slot.subarray(0, slot.indexOf(0))).toString('latin1');
    case 'wide': {
      let text = '';
      for (let at = 0; at < SLOT; at += 4) {
        const code = view.getUint32(at, true);
        if (code === 0 || code === 0xeeee_eeee) break;
        text += String.fromCodePoint(code);
      }
      return text;
    }
    default:
      return Buffer.from(slot.subarray(0, size)).toString('latin1');
  }
}
