/** Runs one image as one task to its end: what `hsx run` does with a program (toolchain.md). */
import type { FaultName } from '@hsx/isa';
import type { MemCfg, TaskInfo } from '@hsx/vm';
import { Executive } from './executive.js';
import type { FileSystem } from './files/file-system.js';
import type { HostClock, HostStdio, LogLine } from './host.js';

/** One instruction about to run, as `onTrace` sees it. The object is reused from call to call. */
export interface TraceRecord {
  /** How many instructions have retired before this one. */
  retired: number;
  pc: number;
  /** The instruction's word. */
  word: number;
  /** R0..R15 before the instruction, unsigned; the array is reused. */
  regs: Uint32Array;
  sp: number;
  psw: number;
}

/** How to run a task. */
export interface RunOptions {
  /** What TASK ARGS gives the guest; by custom the program's name comes first. Default: none. */
  args?: readonly string[];
  /** Default: no input, output is thrown away. */
  stdio?: HostStdio;
  /** The files that the task may use. Default: none, and the module FS is not built in. */
  fileSystem?: FileSystem;
  /** Files that the task may have open at once, 1..253; default 64. */
  maxOpenFiles?: number;
  /** Stop with `max-steps` once this many instructions have retired, 1..2^53-1. Default: no limit. */
  maxSteps?: number;
  /** Bytes of stack, instead of the image's. */
  stackSize?: number;
  /** Legacy images only: where the stack ends (vm.md); default the top of the flat 64 KiB map. */
  stackLimit?: number;
  /** Give the stack all that is left of the data space, unless `stackSize` says otherwise. Default: false. */
  fillStack?: boolean;
  /** Called before each instruction; the run is much slower then. */
  onTrace?: (record: TraceRecord) => void;
  /** Ends the run with `interrupted` at the next slice, or at once while the task waits for input. */
  signal?: AbortSignal;
  /** Default: the real clock. `'virtual'`: one instruction is one microsecond, and sleep passes at once. */
  clock?: HostClock | 'virtual';
  /** Told each line that the task adds to the log. Default: it is dropped. */
  onLog?: (line: LogLine) => void;
  /** Which engine runs the task; default `auto`. */
  engine?: NonNullable<MemCfg['engine']>;
  /** Limits and capabilities of the machine; `engine` above wins. */
  memCfg?: Partial<MemCfg>;
}

/** Registers at the end of a run, all unsigned. */
export interface FinalRegisters {
  pc: number;
  sp: number;
  psw: number;
  /** R0..R15. */
  regs: number[];
}

/** How a run ended. */
export type RunEnd =
  /** The task ended by itself; the status is a signed 32-bit number. */
  | { kind: 'exit'; status: number }
  /** The task stopped by a fault (isa.md §5); `word` is the instruction's word, `undefined` where none could be fetched. */
  | { kind: 'fault'; name: FaultName; code: number; pc: number; word: number | undefined }
  /** BRK, with its code; `pc` is the BRK's own address. */
  | { kind: 'break'; code: number; pc: number }
  /** TASK ABORT, with the guest's code (signed 32-bit); `pc` is the SVC's own address. */
  | { kind: 'abort'; code: number; pc: number }
  /** `maxSteps` instructions have retired and the task goes on. */
  | { kind: 'max-steps'; pc: number }
  /** The signal was raised. */
  | { kind: 'interrupted'; pc: number };

/** What a run gives back. */
export type RunResult = RunEnd & {
  /** Instructions retired. */
  retired: number;
  /** The state at the end. */
  registers: FinalRegisters;
  /** Bounds and sizes of the task, as the VM laid it out. */
  task: TaskInfo;
  /** What lies on the stack, from sp to `task.stackLimit`; nothing for an old image, which has no calling convention. */
  stack: Uint8Array;
  /** Names of the SVC modules that the task called and that are not built in, in the order of their first calls. */
  missing: string[];
};

/**
 * Loads an image and runs it to its end. The host's event loop gets a turn every few milliseconds, so signals and input arrive.
 * @throws HsxError EBADMSG, ENOSPC for an image that cannot be loaded, EINVAL for options out of range.
 */
export async function runTask(image: Uint8Array, options: RunOptions = {}): Promise<RunResult> {
  return new Executive(options).run(image);
}
