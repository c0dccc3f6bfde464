/** Random calls of library functions, each of them defined by the standard: what they give must not depend on whose library it is. */
import { Random } from '../random.js';
import { fileCalls } from './file-calls.js';
import { FORMATTED } from './formatted-calls.js';
import { type Call, OPERATION, quoted, RecordWriter } from './record.js';
import { anyInteger, CHARACTERS, EDGES, floatText, multibyteText } from './values.js';

type MakeCall = (random: Random) => Call;

const ARENA = 256;
const HALF = 128;

/** What may stand where in a call of a function of string.h: two places in the arena, and a length. */
type Shape = 'apart' | 'overlapping' | 'copy' | 'append' | 'read' | 'memory';

/** In the order of driver.c. */
const STRING_FUNCTIONS: readonly (readonly [string, Shape])[] = [
  ['memcpy', 'apart'],
  ['memmove', 'overlapping'],
  ['memset', 'memory'],
  ['memcmp', 'memory'],
  ['memchr', 'memory'],
  ['strlen', 'read'],
  ['strcpy', 'copy'],
  ['strncpy', 'copy'],
  ['strcat', 'append'],
  ['strncat', 'append'],
  ['strcmp', 'read'],
  ['strncmp', 'read'],
  ['strchr', 'read'],
  ['strrchr', 'read'],
  ['strstr', 'read'],
  ['strspn', 'read'],
  ['strcspn', 'read'],
  ['strpbrk', 'read'],
  ['strcoll', 'read'],
  ['strxfrm', 'copy'],
  ['stpcpy', 'copy'],
  ['stpncpy', 'copy'],
  ['strnlen', 'read'],
  ['strchrnul', 'read'],
  ['strcasestr', 'read'],
  ['memccpy', 'apart'],
  ['mempcpy', 'apart'],
  ['memrchr', 'memory'],
  ['memmem', 'memory'],
  ['strcasecmp', 'read'],
  ['strncasecmp', 'read'],
  ['strlcpy', 'copy'],
  ['strlcat', 'append'],
  ['bcmp', 'memory'],
  ['bcopy', 'overlapping'],
  ['bzero', 'memory'],
  ['index', 'read'],
  ['rindex', 'read'],
  ['strtok', 'read'],
  ['strtok_r', 'read'],
  ['strsep', 'read'],
  ['strdup', 'read'],
  ['strndup', 'read'],
  ['memset_explicit', 'memory'],
  ['ffs', 'read'],
];

/** Few different bytes, so that they meet; upper halves, so that signs show. */
const ALPHABETS: readonly Uint8Array[] = ['ab', 'aAbB ,', 'abc\x80\xff', '\x01\x7f\x80\x81\xfe\xff'].map((text) =>
  Buffer.from(text, 'latin1'),
);

/** Bytes of one alphabet with a NUL now and then, and one at the end of each half. */
function arenaContent(random: Random): Uint8Array {
  const alphabet = random.pick(ALPHABETS);
  const ends = random.pick([0.01, 0.05, 0.2]);
  const bytes = Uint8Array.from({ length: ARENA }, () =>
    random.chance(ends) ? 0 : (alphabet[random.below(alphabet.length)] as number),
  );
  // What stands twice is found, and compares equal for a while.
  if (random.chance(0.5)) bytes.copyWithin(random.between(HALF, HALF + 40), random.below(40), random.between(40, 80));
  bytes[HALF - 1] = 0;
  bytes[ARENA - 1] = 0;
  return bytes;
}

function stringCall(random: Random): Call {
  const index = random.below(STRING_FUNCTIONS.length);
  const [name, shape] = STRING_FUNCTIONS[index] as (typeof STRING_FUNCTIONS)[number];
  const content = arenaContent(random);
  let n = random.weighted([
    [3, random.below(10)],
    [2, random.below(40)],
    [1, random.below(90)],
  ]);
  let a = random.below(12);
  let b = HALF + random.below(12);
  if (shape === 'overlapping') {
    a = random.below(60);
    b = random.chance(0.5) ? a + random.below(12) : random.below(60);
  } else if (shape === 'copy') {
    content[b + 100] = 0;
  } else if (shape === 'append') {
    // Both strings fit the first half.
    content[random.between(12, 50)] = 0;
    content[b + random.below(60)] = 0;
    n = Math.min(n, 60);
  } else if (shape === 'read') {
    // The separators of strtok must not change under its hands.
    if (random.chance(0.3) && !/^str(tok|sep)/.test(name)) b = a + random.below(20);
    // Some needles are short.
    if (random.chance(0.6)) content[b + random.below(6)] = 0;
    if (random.chance(0.05)) n = 0xffff;
  }
  const c = random.chance(0.8) ? (content[random.below(ARENA)] as number) : random.word();
  const record = new RecordWriter(OPERATION.strings).byte(index).byte(a).byte(b).half(n).word(c).block(content);
  const shown = Buffer.from(content).toString('latin1');
  return {
    text: `${name}(a, b, n, c) with a = arena + ${a}, b = arena + ${b}, n = ${n}, c = ${c}; arena = ${quoted(shown)}`,
    record: record.finish(),
  };
}

const WIDE_FUNCTIONS = [
  ...['wcslen', 'wcscpy', 'wcsncpy', 'wcscat', 'wcsncat', 'wcscmp', 'wcsncmp', 'wcschr', 'wcsrchr', 'wcsstr'],
  ...['wcsspn', 'wcscspn', 'wcspbrk', 'wcstok', 'wmemcpy', 'wmemmove', 'wmemset', 'wmemcmp', 'wmemchr'],
];

function wideStringCall(random: Random): Call {
  const index = random.below(WIDE_FUNCTIONS.length);
  const name = WIDE_FUNCTIONS[index] as string;
  const alphabet = random.pick([
    [0x61, 0x62],
    [0x61, 0x161, 0x10061, 0x7fffffff],
  ]);
  const words = Uint32Array.from({ length: ARENA / 4 }, () => (random.chance(0.1) ? 0 : random.pick(alphabet)));
  words[31] = 0;
  words[63] = 0;
  const appends = name === 'wcscat' || name === 'wcsncat';
  let b = 32 + random.below(4);
  if (appends) words[random.between(4, 12)] = 0;
  if (appends) words[b + random.below(14)] = 0;
  if (random.chance(0.5)) words[b + random.below(4)] = 0;
  const a = random.below(4);
  if (name === 'wmemmove') b = random.below(8);
  const n = appends ? random.below(14) : random.below(26);
  const c = random.chance(0.1) ? 0 : random.pick(alphabet);
  const record = new RecordWriter(OPERATION.wideStrings).byte(index).byte(a).byte(b).half(n).word(c);
  return {
    text: `${name}(a, b, n, c) with a = arena + ${a}, b = arena + ${b}, n = ${n}, c = ${c}; arena = {${words.join(', ')}}`,
    record: record.block(new Uint8Array(words.buffer)).finish(),
  };
}

const INTEGER_FUNCTIONS = ['strtoll', 'strtoull', 'strtoimax', 'strtoumax', 'strtol', 'strtoul', 'atoll'];
const SPACE = ' \t\n\v\f\r';

function spaces(random: Random): string {
  return random.chance(0.7) ? '' : Array.from({ length: random.below(4) }, () => random.pick([...SPACE])).join('');
}

function integerCall(random: Random): Call {
  const index = random.below(INTEGER_FUNCTIONS.length);
  const name = INTEGER_FUNCTIONS[index] as string;
  const isAtoll = name === 'atoll';
  const base = isAtoll ? 10 : random.chance(0.5) ? random.pick([0, 8, 10, 16]) : random.between(2, 36);
  const counted = base === 0 ? random.pick([8, 10, 16]) : base;
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, counted);
  let digits = random.chance(0.3)
    ? (random.pick(EDGES) / (random.chance(0.2) ? BigInt(counted) : 1n)).toString(counted)
    : Array.from({ length: random.below(random.pick([4, 12, isAtoll ? 18 : 70])) }, () =>
        random.pick([...letters]),
      ).join('');
  if (isAtoll) digits = digits.slice(0, 18);
  if (random.chance(0.3)) digits = digits.toUpperCase();
  const prefix = random.weighted([
    [4, ''],
    [1, '0'],
    [1, random.pick(['0x', '0X'])],
  ]);
  const tail = random.pick(['', '', ' ', 'g', 'z', '-', '.5', '\x80', 'x', '9']);
  const text = spaces(random) + random.pick(['', '', '-', '+', '+-', '- ']) + prefix + digits + tail;
  return {
    text: `${name}(${quoted(text)}, &end, ${base})`,
    record: new RecordWriter(OPERATION.integers).byte(index).byte(base).text(text).finish(),
  };
}

const FLOAT_FUNCTIONS = ['strtod', 'strtof', 'atof'];

function floatCall(random: Random): Call {
  const index = random.below(FLOAT_FUNCTIONS.length);
  const text = spaces(random) + floatText(random, ['', '', ' ', 'e', 'e+', 'p', 'f', '.', 'x']);
  return {
    text: `${FLOAT_FUNCTIONS[index]}(${quoted(text)}, &end)`,
    record: new RecordWriter(OPERATION.floats).byte(index).text(text).finish(),
  };
}

function arithmeticCall(random: Random): Call {
  const index = random.below(7);
  let a = BigInt.asIntN(64, anyInteger(random));
  let b = BigInt.asIntN(64, anyInteger(random));
  // Not 0 and not -1 as divisors, not the least number for abs: those have no result.
  if (index < 4 && BigInt.asIntN(32, b) + 1n <= 1n && BigInt.asIntN(32, b) + 1n >= 0n) b = 7n;
  if (index < 4 && (b === -1n || b === 0n)) b = 7n;
  if (index >= 4 && index <= 5 && (BigInt.asIntN(32, a) === -(1n << 31n) || a === -(1n << 63n))) a = -5n;
  const name = ['div', 'ldiv', 'lldiv', 'imaxdiv', 'abs, labs', 'llabs, imaxabs', 'difftime'][index];
  return {
    text: `${name}(${a}, ${b})`,
    record: new RecordWriter(OPERATION.arithmetic).byte(index).double(a).double(b).finish(),
  };
}

function sortCall(random: Random): Call {
  const size = random.between(1, 17);
  const count = random.below(random.pick([3, 12, 50]));
  const values = random.pick([2, 4, 256]);
  const bytes = (n: number) => Uint8Array.from({ length: n }, () => random.below(values));
  const content = bytes(size * count);
  if (random.chance(0.3)) content.sort();
  const at = random.below(count + 1);
  const key = at === count ? bytes(size) : content.slice(at * size, (at + 1) * size);
  const offset = random.below(5);
  const record = new RecordWriter(OPERATION.sorting).byte(offset).byte(size).byte(count).block(content).block(key);
  return {
    text: `qsort, bsearch of ${count} elements of ${size} bytes, base + ${offset}: {${content.join(', ')}}, key {${key.join(', ')}}`,
    record: record.finish(),
  };
}

function characterCall(random: Random): Call {
  const c = random.below(257) - 1;
  return {
    text: `the functions of ctype.h and wctype.h for ${c}`,
    record: new RecordWriter(OPERATION.characters).half(c + 1).finish(),
  };
}

function multibyteCall(random: Random): Call {
  const index = random.below(6);
  const bytes = multibyteText(random);
  const piece = random.between(1, 6);
  const limit = random.below(14);
  const name = ['mbrtowc', 'mbrtoc16', 'mbrtoc32', 'mbsrtowcs', 'mbstowcs', 'mbtowc'][index];
  return {
    text: `${name} of ${quoted(Buffer.from(bytes).toString('latin1'))}, in pieces of ${piece}, at most ${limit}`,
    record: new RecordWriter(OPERATION.multibyte).byte(index).byte(piece).byte(limit).block(bytes).finish(),
  };
}

function fromWideCall(random: Random): Call {
  const index = random.below(5);
  const characters = Uint32Array.from({ length: random.between(1, 10) }, () =>
    random.chance(0.05) ? random.pick([0xd800, 0xdfff, 0x80000000, 0xffffffff]) : random.pick(CHARACTERS),
  );
  const limit = random.below(30);
  const name = ['wcrtomb', 'c32rtomb', 'wcsrtombs', 'wcstombs', 'wctomb'][index];
  const record = new RecordWriter(OPERATION.fromWide).byte(index).byte(limit);
  return {
    text: `${name} of {${characters.join(', ')}}, at most ${limit} bytes`,
    record: record.block(new Uint8Array(characters.buffer)).finish(),
  };
}

/** Seconds of the years 1000 to 9999, some of them at the turn of a year. */
function anyTime(random: Random): bigint {
  const year = random.chance(0.5) ? random.between(1890, 2110) : random.between(1000, 9999);
  const start = BigInt(Date.UTC(year, 0, 1)) / 1000n;
  if (random.chance(0.4)) return start + BigInt(random.between(-500_000, 700_000));
  return start + BigInt(random.below(366 * 86400));
}

function dateCall(random: Random): Call {
  const index = random.below(3);
  const record = new RecordWriter(OPERATION.dates).byte(index);
  if (index === 0) {
    const when = anyTime(random);
    return { text: `gmtime(${when})`, record: record.double(when).finish() };
  }
  if (index === 1) {
    const off = random.pick([30, 1000, 100_000]);
    const parts = [0, 0, 0, 1, 0].map((least) => least + random.between(random.chance(0.4) ? -off : 0, off));
    // Months and days of a year move it by less than 8600 years, and asctime's year has four digits.
    parts[4] = random.between(-200, 200);
    parts[5] = random.between(-300, 2000);
    for (const part of parts) record.word(part);
    return { text: `mktime of {${parts.join(', ')}} (s, min, h, day, month, year)`, record: record.finish() };
  }
  const when = anyTime(random);
  // Not Z, the name of the zone: glibc has GMT.
  const conversions = [...'aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYz%', 'Ec', 'EC', 'Ex', 'EX', 'Ey', 'EY', 'Od', 'Oe', 'OH'];
  const format = Array.from(
    { length: random.below(8) },
    () => `${random.pick(['', ' ', ':', 'x'])}%${random.pick([...conversions, 'OI', 'Om', 'OM', 'OS', 'Ou', 'OU'])}`,
  ).join('');
  const size = random.chance(0.7) ? 500 : random.below(60);
  return {
    text: `strftime(to, ${size}, ${quoted(format)}, gmtime(${when}))`,
    record: record.double(when).half(size).text(format).finish(),
  };
}

function heapCall(random: Random): Call {
  const steps = random.between(1, 150);
  const most = random.pick([20, 100, 600, 3000]);
  const record = new RecordWriter(OPERATION.heap).half(steps);
  const shown: string[] = [];
  for (let i = 0; i < steps; i++) {
    const what = random.below(6);
    const block = random.below(24);
    const size = random.chance(0.05) ? 0xffff : random.below(most);
    record.byte(what).byte(block).half(size);
    shown.push(`${['malloc', 'calloc', 'aligned_alloc', 'realloc', 'realloc', 'free'][what]} ${block} ${size}`);
  }
  return { text: `a heap after: ${shown.join('; ')}`, record: record.finish() };
}

const KINDS: readonly (readonly [number, MakeCall])[] = [
  [6, stringCall],
  [2, wideStringCall],
  [8, FORMATTED.print],
  [8, FORMATTED.scan],
  [3, integerCall],
  [4, floatCall],
  [1, arithmeticCall],
  [1, sortCall],
  [1, characterCall],
  [2, multibyteCall],
  [1, fromWideCall],
  [3, dateCall],
  [1, heapCall],
  [3, fileCalls],
];

/** The call of a seed. */
export function makeCall(seed: number): Call {
  const random = new Random(seed);
  return random.weighted(KINDS)(random);
}
