/** A task: its context, its spaces and what the control plane knows about it (abi-and-memory.md §5). */
import type { MemoryLayout } from '@hsx/image';
import { capabilityBit, type FaultName } from '@hsx/isa';
import type { CodeSpace } from './code-space.js';
import { type Engine, EXIT_WORD } from './engines/engine.js';
import type { LoadedImage } from './loaded-image.js';
import type { DataSpace } from './memory.js';

/** States a task has for the VM. */
export type TaskState = 'LOADING' | 'READY' | 'BLOCKED' | 'STOPPED';

/** What `pushCall` saved. */
export interface SavedCall {
  readonly pc: number;
  readonly sp: number;
  readonly psw: number;
  readonly regs: Int32Array;
}

/** A loaded task. Engines read the spaces and bounds and change pc, sp, psw and the registers. */
export class Task {
  readonly code: CodeSpace;
  readonly entry: number;
  /** Whether the image has the extended set. */
  readonly ext: boolean;
  /** Runs under the legacy profile (formats.md §2). */
  readonly legacy: boolean;
  /** Byte address in code space, signed. */
  pc: number;
  /** Byte address in data space. */
  sp: number;
  psw = 0;
  state: TaskState = 'READY';
  /** Code of the last fault, 0 for none. */
  faultCode = 0;
  /** Instructions retired since the task was loaded or restarted. */
  retired = 0;
  /** Instructions until a run stops with reason `step`; 0 = off. */
  stepCounter = 0;
  traceRegs = false;
  /** Stopped by an SVC that no run has followed yet. */
  inSvc = false;
  savedCall: SavedCall | undefined;
  /** VM-private scheduling words of the context: kept for the executive, never looked at. */
  sleepUntil = 0;
  waitChannel = 0;

  constructor(
    readonly pid: number,
    readonly data: DataSpace,
    /** Where everything lies; engines need readBase, writeBase, stackBase and stackLimit. */
    readonly layout: MemoryLayout,
    /** Byte offset of the register window in the register arena. */
    readonly wp: number,
    /** R0..R15: the window at `wp`, signed. */
    readonly regs: Int32Array,
    readonly image: LoadedImage,
    readonly engine: Engine,
  ) {
    this.code = image.code;
    this.entry = image.summary.header.entry;
    this.ext = (image.summary.header.reqCaps & capabilityBit('ext')) !== 0;
    this.legacy = layout.profile === 'legacy';
    this.pc = 0;
    this.sp = 0;
    this.reset();
  }

  /** The state at load; memory apart: registers, context and counters. The exit word waits on the stack (isa.md §6). */
  reset(): void {
    this.pc = this.entry;
    this.psw = 0;
    this.regs.fill(0);
    this.sp = this.layout.stackLimit;
    // On a legacy stack RET finds the end by itself.
    if (!this.legacy) {
      this.sp -= 4;
      this.data.i32[this.sp >> 2] = EXIT_WORD;
    }
    this.state = 'READY';
    this.faultCode = 0;
    this.retired = 0;
    this.stepCounter = 0;
    this.inSvc = false;
    this.savedCall = undefined;
    this.sleepUntil = 0;
    this.waitChannel = 0;
  }
}

/** A task as the executive sees it. All numbers are unsigned. */
export interface TaskInfo {
  pid: number;
  state: TaskState;
  /** First instruction, byte address in code space. */
  entry: number;
  codeLength: number;
  roBase: number;
  roEnd: number;
  dataBase: number;
  dataEnd: number;
  bssBase: number;
  bssEnd: number;
  heapBase: number;
  heapEnd: number;
  stackBase: number;
  stackLimit: number;
  /** 0, or the code of the fault that stopped the task. */
  faultCode: number;
  faultName: FaultName | undefined;
  /** Instructions retired since load or restart. */
  retired: number;
  /** Which engine runs it. */
  engine: string;
  /** Whether the image is of version 1 or 2 and runs under the legacy profile. */
  legacy: boolean;
  /** Whether a pushed call is under way. */
  inCall: boolean;
}
