/**
 * Checks the declarations of pragmas with the assembler's own directives: keys, ranges and rules are there once. Each piece of the JSON
 * gets a line of its own, so that a message about it leads back to the user's token.
 */
import { assemble } from '@hsx/asm';
import type { Diagnostic } from '@hsx/image';
import { type Declaration, DIRECTIVES, type JsonPart } from './pragma-parser.js';
import type { PragmaSource } from './pragma-source.js';

/** A declaration with its place. */
export interface PlacedDeclaration {
  declaration: Declaration;
  source: PragmaSource;
  /** Why a name in it has no value. */
  nameHint: (name: string) => string;
}

interface Row extends PlacedDeclaration {
  part: JsonPart;
}

const NOT_A_NUMBER = / must be (?:an integer|a number)$/;

/** A message and the pragma that it is about. */
export interface Complaint {
  source: PragmaSource;
  diagnostic: Diagnostic;
}

/** Everything that is wrong with the declarations of one source, duplicates included. */
export function checkDeclarations(declarations: readonly PlacedDeclaration[]): Complaint[] {
  const rows: Row[] = [];
  const lines: string[] = [];
  for (const placed of declarations) {
    const { pragma, parts, index } = placed.declaration;
    for (const [at, part] of parts.entries()) {
      // The directive and the opening bracket share a line; it stands for the pragma as a whole.
      lines.push(at === 0 ? `${DIRECTIVES[pragma]} ${part.text}` : part.text);
      rows.push({ ...placed, part: at === 0 ? { ...part, index } : part });
    }
  }
  for (const placed of declarations) {
    const { handler } = placed.declaration;
    if (handler === undefined) continue;
    // Whether there is such a function is another question.
    lines.push(`.import ${JSON.stringify(handler.name)}`);
    rows.push({ ...placed, part: { text: '', index: handler.index } });
  }
  const { diagnostics } = assemble(lines.join('\n'), { path: '', listing: false });
  return diagnostics.flatMap((diagnostic) => {
    const row = rows[diagnostic.line - 1];
    return row === undefined ? [] : [{ source: row.source, diagnostic: translated(diagnostic, row, rows) }];
  });
}

function translated(diagnostic: Diagnostic, row: Row, rows: readonly Row[]): Diagnostic {
  const { part, source, nameHint } = row;
  let { hint } = diagnostic;
  let message = diagnostic.message.replace(/^\.(?:value|cmd|mailbox)\b/, row.declaration.pragma);
  if (part.name !== undefined && NOT_A_NUMBER.test(message)) {
    message += `, found the name '${part.name.slice(0, 60)}'`;
    hint = nameHint(part.name);
  }
  const made = source.diagnostic(diagnostic.severity, part.index, message, hint);
  const further = (diagnostic.notes ?? []).flatMap((note) => {
    const other = rows[note.line - 1];
    return other === undefined ? [] : [translated(note, other, rows)];
  });
  const notes = [...(made.notes ?? []), ...further];
  return notes.length === 0 ? made : { ...made, notes };
}
