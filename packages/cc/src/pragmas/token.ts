/** Preprocessing tokens of C, as far as pragmas need them. */

export type TokenKind = 'name' | 'number' | 'string' | 'char' | 'punctuation' | 'unterminated';

export interface Token {
  kind: TokenKind;
  /** As it is written. */
  text: string;
  /** Index of the character that messages about the token point to. */
  index: number;
}

const SPACE = /\s*/y;
const TOKEN =
  /(?<string>(?:u8|[uUL])?"(?:[^"\\]|\\[\s\S])*")|(?<char>(?:u8|[uUL])?'(?:[^'\\]|\\[\s\S])*')|(?<name>[\p{ID_Start}_$][\p{ID_Continue}$]*)|(?<number>\.?\d(?:[eEpP][+-]|'?[\w.])*)|(?<punctuation><<|>>|<=|>=|==|!=|&&|\|\||%:|[^"'])|(?<unterminated>["'])/uy;

/** The tokens of a text without comments. A lone quote takes the rest of the text. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  for (;;) {
    SPACE.lastIndex = index;
    SPACE.test(text);
    index = SPACE.lastIndex;
    TOKEN.lastIndex = index;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return tokens;
    const [kind, found] = Object.entries(groups).find(([, part]) => part !== undefined) as [TokenKind, string];
    if (kind === 'unterminated') {
      tokens.push({ kind, text: text.slice(index), index });
      return tokens;
    }
    tokens.push({ kind, text: found, index });
    index += found.length;
  }
}
