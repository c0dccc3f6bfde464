/** How symbols and labels are written in MVASM (mvasm.md, "Lexical"). */
import { CONDITIONS } from '@hsx/isa';

const PLAIN = /^[A-Za-z_.$][A-Za-z0-9_.$]*$/;
const REGISTER = /^(r([0-9]|1[0-5])|sp|pc|lr|fp|psw)$/i;
const FUNCTIONS = new Set(['lo16', 'hi16', 'off16', 'mod', 'fn']);
const CONDITION_NAMES = new Set<string>(CONDITIONS);

/** Characters of the longest name that is read as something else. */
const LONGEST_RESERVED = Math.max(...[...FUNCTIONS, ...CONDITION_NAMES, 'psw'].map(({ length }) => length));

/** Whether a plain identifier is read as something else than a symbol. */
function isReserved(name: string): boolean {
  if (name.length > LONGEST_RESERVED) return false;
  return REGISTER.test(name) || FUNCTIONS.has(name.toLowerCase()) || CONDITION_NAMES.has(name.toUpperCase());
}

/** A symbol as an operand: in quotes when it is no plain identifier or could be read as something else. */
export function symbolText(name: string): string {
  if (PLAIN.test(name) && !isReserved(name)) return name;
  let text = '"';
  for (const char of name) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '"' || char === '\\') text += `\\${char}`;
    else if (code < 0x20 || code === 0x7f) text += `\\x${code.toString(16).padStart(2, '0')}`;
    else text += char;
  }
  return `${text}"`;
}

/** The label of a block that has no public one; no two blocks of a program unit share it. */
export function blockLabel(functionName: string, blockId: number): string {
  return `.L${functionName}_${blockId}`;
}

/** The label of a function's n-th jump table. */
export function jumpTableLabel(functionName: string, n: number): string {
  return `.L${functionName}$jt${n}`;
}
