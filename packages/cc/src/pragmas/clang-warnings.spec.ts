import { expect, it } from 'vitest';
import { withoutPragmaWarnings } from './clang-warnings.js';

const OURS = `In file included from a.c:1:
./a.h:3:9: warning: unknown pragma ignored [-Wunknown-pragmas]
    3 | #pragma hsx_value(group=9)
      |         ^
`;
const FOREIGN = `a.c:9:9: warning: unknown pragma ignored [-Wunknown-pragmas]
    9 | #pragma foreign
      |         ^
`;

it('takes out what is said about our pragmas, with its notes, and counts anew', () => {
  const macro = `a.c:7:1: warning: unknown pragma ignored [-Wunknown-pragmas]
    7 | V(1)
      | ^
a.c:2:14: note: expanded from macro 'V'
    2 | #define V(n) _Pragma("hsx_value")
`;
  // A note belongs to the message before it.
  const { text } = withoutPragmaWarnings(`${macro}${FOREIGN}2 warnings generated.\n`, new Set(['a.c:7']));
  expect(text).toBe(`${FOREIGN}1 warning generated.\n`);
  expect(withoutPragmaWarnings(`${OURS}1 warning generated.\n`, new Set(['./a.h:3'])).text).toBe('');
});

it('keeps the way to an included file for the next message from there', () => {
  const next = "./a.h:5:1: error: unknown type name 'x'\n    5 | x y;\n";
  const { text, errors } = withoutPragmaWarnings(
    `${OURS}${next}1 warning and 1 error generated.\n`,
    new Set(['./a.h:3']),
  );
  expect(text).toBe(`In file included from a.c:1:\n${next}1 error generated.\n`);
  expect(errors).toBe(true);
  expect(withoutPragmaWarnings(`${OURS}${FOREIGN}2 warnings generated.\n`, new Set(['./a.h:3'])).text).toBe(
    `${FOREIGN}1 warning generated.\n`,
  );
});

it('says whether only our pragmas were errors', () => {
  const asError = FOREIGN.replace('warning', 'error').replace('[-W', '[-Werror,-W');
  expect(withoutPragmaWarnings(`${asError}1 error generated.\n`, new Set(['a.c:9']))).toEqual({
    text: '',
    removedErrors: true,
    errors: false,
  });
  expect(withoutPragmaWarnings(`${asError}1 error generated.\n`, new Set())).toMatchObject({ errors: true });
});

it('sees through colours', () => {
  const coloured =
    '\x1b[1ma.c:9:9: \x1b[0m\x1b[0;1;35mwarning: \x1b[0m\x1b[1munknown pragma ignored [-Wunknown-pragmas]\x1b[0m\n';
  expect(withoutPragmaWarnings(`${coloured}1 warning generated.\n`, new Set(['a.c:9'])).text).toBe('');
});
