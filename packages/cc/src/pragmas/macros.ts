/** The macros that hold where a pragma stands. Clang does not replace them in pragmas that it does not know. */
import { type Token, tokenise } from './token.js';

/** Bounds of one replacement, so that `#define A B B`, `#define B C C` … ends. */
const LIMITS = { tokens: 2000, steps: 10_000, depth: 100, bodyLength: 65_536 } as const;

const DEFINE = /^#define ([\p{ID_Start}_$][\p{ID_Continue}$]*)(\(?)\s*(.*)$/u;
const UNDEF = /^#undef ([\p{ID_Start}_$][\p{ID_Continue}$]*)/u;

export class MacroTable {
  readonly #bodies = new Map<string, string>();
  readonly #withParameters = new Set<string>();

  /** Takes a line of the preprocessor's `-dD` output. */
  line(line: string): void {
    const name = UNDEF.exec(line)?.[1];
    if (name !== undefined) {
      this.#bodies.delete(name);
      this.#withParameters.delete(name);
      return;
    }
    const define = DEFINE.exec(line);
    if (define === null) return;
    const [, defined = '', bracket, body = ''] = define;
    this.#bodies.delete(defined);
    this.#withParameters.delete(defined);
    if (bracket === '(') this.#withParameters.add(defined);
    else this.#bodies.set(defined, body);
  }

  /** Whether the name is a macro with parameters; those are never replaced here. */
  hasParameters(name: string): boolean {
    return this.#withParameters.has(name);
  }

  /** The tokens with every macro without parameters replaced; `undefined` when they become too many. */
  expand(tokens: readonly Token[]): Token[] | undefined {
    const out: Token[] = [];
    const active = new Set<string>();
    let steps = 0;
    const expandInto = (list: readonly Token[], index: number | undefined): boolean => {
      for (const token of list) {
        if (++steps > LIMITS.steps || out.length >= LIMITS.tokens || active.size > LIMITS.depth) return false;
        const body = token.kind === 'name' && !active.has(token.text) ? this.#bodies.get(token.text) : undefined;
        // What a macro becomes stands, for messages, where its name stands.
        const at = index ?? token.index;
        if (body === undefined) {
          out.push({ ...token, index: at });
          continue;
        }
        if (body.length > LIMITS.bodyLength) return false;
        active.add(token.text);
        if (!expandInto(tokenise(body), at)) return false;
        active.delete(token.text);
      }
      return true;
    };
    return expandInto(tokens, undefined) ? out : undefined;
  }
}
