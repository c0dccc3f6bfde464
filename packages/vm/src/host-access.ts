/** What hosts may see and change of a task: registers and data memory, under the policies (vm-api.md). */
import { HsxError, PSW_MASK } from '@hsx/isa';
import { dataSpaceEnd } from './loaded-image.js';
import type { PolicyFlags } from './mem-config.js';
import { REG_PC, REG_PSW, REG_R0, REG_R15, REG_SP, REG_WP } from './registers.js';
import type { Task } from './task.js';

/** As messages show an address. */
export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase()}`;
}

/** A 32-bit number of either sign, as a signed one. */
export function wordArgument(value: number, what: string): number {
  if (!Number.isInteger(value) || value < -(2 ** 31) || value > 0xffffffff)
    throw new HsxError('EINVAL', `${what} = ${value}: expected a 32-bit number`);
  return value | 0;
}

/** Refuses an access that does not lie in [from, to). */
export function checkRange(address: number, length: number, from: number, to: number, what: string): void {
  if (
    !Number.isInteger(address) ||
    !Number.isInteger(length) ||
    length < 0 ||
    address < from ||
    address > to ||
    length > to - address
  )
    throw new HsxError('EFAULT', `${what} of ${length} bytes at ${address} is outside ${hex(from)}..${hex(to)}`);
}

/** A register, unsigned. */
export function getRegister(task: Task, id: number, policy: PolicyFlags): number {
  if (id >= REG_R0 && id <= REG_R15 && Number.isInteger(id)) return (task.regs[id - REG_R0] as number) >>> 0;
  switch (id) {
    case REG_PC:
      return task.pc >>> 0;
    case REG_SP:
      return task.sp;
    case REG_PSW:
      return task.psw;
    case REG_WP:
      if (policy.debug) return task.wp;
      throw new HsxError('EINVAL', 'REG_WP is not shown outside the VM', 'a debugger sets policyFlags.debug');
    default:
      throw new HsxError('EINVAL', `no register ${id}`);
  }
}

/** Writes a register; PSW is masked, the value is checked before the policy. */
export function setRegister(task: Task, id: number, value: number, policy: PolicyFlags): void {
  const word = wordArgument(value, `register ${id}`);
  if (id >= REG_R0 && id <= REG_R15 && Number.isInteger(id)) {
    task.regs[id - REG_R0] = word;
    return;
  }
  switch (id) {
    case REG_PC:
      checkPc(task, value);
      if (!policy.debug && !(policy.allowRegSetPcInStopped && task.state === 'STOPPED'))
        throw new HsxError('EPERM', `PC of task ${task.pid} (${task.state}) may not be set`, 'see memCfg.policyFlags');
      task.pc = word;
      return;
    case REG_SP:
      checkSp(task, value);
      task.sp = word;
      return;
    case REG_PSW:
      task.psw = word & PSW_MASK;
      return;
    case REG_WP:
      if (policy.debug) throw new HsxError('EPERM', 'REG_WP is read-only');
      throw new HsxError('EINVAL', 'REG_WP is not shown outside the VM');
    default:
      throw new HsxError('EINVAL', `no register ${id}`);
  }
}

/** Refuses an address that is no instruction's. */
export function checkPc(task: Task, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value % 4 !== 0 || value >= task.code.length)
    throw new HsxError('EINVAL', `pc = ${value}: expected a multiple of 4 below ${hex(task.code.length)}`);
}

/** Refuses an sp that is misaligned or outside the stack. */
export function checkSp(task: Task, value: number): void {
  const { stackBase, stackLimit } = task.layout;
  if (!Number.isInteger(value) || value % 4 !== 0 || value < stackBase || value > stackLimit)
    throw new HsxError('EINVAL', `sp = ${value}: expected a multiple of 4 in ${hex(stackBase)}..${hex(stackLimit)}`);
}

/** A copy of what the task can read. */
export function readMemory(task: Task, address: number, length: number): Uint8Array {
  checkRange(address, length, task.layout.readBase, dataSpaceEnd(task.layout), 'a read');
  return task.data.u8.slice(address, address + length);
}

/** Writes what the task, or a debugger, may write. */
export function writeMemory(task: Task, address: number, bytes: Uint8Array, policy: PolicyFlags): void {
  const { readBase, writeBase } = task.layout;
  checkRange(address, bytes.length, readBase, dataSpaceEnd(task.layout), 'a write');
  if (address < writeBase && bytes.length > 0 && !policy.debug)
    throw new HsxError('EPERM', `a write at ${hex(address)} is in the read-only data of task ${task.pid}`);
  if (policy.denyMemWriteInRun && task.state === 'READY' && !task.inSvc)
    throw new HsxError('EPERM', `task ${task.pid} is READY: the policy denies writes to its memory`);
  task.data.u8.set(bytes, address);
}
