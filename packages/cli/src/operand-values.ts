/** What an instruction is about to work on: the registers that it reads and the address that it accesses. */
import { type Decoded, LAYOUTS } from '@hsx/isa';

export interface MachineState {
  /** R0..R15, unsigned. */
  regs: ArrayLike<number>;
  sp: number;
}

/** An unsigned number as the tools write addresses and words. */
export function hex(value: number, digits = 4): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(digits, '0')}`;
}

const STACK_INSTRUCTIONS: ReadonlySet<string> = new Set([
  'PUSH',
  'POP',
  'CALL',
  'CALLA',
  'RET',
  'ADDSP',
  'LDSP',
  'STSP',
]);

/** `R1=0x00000000 SP=0x0000FFF0 address=0x00000008`; empty when it reads nothing. */
export function operandValues(decoded: Decoded, state: MachineState): string {
  const layout = LAYOUTS[decoded.insn.form];
  const read = new Set<number>();
  if (layout.rs1 && !(decoded.insn.form === 'call' && decoded.rs1 === 0)) read.add(decoded.rs1);
  if (layout.rs2) read.add(decoded.rs2);
  const values = [...read].map((index) => `R${index}=${hex(state.regs[index] ?? 0, 8)}`);
  if (STACK_INSTRUCTIONS.has(decoded.insn.mnemonic)) values.push(`SP=${hex(state.sp, 8)}`);
  const address = accessAddress(decoded, state);
  if (address !== undefined) values.push(`address=${hex(address, 8)}`);
  return values.join(' ');
}

/** The data address that a load or store goes to. */
export function accessAddress(decoded: Decoded, state: MachineState): number | undefined {
  const { form } = decoded.insn;
  if (form === 'rd,[sp+uimm12]' || form === '[sp+uimm12],rs2') return (state.sp + decoded.imm) >>> 0;
  if (form !== 'rd,[rs1+simm12]' && form !== '[rs1+simm12],rs2') return undefined;
  return ((state.regs[decoded.rs1] ?? 0) + decoded.imm) >>> 0;
}
