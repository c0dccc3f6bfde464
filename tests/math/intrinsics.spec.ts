/**
 * With -fno-math-errno clang makes LLVM's intrinsics of calls of math.h: each must give what the library's function gives, for half, float
 * and double.
 */
import { CollectingReporter, cacheFolder, findSdk, sdkLibrary, selectClang } from '@hsx/cc';
import { f16FromNumber } from '@hsx/isa';
import { describe, expect, it } from 'vitest';
import { compileIr, Guest } from '../../packages/llc/src/testing/guest.js';
import { bitsOfDouble, bitsOfFloat } from '../softfloat/operands.js';

const UNARY = [
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'exp', 'exp2', 'exp10', 'log', 'log2'],
  ...['log10', 'sqrt', 'floor', 'ceil', 'trunc', 'rint', 'nearbyint', 'round', 'roundeven', 'fabs'],
];
const BINARY = ['atan2', 'pow', 'copysign'];
/** What has an integer result. */
const TO_INTEGER = ['lrint', 'lround', 'llrint', 'llround'];

interface Type {
  readonly name: 'half' | 'float' | 'double';
  readonly suffix: string;
  readonly words: (x: number) => number[];
}

const TYPES: readonly Type[] = [
  { name: 'half', suffix: 'f16', words: (x) => [f16FromNumber(x)] },
  { name: 'float', suffix: 'f32', words: (x) => [Number(bitsOfFloat(x))] },
  {
    name: 'double',
    suffix: 'f64',
    words: (x) => [Number(bitsOfDouble(x) & 0xffff_ffffn), Number(bitsOfDouble(x) >> 32n)],
  },
];

/** What the library is called with: a half as a float. */
const wide = ({ name }: Type) => (name === 'half' ? 'float' : name);
const libraryName = (base: string, type: Type) => (type.name === 'double' ? base : `${base}f`);

/** `%NAME`, of the type, as the library's functions take it. */
const widened = (type: Type, name: string) =>
  type.name === 'half'
    ? `  %${name}.w = fpext half %${name} to float\n`
    : `  %${name}.w = fadd ${type.name} %${name}, -0.0\n`;

/** A function that calls the intrinsic, and one that calls the library. */
function pair(base: string, type: Type, count: number): string {
  const t = type.name;
  const names = ['x', 'y'].slice(0, count);
  const params = names.map((name) => `${t} %${name}`).join(', ');
  const args = names.map((name) => `${wide(type)} %${name}.w`).join(', ');
  const narrowed = t === 'half' ? '  %r = fptrunc float %s to half\n' : `  %r = fadd ${t} %s, -0.0\n`;
  return (
    `define ${t} @intrinsic.${base}.${t}(${params}) {\n  %r = call ${t} @llvm.${base}.${type.suffix}(${params})\n  ret ${t} %r\n}\n` +
    `define ${t} @library.${base}.${t}(${params}) {\n${names.map((name) => widened(type, name)).join('')}` +
    `  %s = call ${wide(type)} @${libraryName(base, type)}(${args})\n${narrowed}  ret ${t} %r\n}\n` +
    `declare ${t} @llvm.${base}.${type.suffix}(${names.map(() => t).join(', ')})\n`
  );
}

function integerPair(base: string, type: Type): string {
  const t = type.name;
  const i = base.startsWith('ll') ? 'i64' : 'i32';
  return (
    `define ${i} @intrinsic.${base}.${t}(${t} %x) {\n  %r = call ${i} @llvm.${base}.${i}.${type.suffix}(${t} %x)\n  ret ${i} %r\n}\n` +
    `define ${i} @library.${base}.${t}(${t} %x) {\n${widened(type, 'x')}  %r = call ${i} @${libraryName(base, type)}(${wide(type)} %x.w)\n  ret ${i} %r\n}\n` +
    `declare ${i} @llvm.${base}.${i}.${type.suffix}(${t})\n`
  );
}

/** The two results of llvm.sincos, and the library's sine and cosine through the intrinsics of these. */
function sincosPair(type: Type): string {
  const t = type.name;
  return ['sin', 'cos']
    .map(
      (which, i) =>
        `define ${t} @intrinsic.sincos.${which}.${t}(${t} %x) {\n  %p = call { ${t}, ${t} } @llvm.sincos.${type.suffix}(${t} %x)\n` +
        `  %r = extractvalue { ${t}, ${t} } %p, ${i}\n  ret ${t} %r\n}\n` +
        `define ${t} @library.sincos.${which}.${t}(${t} %x) {\n  %r = call ${t} @library.${which}.${t}(${t} %x)\n  ret ${t} %r\n}\n`,
    )
    .concat(`declare { ${t}, ${t} } @llvm.sincos.${type.suffix}(${t})\n`)
    .join('');
}

/** llvm.powi, and llvm.minimum and llvm.maximum, which are no functions of math.h. */
function others(type: Type): string {
  const t = type.name;
  return (
    `define ${t} @powi.${t}(${t} %x, i32 %n) {\n  %r = call ${t} @llvm.powi.${type.suffix}.i32(${t} %x, i32 %n)\n  ret ${t} %r\n}\n` +
    `declare ${t} @llvm.powi.${type.suffix}.i32(${t}, i32)\n` +
    ['minimum', 'maximum']
      .map(
        (base) =>
          `define ${t} @${base}.${t}(${t} %x, ${t} %y) {\n  %r = call ${t} @llvm.${base}.${type.suffix}(${t} %x, ${t} %y)\n  ret ${t} %r\n}\n` +
          `declare ${t} @llvm.${base}.${type.suffix}(${t}, ${t})\n`,
      )
      .join('')
  );
}

function moduleText(): string {
  const called = new Set<string>();
  const parts = TYPES.flatMap((type) => {
    for (const base of [...UNARY, ...BINARY]) {
      const w = wide(type);
      called.add(`declare ${w} @${libraryName(base, type)}(${BINARY.includes(base) ? `${w}, ${w}` : w})\n`);
    }
    for (const base of TO_INTEGER)
      called.add(`declare ${base.startsWith('ll') ? 'i64' : 'i32'} @${libraryName(base, type)}(${wide(type)})\n`);
    return [
      ...UNARY.map((base) => pair(base, type, 1)),
      ...BINARY.map((base) => pair(base, type, 2)),
      ...TO_INTEGER.map((base) => integerPair(base, type)),
      sincosPair(type),
      others(type),
    ];
  });
  return [...parts, ...called].join('');
}

const OPERANDS = [0.25, -0.75, 1.5, 2.5, -3, 0, -0, 10.625, 1000, Number.POSITIVE_INFINITY];

describe.each(['core', 'ext'] as const)('intrinsics at %s', (level) => {
  it('are the functions of the library', async () => {
    const { env } = process;
    const object = compileIr(moduleText(), level);
    const library = await sdkLibrary({
      sdk: findSdk(undefined, env),
      level,
      reporter: new CollectingReporter(),
      cacheFolder: cacheFolder(env),
      frontEnd: selectClang(undefined, env),
    });
    const wanted = object.symbols.filter(({ section }) => section === 'undef').map(({ name }) => name);
    const guest = new Guest([object], { libraries: [await library.select(wanted, () => true)] });
    const call = (name: string, type: Type, bits: number, args: number[]): string => {
      const { r0, r1 } = guest.call(`${name}.${type.name}`, args);
      return bits === 64 ? `${r1.toString(16)}:${r0.toString(16)}` : (bits === 16 ? r0 & 0xffff : r0).toString(16);
    };
    for (const type of TYPES) {
      const size = type.name === 'double' ? 64 : type.name === 'half' ? 16 : 32;
      for (const [k, x] of OPERANDS.entries()) {
        const y = OPERANDS[(k * 3 + 1) % OPERANDS.length] as number;
        const same = (base: string, bits: number, args: number[]) =>
          expect(call(`intrinsic.${base}`, type, bits, args), `${base}.${type.name}(${x}, ${y})`).toBe(
            call(`library.${base}`, type, bits, args),
          );
        for (const base of [...UNARY, 'sincos.sin', 'sincos.cos']) same(base, size, type.words(x));
        for (const base of BINARY) same(base, size, [...type.words(x), ...type.words(y)]);
        for (const base of TO_INTEGER) same(base, base.startsWith('ll') ? 64 : 32, type.words(x));
        const result = (name: string, args: number[]) => call(name, type, size, args);
        const value = (number: number) => {
          const [low = 0, high = 0] = type.words(number);
          return size === 64 ? `${high.toString(16)}:${low.toString(16)}` : low.toString(16);
        };
        expect(result('minimum', [...type.words(x), ...type.words(y)])).toBe(value(Math.min(x, y)));
        expect(result('maximum', [...type.words(x), ...type.words(y)])).toBe(value(Math.max(x, y)));
        expect(result('minimum', [...type.words(x), ...type.words(Number.NaN)])).toBe(value(Number.NaN));
        expect(result('maximum', [...type.words(Number.NaN), ...type.words(x)])).toBe(value(Number.NaN));
        // Exact: small integers and halves to small powers.
        if (Math.abs(x) < 4) expect(result('powi', [...type.words(x), 3])).toBe(value(x ** 3));
      }
      expect(call('powi', type, size, [...type.words(2), -3])).toBe(call('powi', type, size, [...type.words(0.5), 3]));
    }
  }, 300_000);
});
