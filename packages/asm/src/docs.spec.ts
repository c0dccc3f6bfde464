/** What docs/mvasm.md says is true: its examples assemble, its messages are the ones that come, and no directive is missing. */
import { readFileSync } from 'node:fs';
import { renderDiagnostic } from '@hsx/image';
import { describe, expect, test } from 'vitest';
import { assemble } from './assemble.js';
import { DIRECTIVES } from './directives.js';
import { LIMITS } from './limits.js';
import { PSEUDO_INSTRUCTIONS } from './pseudo.js';

const DOC = readFileSync(new URL('../../../docs/mvasm.md', import.meta.url), 'utf8');
const BLOCKS = [...DOC.matchAll(/^```(\S+)( \S+)?\n([\s\S]*?)^```$/gm)].map(([, language, mode, text]) => ({
  language,
  mode: mode?.trim(),
  text: text ?? '',
}));
const EXAMPLES = BLOCKS.filter(({ language }) => language === 'mvasm');

const rendered = (text: string, isa: 'core' | 'ext'): string =>
  assemble(text, { path: 'demo.mvasm', isa })
    .diagnostics.map((d) => `${renderDiagnostic(d)}\n`)
    .join('');

describe('docs/mvasm.md', () => {
  test.each(EXAMPLES.map(({ text, mode }, i) => [i + 1, mode ?? '', text] as const))(
    'example %i %s',
    (i, mode, text) => {
      if (mode === 'error')
        expect(rendered(text, 'ext')).toBe(BLOCKS[BLOCKS.indexOf(EXAMPLES[i - 1] as never) + 1]?.text);
      else expect(rendered(text, mode === 'core' ? 'core' : 'ext')).toBe('');
    },
  );

  test('has examples, one of them with errors', () => {
    expect(EXAMPLES.length).toBeGreaterThan(8);
    expect(EXAMPLES.filter(({ mode }) => mode === 'error')).toHaveLength(1);
  });

  test.each([...DIRECTIVES.keys(), ...PSEUDO_INSTRUCTIONS.keys()])('%s is described', (word) => {
    expect(DOC).toMatch(
      new RegExp(
        `\`${word.replace('.', '\\.')}[ \`,]|\\(\`${word.replace('.', '\\.')}\`|, \`${word.replace('.', '\\.')}\``,
      ),
    );
  });

  test('limits', () => {
    expect([LIMITS.nesting, LIMITS.lines, LIMITS.sectionBytes, LIMITS.align]).toEqual([100, 1e6, 16 << 20, 4096]);
  });
});
