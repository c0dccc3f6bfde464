/** Where text stands: a line, and the chain of includes, macro calls and repetitions that led to it. */
import type { Diagnostic } from '@hsx/image';

/** How a line came to be read other than from the source itself. */
export interface Via {
  /** Such as `in expansion of macro 'save'`. */
  readonly what: string;
  readonly place: Place;
}

/** One line of text as it is assembled, after macro arguments were put in. */
export interface Line {
  readonly text: string;
  readonly file: string;
  /** Counts from 1, in `file`. */
  readonly number: number;
  /** The line of the main source that it belongs to. */
  readonly top: number;
  readonly via: Via | undefined;
}

/** A character of a line; columns count from 1. */
export interface Place {
  readonly line: Line;
  readonly column: number;
}

/** At most this many steps of an expansion chain are shown. */
const CHAIN_SHOWN = 8;

/** A message at a place, with a note for every step of the chain that led there. */
export function diagnosticAt(
  severity: Diagnostic['severity'],
  place: Place,
  message: string,
  hint?: string,
  notes: readonly Diagnostic[] = [],
): Diagnostic {
  const { line, column } = place;
  const all = [...notes];
  let via = line.via;
  for (let shown = 0; via !== undefined; via = via.place.line.via, shown++) {
    if (shown === CHAIN_SHOWN) {
      all.push(bare('note', via.place, '... and further levels'));
      break;
    }
    all.push(bare('note', via.place, via.what));
  }
  const diagnostic = bare(severity, place, message);
  diagnostic.sourceLine = line.text.length > 400 ? `${line.text.slice(0, 400)}...` : line.text;
  if (column > 400) delete diagnostic.sourceLine;
  if (hint !== undefined) diagnostic.hint = hint;
  if (all.length > 0) diagnostic.notes = all;
  return diagnostic;
}

/** A note that points at another place, such as the first definition. */
export function noteAt(place: Place, message: string): Diagnostic {
  return { ...bare('note', place, message), sourceLine: place.line.text.slice(0, 400) };
}

function bare(severity: Diagnostic['severity'], place: Place, message: string): Diagnostic {
  return { severity, file: place.line.file, line: place.line.number, column: place.column, message };
}
