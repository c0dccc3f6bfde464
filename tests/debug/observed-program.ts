/** A program of which the variables are compared between an optimised and an unoptimised build. */
import type { ObjectFile } from '@hsx/image';
import { assembleText, compileIr } from '../../packages/llc/src/testing/guest.js';
import type { Toolchain } from '../fuzz/toolchain.js';
import { Debugger } from './debugger.js';
import { observeRecords, reportRecords } from './ir-records.js';
import { OBSERVE, type Observation, observe, type SeenFrame } from './observe.js';

type Level = 'core' | 'ext';

const INPUTS = [1, 0x9e3779b9];
const LIMITS = { hits: 4, steps: 20_000_000 };
/** Values around the jump of control are passed over by these. */
const NO_STATEMENT = /^(return|goto|break|continue|case|default|else|\}|#|union |struct \w+ \{)/;

/** Puts calls of `observe` behind simple statements of a program with functions `unsigned NAME(unsigned)`, and a main that calls those. */
export function withObservations(
  source: string,
  entries: readonly string[],
  inputs: readonly number[] = INPUTS,
): string {
  let id = 0;
  let inside = false;
  const lines = source.split('\n').flatMap((line) => {
    if (/^\S.*\)\s*\{$/.test(line) || line === '{') inside = true;
    else if (/^\}/.test(line)) inside = false;
    const text = line.trim();
    if (!inside || !/^\s+\S.*;$/.test(line) || NO_STATEMENT.test(text) || /^do\b/.test(text)) return [line];
    return [line, `observe(${++id});`];
  });
  const calls = entries.flatMap((name) => inputs.map((input) => `  h ^= ${name}(${input >>> 0}u);`));
  return [
    'void observe(int);',
    ...lines,
    // Programs of csmith have one that is called otherwise.
    '#undef main',
    'int main(void) {',
    '  unsigned h = 0;',
    ...calls,
    '  observe(0);',
    '  return (int)h;',
    '}',
    '',
  ].join('\n');
}

export interface Build {
  optimisation: string;
  level: Level;
}

/** Compiles and runs a program with debug data. */
export async function observeBuild(
  tools: Toolchain,
  source: string,
  flags: readonly string[],
  { optimisation, level }: Build,
): Promise<Observation[]> {
  const ir = await tools.ir(source, [optimisation, '-g', ...flags]);
  const objects: ObjectFile[] = [compileIr(ir, level, 'program.c'), assembleText(OBSERVE, 'observe.mvasm', level)];
  return observe(Debugger.link([...objects, ...(await libraryOf(tools, objects, level))], level), LIMITS);
}

async function libraryOf(tools: Toolchain, objects: readonly ObjectFile[], level: Level): Promise<ObjectFile[]> {
  return (await tools.library(objects, level)).members.map(({ object }) => object);
}

/** A value that is shown and is not that of the unoptimised build. */
interface Difference {
  observation: number;
  frame: SeenFrame;
  key: string;
  value: bigint;
  text: string;
}

export interface Comparison {
  wrong: Difference[];
  /** The program does not even call `observe` alike. */
  diverges: boolean;
  /** Scalars that the unoptimised build shows, and how many of them the other one shows too. */
  visible: number;
  shown: number;
}

/** Compares what two builds show. The first is the unoptimised one: all its variables are right once they are declared. */
export function compareObservations(plain: readonly Observation[], optimised: readonly Observation[]): Comparison {
  const ids = (list: readonly Observation[]) => list.map(({ id }) => id).join(' ');
  const result: Comparison = { wrong: [], diverges: ids(plain) !== ids(optimised), visible: 0, shown: 0 };
  if (!result.diverges)
    plain.forEach(({ id, frames }, i) => {
      for (const [a, b] of pairs(frames, optimised[i]?.frames ?? [])) compareFrames(a, b, { i, id }, result);
    });
  return result;
}

/** Leaves only the differences that the records of the IR do not make themselves. */
export async function withoutFrontEnd(
  tools: Toolchain,
  source: string,
  flags: readonly string[],
  { optimisation, level }: Build,
  wrong: readonly Difference[],
): Promise<Difference[]> {
  if (wrong.length === 0) return [];
  const ir = await tools.ir(source, [optimisation, '-g', ...flags]);
  const library = await libraryOf(
    tools,
    [compileIr(reportRecords(ir).ir, level), assembleText(OBSERVE, 'o', level)],
    level,
  );
  const recorded = observeRecords(ir, level, () => library, LIMITS);
  return wrong.filter(({ observation, frame, key, value }) => {
    const records = recorded[observation]?.[frame.machine];
    const variable = `${frame.chain}|${variableOf(key)}`;
    if (records?.has(`${variable}!`) === true) return false;
    const said = records?.get(`${frame.chain}|${key}`) ?? records?.get(`${variable}@${frame.offsets.get(key)}`);
    return said === undefined || !sameLowBits(said, value);
  });
}

/** The variable of a scalar. */
function variableOf(key: string): string {
  return /^[^.[]*/.exec(key)?.[0] ?? '';
}

/** A record may have more bits than the variable, which is at least a byte. */
function sameLowBits(said: bigint, value: bigint): boolean {
  return [8, 16, 32, 64].some((bits) => value < 1n << BigInt(bits) && BigInt.asUintN(bits, said) === value);
}

/** Frames of both builds that are the same call. A frame that a jump replaced is only in the first list. */
function pairs(plain: readonly SeenFrame[], optimised: readonly SeenFrame[]): [SeenFrame, SeenFrame][] {
  const found: [SeenFrame, SeenFrame][] = [];
  const names = plain.map((frame) => frame.function);
  const ambiguous = plain.length !== optimised.length && new Set(names).size < names.length;
  let at = 0;
  for (const frame of optimised) {
    const match = plain.findIndex((other, i) => i >= at && other.function === frame.function);
    if (match < 0 || ambiguous) continue;
    found.push([plain[match] as SeenFrame, frame]);
    at = match + 1;
  }
  return found;
}

function compareFrames(
  plain: SeenFrame,
  optimised: SeenFrame,
  { i, id }: { i: number; id: number },
  result: Comparison,
): void {
  for (const [key, value] of plain.values) {
    const name = variableOf(key);
    // What is declared further down, or on this line, has no value yet.
    if ((plain.lines.get(name) ?? 0) >= plain.line) continue;
    result.visible++;
    const other = optimised.values.get(key);
    if (other === undefined) continue;
    result.shown++;
    if (other === value) continue;
    const text = `${key} of ${plain.function}, line ${plain.line}, at observe(${id}): ${show(other)}, not ${show(value)}`;
    result.wrong.push({ observation: i, frame: optimised, key, value: other, text });
  }
}

function show(value: bigint): string {
  return `0x${value.toString(16)}`;
}
