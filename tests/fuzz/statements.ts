/** Random statements: assignments, control flow, objects, calls. One statement a line, so that a program can be reduced by lines. */
import {
  type ArrayType,
  BOOL,
  declare,
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
} from './c-types.js';
import { ExpressionWriter, integerLiteral } from './expressions.js';
import type { Place, UnitState } from './program-state.js';

export class StatementWriter extends ExpressionWriter {
  readonly lines: string[] = [];
  private depth = 1;
  private loops = 0;

  constructor(unit: UnitState, scope: readonly Place[], budget: number) {
    super(unit, scope, budget);
  }

  line(text: string): void {
    this.lines.push('  '.repeat(this.depth) + text);
  }

  /** `head {`, what `body` writes, `tail`; objects that the body declares end with it. */
  block(head: string, body: () => void, tail = '}'): void {
    const visible = this.scope.length;
    this.line(`${head} {`);
    this.depth++;
    body();
    this.depth--;
    this.line(tail);
    this.scope.length = visible;
  }

  /** A block that runs `times` times. */
  repeated(times: number, write: () => void): void {
    this.multiplier *= times;
    this.loops++;
    write();
    this.loops--;
    this.multiplier /= times;
  }

  /** Declares an object with defined contents and brings it into scope. */
  declareLocal(type: Type, volatile = false): string {
    const name = this.unit.localName('v');
    const value = this.initialiser(type);
    this.line(`${volatile ? 'volatile ' : ''}${declare(type, name)} = ${value};`);
    this.scope.push({ path: name, type, writable: true, volatile });
    return name;
  }

  private initialiser(type: Type): string {
    if (type.kind === 'array') return this.arrayInitialiser(type);
    if (type.kind === 'record') return this.recordValue(type);
    return this.expression(type, this.random.between(0, 2));
  }

  private arrayInitialiser(type: ArrayType): string {
    if (type.of.kind === 'record') return `{${this.recordValue(type.of)}}`;
    const inner = type.of;
    const given = this.random.between(1, type.count);
    const items = Array.from({ length: given }, () =>
      inner.kind === 'array'
        ? this.arrayInitialiser(inner)
        : this.random.chance(0.7)
          ? this.literal(inner)
          : this.expression(inner, 1),
    );
    return `{${items.join(', ')}}`;
  }

  /** Hashes every scalar of an object. */
  hash(path: string, type: Type): void {
    for (const leaf of leaves(path, type)) this.line(`mix_${leaf.type.name}(${leaf.path});`);
  }

  statements(count: number): void {
    for (let i = 0; i < count; i++) this.statement();
  }

  statement(): void {
    const { random } = this;
    this.spent += this.multiplier;
    const room = this.spent < this.budget;
    const nest = this.depth < 5 && room;
    random.weighted<() => void>([
      [20, () => this.assignment()],
      [5, () => this.declareLocal(randomScalar(random, this.unit.options), random.chance(0.12))],
      [
        2,
        () =>
          this.declareLocal({
            kind: 'array',
            of: randomScalar(random, this.unit.options),
            count: random.between(1, 9),
          }),
      ],
      [this.unit.records.length > 0 ? 3 : 0, () => this.recordStatement()],
      [3, () => this.pointer()],
      [5, () => this.line(this.mixStatement())],
      [4, () => this.callStatement()],
      [nest ? 6 : 0, () => this.branch()],
      [nest ? 5 : 0, () => this.loop()],
      [nest ? 2 : 0, () => this.switchStatement()],
      [nest ? 2 : 0, () => this.forwardGoto()],
      [this.loops > 0 ? 2 : 0, () => this.line(`if (${this.condition(1)}) ${random.pick(['break', 'continue'])};`)],
      [1, () => this.overflowCheck()],
      [1, () => this.blockCopy()],
    ])();
  }

  private mixStatement(): string {
    const type = randomScalar(this.random, this.unit.options);
    return `mix_${type.name}(${this.expression(type, 2)});`;
  }

  private target(): Leaf {
    return this.writable() ?? { path: 'h', type: U32 };
  }

  private assignment(): void {
    const { random } = this;
    const leaf = this.target();
    const { path, type } = leaf;
    const choice = random.below(10);
    const plain = leaf.bits === undefined && type !== BOOL;
    if (choice < 6 || !plain) this.line(`${path} = ${this.expression(type, random.between(1, 4))};`);
    else if (choice < 8) this.line(this.compound(path, type));
    else if (type.kind === 'int' && (type.bits < 32 || !type.signed || this.unit.options.wrapv))
      this.line(random.chance(0.5) ? `${path}${random.pick(['++', '--'])};` : `${random.pick(['++', '--'])}${path};`);
    else this.line(`${path} = ${random.pick([() => this.expression(type, 3), () => this.sideEffect(type)])()};`);
  }

  private compound(path: string, type: Scalar): string {
    const value = this.expression(type, 2);
    if (type.kind === 'float')
      return type.name === 'f16'
        ? `${path} = HALF(${path} ${this.random.pick(['+', '-', '*'])} ${value});`
        : `${path} ${this.random.pick(['+=', '-=', '*=', '/='])} ${value};`;
    const op = this.random.pick(['+=', '-=', '*=', '&=', '|=', '^=', '<<=', '>>=']);
    if (op === '<<=' || op === '>>=') {
      if (op === '<<=' && type.signed) return `${path} ^= ${value};`;
      return `${path} ${op} ${this.random.below(type.bits)};`;
    }
    const arithmetic = op === '+=' || op === '-=' || op === '*=';
    const overflows = arithmetic && type.signed && type.bits >= 32 && !this.unit.options.wrapv;
    if (overflows || (type === U16 && op === '*=')) return `${path} |= ${value};`;
    return `${path} ${op} ${value};`;
  }

  /** An assignment inside an expression. */
  private sideEffect(type: Scalar): string {
    const inner = this.scope.filter((place) => place.writable && place.type === type);
    if (inner.length === 0) return this.expression(type, 2);
    const { path } = this.random.pick(inner);
    return `(${path} = ${this.expression(type, 2)})`;
  }

  private recordStatement(): void {
    const { random } = this;
    const record = random.pick(this.unit.records);
    if (random.chance(0.4)) {
      this.declareLocal(record);
      return;
    }
    const target = random.pick(this.scope.filter((place) => place.type === record && place.writable));
    const makers = this.unit.functions.filter(
      (fn) => fn.result === record && this.spent + this.multiplier * (fn.cost + 2) <= this.budget,
    );
    const value =
      makers.length > 0 && random.chance(0.6) ? this.callText(random.pick(makers)) : this.recordValue(record);
    this.line(`${target.path} = ${value};`);
  }

  /** A pointer to an object in scope, through which it is used from then on. */
  private pointer(): void {
    const { random } = this;
    const objects = this.scope.filter(({ path, writable }) => writable && !path.startsWith('(*'));
    if (objects.length === 0) return;
    const first = random.pick(objects);
    const same = objects.filter(({ type }) => type === first.type);
    const second = random.pick(same);
    const name = this.unit.localName('p');
    const volatile = first.volatile === true || second.volatile === true ? 'volatile ' : '';
    const pointerType = declare(first.type, `(*${name})`);
    this.line(`${volatile}${pointerType} = ${this.condition(1)} ? &${first.path} : &${second.path};`);
    this.scope.push({ path: `(*${name})`, type: first.type, writable: true, volatile: volatile !== '' });
  }

  private callStatement(): void {
    const { random } = this;
    const affordable = this.unit.functions.filter(
      ({ cost }) => this.spent + this.multiplier * (cost + 2) <= this.budget,
    );
    if (affordable.length === 0) {
      this.line(this.mixStatement());
      return;
    }
    this.line(`${this.callText(random.pick(affordable))};`);
  }

  private branch(): void {
    const { random } = this;
    const elseToo = random.chance(0.5);
    this.block(`if (${this.condition(2)})`, () => this.statements(random.between(1, 3)), elseToo ? '} else {' : '}');
    if (!elseToo) return;
    const visible = this.scope.length;
    this.depth++;
    this.statements(random.between(1, 3));
    this.depth--;
    this.line('}');
    this.scope.length = visible;
  }

  private loop(): void {
    const { random } = this;
    const times = random.weighted([
      [6, random.between(1, 5)],
      [2, random.between(6, 17)],
      [1, 40],
    ]);
    if (this.spent + this.multiplier * times * 2 > this.budget) {
      this.assignment();
      return;
    }
    const name = this.unit.localName('k');
    const counter = random.pick([I32, I32, U32, U8, I8, I16, U16, ...(this.unit.options.longs ? [I64] : [])]);
    const body = () => {
      this.scope.push({ path: name, type: counter, writable: false });
      this.statements(random.between(1, 4));
    };
    const t = counter.name;
    this.repeated(times, () =>
      random.weighted<() => void>([
        [5, () => this.block(`for (${t} ${name} = 0; ${name} < ${times}; ${name}++)`, body)],
        [2, () => this.block(`for (${t} ${name} = ${times}; ${name} != 0; ${name}--)`, body)],
        [
          2,
          () =>
            this.block(
              `for (${t} ${name} = ${times - 1}; ${name} >= 0 && ${name} < 100; ${name} -= ${random.between(1, 3)})`,
              body,
            ),
        ],
        [2, () => this.while(name, t, times, body)],
        [
          1,
          () =>
            this.block(
              `for (${t} ${name} = ${random.between(-5, -1)} + 6; ${name} <= ${times}; ${name} += ${random.between(1, 3)})`,
              body,
            ),
        ],
      ])(),
    );
  }

  private while(name: string, type: string, times: number, body: () => void): void {
    this.block('', () => {
      this.line(`${type} ${name} = ${times};`);
      if (this.random.chance(0.5)) this.block(`while (${name}-- > 0)`, body);
      else this.block('do', body, `} while (--${name} > 0);`);
    });
  }

  private switchStatement(): void {
    const { random } = this;
    const type = randomInteger(random, this.unit.options);
    const wide = type.bits >= 8;
    const start = random.between(-3, 3);
    const cases = new Set<string>();
    const count = random.between(1, wide ? 9 : 2);
    for (let i = 0; i < count; i++)
      cases.add(random.chance(0.7) ? integerLiteral(BigInt(start + i), type) : this.literal(type));
    const seen = new Set<bigint>();
    const selector = wide && random.chance(0.6) ? `${this.expression(type, 2)} & 7` : this.expression(type, 2);
    const labels = [...cases];
    if (random.chance(0.7)) labels.splice(random.below(labels.length + 1), 0, 'default');
    this.block(`switch (${selector})`, () => {
      for (const label of labels) {
        const value = label === 'default' ? undefined : literalValue(label, type);
        if (value !== undefined && seen.has(value)) continue;
        if (value !== undefined) seen.add(value);
        const last = label === labels[labels.length - 1];
        if (!last && random.chance(0.15)) {
          this.line(label === 'default' ? 'default:' : `case ${label}:`);
          continue;
        }
        this.block(label === 'default' ? 'default:' : `case ${label}:`, () => {
          this.statements(random.between(1, 2));
          if (random.chance(0.75)) this.line('break;');
        });
      }
    });
  }

  private forwardGoto(): void {
    const { random } = this;
    const label = this.unit.localName('L');
    this.line(`if (${this.condition(1)}) goto ${label};`);
    this.block('', () => this.statements(random.between(1, 3)));
    this.line(`${label}:;`);
  }

  private overflowCheck(): void {
    const { random } = this;
    const type = random.pick(
      [I32, U32, I32, U32, I64, I8, U16].filter(({ bits }) => bits < 64 || this.unit.options.longs),
    );
    const name = this.unit.localName('v');
    const op = random.pick(['add', 'sub', 'mul']);
    this.line(`${type.name} ${name};`);
    this.line(`mix_u32(__builtin_${op}_overflow(${this.expression(type, 2)}, ${this.expression(type, 2)}, &${name}));`);
    this.scope.push({ path: name, type, writable: true });
  }

  /** memcpy, memmove or memset of a whole object or a part of it. */
  private blockCopy(): void {
    const { random } = this;
    const integers = this.scope.filter(
      ({ type, writable, volatile }) =>
        writable && volatile !== true && type.kind === 'array' && type.of.kind === 'int' && type.of !== BOOL,
    );
    if (integers.length === 0) {
      this.assignment();
      return;
    }
    const to = random.pick(integers);
    const array = to.type as ArrayType;
    const element = (array.of as Scalar).bits / 8;
    const count = random.between(1, array.count);
    if (random.chance(0.3)) this.line(`__builtin_memset(${to.path}, ${this.literal(I32)}, ${count * element});`);
    else {
      const from = random.below(array.count - count + 1);
      const onto = random.below(array.count - count + 1);
      this.line(`__builtin_memmove(${to.path} + ${onto}, ${to.path} + ${from}, ${count * element});`);
    }
  }

  /** Writes values into most of a record's members. */
  fill(path: string, type: RecordType): void {
    for (const leaf of leaves(path, type)) {
      if (this.random.chance(0.7)) this.line(`${leaf.path} = ${this.expression(leaf.type, 1)};`);
    }
  }
}

function literalValue(text: string, type: Scalar): bigint {
  const digits = /-?\d+(?=u?l*\)*$)/.exec(text)?.[0] ?? text;
  const value = BigInt(digits);
  return type.signed ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value);
}
