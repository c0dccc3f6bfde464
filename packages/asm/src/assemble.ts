/** MVASM text to an object (mvasm.md). */

import type { Diagnostic, ObjectFile } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { Assembly } from './assembly.js';
import { finish, type Outcome } from './finish.js';
import { Reader } from './reader.js';
import { Report, RunEnded } from './report.js';
import type { Section } from './section.js';
import { assembleLine } from './statement.js';

export interface AssembleOptions {
  /** Name of the source, for messages, `.include` and the object's `source`. */
  path: string;
  /** Level that the source may use; default `ext`. */
  isa?: Level;
  /** Folders searched by `.include` after the including file's own. */
  includeDirs?: string[];
  /** Reads an included file; `undefined` when there is none. Without it `.include` is an error. */
  readFile?: (path: string) => string | undefined;
  /** Makes the listing; default true. */
  listing?: boolean;
}

/** One line of the listing: what a source line became. */
export interface ListingLine {
  file: string;
  line: number;
  text: string;
  section?: string;
  offset?: number;
  bytes?: Uint8Array;
}

export interface AssembleResult {
  /** Present exactly when no diagnostic is an error. */
  object?: ObjectFile;
  diagnostics: Diagnostic[];
  listing: ListingLine[];
}

/** Assembles one source. Never throws for bad input: every error of the file is in `diagnostics`. */
export function assemble(text: string, options: AssembleOptions): AssembleResult {
  const report = new Report();
  const assembly = new Assembly(options.isa ?? 'ext', report);
  let outcome: Outcome | undefined;
  try {
    assembly.reader = new Reader(
      report,
      {
        constant: (scanner) => assembly.constant(scanner),
        isDefined: (name) => assembly.isDefined(name),
        readFile: (path) => options.readFile?.(path),
      },
      options.path,
      text,
      options.includeDirs ?? [],
    );
    readLines(assembly);
    outcome = finish(assembly, options.path.slice(options.path.search(/[^/\\]*$/)));
  } catch (error) {
    if (!(error instanceof RunEnded)) throw error;
  }
  const diagnostics = report.sorted();
  const listing = options.listing === false ? [] : listingOf(assembly, outcome);
  if (outcome === undefined || report.hasErrors) return { diagnostics, listing };
  return { object: outcome.object, diagnostics, listing };
}

function readLines(assembly: Assembly): void {
  const { reader, report, rows } = assembly;
  for (;;) {
    const line = reader.next();
    if (line === undefined) return;
    const { section, labels } = assembly;
    const start = section.here;
    assembly.start = start;
    try {
      assembleLine(assembly, line);
    } catch (error) {
      report.take(error);
    }
    rows.push({
      line,
      start,
      end: assembly.section === section ? section.here : undefined,
      labelled: assembly.labels !== labels,
    });
  }
}

function listingOf(assembly: Assembly, outcome: Outcome | undefined): ListingLine[] {
  const bytesOf = (section: Section): Uint8Array | undefined => outcome?.finished.get(section)?.bytes;
  return assembly.rows.map(({ line, start, end, labelled }) => {
    const row: ListingLine = { file: line.file, line: line.number, text: line.text };
    if (start === undefined || end === undefined) return row;
    const { section } = start;
    const from = section.offsetOf(start.offset, start.elastics);
    const to = section.offsetOf(end.offset, end.elastics);
    if (from === to && !labelled) return row;
    row.section = section.name;
    row.offset = from;
    const bytes = bytesOf(section);
    if (bytes !== undefined && section.kind !== 'bss' && to > from) row.bytes = bytes.subarray(from, to);
    return row;
  });
}
