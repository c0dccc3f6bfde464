/** A cheap look at texts: most programs have no pragma of HSX, and those must not pay for a second run of clang. */

/** `#pragma hsx_…`, perhaps with joined lines or comments between the two. */
const DIRECT = /pragma(?:\s|\\|\/\*(?:[^*]|\*(?!\/))*\*\/)+hsx_/;

/** Whether a program of these texts (its sources, headers and `-D` options) may have a pragma of HSX: rather too often than not. */
export function mayHavePragmas(texts: Iterable<string>): boolean {
  let operator = false;
  let name = false;
  for (const text of texts) {
    const hasName = text.includes('hsx_');
    if (hasName && DIRECT.test(text)) return true;
    operator ||= text.includes('_Pragma');
    name ||= hasName;
    // A macro in one file may give the operator, another file the name.
    if (operator && name) return true;
  }
  return false;
}
