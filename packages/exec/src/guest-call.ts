/** A system call's view of its task: registers and memory through the VM, with the guest's own rights. */
import { HsxError } from '@hsx/isa';
import { type MiniVM, REG_R0, type TaskInfo } from '@hsx/vm';
import type { Call } from './services/service.js';

/** Bytes that are looked at together for the end of a string. */
const STRING_PIECE = 64;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

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

  readString(address: number, max: number): string | undefined {
    const bytes: number[] = [];
    // Piece by piece: the text may end right before the end of the memory.
    for (;;) {
      const at = address + bytes.length;
      const piece = this.read(at, Math.max(1, Math.min(STRING_PIECE, this.bounds.stackLimit - at)));
      const end = piece.indexOf(0);
      bytes.push(...(end === -1 ? piece : piece.subarray(0, end)));
      if (bytes.length > max) return undefined;
      if (end !== -1) break;
    }
    try {
      return UTF8.decode(Uint8Array.from(bytes));
    } catch {
      throw new HsxError('EINVAL', `the text at ${address} is not UTF-8`);
    }
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
