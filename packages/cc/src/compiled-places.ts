/**
 * Places in assembly that a compiler made. Its lines are nobody's source: what the assembler says of them is led back to the source where
 * `.loc` directives (made with `-g`) tell the way, and keeps no line otherwise.
 */
import type { Diagnostic, ObjectFile } from '@hsx/image';

/** Gives a diagnostic about `assembly`, compiled from the file `path`, the place in that source. */
export function sourceDiagnostic(diagnostic: Diagnostic, assembly: string, path: string): Diagnostic {
  const above = assembly.split('\n').slice(0, diagnostic.line);
  const fn = above.findLast((line) => /^[^\s.;"][^\s"]*:$/.test(line))?.slice(0, -1);
  const message = fn === undefined ? diagnostic.message : `${diagnostic.message}, in assembly of function '${fn}'`;
  const rest = { ...diagnostic, message, column: 0 };
  // A line of a function ends with it.
  const loc = /^\s*\.(?:section|loc (\d+) (\d+))/.exec(
    above.findLast((line) => /^\s*\.(?:section|loc)\s/.test(line)) ?? '',
  );
  const file = above.map((line) => /^\s*\.file (\d+) "(.*)"$/.exec(line)).find((match) => match?.[1] === loc?.[1])?.[2];
  if (loc?.[2] === undefined || file === undefined) return { ...rest, file: path, line: 0 };
  return { ...rest, file, line: Number(loc[2]) };
}

/** Forgets the lines of the assembly that symbols and relocations were written in. */
export function withoutAssemblyLines(object: ObjectFile): ObjectFile {
  return {
    ...object,
    symbols: object.symbols.map(({ line: _, ...symbol }) => symbol),
    relocs: object.relocs.map(({ line: _, ...reloc }) => reloc),
  };
}
