/** Every option of `hsx cc`: its spelling, how it takes its value, what it does, and the line that `--help` shows. */
import { LANGUAGES } from './input-kind.js';
import type { DriverOptions } from './options.js';
import { parseSize } from './size-value.js';

/** `flag`: none; `joined`: -Ovalue; `separate`: -o value; `either`: both; `equals`: --name=value or --name value. */
export type Arity = 'flag' | 'joined' | 'separate' | 'either' | 'equals';

export interface OptionSpec {
  names: readonly string[];
  arity: Arity;
  /** Also valid inside `-Wl,`. */
  linker?: boolean;
  /** Also an option of `hsx run`. */
  run?: boolean;
  /** How the value is called in `--help`. */
  value?: string;
  /** One line for `--help`; options without one are accepted but not listed. */
  help?: string;
  /** Applies it. A returned text is an error about the value. */
  apply(options: DriverOptions, value: string, name: string, state: ParserState): string | undefined;
}

/** What lasts from one argument to the next while parsing. */
export interface ParserState {
  /** From `-x`: the language of the following inputs. */
  language: import('./input-kind.js').InputKind | undefined;
}

type Apply = OptionSpec['apply'];

/** An action that cannot fail. */
const does =
  (action: (options: DriverOptions, value: string, name: string) => void): Apply =>
  (options, value, name) => {
    action(options, value, name);
    return undefined;
  };

const size =
  (store: (options: DriverOptions, bytes: number) => void): Apply =>
  (options, value, name) => {
    const bytes = parseSize(value);
    if (bytes === undefined) return `'${value}' is no size for ${name}: bytes, 0x…, or a number with K or M`;
    store(options, bytes);
    return undefined;
  };

const level: Apply = (options, value) => {
  if (value !== 'core' && value !== 'ext') return `unknown instruction set '${value}': it is core or ext`;
  options.level = value;
  return undefined;
};

const toClang = does((options, value, name) => options.clangArgs.push(name + value));
const toClangSeparately = does((options, value, name) => options.clangArgs.push(name, value));
const ignored = does(() => {});

/** Sanitizers that are nothing without a library at run time; the others can trap. */
const NEEDS_RUNTIME =
  /^(?:address|cfi.*|dataflow|fuzzer.*|hwaddress|kernel-.*|leak|memory|memtag.*|numerical|pointer-.*|realtime|safe-stack|scudo|shadow-call-stack|thread|type)$/;

const sanitize: Apply = (options, value) => {
  const lacking = value.split(',').find((name) => NEEDS_RUNTIME.test(name));
  if (lacking !== undefined)
    return `-fsanitize=${lacking} needs a library that HSX does not have; what -fsanitize=undefined checks works`;
  options.clangArgs.push(`-fsanitize=${value}`);
  return undefined;
};

const OPTIMISATIONS = ['-O0', '-O1', '-O2', '-O3', '-Os', '-Oz', '-Og', '-Ofast'];

export const OPTIONS: readonly OptionSpec[] = [
  // How far to go
  {
    names: ['-c'],
    arity: 'flag',
    help: 'compile, do not link: FILE.hxo',
    apply: does((o) => {
      o.stage = 'object';
    }),
  },
  {
    names: ['-S'],
    arity: 'flag',
    help: 'stop at assembly: FILE.mvasm',
    apply: does((o) => {
      o.stage = 'assembly';
    }),
  },
  {
    names: ['-E'],
    arity: 'flag',
    help: 'only preprocess',
    apply: does((o) => {
      o.stage = 'preprocess';
    }),
  },
  {
    names: ['-fsyntax-only'],
    arity: 'flag',
    help: 'only check',
    apply: does((o) => {
      o.stage = 'syntax';
    }),
  },
  {
    names: ['-emit-llvm'],
    arity: 'flag',
    help: 'with -S or -c: LLVM IR (.ll, .bc) instead',
    apply: does((o) => {
      o.emitLlvm = true;
    }),
  },
  {
    names: ['-o'],
    arity: 'either',
    linker: true,
    value: 'FILE',
    help: 'name of the output (- is stdout)',
    apply: does((o, v) => {
      o.output = v;
    }),
  },
  {
    names: ['-x'],
    arity: 'either',
    value: 'LANGUAGE',
    help: `language of the following inputs: ${Object.keys(LANGUAGES).join(', ')}, none`,
    apply: (_options, value, _name, state) => {
      if (value !== 'none' && !Object.hasOwn(LANGUAGES, value))
        return `unknown language '${value}': ${Object.keys(LANGUAGES).join(', ')} or none`;
      state.language = value === 'none' ? undefined : LANGUAGES[value];
      return undefined;
    },
  },

  // What to compile for
  {
    names: ['-misa', '--isa'],
    run: true,
    arity: 'equals',
    linker: true,
    value: 'core|ext',
    help: 'instruction set (default ext)',
    apply: level,
  },
  {
    names: ['-O'],
    run: true,
    arity: 'joined',
    value: 'LEVEL',
    help: 'optimise: -O0 (default of cc), -O1, -O2 (default of run), -O3, -Os, -Oz',
    apply: (options, value) => {
      const option = value === '' ? '-O1' : `-O${value}`;
      if (!OPTIMISATIONS.includes(option)) return `unknown optimisation level '-O${value}': ${OPTIMISATIONS.join(' ')}`;
      options.optimisation = option;
      return undefined;
    },
  },
  {
    names: ['-g'],
    run: true,
    arity: 'joined',
    help: 'debug data; writes NAME.sym and NAME.sources.json beside the image',
    apply: does((o, v) => {
      o.debug = v !== '0';
      if (v !== '') o.clangArgs.push(`-g${v}`);
    }),
  },
  {
    names: ['-std='],
    run: true,
    arity: 'joined',
    value: 'STANDARD',
    help: 'language standard: c99, c11 (default c17), gnu17 …',
    apply: toClang,
  },
  { names: ['-ansi'], run: true, arity: 'flag', apply: toClang },

  // Preprocessor
  { names: ['-I'], run: true, arity: 'either', value: 'DIR', help: 'look for headers in DIR', apply: toClang },
  { names: ['-D'], run: true, arity: 'either', value: 'NAME[=VALUE]', help: 'define a macro', apply: toClang },
  { names: ['-U'], run: true, arity: 'either', value: 'NAME', help: 'undefine a macro', apply: toClang },
  {
    names: ['-include', '-imacros'],
    run: true,
    arity: 'separate',
    value: 'FILE',
    help: 'include FILE first',
    apply: toClangSeparately,
  },
  { names: ['-isystem', '-iquote', '-idirafter'], run: true, arity: 'either', value: 'DIR', apply: toClangSeparately },
  {
    names: ['-nostdinc'],
    run: true,
    arity: 'flag',
    help: 'do not look in the SDK for headers',
    apply: does((o) => {
      o.standardIncludes = false;
      o.clangArgs.push('-nostdinc');
    }),
  },
  { names: ['-C', '-P', '-dM', '-dD', '-CC', '-undef', '-trigraphs'], arity: 'flag', apply: toClang },

  // Dependencies for make
  {
    names: ['-M', '-MM'],
    arity: 'flag',
    help: 'print the rule for make, do not compile',
    apply: does((o, _v, name) => {
      o.stage = 'dependencies';
      o.dependencies.flag = name as '-M';
    }),
  },
  {
    names: ['-MD', '-MMD'],
    arity: 'flag',
    help: 'also write the rule to FILE.d (-MMD: without SDK headers)',
    apply: does((o, _v, name) => {
      o.dependencies.flag = name as '-MD';
    }),
  },
  {
    names: ['-MF'],
    arity: 'either',
    value: 'FILE',
    help: 'where the rule goes',
    apply: does((o, v) => {
      o.dependencies.file = v;
    }),
  },
  {
    names: ['-MT', '-MQ'],
    arity: 'either',
    value: 'TARGET',
    help: 'target of the rule',
    apply: does((o, v, name) => {
      o.dependencies.targets.push(name, v);
    }),
  },
  {
    names: ['-MP'],
    arity: 'flag',
    apply: does((o) => {
      o.dependencies.phony = true;
    }),
  },

  // Diagnostics and code generation: clang knows them
  { names: ['-Wl,'], run: true, arity: 'joined', value: 'OPTIONS', help: 'options for the linker', apply: ignored },
  { names: ['-Xlinker'], run: true, arity: 'separate', apply: ignored },
  {
    names: ['-W'],
    run: true,
    arity: 'joined',
    value: 'WARNING',
    help: 'warnings: -Wall, -Wextra, -Werror, -Wno-…',
    apply: toClang,
  },
  { names: ['-w', '-pedantic', '-pedantic-errors'], run: true, arity: 'flag', apply: toClang },
  {
    names: ['-fsanitize='],
    run: true,
    arity: 'joined',
    value: 'CHECKS',
    help: 'stop at undefined behaviour: undefined, integer, bounds, …',
    apply: sanitize,
  },
  {
    names: ['-f'],
    run: true,
    arity: 'joined',
    value: 'OPTION',
    help: 'code generation, as clang has it',
    apply: toClang,
  },
  { names: ['-Xclang', '-mllvm', '--param'], run: true, arity: 'separate', apply: toClangSeparately },

  // Linking
  {
    names: ['-l'],
    run: true,
    arity: 'either',
    linker: true,
    value: 'NAME',
    help: 'link with libNAME.hxa or libNAME.a',
    apply: does((o, v) => {
      o.inputs.push({ kind: 'library', name: v });
    }),
  },
  {
    names: ['-L'],
    run: true,
    arity: 'either',
    linker: true,
    value: 'DIR',
    help: 'look for libraries in DIR',
    apply: does((o, v) => {
      o.libraryDirs.push(v);
    }),
  },
  {
    names: ['--stack'],
    arity: 'equals',
    linker: true,
    value: 'BYTES',
    help: 'size of the stack (default 4K)',
    apply: size((o, n) => {
      o.linker.stack = n;
    }),
  },
  {
    names: ['--heap'],
    run: true,
    arity: 'equals',
    linker: true,
    value: 'BYTES',
    help: 'size of the heap (default 0, 16K with malloc)',
    apply: size((o, n) => {
      o.linker.heap = n;
    }),
  },
  {
    names: ['-e', '--entry'],
    arity: 'equals',
    linker: true,
    value: 'SYMBOL',
    help: 'where the program starts',
    apply: does((o, v) => {
      o.linker.entry = v;
    }),
  },
  {
    names: ['--gc-sections'],
    arity: 'flag',
    linker: true,
    help: 'drop what is not used (the default)',
    apply: does((o) => {
      o.linker.gcSections = true;
    }),
  },
  {
    names: ['--no-gc-sections'],
    arity: 'flag',
    linker: true,
    help: 'keep everything',
    apply: does((o) => {
      o.linker.gcSections = false;
    }),
  },
  {
    names: ['--no-relax'],
    arity: 'flag',
    linker: true,
    help: 'do not shorten constants at link time',
    apply: does((o) => {
      o.linker.relax = false;
    }),
  },
  {
    names: ['--map', '-Map'],
    arity: 'equals',
    linker: true,
    value: 'FILE',
    help: 'write a map file',
    apply: does((o, v) => {
      o.linker.map = v;
    }),
  },
  {
    names: ['--emit-sym'],
    arity: 'flag',
    linker: true,
    help: 'write NAME.sym beside the image',
    apply: does((o) => {
      o.linker.emitSym = '';
    }),
  },
  {
    names: ['--emit-sym='],
    arity: 'joined',
    linker: true,
    apply: does((o, v) => {
      o.linker.emitSym = v;
    }),
  },
  {
    names: ['--embed-sym'],
    arity: 'flag',
    linker: true,
    help: 'put the symbols into the image',
    apply: does((o) => {
      o.linker.embedSym = true;
    }),
  },
  {
    names: ['--app-name'],
    arity: 'equals',
    linker: true,
    value: 'NAME',
    help: 'name in the image (default from -o)',
    apply: does((o, v) => {
      o.linker.appName = v;
    }),
  },
  {
    names: ['--allow-multiple'],
    arity: 'flag',
    linker: true,
    help: 'several instances may run at once',
    apply: does((o) => {
      o.linker.allowMultiple = true;
    }),
  },
  {
    names: ['--manifest'],
    arity: 'equals',
    linker: true,
    value: 'FILE',
    help: 'provisioning manifest, JSON or TOML',
    apply: does((o, v) => {
      o.linker.manifest = v;
    }),
  },
  {
    names: ['--print-size'],
    arity: 'flag',
    linker: true,
    help: 'print the sizes of what was linked',
    apply: does((o) => {
      o.linker.printSize = true;
    }),
  },
  {
    names: ['-nostdlib'],
    run: true,
    arity: 'flag',
    help: 'link neither crt0 nor the libraries',
    apply: does((o) => {
      o.startFiles = false;
      o.standardLibraries = false;
    }),
  },
  {
    names: ['-nostartfiles'],
    run: true,
    arity: 'flag',
    help: 'do not link crt0',
    apply: does((o) => {
      o.startFiles = false;
    }),
  },
  {
    names: ['-nodefaultlibs', '-nolibc'],
    run: true,
    arity: 'flag',
    help: 'do not link the libraries',
    apply: does((o) => {
      o.standardLibraries = false;
    }),
  },
  {
    names: ['-m'],
    arity: 'joined',
    apply: (_options, value) => `unknown option '-m${value}': the instruction set is chosen by -misa=core or -misa=ext`,
  },
  {
    names: ['-shared', '-pthread', '-pie'],
    arity: 'flag',
    apply: (_options, _value, name) => `${name} is nothing that HSX has: a program is one image with one thread`,
  },
  {
    names: ['-T'],
    arity: 'either',
    linker: true,
    apply: () => 'there are no linker scripts: the layout of an image is fixed; --stack and --heap set sizes',
  },
  { names: ['-static', '-pipe', '-s', '--start-group', '--end-group'], arity: 'flag', linker: true, apply: ignored },

  // The driver itself
  {
    names: ['--clang'],
    run: true,
    arity: 'equals',
    value: 'PATH',
    help: 'use this clang instead of the bundled one',
    apply: does((o, v) => {
      o.clang = v;
    }),
  },
  {
    names: ['--sdk'],
    run: true,
    arity: 'equals',
    value: 'DIR',
    help: 'use the SDK in DIR',
    apply: does((o, v) => {
      o.sdk = v;
    }),
  },
  {
    names: ['-save-temps', '--save-temps'],
    arity: 'flag',
    help: 'keep the .i, .ll and .mvasm files',
    apply: does((o) => {
      o.saveTemps = true;
    }),
  },
  {
    names: ['-v', '--verbose'],
    arity: 'flag',
    linker: true,
    help: 'show the commands',
    apply: does((o) => {
      o.verbose = true;
    }),
  },
  {
    names: ['-###'],
    arity: 'flag',
    help: 'show the commands, run none',
    apply: does((o) => {
      o.dryRun = true;
    }),
  },
  {
    names: ['-dumpmachine', '-dumpversion'],
    arity: 'flag',
    apply: does((o, _v, name) => {
      o.print = name === '-dumpmachine' ? 'machine' : 'version';
    }),
  },
  {
    names: ['--version'],
    arity: 'flag',
    linker: true,
    help: 'show the version',
    apply: does((o) => {
      o.version = true;
    }),
  },
  {
    names: ['--help', '-h'],
    arity: 'flag',
    linker: true,
    help: 'show this',
    apply: does((o) => {
      o.help = true;
    }),
  },
];
