/** What a command line of `hsx cc` asks for. The parser is option-parser.ts, the options are in option-table.ts. */
import type { Level } from '@hsx/isa';
import type { InputKind } from './input-kind.js';

/** How far the pipeline runs. */
export type Stage = 'dependencies' | 'preprocess' | 'syntax' | 'assembly' | 'object' | 'link';

/** An input in command-line order. */
export type DriverInput =
  /** `bytes`: the contents, where they have been read already. */
  | { kind: 'file'; path: string; language: InputKind | undefined; bytes?: Uint8Array }
  | { kind: 'library'; name: string };

/** What the linker is asked for; sizes in bytes. */
export interface LinkerSettings {
  entry?: string;
  stack?: number;
  heap?: number;
  gcSections: boolean;
  relax: boolean;
  map?: string;
  /** Path of the `.sym`; '' is beside the image. */
  emitSym?: string;
  embedSym: boolean;
  appName?: string;
  allowMultiple: boolean;
  manifest?: string;
  printSize: boolean;
}

/** `-M`, `-MM`, `-MD`, `-MMD` and their companions. */
export interface DependencySettings {
  flag?: '-M' | '-MM' | '-MD' | '-MMD';
  file?: string;
  /** `-MT x` and `-MQ x`, as given. */
  targets: string[];
  phony: boolean;
}

export interface DriverOptions {
  stage: Stage;
  /** `-emit-llvm`: `-S` gives .ll, `-c` gives .bc. */
  emitLlvm: boolean;
  inputs: DriverInput[];
  output?: string;
  /** `-O…` as clang takes it. */
  optimisation: string;
  debug: boolean;
  level: Level;
  /** Options that clang gets as they are, in their order. */
  clangArgs: string[];
  libraryDirs: string[];
  linker: LinkerSettings;
  dependencies: DependencySettings;
  /** Link crt0. */
  startFiles: boolean;
  /** Link the SDK's libraries. */
  standardLibraries: boolean;
  /** Look for the SDK's headers. */
  standardIncludes: boolean;
  saveTemps: boolean;
  verbose: boolean;
  /** `-###`: show the commands, run none. */
  dryRun: boolean;
  clang?: string;
  sdk?: string;
  help: boolean;
  version: boolean;
  /** `-dumpmachine`, `-dumpversion`. */
  print?: 'machine' | 'version';
}

/** Options as they are when the command line is empty. */
export function defaultOptions(): DriverOptions {
  return {
    stage: 'link',
    emitLlvm: false,
    inputs: [],
    optimisation: '-O0',
    debug: false,
    level: 'ext',
    clangArgs: [],
    libraryDirs: [],
    linker: {
      gcSections: true,
      relax: true,
      embedSym: false,
      allowMultiple: false,
      printSize: false,
    },
    dependencies: { targets: [], phony: false },
    startFiles: true,
    standardLibraries: true,
    standardIncludes: true,
    saveTemps: false,
    verbose: false,
    dryRun: false,
    help: false,
    version: false,
  };
}
