/** Random expressions of a given type over the objects in scope, without undefined behaviour. */
import {
  BOOL,
  F16,
  F32,
  F64,
  I8,
  I16,
  I32,
  I64,
  type Leaf,
  leaves,
  type RecordType,
  randomInteger,
  randomScalar,
  type Scalar,
  type Type,
  U8,
  U16,
  U32,
  U64,
} from './c-types.js';
import type { Callable, Place, UnitState } from './program-state.js';
import type { Random } from './random.js';

const FLOAT_LITERALS = [
  '0.0',
  '1.0',
  '-1.0',
  '1.5',
  '-2.25',
  '0.1',
  '3.0e4',
  '1.0e-3',
  '-7.0',
  '255.5',
  '6.0e-8',
  '100000.0',
];
const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='];

export class ExpressionWriter {
  readonly unit: UnitState;
  readonly random: Random;
  readonly scope: Place[];
  /** How often the code being written runs, and how much of the budget is spent. */
  multiplier = 1;
  spent = 0;
  readonly budget: number;

  constructor(unit: UnitState, scope: readonly Place[], budget: number) {
    this.unit = unit;
    this.random = unit.random;
    this.scope = [...scope];
    this.budget = budget;
  }

  /** An expression of type `type`; `depth` bounds its nesting. */
  expression(type: Scalar, depth: number): string {
    if (depth <= 0 || this.random.chance(0.1)) return this.atom(type);
    return type.kind === 'float' ? this.floatExpression(type, depth) : this.intExpression(type, depth);
  }

  /** A constant or an object's value. */
  atom(type: Scalar): string {
    if (this.random.chance(0.3)) return this.literal(type);
    const leaf = this.readable();
    if (leaf === undefined) return this.literal(type);
    // A narrow bit-field would be promoted to int whatever its declared type is.
    const text = leaf.bits === undefined ? leaf.path : `(${leaf.type.name})${leaf.path}`;
    return this.convert(text, leaf.type, type);
  }

  literal(type: Scalar): string {
    const { random } = this;
    if (type.kind === 'float') {
      const text = random.chance(0.6) ? random.pick(FLOAT_LITERALS) : `${random.between(-3000, 3000)}.0`;
      return type === F64 ? `(${text})` : type === F32 ? `(${text}f)` : `HALF(${text}f)`;
    }
    if (type === BOOL) return random.pick(['0', '1']);
    const value = random.weighted<() => bigint>([
      [6, () => BigInt(random.between(-9, 20))],
      [3, () => (1n << BigInt(random.below(type.bits))) - BigInt(random.below(2))],
      [2, () => -(1n << BigInt(random.below(type.bits)))],
      [3, () => (BigInt(random.word()) << 32n) | BigInt(random.word())],
      [2, () => BigInt(random.between(-70000, 70000))],
    ])();
    return integerLiteral(value, type);
  }

  convert(text: string, from: Scalar, to: Scalar): string {
    if (from === to) return text;
    if (to === F16) return `HALF(${text})`;
    if (to.kind === 'float' || from.kind === 'int') return `(${to.name})(${text})`;
    if (to === BOOL) return `(${text} != 0)`;
    const guard = from === F64 ? 'f' : from === F32 ? 's' : 'h';
    const base = to.bits === 64 ? to : to.signed ? I32 : U32;
    const whole = `${guard}_to_${base.name}(${text})`;
    return base === to ? whole : `(${to.name})${whole}`;
  }

  /** A scalar inside some object in scope. */
  readable(wanted?: (type: Scalar) => boolean): Leaf | undefined {
    return this.leafOf(this.scope, wanted);
  }

  writable(): Leaf | undefined {
    return this.leafOf(this.scope.filter(({ writable }) => writable));
  }

  private leafOf(places: readonly Place[], wanted?: (type: Scalar) => boolean): Leaf | undefined {
    for (let attempt = 0; attempt < 6 && places.length > 0; attempt++) {
      // Newer objects are nearer to the code at hand.
      const at = Math.max(this.random.below(places.length), this.random.below(places.length));
      const place = places[at] as Place;
      const leaf = this.descend(place.path, place.type);
      if (wanted === undefined || wanted(leaf.type)) return leaf;
    }
    return undefined;
  }

  private descend(path: string, type: Type): Leaf {
    if (type.kind === 'array') return this.descend(`${path}[${this.index(type.count)}]`, type.of);
    if (type.kind === 'record') {
      const field = this.random.pick(type.fields);
      const leaf = this.descend(`${path}.${field.name}`, field.type);
      return field.bits === undefined ? leaf : { ...leaf, bits: field.bits };
    }
    return { path, type };
  }

  private index(count: number): string {
    if (this.random.chance(0.5)) return `${this.random.below(count)}`;
    const leaf = this.readableIndex();
    if (leaf === undefined) return `${this.random.below(count)}`;
    const whole = leaf.type.signed ? `(u32)${leaf.path}` : leaf.path;
    return (count & (count - 1)) === 0 ? `${whole} & ${count - 1}` : `${whole} % ${count}u`;
  }

  /** A plain integer variable. */
  private readableIndex(): Leaf | undefined {
    const plain = this.scope.filter(({ type }) => type.kind === 'int' && type.bits <= 32);
    if (plain.length === 0) return undefined;
    const { path, type } = this.random.pick(plain);
    return { path, type: type as Scalar };
  }

  /** A truth value. */
  condition(depth: number): string {
    const { random } = this;
    return random.weighted<() => string>(
      [
        [10, () => this.comparison(depth)],
        [2, () => `(${this.condition(depth - 1)} && ${this.condition(depth - 1)})`],
        [2, () => `(${this.condition(depth - 1)} || ${this.condition(depth - 1)})`],
        [1, () => `!${this.condition(depth - 1)}`],
        [2, () => `(${this.expression(randomInteger(random, this.unit.options), depth - 1)})`],
      ].slice(0, depth <= 0 ? 1 : 5) as [number, () => string][],
    )();
  }

  private comparison(depth: number): string {
    const type = randomScalar(this.random, this.unit.options);
    const left = this.expression(type, depth - 1);
    const right = this.random.chance(0.4) ? this.literal(type) : this.expression(type, depth - 1);
    return `(${left} ${this.random.pick(COMPARISONS)} ${right})`;
  }

  private floatExpression(type: Scalar, depth: number): string {
    const { random } = this;
    const sub = () => this.expression(type, depth - 1);
    const round = (text: string) => (type === F16 ? `HALF(${text})` : `(${text})`);
    return random.weighted<() => string>([
      [8, () => round(`${sub()} ${random.pick(['+', '-', '*', '/'])} ${sub()}`)],
      [1, () => round(`-${sub()}`)],
      [3, () => this.fromOther(type, depth)],
      [2, () => `(${this.condition(depth - 1)} ? ${sub()} : ${sub()})`],
      [
        1,
        () =>
          type === F64 ? `__builtin_fabs(${sub()})` : type === F32 ? `__builtin_fabsf(${sub()})` : this.atom(type),
      ],
      [2, () => this.call(type) ?? this.atom(type)],
    ])();
  }

  private fromOther(type: Scalar, depth: number): string {
    const other = randomScalar(this.random, this.unit.options);
    return this.convert(this.expression(other, depth - 1), other, type);
  }

  private intExpression(type: Scalar, depth: number): string {
    const { random } = this;
    const { longs } = this.unit.options;
    // The type the operation is done in; the result is cast.
    const work =
      type.bits === 64 || (longs && random.chance(0.12))
        ? random.pick([I64, U64])
        : random.chance(0.8)
          ? random.pick([I32, U32])
          : random.pick([I8, U8, I16, U16]);
    const cast = (text: string) => (type === work ? text : `(${type.name})${text}`);
    const sub = () => this.expression(work, depth - 1);
    return random.weighted<() => string>([
      [12, () => cast(this.arithmetic(work, sub))],
      [4, () => cast(`(${sub()} ${random.pick(['&', '|', '^'])} ${sub()})`)],
      [5, () => cast(this.shift(work, sub, depth))],
      [3, () => cast(this.division(work, sub))],
      [2, () => cast(this.unary(work, sub))],
      [3, () => cast(this.builtin(work, sub))],
      [3, () => cast(`(${this.condition(depth - 1)} ? ${sub()} : ${sub()})`)],
      [3, () => `(${type.name})${this.condition(depth - 1)}`],
      [3, () => this.fromOther(type, depth)],
      [3, () => this.call(type) ?? this.atom(type)],
    ])();
  }

  private arithmetic(work: Scalar, sub: () => string): string {
    const op = this.random.pick(['+', '-', '*']);
    const a = sub();
    const b = this.random.chance(0.3) ? this.literal(work) : sub();
    // Narrow operands become int: only the product of two u16 could overflow it.
    if (work.bits < 32 && !(work === U16 && op === '*')) return `(${work.name})(${a} ${op} ${b})`;
    if (!work.signed && work.bits >= 32) return `(${a} ${op} ${b})`;
    if (this.unit.options.wrapv && work.bits >= 32) return `(${a} ${op} ${b})`;
    const unsigned = work.bits === 64 ? 'u64' : 'u32';
    return `(${work.name})((${unsigned})${a} ${op} (${unsigned})${b})`;
  }

  private shift(work: Scalar, sub: () => string, depth: number): string {
    const { random } = this;
    const width = Math.max(work.bits, 32);
    const amount = random.chance(0.6)
      ? `${random.below(work.bits)}`
      : `(${this.expression(random.pick([U32, I32, U8]), depth - 1)} & ${width - 1})`;
    if (work.bits >= 32 && random.chance(0.2)) {
      // A rotation as C programs spell it.
      const unsigned = work.bits === 64 ? U64 : U32;
      const name = this.expression(unsigned, 0);
      const by = random.between(1, work.bits - 1);
      return `(${work.name})(${name} << ${by} | ${name} >> ${work.bits - by})`;
    }
    if (random.chance(0.5)) return `(${work.name})(${sub()} >> ${amount})`;
    const unsigned = work.bits === 64 ? 'u64' : 'u32';
    return `(${work.name})((${unsigned})${sub()} << ${amount})`;
  }

  private division(work: Scalar, sub: () => string): string {
    const { random } = this;
    const op = random.pick(['/', '%']);
    if (random.chance(0.5)) {
      let divisor = random.weighted([
        [3, random.between(2, 17)],
        [3, 1 << random.below(Math.min(work.bits - 1, 30))],
        [2, random.between(2, Math.min(2 ** (work.bits - 1) - 1, 2 ** 31 - 1))],
      ]);
      if (work.signed && random.chance(0.3)) divisor = -Math.max(divisor, 2);
      return `(${work.name})(${sub()} ${op} ${integerLiteral(BigInt(divisor), work)})`;
    }
    if (work.bits < 32) return `(${work.name})(${sub()} ${op} (${random.pick(['u8', 'u16'])})(${sub()} | 1))`;
    return `${op === '/' ? 'div' : 'mod'}_${work.name}(${sub()}, ${sub()})`;
  }

  private unary(work: Scalar, sub: () => string): string {
    if (this.random.chance(0.4)) return `(${work.name})~${sub()}`;
    if (work.bits < 32 || this.unit.options.wrapv) return `(${work.name})-${sub()}`;
    return `(${work.name})-(${work.bits === 64 ? 'u64' : 'u32'})${sub()}`;
  }

  private builtin(work: Scalar, sub: () => string): string {
    const { random } = this;
    const long = work.bits === 64;
    const unsigned = long ? 'u64' : 'u32';
    const suffix = long ? 'll' : '';
    return random.weighted<() => string>([
      [2, () => `(${work.name})__builtin_clz${suffix}((${unsigned})${sub()} | 1)`],
      [
        2,
        () =>
          `(${work.name})__builtin_ctz${suffix}((${unsigned})${sub()} | ${long ? '0x8000000000000000ull' : '0x80000000u'})`,
      ],
      [2, () => `(${work.name})__builtin_popcount${suffix}((${unsigned})${sub()})`],
      [1, () => `(${work.name})__builtin_parity${suffix}((${unsigned})${sub()})`],
      [1, () => `(${work.name})__builtin_ffs${suffix}((${long ? 'i64' : 'i32'})${sub()})`],
      [2, () => `(${work.name})__builtin_bswap${long ? 64 : random.pick([16, 32])}((${unsigned})${sub()})`],
      [1, () => `(${work.name})__builtin_bitreverse${long ? 64 : random.pick([8, 16, 32])}((${unsigned})${sub()})`],
      [
        2,
        () =>
          `(${work.name})__builtin_rotateleft${long ? 64 : random.pick([8, 16, 32])}((${unsigned})${sub()}, (${unsigned})${sub()})`,
      ],
      [
        1,
        () =>
          `__builtin_elementwise_${random.pick(['min', 'max', 'add_sat', 'sub_sat'])}((${work.name})${sub()}, (${work.name})${sub()})`,
      ],
      [1, () => `(${work.name})__builtin_expect(${sub()}, 3)`],
    ])();
  }

  /** A call of a function whose result, or a part of it, is or becomes `type`. */
  call(type: Scalar): string | undefined {
    const affordable = this.unit.functions.filter(
      ({ cost, result }) => result !== undefined && this.spent + this.multiplier * (cost + 2) <= this.budget,
    );
    if (affordable.length === 0) return undefined;
    const target = this.random.pick(affordable);
    const text = this.callText(target);
    const result = target.result as Type;
    if (result.kind === 'int' || result.kind === 'float') return this.convert(text, result, type);
    const leaf = this.random.pick(leaves('', result));
    return this.convert(`${text}${leaf.path}`, leaf.type, type);
  }

  /** A call, its cost accounted. */
  callText(target: Callable): string {
    this.spent += this.multiplier * (target.cost + 2);
    return `${target.name}(${target.params.map((param) => this.argument(param)).join(', ')})`;
  }

  argument(type: Type): string {
    if (type.kind === 'record') return this.recordValue(type);
    if (type.kind === 'array') throw new Error('arrays are not passed');
    return this.expression(type, this.random.below(2));
  }

  /** An object of a record type. */
  recordValue(type: RecordType): string {
    const same = this.scope.filter((place) => place.type === type);
    if (same.length === 0) throw new Error(`nothing of type ${type.name} in scope`);
    return this.random.pick(same).path;
  }
}

/** Writes a constant so that it has exactly the type. */
export function integerLiteral(value: bigint, type: Scalar): string {
  const wrapped = type.signed ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value);
  if (type.bits <= 16) return `(${type.name})${wrapped < 0n ? `(${wrapped})` : wrapped}`;
  const raw = BigInt.asUintN(type.bits, value);
  if (type === U32) return `${raw}u`;
  if (type === U64) return `${raw}ull`;
  if (wrapped >= 0n) return type === I32 ? `${wrapped}` : `${wrapped}ll`;
  return type === I32 ? `(i32)${raw}u` : `(i64)${raw}ull`;
}
