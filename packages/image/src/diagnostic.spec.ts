import { describe, expect, it } from 'vitest';
import { renderDiagnostic } from './diagnostic.js';

const problem = { severity: 'error', file: 'x', line: 1, message: 'wrong' } as const;

describe('the source line of a diagnostic', () => {
  it('has the caret under its column, tabs kept', () => {
    expect(renderDiagnostic({ ...problem, column: 4, sourceLine: '\tab!' })).toBe(
      'x:1:4: error: wrong\n  \tab!\n  \t  ^',
    );
  });

  it.each([1, 2, 119, 120, 121, 5000, 9879, 9881, 9999, 10_000])('is cut around column %i when very long', (column) => {
    const sourceLine = `${'-'.repeat(column - 1)}#${'-'.repeat(10_000 - column)}`;
    const [, text = '', caret = ''] = renderDiagnostic({ ...problem, column, sourceLine }).split('\n');
    expect(text.length).toBeLessThan(250);
    expect(text[caret.length - 1]).toBe('#');
  });
});
