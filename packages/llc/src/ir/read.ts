/** Parses and verifies: what every reader of `.ll` text calls. */
import { type ParseResult, parseModule } from './parse.js';
import { verifyModule } from './verify.js';

/** A module that is sound, or the diagnostics that say why there is none. Never throws. */
export function readModule(text: string, path: string): ParseResult {
  const result = parseModule(text, path);
  if (result.module === undefined) return result;
  const problems = verifyModule(result.module);
  if (problems.length === 0) return result;
  const lines = text.split('\n');
  for (const problem of problems) {
    const line = lines[problem.line - 1];
    if (problem.line > 0 && line !== undefined && line.length <= 400) problem.sourceLine = line.replace(/\r$/, '');
  }
  return { diagnostics: problems, types: result.types };
}
