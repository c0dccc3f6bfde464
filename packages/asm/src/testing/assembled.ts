/** Short ways to assemble in tests. */
import { type ObjectFile, renderDiagnostic } from '@hsx/image';
import { type AssembleOptions, type AssembleResult, assemble } from '../assemble.js';

export function run(text: string, options: Partial<AssembleOptions> = {}): AssembleResult {
  return assemble(text, { path: 't.mvasm', ...options });
}

/** The object of a source that must have no error. */
export function objectOf(text: string, options: Partial<AssembleOptions> = {}): ObjectFile {
  const result = run(text, options);
  if (result.object === undefined) throw new Error(result.diagnostics.map((d) => renderDiagnostic(d)).join('\n'));
  return result.object;
}

/** The words of a text section. */
export function wordsOf(text: string, options: Partial<AssembleOptions> = {}, section = 'text'): string[] {
  const { bytes } = objectOf(text, options).sections.get(section) ?? { bytes: new Uint8Array() };
  return Buffer.from(bytes).toString('hex').match(/.{8}/g) ?? [];
}

/** The bytes of a section in hexadecimal. */
export function hexOf(text: string, section: string): string {
  return Buffer.from(objectOf(text).sections.get(section)?.bytes ?? []).toString('hex');
}

/** `line:column: message (hint)` of every diagnostic. */
export function messages(text: string, options: Partial<AssembleOptions> = {}): string[] {
  return run(text, options).diagnostics.map(
    (d) =>
      `${d.line}:${d.column}: ${d.severity === 'error' ? '' : `${d.severity}: `}${d.message}${d.hint === undefined ? '' : ` (${d.hint})`}`,
  );
}
