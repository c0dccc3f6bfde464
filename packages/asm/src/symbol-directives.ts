/** Directives about symbols: linkage, constants, facts, common storage. */
import type { SymbolKind } from '@hsx/image';
import type { Assembly } from './assembly.js';
import type { Directive } from './directives.js';
import { LIMITS } from './limits.js';
import { StatementError } from './report.js';
import type { Scanner } from './scanner.js';
import { noteAt, type Place } from './source.js';
import type { AsmSymbol, Linkage } from './symbols.js';

function eachSymbol(assembly: Assembly, scanner: Scanner, work: (symbol: AsmSymbol, place: Place) => void): void {
  do {
    scanner.peek();
    const place = scanner.place();
    const symbol = assembly.symbols.get(scanner.symbolName('a symbol'));
    symbol.mentioned ??= place;
    work(symbol, place);
  } while (scanner.accept(','));
  scanner.end('the symbol');
}

/** Which of two declarations of the same symbol holds: the one that says more, or `undefined` when they contradict. */
function merge(before: Linkage | undefined, now: Linkage): Linkage | undefined {
  if (before === undefined || before === now) return now;
  const pair = [before, now];
  if (pair.includes('local')) return undefined;
  if (pair.includes('weak')) return 'weak';
  if (pair.includes('import')) return pair.includes('export') ? undefined : 'import';
  return pair.includes('export') ? 'export' : 'global';
}

function declare(linkage: Linkage): Directive {
  return (assembly, scanner, _place, word) =>
    eachSymbol(assembly, scanner, (symbol, place) => {
      const merged = merge(symbol.linkage, linkage);
      const before = symbol.linkagePlace;
      if (merged === undefined)
        throw new StatementError(
          place,
          `'${symbol.name}' cannot be ${word} and .${symbol.linkage}`,
          undefined,
          before === undefined ? [] : [noteAt(before, 'it is declared here')],
        );
      if (linkage === 'import' && symbol.isDefined && symbol.defined !== undefined && merged === 'import')
        throw new StatementError(
          place,
          `'${symbol.name}' is imported but is defined here`,
          'use .extern for a name that may be defined in either file',
          [noteAt(symbol.defined, `'${symbol.name}' is defined here`)],
        );
      symbol.linkage = merged;
      symbol.linkagePlace ??= place;
    });
}

/** `.equ name, expr`; a constant may be defined anew, a label may not. */
const constant: Directive = (assembly, scanner) => {
  scanner.peek();
  const place = scanner.place();
  const name = scanner.symbolName('a name');
  scanner.expect(',', 'after the name');
  const node = assembly.expression(scanner);
  scanner.end('the value');
  assembly.symbols.defineConstant(name, node, place);
};

const KINDS: Readonly<Record<string, SymbolKind>> = {
  func: 'func',
  function: 'func',
  object: 'object',
  notype: 'notype',
};

/** `.type name, func|object [, variadic|fixed]`; `@function` and `%function` are accepted. */
const kindOf: Directive = (assembly, scanner: Scanner) => {
  scanner.peek();
  const place = scanner.place();
  const symbol = assembly.symbols.get(scanner.symbolName('a symbol'));
  symbol.mentioned ??= place;
  scanner.expect(',', 'after the symbol');
  if (!scanner.accept('@')) scanner.accept('%');
  scanner.peek();
  const at = scanner.pos;
  const word = scanner.identifier()?.toLowerCase() ?? '';
  if (!Object.hasOwn(KINDS, word)) scanner.fail('a symbol is a func or an object', undefined, at);
  symbol.kind = KINDS[word];
  if (scanner.accept(',')) {
    scanner.peek();
    const from = scanner.pos;
    const convention = scanner.identifier()?.toLowerCase();
    if (convention !== 'variadic' && convention !== 'fixed')
      scanner.fail('the calling convention is variadic or fixed', undefined, from);
    if (symbol.kind !== 'func') scanner.fail('only functions have a calling convention', undefined, from);
    symbol.convention = convention;
  }
  scanner.end('the type');
};

const sizeOf: Directive = (assembly, scanner) => {
  scanner.peek();
  const place = scanner.place();
  const symbol = assembly.symbols.get(scanner.symbolName('a symbol'));
  symbol.mentioned ??= place;
  scanner.expect(',', 'after the symbol');
  scanner.peek();
  const at = scanner.place();
  symbol.size = { node: assembly.expression(scanner), place: at };
  scanner.end('the size');
};

const keep: Directive = (assembly, scanner) =>
  eachSymbol(assembly, scanner, (symbol, place) => {
    if (!assembly.keep.has(symbol.name)) assembly.keep.set(symbol.name, place);
  });

/** A power of two up to the largest alignment. */
export function readAlignment(assembly: Assembly, scanner: Scanner): number {
  scanner.peek();
  const at = scanner.pos;
  const align = assembly.constant(scanner);
  if (align < 1 || align > LIMITS.align || (align & (align - 1)) !== 0)
    scanner.fail(`the alignment ${align} is no power of two of 1..${LIMITS.align}`, undefined, at);
  return align;
}

/** `.comm name, size [, align]`: zeroed storage of which the linker keeps the largest. `.lcomm`: storage of this file alone. */
const common: Directive = (assembly, scanner, place, word) => {
  scanner.peek();
  const at = scanner.place();
  const name = scanner.symbolName('a symbol');
  scanner.expect(',', 'after the symbol');
  const size = assembly.constantIn(scanner, 'the size', 0, LIMITS.sectionBytes);
  const align = scanner.accept(',') ? readAlignment(assembly, scanner) : size >= 4 ? 4 : 1;
  scanner.end('the alignment');
  const section = assembly.openSection(`bss.${name}`, place);
  const from = Math.ceil(section.length / align) * align;
  const symbol = assembly.symbols.defineLabel(name, { section, offset: from, elastics: 0 }, at);
  if (!section.hasRoom(size + align)) throw new StatementError(at, `section ${section.name} becomes too large`);
  section.fill(from - section.length + size, 0);
  section.align = Math.max(section.align, align);
  symbol.kind = 'object';
  symbol.size = { node: size, place: at };
  if (word === '.comm' && symbol.linkage === undefined) symbol.linkage = 'weak';
};

export const SYMBOL_DIRECTIVES: Readonly<Record<string, Directive>> = {
  '.export': declare('export'),
  '.global': declare('global'),
  '.globl': declare('global'),
  '.weak': declare('weak'),
  '.import': declare('import'),
  '.extern': declare('extern'),
  '.local': declare('local'),
  '.equ': constant,
  '.set': constant,
  '.type': kindOf,
  '.size': sizeOf,
  '.keep': keep,
  '.comm': common,
  '.lcomm': common,
};
