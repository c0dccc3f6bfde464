/** What every tool says about its input: `file:line:col: error: …` with a caret and a hint. */

export type Severity = 'error' | 'warning' | 'note';

/** One message about one place. Lines and columns count from 1; 0 means "not known". */
export interface Diagnostic {
  severity: Severity;
  file: string;
  line: number;
  column: number;
  /** One sentence, without a final full stop. */
  message: string;
  /** The text of the source line, for the caret. */
  sourceLine?: string;
  /** How to mend it, when known. */
  hint?: string;
  /** Further places that belong to this message, such as the other definition. */
  notes?: Diagnostic[];
}

/** Colours for the parts of a rendered diagnostic; the identity when output is no terminal. */
export interface DiagnosticStyle {
  severity(text: string, severity: Severity): string;
  place(text: string): string;
  caret(text: string): string;
}

const PLAIN: DiagnosticStyle = { severity: (text) => text, place: (text) => text, caret: (text) => text };

/** Renders a diagnostic as gcc and clang do, without a final newline. */
export function renderDiagnostic(diagnostic: Diagnostic, style: DiagnosticStyle = PLAIN): string {
  const { file, line, column, severity, message, sourceLine, hint, notes } = diagnostic;
  const place = line > 0 ? (column > 0 ? `${file}:${line}:${column}` : `${file}:${line}`) : file;
  const lines = [`${style.place(`${place}:`)} ${style.severity(`${severity}:`, severity)} ${message}`];
  if (sourceLine !== undefined) {
    lines.push(`  ${sourceLine}`);
    if (column > 0) {
      // Tabs before the column are kept so that the caret stands under its character.
      const lead = sourceLine.slice(0, column - 1).replace(/[^\t]/g, ' ');
      lines.push(`  ${lead}${style.caret('^')}`);
    }
  }
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  for (const note of notes ?? []) lines.push(renderDiagnostic(note, style));
  return lines.join('\n');
}
