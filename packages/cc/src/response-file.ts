/** Response files: `@file` on a command line stands for the arguments in that file, as gcc reads it. */
import { readFileSync } from 'node:fs';
import { HsxError } from '@hsx/isa';

const NESTING_MAX = 16;
const ARGUMENTS_MAX = 1_000_000;

/**
 * Expands every `@file`; one that does not exist stays as it is.
 * @throws HsxError EINVAL when response files name each other in a circle.
 */
export function expandResponseFiles(args: readonly string[], depth = 0): string[] {
  const result: string[] = [];
  for (const arg of args) {
    if (arg.length < 2 || !arg.startsWith('@')) {
      result.push(arg);
      continue;
    }
    const text = readIfPresent(arg.slice(1));
    if (text === undefined) {
      result.push(arg);
      continue;
    }
    if (depth === NESTING_MAX)
      throw new HsxError('EINVAL', `${arg}: response files are nested more than ${NESTING_MAX} deep`);
    for (const inner of expandResponseFiles(splitArguments(text), depth + 1)) result.push(inner);
    if (result.length > ARGUMENTS_MAX) throw new HsxError('EINVAL', `${arg}: more than ${ARGUMENTS_MAX} arguments`);
  }
  return result;
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Splits at white space; quotes of both kinds group, a backslash takes the next character as it is. */
export function splitArguments(text: string): string[] {
  const args: string[] = [];
  let current: string | undefined;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    if (char === '\\' && index + 1 < text.length) {
      current = (current ?? '') + (text[++index] as string);
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else current = (current ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      current ??= '';
    } else if (/\s/.test(char)) {
      if (current !== undefined) args.push(current);
      current = undefined;
    } else {
      current = (current ?? '') + char;
    }
  }
  if (current !== undefined) args.push(current);
  return args;
}
