/**
 * System calls and faults of version 1 and 2 images as their older system answered them (formats.md §2): arguments in R1–R5, a
 * plain number in R0, no error latch, and a console on which output, ends and unknown calls are lines of text.
 */
import { ERROR_CODES, PSW_E } from '@hsx/isa';
import { type MiniVM, REG_PSW, REG_R0, type StepResult } from '@hsx/vm';
import type { HostStdio } from './host.js';

/** R0 of a call that nobody serves, and of a fault: all ones above the code. */
function legacyCode(code: number): number {
  return (0xffff0000 | code) >>> 0;
}

/** Addresses and lengths have 16 bits there; what lies beyond the end of the map is not read. */
function bytesAt(vm: MiniVM, pid: number, address: number, length: number): Uint8Array {
  const start = address & 0xffff;
  return vm.memReadFor(pid, start, Math.min(length, 0x10000 - start));
}

/** Serves one legacy task. */
export class LegacyAdapter {
  private readonly encoder = new TextEncoder();

  constructor(
    private readonly vm: MiniVM,
    private readonly pid: number,
    private readonly stdio: HostStdio,
  ) {}

  /**
   * Answers an SVC.
   * @returns the exit status when it ended the task.
   */
  async svc(id: number): Promise<number | undefined> {
    const { vm, pid } = this;
    const arg = (index: number) => vm.regGetFor(pid, REG_R0 + index);
    switch (id) {
      case 0x000:
        this.setR0(vm.taskInfo(pid).retired >>> 0);
        return undefined;
      case 0x100: {
        const status = arg(0);
        // RET on the empty stack ends a task in silence; its instruction has not retired.
        if ((vm.lastOpcode() ?? 0) >>> 24 !== 0x25) await this.print(`[EXIT ${status}]`);
        return status | 0;
      }
      case 0x101: {
        const length = arg(2) & 0xffff;
        await this.print(`[UART.tx] ${new TextDecoder().decode(bytesAt(vm, pid, arg(1), length))}`);
        this.setR0(length);
        return undefined;
      }
      case 0x200: {
        const data = bytesAt(vm, pid, arg(2), arg(3) & 0xff);
        const identifier = (arg(1) & 0x7ff).toString(16).toUpperCase().padStart(3, '0');
        const text = Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
        await this.print(`[CAN.tx] id=0x${identifier} data=${text}`);
        this.setR0(0);
        return undefined;
      }
      default: {
        const digit = (value: number) => value.toString(16).toUpperCase();
        await this.print(`[SVC] mod=0x${digit(id >> 8)} fn=0x${digit(id & 0xff)} (stub)`);
        this.setR0(legacyCode(ERROR_CODES.ENOSYS));
        return undefined;
      }
    }
  }

  /** Leaves the task as the older system left it after a fault. */
  async fault(result: Readonly<StepResult>): Promise<void> {
    const { vm, pid } = this;
    const { pc, faultCode = 0 } = result;
    vm.regSetFor(pid, REG_PSW, vm.regGetFor(pid, REG_PSW) & ~PSW_E);
    const { codeLength } = vm.taskInfo(pid);
    if (pc < codeLength) this.setR0(legacyCode(faultCode));
    else {
      const at = pc.toString(16).toUpperCase().padStart(4, '0');
      await this.print(`[VM] PC 0x${at} is outside code length ${codeLength}`);
    }
  }

  private setR0(value: number): void {
    this.vm.regSetFor(this.pid, REG_R0, value);
  }

  /** A console that fails loses the line; the older system had no way to tell its tasks either. */
  private async print(line: string): Promise<void> {
    try {
      await this.stdio.write(1, this.encoder.encode(`${line}\n`));
    } catch {}
  }
}
