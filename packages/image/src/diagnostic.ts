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

/** Most characters of a source line that are shown: machine-written lines may be very long. */
const LINE_SHOWN_MAX = 240;

/** The part of a line around a column, and how many of its characters are before that column. */
function excerpt(line: string, column: number): { text: string; before: number } {
  if (line.length <= LINE_SHOWN_MAX) return { text: line, before: column };
  const start = Math.max(0, Math.min(column - LINE_SHOWN_MAX / 2, line.length - LINE_SHOWN_MAX));
  const lead = start > 0 ? '…' : '';
  const tail = start + LINE_SHOWN_MAX < line.length ? '…' : '';
  return { text: lead + line.slice(start, start + LINE_SHOWN_MAX) + tail, before: column - start + lead.length };
}

/** Renders a diagnostic as gcc and clang do, without a final newline. */
export function renderDiagnostic(diagnostic: Diagnostic, style: DiagnosticStyle = PLAIN): string {
  const { file, line, column, severity, message, sourceLine, hint, notes } = diagnostic;
  const place = line > 0 ? (column > 0 ? `${file}:${line}:${column}` : `${file}:${line}`) : file;
  const lines = [`${style.place(`${place}:`)} ${style.severity(`${severity}:`, severity)} ${message}`];
  if (sourceLine !== undefined) {
    const { text, before } = excerpt(sourceLine, column - 1);
    lines.push(`  ${text}`);
    if (column > 0) {
      // Tabs before the column are kept so that the caret stands under its character.
      lines.push(`  ${text.slice(0, before).replace(/[^\t]/g, ' ')}${style.caret('^')}`);
    }
  }
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  for (const note of notes ?? []) lines.push(renderDiagnostic(note, style));
  return lines.join('\n');
}
