/**
 * Everything that a debugger can show of a program's variables, at each call of `observe(id)`: of the function that calls it, of those
 * inlined around, and of all callers.
 */
import type { SymInline, SymLocal } from '@hsx/image';
import type { Debugger, FrameView } from './debugger.js';

/** The routine that the program calls: the run stops in it. */
export const OBSERVE = '.export observe\n.type observe, func\nobserve: .cfi sp + 4\n BRK 1\n RET\n .cfi end\n';

/** A function of the source that is being executed, inlined or not. */
export interface SeenFrame {
  function: string;
  /** Where it is: at the call of the next inner frame. */
  line: number;
  /** Scalars by `variable:line.member`, as numbers or bit patterns; only those that are known. */
  values: Map<string, bigint>;
  /** Where in its variable each of them begins, in bytes. */
  offsets: Map<string, number>;
  /** Which frame of the machine it is part of, and the calls that were inlined around it, innermost first. */
  machine: number;
  chain: string;
  /** Variables that are visible there, with the line that declares each. */
  lines: Map<string, number>;
}

export interface Observation {
  id: number;
  /** Innermost first. */
  frames: SeenFrame[];
}

export interface ObserveOptions {
  /** Of each id, only so many calls are looked at. */
  hits: number;
  /** Instructions that the program may retire. */
  steps: number;
}

/** Runs a program to its end. */
export function observe(debug: Debugger, options: ObserveOptions): Observation[] {
  const reader = new FrameReader(debug);
  const hits = new Map<number, number>();
  const seen: Observation[] = [];
  for (let left = options.steps; left > 0; ) {
    const { reason, retired } = debug.vm.clock(left);
    left -= retired;
    if (reason === 'break' && debug.vm.lastResult().breakCode === 1) {
      const id = debug.register(0);
      const count = (hits.get(id) ?? 0) + 1;
      hits.set(id, count);
      if (count <= options.hits) seen.push({ id, frames: reader.frames() });
      continue;
    }
    if (reason === 'break') return seen;
    throw new Error(`the program stopped: ${reason}`);
  }
  throw new Error('the program does not end');
}

/** Bytes of a variable that are looked at. */
const SIZE_MAX = 400;
const DEPTH_MAX = 12;

class FrameReader {
  private readonly locals = new Map<string, SymLocal[]>();
  private readonly inlines = new Map<number, SymInline[]>();
  private readonly fields = new Map<number, readonly Field[]>();

  constructor(private readonly debug: Debugger) {
    for (const local of debug.sym.locals ?? []) {
      const key = `${local.function} ${local.inline ?? ''}`;
      const list = this.locals.get(key);
      if (list === undefined) this.locals.set(key, [local]);
      else list.push(local);
    }
  }

  /** The frames around the routine in which the machine stands. */
  frames(): SeenFrame[] {
    const { debug } = this;
    return debug.frameViews().flatMap((view, machine) => this.framesOf(view, machine));
  }

  /** What one frame of the machine stands for, innermost first. */
  private framesOf(view: FrameView, machine: number): SeenFrame[] {
    const { debug } = this;
    const fn = debug.functionAt(view.pc);
    if (fn === undefined || fn.linkage_name === '_start') return [];
    const chain = this.chainAt(view.pc);
    const frames: SeenFrame[] = [];
    let line = debug.lineAt(view.pc);
    const calls = chain.map(({ call_line, call_column }) => `${call_line}:${call_column}`);
    for (const [i, inline] of [...chain, undefined].entries()) {
      const frame: SeenFrame = {
        function: sourceName(inline?.function ?? fn.name),
        line,
        machine,
        chain: calls.slice(i).join(' '),
        values: new Map(),
        offsets: new Map(),
        lines: new Map(),
      };
      for (const local of this.locals.get(`${fn.linkage_name} ${inline?.instance ?? ''}`) ?? [])
        this.read(local, view, frame);
      frames.push(frame);
      line = inline?.call_line ?? 0;
    }
    return frames;
  }

  /** The inlined bodies at a pc, innermost first. */
  private chainAt(pc: number): SymInline[] {
    let chain = this.inlines.get(pc);
    if (chain === undefined) {
      chain = (this.debug.sym.inlines ?? []).filter(({ start, end }) => start <= pc && pc < end).reverse();
      this.inlines.set(pc, chain);
    }
    return chain;
  }

  private read(local: SymLocal, view: FrameView, frame: SeenFrame): void {
    const { debug } = this;
    const size = debug.sizeOf(local.type_id);
    if (size > SIZE_MAX || local.name === '') return;
    const name = `${local.name}:${local.line}`;
    frame.lines.set(name, local.line);
    const locations = local.locations.filter(({ start, end }) => start <= view.pc && view.pc < end);
    if (locations.length === 0) return;
    const { bytes, known } = debug.readIn(view, locations, size);
    for (const field of this.fieldsOf(local.type_id)) {
      const value = scalar(bytes, known, field);
      if (value === undefined) continue;
      frame.values.set(`${name}${field.path}`, value);
      frame.offsets.set(`${name}${field.path}`, field.offset);
    }
  }

  private fieldsOf(id: number | undefined): readonly Field[] {
    if (id === undefined) return [];
    let found = this.fields.get(id);
    if (found === undefined) {
      const made: Field[] = [];
      this.collect(id, '', 0, made, 0);
      found = made;
      this.fields.set(id, found);
    }
    return found;
  }

  /** Scalars that have the same value in every build: no pointers, and nothing of unions, whose bytes need not be defined. */
  private collect(id: number, path: string, offset: number, out: Field[], depth: number): void {
    const type = this.debug.sym.types?.[id];
    if (type === undefined || depth > DEPTH_MAX || out.length > SIZE_MAX) return;
    switch (type.kind) {
      case 'base':
      case 'enum':
        out.push({ path, offset, size: type.size ?? 4, float: type.encoding === 'float' });
        return;
      case 'typedef':
      case 'const':
      case 'volatile':
        if (type.of !== undefined) this.collect(type.of, path, offset, out, depth + 1);
        return;
      case 'array': {
        const size = this.debug.sizeOf(type.of);
        for (let i = 0; i < (type.count ?? 0) && type.of !== undefined; i++)
          this.collect(type.of, `${path}[${i}]`, offset + i * size, out, depth + 1);
        return;
      }
      case 'struct':
        for (const member of type.members ?? []) {
          const at = offset + member.offset;
          const { bit_offset, bit_size } = member;
          if (bit_offset !== undefined && bit_size !== undefined)
            out.push({ path: `${path}.${member.name}`, offset: at, size: 8, float: false, bit_offset, bit_size });
          else this.collect(member.type, `${path}.${member.name}`, at, out, depth + 1);
        }
    }
  }
}

/** A scalar in a variable. */
interface Field {
  path: string;
  offset: number;
  size: number;
  float: boolean;
  bit_offset?: number;
  bit_size?: number;
}

function scalar(bytes: Uint8Array, known: Uint8Array, field: Field): bigint | undefined {
  const { offset, float, bit_offset = 0, bit_size } = field;
  const from = offset + (bit_size === undefined ? 0 : bit_offset >> 3);
  const to = bit_size === undefined ? offset + field.size : offset + ((bit_offset + bit_size + 7) >> 3);
  let value = 0n;
  for (let at = to - 1; at >= from; at--) {
    if (known[at] !== 1) return undefined;
    value = (value << 8n) | BigInt(bytes[at] ?? 0);
  }
  if (bit_size !== undefined) return BigInt.asUintN(bit_size, value >> BigInt(bit_offset & 7));
  return float ? withoutNan(value, to - from) : value;
}

/** Every NaN as the same one. */
function withoutNan(value: bigint, size: number): bigint {
  const [exponent, bits] = size === 2 ? [0x7c00n, 16] : size === 4 ? [0x7f80_0000n, 32] : [0x7ff0n << 48n, 64];
  const magnitude = BigInt.asUintN(bits - 1, value);
  return magnitude > exponent ? exponent + 1n : value;
}

/** The name in the source of a function that the optimiser copied or changed. */
function sourceName(name: string): string {
  return name.replace(/\.(specialized|argprom|llvm|part|constprop|cold|\d).*$/, '');
}
