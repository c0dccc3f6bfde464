/** A system call's view of its task: registers and memory through the VM, with the guest's own rights. */
import { HsxError } from '@hsx/isa';
import { type MiniVM, REG_R0, type TaskInfo } from '@hsx/vm';
import type { Call } from './services/service.js';

export class GuestCall implements Call {
  /** @param id the SVC's `module << 8 | function`. */
  constructor(
    private readonly vm: MiniVM,
    private readonly bounds: TaskInfo,
    private readonly id: number,
  ) {}

  get pid(): number {
    return this.bounds.pid;
  }

  get fn(): number {
    return this.id & 0xff;
  }

  arg(index: number): number {
    return this.vm.regGetFor(this.pid, REG_R0 + index);
  }

  read(address: number, length: number): Uint8Array {
    return this.vm.memReadFor(this.pid, address, length);
  }

  checkWritable(address: number, length: number): void {
    const { dataBase, stackLimit } = this.bounds;
    if (address < dataBase || address > stackLimit || length > stackLimit - address)
      throw new HsxError('EFAULT', `a buffer of ${length} bytes at ${address} is not the task's to write`);
  }

  write(address: number, bytes: Uint8Array): void {
    this.checkWritable(address, bytes.length);
    this.vm.memWriteFor(this.pid, address, bytes);
  }

  retired(): number {
    return this.vm.taskInfo(this.pid).retired;
  }
}
