/** Directives that choose sections and describe the object: sections, entry, capabilities, the line table. */
import { didYouMean } from '@hsx/image';
import { CAPABILITIES, type Capability } from '@hsx/isa';
import type { Assembly } from './assembly.js';
import type { Directive } from './directives.js';
import { LIMITS } from './limits.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import type { Section } from './section.js';
import { noteAt } from './source.js';

const plain: Directive = (assembly, scanner, place, word) => {
  scanner.end(word);
  assembly.section = assembly.openSection(word.slice(1), place);
};

/** Takes a section's name; a leading dot, as other assemblers have it, is dropped. */
function readSection(assembly: Assembly, scanner: Scanner): Section {
  scanner.peek();
  const at = scanner.place();
  const name = scanner.name("a section's name");
  scanner.end('the section');
  return assembly.openSection(name.startsWith('.') ? name.slice(1) : name, at);
}

const setEntry: Directive = (assembly, scanner, place) => {
  const before = assembly.entry?.place ?? assembly.entryPending;
  if (before !== undefined)
    throw new StatementError(place, 'the entry point is declared twice', undefined, [
      noteAt(before, 'it is first declared here'),
    ]);
  if (scanner.atEnd()) {
    assembly.entryPending = place;
    return;
  }
  const at = scanner.place();
  const name = scanner.symbolName('a symbol');
  scanner.end('the symbol');
  assembly.entry = { symbol: assembly.symbols.get(name), place: at };
};

const capability: Directive = (assembly, scanner) => {
  do {
    scanner.peek();
    const at = scanner.pos;
    const name = scanner.name("a capability's name").toLowerCase();
    if (!Object.hasOwn(CAPABILITIES, name)) {
      const known = Object.keys(CAPABILITIES);
      scanner.fail(`unknown capability '${name}'`, didYouMean(name, known) ?? `there are ${known.join(', ')}`, at);
    }
    assembly.caps.add(name as Capability);
  } while (scanner.accept(','));
  scanner.end('the capability');
};

/** `.file n "name"`, or `.file "name"` for number 0. */
const nameFile: Directive = (assembly, scanner) => {
  const n = scanner.peek() === 0x22 ? 0 : assembly.constantIn(scanner, "the file's number", 0, 0xffff);
  if (scanner.peek() !== 0x22) scanner.fail(`expected the file's name in quotes, found ${scanner.found()}`);
  const at = scanner.pos;
  const name = scanner.quoted();
  scanner.end("the file's name");
  const known = assembly.fileNumbers.get(n);
  if (known !== undefined && assembly.files[known] !== name)
    scanner.fail(`file ${n} already is '${assembly.files[known]}'`, undefined, at);
  let index = assembly.files.indexOf(name);
  if (index < 0) index = assembly.files.push(name) - 1;
  assembly.fileNumbers.set(n, index);
};

/** `.loc file line [column]`: the source place of what follows. */
const sourceLine: Directive = (assembly, scanner: Scanner) => {
  scanner.peek();
  const at = scanner.pos;
  const n = assembly.constant(scanner);
  const file = assembly.fileNumbers.get(n);
  if (file === undefined) scanner.fail(`there is no .file ${n}`, undefined, at);
  const line = assembly.constantIn(scanner, 'the line', 0, 0x7fff_ffff);
  const column = scanner.atEnd() ? 0 : assembly.constantIn(scanner, 'the column', 0, 0x7fff_ffff);
  scanner.end('the column');
  if (assembly.section.kind !== 'text') return;
  assembly.locs.push({ position: assembly.section.here, row: { file, line, column } });
};

export const SECTION_DIRECTIVES: Readonly<Record<string, Directive>> = {
  '.text': plain,
  '.rodata': plain,
  '.data': plain,
  '.bss': plain,
  '.section': (assembly, scanner) => {
    assembly.section = readSection(assembly, scanner);
  },
  '.pushsection': (assembly, scanner, place) => {
    const section = readSection(assembly, scanner);
    if (assembly.sectionStack.length >= LIMITS.nesting)
      throw new StatementError(place, `.pushsection is nested more than ${LIMITS.nesting} deep`);
    assembly.sectionStack.push(assembly.section);
    assembly.section = section;
  },
  '.popsection': (assembly, scanner, place) => {
    scanner.end('.popsection');
    const section = assembly.sectionStack.pop();
    if (section === undefined) throw new StatementError(place, '.popsection without .pushsection');
    assembly.section = section;
  },
  '.entry': setEntry,
  '.cap': capability,
  '.file': nameFile,
  '.loc': sourceLine,
};
