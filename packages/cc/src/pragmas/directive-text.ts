/** The text of one directive, and where each of its characters stands: lines are joined and comments are gone. */

/** A place in a source; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A directive as the preprocessor sees it. */
export interface DirectiveText {
  text: string;
  /** The position of the character at `index`; past the end, that of the last one and beyond. */
  at(index: number): Position;
}

/** Longest directive, in characters; what is longer is cut. */
const LENGTH_MAX = 65_536;

const SPLICE = /\\[ \t]*\r?\n/y;

/** The directive that begins at `offset` of `source`, in line number `line`. It ends with the line, joined lines and comments included. */
export function directiveText(source: string, offset: number, line: number): DirectiveText {
  const offsets: number[] = [];
  const chars: string[] = [];
  let quote = '';
  let index = offset;
  while (index < source.length && chars.length < LENGTH_MAX) {
    const char = source[index] as string;
    SPLICE.lastIndex = index;
    const splice = char === '\\' ? SPLICE.exec(source) : null;
    if (splice !== null) {
      index += splice[0].length;
      continue;
    }
    if (char === '\n' || (char === '\r' && source[index + 1] === '\n')) break;
    if (quote === '' && char === '/' && source[index + 1] === '/') break;
    offsets.push(index);
    if (quote === '' && char === '/' && source[index + 1] === '*') {
      chars.push(' ');
      const end = source.indexOf('*/', index + 2);
      index = end < 0 ? source.length : end + 2;
      continue;
    }
    chars.push(char);
    index++;
    if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else if (quote !== '' && char === '\\' && index < source.length && !/[\r\n]/.test(source[index] as string)) {
      offsets.push(index);
      chars.push(source[index] as string);
      index++;
    }
  }
  return {
    text: chars.join(''),
    at: (at) => {
      const last = offsets.at(-1) ?? offset;
      return positionOf(source, offset, line, offsets[at] ?? last + Math.max(0, at - offsets.length + 1));
    },
  };
}

/** The position of `offset` when line `line` begins at `start`. */
function positionOf(source: string, start: number, line: number, offset: number): Position {
  let begin = start;
  let number = line;
  for (let next = source.indexOf('\n', begin); next >= 0 && next < offset; next = source.indexOf('\n', begin)) {
    begin = next + 1;
    number++;
  }
  return { line: number, column: offset - begin + 1 };
}
