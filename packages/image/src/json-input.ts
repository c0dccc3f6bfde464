/**
 * JSON from outside: size, encoding and depth are bounded before anything is built, a syntax error names line and column, and a
 * value of the wrong shape is refused with its JSON path, what was found and what was expected.
 */
import { HsxError } from '@hsx/isa';
import type { z } from 'zod';
import { parseFast } from './fail-fast.js';
import { jsonErrorOffset } from './json-syntax.js';

/** Nothing this project writes nests deeper than a few levels; more would only strain whoever walks the value. */
const DEPTH_MAX = 64;

/** Text from another program, made safe to print: control characters escaped, cut to `max` characters. */
export function shown(text: string, max = 60): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(/[\p{Cc}\u2028\u2029]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `path` in JavaScript notation, such as `relocs[3].offset` or `sections["text.main"].hex`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z_]\w*$/.test(String(key))) text += text === '' ? String(key) : `.${String(key)}`;
    else text += `[${JSON.stringify(shown(String(key)))}]`;
  }
  return text === '' ? 'the top level' : text;
}

/** The error for a value at a JSON path. `what` names the format, such as "HXO object". */
export function badJson(what: string, path: readonly PropertyKey[], problem: string, hint?: string): HsxError {
  return new HsxError('EBADMSG', `bad ${what}: ${jsonPath(path)}: ${problem}`, hint);
}

function decodeUtf8(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HsxError('EBADMSG', `bad ${what}: it is no valid UTF-8 text`);
  }
}

/** The offset of the quote that ends the string whose content starts at `from`; the text's length when none does. */
function closingQuote(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c && quote - backslashes > from) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}

/** Refuses deep nesting. Strings are skipped as a whole: most of an object file is long hexadecimal text. */
function checkDepth(text: string, what: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) i = closingQuote(text, i + 1);
    else if (c === 0x5b || c === 0x7b) {
      if (++depth > DEPTH_MAX) {
        throw new HsxError('EBADMSG', `bad ${what}: it nests deeper than ${DEPTH_MAX} levels at offset ${i}`);
      }
    } else if (c === 0x5d || c === 0x7d) depth--;
  }
}

/** A key `__proto__` is nobody's data: whoever copies such an object would change its prototype. */
function refuseProto(value: unknown, text: string, what: string): void {
  // The key can be written with escapes, so any escaped underscore is looked at too.
  if (!/__proto__|\\u005f/i.test(text)) return;
  const pending: unknown[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Object.hasOwn(next, '__proto__')) throw new HsxError('EBADMSG', `bad ${what}: it has a key "__proto__"`);
    for (const inner of Object.values(next)) if (typeof inner === 'object' && inner !== null) pending.push(inner);
  }
}

/**
 * Parses JSON text (or its UTF-8 bytes) of at most `maxSize` characters (bytes).
 * @throws HsxError EBADMSG with line and column of a syntax error.
 */
export function parseJson(input: string | Uint8Array, what: string, maxSize: number): unknown {
  if (input.length > maxSize)
    throw new HsxError('EBADMSG', `bad ${what}: it has ${input.length} bytes, expected at most ${maxSize}`);
  const text = typeof input === 'string' ? input : decodeUtf8(input, what);
  checkDepth(text, what);
  try {
    const value = JSON.parse(text) as unknown;
    refuseProto(value, text, what);
    return value;
  } catch (error) {
    if (error instanceof HsxError) throw error;
    const before = text.slice(0, jsonErrorOffset(text));
    const next = text[before.length];
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    const problem = next === undefined ? 'the text breaks off' : `unexpected ${shown(JSON.stringify(next))}`;
    throw new HsxError('EBADMSG', `bad ${what}: no valid JSON at line ${line}, column ${column}: ${problem}`);
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

function found(value: unknown): string {
  if (typeof value === 'string') return `, found ${shown(JSON.stringify(value))}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `, found ${value}`;
  return '';
}

/**
 * Checks a parsed value against a schema and returns it typed.
 * @throws HsxError EBADMSG for the first problem, with its path.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  checkVersion(value, what);
  const result = parseFast(schema, value);
  if ('data' in result) return result.data;
  const { path, message } = result.problem;
  throw badJson(what, path, `${shown(message, 200)}${found(valueAt(value, path))}`);
}

/** All our JSON formats are at version 1; another number is said so before anything else is complained about. */
function checkVersion(value: unknown, what: string): void {
  const version = valueAt(value, ['version']);
  if (typeof version !== 'number' || version === 1) return;
  throw new HsxError(
    'EBADMSG',
    `unsupported_version:${version}: ${what} has version ${version}; supported version is 1`,
  );
}
