/**
 * Random LLVM IR: what no C program makes clang write. Integers and vectors of any width, aggregates as values, control
 * flow of any shape, every operation and intrinsic of the language that C has a use for. Nothing in it is undefined.
 */
import type { Program } from '../differential.js';
import { Random } from '../random.js';
import { Body, typed, type Value } from './body.js';
import { type Flow, randomFlow } from './flow.js';
import {
  constant,
  fillsBytes,
  I1,
  I32,
  int,
  isAggregate,
  randomAggregate,
  randomInt,
  randomScalar,
  randomVector,
  type Type,
  text,
  words,
} from './types.js';

/** The first clang that reads all of it. */
export const IR_CLANG = 19;
/** What C's conventions let a function give back in registers. */
const RESULT_WORDS = 4;
/** Jumps back before a function returns. */
const FUEL = 12;

interface Callee {
  name: string;
  params: Parameter[];
  result: Type;
}

interface Parameter {
  type: Type;
  /** How it is passed: as the value, or as a pointer to one. */
  how: 'value' | 'byval';
  attributes: string;
}

export class IrModule {
  readonly globals: string[] = [];
  readonly functions: string[] = [];
  readonly callees: Callee[] = [];
  private readonly declarations = new Set<string>();

  declare(declaration: string): void {
    this.declarations.add(declaration);
  }

  text(): string {
    return [...this.globals, MIX, ...this.functions, ...[...this.declarations].sort(), ''].join('\n');
  }
}

const MIX = `@h = internal global i32 0
define internal void @mix(i32 %v) noinline {
  %h = load i32, ptr @h
  %x = xor i32 %h, %v
  %p = mul i32 %x, 16777619
  %s = lshr i32 %h, 15
  %n = add i32 %p, %s
  store i32 %n, ptr @h
  ret void
}`;

/** A program of some functions, the last of which, `test`, calls the others. */
export function irProgram(seed: number, { floats }: { floats: boolean }): Program {
  const random = new Random(seed);
  const module = new IrModule();
  const withFloats = floats && random.chance(0.4);
  for (let i = random.below(4); i > 0; i--) writeFunction(module, random, `f${i}`, withFloats);
  writeFunction(module, random, 'test', withFloats);
  return { language: 'ir', sources: [module.text()], entries: ['test'], flags: [] };
}

function randomPalette(random: Random, floats: boolean): Type[] {
  return [
    I32,
    I1,
    ...Array.from({ length: random.between(2, 5) }, () => randomInt(random)),
    ...Array.from({ length: random.below(3) }, () => randomScalar(random, floats)),
    ...Array.from({ length: random.below(4) }, () => randomVector(random, floats)),
    ...Array.from({ length: random.below(3) }, () => randomAggregate(random, floats)),
  ];
}

function randomParameter(random: Random, palette: readonly Type[]): Parameter {
  const type = random.pick(palette);
  if (isAggregate(type) && random.chance(0.6)) return { type, how: 'byval', attributes: '' };
  const extension = type.kind === 'int' && type.bits <= 32 ? random.pick(['', '', ' zeroext', ' signext']) : '';
  return { type, how: 'value', attributes: `${extension}${random.chance(0.2) ? ' noundef' : ''}` };
}

function writeFunction(module: IrModule, random: Random, name: string, floats: boolean): void {
  const palette = randomPalette(random, floats);
  const entry = name === 'test';
  const params: Parameter[] = entry
    ? [{ type: I32, how: 'value', attributes: '' }]
    : Array.from({ length: random.below(random.chance(0.2) ? 12 : 6) }, () => randomParameter(random, palette));
  const result = entry ? I32 : random.pick(palette.filter((type) => words(type) <= RESULT_WORDS));
  const body = new Body(module, random, palette);
  const args: Value[] = params.map(({ type }, i) => ({ type, text: `%a${i}` }));
  const flow = randomFlow(random, random.pick([1, 1, 2, 4, 7, 12, 20]));
  new FunctionWriter(body, name, flow, result).write(params, args);
  const list = params.map(({ type, how, attributes }, i) =>
    how === 'byval' ? `ptr byval(${text(type)}) align 8 %a${i}` : `${text(type)}${attributes} %a${i}`,
  );
  const linkage = entry ? '' : random.pick(['internal ', 'internal ', '']);
  const attributes = random.pick(['', '', ' noinline', ' optsize', ' minsize noinline']);
  module.functions.push(
    [`define ${linkage}${text(result)} @${name}(${list.join(', ')})${attributes} {`, ...body.lines, '}'].join('\n'),
  );
  if (!entry) module.callees.push({ name, params, result });
}

interface Phi {
  /** Where its line stands. */
  line: number;
  value: Value;
}

/** Writes a function block by block, each behind the one that dominates it. */
class FunctionWriter {
  private readonly random: Random;
  /** What is known at the end of each block. */
  private readonly atEnd: Value[][] = [];
  private readonly phis: Phi[][] = [];
  private readonly blocks: string[][] = [];
  /** Label of the part of a block that its edges come from. */
  private readonly tails: string[] = [];

  constructor(
    private readonly body: Body,
    private readonly name: string,
    private readonly flow: Flow,
    private readonly result: Type,
  ) {
    this.random = body.random;
  }

  write(params: readonly Parameter[], args: readonly Value[]): void {
    const { body, flow } = this;
    for (const block of flow.order) {
      body.lines.length = 0;
      const above = flow.dominator[block] as number;
      body.known = above < 0 ? [] : [...(this.atEnd[above] as Value[])];
      this.phis[block] = [];
      if (block === 0) this.begin(params, args);
      else this.beginWithPhis(block);
      for (let i = this.random.between(1, 8); i > 0; i--) this.step();
      this.end(block);
      this.atEnd[block] = body.known;
      this.blocks[block] = [...body.lines];
    }
    this.finishPhis();
    body.lines.length = 0;
    for (const [block, lines] of this.blocks.entries()) body.lines.push(`b${block}:`, ...lines);
    body.lines.push('out:', `  ret ${text(this.result)} ${constant(this.random, this.result)}`);
  }

  private begin(params: readonly Parameter[], args: readonly Value[]): void {
    const { body, random } = this;
    body.line('%fuel = alloca i32');
    body.line(`store i32 ${random.between(1, FUEL)}, ptr %fuel`);
    for (const type of body.palette) {
      if (!random.chance(isAggregate(type) ? 0.9 : 0.4)) continue;
      const global = random.chance(0.3);
      const place = { type, text: global ? `@g${body.module.globals.length}` : body.name('o') };
      body.places.push(place);
      if (global) body.module.globals.push(`${place.text} = internal global ${text(type)} ${constant(random, type)}`);
      else {
        body.line(`${place.text} = alloca ${text(type)}`);
        body.line(`store ${text(type)} ${constant(random, type)}, ptr ${place.text}`);
      }
    }
    for (const [i, { how, type }] of params.entries()) {
      const arg = args[i] as Value;
      if (how === 'byval') body.places.push({ type, text: arg.text });
      else body.known.push(arg);
      body.mix(how === 'byval' ? body.define(type, `load ${text(type)}, ptr ${arg.text}`) : arg);
    }
  }

  private beginWithPhis(block: number): void {
    const { body, random } = this;
    if ((this.flow.predecessors[block] as number[]).length < 2 && random.chance(0.7)) return;
    for (let i = random.below(4); i > 0; i--) {
      const value: Value = { type: random.pick(body.palette), text: body.name('phi') };
      this.phis[block]?.push({ line: body.lines.length, value });
      body.line('');
      body.known.push(value);
    }
  }

  private step(): void {
    const { body, random } = this;
    if (body.module.callees.length > 0 && random.chance(0.12)) this.call(random.pick(body.module.callees));
    else if (random.chance(0.03)) this.variableSize();
    else body.instruction();
    if (random.chance(0.15) && body.known.length > 0) body.mix(random.pick(body.known));
  }

  private call({ name, params, result }: Callee): void {
    const { body } = this;
    const args = params.map(({ type, how, attributes }) => {
      const value = body.value(type);
      if (how === 'value') return `${text(type)}${attributes} ${value.text}`;
      const copy = body.name('copy');
      body.line(`${copy} = alloca ${text(type)}, align 8`);
      body.line(`store ${typed(value)}, ptr ${copy}`);
      return `ptr byval(${text(type)}) align 8 ${copy}`;
    });
    let callee = `@${name}`;
    if (this.random.chance(0.2)) {
      // Through a pointer that only the machine knows.
      const slot = body.name('p');
      body.line(`${slot} = alloca ptr`);
      body.line(`store volatile ptr ${callee}, ptr ${slot}`);
      callee = body.name('p');
      body.line(`${callee} = load volatile ptr, ptr ${slot}`);
    }
    body.define(result, `call ${text(result)} ${callee}(${args.join(', ')})`);
  }

  /** An object whose size is known when the program runs; it is gone behind the step, or when the function returns. */
  private variableSize(): void {
    const { body, random } = this;
    const type = random.pick(body.palette);
    const kept = random.chance(0.5);
    const saved = body.name('p');
    body.module.declare('declare ptr @llvm.stacksave.p0()');
    body.module.declare('declare void @llvm.stackrestore.p0(ptr)');
    body.module.declare('declare void @llvm.memset.p0.i32(ptr, i8, i32, i1 immarg)');
    if (!kept) body.line(`${saved} = call ptr @llvm.stacksave.p0()`);
    const count = body.hidden(I32, `and ${typed(body.value(I32))}, 7`);
    const more = body.hidden(I32, `add ${typed(count)}, 1`);
    const array = body.name('p');
    body.line(`${array} = alloca ${text(type)}, ${typed(more)}`);
    const end = body.name('p');
    body.line(`${end} = getelementptr inbounds ${text(type)}, ptr ${array}, ${typed(count)}`);
    const byte = body.value(int(8));
    const size = random.pick([1, 3, 8, 40]);
    if (type.kind === 'int' && fillsBytes(type)) {
      const bytes = body.hidden(I32, `mul ${typed(more)}, ${type.bits / 8}`);
      body.line(`call void @llvm.memset.p0.i32(ptr ${array}, ${typed(byte)}, ${typed(bytes)}, i1 false)`);
    } else {
      const buffer = body.name('p');
      body.line(`${buffer} = alloca [${size} x i8]`);
      body.line(`call void @llvm.memset.p0.i32(ptr ${buffer}, ${typed(byte)}, i32 ${size}, i1 false)`);
      const last = body.name('p');
      body.line(`${last} = getelementptr i8, ptr ${buffer}, i32 ${size - 1}`);
      body.mix(body.hidden(int(8), `load i8, ptr ${last}`));
      body.line(`store ${typed(body.value(type))}, ptr ${end}`);
    }
    body.define(type, `load ${text(type)}, ptr ${end}`);
    if (!kept) body.line(`call void @llvm.stackrestore.p0(ptr ${saved})`);
  }

  private end(block: number): void {
    const { body, random, flow } = this;
    const targets = flow.successors[block] as number[];
    if (targets.length === 0) {
      for (const value of body.known.slice(-6)) body.mix(value);
      for (const { type, text: name } of body.places) body.mix(body.hidden(type, `load ${text(type)}, ptr ${name}`));
      const given =
        this.result === I32 && random.chance(0.5) ? body.hidden(I32, 'load i32, ptr @h') : body.value(this.result);
      body.line(`ret ${typed(given)}`);
      this.tails[block] = `b${block}`;
      return;
    }
    let tail = `b${block}`;
    const condition = targets.length === 2 ? body.condition() : undefined;
    const selector = targets.length > 2 ? this.selector() : undefined;
    if (targets.some((to) => to <= block)) {
      const left = body.hidden(I32, 'load i32, ptr %fuel');
      const less = body.hidden(I32, `sub i32 ${left.text}, 1`);
      body.line(`store i32 ${less.text}, ptr %fuel`);
      const empty = body.hidden(I1, `icmp sle i32 ${less.text}, 0`);
      tail = `b${block}.on`;
      body.line(`br i1 ${empty.text}, label %out, label %${tail}`);
      body.lines.push(`${tail}:`);
    }
    this.tails[block] = tail;
    const label = (to: number | undefined) => `label %b${to}`;
    const [first, ...others] = targets;
    if (condition !== undefined) body.line(`br ${typed(condition)}, ${label(first)}, ${label(targets[1])}`);
    else if (selector === undefined) body.line(`br ${label(first)}`);
    else if (random.chance(0.3)) {
      const table = `@t${body.module.globals.length}`;
      const addresses = targets.map((to) => `ptr blockaddress(@${this.name}, %b${to})`);
      body.module.globals.push(`${table} = internal constant [${targets.length} x ptr] [${addresses.join(', ')}]`);
      const index = body.hidden(I32, `urem ${typed(body.value(I32))}, ${targets.length}`);
      const [at, to] = [body.name('p'), body.name('p')];
      body.line(`${at} = getelementptr [${targets.length} x ptr], ptr ${table}, i32 0, ${typed(index)}`);
      body.line(`${to} = load ptr, ptr ${at}`);
      body.line(`indirectbr ptr ${to}, [${targets.map(label).join(', ')}]`);
    } else {
      const cases = others.map((to, i) => `${text(selector.type)} ${selector.cases[i]}, ${label(to)}`);
      body.line(`switch ${typed(selector)}, ${label(first)} [ ${cases.join(' ')} ]`);
    }
  }

  /** A small number or a wide one, and four different cases of it. */
  private selector(): Value & { cases: string[] } {
    const { body, random } = this;
    const type = random.pick(body.palette.filter((one) => one.kind === 'int' && one.bits >= 3));
    const base = random.below(4);
    const step = type.kind === 'int' && type.bits > 8 ? random.pick([1, 1, 3, 17]) : 1;
    const value = body.value(type);
    // Few values hit a case of a wide number by themselves.
    const masked = random.chance(0.7) ? body.hidden(type, `and ${typed(value)}, 3`) : value;
    return {
      ...masked,
      cases: [0, 1, 2, 3].map((i) => String(base % 2 === 0 ? i * step : (i * step + base) % 128)).slice(0, 4),
    };
  }

  private finishPhis(): void {
    const { flow } = this;
    for (const [block, phis] of this.phis.entries()) {
      for (const { line, value } of phis) {
        const incoming = new Map<number, string>();
        const ways = (flow.predecessors[block] as number[]).map((from) => {
          let way = incoming.get(from);
          if (way === undefined) {
            const fitting = (this.atEnd[from] as Value[]).filter(({ type }) => text(type) === text(value.type));
            way =
              fitting.length > 0 && this.random.chance(0.85)
                ? this.random.pick(fitting.slice(-5)).text
                : constant(this.random, value.type);
            incoming.set(from, way);
          }
          return `[ ${way}, %${this.tails[from]} ]`;
        });
        (this.blocks[block] as string[])[line] = `  ${value.text} = phi ${text(value.type)} ${ways.join(', ')}`;
      }
    }
  }
}
