/** A small machine for the evaluator's tests: code from instructions, 1 KiB of data space, sp in the middle of the stack. */
import { encode, type Operands } from '../encoding.js';
import { type EvaluatorState, evaluate, type Outcome } from '../evaluate.js';
import { BY_MNEMONIC } from '../table.js';

/** Code bytes of a machine. */
export const CODE_LENGTH = 0x200;
/** Where the instruction under test lies. */
export const PC = 0x40;
export const BOUNDS = { roBase: 0x100, dataBase: 0x180, stackBase: 0x300, stackLimit: 0x400 } as const;
export const SP = 0x380;

export interface Setup {
  pc?: number;
  sp?: number;
  psw?: number;
  ext?: boolean;
  codeLength?: number;
  /** Register values by number. */
  r?: Readonly<Record<number, number>>;
  /** Words of data space by address. */
  mem?: Readonly<Record<number, number>>;
}

export interface Result {
  outcome: Outcome;
  state: EvaluatorState;
  /** Whether anything but pc changed: registers, sp, psw or memory. */
  changed: boolean;
}

/** The words of an instruction written as mnemonic and operands. */
export function words(mnemonic: string, operands: Operands = {}): number[] {
  const insn = BY_MNEMONIC.get(mnemonic);
  if (insn === undefined) throw new Error(`no ${mnemonic}`);
  return encode(insn, operands);
}

/** Executes one instruction; registers are 0x1000 + n, memory bytes their address' low byte, unless set. */
export function execute(code: readonly number[], setup: Setup = {}): Result {
  const pc = setup.pc ?? PC;
  const regs = Uint32Array.from({ length: 16 }, (_, n) => setup.r?.[n] ?? 0x1000 + n);
  const memory = new DataView(Uint8Array.from({ length: BOUNDS.stackLimit }, (_, n) => n).buffer);
  for (const [address, word] of Object.entries(setup.mem ?? {})) memory.setUint32(Number(address), word, true);
  const state: EvaluatorState = {
    ...BOUNDS,
    regs,
    memory,
    pc,
    sp: setup.sp ?? SP,
    psw: setup.psw ?? 0,
    codeLength: setup.codeLength ?? CODE_LENGTH,
    ext: setup.ext ?? true,
    fetch: (address) => code[(address - pc) / 4] ?? 0,
  };
  const bytes = new Uint8Array(memory.buffer);
  const before = { regs: regs.slice(), bytes: bytes.slice(), sp: state.sp, psw: state.psw };
  const outcome = evaluate(state);
  const changed =
    before.sp !== state.sp ||
    before.psw !== state.psw ||
    before.regs.some((value, n) => value !== regs[n]) ||
    before.bytes.some((value, n) => value !== bytes[n]);
  return { outcome, state, changed };
}

/** Executes one instruction given by mnemonic and operands. */
export function run(mnemonic: string, operands: Operands = {}, setup: Setup = {}): Result {
  return execute(words(mnemonic, operands), setup);
}
