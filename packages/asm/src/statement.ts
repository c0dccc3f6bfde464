/** One line: its labels, then an instruction, a directive, a macro call or a constant. */
import { didYouMean } from '@hsx/image';
import { BY_MNEMONIC, symbolText } from '@hsx/isa';
import type { Assembly } from './assembly.js';
import { DIRECTIVES } from './directives.js';
import { isRegisterName } from './expression.js';
import { assembleInstruction } from './instructions.js';
import { PSEUDO_INSTRUCTIONS } from './pseudo.js';
import { StatementError } from './report.js';
import { Scanner } from './scanner.js';
import type { Line, Place } from './source.js';

/** Assembles one line. @throws StatementError for its first error. */
export function assembleLine(assembly: Assembly, line: Line): void {
  const scanner: Scanner = new Scanner(line);
  for (;;) {
    const code = scanner.peek();
    if (code < 0) return;
    const start = scanner.pos;
    if (code === 0x22) {
      const name = scanner.symbolName('a label');
      if (scanner.accept('=')) {
        assign(assembly, scanner, name, start);
        return;
      }
      scanner.expect(':', 'after the label');
      label(assembly, name, scanner.place(start));
      continue;
    }
    if (code >= 48 && code <= 57) {
      numericLabel(assembly, scanner);
      continue;
    }
    const word = scanner.identifier();
    if (word === undefined) scanner.fail(`expected a label, an instruction or a directive, found ${scanner.found()}`);
    if (scanner.text.charCodeAt(scanner.pos) === 0x3a) {
      if (isRegisterName(word))
        scanner.fail(`'${word}' is a register`, `a symbol of that name is written ${symbolText(word)}`, start);
      if (word === '.') scanner.fail("'.' is the current place and cannot be a label", undefined, start);
      scanner.pos++;
      label(assembly, word, scanner.place(start));
      continue;
    }
    operation(assembly, scanner, word, start);
    return;
  }
}

function label(assembly: Assembly, name: string, place: Place): void {
  const symbol = assembly.symbols.defineLabel(name, assembly.section.here, place);
  assembly.labels++;
  if (assembly.entryPending !== undefined) {
    assembly.entry = { symbol, place };
    assembly.entryPending = undefined;
  }
}

function numericLabel(assembly: Assembly, scanner: Scanner): void {
  const place = scanner.place();
  const start = scanner.pos;
  const n = scanner.number();
  if (typeof n !== 'number' || n > 999_999 || !scanner.accept(':'))
    scanner.fail('a line cannot begin with a number', "a numeric label is written '1:'", start);
  assembly.labels++;
  assembly.symbols.defineNumeric(n, assembly.section.here, place);
}

function assign(assembly: Assembly, scanner: Scanner, name: string, start: number): void {
  const node = assembly.expression(scanner);
  scanner.end('the value');
  assembly.symbols.defineConstant(name, node, scanner.place(start));
}

function operation(assembly: Assembly, scanner: Scanner, word: string, start: number): void {
  const place = scanner.place(start);
  const macro = assembly.reader.findMacro(word);
  if (macro !== undefined) {
    assembly.reader.call(macro, scanner, place);
    return;
  }
  const upper = word.toUpperCase();
  const insn = BY_MNEMONIC.get(upper);
  if (insn !== undefined) {
    assembleInstruction(assembly, scanner, insn, place);
    return;
  }
  const pseudo = PSEUDO_INSTRUCTIONS.get(upper);
  if (pseudo !== undefined) {
    pseudo(assembly, scanner, place);
    return;
  }
  if (word.charCodeAt(0) === 0x2e) {
    const directive = DIRECTIVES.get(word.toLowerCase());
    if (directive !== undefined) {
      directive(assembly, scanner, place, word.toLowerCase());
      return;
    }
  }
  if (scanner.peek() === 0x3d && scanner.text[scanner.pos + 1] !== '=') {
    scanner.pos++;
    assign(assembly, scanner, word, start);
    return;
  }
  throw unknown(assembly, word, place);
}

function unknown(assembly: Assembly, word: string, place: Place): StatementError {
  const shown = word.length > 60 ? `${word.slice(0, 60)}...` : word;
  if (word.startsWith('.'))
    return new StatementError(place, `unknown directive '${shown}'`, didYouMean(word, DIRECTIVES.keys()));
  const known = [...BY_MNEMONIC.keys(), ...PSEUDO_INSTRUCTIONS.keys(), ...assembly.reader.macroNames()];
  return new StatementError(place, `unknown instruction '${shown}'`, didYouMean(word, known));
}
