/**
 * Gives the lines to be assembled: a stack of files, macro calls and repetitions, with the conditionals applied
 * (mvasm.md, Directives).
 */
import { LIMITS } from './limits.js';
import {
  type Bindings,
  type Body,
  bindArguments,
  type Macro,
  parseMacroHead,
  readValues,
  substitute,
} from './macros.js';
import { type Report, StatementError } from './report.js';
import { Scanner } from './scanner.js';
import { type Line, noteAt, type Place, type Via } from './source.js';

interface Conditional {
  readonly place: Place;
  /** Lines are assembled now. */
  active: boolean;
  /** A branch was taken, or the whole conditional lies in lines that are skipped. */
  taken: boolean;
  inElse: boolean;
}

interface Frame {
  readonly kind: 'file' | 'macro' | 'repeat';
  readonly body: Body;
  /** Where the lines come from that the C preprocessor has put into a file, and how far their numbers are from those here. */
  origin: { file: string; shift: number } | undefined;
  readonly via: Via | undefined;
  /** Of the main source; 0 in the main source itself. */
  readonly top: number;
  readonly conditionals: Conditional[];
  /** One per round; a file has one without arguments. */
  readonly rounds: { count: number; bindings(round: number): Bindings | undefined };
  round: number;
  index: number;
  bindings: Bindings | undefined;
}

/** What the reader asks of the assembler. */
export interface ReaderHost {
  /** Reads an expression that must be known now. */
  constant(scanner: Scanner): number;
  /** Whether a name is defined so far. */
  isDefined(name: string): boolean;
  readFile(path: string): string | undefined;
}

/** What the C preprocessor writes where the line or the file changes: `# 12 "start.S" 2`. */
const LINE_MARKER = /^# (\d{1,9}) "((?:[^"\\]|\\.)*)"[ \d]*$/;

const ONCE = { count: 1, bindings: () => undefined };

/** The folder part of a path, with its slash. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** `path` seen from `folder` (which ends in a slash or is empty), without `.` and inner `..` parts. */
export function joinPath(folder: string, path: string): string {
  const whole = /^(?:[/\\]|[A-Za-z]:)/.test(path) ? path : folder + path;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..' && last !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

export class Reader {
  private readonly frames: Frame[] = [];
  private readonly macros = new Map<string, Macro>();
  private calls = 0;
  private linesRead = 0;
  private expandedText = 0;

  constructor(
    private readonly report: Report,
    private readonly host: ReaderHost,
    path: string,
    text: string,
    private readonly includeDirs: readonly string[],
  ) {
    this.push('file', { lines: splitLines(text), file: path, first: 1 }, undefined, undefined, ONCE);
  }

  /** The next line to be assembled; `undefined` at the end. */
  next(): Line | undefined {
    for (;;) {
      const line = this.raw();
      if (line === undefined) {
        if (this.frames.length === 0) return undefined;
        this.endFrame();
        continue;
      }
      const conditional = this.frames.at(-1)?.conditionals.at(-1);
      if (conditional === undefined || conditional.active) return line;
      this.report.guard(() => this.skip(line));
    }
  }

  /** The next line of the same file, macro or repetition, whatever it holds; `undefined` at its end. */
  raw(): Line | undefined {
    const frame = this.frames.at(-1);
    if (frame === undefined) return undefined;
    const { body } = frame;
    if (frame.index >= body.lines.length) {
      if (frame.round + 1 >= frame.rounds.count || body.lines.length === 0) return undefined;
      // A conditional must end in the round where it begins.
      if (frame.conditionals.length > 0) return undefined;
      frame.round++;
      frame.index = 0;
      frame.bindings = frame.rounds.bindings(frame.round);
    }
    const here = body.first + frame.index;
    const text = body.lines[frame.index++] as string;
    const marker = frame.kind === 'file' ? LINE_MARKER.exec(text) : null;
    if (marker !== null) {
      const [, number, file = ''] = marker;
      frame.origin = { file: file.replace(/\\(.)/g, '$1'), shift: Number(number) - (here + 1) };
      return this.raw();
    }
    const number = here + (frame.origin?.shift ?? 0);
    const file = frame.origin?.file ?? body.file;
    const line: Line = { text, file, number, top: frame.top || number, via: frame.via };
    if (++this.linesRead > LIMITS.lines)
      this.report.fatal({ line, column: 1 }, `the source becomes more than ${LIMITS.lines} lines`);
    if (text.length > LIMITS.lineLength)
      this.report.fatal({ line, column: 1 }, `a line has more than ${LIMITS.lineLength} characters`);
    if (frame.bindings === undefined) return line;
    let expanded = text;
    const { bindings } = frame;
    this.report.guard(() => {
      expanded = substitute(text, bindings, line);
    });
    this.expandedText += expanded.length;
    if (this.expandedText > LIMITS.expandedText)
      this.report.fatal({ line, column: 1 }, 'the macros of this source make too much text');
    return expanded === text ? line : { ...line, text: expanded };
  }

  /** Gives the line that `raw` has just taken back. */
  back(): void {
    const frame = this.frames.at(-1);
    if (frame !== undefined && frame.index > 0) frame.index--;
  }

  findMacro(name: string): Macro | undefined {
    return this.macros.get(name);
  }

  macroNames(): Iterable<string> {
    return this.macros.keys();
  }

  /** `.macro`: collects the body. The scanner stands after the directive. */
  defineMacro(scanner: Scanner, place: Place): void {
    const head = catchError(() => parseMacroHead(scanner));
    const body = this.collect('.macro', /^\.macro$/i, '.endm', /^\.endm$/i, place);
    if (head.error !== undefined) throw head.error;
    const { name, parameters } = head.value;
    const before = this.macros.get(name);
    if (before !== undefined)
      throw new StatementError(place, `macro '${name}' is defined twice`, '.purgem forgets a macro', [
        noteAt(before.place, `'${name}' is first defined here`),
      ]);
    this.macros.set(name, { name, parameters, body, place });
  }

  /** `.purgem name`. */
  forgetMacro(name: string): boolean {
    return this.macros.delete(name);
  }

  /** Begins the expansion of a macro; its lines come next. */
  call(macro: Macro, scanner: Scanner, place: Place): void {
    const bindings = bindArguments(macro, scanner, this.calls++);
    const via = { what: `in expansion of macro '${macro.name}'`, place };
    this.push('macro', macro.body, via, place, { count: 1, bindings: () => bindings });
  }

  /** `.exitm`: leaves the innermost macro. */
  exitMacro(place: Place): void {
    if (!this.frames.some((frame) => frame.kind === 'macro'))
      throw new StatementError(place, '.exitm is only for the inside of a macro');
    for (;;) {
      const frame = this.frames.pop();
      if (frame === undefined || frame.kind === 'macro') return;
    }
  }

  /** `.rept n`. */
  repeat(scanner: Scanner, place: Place): void {
    const count = catchError(() => {
      scanner.peek();
      const at = scanner.place();
      const n = this.host.constant(scanner);
      scanner.end('.rept');
      if (n < 0) throw new StatementError(at, `cannot repeat ${n} times`);
      return n;
    });
    const body = this.collectRepetition('.rept', place);
    if (count.error !== undefined) throw count.error;
    if (count.value > 0)
      this.push('repeat', body, place.line.via, place, { count: count.value, bindings: () => undefined });
  }

  /** `.irp name, a, b, c`: one round per value. */
  repeatValues(scanner: Scanner, place: Place): void {
    const head = catchError(() => {
      const name = scanner.identifier();
      if (name === undefined) return scanner.fail(`expected a name, found ${scanner.found()}`);
      scanner.accept(',');
      return { name, values: readValues(scanner) };
    });
    const body = this.collectRepetition('.irp', place);
    if (head.error !== undefined) throw head.error;
    const { name, values } = head.value;
    this.push('repeat', body, place.line.via, place, {
      count: values.length,
      bindings: (round) => new Map([[name, values[round] ?? '']]),
    });
  }

  /** `.include "path"`. */
  include(path: string, place: Place): void {
    const folders = [folderOf(place.line.file), ...this.includeDirs.map((dir) => (dir === '' ? '' : `${dir}/`))];
    for (const folder of folders) {
      const full = joinPath(folder, path);
      const text = this.host.readFile(full);
      if (text === undefined) continue;
      const open = this.frames.filter((frame) => frame.kind === 'file').map((frame) => frame.body.file);
      const loop = open.indexOf(full);
      if (loop >= 0)
        throw new StatementError(place, `this file includes itself: ${[...open.slice(loop), full].join(' -> ')}`);
      const via = { what: 'in the file included here', place };
      this.push('file', { lines: splitLines(text), file: full, first: 1 }, via, place, ONCE);
      return;
    }
    throw new StatementError(
      place,
      `cannot find '${path}'`,
      `searched in ${folders.map((folder) => folder.replace(/\/$/, '') || '.').join(', ')}`,
    );
  }

  /** `.if`, `.ifdef`, `.ifndef`: the condition is evaluated only here, where lines are active. */
  beginIf(word: string, scanner: Scanner, place: Place): void {
    const conditional: Conditional = { place, active: false, taken: true, inElse: false };
    this.frames.at(-1)?.conditionals.push(conditional);
    // After a malformed condition all branches are skipped.
    conditional.active = this.test(word, scanner);
    conditional.taken = conditional.active;
  }

  /** `.elseif`, `.else`, `.endif`. */
  branch(word: string, scanner: Scanner, place: Place): void {
    const frame = this.frames.at(-1);
    const conditional = frame?.conditionals.at(-1);
    if (frame === undefined || conditional === undefined) throw new StatementError(place, `${word} without .if`);
    if (word === '.endif') {
      frame.conditionals.pop();
      scanner.end('.endif');
      return;
    }
    if (conditional.inElse)
      throw new StatementError(place, `${word} after .else`, undefined, [noteAt(conditional.place, 'the .if is here')]);
    if (word === '.else') {
      conditional.inElse = true;
      conditional.active = !conditional.taken;
      conditional.taken = true;
      scanner.end('.else');
      return;
    }
    conditional.active = false;
    if (conditional.taken) return;
    conditional.taken = true;
    conditional.active = this.test('.if', scanner);
    conditional.taken = conditional.active;
  }

  private test(word: string, scanner: Scanner): boolean {
    if (word === '.if') {
      const value = this.host.constant(scanner);
      scanner.end('the condition');
      return value !== 0;
    }
    const name = scanner.symbolName('a symbol');
    scanner.end('the name');
    return (this.host.isDefined(name) || this.macros.has(name)) === (word === '.ifdef');
  }

  /** Looks at a line that is not assembled: only conditionals count. */
  private skip(line: Line): void {
    const scanner = new Scanner(line);
    if (scanner.peek() !== 0x2e) return;
    const place = scanner.place();
    const word = scanner.identifier()?.toLowerCase();
    if (word === '.if' || word === '.ifdef' || word === '.ifndef')
      this.frames.at(-1)?.conditionals.push({ place, active: false, taken: true, inElse: false });
    else if (word === '.elseif' || word === '.else' || word === '.endif') this.branch(word, scanner, place);
  }

  private collectRepetition(word: string, place: Place): Body {
    return this.collect(word, /^\.(?:rept|irp)$/i, '.endr', /^\.endr$/i, place);
  }

  /** Takes the lines up to the matching end. */
  private collect(word: string, opens: RegExp, end: string, closes: RegExp, place: Place): Body {
    const lines: string[] = [];
    let depth = 0;
    let first = 0;
    for (;;) {
      const line = this.raw();
      if (line === undefined) throw new StatementError(place, `${word} without ${end}`);
      first ||= line.number;
      const scanner = new Scanner(line);
      if (scanner.peek() === 0x2e) {
        const directive = scanner.identifier() ?? '';
        if (opens.test(directive)) depth++;
        else if (closes.test(directive) && depth-- === 0) return { lines, file: line.file, first };
      }
      lines.push(line.text);
    }
  }

  private push(
    kind: Frame['kind'],
    body: Body,
    via: Via | undefined,
    place: Place | undefined,
    rounds: Frame['rounds'],
  ): void {
    if (this.frames.length >= LIMITS.nesting && place !== undefined)
      this.report.fatal(place, `macros, repetitions and includes are nested more than ${LIMITS.nesting} deep`);
    const top = place?.line.top ?? 0;
    this.frames.push({
      kind,
      body,
      origin: undefined,
      via,
      top,
      conditionals: [],
      rounds,
      round: 0,
      index: 0,
      bindings: rounds.bindings(0),
    });
  }

  private endFrame(): void {
    const frame = this.frames.pop();
    for (const conditional of frame?.conditionals ?? []) this.report.error(conditional.place, 'this .if has no .endif');
  }
}

function splitLines(text: string): string[] {
  const lines = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split(text.includes('\r') ? /\r\n?|\n/ : '\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

type Caught<T> = { value: T; error?: undefined } | { error: StatementError; value?: undefined };

/** Runs what may fail now but must be reported only after the body was collected. */
function catchError<T>(work: () => T): Caught<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof StatementError) return { error };
    throw error;
  }
}
