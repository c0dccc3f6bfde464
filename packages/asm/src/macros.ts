/** Macros: their parameters, the arguments of a call, and putting the arguments into a line (mvasm.md, Directives). */
import { LIMITS } from './limits.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import type { Line, Place } from './source.js';

export interface MacroParameter {
  readonly name: string;
  /** `:req`: an argument must be given. */
  readonly required: boolean;
  /** `:vararg`: takes the rest of the line. */
  readonly rest: boolean;
  readonly fallback: string;
}

/** Lines that were collected to be read again. */
export interface Body {
  readonly lines: readonly string[];
  readonly file: string;
  /** Number of the first line in `file`. */
  readonly first: number;
}

export interface Macro {
  readonly name: string;
  readonly parameters: readonly MacroParameter[];
  readonly body: Body;
  readonly place: Place;
}

/** What `\name` stands for in a body; `@` is the number of the call. */
export type Bindings = ReadonlyMap<string, string>;

/** Reads `name p, q=1, r:req, s:vararg`. */
export function parseMacroHead(scanner: Scanner): { name: string; parameters: MacroParameter[] } {
  const name = scanner.identifier();
  if (name === undefined) return scanner.fail(`expected the macro's name, found ${scanner.found()}`);
  const parameters: MacroParameter[] = [];
  scanner.accept(',');
  while (!scanner.atEnd()) {
    const start = scanner.pos;
    const parameter = scanner.identifier();
    if (parameter === undefined) return scanner.fail(`expected a parameter's name, found ${scanner.found()}`);
    if (parameters.some((p) => p.name === parameter))
      scanner.fail(`the parameter '${parameter}' appears twice`, undefined, start);
    if (parameters.at(-1)?.rest === true) scanner.fail('a :vararg parameter must be the last one', undefined, start);
    let required = false;
    let rest = false;
    if (scanner.accept(':')) {
      const at = scanner.pos;
      const property = scanner.identifier();
      if (property === 'req') required = true;
      else if (property === 'vararg') rest = true;
      else scanner.fail('a parameter may be marked :req or :vararg', undefined, at);
    }
    const fallback = scanner.accept('=') ? readArgument(scanner, true) : '';
    parameters.push({ name: parameter, required, rest, fallback });
    scanner.accept(',');
  }
  return { name, parameters };
}

/** Takes text up to a comma outside brackets and quotes, or up to the end of the statement; without blanks at its ends. */
function readArgument(scanner: Scanner, stopAtBlank: boolean): string {
  scanner.peek();
  const { text } = scanner;
  const start = scanner.pos;
  let depth = 0;
  let pos = start;
  for (; pos < text.length; pos++) {
    const ch = text[pos] as string;
    if (ch === '"' || (ch === "'" && /^'(?:\\.[^']*|[^'\\])'/.test(text.slice(pos, pos + 12)))) {
      const close = closingQuote(text, pos, ch);
      if (close < 0) break;
      pos = close;
    } else if (ch === '(' || ch === '[' || ch === '{') depth++;
    else if (ch === ')' || ch === ']' || ch === '}') depth--;
    else if (ch === ';' || (ch === ',' && depth <= 0)) break;
    else if (stopAtBlank && depth <= 0 && (ch === ' ' || ch === '\t')) break;
  }
  scanner.pos = pos;
  return text.slice(start, pos).trim();
}

function closingQuote(text: string, open: number, quote: string): number {
  for (let pos = open + 1; pos < text.length; pos++) {
    if (text[pos] === '\\') pos++;
    else if (text[pos] === quote) return pos;
  }
  return -1;
}

/** The rest of the statement, without its comment. */
function readRest(scanner: Scanner): string {
  scanner.peek();
  const start = scanner.pos;
  let last = start;
  for (;;) {
    readArgument(scanner, false);
    last = scanner.pos;
    if (!scanner.accept(',')) break;
  }
  return scanner.text.slice(start, last).trim();
}

/** Reads the arguments of a call and binds them. @throws StatementError when they do not fit the parameters. */
export function bindArguments(macro: Macro, scanner: Scanner, call: number): Bindings {
  const { parameters } = macro;
  const bound = new Map<string, string>([['@', String(call)]]);
  let position = 0;
  while (!scanner.atEnd()) {
    const start = scanner.pos;
    const named = namedParameter(parameters, scanner);
    const parameter = named ?? parameters[position++];
    if (parameter === undefined)
      scanner.fail(
        `too many arguments for macro '${macro.name}'`,
        `it takes ${parameters.length}: ${parameters.map((p) => p.name).join(', ') || 'none'}`,
        start,
      );
    if (bound.has(parameter.name)) scanner.fail(`the parameter '${parameter.name}' is given twice`, undefined, start);
    bound.set(parameter.name, parameter.rest ? readRest(scanner) : readArgument(scanner, false));
    if (!scanner.accept(',')) break;
    if (scanner.atEnd()) break;
  }
  scanner.end('the arguments');
  for (const parameter of parameters) {
    const given = bound.get(parameter.name);
    if (given !== undefined && given !== '') continue;
    if (parameter.required) scanner.fail(`macro '${macro.name}' needs the argument '${parameter.name}'`);
    bound.set(parameter.name, parameter.fallback);
  }
  return bound;
}

/** Takes `name =` when it names a parameter. */
function namedParameter(parameters: readonly MacroParameter[], scanner: Scanner): MacroParameter | undefined {
  const start = scanner.pos;
  const word = scanner.identifier();
  if (word !== undefined) {
    const parameter = parameters.find((p) => p.name === word);
    if (parameter !== undefined && scanner.accept('=') && scanner.text[scanner.pos] !== '=') return parameter;
  }
  scanner.pos = start;
  return undefined;
}

/** Reads the values of `.irp`. */
export function readValues(scanner: Scanner): string[] {
  const values: string[] = [];
  do values.push(readArgument(scanner, false));
  while (scanner.accept(','));
  scanner.end('the values');
  return values;
}

function isParameterCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 36
  );
}

/**
 * Puts arguments into a line of a body: `\name`, `\@`; `\()` ends a name and disappears. A backslash before anything else stays, as
 * the escapes of texts need.
 * @throws StatementError when the line becomes too long.
 */
export function substitute(text: string, bindings: Bindings, line: Line): string {
  let from = text.indexOf('\\');
  if (from < 0) return text;
  let out = '';
  let done = 0;
  while (from >= 0) {
    let end = from + 1;
    let value: string | undefined;
    const next = text.charCodeAt(end);
    if (next === 0x40) {
      end++;
      value = bindings.get('@');
    } else if (next === 0x28 && text.charCodeAt(end + 1) === 0x29) {
      end += 2;
      value = '';
    } else {
      while (end < text.length && isParameterCharacter(text.charCodeAt(end))) end++;
      value = bindings.get(text.slice(from + 1, end));
      // `\\` is an escaped backslash, not the start of a name.
      if (end === from + 1) end++;
    }
    if (value !== undefined) {
      out += text.slice(done, from) + value;
      done = end;
      if (out.length > LIMITS.lineLength)
        throw new StatementError(
          { line, column: from + 1 },
          'this line becomes too long when the arguments are put in',
        );
    }
    from = text.indexOf('\\', end);
  }
  return out + text.slice(done);
}
