/** Command lines of `hsx cc`, read the way gcc and clang read theirs. */
import { nearestName } from '@hsx/image';
import { OPTIONS, type OptionSpec, type ParserState } from './option-table.js';
import { type DriverOptions, defaultOptions } from './options.js';

/** Something wrong with the command line. */
export interface UsageError {
  message: string;
  hint?: string;
}

export interface ParsedCommandLine {
  options: DriverOptions;
  errors: UsageError[];
}

/** An option as it was found in an argument. */
interface Match {
  spec: OptionSpec;
  name: string;
  /** The value when it is part of the argument. */
  value: string | undefined;
}

/** Parses arguments (response files already expanded). Every error is reported, not only the first. */
export function parseCommandLine(args: readonly string[]): ParsedCommandLine {
  const parser = new Parser();
  parser.parse(args, false);
  parser.check(false);
  return { options: parser.options, errors: parser.errors };
}

/** Parses the arguments of `hsx ld`: inputs and the options that are the linker's. */
export function parseLinkerCommandLine(args: readonly string[]): ParsedCommandLine {
  const parser = new Parser();
  parser.options.linker.gcSections = false;
  parser.parse(args, true);
  parser.check(true);
  return { options: parser.options, errors: parser.errors };
}

/** Takes out of the arguments of `hsx run` those that say how to build, which it does with -O2: what is left is its own. */
export function takeRunOptions(args: readonly string[]): ParsedCommandLine & { rest: string[] } {
  const parser = new Parser();
  parser.options.optimisation = '-O2';
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    const match = arg.startsWith('-') && arg !== '-' ? findOption(arg, false) : undefined;
    if (match?.spec.run !== true) {
      rest.push(arg);
      continue;
    }
    const separate = match.value === undefined && match.spec.arity !== 'flag' && index + 1 < args.length;
    parser.parse(separate ? [arg, args[++index] as string] : [arg], false);
  }
  return { options: parser.options, errors: parser.errors, rest };
}

class Parser {
  readonly options = defaultOptions();
  readonly errors: UsageError[] = [];
  readonly #state: ParserState = { language: undefined };

  parse(args: readonly string[], linkerOnly: boolean): void {
    for (let index = 0; index < args.length; index++) {
      const arg = args[index] as string;
      if (arg === '--' && !linkerOnly) {
        for (const path of args.slice(index + 1)) this.#input(path);
        return;
      }
      if (arg === '-' || !arg.startsWith('-')) {
        this.#input(arg);
        continue;
      }
      const match = findOption(arg, linkerOnly);
      if (match === undefined) {
        this.#unknown(arg, linkerOnly);
        continue;
      }
      let { value } = match;
      if (value === undefined && match.spec.arity !== 'flag') {
        index++;
        value = args[index];
        if (value === undefined) {
          this.errors.push({ message: `option '${match.name}' needs a value` });
          return;
        }
      }
      this.#apply(match, value ?? '');
    }
  }

  #input(path: string): void {
    this.options.inputs.push({ kind: 'file', path, language: this.#state.language });
  }

  #apply({ spec, name }: Match, value: string): void {
    if (name === '-Wl,') {
      this.parse(splitLinkerList(value), true);
    } else if (name === '-Xlinker') {
      this.parse([value], true);
    } else {
      const wrong = spec.apply(this.options, value, name, this.#state);
      if (wrong !== undefined) this.errors.push({ message: wrong });
    }
  }

  #unknown(arg: string, linkerOnly: boolean): void {
    const name = arg.split('=', 1)[0] as string;
    const known = candidates(linkerOnly).flatMap(({ names }) => names.map((candidate) => candidate.replace(/=$/, '')));
    // One letter is near to every other.
    const close = name.length > 2 ? nearestName(name, known) : undefined;
    this.errors.push({
      message: `unknown ${linkerOnly ? 'linker ' : ''}option '${arg}'`,
      ...(close === undefined ? {} : { hint: `did you mean '${close}'?` }),
    });
  }

  /** What only shows when all arguments are known. */
  check(linkerOnly: boolean): void {
    const { options, errors } = this;
    if (options.help || options.version || options.print !== undefined || errors.length > 0) return;
    const files = options.inputs.filter(({ kind }) => kind === 'file');
    if (files.length === 0) {
      if (!options.verbose)
        errors.push({
          message: 'no input files',
          hint: `\`hsx ${linkerOnly ? 'ld' : 'cc'} --help\` shows the options`,
        });
      return;
    }
    if (options.output !== undefined && options.stage !== 'link' && files.length > 1) {
      errors.push({
        message: `-o names one file, but ${files.length} inputs give one output each`,
        hint: 'leave -o out, or compile them one by one',
      });
    }
    if (options.emitLlvm && options.stage === 'link') {
      errors.push({ message: '-emit-llvm needs -S (text) or -c (bitcode)' });
    }
    for (const input of files) {
      if (
        input.kind === 'file' &&
        input.path === '-' &&
        input.language === undefined &&
        options.stage !== 'preprocess'
      ) {
        errors.push({ message: 'standard input has no file name to tell its language', hint: 'add -x c before the -' });
      }
    }
  }
}

function candidates(linkerOnly: boolean): readonly OptionSpec[] {
  return linkerOnly ? OPTIONS.filter(({ linker }) => linker === true) : OPTIONS;
}

/** The option with the longest name that fits the argument. */
function findOption(arg: string, linkerOnly: boolean): Match | undefined {
  let best: Match | undefined;
  for (const spec of candidates(linkerOnly)) {
    for (const name of spec.names) {
      if (best !== undefined && best.name.length >= name.length) continue;
      const value = valueInside(arg, name, spec.arity);
      if (value !== null) best = { spec, name, value };
    }
  }
  return best;
}

/** The value that `arg` holds for the option, `undefined` when it comes as the next argument, `null` when it is another option. */
function valueInside(arg: string, name: string, arity: OptionSpec['arity']): string | undefined | null {
  if (arg === name) return arity === 'joined' ? '' : undefined;
  if (arity === 'equals') return arg.startsWith(`${name}=`) ? arg.slice(name.length + 1) : null;
  if ((arity === 'joined' || arity === 'either') && arg.startsWith(name)) return arg.slice(name.length);
  return null;
}

/** `-Wl,-Map,x.map` gives a value as its own list element, which the ordinary rules then join. */
function splitLinkerList(value: string): string[] {
  return value.split(',').filter((part) => part !== '');
}
