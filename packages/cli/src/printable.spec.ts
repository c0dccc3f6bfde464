import { expect, it } from 'vitest';
import { printable, printableLine, printableMessages } from './printable.js';

it('leaves nothing that a terminal would obey', () => {
  expect(printable('a\u001b[2Jb\u009b\r\u0007\tc\n')).toBe('a\\x1b[2Jb\\x9b\\x0d\\x07\tc\n');
  expect(printableLine('a\n\tb')).toBe('a\\n\\tb');
});

it("keeps the colours of other programs' messages, and no more", () => {
  expect(printableMessages('\u001b[0;1;31merror\u001b[0m: \u001b[2J\u001b]0;title\u0007')).toBe(
    '\u001b[0;1;31merror\u001b[0m: \\x1b[2J\\x1b]0;title\\x07',
  );
});
