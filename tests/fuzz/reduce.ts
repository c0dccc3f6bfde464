/** Makes a failing program smaller: blocks and runs of lines are left out, then bracketed expressions become constants. */
import type { Program } from './differential.js';

export type Shows = (candidate: Program) => Promise<boolean>;

export interface ReduceOptions {
  /** When to stop, as Date.now(). */
  deadline: number;
  progress?: (lines: number) => void;
}

/** The smallest program found. `shows` tells whether a candidate still fails in the same manner. */
export async function reduceProgram(program: Program, shows: Shows, options: ReduceOptions): Promise<Program> {
  let best = program;
  for (const [i] of program.sources.entries()) {
    const attempt = async (lines: readonly string[]): Promise<boolean> => {
      if (Date.now() > options.deadline) return false;
      const candidate = withSource(best, i, lines);
      if (!(await shows(candidate))) return false;
      best = candidate;
      options.progress?.(lines.length);
      return true;
    };
    await dropEntries(best, i, attempt);
    let lines = linesOf(best, i);
    for (let before = Number.POSITIVE_INFINITY; lines.length < before; ) {
      before = lines.length;
      lines = await dropBlocks(lines, attempt);
      lines = await dropRuns(lines, attempt);
      lines = await unwrapBlocks(lines, attempt);
    }
    lines = await shrinkExpressions(lines, attempt);
    await dropRuns(lines, attempt);
  }
  return best;
}

type Attempt = (lines: readonly string[]) => Promise<boolean>;

function linesOf(program: Program, i: number): string[] {
  return (program.sources[i] ?? '').split('\n').filter((line) => line.trim() !== '');
}

/** The program with other lines in one file; entries that are gone are not called. */
function withSource(program: Program, i: number, lines: readonly string[]): Program {
  const sources = program.sources.map((source, k) => (k === i ? `${lines.join('\n')}\n` : source));
  const entries = program.entries.filter((name) =>
    sources.some((text) => new RegExp(`^\\S.*\\b${name}\\(`, 'm').test(text)),
  );
  return { ...program, sources, entries };
}

/** Leaves out whole units first: functions that are called by nobody but the comparison. */
async function dropEntries(program: Program, i: number, attempt: Attempt): Promise<void> {
  if (program.entries.length < 2) return;
  for (const keep of program.entries) {
    const blocks = topLevel(linesOf(program, i)).filter((block) => {
      const name = /\btest\d+(?=\()/.exec(block[0] ?? '')?.[0];
      const unit = /\bu(\d+)_/.exec(block.join(' '))?.[1];
      return (name === undefined || name === keep) && (unit === undefined || `test${unit}` === keep);
    });
    if (await attempt(blocks.flat())) return;
  }
}

/** Splits a file at the ends of its top-level declarations. */
function topLevel(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let depth = 0;
  let block: string[] = [];
  for (const line of lines) {
    block.push(line);
    depth += balance(line);
    if (depth <= 0) {
      blocks.push(block);
      block = [];
      depth = 0;
    }
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}

function balance(line: string): number {
  let depth = 0;
  for (const char of line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ''))
    depth += char === '{' ? 1 : char === '}' ? -1 : 0;
  return depth;
}

/** The line behind the block that a line opens, or undefined where it opens none. */
function blockEnd(lines: readonly string[], start: number): number | undefined {
  let depth = balance(lines[start] ?? '');
  if (depth <= 0) return undefined;
  for (let i = start + 1; i < lines.length; i++) {
    depth += balance(lines[i] ?? '');
    if (depth <= 0) return i + 1;
  }
  return undefined;
}

async function dropBlocks(given: readonly string[], attempt: Attempt): Promise<string[]> {
  let lines = [...given];
  for (let i = lines.length - 1; i >= 0; i--) {
    const end = blockEnd(lines, i);
    if (end === undefined) continue;
    const candidate = [...lines.slice(0, i), ...lines.slice(end)];
    if (await attempt(candidate)) lines = candidate;
  }
  return lines;
}

/** Takes the braces of a block away and keeps what is in it. */
async function unwrapBlocks(given: readonly string[], attempt: Attempt): Promise<string[]> {
  let lines = [...given];
  for (let i = lines.length - 1; i >= 0; i--) {
    const end = blockEnd(lines, i);
    if (end === undefined || !(lines[i] ?? '').startsWith(' ')) continue;
    const candidate = [...lines.slice(0, i), ...lines.slice(i + 1, end - 1), ...lines.slice(end)];
    if (await attempt(candidate)) lines = candidate;
  }
  return lines;
}

async function dropRuns(given: readonly string[], attempt: Attempt): Promise<string[]> {
  let lines = [...given];
  for (let size = 1 << Math.floor(Math.log2(Math.max(lines.length / 2, 1))); size >= 1; size >>= 1) {
    for (let i = lines.length - size; i > -size; i -= size) {
      const from = Math.max(i, 0);
      const run = lines.slice(from, i + size);
      if (run.length === 0 || run.reduce((sum, line) => sum + balance(line), 0) !== 0) continue;
      const candidate = [...lines.slice(0, from), ...lines.slice(i + size)];
      if (await attempt(candidate)) lines = candidate;
    }
  }
  return lines;
}

/** Replaces bracketed groups by a constant, and `a ? b : c` and operators by one of their operands. */
async function shrinkExpressions(given: readonly string[], attempt: Attempt): Promise<string[]> {
  const lines = [...given];
  for (let i = lines.length - 1; i >= 0; i--) {
    for (let position = 0; position < (lines[i] ?? '').length; position++) {
      const line = lines[i] ?? '';
      if (line[position] !== '(') continue;
      const end = closing(line, position);
      if (end === undefined) continue;
      const inner = line.slice(position + 1, end);
      for (const replacement of ['0', '1', ...operands(inner)]) {
        const text = `${line.slice(0, position)}(${replacement})${line.slice(end + 1)}`;
        if (text.length >= line.length) continue;
        const candidate = lines.map((other, k) => (k === i ? text : other));
        if (await attempt(candidate)) {
          lines[i] = text;
          break;
        }
      }
    }
  }
  return lines;
}

function closing(line: string, open: number): number | undefined {
  let depth = 0;
  for (let i = open; i < line.length; i++) {
    if (line[i] === '(') depth++;
    else if (line[i] === ')' && --depth === 0) return i;
  }
  return undefined;
}

/** The bracketed groups directly inside a text. */
function operands(text: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '(') continue;
    const end = closing(text, i);
    if (end === undefined) break;
    if (end - i > 4) found.push(text.slice(i + 1, end));
    i = end;
  }
  return found;
}
