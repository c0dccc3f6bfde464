/** Directives that write data: numbers, texts, space, alignment. */
import type { Assembly } from './assembly.js';
import type { Directive } from './directives.js';
import { checkRange } from './field-range.js';
import { LIMITS } from './limits.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import type { Field } from './section.js';
import type { Place } from './source.js';
import { readAlignment } from './symbol-directives.js';

function checkData(assembly: Assembly, place: Place, word: string, wordsOnly: boolean): void {
  const { section } = assembly;
  if (section.kind === 'bss')
    throw new StatementError(
      place,
      `${word} cannot stand in ${section.name}, which has no contents`,
      'use .space, or put it into data or rodata',
    );
  if (section.kind === 'text' && wordsOnly)
    throw new StatementError(
      place,
      `${word} cannot stand in ${section.name}, where only .word and .align may`,
      'put it into rodata or data: code cannot be read by the program',
    );
}

function numbers(size: 1 | 2 | 4, what: string): Directive {
  const relocation = size === 1 ? 'DATA8' : size === 2 ? 'DATA16' : 'DATA32';
  const field: Field = { what, bits: 8 * size, signed: false, shift: 0, relocation };
  return (assembly, scanner, place, word) => {
    checkData(assembly, place, word, size !== 4);
    const { section } = assembly;
    if (section.length % size === 0) section.align = Math.max(section.align, size);
    do {
      scanner.peek();
      const at = scanner.pos;
      assembly.start = section.here;
      const node = assembly.expression(scanner);
      assembly.room(size, place);
      if (typeof node === 'number') {
        checkRange(field, node, scanner.place(at));
        section.datum(node, size);
      } else {
        section.datum(0, size);
        assembly.fixup(size, field, node, scanner.place(at));
      }
    } while (scanner.accept(','));
    scanner.end('the value');
  };
}

function text(terminated: boolean): Directive {
  return (assembly, scanner, place, word) => {
    checkData(assembly, place, word, true);
    do {
      if (scanner.peek() !== 0x22) scanner.fail(`expected a text in quotes, found ${scanner.found()}`);
      const bytes = scanner.quotedBytes();
      if (terminated) bytes.push(0);
      assembly.room(bytes.length, place);
      assembly.section.bytes(bytes);
    } while (scanner.accept(','));
    scanner.end('the text');
  };
}

function readFill(assembly: Assembly, scanner: Scanner): number {
  if (!scanner.accept(',')) return 0;
  scanner.peek();
  const at = scanner.pos;
  const fill = assembly.constantIn(scanner, 'the fill byte', -128, 255) & 0xff;
  if (fill !== 0 && assembly.section.kind === 'bss')
    scanner.fail(`${assembly.section.name} holds zeros only`, undefined, at);
  return fill;
}

const space: Directive = (assembly, scanner, place, word) => {
  const { section } = assembly;
  if (section.kind === 'text') checkData(assembly, place, word, true);
  const count = assembly.constantIn(scanner, 'the number of bytes', 0, LIMITS.sectionBytes);
  const fill = readFill(assembly, scanner);
  scanner.end(word);
  assembly.room(count, place);
  // Storage of a word or more is likely to hold words.
  if (count >= 4 && section.length % 4 === 0) section.align = Math.max(section.align, 4);
  section.fill(count, fill);
};

function pad(assembly: Assembly, align: number, fill: number, place: Place): void {
  const { section } = assembly;
  section.align = Math.max(section.align, align);
  if (section.kind === 'text') {
    if (align <= 4) return;
    assembly.room(align - 4, place);
    section.elastics.push({ kind: 'align', at: section.length, align, size: 0 });
    section.barrier = section.elastics.length;
    return;
  }
  const count = (align - (section.length % align)) % align;
  assembly.room(count, place);
  section.fill(count, fill);
}

const align: Directive = (assembly, scanner, place, word) => {
  const n = readAlignment(assembly, scanner);
  const fill = readFill(assembly, scanner);
  scanner.end(word);
  pad(assembly, n, fill, place);
};

/** `.p2align n`: to 2 to the power of n. */
const alignPower: Directive = (assembly, scanner, place, word) => {
  const power = assembly.constantIn(scanner, 'the power', 0, Math.log2(LIMITS.align));
  const fill = readFill(assembly, scanner);
  scanner.end(word);
  pad(assembly, 2 ** power, fill, place);
};

const half = numbers(2, '.half');

export const DATA_DIRECTIVES: Readonly<Record<string, Directive>> = {
  '.byte': numbers(1, '.byte'),
  '.half': half,
  '.hword': half,
  '.word': numbers(4, '.word'),
  '.ascii': text(false),
  '.asciz': text(true),
  '.string': text(true),
  '.space': space,
  '.zero': space,
  '.skip': space,
  '.align': align,
  '.balign': align,
  '.p2align': alignPower,
};
