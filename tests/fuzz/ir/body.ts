/** Random instructions of one block after another: what they compute is never undefined, whatever the values are. */
import type { Random } from '../random.js';
import type { IrModule } from './module.js';
import {
  type ArrayType,
  constant,
  type Float,
  fillsBytes,
  I1,
  I32,
  type Int,
  int,
  isAggregate,
  members,
  randomBits,
  reshape,
  type Scalar,
  type Struct,
  same,
  scalarOf,
  suffix,
  type Type,
  text,
  type Vector,
} from './types.js';

/** A value: an argument, an instruction's or a constant. */
export interface Value {
  type: Type;
  text: string;
}

/** An object in memory. */
export interface Place {
  type: Type;
  /** The pointer to it. */
  text: string;
}

export class Body {
  readonly lines: string[] = [];
  /** Values that may be used here, the newest last. */
  known: Value[] = [];
  readonly places: Place[] = [];
  private names = 0;

  constructor(
    readonly module: IrModule,
    readonly random: Random,
    /** Types that values are made of. */
    readonly palette: readonly Type[],
  ) {}

  name(stem: string): string {
    return `%${stem}${this.names++}`;
  }

  line(line: string): void {
    this.lines.push(`  ${line}`);
  }

  /** An instruction with a value, which may be used from here on. */
  define(type: Type, instruction: string): Value {
    const value = this.hidden(type, instruction);
    this.known.push(value);
    return value;
  }

  /** An instruction whose value the random ones do not use: it may be poison, or not the same everywhere. */
  hidden(type: Type, instruction: string): Value {
    const value = { type, text: this.name('v') };
    this.line(`${value.text} = ${instruction}`);
    return value;
  }

  /** A call of an intrinsic, which is declared. */
  intrinsic(result: Type, name: string, args: readonly Value[], over: readonly (Scalar | Vector)[]): Value {
    const full = `@llvm.${[name, ...over.map(suffix)].join('.')}`;
    this.module.declare(`declare ${text(result)} ${full}(${args.map(({ type }) => text(type)).join(', ')})`);
    return this.define(result, `call ${text(result)} ${full}(${args.map(typed).join(', ')})`);
  }

  /** A value of the type: a known one, one made of others, or a constant. */
  value<T extends Type>(type: T): Value & { type: T } {
    const { random } = this;
    const all = this.known.filter((value) => same(value.type, type));
    const recent = all.slice(-4);
    if (recent.length > 0 && random.chance(0.8))
      return random.pick(random.chance(0.7) ? recent : all) as Value & { type: T };
    if (random.chance(0.6)) {
      const made = this.convert(type);
      if (made !== undefined) return made as Value & { type: T };
    }
    return { type, text: constant(random, type) };
  }

  /** A value of the type, made of one of another type. */
  private convert(type: Type): Value | undefined {
    const { random } = this;
    if (isAggregate(type) || type.kind === 'vector') {
      const count = type.kind === 'vector' ? type.count : members(type).length;
      const at = random.below(count);
      const part = this.value(type.kind === 'vector' ? type.of : (members(type)[at] as Type));
      const whole = constant(random, type);
      if (type.kind === 'vector')
        return this.define(type, `insertelement ${text(type)} ${whole}, ${typed(part)}, i32 ${at}`);
      return this.define(type, `insertvalue ${text(type)} ${whole}, ${typed(part)}, ${at}`);
    }
    const from = this.known.filter((value) => value.type.kind === 'int');
    if (from.length === 0) return undefined;
    const source = random.pick(from.slice(-6));
    const { bits } = source.type as Int;
    if (type.kind !== 'int')
      return bits > 64
        ? undefined
        : this.define(type, `${random.pick(['uitofp', 'sitofp'])} ${typed(source)} to ${text(type)}`);
    if (bits === type.bits) return source;
    const op = bits > type.bits ? 'trunc' : random.pick(['zext', 'sext']);
    return this.define(type, `${op} ${typed(source)} to ${text(type)}`);
  }

  /** One or a few random instructions. */
  instruction(): void {
    const type = this.random.pick(this.palette);
    if (isAggregate(type)) this.aggregate(type);
    else
      this.random.weighted<(type: Scalar | Vector) => void>([
        [12, (t) => this.arithmetic(t)],
        [3, (t) => this.shift(t)],
        [2, (t) => this.division(t)],
        [3, (t) => this.promised(t)],
        [4, (t) => this.comparison(t)],
        [3, (t) => this.select(t)],
        [4, (t) => this.cast(t)],
        [6, (t) => this.bitIntrinsic(t)],
        [2, (t) => this.overflow(t)],
        [3, (t) => this.lanes(t)],
        [4, (t) => this.memory(t)],
        [2, (t) => this.atomic(t)],
        [1, (t) => this.define(t, `freeze ${typed(this.value(t))}`)],
      ])(type);
  }

  private binary(op: string, a: Value, b: Value): void {
    this.define(a.type, `${op} ${typed(a)}, ${b.text}`);
  }

  private arithmetic(type: Scalar | Vector): void {
    const float = scalarOf(type).kind !== 'int';
    if (float && this.random.chance(0.15)) this.define(type, `fneg ${typed(this.value(type))}`);
    else {
      const op = this.random.pick(
        float ? ['fadd', 'fsub', 'fmul', 'fdiv'] : ['add', 'sub', 'mul', 'and', 'or', 'xor', 'add', 'sub'],
      );
      this.binary(op, this.value(type), this.value(type));
    }
  }

  /** The same constant in every lane. */
  private splat(type: Scalar | Vector, value: string): Value {
    if (type.kind !== 'vector') return { type, text: value };
    return { type, text: `<${Array.from({ length: type.count }, () => `${text(type.of)} ${value}`).join(', ')}>` };
  }

  /** A shift amount below the width. */
  private amount(type: Scalar | Vector): Value {
    const { bits } = scalarOf(type) as Int;
    if (this.random.chance(0.5)) return this.splat(type, String(this.random.below(bits)));
    const mask = 2 ** Math.floor(Math.log2(bits)) - 1;
    // An i1 has no room for the mask but 0.
    return this.hidden(type, `and ${typed(this.value(type))}, ${this.splat(type, String(mask)).text}`);
  }

  private shift(type: Scalar | Vector): void {
    if (scalarOf(type).kind !== 'int') return;
    this.binary(this.random.pick(['shl', 'lshr', 'ashr']), this.value(type), this.amount(type));
  }

  private division(type: Scalar | Vector): void {
    const scalar = scalarOf(type);
    const { random } = this;
    if (scalar.kind !== 'int' || scalar.bits < 2) return;
    const one = this.splat(type, '1').text;
    let over: Value = this.value(type);
    let under: Value = this.value(type);
    const signed = random.chance(0.5);
    // Of what is left no quotient overflows.
    if (signed && random.chance(0.5)) under = this.hidden(type, `lshr ${typed(under)}, ${one}`);
    else if (signed) over = this.hidden(type, `ashr ${typed(over)}, ${one}`);
    const constantDivisor = random.chance(0.4);
    if (constantDivisor) {
      const limit = signed ? scalar.bits - 1 : scalar.bits;
      under = this.splat(type, String(randomBits(random, limit) | 1n));
    } else under = this.hidden(type, `or ${typed(under)}, ${one}`);
    this.binary(`${signed ? 's' : 'u'}${random.pick(['div', 'rem'])}`, over, under);
  }

  /** Operations with flags that promise what is so. */
  private promised(type: Scalar | Vector): void {
    const scalar = scalarOf(type);
    const { random } = this;
    if (scalar.kind !== 'int' || scalar.bits < 4) return;
    const small = (op: string, by: number) =>
      this.hidden(type, `${op} ${typed(this.value(type))}, ${this.splat(type, String(by)).text}`);
    const half = Math.floor(scalar.bits / 2);
    switch (random.below(7)) {
      case 0:
        this.binary(random.pick(['add nuw', 'or']), small('lshr', 1), small('lshr', 1));
        break;
      case 1:
        this.binary(random.pick(['add nsw', 'sub nsw']), small('ashr', 1), small('ashr', 1));
        break;
      case 2:
        this.binary('mul nuw nsw', small('lshr', half + 1), small('lshr', half + 1));
        break;
      case 3: {
        const by = random.between(1, scalar.bits - 2);
        this.binary(`${random.pick(['lshr', 'ashr'])} exact`, small('shl', by), this.splat(type, `${by}`));
        const divisor = this.splat(type, String(randomBits(random, half) | 1n));
        const product = this.hidden(type, `mul nuw ${typed(small('lshr', half + 1))}, ${divisor.text}`);
        this.binary(random.pick(['udiv exact', 'udiv', 'urem']), product, divisor);
        break;
      }
      case 4: {
        const by = random.between(1, scalar.bits - 2);
        this.binary('shl nuw', small('lshr', by), this.splat(type, `${by}`));
        this.binary('shl nsw', small('ashr', by), this.splat(type, `${by}`));
        break;
      }
      case 5: {
        const wide = reshape(type, int(scalar.bits + random.pick([1, 7, 16, 32])));
        const positive = small('lshr', 1);
        const wider = this.define(wide, `zext nneg ${typed(positive)} to ${text(wide)}`);
        this.define(type, `trunc nuw nsw ${typed(wider)} to ${text(type)}`);
        break;
      }
      default: {
        const mask = randomBits(random, scalar.bits);
        const rest = ((1n << BigInt(scalar.bits)) - 1n) ^ mask;
        const masked = (bits: bigint) =>
          this.hidden(type, `and ${typed(this.value(type))}, ${this.splat(type, `${bits}`).text}`);
        this.binary('or disjoint', masked(mask), masked(rest));
      }
    }
  }

  private comparison(type: Scalar | Vector): void {
    const { random } = this;
    const float = scalarOf(type).kind !== 'int';
    const predicates = float
      ? [
          'oeq',
          'ogt',
          'oge',
          'olt',
          'ole',
          'one',
          'ord',
          'ueq',
          'ugt',
          'uge',
          'ult',
          'ule',
          'une',
          'uno',
          'false',
          'true',
        ]
      : ['eq', 'ne', 'ugt', 'uge', 'ult', 'ule', 'sgt', 'sge', 'slt', 'sle'];
    const result = reshape(type, I1);
    const [a, b] = [this.value(type), this.value(type)];
    if (!float && random.chance(0.1)) {
      const order = reshape(type, int(random.pick([8, 32])));
      this.intrinsic(order, random.pick(['scmp', 'ucmp']), [a, b], [order, type]);
    } else this.define(result, `${float ? 'fcmp' : 'icmp'} ${random.pick(predicates)} ${typed(a)}, ${b.text}`);
  }

  /** A bit, most often a comparison's. */
  condition(): Value {
    if (this.random.chance(0.6)) {
      const scalars = this.palette.filter((type): type is Int => type.kind === 'int');
      this.comparison(scalars.length > 0 ? this.random.pick(scalars) : I32);
    }
    return this.value(I1);
  }

  private select(type: Scalar | Vector): void {
    const one = type.kind !== 'vector' || this.random.chance(0.5) ? this.condition() : this.value(reshape(type, I1));
    this.define(type, `select ${typed(one)}, ${typed(this.value(type))}, ${typed(this.value(type))}`);
  }

  private cast(type: Scalar | Vector): void {
    const { random } = this;
    const scalar = scalarOf(type);
    const others = this.palette.filter(
      (other): other is Scalar | Vector =>
        !isAggregate(other) &&
        (other.kind === 'vector' ? type.kind === 'vector' && other.count === type.count : type.kind !== 'vector'),
    );
    const target = random.pick(others);
    const to = scalarOf(target);
    const from = this.value(type);
    if (scalar.kind === 'int' && to.kind === 'int') {
      if (scalar.bits === to.bits) return;
      this.define(
        target,
        `${scalar.bits > to.bits ? 'trunc' : random.pick(['zext', 'sext'])} ${typed(from)} to ${text(target)}`,
      );
    } else if (scalar.kind === 'int') {
      // Wider ones need routines that the oracle does not have.
      if (scalar.bits <= 64)
        this.define(target, `${random.pick(['uitofp', 'sitofp'])} ${typed(from)} to ${text(target)}`);
    } else if (to.kind === 'int') {
      if (to.bits <= 64) this.intrinsic(target, random.pick(['fptosi.sat', 'fptoui.sat']), [from], [target, type]);
    } else if (scalar.kind !== to.kind)
      this.define(target, `${to.kind === 'double' ? 'fpext' : 'fptrunc'} ${typed(from)} to ${text(target)}`);
    else this.floatIntrinsic(type, from);
  }

  private floatIntrinsic(type: Scalar | Vector, from: Value): void {
    const { random } = this;
    switch (random.below(5)) {
      case 0: {
        // The sign of a NaN is the machine's.
        const other = this.value(type);
        const number = this.hidden(reshape(type, I1), `fcmp ord ${typed(other)}, ${other.text}`);
        const zero: Value = { type, text: type.kind === 'vector' ? 'zeroinitializer' : '0.0' };
        const sign = this.hidden(type, `select ${typed(number)}, ${typed(other)}, ${typed(zero)}`);
        this.intrinsic(type, 'copysign', [from, sign], [type]);
        break;
      }
      case 1:
        this.intrinsic(type, random.pick(['minimum', 'maximum']), [from, this.value(type)], [type]);
        break;
      case 2: {
        // All but the two kinds of NaN, of which machines make one or the other.
        const mask = random.below(1024) & ~3;
        const result = reshape(type, I1);
        const name = `@llvm.is.fpclass.${suffix(type)}`;
        this.module.declare(`declare ${text(result)} ${name}(${text(type)}, i32 immarg)`);
        this.define(result, `call ${text(result)} ${name}(${typed(from)}, i32 ${mask})`);
        break;
      }
      default: {
        const names = ['fabs', 'sqrt', 'floor', 'ceil', 'trunc', 'nearbyint', 'rint', 'roundeven'];
        this.intrinsic(type, random.pick(names), [from], [type]);
      }
    }
  }

  private bitIntrinsic(type: Scalar | Vector): void {
    const { random } = this;
    const scalar = scalarOf(type);
    if (scalar.kind !== 'int') return this.floatIntrinsic(type, this.value(type));
    const kind = random.pick(['count', 'swap', 'pair', 'pair', 'funnel', 'abs']);
    const a = this.value(type);
    const no: Value = { type: I1, text: 'false' };
    switch (kind) {
      case 'count':
        if (random.chance(0.3)) this.intrinsic(type, 'ctpop', [a], [type]);
        else this.intrinsic(type, random.pick(['ctlz', 'cttz']), [a, no], [type]);
        break;
      case 'swap':
        if (scalar.bits % 16 === 0 && random.chance(0.6)) this.intrinsic(type, 'bswap', [a], [type]);
        else this.intrinsic(type, 'bitreverse', [a], [type]);
        break;
      case 'funnel': {
        const amount = random.chance(0.5) ? this.splat(type, `${randomBits(random, scalar.bits)}`) : this.value(type);
        this.intrinsic(
          type,
          random.pick(['fshl', 'fshr']),
          [a, random.chance(0.4) ? a : this.value(type), amount],
          [type],
        );
        break;
      }
      case 'abs':
        if (scalar.bits > 1) this.intrinsic(type, 'abs', [a, no], [type]);
        break;
      default: {
        const shifts = random.chance(0.2);
        const b = shifts ? this.amount(type) : this.value(type);
        const names = shifts
          ? ['sshl.sat', 'ushl.sat']
          : ['smin', 'smax', 'umin', 'umax', 'uadd.sat', 'sadd.sat', 'usub.sat', 'ssub.sat'];
        this.intrinsic(type, random.pick(names), [a, b], [type]);
      }
    }
  }

  private overflow(type: Scalar | Vector): void {
    const { random } = this;
    const scalar = scalarOf(type);
    if (scalar.kind !== 'int') return;
    const name = random.pick(['uadd', 'sadd', 'usub', 'ssub', 'umul', 'smul']);
    // Wider products need a routine that the oracle does not have.
    if (name.endsWith('mul') && scalar.bits > 64) return;
    const flag = reshape(type, I1);
    const both: Struct = { kind: 'struct', packed: false, fields: [type, flag] };
    const made = this.intrinsic(both, `${name}.with.overflow`, [this.value(type), this.value(type)], [type]);
    this.define(type, `extractvalue ${typed(made)}, 0`);
    this.define(flag, `extractvalue ${typed(made)}, 1`);
  }

  /** What is done with lanes; for scalars, with vectors of the same number of bits. */
  private lanes(type: Scalar | Vector): void {
    const { random } = this;
    if (type.kind !== 'vector') return this.reinterpret(type);
    const index = (): Value => {
      if (random.chance(0.6)) return { type: I32, text: String(random.below(type.count)) };
      const count: Value = { type: I32, text: String(type.count) };
      return this.hidden(I32, `urem ${typed(this.value(I32))}, ${count.text}`);
    };
    switch (random.below(5)) {
      case 0:
        this.define(type.of, `extractelement ${typed(this.value(type))}, ${typed(index())}`);
        break;
      case 1:
        this.define(type, `insertelement ${typed(this.value(type))}, ${typed(this.value(type.of))}, ${typed(index())}`);
        break;
      case 2: {
        const count = random.pick([1, 2, 3, 4, 8]);
        const lane = () => `i32 ${random.below(2 * type.count)}`;
        const mask = `<${count} x i32> <${Array.from({ length: count }, lane).join(', ')}>`;
        const result: Vector = { kind: 'vector', count, of: type.of };
        this.define(result, `shufflevector ${typed(this.value(type))}, ${typed(this.value(type))}, ${mask}`);
        break;
      }
      case 3:
        if (type.of.kind === 'int') {
          const how = random.pick(['add', 'mul', 'and', 'or', 'xor', 'smax', 'smin', 'umax', 'umin']);
          this.intrinsic(type.of, `vector.reduce.${how}`, [this.value(type)], [type]);
        }
        break;
      default:
        this.reinterpret(type);
    }
  }

  /** A bitcast between what has the same number of bits, or a step through memory where the bits are bytes. */
  private reinterpret(type: Scalar | Vector): void {
    const scalar = scalarOf(type);
    if (scalar.kind !== 'int' || !fillsBytes(type)) return;
    const bits = scalar.bits * (type.kind === 'vector' ? type.count : 1);
    const targets: (Scalar | Vector)[] = [];
    for (const lane of [8, 16, 32, 64])
      if (bits % lane === 0 && bits / lane <= 8)
        targets.push(bits === lane ? int(lane) : { kind: 'vector', count: bits / lane, of: int(lane) });
    if (bits <= 128) targets.push(int(bits));
    if (bits <= 8) targets.push({ kind: 'vector', count: bits, of: I1 });
    const target = this.random.pick(targets);
    this.define(target, `bitcast ${typed(this.value(type))} to ${text(target)}`);
  }

  private aggregate(type: Struct | ArrayType): void {
    const { random } = this;
    const at = random.below(members(type).length);
    const member = members(type)[at] as Type;
    if (random.chance(0.35)) this.define(member, `extractvalue ${typed(this.value(type))}, ${at}`);
    else if (random.chance(0.6))
      this.define(type, `insertvalue ${typed(this.value(type))}, ${typed(this.value(member))}, ${at}`);
    else if (random.chance(0.4))
      this.define(type, `select ${typed(this.condition())}, ${typed(this.value(type))}, ${typed(this.value(type))}`);
    else this.memory(type);
  }

  /** An object of the type, made when there is none. */
  private place(type: Type): Place | undefined {
    const { random } = this;
    const fitting = this.places.filter((place) => same(place.type, type));
    if (fitting.length === 0) return undefined;
    if (fitting.length < 2 || random.chance(0.6)) return random.pick(fitting);
    // One of two objects, which only the machine knows.
    const pointer = this.name('p');
    const [one, other] = [random.pick(fitting), random.pick(fitting)];
    this.line(`${pointer} = select ${typed(this.condition())}, ptr ${one.text}, ptr ${other.text}`);
    return { type, text: pointer };
  }

  private memory(type: Type): void {
    const { random } = this;
    const place = this.place(type);
    if (place === undefined || random.chance(0.25)) return this.element();
    const volatile = random.chance(0.1) ? 'volatile ' : '';
    if (random.chance(0.5)) this.line(`store ${volatile}${typed(this.value(type))}, ptr ${place.text}`);
    else this.define(type, `load ${volatile}${text(type)}, ptr ${place.text}`);
  }

  /** Through computed pointers: members, elements, and copies of whole objects. */
  private element(): void {
    const { random } = this;
    const aggregates = this.places.filter(({ type }) => isAggregate(type));
    if (aggregates.length === 0) return;
    const { type, text: base } = random.pick(aggregates) as Place & { type: Struct | ArrayType };
    const others = aggregates.filter((other) => same(other.type, type));
    const all = members(type);
    if (random.chance(0.25)) {
      const from = random.pick(others).text;
      const size = this.hidden(I32, `ptrtoint ptr getelementptr (${text(type)}, ptr null, i32 1) to i32`);
      const how = from === base || random.chance(0.5) ? 'memmove' : 'memcpy';
      this.module.declare(`declare void @llvm.${how}.p0.p0.i32(ptr, ptr, i32, i1 immarg)`);
      this.line(`call void @llvm.${how}.p0.p0.i32(ptr ${base}, ptr ${from}, ${typed(size)}, i1 false)`);
      return;
    }
    const at = random.below(all.length);
    let index = String(at);
    if (type.kind === 'array' && random.chance(0.6))
      index = this.hidden(I32, `urem ${typed(this.value(I32))}, ${type.count}`).text;
    const flags = random.chance(0.5) ? 'inbounds ' : '';
    const pointer = this.name('p');
    this.line(`${pointer} = getelementptr ${flags}${text(type)}, ptr ${base}, i32 0, i32 ${index}`);
    const member = all[at] as Type;
    // A packed struct's members lie anywhere.
    const align = type.kind === 'struct' && type.packed ? ', align 1' : '';
    if (random.chance(0.5)) this.line(`store ${typed(this.value(member))}, ptr ${pointer}${align}`);
    else this.define(member, `load ${text(member)}, ptr ${pointer}${align}`);
  }

  private atomic(type: Scalar | Vector): void {
    const { random } = this;
    if (type.kind !== 'int' || !fillsBytes(type)) return;
    const place = this.place(type);
    if (place === undefined) return;
    const [a, b] = [this.value(type), this.value(type)];
    if (random.chance(0.2)) {
      const both: Struct = { kind: 'struct', packed: false, fields: [type, I1] };
      const made = this.define(both, `cmpxchg ptr ${place.text}, ${typed(a)}, ${typed(b)} seq_cst monotonic`);
      this.define(I1, `extractvalue ${typed(made)}, 1`);
    } else {
      const op = random.pick([
        'add',
        'sub',
        'xchg',
        'and',
        'nand',
        'or',
        'xor',
        'max',
        'min',
        'umax',
        'umin',
        'uinc_wrap',
        'udec_wrap',
      ]);
      this.define(type, `atomicrmw ${op} ptr ${place.text}, ${typed(a)} monotonic`);
    }
  }

  /** Hashes a value, member by member. */
  mix(value: Value): void {
    const { type } = value;
    switch (type.kind) {
      case 'int':
        this.mixBits(value, type.bits);
        break;
      case 'float':
      case 'double':
        this.mixFloat(value, type);
        break;
      case 'vector':
        for (let i = 0; i < type.count; i++) this.mix(this.hidden(type.of, `extractelement ${typed(value)}, i32 ${i}`));
        break;
      default:
        for (const [i, member] of members(type).entries())
          this.mix(this.hidden(member, `extractvalue ${typed(value)}, ${i}`));
    }
  }

  private mixBits(value: Value, bits: number): void {
    for (let at = 0; at < bits; at += 32) {
      const shifted = at === 0 ? value : this.hidden(value.type, `lshr ${typed(value)}, ${at}`);
      const op = bits < 32 ? 'zext' : 'trunc';
      const word = bits === 32 ? shifted : this.hidden(I32, `${op} ${typed(shifted)} to i32`);
      this.line(`call void @mix(${typed(word)})`);
    }
  }

  /** All NaNs are one, for which of them an operation gives is the machine's. */
  private mixFloat(value: Value, type: Float): void {
    const bits = type.kind === 'float' ? 32 : 64;
    const number = this.hidden(I1, `fcmp ord ${typed(value)}, ${value.text}`);
    const pattern = this.hidden(int(bits), `bitcast ${typed(value)} to i${bits}`);
    this.mixBits(this.hidden(int(bits), `select ${typed(number)}, ${typed(pattern)}, i${bits} 77`), bits);
  }
}

export function typed({ type, text: name }: Value): string {
  return `${text(type)} ${name}`;
}
