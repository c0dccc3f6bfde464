/**
 * The text form of decoded instructions, in the assembler's syntax (mvasm.md): assembled at the same address again, it gives
 * the same words.
 */
import { CONDITIONS } from './conditions.js';
import { type Decoded, decode, encode } from './encoding.js';
import { svcName } from './svc.js';

/** How to write what an instruction refers to. */
export interface TextOptions {
  /** The name of exactly this code address, unquoted, or `undefined` to write the number. */
  readonly symbol?: (address: number) => string | undefined;
  /** Write `SVC TASK_EXIT` where the system call table knows the call, instead of `SVC 0x01, 0x00`. */
  readonly svcNames?: boolean;
}

const PLAIN = /^[A-Za-z_.$][A-Za-z0-9_.$]*$/;
/** Words that an operand field takes for something else than a symbol: registers and the relocation functions. */
const TAKEN = /^(?:r\d+|sp|pc|psw|lo16|hi16|off16)$/i;
const TAKEN_CONDITIONS: ReadonlySet<string> = new Set(CONDITIONS);
const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A symbol as MVASM source: in quotes where the plain name would be read as something else. */
export function symbolText(name: string): string {
  if (PLAIN.test(name) && !TAKEN.test(name) && !TAKEN_CONDITIONS.has(name.toUpperCase())) return name;
  let quoted = '';
  for (const c of name) {
    const code = c.codePointAt(0) as number;
    quoted += ESCAPES[c] ?? (code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : c);
  }
  return `"${quoted}"`;
}

const hex = (value: number, digits: number): string => `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;

/** Constants up to three digits read best in decimal, masks and addresses in hexadecimal. */
function literal(value: number): string {
  const signed = value | 0;
  return signed >= -999 && signed <= 999 ? String(signed) : hex(value >>> 0, 8);
}

/**
 * The address that a direct branch or call goes to: JMP and its kin, CALLA, CB, CBI and CALL without a register. `undefined`
 * for everything else. The result lies outside 0..2^32-1 when a relative offset leaves the code space.
 */
export function directTarget({ insn, rs1, imm }: Decoded, pc: number): number | undefined {
  switch (insn.form) {
    case 'target24':
      return imm;
    case 'call':
      return rs1 === 0 ? pc + 4 * imm : undefined;
    case 'cc,rs1,rs2,rel12':
    case 'cc,rs1,simm4,rel12':
      return pc + 4 * imm;
    default:
      return undefined;
  }
}

/** `[R1+8]`, `[R1-4]`, `[R1]`. */
function address(base: string, offset: number): string {
  if (offset === 0) return `[${base}]`;
  return offset < 0 ? `[${base}-${-offset}]` : `[${base}+${offset}]`;
}

/** The operands of an instruction at `pc`, separated by `, `; empty when it has none. */
export function formatOperands(decoded: Decoded, pc: number, options: TextOptions = {}): string {
  const { insn, imm } = decoded;
  const rd = `R${decoded.rd}`;
  const rs1 = `R${decoded.rs1}`;
  const rs2 = `R${decoded.rs2}`;
  const cc = CONDITIONS[decoded.cc] as string;
  const target = (): string => {
    const to = directTarget(decoded, pc) as number;
    const name = options.symbol?.(to);
    if (name !== undefined) return symbolText(name);
    return to < 0 ? String(to) : hex(to, 4);
  };
  switch (insn.form) {
    case 'none':
      return '';
    case 'rd':
      return rd;
    case 'rs1':
      return rs1;
    case 'rd,rs1':
      return `${rd}, ${rs1}`;
    case 'rs1,rs2':
      return `${rs1}, ${rs2}`;
    case 'rd,rs1,rs2':
      return `${rd}, ${rs1}, ${rs2}`;
    case 'rd,simm12':
      return `${rd}, ${imm}`;
    case 'rs1,simm12':
      return `${rs1}, ${imm}`;
    case 'rd,rs1,simm12':
    case 'rd,rs1,imm5':
      return `${rd}, ${rs1}, ${imm}`;
    case 'rd,[rs1+simm12]':
      return `${rd}, ${address(rs1, imm)}`;
    case '[rs1+simm12],rs2':
      return `${address(rs1, imm)}, ${rs2}`;
    case 'rd,[sp+uimm12]':
      return `${rd}, ${address('SP', imm)}`;
    case '[sp+uimm12],rs2':
      return `${address('SP', imm)}, ${rs2}`;
    case 'simm12':
    case 'code8':
      return String(imm);
    case 'target24':
      return target();
    case 'call':
      if (decoded.rs1 === 0) return target();
      return imm === 0 ? rs1 : `${rs1}, ${imm}`;
    case 'svc': {
      const name = options.svcNames === true ? svcName(imm) : undefined;
      return name ?? `${hex(imm >>> 8, 2)}, ${hex(imm & 0xff, 2)}`;
    }
    case 'rd,imm32':
      return `${rd}, ${literal(imm)}`;
    case 'rd,simm20':
      return `${rd}, ${imm < 0 ? imm : literal(imm)}`;
    case 'rd,cc':
      return `${rd}, ${cc}`;
    case 'rd,rs1,cc':
      return `${rd}, ${rs1}, ${cc}`;
    case 'cc,rs1,rs2,rel12':
      return `${cc}, ${rs1}, ${rs2}, ${target()}`;
    case 'cc,rs1,simm4,rel12':
      return `${cc}, ${rs1}, ${decoded.k}, ${target()}`;
  }
}

/** An instruction at `pc` as one line of MVASM, such as `LD R2, [R1+8]` or `CB LT, R1, R2, 0x0120`. */
export function formatInstruction(decoded: Decoded, pc: number, options: TextOptions = {}): string {
  const operands = formatOperands(decoded, pc, options);
  return operands === '' ? decoded.insn.mnemonic : `${decoded.insn.mnemonic} ${operands}`;
}

/** One line of a disassembly. */
export interface WordText {
  /** MVASM, with a comment where a word's unused bits keep it from being written as the instruction it is. */
  readonly text: string;
  /** Bytes taken: 8 for LDI32, else 4. */
  readonly size: 4 | 8;
  /** `undefined` when the word is no instruction. */
  readonly decoded: Decoded | undefined;
}

/**
 * The word at `pc` as MVASM; `literalWord` is the word after it, `undefined` at the end of the code. What does not decode,
 * what sets bits that its form does not use, and an LDI32 without its literal is written as `.word`.
 */
export function formatWord(
  word: number,
  literalWord: number | undefined,
  pc: number,
  options: TextOptions = {},
): WordText {
  const raw = `.word ${hex(word >>> 0, 8)}`;
  const decoded = decode(word, literalWord ?? 0);
  if (decoded === undefined || (decoded.size === 8 && literalWord === undefined))
    return { text: raw, size: 4, decoded: undefined };
  const text = formatInstruction(decoded, pc, options);
  if (encode(decoded.insn, decoded)[0] === word >>> 0) return { text, size: decoded.size, decoded };
  const next = decoded.size === 8 ? `, ${hex((literalWord as number) >>> 0, 8)}` : '';
  return { text: `${raw}${next} ; ${text}`, size: decoded.size, decoded };
}
