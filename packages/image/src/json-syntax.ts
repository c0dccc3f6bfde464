/** Where a text stops being JSON: JSON.parse does not always say. Used only once parsing has failed. */

/** A number or a literal, from the current place on. */
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The offset behind the string that starts at `start`, or the negated offset (minus one) of what is wrong in it. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '"') return i + 1;
    if (c < ' ') return -i - 1;
    if (c !== '\\') continue;
    ESCAPE.lastIndex = i;
    if (!ESCAPE.test(text)) return -i - 1;
    i = ESCAPE.lastIndex - 1;
  }
  return -text.length - 1;
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' | 'nothing';

/** The offset of the first character that cannot follow what is before it; the text's length when it breaks off. */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  const behindValue = (): Expected => (open.length === 0 ? 'nothing' : 'comma or end');
  let expected: Expected = 'value';
  let i = 0;
  while (i < text.length) {
    const c = text[i] as string;
    if (' \t\n\r'.includes(c)) {
      i++;
      continue;
    }
    const inObject = open[open.length - 1] === '{';
    if (expected === 'key' || expected === 'key or }' ? c === '"' : expected.startsWith('value') && c === '"') {
      const end = stringEnd(text, i);
      if (end < 0) return -end - 1;
      i = end;
      expected = expected.startsWith('key') ? 'colon' : behindValue();
      continue;
    }
    if (expected.startsWith('value') && (c === '{' || c === '[')) {
      open.push(c);
      expected = c === '{' ? 'key or }' : 'value or ]';
    } else if ((expected === 'comma or end' || expected.includes(' or ')) && c === (inObject ? '}' : ']')) {
      open.pop();
      expected = behindValue();
    } else if (expected === 'comma or end' && c === ',') expected = inObject ? 'key' : 'value';
    else if (expected === 'colon' && c === ':') expected = 'value';
    else if (expected.startsWith('value')) {
      SCALAR.lastIndex = i;
      if (!SCALAR.test(text)) return i;
      i = SCALAR.lastIndex;
      expected = behindValue();
      continue;
    } else return i;
    i++;
  }
  return text.length;
}
