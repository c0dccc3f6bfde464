/**
 * The legacy profile of version 1 and 2 images (formats.md §2): a flat map of 64 KiB, addresses taken modulo 2^16, unaligned
 * access allowed, R15 a copy of sp after every stack operation, RET on the empty stack the task's end.
 *
 * The loader hides memory and stack instructions of such an image from the hot interpreter, which then stops at each of
 * them as at an undefined opcode; they are performed here, one at a time, and everything between runs at full speed.
 */
import { LEGACY_MAP } from '@hsx/image';
import { ERROR_CODES, SVC } from '@hsx/isa';
import { EXT_OPCODES } from '../code-space.js';
import type { Task } from '../task.js';
import { CALL_RETURN_WORD, type Engine, STOP_FAULT, STOP_OK, STOP_SVC } from './engine.js';
import { Interpreter } from './interpreter.js';

const { STACK_UNDERFLOW, STACK_OVERFLOW, MEM_FAULT, ALIGN, ILLEGAL, PC_RANGE } = ERROR_CODES;

/** Instructions whose meaning differs under the legacy profile: all that touch memory or sp. */
export const LEGACY_OPCODES: ReadonlySet<number> = new Set([
  0x02, 0x03, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x24, 0x25, 0x3e, 0x40, 0x41, 0x42, 0x73,
]);

/** What the hot interpreter must not see of a legacy image without the extended set. */
export const HIDDEN_FROM_CORE_LEGACY: ReadonlySet<number> = new Set([...LEGACY_OPCODES, ...EXT_OPCODES]);

const ADDRESS_MASK = LEGACY_MAP.size - 1;

/** Bytes that an access opcode moves. */
const ACCESS_BYTES: Readonly<Record<number, 1 | 2 | 4>> = {
  2: 4,
  3: 4,
  6: 1,
  7: 2,
  8: 1,
  9: 2,
  10: 1,
  11: 2,
  12: 4,
  13: 4,
};

function field(word: number, shift: number): number {
  return (word >>> shift) & 15;
}

/** `EXT_OPCODES` are open to a legacy image only when its code hides no more than `LEGACY_OPCODES`. */
function isMine(task: Task, op: number): boolean {
  return LEGACY_OPCODES.has(op) && (task.ext || !EXT_OPCODES.has(op));
}

export class LegacyInterpreter implements Engine {
  readonly name = 'interpreter';
  retired = 0;
  detail = 0;
  lastPc = -1;
  /** Whether the hidden instruction that ended the run has retired: only RET from a pushed call does. */
  private retiredOnStop = 0;
  private readonly hot = new Interpreter();

  run(task: Task, budget: number): number {
    let left = budget;
    let stop = STOP_OK;
    this.retiredOnStop = 0;
    while (left > 0 && stop === STOP_OK) {
      stop = this.hot.run(task, left);
      left -= this.hot.retired;
      this.detail = this.hot.detail;
      this.lastPc = this.hot.lastPc;
      if (stop !== STOP_FAULT || this.detail !== ILLEGAL) continue;
      const word = task.code.words[task.pc >>> 2] as number;
      if (!isMine(task, word >>> 24)) continue;
      stop = this.perform(task, word);
      left -= stop === STOP_OK ? 1 : this.retiredOnStop;
    }
    this.retired = budget - left;
    return stop;
  }

  /** One hidden instruction. A fault or the task's end leaves everything as it was and does not retire. */
  private perform(task: Task, word: number): number {
    const op = word >>> 24;
    let next = task.pc + 4;
    let sp = task.sp;
    if (op <= 0x0d) {
      if (!this.access(task, word)) return STOP_FAULT;
      task.pc = next;
      return STOP_OK;
    }
    switch (op) {
      case 0x24: // CALL
      case 0x3e: {
        // CALLA
        const base = field(word, 16);
        const target =
          op === 0x3e
            ? word & 0xffffff
            : ((base === 0 ? task.pc : (task.regs[base] as number)) + ((word << 20) >> 18)) >>> 0;
        if ((target & 3) !== 0) return this.fault(ALIGN);
        if (target >= task.code.length) return this.fault(PC_RANGE);
        if (!this.push(task, next)) return STOP_FAULT;
        sp -= 4;
        next = target;
        break;
      }
      case 0x25: {
        // RET
        if (sp === task.layout.stackLimit) {
          this.detail = SVC.TASK_EXIT;
          return STOP_SVC;
        }
        const target = task.data.i32[sp >> 2] as number;
        if (target === CALL_RETURN_WORD) {
          task.sp = task.regs[15] = sp + 4;
          task.pc = target;
          this.detail = SVC.COMMAND_RETURN;
          this.retiredOnStop = 1;
          return STOP_SVC;
        }
        if ((target & 3) !== 0) return this.fault(ALIGN);
        if (target >>> 0 >= task.code.length) return this.fault(PC_RANGE);
        sp += 4;
        next = target;
        break;
      }
      case 0x40: // PUSH
        if (!this.push(task, task.regs[field(word, 16)] as number)) return STOP_FAULT;
        sp -= 4;
        break;
      case 0x41: // POP
        if (sp === task.layout.stackLimit) return this.fault(STACK_UNDERFLOW);
        task.regs[field(word, 20)] = task.data.i32[sp >> 2] as number;
        sp += 4;
        break;
      default: {
        // ADDSP, SETSP
        const base = op === 0x42 ? sp : (task.regs[field(word, 16)] as number);
        const moved = (base + ((word << 20) >> 20)) >>> 0;
        if ((moved & 3) !== 0) return this.fault(ALIGN);
        if (moved > task.layout.stackLimit) return this.fault(STACK_UNDERFLOW);
        if (moved < task.layout.stackBase) return this.fault(STACK_OVERFLOW);
        sp = moved;
      }
    }
    task.sp = sp;
    // POP R15 too ends with the copy of sp.
    task.regs[15] = sp;
    task.pc = next;
    return STOP_OK;
  }

  private fault(code: number): number {
    this.detail = code;
    return STOP_FAULT;
  }

  private push(task: Task, value: number): boolean {
    if (task.sp - 4 < task.layout.stackBase) {
      this.detail = STACK_OVERFLOW;
      return false;
    }
    task.data.i32[(task.sp - 4) >> 2] = value;
    return true;
  }

  /** A load or store; an access that runs over the end of the map faults. */
  private access(task: Task, word: number): boolean {
    const op = word >>> 24;
    const bytes = ACCESS_BYTES[op] as 1 | 2 | 4;
    const relativeToSp = op === 0x0c || op === 0x0d;
    const base = relativeToSp ? task.sp : (task.regs[field(word, 16)] as number);
    const address = (base + (relativeToSp ? word & 0xfff : (word << 20) >> 20)) & ADDRESS_MASK;
    if (address + bytes > LEGACY_MAP.size) {
      this.detail = MEM_FAULT;
      return false;
    }
    const memory = task.data.u8;
    const store = op === 0x03 || op === 0x08 || op === 0x09 || op === 0x0d;
    if (store) {
      const value = task.regs[field(word, 12)] as number;
      for (let i = 0; i < bytes; i++) memory[address + i] = value >>> (8 * i);
      return true;
    }
    let value = 0;
    for (let i = 0; i < bytes; i++) value |= (memory[address + i] as number) << (8 * i);
    if (op === 0x0a) value = (value << 24) >> 24;
    else if (op === 0x0b) value = (value << 16) >> 16;
    task.regs[field(word, 20)] = value;
    return true;
  }
}
