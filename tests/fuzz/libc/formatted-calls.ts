/** Random calls of snprintf and sscanf. What C leaves undefined or to the implementation is not asked for. */
import type { Random } from '../random.js';
import { type Call, OPERATION, quoted, quotedFormat, RecordWriter } from './record.js';
import { anyInteger, CHARACTERS, floatText, validText } from './values.js';

/** An argument of driver.c: int, long long, double, or memory. */
type Argument = { kind: 0 | 1 | 2; value: bigint; shown: string } | { kind: 3; bytes: Uint8Array; shown: string };

const int = (n: number | bigint): Argument => {
  const value = BigInt.asIntN(32, BigInt(n));
  return { kind: 0, value, shown: String(value) };
};

const SPECIAL_DOUBLES = [
  0, -0, 1, -1, 0.5, 1.5, 2.5, 0.1, 9.5, 99.5, 0.000123456, 1e15, 1e16, 123456.5, 999999.5, 1e100,
];
const SPECIAL_PATTERNS = [0x7ff0n << 48n, 0xfff0n << 48n, 1n, 0x7fefn << 48n, (1n << 52n) - 1n, 0x8010n << 48n];

function anyDouble(random: Random): Argument {
  const view = new DataView(new ArrayBuffer(8));
  const draw = random.weighted([
    [3, () => view.setFloat64(0, random.pick(SPECIAL_DOUBLES))],
    [1, () => view.setBigUint64(0, random.pick(SPECIAL_PATTERNS))],
    [2, () => view.setFloat64(0, (random.below(2_000_000) - 1_000_000) / random.pick([1, 2, 8, 10, 1000, 4096]))],
    [2, () => view.setFloat64(0, Number(anyInteger(random)) / 2 ** random.below(40))],
    [1, () => view.setBigUint64(0, (BigInt(random.word()) << 32n) | BigInt(random.word()))],
  ]);
  draw();
  // A NaN's sign is the implementation's business.
  if (Number.isNaN(view.getFloat64(0))) view.setBigUint64(0, 0x7ff8n << 48n);
  const value = view.getBigUint64(0);
  return { kind: 2, value, shown: `${view.getFloat64(0)} /* 0x${value.toString(16)} */` };
}

function flags(random: Random, allowed: string): string {
  return Array.from({ length: random.below(4) }, () => random.pick([...allowed])).join('');
}

/** A conversion with its arguments, `left` at most. */
function conversion(random: Random, left: number): { text: string; arguments_: Argument[] } {
  const kind = random.weighted([
    [5, 'integer'],
    [5, 'float'],
    [2, 'string'],
    [1, 'character'],
    [1, 'count'],
    [1, 'wide'],
  ] as const);
  const before: Argument[] = [];
  const star = (value: number, most: number) => {
    if (before.length + 1 >= left || random.chance(0.6)) return String(value);
    before.push(int(random.chance(0.2) ? -random.below(most) : value));
    return '*';
  };
  const width = () => (random.chance(0.5) ? '' : star(random.between(1, random.pick([9, 40, 120])), 40));
  const precision = (most: number) =>
    random.chance(0.5) ? '' : `.${random.chance(0.1) ? '' : star(random.below(most), 9)}`;
  const make = (allowed: string, most: number, letter: string, last: Argument) => {
    const text = `%${flags(random, allowed)}${width()}${most === 0 ? '' : precision(most)}${letter}`;
    return { text, arguments_: [...before, last] };
  };
  if (kind === 'integer') {
    const letter = random.pick([...'diouxX']);
    const allowed = 'di'.includes(letter) ? '-+ 0' : letter === 'u' ? '-0' : '-#0';
    const size = random.pick(['', '', 'h', 'hh', '\x01', '\x02', '\x03', 'll', 'j']);
    const value = anyInteger(random);
    const wide = size === 'll' || size === 'j';
    const last: Argument = wide
      ? { kind: 1, value: BigInt.asUintN(64, value), shown: `${BigInt.asIntN(64, value)}LL` }
      : int(value);
    return make(allowed, random.pick([12, 50]), size + letter, last);
  }
  if (kind === 'float') {
    const most = random.pick([3, 20, 60, 330]);
    const letter = random.pick([...'eEfFgGaA']);
    // glibc writes 999999.5 as 1.e+06 with %#g, where C wants 1.00000e+06.
    const allowed = letter === 'g' || letter === 'G' ? '-+ 0' : '-+ #0';
    return make(allowed, most, random.pick(['', '', '\x01']) + letter, anyDouble(random));
  }
  if (kind === 'character') return make('-', 0, 'c', int(random.between(1, 255)));
  if (kind === 'count') {
    const size = random.pick(['', 'h', 'hh', '\x01', 'll', 'j']);
    return { text: `%${size}n`, arguments_: [{ kind: 3, bytes: new Uint8Array(16).fill(0xa5), shown: 'count' }] };
  }
  if (kind === 'wide') {
    const characters = Uint32Array.from({ length: random.below(9) }, () => random.pick(CHARACTERS));
    const shown = `L{${characters.join(', ')}}`;
    if (random.chance(0.3)) return make('-', 0, 'lc', int(random.pick(CHARACTERS)));
    return make('-', 14, 'ls', { kind: 3, bytes: new Uint8Array(characters.buffer), shown });
  }
  const text = Array.from({ length: random.below(30) }, () => random.between(1, 255));
  const shown = quoted(String.fromCharCode(...text));
  return make('-', random.pick([8, 40]), 's', { kind: 3, bytes: Uint8Array.from(text), shown });
}

/** Whether llc would choose the form without floating conversions, wide characters and %n. */
function isPlain(format: string): boolean {
  const conversions = format.replaceAll('%%', '').match(/%[^a-zA-Z]*(?:hh?|ll?|j|)[a-zA-Z]/g) ?? [];
  return !conversions.some((one) => /[eEfFgGaAn]$/.test(one) || /l[cs]$/.test(one));
}

function print(random: Random): Call {
  let format = '';
  const all: Argument[] = [];
  while (all.length < 3) {
    if (random.chance(0.5)) format += random.pick(['x', ' ', '%%', '\n', '\x80', 'ab']);
    if (random.chance(0.25)) break;
    const { text, arguments_ } = conversion(random, 3 - all.length);
    format += text;
    all.push(...arguments_);
  }
  const used = all.length;
  while (all.length < 3) all.push(int(7));
  const size = random.chance(0.7) ? 2900 : random.below(50);
  const plain = isPlain(format) && random.chance(0.5);
  const record = new RecordWriter(OPERATION.print)
    .byte(plain ? 1 : 0)
    .half(size)
    .text(format);
  for (const one of all) {
    record.byte(one.kind);
    if (one.kind === 3) record.block(one.bytes);
    else record.double(BigInt.asUintN(64, one.value));
  }
  const shown = all.slice(0, used).map((one) => `, ${one.shown}`);
  return {
    text: `${plain ? 'snprintf without floating conversions' : 'snprintf'}(to, ${size}, ${quotedFormat(format)}${shown.join('')})`,
    record: record.finish(),
  };
}

/** How many digits, a sign and a prefix included, every object of a length holds, for each base. */
const DIGITS: Readonly<Record<string, readonly [decimal: number, octal: number, hexadecimal: number]>> = {
  hh: [2, 2, 1],
  h: [4, 4, 3],
  '': [9, 9, 7],
  '\x01': [9, 9, 7],
  '\x02': [9, 9, 7],
  ll: [18, 20, 15],
  j: [18, 20, 15],
};

function inputConversion(random: Random, isFirst: boolean): { text: string; input: string; results: number } {
  const suppressed = random.chance(0.15) ? '*' : '';
  const results = suppressed === '' ? 1 : 0;
  const kind = random.weighted([
    [5, 'integer'],
    [5, 'float'],
    [2, 'text'],
    [2, 'set'],
    [1, 'characters'],
    [1, 'count'],
    [1, 'wide'],
  ] as const);
  if (kind === 'integer') {
    const size = random.pick(Object.keys(DIGITS));
    const letter = random.pick([...'diouxX']);
    // What is too large for its object is undefined, unless it has 64 bits. Any digits may get here, those of i may be hexadecimal.
    const [decimal, octal, hexadecimal] = DIGITS[size] as readonly [number, number, number];
    const most = { d: decimal, u: decimal, o: octal, i: hexadecimal, x: hexadecimal, X: hexadecimal }[letter] as number;
    const letters = 'xX'.includes(letter) ? '0123456789abcdefABCDEF' : letter === 'o' ? '01234567' : '0123456789';
    const digits = Array.from({ length: random.between(1, most) }, () => random.pick([...letters])).join('');
    const prefix = 'ixX'.includes(letter) && random.chance(0.3) ? random.pick(['0', '0x', '0X']) : '';
    const fits = (size === 'll' || size === 'j') && random.chance(0.5) ? '' : random.between(1, most);
    return {
      text: `%${suppressed}${fits}${size}${letter}`,
      input: random.pick(['', '', '-', '+']) + prefix + digits,
      results,
    };
  }
  if (kind === 'float') {
    const size = random.pick(['', 'l']);
    const input = floatText(random, ['', '', ' ', '.', 'x']);
    return { text: `%${suppressed}${size}${random.pick([...'aefgAEFG'])}`, input, results };
  }
  const word = () => Array.from({ length: random.between(1, 20) }, () => random.pick([...'abcdxyz019-]^.'])).join('');
  if (kind === 'text') return { text: `%${suppressed}${random.between(1, 20)}s`, input: word(), results };
  if (kind === 'characters') {
    const count = random.between(1, 9);
    return { text: `%${suppressed}${count === 1 ? '' : count}c`, input: `${word()}padding..`.slice(0, count), results };
  }
  if (kind === 'count') return { text: `%${random.pick(['', 'h', 'hh', '\x01', 'll', 'j'])}n`, input: '', results: 1 };
  // A conversion before it might end within a character: whether that is EOF or 0 then, libraries disagree.
  if (kind === 'wide' && isFirst)
    return {
      text: `%${suppressed}${random.between(1, 4)}${random.pick(['ls', 'lc', 'l[a-z]'])}`,
      input: Buffer.from(validText(random)).toString('latin1'),
      results,
    };
  const set = random.pick([
    'a-z',
    '^a-z',
    ']a',
    '^]',
    'abc',
    '^ \n',
    '-a',
    'a-',
    '0-9a-f',
    '^-x',
    ']',
    '^-]'.slice(0, 2),
  ]);
  return { text: `%${suppressed}${random.between(1, 20)}[${set}]`, input: word(), results };
}

/**
 * Input without what is the start of a longer number and does not match, as the standard has it, but not glibc: 0x without a digit,
 * within a width as well, e without an exponent, and nan(…), which glibc does not know here.
 */
function certain(text: string, format: string): string {
  const hexadecimal = /%\*?\d+(hh?|ll?|j|[^a-zA-Z])?[ixX]/.test(format) ? /(0)[xX]/g : /(0)[xX](?![0-9a-fA-F])/g;
  let made = text.replaceAll(hexadecimal, '$1y').replaceAll(/(nan)\(/gi, '$1 ');
  // A digit that is put in may itself stand before an e.
  for (let before = ''; before !== made; ) {
    before = made;
    made = made
      .replaceAll(/([0-9.][eE][-+]?)(?![-+0-9])/g, '$15')
      .replaceAll(/([0-9a-fA-F.][pP][-+]?)(?![-+0-9])/g, '$15');
  }
  return made;
}

function scan(random: Random): Call {
  let format = '';
  let text = '';
  let results = 0;
  for (let i = random.between(1, 5); i > 0 && results < 3; i--) {
    const one = inputConversion(random, format === '');
    const between = random.pick(['', ' ', ' ', ',', 'x', ' %% ', '\t\n']);
    format += one.text + between;
    text += one.input + (random.chance(0.9) ? between.replace('%%', '%') : random.pick(['', 'q', '  ']));
    results += one.results;
  }
  // Of %5c with less than five characters glibc thinks that it matches.
  if (/%\*?\d+(c|l)/.test(format)) text += '.'.repeat(70);
  else if (random.chance(0.15)) text = text.slice(0, random.below(text.length + 1));
  text = certain(text, format);
  const plain = isPlain(format.replaceAll('*', '')) && !format.includes('l[') && random.chance(0.5);
  return {
    text: `${plain ? '__hsx_sscanf_int' : 'sscanf'}(${quoted(text)}, ${quotedFormat(format)}, …)`,
    record: new RecordWriter(OPERATION.scan)
      .byte(plain ? 1 : 0)
      .text(format)
      .text(text)
      .finish(),
  };
}

export const FORMATTED = { print, scan };
