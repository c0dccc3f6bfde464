/** The table of directives (mvasm.md, Directives). */
import type { Assembly } from './assembly.js';
import { DATA_DIRECTIVES } from './data-directives.js';
import { DEBUG_DIRECTIVES } from './debug-directives.js';
import { declareMetadata } from './metadata.js';
import type { Scanner } from './scanner.js';
import { SECTION_DIRECTIVES } from './section-directives.js';
import type { Place } from './source.js';
import { SYMBOL_DIRECTIVES } from './symbol-directives.js';

/** `word` is the directive in lower case; the scanner stands behind it. */
export type Directive = (assembly: Assembly, scanner: Scanner, place: Place, word: string) => void;

const READING: Readonly<Record<string, Directive>> = {
  '.include': (assembly, scanner, place) => {
    const path = scanner.name('a path');
    scanner.end('the path');
    assembly.reader.include(path, place);
  },
  '.macro': (assembly, scanner, place) => assembly.reader.defineMacro(scanner, place),
  '.endm': (_, scanner) => scanner.fail('.endm without .macro', undefined, scanner.pos - '.endm'.length),
  '.exitm': (assembly, scanner, place) => {
    scanner.end('.exitm');
    assembly.reader.exitMacro(place);
  },
  '.purgem': (assembly, scanner) => {
    scanner.peek();
    const at = scanner.pos;
    const name = scanner.symbolName('a macro');
    scanner.end('the name');
    if (!assembly.reader.forgetMacro(name)) scanner.fail(`there is no macro '${name}'`, undefined, at);
  },
  '.rept': (assembly, scanner, place) => assembly.reader.repeat(scanner, place),
  '.irp': (assembly, scanner, place) => assembly.reader.repeatValues(scanner, place),
  '.endr': (_, scanner) => scanner.fail('.endr without .rept', undefined, scanner.pos - '.endr'.length),
  '.if': (assembly, scanner, place, word) => assembly.reader.beginIf(word, scanner, place),
  '.ifdef': (assembly, scanner, place, word) => assembly.reader.beginIf(word, scanner, place),
  '.ifndef': (assembly, scanner, place, word) => assembly.reader.beginIf(word, scanner, place),
  '.elseif': (assembly, scanner, place, word) => assembly.reader.branch(word, scanner, place),
  '.else': (assembly, scanner, place, word) => assembly.reader.branch(word, scanner, place),
  '.endif': (assembly, scanner, place, word) => assembly.reader.branch(word, scanner, place),
  '.error': (_, scanner, place) => {
    const text = scanner.peek() === 0x22 ? scanner.quoted() : 'the source asks for an error';
    scanner.fail(text, undefined, place.column - 1);
  },
  '.warning': (assembly, scanner, place) => {
    const text = scanner.peek() === 0x22 ? scanner.quoted() : 'the source asks for a warning';
    assembly.report.warning(place, text);
  },
};

/** Every directive by its lower-case name. */
export const DIRECTIVES: ReadonlyMap<string, Directive> = new Map([
  ...Object.entries(SECTION_DIRECTIVES),
  ...Object.entries(SYMBOL_DIRECTIVES),
  ...Object.entries(DATA_DIRECTIVES),
  ...Object.entries(DEBUG_DIRECTIVES),
  ...Object.entries(READING),
  ...['.value', '.cmd', '.mailbox'].map((word): [string, Directive] => [word, declareMetadata]),
]);
