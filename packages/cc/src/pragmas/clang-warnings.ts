/** Clang does not know the pragmas of HSX and, with `-Wall`, says so. These warnings are taken out of what it said. */

/** A place where a pragma stands, as `file:line`. */
export type PlaceSet = ReadonlySet<string>;

export interface FilteredMessages {
  text: string;
  /** Whether one of the warnings that were taken out was an error because of `-Werror`. */
  removedErrors: boolean;
  /** Whether errors are left. */
  errors: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours begin with ESC
const COLOUR = /\x1b\[[\d;]*[A-Za-z]/g;
const MESSAGE = /^(.*?)(?::(\d+))?(?::(\d+))?: (?:(fatal error|error)|warning|remark): /;
const UNKNOWN_PRAGMA = /: unknown pragma ignored \[(?:-Werror,)?-Wunknown-pragmas\]$/;
const SUMMARY = /^(?:(\d+) warnings?)?(?: and )?(?:(\d+) errors?)? generated\.$/;

interface Block {
  lines: string[];
  /** The lines `In file included from …` in front of it. */
  lead: string[];
  file: string;
  /** The error or warning is one of ours. */
  ours: boolean;
  error: boolean;
}

/** Takes the warnings about unknown pragmas at `places` out of clang's messages, and out of its count. */
export function withoutPragmaWarnings(stderr: string, places: PlaceSet): FilteredMessages {
  if (!stderr.includes('-Wunknown-pragmas')) {
    return { text: stderr, removedErrors: false, errors: false };
  }
  const out: string[] = [];
  const blocks: Block[] = [];
  let lead: string[] = [];
  let block: Block | undefined;
  const removed = { warnings: 0, errors: 0 };
  let summary: string | undefined;
  for (const line of stderr.replace(/\n$/, '').split('\n')) {
    const plain = line.replace(COLOUR, '');
    const message = MESSAGE.exec(plain);
    if (/^In file included from /.test(plain)) {
      lead.push(line);
      block = undefined;
    } else if (message !== null) {
      const [, file = '', at = '', , error] = message;
      const ours = UNKNOWN_PRAGMA.test(plain) && places.has(`${file}:${at}`);
      block = { lines: [line], lead, file, ours, error: error !== undefined };
      lead = [];
      blocks.push(block);
    } else if (SUMMARY.test(plain)) {
      summary = plain;
      block = undefined;
    } else if (block !== undefined) {
      block.lines.push(line);
    } else if (lead.length > 0) {
      lead.push(line);
    } else {
      out.push(line);
    }
  }
  let carried: { file: string; lead: string[] } | undefined;
  for (const { lines, lead: own, file, ours, error } of blocks) {
    if (ours) {
      if (error) removed.errors++;
      else removed.warnings++;
      // Clang shows the way to an included file once; the next message from there needs it then.
      if (own.length > 0) carried = { file, lead: own };
      continue;
    }
    const way = own.length === 0 && carried?.file === file ? carried.lead : own;
    carried = undefined;
    out.push(...way, ...lines);
  }
  if (summary !== undefined) out.push(...recount(summary, removed));
  return {
    text: out.map((line) => `${line}\n`).join(''),
    removedErrors: removed.errors > 0,
    errors: blocks.some(({ ours, error }) => error && !ours),
  };
}

function recount(summary: string, removed: { warnings: number; errors: number }): string[] {
  const [, warnings = '0', errors = '0'] = SUMMARY.exec(summary) ?? [];
  const counts = [
    count(Number(warnings) - removed.warnings, 'warning'),
    count(Number(errors) - removed.errors, 'error'),
  ].filter((part) => part !== '');
  return counts.length === 0 ? [] : [`${counts.join(' and ')} generated.`];
}

function count(number: number, what: string): string {
  return number <= 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}
