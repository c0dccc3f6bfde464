/** From LLVM IR text to MVASM and to objects: llc and the assembler, with their errors reported. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { assemble } from '@hsx/asm';
import type { Diagnostic, ObjectFile } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { compileModule } from '@hsx/llc';
import { BuildFailed, fileDiagnostic, type Reporter, reportAll } from './reporter.js';

export interface BackEndOptions {
  level: Level;
  reporter: Reporter;
}

/** IR text to MVASM text. `path` is the source, for messages; `fromSource`: a front-end made the IR of it. */
export function irToAssembly(
  ir: string,
  path: string,
  { level, reporter, fromSource }: BackEndOptions & { fromSource: boolean },
): string {
  const { mvasm, diagnostics } = compileModule(ir, { path, level, fromSource });
  if (reportAll(diagnostics, reporter) || mvasm === undefined) throw new BuildFailed();
  return mvasm;
}

/** MVASM text to an object. `toPlace` puts what the assembler says to another place than the text's own. */
export function assembleText(
  text: string,
  path: string,
  { level, reporter }: BackEndOptions,
  includeDirs: string[] = [],
  toPlace: (diagnostic: Diagnostic) => Diagnostic = (diagnostic) => diagnostic,
): ObjectFile {
  const { object, diagnostics } = assemble(text, {
    path,
    isa: level,
    includeDirs,
    listing: false,
    readFile: (file) => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return undefined;
      }
    },
  });
  if (reportAll(diagnostics.map(toPlace), reporter)) throw new BuildFailed();
  if (object === undefined) {
    reporter.diagnostic(fileDiagnostic(path, `the assembler gave no object for ${basename(path)}`));
    throw new BuildFailed();
  }
  return object;
}
