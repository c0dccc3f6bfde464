/** Whether the functions that commands name are there. */

import type { Diagnostic } from '@hsx/image';
import { nearestName } from '@hsx/image';
import type { Complaint, PlacedDeclaration } from './check-declarations.js';

/** A label at the start of a line, in quotes where the name needs them. */
const LABEL = /^(?:"((?:[^"\\]|\\.)+)"|([A-Za-z_$][\w.$]*)):/gm;

/** A name in front of a bracket; longer ones are no candidates for a hint. */
const FUNCTION = /(?<![\w$])([A-Za-z_$][\w$]{0,63})\s{0,8}\(/g;

/** Handlers that the source does not mention outside its pragmas. `code` is the preprocessed source without its directives. */
export function undeclaredHandlers(declarations: readonly PlacedDeclaration[], code: string): Complaint[] {
  const complaints: Complaint[] = [];
  for (const { declaration, source } of declarations) {
    if (declaration.handler === undefined) continue;
    const { name, index } = declaration.handler;
    if (wordOf(name).test(code)) continue;
    const functions = new Set([...code.matchAll(FUNCTION)].map((match) => match[1] ?? ''));
    const close = nearestName(name, functions);
    const hint = close === undefined ? 'the function must be declared in this file' : `did you mean '${close}'?`;
    complaints.push({ source, diagnostic: source.diagnostic('error', index, `'${name}' is not declared`, hint) });
  }
  return complaints;
}

export interface Handlers {
  /** Functions that another file has to define. */
  imports: string[];
  diagnostics: Diagnostic[];
}

/**
 * Looks for the handlers in the module's MVASM. One that is not there is defined in another file, unless it is static; then clang
 * has left it out.
 */
export function resolveHandlers(declarations: readonly PlacedDeclaration[], mvasm: string, code: string): Handlers {
  const imports = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const handlers = declarations.filter(({ declaration }) => declaration.handler !== undefined);
  if (handlers.length === 0) return { imports: [], diagnostics };
  const labels = new Set([...mvasm.matchAll(LABEL)].map(([, quoted, plain]) => quoted ?? plain ?? ''));
  for (const { declaration, source } of handlers) {
    const { name, index } = declaration.handler ?? { name: '', index: 0 };
    if (labels.has(name)) continue;
    if (!isStatic(name, code)) {
      imports.add(name);
      continue;
    }
    const message = `the compiler has left out the static function '${name}', because no code needs it`;
    const hint = 'add __attribute__((used)) to its definition';
    diagnostics.push(source.diagnostic('error', index, message, hint));
  }
  return { imports: [...imports], diagnostics };
}

function wordOf(name: string, flags = 'u'): RegExp {
  return new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, flags);
}

/** Whether a declaration of the name begins with `static`: nothing that ends a declaration lies between the two. */
function isStatic(name: string, code: string): boolean {
  for (const { index } of code.matchAll(wordOf(name, 'gu'))) {
    const before = code.slice(Math.max(0, index - 300), index);
    const end = Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}'));
    if (/\bstatic\b/.test(before.slice(end + 1))) return true;
  }
  return false;
}
