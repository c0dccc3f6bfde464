/**
 * Cuts a module into its top-level entities by brackets, strings and comments alone. Knowing all of them first lets the parser read
 * them in the order of their dependence, so that nothing at module level is a forward reference, and lets it go on after an error.
 */
import { isNameCode, type LexerPlace } from './lexer.js';

export type EntityKind =
  | 'type'
  | 'global'
  | 'define'
  | 'declare'
  | 'node'
  | 'namedMetadata'
  | 'attributes'
  | 'comdat'
  | 'target'
  | 'sourceFilename'
  | 'moduleAsm'
  | 'skipped'
  | 'unknown';

export interface Entity {
  readonly kind: EntityKind;
  readonly place: LexerPlace;
}

interface Draft {
  readonly kind: EntityKind;
  readonly offset: number;
  readonly line: number;
}

const SIGILS: ReadonlyMap<number, EntityKind> = new Map([
  [37, 'type'], // %
  [64, 'global'], // @
  [33, 'node'], // !
  [36, 'comdat'], // $
  [94, 'skipped'], // ^
]);

/** Entities by their first word and, where the word has other uses, what must follow. */
const WORDS: ReadonlyMap<string, { readonly kind: EntityKind; readonly next?: RegExp }> = new Map([
  ['define', { kind: 'define' }],
  ['declare', { kind: 'declare' }],
  ['attributes', { kind: 'attributes', next: /\s*#/y }],
  ['target', { kind: 'target', next: /\s+(?:triple|datalayout)\b/y }],
  ['source_filename', { kind: 'sourceFilename', next: /\s*=/y }],
  ['module', { kind: 'moduleAsm', next: /\s+asm\b/y }],
  ['uselistorder', { kind: 'skipped' }],
  ['uselistorder_bb', { kind: 'skipped' }],
]);

export function splitEntities(text: string): Entity[] {
  const drafts: Draft[] = [];
  const length = text.length;
  let depth = 0;
  let line = 1;
  let lineStart = 0;
  let i = 0;
  for (;;) {
    // Inside brackets an entity begins only where brackets were left open: clang begins every entity in the first column.
    if (depth > 0 && i !== lineStart) i = skipPlain(text, i);
    if (i >= length) break;
    const c = text.charCodeAt(i);
    switch (c) {
      case 10:
        line++;
        i++;
        lineStart = i;
        continue;
      case 32:
      case 9:
      case 13:
        i++;
        continue;
      case 59: {
        const newline = text.indexOf('\n', i);
        i = newline < 0 ? length : newline;
        continue;
      }
      case 34: {
        const close = text.indexOf('"', i + 1);
        const end = close < 0 ? length : close + 1;
        for (let n = i; n < end; n++) if (text.charCodeAt(n) === 10) line++;
        if (drafts.length === 0) drafts.push({ kind: 'unknown', offset: i, line });
        i = end;
        continue;
      }
      case 40:
      case 91:
      case 123:
        depth++;
        break;
      case 41:
      case 93:
      case 125:
        if (depth > 0) depth--;
        break;
      default: {
        const kind = entityAt(text, i, depth === 0);
        if (kind !== undefined) {
          drafts.push({ kind, offset: i, line });
          depth = 0;
        }
        if (drafts.length === 0) drafts.push({ kind: 'unknown', offset: i, line });
        i = skipName(text, i);
        continue;
      }
    }
    if (drafts.length === 0) drafts.push({ kind: 'unknown', offset: i, line });
    i++;
  }
  return drafts.map(({ kind, offset, line: entityLine }, index) => ({
    kind,
    place: { offset, line: entityLine, limit: drafts[index + 1]?.offset ?? length },
  }));
}

/** Characters that are more to the splitter than text: ends of lines, comments, strings, brackets. */
const SPECIAL = new Uint8Array(128);
for (const character of '\n;"()[]{}') SPECIAL[character.charCodeAt(0)] = 1;

/** To the first special character from a place on. */
function skipPlain(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 128 && SPECIAL[c] === 1) break;
  }
  return i;
}

/** Past the character and the name characters after it. */
function skipName(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && isNameCode(text.charCodeAt(i))) i++;
  return i;
}

function entityAt(text: string, at: number, outside: boolean): EntityKind | undefined {
  const sigil = SIGILS.get(text.charCodeAt(at));
  if (sigil !== undefined) {
    if (sigil === 'type' && !outside) return undefined;
    let i = at + 1;
    if (text.charCodeAt(i) === 34) {
      const close = text.indexOf('"', i + 1);
      if (close < 0) return undefined;
      i = close + 1;
    } else i = metadataNameEnd(text, at);
    if (i === at + 1) return undefined;
    while (i < text.length && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
    if (text.charCodeAt(i) !== 61) return undefined;
    if (sigil !== 'node') return sigil;
    const first = text.charCodeAt(at + 1);
    return first >= 48 && first <= 57 ? 'node' : 'namedMetadata';
  }
  const c = text.charCodeAt(at);
  if (c < 97 || c > 122) return undefined;
  const end = skipName(text, at);
  const word = text.slice(at, Math.min(end, at + 20));
  const entity = WORDS.get(word);
  if (entity === undefined) return undefined;
  // Inside a function only these two tell that its brace was never closed; `define:` is a label.
  if (!outside && (text.charCodeAt(end) !== 32 || (word !== 'define' && word !== 'declare'))) return undefined;
  if (entity.next !== undefined) {
    entity.next.lastIndex = end;
    if (!entity.next.test(text)) return undefined;
  }
  return entity.kind;
}

/** The end of a name after its sigil; names of metadata have `\xx` escapes without quotes. */
function metadataNameEnd(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && (isNameCode(text.charCodeAt(i)) || text.charCodeAt(i) === 92)) i++;
  return i;
}
