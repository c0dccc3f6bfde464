/** The form in which the conformance suite says what one run must do: data only, so that any machine can be held to it. */
import type { MachineState, Stop } from './test-vm.js';
import { START } from './test-vm.js';

/** One program, the state before it, the state after it. What `expect` does not name must be as before. */
export interface InstructionCase {
  name: string;
  /** Mnemonics that the case is about. */
  covers: readonly string[];
  /** Words at START. */
  program: readonly number[];
  /** Bytes of code, when the end of the code space matters. */
  codeLength?: number;
  /** Words elsewhere in code, by byte address. */
  code?: Readonly<Record<number, number>>;
  /** Whether the image has the extended set. Default true. */
  ext?: boolean;
  regs?: Readonly<Record<number, number>>;
  psw?: number;
  sp?: number;
  /** Words in data space, by byte address. */
  memory?: Readonly<Record<number, number>>;
  /** Instructions to run, default 1. */
  run?: number;
  expect: {
    regs?: Readonly<Record<number, number>>;
    psw?: number;
    sp?: number;
    /** Default: behind `run` one-word instructions. */
    pc?: number;
    memory?: Readonly<Record<number, number>>;
    /** Default: ok with `run` retired. */
    stop?: Stop;
  };
}

/** psw bits of a string such as `ZC`; `E` is the error latch, `.` nothing. */
export function flags(text: string): number {
  let psw = 0;
  for (const letter of text) if (letter !== '.') psw |= 1 << 'ZCNVE'.indexOf(letter);
  return psw;
}

/** Latches that no flag-writing instruction may touch: E and the interrupt mask. */
export const LATCHES = 0xa510;

/** The state that a case expects, given the one before. */
export function expectedState(c: InstructionCase, before: MachineState): MachineState {
  const regs = [...before.regs];
  for (const [index, value] of Object.entries(c.expect.regs ?? {})) regs[Number(index)] = value >>> 0;
  return {
    pc: c.expect.pc ?? START + 4 * (c.run ?? 1),
    sp: c.expect.sp ?? before.sp,
    psw: c.expect.psw ?? before.psw,
    regs,
  };
}

/** A run that ends in a fault: nothing changes but psw.E, pc stays. */
export function faults(
  name: string,
  covers: readonly string[],
  program: readonly number[],
  fault: NonNullable<Stop['fault']>,
  setup: Partial<Pick<InstructionCase, 'regs' | 'psw' | 'sp' | 'memory' | 'ext' | 'codeLength' | 'code'>> = {},
): InstructionCase {
  return {
    name: `${name} faults ${fault}`,
    covers,
    program,
    ...setup,
    expect: { pc: START, psw: (setup.psw ?? 0) | flags('E'), stop: { reason: 'fault', retired: 0, fault } },
  };
}
