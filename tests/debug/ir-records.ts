/**
 * What the records of the IR themselves say: an optimiser may leave a wrong one behind (LLVM inverts a comparison and forgets the
 * variable that is its result), and then no back-end can be right. Every record becomes code that reports its values; the program is run
 * and the expressions are evaluated with numbers, by an evaluator of its own.
 */
import type { ObjectFile } from '@hsx/image';
import { compileModule } from '@hsx/llc';
import { assembleText, compileIr } from '../../packages/llc/src/testing/guest.js';
import { Debugger } from './debugger.js';
import { OBSERVE, type ObserveOptions } from './observe.js';

const REPORT = 2;
const ENTER = 3;
const ROUTINES = `.export hsx_report
.type hsx_report, func
hsx_report: .cfi sp + 4
 BRK ${REPORT}
 RET
 .cfi end
.export hsx_enter
.type hsx_enter, func
hsx_enter: .cfi sp + 4
 BRK ${ENTER}
 RET
 .cfi end
`;

/** One record: which variable, and the expression over `operands` values. */
interface Record {
  variable: string;
  expression: string[];
  bits: number[];
  /** It says that the variable is gone, or something that is not evaluated here. */
  silent: boolean;
}

const BITS: { [type: string]: number } = { ptr: 32, half: 16, float: 32, double: 64 };
const OPERAND = /^(ptr|half|float|double|i\d+) (%[-\w$.]+|"[^"]*"|-?[\w.+]+)$/;

/** The IR with a call for every record, and the records by number. */
export function reportRecords(ir: string): { ir: string; records: Record[] } {
  const silent = new Set<number>();
  for (;;) {
    const made = withCalls(ir, silent);
    const { diagnostics } = compileModule(made.ir, { path: 'reports.ll', level: 'ext' });
    // A record may name a value that is not there on every path; code may not.
    const lost = diagnostics.flatMap(({ line, message }) => {
      const number = /dominate|before its definition/.test(message) ? made.owners[line - 1] : undefined;
      return number === undefined ? [] : [number];
    });
    if (lost.length === 0) return made;
    for (const number of lost) silent.add(number);
  }
}

/** Each line of the result belongs to a record, or to none. */
function withCalls(
  ir: string,
  lost: ReadonlySet<number>,
): { ir: string; records: Record[]; owners: (number | undefined)[] } {
  const nodes = new Map([...ir.matchAll(/^!(\d+) = (.*)$/gm)].map((match) => [match[1] as string, match[2] as string]));
  const field = (node: string | undefined, name: string): string | undefined =>
    new RegExp(`\\b${name}: (?:!(\\d+)|"([^"]*)"|(\\w+))`)
      .exec(nodes.get(node ?? '') ?? '')
      ?.slice(1)
      .find(Boolean);
  const chainOf = (location: string): string => {
    const calls: string[] = [];
    for (let at = field(location, 'inlinedAt'); at !== undefined && calls.length < 100; at = field(at, 'inlinedAt'))
      calls.push(`${field(at, 'line')}:${field(at, 'column') ?? 0}`);
    return calls.join(' ');
  };
  const records: Record[] = [];
  let count = 0;
  let entering = false;
  let unread = new Set<string | undefined>();
  const owners: (number | undefined)[] = [];
  const lines = ir.split('\n').flatMap((line) => {
    const made = reported(line);
    const owner = line.trimStart().startsWith('#dbg_') ? records.length - 1 : undefined;
    for (const _ of made) owners.push(owner);
    return made;
  });
  const declarations = 'declare void @hsx_report(i32, i32, i64)\ndeclare void @hsx_enter()\n';
  return { ir: `${lines.join('\n')}\n${declarations}`, records, owners };

  function reported(line: string): string[] {
    if (line.startsWith('define ')) {
      entering = true;
      unread = new Set(
        [
          ...line
            .replace(/(sret|byval)\([^)]*\)/g, '')
            .matchAll(/ptr [^,%]*\b(?:writeonly|readnone)\b[^,%]*(%[-\w$.]+)/g),
        ].map(([, name]) => name),
      );
    }
    const found = /^\s+#dbg_(value|assign|declare)\((.*)\)$/.exec(line);
    if (found === null) {
      if (!entering || !/^ {2}\S/.test(line)) return [line];
      entering = false;
      return ['  call void @hsx_enter()', line];
    }
    const { values, variable, expression, location } = parts(found[2] as string);
    const vector = /^<(\d+) x (\w+)> (.*)$/.exec(values[0] ?? '');
    if (vector !== null && found[1] === 'value' && expression.length === 0 && !lost.has(records.length))
      return lanes(
        Number(vector[1]),
        vector[2] as string,
        values[0] as string,
        `${chainOf(location)}|${field(variable, 'name')}:${field(variable, 'line')}`,
      );
    const number = records.length;
    const operands = values.map((value) => OPERAND.exec(value));
    // A mark without memory is a record like others.
    const homeless = found[1] === 'assign' && /, ptr (undef|poison), /.test(found[2] as string);
    const silent =
      (found[1] !== 'value' && !homeless) ||
      lost.has(number) ||
      operands.some((operand) => operand === null || /^(poison|undef)$/.test(operand[2] as string));
    // A part of a variable is one of its own.
    const at = expression.indexOf('DW_OP_LLVM_fragment');
    const place = expression.join() === 'DW_OP_deref';
    // The memory of an argument that is never read may not be filled, that of a result not before the end.
    const part = place
      ? unread.has(operands[0]?.[2])
        ? '!'
        : '*'
      : at < 0
        ? ''
        : `@${Number(expression[at + 1]) / 8}`;
    records.push({
      variable: `${chainOf(location)}|${field(variable, 'name')}:${field(variable, 'line')}${part}`,
      expression,
      bits: operands.map((operand) => BITS[operand?.[1] ?? ''] ?? Number(operand?.[1]?.slice(1))),
      silent,
    });
    const calls = silent
      ? [`  call void @hsx_report(i32 ${number}, i32 -1, i64 0)`]
      : operands.flatMap((operand, i) => {
          const [, type = '', value = ''] = operand as RegExpExecArray;
          const made: string[] = [];
          let word = `${type} ${value}`;
          const convert = (op: string, to: string): void => {
            made.push(`  %hsx.${count} = ${op} ${word} to ${to}`);
            word = `${to} %hsx.${count++}`;
          };
          if (type === 'ptr') convert('ptrtoint', 'i32');
          else if (!type.startsWith('i')) convert('bitcast', `i${BITS[type]}`);
          const width = BITS[type] ?? Number(type.slice(1));
          if (width < 64) convert('zext', 'i64');
          else if (width > 64) convert('trunc', 'i64');
          return [...made, `  call void @hsx_report(i32 ${number}, i32 ${i}, ${word})`];
        });
    if (entering) {
      entering = false;
      calls.unshift('  call void @hsx_enter()');
    }
    return calls;
  }

  /** Each element of a vector is reported as a variable of its own. */
  function lanes(length: number, type: string, vector: string, variable: string): string[] {
    return Array.from({ length }, (_, i) => {
      const bits = BITS[type] ?? Number(type.slice(1));
      records.push({ variable: `${variable}[${i}]`, expression: [], bits: [bits], silent: false });
      const lane = `%hsx.${count++}`;
      const made = [`  ${lane} = extractelement ${vector}, i32 ${i}`];
      let word = `${type} ${lane}`;
      for (const [op, to] of [
        ...(type.startsWith('i') ? [] : [['bitcast', `i${bits}`] as const]),
        ...(bits < 64 ? [['zext', 'i64'] as const] : []),
      ]) {
        made.push(`  %hsx.${count} = ${op} ${word} to ${to}`);
        word = `${to} %hsx.${count++}`;
      }
      return [...made, `  call void @hsx_report(i32 ${records.length - 1}, i32 0, ${word})`];
    }).flat();
  }
}

/** `i32 %x, !7, !DIExpression(…), !9` and the like. */
function parts(text: string): { values: string[]; variable: string; expression: string[]; location: string } {
  const list = /^!DIArgList\((.*?)\), /.exec(text);
  const first = list === null ? (/^(.*?), !/.exec(text)?.[1] ?? '') : '';
  const rest = text.slice(list === null ? first.length + 2 : (list[0] as string).length);
  return {
    values: list === null ? [first] : (list[1] as string).split(', '),
    variable: /^!(\d+)/.exec(rest)?.[1] ?? '',
    expression: (/!DIExpression\(([^)]*)\)/.exec(rest)?.[1] ?? '').split(', ').filter((word) => word !== ''),
    location: /!(\d+)$/.exec(rest)?.[1] ?? '',
  };
}

/** Bytes of a variable in memory that are kept of each observation. */
const MEMORY = 64;

/** What the records say at each observation, frame by frame of the machine, innermost first: values by `chain|variable`. */
export type RecordedFrames = ReadonlyMap<string, bigint | undefined>[];

/** Runs the program with its records as code. */
export function observeRecords(
  ir: string,
  level: 'core' | 'ext',
  library: (objects: readonly ObjectFile[]) => readonly ObjectFile[],
  options: ObserveOptions,
): RecordedFrames[] {
  const made = reportRecords(ir);
  const objects = [compileIr(made.ir, level, 'program.c'), assembleText(OBSERVE + ROUTINES, 'observe.mvasm', level)];
  const debug = Debugger.link([...objects, ...library(objects)], level);
  /** By frame address. */
  const frames = new Map<number, Map<string, bigint | undefined>>();
  const values: bigint[] = [];
  const hits = new Map<number, number>();
  const seen: RecordedFrames[] = [];
  // The calls make programs longer.
  for (let left = options.steps * 20; left > 0; ) {
    const { reason, retired } = debug.vm.clock(left);
    left -= retired;
    const { breakCode } = debug.vm.lastResult();
    if (reason !== 'break' || breakCode === 0) return seen;
    if (breakCode === 1) {
      const id = debug.register(0);
      const count = (hits.get(id) ?? 0) + 1;
      hits.set(id, count);
      if (count <= options.hits)
        seen.push(debug.frameViews().map(({ cfa }) => withMemory(debug, frames.get(cfa) ?? new Map())));
      continue;
    }
    const cfa = debug.frameViews()[0]?.cfa ?? 0;
    if (breakCode === ENTER) {
      frames.set(cfa, new Map());
      continue;
    }
    const record = made.records[debug.register(0)];
    if (record === undefined) throw new Error('a report of no record');
    const index = debug.register(1) | 0;
    const words = [debug.register(2), debug.register(3)];
    let known = frames.get(cfa);
    if (known === undefined) {
      known = new Map();
      frames.set(cfa, known);
    }
    if (index < 0) {
      known.set(record.variable, undefined);
      continue;
    }
    values[index] = BigInt(words[0] ?? 0) | (BigInt(words[1] ?? 0) << 32n);
    if (index === record.bits.length - 1) known.set(record.variable, evaluateRecord(record, values));
  }
  throw new Error('the program does not end');
}

/** What is known of a frame; of variables that lie in memory also their bytes, as `variable@offset`. */
function withMemory(debug: Debugger, known: ReadonlyMap<string, bigint | undefined>): Map<string, bigint | undefined> {
  const made = new Map(known);
  for (const [key, value] of known) {
    if (!key.endsWith('*') || value === undefined) continue;
    for (let at = 0; at < MEMORY; at++) {
      const address = Number(value) + at;
      try {
        const bytes = debug.vm.memRead(address, 8);
        made.set(`${key.slice(0, -1)}@${at}`, new DataView(Uint8Array.from(bytes).buffer).getBigUint64(0, true));
      } catch {
        break;
      }
    }
  }
  return made;
}

/** The value of a record; undefined for what is a place, a part, or unknown to this evaluator. */
function evaluateRecord({ expression, bits }: Record, values: readonly bigint[]): bigint | undefined {
  const stack: { value: bigint; bits: number; signed?: boolean }[] = [];
  const push = (value: bigint, width: number, signed?: boolean): void => {
    stack.push({ value: BigInt.asUintN(width, value), bits: width, ...(signed === undefined ? {} : { signed }) });
  };
  const push0 = (i: number): void => push(values[i] as bigint, bits[i] as number);
  if (!expression.includes('DW_OP_LLVM_arg')) push0(0);
  for (let i = 0; i < expression.length; ) {
    const op = expression[i++];
    const number = (): bigint => BigInt(expression[i++] as string);
    if (op === 'DW_OP_deref' && expression.length === 1) break;
    if (op === 'DW_OP_stack_value' || op === 'DW_OP_LLVM_fragment') break;
    if (op === 'DW_OP_LLVM_arg') {
      push0(Number(number()));
      continue;
    }
    if (op === 'DW_OP_constu' || op === 'DW_OP_consts') {
      // As wide as what it meets.
      push(number(), 64);
      continue;
    }
    const top = stack.pop();
    if (top === undefined) return undefined;
    if (op === 'DW_OP_plus_uconst') push(top.value + number(), top.bits);
    else if (op === 'DW_OP_not') push(~top.value, top.bits);
    else if (op === 'DW_OP_neg') push(-top.value, top.bits);
    else if (op === 'DW_OP_LLVM_convert') {
      const to = Number(number());
      const signed = expression[i++] === 'DW_ATE_signed';
      push(top.signed === true ? BigInt.asIntN(top.bits, top.value) : top.value, to, signed);
    } else {
      const left = stack.pop();
      if (left === undefined) return undefined;
      const width = Math.min(left.bits, top.bits);
      const [a, b] = [BigInt.asUintN(width, left.value), BigInt.asUintN(width, top.value)];
      const [x, y] = [BigInt.asIntN(width, a), BigInt.asIntN(width, b)];
      const made = binary(op ?? '', a, b, x, y);
      if (made === undefined) return undefined;
      push(made, /_(eq|ne)$/.test(op ?? '') ? 1 : width);
    }
  }
  return stack.length === 1 ? stack[0]?.value : undefined;
}

function binary(op: string, a: bigint, b: bigint, x: bigint, y: bigint): bigint | undefined {
  switch (op) {
    case 'DW_OP_plus':
      return a + b;
    case 'DW_OP_minus':
      return a - b;
    case 'DW_OP_mul':
      return a * b;
    case 'DW_OP_div':
      return y === 0n ? undefined : x / y;
    case 'DW_OP_mod':
      return y === 0n ? undefined : x % y;
    case 'DW_OP_and':
      return a & b;
    case 'DW_OP_or':
      return a | b;
    case 'DW_OP_xor':
      return a ^ b;
    case 'DW_OP_shl':
      return a << b;
    case 'DW_OP_shr':
      return a >> b;
    case 'DW_OP_shra':
      return x >> b;
    case 'DW_OP_eq':
      return a === b ? 1n : 0n;
    case 'DW_OP_ne':
      return a === b ? 0n : 1n;
    default:
      return undefined;
  }
}
